from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from exports.agenda.markdown import read_agenda, write_agenda
from store.model import AgendaItem, Body, Document, Meeting, Person, Purpose, Role, Secrecy
from tests.helpers.agendas import DUTCH, ENGLISH, written
from tests.helpers.tables import each_row


@pytest.mark.parametrize("text", [DUTCH, ENGLISH])
def test_writes_what_it_read(text: str) -> None:
    assert written(read_agenda(text)) == text


def test_writes_the_people_of_the_body_where_there_is_no_roll() -> None:
    body = Body(key="or", name="OR", language="nl", people=(Person(handle="KP", name="Kees P"),))
    meeting = Meeting(key="k", body=body, title="OR-vergadering 1", number="1", date=date(2027, 1, 4))

    text = write_agenda(meeting, [AgendaItem(id=1, number="1", title="Opening")], [])

    assert "- Leden: Kees P (KP)\n" in text
    assert "- Datum: 4 januari 2027\n" in text


@each_row(
    "item",
    [
        AgendaItem(id=1, number="1", title="Budget (besloten deel)", planned_minutes=5),
        AgendaItem(id=1, number="1", title="Budget (5 min)"),
        AgendaItem(id=1, number="1", title="Budget [besluit]", purpose=Purpose.INFORM),
        AgendaItem(id=1, number="1", title="Budget", presenter="a stranger"),
        AgendaItem(id=1, number="1", title="Budget", planned_minutes=5, presenter="5 min"),
        AgendaItem(id=1, number="1", title="Budget", confidential=Secrecy()),
        AgendaItem(id=1, number="1", title="Budget", confidential=Secrecy(until=date(2027, 5, 1))),
        AgendaItem(id=1, number="1", title="Budget", confidential=Secrecy(ground="a] b", until=date(2027, 5, 1))),
        AgendaItem(id=1, number="1", title="Budget", explanation="One line.\n\nAnd another."),
        AgendaItem(id=1, number="1", title="Budget", notes=("A note.", "Toelichting: not a field", "Two\nlines")),
        AgendaItem(id=1, number="1", title="Budget", notes=("Documents: none\nyet",)),
        AgendaItem(id=1, number="1", title="Budget", documents=(Document(title="plan; final"),)),
        AgendaItem(id=1, number="1", title="Budget", documents=(Document(title="2027 plan", link="a b.pdf"),)),
        AgendaItem(id=1, number="1", title="Budget", documents=(Document(title="2027 plan"),)),
        AgendaItem(id=1, number="1", title="Budget", documents=(Document(label="1a", title="x"), Document(title="y"))),
        AgendaItem(id=1, number="7", title="Late"),
    ],
)
def test_what_is_written_reads_back(item: AgendaItem) -> None:
    agenda = replace(read_agenda(DUTCH), items=(item, AgendaItem(id=2, number="9", title="Close")))
    agenda = replace(agenda, items=tuple(map(_as_addressed, agenda.items)))

    assert read_agenda(written(agenda)) == agenda


def _as_addressed(item: AgendaItem) -> AgendaItem:
    """Addresses are kept as Markdown makes them: a blank is %20."""
    return replace(item, documents=tuple(replace(each, link=each.link.replace(" ", "%20")) for each in item.documents))


@each_row(
    "numbers",
    [
        ["1", "2", "3"],
        ["3", "4", "7", "8"],
        ["8", "8a", "8b", "9", "10"],
        ["1", "2", "2.1", "2.2", "2.2.1", "3", "3.2", "3.4", "4"],
        ["9", "9.1", "10", "10.1", "10.2"],
    ],
)
def test_numbers_are_kept(numbers: list[str]) -> None:
    items = tuple(
        AgendaItem(id=at, number=number, depth=number.count("."), title=f"Item {at}", notes=(f"note {at}",))
        for at, number in enumerate(numbers, 1)
    )
    agenda = replace(read_agenda(ENGLISH), items=items)

    assert read_agenda(written(agenda)).items == items


def test_remarks_and_what_the_title_does_not_tell_are_written_too() -> None:
    agenda = replace(
        read_agenda(DUTCH), title="Extra overleg", number="2027-04", body_key="mr", remarks="Afwezig: JW\n\nPlaats: ?"
    )

    assert read_agenda(written(agenda)) == agenda


def test_a_chair_without_vote_and_a_member_without_vote_stay_so() -> None:
    people = (
        Person(handle="A", name="Ann", role=Role.CHAIR, vote=False),
        Person(handle="lowercase", name="Bob", vote=False, function="observer (staff), until May"),
    )
    agenda = replace(read_agenda(ENGLISH), people=people)

    assert read_agenda(written(agenda)).people == people
