"""The half-typed line, and the question before a meeting is opened on another day."""

from __future__ import annotations

import errno
import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from exports.agenda.markdown import read_agenda
from exports.agenda.meeting_from_agenda import convene
from exports.filenames import document_name
from exports.publish import make
from store.archive.archive import Archive
from store.disk.drafts import OF_A_MEETING, Draft
from store.meeting.running import RunningMeeting
from store.model import Audience, MeetingStatus
from store.paths import read_plain
from tests.helpers.meetings import keep_lines, type_line
from tests.helpers.screens import AGENDA, HandClock, lay, seen, sitting, sitting_in, until
from tui.app.app import NotulistApp
from tui.live.screen import LiveScreen
from tui.review.screen import ReviewScreen


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


@pytest.mark.parametrize("which", OF_A_MEETING)
@pytest.mark.parametrize(
    ("half", "line", "later", "stays"),
    [
        ("een re", "een regel", 0.5, False),
        ("een re", "een regel", -1, True),
        ("een regel", "een regel", 60, False),
        ("De OR", "De OR stemt in", 3600, True),
        ("/n", "/next", 3600, True),
        ("de huur gaat", "! de huur gaat omlaag", 0.5, False),
        ("een|tw", "een | twee", 0.5, False),
        ("= schriftelijk geheim 3 voor", "= schriftelijk geheim 3 voor 1 tegen", 0.5, False),
        ("= unan", "een regel", 0.5, True),
    ],
)
def test_a_line_that_was_entered_is_not_half_typed_too(
    tmp_path: Path, which: str, half: str, line: str, later: float, stays: bool
) -> None:
    # The half-typed line is kept a tenth of a second after a key: killed in it, the act is kept and its beginning too.
    archive, key = lay(tmp_path)
    desk = archive.open(key)
    type_line(desk, "/open")
    act = type_line(desk, line)
    keep_lines(desk, "nog een")
    desk.close()
    archive.draft(key + which).keep(half)
    (file,) = (tmp_path / "state" / "drafts").iterdir()
    kept = act.at.timestamp() - later
    os.utime(file, (kept, kept))
    archive.open(key).close()
    assert archive.draft(key + which).read() == (half if stays else "")


async def test_an_edit_comes_back_as_that_edit(tmp_path: Path) -> None:
    archive, key = lay(tmp_path)
    async with sitting_in(archive, key, (120, 40), HandClock()) as room:
        await room.pilot.press("f2")
        await room.type("eerste notitie")
        await room.type("tweede notitie")
        await room.pilot.press("up", "up", "enter")
        await room.type(" erbij", enter=False)
        # As after a kill: nothing is pressed to leave.
        await until(room.pilot, lambda: archive.draft(key).read() == "eerste notitie erbij")
    async with sitting_in(archive, key, (120, 40), HandClock()) as room:
        await room.pilot.pause()
        assert "Editing. Enter keeps it, Esc leaves it as it was." in room.seen()
        assert "eerste notitie erbij" in room.seen()
        await room.type(" en meer")
        texts = ["eerste notitie erbij en meer", "tweede notitie"]
        assert [entry.text for entry in room.record.entries.values()] == texts
        await room.pilot.press("up", "enter")
        await room.type(" weg", enter=False)
        await room.pilot.press("ctrl+q")
    async with sitting_in(archive, key, (120, 40), HandClock()) as room:
        await room.pilot.pause()
        await room.pilot.press("escape")
        await room.pilot.pause()
        screen = room.pilot.app.screen
        assert isinstance(screen, LiveScreen)
        assert screen.capture.value == ""
        await until(room.pilot, lambda: archive.draft(key).read() == "")
        assert [entry.text for entry in room.record.entries.values()] == texts


async def test_an_entry_that_was_only_looked_at_in_the_line_does_not_come_back(tmp_path: Path) -> None:
    archive, key = lay(tmp_path)
    async with sitting_in(archive, key, (120, 40), HandClock()) as room:
        await room.pilot.press("f2")
        await room.type("eerste notitie")
        await room.pilot.press("up", "enter")
        screen = room.pilot.app.screen
        assert isinstance(screen, LiveScreen)
        # Now, and not a tenth of a second after the key: by then the test may be anywhere.
        screen.keep_draft()
        assert archive.draft(key).read() == ""
        await room.pilot.press("ctrl+q")
    async with sitting_in(archive, key, (120, 40), HandClock()) as room:
        await room.pilot.press("enter")
        assert len(room.record.entries) == 1


