"""Every key that the screens advertise, pressed in a real terminal of 80 by 24, by itself and inside tmux."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from exports.agenda.markdown import read_agenda
from exports.agenda.meeting_from_agenda import convene
from store.archive.archive import Archive
from store.model import Kind
from store.record.record import Record
from tests.conftest import COMMAND
from tests.helpers.screens import AGENDA
from tests.helpers.terminal import Terminal
from tui.cli.meetings.demo import lay_half_way
from tui.keys.bindings import commands_of, key_name
from tui.routes import Place

_HALF = "half a line"


class Desk:
    """The command in its terminal, over the sample meeting, and the record that it keeps on disk."""

    def __init__(self, terminal: Terminal, archive: Archive, key: str) -> None:
        self.terminal = terminal
        self.archive = archive
        self.key = key

    @property
    def record(self) -> Record:
        return self.archive.read(self.key)

    def keep(self, line: str) -> None:
        """Types a line, and waits until it is on disk."""
        acts = len(self.record.log)
        self.terminal.type(line + "\r")
        self.terminal.wait_for(lambda: len(self.record.log) > acts)

    def press(self, command: str) -> None:
        self.terminal.press(next(one.key for one in commands_of(Place.LIVE) if one.action == command))

    def wait(self, text: str) -> None:
        self.terminal.wait_for_text(text)

    def gone(self, text: str) -> None:
        self.terminal.wait_for(lambda: text not in self.terminal.text())

    def texts(self) -> list[str]:
        return [entry.text for entry in self.record.entries.values()]

    def current(self) -> str:
        item = self.record.current()
        return item.number if item else ""

    def line(self) -> str:
        """What stands in the capture line, as soon as it is in sight again."""
        self.terminal.wait_for(lambda: "\n▌" in self.terminal.text())
        [line] = re.findall(r"^▌(.*)$", self.terminal.text(), re.MULTILINE)
        return str(line)


@pytest.fixture(params=["alone", pytest.param("tmux", marks=pytest.mark.faults)])
def through(request: pytest.FixtureRequest) -> Iterator[Callable[[list[str | Path]], Terminal]]:
    """Opens the command in a terminal of 80 by 24, by itself or through tmux."""
    if request.param == "tmux" and not shutil.which("tmux"):
        pytest.skip("tmux is not installed")
    opened: list[Terminal] = []
    # A socket's name has to be short.
    with tempfile.TemporaryDirectory(prefix="notulist-tmux-") as folder:
        tmux = ["tmux", "-S", f"{folder}/s", "-f", f"{folder}/conf"]
        Path(folder, "conf").write_text("set -g status off\nset -g default-terminal screen-256color\n", "utf-8")

        def start(command: list[str | Path]) -> Terminal:
            whole = [*tmux, "new-session", *map(str, command)] if request.param == "tmux" else command
            opened.append(Terminal(list(whole), {**os.environ, "LC_ALL": "C.UTF-8"}, columns=80, rows=24))
            return opened[-1]

        yield start
        for terminal in opened:
            terminal.close()
        if request.param == "tmux":
            subprocess.run([*tmux, "kill-server"], capture_output=True, check=False)


def _help(desk: Desk) -> None:
    desk.press("help")
    desk.wait("Take the last act back")
    above = desk.terminal.text()
    desk.terminal.press("pagedown")
    desk.wait("Leave the screen")
    both = above + desk.terminal.text()
    assert not [one.key for one in commands_of(Place.LIVE) if f" {key_name(one.key)}  " not in both]
    desk.terminal.press("escape")
    desk.gone("Leave the screen")


def _next_item(desk: Desk) -> None:
    before = desk.current()
    desk.press("next_item")
    desk.terminal.wait_for(lambda: desk.current() not in ("", before))


def _decide(desk: Desk) -> None:
    desk.terminal.type("So be it.")
    desk.press("decide")
    desk.terminal.wait_for(lambda: "So be it." in desk.texts())
    assert desk.record.entries[max(desk.record.entries)].kind is Kind.DECISION


def _go_to_item(desk: Desk) -> None:
    desk.press("go_to_item")
    desk.wait("Go to item")
    desk.terminal.type("rents\r")
    desk.terminal.wait_for(lambda: desk.current() == "6")


def _actions(desk: Desk) -> None:
    desk.press("actions")
    desk.wait("postpone")
    desk.terminal.press("escape")
    desk.gone("postpone")


def _decisions(desk: Desk) -> None:
    desk.press("decisions")
    desk.wait("the latest first")
    desk.terminal.press("escape")
    desk.gone("the latest first")


def _show_agenda(desk: Desk) -> None:
    assert "Calendar 2027" not in desk.terminal.text()
    desk.press("show_agenda")
    desk.wait("Calendar 2027")
    desk.press("show_agenda")
    desk.gone("Calendar 2027")


def _undo(desk: Desk) -> None:
    desk.keep("a line too many")
    desk.press("undo")
    desk.terminal.wait_for(lambda: "a line too many" not in desk.texts())
    desk.wait("Taken back: a line too many")


def _unfinished(desk: Desk) -> None:
    desk.press("unfinished")
    desk.wait("Unfinished ─")
    desk.terminal.press("escape")
    desk.gone("Unfinished ─")


def _redo(desk: Desk) -> None:
    desk.keep("a line to keep")
    desk.press("undo")
    desk.terminal.wait_for(lambda: "a line to keep" not in desk.texts())
    desk.press("redo")
    desk.terminal.wait_for(lambda: "a line to keep" in desk.texts())


def _read_back(desk: Desk) -> None:
    desk.keep("! To be read back.")
    desk.press("read_back")
    desk.wait("not put to the vote")
    assert f"Decision D {desk.record.meeting.number}-" in desk.terminal.text()
    desk.press("read_back")
    desk.gone("not put to the vote")


def _speaker(desk: Desk) -> None:
    desk.press("speaker")
    desk.wait("Who speaks?")
    desk.terminal.type("2said this\r")
    desk.terminal.wait_for(lambda: "said this" in desk.texts())
    assert desk.record.entries[max(desk.record.entries)].speaker


def _end_on_time(desk: Desk) -> None:
    desk.keep("/time 9 90")
    planned = _plan(desk)
    desk.press("end_on_time")
    desk.wait("The agenda is shortened; F6 takes it back.")
    desk.terminal.wait_for(lambda: _plan(desk) != planned)
    desk.press("undo")
    desk.terminal.wait_for(lambda: _plan(desk) == planned)


def _plan(desk: Desk) -> list[tuple[int | None, str]]:
    return [(item.planned_minutes, item.status) for item in desk.record.agenda()]


def _search(desk: Desk) -> None:
    desk.press("search")
    desk.wait("Search ")
    desk.terminal.press("escape")
    desk.gone("Search ")


def _review(desk: Desk) -> None:
    # Of a meeting that runs there is nothing to go through yet, and that is said.
    desk.press("review")
    desk.wait("close")


def _write_documents(desk: Desk) -> None:
    desk.press("write_documents")
    desk.wait("Where to")
    desk.press("write_documents")
    desk.wait("Written in")
    desk.terminal.press("escape")
    desk.gone("Where to")
    assert len(list((desk.archive.folder / "documents").iterdir())) == 3


def _scroll_up(desk: Desk) -> None:
    for number in range(20):
        desk.keep(f"note number {number} of many")
    desk.wait("note number 19 of many")
    desk.gone("note number 0 of many")
    desk.press("scroll_up")
    desk.press("scroll_up")
    desk.wait("note number 0 of many")


def _scroll_down(desk: Desk) -> None:
    desk.press("scroll_down")
    desk.press("scroll_down")
    desk.wait("note number 19 of many")


def _leave(desk: Desk) -> None:
    desk.press("leave")
    assert desk.terminal.end() == 0


# In this order; those that take what is in the line first.
LIVE: dict[str, Callable[[Desk], None]] = {
    "decide": _decide,
    "undo": _undo,
    "redo": _redo,
    "speaker": _speaker,
    "read_back": _read_back,
    "scroll_up": _scroll_up,
    "scroll_down": _scroll_down,
    "end_on_time": _end_on_time,
    "help": _help,
    "unfinished": _unfinished,
    "actions": _actions,
    "decisions": _decisions,
    "search": _search,
    "review": _review,
    "show_agenda": _show_agenda,
    "go_to_item": _go_to_item,
    "next_item": _next_item,
    "write_documents": _write_documents,
    "leave": _leave,
}
# After these stands in the line what stood there before.
_LEAVES_THE_LINE = (
    "help",
    "unfinished",
    "actions",
    "decisions",
    "search",
    "review",
    "show_agenda",
    "go_to_item",
    "next_item",
    "write_documents",
)


def test_every_key_of_the_live_screen(
    tmp_path: Path, archive_folder: Path, through: Callable[[list[str | Path]], Terminal]
) -> None:
    assert set(LIVE) == {command.action for command in commands_of(Place.LIVE)}
    archive = Archive(archive_folder, tmp_path / "reading")
    key = lay_half_way(archive, "en", datetime.now(UTC))
    desk = Desk(through([COMMAND, "live", key]), archive, key)
    desk.wait("Board meeting 20")
    shown = {f"{key_name(one.key)} {one.label}" for one in commands_of(Place.LIVE) if not one.hidden}
    desk.terminal.wait_for(lambda: sum(words in desk.terminal.text() for words in shown) >= 6)
    for action, does_it in LIVE.items():
        leaves = action in _LEAVES_THE_LINE
        if leaves and desk.line().strip() != _HALF:
            desk.terminal.type(_HALF)
            desk.terminal.wait_for(lambda: desk.line().strip() == _HALF)
        acts = len(desk.record.log)
        does_it(desk)
        if leaves:
            desk.terminal.wait_for(lambda: desk.line().strip() == _HALF)
            assert len(desk.record.log) == acts + (action in ("go_to_item", "next_item"))
    assert _HALF not in desk.texts()


def test_every_key_of_the_home_screen(
    tmp_path: Path, archive_folder: Path, through: Callable[[list[str | Path]], Terminal]
) -> None:
    archive = Archive(archive_folder, tmp_path / "reading")
    key = lay_half_way(archive, "en", datetime.now(UTC))
    agenda = tmp_path / "my agenda.md"
    agenda.write_text(AGENDA, "utf-8")
    desk = Desk(through([COMMAND]), archive, key)
    desk.wait("Board meeting 20")
    pressed = set()

    def press(action: str) -> None:
        pressed.add(action)
        command = next(one for one in commands_of(Place.HOME) if one.action == action)
        letter = {"slash": "/"}.get(command.key, command.key)
        desk.terminal.type(letter) if len(letter) == 1 else desk.terminal.press(letter)

    for action, words in {
        "help": "Begin a meeting from an agenda",
        "actions": "postpone",
        "decisions": "the latest first",
        "bodies": "a add",
        "post": "a handle",
        "requests": "Requests",
        "letters": "Letters",
        "plan": "Plan of",
        "write_documents": "Where to",
        "search": "All of it must fit",
    }.items():
        press(action)
        desk.wait(words)
        desk.terminal.press("escape")
        desk.gone(words)
    press("work_talk")
    desk.wait("F2 next item")
    desk.terminal.press("ctrl+q")
    desk.wait("Enter open")
    press("new_meeting")
    desk.terminal.wait_for(lambda: "Enter open" not in desk.terminal.text())
    desk.terminal.press("escape")
    desk.wait("Enter open")
    press("open_meeting")
    desk.wait("F2 next item")
    desk.terminal.press("ctrl+q")
    desk.wait("Enter open")
    desk.terminal.type("1")
    desk.wait("F2 next item")
    desk.terminal.press("ctrl+q")
    desk.wait("Enter open")
    press("import_agenda")
    desk.wait("Agenda: a Word file")
    # As a terminal gives it when the file is dragged there.
    desk.terminal.type(str(agenda).replace(" ", "\\ ") + "\r")
    desk.wait("5 fact 6 nothing")
    desk.terminal.press("enter")
    desk.wait("A new body is made")
    desk.terminal.press("enter")
    desk.wait("F2 minute")
    # With the work talk, which was made by its key.
    assert len(archive.keys()) == 3
    desk.terminal.press("ctrl+q")
    desk.wait("Enter open")
    press("prepare_meeting")
    desk.wait("F2 minute")
    desk.terminal.press("ctrl+q")
    desk.wait("Enter open")
    press("call_off")
    desk.wait("It is kept, and not held.")
    desk.terminal.press("escape")
    desk.gone("It is kept, and not held.")
    press("leave")
    assert desk.terminal.end() == 0
    assert pressed == {command.action for command in commands_of(Place.HOME)}


def test_the_palette_searches_the_commands_and_does_one(
    tmp_path: Path, archive_folder: Path, through: Callable[[list[str | Path]], Terminal]
) -> None:
    archive = Archive(archive_folder, tmp_path / "reading")
    key = lay_half_way(archive, "en", datetime.now(UTC))
    desk = Desk(through([COMMAND, "live", key]), archive, key)
    desk.wait("Board meeting 20")
    desk.keep("a line too many")
    desk.terminal.press("ctrl+p")
    desk.wait("And forward again")
    desk.terminal.type("last act back")
    desk.gone("And forward again")
    desk.terminal.press("enter")
    desk.wait("Taken back: a line too many")
    desk.terminal.press("ctrl+q")
    assert desk.terminal.end() == 0


def test_a_burst_of_keys_over_windows_goes_where_it_was_meant(
    tmp_path: Path, archive_folder: Path, through: Callable[[list[str | Path]], Terminal]
) -> None:
    archive = Archive(archive_folder, tmp_path / "reading")
    key = convene(archive, read_agenda(AGENDA), date(2026, 3, 1))
    desk = Desk(through([COMMAND, "live", key]), archive, key)
    desk.wait("OR-vergadering 2026-03")
    desk.keep("/open")
    # F4, an item, a line; F1, help, typing on; a large paste, and no to its question.
    pasted = "\r".join(f"line {number}" for number in range(30))
    desk.terminal.type("\x1bOS3\rfirst\r\x1bOPsecond\r")
    desk.terminal.type(f"\x1b[200~{pasted}\x1b[201~")
    desk.wait("Keep these 30 lines")
    desk.terminal.press("escape")
    desk.gone("Keep these 30 lines")
    desk.terminal.type("third\r")
    desk.terminal.wait_for(lambda: desk.texts() == ["first", "second", "third"])
    assert desk.current() == "3"
    desk.terminal.press("ctrl+q")
    assert desk.terminal.end() == 0
