"""What is done at the desk from the screen of letters: each is one act, on disk on return."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from exports.letters.drafted import Drafted
from store.archive.archive import Archive
from store.archive.desk.letters import planned
from store.desk import letters as verbs
from store.desk.desk import Desk
from store.desk.model import Letter
from store.errors import CannotDo
from store.i18n import _
from store.language.dates import read_due
from store.language.day_phrases import Calendar
from store.model import Body


def begin(archive: Archive, body: Body, kind: str, source: str, today: date, at: datetime) -> Letter:
    """Begins a letter of that kind, from a decision, an action, a piece or a request. Raises NotulistError."""
    made: list[Letter] = []
    desk = archive.open_desk(body)
    try:
        plan = planned(archive, body, desk.desk, kind, source, "", today, at)
        line = f"{kind} {source}".strip()
        desk.do("letter", line, at, lambda rows: made.append(verbs.draft(rows, body.desk, plan, today)))
    finally:
        desk.close()
    return made[0]


def change(archive: Archive, letter: Drafted, put: Callable[[Desk, Letter], object], at: datetime) -> None:
    """Does one act with a letter. Raises NotulistError."""
    id, number = letter.gathered.letter.id, letter.gathered.letter.number
    desk = archive.open_desk(letter.gathered.body)
    try:
        desk.do("letter", number, at, lambda rows: put(rows, rows.letters[id]))
    finally:
        desk.close()


def take_back(archive: Archive, body: Body, at: datetime) -> str:
    """Takes back what was done last at that desk; the line of it. Raises NotulistError."""
    desk = archive.open_desk(body)
    try:
        act = desk.undo(at)
    finally:
        desk.close()
    return act.line if act else ""


def send(archive: Archive, letter: Drafted, typed: str, today: date, at: datetime) -> None:
    """Keeps that a letter was sent on the day that is typed, and how: `19 mrt, mail`. Raises NotulistError."""
    from exports.letters.sending import send_letter

    when, _comma, how = typed.partition(",")
    day = read_due(when.strip(), Calendar(on=today)).day
    if day is None:
        raise CannotDo(_("“{words}” is no day; write it as 2026-11-19.").format(words=when.strip()))
    if day > today:
        raise CannotDo(_("A letter cannot have been sent in the future."))
    desk = archive.open_desk(letter.gathered.body)
    try:
        send_letter(archive, desk, letter, day, how.strip(), at)
    finally:
        desk.close()


def write(archive: Archive, letter: Drafted, typed: str) -> Path:
    """Writes a letter to the file that is typed, in the format of its ending. Raises NotulistError, OSError."""
    from exports.formats.registry import format_of
    from exports.letters.written import FORMATS, written
    from store.disk.atomic import write_new

    path = Path(typed).expanduser()
    format = format_of(path)
    if format is None:
        known = ", ".join(each.value for each in FORMATS)
        raise CannotDo(_("A letter is written as {formats}.").format(formats=known))
    write_new(path, written(letter, format, archive.folder, name=path.name))
    return path
