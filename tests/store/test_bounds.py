"""Absurd values in a file are named and set aside, one row at a time; what is kept can be read again."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from store.archive.archive import Archive
from store.bounds import absurd_day, row_of
from store.errors import ArchiveDamaged, CannotDo
from store.model import AgendaItem, Due, Entry, Interval, Kind, Quorum, Series, Vote
from tests.helpers.meetings import BODY, KEY, archive_with_meeting, keep_lines, texts
from tests.helpers.tables import each_row

AT = datetime(2026, 9, 17, 9, 0, tzinfo=UTC)
ENTRY = {"id": 1, "kind": "note", "at": "2026-09-17T09:00:00Z", "text": "x"}
ITEM = {"id": 1, "number": "1", "title": "x"}


@each_row(
    "kind, raw",
    [
        (Entry, ENTRY | {"due": {"words": "ooit", "day": "0001-01-01"}}),
        (Entry, ENTRY | {"review": {"words": "ooit", "day": "9999-12-31"}}),
        (Entry, ENTRY | {"at": "9999-12-31T23:59:59Z"}),
        (Entry, ENTRY | {"confidential": {"ground": "x", "until": "0500-01-01"}}),
        (Entry, ENTRY | {"vote": {"in_favour": -1}}),
        (Entry, ENTRY | {"vote": {"against": 10**30}}),
        (Entry, ENTRY | {"postponed": -3}),
        (Entry, ENTRY | {"turn": 2**70}),
        (AgendaItem, ITEM | {"depth": -1}),
        (AgendaItem, ITEM | {"depth": 10**6}),
        (AgendaItem, ITEM | {"planned_minutes": -5}),
        (AgendaItem, ITEM | {"intervals": [{"start": "2026-09-17T09:00:00Z", "end": "9999-12-31T23:00:00Z"}]}),
        (Quorum, {"parts": [1, 0]}),
        (Quorum, {"number": -1}),
        (Series, {"nth": 9}),
        (Series, {"interval": 0}),
        (Series, {"weekday": 7}),
        (Series, {"start": "9999-12-31"}),
    ],
)
def test_it_is_no_row(kind: type[msgspec.Struct], raw: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        row_of(raw, kind)


def test_the_day_is_named() -> None:
    entry = Entry(id=1, kind=Kind.NOTE, at=AT, text="x", due=Due(words="x", day=date(1, 1, 1)))
    assert absurd_day(entry) == "due.day"
    item = AgendaItem(id=1, number="1", title="x", intervals=(Interval(start=AT), Interval(start=AT.replace(year=1))))
    assert absurd_day(item) == "intervals.start"
    assert absurd_day(Entry(id=1, kind=Kind.NOTE, at=AT, text="x")) == ""


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = archive_with_meeting(tmp_path)
    archive.register.put(BODY)
    desk = archive.open(KEY)
    keep_lines(desk, "/open", "een", "!? wij doen het", "@kp zoek het uit > 1 okt 2026")
    desk.close()
    return archive


def spoil(path: Path, table: str, row: str, **values: object) -> None:
    tables = json.loads(path.read_bytes())
    tables[table][row] |= values
    path.write_text(json.dumps(tables), "utf-8")


def test_a_row_is_set_aside_and_the_rest_is_there(archive: Archive) -> None:
    path = archive.path(KEY)
    action = next(id for id, raw in json.loads(path.read_bytes())["entries"].items() if raw["kind"] == "action")
    spoil(path, "entries", action, due={"words": "ooit", "day": "0001-01-01"})
    record = archive.read(KEY)
    assert "een" in texts(record)
    assert [f"Row {action}" in words and "due.day" in words for words in record.found] == [True]
    archive.index.refresh()
    assert archive.index.unread == {}
    assert json.loads(path.read_bytes())["entries"][action]["due"]["day"] == "0001-01-01"


@pytest.mark.parametrize(
    "body",
    [
        {"rules": {"quorum": {"of": "seats", "parts": [1, 0]}}},
        {"language": "x" * 5000},
        {"time_zone": "x" * 5000},
        {"seats": -1},
    ],
)
def test_of_a_meeting_that_is_none_the_lists_of_the_others_are_there(archive: Archive, body: dict[str, object]) -> None:
    path = archive.path(KEY)
    other = path.with_name("2026-10-15-or.json")
    content = json.loads(path.read_bytes())
    content["meeting"]["1"] |= {"key": "2026-10-15-or", "date": "2026-10-15", "number": "2026-10"}
    other.write_text(json.dumps(content), "utf-8")
    spoil(path, "meeting", "1", body=content["meeting"]["1"]["body"] | body)
    with pytest.raises(ArchiveDamaged):
        archive.read(KEY)
    archive.index.refresh()
    assert list(archive.index.unread) == [KEY]
    assert [hit.key for hit in archive.index.before((Kind.ACTION,), "or", date(2026, 12, 1), None)] == ["2026-10-15-or"]


@pytest.mark.parametrize("pattern", ["{n.__class__}", "{n!r}", "{", "{0}", "{meeting.x}-{n}", "{n:>999999999}"])
def test_a_number_is_made_whatever_the_pattern(pattern: str, archive: Archive) -> None:
    body = {"numbering": dict.fromkeys(("decision", "action", "undertaking", "meeting"), pattern)}
    path = archive.path(KEY)
    spoil(path, "meeting", "1", body=json.loads(path.read_bytes())["meeting"]["1"]["body"] | body)
    desk = archive.open(KEY)
    keep_lines(desk, "! wij doen het ook")
    desk.close()
    (decision,) = (entry for entry in archive.read(KEY).entries.values() if entry.text == "wij doen het ook")
    assert "class" not in decision.reference
    assert len(decision.reference) < 40
    assert decision.reference.endswith("01")


def test_what_would_not_be_read_again_is_not_kept(archive: Archive) -> None:
    record = archive.read(KEY)
    item = next(iter(record.items.values()))
    entry = next(iter(record.entries.values()))
    before = record.tables()
    for row in (
        msgspec.structs.replace(item, planned_minutes=10**9),
        msgspec.structs.replace(entry, vote=Vote(in_favour=10**9)),
        msgspec.structs.replace(entry, due=Due(words="x", day=date(9999, 1, 1))),
    ):
        with pytest.raises(CannotDo, match="cannot be kept"):
            record.put(row)
    record.roll_back()
    assert record.tables() == before
