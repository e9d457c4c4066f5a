"""Times that are typed: opening, closing, who comes and goes, recesses, and a time before any line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from store.language.capture.line import Verb
from store.language.capture.warnings import About
from store.meeting.revision import Revision
from store.model import Attendee, Interval, ItemStatus, Kind, MeetingStatus
from store.record.clock import local
from tests.helpers.council import OPENING, VOTERS, Sitting, opened, refuses
from tests.helpers.meetings import rows
from tests.helpers.tables import each_row


def clock(sitting: Sitting, at: datetime | None) -> str:
    """The hour on the wall; the tests' meeting is in Amsterdam, an hour ahead of UTC."""
    return f"{local(at, sitting.meeting):%H:%M}" if at else ""


def there(sitting: Sitting, who: Attendee) -> list[str]:
    return [f"{clock(sitting, one.start)}–{clock(sitting, one.end)}" for one in who.presence]


def at(sitting: Sitting, hour: int, minute: int = 0) -> Sitting:
    """The sitting, with its clock on the wall at that hour."""
    sitting.now = datetime(2027, 3, 11, hour - 1, minute, tzinfo=UTC)
    return sitting


def closed() -> Sitting:
    """Opened at 14:00 with all voters, at item 2 from 14:20, closed at 16:00."""
    sitting = opened()
    at(sitting, 14, 20).type("/next")
    at(sitting, 16).type("/close")
    return at(sitting, 17)


@each_row("line", ["/open 13:55", "/open 13.55", "/open om 13u55", "13:55 /open"])
def test_opened_minutes_ago(line: str) -> None:
    sitting = Sitting()
    sitting.type("/present rvdl", line)
    assert clock(sitting, sitting.meeting.opened) == "13:55"
    assert clock(sitting, sitting.item("1").intervals[0].start) == "13:55"
    sitting.type("/present bvdb")
    assert there(sitting, sitting.who("BvdB")) == ["13:55–"]


def test_opened_before_midnight() -> None:
    sitting = Sitting()
    sitting.now = datetime(2027, 3, 11, 23, 10, tzinfo=UTC)
    sitting.type("/open 23:50")
    assert sitting.meeting.opened == datetime(2027, 3, 11, 22, 50, tzinfo=UTC)


@pytest.mark.parametrize("line", ["/open 14:30", "/open 18:00"])
def test_never_opened_in_the_future(line: str) -> None:
    assert "is still to come, or too long ago" in refuses(Sitting(), line)


@each_row("line", ["/open nu", "/sluit straks", "/schors even", "/open 5"])
def test_other_words_stay_in_the_line(line: str) -> None:
    read = opened().understand(line)
    assert (read.verb, [one.about for one in read.remarks], read.is_no_command) == (
        Verb.NOTE,
        [About.ONLY_AN_HOUR],
        True,
    )


def test_the_opening_is_mended() -> None:
    sitting = opened()
    sitting.type("/in nv")
    before = rows(sitting.record)
    sitting.type("/open 13:50")
    assert clock(sitting, sitting.meeting.opened) == "13:50"
    assert clock(sitting, sitting.item("1").intervals[0].start) == "13:50"
    assert there(sitting, sitting.who("BvdB")) == ["13:50–"]
    assert there(sitting, sitting.who("NV")) == ["14:02–"]
    sitting.type("/undo")
    assert rows(sitting.record) == before


def test_closed_minutes_ago() -> None:
    sitting = at(opened(), 14, 20)
    sitting.type("/next")
    at(sitting, 16, 10).type("/sluit 15:45")
    assert (clock(sitting, sitting.meeting.closed), sitting.meeting.status) == ("15:45", MeetingStatus.DRAFT)
    assert clock(sitting, sitting.item("2").intervals[-1].end) == "15:45"
    assert there(sitting, sitting.who("BvdB")) == ["14:00–15:45"]


def test_what_was_done_after_the_hour_of_closing_keeps_within_it() -> None:
    sitting = opened()
    at(sitting, 15, 50).type("/next", "/out bvdb", "/in nv")
    at(sitting, 16).type("/sluit 15:45")
    assert [clock(sitting, one.end) for one in sitting.item("2").intervals] == ["15:45"]
    assert there(sitting, sitting.who("BvdB")) == ["14:00–15:45"]
    assert there(sitting, sitting.who("NV")) == []


