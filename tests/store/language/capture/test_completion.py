"""How a line that is being typed may go on, and that what is taken is understood."""

from __future__ import annotations

import gc
import time
import weakref
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from store.i18n import speak
from store.language.capture.completion import Candidate, complete, greyed, taken
from store.language.capture.grammar import understand
from store.language.capture.line import Context, Line, Verb
from store.language.capture.verbs.table import BY_WORD, COMMANDS, VERBS
from store.language.capture.warnings import About
from store.language.hashtags import Theme
from store.language.matching import Referent, fitting_people
from store.language.people import People
from store.model import EVERYONE, Attendee, Kind, Person, Presence, Role, Vote
from store.text import fold
from tests.helpers.council import CONTEXT, NOBODY, OPENING, PEOPLE
from tests.helpers.tables import each_row

# With more of the names that people have.
MORE = (
    Attendee(id=201, handle="ŁW", name="Łukasz Wójcik"),
    Attendee(id=202, handle="SOB", name="Seán O’Brien"),
    Attendee(id=203, handle="HPvL", name="H.-P. von Löwenstein", role=Role.GUEST, vote=False),
    Attendee(id=204, handle="JdB", name="Jan de Boer"),
)
ROOM = replace(CONTEXT, people=People((*PEOPLE.people, *MORE)))
ITEMS = (
    Referent("1", "Opening"),
    Referent("2", "Verslag van februari", open=False),
    Referent("3", "Rooster nachtdienst"),
    Referent("4", "Begroting: één overzicht"),
    Referent("5", "Rondvraag"),
    Referent("8a", "Verhuizing (nacht)"),
    Referent("10", "Sluiting"),
)
ENTRIES = (
    Referent("B1", "Het verslag wordt vastgesteld", "B 2027-03-01", Kind.DECISION),
    Referent("A1", "Offerte opvragen bij de leverancier", "A 2027-03-01", Kind.ACTION, open=False),
    Referent("A2", "Enquête uitzetten onder de medewerkers", "A 2027-03-02", Kind.ACTION),
    Referent("T1", "De bestuurder levert de cijfers", "T 2027-03-01", Kind.UNDERTAKING),
    Referent("B2", "De begroting wordt goedgekeurd", "B 2027-03-02", Kind.DECISION),
    Referent("A3", "Nieuwe offerte opvragen", "A 2027-03-03", Kind.ACTION),
)


def offered(typed: str, context: Context = ROOM) -> tuple[Candidate, ...]:
    """What is offered where the `|` is, or at the end."""
    before, _, after = typed.partition("|")
    return complete(before + after, len(before), context, ITEMS, ENTRIES)


def texts(typed: str, context: Context = ROOM) -> list[str]:
    return [candidate.text for candidate in offered(typed, context)]


def lines(typed: str) -> list[str]:
    """The lines that taking each candidate gives."""
    before, _, after = typed.partition("|")
    return [taken(before + after, len(before), candidate)[0] for candidate in offered(typed)]


# People

