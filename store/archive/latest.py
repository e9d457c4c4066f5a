"""Which meeting `latest` is."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Container, Iterable
from datetime import date, datetime
from pathlib import Path

import msgspec

from store.disk.meetings import MeetingStore
from store.errors import NotulistError
from store.model import MeetingStatus


class _About(msgspec.Struct):
    date: date
    status: MeetingStatus = MeetingStatus.PLANNED
    opened: datetime | None = None


class _File(msgspec.Struct):
    """The few fields that are read here of a meeting's file; the rest is passed over, 100 times as fast as a record."""

    meeting: dict[int, _About]


_FILE = msgspec.json.Decoder(_File)
# The meeting itself stands first in its file, before its items; what it says of them is within these bytes.
_HEAD = 16_384
# Where that ends: in a text a quotation mark is written otherwise.
_ITEMS = re.compile(rb',\s*"items":')


def latest(meetings: MeetingStore, keys: Iterable[str], journals: Container[str], today: date) -> str:
    """Of `keys` (at least one) the running meeting, of several the one opened last, else the last up to `today`,
    else the next. Those in `journals` have one.

    Of several on one day, one that was held goes before one that was only planned.
    """
    known = {key: _about(meetings, key, journals, today) for key in keys}
    running = {key: one.opened for key, one in known.items() if one.opened and one.status is MeetingStatus.RUNNING}
    if running:
        return max(running, key=lambda key: (running[key], key))
    past = [key for key, one in known.items() if one.date <= today]
    if past:
        return max(past, key=lambda key: (known[key].date, known[key].opened is not None, key))
    return min(known, key=lambda key: (known[key].date, key))


def _rows(path: Path) -> dict[int, _About]:
    """The meeting in the file at `path`, from its beginning alone where that tells. Raises OSError and ValueError."""
    if not path.is_file():
        raise FileNotFoundError(path)
    with path.open("rb", buffering=0) as file:
        head = file.read(_HEAD)
        if end := _ITEMS.search(head):
            with contextlib.suppress(ValueError):
                return _FILE.decode(head[: end.start()] + b"}").meeting
        return _FILE.decode(head + file.read()).meeting


def _about(meetings: MeetingStore, key: str, journals: Container[str], today: date) -> _About:
    # One that is running, or was moved, is not years away from the day of its key.
    if abs(int(key[:4]) - today.year) <= 1:
        path = meetings.path(key)
        # What cannot be read in the fast way is read whole; where that fails too, the day in its key counts.
        with contextlib.suppress(OSError, ValueError, RecursionError):
            if key not in journals and (rows := _rows(path)):
                return rows[min(rows)]
        with contextlib.suppress(NotulistError, OSError):
            meeting = meetings.read(key).meeting
            return _About(meeting.date, meeting.status, meeting.opened)
    with contextlib.suppress(ValueError):
        return _About(date.fromisoformat(key[:10]))
    return _About(date.min)
