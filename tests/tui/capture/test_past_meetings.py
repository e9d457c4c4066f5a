"""Earlier meetings are read beside the typing; a line that names one of them waits for that, and nothing else does."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual import events

from store.archive.archive import Archive
from store.model import Entry, Kind, MeetingStatus
from store.search.index import Index
from tests.helpers.earlier import FIRST, SECOND, hold
from tests.helpers.idle import LONGEST, until_idle
from tests.helpers.meetings import AT
from tests.helpers.screens import HandClock, Sitting, seen, sitting_in, wait_for
from tui.app import key_order
from tui.app.app import NotulistApp
from tui.capture import minuting
from tui.routes import Place
from tui.widgets.capture import Capture

TOO_SOON = "Earlier meetings are still being read."
REPLACES = "! dit vervangt A 2026-09-01"
DONE = "/done A-2026-09-01 binnen"


class Slow:
    """The reading of earlier meetings: it goes on when that is said, and tells in which threads it was done."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.may_end = threading.Event(), threading.Event()
        self.threads: set[str] = set()
        refresh = Index.refresh

        def slowly(index: Index, told: Callable[[int, int], bool] | None = None) -> bool:
            self.threads.add(threading.current_thread().name)
            self.begun.set()
            assert self.may_end.wait(60)
            return refresh(index, told)

        monkeypatch.setattr(Index, "refresh", slowly)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Two meetings, an earlier one with a confidential action; no index."""
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    hold(archive, date(2026, 9, 17), "@KP Offerte opvragen > 1 okt", "/geheim a1", "@AB Brief > 1 okt")
    hold(archive, date(2026, 10, 15))
    return Archive(tmp_path / "archive", tmp_path / "state", tmp_path / "cache")


@pytest.fixture
def slow(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    slow = Slow(monkeypatch)
    monkeypatch.setattr(minuting, "_LONGEST", 30.0)
    yield slow
    slow.may_end.set()
    # The screen's thread may never do it.
    assert "MainThread" not in slow.threads


def last(sitting: Sitting) -> Entry:
    return list(sitting.record.entries.values())[-1]


def capture(sitting: Sitting) -> Capture:
    return sitting.pilot.app.screen.query_one(Capture)


def is_linked(entry: Entry) -> bool:
    """Whether it is what became of the confidential action of the first meeting, and as confidential."""
    follow_up = entry.follow_up
    return (
        follow_up is not None
        and (follow_up.meeting, follow_up.about) == (FIRST, "Offerte opvragen")
        and entry.confidential is not None
    )


async def test_a_half_typed_line_from_before_begins_the_reading_and_is_told_anew(archive: Archive, slow: Slow) -> None:
    archive.draft(SECOND).keep(DONE)
    async with sitting_in(archive, SECOND, (120, 40), HandClock()) as sitting:
        assert "Offerte opvragen" not in sitting.seen()
        slow.may_end.set()
        await wait_for(sitting.pilot.app, sitting.pilot, "Offerte opvragen")


async def test_what_is_typed_begins_the_reading_and_is_told_anew(archive: Archive, slow: Slow) -> None:
    async with sitting_in(archive, SECOND, (120, 40), HandClock()) as sitting:
        await sitting.type("een gewone zin")
        assert last(sitting).text == "een gewone zin"
        await sitting.type(DONE, enter=False)
        assert TOO_SOON in sitting.seen()
        slow.may_end.set()
        await wait_for(sitting.pilot.app, sitting.pilot, "Offerte opvragen")
        assert TOO_SOON not in sitting.seen()


async def test_an_enter_that_comes_too_soon_is_linked_and_what_is_typed_behind_it_comes_after_it(
    archive: Archive, slow: Slow
) -> None:
    async with sitting_in(archive, SECOND, (120, 40), HandClock()) as sitting:
        before = len(sitting.record.log)
        await sitting.type(DONE, enter=False)
        for key in ("enter", "n", "a", "enter"):
            sitting.pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await _until(sitting, slow.begun.is_set)
        await until_idle()
        # Nothing is kept that is not linked.
        assert len(sitting.record.log) == before
        slow.may_end.set()
        await _until(sitting, lambda: len(sitting.record.log) == before + 2)
        done, after = list(sitting.record.entries.values())[-2:]
        assert is_linked(done)
        assert (done.text, after.text, after.kind) == ("binnen", "na", Kind.NOTE)
        assert sitting.desk.writer.wait(60)
    assert list(archive.read(SECOND).entries.values()) == [done, after]


async def test_lines_that_are_pasted_too_soon_are_linked(archive: Archive, slow: Slow) -> None:
    async with sitting_in(archive, SECOND, (120, 40), HandClock()) as sitting:
        sitting.pilot.app.post_message(events.Paste(f"een zin\n{DONE}\nnog een"))
        await _until(sitting, slow.begun.is_set)
        await until_idle()
        assert not sitting.record.entries
        slow.may_end.set()
        await _until(sitting, lambda: len(sitting.record.entries) == 3)
        first, done, other = sitting.record.entries.values()
        assert (first.text, other.text) == ("een zin", "nog een")
        assert is_linked(done)


async def test_what_is_typed_while_many_pasted_lines_wait_stays_in_the_line(
    archive: Archive, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_order, "_LONGEST", 0.05)
    async with sitting_in(archive, SECOND, (120, 40), HandClock()) as sitting:
        app = sitting.pilot.app
        app.post_message(events.Paste("\n".join([*(f"zin {number}" for number in range(12)), DONE])))
        await wait_for(app, sitting.pilot, "Keep these 13 lines")
        app.post_message(events.Key("enter", None))
        await _until(sitting, slow.begun.is_set)
        await until_idle()
        for letter in "erna":
            app.post_message(events.Key(letter, letter))
        # They wait for the key before as long as a key waits, and are then handed on.
        assert isinstance(app, NotulistApp)
        await _until(sitting, lambda: not app._pressed._waiting and not app._pressed._busy)
        assert not sitting.record.entries
        slow.may_end.set()
        await _until(sitting, lambda: len(sitting.record.entries) == 13)
        assert is_linked(last(sitting))
        await _until(sitting, lambda: capture(sitting).value == "erna")


@pytest.mark.parametrize("key", ["enter", "f12"])
async def test_a_disk_that_hangs_holds_no_key(
    archive: Archive, slow: Slow, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setattr(minuting, "_LONGEST", 0.1)
    async with sitting_in(archive, SECOND, (120, 40), HandClock()) as sitting:
        await sitting.type(REPLACES, enter=False)
        await sitting.pilot.press(key)
        assert "Enter keeps this line once they are." in sitting.seen()
        await sitting.type(" erbij", enter=False)
        assert capture(sitting).value == f"{REPLACES} erbij"
        sitting.pilot.app.post_message(events.Paste(f"een zin\n{DONE}"))
        # Behind a sign what is pasted is more of the same entry.
        await _until(sitting, lambda: "een zin" in capture(sitting).value)
        assert not sitting.record.entries
        slow.may_end.set()
        await _until(sitting, lambda: archive.has_looked_back(SECOND))
        await sitting.pilot.press("enter")
        assert last(sitting).kind is Kind.DECISION
        assert not capture(sitting).value


async def test_what_waits_when_the_session_ends_stays_half_typed(archive: Archive, slow: Slow) -> None:
    desk = archive.open(SECOND)
    app = NotulistApp(archive, desk, HandClock())
    async with app.run_test(size=(120, 40)) as pilot:
        sitting = Sitting(pilot, desk, archive, HandClock())
        await sitting.type(DONE, enter=False)
        app.post_message(events.Key("enter", None))
        await _until(sitting, slow.begun.is_set)
        await until_idle()
        threading.Timer(0.5, slow.may_end.set).start()
        app._end()
        await _until(sitting, lambda: not app.is_running)
    desk.close()
    assert app.error is None
    assert archive.read(SECOND).entries or archive.draft(SECOND).read() == DONE


async def test_f12_that_comes_too_soon_waits_beside_the_screen(archive: Archive, slow: Slow) -> None:
    async with sitting_in(archive, SECOND, (120, 40), HandClock()) as sitting:
        await sitting.type(REPLACES.removeprefix("! "), enter=False)
        sitting.pilot.app.post_message(events.Key("f12", None))
        await _until(sitting, slow.begun.is_set)
        slow.may_end.set()
        await _until(sitting, lambda: bool(sitting.record.entries))
        assert last(sitting).kind is Kind.DECISION


async def test_in_the_review_too(archive: Archive, slow: Slow) -> None:
    desk = archive.open(SECOND)
    desk.running.record.put(replace(desk.running.meeting, status=MeetingStatus.DRAFT))
    assert desk.perform(lambda: desk.running.record.keep("close", "", AT))
    app = NotulistApp(archive, desk, HandClock(), place=Place.REVIEW)
    async with app.run_test(size=(120, 40)) as pilot:
        sitting = Sitting(pilot, desk, archive, HandClock())
        await pilot.pause()
        await pilot.press("tab")
        await sitting.type(DONE, enter=False)
        assert TOO_SOON in seen(app)
        app.post_message(events.Key("enter", None))
        await _until(sitting, slow.begun.is_set)
        slow.may_end.set()
        await _until(sitting, lambda: bool(sitting.record.entries))
        assert is_linked(last(sitting))
    desk.close()


async def test_a_follow_up_in_another_meeting_reads_nothing_anew(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sitting_in(archive, SECOND, (120, 40), HandClock()) as sitting:
        await sitting.type("/done A-2026-09-02")
        await _until(sitting, lambda: bool(sitting.record.entries))
        archive.follow_up(FIRST, "/opmerking a1 gebeld", AT, date(2026, 10, 15))
        slow = Slow(monkeypatch)
        slow.may_end.set()
        await sitting.type(DONE)
        assert is_linked(last(sitting))
        assert not slow.threads


async def _until(sitting: Sitting, done: Callable[[], bool]) -> None:
    """As `until`, where a key is held up meanwhile, for which the pause of a pilot would wait."""
    end = time.monotonic() + LONGEST
    while not done():
        assert time.monotonic() < end, sitting.seen()
        await asyncio.sleep(0.01)
