"""Who is who: the same words give the same person in every place that names people."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from exports.agenda.yaml_json import read_json
from exports.people.members_csv import read_members
from store.bodies.body import new_body
from store.language.day_phrases import Calendar
from store.language.offices import holders
from store.language.people import People, propose_handle
from store.language.settings.person_line import read_person, say_person, with_field
from store.language.vocabulary import OFFICES, Office
from store.model import Attendee, Person, Role
from tests.helpers.agendas import head_of
from tests.helpers.tables import each_row

CALENDAR = Calendar(on=date(2026, 9, 17))
WORDS = {word: office for office in OFFICES for word in (*office.nl, *office.en)}
Who = tuple[Role, str, bool]


def told(people: tuple[Person, ...], guests: tuple[Attendee, ...] = ()) -> Who:
    everybody: list[Person | Attendee] = [*people, *guests]
    assert len(everybody) == 1
    who = everybody[0]
    assert (who.name, who.handle) == ("Jan Smit", "JS")
    return who.role, who.function, who.vote


def everywhere(word: str) -> dict[str, Who]:
    """What each place that names people makes of Jan Smit with `word` beside his name."""
    inside = head_of(f"## Aanwezig\n\n- Jan Smit (JS, {word})\n")
    alone = head_of(f"## Aanwezig\n\n- Jan Smit ({word})\n")
    behind = head_of(f"- Leden: Jan Smit (JS), {word}\n")
    table = head_of(f"## Aanwezig\n\n| Naam | Functie |\n|---|---|\n| Jan Smit (JS) | {word} |\n")
    named = head_of(
        f"## Aanwezig\n\n| Voornaam | Achternaam | Rol | Aanwezig |\n|---|---|---|---|\n| Jan | Smit | {word} | ja |\n"
    )
    data = read_json(json.dumps({"items": ["x"], "people": [{"name": "Jan Smit", "role": word}]}))
    file = read_members(f"Naam;Rol\nJan Smit;{word}\n".encode(), new_body("or", "OR", "nl"), CALENDAR)
    typed = read_person(f"Jan Smit (JS), {word}", CALENDAR)
    changed = with_field(Person(handle="JS", name="Jan Smit"), "rol", word, CALENDAR)
    return {
        "brackets": told(inside.people, inside.guests),
        "brackets alone": told(alone.people, alone.guests),
        "behind the name": told(behind.people, behind.guests),
        "table": told(table.people, table.guests),
        "table with names in parts": told(named.people, named.guests),
        "data": told(data.people, data.guests),
        "file of members": told(file.people),
        "line": told((typed,)),
        "changed": told((changed,)),
    }  # fmt: skip


@each_row("word", WORDS)
def test_a_word_gives_the_same_person_everywhere(word: str) -> None:
    office = WORDS[word]
    found = everywhere(word)
    assert found == dict.fromkeys(found, (office.role, word if office.named else "", office.vote))


@each_row("word", WORDS)
def test_a_line_of_the_head_gives_that_person_too(word: str) -> None:
    office: Office = WORDS[word]
    agenda = head_of(f"- {word.capitalize()}: Jan Smit (JS)\n")
    data = read_json(json.dumps({"items": ["x"], word: "Jan Smit (JS)"}))
    for read in (agenda, data):
        expected = office.role, word if office.named else "", office.vote
        assert told(read.people, read.guests) == expected


@each_row(
    "line, function",
    [
        ("Trustees: Jan Smit (JS)", "trustee"),
        ("Bestuursleden: Jan Smit (JS)", "bestuurslid"),
        ("Penningmeester: Jan Smit (JS)", "penningmeester"),
        ("Toehoorders: Jan Smit (JS)", "toehoorder"),
        ("Observers: Jan Smit (JS)", "observer"),
        ("Plaatsvervangende leden: Jan Smit (JS)", "plaatsvervangend lid"),
    ],
)
def test_a_line_of_several_says_what_one_of_them_is(line: str, function: str) -> None:
    agenda = head_of(f"- {line}\n")
    assert told(agenda.people, agenda.guests)[1] == function


@each_row(
    "words", ["bestuurder", "directeur", "algemeen directeur", "HR-adviseur", "extern adviseur", "toehoorder", "gast",
              "plaatsvervangend lid", "ambtelijk secretaris", "notulist", "clerk"],
)  # fmt: skip
def test_whoever_is_no_member_has_no_vote_unless_that_is_said(words: str) -> None:
    assert not read_person(f"Jan Smit (JS), {words}", CALENDAR).vote
    member = read_person(f"Jan Smit (JS), lid, {words}", CALENDAR)
    assert (member.role, member.vote) == (Role.MEMBER, True)


def test_a_vote_that_is_said_counts_also_in_an_agenda() -> None:
    [clerk] = head_of("- Ambtelijk secretaris: Jan Smit (JS, met stem)\n").people
    [member] = head_of("- Leden: Jan Smit (JS, zonder stem)\n").people
    assert (clerk.vote, member.vote) == (True, False)


def test_the_people_of_a_table_with_a_column_of_yes_and_no() -> None:
    agenda = head_of(
        "## Aanwezig\n\n| Voornaam | Achternaam | Organisatie | Rol | Aanwezig |\n|---|---|---|---|---|\n"
        "| Adam | Dil | Gemeente | lid | nee |\n| Denise | Paal | GGD | voorzitter | ja |\n"
        "| Jo | van Lingen | Politie | notulist | ja |\n| Omar | Sant | Gemeente | gast | ja |\n"
    )
    assert [(who.name, who.role, who.vote) for who in agenda.people] == [
        ("Adam Dil", Role.MEMBER, True),
        ("Denise Paal", Role.CHAIR, True),
        ("Jo van Lingen", Role.SECRETARY, False),
    ]
    assert [who.name for who in agenda.guests] == ["Omar Sant"]


@each_row(
    "name, handle",
    [
        ("Mevr. B. op de Laak", "BodL"), ("dhr. J. de Vries", "JdV"), ("drs. K. Postma", "KP"),
        ("Prof. dr. E. 's-Gravesande", "EsG"), ("Cllr Mrs M Leamon", "ML"), ("Mr Smith", "S"), ("Dr", "D"),
    ],
)  # fmt: skip
def test_salutations_and_titles_are_no_part_of_initials(name: str, handle: str) -> None:
    assert propose_handle(name, ()) == handle


FUNCTIONS = st.lists(st.sampled_from([*WORDS, "controller", "portefeuille HR"]), max_size=2).map(", ".join)


@given(st.sampled_from(Role), FUNCTIONS, st.booleans())
def test_what_is_said_of_a_person_reads_back(role: Role, function: str, vote: bool) -> None:
    line = say_person(Person(handle="JS", name="Jan Smit", role=role, function=function, vote=vote))
    read = read_person(line, CALENDAR)
    assert say_person(read) == line
    assert read.vote is (vote and role is not Role.GUEST)


COUNCIL = (
    Person(handle="DB", name="Dina Bos", role=Role.CHAIR),
    Person(handle="FE", name="Fatima El Hachmi", role=Role.SECRETARY),
    Person(handle="PJ", name="Petra Jansen", role=Role.SECRETARY, vote=False),
    Person(handle="LD", name="Lies Dam", role=Role.SECRETARY, vote=False, function="notulist"),
    Person(handle="KL", name="Kees Lam", function="vicevoorzitter"),
    Person(handle="HP", name="Hans Prins", role=Role.GUEST, vote=False, function="bestuurder"),
)


@each_row(
    "words, handle",
    [
        ("vz", "DB"), ("voorzitter", "DB"), ("Chair", "DB"), ("secretaris", "FE"), ("ambtelijk secretaris", "PJ"),
        ("clerk", "PJ"), ("notulist", "LD"), ("vicevoorzitter", "KL"), ("vice-chair", "KL"), ("bestuurder", "HP"),
    ],
)  # fmt: skip
def test_an_office_is_a_name_of_whoever_holds_it(words: str, handle: str) -> None:
    assert [who.handle for who in People(COUNCIL).who(words)] == [handle]
    assert [who.handle for who in People(COUNCIL).who(f"@{words}")] == [handle]


def test_an_office_that_nobody_or_everybody_holds_is_no_name() -> None:
    assert [holders(words, COUNCIL) for words in ("lid", "gast", "penningmeester", "rooster")] == [(), (), (), ()]
    assert [who.handle for who in holders("secretaris", COUNCIL[2:3])] == ["PJ"]
