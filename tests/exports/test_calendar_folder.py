"""The folder that calendar programs read: each thing once, written again where it changed, nothing confidential."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from msgspec.structs import replace

from exports.calendar_folder import write_file, write_folder
from exports.confidentiality.plan import SeenEvent, seen_events
from store.archive.archive import Archive
from store.archive.plan.acts import act_of
from store.archive.plan.events import plan_events
from store.archive.plan.plans import Plans
from store.desk.model import StepDone
from store.desk.requests.verbs import conceal, start, take
from store.model import Audience, Secrecy, View
from store.procedures.catalogue import procedure
from tests.helpers.planning import BODIES, COUNCIL, NOW, planned_archive

ON = date(2027, 3, 20)
SECRET = Secrecy(ground="art. 20 WOR")


def act(archive: Archive, line: str, secrecy: Secrecy | None = None) -> None:
    archive.index.refresh()
    done = act_of(Plans(archive, ON), line, COUNCIL, secrecy=secrecy)
    desk = archive.open_desk(done.body)
    desk.do(done.verb, line, NOW, lambda rows: done.put(rows, NOW))
    desk.close()


def events(archive: Archive, audience: Audience = Audience.FULL) -> list[SeenEvent]:
    archive.index.refresh()
    return list(seen_events(plan_events(archive, ON), audience, {body.key: body for body in archive.bodies()}))


def test_a_second_write_writes_nothing_and_a_change_writes_one_file(tmp_path: Path) -> None:
    archive, folder = planned_archive(tmp_path / "archive"), tmp_path / "calendar"
    first = write_folder(folder, events(archive), ON, NOW)
    assert len(first.new) == len(list(folder.iterdir())) > 40
    stamps = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    later = NOW + timedelta(days=1)
    second = write_folder(folder, events(archive), ON, later)
    assert (second.new, second.changed, second.lapsed, len(second.same)) == ((), (), (), len(first.new))
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == stamps
    act(archive, "vgwm 6 mei naar 13 mei")
    third = write_folder(folder, events(archive), ON, later)
    # The day of the series is gone, another is there: nothing else was touched.
    assert third.new == ("2027-05-13-vgwm@notulist.ics",)
    assert third.lapsed == ("2027-05-06-vgwm@notulist.ics",)
    assert third.changed == ()


def test_a_change_is_counted_and_what_has_been_or_is_not_ours_stays(tmp_path: Path) -> None:
    folder = tmp_path / "calendar"
    event = SeenEvent(uid="or-v-1@notulist", day=date(2027, 5, 1), title="V 1 evalueren", alarm=30)
    write_folder(folder, [event], ON, NOW)
    (folder / "mine.ics").write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    (folder / "broken@notulist.ics").write_text("what is this")
    later = NOW + timedelta(days=3)
    assert write_folder(folder, [replace(event, title="V 1 later")], ON, later).changed == ("or-v-1@notulist.ics",)
    [found] = Calendar.from_ical((folder / "or-v-1@notulist.ics").read_bytes()).walk("VEVENT")
    assert (str(found["summary"]), found["sequence"], found.decoded("dtstamp")) == ("V 1 later", 1, later)
    # On the second of May it has been: without the event its file stays.
    assert write_folder(folder, [], date(2027, 5, 2), later).lapsed == ()
    assert write_folder(folder, [], ON, later, dry_run=True).lapsed == ("or-v-1@notulist.ics",)
    assert write_folder(folder, [], ON, later).lapsed == ("or-v-1@notulist.ics",)
    assert sorted(path.name for path in folder.iterdir()) == ["broken@notulist.ics", "mine.ics"]
    # A damaged file of ours is written anew.
    broken = replace(event, uid="broken@notulist")
    assert write_folder(folder, [broken], ON, later).changed == ("broken@notulist.ics",)


def test_each_file_is_one_event_that_a_second_program_reads(tmp_path: Path) -> None:
    archive, folder = planned_archive(tmp_path / "archive"), tmp_path / "calendar"
    act(archive, "samenwerking evalueren > maart 2028")
    write_folder(folder, events(archive), ON, NOW)
    seen: dict[str, str] = {}
    for path in folder.iterdir():
        calendar = Calendar.from_ical(path.read_bytes())
        [event] = calendar.walk("VEVENT")
        assert not calendar.walk("VTODO")
        assert path.name == f"{event['uid']}.ics"
        seen[str(event["uid"])] = str(event["summary"])
    assert seen["2027-04-15-or@notulist"] == "Ondernemingsraad De Werf"
    assert seen["or-wor-24-1-2027-1@notulist"] == "Algemene gang van zaken (art. 24 lid 1 WOR)"
    assert seen["or-v-2027-01@notulist"] == "V-2027-01 samenwerking evalueren"
    assert seen["or-election-2028-13@notulist"] == "Verkiezingsdatum bekendmaken, kandidaatstelling open"
    [meeting] = Calendar.from_ical((folder / "2027-04-15-or@notulist.ics").read_bytes()).walk("VEVENT")
    # Half past one in Amsterdam, in summer.
    assert meeting.decoded("dtstart") == datetime(2027, 4, 15, 11, 30, tzinfo=UTC)
    [evaluation] = Calendar.from_ical((folder / "or-v-2027-01@notulist.ics").read_bytes()).walk("VEVENT")
    assert (evaluation.decoded("dtstart"), evaluation.decoded("dtend")) == (date(2028, 3, 1), date(2028, 3, 2))
    [alarm] = evaluation.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(days=-29)
    target = tmp_path / "plan.ics"
    write_file(target, events(archive), NOW)
    whole = Calendar.from_ical(target.read_bytes())
    assert whole["method"] == "PUBLISH"
    assert {str(event["uid"]) for event in whole.walk("VEVENT")} == seen.keys()


@pytest.mark.parametrize("audience", list(Audience))
def test_nothing_confidential_is_in_the_folder_of_anybody(tmp_path: Path, audience: Audience) -> None:
    archive, folder = planned_archive(tmp_path / "archive"), tmp_path / "calendar"
    act(archive, "verkoop Zuidkade bespreken > mei 2027", SECRET)
    advice = procedure("wor-25")
    assert advice
    desk = archive.open_desk(COUNCIL)

    def put(rows: object) -> None:
        begun = start(desk.desk, COUNCIL.desk, advice, title="Zuidkade", matter="", at=NOW, on=ON)
        begun = conceal(desk.desk, begun, SECRET)
        step = StepDone(step="their_decision", on=ON, answer="departs")
        take(desk.desk, begun, step, ON)

    desk.do("request", "", NOW, put)
    desk.close()
    write_folder(folder, events(archive, audience), ON, NOW)
    texts = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
    assert not [name for name, text in texts.items() if "uidkade" in (text + name).lower()]
    ours = {name: text for name, text in texts.items() if name.startswith(("or-v-", "or-r-"))}
    if audience is not Audience.FULL:
        assert ours == {}
        return
    assert len(ours) > 1
    for text in ours.values():
        [event] = Calendar.from_ical(text).walk("VEVENT")
        assert event["class"] == "CONFIDENTIAL"
        assert str(event["summary"]) in ("V-2027-01 voornemen", "R-2027-01 termijn")


def test_who_may_read_a_ground_sees_that_something_is_there(tmp_path: Path) -> None:
    cleared = replace(COUNCIL, audiences=replace(COUNCIL.audiences, employer=View(reads=("art. 20 WOR",))))
    archive = planned_archive(tmp_path, cleared, *BODIES[1:])
    act(archive, "verkoop bespreken > mei 2027", SECRET)
    titles = [event.title for event in events(archive, Audience.EMPLOYER)]
    assert "V-2027-01 voornemen" in titles
    assert not [title for title in titles if "verkoop" in title]
