"""What a report brings to a roll: who is new there, when they came and went; nothing that is there already."""

from __future__ import annotations

from datetime import date, time

import pytest

from exports.attendance.report import Report, Stay
from exports.attendance.roll import roll_lines
from store.errors import CannotDo
from store.model import is_present
from tests.helpers.meetings import AT, running, type_line

DAY = frozenset((date(2026, 9, 17),))
STAYS = (
    Stay("Hanneke de Vries", time(13, 28), time(15, 31)),
    Stay("Postma, Kees", time(13, 50), time(15)),
    Stay("S. van der Meer", time(13, 29)),
    Stay("Iemand Anders", time(13, 29)),
)


def test_a_report_becomes_lines_once() -> None:
    meeting = running()
    type_line(meeting, "/open")

    told = roll_lines(Report(STAYS, DAY), meeting.record)
    assert told.lines == ("/online HdV 13:30", "/online KP 13:50", "/out KP 15:00", "/online SvdM 13:30")
    assert told.unread == ("Iemand Anders is not on the roll.",)

    meeting.do_all(told.lines, AT.replace(hour=14))
    roll = {who.handle: who for who in meeting.record.attendance.values()}
    assert [who for who, attendee in roll.items() if is_present(attendee)] == ["HdV", "SvdM"]
    assert [stay.remote for stay in roll["KP"].presence] == [True]
    assert roll_lines(Report(STAYS, DAY), meeting.record).lines == ()


def test_a_name_that_fits_two_is_told_and_not_guessed() -> None:
    meeting = running()
    record = meeting.record
    other = next(iter(record.attendance.values()))
    type_line(meeting, "/guest Klaas Postma, adviseur")

    told = roll_lines(Report((Stay("K. Postma", time(13, 30)),), DAY), record)
    assert (told.lines, len(told.unread)) == ((), 1)
    assert "Kees Postma, Klaas Postma" in told.unread[0]
    assert other.handle == "HdV"


def test_a_report_of_another_day_is_refused() -> None:
    with pytest.raises(CannotDo):
        roll_lines(Report(STAYS, frozenset((date(2026, 9, 18),))), running().record)
