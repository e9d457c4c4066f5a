"""The standing items of a body's agendas, and the built-in ones."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from exports.agenda.markdown import read_agenda
from exports.agenda.standing_items import BUILT_IN, built_in, read_template, write_template
from store.bodies.body import presenter_on, with_template
from store.errors import NoAgenda
from store.model import AgendaItem, Purpose, Secrecy
from tests.helpers.meetings import BODY
from tests.helpers.tables import each_row


@each_row("language", ["nl", "en"])
@each_row("name", BUILT_IN)
def test_a_built_in_template_reads_whole_and_writes_back(name: str, language: str) -> None:
    items = built_in(name, language)
    assert len(items) >= 4
    assert not [item for item in items if item.notes or "(" in item.title or "[" in item.title]
    assert any(item.purpose is Purpose.DECIDE for item in items)
    body = with_template(replace(BODY, language=language), items)
    text = write_template(body)
    assert read_template(text) == items
    assert read_agenda(text).language == language
    officers = {presenter_on(BODY, item.presenter, date(2026, 10, 1)) for item in items if item.presenter}
    assert officers <= {"HdV", "LG", "penningmeester", "treasurer"}


@each_row("name", BUILT_IN)
def test_the_two_languages_say_the_same(name: str) -> None:
    dutch, english = (
        [(i.purpose, i.planned_minutes, bool(i.presenter)) for i in built_in(name, to)] for to in ("nl", "en")
    )
    assert dutch == english


def test_the_head_of_an_agenda_is_no_part_of_a_template() -> None:
    head = "# OR 2026-03\n\n- Datum: 12 maart 2026\n- Leden: Bas Prins (BP)\n"
    text = f"{head}\n## Agenda\n\n1. Opening (5 min, BP)\n2. Rest\n"
    assert [item.title for item in read_template(text)] == ["Opening", "Rest"]
    assert read_template(text)[0].presenter == "BP"
    with pytest.raises(NoAgenda):
        read_template("Beste allen,\n\ntot donderdag.\n")


titles = st.text(st.characters(categories=("L", "N"), include_characters=" ,.()-:"), max_size=30).map(
    lambda text: f"Punt {text}".strip()
)


@given(
    st.lists(
        st.builds(
            AgendaItem,
            id=st.just(0),
            number=st.just(""),
            title=titles,
            purpose=st.none() | st.sampled_from(list(Purpose)),
            presenter=st.sampled_from(["", "voorzitter", "AdB", "Agenda", "twee mensen"]),
            planned_minutes=st.none() | st.integers(0, 300),
            confidential=st.none() | st.just(Secrecy(ground="art. 20 WOR")),
            explanation=st.just("") | titles,
        ),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from(["nl", "en"]),
)
def test_any_template_reads_back(items: list[AgendaItem], language: str) -> None:
    numbered = [replace(item, id=at, number=str(at)) for at, item in enumerate(items, 1)]
    body = with_template(replace(BODY, language=language, name="## Agenda"), numbered)
    assert [*read_template(write_template(body))] == numbered
