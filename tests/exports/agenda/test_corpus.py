"""Agendas in `tests/corpus`, each as another kind of body writes it, and beside each what a person reads in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from exports.agenda.file import read_agenda_file
from exports.agenda.markdown import AgendaFile
from tests.helpers.project import ROOT

FOLDER = ROOT / "tests" / "corpus"
AGENDAS = sorted(file for file in FOLDER.iterdir() if file.suffix != ".expected")


def told(agenda: AgendaFile) -> list[str]:
    """The day and the hours; then a line an item: its number, planned minutes, title and presenter."""
    hours = f" {agenda.start:%H:%M}-{agenda.end:%H:%M}" if agenda.start and agenda.end else ""
    items = [
        f"{item.number} | {item.planned_minutes or ''} | {item.title} | {item.presenter}".rstrip()
        for item in agenda.items
    ]
    return [f"{agenda.date}{hours}", *items]


@pytest.mark.parametrize("file", AGENDAS, ids=lambda file: str(file.name))
def test_an_agenda_says_what_a_person_reads_in_it(file: Path) -> None:
    assert told(read_agenda_file(file)) == file.with_suffix(".expected").read_text("utf-8").splitlines()


def test_each_has_its_reading_and_each_reading_its_agenda() -> None:
    assert len(AGENDAS) >= 12
    assert {file.stem for file in AGENDAS} == {file.stem for file in FOLDER.glob("*.expected")}