OWNERS = [
    ("@bvd", ["BvdB "]),
    ("@BVD", ["BvdB "]),
    ("@ bvd", ["BvdB "]),
    ("  @bvd", ["BvdB "]),
    ("@bart", ["BvdB "]),
    ("@bárt", ["BvdB "]),
    ("@hart", ["JtH "]),
    ("@’t h", ["JtH "]),
    ("@'t h", ["JtH "]),
    ("@t h", ["JtH "]),
    ("@ancona", ["MdA "]),
    ("@d’an", ["MdA "]),
    ("@danc", ["MdA "]),
    ("@ijs", ["WIJ "]),
    ("@Ĳs", ["WIJ "]),
    ("@celik", ["AÇ "]),
    ("@Çel", ["AÇ "]),
    ("@isil", ["IK "]),
    ("@Işı", ["IK "]),
    ("@lukasz", ["ŁW "]),
    ("@wojc", ["ŁW "]),
    ("@brien", ["SOB "]),
    ("@o'b", ["SOB "]),
    ("@hp", ["HPvL "]),
    ("@h.-p", ["HPvL "]),
    ("@lowen", ["HPvL "]),
    ("@muller-d", ["EM "]),
    ("@wit", ["EM "]),
    ("@van den", ["BvdB "]),
    ("@van den b", ["BvdB "]),
    ("@van d", ["RvdL ", "BvdB ", "WvdB "]),
    # The beginning of a handle, of the name, of a later word, of a prefix, and letters within a word.
    ("@m", ["MdA ", "EM "]),
    ("@w", ["WvdB ", "WIJ ", "EM ", "ŁW "]),
    ("@roek", ["BvdB "]),
    ("@smit", ["TS ", "TS2 "]),
    ("@ts", ["TS ", "TS2 "]),
    ("@ts2", ["TS2 "]),
    ("@jan", ["JtH ", "JdB "]),
    ("@jan d", ["JdB "]),
    ("@jan ", ["JtH ", "JdB "]),
    ("@bvdb,m", ["MdA ", "EM "]),
    ("@bvdb,mda,m", ["EM "]),
    ("@bvdb @m", ["MdA ", "EM "]),
    ("@bvdb, @m", ["MdA ", "EM "]),
    ("@Bart en @m", ["MdA ", "EM "]),
    ("@Bart en mia", ["MdA "]),
    ("@bvdb, mia", ["MdA "]),
    ("@bvdb, md", ["MdA "]),
    ("@bvdb, ", []),
    ("@bvdb ", []),
    ("@?,mia", ["MdA "]),
    ("@bart&mia", ["MdA "]),
    ("& @hp", ["HPvL "]),
    ("&@k", ["KH ", "IK "]),
    ("actie: @bvd", ["BvdB "]),
    ("Todo: @bvd", ["BvdB "]),
    ("toezegging: @k", ["KH ", "IK "]),
    ("@al", ["all "]),
    ("@alle", ["allen "]),
]
NOT_OWNERS = """
@bvdb koopt m
@bvdb koopt bier, m
@bvdb, m
@bvdb en d
@bvdb, koopt m
@bvdb, mi
@bvdb en mi
@Bart v
@tom smi
@piet,m
@xyz
@@m
@,m
@m|ia
mail jan@m
met @m
besluit: @m
! @m
\\@m
""".strip().splitlines()


@each_row("typed, expected", OWNERS)
def test_owners(typed: str, expected: list[str]) -> None:
    assert texts(typed) == expected


@each_row("typed", NOT_OWNERS)
def test_where_text_may_stand_nobody_is_offered(typed: str) -> None:
    assert texts(typed) == []


def test_how_people_are_shown() -> None:
    assert offered("@bvd") == (Candidate(1, "BvdB ", "BvdB  Bart van den Broek"),)
    assert offered("@all")[0].label == "all  all members"
    speak("nl")
    assert offered("@al")[0] == Candidate(1, "allen ", "allen  alle leden")
    assert texts("@all") == ["allen "]


def test_all_are_offered_from_the_start_of_the_roll_and_eight_of_them() -> None:
    assert texts("@") == ["RvdL ", "BvdB ", "WvdB ", "JtH ", "MdA ", "WIJ ", "AÇ ", "IK "]
    assert texts("& @")[:2] == ["KH ", "HPvL "]


def test_what_follows_the_cursor_stays() -> None:
    assert lines("@bvd| belt > vrijdag") == ["@BvdB belt > vrijdag"]
    assert lines("@bvd|, @mda belt") == ["@BvdB , @mda belt"]
    assert lines("/done of| vandaag") == ["/done A3 vandaag", "/done A1 vandaag"]


