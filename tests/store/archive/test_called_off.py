"""A meeting that is called off: kept, said so everywhere, not held, and in nobody's way."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from exports.confidentiality.redaction import redacted
from exports.formats.ics import write_ics
from exports.kinds import DocumentKind
from exports.publish import make
from store.archive.archive import Archive
from store.archive.new_meeting import same_day
from store.errors import CannotDo
from store.model import Audience
from store.search.overview import Matter, matters
from tests.helpers.meetings import BODY, KEY, archive_with_body, planned

AT = datetime(2026, 3, 10, 9, tzinfo=UTC)
TODAY = date(2026, 3, 10)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    found = archive_with_body(tmp_path)
    found.create(*planned())
    found.call_off(KEY, "te weinig leden", AT)
    found.index.refresh()
    return found


def test_documents_and_calendars_say_so(archive: Archive) -> None:
    record = archive.read(KEY)
    assert record.meeting.called_off == "te weinig leden"
    assert "afgelast: te weinig leden" in make(record, "agenda", Audience.FULL)
    calendar = write_ics([redacted(record, Audience.FULL)], DocumentKind.AGENDA)
    assert b"STATUS:CANCELLED" in calendar and b"DTSTART" in calendar


def test_it_is_not_what_comes_next_and_stands_in_the_list(archive: Archive) -> None:
    found = {line.key: line for line in matters(archive.index, TODAY)}
    assert found[KEY].matter is Matter.LATER and found[KEY].send_by is None


def test_it_is_in_nobodys_way(archive: Archive) -> None:
    assert same_day(archive, BODY, archive.read(KEY).meeting.date) == []


def test_it_is_not_opened_until_that_is_taken_back(archive: Archive) -> None:
    desk = archive.open(KEY)
    for typed in ("/open", "/afgelast"):
        with pytest.raises(CannotDo):
            desk.do(desk.understand(typed), AT)
    desk.close()
    archive.hold_after_all(KEY, AT)
    assert archive.read(KEY).meeting.called_off is None
    with pytest.raises(CannotDo):
        archive.hold_after_all(KEY, AT)
    # Both stand in the log.
    assert [act.verb for act in archive.read(KEY).log] == ["calloff", "undo"]


def test_what_was_begun_is_not_called_off(archive: Archive) -> None:
    archive.hold_after_all(KEY, AT)
    desk = archive.open(KEY)
    desk.do(desk.understand("/open"), AT)
    with pytest.raises(CannotDo):
        desk.do(desk.understand("/afgelast"), AT)
    desk.close()
    assert archive.read(KEY).meeting.called_off is None
