"""The register on disk: one durable write a change, nothing of anybody's lost, also when killed."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from exports.agenda.markdown import read_agenda
from exports.agenda.meeting_from_agenda import convene
from store.archive.archive import Archive
from store.bodies.body import plan_of, with_person, with_template
from store.errors import CannotDo, NoSuchBody
from store.model import AgendaItem, Body, Every, Person, Plan, Role, Series
from store.record.record import Record
from tests.helpers.meetings import BODY, KEY, planned
from tests.helpers.processes import another_process

FULL = replace(
    BODY,
    plan=Plan(
        place="Kantine",
        series=Series(every=Every.MONTH, weekday=3, nth=3),
        template=(AgendaItem(id=1, number="1", title="Opening"),),
    ),
)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive", tmp_path / "state")


def test_a_body_comes_back_whole(archive: Archive) -> None:
    archive.register.add(FULL)
    assert archive.register.bodies() == [FULL]
    assert archive.register.find("OR") == FULL
    assert archive.register.find("ondernemingsraad") == FULL
    with pytest.raises(NoSuchBody, match=r"no body “gor”\. There are: or\."):
        archive.register.find("gor")


def test_a_key_is_given_once(archive: Archive) -> None:
    archive.register.add(FULL)
    with pytest.raises(CannotDo, match="There is a body “or” already: Ondernemingsraad"):
        archive.register.add(Body(key="or", name="Iets anders"))
    assert archive.register.bodies() == [FULL]


def test_a_wrong_change_writes_nothing(archive: Archive) -> None:
    archive.register.add(FULL)
    before = archive.register.path.read_bytes()
    for change in (
        lambda body: with_person(body, Person(handle="kp", name="Karin Peters")),
        lambda body: replace(body, time_zone="Mars/Base"),
        lambda body: replace(body, parent="or"),
    ):
        with pytest.raises(CannotDo):
            archive.register.change("or", change)
    with pytest.raises(NoSuchBody):
        archive.register.change("gor", lambda body: body)
    assert archive.register.path.read_bytes() == before


def test_what_was_wrong_already_stops_no_other_change(archive: Archive) -> None:
    archive.register.put(replace(FULL, time_zone="Mars/Base"))
    assert archive.register.change("or", lambda body: replace(body, seats=7)).seats == 7


def test_a_change_is_made_to_what_is_on_disk_now(archive: Archive, tmp_path: Path) -> None:
    archive.register.add(FULL)
    other = Archive(archive.folder, tmp_path / "state")
    other.register.change("or", lambda body: replace(body, seats=13))
    changed = archive.register.change("or", lambda body: with_person(body, Person(handle="", name="Nieuw Iemand")))
    assert (changed.seats, changed.people[-1].handle) == (13, "NI")


def test_a_body_made_of_all_there_are_is_put_without_losing_its_plan(archive: Archive) -> None:
    archive.register.add(FULL)
    made = archive.register.put_made(lambda bodies: replace(bodies[0], seats=len(bodies), plan=None))
    assert archive.bodies() == [replace(FULL, seats=1)] == [made]


def test_unknown_fields_live_on_also_deep_inside(archive: Archive) -> None:
    archive.register.add(FULL)
    path = archive.register.path
    register = json.loads(path.read_text("utf-8"))
    raw = register["bodies"]["1"]
    raw["plan"]["colour"] = "blue"
    raw["plan"]["series"]["moon"] = "full"
    raw["plan"]["template"][0]["emoji"] = "x"
    raw["people"][1]["phone"] = "06"
    register["postlijst"] = {"9": {"nummer": "I-2026-001"}}
    path.write_text(json.dumps(register), "utf-8")
    archive.register.change("or", lambda body: with_person(body, Person(handle="", name="Nieuw Iemand")))
    archive.register.change("or", lambda body: replace(body, plan=replace(plan_of(body), place="Zaal 1")))
    after = json.loads(path.read_text("utf-8"))
    plan = after["bodies"]["1"]["plan"]
    assert (plan["place"], plan["colour"], plan["series"]["moon"]) == ("Zaal 1", "blue", "full")
    assert plan["template"][0]["emoji"] == "x"
    assert after["bodies"]["1"]["people"][1]["phone"] == "06"
    assert after["postlijst"] == register["postlijst"]


def test_a_meeting_carries_no_plan_and_does_not_take_it_away(archive: Archive) -> None:
    archive.register.add(FULL)
    meeting, items, roll = planned()
    archive.create(replace(meeting, body=FULL), items, roll)
    record: Record = archive.read(KEY)
    assert record.meeting.body == replace(FULL, plan=None)
    archive.register.put(replace(record.meeting.body, seats=9))
    assert archive.register.body("or") == replace(FULL, seats=9)


def test_who_is_not_in_office_is_on_no_roll_unless_the_agenda_names_them(archive: Archive) -> None:
    people = (
        Person(handle="AB", name="Anna Bos"),
        Person(handle="BC", name="Bea Cox", until=date(2026, 3, 11)),
        Person(handle="CD", name="Cor Dam", since=date(2026, 3, 13)),
        Person(handle="DE", name="Dik Eek", until=date(2026, 3, 1)),
        Person(handle="EF", name="Els Fok", role=Role.GUEST, vote=False),
    )
    archive.register.add(Body(key="or", name="Molen", people=people))
    head = "# OR 2026-03\n\n- Orgaan: Molen\n- Datum: 12 maart 2026\n- Leden: Dik Eek (DE)\n"
    key = convene(archive, read_agenda(f"{head}\n## Agenda\n\n1. Opening\n2. Rest\n"), date(2026, 3, 1))
    assert [who.handle for who in archive.read(key).attendance.values()] == ["AB", "DE"]


ADD = """
import sys
from pathlib import Path
from store.archive.archive import Archive
from store.bodies.body import with_person
from store.model import Person
register = Archive(Path(sys.argv[1]), Path(sys.argv[2])).register
print("ready", flush=True)
number = int(sys.argv[3])
while True:
    register.change("or", lambda body: with_person(body, Person(handle=f"n{number}", name=f"Naam {number}")))
    print(number, flush=True)
    number += 1