COMMANDS_WITH_PEOPLE = [
    ("/present b", ["BvdB ", "WvdB ", "SOB ", "JdB "]),
    ("/aanwezig bvdb m", ["MdA ", "EM "]),
    ("/present rvdl, bvd", ["BvdB "]),
    ("/present rvdl @bvd", ["BvdB "]),
    ("/present van den b", ["BvdB "]),
    ("/present rvdl van den b", ["BvdB "]),
    ("/present tom smi", ["TS ", "TS2 "]),
    ("/present allen behalve ba", ["BvdB "]),
    ("/present bvdb en mi", ["MdA "]),
    ("/present al", ["all "]),
    ("/online al", ["all "]),
    ("/binnen al", []),
    ("/in bart", ["BvdB "]),
    ("/weg bvd", ["BvdB "]),
    ("/online bvd", ["BvdB "]),
    ("/absent bvd", ["BvdB "]),
    ("/afwezig bvdb mia", ["MdA "]),
    ("/absent bvdb m.k. op cu", []),
    ("/absent bvdb ziek v", []),
    ("/onthoudt bvd", ["BvdB "]),
    ("/moved bvdb mia", ["MdA "]),
    ("/ingediend door bart", ["BvdB "]),
    ("/minority bart", ["BvdB "]),
    ("/minderheid bvdb en mia", ["MdA "]),
    ("/minority bvdb vindt m", []),
    ("/minority bvdb: m", []),
    ("/assign a4 @bvd", ["BvdB "]),
    ("/toewijzen A 2027-03-01 bvd", ["BvdB "]),
    ("/assign a4 aan bvd", ["BvdB "]),
    ("/assign a4 @bvdb,mia", ["MdA "]),
    ("/assign a4 @bvdb @mia", ["MdA "]),
    ("/assign a4 al", ["all "]),
    ("/guest b", []),
    ("/in bart@mi", []),
]


@each_row("typed, expected", COMMANDS_WITH_PEOPLE)
def test_people_after_a_command(typed: str, expected: list[str]) -> None:
    assert texts(typed)[: max(1, len(expected))] == expected


VOTES = [
    ("= unaniem -b", ["BvdB ", "WvdB ", "SOB ", "JdB "]),
    ("= unanimous -bart", ["BvdB "]),
    ("= +bvd", ["BvdB "]),
    ("=+bvd", ["BvdB "]),
    ("= + bvd", ["BvdB "]),
    ("= +bvdb -m", ["MdA ", "EM "]),
    ("= +bvdb +mda -m", ["EM "]),
    ("= +bvdb,m", ["MdA ", "EM "]),
    ("= unaniem -bvdb,eva ~m", ["MdA "]),
    ("= unaniem, -bvdb, -m", ["MdA ", "EM "]),
    ("= unaniem −bvd", ["BvdB "]),
    ("= unaniem ～bvd", ["BvdB "]),
    ("= hand unaniem -bvd", ["BvdB "]),
    ("= geheim +bvd", ["BvdB "]),
    ("= alg ~van den b", ["BvdB "]),
    ("stemming: unaniem -bvd", ["BvdB "]),
    ("Vote: +bvd", ["BvdB "]),
    ("= 3-3 +rv", ["RvdL "]),
    ("= hand 3-3 -rv", ["RvdL "]),
    ("= +Müller-d", ["EM "]),
    ("= unaniem -|, ~mda", ["RvdL ", "BvdB "]),
]
NO_VOTES = """
= unaniem +b
= bijlage -b
= 5-3 ~b
= 5-b
= unaniem b
= unaniem -bvdb b
=> -b
- b
stand: -b
besluit: -b
= +xyz
""".strip().splitlines()


@each_row("typed, expected", VOTES)
def test_people_in_a_vote(typed: str, expected: list[str]) -> None:
    assert texts(typed)[: len(expected)] == expected


@each_row("typed", NO_VOTES)
def test_where_no_name_makes_a_vote_nobody_is_offered(typed: str) -> None:
    assert texts(typed) == []


def test_those_who_may_vote_and_are_there_come_first() -> None:
    context = replace(ROOM, voters=("EM", "TS2"))
    assert texts("= unaniem -", context)[:3] == ["TS2 ", "EM ", "RvdL "]
    assert texts("= +t", context)[:2] == ["TS2 ", "TS "]
    assert texts("= +ts2 -", context)[:2] == ["EM ", "RvdL "]


def test_a_name_in_a_vote_is_greyed_and_taken() -> None:
    typed = "= unaniem -bv"
    assert greyed(typed, offered(typed)) == "dB "
    [candidate] = offered(typed)
    assert candidate == Candidate(11, "BvdB ", "BvdB  Bart van den Broek")
    line = understand(taken(typed, len(typed), candidate)[0], ROOM)
    assert line.vote
    assert line.vote.names_against == ("BvdB",)


