"""The screen of documents: chosen with the keys, shown as it will be, written, copied, remembered."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Input
from textual.worker import Worker

from exports.formats.registry import Format
from store.archive.archive import Archive
from store.errors import ArchiveDamaged
from store.model import MeetingStatus
from store.paths import state_folder
from tests.helpers.screens import HandClock, lay, seen, until, wait_for
from tui.app import key_order
from tui.app.app import NotulistApp
from tui.export.choice import LONGEST_COPY, remember, remembered, usual
from tui.export.screen import ExportScreen, _audiences, _whats
from tui.lists.actions import ActionsScreen
from tui.live.screen import LiveScreen

# The archives whose disk does not answer now.
_UNANSWERED: list[Archive] = []


class Desk:
    """The screen of documents over a meeting, under a pilot."""

    def __init__(self, pilot: Pilot[int], archive: Archive) -> None:
        self.pilot = pilot
        self.folder = archive.folder / "documents"

    def seen(self) -> str:
        return seen(self.pilot.app)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.until_page_is_there()

    def files(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir()) if self.folder.exists() else []

    async def choose(self, widget: str, value: str) -> None:
        screen = self.pilot.app.screen
        assert isinstance(screen, ExportScreen)
        choice = getattr(screen, widget)
        choice.focus()
        there = {"what": _whats, "audience": _audiences}.get(widget, lambda: [(each.value, "") for each in Format])
        steps = [each for each, _shown in there()].index(value) - choice.chosen
        keys = ("left", "right") if widget == "format" else ("up", "down")
        await self.pilot.press(*[keys[steps > 0]] * abs(steps))
        assert choice.value == value
        await self.until_page_is_there()

    async def until_page_is_there(self) -> None:
        """The page is made, and files are written, beside the keys; where the disk does not answer, neither is."""

        def works(worker: Worker[object]) -> bool:
            beside = worker.group in ("page", "background") or worker.node is self.pilot.app.screen
            return beside and not worker.is_finished

        await until(self.pilot, lambda: bool(_UNANSWERED) or not any(map(works, self.pilot.app.workers)))
        await self.pilot.pause()


@asynccontextmanager
async def documents(folder: Path, *lines: str, size: tuple[int, int] = (110, 36)) -> AsyncIterator[Desk]:
    """The screen of documents over the small meeting in which `lines` were typed."""
    archive, key = lay(folder)
    desk = archive.open(key)
    clock = HandClock()
    for line in ("/open", "/aanwezig AdB BP CR", *lines):
        desk.do(desk.understand(line), clock())
    app = NotulistApp(archive, desk, clock)
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            await pilot.press("ctrl+s")
            await until(pilot, lambda: isinstance(app.screen, ExportScreen))
            desk_of_documents = Desk(pilot, archive)
            await desk_of_documents.until_page_is_there()
            yield desk_of_documents
    finally:
        desk.close()


LINES = ("bp: de cijfers kloppen", "! De agenda is vastgesteld.", "@cr brief sturen > vrijdag")


async def test_it_opens_with_what_goes_out_after_a_meeting_and_writes_it_with_the_same_key(tmp_path: Path) -> None:
    async with documents(tmp_path, *LINES) as desk:
        assert "Minutes, public, actions" in desk.seen()
        assert "de cijfers kloppen" in desk.seen()
        assert desk.files() == []
        await desk.press("ctrl+s")
        assert desk.files() == [
            "2026-03-12-or-actielijst.pdf",
            "2026-03-12-or-notulen-openbaar.pdf",
            "2026-03-12-or-notulen.pdf",
        ]
        assert f"Written in {desk.folder}" in desk.seen().replace("\n", "")
        await desk.press("escape")
        assert isinstance(desk.pilot.app.screen, LiveScreen)


async def test_the_preview_follows_the_choice(tmp_path: Path) -> None:
    async with documents(tmp_path, *LINES) as desk:
        await desk.choose("what", "decisions")
        assert "Besluitenlijst OR-vergadering 2026-03" in desk.seen()
        assert "2026-03-12-or-besluitenlijst.pdf" in desk.seen()
        await desk.choose("what", "minutes")
        await desk.choose("audience", "public")
        assert "Openbare notulen" in desk.seen()
        assert "brief sturen" not in desk.seen()
        await desk.choose("format", "json")
        assert '"audience": "public"' in desk.seen()
        await desk.choose("what", "actions")
        assert "not for the public" in desk.seen()
        await desk.press("ctrl+s")
        assert desk.files() == []


async def test_every_format_is_written(tmp_path: Path) -> None:
    async with documents(tmp_path, *LINES) as desk:
        await desk.choose("what", "actions")
        written: set[str] = set()
        for format in ("md", "html", "docx", "txt", "csv", "xlsx", "json", "ics"):
            await desk.choose("format", format)
            await desk.press("enter")
            written.add(f"2026-03-12-or-actielijst.{format}")
            assert set(desk.files()) == written


def test_a_choice_that_cannot_be_kept_for_the_next_time_is_said(tmp_path: Path) -> None:
    archive, key = lay(tmp_path)
    meeting = archive.read(key).meeting
    assert remember(meeting, archive, usual(meeting, archive)) == ""
    shutil.rmtree(state_folder())
    state_folder().write_text("in the way")
    assert "The choice is not kept for the next time" in remember(meeting, archive, usual(meeting, archive))


async def test_what_was_chosen_is_remembered_for_the_body(tmp_path: Path) -> None:
    async with documents(tmp_path, *LINES) as desk:
        await desk.choose("what", "summary")
        await desk.choose("format", "txt")
        screen = desk.pilot.app.screen
        folder = screen.query_one("#folder", Input)
        folder.focus()
        folder.value = str(tmp_path / "elders")
        await desk.press("enter")
        assert [path.name for path in (tmp_path / "elders").iterdir()] == ["2026-03-12-or-samenvatting.txt"]
        await desk.press("escape", "ctrl+s")
        assert "2026-03-12-or-samenvatting.txt" in desk.seen()
        assert str(tmp_path / "elders") in desk.seen()
    archive = Archive(tmp_path / "archive")
    meeting = archive.read(archive.keys()[0]).meeting
    assert remembered(meeting, archive).format == "txt"
    assert remembered(replace(meeting, body=replace(meeting.body, key="ander")), archive) == usual(meeting, archive)
    coming = replace(meeting, status=MeetingStatus.PLANNED)
    assert remembered(coming, archive) == usual(coming, archive)
    assert usual(coming, archive).what == "agenda"
    (state_folder() / "documents.json").write_text(json.dumps({f"{archive.folder.resolve()}:or": {"what": 3}}))
    assert remembered(meeting, archive) == usual(meeting, archive)
    (state_folder() / "documents.json").write_text("[")
    assert remembered(meeting, archive) == usual(meeting, archive)


async def test_what_is_there_is_replaced_only_after_a_question(tmp_path: Path) -> None:
    async with documents(tmp_path, *LINES) as desk:
        await desk.choose("what", "minutes")
        await desk.choose("format", "md")
        await desk.press("ctrl+s")
        file = desk.folder / "2026-03-12-or-notulen.md"
        file.write_text("mine")
        await desk.press("ctrl+s")
        assert "There already: 2026-03-12-or-notulen.md" in desk.seen()
        await desk.press("escape")
        assert file.read_text() == "mine"
        await desk.press("ctrl+s", "enter")
        assert "cijfers" in file.read_text()
        assert (desk.folder / f"{file.name}.bak").read_text() == "mine"


SECRET = ("/naar 4", "Zwaluw koopt het pand", "/naar 3", "! Met Zwaluw wordt niet gesproken.")


async def test_what_would_leak_is_not_written_unless_let_through(tmp_path: Path) -> None:
    async with documents(tmp_path, *SECRET) as desk:
        await desk.press("ctrl+s")
        assert desk.files() == []
        assert "Nothing was written" in desk.seen()
        assert "“Zwaluw” (of item 4)" in desk.seen()
        await desk.press("ctrl+t")
        assert len(desk.files()) == 3


async def test_letting_through_is_about_what_was_named_just_before(tmp_path: Path) -> None:
    async with documents(tmp_path, *SECRET) as desk:
        await desk.press("ctrl+t")
        assert desk.files() == []
        await desk.press("ctrl+s")
        await desk.choose("what", "minutes")
        await desk.choose("audience", "public")
        await desk.press("ctrl+t")
        assert desk.files() == []


async def test_a_word_that_was_let_through_for_some_is_not_let_through_for_others(tmp_path: Path) -> None:
    async with documents(tmp_path, *SECRET) as desk:
        await desk.choose("what", "minutes")
        await desk.choose("format", "md")
        await desk.choose("audience", "employer")
        await desk.press("ctrl+s")
        await desk.press("ctrl+t")
        [employer] = desk.files()
        await desk.choose("audience", "public")
        await desk.press("ctrl+s")
        assert desk.files() == [employer]
        assert "“Zwaluw” (of item 4)" in desk.seen()
        await desk.press("ctrl+o")
        assert "Nothing was copied" in desk.seen()


async def test_copying(tmp_path: Path) -> None:
    async with documents(tmp_path, *LINES, *SECRET) as desk:
        await desk.choose("what", "minutes")
        await desk.press("ctrl+o")
        assert "Copied" in desk.seen()
        assert "de cijfers kloppen" in desk.pilot.app.clipboard
        assert "**" not in desk.pilot.app.clipboard
        await desk.choose("format", "md")
        await desk.press("ctrl+o")
        assert "**" in desk.pilot.app.clipboard
        before = desk.pilot.app.clipboard
        await desk.choose("audience", "public")
        await desk.press("ctrl+o")
        assert "Zwaluw" in desk.seen()
        assert desk.pilot.app.clipboard == before
        # What was refused is done, and nothing else.
        await desk.press("ctrl+t")
        assert "Copied" in desk.seen()
        assert "Met Zwaluw wordt niet gesproken" in desk.pilot.app.clipboard
        assert desk.files() == []


async def test_what_is_too_long_for_a_clipboard_is_not_copied(tmp_path: Path) -> None:
    async with documents(tmp_path, *("een heel lange zin " * 100 for _each in range(LONGEST_COPY // 1800))) as desk:
        await desk.choose("what", "minutes")
        await desk.press("ctrl+o")
        assert "too long for the clipboard" in desk.seen()
        assert desk.pilot.app.clipboard == ""


async def test_every_size(tmp_path: Path) -> None:
    async with documents(tmp_path, *LINES, "oops [/nope] [@click=app.quit]x[/]", size=(80, 24)) as desk:
        for size in ((80, 24), (120, 40), (40, 12), (20, 5), (200, 60)):
            await desk.pilot.resize_terminal(*size)
            await desk.pilot.pause()
            for word in ("What", "For whom", "Format", "ics", "Where to", "^S write") if size[0] >= 80 else ():
                assert word in desk.seen(), size
            await desk.press("tab", "tab", "tab", "tab", "pagedown", "pageup", "down", "up", "left")
        await desk.pilot.resize_terminal(100, 30)
        await desk.press("escape")


async def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with documents(tmp_path, *LINES) as desk:
        (tmp_path / "dicht").write_text("a file")
        folder = desk.pilot.app.screen.query_one("#folder", Input)
        for where in (str(tmp_path / "dicht" / "x"), "", "~nobody-here/x"):
            folder.value = where
            await desk.press("ctrl+s")
            assert isinstance(desk.pilot.app.screen, ExportScreen)
        assert desk.files() == []


async def test_who_types_on_types_in_the_line_of_the_meeting(tmp_path: Path) -> None:
    async with documents(tmp_path, *LINES) as desk:
        await desk.press(*"hoi", "!")
        screen = desk.pilot.app.screen
        assert isinstance(screen, LiveScreen)
        assert screen.capture.value == "hoi!"
        await desk.press("ctrl+s")
        desk.pilot.app.screen.query_one("#folder", Input).focus()
        await desk.press("x")
        assert isinstance(desk.pilot.app.screen, ExportScreen)
        assert desk.pilot.app.screen.folder.value.endswith("x")


@contextmanager
def reading_slowly(archive: Archive) -> Iterator[Callable[[], bool]]:
    """All meetings are looked through as on a disk that does not answer; says whether that is still so.

    Where a screen waits for it, so that nothing is ever asked, it ends by itself.
    """
    archive.index._reading.acquire()
    slow = [True]
    _UNANSWERED.append(archive)

    def answer() -> None:
        if slow:
            slow.clear()
            _UNANSWERED.remove(archive)
            archive.index._reading.release()

    at_last = threading.Timer(60, answer)
    at_last.start()
    try:
        yield lambda: bool(slow)
    finally:
        at_last.cancel()
        answer()


async def until_seen(desk: Desk, words: str) -> None:
    await wait_for(desk.pilot.app, desk.pilot, words)


async def test_keys_do_not_wait_for_what_is_looked_up_in_all_meetings(tmp_path: Path) -> None:
    async with documents(tmp_path, *LINES) as desk:
        await desk.choose("format", "md")
        app = desk.pilot.app
        assert isinstance(app, NotulistApp)
        with reading_slowly(app.archive) as slow:
            await desk.choose("what", "agenda")
            await desk.choose("audience", "employer")
            assert "2026-03-12-or-agenda" in desk.seen()
            assert slow()
            await desk.press("escape")
            assert slow()
            assert isinstance(app.screen, LiveScreen)
            await desk.press("ctrl+s")
            await desk.choose("what", "agenda")
            await desk.choose("audience", "full")
        await until_seen(desk, "Agenda OR-vergadering 2026-03")


async def test_while_files_are_written_who_types_on_types_in_the_line_and_hears_what_came_of_it(tmp_path: Path) -> None:
    async with documents(tmp_path, *LINES) as desk:
        app = desk.pilot.app
        assert isinstance(app, NotulistApp)
        await desk.choose("format", "md")
        await desk.choose("what", "agenda")
        with reading_slowly(app.archive) as slow:
            await desk.pilot.press("ctrl+s")
            await desk.press("escape")
            assert "still being written" in desk.seen()
            await desk.press("ctrl+s")
            assert isinstance(app.screen, ExportScreen)
            await desk.press(*"een", "space", *"zinn", "backspace", "enter", *"en", "space", *"nog")
            live = app.screen
            assert isinstance(live, LiveScreen)
            assert live.capture.value == "en nog"
            assert app.opened[0].running.record.log[-1].line == "een zin"
            assert slow()
            assert desk.files() == []
        await until_seen(desk, "Written in")
        assert app.screen is live
        assert desk.files() == ["2026-03-12-or-agenda.md"]


async def test_who_typed_on_hears_that_it_was_refused(tmp_path: Path) -> None:
    async with documents(tmp_path, "/naar 4", "de koper is Zwaluw", "/naar 3", "# Zwaluw kopen") as desk:
        app = desk.pilot.app
        assert isinstance(app, NotulistApp)
        await desk.choose("format", "md")
        await desk.choose("what", "agenda")
        await desk.choose("audience", "public")
        with reading_slowly(app.archive):
            await desk.pilot.press("ctrl+s")
            await desk.press(*"hoi")
            assert isinstance(app.screen, LiveScreen)
        await until_seen(desk, "Nothing was written")
        assert "it may be read" not in desk.seen()
        assert app.screen.capture.value == "hoi"
        await desk.press("x")
        assert "Nothing was written" in desk.seen()


async def test_a_copy_goes_on_when_one_types_on(tmp_path: Path) -> None:
    async with documents(tmp_path, *LINES) as desk:
        app = desk.pilot.app
        assert isinstance(app, NotulistApp)
        await desk.choose("format", "md")
        await desk.choose("what", "agenda")
        with reading_slowly(app.archive) as slow:
            await desk.press("ctrl+o", "escape")
            assert "The copy is still being made" in desk.seen()
            await desk.press(*"hoi")
            assert slow()
            assert isinstance(app.screen, LiveScreen)
            assert app.screen.capture.value == "hoi"
        await until_seen(desk, "Copied")
        assert "Agenda OR-vergadering" in app.clipboard


@pytest.mark.parametrize("again", [False, True])
async def test_who_goes_back_while_files_are_written_goes_when_they_are_or_at_once(tmp_path: Path, again: bool) -> None:
    async with documents(tmp_path, *LINES) as desk:
        app = desk.pilot.app
        assert isinstance(app, NotulistApp)
        await desk.choose("format", "md")
        await desk.choose("what", "agenda")
        with reading_slowly(app.archive) as slow:
            await desk.press("ctrl+s", "escape")
            assert isinstance(app.screen, ExportScreen)
            if again:
                await desk.press("escape")
                assert isinstance(app.screen, LiveScreen)
            assert slow()
        await until(
            desk.pilot,
            lambda: isinstance(app.screen, LiveScreen) and desk.files() == ["2026-03-12-or-agenda.md"],
        )


async def test_that_the_meetings_cannot_be_looked_through_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with documents(tmp_path, *LINES) as desk:
        await desk.choose("format", "md")
        app = desk.pilot.app
        assert isinstance(app, NotulistApp)

        def refuse(*_told: object) -> bool:
            raise ArchiveDamaged("De map met vergaderingen geeft geen antwoord.")

        monkeypatch.setattr(app.archive.index, "refresh", refuse)
        await desk.choose("what", "agenda")
        await until_seen(desk, "geeft geen antwoord")
        await desk.press("ctrl+s")
        assert "geeft geen antwoord" in desk.seen().splitlines()[-2]
        assert desk.files() == []


async def test_at_home_what_later_meetings_decided_is_looked_up_beside_the_keys(tmp_path: Path) -> None:
    archive, _key = lay(tmp_path)
    app = NotulistApp(archive, None, HandClock())
    async with app.run_test(size=(110, 36)) as pilot:
        await wait_for(app, pilot, "OR-vergadering 2026-03")
        with reading_slowly(archive) as slow:
            await pilot.press("ctrl+s")
            assert slow()
            assert not isinstance(app.screen, ExportScreen)
        await until(pilot, lambda: isinstance(app.screen, ExportScreen))
        assert isinstance(app.screen, ExportScreen)


async def test_at_home_it_opens_over_nothing_else_that_was_opened_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_order, "_LONGEST", 0.3)
    archive, _key = lay(tmp_path)
    app = NotulistApp(archive, None, HandClock())
    async with app.run_test(size=(110, 36)) as pilot:
        await wait_for(app, pilot, "OR-vergadering 2026-03")
        with reading_slowly(archive) as slow:
            await pilot.press("ctrl+s", "f3")
            assert slow()
            opened = app.screen
            assert isinstance(opened, ActionsScreen)
        await until(pilot, lambda: all(worker.is_finished for worker in app.workers if worker.group != "keys"))
        assert app.screen is opened


async def test_what_is_refused_of_what_is_no_longer_chosen_is_let_through_for_nobody(tmp_path: Path) -> None:
    async with documents(tmp_path, "/naar 4", "de koper is Zwaluw", "/naar 3", "# Zwaluw kopen") as desk:
        app = desk.pilot.app
        assert isinstance(app, NotulistApp)
        await desk.choose("format", "md")
        await desk.choose("what", "agenda")
        await desk.choose("audience", "employer")
        with reading_slowly(app.archive) as slow:
            await desk.press("ctrl+s")
            await desk.choose("audience", "public")
            assert slow()
        await until_seen(desk, "Nothing was written")
        # What would do nothing is not offered.
        assert "^T" not in desk.seen()
        await desk.press("ctrl+t")
        assert desk.files() == []
        assert "Nothing was written" in desk.seen()
