"""The part of the index that finds words: every word that was kept, folded, newest first.

A row for each entry, agenda item and meeting, with all its words and, apart from those, its
marks: kind, body and people; and one for each theme that is named there. Its place is a
number that rises with the day of the meeting, the same however often the index is made
anew. SQLite's FTS5 finds rows by three letters at a time, since Dutch words are found by
their middle; where this SQLite has no FTS5, every row is looked at.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

import msgspec

from store.language.hashtags import Theme, themes_in
from store.language.query import ITEM, MEETING, Filter
from store.model import AgendaItem, Entry, Meeting
from store.record.confidentiality import secrecies
from store.record.fields import searched_in
from store.record.record import Rows
from store.text import fold

TABLES = """
CREATE TABLE places (key TEXT PRIMARY KEY, place INTEGER NOT NULL UNIQUE);
CREATE TABLE words (
  place INTEGER PRIMARY KEY, kind TEXT NOT NULL, id INTEGER NOT NULL, item INTEGER, secret INTEGER NOT NULL,
  text TEXT NOT NULL, marks TEXT NOT NULL
);
CREATE TABLE themes (
  name TEXT NOT NULL, place INTEGER NOT NULL, spelled TEXT NOT NULL, PRIMARY KEY (name, place)
) WITHOUT ROWID;
CREATE INDEX themes_by_place ON themes (place);
"""
# Rows only, no positions of letters in them (detail): half the size and time; the words themselves are looked at too.
_FOUND = """
CREATE VIRTUAL TABLE {name} USING fts5(
  text, marks, content = 'words', content_rowid = 'place', tokenize = 'trigram case_sensitive 1', detail = none,
  columnsize = 0
)
"""
SHADOWS = "found_%"
"""The tables that FTS5 makes for itself, and takes away itself."""

_LETTERS = 3
# A place: the day, 20 bits that tell apart the meetings of a day, and 20 for the rows of a meeting.
_ROWS = 1 << 20
_DAY = _ROWS << 20
_RECENT = 200
"""So many meetings are looked through for one letter or two."""

_ENTRY = msgspec.json.Decoder(Entry)
_ITEM = msgspec.json.Decoder(AgendaItem)
_MEETING = msgspec.json.Decoder(Meeting)

_Row = tuple[int, str, int, int | None, int, str, str]
_Clause = tuple[str, list[object]]


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """Something found: in which meeting, and the entry or the agenda item; neither where it is the meeting itself.

    `item` is also that under which the entry stands. `secret`: the entry or its item is confidential.
    """

    key: str
    meeting: Meeting
    kind: str
    entry: Entry | None
    item: AgendaItem | None
    secret: bool

    @property
    def is_later(self) -> bool:
        """Whether it is a follow-up that was kept with the meeting of its action, between meetings."""
        follow_up = self.entry.follow_up if self.entry else None
        return follow_up is not None and follow_up.meeting == self.key

    @property
    def place(self) -> tuple[int | None, int | None] | None:
        """The ids of the entry and of the item to show; None where that is the meeting itself."""
        if self.entry is not None and not self.is_later:
            return self.entry.id, self.entry.item
        return (None, self.item.id) if self.item else None

    @property
    def texts(self) -> list[str]:
        """All its words, the most telling first."""
        if self.entry is not None:
            return searched_in(self.entry)
        return list(meeting_texts(self.meeting) if self.item is None else item_texts(self.item))


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What was found, newest first; of a theme oldest first. `more`: there is more than was asked for; `recent`: only
    the latest meetings were looked through, since one letter or two are everywhere.
    """

    hits: list[Hit]
    more: bool = False
    recent: bool = False


# What is searched


def item_texts(item: AgendaItem) -> Iterator[str]:
    """The words of an agenda item: title, explanation, what was prepared, its documents."""
    yield item.title
    yield from (item.internal_title, item.explanation, item.state_of_affairs, item.decision_asked, item.prepared_text)
    yield from item.notes
    yield from (f"{document.label} {document.title}" for document in item.documents)
    if item.held_over:
        yield f"{item.held_over.words} {item.held_over.reason}"
    if item.confidential:
        yield item.confidential.ground


