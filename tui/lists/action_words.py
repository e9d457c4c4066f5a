"""What the list of actions shows, how an answer is understood, what is said of it, and the lists for the owners."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from textual.content import Content

from exports.wording import due_text, follow_up_text, owners_text
from store.errors import NotulistError
from store.i18n import _, _n, spoken
from store.language.capture.grammar import understand
from store.language.capture.line import Context, Verb
from store.language.dates import read_due_and_reason
from store.language.day_phrases import Calendar
from store.language.people import People
from store.model import ActionStatus, Body, Earlier, Entry
from store.record.follow_ups import is_open
from store.search.due import Order, days_late, due_this_week
from tui.widgets.found import when_due

# The columns of the owners and of the date, with what is between them.
_OWNERS = 17
_DUE = 19


def headline_of(shown: Sequence[Earlier], today: date, order: Order) -> list[tuple[str, str]]:
    """How many actions are shown, how many of them are late or due this week, and their order: words and styles."""
    late = sum(days_late(one, today) > 0 for one in shown)
    week = sum(due_this_week(one, today) for one in shown) - late
    count = _n("{count} action", "{count} actions", len(shown)).format(count=len(shown))
    parts = [(_("Actions"), "bold $accent"), ("  " + count, "$foreground")]
    if late:
        parts.append((" · " + _("{count} late").format(count=late), "bold $error"))
    if week:
        parts.append((" · " + _("{count} this week").format(count=week), "$warning"))
    return [*parts, ("   " + _("sorted {order}").format(order=_orders()[order]), "$quiet")]


def who_and_when(one: Earlier, today: date) -> Content:
    """The owners of an action, and its date or how late it is, in columns that stand behind its text."""
    entry = one.entry
    due = when_due(one, today) or Content(_("no date"))
    if not is_open(entry):
        due = Content.styled(_("done") if entry.status is ActionStatus.DONE else _("lapsed"), "$success")
    elif entry.due is None or entry.due.day is None:
        due = due.stylize("$warning")
    times = f" ×{entry.postponed}" if entry.postponed else ""
    unknown = "$warning" if not entry.owners or entry.owners_unread else ""
    owners = Content.styled(owners_text(entry, spoken()) or "?", unknown)
    owners = owners.truncate(_OWNERS - 2, ellipsis=True, pad=True)
    when = Content.assemble(due, (times, "$warning")).truncate(_DUE - 1, ellipsis=True, pad=True)
    return Content.assemble("  ", owners, "  ", when)


def postponed_to(typed: str, today: date) -> tuple[str, str]:
    """How the day and the reason that were typed are understood; and why nothing can be postponed to it, else ""."""
    due, why = read_due_and_reason(typed, Calendar(on=today))
    wrong = ""
    if due.day is None:
        wrong = _("no date that I can read")
    elif due.day < today:
        wrong = _("that day is past")
    words = wrong or due_text(due, spoken())
    return (f"{words} · {why}" if why else words), wrong


def nobody_called(typed: str, bodies: Iterable[Body], today: date) -> str:
    """Says which of the names that were typed nobody of any of the bodies has; nothing where all are known."""
    people = People(who for body in bodies for who in body.people)
    line = understand(f"/assign a1 {typed}", Context(calendar=Calendar(on=today), people=people))
    names = [name for name in line.unread if not people.who(name)]
    return _("nobody here is called {names}").format(names=", ".join(names)) if names else ""


def taken_back(undone: Sequence[str], follow_ups: Sequence[Entry]) -> list[str]:
    """What was taken back: the actions `undone` in the meeting, and those whose follow-ups are gone; one in words."""
    if len(follow_ups) == 1 and not undone:
        return [follow_up_text(follow_ups[0], spoken())]
    return [*undone, *(entry.follow_up.reference for entry in follow_ups if entry.follow_up)]


def write_owner_lists(actions: Sequence[Earlier], bodies: Sequence[Body], folder: Path, today: date) -> str:
    """Writes a list for each owner into `folder`, and says so.

    Raises NotulistError where there is something in that folder already, OSError where the disk refuses.
    """
    from exports.send_lists import write_lists

    if folder.exists() and any(folder.iterdir()):
        raise NotulistError(_("There is something in this folder already; name another one."))
    count = len(write_lists(actions, bodies, folder, spoken(), today))
    words = _n("{count} list is written in {folder}", "{count} lists are written in {folder}", count)
    return words.format(count=count, folder=folder)


def what_happened(verb: Verb, number: int) -> str:
    """What became of the one action `{reference}`, or of `{count}` of them."""
    match verb:
        case Verb.DONE:
            return _("{reference} is done.") if number == 1 else _("{count} actions are done.")
        case Verb.CANCEL:
            return _("{reference} has lapsed.") if number == 1 else _("{count} actions have lapsed.")
        case Verb.REOPEN:
            return _("{reference} is open again.") if number == 1 else _("{count} actions are open again.")
        case Verb.POSTPONE:
            return _("{reference} is postponed.") if number == 1 else _("{count} actions are postponed.")
        case Verb.ASSIGN:
            return _("{reference} is handed over.") if number == 1 else _("{count} actions are handed over.")
        case _:
            return _("{reference}: comment kept.") if number == 1 else _("{count} actions have the comment.")


def _orders() -> dict[Order, str]:
    return {Order.DUE: _("by date"), Order.OWNER: _("by owner"), Order.MEETING: _("by meeting")}
