"""Bodies and people: what can be set and said, what is refused, and what meetings begin with."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from store.archive.register import Register
from store.bodies.body import (
    by_parent,
    guests_on,
    members_on,
    more_than_seats,
    new_body,
    next_dates,
    next_meeting_number,
    plan_of,
    presenter_on,
    problems,
    sending_day,
    template_items,
    usual_times,
    with_changed_person,
    with_person,
    with_template,
)
from store.bodies.settings import SETTINGS, find_setting, opened_by, with_setting
from store.errors import CannotDo
from store.i18n import speak
from store.language.day_phrases import Calendar
from store.language.settings.person_line import read_person, say_person, with_field
from store.language.settings.rules import read_quorum, say_quorum, say_withheld
from store.model import (
    AgendaItem,
    Audiences,
    Body,
    Days,
    Every,
    House,
    Majority,
    Numbering,
    Person,
    Plan,
    Quorum,
    QuorumOf,
    Role,
    Rules,
    Series,
    Tie,
    View,
    Withheld,
)
from tests.helpers.meetings import BODY
from tests.helpers.tables import each_row

TODAY = date(2026, 10, 1)
CALENDAR = Calendar(on=TODAY)
FULL = Body(
    key="or",
    name="Ondernemingsraad",
    language="nl",
    seats=11,
    rules=Rules(quorum=Quorum(of=QuorumOf.MEMBERS, parts=(2, 3), more=False), majority=Majority.SEATS, tie=Tie.CASTING),
    plan=Plan(
        start=time(13, 30),
        minutes=150,
        place="Kantine 2",
        series=Series(every=Every.MONTH, weekday=3, nth=3),
        skipped=(Days(first=date(2026, 11, 1), last=date(2026, 11, 30), words="beurs"),),
    ),
    audiences=Audiences(employer=View(reads=("art. 20 WOR", "art. 17")), public=View(withholds=tuple(Withheld))),
    house=House(logo="logos/or.png", head="OR Houtman", foot="Postbus 1", colour="#0b6b3a", font="Arial"),
)


def problem(body: Body, *others: Body) -> str:
    """The one thing that is wrong."""
    [words] = problems(body, others)
    assert "\n" not in words
    return words


# Settings


@each_row("language", ["nl", "en"])
@each_row("body", [FULL, BODY, Body(key="x", name="X")])
def test_every_setting_reads_back_as_it_is_said(body: Body, language: str) -> None:
    speak(language)
    for setting in SETTINGS:
        if setting.key in ("end", "length") and plan_of(body).minutes is None:
            continue
        again = setting.put(body, setting.say(body), CALENDAR)
        assert setting.say(again) == setting.say(body), setting.key
        if setting.key != "end":
            assert plan_of(again) == plan_of(body), setting.key
            assert replace(again, plan=None) == replace(body, plan=None), setting.key


@each_row(
    "name, value, said",
    [
        ("zetels", "11", "11"),
        ("Quorum", "Meer dan de helft van de zetels", "more than half of the seats"),
        ("quorum", "at least 2/3 of the members", "at least 2/3 of the members"),
        ("quorum", "ten minste 60% van de leden", "at least 60/100 of the members"),
        ("quorum", "6", "6"),
        ("meerderheid", "2/3", "two thirds of the votes cast"),
        ("bij staken", "doorslaggevende stem", "the chair decides"),
        ("staken", "het lot beslist", "decided by lot"),
        ("casting vote", "ja", "yes"),
        ("onthoudingen", "no", "no"),
        ("tijdzone", "new york", "America/New_York"),
        ("taal", "nederlands", "Dutch"),
        ("start", "13.30", "13:30"),
        ("start", "9", "09:00"),
        ("einde", "15u45", "15:45"),
        ("duur", "1:30", "90 min"),
        ("duur", "2,5 uur", "150 min"),
        ("place", "Kantine 2 [/b]", "Kantine 2 [/b]"),
        ("agenda", "10 dagen", "10"),
        ("vergadert", "elke derde donderdag", "every third Thursday of the month"),
        ("skip", "25 dec 2026; 1 t/m 3 mei 2027: mei", "25 December 2026; 1 May 2027 to 3 May 2027 (mei)"),
        ("committee of", "OR", "or"),
        ("nummer", "{n:03}/{year}", "{n:03}/{year}"),
        ("niet voor de bestuurder", "afwezigheid; Acties,NAMEN", "actions, names beside votes, reasons of absence"),
        ("not for the employer", "niets", "nothing"),
        ("niet voor de achterban", "", say_withheld(Audiences().public.withholds)),
        ("employer may read", "art. 20 WOR; art. 17, lid 2", "art. 20 WOR; art. 17, lid 2"),
        ("achterban mag lezen", "-", ""),
        ("kopregel", "OR [/b]", "OR [/b]"),
        ("voettekst", "Postbus 1", "Postbus 1"),
    ],
)
def test_settings_are_typed_in_both_languages(name: str, value: str, said: str) -> None:
    body = with_setting(Body(key="x", name="X"), name, value, CALENDAR)
    assert find_setting(name).say(body) == said


@each_row(
    "name, value, words",
    [
        ("geur", "blauw", "no setting “geur”"),
        ("kleur", "blauw", "no colour"),
        ("seats", "veel", "“veel” is no whole number"),
        ("quorum", "genoeg", "“genoeg” is no quorum"),
        ("majority", "de meesten", "is not a majority; that is one of: more than half"),
        ("tie", "later", "is not what happens with equal votes"),
        ("casting vote", "misschien", "neither yes nor no"),
        ("time zone", "Mars/Base", "“Mars/Base” is no time zone"),
        ("language", "frysk", "no language"),
        ("start", "straks", "no time of the day"),
        ("start", "25:00", "no time of the day"),
        ("length", "lang", "no length"),
        ("skipped", "29 februari 2027", "“29 februari 2027” is no day"),
        (
            "not for the public",
            "acties, geheimen",
            "“geheimen” is not something that can be left out",
        ),
    ],
)
def test_a_value_that_cannot_be_read_is_one_clear_line(name: str, value: str, words: str) -> None:
    with pytest.raises(CannotDo, match=words) as refusal:
        with_setting(BODY, name, value, CALENDAR)
    assert "\n" not in str(refusal.value)


@each_row(
    "before, after, opened",
    [
        ("", "", ""),
        ("acties", "acties, namen", ""),
        ("acties, namen", "acties", "The public can then read: names beside votes."),
        # Where nothing that was said is told, who said it is not told either.
        ("alles wat gezegd is, sprekers", "alles wat gezegd is", ""),
        ("alles wat gezegd is", "sprekers", "The public can then read: all that was said."),
        ("sprekers", "niets", "The public can then read: speakers."),
    ],
)
def test_what_readers_can_read_by_a_change_is_said(before: str, after: str, opened: str) -> None:
    old = with_setting(BODY, "not for the public", before, CALENDAR)
    assert opened_by(old, with_setting(old, "not for the public", after, CALENDAR)) == opened


def test_what_a_change_opens_is_told_by_the_body_on_disk_then(tmp_path: Path) -> None:
    register = Register(tmp_path, tmp_path / "state")
    register.add(with_setting(BODY, "not for the public", "acties, namen", CALENDAR))
    changed, opened = register.change_telling(
        BODY.key,
        lambda old: with_setting(old, "not for the public", "acties", CALENDAR),
        lambda new, old: replace(new, seats=old.seats + 1),
    )
    assert opened == "The public can then read: names beside votes."
    assert changed == register.find(BODY.key)
    assert changed.seats == BODY.seats + 1


def test_length_and_end_replace_each_other() -> None:
    body = with_setting(with_setting(BODY, "start", "13:30", CALENDAR), "length", "90", CALENDAR)
    assert usual_times(body) == (time(13, 30), time(15))
    body = with_setting(body, "end", "16:00", CALENDAR)
    assert (usual_times(body), plan_of(body).minutes) == ((time(13, 30), time(16)), None)
    assert find_setting("length").say(body) == "150 min"


def test_the_language_brings_its_own_letters_unless_they_were_changed() -> None:
    body = with_setting(new_body("or", "OR", "en"), "language", "nl", CALENDAR)
    assert body.numbering.decision == "B {meeting}-{n:02}"
    own = with_setting(body, "decision", "Besluit {meeting}.{n}", CALENDAR)
    assert with_setting(own, "language", "en", CALENDAR).numbering == own.numbering


@given(st.sampled_from(list(QuorumOf)), st.integers(0, 9999), st.integers(1, 99), st.integers(1, 99), st.booleans())
def test_every_quorum_reads_back(of: QuorumOf, number: int, part: int, whole: int, more: bool) -> None:
    quorum = Quorum(of=of, number=number) if of is QuorumOf.NUMBER else Quorum(of=of, parts=(part, whole), more=more)
    for language in ("nl", "en"):
        speak(language)
        assert read_quorum(say_quorum(quorum)) == quorum


# What can be wrong


def test_what_is_wrong_with_a_body_is_one_clear_line() -> None:
    assert problems(FULL) == []
    assert "cannot end at 09:00" in problem(replace(FULL, plan=Plan(start=time(13), end=time(9))))
    assert "“Europa/Amsterdam” is no time zone" in problem(replace(FULL, time_zone="Europa/Amsterdam"))
    assert "“../x” is no key" in problem(replace(FULL, key="../x"))
    assert "A body has a name" in problem(replace(FULL, name=" "))
    assert "no number of seats" in problem(replace(FULL, seats=-1))
    assert "is the name of the body gor already" in problem(FULL, replace(FULL, key="gor"))
    assert "no body “raad”" in problem(replace(FULL, parent="raad"))
    assert "committee of itself" in problem(replace(FULL, parent="or"))
    child = Body(key="vgwm", name="VGWM", parent="or")
    assert problems(child, [FULL]) == []
    assert "committee of itself" in problem(replace(FULL, parent="vgwm"), child)


@each_row(
    "pattern", ["B {meeting}", "{n}", "B", "{meeting}-{n", "{meeting}-{x}", "{meeting!r}-{n}", "{meeting}-{n:_<9}"]
)
def test_numbers_that_would_repeat_or_break_are_refused(pattern: str) -> None:
    assert "no pattern of numbers" in problem(replace(FULL, numbering=Numbering(decision=pattern)))


@each_row("pattern", ["{meeting}", "{year", "vast", "{year.real}", "{0}"])
def test_meeting_numbers_that_break_are_refused(pattern: str) -> None:
    assert "no pattern of meeting numbers" in problem(replace(FULL, numbering=Numbering(meeting=pattern)))


def test_a_handle_is_one_persons_for_good() -> None:
    left = Person(handle="KP", name="Kees Postma", until=date(2020, 1, 1))
    body = replace(FULL, people=(left,))
    again = with_person(body, Person(handle="", name="Karin Peters"))
    assert again.people[-1].handle == "KP2"
    taken = with_person(body, Person(handle="kp", name="Karin Peters"))
    assert problem(taken) == "kp cannot be both Kees Postma and Karin Peters: initials are one person’s for good."
    renamed = with_changed_person(body, "kp", replace(left, handle="KPo"))
    assert renamed.people[0].former == ("KP",)
    assert with_person(renamed, Person(handle="", name="Karin Peters")).people[-1].handle == "KP2"
    assert problems(with_changed_person(renamed, "KPo", replace(renamed.people[0], handle="KP"))) == []
    with pytest.raises(CannotDo, match="Nobody in Ondernemingsraad has the initials “XX”"):
        with_changed_person(body, "XX", left)


def test_what_is_wrong_with_people_is_one_clear_line() -> None:
    one = Person(handle="AB", name="Anna Bos")
    for person, words in (
        (replace(one, since=date(2027, 2, 1), until=date(2027, 1, 1)), "Anna Bos: the end, 1 January 2027, is before"),
        (replace(one, handle="allen"), "“allen” cannot be initials"),
        (replace(one, handle="a b"), "cannot be initials"),
        (replace(one, name=""), "AB has no name"),
        (replace(one, name="Bos, Anna"), "no comma"),
        (replace(one, role=Role.GUEST), "is a guest, and has no vote"),
    ):
        assert words in problem(replace(FULL, people=(person,)))


# People on one line


@each_row(
    "line, person",
    [
        ("Bram van den Broek", Person(handle="", name="Bram van den Broek")),
        (
            "Bram van den Broek (BvdB), voorzitter, directeur, zonder stem, vanaf 1 mei 2026, tot 1 mei 2030",
            Person(
                handle="BvdB",
                name="Bram van den Broek",
                role=Role.CHAIR,
                function="directeur",
                vote=False,
                since=date(2026, 5, 1),
                until=date(2030, 5, 1),
            ),
        ),
        ("Noor Bakker, ambtelijk secretaris", Person(handle="", name="Noor Bakker", role=Role.SECRETARY, vote=False)),
        ("Noor Bakker, secretaris", Person(handle="", name="Noor Bakker", role=Role.SECRETARY)),
        (
            "Jan (Johan) Vos (JV), guest, director, from January 6, 2027",
            Person(
                handle="JV",
                name="Jan (Johan) Vos",
                role=Role.GUEST,
                function="director",
                vote=False,
                since=date(2027, 1, 6),
            ),
        ),
        (
            "A B, van 1 jan 2025 tot 1 jan 2027, manager, sales",
            Person(handle="", name="A B", function="manager, sales", since=date(2025, 1, 1), until=date(2027, 1, 1)),
        ),
    ],
)
def test_somebody_on_one_line(line: str, person: Person) -> None:
    assert read_person(line, CALENDAR) == person


@each_row(
    "line, words",
    [
        ("", "A name comes first"),
        (", lid", "A name comes first"),
        ("Jan, tot 29 februari 2027", "“29 februari 2027” is no day"),
        ("Jan (allen)", "“allen” cannot be initials"),
        ("Jan (te lang voor initialen)", "cannot be initials"),
    ],
)
def test_a_line_that_names_nobody_is_told(line: str, words: str) -> None:
    with pytest.raises(CannotDo, match=words):
        read_person(line, CALENDAR)


words_of = st.text(st.characters(categories=["L"]), min_size=2, max_size=8)


@given(
    st.builds(
        lambda first, last, handle, role, function, vote, since, until: Person(
            handle=handle,
            name=f"{first} {last}",
            role=role,
            function=function and f"hoofd {function}",
            vote=vote and role is not Role.GUEST,
            since=since,
            until=until,
            former=("X1",),
        ),
        words_of,
        words_of,
        st.from_regex(r"[A-Z][a-z]{0,3}[A-Z]", fullmatch=True),
        st.sampled_from(list(Role)),
        st.just("") | words_of,
        st.booleans(),
        st.none() | st.dates(date(1950, 1, 1), date(2080, 1, 1)),
        st.none() | st.dates(date(1950, 1, 1), date(2080, 1, 1)),
    ),
    st.sampled_from(["nl", "en"]),
)
def test_somebody_reads_back(person: Person, language: str) -> None:
    speak(language)
    assert read_person(say_person(person), CALENDAR, person) == person
    bare = Person(handle=person.handle, name="?", former=person.former)
    assert read_person(say_person(person), CALENDAR, bare) == person


def test_one_field_of_somebody() -> None:
    one = Person(handle="AB", name="Anna Bos", until=TODAY)
    assert with_field(one, "rol", "voorzitter", CALENDAR).role is Role.CHAIR
    assert with_field(one, "role", "gast", CALENDAR).vote is False
    assert with_field(one, "tot", "", CALENDAR).until is None
    assert with_field(one, "vanaf", "1-5-2026", CALENDAR).since == date(2026, 5, 1)
    with pytest.raises(CannotDo, match="no “schoenmaat”"):
        with_field(one, "schoenmaat", "42", CALENDAR)


# What meetings begin with


def test_members_are_those_in_office_on_the_day() -> None:
    people = (
        Person(handle="A", name="A", until=date(2026, 9, 30)),
        Person(handle="B", name="B", since=TODAY, until=TODAY),
        Person(handle="C", name="C", since=date(2026, 10, 2)),
        Person(handle="G", name="G", role=Role.GUEST, vote=False),
    )
    body = replace(FULL, people=people)
    assert [person.handle for person in members_on(body, TODAY)] == ["B"]
    assert [person.handle for person in guests_on(body, TODAY)] == ["G"]


@each_row(
    "pattern, so_far, number",
    [
        ("{year}-{n:02}", [], "2026-01"),
        ("{year}-{n:02}", ["2026-01", "2026-03", "2025-09", "2026-09-17", "x"], "2026-04"),
        ("{n}", ["7", "12"], "13"),
        ("{n:03}/{year}", ["009/2026"], "010/2026"),
        ("OR {year} ({n})", ["OR 2026 (1)"], "OR 2026 (2)"),
        ("{year}-{month:02}", ["2026-10"], "2026-10"),
        ("{n}-{n}", ["1-1", "2-1"], "2-2"),
    ],
)
def test_the_number_of_the_next_meeting(pattern: str, so_far: list[str], number: str) -> None:
    body = replace(FULL, numbering=Numbering(meeting=pattern))
    assert next_meeting_number(body, so_far, TODAY) == number


def test_the_template_and_its_presenters() -> None:
    items = (
        AgendaItem(id=7, number="1", title="Opening", presenter="voorzitter"),
        AgendaItem(id=7, number="2", title="B"),
    )
    body = with_template(BODY, items)
    assert [(item.id, item.title) for item in template_items(body)] == [(1, "Opening"), (2, "B")]
    assert presenter_on(BODY, "voorzitter", TODAY) == "HdV"
    assert presenter_on(BODY, "chair", TODAY) == "HdV"
    assert presenter_on(BODY, "penningmeester", TODAY) == "penningmeester"
    assert presenter_on(BODY, "member", TODAY) == "member"
    assert presenter_on(replace(BODY, people=()), "secretaris", TODAY) == "secretaris"


def test_the_dates_of_a_body_leave_out_what_it_skips() -> None:
    days = next_dates(FULL, TODAY)
    assert [next(days), next(days)] == [date(2026, 10, 15), date(2026, 12, 17)]
    assert sending_day(FULL, date(2026, 10, 15)) == date(2026, 10, 8)
    with pytest.raises(CannotDo, match="notulist bodies change or meets="):
        next_dates(BODY, TODAY)


def test_committees_stand_below_their_body_and_nobody_is_left_out() -> None:
    def body(key: str, parent: str = "") -> Body:
        return Body(key=key, name=key, parent=parent)

    bodies = [
        body("c", "b"),
        body("a"),
        body("b", "a"),
        body("d"),
        body("lost", "gone"),
        body("x", "y"),
        body("y", "x"),
    ]
    assert [(depth, each.key) for depth, each in by_parent(bodies)] == [
        (0, "a"),
        (1, "b"),
        (2, "c"),
        (0, "d"),
        (0, "lost"),
        (0, "x"),
        (0, "y"),
    ]


def test_more_members_with_a_vote_than_seats_are_said() -> None:
    day = date(2027, 3, 11)
    body = replace(new_body("or", "OR", "nl"), seats=1)
    body = with_person(body, Person(handle="AB", name="Anna Bos"))
    assert more_than_seats(body, day) == ""
    # Neither guests nor who has no vote count, nor who is of the body no more.
    body = with_person(body, Person(handle="HP", name="Hans Prins", role=Role.GUEST, vote=False))
    body = with_person(body, Person(handle="NB", name="Noor Bak", vote=False))
    body = with_person(body, Person(handle="OD", name="Oud Lid", until=date(2026, 1, 1)))
    assert more_than_seats(body, day) == ""
    body = with_person(body, Person(handle="KV", name="Kees Vos"))
    assert more_than_seats(body, day) == "More members have a vote than there are seats: 2, and 1."
    assert more_than_seats(replace(body, seats=0), day) == ""
