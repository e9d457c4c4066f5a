from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from exports.agenda.markdown import AgendaFile, read_agenda
from store.errors import BadAgenda, NoAgenda
from store.model import AgendaItem, Attendee, Document, Person, Purpose, Role, Secrecy
from tests.helpers.agendas import DUTCH, ENGLISH, written
from tests.helpers.tables import each_row

# The project's own form


def test_reads_the_head_of_the_projects_own_form() -> None:
    agenda = read_agenda(DUTCH)

    assert replace(agenda, people=(), guests=(), items=()) == AgendaFile(
        title="CMR-vergadering 2027-03",
        body_name="Medezeggenschapsraad Molenwerf",
        body_key="cmr",
        number="2027-03",
        language="nl",
        date=date(2027, 3, 9),
        start=time(9, 30),
        end=time(11, 45),
        place="Kamer 2.14, Assen",
        seats=5,
        next_meeting=date(2027, 4, 13),
        items=(),
    )


def test_reads_the_people_of_the_projects_own_form() -> None:
    agenda = read_agenda(DUTCH)

    assert agenda.people == (
        Person(handle="IvdB", name="Ilse van den Berg", role=Role.CHAIR),
        Person(handle="JW", name="Joost Wiersma"),
        Person(handle="ZA", name="Zoë Ågren"),
        Person(handle="PtH", name="Pieter 't Hooft"),
        Person(handle="NF", name="Nynke Faber", role=Role.SECRETARY, vote=False),
    )
    assert agenda.guests == (
        Attendee(id=0, handle="KS", name="Karin Smit", role=Role.GUEST, function="directeur", vote=False, items=("3",)),
        Attendee(
            id=0,
            handle="BM",
            name="Bas Mulder",
            role=Role.GUEST,
            function="extern adviseur",
            vote=False,
            items=("3", "4"),
        ),
    )


def test_reads_the_items_of_the_projects_own_form() -> None:
    assert read_agenda(DUTCH).items == (
        AgendaItem(id=1, number="1", title="Opening", planned_minutes=5, presenter="IvdB", purpose=Purpose.DECIDE),
        AgendaItem(
            id=2,
            number="2",
            title="Verslag 9 februari",
            planned_minutes=10,
            presenter="NF",
            purpose=Purpose.DECIDE,
            documents=(
                Document(label="2a", title="verslag"),
                Document(label="2b", title="actielijst", link="stukken/2b.pdf"),
            ),
            decision_asked="Vaststellen van het verslag.",
        ),
        AgendaItem(
            id=3,
            number="3",
            title="Werkkostenregeling",
            planned_minutes=30,
            presenter="KS",
            purpose=Purpose.DISCUSS,
            explanation="De directeur licht toe.",
            state_of_affairs="Eerder besproken in januari.",
            prepared_text="De raad heeft kennisgenomen van de regeling.",
            notes=("De cijfers volgen per e-mail.",),
        ),
        AgendaItem(id=4, number="3.1", depth=1, title="Toepassing in het laboratorium", planned_minutes=10),
        AgendaItem(id=5, number="3.2", depth=1, title="Kosten", purpose=Purpose.INFORM),
        AgendaItem(
            id=6,
            number="4",
            title="Vertrouwelijk",
            planned_minutes=15,
            purpose=Purpose.INFORM,
            confidential=Secrecy(ground="art. 20 WOR", until=date(2027, 5, 1)),
            internal_title="Overname van De Ketel",
        ),
        AgendaItem(id=7, number="5", title="Sluiting"),
    )


def test_reads_english_labels() -> None:
    agenda = read_agenda(ENGLISH)

    assert (agenda.language, agenda.body_key, agenda.number) == ("en", "board", "12")
    assert (agenda.time_zone, agenda.date, agenda.end) == ("Europe/London", date(2027, 3, 9), time(20))
    assert [(who.handle, who.role, who.vote, who.function) for who in agenda.people] == [
        ("AG", Role.CHAIR, True, ""),
        ("BH", Role.MEMBER, True, ""),
        ("CO", Role.MEMBER, True, "treasurer"),
        ("DF", Role.SECRETARY, True, ""),
        ("EN", Role.SECRETARY, False, ""),
    ]
    assert [guest.items for guest in agenda.guests] == [("2",)]
    assert [item.planned_minutes for item in agenda.items] == [5, 1, 90, None]
    assert agenda.items[1].confidential == Secrecy(ground="staff matters")
    assert agenda.items[1].decision_asked == "Approve the accounts."
    assert agenda.items[2].presenter == "Ben and Cy"
    assert not agenda.remarks


# Where the agenda is


@each_row(
    "heading", ["## Agenda", "## AGENDA:", "# Agendapunten", "### Agenda items", "## Agenda for the 12th meeting"]
)
def test_the_agenda_is_below_its_heading(heading: str) -> None:
    text = f"# Talk\n\n1. not\n2. this\n\n{heading}\n\n1. Opening\n2. Close\n\n# Notes\n\n1. nor\n2. that\n"

    assert [item.title for item in read_agenda(text).items] == ["Opening", "Close"]


def test_the_heading_with_the_list_counts() -> None:
    text = (
        "## Agenda and Guidelines\n\n1. Be kind\n2. Be short\n\n## Agenda\n\n1. Opening\n\n## Agenda for later\n\n- x\n"
    )

    assert [item.title for item in read_agenda(text).items] == ["Opening"]


