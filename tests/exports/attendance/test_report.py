"""Attendance reports of Teams, Zoom and Meet: who was there, and what of it is new to the roll."""

from __future__ import annotations

from datetime import date, time

import pytest

from exports.attendance.report import Report, Stay, is_report, read_report
from exports.sources.read import read_source
from store.errors import CannotDo
from tests.helpers.tables import each_row

TEAMS_NL = (
    "1. Samenvatting\nTitel van vergadering\tOR\nBijgewoonde deelnemers\t3\nBegintijd\t14-1-2027 13:28:11\n\n"
    "2. Deelnemers\nNaam\tEerste deelname\tLaatste vertrek\tDuur in vergadering\tE-mail\tDeelnemer-id (UPN)\tRol\n"
    "Anna Bos\t14-1-2027 13:29:01\t14-1-2027 15:31:10\t2u 2m\ta@x.nl\ta@x.nl\tOrganisator\n"
    "Vos, Kees (Gast)\t14-1-2027 13:50:00\t14-1-2027 15:00:00\t1u 10m\t\t\tPresentator\n\n"
    "3. Activiteiten in vergadering\nNaam\tTijd van deelname\tTijd van vertrek\tDuur\tE-mail\tRol\n"
    "Anna Bos\t14-1-2027 13:29:01\t14-1-2027 14:00:00\t31m\ta@x.nl\tOrganisator\n"
)
TEAMS_EN = (
    "1. Summary\nMeeting title\tOR\nStart time\t1/14/27, 1:28:11 PM\n\n2. Participants\n"
    "Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\n"
    "Anna Bos\t1/14/27, 1:29:01 PM\t1/14/27, 3:31:10 PM\t2h 2m\ta@x.nl\ta@x.nl\tOrganizer\n"
    "Vos, Kees (Guest)\t1/14/27, 1:50:00 PM\t1/14/27, 3:00:00 PM\t1h 10m\t\t\tPresenter\n"
)
ZOOM = (
    "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\n"
    "Anna Bos,a@x.nl,01/14/2027 01:29:01 PM,01/14/2027 03:31:10 PM,122,No\n"
    '"Vos, Kees",,01/14/2027 01:50:00 PM,01/14/2027 02:10:00 PM,20,Yes\n'
    '"Vos, Kees",,01/14/2027 02:20:00 PM,01/14/2027 03:00:00 PM,40,Yes\n'
)
MEET = (
    "Voornaam,Achternaam,E-mail,Duur,Tijd van deelname,Tijd van vertrek\n"
    "Anna,Bos,a@x.nl,2 u 2 min,13:29,15:31\nKees,Vos,,1 u 10 min,13:50,15:00\n"
)
OLD = (
    "Full Name\tUser Action\tTimestamp\nAnna Bos\tJoined\t1/14/2027, 1:29:01 PM\n"
    "Vos, Kees\tJoined\t1/14/2027, 1:50:00 PM\n"
    "Vos, Kees\tLeft\t1/14/2027, 3:00:00 PM\nAnna Bos\tLeft\t1/14/2027, 3:31:10 PM\n"
)


def report(text: str, encoding: str = "utf-8") -> Report:
    return read_report(read_source(text.encode(encoding), "attendance.csv").rows)


@each_row(
    "text, encoding",
    [(TEAMS_NL, "utf-16"), (TEAMS_EN, "utf-16"), (ZOOM, "utf-8-sig"), (MEET, "utf-8"), (OLD, "utf-16")],
)
def test_a_report_says_who_was_there_from_when_until_when(text: str, encoding: str) -> None:
    read = report(text, encoding)

    kees = "Kees Vos" if text == MEET else "Vos, Kees"
    assert read.stays == (Stay("Anna Bos", time(13, 29), time(15, 31)), Stay(kees, time(13, 50), time(15)))
    assert read.days in ({date(2027, 1, 14)}, set())


def test_a_list_of_members_is_no_report() -> None:
    rows = read_source(b"Naam;Rol\nJan Vos;voorzitter\n", "leden.csv").rows

    assert not is_report(rows)
    with pytest.raises(CannotDo):
        read_report(rows)
