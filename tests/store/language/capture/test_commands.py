"""Every command, in English and in Dutch, and the lines that only look like one."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from store.i18n import _, speak
from store.language.capture.grammar import understand
from store.language.capture.line import Verb
from store.language.capture.verbs.table import BY_WORD, COMMANDS, VERBS
from store.language.capture.warnings import About
from store.model import EVERYONE, Secrecy
from store.text import clean
from tests.helpers.council import CONTEXT, NOBODY, VOTERS, about, read
from tests.helpers.tables import each_row

# The words of the specification: the English one, then the Dutch one where there is one.
WORDS = """
open | open
close | close sluit
next | next volgende
go | go naar
defer | defer aanhouden
move | move schuif
time | time tijd
break | break schors
resume | resume hervat
present | present aanwezig
absent | absent afwezig
in | in binnen
out | out weg
online | online
guest | guest gast
recuse | recuse onthoudt
secret | secret geheim
to | to bij
moved | moved ingediend
minority | minority minderheid
correct | correct correctie
approve | approve vaststellen
amend | amend wijzig
withdraw | withdraw trek
replace | replace vervang
done | done gereed
cancel | cancel vervalt
postpone | postpone uitstel
assign | assign
undo | undo terug
redo | redo opnieuw
read | read lees
""".strip()
EITHER = {Verb(verb): words.split() for verb, words in (row.split(" | ") for row in WORDS.splitlines())}


def test_every_word_of_the_specification_is_known() -> None:
    for verb, words in EITHER.items():
        assert set(words) <= set(VERBS[verb].words)


# After each command: what may follow it, and the fields of the line that it gives.
FIELDS: list[tuple[Verb, str, dict[str, object]]] = [
    (Verb.OPEN, "", {}),
    (Verb.CLOSE, "", {}),
    (Verb.NEXT, "", {}),
    (Verb.GO, "4", {"item": "4"}),
    (Verb.GO, "8a", {"item": "8a"}),
    (Verb.GO, "8A", {"item": "8A"}),
    (Verb.GO, "punt 4", {"item": "4"}),
    (Verb.GO, "item 4", {"item": "4"}),
    (Verb.GO, "4.", {"item": "4"}),
    (Verb.GO, "punt 4: verhuizing", {"item": "4"}),
    (Verb.DEFER, "", {}),
    (Verb.DEFER, "4", {"item": "4"}),
    (Verb.DEFER, "4 geen tijd", {"item": "4", "text": "geen tijd"}),
    (Verb.DEFER, "4: geen tijd", {"item": "4", "text": "geen tijd"}),
    (Verb.DEFER, "geen tijd", {"text": "geen tijd"}),
    (Verb.MOVE, "4 before 2", {"item": "4", "other_item": "2", "after": False}),
    (Verb.MOVE, "4 voor 2", {"item": "4", "other_item": "2", "after": False}),
    (Verb.MOVE, "4 vóór 2", {"item": "4", "other_item": "2", "after": False}),
    (Verb.MOVE, "4 after 2", {"item": "4", "other_item": "2", "after": True}),
    (Verb.MOVE, "4 na 8a", {"item": "4", "other_item": "8a", "after": True}),
    (Verb.MOVE, "punt 4 voor punt 2", {"item": "4", "other_item": "2", "after": False}),
    (Verb.TIME, "4 20", {"item": "4", "minutes": 20}),
    (Verb.TIME, "20", {"item": "", "minutes": 20}),
    (Verb.TIME, "4 20 min", {"item": "4", "minutes": 20}),
    (Verb.TIME, "20 minuten", {"item": "", "minutes": 20}),
    (Verb.BREAK, "", {}),
    (Verb.RESUME, "", {}),
    (Verb.PRESENT, "rvdl BvdB jth", {"people": ("RvdL", "BvdB", "JtH")}),
    (Verb.PRESENT, "rvdl, Bart en Mia", {"people": ("RvdL", "BvdB", "MdA")}),
    (Verb.PRESENT, "allen", {"people": (EVERYONE,)}),
    (Verb.PRESENT, "all", {"people": (EVERYONE,)}),
    (Verb.PRESENT, "allen behalve eva", {"people": (*VOTERS[:-1], "NV")}),
    (Verb.PRESENT, "all except for eva", {"people": (*VOTERS[:-1], "NV")}),
    (Verb.ABSENT, "eva", {"people": ("EM",), "notice": None, "text": ""}),
    (Verb.ABSENT, "eva m.k.", {"people": ("EM",), "notice": True, "text": ""}),
    (Verb.ABSENT, "eva m. k.", {"people": ("EM",), "notice": True, "text": ""}),
    (Verb.ABSENT, "eva mk", {"people": ("EM",), "notice": True, "text": ""}),
    (Verb.ABSENT, "eva z.k.", {"people": ("EM",), "notice": False, "text": ""}),
    (Verb.ABSENT, "eva m.k. op cursus", {"people": ("EM",), "notice": True, "text": "op cursus"}),
    (Verb.ABSENT, "eva op cursus, m.k.", {"people": ("EM",), "notice": True, "text": "op cursus"}),
    (Verb.ABSENT, "eva with notice", {"people": ("EM",), "notice": True, "text": ""}),
    (Verb.ABSENT, "eva without notice", {"people": ("EM",), "notice": False, "text": ""}),
    (Verb.ABSENT, "eva op cursus", {"people": ("EM",), "notice": None, "text": "op cursus"}),
    (Verb.ABSENT, "eva en mia m.k.", {"people": ("EM", "MdA"), "notice": True, "text": ""}),
    (Verb.ABSENT, "eva mia", {"people": ("EM", "MdA"), "notice": None, "text": ""}),
    (Verb.ABSENT, "m.k.: eva, mia", {"people": ("EM", "MdA"), "notice": True, "text": ""}),
    (Verb.ABSENT, "Willem van der Berg (m.k.)", {"people": ("WvdB",), "notice": True, "text": ""}),
    (Verb.IN, "eva", {"people": ("EM",)}),
    (Verb.OUT, "eva mia", {"people": ("EM", "MdA")}),
    (Verb.ONLINE, "eva", {"people": ("EM",)}),
    (Verb.ONLINE, "allen", {"people": (EVERYONE,)}),
    (Verb.GUEST, "HPL H.-P. Lang, bestuurder", {"handle": "HPL", "name": "H.-P. Lang", "text": "bestuurder"}),
    (Verb.GUEST, "@HPL H.-P. Lang", {"handle": "HPL", "name": "H.-P. Lang", "text": ""}),
    (Verb.RECUSE, "eva", {"people": ("EM",)}),
    (Verb.SECRET, "", {"secrecy": Secrecy(), "last": False}),
    (Verb.SECRET, "art. 20 WOR", {"secrecy": Secrecy(ground="art. 20 WOR"), "last": False}),
    (Verb.SECRET, "last", {"secrecy": Secrecy(), "last": True}),
    (Verb.SECRET, "laatste art. 20 WOR", {"secrecy": Secrecy(ground="art. 20 WOR"), "last": True}),
    (Verb.TO, "4", {"item": "4"}),
    (Verb.TO, "punt 4", {"item": "4"}),
    (Verb.MOVED, "eva mia", {"people": ("EM", "MdA")}),
    (Verb.MOVED, "eva", {"people": ("EM",)}),
    (Verb.MOVED, "Xavier eva", {"people": ("Xavier", "EM")}),
    (Verb.MOVED, "door eva, gesteund door mia", {"people": ("EM", "MdA")}),
    (Verb.MOVED, "by eva, seconded by mia", {"people": ("EM", "MdA")}),
    (Verb.MINORITY, "eva het is te duur", {"people": ("EM",), "text": "het is te duur"}),
    (Verb.MINORITY, "eva: het is te duur", {"people": ("EM",), "text": "het is te duur"}),
    (Verb.MINORITY, "eva en mia: het is te duur", {"people": ("EM", "MdA"), "text": "het is te duur"}),
    (Verb.MINORITY, "Smith het is te duur", {"people": ("Smith",), "text": "het is te duur"}),
    (Verb.MINORITY, "het is te duur", {"people": (), "text": "het is te duur"}),
    (Verb.CORRECT, "blz. 2: ja wordt nee", {"text": "blz. 2: ja wordt nee"}),
    (Verb.APPROVE, "", {"on": None, "text": ""}),
    (Verb.APPROVE, "de notulen van 11 februari", {"on": date(2027, 2, 11), "text": ""}),
    (Verb.APPROVE, "minutes of 11 feb", {"on": date(2027, 2, 11), "text": ""}),
    (Verb.APPROVE, "11 feb", {"on": date(2027, 2, 11), "text": ""}),
    (Verb.APPROVE, "11 februari 2027", {"on": date(2027, 2, 11), "text": ""}),
    (Verb.APPROVE, "10 december", {"on": date(2026, 12, 10), "text": ""}),
    (Verb.APPROVE, "2027-02-11", {"on": date(2027, 2, 11), "text": ""}),
    (Verb.AMEND, "b2 met ingang van mei", {"reference": "b2", "text": "met ingang van mei"}),
    (Verb.WITHDRAW, "b2", {"reference": "b2", "text": ""}),
    (Verb.WITHDRAW, "b2 in", {"reference": "b2", "text": ""}),
    (Verb.WITHDRAW, "b2 in het kan niet", {"reference": "b2", "text": "het kan niet"}),
    (Verb.WITHDRAW, "B 2027-02-04 in", {"reference": "B 2027-02-04", "text": ""}),
    (Verb.AMEND, "b2: met ingang van mei", {"reference": "b2", "text": "met ingang van mei"}),
    (Verb.AMEND, "B 2027-03-02: met ingang van mei", {"reference": "B 2027-03-02", "text": "met ingang van mei"}),
    (Verb.DONE, "a1, ontvangen", {"reference": "a1", "text": "ontvangen"}),
    (Verb.REPLACE, "b2 wij doen het anders", {"reference": "b2", "text": "wij doen het anders"}),
    (Verb.DONE, "a1", {"reference": "a1", "text": ""}),
    (Verb.DONE, "A 2027-03-01", {"reference": "A 2027-03-01", "text": ""}),
    (Verb.DONE, "A-2027-03-01", {"reference": "A-2027-03-01", "text": ""}),
    (Verb.DONE, "t1 ontvangen", {"reference": "t1", "text": "ontvangen"}),
    (Verb.CANCEL, "a1", {"reference": "a1", "text": ""}),
    (Verb.CANCEL, "a1 niet meer nodig", {"reference": "a1", "text": "niet meer nodig"}),
    (Verb.ASSIGN, "a1 @eva", {"reference": "a1", "people": ("EM",)}),
    (Verb.ASSIGN, "a1 @eva,mia", {"reference": "a1", "people": ("EM", "MdA")}),
    (Verb.ASSIGN, "a1 Eva en Mia", {"reference": "a1", "people": ("EM", "MdA")}),
    (Verb.ASSIGN, "a1 eva mia", {"reference": "a1", "people": ("EM", "MdA")}),
    (Verb.ASSIGN, "a1 aan allen", {"reference": "a1", "people": (EVERYONE,)}),
    (Verb.UNDO, "", {}),
    (Verb.REDO, "", {}),
    (Verb.READ, "", {}),
]


@each_row("verb, rest, fields", FIELDS)
def test_a_command_in_both_languages(verb: Verb, rest: str, fields: dict[str, object]) -> None:
    for word in EITHER[verb]:
        for typed in (f"/{word} {rest}", f"/{word.upper()} {rest}"):
            line = read(typed)
            assert line.verb is verb, typed
            assert {name: getattr(line, name) for name in fields} == fields


DATES = [
    ("/defer 4 8 april geen tijd", "4", date(2027, 4, 8), "geen tijd"),
    ("/aanhouden 4 volgende vergadering, geen tijd", "4", date(2027, 4, 8), "geen tijd"),
    ("/aanhouden 4, volgende vergadering", "4", date(2027, 4, 8), ""),
    ("/aanhouden 4 naar 8 april", "4", date(2027, 4, 8), ""),
    ("/aanhouden tot 8 april", "", date(2027, 4, 8), ""),
    ("/defer 3 apr no time", "", date(2027, 4, 3), "no time"),
    ("/defer 3 april", "", date(2027, 4, 3), ""),
    ("/defer 8-4 geen tijd", "", date(2027, 4, 8), "geen tijd"),
]


@each_row("typed, item, until, reason", DATES)
def test_holding_over_until_a_day(typed: str, item: str, until: date, reason: str) -> None:
    line = read(typed)
    assert line.due is not None
    assert (line.verb, line.item, line.due.day, line.text) == (Verb.DEFER, item, until, reason)


def test_holding_over_to_a_meeting_without_a_day() -> None:
    calendar = replace(CONTEXT.calendar, next_meeting=None)
    line = understand("/defer 4 volgende vergadering geen tijd", replace(CONTEXT, calendar=calendar))
    assert line.due is not None
    assert (line.item, line.due.day, line.due.words, line.text) == ("4", None, "volgende vergadering", "geen tijd")


@each_row(
    "typed, ground, until, last",
    [
        ("/geheim tot 1 december 2027, art. 20 WOR", "art. 20 WOR", date(2027, 12, 1), False),
        ("/geheim tot 1 december art. 20 WOR", "art. 20 WOR", date(2027, 12, 1), False),
        ("/secret until 1 december personal data", "personal data", date(2027, 12, 1), False),
        ("/secret until 1 december", "", date(2027, 12, 1), False),
        ("/secret last until 1 december personal data", "personal data", date(2027, 12, 1), True),
        ("/geheim laatste persoonsgegevens", "persoonsgegevens", None, True),
        ("/geheim art. 20 WOR tot 1 december 2027", "art. 20 WOR", date(2027, 12, 1), False),
        ("/geheim laatste privacy, tot 1 december", "privacy", date(2027, 12, 1), True),
        ("/geheim privacy tot nader order", "privacy tot nader order", None, False),
        ("/geheim tot nader order", "tot nader order", None, False),
    ],
)
def test_confidential_until_a_day(typed: str, ground: str, until: date | None, last: bool) -> None:
    line = read(typed)
    assert (line.verb, line.last, line.secrecy) == (Verb.SECRET, last, Secrecy(ground=ground, until=until))


@each_row(
    "typed, day",
    [
        ("/postpone a1 1 april", date(2027, 4, 1)),
        ("/uitstel a1 > 1 april", date(2027, 4, 1)),
        ("/uitstel a1 tot 1 april", date(2027, 4, 1)),
        ("/uitstel a1 naar volgende vergadering", date(2027, 4, 8)),
        ("/postpone A 2027-03-01 to 1 april", date(2027, 4, 1)),
    ],
)
def test_postponing(typed: str, day: date) -> None:
    line = read(typed)
    assert line.due is not None
    assert (line.verb, line.due.day, line.text, line.remarks) == (Verb.POSTPONE, day, "", ())


@each_row(
    "typed",
    [
        "/uitstel a1 1 maart",
        "/postpone a1 > by 1 mar",
        "/defer 4 1 maart te laat",
        "/geheim tot 1 maart art. 20",
        "/secret last until 1 March",
        "@bvdb brief > 1 maart",
        "actie: brief, Bart, 1-3",
        "& @kh brief uiterlijk 1 maart",
    ],
)
def test_a_day_that_has_just_been_is_the_next_one_and_that_is_said(typed: str) -> None:
    line = read(typed)
    assert about(line) == [About.JUST_PASSED]
    assert str(line.remarks[0]) == "that has just been; the next one is Wed 1 Mar 2028"
    day = line.secrecy.until if line.secrecy else line.due.day if line.due else None
    assert day == date(2028, 3, 1)
    assert about(read(re.sub("(?i)maart|march|mar", "april", typed).replace("1-3", "1-4"))) == []
    speak("nl")
    assert str(line.remarks[0]) == "dat is net geweest; de eerstvolgende is wo 1 mrt 2028"


@each_row(
    "typed, words, reason",
    [
        ("/uitstel a1 1 april, leverancier ziek", "1 april", "leverancier ziek"),
        ("/postpone a1 to 1 april because nobody came", "1 april", "because nobody came"),
        ("/uitstel a1 1 april i.v.m. vakantie", "1 april", "i.v.m. vakantie"),
        ("/uitstel a1 1 april (te druk)", "1 april", "(te druk)"),
        ("/uitstel a1 1 april of 1 mei", "1 april of 1 mei", ""),
        ("/uitstel a1 zodra het kan, misschien 1 april", "zodra het kan, misschien 1 april", ""),
        ("/uitstel a1 ?", "", ""),
    ],
)
def test_postponing_and_why(typed: str, words: str, reason: str) -> None:
    line = read(typed)
    assert line.verb is Verb.POSTPONE
    assert ((line.due.words if line.due else ""), line.text) == (words, reason)
    assert (line.due is not None and line.due.day == date(2027, 4, 1)) is bool(reason)


def test_postponing_to_words() -> None:
    line = read("/uitstel a1 mei")
    assert line.due is not None
    assert (line.due.day, line.due.words, about(line)) == (None, "mei", [About.UNREAD_DATE])


def test_a_date_that_cannot_be_read_approves_nothing_else() -> None:
    for typed in ("/vaststellen 31 feb", "/approve vrijdag", "/approve the ones of last time"):
        line = read(typed)
        assert (line.verb, line.on, about(line)) == (Verb.APPROVE, None, [About.UNREAD_DATE])
        assert line.text


# What is kept as a note

INCOMPLETE = """
/go
/naar
/go naar huis
/move
/move 4
/move 4 before
/move before 4
/time
/time veel
/time 4 5 6
/time 9999
/present
/aanwezig
/absent
/in
/out
/online
/guest
/gast HPL
/gast HPL ,
/recuse
/to
/bij gelegenheid
/moved
/moved door
/minority
/correct
/amend
/amend b2
/wijzig de tekst
/withdraw
/withdraw het voorstel
/replace b2
/done
/done alles
/cancel
/postpone a1
/postpone a1 >
/uitstel a1 tot
/assign a1
""".strip().splitlines()


@each_row("typed", INCOMPLETE)
def test_a_command_without_what_it_needs_is_a_note(typed: str) -> None:
    line = read(typed)
    assert (line.verb, line.text, about(line)) == (Verb.NOTE, typed, [About.INCOMPLETE_COMMAND])
    command = typed.split(maxsplit=1)[0]
    assert str(line.remarks[0]).startswith(f"{command} is not complete; like this it is: /")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_is_said_of_an_incomplete_command_is_one_that_is_complete(language: str) -> None:
    speak(language)
    written = {spec.verb: _(spec.example) for spec in COMMANDS if spec.example}
    speak("en")
    for verb, how in written.items():
        assert read(how).verb is verb, how
    assert {spec.verb for spec in COMMANDS if read(f"/{spec.english}").is_no_command} <= set(written)


NEAR = [
    ("/volgend", "/next", "/volgende"),
    ("/pauz", "/break", "/pauze"),
    ("/nxet", "/next", "/volgende"),
    ("/opne", "/open", "/open"),
    ("/vertrouwleijk", "/secret", "/vertrouwelijk"),
    ("/aanwezg dvdb", "/present", "/aanwezig"),
    # Nobody who types a decision wants the meeting closed.
    ("/besluit we kopen het", "!", "!"),
    ("/actie dvdb brief", "@", "@"),
    ("/stemming", "=", "="),
    # The beginning of one, and of none or of several.
    ("/schor", "/break", "/schors"),
    ("/x", "", ""),
    ("/on", "", ""),
    ("/bijeenkomst openen", "", ""),
]


@each_row("typed, english, dutch", NEAR)
def test_a_slip_in_a_command_is_told_which_it_is_in_the_language_of_the_interface(
    typed: str, english: str, dutch: str
) -> None:
    for language, near in (("en", english), ("nl", dutch)):
        speak(language)
        line = understand(typed, CONTEXT)
        speak("en")
        assert line.is_no_command
        assert line.remarks[0].better == near


@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_is_said_of_no_command_fits_on_a_narrow_screen(language: str) -> None:
    speak(language)
    try:
        slips = [f"/{name[:-1]}" for name in BY_WORD if len(name) > 4]
        bare = [f"/{name}" for name in BY_WORD]
        said = [f"{line.remarks[0]}." for line in map(read, [*slips, *bare]) if line.is_no_command]
        assert said
        assert [words for words in said if len(words) > 78] == []
    finally:
        speak("en")


@each_row("typed", ["/opne", "/bijeenkomst openen", "/x", "/ş"])
def test_an_unknown_command_is_a_note(typed: str) -> None:
    line = read(typed)
    assert (line.verb, line.text, about(line)) == (Verb.NOTE, typed, [About.UNKNOWN_COMMAND])


@each_row(
    "typed",
    [
        "/open vragen blijven",
        "/next week is er geen",
        "/volgende vergadering: mei",
        "/sluit aan bij het advies",
        "/terug naar 3",
    ],
)
def test_a_sentence_after_a_command_that_stands_alone_is_a_note(typed: str) -> None:
    line = read(typed)
    kept = About.ONLY_AN_HOUR if typed.startswith(("/open", "/sluit")) else About.STANDS_ALONE
    assert (line.verb, line.text, about(line)) == (Verb.NOTE, typed, [kept])


@each_row("typed", ["/ 3 = 4", "/etc/hosts", "/", "//", "/3", "/_"])
def test_a_slash_without_a_word_is_plain_text(typed: str) -> None:
    line = read(typed)
    assert (line.verb, line.text, line.remarks) == (Verb.NOTE, typed, ())


# Remarks


@each_row(
    "typed, remarks",
    [
        ("/defer 99 geen tijd", ["there is no item 99 on the agenda"]),
        ("/go 9", ["there is no item 9 on the agenda"]),
        ("/move 9 before 2", ["there is no item 9 on the agenda"]),
        ("/time 9 5", ["there is no item 9 on the agenda"]),
        ("/go 4", []),
        ("/geheim tot 32 dec", ["“tot 32 dec” is kept as words, not as a date"]),
        ("/secret last until 30-02-2027 art. 20", ["“until 30-02-2027” is kept as words, not as a date"]),
        ("/geheim tot 1 dec art. 20 WOR", []),
        ("/geheim art. 20 WOR", []),
        ("/in piet", ["nobody here is called “piet”"]),
        ("/in Smith", ["“Smith” can be Tom Smith or Tess Smith"]),
        ("/assign a1 @?", ["no owner yet"]),
        ("/done a9", ["there is no a9 in this meeting"]),
        ("/done A-2027-03-01", []),
        ("/done a1", []),
    ],
)
def test_remarks(typed: str, remarks: list[str]) -> None:
    line = understand(typed, replace(CONTEXT, references=("a20270301", "a1")))
    assert [str(remark) for remark in line.remarks] == remarks


def test_brackets_around_a_ground_are_left_out() -> None:
    for typed, ground in (
        ("(art. 20 WOR)", "art. 20 WOR"),
        ("privé (dossier)", "privé (dossier)"),
        ("(a) en (b)",) * 2,
    ):
        line = read(f"/geheim {typed}")
        assert line.secrecy is not None
        assert line.secrecy.ground == ground


def test_a_handle_comes_before_the_words_for_notice() -> None:
    from store.language.people import People
    from store.model import Person

    people = People([Person(handle="MK", name="Maria Kok"), Person(handle="ZK", name="Zoë Kok")])
    context = replace(CONTEXT, people=people)
    line = understand("/absent MK m.k.", context)
    assert (line.people, line.notice) == (("MK",), True)
    line = understand("/absent MK ZK z.k. ziek", context)
    assert (line.people, line.notice, line.text) == (("MK", "ZK"), False, "ziek")


def test_without_a_meeting_names_are_as_typed() -> None:
    line = understand("/absent WD m.k. ziek", NOBODY)
    assert (line.verb, line.people, line.unread, line.notice, line.text) == (Verb.ABSENT, (), ("WD",), True, "ziek")
    line = understand("/in WD", NOBODY)
    assert (line.people, line.unread) == ((), ("WD",))


@given(st.sampled_from(list(BY_WORD)), st.text(max_size=60))
def test_any_text_after_a_command_is_understood(word: str, rest: str) -> None:
    for context in (CONTEXT, NOBODY):
        line = understand(f"/{word} {rest}", context)
        assert line.typed == clean(f"/{word} {rest}")
