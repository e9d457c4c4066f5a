"""The suite on each Python that pyproject names: `python -m tools.pythons`, or `python -m tools.pythons 3.12 3.13`.

Each that this machine has is given an environment of its own in `.venv/pythons`; those that are not found are named.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / ".venv" / "pythons"
_SAYS = "import sys; print(sys.executable, '%d.%d' % sys.version_info[:2], sys.version.split()[0], sep='\\n')"


def supported() -> list[str]:
    """The versions that pyproject says it works on: `3.11`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"]))


def candidates(version: str) -> Iterator[str]:
    """Where a Python of that version may be: on the path, with pyenv, with uv."""
    if on_path := shutil.which(f"python{version}"):
        yield on_path
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from map(str, sorted(pyenv.glob(f"versions/{version}.*/bin/python{version}"), reverse=True))
    if uv := shutil.which("uv"):
        found = subprocess.run(
            [uv, "python", "find", "--no-python-downloads", version], capture_output=True, text=True, check=False
        )
        yield from found.stdout.split("\n")[:1]


def find(version: str) -> tuple[str, str] | None:
    """A Python that really starts and is of that version, and which it is to the digit; None where there is none."""
    for candidate in filter(None, candidates(version)):
        try:
            said = subprocess.run([candidate, "-c", _SAYS], capture_output=True, text=True, check=False)
        except OSError:
            continue
        if said.returncode == 0:
            executable, found, whole = said.stdout.splitlines()
            if found == version:
                return executable, whole
    return None


def tests_pass(version: str, executable: str) -> bool:
    """Whether the suite passes with the newest libraries that Python of that version has."""
    folder = FOLDER / version
    python = folder / "bin" / "python"
    commands: list[list[str | Path]] = [
        [executable, "-m", "venv", folder],
        [python, "-m", "pip", "install", "--quiet", "--upgrade", "--upgrade-strategy=eager", "--editable", ".[dev]"],
        [python, "-m", "pytest", "-m", "not faults"],
    ]
    return all(not subprocess.run(command, cwd=ROOT, check=False).returncode for command in commands)


def main(arguments: list[str]) -> int:
    """Runs the suite on each that is found; 0 where it passes on all of these, and there was one."""
    passes: dict[str, bool] = {}
    for version in arguments or supported():
        found = find(version)
        if found is None:
            print(f"Python {version} is not on this machine", flush=True)
            continue
        executable, whole = found
        print(f"Python {whole}, {executable}", flush=True)
        passes[whole] = tests_pass(version, executable)
    for whole, passed in passes.items():
        print(f"Python {whole} {'passes' if passed else 'FAILS'}")
    return 0 if passes and all(passes.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
