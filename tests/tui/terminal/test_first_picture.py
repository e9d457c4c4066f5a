"""The picture that stands before the screen is loaded."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pyte
import pytest

from tests.conftest import COMMAND, run
from tests.helpers.meetings import running, type_line
from tests.helpers.tables import each_row
from tests.helpers.terminal import Terminal
from tui.terminal.first_picture import paint

AGENDA = files("tests.samples") / "agenda-nl.md"
NOTES = files("tests.samples") / "notes-nl.txt"


def seen(painted: str, columns: int, rows: int) -> list[str]:
    screen = pyte.Screen(columns, rows)
    pyte.Stream(screen).feed(painted)
    return [line.rstrip() for line in screen.display]


@pytest.mark.parametrize("coloured", ["truecolor", ""])
@pytest.mark.parametrize(("columns", "rows"), [(120, 40), (80, 24), (20, 5), (300, 100), (1, 1)])
def test_it_holds_the_title_the_item_what_was_written_and_the_line(
    columns: int, rows: int, coloured: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLORTERM", coloured)
    meeting = running()
    type_line(meeting, "/open")
    for number in range(200):
        type_line(meeting, f"regel {number} 王小明 {'x' * 90}")
    lines = seen(paint(meeting.record, "half een zin", columns, rows), columns, rows)
    if columns >= 80:
        assert lines[0] == " OR-vergadering"
        assert "1  Opening" in lines[2]
        assert "regel 199" in lines[rows - 6]
        assert lines[rows - 4].startswith("▌half een zin")


@each_row("hostile", ["\x1b[2J\x1b]52;c;eA==\x07weg", "\u202eom", "a\x9b31mb", "[/nope]", "\udcff"])
def test_nothing_that_was_typed_is_a_command_to_the_terminal(hostile: str) -> None:
    meeting = running()
    type_line(meeting, "/open")
    painted = paint(meeting.record, hostile, 80, 24)
    assert not re.search(r"\x1b(?!\[)|\x9b|\u202e|\udcff", painted)
    assert "52;c" not in painted or "\x1b]52" not in painted


def test_before_the_first_key_is_taken_it_stands_and_enter_is_enter(tmp_path: Path) -> None:
    run("scribe", "--agenda", str(AGENDA), str(NOTES))
    terminal = Terminal([COMMAND, "live", "latest"])
    # As fast as a paste: before the screen is loaded.
    terminal.type("een regel\reen halve")
    terminal.wait_for(lambda: b"OR-vergadering 2026-11" in terminal.output)
    assert b"F1" not in terminal.output
    terminal.wait_for_text("F1")
    terminal.wait_for_text("een halve")
    terminal.press("ctrl+q")
    assert terminal.end() == 0
    assert b"een regel" in run("show", "latest", "--json").stdout


def test_the_terminal_is_as_before_when_the_screen_cannot_be_loaded(tmp_path: Path) -> None:
    run("agenda", "import", str(AGENDA), "--yes")
    broken = tmp_path / "broken"
    (broken / "textual").mkdir(parents=True)
    (broken / "textual" / "__init__.py").write_text("raise ImportError('planted')\n", "utf-8")
    script = 'stty -a > before; "$0" live latest; stty -a > after'
    environment = {**os.environ, "PYTHONPATH": _first(broken)}
    terminal = Terminal(["sh", "-c", f"cd {tmp_path}; {script}", COMMAND], environment)
    terminal.end()
    assert (tmp_path / "before").read_text() == (tmp_path / "after").read_text()
    assert terminal.output.rindex(b"\x1b[?1049l") < terminal.output.rindex(b"notulist: ")


def test_the_line_to_type_in_stands_before_anything_is_loaded() -> None:
    code = "import sys; before = set(sys.modules); import tui.start; print(*sorted(set(sys.modules) - before))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout.split()
    assert set(loaded) <= {
        "__future__",
        "gc",
        "tui",
        "tui.start",
        "tui.terminal",
        "tui.terminal.garbage",
        "tui.terminal.splash",
    }


def test_that_line_is_where_the_live_screen_has_it() -> None:
    run("agenda", "import", str(AGENDA), "--yes")
    terminal = Terminal([COMMAND, "live", "latest"], columns=120, rows=40)
    terminal.wait_for_text("F1")
    # The first picture, in what was printed until the line to type in was there.
    mark = "▌".encode()
    first = terminal.output[: terminal.output.index(mark) + len(mark)]
    assert b"OR-vergadering" not in first
    screen = pyte.Screen(120, 40)
    pyte.ByteStream(screen).feed(first)
    [early] = [row for row, line in enumerate(screen.display) if line.startswith("▌")]
    [late] = [row for row, line in enumerate(terminal.screen.display) if line.startswith("▌")]
    terminal.close()
    assert early == late


# What is raised in the first of the two sleeps is dropped, as it is here and there while Python loads a module.
DROPS = """
import time, weakref
class Gone:
    pass
