"""What of the post matters now, over all desks: what the home screen tells of it."""

from __future__ import annotations

from datetime import date

from store.archive.archive import Archive
from store.archive.desk.post_in_meetings import held
from store.desk.standing import Stand, standing
from store.errors import NotulistError
from store.search.overview import LATER, Matter, MatterLine


def with_post(archive: Archive, found: list[MatterLine], today: date) -> list[MatterLine]:
    """`found` with a line for each body that has post to see to, before what matters less."""
    told = [line for body in archive.bodies() if (line := _of_body(archive, body.key, today))] if _any(archive) else []
    at = next((at for at, line in enumerate(found) if line.matter in LATER), len(found))
    return [*found[:at], *told, *found[at:]]


def _any(archive: Archive) -> bool:
    return bool(archive.desks.keys())


def _of_body(archive: Archive, key: str, today: date) -> MatterLine | None:
    body = archive.register.body(key)
    if body is None or not archive.desks.path(key).exists():
        return None
    try:
        desk, told = archive.read_desk(key), held(archive.index, body, archive.bodies())
    except NotulistError as error:
        return MatterLine(matter=Matter.POST, key=key, reason=str(error))
    stands = [standing(desk, piece, told, today) for piece in desk.pieces.values()]
    new = sum(each.stand is Stand.NEW for each in stands)
    to_answer = sum(each.stand is Stand.TO_ANSWER for each in stands)
    late = sum(each.is_late for each in stands)
    if not (new or to_answer or late):
        return None
    return MatterLine(matter=Matter.POST, key=key, new=new, to_answer=to_answer, late=late)