def test_the_ones_who_can_be_meant_come_first() -> None:
    there = Presence(start=OPENING)
    roll = [replace(who, presence=(there,)) if who.handle in ("TS", "BvdB") else who for who in PEOPLE.people]
    context = replace(CONTEXT, people=People(roll))
    assert texts("/in t", context) == ["TS2 ", "TS ", "JtH "]
    assert texts("/out t", context)[:2] == ["TS ", "TS2 "]
    assert texts("/out ", context)[:3] == ["BvdB ", "TS ", "RvdL "]
    assert "TS " not in texts("/in ", context)
    assert texts("/out bvdb ", context)[0] == "TS "


SPEAKERS = [
    ("bv", ["BvdB: "]),
    ("BVDB", ["BvdB: "]),
    ("ac", ["AÇ: "]),
    ("bar", ["BvdB: "]),
    ("jan", ["JtH: ", "JdB: "]),
    ("ts", ["TS: ", "TS2: "]),
    # One letter, two of a first name, a surname, letters within, a word that is nobody's.
    ("b", []),
    ("ba", []),
    ("broek", []),
    ("hart", []),
    ("art", []),
    ("van", []),
    ("al", []),
    ("besluit", []),
    ("bvdb:", []),
    ("bvdb ", []),
    ("bart van", []),
    (" bv", []),
    ("(bv", []),
    ("bv| meer", []),
    ("", []),
]


@each_row("typed, expected", SPEAKERS)
def test_a_speaker_at_the_start_of_the_line(typed: str, expected: list[str]) -> None:
    assert texts(typed) == expected


# Commands


def test_commands_of_the_language_of_the_interface_come_first() -> None:
    assert texts("/aan") == ["/aanwezig ", "/aanhouden "]
    assert texts("/o") == [
        "/out ",
        "/online ",
        "/open",
        "/ontime",
        "/onthoudt ",
        "/ontvangen ",
        "/opmerking ",
        "/opnieuw",
    ]
    assert texts("/in")[:3] == ["/in ", "/intend ", "/ingediend "]
    speak("nl")
    assert texts("/o") == [
        "/online ",
        "/onthoudt ",
        "/ontvangen ",
        "/opmerking ",
        "/opnieuw",
        "/open",
        "/onaf",
        "/optijd",
    ]
    assert texts("/def") == ["/defer "]
    assert texts("/vol") == ["/volgende"]
    assert texts("/volgende") == []
    assert texts("/gereed") == ["/gereed "]
    assert texts("  /Gér") == ["/gereed "]
    assert offered("/aanh") == (Candidate(0, "/aanhouden ", "/aanhouden  Houdt het punt aan"),)


def test_a_slash_alone_offers_what_is_used_most() -> None:
    assert texts("/") == ["/next", "/go ", "/in ", "/out ", "/present ", "/absent ", "/defer ", "/done "]


@each_row("typed", ["/xyz", "/3", "//", "x /aan", "\\/aan", "/ aan", "/aanh|ouden"])
def test_where_no_command_is_typed(typed: str) -> None:
    assert texts(typed) == []


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_command_is_offered_and_told(language: str) -> None:
    speak(language)
    for spec in COMMANDS:
        own = spec.word(language)
        for name in {spec.word("en"), spec.word("nl")}:
            typed = f"/{name[:-1]}"
            shown = own if own.startswith(name[:-1]) else name
            [label] = [each.label for each in offered(typed) if each.text.strip() == f"/{shown}"]
            assert len(label.removeprefix(f"/{shown}  ")) > 3


# Items and references

ABOUT_ITEMS = [
    ("/go ", ["1", "3", "4", "5", "8a", "10", "2"]),
    ("/go 1", ["10"]),
    ("/naar 8", ["8a"]),
    ("/go 8A", ["8a"]),
    ("/go punt 8", ["8a"]),
    ("/go nacht", ["3", "8a"]),
    ("/go nachtd roo", ["3"]),
    ("/go een", ["4"]),
    ("/go huiz", ["8a"]),
    ("/go 9", []),
    ("/go 1 ", []),
    ("/go 1 en", []),
    ("/bij begr", ["4"]),
    ("/aanhouden begr", ["4 "]),
    ("/defer 4 be", []),
    ("/tijd 8", ["8a "]),
    ("/time 8a 2", []),
    ("/move begr", ["4 "]),
    ("/schuif 4 voor na", ["3", "8a"]),
    ("/schuif punt 4 na punt 1", ["10"]),
    ("/move 10 before 1", []),
    ("/move 10 before 0", []),
    ("/move 4 before be", []),
    ("/move 4 before 1 ", []),
]


