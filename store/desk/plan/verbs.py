"""What can be done to the plan of a body. Each puts rows, which are kept as one act.

Raises CannotDo, with nothing changed, where it makes no sense.
"""

from __future__ import annotations

from datetime import date, datetime

from store.desk.desk import Desk
from store.desk.plan.model import Change, Intention, Mark, MovedDay
from store.errors import CannotDo
from store.i18n import _
from store.model import Days, DeskSettings, Secrecy


def move_day(desk: Desk, planned: date, day: date | None, at: datetime) -> MovedDay | None:
    """Says that the body meets on `day` and not on `planned` (None: not at all); back on its own day, nothing is left.

    What was said before of that day of the series no longer holds. None where nothing is to be said.
    """
    old = next((row for row in desk.moved_days.values() if row.planned == planned), None)
    if day == planned:
        if old is None:
            raise CannotDo(_("That is the day that is planned already."))
        desk.drop(old)
        return None
    if old is not None and old.day == day:
        raise CannotDo(_("That is so already."))
    row = MovedDay(id=old.id if old else desk.new_id(), at=at, planned=planned, day=day)
    desk.put(row)
    return row


def intend(
    desk: Desk,
    settings: DeskSettings,
    text: str,
    *,
    typed: str = "",
    when: Days | None = None,
    theme: str = "",
    owners: tuple[str, ...] = (),
    secrecy: Secrecy | None = None,
    at: datetime,
    on: date,
) -> Intention:
    """Writes down what the body intends, with a reference of the year of `on`."""
    if not text.strip():
        raise CannotDo(_("What is intended? Say it, and by when: “evaluate the cooperation > March 2028”."))
    row = Intention(
        id=desk.new_id(),
        reference=desk.next_intention(settings, on.year),
        at=at,
        text=text.strip(),
        typed=typed,
        when=when,
        theme=theme,
        owners=owners,
        confidential=secrecy,
    )
    desk.put(row)
    return row


def mark(
    desk: Desk,
    moment: str,
    change: Change,
    *,
    at: datetime,
    on: date,
    year: int | None = None,
    meeting: str = "",
    typed: str = "",
    when: Days | None = None,
    words: str = "",
) -> Mark:
    """Says what became of a moment: treated, moved to another time, dropped, or open again."""
    if change is Change.MOVED and when is None:
        raise CannotDo(_("“{words}” is no time that can be read with certainty.").format(words=typed))
    row = Mark(
        id=desk.new_id(),
        at=at,
        moment=moment,
        change=change,
        on=on,
        year=year,
        meeting=meeting,
        typed=typed,
        when=when,
        words=words.strip(),
    )
    desk.put(row)
    return row
