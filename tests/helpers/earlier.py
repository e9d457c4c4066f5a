"""Meetings that were held, one line after the other, and what the next one finds of them."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from store.archive.archive import Archive
from store.model import Earlier
from tests.helpers.meetings import AT, BODY, planned

FIRST, SECOND, THIRD = "2026-09-17-or", "2026-10-15-or", "2026-11-19-or"


def hold(archive: Archive, day: date, *lines: str) -> str:
    """A meeting of that day, with those lines, on disk."""
    meeting, items, roll = planned(f"{day.isoformat()}-or")
    key = archive.create(replace(meeting, date=day, number=f"{day:%Y-%m}"), items, roll)
    desk = archive.open(key)
    for at, line in enumerate(["/open", *lines]):
        act = desk.do(desk.understand(line), AT + timedelta(days=(day - date(2026, 9, 17)).days, minutes=at))
        assert act is not None, line
    desk.close()
    return key


def find(archive: Archive, reference: str) -> Earlier:
    again = Archive(archive.folder, archive.folder.parent / "state")
    again.index.refresh()
    found = again.index.find(reference, BODY.key)
    assert found is not None
    return found