@each_row("typed, expected", ABOUT_ITEMS)
def test_items(typed: str, expected: list[str]) -> None:
    assert texts(typed) == expected


ABOUT_ENTRIES = [
    ("/done ", ["A3", "T1", "A2", "A1"]),
    ("/gereed a", ["A3", "A2", "A1"]),
    ("/done a3", ["A3"]),
    ("/done t", ["T1"]),
    ("/done b", ["T1", "A1"]),
    ("/done offerte", ["A3", "A1"]),
    ("/done offerte lev", ["A1"]),
    ("/done enquete", ["A2"]),
    ("/vervalt uitz", ["A2"]),
    ("/done A 2027-03-0", ["A 2027-03-03", "A 2027-03-02", "A 2027-03-01"]),
    ("/done a-2027-03-02", ["A 2027-03-02"]),
    ("/done a2 ", []),
    ("/done a2 off", []),
    ("/uitstel enq", ["A2 "]),
    ("/assign enq", ["A2 "]),
    ("/withdraw ", ["B2", "B1"]),
    ("/trek begr", ["B2"]),
    ("/trek b2 in", []),
    ("/vervang b", ["B2 ", "B1 "]),
    ("/amend ", ["A3 ", "B2 ", "T1 ", "A2 ", "B1 ", "A1 "]),
    ("/schrap verslag", ["B1"]),
    ("/secret b", []),
]


@each_row("typed, expected", ABOUT_ENTRIES)
def test_references(typed: str, expected: list[str]) -> None:
    assert texts(typed) == expected


def test_how_items_and_references_are_shown() -> None:
    assert offered("/go roo") == (Candidate(4, "3", "3  Rooster nachtdienst"),)
    assert offered("/done t")[0] == Candidate(6, "T1", "T1  De bestuurder levert de cijfers")
    long = Referent("A1", "woord " * 40, kind=Kind.ACTION)
    [candidate] = complete("/done a", 7, ROOM, (), (long,))
    assert len(candidate.label) <= 60
    assert candidate.label.endswith("woord w…")


# What is shown behind the cursor


@each_row(
    "typed, rest",
    [
        ("@bv", "dB "),
        ("@BV", "dB "),
        ("@rvdl,bv", "dB "),
        ("@a", "Ç "),
        ("@ac", ""),
        ("dv", ""),
        ("bv", "dB: "),
        ("/ne", "xt"),
        ("/pre", "sent "),
        ("/go 8", "a"),
        ("/done T", "1"),
        ("/done A 2027-03", "-03"),
        # Something else comes in the place of what was typed; or nothing was typed yet.
        ("@bart", ""),
        ("/go roo", ""),
        ("jan", ""),
        ("@", ""),
        ("/", ""),
        ("/go ", ""),
        ("/go", ""),
        ("een gewone zin", ""),
        ("", ""),
    ],
)
def test_the_rest_that_is_greyed(typed: str, rest: str) -> None:
    assert greyed(typed, offered(typed)) == rest


def test_letters_that_are_folded_to_two() -> None:
    people = People([Person(handle="ŒSæB", name="Œdipe Sæbø")])
    context = replace(NOBODY, people=people)
    assert greyed("@oes", complete("@oes", 4, context)) == "æB "
    assert greyed("@oesa", complete("@oesa", 5, context)) == ""


# Whatever is typed

WORDS = st.sampled_from(
    ["", "b", "bart", "van", "’t", "d'", "m", "en", "and", "?", "8", "a2", "all", "bvdb", "smith", "ı", "jan", "voor"]
    + ["@", "&", ",", "/", ";", "#action", "actie:", ">", "-", "\\", "\t", "\n", "\x1b[", "\ud800"]
    + [f"/{name}" for name in BY_WORD]
)
TYPED = st.one_of(
    st.text(max_size=40),
    st.lists(WORDS, max_size=6).map(" ".join),
    st.lists(WORDS, max_size=6).map("".join),
    st.tuples(
        st.sampled_from(["@", "/in ", "/done ", "/go ", "/assign a1 ", "= unaniem -", "= +"]), st.text(max_size=12)
    ).map("".join),
)


