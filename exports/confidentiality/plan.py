"""The gate for the plan: what each circle of readers may see of an event of a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

import msgspec

from exports.confidentiality.audience import hides
from store.desk.plan.events import PlanEvent, Sort
from store.i18n import documents
from store.model import Audience, Body


class SeenEvent(msgspec.Struct, frozen=True, kw_only=True):
    """What readers see of an event. Of one that `is_secret` a calendar shows no more than its number and what it is."""

    uid: str
    day: date
    title: str
    start: datetime | None = None
    end: datetime | None = None
    place: str = ""
    about: str = ""
    alarm: int | None = None
    alarm_text: str = ""
    is_secret: bool = False


def seen_events(events: Iterable[PlanEvent], audience: Audience, bodies: Mapping[str, Body]) -> Iterator[SeenEvent]:
    """What `audience` sees of `events`, in their order; `bodies` by key, as the register has them.

    What is confidential is left out for whoever may not read it. Whoever may still reads no more of it in a calendar
    than its number: calendars are shared, and shown on screens in passing.
    """
    for event in events:
        body = bodies[event.body]
        if hides(audience, body, event.confidential):
            continue
        yield _closed(event, body) if event.confidential else _open(event)


def _open(event: PlanEvent) -> SeenEvent:
    return SeenEvent(
        uid=event.uid,
        day=event.day,
        title=event.title,
        start=event.start,
        end=event.end,
        place=event.place,
        about=event.about,
        alarm=event.alarm,
        alarm_text=event.title,
    )


def _closed(event: PlanEvent, body: Body) -> SeenEvent:
    _ = documents(body.language).gettext
    what = {Sort.TERM: _("term"), Sort.INTENTION: _("intention")}.get(event.sort, "")
    title = f"{event.reference} {what}".strip()
    return SeenEvent(uid=event.uid, day=event.day, title=title, alarm=event.alarm, alarm_text=title, is_secret=True)