def meeting_texts(meeting: Meeting) -> Iterator[str]:
    """The words of a meeting: title, number, place, remarks."""
    yield f"{meeting.title} {meeting.number}"
    yield from (meeting.body.name, meeting.place, meeting.remarks)


def people_of(entry: Entry) -> list[str]:
    """The handles of all whom an entry is about: who spoke, acts, moved, voted, or had another view."""
    people = [entry.speaker, entry.answered_by, *entry.owners, entry.mover, entry.seconder]
    if entry.minority:
        people += [minority.who for minority in entry.minority]
    if vote := entry.vote:
        people += [*vote.names_in_favour, *vote.names_against, *vote.names_abstained, vote.casting]
        people += [choice.handle for choice in vote.choices]
    return [handle for handle in people if handle]


# Filling


def make(database: sqlite3.Connection) -> None:
    """Makes the tables of an empty index."""
    database.executescript(TABLES)
    if has_fts():
        database.execute(_FOUND.format(name="found"))
        # How much it gathers in memory before it writes: eight times its default makes it anew in two thirds the time.
        database.execute("INSERT INTO found (found, rank) VALUES ('hashsize', ?)", (8 << 20,))


def fits(database: sqlite3.Connection) -> bool:
    """Whether the tables in `database` are those that this SQLite would make."""
    return _is_indexed(database) == has_fts()


@cache
def has_fts() -> bool:
    """Whether this SQLite has FTS5, and in that the search by three letters (3.34)."""
    try:
        sqlite3.connect(":memory:").executescript(TABLES + _FOUND.format(name="found"))
    except sqlite3.OperationalError:
        return False
    return True