@each_row(
    "line",
    ["/sluit 17:00", "/in nv 13:00", "/in nv 15:30", "/out bvdb 18:00", "/schors 13:00", "15:00 /next", "13:59 ! Zo."],
)
def test_nothing_happens_outside_the_meeting(line: str) -> None:
    sitting = at(opened(), 14, 30)
    assert "is not within the meeting: it began at 14:00, and it is 14:30 now." in refuses(sitting, line)
    told = sitting.running.understand(line, sitting.now)
    assert [one.about for one in told.remarks] == [About.NOT_THEN]


@each_row(
    "line, times",
    [
        ("/binnen nv 14:10", ["14:10–"]),
        ("/in noor 14.10", ["14:10–"]),
        ("/aanwezig nv vanaf 14:10", ["14:10–"]),
        ("/present nv from 14:10", ["14:10–"]),
        ("14:10 /in nv", ["14:10–"]),
        ("/binnen nv om 14 uur", ["14:00–"]),
    ],
)
def test_who_came_late(line: str, times: list[str]) -> None:
    sitting = at(opened(), 14, 30)
    sitting.type(line)
    assert there(sitting, sitting.who("NV")) == times


def test_a_time_behind_a_name_that_nobody_has_does_nothing() -> None:
    assert "nobody here is called" in refuses(at(opened(), 14, 30), "/in nv zork 14:10")


def test_coming_and_going_are_mended() -> None:
    sitting = at(opened(), 14, 30)
    sitting.type("/in nv", "/in bvdb 14:05", "/in nv 14:20", "/weg wvdb 14:25")
    assert there(sitting, sitting.who("BvdB")) == ["14:05–"]
    assert there(sitting, sitting.who("NV")) == ["14:20–"]
    assert there(sitting, sitting.who("WvdB")) == ["14:00–14:25"]
    sitting.type("/out wvdb 14:28", "/in wvdb 14:30", "/online bvdb 14:10")
    assert there(sitting, sitting.who("WvdB")) == ["14:00–14:28", "14:30–"]
    assert [(one.start.minute, one.remote) for one in sitting.who("BvdB").presence] == [(5, False), (10, True)]
    assert "was not here yet at 14:15" in refuses(sitting, "/out nv 14:15")


def test_recess() -> None:
    sitting = at(opened(), 14, 30)
    sitting.type("/schors 14:20", "/schors 14:15", "/hervat 14:25")
    recesses = [(clock(sitting, one.start), clock(sitting, one.end)) for one in sitting.meeting.recesses]
    assert recesses == [("14:15", "14:25")]
    sitting.type("/hervat 14:28")
    assert clock(sitting, sitting.meeting.recesses[0].end) == "14:28"
    sitting.type("/break 14:05-14:10")
    assert [clock(sitting, one.start) for one in sitting.meeting.recesses] == ["14:05", "14:15"]
    assert refuses(sitting, "/break 14:07-14:20") == "There was a recess at that time already."


def test_a_time_before_any_line() -> None:
    sitting = at(opened(), 14, 30)
    sitting.type("14:10 ! De OR stemt in.", "14:12 koffie", "14:15 /next")
    assert [(clock(sitting, one.at), one.kind, one.text) for one in sitting.entries()] == [
        ("14:10", Kind.DECISION, "De OR stemt in."),
        ("14:12", Kind.NOTE, "koffie"),
    ]
    assert clock(sitting, sitting.item("2").intervals[0].start) == "14:15"
    assert refuses(sitting, "14:14 /next") == "Item 2 was begun only at 14:15."


@each_row(
    "line", ["15:30 lunch", "14:10-14:20 pauze", "14:10 – 14:20 pauze", "14:10 uur inloop", "3.15 miljoen", r"\14:10 x"]
)
def test_a_time_that_is_not_of_the_line_stays_in_it(line: str) -> None:
    sitting = at(opened(), 14, 30)
    sitting.running.do(sitting.running.understand(line, sitting.now), sitting.now)
    assert sitting.last().text == line.removeprefix("\\")
    assert sitting.last().at == sitting.now


