"""The work talk of a chair and a secretary: a body of its own, whose desk is that of the body it belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from store.model import Body, BodyKind


def desk_owner(bodies: Sequence[Body], body: Body) -> Body:
    """The body at whose desk `body` works, as the register (`bodies`) has it: of a work talk the one it belongs to."""
    known = {each.key: each for each in bodies}
    own = known.get(body.key, body)
    return known.get(own.parent, own) if own.desk.kind is BodyKind.WORK_TALK else own


def work_talks_of(bodies: Sequence[Body], body: Body) -> tuple[str, ...]:
    """The keys of the work talks of `body`: what they say of post is said of its post."""
    return tuple(
        each.key for each in bodies if each.desk.kind is BodyKind.WORK_TALK and each.parent == body.key != each.key
    )
