"""Every place of an archive where a name stands: in meetings, at desks, in the files of post, and beside them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from store.archive.archive import Archive
from store.archive.privacy.names import Name, texts_in
from store.desk.desk import Desk
from store.errors import NotulistError
from store.paths import read_plain
from store.record.ledger import Ledger
from store.search.file_text import words_of
from store.text import decode, fold

_AROUND = 60
_MOST_BYTES = 60_000_000


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a name stands.

    `kind` is `meeting`, `attendance`, `entry`, `item`, `log`, `piece`, `party`, `request`, `file` (of a piece), `body`
    or `other` (any other file). `where` is the key of the meeting, or of the body, `number` what the row is called,
    `path` the file in the archive. `near`: it is spelled nearly so. Of a log only how often is told.
    """

    kind: str
    where: str = ""
    number: str = ""
    text: str = ""
    path: str = ""
    near: bool = False
    times: int = 1


def find(archive: Archive, name: Name) -> list[Place]:
    """Everywhere the name stands; by the files as they are, not by any index. Raises NotulistError where one cannot."""
    found = [*_bodies(archive, name)]
    meetings, desks = archive.keys(), archive.desks.keys()
    for key in meetings:
        found += _of_ledger(archive.read(key), name, key, archive.path(key), archive.folder)
    for key in desks:
        desk = archive.read_desk(key)
        found += _of_ledger(desk, name, key, archive.desks.path(key), archive.folder)
        found += _files(archive, desk, name)
    known = {archive.folder / place.path for place in found if place.path}
    found += _others(archive, name, known)
    return found


_KINDS = {"meeting": "meeting", "items": "item", "attendance": "attendance", "entries": "entry", "followups": "entry"}
_DESK_KINDS = {"parties": "party", "pieces": "piece", "requests": "request"}


def _of_ledger(ledger: Ledger, name: Name, key: str, path: Path, folder: Path) -> Iterator[Place]:
    kinds = _DESK_KINDS if isinstance(ledger, Desk) else _KINDS
    file = path.relative_to(folder).as_posix()
    for table, rows in ledger.raw.items():
        for id, raw in rows.items():
            if told := _told(name, texts_in(raw)):
                text, near = told
                kind = kinds.get(table, table)
                yield Place(kind=kind, where=key, number=_called(raw, table, id), text=text, path=file, near=near)
    times = 0
    for act in ledger.log:
        told_in = [act.line, *(text for change in act.changes for text in texts_in([change.before, change.after]))]
        times += any(name.stands_in(text) for text in told_in)
    if times:
        yield Place(kind="log", where=key, path=file, times=times)


def _called(raw: dict[str, Any], table: str, id: int) -> str:
    for field in ("reference", "number", "handle", "key"):
        if isinstance(raw.get(field), str) and raw[field]:
            return str(raw[field])
    return f"{table}/{id}"


def _told(name: Name, texts: Iterator[str]) -> tuple[str, bool] | None:
    near = ""
    for text in texts:
        if name.stands_in(text):
            return _around(text, name), False
        if not near and name.nearly_in(text):
            near = text
    return (near[: 2 * _AROUND], True) if near else None


def _around(text: str, name: Name) -> str:
    at = max(0, fold(text).find(name.surname))
    start = max(0, at - _AROUND)
    return ("…" if start else "") + " ".join(text[start : at + _AROUND].split())


def _files(archive: Archive, desk: Desk, name: Name) -> Iterator[Place]:
    files = archive.desks.files(desk.body)
    for piece in desk.pieces.values():
        for file in piece.files:
            try:
                told = _told(name, iter([file.name, words_of(files.path(file))]))
            except OSError:
                continue
            if told:
                yield Place(
                    kind="file", where=desk.body, number=piece.number, text=told[0], path=file.path, near=told[1]
                )


def _bodies(archive: Archive, name: Name) -> Iterator[Place]:
    for body in archive.bodies():
        if told := _told(name, texts_in(msgspec.to_builtins(body))):
            yield Place(kind="body", where=body.key, text=told[0], path=archive.register.path.name, near=told[1])


def _others(archive: Archive, name: Name, known: set[Path]) -> Iterator[Place]:
    """All other files of archive, cache and state: versions before, journals, transcripts, documents, indexes."""
    for folder in archive.folders:
        for path in sorted(folder.rglob("*")):
            if path in known or not path.is_file() or path.is_symlink() or path.stat().st_size > _MOST_BYTES:
                continue
            try:
                text = decode(read_plain(path))
            except (OSError, NotulistError):
                continue
            if name.stands_in(text):
                inside = path.is_relative_to(archive.folder)
                shown = path.relative_to(archive.folder).as_posix() if inside else str(path)
                yield Place(kind="other", path=shown)
