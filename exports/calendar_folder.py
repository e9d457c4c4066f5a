"""A folder that calendar programs read: a file for each event, named by its UID (vdir).

Only what changed is written again, so that whoever syncs the folder sends nothing twice. What lapsed is taken away, and
named; what has been stays. Files that are not ours are left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import msgspec

from exports.confidentiality.plan import SeenEvent
from exports.formats.registry import Format, require
from store.disk.atomic import make_folder, reading, write_whole, writing

_ENDING = ".ics"
_OURS = f"@notulist{_ENDING}"


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the folder: the names of the files, by what happened to each."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    lapsed: tuple[str, ...] = ()


def write_folder(
    folder: Path, events: Sequence[SeenEvent], today: date, now: datetime, *, dry_run: bool = False
) -> Written:
    """Brings `folder` up to date with `events`, those from `today` on. Raises NotulistError where the disk refuses.

    An event on a day before `today` stays as it is: only what is still to come can lapse.
    """
    require(Format.CALENDAR)
    from exports.formats.plan_ics import change_of, one_event

    if not dry_run:
        with writing(folder):
            make_folder(folder)
    new: list[str] = []
    changed: list[str] = []
    same: list[str] = []
    for event in events:
        path = folder / f"{event.uid}{_ENDING}"
        old = _content(path)
        before = change_of(old) if old is not None else None
        if before is not None and one_event(event, *before) == old:
            same.append(path.name)
            continue
        if not dry_run:
            with writing(path):
                write_whole(path, one_event(event, now, before[1] + 1 if before else 0))
        (new if old is None else changed).append(path.name)
    lapsed = _lapsed(folder, {f"{event.uid}{_ENDING}" for event in events}, today)
    for path in () if dry_run else lapsed:
        with writing(path):
            path.unlink()
    return Written(new=tuple(new), changed=tuple(changed), same=tuple(same), lapsed=tuple(path.name for path in lapsed))


def write_file(path: Path, events: Sequence[SeenEvent], now: datetime) -> None:
    """Writes one calendar with all `events`, in the place of the one before. Raises NotulistError."""
    require(Format.CALENDAR)
    from exports.formats.plan_ics import all_events

    with writing(path):
        write_whole(path, all_events(events, now))


def _content(path: Path) -> bytes | None:
    if path.is_symlink() or not path.is_file():
        return None
    with reading(path):
        return path.read_bytes()


def _lapsed(folder: Path, wanted: set[str], today: date) -> list[Path]:
    """The files of ours that no event is left for, and whose day is still to come."""
    from exports.formats.plan_ics import change_of, day_of

    found: list[Path] = []
    if not folder.is_dir():
        return found
    for path in sorted(folder.iterdir()):
        if path.name in wanted or not path.name.endswith(_OURS) or (content := _content(path)) is None:
            continue
        day = day_of(content) if change_of(content) else None
        if day is not None and day >= today:
            found.append(path)
    return found
