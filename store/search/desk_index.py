"""The index of the desks: what is asked of the post and the requests of all bodies, derived and never the truth.

A SQLite file beside that of the meetings. `refresh` reads the desks whose file changed, and the words of files that
are new to it. A desk is small (some hundred pieces a year): each row of it is looked at.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec

from store.desk.desk import Desk
from store.desk.model import Piece, Request
from store.desk.post import named
from store.disk.atomic import make_folder
from store.disk.desks import DeskStore
from store.errors import NotulistError
from store.language.hashtags import Theme, themes_in
from store.language.query import PIECE, REQUEST, Filter
from store.search import file_text
from store.text import fold

_VERSION = 1
_TABLES = f"""
CREATE TABLE desks (body TEXT PRIMARY KEY, stamp TEXT NOT NULL);
CREATE TABLE rows (
  body TEXT NOT NULL, kind TEXT NOT NULL, id INTEGER NOT NULL, day TEXT NOT NULL, words TEXT NOT NULL,
  marks TEXT NOT NULL, hit BLOB NOT NULL, PRIMARY KEY (body, kind, id)
) WITHOUT ROWID;
CREATE TABLE themes (body TEXT NOT NULL, kind TEXT NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL,
  spelled TEXT NOT NULL, day TEXT NOT NULL);
