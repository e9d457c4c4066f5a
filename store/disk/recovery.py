"""What can still be read of a damaged file, and a whole file made of it: from its `.bak` and the acts since then.

Of a file that is gone the acts since then are those of its journal, where it has one.

A file of the archive has a row a line (`store.disk.storage`), so that damage in one line leaves the others readable.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar, cast

import msgspec

from store.dates import short_date
from store.disk.atomic import sync_folder, write_whole
from store.disk.journal import decode
from store.disk.storage import ABOUT, tables_in, whole
from store.disk.versions import put_newer_back
from store.errors import ArchiveDamaged
from store.i18n import _, spoken
from store.model import Act
from store.paths import read_plain
from store.record.clock import local
from store.record.ledger import LOG, Ledger, Raw, Tables
from store.record.record import Record
from store.text import clean_all

_TABLE = re.compile(rb'"(\w+)": \{')
_ROW = re.compile(rb'"(\d+)": (\{.*\}),?')
_OWN_ID = re.compile(rb'"(?:id|number)":(\d+)')
_ENDS = (b"}", b"},")
_RAW = msgspec.json.Decoder(Raw)


_Kept = TypeVar("_Kept", bound=Ledger)


class Form(NamedTuple, Generic[_Kept]):
    """What is kept in a file: how it is read off the tables, and the words for up to when it tells what happened.

    `read` raises ArchiveDamaged where they hold nothing of the kind.
    """

    read: Callable[[Tables], _Kept]
    reaches: Callable[[_Kept], str]


class Row(msgspec.Struct, frozen=True):
    """A line of a damaged file that is, or was, a row: its table, its id (0: not known), and itself where readable."""

    table: str
    id: int
    raw: Raw | None


def rows_in(content: bytes) -> Iterator[Row]:
    """The rows of a file as it was written by `store.disk.storage`, also of one that is damaged."""
    table, last = "", 0
    for line in content.splitlines():
        if match := _TABLE.fullmatch(line):
            table, last = match[1].decode(), 0
        elif line not in (b"", b"{", *_ENDS):
            row = _row(table, line)
            # Of a row whose number cannot be read, the one behind the last is meant.
            last = row.id or last + 1
            yield row if row.id else Row(table, last, None)


def _row(table: str, line: bytes) -> Row:
    if match := _ROW.fullmatch(line):
        try:
            return Row(table, int(match[1]), cast(Raw, clean_all(_RAW.decode(match[2]))))
        except (ValueError, RecursionError):
            return Row(table, int(match[1]), None)
    own = _OWN_ID.search(line)
    return Row(table, int(own[1]) if own else 0, None)


def restored(path: Path) -> tuple[Tables, list[int]] | None:
    """The tables that the file at `path` should hold: those of its `.bak`, and the acts since then that can be read.

    Also the numbers of the acts that cannot. None where there is no `.bak` that can be read, or where it is of
    another history than the damaged file.
    """
    tables = backup_of(path)
    if tables is None:
        return None
    log = tables.setdefault(LOG, {})
    last = known = max(log, default=0)
    lost: list[int] = []
    for number, (act, raw) in sorted(_acts(path).items()):
        if number <= known:
            if log.get(number, raw) != raw:
                return None
            continue
        lost += range(last + 1, number)
        last = number
        for change in act.changes:
            rows = tables.setdefault(change.table, {})
            if change.after is None:
                rows.pop(change.id, None)
            else:
                rows[change.id] = change.after
        log[number] = raw
    return tables, lost


def backup_of(path: Path) -> Tables | None:
    """The tables in the `.bak` of the file at `path`; None where that is no file of ours, or damaged too."""
    try:
        tables = tables_in(read_plain(path.with_suffix(".bak")))
    except (OSError, ValueError, RecursionError):
        return None
    return tables if isinstance(tables.get(ABOUT, {}).get(1, {}).get("version"), int) else None


def put_back(path: Path, tables: Tables) -> Path | None:
    """Puts `tables` in the place of the file at `path` and of its journal; where the damaged file is kept."""
    journal = path.with_suffix(".journal")
    aside = _aside(path)
    if path.is_file():
        write_whole(aside, read_plain(path))
    if journal.exists():
        write_whole(aside.with_name(f"{aside.name}.journal"), read_plain(journal))
    write_whole(path, whole(tables))
    if journal.exists():
        journal.unlink()
        sync_folder(path.parent)
    return aside if aside.exists() else None


def put_back_missing(path: Path, form: Form[_Kept]) -> list[str]:
    """Puts the file at `path` back where it is missing and the version before it is not; what was done, for the user.

    A file is folded from its journal when the meeting is left, so that the version before it lacks the last time the
    meeting was open. What stands beside it stays. Where nothing whole comes of it nothing is done, and reading it tells
    what is left.
    """
    if path.exists() or not (found := restored(path)):
        return []
    tables, lost = found
    kept = read_of(tables, form)
    if kept is None or kept.found:
        return []
    # Acts that were folded from their journal into the missing file are in nothing that is left.
    whole = path.with_suffix(".journal").exists()
    put_back(path, tables)
    said = [_("{file} was missing; put back up to {moment}.").format(file=path.name, moment=form.reaches(kept))]
    if not whole:
        said.append(_("What came later is not in it: look for the file in the bin of your sync program."))
    if lost:
        said.append(_("These acts could not be read: {acts}.").format(acts=", ".join(map(str, lost))))
    return said


def put_back_newer(path: Path) -> list[str]:
    """Puts a newer version beside the file at `path` in its place, where it holds all of it; what was done.

    A sync program, or whoever copies files by hand, may have put an older one there.
    """
    done = put_newer_back(path)
    if done is None:
        return []
    newer, aside = done
    words = _("{file} was an older version, which is kept as {aside}; the newer {newer} was put back.")
    return [words.format(file=path.name, aside=aside.name, newer=newer.name)]


def _reaches(record: Record) -> str:
    """Up to when `record` tells what happened: day and time of its last act, where the meeting is."""
    if not record.log:
        return _("the agenda as it was made")
    at = local(record.log[-1].at, record.meeting)
    return f"{short_date(at.date(), spoken())} {at:%H:%M}"


MEETING = Form(Record.read, _reaches)
"""The record of a meeting."""


def _aside(path: Path) -> Path:
    """A free name beside `path`, by which nobody takes the damaged file for a meeting."""
    number = 1
    while (aside := path.with_name(f"{path.stem}.damaged-{number}")).exists():
        number += 1
    return aside


def _acts(path: Path) -> dict[int, tuple[Act, Raw]]:
    """The acts in the file at `path` and in its journal, as far as they can be read."""
    acts: dict[int, tuple[Act, Raw]] = {}
    content = read_plain(path) if path.is_file() else b""
    for row in rows_in(content):
        if row.table == LOG and row.raw is not None:
            try:
                act = msgspec.convert(row.raw, Act)
            except msgspec.ValidationError:
                continue
            if act.number == row.id:
                acts[act.number] = act, row.raw
    journal = path.with_suffix(".journal")
    for line in read_plain(journal).splitlines(keepends=True) if journal.exists() else ():
        if decoded := decode(line):
            acts.setdefault(decoded.act.number, (decoded.act, decoded.raw))
    return acts


def read_of(tables: Tables, form: Form[_Kept]) -> _Kept | None:
    """What `tables` hold, read by `form`; None where they hold nothing of the kind."""
    try:
        return form.read({name: rows for name, rows in tables.items() if name != ABOUT})
    except ArchiveDamaged:
        return None
