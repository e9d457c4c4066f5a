"""Two meetings of a works council in a row, of which the second approves the minutes of the first."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from store.archive.archive import Archive
from tests.helpers.meetings import keep_lines, planned

FIRST, SECOND, THIRD = "2026-09-17-or", "2026-10-15-or", "2026-11-19-or"


DAY = date(2026, 9, 17)


def lay(archive: Archive, day: date, previous: date | None = None, body: str = "or") -> str:
    meeting, items, roll = planned(f"{day.isoformat()}-{body}")
    about = replace(meeting.body, key=body)
    return archive.create(
        replace(meeting, body=about, date=day, number=f"{day:%Y-%m}", previous_meeting=previous), items, roll
    )


def hold(archive: Archive, key: str, *lines: str) -> None:
    desk = archive.open(key)
    keep_lines(desk, *lines)
    desk.close()
