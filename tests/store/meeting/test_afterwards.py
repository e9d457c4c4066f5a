"""A meeting that is minuted when it is over: times as typed or none, and no clock."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from msgspec.structs import replace

from store.errors import CannotDo
from store.model import ItemStatus, MeetingStatus, Outcome
from store.record.clock import planned_start, spent, told
from store.record.pacing import minutes_late
from tests.helpers.council import Sitting, refuses
from tests.helpers.meetings import rows
from tests.helpers.reading import lines

# A week after the meeting, in the evening.
LATER = datetime(2027, 3, 18, 20, 17, 23, 456, tzinfo=UTC)


def written_up(*typed: str) -> Sitting:
    sitting = Sitting()
    sitting.now = LATER
    sitting.type("/achteraf", *typed)
    return sitting


def test_without_a_time_the_minutes_tell_none() -> None:
    sitting = written_up("/aanwezig allen -bvdb", "/weg mia", "! Akkoord.", "/binnen bvdb", "/volgende", "/sluit")
    meeting = sitting.record.meeting
    assert (meeting.status, meeting.date) == (MeetingStatus.DRAFT, date(2027, 3, 11))
    text = "\n".join(lines(sitting))
    assert "Genotuleerd: achteraf" in text
    assert "Roos van der Linden (voorzitter) opende de vergadering." in text
    assert "Mia d’Ancona (MdA), eerder vertrokken" in text
    assert "Bart van den Broek (BvdB), later gekomen" in text
    assert "De vergadering werd gesloten." in text
    # But for when it was planned, and the version of the draft, no hour stands anywhere.
    hours = [line for line in lines(sitting) if re.search(r"\d\d:\d\d", line) and "versie" not in line]
    assert hours == ["- Tijd: gepland 14:00–16:00"]


def test_times_that_are_typed_are_told_and_no_others() -> None:
    sitting = written_up(
        "/open 9:30", "/aanwezig allen", "/weg mia 9:45", "/schors", "/hervat", "/schors 10:00-10:15", "/sluit 11:45"
    )
    text = "\n".join(lines(sitting))
    assert "Tijd: 09:30–11:45 (gepland 14:00–16:00)" in text
    assert "opende de vergadering om 09:30 uur." in text
    assert "Mia d’Ancona (MdA), tot 09:45" in text
    assert "Schorsing 10:00–10:15" in text
    assert "om 11:45 uur gesloten" in text


def test_a_vote_counts_who_was_there_by_the_order_in_which_it_is_typed() -> None:
    sitting = written_up(
        "/aanwezig allen", "/weg mia", "!? Wij stemmen in.", "= unaniem", "/binnen mia", "/sluit 16:00"
    )
    entry = sitting.entries()[0]
    assert entry.vote and (entry.vote.in_favour, entry.outcome) == (10, Outcome.ADOPTED)
    assert "MdA" not in entry.vote.names_in_favour


def test_an_opening_that_is_told_later_moves_what_is_not_told_along() -> None:
    sitting = written_up("/aanwezig allen", "/weg mia", "/open 15:00")
    (mia,) = [who for who in sitting.record.attendance.values() if who.handle == "MdA"]
    assert len(mia.presence) == 1 and mia.presence[0].end
    assert mia.presence[0].end - mia.presence[0].start < timedelta(seconds=1)
    assert "Mia d’Ancona (MdA), eerder vertrokken" in "\n".join(lines(sitting))


@pytest.mark.parametrize(
    ("before", "refused"),
    [
        (["/weg mia 10:00"], "/sluit 9:45"),
        ([], "/achteraf"),
        (["/open 10:00", "/sluit 11:00"], "/weg mia 11:30"),
    ],
)
def test_what_cannot_be(before: list[str], refused: str) -> None:
    sitting = written_up("/open 9:30", "/aanwezig allen", *before)
    refuses(sitting, refused)


def test_a_meeting_that_is_still_to_come_is_not_minuted_afterwards() -> None:
    sitting = Sitting()
    sitting.now = LATER - timedelta(days=30)
    with pytest.raises(CannotDo):
        sitting.type("/achteraf")


def test_what_the_clock_told_is_forgotten_and_the_order_kept() -> None:
    sitting = Sitting()
    sitting.now = LATER
    start = rows(sitting.record)
    sitting.type("/open", "/aanwezig allen", "/weg mia", "een", "/volgende", "twee", "/sluit")
    before = [entry.text for entry in sitting.entries()]
    sitting.type("/achteraf")
    record = sitting.record
    opened, closed = record.meeting.opened, record.meeting.closed
    assert opened and closed and not told(opened, record.meeting) and not told(closed, record.meeting)
    assert planned_start(record.meeting) is None or opened.date() == record.meeting.date
    assert opened < closed and [entry.text for entry in sitting.entries()] == before
    assert [item.status for item in record.agenda()][:2] == [ItemStatus.TREATED, ItemStatus.TREATED]
    while record.to_undo is not None:
        sitting.type("/undo")
    assert rows(record) == start


def test_no_clock_runs() -> None:
    sitting = written_up("/aanwezig allen", "iets")
    record = sitting.record.with_meeting(replace(sitting.record.meeting, end=time(15, 0)))
    item = record.current()
    assert item and spent(item, record.meeting, LATER + timedelta(hours=3)) == 0
    assert minutes_late(record, LATER) is None
