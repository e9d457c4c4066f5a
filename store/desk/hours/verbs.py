"""What can be done with time spent. Each puts rows, which are kept as one act.

Raises CannotDo, with nothing changed, where it makes no sense.
"""

from __future__ import annotations

from datetime import date, datetime

from store.bodies.body import find_person, members_on
from store.desk.desk import Desk
from store.desk.hours.model import Spent
from store.errors import CannotDo
from store.i18n import _
from store.language.offices import is_clerk
from store.language.plan.hours import HoursLine
from store.model import Body, Role


def spend(desk: Desk, body: Body, line: HoursLine, today: date, at: datetime) -> Spent:
    """Writes down the time of `line`: of whom it names, else of who minutes; on its day, else today."""
    request = desk.request(line.request) if line.request else None
    row = Spent(
        id=desk.new_id(),
        at=at,
        day=line.day or today,
        who=who_of(body, line, line.day or today),
        minutes=line.minutes,
        task=line.task,
        request=request.reference if request else "",
    )
    desk.put(row)
    return row


def who_of(body: Body, line: HoursLine, day: date) -> str:
    """The handle of whose time it is. Raises CannotDo where nobody is called so, or it is not clear who minutes."""
    if line.who:
        return find_person(body, line.who).handle
    secretaries = [who for who in members_on(body, day) if who.role is Role.SECRETARY]
    clerks = [who for who in secretaries if is_clerk(who)] or secretaries
    if len(clerks) != 1:
        raise CannotDo(_("Whose time is it? Begin with the initials: @lw 1:30 minutes."))
    return clerks[0].handle


def take_out(desk: Desk, id: int) -> Spent:
    """Takes out time that was written down by mistake; undo brings it back."""
    row = desk.hours.get(id)
    if row is None:
        raise CannotDo(_("There is no time with the number {number} here.").format(number=id))
    desk.drop(row)
    return row
