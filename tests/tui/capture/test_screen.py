"""What the screens that write share: what is not on disk yet is counted and said; large pastes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from textual import events

from store.errors import CannotKeep
from store.model import Act
from tests.helpers.preparing import Preparing, preparing
from tests.helpers.refusing import full_disk
from tests.helpers.reviewing import LINES, review, screen
from tests.helpers.screens import Shown, Sitting, sitting, until, wait_for
from tui.keys.commands import COMMANDS
from tui.live.screen import LiveScreen
from tui.review.screen import ReviewScreen
from tui.routes import Place


async def paste(room: Sitting, text: str) -> None:
    room.pilot.app.post_message(events.Paste(text))
    await room.pilot.pause()


async def on_disk_again(room: Sitting) -> None:
    assert room.desk.writer.wait(60)
    await wait_for(room.pilot.app, room.pilot, "Everything is on disk again.")
    assert "not on disk yet" not in room.seen()


async def test_acts_are_counted_and_not_their_rows(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        room.desk.writer.wait()
        with full_disk():
            await paste(room, "een\ntwee\ndrie\nvier")
            await wait_for(room.pilot.app, room.pilot, "1 act not on disk yet")
            await room.type("! een besluit")
            await room.tick(1)
            assert "2 acts not on disk yet" in room.seen()
        await on_disk_again(room)


async def test_the_review_tells_it_too(tmp_path: Path) -> None:
    async with review(tmp_path) as room:
        with full_disk():
            await room.pilot.press("tab")
            await room.type("nog een notitie")
            await wait_for(room.pilot.app, room.pilot, "1 act not on disk yet")
            assert "the disk is full" in room.seen()
        await on_disk_again(room)


async def test_what_one_screen_wrote_the_next_one_waits_for(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        for line in LINES[:-1]:
            await room.type(line)
        room.desk.writer.wait()
        with full_disk():
            await room.type("/close")
            await wait_for(room.pilot.app, room.pilot, "1 act not on disk yet")
            await room.pilot.press("f10")
            await wait_for(room.pilot.app, room.pilot, "1 act not on disk yet")
            assert isinstance(room.pilot.app.screen, ReviewScreen)
        await on_disk_again(room)
        await room.pilot.press("f10")
        await room.pilot.pause()
        assert isinstance(room.pilot.app.screen, LiveScreen)
        await room.tick(1)
        assert "not on disk yet" not in room.seen()


async def test_a_large_paste_into_the_review_is_asked_about(tmp_path: Path) -> None:
    async with review(tmp_path) as room:
        before = len(room.record.entries)
        await room.pilot.press("tab")
        await paste(room, "\n".join(f"regel {number}" for number in range(12)))
        assert "Keep these 12 lines" in room.seen()
        await room.pilot.press("enter")
        await until(room.pilot, lambda: len(room.record.entries) == before + 12)


async def test_the_palette_of_the_review_holds_its_commands(tmp_path: Path) -> None:
    async with review(tmp_path) as room:
        offered = {command.title for command in room.pilot.app.get_system_commands(screen(room))}
        assert {command.says for command in COMMANDS if Place.REVIEW in command.places} <= offered


@pytest.mark.parametrize("opened", [sitting, preparing, review])
async def test_the_message_about_a_small_window_goes_when_it_is_larger(
    tmp_path: Path, opened: Callable[[Path], AbstractAsyncContextManager[Sitting | Preparing]]
) -> None:
    async with opened(tmp_path) as room:
        await room.pilot.resize_terminal(30, 10)
        await room.pilot.pause()
        assert "Too small" in room.seen()
        await room.pilot.resize_terminal(100, 30)
        await room.pilot.pause()
        assert "Too small" not in room.seen()


async def test_leaving_in_spite_of_the_disk_is_asked_anew_after_another_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with preparing(tmp_path) as room:
        with full_disk():
            await room.type("een punt")
            monkeypatch.setattr(room.desk.writer, "wait", lambda seconds=None: False)
            shown = Shown(room.pilot.app)
            await room.press("ctrl+q")
            # What the disk says next stands in its place.
            await shown.wait_for(room.pilot, "^Q again")
            await room.press("x")
            await room.press("ctrl+q")
            assert room.pilot.app.return_value is None
            await room.press("ctrl+q")
            assert room.pilot.app.return_value == 0
        monkeypatch.undo()


async def test_what_was_said_of_a_line_goes_with_it_and_what_was_done_stays(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("een besluit")
        await room.pilot.press("f6")
        await room.pilot.pause()
        assert "Taken back: een besluit" in room.seen()
        await room.type("@bp brief > ooit eens", enter=False)
        assert "is kept as words" in room.seen()
        await room.pilot.press("ctrl+u")
        await room.pilot.pause()
        assert "is kept as words" not in room.seen()
        await room.pilot.press("f7")
        await room.pilot.pause()
        assert "Brought back: een besluit" in room.seen()
    async with review(tmp_path / "review") as room:
        await room.pilot.press("tab")
        await room.type("@bp brief > ooit eens", enter=False)
        assert "is kept as words" in room.seen()
        await room.pilot.press("ctrl+u")
        await room.pilot.pause()
        assert "is kept as words" not in room.seen()


def test_an_act_counts_as_pending_until_it_is_on_disk() -> None:
    from threading import Event

    from store.disk.writer import Writer
    from tests.helpers.meetings import AT

    free, tried = Event(), Event()

    class Disk:
        def commit(self, act: Act) -> None:
            tried.set()
            if not free.is_set():
                raise CannotKeep("full")

        commit_to_journal = commit

    writer = Writer(Disk())
    writer.keep(Act(number=7, at=AT, verb="note"))
    assert tried.wait(60)
    assert [act.number for act in writer.pending] == [7]
    free.set()
    assert writer.wait(60)
    assert writer.pending == []
    assert writer.close(10)
