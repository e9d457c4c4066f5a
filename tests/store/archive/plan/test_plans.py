"""The plan of a council: the days of 2027, what clashes, the moments of the law, and the end of its term of office."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.archive.archive import Archive
from store.archive.new_meeting import next_day
from store.archive.plan.acts import act_of
from store.archive.plan.events import plan_events
from store.archive.plan.home_lines import plan_matters
from store.archive.plan.offers import plan_items
from store.archive.plan.plans import Plans
from store.archive.plan.work_talk import work_talk
from store.desk.plan.plain import plain_intention, plain_moment, plain_year
from store.desk.plan.term_of_office import election_days, roster
from store.desk.plan.wording import clash_line
from store.errors import CannotDo
from store.model import AgendaItem, Every, MeetingStatus, Plan, Series
from tests.helpers.planning import BODIES, COUNCIL, NOW, OVERLEG, SAFETY, held_meeting, planned_archive

MADE_ON, ASKED_ON = date(2026, 11, 20), date(2027, 3, 20)


def plans(archive: Archive, on: date = ASKED_ON) -> Plans:
    archive.index.refresh()
    return Plans(archive, on)


def act(archive: Archive, line: str, on: date = ASKED_ON) -> str:
    """Does a line of the plan, and gives how it was told."""
    done = act_of(plans(archive, on), line, COUNCIL)
    desk = archive.open_desk(done.body)
    desk.do(done.verb, line, NOW, lambda rows: done.put(rows, NOW))
    desk.close()
    return done.says


def days(*said: str) -> list[str]:
    return [f"2027-{each}" for each in said]


def test_the_year_of_all_bodies_its_agendas_and_what_clashes(tmp_path: Path) -> None:
    found = plans(planned_archive(tmp_path), MADE_ON).year(2027)
    told = plain_year(2027, MADE_ON, found.days, found.clashes, {each.key: each.language for each in BODIES})
    own = "01-21 02-18 03-18 04-15 05-20 06-17 07-15 09-16 10-21 11-18 12-16"
    assert told["meetings"] == {
        "or": days(*own.split()),
        # The twelfth of August falls in the summer of the council, which the others inherit.
        "ov": days("02-11", "04-08", "06-10", "10-14", "12-09"),
        "vgwm": days("01-07", "02-04", "03-04", "04-01", "05-06", "06-03", "07-01", "09-02", "10-07", "11-04", "12-02"),
    }
    agendas = {row["meeting"]: (row["day"], row["do_by"]) for row in told["agenda_out"]}  # type: ignore[attr-defined]
    assert agendas["2027-03-18-or"] == ("2027-03-11", "2027-03-11")
    assert agendas["2027-05-20-or"] == ("2027-05-13", "2027-05-13")
    assert told["conflicts"] == [
        {
            "meeting": "2027-05-06-vgwm",
            "why": "holiday",
            "says": "Hemelvaartsdag",
            "offers": ["2027-04-29", "2027-05-13"],
        }
    ]


def test_the_moments_of_the_law(tmp_path: Path) -> None:
    plan = plans(planned_archive(tmp_path))
    told = {state.moment.key: plain_moment(state, "or", "nl") for state in plan.moments(COUNCIL, 2027)}
    assert told["wor-24-1"] == {
        "key": "wor-24-1",
        "body": "or",
        "text": "Algemene gang van zaken",
        "law": "art. 24 lid 1",
        "times": 2,
        "covered": "0 of 2",
        "planned": ["2027-06-10-ov", "2027-12-09-ov"],
        "treated": [],
        "supervisors": True,
    }
    rows = [(key, row["law"], row.get("times"), row.get("covered")) for key, row in told.items()]
    assert rows[1:7] == [
        ("wor-31a-1", "art. 31a lid 1", 2, "0 of 2"),
        ("wor-31a-6", "art. 31a lid 6", 2, "0 of 2"),
        ("wor-31a-2", "art. 31a lid 2", 1, "0 of 1"),
        ("wor-31b", "art. 31b", 1, "0 of 1"),
        ("wor-31d", "art. 31d, 23 lid 2", 1, "0 of 1"),
        ("wor-14-h", "art. 14 lid 2 h", 1, "0 of 1"),
    ]
    assert told["wor-31d"]["when"] == "100 or more people work there"
    assert (told["wor-18"]["days"], told["wor-18"]["per"]) == (5, "member")
    assert told["wor-31-2"]["once"] == "2025-09-01"


@pytest.mark.parametrize(
    ("item", "covers"),
    [
        (AgendaItem(id=0, number="", title="Algemene gang van zaken"), True),
        (AgendaItem(id=0, number="", title="Bespreking art. 24 lid 1 WOR"), True),
        (AgendaItem(id=0, number="", title="Eerste halfjaar", moments=("wor-24-1",)), True),
        (AgendaItem(id=0, number="", title="Gang van zaken magazijn"), False),
        (AgendaItem(id=0, number="", title="Art. 24 lid 10"), False),
    ],
)
def test_an_item_that_was_treated_covers_what_it_names(tmp_path: Path, item: AgendaItem, covers: bool) -> None:
    archive = planned_archive(tmp_path)
    key = held_meeting(archive, OVERLEG, date(2027, 2, 11), item)
    state = plans(archive).moments(COUNCIL, 2027)[0]
    assert [each.meeting for each in state.covered] == ([key] if covers else [])
    assert state.planned == (("2027-12-09-ov",) if covers else ("2027-06-10-ov", "2027-12-09-ov"))
    # Not before it was held, and not in another year.
    assert not plans(archive, date(2027, 2, 10)).moments(COUNCIL, 2027)[0].covered
    assert not plans(archive).moments(COUNCIL, 2026)[0].covered


def test_what_was_treated_elsewhere_is_said_taken_back_and_left_out(tmp_path: Path) -> None:
    archive = planned_archive(tmp_path)
    assert act(archive, "art. 31b behandeld 11 maart") == (
        "wor-31b Social policy and composition of the staff: treated Thu 11 Mar 2027"
    )
    found = {each.moment.key: each for each in plans(archive).moments(COUNCIL, 2027)}
    assert [each.on for each in found["wor-31b"].covered] == [date(2027, 3, 11)]
    act(archive, "wor-31b heropen")
    act(archive, "31d vervalt minder dan 100 mensen")
    found = {each.moment.key: each for each in plans(archive).moments(COUNCIL, 2027)}
    assert not found["wor-31b"].covered
    assert found["wor-31d"].dropped == "minder dan 100 mensen"
    assert not found["wor-31d"].planned
    with pytest.raises(CannotDo):
        act(archive, "art. 31b behandeld 1 april")
    with pytest.raises(CannotDo):
        act(archive, "art. 99 behandeld")


def test_a_day_is_moved_and_moved_back(tmp_path: Path) -> None:
    archive = planned_archive(tmp_path)
    done = act_of(plans(archive), "vgwm 6 mei naar 13 mei", COUNCIL)
    assert done.says == "VGWM-commissie: Thu 13 May 2027 instead of Thu 6 May 2027"
    assert done.warnings == ("agenda of 2027-05-13-vgwm: Thu 6 May is Ascension Day; send it by Tue 4 May",)
    act(archive, "vgwm 6 mei naar 13 mei")
    year = plans(archive).year(2027)
    assert date(2027, 5, 13) in [each.day for each in year.days["vgwm"]]
    assert not year.clashes
    assert act(archive, "vgwm 13 mei naar 6 mei")
    assert [clash_line(each, "nl") for each in plans(archive).year(2027).clashes] == [
        "vgwm  do 6 mei: Hemelvaartsdag → do 29 apr, do 13 mei"
    ]
    act(archive, "vgwm 3 juni vervalt")
    assert date(2027, 6, 3) not in [each.day for each in plans(archive).days(SAFETY, 2027)]
    with pytest.raises(CannotDo):
        act(archive, "vgwm 7 mei naar 13 mei")


def test_a_new_meeting_is_proposed_for_the_moved_day_and_for_none_that_the_council_skips(tmp_path: Path) -> None:
    archive = planned_archive(tmp_path)
    act(archive, "vgwm 1 april naar 8 april")
    act(archive, "vgwm 6 mei vervalt")
    archive.index.refresh()
    assert next_day(archive, SAFETY, ASKED_ON) == date(2027, 4, 8)
    assert next_day(archive, SAFETY, date(2027, 4, 9)) == date(2027, 6, 3)
    assert next_day(archive, OVERLEG, date(2027, 7, 1)) == date(2027, 10, 14)


def test_a_work_talk_is_in_nobodys_calendar(tmp_path: Path) -> None:
    archive = planned_archive(tmp_path)
    work_talk(archive, ASKED_ON, NOW)
    assert {event.body for event in plan_events(archive, ASKED_ON)} == {"or", "ov", "vgwm"}


def test_a_meeting_that_is_there_takes_the_place_of_the_day_of_its_series(tmp_path: Path) -> None:
    archive = planned_archive(tmp_path)
    key = held_meeting(archive, COUNCIL, date(2027, 3, 17))
    march = [each for each in plans(archive).days(COUNCIL, 2027) if each.day.month == 3]
    assert [(each.key, each.is_there) for each in march] == [(key, True)]
    with pytest.raises(CannotDo):
        act(archive, "or 17 maart naar 18 maart")


def test_two_bodies_of_the_same_people_at_once_and_an_overleg_too_soon(tmp_path: Path) -> None:
    series = Series(every=Every.MONTH, interval=2, nth=3, weekday=3, start=date(2027, 1, 21))
    same = replace(OVERLEG, plan=Plan(series=series))
    found = plans(planned_archive(tmp_path / "same", COUNCIL, same)).year(2027).clashes
    assert clash_line(found[0], "en") == ("or  Thu 21 Jan: at the same time as 2027-01-21-ov, with the same people")
    monday = replace(series, weekday=0, nth=4, start=date(2027, 1, 25))
    soon = replace(OVERLEG, plan=Plan(series=monday))
    found = plans(planned_archive(tmp_path / "soon", COUNCIL, soon)).year(2027).clashes
    assert clash_line(found[0], "en") == "ov  Mon 25 Jan: less than 7 days after 2027-01-21-or"


@pytest.mark.parametrize(
    ("typed", "when", "remind_from", "offered_for"),
    [
        ("maart 2028", "2028-03", "2028-02-01", "2028-03-16-or"),
        ("1 maart 2028", "2028-03-01", "2028-01-31", "2028-02-17-or"),
        ("q2 2027", "2027-04/2027-06", "2027-03-01", "2027-04-15-or"),
        ("augustus", "2027-08", "2027-07-01", "2027-09-16-or"),
        ("2028", "2028", "2027-12-01", "2028-01-20-or"),
        ("na de zomer", None, None, None),
    ],
)
def test_an_intention_is_told_before_its_time_and_offered_for_a_meeting(
    tmp_path: Path, typed: str, when: str | None, remind_from: str | None, offered_for: str | None
) -> None:
    archive = planned_archive(tmp_path)
    act(archive, f"de samenwerking evalueren > {typed}")
    told = plain_intention(plans(archive).intentions(COUNCIL)[0], "or", ASKED_ON)
    assert told["reference"] == "V-2027-01"
    assert (told["when"], told["remind_from"], told["offered_for"]) == (when, remind_from, offered_for)


def test_an_intention_is_moved_treated_and_opened_again(tmp_path: Path) -> None:
    archive = planned_archive(tmp_path)
    act(archive, "brief naar de bestuurder over gedaan werk > mei 2027")
    act(archive, "v1 naar juni 2027")
    state = plans(archive).intentions(COUNCIL)[0]
    assert (state.offered_for, state.is_late(date(2027, 7, 1))) == ("2027-06-17-or", True)
    act(archive, "V-2027-01 gedaan")
    assert not plans(archive).intentions(COUNCIL)[0].is_open
    act(archive, "v1 heropen")
    assert plans(archive).intentions(COUNCIL)[0].is_open
    with pytest.raises(CannotDo):
        act(archive, "v1 naar ooit")
    desk = archive.open_desk(COUNCIL)
    desk.undo(NOW)
    desk.close()
    assert not plans(archive).intentions(COUNCIL)[0].is_open


def test_the_election_is_counted_back_and_who_fills_a_gap_leaves_with_the_others(tmp_path: Path) -> None:
    plan = plans(planned_archive(tmp_path))
    election = date(2028, 6, 15)
    steps = election_days(plan.plan_of(COUNCIL), election, plan.holidays(COUNCIL))
    assert [(each.step.weeks, each.day, each.do_by) for each in steps] == [
        (13, date(2028, 3, 16), date(2028, 3, 16)),
        (9, date(2028, 4, 13), date(2028, 4, 13)),
        (6, date(2028, 5, 4), date(2028, 5, 4)),
    ]
    assert [(each.person.handle, each.until, each.fills_gap, each.odd) for each in roster(COUNCIL, ASKED_ON)] == [
        ("AK", date(2028, 8, 31), False, ""),
        ("BJ", date(2028, 8, 31), False, ""),
        ("CD", date(2028, 8, 31), True, ""),
    ]


MEETING_OF_MARCH = date(2027, 3, 18)


def meeting_that_intends(archive: Archive, *lines: str) -> Plans:
    """The meeting of 18 March in which those lines were typed."""
    record = archive.read(held_meeting(archive, COUNCIL, MEETING_OF_MARCH, status=MeetingStatus.PLANNED))
    desk = archive.open(record.meeting.key)
    for line in ("/open", *lines, "/close"):
        desk.do(desk.running.understand(line), NOW)
    desk.close()
    return plans(archive)


def test_an_intention_of_a_meeting_is_offered_for_the_meeting_of_its_month_and_for_no_earlier_one(
    tmp_path: Path,
) -> None:
    archive = planned_archive(tmp_path)
    typed = "/voornemen de OR evalueert de samenwerking met de ambtelijk secretaris > maart 2028"
    found = meeting_that_intends(archive, typed)
    told = plain_intention(found.intentions(COUNCIL)[0], "or", ASKED_ON)
    assert told["reference"] == "V 2027-03-01"
    assert (told["when"], told["remind_from"], told["offered_for"]) == ("2028-03", "2028-02-01", "2028-03-16-or")
    for day, offered in ((date(2028, 2, 17), []), (date(2028, 3, 16), ["V 2027-03-01"])):
        items = [item for item, _taken in plan_items(archive, COUNCIL, day, day)]
        assert [moment for item in items for moment in item.moments if moment.startswith("V")] == offered
    # On home from the first of February, and not before.
    assert not plan_matters(archive, date(2028, 1, 31), "nl")
    [line] = plan_matters(archive, date(2028, 2, 1), "nl")
    assert line.reason.startswith("V 2027-03-01 de OR evalueert de samenwerking")
    # Short, and moved: the later word counts.
    act(archive, "v1 naar mei 2028")
    assert plans(archive).intentions(COUNCIL)[0].offered_for == "2028-05-18-or"


def test_what_is_confidential_is_offered_without_its_words(tmp_path: Path) -> None:
    archive = planned_archive(tmp_path)
    meeting_that_intends(archive, "/voornemen verkoop perceel bespreken > mei 2027", "/geheim laatste art. 20 WOR")
    items = [item for item, _taken in plan_items(archive, COUNCIL, date(2027, 5, 20), ASKED_ON)]
    [item] = [item for item in items if item.moments == ("V 2027-03-01",)]
    assert item.title == "Vertrouwelijk voornemen"
    assert item.internal_title == "verkoop perceel bespreken"
    assert item.confidential is not None
    lines = plan_matters(archive, date(2027, 4, 20), "nl")
    assert [(line.key, line.reason.partition(";")[0]) for line in lines] == [
        ("or", "V 2027-03-01 (mei 2027)"),
        ("vgwm", "vgwm 6 mei: Hemelvaartsdag"),
    ]


def test_the_moments_of_the_law_are_offered_for_the_meetings_they_are_meant_for(tmp_path: Path) -> None:
    archive = planned_archive(tmp_path)
    offered = [
        (item.moments[0], taken) for item, taken in plan_items(archive, OVERLEG, date(2027, 12, 9), date(2027, 11, 20))
    ]
    assert ("wor-24-1", True) in offered
    assert ("wor-31d", False) in offered
    assert not list(plan_items(archive, SAFETY, date(2027, 12, 2), date(2027, 11, 20)))
