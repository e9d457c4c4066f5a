"""Time spent: what is typed, what the clocks and the roll of a meeting say, and what is planned for the next one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from exports.content.standing_times import standing_line
from store.archive.archive import Archive
from store.archive.plan.hours import month_of, of_request, standing_of, take_proposals, understood
from store.bodies.body import members_on, template_items
from store.bodies.planning import planned_meeting, planned_roll
from store.bodies.settings import with_setting
from store.desk.hours.plain import plain_report
from store.desk.hours.verbs import spend, take_out
from store.desk.hours.wording import report_lines
from store.desk.requests.verbs import start
from store.errors import CannotDo
from store.i18n import speak
from store.language.day_phrases import Calendar
from store.language.settings.budgets import say_budgets
from store.model import AgendaItem
from store.procedures.catalogue import procedure
from tests.helpers.planning import COUNCIL, NOW, planned_archive

ON = date(2027, 4, 2)
MARCH = datetime(2027, 3, 18, 12, 31, tzinfo=UTC)
"""The eighteenth of March, 13:31 on the wall."""
TYPED = (
    (11, "2:30 agenda", 150),
    (15, "45m correspondentie r1", 45),
    (18, "2u notulen", 120),
    (19, "1,5 u correspondentie r1", 90),
    (19, "1:20 notulen", 80),
    (22, "30 werkbespreking", 30),
)
# The title of an item, its planned minutes, and for how long it was the current one.
ITEMS = (
    ("Opening", 5, 2),
    ("Mededelingen", 5, 3),
    ("Verslag 18 februari 2027", 5, 2),
    ("Actielijst", 10, 8),
    ("Ingekomen stukken", 10, 4),
    ("Samenvoeging", 40, 35),
    ("Verzuim", 15, 15),
    ("Perceel", 15, 10),
    ("Rondvraag", 5, 6),
    ("Sluiting", None, None),
)
RECESS_IN, RECESS = 6, 8
"""In which item there was a recess, and of how many minutes."""


def held(archive: Archive, day: date = date(2027, 3, 18), began: datetime = MARCH) -> str:
    """A meeting in which three of four members were there and the clerk was not called; its key."""
    items = [
        AgendaItem(id=at, number=str(at), title=title, planned_minutes=planned)
        for at, (title, planned, _took) in enumerate(ITEMS, 2)
    ]
    items = [replace(item, number=str(item.id - 1)) for item in items]
    meeting = planned_meeting(COUNCIL, day, items, title="OR", number=f"{day.year}-{day.month:02}")
    key = archive.create(meeting, items, planned_roll(members_on(COUNCIL, day), items))
    desk, now = archive.open(key), began
    for line in ("/open", "/present ak bj cd"):
        desk.do(desk.running.understand(line), now)
    for at, (_title, _planned, took) in enumerate(ITEMS, 1):
        if took is None:
            continue
        now += timedelta(minutes=took)
        if at == RECESS_IN:
            desk.do(desk.running.understand("/break"), now)
            now += timedelta(minutes=RECESS)
            desk.do(desk.running.understand("/resume"), now)
        desk.do(desk.running.understand("/next" if ITEMS[at][2] is not None else "/close"), now)
    desk.close()
    archive.index.refresh()
    return key


def spent_archive(folder: Path) -> Archive:
    """A month of typed hours, of which two lines are for a request."""
    archive = planned_archive(folder)
    advice = procedure("wor-25")
    assert advice
    desk = archive.open_desk(COUNCIL)
    desk.do(
        "request",
        "",
        NOW,
        lambda rows: start(rows, COUNCIL.desk, advice, title="Samenvoeging", matter="", at=NOW, on=ON),
    )
    for day, typed, minutes in TYPED:
        on = date(2027, 3, day)
        told = understood(archive, COUNCIL, typed, on, desk.desk)
        assert told.line.minutes == minutes
        desk.do("hours", typed, NOW, lambda rows, line=told.line, on=on: spend(rows, COUNCIL, line, on, NOW))  # type: ignore[misc]
    desk.close()
    return archive


def test_a_month_of_typed_hours_clocks_and_roll(tmp_path: Path) -> None:
    archive = spent_archive(tmp_path)
    key = held(archive)
    told = plain_report(month_of(archive, COUNCIL, 2027, 3, ON), "nl")
    assert told["people"]["EV"] == {  # type: ignore[index]
        "agenda": 150,
        "correspondentie": 135,
        "notulen": 200,
        "werkbespreking": 30,
        "meetings": 93,
        "meetings_from": "clock",
        "total": 608,
    }
    assert told["people"]["AK"] == {"meetings": 93, "meetings_from": "roll", "total": 93}  # type: ignore[index]
    assert told["requests"] == {"R-2027-01": 135}
    assert told["meetings"] == {
        key: {
            "items": {
                "1": [5, 2],
                "2": [5, 3],
                "3": [5, 2],
                "4": [10, 8],
                "5": [10, 4],
                "6": [40, 35],
                "7": [15, 15],
                "8": [15, 10],
                "9": [5, 6],
            },
            "planned": 110,
            "spent": 85,
            "from_to": 93,
            "people_minutes": 3 * 93,
        }
    }
    assert told["honest"] == "in 3 van 5 weken is tijd opgeschreven"
    assert of_request(archive, COUNCIL, "r1") == ("R-2027-01", 135)
    # Of a month that still runs the weeks so far count.
    assert month_of(archive, COUNCIL, 2027, 3, date(2027, 3, 16)).weeks == 3


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("veel notulen", "How long"),
        ("25:00 notulen", "more than a day"),
        ("notulen", "How long"),
        ("45m", "On what"),
        ("0:00 notulen", "no time at all"),
        ("1:00 notulen r9", "no request “r9”"),
        ("@xx 1:00 notulen", "“xx”"),
        ("1:00 notulen > 3 april 2027", "still to come"),
        ("1:00 notulen > ooit", "no day"),
    ],
)
def test_what_is_no_time_is_told_and_nothing_is_kept(tmp_path: Path, typed: str, says: str) -> None:
    with pytest.raises(CannotDo, match=says):
        understood(planned_archive(tmp_path), COUNCIL, typed, ON)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("1:30 notulen", "EV · 1:30 · notulen · Fri 2 Apr 2027"),
        ("@bj 2 uur 15 beraad met bond", "BJ · 2:15 · beraad met bond · Fri 2 Apr 2027"),
        ("kwartier archief > 22 mrt", "EV · 0:15 · archief · Mon 22 Mar 2027"),
    ],
)
def test_a_line_of_hours_is_told_before_it_is_kept(tmp_path: Path, typed: str, told: str) -> None:
    assert understood(planned_archive(tmp_path), COUNCIL, typed, ON).says == told


def test_what_was_typed_of_meetings_too_is_said_and_what_was_a_mistake_is_taken_out(tmp_path: Path) -> None:
    archive = planned_archive(tmp_path)
    held(archive)
    desk = archive.open_desk(COUNCIL)
    line = understood(archive, COUNCIL, "1:30 vergadering > 18 maart", ON).line
    desk.do("hours", "", NOW, lambda rows: spend(rows, COUNCIL, line, ON, NOW))
    desk.close()
    speak("nl")
    lines = list(report_lines(month_of(archive, COUNCIL, 2027, 3, ON), "nl"))
    assert "  ! “vergadering” is ook getypt: die tijd staat hier misschien dubbel" in lines
    desk = archive.open_desk(COUNCIL)
    [row] = desk.desk.hours.values()
    desk.do("hours out", "", NOW, lambda rows: take_out(rows, row.id))
    with pytest.raises(CannotDo):
        desk.do("hours out", "", NOW, lambda rows: take_out(rows, row.id))
    desk.undo(NOW)
    assert list(desk.desk.hours) == [row.id]
    desk.close()


def test_a_budget_is_typed_said_and_set_beside_what_was_spent(tmp_path: Path) -> None:
    typed = "EV 16 per week: notulen 4, agenda 3,5; lid 60 beraad, 5 dagen"
    body = with_setting(COUNCIL, "uren", typed, Calendar(on=ON))
    speak("nl")
    assert with_setting(body, "hours", "-", Calendar(on=ON)).desk.hours == ()
    said = "EV 16 per week: notulen 4, agenda 3.5; lid 60 beraad, 5 dagen"
    assert say_budgets(body.desk.hours) == said
    report = month_of(spent_archive(tmp_path), body, 2027, 3, ON)
    lines = list(report_lines(report, "nl"))
    assert "  notulen                      3:20 van 20:00" in lines
    with pytest.raises(CannotDo):
        with_setting(COUNCIL, "uren", "veel per week", Calendar(on=ON))


def test_items_that_come_back_are_proposed_as_long_as_they_took(tmp_path: Path) -> None:
    template = (
        AgendaItem(id=1, number="", title="Actielijst", planned_minutes=10),
        AgendaItem(id=2, number="", title="Opening", planned_minutes=5),
    )
    body = replace(COUNCIL, plan=replace(COUNCIL.plan, template=template))  # type: ignore[type-var]
    archive = planned_archive(tmp_path, body)
    assert standing_of(archive, body) == []
    held(archive)
    held(archive, date(2027, 4, 15), datetime(2027, 4, 15, 11, 31, tzinfo=UTC))
    times = {each.title: each for each in standing_of(archive, body)}
    assert (times["Rondvraag"].planned, times["Rondvraag"].spent, times["Rondvraag"].proposal) == (5, 6, 10)
    assert (times["Actielijst"].spent, times["Actielijst"].differs) == (8, False)
    # The minutes of another day are the same item.
    assert times["Verslag 18 februari 2027"].times == 2
    assert standing_line(times["Rondvraag"], "en").endswith("2× · planned 5, spent 6 min → plan 10")
    assert list(take_proposals(archive, body, list(times.values()), Calendar(on=ON))) == [
        "No standing item of Ondernemingsraad De Werf changes."
    ]
    short = replace(times["Actielijst"], proposal=15)
    assert list(take_proposals(archive, body, [short], Calendar(on=ON))) == ["Actielijst: 10 → 15 min"]
    assert [item.planned_minutes for item in template_items(archive.register.find("or"))] == [15, 5]
