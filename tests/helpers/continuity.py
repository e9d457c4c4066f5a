"""A works council that meets each month, and the agenda that each meeting gets from the one before."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from msgspec.structs import replace

from exports.agenda.standing_items import built_in
from store.archive.archive import Archive
from store.archive.carry_over import Offer, offers
from store.archive.new_meeting import read_when, store_meeting
from store.bodies.body import DUTCH_NUMBERING, with_template
from store.language.day_phrases import Calendar
from store.language.settings.recurrence import read_series
from store.model import AgendaItem, Body
from tests.helpers.meetings import BODY

DAYS = (date(2026, 9, 17), date(2026, 10, 15), date(2026, 11, 19), date(2026, 12, 17))


def works_council(*, template: bool = True) -> Body:
    """The body of `tests.helpers.meetings` with a template, usual hours, and a series."""
    body = replace(BODY, numbering=DUTCH_NUMBERING)
    body = with_template(body, built_in("or", "nl") if template else ())
    assert body.plan is not None
    third_thursday = read_series("elke derde donderdag", Calendar(on=DAYS[0]))
    return replace(body, plan=replace(body.plan, series=third_thursday, start=time(13, 30), minutes=120))


class Council:
    """A works council that meets on `DAYS`."""

    def __init__(self, folder: Path, body: Body | None = None) -> None:
        self.archive = Archive(folder / "archive", folder / "state")
        self.body = body or works_council()
        self.archive.register.put(self.body)

    def offers(self, day: date, today: date | None = None) -> list[Offer]:
        self.archive.index.refresh()
        return offers(self.archive, self.body, day, today or day - timedelta(days=14))

    def new(self, day: date, taken: list[Offer] | None = None) -> str:
        """A new meeting with what is taken by itself, or with `taken`."""
        chosen = [offer for offer in self.offers(day) if offer.taken] if taken is None else taken
        when = read_when(self.archive, self.body, day.isoformat(), day)
        return store_meeting(self.archive, self.body, when, chosen)

    def hold(self, key: str, *lines: str) -> None:
        """Types `lines` in a meeting."""
        desk = self.archive.open(key)
        at = datetime.combine(date.fromisoformat(key[:10]), time(11, 30), UTC)
        for minute, line in enumerate(lines):
            act = desk.do(desk.understand(line), at + timedelta(minutes=minute))
            assert act is not None, line
        desk.close()

    def agenda(self, key: str) -> list[AgendaItem]:
        return self.archive.read(key).agenda()
