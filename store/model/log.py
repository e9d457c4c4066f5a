"""The log: what was done, in acts that can be told, kept and undone."""

from __future__ import annotations

from datetime import datetime

from store.model.base import Id, Noun

APPROVED = "approved"
"""The verb of the act by which a later meeting approves the minutes, or takes that back: never undone here."""


ERASED = "erase"
"""The verb of the act that tells that words were taken out of the log: never undone."""


class Change(Noun, frozen=True, kw_only=True):
    """One row of one table before and after an act; None where there was no row."""

    table: str
    id: Id
    before: dict[str, object] | None
    after: dict[str, object] | None


class Act(Noun, frozen=True, kw_only=True):
    """One act of the user: one line of the journal, one step of undo.

    `line` is what was typed. `undoes` and `redoes` name the act that this one takes back
    or brings back.
    """

    number: Id
    at: datetime
    verb: str
    line: str = ""
    undoes: int | None = None
    redoes: int | None = None
    changes: tuple[Change, ...] = ()
