"""A helper that hangs, floods, answers escape bytes, or is not there: one line each, nothing taken, nothing left."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from store.archive.helping.program import ask
from store.errors import CannotDo


def program(folder: Path, code: str) -> list[str]:
    path = folder / "helper.py"
    path.write_text(code, "utf-8")
    return [sys.executable, "-S", str(path)]


def test_what_a_good_one_answers_is_taken_line_by_line(tmp_path: Path) -> None:
    code = "import sys\ntext = sys.stdin.read()\nprint('! ' + text.strip())\nprint()\nprint('  @P1   zoekt het uit ')\n"
    assert ask(program(tmp_path, code), "één punt\n") == ["! één punt", "@P1 zoekt het uit"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import sys\nsys.stdin.read()\nwhile True:\n    sys.stdout.write('x' * 65536)\n", "kB"),
        ("print('\\x1b]52;c;aGFsbG8=\\x07')\n", "control characters"),
        ("import sys\nsys.stdout.buffer.write(b'\\xff\\xfe\\x00')\n", "no text"),
        ("import sys\nprint('! half')\nsys.exit(3)\n", "error (3)"),
    ],
)
def test_a_bad_one_is_one_line_and_nothing_is_taken(tmp_path: Path, code: str, said: str) -> None:
    with pytest.raises(CannotDo) as told:
        ask(program(tmp_path, code), "een tekst\n" * 1000)
    assert said in str(told.value)
    assert "\n" not in str(told.value)


def test_one_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CannotDo, match="cannot be started"):
        ask([str(tmp_path / "nowhere")], "tekst")
    with pytest.raises(CannotDo, match="No helper"):
        ask([], "tekst")


def test_one_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    code = (
        "import os, subprocess, sys, time\n"
        f"child = subprocess.Popen([sys.executable, '-S', '-c', 'import time; time.sleep(600)'])\n"
        f"open({str(tmp_path / 'pids')!r}, 'w').write(f'{{os.getpid()}} {{child.pid}}')\n"
        "time.sleep(600)\n"
    )
    began = time.monotonic()
    with pytest.raises(CannotDo, match="not ready"):
        ask(program(tmp_path, code), "tekst", seconds=1.5)
    assert time.monotonic() - began < 30
    for pid in map(int, (tmp_path / "pids").read_text().split()):
        assert _is_gone(pid)


def _is_gone(pid: int) -> bool:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            os.kill(pid, 0)
            state = Path(f"/proc/{pid}/stat")
            if state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.01)
    return False


def test_it_gets_none_of_the_secrets_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_SECRET_TOKEN", "hush")
    assert "A_SECRET_TOKEN" not in ask(program(tmp_path, "import os\nprint(' '.join(os.environ))\n"), "")[0].split()
