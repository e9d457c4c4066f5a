"""The suite with the lowest versions that pyproject allows: `python -m tools.lowest`.

They are chosen by uv, and installed into an environment of their own: `.venv/lowest`.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
UV, FOLDER = ROOT / ".venv" / "uv", ROOT / ".venv" / "lowest"


def main(arguments: list[str]) -> int:
    """Installs, and runs the suite (more words go to pytest); the code of what failed first."""
    uv, python = UV / "bin" / "uv", FOLDER / "bin" / "python"
    commands: list[list[str | Path]] = [
        [sys.executable, "-m", "venv", UV],
        [UV / "bin" / "python", "-m", "pip", "install", "--quiet", "uv"],
        [uv, "--quiet", "venv", "--clear", "--python", sys.executable, FOLDER],
        [uv, "--quiet", "pip", "install", "--python", python, "--resolution", "lowest-direct", "--editable", ".[dev]"],
        [uv, "--quiet", "pip", "freeze", "--python", python, "--exclude-editable"],
        [python, "-m", "pytest", "-m", "not faults", *arguments],
    ]
    for command in commands:
        if code := subprocess.run(command, cwd=ROOT, check=False).returncode:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
