"""The ends that a program may have, each in mid-word: what was typed is there again, and so is the shell."""

from __future__ import annotations

import errno
import os
import signal
import threading
from importlib.resources import files
from io import TextIOWrapper
from pathlib import Path
from typing import cast

import pytest
from textual.drivers._writer_thread import MAX_QUEUED_WRITES, WriterThread

from store.archive.archive import Archive
from store.disk.storage import JournalStorage
from store.errors import CannotKeep
from store.model import Act
from tests.conftest import COMMAND, run
from tests.helpers.faults import Faults
from tests.helpers.meetings import archive_with_meeting, planned, texts, type_line
from tests.helpers.terminal import Terminal
from tui.open_meetings import close_all
from tui.terminal.driver import Unseen

pytestmark = pytest.mark.faults

AGENDA = str(files("tests.samples") / "agenda-nl.md")
KEY = "2026-11-19-or"
ASKED = [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT]
# Each mode of the terminal that the screen turns on, and how it is turned off: the other screen, a hidden cursor, the
# mouse, pastes in brackets, the news of who has the focus.
MODES = {b"\x1b[?1049h": b"\x1b[?1049l", b"\x1b[?25l": b"\x1b[?25h"} | {
    b"\x1b[?%dh" % mode: b"\x1b[?%dl" % mode for mode in (1000, 1003, 2004, 1004)
}


def kept(folder: Path) -> list[str]:
    return texts(Archive(folder / "archive", folder / "reading").read(KEY))


def drafts(folder: Path) -> list[str]:
    return [file.read_text("utf-8") for file in (folder / "home" / "state" / "notulist" / "drafts").glob("*.txt")]


def in_mid_word(
    terminals: list[Terminal],
    folder: Path,
    command: tuple[str | Path, ...] = (COMMAND, "live", KEY),
    faults: dict[str, str] | None = None,
) -> tuple[Terminal, list[object]]:
    """A live screen in which one line was kept and another one is half typed, and the terminal's modes before it."""
    run("agenda", "import", AGENDA)
    terminal = Terminal([*command], os.environ | (faults or {}))
    terminals.append(terminal)
    before = terminal.modes()
    terminal.wait_for_text("OR-vergadering 2026-11")
    terminal.type("een hele regel\r")
    terminal.wait_for(lambda: kept(folder) == ["een hele regel"])
    terminal.type("en een hal")
    terminal.wait_for_text("en een hal")
    return terminal, before


def hears(process: int, number: int) -> bool:
    """Whether the process does something of its own with that signal."""
    status = Path(f"/proc/{process}/status").read_text("ascii")
    (caught,) = (int(line.split()[1], 16) for line in status.splitlines() if line.startswith("SigCgt:"))
    return bool(caught >> (number - 1) & 1)


def must_be_restored(terminal: Terminal) -> None:
    for on, off in MODES.items():
        assert terminal.output.rfind(off) > terminal.output.rfind(on) >= 0, on


def must_be_there_again(terminals: list[Terminal], folder: Path) -> None:
    """Opened again, the half-typed line stands there and is gone on with; nobody has the meeting open."""
    again = Terminal([COMMAND, "live", KEY], columns=80, rows=24)
    terminals.append(again)
    again.wait_for_text("en een hal")
    assert "another window" not in again.text()
    again.type("ve\r")
    again.wait_for(lambda: kept(folder) == ["een hele regel", "en een halve"])


@pytest.mark.parametrize("number", ASKED, ids=[number.name for number in ASKED])
def test_a_signal_ends_it_properly(tmp_path: Path, terminals: list[Terminal], number: int) -> None:
    terminal, before = in_mid_word(terminals, tmp_path)
    terminal.kill(number)
    assert terminal.end() == 0
    assert drafts(tmp_path) == ["en een hal"]
    assert terminal.modes() == before
    must_be_restored(terminal)
    assert b"Traceback" not in terminal.output
    assert kept(tmp_path) == ["een hele regel"]
    assert not list((tmp_path / "archive").rglob("*.journal"))
    must_be_there_again(terminals, tmp_path)


