"""How a line of a file is drawn: what it became before it, in its colour."""

from __future__ import annotations

import msgspec
from textual.content import Content

from exports.agenda.plain.line import CHOSEN, LineKind
from exports.agenda.plain.traced import Became, shown
from store.i18n import N_, _

_WORDS = {
    LineKind.EMPTY: "",
    LineKind.TITLE: N_("title"),
    LineKind.ITEM: N_("item"),
    LineKind.PART: N_("part"),
    LineKind.NOTE: N_("of the item"),
    LineKind.REMARK: N_("remark"),
    LineKind.PERSON: N_("person"),
    LineKind.FACT: N_("fact"),
    LineKind.NOTHING: N_("nothing"),
}
_STYLES = {
    LineKind.TITLE: "bold",
    LineKind.ITEM: "bold $accent",
    LineKind.PART: "$accent",
    LineKind.NOTE: "$quiet",
    LineKind.REMARK: "$quiet",
    LineKind.PERSON: "$success",
    LineKind.FACT: "$success",
    LineKind.NOTHING: "$warning",
}
_WIDEST = 10


class LineRow(msgspec.Struct, frozen=True):
    """A line of the file at its place, what it became, and whether the user said so."""

    at: int
    text: str
    became: Became
    changed: bool = False


def word_for(what: LineKind) -> str:
    """What a line is, in one word."""
    return _(_WORDS[what]) if _WORDS[what] else ""


def draw(row: LineRow, width: int) -> Content:
    """A line with what it became: amber where the user should look, with a mark where the user said it."""
    style = "$warning" if not row.became.sure else _STYLES.get(row.became.what, "")
    word = word_for(row.became.what)
    mark = "!" if not row.became.sure else "*" if row.changed else " "
    text = shown(row.text)
    room = max(0, width - _WIDEST - 3)
    return Content.assemble(
        (f"{mark} {word[:_WIDEST]:<{_WIDEST}} ", style), (text if len(text) <= room else f"{text[: room - 1]}…", style)
    )


def about(row: LineRow | None) -> Content:
    """What was understood of the line with the cursor, and the keys that make it something else."""
    if row is None:
        return Content("")
    words = " · ".join(filter(None, (word_for(row.became.what), row.became.words)))
    keys = " ".join(f"{number} {word_for(what)}" for number, what in enumerate(CHOSEN, 1))
    told = Content.styled(words, "$warning" if not row.became.sure else "")
    return Content("\n").join([told, Content.styled(f"{keys} 0 {_('as it was read')}", "$quiet")])
