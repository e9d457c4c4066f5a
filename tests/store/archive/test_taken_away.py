"""What was made by mistake is taken away, as long as nothing hangs on it: kept in the log, and put back by undo."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from store.archive.archive import Archive
from store.bodies.body import new_body
from store.errors import CannotDo
from tests.helpers.meetings import BODY, KEY, archive_with_body, planned

AT = datetime(2026, 3, 12, 9, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return archive_with_body(tmp_path)


def handles(archive: Archive) -> list[str]:
    return [who.handle for who in archive.bodies()[0].people]


def test_a_person_is_taken_away_and_put_back(archive: Archive) -> None:
    before = handles(archive)
    archive.remove_person(BODY.key, before[0], AT)
    assert before[0] not in handles(archive) and len(handles(archive)) == len(before) - 1
    assert archive.register.put_back_removed(AT) == (BODY.key, before[0])
    assert sorted(handles(archive)) == sorted(before)
    assert {who.handle: who for who in archive.bodies()[0].people} == {who.handle: who for who in BODY.people}
    with pytest.raises(CannotDo):
        archive.register.put_back_removed(AT)


def test_who_was_in_a_meeting_stays(archive: Archive) -> None:
    archive.create(*planned())
    desk = archive.open(KEY)
    who = next(iter(desk.running.record.attendance.values())).handle
    desk.do(desk.understand("/open"), AT)
    desk.close()
    before = archive.register.path.read_bytes()
    with pytest.raises(CannotDo, match=KEY):
        archive.remove_person(BODY.key, who, AT)
    with pytest.raises(CannotDo):
        archive.remove_body(BODY.key, AT)
    assert archive.register.path.read_bytes() == before


def test_a_body_without_meetings_is_taken_away_and_put_back(archive: Archive) -> None:
    archive.register.add(new_body("fout", "Agenda OR-vergadering", "nl"))
    archive.remove_body("fout", AT)
    assert [body.key for body in archive.bodies()] == [BODY.key]
    assert archive.register.put_back_removed(AT) == ("fout", "")
    assert [body.key for body in archive.bodies()] == [BODY.key, "fout"]


def test_two_are_put_back_the_last_first_and_none_over_another(archive: Archive) -> None:
    one, two = handles(archive)[:2]
    archive.remove_person(BODY.key, one, AT)
    archive.remove_person(BODY.key, two, AT)
    assert archive.register.put_back_removed(AT) == (BODY.key, two)
    assert archive.register.put_back_removed(AT) == (BODY.key, one)
    archive.register.add(new_body("fout", "Een", "nl"))
    archive.remove_body("fout", AT)
    archive.register.add(new_body("fout", "Twee", "nl"))
    with pytest.raises(CannotDo):
        archive.register.put_back_removed(AT)
    assert [body.name for body in archive.bodies() if body.key == "fout"] == ["Twee"]


def test_nobody_is_taken_away_twice(archive: Archive) -> None:
    with pytest.raises(CannotDo):
        archive.remove_person(BODY.key, "niemand", AT)
