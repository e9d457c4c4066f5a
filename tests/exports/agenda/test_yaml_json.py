"""Agendas in YAML and JSON."""

from __future__ import annotations

import json
import re
from datetime import date, time

import pytest

from exports.agenda.lines.labels import PURPOSES
from exports.agenda.markdown import read_agenda
from exports.agenda.yaml_json import read_json, read_yaml
from store.errors import BadAgenda, NoAgenda
from store.model import AgendaItem, Attendee, Document, Person, Purpose, Role, Secrecy
from tests.helpers.project import ROOT
from tests.helpers.tables import each_row

YAML = """\
title: OR-vergadering 2027-03
body: Ondernemingsraad
number: 1.10
date: 2027-03-09
start: 13:30
end: 15:30
place: Kamer 2
next_meeting: 13 april 2027
seats: 7
chair: Dieuwke van der Berg (DvdB)
members:
  - Jan Jansen (JJ)
  - {name: Piet Post, handle: PP, vote: nee}
guests:
  - Marit Haan (MH), directeur, punt 2
kleur: blauw
items:
  - Opening (5 min, DvdB)
  - title: Begroting
    minutes: 30
    presenter: JJ
    purpose: bespreken
    confidential: {until: 2027-05-01, ground: art. 20 WOR}
    documents: ["2a begroting", {title: huur, link: x.pdf}]
    decision_asked: Vaststellen.
    explanation: |
      Een.
      Twee.
    kleur: rood
    items:
      - Deel een
      - title: Deel twee
        minutes: lang
  - title: Sluiting
    notes: [een, twee]
    confidential: yes
"""


def test_reads_yaml() -> None:
    agenda = read_yaml(YAML)

    assert (agenda.title, agenda.body_name, agenda.body_key) == ("OR-vergadering 2027-03", "Ondernemingsraad", "or")
    assert (agenda.number, agenda.place, agenda.seats, agenda.language) == ("1.10", "Kamer 2", 7, "nl")
    assert (agenda.date, agenda.start, agenda.end) == (date(2027, 3, 9), time(13, 30), time(15, 30))
    assert agenda.next_meeting == date(2027, 4, 13)
    assert agenda.people == (
        Person(handle="DvdB", name="Dieuwke van der Berg", role=Role.CHAIR),
        Person(handle="JJ", name="Jan Jansen"),
        Person(handle="PP", name="Piet Post", vote=False),
    )
    assert agenda.guests == (
        Attendee(id=0, handle="MH", name="Marit Haan", role=Role.GUEST, function="directeur", vote=False, items=("2",)),
    )
    assert agenda.remarks == "kleur: blauw"
    assert agenda.items == (
        AgendaItem(id=1, number="1", title="Opening", planned_minutes=5, presenter="DvdB"),
        AgendaItem(
            id=2,
            number="2",
            title="Begroting",
            planned_minutes=30,
            presenter="JJ",
            purpose=Purpose.DISCUSS,
            confidential=Secrecy(ground="art. 20 WOR", until=date(2027, 5, 1)),
            documents=(Document(label="2a", title="begroting"), Document(title="huur", link="x.pdf")),
            decision_asked="Vaststellen.",
            explanation="Een.\nTwee.",
            notes=("kleur: rood",),
        ),
        AgendaItem(id=3, number="2.1", depth=1, title="Deel een"),
        AgendaItem(id=4, number="2.2", depth=1, title="Deel twee", notes=("minutes: lang",)),
        AgendaItem(id=5, number="3", title="Sluiting", notes=("een", "twee"), confidential=Secrecy()),
    )


def test_people_may_have_their_role_and_vote() -> None:
    agenda = read_yaml(
        "items: [Opening]\npeople:\n  - {name: Ann Lee, role: chair, vote: no}\n"
        "  - {name: Bo, handle: B, rol: gast, fax: 3}\n"
    )

    assert agenda.people == (Person(handle="AL", name="Ann Lee", role=Role.CHAIR, vote=False),)
    assert [(who.handle, who.role, who.vote) for who in agenda.guests] == [("B", Role.GUEST, False)]
    assert agenda.remarks == "Bo: fax: 3"


