"""What meetings tell of the post of a body: read off the index, never kept twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from store.bodies.work_talks import work_talks_of
from store.desk.model import Handling
from store.desk.standing import Held
from store.model import Body, Earlier, Kind, MeetingStatus

if TYPE_CHECKING:
    from store.search.index import Index

_HELD = (MeetingStatus.DRAFT, MeetingStatus.APPROVED)


def held(index: Index, body: Body, bodies: Sequence[Body] = ()) -> Held:
    """How post of `body` was handled in its meetings, the last word on each piece, and which of them were held.

    `bodies` are all bodies: what is said in a work talk of `body` is said of its post too.
    """
    index.refresh()
    handlings: dict[str, Handling] = {}
    # The latest meeting comes first, and in it what was said first.
    said = index.of_kinds([Kind.HANDLING], body.key, numbered=False)
    for talk in work_talks_of(bodies, body):
        said = sorted([*said, *index.of_kinds([Kind.HANDLING], talk, numbered=False)], key=_when, reverse=True)
    for one in reversed(said):
        if one.entry.handles:
            handlings[one.entry.handles.piece] = _handling(one)
    keys = frozenset(each.key for each in index.meetings(_HELD))
    fixed = {number: key for key, item in index.items_of(body.key) for number in item.pieces}
    kept = set(fixed.values())
    lists = sorted((each.sent, each.key) for each in index.meetings_of(body.key) if each.sent and each.key not in kept)
    return Held(handlings=handlings, meetings=keys, fixed=fixed, lists=tuple(lists))


def _when(one: Earlier) -> datetime:
    return one.entry.at


def _handling(one: Earlier) -> Handling:
    said = one.entry.handles
    assert said
    return Handling(
        code=said.code,
        effect=said.effect,
        words=said.words,
        to=said.to,
        meeting=said.meeting or one.key,
        item=said.item,
        due=one.entry.due,
        owners=one.entry.owners,
        at=one.entry.at,
    )
