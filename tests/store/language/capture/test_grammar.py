"""What a typed line becomes: kinds, owners and dates, speakers, and prose that stays prose."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from store.language.capture.grammar import understand
from store.language.capture.line import Verb
from store.language.capture.warnings import About
from store.language.people import People
from store.model import EVERYONE, Person
from store.text import clean
from tests.helpers.council import CONTEXT, NOBODY, about, read
from tests.helpers.tables import each_row

# Kinds

SIGILS = [
    ("! ", Verb.DECISION),
    ("!", Verb.DECISION),
    ("!   ", Verb.DECISION),
    ("!? ", Verb.PROPOSAL),
    ("!?", Verb.PROPOSAL),
    ("? ", Verb.QUESTION),
    ("?", Verb.QUESTION),
    ("& ", Verb.UNDERTAKING),
    ("&", Verb.UNDERTAKING),
    ("# ", Verb.ITEM),
    ("#", Verb.ITEM),
    ("", Verb.NOTE),
]
KEYWORDS = {
    Verb.DECISION: "besluit decision agreed resolved resolution conclusie conclusion",
    Verb.PROPOSAL: "voorstel proposal proposed motie motion",
    Verb.ACTION: "actie action ap ai todo",
    Verb.UNDERTAKING: "toezegging undertaking",
    Verb.QUESTION: "vraag question",
}


@each_row("sigil, verb", SIGILS)
def test_a_sigil_needs_no_space_after_it(sigil: str, verb: Verb) -> None:
    line = read(f"{sigil}wij doen dit")
    assert (line.verb, line.text) == (verb, "wij doen dit")


@each_row("word, verb", [(word, verb) for verb, words in KEYWORDS.items() for word in words.split()])
@each_row("typed", ["{}: wij doen dit", "{}:wij doen dit", "{} :  wij doen dit"])
def test_a_keyword_is_read_in_any_case(word: str, verb: Verb, typed: str) -> None:
    for said in (word, word.upper(), word.capitalize()):
        line = read(typed.format(said))
        assert (line.verb, line.text) == (verb, "wij doen dit")


@each_row("typed", ["= 5-3-1", "=5-3-1", "stemming: 5-3-1", "Vote: 5-3-1", "VOTE:5-3-1"])
def test_a_vote(typed: str) -> None:
    line = read(typed)
    assert line.verb is Verb.VOTE
    assert line.vote is not None
    assert (line.vote.in_favour, line.vote.against, line.vote.abstained) == (5, 3, 1)


@each_row(
    "typed, number, title",
    [
        ("# Nieuw onderwerp", "", "Nieuw onderwerp"),
        ("#Nieuw onderwerp", "", "Nieuw onderwerp"),
        ("#8a Nieuw onderwerp", "8a", "Nieuw onderwerp"),
        ("# 8a Nieuw onderwerp", "8a", "Nieuw onderwerp"),
        ("#12 Nieuw onderwerp", "12", "Nieuw onderwerp"),
        ("#5.1 Nieuw onderwerp", "5.1", "Nieuw onderwerp"),
        ("# 5.1. Nieuw onderwerp", "5.1", "Nieuw onderwerp"),
        ("#8a. Nieuw onderwerp", "8a", "Nieuw onderwerp"),
        ("# 3 nieuwe leden", "", "3 nieuwe leden"),
        ("# 2027", None, ""),
        ("## Nieuw onderwerp", "", "Nieuw onderwerp"),
        ("#topic Nieuw onderwerp", "", "Nieuw onderwerp"),
        ("#topic: Nieuw onderwerp", "", "Nieuw onderwerp"),
        ("#actiepunten", "", "actiepunten"),
        ("#3", None, ""),
        ("#", None, ""),
        ("##", None, ""),
    ],
)
def test_a_new_item(typed: str, number: str | None, title: str) -> None:
    line = read(typed)
    if number is None:
        assert (line.verb, line.text) == (Verb.NOTE, typed)
    else:
        assert (line.verb, line.item, line.text) == (Verb.ITEM, number, title)


@each_row(
    "typed, verb, text",
    [
        ("#info het dak lekt", Verb.NOTE, "het dak lekt"),
        ("#idea een tent", Verb.NOTE, "een tent"),
        ("#link https://example.org/a:b", Verb.NOTE, "https://example.org/a:b"),
        ("#help wie weet dit", Verb.NOTE, "wie weet dit"),
        ("#agreed wij doen het", Verb.DECISION, "wij doen het"),
        ("#accepted: wij doen het", Verb.DECISION, "wij doen het"),
        ("#AGREED wij doen het", Verb.DECISION, "wij doen het"),
        ("#rejected wij doen het", Verb.PROPOSAL, "wij doen het"),
        ("#action Bart will move the files", Verb.ACTION, "Bart will move the files"),
        ("#undo", Verb.UNDO, ""),
        ("#startmeeting OR", Verb.OPEN, ""),
        ("#endmeeting", Verb.CLOSE, ""),
        ("#chair bvdb", Verb.NOTE, "#chair bvdb"),
        ("#info", Verb.NOTE, "#info"),
        ("#agreed", Verb.NOTE, "#agreed"),
    ],
)
def test_the_hash_words(typed: str, verb: Verb, text: str) -> None:
    line = read(typed)
    assert (line.verb, line.text, line.rejected) == (verb, text, typed.startswith("#rejected"))


@each_row(
    "typed, text",
    [
        (r"\!belangrijk", "!belangrijk"),
        (r"\ /close", "/close"),
        (r"\@bvdb belt", "@bvdb belt"),
        (r"\bvdb: akkoord", "bvdb: akkoord"),
        (r"\besluit: niets", "besluit: niets"),
        (r"\\ ", "\\"),
    ],
)
def test_a_backslash_makes_plain_text(typed: str, text: str) -> None:
    line = read(typed)
    assert (line.verb, line.text, line.speaker) == (Verb.NOTE, text, "")


@each_row(
    "typed, old, new, everywhere",
    [
        ("s/oud/nieuw/", "oud", "nieuw", False),
        ("s/oud/nieuw", "oud", "nieuw", False),
        ("s/oud/nieuw/g", "oud", "nieuw", True),
        ("s/oud//", "oud", "", False),
        (r"s/en\/of/of/", "en/of", "of", False),
        ("s/het grote huis/de schuur/", "het grote huis", "de schuur", False),
        ("s/he/she/", "he", "she", False),
    ],
)
def test_mending(typed: str, old: str, new: str, everywhere: bool) -> None:
    line = read(typed)
    assert (line.verb, line.old, line.new, line.everywhere) == (Verb.MEND, old, new, everywhere)


# Speakers


@each_row(
    "typed, speaker, text",
    [
        ("bvdb: is akkoord", "BvdB", "is akkoord"),
        ("BVDB:is akkoord", "BvdB", "is akkoord"),
        ("Bart : is akkoord", "BvdB", "is akkoord"),
        ("Van den Broek: is akkoord", "BvdB", "is akkoord"),
        ("’t Hart: is akkoord", "JtH", "is akkoord"),
        ("'t hart: is akkoord", "JtH", "is akkoord"),
        ("d'ancona: is akkoord", "MdA", "is akkoord"),
        ("celik: is akkoord", "AÇ", "is akkoord"),
        ("isil: is akkoord", "IK", "is akkoord"),
        ("kh: zie https://example.org", "KH", "zie https://example.org"),
        ("kh: let op: nat", "KH", "let op: nat"),
    ],
)
def test_a_name_and_a_colon_is_speech(typed: str, speaker: str, text: str) -> None:
    line = read(typed)
    assert (line.verb, line.speaker, line.text) == (Verb.NOTE, speaker, text)


def test_a_name_that_fits_two_speaks_for_nobody() -> None:
    line = read("Smith: is akkoord")
    assert (line.verb, line.speaker, line.text) == (Verb.NOTE, "", "Smith: is akkoord")
    assert about(line) == [About.AMBIGUOUS_NAME]
    assert str(line.remarks[0]) == "“Smith” can be Tom Smith or Tess Smith"


# Actions

ACTIONS = [
    ("@bvdb brief sturen", "brief sturen", ("BvdB",), ()),
    ("@ bvdb brief sturen", "brief sturen", ("BvdB",), ()),
    ("@bvdb: brief sturen", "brief sturen", ("BvdB",), ()),
    ("@bvdb,jth brief sturen", "brief sturen", ("BvdB", "JtH"), ()),
    ("@bvdb, jth brief sturen", "brief sturen", ("BvdB", "JtH"), ()),
    ("@bvdb @jth brief sturen", "brief sturen", ("BvdB", "JtH"), ()),
    ("@bvdb/jth brief sturen", "brief sturen", ("BvdB", "JtH"), ()),
    ("@Bart,Mia brief sturen", "brief sturen", ("BvdB", "MdA"), ()),
    ("@Bart en Mia brief sturen", "brief sturen", ("BvdB", "MdA"), ()),
    ("@Bart and @Mia send a letter", "send a letter", ("BvdB", "MdA"), ()),
    ("@Willem van der Berg brief sturen", "brief sturen", ("WvdB",), ()),
    ("@’t Hart brief sturen", "brief sturen", ("JtH",), ()),
    ("@d’Ancona brief sturen", "brief sturen", ("MdA",), ()),
    ("@IJsbrandy brief sturen", "brief sturen", ("WIJ",), ()),
    ("@celik,isil brief sturen", "brief sturen", ("AÇ", "IK"), ()),
    ("@Bart en dan de koffie", "en dan de koffie", ("BvdB",), ()),
    ("@allen vragen inleveren", "vragen inleveren", (EVERYONE,), ()),
    ("@all hand in questions", "hand in questions", (EVERYONE,), ()),
    ("@? brief sturen", "brief sturen", (), ()),
    ("@Smith brief sturen", "brief sturen", (), ("Smith",)),
    ("@Piet brief sturen", "brief sturen", (), ("Piet",)),
    ("@bvdb,piet brief sturen", "brief sturen", ("BvdB",), ("piet",)),
    ("actie: brief sturen", "brief sturen", (), ()),
    ("actie: brief sturen, Bart", "brief sturen", ("BvdB",), ()),
    ("actie: brief sturen, Bart en Mia", "brief sturen", ("BvdB", "MdA"), ()),
    ("actie: brief sturen, Bart, Mia", "brief sturen", ("BvdB", "MdA"), ()),
    ("actie: brief sturen, Bart en Smith", "brief sturen", ("BvdB",), ("Smith",)),
    ("actie: koffie, thee en koek, Bart", "koffie, thee en koek", ("BvdB",), ()),
    ("actie: brief sturen, allen", "brief sturen", (EVERYONE,), ()),
    ("actie: thee, koek", "thee, koek", (), ()),
    ("actie: @bvdb brief sturen", "brief sturen", ("BvdB",), ()),
    ("action: Bart will move repo", "Bart will move repo", ("BvdB",), ()),
    ("actie: Mia zal dit uitzoeken", "Mia zal dit uitzoeken", ("MdA",), ()),
    ("action: Orie will move repo", "Orie will move repo", (), ("Orie",)),
    ("action: It will be moved", "It will be moved", (), ()),
    ("actie: Er zal een brief komen", "Er zal een brief komen", (), ()),
    ("actie: Brief moet weg", "Brief moet weg", (), ()),
    ("actie Bart: btw-nummer", "btw-nummer", ("BvdB",), ()),
    ("actie Bart en Mia: btw-nummer", "btw-nummer", ("BvdB", "MdA"), ()),
    ("actie Krijn: btw-nummer", "btw-nummer", (), ("Krijn",)),
    ("AP bvdb: btw-nummer", "btw-nummer", ("BvdB",), ()),
    ("actie: Bart: btw-nummer", "btw-nummer", ("BvdB",), ()),
    ("#action Bart will move repo", "Bart will move repo", ("BvdB",), ()),
]


@each_row("typed, text, owners, unread", ACTIONS)
def test_what_and_who(typed: str, text: str, owners: tuple[str, ...], unread: tuple[str, ...]) -> None:
    line = read(typed)
    assert (line.verb, line.text, line.owners, line.unread) == (Verb.ACTION, text, owners, unread)
    assert (About.NO_OWNER in about(line)) == (not owners and not unread)
    assert (About.UNKNOWN_NAME in about(line)) == any(name in {"Piet", "piet", "Orie", "Krijn"} for name in unread)
    assert (About.AMBIGUOUS_NAME in about(line)) == ("Smith" in unread)


FRIDAY, BEFORE_APRIL = date(2027, 3, 12), date(2027, 3, 31)
DUE = [
    ("@bvdb brief sturen > vrijdag", ("BvdB",), FRIDAY, None),
    ("@bvdb brief sturen, vrijdag", ("BvdB",), FRIDAY, None),
    ("@bvdb brief sturen uiterlijk vrijdag", ("BvdB",), FRIDAY, None),
    ("@bvdb brief sturen by friday", ("BvdB",), FRIDAY, None),
    ("@bvdb brief sturen > vóór 1 april", ("BvdB",), BEFORE_APRIL, None),
    ("@bvdb brief sturen > vrijdag 12.00 uur", ("BvdB",), FRIDAY, time(12)),
    ("@bvdb brief sturen > volgende vergadering", ("BvdB",), date(2027, 4, 8), None),
    ("actie: brief sturen, Bart, vrijdag", ("BvdB",), FRIDAY, None),
    ("actie: brief sturen, vrijdag, Bart", ("BvdB",), FRIDAY, None),
    ("actie: brief sturen, Bart > vrijdag", ("BvdB",), FRIDAY, None),
    ("actie Bart: brief sturen > vrijdag", ("BvdB",), FRIDAY, None),
    ("@bvdb brief sturen > ma 12-3", ("BvdB",), None, None),
    ("@bvdb brief sturen > 30 feb", ("BvdB",), None, None),
    ("@bvdb brief sturen, z.s.m.", ("BvdB",), None, None),
    ("actie: brief sturen, Bart, z.s.m.", ("BvdB",), None, None),
]


@each_row("typed, owners, day, hour", DUE)
def test_by_when(typed: str, owners: tuple[str, ...], day: date | None, hour: time | None) -> None:
    line = read(typed)
    assert line.due is not None
    assert (line.text, line.owners, line.due.day, line.due.time) == ("brief sturen", owners, day, hour)
    assert about(line) == ([] if day else [About.UNREAD_DATE])


@each_row(
    "text",
    ["stap 1 -> stap 2 uitwerken", "uitzoeken of a >= b", "het stuk <van Jan> lezen", "lijst =>", "brief sturen >"],
)
def test_an_arrow_is_no_date(text: str) -> None:
    line = read(f"@bvdb {text}")
    assert (line.verb, line.text, line.due) == (Verb.ACTION, text, None)


def test_a_sign_needs_no_spaces_before_what_is_surely_a_date() -> None:
    line = read("@bvdb brief sturen>vrijdag")
    assert line.due is not None
    assert (line.text, line.due.day) == ("brief sturen", FRIDAY)


def test_a_promise_of_nothing_is_a_note() -> None:
    line = read("actie Bart: > vrijdag")
    assert (line.verb, line.text, about(line)) == (Verb.NOTE, line.typed, [About.INCOMPLETE_COMMAND])


@each_row("typed", ["@bvdb", "@bvdb,jth", "@bvdb > vrijdag", "& @kh"])
def test_names_alone_are_for_the_last_entry(typed: str) -> None:
    line = read(typed)
    assert line.verb in (Verb.ACTION, Verb.UNDERTAKING)
    assert line.text == ""
    assert line.owners


@each_row(
    "typed",
    [
        "& @kh stuk nasturen > vrijdag",
        "&@kh stuk nasturen > vrijdag",
        "toezegging: stuk nasturen, Holt, vrijdag",
        "Toezegging Holt: stuk nasturen, uiterlijk vrijdag",
        "undertaking: stuk nasturen, KH, by friday",
        "toezegging: Holt: stuk nasturen > vrijdag",
    ],
)
def test_an_undertaking(typed: str) -> None:
    line = read(typed)
    assert line.due is not None
    assert (line.verb, line.text, line.owners, line.due.day) == (Verb.UNDERTAKING, "stuk nasturen", ("KH",), FRIDAY)


def test_who_is_named_first_in_an_undertaking_gave_it() -> None:
    line = read("& Karel Holt stuurt het stuk na > vrijdag")
    assert (line.owners, line.text) == (("KH",), "Karel Holt stuurt het stuk na")
    line = read("actie: Karel Holt bellen > vrijdag")
    assert (line.owners, line.text) == ((), "Karel Holt bellen")


@each_row(
    "typed, asked",
    [
        ("bvbd: akkoord", "bvbd: nobody here is called so; is it BvdB?"),
        ("vd broek: akkoord", "vd broek: nobody here is called so; is it BvdB?"),
        ("v.d. Berg: akkoord", "v.d. Berg: nobody here is called so; is it WvdB?"),
        ("Vissr: akkoord", "Vissr: nobody here is called so; is it NV?"),
        ("Smiht: akkoord", "Smiht: nobody here is called so; is it TS or TS2?"),
    ],
)
def test_what_is_nearly_a_name_before_a_colon_is_asked_about_and_kept(typed: str, asked: str) -> None:
    line = read(typed)
    assert (line.verb, line.text, line.speaker) == (Verb.NOTE, typed, "")
    assert [str(remark) for remark in line.remarks] == [asked]


@each_row(
    "typed",
    [
        "let op: de deur",
        "nb: morgen",
        "dus: ja",
        "vergadering: later",
        "https://a.nl",
        "noot: x",
        "kamer: 3",
        "van de: x",
    ],
)
def test_a_plain_note_with_a_colon_is_not_asked_about(typed: str) -> None:
    assert read(typed).remarks == ()


# Prose that stays prose

PROSE = """
Let op: de koffie is om drie uur
14:30: pauze
14.30 uur: pauze
s/he said nothing
s/he said that he/she would come
=> conclusie: wij wachten
==> 3
=> Bart 3
== stand van zaken ==
= bijlage 3
/ 3 = 1,5
/etc/hosts aanpassen
// geen commando
@ 10 uur verder
@10.00 pauze
& co
? !
!!
=
https://example.org: zie daar
zie https://example.org/a:b voor meer
Bart en Mia: akkoord
Bart, Mia: akkoord
Besluit 4: is dat nog geldig?
Actie 3: is klaar
AI Act: wat betekent die voor ons?
Vraag en antwoord: zie de bijlage
Punt 6: wordt aangehouden
Penningmeester: welkom
P.S.: nog iets
bvdb:
besluit:
De stand is 3-2
- eerste streepje
* sterretje
1. eerste
> aangehaald
(tussen haakjes)
"aangehaald": zei ze
€ 5 = veel
a: b
😀: 😀
""".strip().splitlines()


@each_row("typed", PROSE)
def test_prose_stays_a_note(typed: str) -> None:
    line = read(typed)
    expected = typed[1:].strip() or typed if typed.startswith("\\") else typed
    assert (line.verb, line.text, line.speaker) == (Verb.NOTE, expected, "")


@pytest.mark.parametrize("typed", ["Voorzitter: welkom", "vz: welkom", "chair: welkom"])
def test_an_office_before_a_colon_is_whoever_holds_it(typed: str) -> None:
    line = read(typed)
    assert (line.verb, line.text, line.speaker) == (Verb.NOTE, "welkom", "RvdL")


@each_row("typed", ["stemming: volgt later", "= wie is er voor?", "= 3", "vote: next week"])
def test_what_is_no_vote_is_a_note_with_a_remark(typed: str) -> None:
    line = read(typed)
    assert (line.verb, line.text, about(line)) == (Verb.NOTE, typed, [About.UNREAD_VOTE])


SECRETS = """
= schriftelijk geheim +ap -ai
= stemming geheim: ~ap
= geheim 3-1 tegen ap
= geheim ap voor, ai tegen
= secret all except ap
stemming: geheim, ap onthield zich
""".strip().splitlines()


@each_row("typed", SECRETS)
def test_what_tells_of_a_secret_ballot_who_voted_what_is_no_note(typed: str) -> None:
    people = People([Person(handle="AP", name="Anna Post"), Person(handle="AI", name="Ali Idris")])
    line = understand(typed, replace(CONTEXT, people=people))
    assert (line.tells_secret, about(line)) == (True, [About.SECRET_UNREAD])


@each_row("typed", ["= geheim", "= geheim, uitslag volgt", "= wie is tegen, ap?", "= geheim met ap erbij"])
def test_what_only_speaks_of_a_secret_ballot_is_one(typed: str) -> None:
    people = People([Person(handle="AP", name="Anna Post")])
    line = understand(typed, replace(CONTEXT, people=people))
    assert (line.tells_secret, about(line)) == (False, [About.UNREAD_VOTE])


def test_a_person_comes_before_a_keyword_of_two_letters() -> None:
    people = People([Person(handle="AP", name="Anna Post"), Person(handle="AI", name="Ali Idris")])
    context = replace(CONTEXT, people=people)
    for typed, handle in (("AP: akkoord", "AP"), ("ai: akkoord", "AI")):
        line = understand(typed, context)
        assert (line.verb, line.speaker) == (Verb.NOTE, handle)


def test_without_a_meeting_owners_are_as_typed() -> None:
    for typed, unread in (
        ("@bvdb,jth brief sturen", ("bvdb", "jth")),
        ("actie Krijn: brief sturen", ("Krijn",)),
        ("action: Orie will move repo", ("Orie",)),
    ):
        line = understand(typed, NOBODY)
        assert (line.verb, line.owners, line.unread, line.remarks) == (Verb.ACTION, (), unread, ())


def test_controls_and_broken_letters_are_taken_out() -> None:
    line = read("! Wij\x1b[31m doen\x00 dit\ud800\n\tnu\u202e")
    assert (line.verb, line.text) == (Verb.DECISION, "Wij doen dit\N{REPLACEMENT CHARACTER}  nu")


@given(st.text(max_size=120))
@example("@" * 60)
@example("=+-~" * 20)
@example("actie:,,,,,,, > , >")
@example("/absent ,,,, m.k.")
def test_any_text_is_understood(typed: str) -> None:
    for context in (CONTEXT, NOBODY):
        line = understand(typed, context)
        assert line.typed == clean(typed)
        if line.verb is Verb.NOTE and not line.speaker:
            assert line.text in line.typed
        assert all(str(remark) for remark in line.remarks)


_STARTS = st.sampled_from(
    ["!", "!?", "@", "& @", "= ", "= geheim ", "?", "#", "/", "s/", "actie: ", "bvdb: ", "/defer "]
)
_WORDS = st.sampled_from(
    "bvdb Smith , ; > vrijdag 30 feb 5-3-1 +rvdl -mda ~ik b2 a1 3 8a tot voor en : / \\ @ ? m.k.".split()
)


@given(_STARTS, st.lists(_WORDS, max_size=8))
def test_any_line_of_our_own_words_is_understood(start: str, words: list[str]) -> None:
    typed = start + " ".join(words)
    line = understand(typed, CONTEXT)
    assert line.typed == clean(typed)
    assert set(line.owners) <= {person.handle for person in CONTEXT.people.people} | {EVERYONE}


@each_row(
    "typed, verb, text",
    [
        ("! Het volgende: ↵ a) een ↵ b) twee", Verb.DECISION, "Het volgende:\na) een\nb) twee"),
        ("!? Het volgende:↵a) een↵↵ b) twee ↵", Verb.PROPOSAL, "Het volgende:\na) een\nb) twee"),
        ("een notitie ↵ van twee regels", Verb.NOTE, "een notitie\nvan twee regels"),
        ("mia: een ↵ twee", Verb.NOTE, "een\ntwee"),
        ("@bvdb a) brief ↵ b) nota > 1 apr", Verb.ACTION, "a) brief\nb) nota"),
        ("/wijzig b1 een ↵ twee", Verb.AMEND, "een\ntwee"),
        ("/antwoord een ↵ twee", Verb.ANSWER, "een\ntwee"),
        ("/vervalt a1 een ↵ twee", Verb.CANCEL, "een twee"),
    ],
)
def test_an_entry_may_have_several_lines(typed: str, verb: Verb, text: str) -> None:
    line = understand(typed, CONTEXT)
    assert (line.verb, line.text) == (verb, text)
