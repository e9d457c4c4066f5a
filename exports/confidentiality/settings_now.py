"""Who may read what in the documents of a meeting: as its body is set now, and where nobody knows that, the stricter.

The register says how a body is set now. Where it is gone, does not have the body, or is older than what the meeting
itself says of its body (a copy was put back), nothing is shown that either of the two would hide.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from store.archive.archive import Archive
from store.model import Audiences, Body, View
from store.record.record import Record


def as_set_now(records: Iterable[Record], archive: Archive) -> list[Record]:
    """`records` for documents: who may read what in them, and what pages bear, is as their bodies are set now.

    All else of a body is as it was on the day of the meeting. Raises ArchiveDamaged where the register
    cannot be read: what was closed since may be shown by no older setting.
    """
    register = archive.register
    bodies, certain = {body.key: body for body in register.bodies()}, register.is_certain()
    return [_as_set_now(record, bodies.get(record.meeting.body.key), certain=certain) for record in records]


def _as_set_now(record: Record, now: Body | None, *, certain: bool) -> Record:
    own = record.meeting.body
    audiences = _audiences(own, now)
    if not certain:
        # An older register answers: what was closed in the newer one is shown by no older setting.
        audiences = _stricter(audiences, Audiences())
    body = replace(own, audiences=audiences, house=(now or own).house)
    return record.with_meeting(replace(record.meeting, body=body))


def _audiences(own: Body, now: Body | None) -> Audiences:
    if now is None:
        # What was closed since the meeting is not known: what is confidential may be read by nobody else.
        return _stricter(own.audiences, Audiences())
    if now.audiences_set <= own.audiences_set:
        return _stricter(own.audiences, now.audiences)
    return now.audiences


def _stricter(one: Audiences, other: Audiences) -> Audiences:
    return Audiences(employer=_both(one.employer, other.employer), public=_both(one.public, other.public))


def _both(one: View, other: View) -> View:
    """What is shown by both."""
    return View(
        withholds=tuple(dict.fromkeys((*one.withholds, *other.withholds))),
        reads=tuple(ground for ground in one.reads if ground in other.reads),
    )
