"""An entry as it would be typed: read again, it is the same entry, whatever its text."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from store.kinds import PROMISES
from store.language.capture.grammar import understand
from store.language.capture.line import Line, Verb
from store.language.capture.readers.simple_readers import any_words
from store.language.capture.verbs.spec import VerbSpec
from store.model import EVERYONE, Due, Entry, Kind
from store.record import fields, respell
from store.record.respell import spell
from store.text import clean
from tests.helpers.council import CONTEXT, OPENING, ROLL, Sitting
from tests.helpers.tables import each_row

VERBS = {
    Kind.NOTE: Verb.NOTE,
    Kind.DECISION: Verb.DECISION,
    Kind.PROPOSAL: Verb.PROPOSAL,
    Kind.QUESTION: Verb.QUESTION,
    Kind.CORRECTION: Verb.CORRECT,
    Kind.ACTION: Verb.ACTION,
    Kind.UNDERTAKING: Verb.UNDERTAKING,
}


def entry_of(kind: Kind, text: str, **fields: object) -> Entry:
    return replace(Entry(id=1, kind=kind, at=OPENING, text=text), **fields)


def check(entry: Entry) -> Line:
    """Spells `entry`, and checks that what is read is the same."""
    line = understand(spell(entry, CONTEXT), CONTEXT)
    said = f"{spell(entry, CONTEXT)!r} is {line}"
    assert (line.verb, line.text, line.speaker) == (VERBS[entry.kind], entry.text, entry.speaker), said
    assert (line.owners, line.unread, line.due) == (entry.owners, entry.owners_unread, entry.due), said
    assert line.review == entry.review, said
    return line


# What is typed, and how it stands in the line when it is edited.
SPELLED = [
    ("een notitie", "een notitie"),
    ("bvdb: zei iets", "BvdB: zei iets"),
    ("Let op: de koffie", "Let op: de koffie"),
    ("\\!geen besluit", "\\!geen besluit"),
    ("\\bvdb: geen spreker", "\\bvdb: geen spreker"),
    ("\\s/een/twee/", "\\s/een/twee/"),
    ("\\/open", "\\/open"),
    ("\\\\", "\\\\"),
    ("! besluit", "! besluit"),
    ("! wij beginnen op vrijdag, 1 december", "! wij beginnen op vrijdag, 1 december"),
    ("! van a > b", "! van a > b"),
    ("! proef > evaluatie 1 dec 2027", "! proef > evaluate 1 dec 2027"),
    ("!? proef > review: uiterlijk 1 nov 2027", "!? proef > evaluate uiterlijk 1 nov 2027"),
    ("! proef > evaluatie volgend voorjaar", "! proef > evaluate volgend voorjaar"),
    ("! schrijf > evaluatie 1 dec 2027 > evaluatie ?", "! schrijf > evaluatie 1 dec 2027 > evaluate ?"),
    ("besluit: ...", "besluit: ..."),
    ("!? voorstel", "!? voorstel"),
    ("? vraag", "? vraag"),
    ("@bvdb,jth brief sturen > vrijdag 12:00", "@BvdB,JtH brief sturen > vrijdag 12:00"),
    ("@bvdb brief sturen, uiterlijk vrijdag", "@BvdB brief sturen > uiterlijk vrijdag"),
    ("actie: brief sturen, Bart, z.s.m.", "@BvdB brief sturen > z.s.m."),
    ("@bvdb brief > het reces", "@BvdB brief > het reces"),
    ("@allen lezen", "@all lezen"),
    ("@? nog te verdelen > volgende vergadering", "@? nog te verdelen > volgende vergadering"),
    ("@smith uitzoeken, uiterlijk 1 april", "@smith uitzoeken > uiterlijk 1 april"),
    ("@bvdb stap 1 > stap 2 > ?", "@BvdB stap 1 > stap 2 > ?"),
    ("@bvdb brief sturen, vrijdag > ?", "@BvdB brief sturen, vrijdag > ?"),
    ("@bvdb het stuk <van Jan> lezen", "@BvdB het stuk <van Jan> lezen"),
    ("actie Bart: en Mia dan", "actie @BvdB: en Mia dan"),
    ("actie Piet Pot: brief sturen", "actie @Piet Pot: brief sturen"),
    ("& @kh stukken nasturen > einde maand", "& @KH stukken nasturen > einde maand"),
    ("toezegging Holt: en Mia > vrijdag", "toezegging @KH: en Mia > vrijdag"),
    ("/correct blz. 2", "/correct blz. 2"),
]


@each_row("typed, spelled", SPELLED)
def test_an_entry_is_spelled_as_it_would_be_typed(typed: str, spelled: str) -> None:
    sitting = Sitting()
    sitting.type("/open", typed)
    [entry] = sitting.entries()
    assert spell(entry, sitting.running.context()) == spelled
    check(entry)


@each_row("text", ["brief sturen, vrijdag", "stap 1 > vrijdag", "s/een/twee/", "en Mia, z.s.m.", ": 1 > 2"])
@each_row("sign", ["!", "!?", "?", "@", "&", "@bvdb", "@bvdb,piet > vrijdag"])
def test_a_note_that_became_something_else_keeps_its_text(text: str, sign: str) -> None:
    sitting = Sitting()
    sitting.type("/open", f"\\{text}", sign)
    [entry] = sitting.entries()
    assert entry.text == text
    check(entry)


def test_words_that_were_read_against_another_day_are_spelled_as_the_date() -> None:
    due = Due(words="vrijdag 12:00", day=date(2027, 2, 5), time=time(12))
    entry = entry_of(Kind.ACTION, "brief sturen", owners=("BvdB",), due=due)
    assert spell(entry, CONTEXT) == "@BvdB brief sturen > 2027-02-05 12:00"
    assert spell(replace(entry, due=replace(due, time=None)), CONTEXT) == "@BvdB brief sturen > 2027-02-05"


def test_a_promise_with_names_that_nobody_knows() -> None:
    for typed in ("actie @piet de boer: brief sturen", "actie @?: brief sturen", "toezegging @piet,bvdb: brief sturen"):
        line = understand(typed, CONTEXT)
        assert line.verb in (Verb.ACTION, Verb.UNDERTAKING)
        assert line.text == "brief sturen"
    assert understand("actie @piet de boer: x", CONTEXT).unread == ("piet de boer",)


# Any text: of letters and signs, and of what means something somewhere in a line.
PIECES = """
brief sturen 1 2 , ; : . > < -> => @ & / \\ ! ? = # ~ + - s/een/twee/ en and , vrijdag 1 dec 30 feb vóór uiterlijk op
z.s.m. asap volgende vergadering 12:00 bvdb BvdB Bart Mia Smith van den Broek der Berg all members allen leden
Piet actie: besluit: toezegging vote: AP evaluatie https://a.nl/b:c // /open /correct > ? >? #1 8a will zal moet ’t Hart
"""
PIECE = st.sampled_from(PIECES.split())
TEXT = st.one_of(
    st.text(max_size=60),
    st.lists(PIECE, max_size=8).map(" ".join),
    st.lists(PIECE, max_size=5).map("".join),
    st.lists(PIECE | st.text(max_size=3), max_size=8).map(" ".join),
)
TEXTS = TEXT.map(clean).filter(bool)
HANDLES = st.lists(st.sampled_from([handle for handle, _name, _role in ROLL]), max_size=4, unique=True).map(tuple)
OWNERS = HANDLES | st.just((EVERYONE,))
UNREAD = st.lists(st.sampled_from(["Smith", "Piet", "piet de boer", "Krijn van Dam"]), max_size=2, unique=True).map(
    tuple
)
DUES = st.one_of(
    st.none(),
    st.sampled_from(
        "vrijdag|uiterlijk vrijdag 12:00|by 1 dec|vóór 1 april|z.s.m.|het reces|week 49|eod|30 feb".split("|")
    ),
    st.lists(PIECE.filter(lambda piece: ">" not in piece), min_size=1, max_size=4)
    .map(" ".join)
    .filter(lambda due: due != "?"),
)


@given(TEXTS, st.sampled_from(["", *(handle for handle, _name, _role in ROLL)]))
@example("s/een/twee/", "")
@example("\\", "")
@example("//", "AÇ")
def test_any_note_is_read_again_as_it_was(text: str, speaker: str) -> None:
    check(entry_of(Kind.NOTE, text, speaker=speaker))


@given(TEXTS, st.sampled_from([kind for kind in VERBS if kind is not Kind.NOTE and kind not in PROMISES]))
@example("...", Kind.DECISION)
@example("?", Kind.DECISION)
@example("wij beginnen, uiterlijk vrijdag", Kind.DECISION)
def test_any_decision_proposal_question_and_correction_is_read_again_as_it_was(text: str, kind: Kind) -> None:
    check(entry_of(kind, text))


@given(TEXTS, st.sampled_from([Kind.DECISION, Kind.PROPOSAL]), DUES)
@example("schrijf > evaluatie 1 dec 2027", Kind.DECISION, None)
def test_any_decision_with_the_day_of_its_evaluation_is_read_again_as_it_was(
    text: str, kind: Kind, words: str | None
) -> None:
    review = understand(f"! x > evaluatie {words}", CONTEXT).review if words else None
    check(entry_of(kind, text, review=review))


@given(TEXTS, st.sampled_from(PROMISES), OWNERS, UNREAD, DUES)
@example("stap 1 > stap 2", Kind.ACTION, ("BvdB",), (), None)
@example("brief, vrijdag", Kind.ACTION, (), (), None)
@example("en Mia", Kind.UNDERTAKING, ("KH",), ("piet de boer",), "vrijdag")
def test_any_promise_is_read_again_as_it_was(
    text: str, kind: Kind, owners: tuple[str, ...], unread: tuple[str, ...], words: str | None
) -> None:
    due = understand(f"@bvdb x > {words}", CONTEXT).due if words else None
    check(entry_of(kind, text, owners=owners, owners_unread=unread, due=due))


@each_row("kind", [Kind.NOTE, Kind.DECISION, Kind.PROPOSAL, Kind.QUESTION, Kind.CORRECTION, Kind.ACTION])
def test_an_entry_of_several_lines_is_typed_in_one(kind: Kind) -> None:
    entry = entry_of(kind, "Het volgende:\na) een brief\nb) een nota")
    check(replace(entry, owners=("BvdB",)) if kind is Kind.ACTION else entry)
    assert "↵ a) een brief ↵ b) een nota" in spell(entry, CONTEXT)


def test_an_entry_of_a_kind_that_has_only_a_word_begins_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    # No kind of today has neither sign nor command: a new one may.
    spec = VerbSpec(verb=Verb.QUESTION, read=any_words, keywords=("vraag",), kind=Kind.QUESTION)
    monkeypatch.setitem(respell._BY_KIND, Kind.QUESTION, spec)
    assert spell(entry_of(Kind.QUESTION, "wie komt er"), CONTEXT) == "vraag: wie komt er"


def test_what_has_a_label_stands_behind_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fields, "LABELLED", (fields.Field(name="mover", label="moved by", is_typed=False),))
    assert spell(entry_of(Kind.NOTE, "een notitie", mover="BvdB"), CONTEXT).endswith("een notitie moved by BvdB")