def fill(database: sqlite3.Connection, key: str, record: Rows) -> None:
    """Puts the words of the meeting `key`, of which there are none yet, in the index; `spell` has to follow."""
    place = _free_place(database, record.meeting.date, key)
    rows = _rows(record, place)
    database.execute("INSERT INTO places VALUES (?, ?)", (key, place))
    database.executemany("INSERT INTO words VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    database.executemany("INSERT INTO themes VALUES (?, ?, ?)", _themes(record, rows))


def spell(database: sqlite3.Connection, keys: Sequence[str]) -> None:
    """Makes the words of the meetings `keys`, just filled in, findable by three letters.

    Of many meetings in one statement: FTS5 writes to disk at each.
    """
    if has_fts() and keys:
        database.execute(
            "INSERT INTO found (rowid, text, marks) SELECT w.place, w.text, w.marks"
            f" FROM (SELECT place FROM places WHERE key IN ({', '.join('?' * len(keys))}) ORDER BY place) p"
            " CROSS JOIN words w ON w.place BETWEEN p.place AND p.place + ?",
            (*keys, _ROWS - 1),
        )


def forget(database: sqlite3.Connection, key: str) -> None:
    """Takes the words of the meeting `key` away."""
    row = database.execute("SELECT place FROM places WHERE key = ?", (key,)).fetchone()
    if row is None:
        return
    within = (row[0], row[0] + _ROWS - 1)
    if has_fts():
        # FTS5 has to be told what it is to forget.
        database.execute(
            "INSERT INTO found (found, rowid, text, marks)"
            " SELECT 'delete', place, text, marks FROM words WHERE place BETWEEN ? AND ?",
            within,
        )
    database.execute("DELETE FROM words WHERE place BETWEEN ? AND ?", within)
    database.execute("DELETE FROM themes WHERE place BETWEEN ? AND ?", within)
    database.execute("DELETE FROM places WHERE key = ?", (key,))


def _rows(record: Rows, place: int) -> list[_Row]:
    """The rows of a meeting, the first of them at `place`."""
    meeting, body = record.meeting, fold(record.meeting.body.key)
    names = {fold(person.handle): fold(person.name) for person in meeting.body.people}
    names |= {fold(attendee.handle): fold(attendee.name) for attendee in record.attendance.values()}
    secret = secrecies(record)

    @cache
    def marks(kind: str, *people: str) -> str:
        """Kind, body and people, each to be found by three letters: `~de:or:@kp kees postma `."""
        handles = dict.fromkeys(map(fold, people))
        return f"~{kind[:2]}:{body}:" + "".join(f"@{one} {names.get(one, '')} " for one in handles)

    rows: list[_Row] = [(place, MEETING, meeting.id, None, 0, _folded([*meeting_texts(meeting)]), marks(MEETING))]
    for item in record.agenda():
        people = (item.presenter,) if item.presenter else ()
        hidden = int(item.id in secret)
        text, mark = _folded([*item_texts(item)]), marks(ITEM, *people)
        rows.append((place + len(rows), ITEM, item.id, item.id, hidden, text, mark))
    # What became of an action between meetings stands under its item.
    items = {entry.reference: entry.item for entry in record.entries.values()} if record.followups else {}
    for entry in (*record.entries.values(), *record.followups.values()):
        # A plain string: SQLite's module takes much longer over an enumeration.
        kind = str(entry.kind)
        under = entry.item
        if entry.follow_up and entry.id in record.followups:
            under = items.get(entry.follow_up.reference)
        hidden = int(entry.id in secret or under in secret)
        text, mark = _folded(searched_in(entry)), marks(kind, *people_of(entry))
        rows.append((place + len(rows), kind, entry.id, under, hidden, text, mark))
    return rows


def _themes(record: Rows, rows: list[_Row]) -> Iterator[tuple[str, int, str]]:
    """What `rows` name as themes: name, place, and as it was typed there."""
    for place, kind, id, _item, _secret, text, _marks in rows:
        if "#" in text:
            if kind == MEETING:
                texts = [*meeting_texts(record.meeting)]
            elif kind == ITEM:
                texts = [*item_texts(record.items[id])]
            else:
                texts = searched_in(record.entries.get(id) or record.followups[id])
            for name, spelled in themes_in(texts).items():
                yield name, place, spelled


def _folded(texts: Sequence[str]) -> str:
    """All `texts`, folded, with single spaces, a line each."""
    # Most are one, and even already: no tab, no line break and no other space is printable.
    if len(texts) != 1 or "  " in texts[0] or not texts[0].isprintable():
        return fold("\n".join([" ".join(text.split()) for text in texts]))
    return fold(texts[0])


def _free_place(database: sqlite3.Connection, day: date, key: str) -> int:
    """Where the rows of a meeting begin. It depends on its day and key only, unless another one is there already."""
    place = day.toordinal() * _DAY + (zlib.crc32(key.encode()) >> 12) * _ROWS
    while database.execute("SELECT 1 FROM places WHERE place = ?", (place,)).fetchone():
        place += _ROWS
    return place


# Searching


def themes(database: sqlite3.Connection) -> list[Theme]:
    """All themes that are named anywhere, the one used last first."""
    # Of the columns beside a max(), SQLite gives those of the row that holds it.
    rows = database.execute(
        "SELECT name, spelled, count(*) AS times, max(place) AS last FROM themes"
        f" GROUP BY name ORDER BY last / {_DAY} DESC, times DESC, name"
    )
    return [
        Theme(name=name, spelled=spelled, count=count, last=date.fromordinal(place // _DAY))
        for name, spelled, count, place in rows
    ]


def search(database: sqlite3.Connection, wanted: Filter, most: int) -> Found:
    """What fits all of `wanted`, at most so many and those the newest; nothing where nothing is asked for.

    Newest first; what is gathered by a theme is told in the order in which it happened.
    """
    if not wanted:
        return Found(hits=[])
    statement, values, recent = query(database, wanted, most + 1)
    rows = database.execute(statement, values).fetchall()
    meetings: dict[str, Meeting] = {}
    hits = [_hit(row, meetings) for row in rows[:most]]
    if wanted.themes:
        hits.reverse()
    return Found(hits=hits, more=len(rows) > most, recent=recent)


def query(database: sqlite3.Connection, wanted: Filter, most: int) -> tuple[str, list[object], bool]:
    """The statement that finds `wanted` and its values; and whether it looks through the latest meetings only."""
    # What names a theme is so little that it is looked at row by row.
    letters = _letters(wanted) if not wanted.themes and _is_indexed(database) else ""
    clauses = list(_clauses(wanted))
    asked = [*wanted.texts, *wanted.people]
    recent = not letters and not wanted.themes and bool(asked) and max(map(len, asked)) < _LETTERS
    if recent:
        last = database.execute("SELECT place FROM places ORDER BY place DESC LIMIT 1 OFFSET ?", (_RECENT - 1,))
        clauses.append(("w.place >= ?", [place for (place,) in last.fetchall()] or [0]))
    if letters:
        # The days as rows of FTS5 itself, which then skips all others.
        clauses.insert(0, ("found MATCH ?", [letters]))
        clauses += [(clause.replace("w.place", "found.rowid"), values) for clause, values in _day_clauses(wanted)]
    else:
        clauses += _day_clauses(wanted)
    begin = "found CROSS JOIN words w ON w.place = found.rowid" if letters else "words w"
    statement = (
        "SELECT p.key, m.row, w.kind, w.secret, e.row, i.row"
        f" FROM {begin} CROSS JOIN places p ON p.place = w.place - w.place % {_ROWS} JOIN meetings m ON m.key = p.key"
        f" LEFT JOIN entries e ON e.key = p.key AND e.id = w.id AND w.kind NOT IN ('{ITEM}', '{MEETING}')"
        " LEFT JOIN items i ON i.key = p.key AND i.id = w.item"
        f" WHERE {' AND '.join(clause for clause, _values in clauses)}"
        f" ORDER BY {'found.rowid' if letters else 'w.place'} DESC LIMIT ?"
    )
    return statement, [value for _clause, values in clauses for value in values] + [most], recent


def _clauses(wanted: Filter) -> Iterator[_Clause]:
    """What must be true of a row itself."""
    for text in wanted.texts:
        yield "instr(w.text, ?) > 0", [text]
    for person in wanted.people:
        # A whole handle, or the beginning of a name.
        yield "(instr(w.marks, ?) > 0 OR instr(w.marks, ?) > 0)", [f"@{person} ", f" {person}"]
    for names in wanted.themes:
        yield f"w.place IN (SELECT place FROM themes WHERE name IN ({', '.join('?' * len(names))}))", [*names]
    for column, values in (("w.kind", wanted.kinds), ("m.body", wanted.bodies)):
        if values:
            yield f"{column} IN ({', '.join('?' * len(values))})", [str(value) for value in values]


def _day_clauses(wanted: Filter) -> list[_Clause]:
    since: list[_Clause] = [("w.place >= ?", [wanted.since.toordinal() * _DAY])] if wanted.since else []
    until: list[_Clause] = [("w.place < ?", [(wanted.until.toordinal() + 1) * _DAY])] if wanted.until else []
    return since + until


def _letters(wanted: Filter) -> str:
    """`wanted` by three letters at a time, as FTS5 is asked for it; nothing where none of it is as long as that."""
    parts = [_all_of(text) for text in wanted.texts]
    parts += [_one_of(f"@{person} ", f" {person}") for person in wanted.people]
    parts.append(_one_of(*(f"~{kind[:2]}" for kind in wanted.kinds)))
    parts.append(_one_of(*(f":{fold(body)}:" for body in wanted.bodies)))
    return " AND ".join(filter(None, parts))


def _all_of(text: str) -> str:
    pieces = dict.fromkeys(text[at : at + _LETTERS] for at in range(len(text) - _LETTERS + 1))
    return " AND ".join('"{}"'.format(piece.replace('"', '""')) for piece in pieces)


def _one_of(*texts: str) -> str:
    found = [_all_of(text) for text in texts]
    return f"({' OR '.join(f'({one})' for one in found)})" if found and all(found) else ""


def _is_indexed(database: sqlite3.Connection) -> bool:
    return database.execute("SELECT 1 FROM sqlite_master WHERE name = 'found'").fetchone() is not None


def _hit(row: tuple[str, bytes, str, int, bytes | None, bytes | None], meetings: dict[str, Meeting]) -> Hit:
    key, meeting, kind, secret, entry, item = row
    if key not in meetings:
        meetings[key] = _MEETING.decode(meeting)
    return Hit(
        key=key,
        meeting=meetings[key],
        kind=kind,
        entry=_ENTRY.decode(entry) if entry else None,
        item=_ITEM.decode(item) if item else None,
        secret=bool(secret),
    )
