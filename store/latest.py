"""Which meeting `latest` is."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec

from store.errors import NotulistError
from store.model import MeetingStatus

if TYPE_CHECKING:
    from store.archive import Archive


class _About(msgspec.Struct):
    date: date
    status: MeetingStatus = MeetingStatus.PLANNED
    opened: datetime | None = None


class _File(msgspec.Struct):
    """Of the file of a meeting what is asked here; the rest is passed over, in a hundredth of the time of a record."""

    meeting: dict[int, _About]


_FILE = msgspec.json.Decoder(_File)


def latest(archive: Archive, keys: Iterable[str], today: date) -> str:
    """Of `keys` (at least one) the running meeting, of several the one opened last, else the last up to `today`,
    else the next.

    Of several on one day, one that was held goes before one that was only planned.
    """
    known = {key: _about(archive, key, today) for key in keys}
    running = {key: one.opened for key, one in known.items() if one.opened and one.status is MeetingStatus.RUNNING}
    if running:
        return max(running, key=lambda key: (running[key], key))
    past = [key for key, one in known.items() if one.date <= today]
    if past:
        return max(past, key=lambda key: (known[key].date, known[key].opened is not None, key))
    return min(known, key=lambda key: (known[key].date, key))


def _about(archive: Archive, key: str, today: date) -> _About:
    # One that is running, or was moved, is not years away from the day of its key.
    if abs(int(key[:4]) - today.year) <= 1:
        path = archive.path(key)
        with contextlib.suppress(OSError, ValueError, RecursionError):
            if not path.with_suffix(".journal").exists() and (rows := _FILE.decode(path.read_bytes()).meeting):
                return rows[min(rows)]
        with contextlib.suppress(NotulistError, OSError):
            meeting = archive.read(key).meeting
            return _About(meeting.date, meeting.status, meeting.opened)
    with contextlib.suppress(ValueError):
        return _About(date.fromisoformat(key[:10]))
    return _About(date.min)