def test_times_in_a_paste_stay_in_its_notes() -> None:
    sitting = at(opened(), 14, 30)
    sitting.running.do_all(["14:05 Opening", "14:10 ! De OR stemt in."], sitting.now)
    assert [one.text for one in sitting.entries()] == ["14:05 Opening", "De OR stemt in."]


def test_a_vote_is_counted_by_who_was_there_then() -> None:
    sitting = at(opened(present=VOTERS[:6]), 14, 30)
    sitting.type("!? De OR stemt in.", "/out rvdl 14:20", "14:10 = unaniem")
    vote = sitting.last(Kind.DECISION).vote
    assert vote is not None
    assert vote.names_in_favour == VOTERS[:6]


def test_undo_takes_no_time() -> None:
    line = opened().understand("14:00 /terug")
    assert [one.about for one in line.remarks] == [About.NO_HOUR_BEFORE]
    assert line.is_no_command
    assert line.text == "14:00 /terug"


def test_in_the_review_every_instant_is_mended() -> None:
    sitting = closed()
    sitting.running = Revision(sitting.record)
    sitting.type("/open 13:50", "/sluit 15:45", "/in nv 14:10", "/weg bvdb 15:00", "/schors 14:40-14:50")
    assert (clock(sitting, sitting.meeting.opened), clock(sitting, sitting.meeting.closed)) == ("13:50", "15:45")
    assert sitting.meeting.status is MeetingStatus.DRAFT
    assert there(sitting, sitting.who("NV")) == ["14:10–15:45"]
    assert there(sitting, sitting.who("BvdB")) == ["13:50–15:00"]
    assert there(sitting, sitting.who("WvdB")) == ["13:50–15:45"]
    assert [clock(sitting, one.end) for one in sitting.item("2").intervals] == ["15:45"]
    assert sitting.meeting.recesses == (
        Interval(start=OPENING + timedelta(minutes=40), end=OPENING + timedelta(minutes=50)),
    )
    sitting.type("/schors 14:45", "/hervat 14:55")
    assert [(one.start.minute, one.end and one.end.minute) for one in sitting.meeting.recesses] == [(45, 55)]
    assert "would end before it begins" in refuses(sitting, "/sluit 13:50")
    assert "it was from 13:50 to 15:45" in refuses(sitting, "/in nv 15:50")


@pytest.mark.parametrize("line", ["/heropen", "/reopen", "/open"])
def test_a_closed_meeting_is_opened_again_and_keeps_what_came_after(line: str) -> None:
    sitting = closed()
    sitting.type("! Na sluiting.", "/present nv", line)
    assert (sitting.meeting.closed, sitting.meeting.status) == (None, MeetingStatus.RUNNING)
    assert sitting.meeting.current == sitting.item("2").id
    assert sitting.item("2").status is ItemStatus.CURRENT
    assert there(sitting, sitting.who("BvdB")) == ["14:00–"]
    assert sitting.last().text == "Na sluiting."
    assert sitting.who("NV").presence != ()
    assert clock(sitting, sitting.item("2").intervals[-1].end) == ""


def test_only_a_closed_meeting_is_opened_again() -> None:
    assert refuses(opened(), "/heropen") == "The meeting is not closed."
    assert "open already" in refuses(opened(), "/open")


def test_the_closing_item_that_nobody_went_to_is_to_come_again() -> None:
    sitting = opened()
    at(sitting, 14, 20).type("/go 4")
    at(sitting, 16).type("/close", "/heropen")
    assert (sitting.item("5").status, sitting.meeting.current) == (ItemStatus.OPEN, sitting.item("4").id)


def test_votes_by_exception_follow_the_roll() -> None:
    sitting = at(opened(), 14, 30)
    sitting.type("!? De OR stemt in.", "= unaniem -bvdb")
    before = rows(sitting.record)
    at(sitting, 14, 50).type("/in wvdb 14:40")
    vote = sitting.last(Kind.DECISION).vote
    assert vote is not None
    assert (vote.in_favour, vote.against, "WvdB" in vote.names_in_favour) == (len(VOTERS) - 2, 1, False)
    sitting.type("/in wvdb 14:10")
    vote = sitting.last(Kind.DECISION).vote
    assert vote is not None
    assert vote.in_favour == len(VOTERS) - 1
    sitting.type("/undo", "/undo")
    assert rows(sitting.record) == before