@given(TYPED, st.integers(-2, 60), st.sampled_from(["en", "nl"]))
def test_any_text_may_go_on_anywhere(typed: str, cursor: int, language: str) -> None:
    speak(language)
    for context in (ROOM, NOBODY):
        candidates = complete(typed, cursor, context, ITEMS, ENTRIES)
        assert len(candidates) <= 8
        assert len({candidate.text for candidate in candidates}) == len(candidates)
        at = max(0, min(cursor, len(typed)))
        for candidate in candidates:
            assert 0 <= candidate.start <= at
            line, end = taken(typed, at, candidate)
            assert line[: candidate.start] == typed[: candidate.start]
            assert line == line[:end] + typed[at:]
        rest = greyed(typed[:at], candidates)
        assert not rest or taken(typed[:at], at, candidates[0])[0].endswith(rest)


def who_is_meant(line: Line) -> tuple[str, ...]:
    vote = line.vote or Vote()
    in_favour = () if vote.all_but else vote.names_in_favour
    voted = (*in_favour, *vote.names_against, *vote.names_abstained, vote.casting)
    return (line.speaker, *line.owners, *line.people, *voted)


BEFORE = st.sampled_from(
    ["@", "@bvdb,", "@bvdb @", "@mda, ", "@Bart en ", "@smith,", "& @", "actie: @", "#action @", ""]
    + [f"/{name} " for verb in (Verb.PRESENT, Verb.ABSENT, Verb.IN, Verb.OUT) for name in VERBS[verb].words]
    + [f"/{name} " for verb in (Verb.ONLINE, Verb.RECUSE, Verb.MOVED, Verb.MINORITY) for name in VERBS[verb].words]
    + ["/in bvdb ", "/in Smith ", "/moved door ", "/absent mda, ", "/minority mda en ", "/present allen behalve "]
    + ["= unaniem -", "= +", "=~", "= +bvdb -", "= unaniem -bvdb,", "stemming: +mda ~", "= 3-3 +", "= hand 3-3 -bvdb +"]
    + ["/assign a1 ", "/assign a1 @", "/assign a1 @bvdb,", "/toewijzen B 2027-03-01 aan ", "/assign a1 bvdb mda "]
)
NAMED = sorted({name[at:] for who in ROOM.people.people for name in (who.handle, who.name) for at in range(len(name))})
PARTS = st.sampled_from(NAMED).flatmap(lambda name: st.integers(1, len(name)).map(lambda end: name[:end]))


def _after(before: str) -> str:
    if before.startswith(("=", "stem")):
        return ""
    return "" if before.startswith("/") and not before.startswith(("/absent", "/min")) else "doet iets"


@given(BEFORE, st.one_of(PARTS, st.text(max_size=6)), st.sampled_from(["en", "nl"]))
@example("/present ", "tom smi", "en")
@example("@jan,", "jan d", "nl")
def test_whoever_is_offered_is_understood(before: str, part: str, language: str) -> None:
    speak(language)
    typed = before + part
    people = {f"{who.handle}  {who.name}": who.handle for who in ROOM.people.people}
    for candidate in complete(typed, len(typed), ROOM):
        if candidate.text.startswith("/"):
            continue
        handle = people.get(candidate.label, EVERYONE)
        line = understand(taken(typed, len(typed), candidate)[0] + _after(before), ROOM)
        if "behalve" in typed:
            assert handle not in line.people
        else:
            assert handle in who_is_meant(line), (typed, candidate, line)


def test_whoever_is_not_understood_by_the_handle_is_not_offered() -> None:
    handles = ("AC", "AÇ", "J B", "x,y", "-", "?", "R&D", "a:b", "", "J.-P", "N2")
    people = People(Person(handle=handle, name="Ann Cole") for handle in handles)
    context = replace(NOBODY, people=people)
    found = complete("@ann", 4, context)
    assert [candidate.text for candidate in found] == ["AÇ ", "J.-P ", "N2 "]
    for candidate in found:
        assert understand(f"@{candidate.text} tekst", context).owners == (candidate.text.strip(),)


