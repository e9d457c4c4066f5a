"""The capture language through the real `notulist explain --json`: every row of its tables, in Dutch and in English.

A meeting on Thursday 19 November 2026, with nine of eleven voters in the room.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from store.archive.archive import Archive
from store.model import AgendaItem, Attendee, Body, Meeting, Numbering, Role, Rules
from tests.conftest import run
from tests.helpers.meetings import keep_lines
from tui.start import main

Explain = Callable[..., dict[str, Any]]
KEY, DAY = "2026-11-19-or", "2026-11-19"
ROLL = """
DvdB Dirk van der Berg, BvdB Bram van den Broek, JtH Jan ’t Hart, IIJ Iris IJzerman, FEH Fatima el Hadi,
RKB Rosa Kühn-de Boer, MTdA Maria Teresa d’Ancona, ZC Zoë Celik, TY Tjitske Ytsma, TS T. Smith, TS2 T. Smith,
KV Krijn Vos, OW Orie Wolf
""".replace("\n", " ")
THERE = ["DvdB", "BvdB", "JtH", "IIJ", "FEH", "RKB", "MTdA", "ZC", "TY"]
ROLES = {"DvdB": Role.CHAIR, "KV": Role.SECRETARY, "OW": Role.SECRETARY}
TYPED = """
/open | /present dvdb bvdb jth iij feh rkb mtda zc ty | /guest HPvL H.-P. von Löwenstein, bestuurder
! een | ! twee | @bvdb een | @bvdb twee | @bvdb drie | @bvdb vier | & @hpvl cijfers | !? wij stemmen in
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that holds the meeting."""
    folder = tmp_path_factory.mktemp("explain")
    people = [row.strip().split(" ", 1) for row in ROLL.split(",")]
    items = [AgendaItem(id=at, number=str(at), title=f"Punt {at}") for at in range(1, 10)]
    roll = [
        Attendee(id=at, handle=handle, name=name, role=ROLES.get(handle, Role.MEMBER), vote=handle not in ("KV", "OW"))
        for at, (handle, name) in enumerate(people, 10)
    ]
    numbering = Numbering(decision="B {meeting}-{n:02}", action="A {meeting}-{n:02}", undertaking="T {meeting}-{n:02}")
    order = tuple(item.id for item in items)
    meeting = Meeting(
        key=KEY,
        body=Body(key="or", name="OR", seats=11, numbering=numbering, rules=Rules(casting_vote=True)),
        title="OR-vergadering",
        number="2026-11",
        date=date(2026, 11, 19),
        start=time(13, 30),
        agenda=order,
        order=order,
        next_meeting=date(2026, 12, 17),
    )
    archive = Archive(folder / "archive", folder / "state")
    archive.create(meeting, items, roll)
    archive.create(replace(meeting, key="2026-11-19-zonder", next_meeting=None), items, roll)
    desk = archive.open(KEY)
    keep_lines(desk, *(line.strip() for line in TYPED.replace("\n", " | ").split(" | ") if line.strip()))
    desk.close()
    return folder / "archive"


@pytest.fixture
def explain(folder: Path, capsys: pytest.CaptureFixture[str]) -> Explain:
    """Runs `notulist explain --json` on a line in that meeting, or another; what it prints."""

    def explained(line: str, meeting: str = KEY) -> dict[str, Any]:
        asked = ["--meeting", meeting] if meeting else []
        assert main(["--archive", str(folder), "explain", "--on", DAY, "--json", *asked, "--", line]) == 0
        told: dict[str, Any] = json.loads(capsys.readouterr().out)
        return told

    return explained


def rows(table: str) -> list[tuple[str, str]]:
    """Of `result | typed | typed` each thing typed with its result."""
    return [
        (typed, result)
        for result, *alike in (line.split(" | ") for line in table.strip().splitlines())
        for typed in alike
    ]


# Kinds

KINDS = """
note | wij zijn begonnen | \\wij zijn begonnen | \\!important | \\besluit: niets
decision | ! tekst | !tekst | besluit: tekst | decision: tekst | Agreed: tekst | resolved: tekst | RESOLUTION: tekst
decision | conclusie: tekst | conclusion: tekst
proposal | !? tekst | !?tekst | voorstel: tekst | proposal: tekst | proposed: tekst | motie: tekst | motion: tekst
action | @bvdb tekst > 1 dec | actie: tekst | action: tekst | ap: tekst | AI: tekst | todo: tekst
undertaking | & @hpvl tekst > 1 dec | &@hpvl tekst | toezegging: tekst | Undertaking: tekst
vote | = 5-3-1 | stemming: 5-3-1 | vote: 5-3-1
question | ? tekst | ?tekst | vraag: tekst | question: tekst
item | # tekst | #tekst | #8a tekst | # 8a tekst
note | //tekst | wij wachten! | tekst = tekst
"""


@pytest.mark.parametrize(("typed", "kind"), rows(KINDS))
def test_a_line_becomes(explain: Explain, typed: str, kind: str) -> None:
    told = explain(typed)
    assert told["kind"] == kind
    if "tekst" in typed and typed not in ("//tekst", "tekst = tekst"):
        assert told["text"] == "tekst"


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ("dvdb: akkoord", {"kind": "note", "speaker": "DvdB", "text": "akkoord"}),
        ("Van den Broek: akkoord", {"kind": "note", "speaker": "BvdB", "text": "akkoord"}),
        ("\\dvdb: akkoord", {"kind": "note", "speaker": None, "text": "dvdb: akkoord"}),
        ("\\!important", {"kind": "note", "text": "!important"}),
        ("#8a title", {"kind": "item", "item": "8a", "text": "title"}),
        ("# title", {"kind": "item", "item": None, "text": "title"}),
        ("s/old/new/", {"kind": "mend", "old": "old", "new": "new"}),
        ("s/oud//", {"kind": "mend", "old": "oud", "new": ""}),
        ("#agreed wij doen het", {"kind": "decision", "text": "wij doen het"}),
        ("#action Orie will move repo", {"kind": "action", "owners": ["OW"]}),
    ],
)
def test_what_a_line_says(explain: Explain, typed: str, fields: dict[str, Any]) -> None:
    told = explain(typed)
    assert {name: told[name] for name in fields} == fields
    assert told["warnings"] == []


# People

PEOPLE = [
    ("@bvdb,feh tekst", ["BvdB", "FEH"], []),
    ("@bvdb @feh tekst", ["BvdB", "FEH"], []),
    ("@Bram,Fatima tekst", ["BvdB", "FEH"], []),
    ("@Bram en Fatima tekst", ["BvdB", "FEH"], []),
    ("@Bram and Fatima tekst", ["BvdB", "FEH"], []),
    ("@DVDB tekst", ["DvdB"], []),
    ("@iij tekst", ["IIJ"], []),
    ("@IJzerman tekst", ["IIJ"], []),
    ("@’t Hart tekst", ["JtH"], []),
    ("@'t hart tekst", ["JtH"], []),
    ("@zoe tekst", ["ZC"], []),
    ("@kuhn-de boer tekst", ["RKB"], []),
    ("@d'ancona tekst", ["MTdA"], []),
    ("@Van der Berg tekst", ["DvdB"], []),
    ("@van den broek tekst", ["BvdB"], []),
    ("@allen tekst", ["all"], []),
    ("@all tekst", ["all"], []),
    ("@? tekst", [], []),
    ("@Smith tekst", [], ["Smith"]),
    ("@T. Smith,bvdb tekst", ["BvdB"], ["T. Smith"]),
    ("@piet tekst", [], ["piet"]),
    ("actie: tekst, Bram, 1 dec", ["BvdB"], []),
    ("actie: tekst, Bram en Fatima, 1 dec", ["BvdB", "FEH"], []),
    ("action: tekst, 1 dec, Bram", ["BvdB"], []),
    ("actie Krijn: tekst", ["KV"], []),
    ("action Krijn: tekst", ["KV"], []),
    ("actie Piet: tekst", [], ["Piet"]),
]


@pytest.mark.parametrize(("typed", "owners", "unclear"), PEOPLE)
def test_who_owns_an_action(explain: Explain, typed: str, owners: list[str], unclear: list[str]) -> None:
    told = explain(typed)
    assert (told["kind"], told["text"]) == ("action", "tekst")
    assert (told["owners"], told["owners_open"]) == (owners, unclear)
    candidates = [warning for warning in told["warnings"] if "Smith" in warning]
    assert candidates == [f"“{name}” can be T. Smith (TS) or T. Smith (TS2)" for name in unclear if "Smith" in name]
    assert bool(told["warnings"]) is (not owners or bool(unclear))


def test_who_is_named_first_and_will_do_it_owns_the_action(explain: Explain) -> None:
    for typed in ("action: Orie will move repo", "actie: Orie zal de repo verhuizen"):
        told = explain(typed)
        assert (told["owners"], told["text"]) == (["OW"], typed.partition(": ")[2])


def test_without_a_meeting_names_are_as_they_were_typed(explain: Explain) -> None:
    told = explain("@bvdb,feh tekst > vrijdag", meeting="")
    assert (told["owners"], told["due"], told["warnings"]) == (["bvdb", "feh"], "2026-11-20", [])


# Dates

DATES = """
2026-11-20 | fri | vrijdag | a.s. vrijdag | komende vrijdag | vrijdag a.s. | coming friday
2026-11-26 | donderdag | thu | komende donderdag
2026-11-27 | next friday | volgende week vrijdag | friday week | vrijdag over een week
2026-11-20 | morgen | tomorrow
2026-11-21 | overmorgen | the day after tomorrow
2026-12-03 | over 14 dagen | over 2 weken | in a fortnight | a fortnight today | +2w | 2w | in two weeks
2026-11-26 | binnen een week | within a week
2026-11-29 | +10d | in 10 days
2026-12-19 | +1m | over een maand | in a month
2026-12-01 | 1 dec | 1 december | dec 1 | 1-12 | 1/12 | 2026-12-01
2027-12-01 | 1 dec 2027 | dec 1, 2027
2026-11-30 | vóór 1 dec | before 1 dec | voor 1 december
2026-12-01 | uiterlijk 1 dec | by 1 dec | t/m 1 dec | per 1 dec | op 1 dec | on 1 dec | due 1 dec | di 1 dec | tue 1 dec
2026-12-04 | week 49 | wk 49 | KW 49 | 2026-W49 | w/c 30 nov | week van 30 november
2026-11-30 | eind november | end of november | eind deze maand | end of this month | eom
2026-12-31 | eind volgende maand | end of next month
2026-12-15 | half december | mid december
2026-12-17 | volgende vergadering | next meeting | de volgende vergadering
2026-12-01T12:00 | 1 dec 12:00 | 1 dec 12.00 uur | dec 1 12:00
2026-12-01T17:00 | 1 dec 5pm | dec 1 at 5pm | 1 dec cob | by 5pm 1 dec
2026-12-01T23:59 | 1 dec einde dag | 1 dec eod | end of day 1 dec
"""
WORDS = """
z.s.m. | asap | vóór het kerstreces | before the summer | mei | may | 12 | ma 20-11 | mon 20-11 | 30 feb | feb 30
"""


@pytest.mark.parametrize(("phrase", "due"), rows(DATES))
def test_a_date(explain: Explain, phrase: str, due: str) -> None:
    told = explain(f"@bvdb tekst > {phrase}")
    assert (told["due"], told["due_words"], told["text"], told["warnings"]) == (due, None, "tekst", [])


@pytest.mark.parametrize("phrase", WORDS.strip().split(" | "))
def test_what_cannot_be_read_with_certainty_stays_words(explain: Explain, phrase: str) -> None:
    told = explain(f"@bvdb tekst > {phrase}")
    assert (told["due"], told["due_words"], told["text"]) == (None, phrase, "tekst")
    assert told["warnings"] == [f"“{phrase}” is kept as words, not as a date"]


CLOSING = [
    ("tekst, vrijdag", "2026-11-20"),
    ("tekst, friday", "2026-11-20"),
    ("tekst by friday", "2026-11-20"),
    ("tekst before friday", "2026-11-19"),
    ("tekst on friday", "2026-11-20"),
    ("tekst due friday", "2026-11-20"),
    ("tekst vóór 1 dec", "2026-11-30"),
    ("tekst voor 1 dec", "2026-11-30"),
    ("tekst uiterlijk 1 dec", "2026-12-01"),
    ("tekst per 1 dec", "2026-12-01"),
    ("tekst op 1 dec", "2026-12-01"),
    ("tekst t/m 1 dec", "2026-12-01"),
    ("tekst > ?", None),
]


@pytest.mark.parametrize(("typed", "due"), CLOSING)
def test_a_line_closes_in_a_date(explain: Explain, typed: str, due: str | None) -> None:
    told = explain(f"@bvdb {typed}")
    assert (told["text"], told["due"], told["due_words"]) == ("tekst", due, None)


@pytest.mark.parametrize("phrase", ["volgende vergadering", "next meeting"])
def test_the_next_meeting_is_words_where_its_day_is_not_known(explain: Explain, phrase: str) -> None:
    told = explain(f"@bvdb tekst > {phrase}", meeting="2026-11-19-zonder")
    assert (told["due"], told["due_words"]) == (None, phrase)


@pytest.mark.parametrize("phrase", ["1 nov", "nov 1", "uiterlijk 1-11", "by 1 november"])
def test_a_day_that_has_just_been_is_the_next_one(explain: Explain, phrase: str) -> None:
    told = explain(f"@bvdb tekst > {phrase}")
    assert told["due"] == "2027-11-01"
    assert told["warnings"] == ["that has just been; the next one is Mon 1 Nov 2027"]


# Votes

NAMES: dict[str, list[str]] = {"for": [], "against": [], "abstain": []}
VOTES: list[tuple[str, dict[str, Any]]] = [
    ("= 5-3-1", {"for": 5, "against": 3, "abstain": 1, "method": None, "names": NAMES}),
    ("= unaniem", {"for": 9, "against": 0, "unanimous": True, "names": {**NAMES, "for": THERE}}),
    ("= unanimous", {"for": 9, "against": 0, "unanimous": True, "names": {**NAMES, "for": THERE}}),
    ("= alg", {"for": 9, "against": 0, "unanimous": True, "names": {**NAMES, "for": THERE}}),
    (
        "= unaniem -bvdb -rkb ~mtda",
        {"names": {"for": ["DvdB", "JtH", "IIJ", "FEH", "ZC", "TY"], "against": ["BvdB", "RKB"], "abstain": ["MTdA"]}},
    ),
    ("= unanimous -bvdb -rkb ~mtda", {"for": 6, "against": 2, "abstain": 1, "unanimous": False}),
    (
        "= +dvdb +jth -bvdb ~zc",
        {"method": "roll", "names": {"for": ["DvdB", "JtH"], "against": ["BvdB"], "abstain": ["ZC"]}},
    ),
    ("= hand 5-3-1", {"method": "hand", "for": 5, "against": 3, "abstain": 1}),
    *((f"= {word} 5-3-1", {"method": "roll", "for": 5}) for word in ("hoofdelijk", "roll")),
    *((f"= {word} 5-3-1", {"method": "written", "for": 5}) for word in ("schriftelijk", "written")),
    *((f"= {word} 5-3-1", {"method": "secret", "for": 5}) for word in ("geheim", "secret")),
    *((f"= {word} 5-3-1", {"method": "round", "for": 5}) for word in ("rondvraag", "round")),
    *((f"= {word}", {"method": "acclamation", "for": 9}) for word in ("acclamatie", "acclamation")),
    ("= geheim +dvdb -bvdb", {"method": "secret", "for": 1, "against": 1, "names": NAMES}),
    (
        "= geheim Kühn-de Boer 5, Ytsma 3, blanco 1",
        {
            "method": "secret",
            "blank": 1,
            "names": NAMES,
            "choices": [
                {"name": "Kühn-de Boer", "handle": "RKB", "votes": 5},
                {"name": "Ytsma", "handle": "TY", "votes": 3},
            ],
        },
    ),
    ("= secret Kühn-de Boer 5, Ytsma 3, blank 1", {"method": "secret", "blank": 1}),
    ("= 3-3 +chair", {"for": 3, "against": 3, "casting": "DvdB", "casting_against": False}),
    ("= 3-3 +voorzitter", {"for": 3, "against": 3, "casting": "DvdB"}),
    ("= 3-3 +dvdb", {"for": 3, "against": 3, "casting": "DvdB"}),
    ("= 3-3 -dvdb", {"casting": "DvdB", "casting_against": True}),
]


@pytest.mark.parametrize(("typed", "fields"), VOTES)
def test_a_vote(explain: Explain, typed: str, fields: dict[str, Any]) -> None:
    told = explain(typed)
    assert {name: told["vote"][name] for name in fields} == fields
    dropped = ["a secret ballot names no voters: the names are dropped, only the numbers are kept"]
    assert told["warnings"] == (dropped if typed == "= geheim +dvdb -bvdb" else [])


@pytest.mark.parametrize(
    ("typed", "warning"),
    [
        ("= 9-3-1", "more votes than there are voters in the room (13 > 9)"),
        ("= +dvdb -ts", "TS has no vote here"),
        ("= +dvdb -Smith", "“Smith” can be T. Smith (TS) or T. Smith (TS2)"),
    ],
)
def test_a_vote_that_does_not_add_up_is_stored_as_typed(explain: Explain, typed: str, warning: str) -> None:
    told = explain(typed)
    assert (told["kind"], warning in told["warnings"]) == ("vote", True)


# Commands

COMMANDS: list[tuple[str, dict[str, Any]]] = [
    ("/open", {"kind": "open"}),
    *((line, {"kind": "close"}) for line in ("/close", "/sluit")),
    *((line, {"kind": "next"}) for line in ("/next", "/volgende")),
    *((line, {"kind": "go", "item": "4"}) for line in ("/go 4", "/naar 4")),
    *((line, {"kind": "defer", "item": None, "due": None, "text": ""}) for line in ("/defer", "/aanhouden")),
    *(
        (line, {"kind": "defer", "item": "4", "due": "2026-12-01", "text": "tijd"})
        for line in ("/defer 4 1 dec tijd", "/aanhouden 4 1 dec tijd", "/aanhouden 4 tot 1 dec, tijd")
    ),
    ("/aanhouden volgende vergadering", {"item": None, "due": "2026-12-17"}),
    *((line, {"kind": "move", "item": "6", "before": "5"}) for line in ("/move 6 before 5", "/schuif 6 voor 5")),
    *((line, {"kind": "move", "item": "6", "after": "7"}) for line in ("/move 6 after 7", "/schuif 6 na 7")),
    *((line, {"kind": "time", "item": "6", "minutes": 20}) for line in ("/time 6 20", "/tijd 6 20")),
    *((line, {"kind": "break"}) for line in ("/break", "/schors")),
    *((line, {"kind": "resume"}) for line in ("/resume", "/hervat")),
    *(
        (line, {"kind": "present", "people": ["BvdB", "FEH", "ZC"]})
        for line in ("/present bvdb feh zc", "/aanwezig Bram Fatima Zoë")
    ),
    *(
        (line, {"kind": "absent", "people": ["ZC"], "notice": notice, "text": reason})
        for line, notice, reason in (
            ("/absent zc", None, ""),
            ("/absent zc ziek", None, "ziek"),
            ("/afwezig zc m.k.", True, ""),
            ("/afwezig zc z.k. ziek", False, "ziek"),
            ("/absent zc with notice", True, ""),
        )
    ),
    *((line, {"kind": "in", "people": ["ZC"]}) for line in ("/in zc", "/binnen zc")),
    *((line, {"kind": "out", "people": ["ZC"]}) for line in ("/out zc", "/weg zc")),
    ("/online zc", {"kind": "online", "people": ["ZC"]}),
    *(
        (f"/{word} XvL X. von Löwenstein, bestuurder", {"kind": "guest", "handle": "XvL", "text": "bestuurder"})
        for word in ("guest", "gast")
    ),
    ("/gast HPvL H.-P. von Löwenstein, bestuurder", {"handle": "HPvL", "name": "H.-P. von Löwenstein"}),
    *((line, {"kind": "recuse", "people": ["ZC"]}) for line in ("/recuse zc", "/onthoudt zc")),
    *((line, {"kind": "secret", "last": False}) for line in ("/secret", "/geheim", "/vertrouwelijk")),
    *(
        (line, {"kind": "secret", "confidential": {"ground": "art. 20 WOR", "until": "2026-12-01"}, "last": False})
        for line in ("/secret until 1 dec art. 20 WOR", "/geheim tot 1 dec art. 20 WOR")
    ),
    *((line, {"kind": "secret", "last": True}) for line in ("/secret last", "/geheim laatste")),
    *((line, {"kind": "to", "item": "4"}) for line in ("/to 4", "/bij 4")),
    *((line, {"kind": "moved", "people": ["BvdB", "FEH"]}) for line in ("/moved bvdb feh", "/ingediend Bram Fatima")),
    *(
        (line, {"kind": "minority", "people": ["ZC"], "text": "te duur"})
        for line in ("/minority zc te duur", "/minderheid Zoë: te duur")
    ),
    *(
        (line, {"kind": "correction", "text": "blz. 2: nee"})
        for line in ("/correct blz. 2: nee", "/correctie blz. 2: nee")
    ),
    *((line, {"kind": "approve", "on": None}) for line in ("/approve", "/vaststellen")),
    *((line, {"on": "2026-10-15"}) for line in ("/approve 15 oct", "/vaststellen 15 oktober")),
    *((line, {"kind": "amend", "reference": "b2", "text": "x"}) for line in ("/amend b2 x", "/wijzig b2 x")),
    *((line, {"kind": "withdraw", "reference": "b2", "text": ""}) for line in ("/withdraw b2", "/trek b2 in")),
    *((line, {"kind": "replace", "reference": "b2", "text": "x"}) for line in ("/replace b2 x", "/vervang b2 x")),
    *((line, {"kind": "done", "reference": "a4"}) for line in ("/done a4", "/gereed a4")),
    *((line, {"kind": "cancel", "reference": "a4", "text": "x"}) for line in ("/cancel a4 x", "/vervalt a4 x")),
    *(
        (line, {"kind": "postpone", "reference": "t1", "due": "2026-12-01"})
        for line in ("/postpone t1 1 dec", "/uitstel t1 1 dec")
    ),
    *(
        (line, {"kind": "assign", "reference": "a4", "people": ["ZC"]})
        for line in ("/assign a4 @zc", "/toewijzen a4 @zc")
    ),
    *((line, {"kind": "undo"}) for line in ("/undo", "/terug")),
    *((line, {"kind": "redo"}) for line in ("/redo", "/opnieuw")),
    *((line, {"kind": "read"}) for line in ("/read", "/lees")),
    *((line, {"reference": line[6:]}) for line in ("/done B 2026-11-02", "/done B-2026-11-02", "/done A 2026-11-04")),
]


@pytest.mark.parametrize(("typed", "fields"), COMMANDS)
def test_a_command(explain: Explain, typed: str, fields: dict[str, Any]) -> None:
    told = explain(typed)
    assert {name: told[name] for name in fields} == fields
    assert told["warnings"] == []


@pytest.mark.parametrize(
    ("typed", "kind", "warning"),
    [
        ("/done a9", "done", "there is no a9 in this meeting"),
        ("/go 99", "go", "there is no item 99 on the agenda"),
        ("/onzin tekst", "note", "/onzin is no command"),
        ("/next zondag", "note", "/next stands alone, without more words behind it"),
        ("= wie is er voor", "note", "this is not a vote I can read; it is kept as a note"),
    ],
)
def test_what_makes_no_sense_is_said_and_kept(explain: Explain, typed: str, kind: str, warning: str) -> None:
    told = explain(typed)
    assert (told["kind"], told["warnings"]) == (kind, [warning])
    assert kind != "note" or told["text"] == typed


# The command itself


def test_the_installed_command_says_it_in_words_in_both_languages(folder: Path) -> None:
    asked = ["explain", "@bvdb,feh brief > 1 nov", "--on", DAY, "--meeting", KEY]
    english = run("--archive", folder, "--lang", "en", *asked).stdout.decode().splitlines()
    dutch = run("--archive", folder, "--lang", "nl", *asked).stdout.decode().splitlines()
    assert english == [
        "Action · Bram van den Broek, Fatima el Hadi · Mon 1 Nov 2027",
        "! that has just been; the next one is Mon 1 Nov 2027",
    ]
    assert dutch == [
        "Actie · Bram van den Broek, Fatima el Hadi · ma 1 nov 2027",
        "! dat is net geweest; de eerstvolgende is ma 1 nov 2027",
    ]
