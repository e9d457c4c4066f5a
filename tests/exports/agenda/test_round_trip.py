"""Any agenda that is exported and imported again is the same agenda."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from exports.agenda.markdown import AgendaFile, read_agenda
from store.language.people import propose_handle
from store.model import AgendaItem, Attendee, Document, Person, Purpose, Role, Secrecy
from store.text import clean, clean_lines
from tests.helpers.agendas import DUTCH, written

# What people type, and what means something in Markdown or in an agenda.
_WORDS = st.sampled_from(
    [
        *(
            "Begroting",
            "de OR",
            "art. 20 WOR",
            "5 min",
            "KP",
            "voorzitter",
            "Toelichting:",
            "Plaats: hier",
            "1.",
            "2) x",
        ),
        *("[besluit]", "(10 min)", "[geheim]", "geheim tot 1 mei 2027", "*", "**x**", "_y_", "`z`", "# kop", "- punt"),
        *(
            "> citaat",
            "| a | b |",
            "<b>",
            "&amp;",
            "\\",
            "https://x.org/a_(b)",
            "[a](b)",
            "![p](q)",
            "é ĳ ß",
            "“”",
            ";",
        ),
        *(
            "<!-- -->",
            "---",
            "===",
            "```",
            "~~weg~~",
            "3a",
            "13:30–14:00",
            "()",
            "[]",
            ", ",
            "Nummer: 4",
            "1a. x",
            "2a. y",
            "~~~",
            ": - |",
            "|---|",
            "(presenter: Ann)",
            "\xa0",
            "@x",
        ),
    ]
)
_MIXED = st.one_of(
    st.text(max_size=20), st.lists(_WORDS, max_size=5).map(" ".join), st.lists(_WORDS, max_size=3).map("".join)
)
_line = _MIXED.map(clean)
_full = _line.filter(bool)


def _as_lines(text: str) -> str:
    return "\n".join(line.strip() for line in clean_lines(text).strip().split("\n")).strip()


_lines = st.lists(_MIXED, max_size=3).map("\n".join).map(_as_lines)
_days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
_times = st.times().map(lambda each: each.replace(second=0, microsecond=0))
_addresses = st.text("abcXYZ019/:.?&=#%_-", min_size=1, max_size=20)
_documents = st.one_of(
    st.builds(Document, title=_full),
    st.builds(Document, label=st.sampled_from(["2", "2a", "10b"]), title=_full),
    st.builds(Document, label=st.sampled_from(["", "3", "3c"]), title=_full, link=_addresses),
)
_secrecy = st.builds(Secrecy, ground=_line, until=st.none() | _days)
_items = st.builds(
    AgendaItem,
    id=st.just(0),
    number=st.just(""),
    title=_full,
    purpose=st.none() | st.sampled_from(Purpose),
    presenter=_line,
    planned_minutes=st.none() | st.integers(0, 9999),
    documents=st.lists(_documents, max_size=3).map(tuple),
    state_of_affairs=_lines,
    explanation=_lines,
    decision_asked=_lines,
    prepared_text=_lines,
    internal_title=_line,
    notes=st.lists(_lines.filter(bool), max_size=3).map(tuple),
    confidential=st.none() | _secrecy,
)
_names = st.sampled_from(
    [
        "Anna Bos",
        "Zoë Ågren",
        "Pieter 't Hooft",
        "Kees Post",
        "H.-P. von Löwenstein",
        "Li Wei",
        "Jo",
        "O’Neil",
        "Bos, Jan",
        "Kees (jr)",
        "Anna Bos en Kees",
        "*Jo*",
        "kees",
    ]
)


@st.composite
def _agendas(draw: st.DrawFn) -> AgendaFile:
    items: list[AgendaItem] = []
    numbers: list[str] = []
    for at, item in enumerate(draw(st.lists(_items, min_size=1, max_size=6)), 1):
        depth = draw(st.integers(0, min(len(numbers), 3)))
        last = numbers[depth].rpartition(".")[2] if len(numbers) > depth else "0"
        step = draw(st.sampled_from(["next", "next", "next", "later", "odd"]))
        counted = str(int(last) + (3 if step == "later" else 1)) if last.isdecimal() else "1"
        number = ".".join([*numbers[depth - 1 : depth], counted]) if step != "odd" else draw(_full)
        numbers = [*numbers[:depth], number]
        items.append(replace(item, id=at, number=number, depth=depth))
    handles: list[str] = []
    people = []
    for name in draw(st.lists(_names, unique=True, max_size=5)):
        handles.append(propose_handle(name, handles))
        function = draw(st.sampled_from(["", "penningmeester", "hr, finance", "lid 5"]))
        role, vote = draw(
            st.sampled_from(
                [(Role.MEMBER, True), (Role.MEMBER, False), (Role.SECRETARY, True), (Role.SECRETARY, False)]
            )
        )
        people.append(Person(handle=handles[-1], name=name, role=role, vote=vote, function=function))
    people.sort(key=lambda who: (who.role is Role.SECRETARY, not who.vote))
    guests = [
        Attendee(id=0, handle="XG", name="Xu Gast", role=Role.GUEST, vote=False, function=function, items=items_of)
        for function, items_of in draw(
            st.lists(
                st.tuples(st.sampled_from(["", "adviseur"]), st.sampled_from([(), ("2",), ("3", "4a")])), max_size=1
            )
        )
    ]
    start, end = sorted(draw(st.tuples(_times, _times)))
    known = read_agenda(DUTCH)
    return replace(
        known,
        title=draw(_full),
        body_name=draw(_full),
        body_key=draw(st.sampled_from(["or", "cmr", "bestuur-2"])),
        number=draw(st.sampled_from(["2027-03", "12", "x"])),
        language=draw(st.sampled_from(["nl", "en"])),
        date=draw(_days),
        start=start if start < end else None,
        end=draw(st.sampled_from([end, None])),
        place=draw(_line),
        seats=draw(st.integers(0, 99)),
        next_meeting=draw(st.none() | _days),
        time_zone=draw(st.sampled_from(["", "Europe/London", "UTC"])),
        people=tuple(people),
        guests=tuple(guests),
        items=tuple(items),
        remarks="\n".join(filter(None, (line.strip() for line in draw(_lines).split("\n")))),
    )


@given(_agendas())
def test_an_agenda_that_is_written_reads_back(agenda: AgendaFile) -> None:
    again = read_agenda(written(agenda))

    assert again.items == agenda.items
    assert again == agenda
