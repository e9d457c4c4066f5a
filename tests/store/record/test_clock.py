"""The clocks: computed from stored instants, over recesses, midnight, nights of 23 and 25 hours, and restarts."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.meeting.running import RunningMeeting
from store.model import AgendaItem, Interval, ItemStatus, Meeting
from store.record.clock import in_recess, instant, local, planned_end, planned_start, projected_end, spent, zone
from store.record.record import Record
from tests.helpers.meetings import AT, BODY, KEY, archive_with_meeting, planned, running, type_line
from tests.helpers.tables import each_row

MEETING = planned()[0]


def after(minutes: float) -> datetime:
    return AT + timedelta(minutes=minutes)


def on(day: date, start: time | None = None, end: time | None = None, zone: str = "Europe/Amsterdam") -> Meeting:
    return replace(MEETING, date=day, start=start, end=end, body=replace(BODY, time_zone=zone))


def treated(start: datetime, end: datetime | None = None) -> AgendaItem:
    return AgendaItem(id=1, number="1", title="x", intervals=(Interval(start=start, end=end),))


def minutes_of(meeting: RunningMeeting, item: int, now: float) -> float:
    return spent(meeting.record.items[item], meeting.meeting, after(now)) / 60


# How long an item took


def test_an_item_runs_only_while_it_is_current() -> None:
    meeting = running()
    type_line(meeting, "/open", 0)
    assert minutes_of(meeting, 1, 7) == 7
    type_line(meeting, "/next", 10)
    assert minutes_of(meeting, 1, 30) == 10
    assert minutes_of(meeting, 2, 30) == 20
    type_line(meeting, "/go 1", 30)
    assert minutes_of(meeting, 1, 35) == 15
    assert minutes_of(meeting, 2, 35) == 20
    type_line(meeting, "/close", 40)
    assert minutes_of(meeting, 1, 500) == 20
    assert minutes_of(meeting, 3, 500) == 0


def test_a_recess_does_not_count() -> None:
    meeting = running()
    type_line(meeting, "/open", 0)
    type_line(meeting, "/break", 5)
    assert in_recess(meeting.meeting)
    assert minutes_of(meeting, 1, 12) == 5
    type_line(meeting, "/resume", 15)
    assert not in_recess(meeting.meeting)
    assert minutes_of(meeting, 1, 18) == 8
    type_line(meeting, "/break", 20)
    type_line(meeting, "/next", 30)
    assert minutes_of(meeting, 1, 99) == 10
    assert minutes_of(meeting, 2, 33) == 3


def test_a_clock_that_went_back_shows_nothing_below_zero() -> None:
    meeting = running()
    type_line(meeting, "/open", 0)
    assert minutes_of(meeting, 1, -60) == 0
    type_line(meeting, "/break", 5)
    type_line(meeting, "/resume", 3)
    assert minutes_of(meeting, 1, 10) == 10


def test_the_clock_goes_on_after_a_restart(tmp_path: Path) -> None:
    archive = archive_with_meeting(tmp_path)
    desk = archive.open(KEY)
    for line, minutes in (("/open", 0), ("/break", 4), ("/resume", 6), ("/next", 10), ("een", 11)):
        type_line(desk, line, minutes)
    before = [minutes_of(desk.running, item, 45) for item in (1, 2)]
    assert before == [8, 35]
    desk.close()
    again = RunningMeeting(archive.read(KEY))
    assert [minutes_of(again, item, 45) for item in (1, 2)] == before


# When it will end


def test_the_projected_end_counts_what_is_left() -> None:
    meeting = running()
    record = meeting.record
    # Four items of ten minutes; before the opening, from the planned start on.
    assert projected_end(record, after(-30)) == after(40)
    assert projected_end(record, after(20)) == after(60)
    type_line(meeting, "/open", 0)
    assert projected_end(record, after(4)) == after(40)
    # The current item is over its time: what is still to come remains.
    assert projected_end(record, after(25)) == after(55)
    type_line(meeting, "/next", 25)
    assert projected_end(record, after(25)) == after(55)
    type_line(meeting, "/defer 4", 26)
    assert projected_end(record, after(26)) == after(45)
    type_line(meeting, "/time 3 25", 26)
    assert projected_end(record, after(26)) == after(60)
    # In a recess the item stands still, and the end moves on.
    type_line(meeting, "/break", 27)
    assert projected_end(record, after(37)) == after(70)
    type_line(meeting, "/close", 40)
    assert projected_end(record, after(500)) == after(40)


def test_an_item_without_planned_minutes_takes_none() -> None:
    meeting, items, roll = planned()
    record = Record.new(meeting, [replace(item, planned_minutes=None) for item in items], roll)
    type_line(RunningMeeting(record), "/open", 0)
    assert projected_end(record, after(7)) == after(7)


def test_the_current_item_held_over_takes_no_more() -> None:
    meeting = running()
    type_line(meeting, "/open", 0)
    type_line(meeting, "/defer", 2)
    assert meeting.record.items[1].status is ItemStatus.HELD_OVER
    assert projected_end(meeting.record, after(2)) == after(32)


# The clock on the wall


NIGHTS = {date(2026, 10, 25): 180, date(2027, 3, 28): 60, date(2026, 9, 17): 120}


@pytest.mark.parametrize(("day", "minutes"), NIGHTS.items())
def test_half_past_one_to_half_past_three_in_a_night_of_the_clocks(day: date, minutes: int) -> None:
    meeting = on(day, time(1, 30), time(3, 30))
    start, end = instant(day, time(1, 30), meeting), instant(day, time(3, 30), meeting)
    assert (end - start) == timedelta(minutes=minutes)
    assert spent(treated(start, end), meeting, end) == minutes * 60
    assert (planned_start(meeting), planned_end(meeting)) == (start, end)


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 10, 24), 6.5), (date(2027, 3, 27), 4.5), (date(2026, 9, 17), 5.5)]
)
def test_a_meeting_past_midnight_ends_the_next_day_by_the_clock_on_the_wall(day: date, hours: float) -> None:
    meeting = on(day, time(22), time(3, 30))
    start, end = planned_start(meeting), planned_end(meeting)
    assert start is not None
    assert end is not None
    assert end - start == timedelta(hours=hours)
    assert local(end, meeting).replace(tzinfo=None) == datetime.combine(day + timedelta(days=1), time(3, 30))


def test_an_hour_that_comes_twice() -> None:
    meeting = on(date(2026, 10, 25))
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    second = first + timedelta(hours=1)
    half_past_two = (meeting.date, time(2, 30), meeting)
    assert instant(*half_past_two) == first
    assert instant(*half_past_two, not_before=first - timedelta(minutes=5)) == first
    assert instant(*half_past_two, not_before=first + timedelta(minutes=5)) == second
    # Long over, and then only a slip of the typist: the later of the two is the nearest.
    assert instant(*half_past_two, not_before=second + timedelta(hours=5)) == second


def test_an_hour_that_does_not_come() -> None:
    meeting = on(date(2027, 3, 28))
    at = instant(meeting.date, time(2, 30), meeting)
    assert local(at, meeting).time() == time(3, 30)


def test_without_hours_there_is_no_plan() -> None:
    assert planned_start(on(date(2026, 9, 17))) is None
    assert planned_end(on(date(2026, 9, 17), start=time(13, 30))) is None
    ends_only = on(date(2026, 9, 17), end=time(15, 30))
    assert planned_end(ends_only) == instant(ends_only.date, time(15, 30), ends_only)


@each_row("name", ["", "Mars/Olympus", "../../etc/passwd", "/etc/passwd", "Europe\0", "."])
def test_a_zone_that_nobody_knows_is_utc(name: str) -> None:
    assert zone(name).key == "UTC"
    meeting = on(date(2026, 9, 17), time(13, 30), zone=name)
    assert planned_start(meeting) == datetime(2026, 9, 17, 13, 30, tzinfo=UTC)


def test_the_wall_is_the_meetings_not_the_computers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert local(AT, MEETING).time() == time(13, 30)