def test_handles_that_a_command_reads_otherwise() -> None:
    people = People([Person(handle="EN", name="Eva Nijland"), Person(handle="BY", name="Bart Yilmaz")])
    context = replace(NOBODY, people=people)
    for typed in ("/in eva", "/moved eva", "/moved bart"):
        assert complete(typed, len(typed), context) == ()
    for typed in ("@eva", "@by,eva", "/in bart", "@bart"):
        [candidate] = complete(typed, len(typed), context)
        line = understand(taken(typed, len(typed), candidate)[0], context)
        assert candidate.text.strip() in who_is_meant(line)


def test_people_are_forgotten_with_their_meeting() -> None:
    people = People(PEOPLE.people)
    assert fitting_people("bart", people, sure=True) == fitting_people("bart", people, sure=True)
    gone = weakref.ref(people)
    del people
    gc.collect()
    assert gone() is None


def test_a_very_long_line_takes_no_time() -> None:
    start = time.perf_counter()
    for typed in ("@" + " " * 90_000, "/in " + "a " * 50_000, "@" + "bvdb," * 20_000, "a" * 90_000, "/" + "é" * 90_000):
        assert offered(typed) == ()
    for typed in ("@" + " " * 990, "/in " + "a " * 490, "@" + "bvdb," * 190, "a" * 990, "/go " + "punt " * 190):
        offered(typed)
    assert time.perf_counter() - start < 2


THEMES = tuple(
    Theme(name=fold(spelled), spelled=spelled, count=count, last=date(2026, 11, 5))
    for spelled, count in (("Kantoortuin", 4), ("verhuizing", 10), ("kantoor", 1), ("énquête", 2))
)


@each_row(
    "typed, texts",
    [
        ("! Wij kopen een #kan", ["#Kantoortuin ", "#kantoor "]),
        ("@bvdb offerte (#VER", ["#verhuizing "]),
        ("iets over #enq", ["#énquête "]),
        ("iets over #", ["#Kantoortuin ", "#verhuizing ", "#kantoor ", "#énquête "]),
        ("iets over #nieuw", []),
        ("#ver", []),
        ("mail#ver", []),
    ],
)
def test_themes_are_offered(typed: str, texts: list[str]) -> None:
    found = complete(typed, len(typed), ROOM, ITEMS, ENTRIES, THEMES)
    assert [each.text for each in found] == texts
    for each in found:
        assert taken(typed, len(typed), each)[0].endswith(each.text)
    assert greyed("over #kan", complete("over #kan", 9, ROOM, (), (), THEMES)) == "toortuin "


@each_row(
    "typed, line",
    [
        ("@bvdb brief sturen vrijdag", "@bvdb brief sturen > vrijdag"),
        ("actie: brief sturen (1 april)", "actie: brief sturen > 1 april"),
        ("& @kh cijfers binnen twee weken.", "& @kh cijfers > binnen twee weken"),
        ("@ts sort rows by 3/4", "@ts sort rows > by 3/4"),
    ],
)
def test_a_day_at_the_end_of_a_line_is_taken_by_tab_and_not_by_itself(typed: str, line: str) -> None:
    before = understand(typed, CONTEXT)
    assert before.due is None and any(remark.about is About.OFFERED_DATE for remark in before.remarks)
    (candidate,) = complete(typed, len(typed), CONTEXT)
    assert taken(typed, len(typed), candidate) == (line, len(line))
    after = understand(line, CONTEXT)
    assert after.due and after.due.day and not any(remark.about is About.OFFERED_DATE for remark in after.remarks)
    assert complete(typed, len(typed) - 3, CONTEXT) == ()


def test_an_offered_day_that_was_said_not_to_be_one_is_offered_no_more() -> None:
    line = understand("@bvdb brief sturen vrijdag > ?", CONTEXT)
    assert (line.text, line.due, line.remarks) == ("brief sturen vrijdag", None, ())


@each_row(
    "typed, about",
    [
        ("@bvdb stuk > 1 feb 2027", About.BEFORE_MEETING),
        ("@bvdb broodjes bestellen voor vrijdag", About.FOR_OR_BEFORE),
        ("@bvdb stuk sturen de week voor 1 april", About.DOUBTFUL_DATE),
        ("/uitstel a1 1 feb 2027", About.BEFORE_MEETING),
    ],
)
def test_a_date_that_may_be_wrong_is_said(typed: str, about: About) -> None:
    assert about in [remark.about for remark in understand(typed, CONTEXT).remarks]
