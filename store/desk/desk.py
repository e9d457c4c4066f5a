"""One body's desk in memory: its rows, and how acts change them, undo and redo (`store.record.ledger`).

To do something: put rows (`desk.put`), and keep all that was put as one act (`desk.keep`). On disk that is one write:
`store.archive.desk.open_desk`. Rows are data; what follows from them is computed by pure functions beside this file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from string import Formatter
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from store.desk.hours.model import Spent
from store.desk.model import About, Direction, Letter, Party, Piece, Request, Sending
from store.desk.plan.model import Intention, Mark, MovedDay
from store.errors import ArchiveDamaged, CannotDo
from store.i18n import _
from store.model import Act, DeskSettings
from store.record.ledger import HasId, Ledger, Raw, Tables
from store.text import fold

_Any = TypeVar("_Any", bound=msgspec.Struct)


_REMOVE = "remove"
_NUMBERED = {"pieces": "number", "letters": "number", "requests": "reference", "intentions": "reference"}
# A letter has the number of the piece of post that it becomes.
_SHARED = {"letters": "pieces"}


class Desk(Ledger):
    """The rows of a desk and their log. Each table of them is by id, the oldest first."""

    KINDS = {  # noqa: RUF012 - as in `Ledger`
        "desk": About,
        "parties": Party,
        "pieces": Piece,
        "requests": Request,
        "letters": Letter,
        "sendings": Sending,
        "moved_days": MovedDay,
        "intentions": Intention,
        "marks": Mark,
        "hours": Spent,
    }

    def __init__(self, tables: Tables) -> None:
        super().__init__(tables)
        self._name_tables()
        self._taken: dict[str, set[str]] = {}
        for table, field in _NUMBERED.items():
            self._taken.setdefault(_SHARED.get(table, table), set()).update(self._given(table, field))
        # Which pieces answer which, gathered when it is first asked after a change.
        self._answers: dict[int, list[Piece]] | None = None
        self._highest: dict[tuple[str, str, int], int] = {}

    def _name_tables(self) -> None:
        self._about: dict[int, About] = self._rows["desk"]
        self.parties: dict[int, Party] = self._rows["parties"]
        self.pieces: dict[int, Piece] = self._rows["pieces"]
        self.requests: dict[int, Request] = self._rows["requests"]
        self.letters: dict[int, Letter] = self._rows["letters"]
        self.sendings: dict[int, Sending] = self._rows["sendings"]
        self.moved_days: dict[int, MovedDay] = self._rows["moved_days"]
        self.intentions: dict[int, Intention] = self._rows["intentions"]
        self.marks: dict[int, Mark] = self._rows["marks"]
        self.hours: dict[int, Spent] = self._rows["hours"]

    @classmethod
    def new(cls, body: str) -> Desk:
        """An empty desk of the body with that key."""
        desk = cls({})
        desk.put(About(body=body))
        desk._before.clear()
        desk._last_id = 1
        return desk

    @classmethod
    def read(cls, tables: Tables) -> Desk:
        """The desk that `tables` hold. Raises ArchiveDamaged where they hold none."""
        desk = cls(tables)
        if not desk._about:
            words = _("This file holds no desk that can be read; it was left as it is.")
            raise ArchiveDamaged(" ".join([words, *desk.found[:1]]))
        return desk

    def as_it_is(self) -> Desk:
        """The same rows and log, which no later act changes, for another thread; to read from, never to keep."""
        other = super().as_it_is()
        other._name_tables()
        return other

    @property
    def body(self) -> str:
        """The key of the body whose desk it is."""
        return next(iter(self._about.values())).body

    def undo(self, at: datetime, line: str = "") -> Act:
        """As `Ledger.undo`. Raises CannotDo where the last act removed something for privacy: that stays removed."""
        if self.to_undo and self.to_undo.verb == _REMOVE:
            raise CannotDo(_("What was removed for privacy, and what was done before it, cannot be brought back."))
        return super().undo(at, line)

    # Finding

    def party(self, key: str) -> Party | None:
        """The party with that key, in any case."""
        wanted = fold(key).strip()
        return next((party for party in self.parties.values() if fold(party.key) == wanted), None)

    def party_of(self, email: str) -> Party | None:
        """The party that writes from that address."""
        wanted = email.strip().lower()
        found = (party for party in self.parties.values() if wanted in (each.lower() for each in party.email))
        return next(found, None) if wanted else None

    def piece(self, words: str) -> Piece | None:
        """The piece called so: its number, or short (`i3`, `u5`) the last one with that number in its direction."""
        return self._called(words, {id: piece.number for id, piece in self.pieces.items()}, self.pieces)

    def request(self, words: str) -> Request | None:
        """The request called so: its reference, or short (`r1`) the last one with that number."""
        return self._called(words, {id: request.reference for id, request in self.requests.items()}, self.requests)

    def letter(self, words: str) -> Letter | None:
        """The letter called so: its number, or short (`u5`) the last one with that number."""
        return self._called(words, {id: letter.number for id, letter in self.letters.items()}, self.letters)

    def numbers_of(self, piece: Piece) -> tuple[str, ...]:
        """What a piece is called: its number and the short form."""
        return piece.number, short(piece.number)

    def answers_to(self, piece: Piece) -> list[Piece]:
        """The pieces that answer `piece`, oldest first."""
        if self._answers is None:
            self._answers = {}
            for other in self.pieces.values():
                if other.answers is not None and not other.dropped:
                    self._answers.setdefault(other.answers, []).append(other)
        return self._answers.get(piece.id, [])

    @staticmethod
    def _called(words: str, numbers: dict[int, str], rows: dict[int, _Any]) -> _Any | None:
        wanted = _squeezed(words)
        if not wanted:
            return None
        whole = [id for id, number in numbers.items() if _squeezed(number) == wanted]
        # The newest is meant by a short form: that of last year is called by its whole number.
        brief = [id for id, number in numbers.items() if _squeezed(short(number)) == wanted]
        found = whole or brief
        return rows[found[-1]] if found else None

    # Numbers

    def next_number(self, direction: Direction, settings: DeskSettings, year: int) -> str:
        """The number of a new piece: one more than was ever given, also by acts that were taken back."""
        pattern = settings.incoming if direction is Direction.IN else settings.outgoing
        return self._next(pattern, "pieces", year)

    def next_reference(self, settings: DeskSettings, year: int) -> str:
        """The reference of a new request: one more than was ever given, also by acts that were taken back."""
        return self._next(settings.request, "requests", year)

    def next_intention(self, settings: DeskSettings, year: int) -> str:
        """The reference of a new intention: one more than was ever given, also by acts that were taken back."""
        return self._next(settings.intention, "intentions", year)

    def put(self, row: HasId) -> None:
        """Puts `row` in the place of the row with its id; part of the next act to be kept."""
        super().put(row)
        self._answers = None
        for table, field in _NUMBERED.items():
            if number := getattr(row, field, ""):
                self._taken[_SHARED.get(table, table)].add(number)

    def _set(self, table: str, id: int, raw: Raw | None, row: HasId | None) -> None:
        super()._set(table, id, raw, row)
        self._answers = None

    def _next(self, pattern: str, table: str, year: int) -> str:
        taken, which = self._taken[table], (table, pattern, year)
        if which not in self._highest:
            made = _made_with(pattern, year)
            self._highest[which] = max(
                (int(match[1]) for number in taken if (match := made.fullmatch(number))), default=0
            )
        number = self._highest[which] + 1
        while (name := pattern.format(year=year, n=number)) in taken:
            number += 1
        self._highest[which] = number - 1
        return name

    def _given(self, table: str, field: str) -> Iterator[str]:
        for raw in self.raw[table].values():
            yield str(raw.get(field, ""))
        for act in self.log:
            for change in act.changes:
                if change.table == table:
                    yield from (str(row[field]) for row in (change.before, change.after) if row and row.get(field))

    @staticmethod
    def _mended(row: _Any) -> _Any:
        match row:
            case Piece() | Request() | Letter() | Sending() | Intention() | Mark() | MovedDay() | Spent() | Act() if (
                row.at.tzinfo is None
            ):
                at: datetime = row.at.replace(tzinfo=UTC)
                return replace(row, at=at)
        return row


def year_of(piece: Piece) -> int:
    """The year under which the files of a piece lie: that of its number, else of the day on which it came."""
    found = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", piece.number)
    return int(found[0]) if found else piece.day.year


def short(number: str) -> str:
    """`i3` for `I-2027-003`: its first letters, and the number it counts."""
    letters = re.match(r"[^\W\d_]*", number)
    digits = re.findall(r"\d+", number)
    return f"{letters[0].lower() if letters else ''}{int(digits[-1])}" if digits else number.lower()


def _squeezed(words: str) -> str:
    return re.sub(r"[\s.\-–/_]", "", words).lower()


def _made_with(pattern: str, year: int) -> re.Pattern[str]:
    expression = ""
    for literal, field, _format, _conversion in Formatter().parse(pattern):
        expression += re.escape(literal)
        if field is not None:
            expression += r"(\d+)" if field == "n" else str(year)
    return re.compile(expression)
