"""What is told of an understood line besides its verb, people, dates and votes, in the language of the interface.

Each function gives the parts in the order in which they are told; "" for what the line does not say.
"""

from __future__ import annotations

from store.i18n import _, spoken
from store.language.capture.line import Line
from store.letter_kinds import letter_kind


def text(line: Line) -> list[str]:
    """The words of the line, or the reason that it gives."""
    return [line.text]


def item_and_text(line: Line) -> list[str]:
    """The number of an item, and its title or the reason."""
    return [line.item, line.text]


def item_number(line: Line) -> list[str]:
    """`item 6`, where an item is named."""
    return [_("item {number}").format(number=line.item)] if line.item else []


def order(line: Line) -> list[str]:
    """`item 6 before 5`."""
    words = _("item {number} after {other}") if line.after else _("item {number} before {other}")
    return [words.format(number=line.item, other=line.other_item)]


def guest(line: Line) -> list[str]:
    """`Hans van Loon (HvL)`, and the function."""
    return [f"{line.name} ({line.handle})", line.text]


def absence(line: Line) -> list[str]:
    """Whether somebody is absent with notice, and why."""
    notice = {True: _("with notice"), False: _("without notice"), None: ""}[line.notice]
    return [notice, line.text]


def handling(line: Line) -> list[str]:
    """The numbers of the pieces, and how they are handled."""
    return [", ".join(piece.number for piece in line.pieces), line.text]


def received(line: Line) -> list[str]:
    """From whom, and about what."""
    party, _colon, words = line.text.partition(":")
    return [party.strip(), words.strip()]


def letter(line: Line) -> list[str]:
    """The kind of letter, and of which decision it tells."""
    asked = line.letter
    kind = letter_kind(asked.kind) if asked else None
    if asked is None or kind is None:
        return [line.text]
    of = _("from {reference}").format(reference=asked.decision) if asked.decision else ""
    return [kind.called(spoken()), of, line.text]


def mending(line: Line) -> list[str]:
    """`old → new`."""
    return [f"{line.old} → {line.new}"]
