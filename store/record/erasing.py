"""Words that nobody should have typed, taken out of the log of a file: a mark stays that something stood there.

The log keeps all that was ever typed, with every version of every row, so that it can be taken back. Where names were
typed in what became a secret ballot, or a secret in the wrong meeting, that is too much: what is erased cannot be
taken back, and stands in no version any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec

from store.dates import erased
from store.errors import CannotDo
from store.i18n import _
from store.model import ERASED, Act
from store.record.ledger import LOG, Raw, Tables
from store.text import fold

_SHORTEST = 3


def without(tables: Tables, words: str, at: datetime, language: str) -> tuple[Tables, int]:
    """`tables` without `words` in the log, and how many acts had them; an act of its own tells that it was done.

    An act is found by what was typed or by what it changed. Of each entry that it changed all earlier versions go, the
    present one stays. Raises CannotDo where the words stand in none, or still in the record itself.
    """
    wanted = " ".join(fold(words).split())
    if len(wanted) < _SHORTEST:
        raise CannotDo(_("Give at least three letters of what is to be erased."))
    log = tables.get(LOG, {})
    found = {number for number, raw in log.items() if _says(raw, wanted)}
    if still := next(_still(tables, wanted), ""):
        raise CannotDo(_("It still stands in the record ({row}): take it out there first.").format(row=still))
    if not found:
        raise CannotDo(_("“{words}” stands in no line of the log.").format(words=words))
    rows = {_row(change) for number in found for change in log[number]["changes"] if _goes(log[number], change, wanted)}
    changed = {number: _erased(raw, rows, erased(language), number in found) for number, raw in log.items()}
    last = max(log) + 1
    changed[last] = msgspec.to_builtins(Act(number=last, at=at, verb=ERASED))
    return {**tables, LOG: changed}, len(found)


def _says(content: object, wanted: str) -> bool:
    return any(wanted in " ".join(fold(text).split()) for text in _texts(content))


def _texts(content: object) -> Iterator[str]:
    match content:
        case str():
            yield content
        case dict():
            for each in content.values():
                yield from _texts(each)
        case list() | tuple():
            for each in content:
                yield from _texts(each)


def _still(tables: Tables, wanted: str) -> Iterator[str]:
    return (
        f"{table}/{id}"
        for table, rows in tables.items()
        if table != LOG
        for id, raw in rows.items()
        if _says(raw, wanted)
    )


def _row(change: Raw) -> tuple[str, int]:
    return change["table"], change["id"]


def _goes(act: Raw, change: Raw, wanted: str) -> bool:
    """Whether the versions of the row in `change` go: it says the words, or is an entry made of a line that does."""
    typed = change["table"] == "entries" and _says(act.get("line", ""), wanted)
    return typed or _says([change.get("before"), change.get("after")], wanted)


def _erased(act: Raw, rows: set[tuple[str, int]], mark: str, said: bool) -> Raw:
    kept = [change for change in act["changes"] if _row(change) not in rows]
    if len(kept) == len(act["changes"]) and not said:
        return act
    return {**act, "line": mark, "changes": kept}
