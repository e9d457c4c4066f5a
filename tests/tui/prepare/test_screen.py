"""The prepare screen: an agenda put together with the keyboard alone, each act one durable write and undone by F6."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from textual import events

from store.i18n import speak
from store.meeting.preparation import Preparation
from store.meeting.running import RunningMeeting
from store.model import Body, Document, MeetingStatus, Purpose, Secrecy
from tests.conftest import COMMAND, run
from tests.helpers.meetings import AT, rows, running
from tests.helpers.preparing import Preparing, preparing
from tests.helpers.screens import AGENDA, HandClock, lay, seen, strips, until, wait_for
from tests.helpers.terminal import Terminal
from tui.app.app import NotulistApp
from tui.export.screen import ExportScreen
from tui.home.screen import HomeScreen
from tui.keys.commands import Command
from tui.live.screen import LiveScreen
from tui.prepare.agenda_list import PlanScene
from tui.prepare.editor import AgendaEditor, Change
from tui.prepare.screen import PrepareScreen
from tui.routes import Place


async def test_typing_makes_a_new_item_below_the_chosen_one(tmp_path: Path) -> None:
    async with preparing(tmp_path) as screen:
        await screen.type("Jaarplan (Carla, 25 min) !", enter=False)
        assert "→ New item 2  ·  Jaarplan  ·  CR · Carla Ruiz  ·  25 min  ·  to decide" in screen.seen()
        await screen.press("enter")
        assert screen.agenda[:3] == ["1 Opening", "2 Jaarplan", "3 Verslag 12 februari 2026"]
        item = screen.record.agenda()[1]
        assert (item.presenter, item.planned_minutes, item.purpose) == ("CR", 25, Purpose.DECIDE)
        assert "10:05     2 Jaarplan" in screen.seen()
        assert "10:30     3 Verslag" in screen.seen()
        # Five, twenty-five, ten, twenty, ten and fifteen minutes, in an hour.
        assert "85 of 60 min   +25" in screen.seen()
        # The next one comes below the new one.
        await screen.type("Nog een punt")
        assert screen.agenda[2] == "3 Nog een punt"
        assert [item.title for item in screen.on_disk().agenda()][1:3] == ["Jaarplan", "Nog een punt"]
        await screen.press("home")
        await screen.type("Welkom")
        assert screen.agenda[0] == "1 Welkom"
        assert len(screen.record.log) == 3


async def test_keys_on_an_empty_line_move_nest_and_mark(tmp_path: Path) -> None:
    async with preparing(tmp_path) as screen:
        start = rows(screen.record)
        await screen.press("down", "down", "-")
        assert screen.agenda[1:3] == ["2 Begroting", "3 Verslag 12 februari 2026"]
        assert screen.record.agenda()[1].documents[0].label == "2a"
        await screen.press("+", "tab")
        assert screen.agenda[1:3] == ["2 Verslag 12 februari 2026", "2.1 Begroting"]
        await screen.press("shift+tab", "?")
        assert screen.record.agenda()[2].purpose is Purpose.DISCUSS
        await screen.press("?", ".", "*")
        item = screen.record.agenda()[2]
        assert (item.purpose, item.confidential) == (Purpose.INFORM, Secrecy())
        # A part of what is confidential is marked too.
        await screen.press("down", "down", "tab")
        assert screen.seen().count("▪") == 3
        await screen.press("shift+tab", "up", "up")
        await screen.press("delete")
        assert "Begroting" not in " ".join(screen.agenda)
        assert "Taken off the agenda; F6 brings it back." in screen.seen()
        await screen.press("f6")
        assert "Taken back: Del 3 Begroting" in screen.seen()
        assert screen.agenda[2] == "3 Begroting"
        for _time in range(20):
            await screen.press("f6")
        assert rows(screen.record) == start
        assert "There is nothing left to undo." in screen.seen()
        for _time in range(20):
            await screen.press("f7")
        assert "Begroting" not in " ".join(screen.agenda)
        await screen.press("up", "home", "tab", "shift+tab", "up", "-")
        assert screen.line == "-"


async def test_enter_edits_the_title_and_esc_leaves_it(tmp_path: Path) -> None:
    async with preparing(tmp_path) as screen:
        await screen.press("enter")
        assert screen.line == "Opening"
        assert "Editing Title." in screen.seen()
        await screen.press("f6", "f2")
        assert screen.line == "Opening"
        await screen.type(" en welkom", enter=False)
        await screen.press("escape")
        assert (screen.line, screen.agenda[0]) == ("", "1 Opening")
        await screen.press("enter", "enter")
        assert screen.record.log == []
        await screen.press("enter")
        await screen.type(" (welkom)")
        assert (screen.line, screen.agenda[0]) == ("", "1 Opening (welkom)")
        await screen.press("enter", "ctrl+u", "enter")
        assert "This cannot be left out." in screen.seen()
        await screen.press("escape")
        assert screen.agenda[0] == "1 Opening (welkom)"


async def test_fields_are_filled_one_after_the_other(tmp_path: Path) -> None:
    async with preparing(tmp_path) as screen:
        start = rows(screen.record)
        await screen.press("right", "down")
        for text in ("half an hour", "daan", "discussion", "1a toelichting <a.pdf>; 1b brief", "Het loopt."):
            await screen.type(text)
            if text.startswith("1a"):
                await screen.press("down", "down")
        item = screen.record.agenda()[0]
        assert (item.planned_minutes, item.presenter, item.purpose) == (30, "DS", Purpose.DISCUSS)
        assert item.documents == (
            Document(label="1a", title="toelichting", link="a.pdf"),
            Document(label="1b", title="brief"),
        )
        assert item.state_of_affairs == "Het loopt."
        assert "1a toelichting · a.pdf" in screen.seen()
        await screen.type("veel", enter=False)
        await screen.press("ctrl+j")
        await screen.type("meer", enter=False)
        assert screen.line == "veel ↵ meer"
        await screen.press("enter")
        assert screen.record.agenda()[0].explanation == "veel\nmeer"
        await screen.press("up", "enter")
        assert screen.line == "veel ↵ meer"
        await screen.press("enter")
        await screen.type("Akkoord?")
        await screen.type("De voorzitter opent de vergadering.")
        await screen.type("until 1 dec, art. 20 WOR", enter=False)
        assert "→ Confidential: confidential until Tue 1 Dec 2026 (art. 20 WOR)" in screen.seen()
        await screen.press("enter")
        await screen.type("Wat het echt is")
        item = screen.record.agenda()[0]
        assert (item.decision_asked, item.internal_title) == ("Akkoord?", "Wat het echt is")
        assert item.prepared_text == "De voorzitter opent de vergadering."
        assert item.confidential == Secrecy(ground="art. 20 WOR", until=date(2026, 12, 1))
        await screen.press("delete")
        assert screen.record.agenda()[0].internal_title == ""
        await screen.press("left")
        assert "Type a new item." in screen.seen()
        for _time in range(20):
            await screen.press("f6")
        assert rows(screen.record) == start


async def test_a_field_that_cannot_be_read_stays_in_the_line(tmp_path: Path) -> None:
    async with preparing(tmp_path) as screen:
        await screen.press("right", "tab")
        await screen.type("veel")
        assert screen.line == "veel"
        assert "That is no number of minutes" in screen.seen()
        assert screen.record.log == []


async def test_a_line_can_name_its_field_as_an_agenda_does(tmp_path: Path) -> None:
    async with preparing(tmp_path) as screen:
        await screen.type("tijd: 12")
        await screen.type("Gevraagd besluit: de agenda vaststellen", enter=False)
        assert "→ Decision asked: de agenda vaststellen" in screen.seen()
        await screen.press("enter")
        item = screen.record.agenda()[0]
        assert (item.planned_minutes, item.decision_asked) == (12, "de agenda vaststellen")
        await screen.type("\\tijd: 12")
        assert screen.agenda[1] == "2 tijd: 12"
        await screen.type("/undo")
        assert len(screen.agenda) == 5


async def test_the_head_of_the_meeting_stands_above_the_items(tmp_path: Path) -> None:
    async with preparing(tmp_path) as screen:
        await screen.press("up", "right", "down", "down")
        await screen.type("vrijdag 13 maart")
        await screen.type("9.30-11.00")
        await screen.press("down")
        await screen.type("Zaal 2")
        await screen.type("10 april")
        meeting = screen.record.meeting
        assert (meeting.date, meeting.start, meeting.end) == (date(2026, 3, 13), time(9, 30), time(11, 0))
        assert (meeting.place, meeting.next_meeting) == ("Zaal 2", date(2026, 4, 10))
        await screen.type("morgen")
        assert screen.record.meeting.sent is None
        await screen.press("ctrl+u")
        await screen.type("10 maart")
        assert screen.record.meeting.sent == date(2026, 3, 10)
        assert "09:30     1 Opening" in screen.seen()
        assert "60 of 90 min   −30" in screen.seen()
        await screen.press("escape")
        await screen.type("Helemaal bovenaan")
        assert screen.agenda[0] == "1 Helemaal bovenaan"


async def test_pasted_lines_become_items_or_the_lines_of_a_field(tmp_path: Path) -> None:
    async with preparing(tmp_path) as screen:
        line = screen.pilot.app.focused
        assert line is not None
        line.post_message(events.Paste("1. Een (5 min)\r\n2. Twee\n\n- Drie"))
        await screen.pilot.pause()
        assert screen.agenda[:5] == ["1 Opening", "2 Een", "3 Twee", "4 Drie", "5 Verslag 12 februari 2026"]
        assert len(screen.record.log) == 1
        line.post_message(events.Paste("\n".join(f"punt {at}" for at in range(20))))
        await screen.pilot.pause()
        assert "Put these 20 lines on the agenda" in screen.seen()
        await screen.press("escape")
        assert len(screen.agenda) == 8
        line.post_message(events.Paste("\n".join(f"punt {at}" for at in range(20))))
        await screen.pilot.pause()
        await screen.press("enter")
        assert len(screen.agenda) == 28
        await screen.press("f6", "right", *["down"] * 6)
        line.post_message(events.Paste("een\ntwee"))
        await screen.pilot.pause()
        assert screen.line == "een ↵ twee"


async def test_hostile_text_is_shown_to_the_letter(tmp_path: Path) -> None:
    async with preparing(tmp_path) as screen:
        for title in ("oops [/nope]", "[@click=app.quit]klik[/]", "weg\x1b[31m", "[red]rood"):
            await screen.type(title)
        assert "oops [/nope]" in screen.seen()
        assert "[@click=app.quit]klik[/]" in screen.seen()
        assert "[red]rood" in screen.seen()
        await screen.press("right", "down", "down")
        await screen.type("[/nope]", enter=False)
        assert "[/nope]" in screen.seen()


async def test_go_to_an_item_by_number_or_words(tmp_path: Path) -> None:
    async with preparing(tmp_path) as screen:
        await screen.press("f4", "5", "enter")
        assert "   5  Rondvraag" in screen.seen()
        await screen.press("f1")
        assert "moves the item up or down" in screen.seen()


async def test_the_agenda_that_is_to_be_sent_is_one_key_away(tmp_path: Path) -> None:
    async with preparing(tmp_path) as desk:
        await desk.type("Begroting 2027 (KP, 20 min) !")
        await desk.press("ctrl+s")
        # Its page is drawn beside the keys, and again for the width that the screen gets.
        await wait_for(desk.pilot.app, desk.pilot, "Begroting 2027")
        assert "Agenda OR-vergadering" in desk.seen()
        assert isinstance(desk.pilot.app.screen, ExportScreen)
        await desk.press("escape")
        await desk.pilot.pause()
        assert isinstance(desk.pilot.app.screen, PrepareScreen)
        assert desk.line == ""


async def test_f2_goes_on_to_the_live_screen_and_back_only_while_planned(tmp_path: Path) -> None:
    async with preparing(tmp_path) as screen:
        app = screen.pilot.app
        await screen.type("half een punt", enter=False)
        await screen.press("f2")
        assert isinstance(app.screen, LiveScreen)
        await screen.press("ctrl+q")
        assert isinstance(app.screen, PrepareScreen)
        assert screen.line == "half een punt"
        await screen.press("enter", "f2", "f2")
        assert screen.record.meeting.status is MeetingStatus.RUNNING
        await screen.press(*"hoi", "enter", "ctrl+q")
        assert not app.is_running or app.return_code == 0
    assert [item.title for item in screen.archive.read(screen.record.meeting.key).agenda()][1] == "half een punt"


async def test_the_half_typed_line_is_there_again(tmp_path: Path) -> None:
    async with preparing(tmp_path) as screen:
        await screen.type("half een pu", enter=False)
        await screen.press("ctrl+q")
        key, archive = screen.record.meeting.key, screen.archive
    desk = archive.open(key)
    async with NotulistApp(archive, desk, HandClock(), place=Place.PREPARE).run_test() as pilot:
        await pilot.pause()
        assert "half een pu" in seen(pilot.app)
        assert archive.draft(key).read() == ""
    desk.close(5)


async def test_a_half_typed_field_is_there_again_with_its_name(tmp_path: Path) -> None:
    async with preparing(tmp_path) as screen:
        await screen.press("right", "down")
        await screen.type("veel", enter=False)
        await screen.press("ctrl+q")
        key, archive = screen.record.meeting.key, screen.archive
    desk = archive.open(key)
    async with NotulistApp(archive, desk, HandClock(), place=Place.PREPARE).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        screen = Preparing(pilot, desk, archive)
        assert screen.line == "Time: veel"
        # What it is for can still be chosen.
        await screen.press("down", *["backspace"] * 4)
        await screen.type("12", enter=False)
        assert "→ Time: 12 min" in screen.seen()
        await screen.press("enter")
        assert screen.record.agenda()[1].planned_minutes == 12
    desk.close(5)


async def test_a_disk_that_refuses_is_said_and_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    async with preparing(tmp_path) as screen:
        await screen.type("eerst dit")
        assert screen.desk.writer.wait(60)
        monkeypatch.setattr(os, "fdatasync", full)
        monkeypatch.setattr(os, "fsync", full)
        await screen.type("een nieuw punt")
        await until(screen.pilot, lambda: "not on disk yet" in screen.seen())
        assert "1 act not on disk yet" in screen.seen()
        assert "the disk is full" in screen.seen()
        monkeypatch.undo()
        assert "een nieuw punt" in [item.title for item in screen.on_disk().agenda()]
        await until(screen.pilot, lambda: "on disk again" in screen.seen())
        assert "Everything is on disk again." in screen.seen()
        assert "not on disk yet" not in screen.seen()


async def test_from_home_a_coming_meeting_is_prepared_and_todays_is_minuted(tmp_path: Path) -> None:
    archive, _key = lay(tmp_path)
    from exports.agenda.markdown import read_agenda
    from exports.agenda.meeting_from_agenda import convene

    convene(
        archive, read_agenda(AGENDA.replace("12 maart", "26 maart").replace("2026-03", "2026-03b")), date(2026, 3, 1)
    )
    app = NotulistApp(archive, None, HandClock())
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for(app, pilot, "2026-03b")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, LiveScreen)
        await pilot.press("ctrl+q")
        await pilot.pause()
        await pilot.press("p")
        await pilot.pause()
        assert isinstance(app.screen, PrepareScreen)
        assert "today" in seen(app)
        await pilot.press("ctrl+q")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, PrepareScreen)
        assert "in 14 days" in seen(app)
        await pilot.press(*"Nieuw", "enter", "f2")
        await pilot.pause()
        assert isinstance(app.screen, LiveScreen)
        await pilot.press("ctrl+q")
        await pilot.pause()
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        # The lock is free again, and what was typed is there.
        archive.open("2026-03-26-or").close()
    assert "Nieuw" in [item.title for item in archive.read("2026-03-26-or").agenda()]


async def test_a_meeting_that_was_held_is_not_prepared(tmp_path: Path) -> None:
    archive, key = lay(tmp_path)
    desk = archive.open(key)
    for line in ("/open", "/close"):
        act = desk.do(desk.understand(line), HandClock()())
        assert act
    desk.close()
    app = NotulistApp(archive, None, HandClock())
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("p")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert "This meeting has been held" in seen(app)
    archive.open(key).close()
    done = run("--archive", archive.folder, "prepare", key)
    assert (done.returncode, done.stderr.decode().count("\n")) == (1, 1)
    assert "This meeting has been held" in done.stderr.decode()


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 16), (40, 12), (20, 5)])
async def test_in_dutch_at_every_size_nothing_is_wider_than_the_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    speak("nl")
    async with preparing(tmp_path, size) as screen:
        for keys in ((), ("down", "right", "down"), ("left", "home"), ("right",)):
            await screen.press(*keys)
            assert all(strip.cell_length <= size[0] for strip in strips(screen.pilot.app))
        await screen.press("left", "down")
        if size[0] >= 80:
            assert "Typ een nieuw punt." in screen.seen()
            assert "60 van 60 min" in screen.seen()
            assert "notuleren" in screen.seen()
        elif size[0] == 20:
            assert "Te klein" in screen.seen()


async def test_a_long_agenda_scrolls_with_the_chosen_item(tmp_path: Path) -> None:
    async with preparing(tmp_path, (80, 24)) as screen:
        line = screen.pilot.app.focused
        assert line is not None
        line.post_message(events.Paste("\n".join(f"punt {at}" for at in range(60))))
        await screen.pilot.pause()
        await screen.press("enter", "end")
        assert "65 Rondvraag" in screen.seen()
        await screen.press("pageup", "pageup", "pageup")
        assert "35 punt 33" in screen.seen()
        await screen.press("home")
        assert "Meeting  2026-03" in screen.seen()


# Whatever is pressed and typed


KEYS = st.sampled_from(
    ["up", "down", "right", "left", "tab", "shift+tab", "delete", "enter", "escape", *"-+!?.*", "end"]
)
LINES = st.sampled_from(
    [
        "Begroting (KP, 20 min) !",
        "20",
        "kees",
        "tijd: 5",
        "3a stuk <a.pdf>",
        "tot 1 dec",
        "veel",
        "besluit",
        "[/x]",
        "/undo",
    ]
)


class Keyboard:
    """The plan without a screen: keys and lines go to it as the screen hands them on."""

    def __init__(self) -> None:
        sitting = running()
        self.preparation = Preparation(sitting.record)
        self.scene = PlanScene(RunningMeeting(sitting.record), lambda: AT)
        self.line = ""
        self.editor = AgendaEditor(self.scene, self)
        self.editor.choose(1)

    def show_chosen(self) -> None:
        """There is no screen."""

    def do_command(self, command: Command) -> None:
        """There are no commands."""

    def change(self, verb: str, line: str, change: Change) -> bool:
        from store.errors import CannotDo

        try:
            self.preparation.do(verb, line, AT, change)
        except CannotDo:
            return False
        self.editor.settle()
        return True

    def write(self, text: str) -> None:
        self.line = text

    def press(self, key: str) -> None:
        if not self.editor.press(events.Key(key, key if len(key) == 1 else None), self.line) and key == "enter":
            self.enter()

    def enter(self) -> None:
        if self.line.strip() and self.editor.keep(self.line):
            self.line = ""

    def type(self, text: str) -> None:
        self.line = text
        self.editor.understood(text)
        self.enter()
        self.line = "" if self.editor.editing is None else self.line


@given(st.lists(KEYS | LINES, max_size=40))
def test_whatever_is_pressed_and_typed_is_undone_to_the_start(acts: list[str]) -> None:
    board = Keyboard()
    start = rows(board.preparation.record)
    names = {*("up", "down", "right", "left", "tab", "shift+tab", "delete", "enter", "escape", "end"), *"-+!?.*"}
    for act in acts:
        (board.press if act in names else board.type)(act)
        numbers = [item.number for item in board.preparation.record.agenda()]
        assert len(set(numbers)) == len(numbers)
        assert board.scene.item is None or board.scene.item in board.preparation.record.items
    for _act in [*board.preparation.record.log]:
        board.preparation.undo(AT)
    assert rows(board.preparation.record) == start


# The installed command


def test_a_short_preparation_in_a_real_terminal(tmp_path: Path) -> None:
    file = tmp_path / "agenda.md"
    file.write_text(AGENDA, "utf-8")
    folder = tmp_path / "archive"
    assert run("--archive", folder, "agenda", "import", file).returncode == 0
    terminal = Terminal([COMMAND, "--archive", folder, "--lang", "nl", "prepare", "2026-03-12"], columns=80, rows=24)
    try:
        terminal.wait_for_text("Rondvraag")
        terminal.type("Jaarplan (Carla, 25 min) !\r")
        terminal.wait_for_text("2 Jaarplan")
        terminal.type("\t")
        terminal.wait_for_text("1.1   Jaarplan")
        terminal.type("\x1b[Z")
        terminal.wait_for_text("2 Jaarplan")
        terminal.type("+")
        terminal.wait_for_text("3 Jaarplan")
        terminal.type("\x1b[C\x1b[B30\r")
        terminal.wait_for_text("90 van 60 min   +30")
        terminal.type("\x1b[D\x1b[A\x1b[3~")
        terminal.wait_for(lambda: "Verslag 12" not in terminal.text())
        terminal.press("f6")
        terminal.wait_for_text("Verslag 12")
        # Read by another process, while it is open here.
        shown = run("--archive", folder, "agenda", "export", "2026-03-12").stdout.decode()
        assert "3. Jaarplan (30 min, CR) [besluit]" in shown
        locked = run("--archive", folder, "prepare", "2026-03-12")
        assert (locked.returncode, locked.stderr.decode().count("\n")) == (3, 1)
        terminal.press("ctrl+q")
        assert terminal.end() == 0
    finally:
        terminal.close()
    assert not list(folder.rglob("*.journal"))


async def test_a_field_of_the_meeting_is_named_while_an_item_is_chosen(tmp_path: Path) -> None:
    speak("nl")
    async with preparing(tmp_path, (80, 24)) as room:
        before = room.agenda
        for typed, told in (
            ("begin: 9:30", "Vergadering · Begin: 09:30"),
            ("Place: Kantine", "Vergadering · Plaats: Kantine"),
            ("agenda verstuurd: vandaag", "Vergadering · Agenda verstuurd: do 12 mrt 2026"),
        ):
            await room.type(typed, enter=False)
            assert f"→ {told}" in room.seen()
            await room.press("enter")
            assert told in room.seen()
            assert room.line == ""
        meeting = room.on_disk().meeting
        assert (meeting.start, meeting.place, meeting.sent) == (time(9, 30), "Kantine", date(2026, 3, 12))
        assert room.agenda == before
        # What cannot be stays in the line; as text it is an item.
        await room.type("begin: van de dag")
        assert room.line == "begin: van de dag"
        await room.press("home")
        await room.type("\\")
        assert "begin: van de dag" in " ".join(room.agenda)


async def test_a_roll_from_before_a_change_to_the_body_says_so_and_f8_mends_it(tmp_path: Path) -> None:
    archive, key = lay(tmp_path)

    def left(body: Body) -> Body:
        people = tuple(replace(who, until=date(2026, 3, 11)) if who.handle == "ES" else who for who in body.people)
        return replace(body, people=people)

    archive.register.change(archive.read(key).meeting.body.key, left)
    speak("nl")
    desk = archive.open(key)
    app = NotulistApp(archive, desk, HandClock(), place=Place.PREPARE)
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            room = Preparing(pilot, desk, archive)
            await wait_for(app, pilot, "De presentielijst is niet zoals het orgaan nu is: – ES. F8 past die aan.")
            await room.press("f8")
            assert "De presentielijst: – ES. F6 neemt het terug." in room.seen()
            assert "ES" not in [who.handle for who in room.on_disk().attendance.values()]
            await room.press("f8")
            assert "De presentielijst is zoals het orgaan nu is." in room.seen()
            await room.press("f6")
            assert "ES" in [who.handle for who in room.on_disk().attendance.values()]
            # On the day before that she is still of it.
            await room.press("home")
            await room.type("datum: 11 maart 2026")
            assert "presentielijst" not in room.seen()
            await room.type("datum: 13 maart 2026")
            await wait_for(app, pilot, "– ES. F8 past die aan.")
    finally:
        desk.close(5)
