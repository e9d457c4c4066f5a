"""The actions and undertakings of all meetings: in which order, how late they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from store.model import Earlier
from store.record.follow_ups import is_open
from store.text import fold


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
