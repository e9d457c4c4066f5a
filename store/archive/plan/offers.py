"""What the plan puts on the agenda of a new meeting: moments of the law meant for it, and intentions of its time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from store.archive.archive import Archive
from store.archive.plan.plans import Plans
from store.bodies.planning import meeting_key
from store.desk.plan.intentions import IntentionState
from store.desk.plan.moments import MomentState
from store.desk.plan.wording import period
from store.i18n import documents
from store.model import AgendaItem, Body, Purpose
from store.procedures.model import Held, say


def plan_items(archive: Archive, body: Body, day: date, today: date) -> Iterator[tuple[AgendaItem, bool]]:
    """An item for each moment that is meant for the meeting of `body` on `day`, and whether it is taken by itself.

    A moment of the law that holds for some only is offered and not taken. What is on the agenda of a meeting still to
    be held is not offered again. The index of the archive is up to date.
    """
    plans, key = Plans(archive, min(day, today)), meeting_key(body, day)
    there = _on_the_way(archive, body, today)
    for keeper in plans.keepers():
        if keeper.key in (body.key, body.parent):
            for state in plans.moments(keeper, day.year):
                if key in state.planned and state.moment.key not in there:
                    yield _of_law(state, plans.plan_of(keeper).statute, body), not state.moment.condition
    for intention in plans.intentions(body):
        if intention.intended.reference not in there and _is_for(intention, key, day):
            yield _intended(intention, body), True


def _is_for(state: IntentionState, key: str, day: date) -> bool:
    """Whether it is offered for that meeting: by the series, or, for one that stands outside it, by its time."""
    if not state.is_open or state.when is None:
        return False
    return state.offered_for == key or state.when.first <= day <= state.when.last


def _on_the_way(archive: Archive, body: Body, today: date) -> set[str]:
    coming = {each.key for each in archive.index.meetings_of(body.key) if each.is_to_be_held and each.date >= today}
    return {moment for key, item in archive.index.items_of(body.key) if key in coming for moment in item.moments}


def _of_law(state: MomentState, statute: str, body: Body) -> AgendaItem:
    moment = state.moment
    return AgendaItem(
        id=0,
        number="",
        title=say(moment.text, body.language),
        purpose=Purpose.DECIDE if moment.meeting is Held.OWN else Purpose.DISCUSS,
        state_of_affairs=f"{moment.law} {statute}",
        moments=(moment.key,),
    )


def _intended(state: IntentionState, body: Body) -> AgendaItem:
    intended, _ = state.intended, documents(body.language).gettext
    when = period(state.when, intended.typed, body.language)
    item = AgendaItem(
        id=0,
        number="",
        title=intended.text,
        purpose=Purpose.DISCUSS,
        state_of_affairs=_("Intention {reference}, for {when}.").format(reference=intended.reference, when=when),
        moments=(intended.reference,),
    )
    if intended.confidential is None:
        return item
    # What is intended is confidential; that there is something is not.
    return replace(
        item, title=_("Confidential intention"), internal_title=intended.text, confidential=intended.confidential
    )
