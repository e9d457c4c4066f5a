"""What can be done to a request: each puts its row, and is part of the next act to be kept."""

from __future__ import annotations

from datetime import date, datetime

from msgspec.structs import replace

from store.desk.desk import Desk
from store.desk.model import Condition, Request, StepDone
from store.errors import CannotDo
from store.i18n import _
from store.model import DeskSettings, Secrecy
from store.procedures.model import Procedure


def start(
    desk: Desk,
    settings: DeskSettings,
    procedure: Procedure,
    *,
    title: str,
    matter: str,
    at: datetime,
    on: date,
) -> Request:
    """A new request by `procedure`, with the next reference of the year of the day `on`."""
    request = Request(
        id=desk.new_id(),
        reference=desk.next_reference(settings, on.year),
        at=at,
        procedure=procedure.key,
        version=procedure.version,
        title=title,
        matter=matter,
    )
    desk.put(request)
    return request


def take(desk: Desk, request: Request, done: StepDone, today: date) -> Request:
    """Records that a step was taken. The same step of the same day or piece is told anew, and not twice.

    Raises CannotDo where its day lies ahead.
    """
    if done.on > today or (done.known and done.known > today):
        raise CannotDo(_("A step cannot be taken in the future."))
    kept = tuple(row for row in request.steps if not _is_same(row, done))
    changed = replace(request, steps=(*kept, done))
    if done.step == "reply_agreed":
        changed = replace(changed, reply_by=done.day, agreed_in=done.meeting or done.words)
    desk.put(changed)
    return changed


def add_condition(desk: Desk, request: Request, text: str) -> Request:
    """A condition of the body, with the next number."""
    number = max((each.number for each in request.conditions), default=0) + 1
    changed = replace(request, conditions=(*request.conditions, Condition(number=number, text=text)))
    desk.put(changed)
    return changed


def settle_condition(
    desk: Desk, request: Request, number: int, *, met: date | None = None, dropped: bool = False
) -> Request:
    """Says that a condition was met on a day, was dropped, or (neither) is open again. Raises CannotDo."""
    if all(each.number != number for each in request.conditions):
        raise CannotDo(_("{request} has no condition {number}.").format(request=request.reference, number=number))
    conditions = tuple(
        replace(each, met=met, dropped=dropped) if each.number == number else each for each in request.conditions
    )
    changed = replace(request, conditions=conditions)
    desk.put(changed)
    return changed


def close(desk: Desk, request: Request, on: date) -> Request:
    """Says that nothing is to be done any more."""
    changed = replace(request, closed=on)
    desk.put(changed)
    return changed


def reopen(desk: Desk, request: Request) -> Request:
    """Takes back that it was closed. Raises CannotDo where it was not."""
    if request.closed is None:
        raise CannotDo(_("{request} is not closed.").format(request=request.reference))
    changed = replace(request, closed=None)
    desk.put(changed)
    return changed


def conceal(desk: Desk, request: Request, secrecy: Secrecy | None) -> Request:
    """Makes it confidential, on a ground; None takes that back."""
    changed = replace(request, confidential=secrecy)
    desk.put(changed)
    return changed


def _is_same(row: StepDone, done: StepDone) -> bool:
    if row.step != done.step:
        return False
    return row.on == done.on or (row.piece is not None and row.piece == done.piece)