@pytest.mark.parametrize("numbers", [(signal.SIGTERM, signal.SIGHUP), (signal.SIGHUP, signal.SIGHUP)])
def test_asked_twice_it_still_waits_for_the_last_acts(
    tmp_path: Path, terminals: list[Terminal], numbers: tuple[signal.Signals, ...]
) -> None:
    # A session that ends sends both, and so does a terminal that is closed.
    lines = [f"zin nummer {number}" for number in range(6)]
    (tmp_path / "aside").mkdir()
    slow = Faults(tmp_path / "archive", tmp_path / "aside").variables(FAULT_WAIT=500)
    terminal, _before = in_mid_word(terminals, tmp_path, faults=slow)
    terminal.type("\x15" + "\r".join(lines) + "\r")
    terminal.wait_for_text(lines[-1])
    first, second = numbers
    terminal.kill(first)
    terminal.wait_for(lambda: not hears(terminal.pid, second))
    terminal.kill(second)
    assert terminal.end() == 0
    assert kept(tmp_path) == ["een hele regel", *lines]


def test_one_meeting_that_cannot_be_closed_is_no_reason_to_leave_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, commit = archive_with_meeting(tmp_path), JournalStorage.commit
    archive.create(*planned())
    bad, good = map(archive.open, archive.keys())

    def refuse(storage: JournalStorage, act: Act) -> None:
        if storage.path == archive.path(bad.running.meeting.key):
            raise OSError(errno.EIO, "Input/output error")
        commit(storage, act)

    monkeypatch.setattr(JournalStorage, "commit", refuse)
    for desk in (bad, good):
        type_line(desk, "een zin")
    with pytest.raises(CannotKeep, match="The last act could not be brought to disk"):
        close_all([bad, good], 0.1)
    assert texts(archive.read(good.running.meeting.key)) == ["een zin"]
    # Its lock is free.
    archive.open(good.running.meeting.key).close()


@pytest.mark.parametrize("told", [True, False], ids=["told", "not told"])
def test_a_terminal_that_is_closed_ends_it_properly(tmp_path: Path, terminals: list[Terminal], told: bool) -> None:
    # Who begins it with nohup has it told nothing: it hears of it when it reads or paints.
    untold = ("sh", "-c", f"trap '' HUP; exec {COMMAND} live {KEY}")
    terminal, _before = in_mid_word(terminals, tmp_path, (COMMAND, "live", KEY) if told else untold)
    terminal.hang_up()
    assert terminal.code == 0
    assert drafts(tmp_path) == ["en een hal"]
    assert not list((tmp_path / "archive").rglob("*.journal"))
    assert not list((tmp_path / "home" / "state" / "notulist").glob("crashes/*"))
    must_be_there_again(terminals, tmp_path)


def test_whatever_is_painted_after_the_terminal_was_closed_is_waited_for_by_nobody() -> None:
    ours, theirs = os.openpty()
    with os.fdopen(theirs, "w", encoding="utf-8") as terminal:
        painting = WriterThread(cast(TextIOWrapper, Unseen(terminal)))
        painting.start()
        os.close(ours)

        def paint() -> None:
            for _picture in range(3 * MAX_QUEUED_WRITES):
                painting.write("x" * 1000)
            painting.stop()

        app = threading.Thread(target=paint, daemon=True)
        app.start()
        app.join(20)
        assert not app.is_alive()


def test_stopped_and_brought_back_the_shell_and_the_word_are_there(tmp_path: Path, terminals: list[Terminal]) -> None:
    terminal, before = in_mid_word(terminals, tmp_path)
    terminal.type("\x1a")
    terminal.type("f")
    terminal.wait_for_text("en een half")
    # What a shell sends for ctrl+z, and for `fg`.
    terminal.kill(signal.SIGTSTP)
    terminal.wait_for(terminal.is_stopped)
    # Echo and lines a shell sets as it likes them, as it does for every program that is stopped.
    must_be_restored(terminal)
    terminal.output = b""
    terminal.kill(signal.SIGCONT)
    terminal.wait_for(lambda: b"en een half" in terminal.output)
    terminal.type(" woord\r")
    terminal.wait_for(lambda: kept(tmp_path) == ["een hele regel", "en een half woord"])
    terminal.press("ctrl+q")
    assert terminal.end() == 0
    assert terminal.modes() == before
    must_be_restored(terminal)
