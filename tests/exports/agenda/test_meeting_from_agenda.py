"""A new meeting from an agenda: what it does to the register, and what it says of that."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from exports.agenda.markdown import read_agenda
from exports.agenda.meeting_from_agenda import announced, convene
from store.archive.archive import Archive
from store.model import Body, Person, Role
from tests.helpers.agendas import DUTCH

TODAY = date(2027, 3, 1)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    convene(archive, read_agenda(DUTCH), TODAY)
    return archive


def person(archive: Archive, handle: str) -> Person:
    [body] = archive.bodies()
    return next(who for who in body.people if who.handle == handle)


def test_nothing_is_said_of_what_does_not_change(archive: Archive) -> None:
    later = DUTCH.replace("9 maart", "10 maart")

    assert announced(archive, read_agenda(later), TODAY).remarks == ()
    before = archive.bodies()
    convene(archive, read_agenda(later), TODAY)
    assert archive.bodies() == before


def test_a_changed_name_role_vote_and_function_come_into_the_register(archive: Archive) -> None:
    text = (
        DUTCH.replace("9 maart", "10 maart")
        .replace("- Voorzitter: Ilse van den Berg (IvdB)", "- Voorzitter: Joost Wiersma-Bos (JW)")
        .replace("Joost Wiersma (JW),", "Ilse van den Berg (IvdB, penningmeester),")
        .replace("- Ambtelijk secretaris:", "- Secretaris:")
    )
    agenda = read_agenda(text)

    assert announced(archive, agenda, TODAY).remarks == (
        "JW was Joost Wiersma, and is now Joost Wiersma-Bos.",
        "Joost Wiersma-Bos was member, and is now chair.",
        "Ilse van den Berg was chair, and is now member.",
        "Ilse van den Berg: penningmeester.",
        "Nynke Faber was clerk, and is now secretary.",
    )
    key = convene(archive, agenda, TODAY)
    assert person(archive, "JW") == Person(handle="JW", name="Joost Wiersma-Bos", role=Role.CHAIR)
    assert person(archive, "IvdB") == Person(handle="IvdB", name="Ilse van den Berg", function="penningmeester")
    assert person(archive, "NF").vote
    roll = {who.handle: who for who in archive.read(key).attendance.values()}
    assert (roll["JW"].name, roll["JW"].role, roll["NF"].vote) == ("Joost Wiersma-Bos", Role.CHAIR, True)


def test_who_is_only_present_keeps_their_role(archive: Archive) -> None:
    agenda = read_agenda(
        "# CMR-vergadering 2027-04\n\n- Datum: 13 april 2027\n\n## Aanwezig\n\n- Ilse van den Berg\n- JW\n"
        "\n## Agenda\n\n1. Opening\n2. Sluiting\n"
    )

    assert announced(archive, agenda, TODAY).remarks == ()
    convene(archive, agenda, TODAY)
    assert person(archive, "IvdB").role is Role.CHAIR
    assert [who.name for who in archive.bodies()[0].people][:2] == ["Ilse van den Berg", "Joost Wiersma"]


def test_initials_that_were_made_up_are_never_taken_for_somebody_else(archive: Archive) -> None:
    agenda = read_agenda(
        DUTCH.replace("9 maart", "10 maart")
        .replace("Joost Wiersma (JW)", "Jan Wit")
        .replace("(5 min, IvdB)", "(5 min, Jan)")
    )

    assert announced(archive, agenda, TODAY).remarks == ("Jan Wit (JW2) is new in Medezeggenschapsraad Molenwerf.",)
    convene(archive, agenda, TODAY)
    assert (person(archive, "JW").name, person(archive, "JW2").name) == ("Joost Wiersma", "Jan Wit")


def test_initials_stay_and_presenters_follow_them(archive: Archive) -> None:
    agenda = read_agenda(
        DUTCH.replace("9 maart", "10 maart").replace("Zoë Ågren (ZA)", "Zoë Ågren (ZÅ)").replace("NF) [besluit]", "ZÅ)")
    )

    assert announced(archive, agenda, TODAY).remarks == ("Zoë Ågren stays ZA: initials are kept for good.",)
    key = convene(archive, agenda, TODAY)
    assert len(archive.bodies()[0].people) == 5
    assert [item.presenter for item in archive.read(key).agenda()][1] == "ZA"


def test_another_meeting_on_that_day_is_told(archive: Archive) -> None:
    agenda = read_agenda(DUTCH)

    assert announced(archive, agenda, TODAY).remarks == (
        "Medezeggenschapsraad Molenwerf has a meeting on that day already: 2027-03-09-cmr. This is one more.",
    )
    assert convene(archive, agenda, TODAY) == "2027-03-09-cmr-2"


def test_an_agenda_without_a_date_says_that_it_is_for_today(archive: Archive) -> None:
    agenda = read_agenda("# Raad\n\n## Agenda\n\n1. Opening\n2. Slot\n")

    assert announced(archive, agenda, TODAY).remarks == (
        "New body: Raad (raad).",
        "No date was found in the agenda: the meeting is put on today, 2027-03-01.",
    )


def test_the_short_name_in_the_title_finds_the_body(archive: Archive) -> None:
    agenda = read_agenda("Agenda CMR-vergadering 13 april 2027\n\n1. Opening\n2. Sluiting\n")

    assert announced(archive, agenda, TODAY).body.name == "Medezeggenschapsraad Molenwerf"
    assert convene(archive, agenda, TODAY) == "2027-04-13-cmr"
    assert len(archive.bodies()) == 1


def test_seats_and_time_zone_are_brought_up_to_date(archive: Archive) -> None:
    agenda = read_agenda(
        DUTCH.replace("Zetels: 5", "Zetels: 7\n- Tijdzone: Europe/London").replace("9 maart", "8 maart")
    )

    assert announced(archive, agenda, TODAY).remarks == (
        "Seats: 5, now 7.",
        "Time zone: Europe/Amsterdam, now Europe/London.",
    )
    convene(archive, agenda, TODAY)
    assert (archive.bodies()[0].seats, archive.bodies()[0].time_zone) == (7, "Europe/London")


def test_a_guest_with_the_initials_of_a_member_gets_others(archive: Archive) -> None:
    agenda = read_agenda(
        "# CMR-vergadering 2\n\n- Datum: 13 april 2027\n- Gasten: Jan Wit (JW), adviseur\n\n"
        "## Agenda\n\n1. Opening\n2. Slot\n"
    )
    key = convene(archive, agenda, TODAY)

    names = {who.handle: who.name for who in archive.read(key).attendance.values()}
    assert (names["JW"], names["JW2"]) == ("Joost Wiersma", "Jan Wit")


def test_two_imports_at_once_lose_nobody(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    archive.register.put(Body(key="or", name="OR"))
    template = read_agenda(
        "# OR-vergadering 1\n\n- Orgaan: OR\n- Datum: 9 maart 2027\n\n## Agenda\n\n1. Een\n2. Twee\n"
    )

    def add(number: int) -> None:
        who = Person(handle=f"P{number}", name=f"Persoon {number}")
        convene(archive, replace(template, people=(who,), date=date(2027, 3, number)), TODAY)

    threads = [threading.Thread(target=add, args=(number,)) for number in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {who.handle for who in archive.bodies()[0].people} == {f"P{number}" for number in range(1, 9)}


def test_somebody_whom_the_agenda_names_though_they_left_is_told_of(archive: Archive) -> None:
    def left(body: Body) -> Body:
        return replace(
            body, people=tuple(replace(p, until=date(2027, 3, 9)) if p.handle == "JW" else p for p in body.people)
        )

    archive.register.change(archive.bodies()[0].key, left)
    assert announced(archive, read_agenda(DUTCH.replace("9 maart", "10 maart")), TODAY).remarks == (
        f"Joost Wiersma is not of {archive.bodies()[0].name} on that day, but the agenda names them: "
        "they are put on the roll.",
    )
    # The last day is counted in.
    remarks = announced(archive, read_agenda(DUTCH), TODAY).remarks
    assert not any("Joost" in words for words in remarks)
