"""Agendas in `tests/corpus`, each as another kind of body writes it, and beside each what a person reads in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from exports.agenda.file import read_agenda_file
from exports.agenda.known_body import body_in
from exports.agenda.markdown import AgendaFile
from tests.helpers.project import ROOT
from tests.helpers.tables import each_row

FOLDER = ROOT / "tests" / "corpus"
AGENDAS = sorted(file for file in FOLDER.iterdir() if file.is_file() and file.suffix != ".expected")
BROUGHT = sorted(file for file in (FOLDER / "brought").iterdir() if file.suffix != ".expected")
TODAY = date(2026, 12, 1)


def told(agenda: AgendaFile) -> list[str]:
    """The day and the hours; then a line an item: its number, planned minutes, title and presenter."""
    hours = f" {agenda.start:%H:%M}-{agenda.end:%H:%M}" if agenda.start and agenda.end else ""
    items = [
        f"{item.number} | {item.planned_minutes or ''} | {item.title} | {item.presenter}".rstrip()
        for item in agenda.items
    ]
    return [f"{agenda.date}{hours}", *items]


def all_told(agenda: AgendaFile) -> list[str]:
    """All that is understood: day, hours, place and body; the people; then each item with what stands around it."""
    hours = "-".join(f"{each:%H:%M}" for each in (agenda.start, agenda.end) if each)
    name = agenda.body_name or body_in(agenda.title)
    items = []
    for item in agenda.items:
        minutes = f"{item.planned_minutes} min" if item.planned_minutes is not None else ""
        purpose, secret = item.purpose.value if item.purpose else "", "confidential" if item.confidential else ""
        documents = (f"[{each.label} {each.title}]" for each in item.documents)
        texts = (item.explanation, item.decision_asked, *item.notes, *documents)
        told_of_it = (item.number, item.title, minutes, item.presenter, purpose, secret, *texts)
        items.append(" | ".join(filter(None, told_of_it)))
    everybody = [(who.name, who.role) for who in agenda.people] + [(who.name, who.role) for who in agenda.guests]
    people = "; ".join(f"{who} ({role.value})" for who, role in everybody)
    return [" | ".join(filter(None, (str(agenda.date), hours, agenda.place, name))), people, *items]


@each_row("file", BROUGHT)
def test_what_people_bring_says_what_a_person_reads_in_it(file: Path) -> None:
    expected = file.with_name(f"{file.name}.expected").read_text("utf-8").splitlines()

    assert all_told(read_agenda_file(file, today=TODAY)) == expected


@each_row("file", AGENDAS)
def test_an_agenda_says_what_a_person_reads_in_it(file: Path) -> None:
    assert told(read_agenda_file(file)) == file.with_suffix(".expected").read_text("utf-8").splitlines()


def test_each_has_its_reading_and_each_reading_its_agenda() -> None:
    assert len(AGENDAS) + len(BROUGHT) >= 60
    assert {f"{file.name}.expected" for file in BROUGHT} == {file.name for file in FOLDER.glob("brought/*.expected")}
    assert {file.stem for file in AGENDAS} == {file.stem for file in FOLDER.glob("*.expected")}
