"""People from a CSV file, as a spreadsheet writes it: all of it, or one line for each bad row."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from store.bodies.body import problems, with_changed_person, with_person
from store.errors import CannotDo
from store.i18n import _
from store.language.day_phrases import Calendar
from store.language.offices import standing
from store.language.people import can_be_handle
from store.language.settings.person_line import read_day
from store.language.settings.rules import read_office, read_yes
from store.model import Body, Person, Role
from store.text import clean, decode, fold

# What a column may be called, folded. The first name that a file has for a field counts.
_COLUMNS = {
    "name": ("name", "naam", "full name", "volledige naam", "lid", "member"),
    "first": ("first name", "voornaam", "roepnaam", "given name", "voorletters"),
    "prefix": ("prefix", "tussenvoegsel", "tussenvoegsels", "voorvoegsel", "voorvoegsels"),
    "last": ("last name", "achternaam", "surname", "family name"),
    "handle": ("handle", "initials", "initialen", "afkorting", "code", "paraaf"),
    "role": ("role", "rol"),
    "function": ("function", "functie", "job title", "position"),
    "vote": ("vote", "stem", "stemrecht", "stemgerechtigd", "voting"),
    "since": ("from", "since", "vanaf", "van", "sinds", "begin", "start", "per"),
    "until": ("until", "to", "tot", "t/m", "tot en met", "einde", "end"),
}
_MOST_ROWS = 10_000
_OF_ITEMS = frozenset(("onderwerp", "agendapunt", "topic", "item", "agenda item", "subject"))


class MembersFile(msgspec.Struct, frozen=True, kw_only=True):
    """What a file was understood to say.

    `body` is the body with all its rows taken in; `people` are those of the file, in its order;
    `added` are the handles of those who are new. Where `wrong` says what is the matter with a row,
    nothing of the file may be stored. `unread` are the columns that nothing was made of.
    """

    body: Body
    people: tuple[Person, ...] = ()
    added: frozenset[str] = frozenset()
    wrong: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def read_members(content: bytes, body: Body, calendar: Calendar) -> MembersFile:
    """The people in `content`, taken into `body`: who is there already, by handle or name, is changed.

    The first row names the columns, in Dutch or English; between them stand semicolons, commas
    or tabs. Raises CannotDo where no column holds names, or it is no such file.
    """
    rows = _rows(decode(content))
    if not rows:
        raise CannotDo(_("The file is empty; nothing was stored."))
    _line, head = rows[0]
    columns, unread = _columns(head)
    if "name" not in columns and "last" not in columns:
        raise CannotDo(_("No column is called name (or naam); nothing was stored."))
    reader = _Reader(body, columns, len(head), calendar)
    for number, row in rows[1:]:
        if any(cell.strip() for cell in row):
            reader.read(number, row)
    return MembersFile(
        body=reader.body,
        people=tuple(reader.person(handle) for handle in reader.handles),
        added=frozenset(reader.added),
        wrong=tuple(reader.wrong),
        unread=unread,
    )


def names_people(row: Sequence[str]) -> bool:
    """Whether a row of column names has one for people, and none that only a table of items has."""
    found, _unread = _columns(list(row))
    words = {fold(clean(cell)) for cell in row}
    return bool(found.keys() & {"name", "last"}) and not words & _OF_ITEMS


class _Reader:
    """Takes rows into a body, one by one."""

    def __init__(self, body: Body, columns: dict[str, int], width: int, calendar: Calendar) -> None:
        self.body = body
        self.handles: list[str] = []
        self.added: set[str] = set()
        self.wrong: list[str] = []
        self._columns = columns
        self._width = width
        self._calendar = calendar

    def person(self, handle: str) -> Person:
        """The person with that handle, as they are now."""
        return next(person for person in self.body.people if person.handle == handle)

    def read(self, number: int, row: list[str]) -> None:
        """Takes one row in, or says what is wrong with it."""
        try:
            if any(cell.strip() for cell in row[self._width :]):
                raise CannotDo(_("there are more cells than columns"))
            cells = {field: clean(row[at]) if at < len(row) else "" for field, at in self._columns.items()}
            self._take(cells)
        except CannotDo as error:
            self.wrong.append(_("line {number}: {words}").format(number=number, words=error))

    def _take(self, cells: dict[str, str]) -> None:
        name = _name(cells)
        if not name:
            raise CannotDo(_("there is no name"))
        if cells.get("handle") and not can_be_handle(cells["handle"]):
            raise CannotDo(
                _("“{handle}” cannot be initials: letters and digits, twelve at most.").format(handle=cells["handle"])
            )
        old = self._meant(name, cells.get("handle", ""))
        if old and old.handle in self.handles:
            raise CannotDo(_("{name} is in the file twice; give each initials of their own.").format(name=name))
        person = self._person(old or Person(handle="", name=name), name, cells, new=old is None)
        before = problems(self.body)
        body = with_changed_person(self.body, old.handle, person) if old else with_person(self.body, person)
        for problem in problems(body):
            if problem not in before:
                raise CannotDo(problem)
        self.body = body
        handle = person.handle or body.people[-1].handle
        self.handles.append(handle)
        if old is None:
            self.added.add(handle)

    def _meant(self, name: str, handle: str) -> Person | None:
        """Who is meant that the body has already: by handle and name, else by name alone."""
        people = self.body.people
        same_name = [person for person in people if fold(person.name) == fold(name)]
        if handle:
            return next((person for person in same_name if fold(person.handle) == fold(handle)), None)
        if len(same_name) > 1:
            raise CannotDo(
                _("{name} can be {handles}; give the initials.").format(
                    name=name, handles=", ".join(person.handle for person in same_name)
                )
            )
        return same_name[0] if same_name else None

    def _person(self, old: Person, name: str, cells: dict[str, str], *, new: bool) -> Person:
        """The person as the cells tell; what a file has no column for stays as it was."""
        person = replace(old, name=name, handle=cells.get("handle") or old.handle)
        role, vote, function = person.role, person.vote, cells.get("function", person.function)
        if told := cells.get("role", ""):
            office = read_office(told)
            role, vote = office.role, office.vote
            function = (
                function
                if not office.named
                else ", ".join(dict.fromkeys(filter(None, (told, cells.get("function", "")))))
            )
        elif new:
            what = standing([function])
            role, vote = what.role, what.vote
        elif "role" in cells:
            vote = role is not Role.GUEST
        if cells.get("vote"):
            vote = read_yes(cells["vote"])
        days = {
            field: read_day(cells[field], self._calendar) if cells[field] else None
            for field in ("since", "until")
            if field in cells
        }
        return replace(person, role=role, vote=vote, function=function, **days)


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows with the number of the line each ends on."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[tuple[int, list[str]]] = []
    try:
        for row in reader:
            if len(rows) > _MOST_ROWS:
                raise CannotDo(_("The file has more than {number} rows; nothing was stored.").format(number=_MOST_ROWS))
            if rows or any(cell.strip() for cell in row):
                rows.append((reader.line_num, row))
    except csv.Error as error:
        words = _("line {number}: {words}").format(number=reader.line_num, words=_("it is not in order"))
        raise CannotDo(words) from error
    return rows


def _columns(head: list[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Which cell of a row holds which field, and the names of the columns that none was made of."""
    found: dict[str, int] = {}
    unread = []
    for at, cell in enumerate(head):
        word = " ".join(fold(clean(cell)).replace("_", " ").split()).strip(" .:")
        field = next((field for field, names in _COLUMNS.items() if word in names), None)
        if field and field not in found:
            found[field] = at
        elif word:
            unread.append(clean(cell))
    return found, tuple(unread)


def _name(cells: dict[str, str]) -> str:
    """The name as it is written, also where it stands in parts, or as `Broek, Bram van den`."""
    name = cells.get("name", "")
    last, comma, first = (part.strip() for part in name.partition(","))
    if comma and last and first and "," not in first:
        name = f"{first} {last}"
    return name or " ".join(filter(None, (cells.get(part, "") for part in ("first", "prefix", "last"))))