async def test_an_edit_of_what_is_another_entry_now_comes_back_as_a_new_line(tmp_path: Path) -> None:
    archive, key = lay(tmp_path)
    async with sitting_in(archive, key, (120, 40), HandClock()) as room:
        await room.pilot.press("f2")
        await room.type("een")
    # Not while the screen is open: that keeps what stands in its own line a moment after each key.
    archive.draft(key).keep("een en meer", "1 iets anders")
    async with sitting_in(archive, key, (120, 40), HandClock()) as room:
        await room.pilot.press("enter")
        assert [entry.text for entry in room.record.entries.values()] == ["een", "een en meer"]


async def test_in_the_review_splits_and_prepared_text_come_back_too(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    agenda = AGENDA.replace("4. Vertrouwelijk", "   - Voorbereide tekst: De bestuurder licht toe.\n4. Vertrouwelijk")
    key = convene(archive, read_agenda(agenda), date(2026, 3, 1))
    async with sitting_in(archive, key, (120, 40), HandClock()) as room:
        for line in ("/open", "/go 3", "een zin. nog een", "/close"):
            await room.type(line)
        # So an edit comes back, then a split, then a prepared line.
        for prepared, key_of, typed in (
            (None, "enter", " erbij"),
            (None, "vertical_line", "| en drie"),
            (0, "enter", " Kort."),
        ):
            await room.pilot.press("f10")
            await room.pilot.pause()
            screen = room.pilot.app.screen
            assert isinstance(screen, ReviewScreen)
            wanted = next(
                at
                for at, row in enumerate(screen.spread.rows)
                if row.lack is None and row.prepared == prepared and (prepared is not None or row.entry is not None)
            )
            await room.pilot.press(*["down"] * (wanted - screen.spread.at), key_of)
            await room.type(typed, enter=False)
            left = screen.capture.value
            await room.pilot.press("ctrl+q")
            await room.pilot.pause()
            await room.pilot.press("f10")
            await room.pilot.pause()
            screen = room.pilot.app.screen
            assert isinstance(screen, ReviewScreen)
            assert (screen.capture.value, screen.spread.at) == (left, wanted)
            assert screen._selection.busy
            await room.pilot.press("enter")
            await room.pilot.press("ctrl+q")
            await room.pilot.pause()
        written = ["een zin. nog een erbij", "en drie", "De bestuurder licht toe. Kort."]
        assert [entry.text for entry in room.record.entries.values()] == written
        assert room.record.items[3].prepared_text == ""


async def test_what_is_typed_is_kept_a_moment_later_and_what_was_entered_no_more(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        draft = room.archive.draft(room.record.meeting.key)
        await room.pilot.press("f2")
        await room.type("een half woo", enter=False)
        await until(room.pilot, lambda: draft.read() == "een half woo")
        await room.type("rd")
        await until(room.pilot, lambda: draft.read() == "")


async def test_the_line_of_the_review_is_not_that_of_the_meeting(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("/close")
        await room.type("half in de vergadering", enter=False)
        await room.pilot.press("f10")
        await room.pilot.pause()
        assert isinstance(room.pilot.app.screen, ReviewScreen)
        assert room.pilot.app.screen.capture.value == ""
        await room.type("half in de review", enter=False)
        await room.pilot.press("ctrl+q")
        await room.pilot.pause()
        assert isinstance(room.pilot.app.screen, LiveScreen)
        assert room.pilot.app.screen.capture.value == "half in de vergadering"


def test_a_draft_is_kept_for_its_owner_only_and_gone_when_it_is_empty(tmp_path: Path) -> None:
    file = tmp_path / "drafts" / "one.txt"
    file.parent.mkdir()
    Draft(file).keep("")
    assert not file.exists()
    draft = Draft(file)
    draft.keep("De bestuurder ", "12 De bestuurder")
    assert Draft(file).read() == "De bestuurder "
    assert Draft(file).read_about() == "12 De bestuurder"
    file.write_text("van een vorige versie\n")
    assert (Draft(file).read(), Draft(file).read_about()) == ("van een vorige versie", "")
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


async def only_reading(archive: Archive, key: str, *typed: str) -> str:
    """What stands in the line of a window that only reads, before `typed` is pressed in it; left with ^Q."""
    app = NotulistApp(archive, None, HandClock(), RunningMeeting(archive.read(key)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, LiveScreen)
        there = app.screen.capture.value
        await pilot.press(*typed, "ctrl+q")
        assert not app.is_running
    return there


async def test_a_window_that_only_reads_has_a_half_typed_line_of_its_own(tmp_path: Path) -> None:
    archive, key = lay(tmp_path)
    async with sitting_in(archive, key, (120, 40), HandClock()) as room:
        await room.type("half een zin", enter=False)
        screen = room.pilot.app.screen
        assert isinstance(screen, LiveScreen)
        screen.keep_draft()
        assert await only_reading(archive, key, *"mag niet") == ""
        assert archive.draft(key).read() == "half een zin"
        # It comes back in the next window, of whatever kind, that has no other.
        assert await only_reading(archive, key, *" meer", "enter") == "mag niet"
    for expected in ("half een zin", "mag niet meer", ""):
        async with sitting_in(archive, key, (120, 40), HandClock()) as room:
            screen = room.pilot.app.screen
            assert isinstance(screen, LiveScreen)
            assert screen.capture.value == expected
            await room.pilot.press("f2", "end", *"!", "enter", "ctrl+q")


async def test_a_window_that_only_reads_says_what_the_disk_does_not_keep(tmp_path: Path) -> None:
    archive, key = lay(tmp_path)
    app = NotulistApp(archive, None, HandClock(), RunningMeeting(archive.read(key)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        drafts = tmp_path / "state" / "drafts"
        drafts.rmdir()
        drafts.write_text("no folder")
        await pilot.press(*"mag niet", "ctrl+q")
        assert app.is_running
        assert "kept nowhere" in seen(app)
        await pilot.press("t", "ctrl+q")
        assert app.is_running
        await pilot.press("ctrl+q")
        assert not app.is_running


def test_no_two_windows_write_one_draft(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    readers = [archive.draft("key", only_read=True) for _window in range(3)]
    for number, draft in enumerate(readers):
        assert draft.read() == ""
        assert draft.keep(f"half {number}", f"{number} was")
    # As long as they are open nobody has what stands in them.
    assert archive.draft("key").read() == archive.draft("key", only_read=True).read() == ""
    readers[1].close()
    readers[2].close()
    reader = archive.draft("key", only_read=True)
    assert (reader.read(), reader.read_about()) == ("half 1", "1 was")
    writer = archive.draft("key")
    assert (writer.read(), writer.read_about()) == ("half 2", "2 was")
    readers[0].close()
    assert archive.draft("key").read() == "half 2"
    writer.keep("")
    assert archive.draft("key").read() == "half 0"
    assert [draft.read() for draft in readers] == ["", "half 1", ""]


def test_a_draft_that_cannot_be_read_once_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    readers = [archive.draft("key", only_read=True) for _window in range(2)]
    for number, reader in enumerate(readers):
        assert reader.keep(f"half {number}")
    for reader in readers:
        reader.close()
    refuse_to_read(monkeypatch, ".1.txt")
    writer = archive.draft("key")
    assert writer.read() == "half 1"
    monkeypatch.undo()
    assert writer.keep("")
    assert archive.draft("key").read() == "half 0"
    # Its own too: a screen that shows nothing keeps that nothing each second.
    refuse_to_read(monkeypatch, ".txt")
    again = archive.draft("key")
    assert again.read() == ""
    assert again.keep("")
    monkeypatch.undo()
    assert archive.draft("key").read() == "half 0"


def refuse_to_read(monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    def refuse(path: Path) -> bytes:
        if path.name.endswith(ending):
            raise OSError(errno.EIO, "no")
        return read_plain(path)

    monkeypatch.setattr("store.disk.drafts.read_plain", refuse)
