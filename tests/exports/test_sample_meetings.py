"""The project's own sample meetings, replayed through an archive on disk and checked point for point."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from exports.agenda.markdown import read_agenda
from exports.agenda.meeting_from_agenda import body_of, planned
from exports.confidentiality.redaction import redacted
from exports.publish import make
from exports.samples import sample
from store import wall_clock
from store.archive.archive import Archive
from store.language.people import sort_key
from store.meeting.completeness import unfinished
from store.meeting.running import RunningMeeting
from store.model import (
    EVERYONE,
    Audience,
    Due,
    Entry,
    HeldOver,
    ItemStatus,
    Kind,
    Method,
    Minority,
    Outcome,
    Role,
    Secrecy,
)
from store.record.clock import local, planned_start, spent
from store.record.confidentiality import secrecy_of
from store.record.record import Record
from store.wall_clock import today
from tests.conftest import run
from tests.helpers.reading import lines_of
from tests.helpers.sample import both, replayed
from tools.documents import sample_files
from tui.cli.meetings.demo import held_on, lay_half_way, open_demo, print_demo
from tui.cli.meetings.scribe import do_line, read_lines, start_of
from tui.routes import Place

__all__ = ["both"]

AFTER = datetime(2027, 6, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def dutch(tmp_path: Path) -> Record:
    return replayed("nl", tmp_path)[0]


@pytest.fixture
def english(tmp_path: Path) -> Record:
    return replayed("en", tmp_path)[0]


def at(record: Record, moment: datetime | None) -> str:
    return f"{local(moment, record.meeting):%H:%M}" if moment else ""


def roll(record: Record, *, at_all: bool) -> list[str]:
    """Those who were there, or were not, in the order of the roll; guests apart."""
    members = [who for who in record.attendance.values() if who.role is not Role.GUEST]
    return [who.handle for who in sorted(members, key=lambda who: sort_key(who.name)) if bool(who.presence) is at_all]


def of_kind(record: Record, kind: Kind) -> list[Entry]:
    return sorted((e for e in record.entries.values() if e.kind is kind), key=lambda e: e.reference)


def promises(record: Record, kind: Kind) -> list[tuple[tuple[str, ...], tuple[str, ...], date | None, time | None]]:
    return [
        (e.owners, e.owners_unread, e.due.day if e.due else None, e.due.time if e.due else None)
        for e in of_kind(record, kind)
    ]


def treated(record: Record) -> list[str]:
    items = [item for item in record.items.values() if item.intervals]
    return [item.number for item in sorted(items, key=lambda item: item.intervals[0].start)]


def minutes_spent(record: Record) -> dict[str, float]:
    return {item.number: spent(item, record.meeting, AFTER) / 60 for item in record.agenda()}


# The Dutch sample


def test_what_is_said_about_the_lines(tmp_path: Path) -> None:
    approved = (
        "The minutes of 22 October 2026 are not in the archive; the approval is kept as a decision of this meeting."
    )
    assert replayed("nl", tmp_path / "nl")[1] == [
        approved,
        "“z.s.m.” is kept as words, not as a date",
        "“Sjoerd” can be Sjoerd Ytsma or Sjoerd Peters",
    ]
    assert replayed("en", tmp_path / "en")[1] == [
        approved,
        "“asap” is kept as words, not as a date",
        "“Smith” can be David Smith or Donna Smith",
    ]


def test_the_roll_of_the_dutch_sample(dutch: Record) -> None:
    assert roll(dutch, at_all=True) == "MTdA NB DvdB BvdB ZC FeH JtH IIJ RKB SY".split()
    assert roll(dutch, at_all=False) == ["AOV", "SP"]
    people = {who.handle: who for who in dutch.attendance.values()}
    (late,) = people["SY"].presence
    assert (at(dutch, late.start), at(dutch, late.end)) == ("13:38", "15:18")
    assert [here.remote for here in people["ZC"].presence] == [True]
    assert all(who.absence and who.absence.notice for who in (people["AOV"], people["SP"]))
    assert people["SP"].absence is not None
    assert people["SP"].absence.reason == "op cursus"
    guest = people["HPvL"]
    assert (guest.role, guest.items, guest.vote) == (Role.GUEST, ("6",), False)
    assert [(at(dutch, here.start), at(dutch, here.end)) for here in guest.presence] == [("14:05", "14:16")]


def test_the_course_of_the_dutch_sample(dutch: Record) -> None:
    assert treated(dutch) == "1 2 3 4 5 6 10 7 8 9 11 12".split()
    assert [item.number for item in dutch.agenda()] == [str(number) for number in range(1, 13)]
    (recess,) = dutch.meeting.recesses
    assert (at(dutch, recess.start), at(dutch, recess.end)) == ("14:16", "14:23")
    spent_on = minutes_spent(dutch)
    # Item 6 was current from 14:05 to 14:37, seven minutes of it in recess.
    assert (spent_on["6"], spent_on["10"], spent_on["7"], spent_on["11"]) == (25, 4, 13, 4)
    assert sum(spent_on.values()) == 107 - 7
    assert (at(dutch, dutch.meeting.opened), at(dutch, dutch.meeting.closed)) == ("13:31", "15:18")


def test_the_decisions_of_the_dutch_sample(dutch: Record) -> None:
    decisions = of_kind(dutch, Kind.DECISION)
    assert [e.reference for e in decisions] == [f"B 2026-11-0{number}" for number in range(1, 6)]
    assert [dutch.items[e.item or 0].number for e in decisions] == ["1", "3", "6", "10", "7"]
    approved, advice, roster = decisions[1], decisions[2], decisions[4]
    assert approved.approves == date(2026, 10, 22)
    assert len(of_kind(dutch, Kind.CORRECTION)) == 1
    assert advice.vote is not None
    assert (advice.vote.method, advice.vote.in_favour, advice.vote.against) == (Method.HAND, 8, 1)
    assert advice.vote.names_against == ("IIJ",)
    assert advice.vote.names_in_favour == ("DvdB", "JtH", "MTdA", "BvdB", "ZC", "FeH", "RKB", "SY")
    assert advice.minority == (Minority(who="IIJ", text="de toets moet er zijn vóór de OR een lijn kiest"),)
    assert roster.vote is not None
    assert (roster.vote.in_favour, roster.vote.names_abstained, roster.outcome) == (8, ("JtH",), Outcome.ADOPTED)


def test_the_election_of_the_dutch_sample(dutch: Record) -> None:
    (election,) = of_kind(dutch, Kind.VOTE)
    assert election.vote is not None
    assert (election.outcome, election.vote.method, election.vote.blank) == (Outcome.ELECTED, Method.SECRET, 1)
    assert [(choice.handle, choice.votes) for choice in election.vote.choices] == [("RKB", 6), ("SY", 2)]


def test_the_actions_of_the_dutch_sample(dutch: Record) -> None:
    assert promises(dutch, Kind.ACTION) == [
        (("SY",), (), date(2026, 11, 27), None),
        (("NB",), (), None, None),
        (("IIJ", "JtH"), (), date(2026, 12, 15), None),
        (("BvdB", "FeH"), (), date(2026, 12, 1), None),
        (("ZC",), (), date(2026, 11, 30), None),
        (("FeH",), ("Sjoerd",), date(2026, 11, 30), None),
        (("DvdB",), (), date(2026, 12, 11), None),
        ((EVERYONE,), (), date(2026, 11, 24), time(23, 59)),
    ]
    assert of_kind(dutch, Kind.ACTION)[1].due == Due(words="z.s.m.")
    assert promises(dutch, Kind.UNDERTAKING) == [(("HPvL",), (), date(2026, 11, 27), time(12))]


def test_what_the_dutch_sample_files_holds_over_and_keeps_secret(dutch: Record) -> None:
    filed = next(e for e in dutch.entries.values() if "nacht naar zondag" in e.text)
    assert (dutch.items[filed.item or 0].number, filed.speaker, at(dutch, filed.at)) == ("7", "RKB", "15:16")
    held = next(item for item in dutch.agenda() if item.status is ItemStatus.HELD_OVER)
    assert (held.number, held.held_over) == (
        "11",
        HeldOver(until=date(2026, 12, 17), words="volgende vergadering", reason="data overleg nog niet bekend"),
    )
    secret = next(item for item in dutch.agenda() if item.confidential)
    assert (secret.number, secret.confidential) == ("9", Secrecy(ground="art. 20 WOR", until=date(2027, 2, 1)))
    hidden = [e.text for e in dutch.entries.values() if secrecy_of(dutch, e)]
    assert len(hidden) == 2
    public = make(dutch, "minutes", Audience.PUBLIC)
    for words in (*hidden, "Opvolging", "commissarissen", "1 maart"):
        assert words not in public


# The English sample


def test_the_roll_of_the_english_sample(english: Record) -> None:
    assert roll(english, at_all=False) == ["DSm"]
    people = {who.handle: who for who in english.attendance.values()}
    assert people["DSm"].absence is not None
    assert people["DSm"].absence.notice
    assert [at(english, here.start) for here in people["ET"].presence] == ["13:38"]
    assert [here.remote for here in people["FC"].presence] == [True]
    assert [(at(english, here.start), at(english, here.end)) for here in people["IL"].presence] == [("14:05", "14:16")]


def test_the_course_of_the_english_sample(english: Record) -> None:
    assert treated(english) == "1 2 3 4 5 7 6 8 9".split()
    assert minutes_spent(english)["5"] == 32 - 7


def test_the_decisions_of_the_english_sample(english: Record) -> None:
    decisions = of_kind(english, Kind.DECISION)
    assert [e.reference for e in decisions] == [f"D 2026-11-0{number}" for number in range(1, 5)]
    assert decisions[1].text == "The minutes of 22 October 2026 are approved as amended."
    reply, rents = decisions[2], decisions[3]
    assert reply.vote is not None
    assert (reply.vote.in_favour, reply.vote.names_against, reply.vote.method) == (5, ("DS",), Method.HAND)
    assert reply.minority == (Minority(who="DS", text="the surplus should go into insulation now"),)
    assert rents.vote is not None
    assert (rents.vote.names_in_favour, rents.vote.names_against, rents.vote.names_abstained) == (
        ("AO", "BvdB", "CdA", "ET"),
        ("DS",),
        ("FC",),
    )


def test_the_actions_of_the_english_sample(english: Record) -> None:
    assert promises(english, Kind.ACTION) == [
        (("ET",), (), date(2026, 11, 27), None),
        (("GH",), (), None, None),
        (("BvdB", "ET"), (), date(2026, 12, 15), None),
        (("AO",), (), date(2026, 12, 11), None),
        (("BvdB",), (), date(2027, 1, 31), None),
        ((), ("Smith",), date(2026, 12, 4), None),
        ((EVERYONE,), (), date(2026, 11, 24), time(23, 59)),
    ]
    assert promises(english, Kind.UNDERTAKING) == [(("IL",), (), date(2026, 11, 27), time(12))]


# Both


def test_every_act_is_on_disk_and_every_line_was_done(both: Record) -> None:
    notes = (files("tests.samples") / f"notes-{both.meeting.body.language}.txt").read_text("utf-8").splitlines()
    typed = [line.split(maxsplit=1)[1] for line in notes if line and not line.startswith("//")]
    assert [act.line for act in both.log] == typed


def test_the_documents_of_the_sample_are_pleasant_to_read(both: Record) -> None:
    for what in ("minutes", "decisions", "actions"):
        text = make(both, what, Audience.FULL)
        assert "\\" not in text
        assert "&#" not in text
        assert max(len(line) for line in text.splitlines() if not line.startswith("|")) < 300


def test_no_name_beside_a_vote_is_public(both: Record) -> None:
    from exports.content.minutes import minutes

    public = lines_of(minutes(redacted(both, Audience.PUBLIC)).blocks)
    boxes = [line for line in public if line.startswith("> ")]
    assert boxes
    handles = {who.handle for who in both.attendance.values()}
    for line in boxes:
        assert not any(f"({handle}" in line or f", {handle}" in line for handle in handles)


def test_the_demo_prints_minutes_and_action_list() -> None:
    for language in ("nl", "en"):
        before = today()
        done = run("demo", "--lang", language)
        assert done.returncode == 0
        # Midnight may come between.
        assert done.stdout.decode() in (print_demo(language, day) for day in (before, today()))
        assert done.stderr == b""


MOMENTS = {
    "as it was written": datetime(2026, 11, 19, 13, 26, tzinfo=UTC),
    "summer": datetime(2027, 6, 1, 9, 30, tzinfo=UTC),
    "the clocks go back": datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    "the clocks go forward": datetime(2027, 3, 28, 1, 10, tzinfo=UTC),
    "a leap day": datetime(2028, 2, 29, 22, 59, tzinfo=UTC),
    "the last minutes of a year": datetime(2026, 12, 31, 22, 58, tzinfo=UTC),
    "a Sunday in August": datetime(2026, 8, 16, 10, 0, tzinfo=UTC),
}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("now", MOMENTS.values(), ids=MOMENTS.keys())
def test_the_demo_is_laid_half_way_at_any_moment(language: str, now: datetime, tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    record = archive.read(lay_half_way(archive, language, now))
    current = record.current()
    assert current is not None
    assert current.number == ("6" if language == "nl" else "5")
    last = record.log[-1].at
    assert 0 <= (now - last).total_seconds() < 60
    assert record.meeting.opened is not None
    assert record.meeting.closed is None
    begin = planned_start(record.meeting)
    assert begin is not None
    assert timedelta(0) <= record.meeting.opened - begin <= timedelta(minutes=1)
    assert record.meeting.date == local(begin, record.meeting).date() == held_on(language, now)
    assert record.meeting.number == f"{record.meeting.date:%Y-%m}"
    # The one guest is there from 35 to 55 minutes after the beginning, and the agenda says so.
    hours = [f"{local(begin + timedelta(minutes=each), record.meeting):%H:%M}" for each in (35, 55)]
    assert " ".join(hours) in " ".join(re.findall(r"\d\d:\d\d", current.explanation.replace(".", ":")))
    assert [str(each.lack) for each in unfinished(record)] == ["no_date"]


def played(language: str, day: date) -> tuple[Record, list[str]]:
    """The record of the whole sample as it is held on `day`, in memory, and what was said about its lines."""
    agenda, notes = sample(language, day)
    announced = read_agenda(agenda)
    meeting, items, roll = planned(announced, body_of(announced, announced.body_key), day)
    running = RunningMeeting(Record.new(meeting, items, roll))
    said: list[str] = []
    for typed in read_lines(notes.encode().splitlines(), meeting, start_of(running)):
        do_line(running, typed, lambda _typed, words: said.append(words))
    return running.record, said


DAYS = [
    # Around the ends of months and years, in years of 52 and 53 weeks, and all days of a fortnight.
    *(
        date(year, month, day)
        for year in (2026, 2027)
        for month, day in ((12, 31), (12, 24), (1, 1), (1, 31), (11, 30))
    ),
    *(date(2028, 2, day) for day in (1, 14, 15, 28, 29)),
    *(date(2032, 12, 22) + timedelta(days=each) for each in range(14)),
    date(2026, 8, 16),
    date(2031, 12, 1),
]


@cache
def as_written(language: str) -> tuple[Record, list[str]]:
    return played(language, date(2026, 11, 19))


def must_be_right(language: str, day: date) -> None:
    """The sample of `day` lacks what that of the files lacks, and has its dates, counted from `day`."""
    model, told = as_written(language)
    record, words = played(language, day)
    assert len(words) == len(told) == 2
    assert [each.lack for each in unfinished(record)] == [each.lack for each in unfinished(model)]
    for entry, before in zip(record.entries.values(), model.entries.values(), strict=True):
        assert (entry.kind, entry.owners, entry.outcome) == (before.kind, before.owners, before.outcome)
        if before.due and before.due.day:
            # A weekday that is not of its date would leave it without a day.
            assert entry.due is not None
            assert entry.due.day is not None, entry.text
            assert day < entry.due.day < day + timedelta(days=100), entry.text
            assert entry.due.time == before.due.time
        else:
            assert not entry.due or not entry.due.day, entry.text
        assert entry.approves == (before.approves and day - timedelta(days=28))
    for item in record.agenda():
        assert "{" not in f"{item.title} {item.explanation}"
        if item.held_over:
            assert item.held_over.until == day + timedelta(days=28)
        if item.confidential:
            assert item.confidential.until is not None
            assert timedelta(days=59) <= item.confidential.until - day <= timedelta(days=92)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_date_of_the_sample_is_right_at_the_ends_of_months_and_years(language: str) -> None:
    for day in DAYS:
        must_be_right(language, day)


@given(language=st.sampled_from(["nl", "en"]), day=st.dates(date(2026, 1, 1), date(2046, 12, 31)))
@settings(max_examples=20, phases=[Phase.explicit, Phase.generate])
def test_each_date_of_the_sample_is_right_on_any_day(language: str, day: date) -> None:
    must_be_right(language, day)


def test_the_sample_is_no_other_than_its_files() -> None:
    for name, text in sample_files().items():
        assert (files("tests.samples") / name).read_text("utf-8") == text


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 8, 14, 10, tzinfo=UTC), date(2026, 8, 14)),
        (datetime(2026, 8, 15, 10, tzinfo=UTC), date(2026, 8, 14)),
        (datetime(2026, 8, 16, 10, tzinfo=UTC), date(2026, 8, 14)),
        (datetime(2026, 8, 17, 10, tzinfo=UTC), date(2026, 8, 17)),
        # Begun on Sunday evening.
        (datetime(2026, 8, 16, 22, 10, tzinfo=UTC), date(2026, 8, 14)),
    ],
)
def test_the_demo_is_on_a_working_day(monkeypatch: pytest.MonkeyPatch, now: datetime, day: date) -> None:
    opened: list[tuple[date, datetime]] = []

    def open_app(archive: Archive, key: str, _place: Place) -> int:
        opened.append((archive.read(key).meeting.date, wall_clock.utc_now()))
        return 0

    monkeypatch.setattr("tui.app.launch.open_app", open_app)
    with wall_clock.set_to(lambda: now):
        assert open_demo("nl") == 0
        [(held, clock)] = opened
        assert held == day
        # At the same hour, and half-way.
        assert (now - clock) % timedelta(days=1) == timedelta(0)
        assert held_on("nl", clock) == day
        assert wall_clock.utc_now() == now
    assert f" {day.day} augustus 2026\n" in print_demo("nl", now.date())
