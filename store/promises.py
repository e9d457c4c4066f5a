"""The actions and undertakings of all meetings: which to show, in which order, how late they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from store.clean import fold
from store.earlier import Earlier, is_open
from store.language.people import People
from store.references import squeezed

LATE = ("te laat", "overdue", "late")
THIS_WEEK = ("deze week", "this week")
WITHOUT_DATE = ("zonder datum", "no date")
POSTPONED = ("uitgesteld", "postponed")


class Order(StrEnum):
    """By what the list is sorted."""

    DUE = "due"
    OWNER = "owner"
    MEETING = "meeting"


def days_late(action: Earlier, today: date) -> int:
    """How many days an open action is over its date; 0 where it is not, or has none."""
    due = action.entry.due
    if due is None or due.day is None or not is_open(action.entry):
        return 0
    return max(0, (today - due.day).days)


def due_this_week(action: Earlier, today: date) -> bool:
    """Whether an open action is due in the ISO week of `today`, or before."""
    due = action.entry.due
    sunday = today + timedelta(days=7 - today.isoweekday())
    return due is not None and due.day is not None and due.day <= sunday and is_open(action.entry)


def select(actions: Iterable[Earlier], typed: str, today: date, people: People) -> list[Earlier]:
    """Those that fit all of what was typed: `@ab te laat #verhuizing offerte`.

    `@ab` is an owner (a handle or a name), `te laat`, `deze week`, `zonder datum` and `uitgesteld` (or the same in
    English) are what they say; every other word stands somewhere in its text, number, item or body.
    """
    wanted = f" {fold(typed)} "
    tests = []
    for phrases, test in (
        (LATE, lambda one: days_late(one, today) > 0),
        (THIS_WEEK, lambda one: due_this_week(one, today)),
        (WITHOUT_DATE, lambda one: one.entry.due is None or one.entry.due.day is None),
        (POSTPONED, lambda one: one.entry.postponed > 0),
    ):
        for phrase in phrases:
            if f" {phrase} " in wanted:
                wanted = wanted.replace(f" {phrase} ", " ")
                tests.append(test)
    words = wanted.split()
    owners = [_handles(word[1:], people) for word in words if word.startswith("@") and len(word) > 1]
    rest = [word for word in words if not word.startswith("@")]
    return [
        one
        for one in actions
        if all(test(one) for test in tests)
        and all(handles.intersection(fold(owner) for owner in one.entry.owners) for handles in owners)
        and all(word in _searched(one) or squeezed(word) == squeezed(one.entry.reference) for word in rest)
    ]


def sort(actions: Iterable[Earlier], order: Order) -> list[Earlier]:
    """In that order: by date (those without one last), by owner and then date, by meeting (latest first)."""
    by_due = sorted(actions, key=lambda one: (_due(one), one.key, one.entry.id))
    if order is Order.OWNER:
        return sorted(by_due, key=lambda one: fold(", ".join(one.entry.owners) or "~"))
    if order is Order.MEETING:
        return sorted(by_due, key=lambda one: one.day, reverse=True)
    return by_due


def _due(action: Earlier) -> date:
    due = action.entry.due
    return due.day if due and due.day else date.max


def _handles(words: str, people: People) -> set[str]:
    """The handles that `words` may stand for: all whose handle or name begins with it."""
    named = {fold(who.handle) for who in people.who(words)}
    return named or {fold(who.handle) for who in people.people if fold(who.handle).startswith(words)} or {words}


def _searched(action: Earlier) -> str:
    entry = action.entry
    due = entry.due.words if entry.due else ""
    parts = (
        entry.text,
        entry.reference,
        squeezed(entry.reference),
        action.item,
        action.body,
        due,
        *entry.owners_unread,
    )
    return fold(" ".join(parts))