CREATE TABLE uses (body TEXT NOT NULL, sha256 TEXT NOT NULL);
CREATE TABLE files (sha256 TEXT PRIMARY KEY, words TEXT NOT NULL);
PRAGMA user_version = {_VERSION * 100 + file_text.VERSION};
"""


class DeskHit(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of post or a request that was found, `kind` says which: its number, its day, and about what it is.

    `secret`: it is confidential, by itself, by its request, or by who wrote it. `texts` are all its words.
    """

    body: str
    kind: str
    id: int
    number: str
    day: date
    party: str
    title: str
    secret: bool
    texts: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What it stands under: the desk of its body."""
        return f"desk:{self.body}"

    @property
    def place(self) -> tuple[str, int]:
        """Which row of that desk it is."""
        return self.kind, self.id


class DeskIndex:
    """The index of `desks` in `file`; in memory where that cannot be kept. May be used from any thread.

    `unread` tells of the desks that could not be read at the last refresh, by body, why not.
    """

    def __init__(self, desks: DeskStore, file: Path) -> None:
        self._desks = desks
        self._file = file
        self._lock = threading.RLock()
        self._database: sqlite3.Connection | None = None
        self.unread: dict[str, str] = {}

    def close(self) -> None:
        """Closes the file of the index."""
        with self._lock:
            if self._database:
                self._database.close()
                self._database = None

    def refresh(self) -> None:
        """Reads the desks that changed since the last refresh; an archive without desks costs nothing."""
        keys = self._desks.keys()
        with self._lock:
            if not keys and not self._has_file():
                return
            try:
                self._refresh(keys)
            except sqlite3.Error:
                # It is derived: made anew, and in memory where even that is refused.
                self._start_over()
                self._refresh(keys)

    def search(self, wanted: Filter, most: int = 100) -> list[DeskHit]:
        """Every piece and request that `wanted` fits, the newest first; at most `most`. Nothing where nothing is asked.

        Of one letter or two it is no other search than of more.
        """
        with self._lock:
            if not wanted or wanted.states or not self._is_there():
                return []
            clauses = list(_clauses(wanted))
            statement = "SELECT hit FROM rows r WHERE " + " AND ".join(clause for clause, _values in clauses)
            values = [value for _clause, values in clauses for value in values]
            rows = self._base.execute(f"{statement} ORDER BY day DESC, id DESC LIMIT ?", (*values, most)).fetchall()
        return [_HIT.decode(raw) for (raw,) in rows]

    def themes(self) -> list[Theme]:
        """The themes that are named in what post and requests are about, the one used last first."""
        with self._lock:
            if not self._is_there():
                return []
            rows = self._base.execute(
                "SELECT name, spelled, count(*), max(day) FROM themes GROUP BY name ORDER BY max(day) DESC, name"
            ).fetchall()
        return [
            Theme(name=name, spelled=spelled, count=count, last=date.fromisoformat(day))
            for name, spelled, count, day in rows
        ]

    # Inside

    @property
    def _base(self) -> sqlite3.Connection:
        if self._database is None:
            self._database = _opened(self._file)
        return self._database

    def _is_there(self) -> bool:
        return self._database is not None or self._has_file()

    def _has_file(self) -> bool:
        """Whether the file of the index is there; not where the disk cannot be asked: nothing is found then."""
        try:
            return self._file.exists()
        except OSError:
            return False

    def _start_over(self) -> None:
        self.close()
        with contextlib.suppress(OSError):
            self._file.unlink(missing_ok=True)
        self._database = _opened(self._file)

    def _refresh(self, keys: list[str]) -> None:
        database = self._base
        known = dict(database.execute("SELECT body, stamp FROM desks"))
        self.unread = {}
        with database:
            for body in known.keys() - set(keys):
                _forget(database, body)
            for body in keys:
                stamp = self._stamp(body)
                if known.get(body) == stamp:
                    continue
                try:
                    desk = self._desks.read(body)
                except NotulistError as error:
                    self.unread[body] = str(error)
                    continue
                _forget(database, body)
                self._fill(database, desk, stamp)
            # Of files that no desk has any more no word stays here.
            database.execute("DELETE FROM files WHERE sha256 NOT IN (SELECT sha256 FROM uses)")

    def _stamp(self, body: str) -> str:
        path, told = self._desks.path(body), []
        for part in (path, path.with_suffix(".journal")):
            with contextlib.suppress(OSError):
                about = part.stat()
                told.append(f"{about.st_ino}.{about.st_size}.{about.st_mtime_ns}")
        return " ".join(told)

    def _fill(self, database: sqlite3.Connection, desk: Desk, stamp: str) -> None:
        database.execute("INSERT INTO desks VALUES (?, ?)", (desk.body, stamp))
        for hit, people, words in (*self._pieces(database, desk), *_requests(desk)):
            texts = [" ".join(text.split()) for text in (*hit.texts, words) if text]
            marks = f":{fold(desk.body)}:" + "".join(f"@{fold(one)} " for one in people)
            row = (desk.body, hit.kind, hit.id, hit.day.isoformat(), fold("\n".join(texts)), marks)
            kept = msgspec.structs.replace(hit, texts=(*hit.texts, *filter(None, [words])))
            database.execute("INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, msgspec.json.encode(kept)))
            for name, spelled in themes_in([hit.title]).items():
                values = (desk.body, hit.kind, hit.id, name, spelled, hit.day.isoformat())
                database.execute("INSERT INTO themes VALUES (?, ?, ?, ?, ?, ?)", values)

    def _pieces(self, database: sqlite3.Connection, desk: Desk) -> Iterator[tuple[DeskHit, list[str], str]]:
        for piece in desk.pieces.values():
            party = desk.parties.get(piece.party) if piece.party is not None else None
            owners = piece.handling.owners if piece.handling else ()
            hit = DeskHit(
                body=desk.body,
                kind=PIECE,
                id=piece.id,
                number=piece.number,
                day=piece.day,
                party=named(desk, piece),
                title=piece.subject,
                secret=is_secret(desk, piece),
                texts=tuple(filter(None, _texts(piece, party.name if party else ""))),
            )
            people = [piece.body, piece.words, *owners]
            people += [party.key, party.name, f" {party.name}"] if party else []
            yield hit, [one for one in people if one], self._words(database, desk.body, piece)

    def _words(self, database: sqlite3.Connection, body: str, piece: Piece) -> str:
        """The words of the files of a piece; each file is read once, by its digest."""
        found = []
        for file in piece.files:
            row = database.execute("SELECT words FROM files WHERE sha256 = ?", (file.sha256,)).fetchone()
            if row is None:
                try:
                    row = (file_text.words_of(self._desks.files(body).path(file)),)
                except OSError:
                    # The doctor tells of it; it is tried again when the desk changes.
                    continue
                database.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (file.sha256, row[0]))
            database.execute("INSERT INTO uses VALUES (?, ?)", (body, file.sha256))
            found.append(row[0])
        return "\n".join(filter(None, found))


_HIT = msgspec.json.Decoder(DeskHit)


def is_secret(desk: Desk, piece: Piece) -> bool:
    """Whether a piece is confidential: by itself, by its request, or by who wrote it or is written to."""
    party = desk.parties.get(piece.party) if piece.party is not None else None
    request = desk.requests.get(piece.request) if piece.request is not None else None
    return bool(piece.confidential or (request and request.confidential) or (party and party.confidential))


def _texts(piece: Piece, party: str) -> Iterator[str]:
    yield piece.subject
    yield f"{piece.number} {party or piece.words or piece.body}"
    yield from (piece.theirs, piece.law, piece.decision, piece.dropped)
    if piece.handling:
        yield piece.handling.words
    for file in piece.files:
        yield " ".join([file.name, *file.attachments])


def _requests(desk: Desk) -> Iterator[tuple[DeskHit, list[str], str]]:
    for each in desk.requests.values():
        told = [each.title, f"{each.reference} {each.matter} {each.procedure}"]
        told += [condition.text for condition in each.conditions] + [done.words for done in each.steps]
        hit = DeskHit(
            body=desk.body,
            kind=REQUEST,
            id=each.id,
            number=each.reference,
            day=_begun(each),
            party="",
            title=each.title,
            secret=each.confidential is not None,
            texts=tuple(filter(None, told)),
        )
        yield hit, [], ""


def _begun(request: Request) -> date:
    return min((done.on for done in request.steps), default=request.at.date())


def _clauses(wanted: Filter) -> Iterator[tuple[str, list[object]]]:
    yield "1", []
    for text in wanted.texts:
        yield "instr(r.words, ?) > 0", [text]
    for person in wanted.people:
        yield "(instr(r.marks, ?) > 0 OR instr(r.marks, ?) > 0)", [f"@{person} ", f" {person}"]
    for names in wanted.themes:
        yield (
            "EXISTS (SELECT 1 FROM themes t WHERE t.body = r.body AND t.kind = r.kind AND t.id = r.id"
            f" AND t.name IN ({', '.join('?' * len(names))}))",
            [*names],
        )
    for column, values in (("r.kind", wanted.kinds), ("r.body", wanted.bodies)):
        if values:
            yield f"{column} IN ({', '.join('?' * len(values))})", [str(value) for value in values]
    if wanted.since:
        yield "r.day >= ?", [wanted.since.isoformat()]
    if wanted.until:
        yield "r.day <= ?", [wanted.until.isoformat()]


def _forget(database: sqlite3.Connection, body: str) -> None:
    for table in ("desks", "rows", "themes", "uses"):
        database.execute(f"DELETE FROM {table} WHERE body = ?", (body,))


def _opened(file: Path) -> sqlite3.Connection:
    try:
        make_folder(file.parent)
        return _checked(file)
    except (sqlite3.Error, OSError):
        with contextlib.suppress(OSError, sqlite3.Error):
            file.unlink(missing_ok=True)
            return _checked(file)
    database = sqlite3.connect(":memory:", check_same_thread=False)
    database.executescript(_TABLES)
    return database


def _checked(file: Path) -> sqlite3.Connection:
    # For its owner only: it holds words of the post.
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    database = sqlite3.connect(file, check_same_thread=False, timeout=5.0)
    # It can be made again at any time; what is forgotten is overwritten.
    database.executescript("PRAGMA synchronous = OFF; PRAGMA secure_delete = ON;")
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version != _VERSION * 100 + file_text.VERSION:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        database.executescript("".join(f"DROP TABLE {name};" for name in names) + _TABLES)
        database.commit()
    return database