def test_without_a_heading_the_first_list_of_two_counts() -> None:
    text = "Overleg\n\n1. alone\n\nen\n\n# Punten\n\n1. Opening\n2. Sluiting\n"

    assert [item.title for item in read_agenda(text).items] == ["Opening", "Sluiting"]


def test_lists_below_the_heading_belong_together() -> None:
    text = "# Agenda\n\n1. One\n2. Two\n\nPause.\n\n3. Three\n\n<!-- cut -->\n\n1. Four\n\n## Part two\n\n5. Five\n"
    agenda = read_agenda(text)

    assert [(item.number, item.title) for item in agenda.items] == [
        ("1", "One"),
        ("2", "Two"),
        ("3", "Three"),
        ("4", "Four"),
        ("5", "Five"),
    ]
    assert agenda.remarks == "Pause.\nPart two"


def test_lists_below_deeper_headings_belong_together() -> None:
    text = "# Agenda\n\n## Aanwezig\n\n1. Jan\n2. Piet\n\n## Deel 1\n\n1. One\n\n## Deel 2\n\n1. Two\n"

    assert [item.number for item in read_agenda(text).items] == ["1", "2"]


def test_the_title_is_the_first_heading_of_the_first_level() -> None:
    text = "## Attendees\n\n# Attendees\n\n# New rules\n\n# Agenda\n\n1. Opening\n"

    assert read_agenda(text).title == "New rules"


@each_row(
    "text",
    [
        "",
        "\ufeff",
        "Just some prose.\n\nAnd more.",
        "# Agenda\n\nNothing yet.",
        "1. Only one",
        "# Guidelines\n\n1. Be kind.\n2. Be short.",
        "## Agenda and Attendee Guidelines\n\n1. Be kind.\n2. Be short.",
        "<!--\n1. One\n2. Two\n-->",
        "```\n1. One\n2. Two\n```",
    ],
)
def test_a_file_without_an_agenda_is_refused(text: str) -> None:
    with pytest.raises(NoAgenda) as refused:
        read_agenda(text)
    assert "\n" not in str(refused.value)


# Anything at all

_WORDS = st.text("abcdefgh", min_size=2, max_size=7)
_MARKED = st.sampled_from(
    ["{}", "{}", "*{}*", "**{}**", "`{}`", "[{}](x.md)", "({})", "[{}]", "{}: ", "<{}>", "({}, 5m)", "{};", "“{}”"]
)
_PHRASES = st.lists(st.builds(str.format, _MARKED, _WORDS), min_size=1, max_size=5).map(" ".join)
_LEADS = st.sampled_from(
    ["1. ", "   - ", "   - Toelichting: ", "   - Bijlagen: ", "     ", "", "   > ", "   1. ", "     - "]
)


@given(st.lists(st.tuples(_LEADS, _PHRASES), max_size=8), st.booleans())
def test_no_word_of_an_item_is_lost(lines: list[tuple[str, str]], loose: bool) -> None:
    body = ("\n\n" if loose else "\n").join(lead + phrase for lead, phrase in [("1. ", "opening"), *lines])
    agenda = read_agenda(f"# Agenda\n\n{body}\n")
    kept = " ".join(_strings(msgspec.to_builtins(agenda)))

    for _, phrase in lines:
        for word in "".join(
            c if c in "abcdefgh" else " " for c in phrase.replace("5m", "").replace("x.md", "")
        ).split():
            assert word in kept


def _strings(data: object) -> Iterator[str]:
    match data:
        case str():
            yield data
        case dict():
            for value in data.values():
                yield from _strings(value)
        case list() | tuple():
            for value in data:
                yield from _strings(value)


_HEAD_PIECES = ["Datum: ", "Leden: ", "Gasten: ", "Tijdzone: ", "Attendees", "9 maart 2027, 9:30 ", "Jan (JB)", ";"]
_LIST_PIECES = ["1. ", "2. ", "8a. ", "   - ", "- ", "Bijlagen: ", "[besluit] ", "(5 min, X) ", "[geheim tot 1 mei]"]
_MARKS = [
    "# ",
    "## ",
    "Agenda",
    "\n",
    "\n\n",
    "* ",
    "> ",
    "```\n",
    "\\\n",
    "(",
    ")",
    "[",
    "]",
    "[a](b) ",
    "<!--",
    "-->",
]
_PIECES = st.sampled_from([*_HEAD_PIECES, *_LIST_PIECES, *_MARKS])
_HOSTILE = st.one_of(
    st.text(),
    st.lists(st.one_of(_PIECES, st.text(max_size=5)), max_size=30).map("".join),
    st.lists(st.one_of(_PIECES, st.just("|"), st.just("| --- | --- |\n")), max_size=30).map("".join),
)


@given(_HOSTILE, st.booleans())
def test_any_text_is_an_agenda_or_refused(text: str, headed: bool) -> None:
    try:
        agenda = read_agenda(text + "\n\n# Agenda\n\n1. " + text if headed else text)
    except BadAgenda:
        return
    assert agenda.title
    assert agenda.items
    assert [item.id for item in agenda.items] == [*range(1, len(agenda.items) + 1)]
    assert agenda.language in {"en", "nl"}
    handles = [*(who.handle.casefold() for who in agenda.people), *(who.handle.casefold() for who in agenda.guests)]
    assert all(handles)
    assert len({*handles}) == len(handles)
    assert all(depth <= before + 1 for before, depth in pairwise([-1, *(item.depth for item in agenda.items)]))
    written(agenda)