"""


@pytest.mark.faults
def test_kill_9_loses_no_acknowledged_change(archive: Archive, tmp_path: Path) -> None:
    archive.register.add(with_template(replace(BODY, people=()), FULL.plan.template if FULL.plan else ()))
    chance, next_number = random.Random(5), 0
    for _kill in range(8):
        with another_process(ADD, archive.folder, tmp_path / "state", next_number) as process:
            # After two changes at least, however slow the machine is, and then at any moment.
            assert process.stdout is not None
            said = [process.stdout.readline(), process.stdout.readline()]
            time.sleep(chance.uniform(0, 0.2))
            process.kill()
            said += process.communicate()[0].split()
        body = archive.register.find("or")
        names = [person.name for person in body.people]
        assert names == [f"Naam {number}" for number in range(len(names))]
        assert len(names) > int(said[-1])
        next_number = len(names)
    assert next_number > 8


def test_plain_tinydb_opens_it(archive: Archive) -> None:
    archive.register.add(FULL)
    script = "import sys, tinydb; print(tinydb.TinyDB(sys.argv[1]).table('bodies').all()[0]['name'])"
    done = subprocess.run(
        [sys.executable, "-c", script, archive.register.path], capture_output=True, text=True, check=True
    )
    assert done.stdout == "Ondernemingsraad\n"


def test_days_and_hours_are_readable_in_the_file(archive: Archive) -> None:
    archive.register.add(replace(FULL, people=(Person(handle="KP", name="Kees Postma", until=date(2027, 1, 1)),)))
    assert '"until":"2027-01-01"' in archive.register.path.read_text("utf-8")
