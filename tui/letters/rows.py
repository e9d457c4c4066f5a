"""The rows of the letters: one for each letter and each that a meeting asked for, one for each section of one."""

from __future__ import annotations

import msgspec
from textual.content import Content

from exports.letters.drafted import Section, Standing
from exports.letters.wording import kind_name, stand
from store.archive.desk.letters import Asked
from store.desk.desk import Desk
from store.desk.model import Letter
from store.i18n import _, spoken
from store.letter_kinds import letter_kind
from store.model import Body

_NUMBER = 13
_MARKS = {Standing.FOLLOWS: " ", Standing.OWN: "✎", Standing.CHANGED: "!"}


class LetterRow(msgspec.Struct, frozen=True):
    """A letter on a desk, or one that was asked for and not begun."""

    body: Body
    desk: Desk
    letter: Letter | None = None
    asked: Asked | None = None


class SectionRow(msgspec.Struct, frozen=True):
    """A section of the letter that is open."""

    section: Section


Row = LetterRow | SectionRow


def key_of(row: Row) -> object:
    """By what a row is known again."""
    if isinstance(row, SectionRow):
        return row.section.key
    return row.body.key, row.letter.id if row.letter else row.asked.reference if row.asked else ""


def draw(row: Row, width: int) -> Content:
    """A row in a line of that width."""
    if isinstance(row, SectionRow):
        return _section(row.section, width)
    if row.letter is None:
        kind = letter_kind(row.asked.kind) if row.asked else None
        named = kind.called(spoken()) if kind else ""
        number = row.asked.reference if row.asked else ""
        line = Content.assemble((f"{number:<{_NUMBER}}", "$warning"), named, (" · " + _("to be begun"), "$quiet"))
        return line.truncate(width, ellipsis=True, pad=True)
    letter = row.letter
    party = row.desk.parties.get(letter.party) if letter.party is not None else None
    who = party.key if party else letter.words
    says = " → ".join(filter(None, (kind_name(letter, spoken()), who)))
    style = "" if letter.is_open else "$quiet"
    line = Content.assemble(
        (f"{letter.number:<{_NUMBER}}", "bold" if letter.is_open else "$quiet"),
        (says, style),
        (f" · {stand(letter, spoken())}", "$quiet"),
    )
    return line.truncate(width, ellipsis=True, pad=True)


def _section(section: Section, width: int) -> Content:
    mark = _MARKS[section.standing]
    style = "$warning" if section.standing is Standing.CHANGED else "$accent"
    words = " ".join(section.text.split())
    named = section.heading or _("opening")
    empty = "" if section.text else "$faint"
    line = Content.assemble((f"{mark} ", style), (named, f"bold {empty}".strip()), (f"  {words or '–'}", "$quiet"))
    return line.truncate(width, ellipsis=True, pad=True)
