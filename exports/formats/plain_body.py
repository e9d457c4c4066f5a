"""A body and its people as plain data, for programs: what `bodies` and `people` print with `--json`."""

from __future__ import annotations

from typing import Any

from exports.formats.plain_record import plain_item, plain_who
from store.bodies.body import plan_of, template_items, usual_times
from store.bodies.recurrence import say_series
from store.model import RESTRICTED, Body, Person, QuorumOf, View


def plain_body(body: Body) -> dict[str, Any]:
    """All settings of `body`, its people and its template. Days and hours are ISO 8601."""
    plan, rules = plan_of(body), body.rules
    start, end = usual_times(body)
    return {
        "key": body.key,
        "name": body.name,
        "language": body.language,
        "time_zone": body.time_zone,
        "committee_of": body.parent or None,
        "seats": body.seats,
        "quorum": {
            "of": rules.quorum.of.value,
            "number": rules.quorum.number if rules.quorum.of is QuorumOf.NUMBER else None,
            "share": None if rules.quorum.of is QuorumOf.NUMBER else "{}/{}".format(*rules.quorum.parts),
            "more_than": rules.quorum.more,
        },
        "majority": rules.majority.value,
        "tie": rules.tie.value,
        "casting_vote": rules.casting_vote,
        "abstentions_count": rules.abstentions_count,
        "blanks_count": rules.blanks_count,
        "numbering": {
            "meeting": body.numbering.meeting,
            "decision": body.numbering.decision,
            "action": body.numbering.action,
            "undertaking": body.numbering.undertaking,
            "intention": body.numbering.intention,
            "last": list(body.numbering.last),
        },
        "meets": say_series(plan.series) if plan.series else None,
        "start": start.isoformat("minutes") if start else None,
        "end": end.isoformat("minutes") if end else None,
        "minutes": plan.minutes,
        "place": plan.place or None,
        "send_days": body.send_days,
        "skipped": [
            {"first": days.first.isoformat(), "last": days.last.isoformat(), "words": days.words or None}
            for days in plan.skipped
        ],
        **{readers.value: _plain_view(body.audiences.of(readers)) for readers in RESTRICTED},
        "logo": body.house.logo or None,
        "head": body.house.head or None,
        "foot": body.house.foot or None,
        "colour": body.house.colour or None,
        "font": body.house.font or None,
        "people": [plain_person(person) for person in body.people],
        "template": [plain_item(item) for item in template_items(body)],
    }


def plain_person(person: Person) -> dict[str, Any]:
    """One person of a body."""
    return {
        **plain_who(person),
        "from": person.since.isoformat() if person.since else None,
        "until": person.until.isoformat() if person.until else None,
        "former_handles": list(person.former),
        "email": person.email or None,
    }


def _plain_view(view: View) -> dict[str, list[str]]:
    return {"withholds": [each.value for each in view.withholds], "reads": list(view.reads)}