def drop(_gone):
    open("dropping", "w").close()
    time.sleep(60)
gone = Gone()
heard = weakref.ref(gone, drop)
del gone
time.sleep(60)
"""


def loading_for_ever(folder: Path, without: str = "", loads: str = "import time; time.sleep(60)\n") -> Terminal:
    """A meeting whose first picture is there, and whose screen never comes; `before` and `after` tell the modes.

    The environment is `without` one name; `loads` is what goes on while the screen is loaded.
    """
    run("agenda", "import", str(AGENDA), "--yes")
    (folder / "slow" / "textual").mkdir(parents=True)
    (folder / "slow" / "textual" / "__init__.py").write_text(loads, "utf-8")
    script = 'stty -a > before; "$0" live latest & echo $! > pid; fg > /dev/null; stty -a > after'
    script = f"unset {without}; {script}" if without else script
    environment = {**os.environ, "PYTHONPATH": _first(folder / "slow")}
    terminal = Terminal(["bash", "-mc", f"cd {folder}; {script}", COMMAND], environment)
    terminal.wait_for(lambda: b"OR-vergadering" in terminal.output)
    return terminal


def is_as_before(folder: Path, terminal: Terminal) -> bool:
    """Whether the terminal is as it was, once all that runs in it has ended."""
    terminal.end()
    same = (folder / "before").read_text() == (folder / "after").read_text()
    return same and b"\x1b[?1049l" in terminal.output


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_the_terminal_is_as_before_when_the_system_ends_it_while_it_loads(tmp_path: Path, number: int) -> None:
    terminal = loading_for_ever(tmp_path)
    os.kill(int((tmp_path / "pid").read_text()), number)
    assert is_as_before(tmp_path, terminal)


def test_the_system_ends_it_too_where_python_drops_what_was_raised(tmp_path: Path) -> None:
    terminal = loading_for_ever(tmp_path, loads=DROPS)
    terminal.wait_for((tmp_path / "dropping").exists)
    os.kill(int((tmp_path / "pid").read_text()), signal.SIGTERM)
    assert is_as_before(tmp_path, terminal)


# The second is not stopped by ctrl+z, in the middle of the picture: the screen, when it is there, gets that key.
@pytest.mark.parametrize("keys", ["\x1c", "\x1a\x1c"])
def test_the_terminal_is_as_before_when_a_key_ends_it_while_it_loads(tmp_path: Path, keys: str) -> None:
    terminal = loading_for_ever(tmp_path)
    terminal.type(keys)
    assert is_as_before(tmp_path, terminal)


def test_a_terminal_that_tells_no_kind_has_the_first_picture_too(tmp_path: Path) -> None:
    terminal = loading_for_ever(tmp_path, without="TERM")
    terminal.type("\x1c")
    assert is_as_before(tmp_path, terminal)


def test_a_meeting_that_is_not_there_is_one_line_on_the_usual_screen() -> None:
    terminal = Terminal([COMMAND, "live", "nergens"])
    assert terminal.end() == 1
    assert terminal.output.rindex(b"\x1b[?1049l") < terminal.output.rindex(b"notulist: ")


def _first(folder: Path) -> str:
    """The search path of Python with `folder` before all others."""
    return os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH")])])
