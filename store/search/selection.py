"""Which of the actions or decisions of all meetings fit what was typed above their list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from store.kinds import PROMISES
from store.language.hashtags import themes_in
from store.language.people import People
from store.language.query import Filter, State
from store.language.references import squeezed
from store.model import ActionStatus, Body, Earlier, Entry
from store.record.fields import searched_in
from store.record.follow_ups import is_open
from store.search.due import days_late, due_this_week
from store.search.full_text import people_of
from store.text import fold

_NOBODY = "?"
# How far it is: of these one; of the other states each.
_STANDING: dict[State, Callable[[Entry], bool]] = {
    State.OPEN: lambda entry: entry.status is ActionStatus.OPEN,
    State.DONE: lambda entry: entry.status is ActionStatus.DONE,
    State.CANCELLED: lambda entry: entry.status is ActionStatus.CANCELLED,
    State.IN_FORCE: is_open,
    State.REPLACED: lambda entry: bool(entry.replaced_by),
    State.WITHDRAWN: lambda entry: bool(entry.withdrawn_by),
}
_ALSO: dict[State, Callable[[Earlier, date], bool]] = {
    State.LATE: lambda one, today: days_late(one, today) > 0,
    State.THIS_WEEK: due_this_week,
    State.UNDATED: lambda one, today: _due(one.entry) is None,
    State.POSTPONED: lambda one, today: one.entry.postponed > 0,
}


def select(entries: Iterable[Earlier], wanted: Filter, today: date, bodies: Iterable[Body]) -> list[Earlier]:
    """The entries that fit all of `wanted`, in the order given.

    A person is an owner of an action (`?`: where one is still to be found), and somebody who had a part in a decision;
    names and handles are those of its own body, among `bodies`.
    Days are those on which an action is due, and of the meeting that decided. Words stand somewhere in the text, the
    number, the item or the body.
    """
    tests = list(_tests(wanted, today, bodies))
    return [one for one in entries if all(test(one) for test in tests)]


def _tests(wanted: Filter, today: date, bodies: Iterable[Body]) -> Iterable[Callable[[Earlier], bool]]:
    """What must be true of an entry, the quickest to tell first."""
    if wanted.bodies:
        yield lambda one: one.body in wanted.bodies
    if wanted.kinds:
        yield lambda one: one.entry.kind in wanted.kinds
    if standing := [_STANDING[state] for state in wanted.states if state in _STANDING]:
        yield lambda one: any(test(one.entry) for test in standing)
    if also := [_ALSO[state] for state in wanted.states if state in _ALSO]:
        yield lambda one: all(test(one, today) for test in also)
    if wanted.since or wanted.until:
        yield lambda one: _within(wanted, _due(one.entry) if one.entry.kind in PROMISES else one.day)
    if wanted.people:
        meant = {body.key: _meant(wanted, People(body.people)) for body in bodies}
        unknown = _meant(wanted, People(()))
        yield lambda one: all(handles & _had_a_part(one.entry) for handles in meant.get(one.body, unknown))
    if wanted.themes:
        yield lambda one: all(themes_in(searched_in(one.entry)).keys() & names for names in map(set, wanted.themes))
    if wanted.texts:
        wholes = [squeezed(text) for text in wanted.texts]
        yield lambda one: _holds(one, wanted.texts, wholes)


def _due(entry: Entry) -> date | None:
    return entry.due.day if entry.due else None


def _within(wanted: Filter, day: date | None) -> bool:
    return day is not None and (wanted.since or day) <= day <= (wanted.until or day)


def _meant(wanted: Filter, people: People) -> list[set[str]]:
    return [_handles(words, people) for words in wanted.people]


def _handles(words: str, people: People) -> set[str]:
    """The handles that `words` may stand for: all whose handle or name begins with it."""
    named = {fold(who.handle) for who in people.who(words)}
    return named or {fold(who.handle) for who in people.people if fold(who.handle).startswith(words)} or {words}


def _had_a_part(entry: Entry) -> set[str]:
    if entry.kind not in PROMISES:
        return set(map(fold, people_of(entry)))
    return {*map(fold, entry.owners), *([_NOBODY] if entry.owners_unread or not entry.owners else [])}


def _holds(one: Earlier, texts: tuple[str, ...], wholes: list[str]) -> bool:
    entry = one.entry
    number = squeezed(entry.reference)
    searched = fold("\n".join([*searched_in(entry), number, one.item, one.body]))
    return all(text in searched or whole == number for text, whole in zip(texts, wholes, strict=True))
