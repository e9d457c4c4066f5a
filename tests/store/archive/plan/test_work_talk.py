"""The work talk: made of what is open, in one go, and what is done in it is done at the desk of the council."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from exports.confidentiality.redaction import redacted
from exports.redacted import ClosedItem
from store.archive.archive import Archive
from store.archive.desk.post_in_meetings import held
from store.archive.plan.work_talk import work_talk
from store.desk.standing import Stand, standing
from store.errors import CannotDo
from store.model import Audience, Body, BodyKind, DeskSettings, MeetingStatus
from tests.helpers.desk import register
from tests.helpers.planning import COUNCIL, held_meeting, planned_archive

TODAY = date(2027, 4, 12)
NOW = datetime(2027, 4, 12, 8, 0, tzinfo=UTC)


def with_open_matters(folder: Path) -> Archive:
    """A council with a late action, one of next month, and a piece of post that nobody handled."""
    archive = planned_archive(folder)
    key = held_meeting(archive, COUNCIL, date(2027, 3, 18), status=MeetingStatus.PLANNED)
    desk = archive.open(key)
    for line in ("/open", "@bj cijfers opvragen > 24 mrt", "@cd rooster maken > 20 mei", "/close"):
        desk.do(desk.running.understand(line), datetime(2027, 3, 18, 13, tzinfo=UTC))
    desk.close()
    post = archive.open_desk(COUNCIL)
    register(post, "arbo: Rapport verzuim", date(2027, 4, 9))
    post.close()
    return archive


def test_one_call_makes_an_open_talk_of_what_is_open(tmp_path: Path) -> None:
    archive = with_open_matters(tmp_path)
    key = work_talk(archive, TODAY, NOW)
    record = archive.read(key)
    assert (record.meeting.status, record.meeting.body.parent) == (MeetingStatus.RUNNING, "or")
    assert [who.handle for who in record.attendance.values() if who.presence] == ["AK", "EV"]
    lines = {item.number: item.prepared_text.splitlines() for item in record.agenda()}
    assert [item.title for item in record.agenda()] == [
        "Open sinds de vorige keer",
        "Post",
        "Trajecten en termijnen",
        "Volgende vergadering",
        "Vooruit",
        "Uren en samenwerking",
    ]
    assert lines["1"] == ["/gereed A 2027-03-01"]
    assert lines["2"] == ["/afdoen I-2027-001"]
    assert lines["4"][0] == "2027-04-15-or: agenda had verstuurd moeten zijn op 2027-04-08"
    assert lines["6"] == ["in 0 van 3 weken is tijd opgeschreven"]
    # Once more is the same one, and the body for it is made once.
    assert work_talk(archive, TODAY, NOW) == key
    assert [body.key for body in archive.bodies() if body.desk.kind is BodyKind.WORK_TALK] == ["wb"]
    # All of it is of the two: a version for others has nothing of it.
    assert all(isinstance(item, ClosedItem) for item in redacted(record, Audience.PUBLIC).agenda())


def test_what_is_done_in_it_is_done_at_the_desk_of_the_council(tmp_path: Path) -> None:
    archive = with_open_matters(tmp_path)
    desk = archive.open(work_talk(archive, TODAY, NOW))
    for line in ("/gereed A 2027-03-01", "/volgende", "/afdoen i1 kennis", "/close"):
        understood = desk.running.understand(line)
        assert not understood.remarks, line
        desk.do(understood, NOW)
    desk.close()
    archive.index.refresh()
    action = archive.index.find("A 2027-03-01", "or")
    assert action is not None
    assert action.history
    told = held(archive.index, COUNCIL, archive.bodies())
    [piece] = archive.read_desk("or").pieces.values()
    assert standing(archive.read_desk("or"), piece, told).stand is not Stand.NEW
    # The next one has what was not treated, and no more.
    again = archive.read(work_talk(archive, date(2027, 4, 19), datetime(2027, 4, 19, 8, tzinfo=UTC)))
    assert [item.prepared_text for item in again.agenda()][:2] == ["", ""]


def test_the_body_that_is_there_is_used_and_without_a_council_there_is_none(tmp_path: Path) -> None:
    own = Body(
        key="overleg-vz",
        name="Overleg voorzitter",
        language="nl",
        parent="or",
        people=COUNCIL.people[:1],
        desk=DeskSettings(kind=BodyKind.WORK_TALK),
    )
    archive = planned_archive(tmp_path / "own", COUNCIL, own)
    assert work_talk(archive, TODAY, NOW) == "2027-04-12-overleg-vz"
    lone = replace(own, parent="")
    with pytest.raises(CannotDo):
        work_talk(planned_archive(tmp_path / "none", lone), TODAY, NOW)