def test_reads_json_as_the_import_prints_it() -> None:
    items = [
        {"number": "1", "title": "Plan", "depth": 0, "planned_minutes": 5, "presenter": None, "documents": []},
        {"number": "1.1", "title": "Deel", "depth": 1, "confidential": {"ground": "x", "until": "2027-05-01"}},
        {"number": "2a", "title": "Slot", "depth": 0, "confidential": None, "notes": ["a\nb"]},
    ]

    agenda = read_json(json.dumps({"title": "X", "date": "2027-03-09", "items": items, "extra": [1, {"a": None}]}))

    assert agenda.items == (
        AgendaItem(id=1, number="1", title="Plan", planned_minutes=5),
        AgendaItem(id=2, number="1.1", depth=1, title="Deel", confidential=Secrecy(ground="x", until=date(2027, 5, 1))),
        AgendaItem(id=3, number="2a", title="Slot", notes=("a\nb",)),
    )
    assert agenda.remarks == "extra: 1; a: "


def test_a_bare_list_is_an_agenda_and_nothing_in_it_is_lost() -> None:
    agenda = read_json('["Plan (5 min)", {"title": "A", "title": "B", "minutes": 5.5}, 7, true]')

    assert [(item.title, item.planned_minutes, item.notes) for item in agenda.items] == [
        ("Plan", 5, ()),
        ("A", None, ("title: B", "minutes: 5.5")),
        ("7", None, ()),
        ("true", None, ()),
    ]


@each_row("text", ["", "items: []", "items: none", "just text", "title: x", "null", "3", "items: {a: b}", "[]"])
def test_yaml_without_items_is_refused(text: str) -> None:
    with pytest.raises(NoAgenda) as refused:
        read_yaml(text)
    assert "\n" not in str(refused.value)


@each_row(
    "text",
    [
        "a: [",
        "a: &x [1]\nb: [*x, *x]",
        "[" * 200_000 + "]" * 200_000,
        "items: [x]\n---\nitems: [y]",
        "items: !!python/object:os.system [x]\n b",
        "\titems: x",
        "items: [Opening]\ndate: 29 februari 2027",
        "items: [Opening]\ndate: 2027-02-29",
        "items: [Opening]\nstart: 15:30\nend: 13:30",
        "items: [Opening]\nmembers: [Anna Bos (AB), Ab Bol (ab)]",
    ],
)
def test_yaml_that_cannot_be_meant_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(BadAgenda) as refused:
        read_yaml(text)
    assert "\n" not in str(refused.value)
    assert "Nothing was stored" in str(refused.value)


@each_row("text", ["", "{", "{}", "[1, 2", "[" * 100_000, '{"items": 3}', "NaN", '{"items": [], "a": 1e999}'])
def test_json_that_is_no_agenda_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(BadAgenda) as refused:
        read_json(text)
    assert "\n" not in str(refused.value)


def test_yaml_tags_make_nothing_but_text() -> None:
    agenda = read_yaml("items:\n  - !!python/object/apply:os.system ['touch x']\n  - Opening\n")

    assert [item.title for item in agenda.items] == ["touch x", "Opening"]


def test_the_examples_of_the_documentation_are_read() -> None:
    text = (ROOT / "docs" / "agenda.md").read_text("utf-8")
    [markdown, yaml] = re.findall(r"```(?:markdown|yaml)\n(.*?)```", text, re.DOTALL)

    for agenda in (read_agenda(markdown), read_yaml(yaml)):
        assert (agenda.title, agenda.date, agenda.end) == ("OR-vergadering 2026-11", date(2026, 11, 19), time(16))
        assert (agenda.seats, agenda.language, agenda.remarks) == (11, "nl", "")
        plan = agenda.items[1]
        assert (plan.planned_minutes, plan.presenter, plan.purpose) == (30, "HPvL", Purpose.DISCUSS)
        assert [each.label for each in plan.documents] == ["2a", "2b"]
        assert agenda.items[-1].confidential == Secrecy(ground="art. 20 WOR", until=date(2027, 2, 1))
        assert agenda.items[-1].internal_title == "Opvolging van de bestuurder"
        assert [who.items for who in agenda.guests] == [("2",)]


def test_the_words_of_purpose_are_all_documented() -> None:
    text = (ROOT / "docs" / "agenda.md").read_text("utf-8")
    rows = {
        row[0]: {*row[1].split(", "), *row[2].split(", ")} for row in re.findall(r"\| (\w+) \| (.*) \| (.*) \|", text)
    }

    for purpose, words in PURPOSES.items():
        assert rows[purpose.value] == {each for known in words.values() for each in known}
