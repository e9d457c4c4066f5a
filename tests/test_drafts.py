"""The half-typed line, and the question before a meeting is opened on another day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from exports.audience import Audience
from exports.files import document_name
from exports.make import make
from store.draft import Draft
from store.meeting import RunningMeeting
from store.model import MeetingStatus
from tests.screens import HandClock, lay, seen, sitting, sitting_in
from tui.app import NotulistApp
from tui.screens.live import LiveScreen
from tui.screens.review import ReviewScreen


async def test_the_half_typed_line_comes_back_when_the_meeting_is_opened_again(tmp_path: Path) -> None:
    archive, key = lay(tmp_path)
    async with sitting_in(archive, key, (120, 40), HandClock()) as room:
        await room.pilot.press("f2")
        await room.type("@BP iets uitzoe", enter=False)
        await room.pilot.press("ctrl+q")
    async with sitting_in(archive, key, (80, 24), HandClock()) as room:
        assert "@BP iets uitzoe" in room.seen()
        await room.type("ken")
        assert [entry.text for entry in room.record.entries.values()] == ["iets uitzoeken"]
        await room.pilot.press("ctrl+q")
    async with sitting_in(archive, key, (120, 40), HandClock()) as room:
        assert "▌@BP" not in room.seen()


async def test_what_is_typed_is_kept_a_moment_later_and_what_was_entered_no_more(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        draft = room.archive.draft(room.record.meeting.key)
        await room.pilot.press("f2")
        await room.type("een half woo", enter=False)
        await room.pilot.pause(0.2)
        assert draft.read() == "een half woo"
        await room.type("rd")
        await room.pilot.pause(0.2)
        assert draft.read() == ""


async def test_the_line_of_the_review_is_not_that_of_the_meeting(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("/close")
        await room.type("half in de vergadering", enter=False)
        await room.pilot.press("f10")
        await room.pilot.pause(0.3)
        assert isinstance(room.pilot.app.screen, ReviewScreen)
        assert room.pilot.app.screen.capture.value == ""
        await room.type("half in de review", enter=False)
        await room.pilot.press("ctrl+q")
        await room.pilot.pause(0.3)
        assert isinstance(room.pilot.app.screen, LiveScreen)
        assert room.pilot.app.screen.capture.value == "half in de vergadering"


def test_a_draft_is_kept_for_its_owner_only_and_gone_when_it_is_empty(tmp_path: Path) -> None:
    file = tmp_path / "drafts" / "one.txt"
    file.parent.mkdir()
    Draft(file).keep("")
    assert not file.exists()
    draft = Draft(file)
    draft.keep("half\x1b[31m een zin \udcff")
    assert file.stat().st_mode & 0o777 == 0o600
    assert "half" in Draft(file).read()
    assert "\x1b" not in Draft(file).read()
    draft.keep("")
    assert not file.exists()
    assert Draft(file).read() == ""


def test_a_disk_that_refuses_the_draft_stops_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("no folder")
    draft = Draft(blocked / "one.txt")
    draft.keep("half een zin")
    assert draft.read() == ""


@pytest.mark.parametrize("answer", ["enter", "escape"])
async def test_on_another_day_there_is_a_question_before_the_meeting_opens(tmp_path: Path, answer: str) -> None:
    async with sitting(tmp_path) as room:
        room.clock.now += timedelta(days=3)
        await room.pilot.press("f2")
        await room.pilot.pause()
        assert "This meeting is planned for Thu 12 Mar 2026" in room.seen()
        await room.pilot.press(answer)
        await room.pilot.pause()
        expected = MeetingStatus.RUNNING if answer == "enter" else MeetingStatus.PLANNED
        assert room.record.meeting.status is expected


async def test_opened_on_another_day_it_is_the_meeting_of_that_day(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        room.clock.now += timedelta(days=4)
        await room.pilot.press("f2")
        await room.pilot.pause()
        assert "Its date becomes today, Mon 16 Mar 2026" in room.seen()
        await room.pilot.press("enter")
        await room.pilot.pause()
        assert room.record.meeting.date == date(2026, 3, 16)
        await room.type("@bp brief > morgen")
        [entry] = room.record.entries.values()
        assert entry.due is not None and entry.due.day == date(2026, 3, 17)
        assert "16 maart 2026" in make(room.record, "minutes", Audience.FULL)
        assert document_name(room.record.meeting, "minutes", Audience.FULL) == "2026-03-16-or-notulen.md"
        for _act in range(2):
            await room.pilot.press("f6")
        assert room.record.meeting.date == date(2026, 3, 12)
        assert room.record.meeting.status is MeetingStatus.PLANNED


async def test_on_its_own_day_it_opens_at_once(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        assert room.record.meeting.status is MeetingStatus.RUNNING


async def test_a_second_window_leaves_the_half_typed_line_of_the_first_alone(tmp_path: Path) -> None:
    archive, key = lay(tmp_path)
    async with sitting_in(archive, key, (120, 40), HandClock()) as room:
        await room.type("half een zin", enter=False)
        screen = room.pilot.app.screen
        assert isinstance(screen, LiveScreen)
        screen.keep_draft()
        second = NotulistApp(archive, None, HandClock(), RunningMeeting(archive.read(key)))
        async with second.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert "half een zin" not in seen(second)
            await pilot.press(*"mag niet", "ctrl+q")
            assert second.is_running
            assert "kept nowhere" in seen(second)
            await pilot.press("t", "ctrl+q")
            assert second.is_running
            await pilot.press("ctrl+q")
            assert not second.is_running
        assert archive.draft(key).read() == "half een zin"
