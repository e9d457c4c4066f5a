"""What was made ready to be sent, and sent: to whom, when, with which files. Each verb puts rows of one act."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from msgspec.structs import replace

from store.desk.desk import Desk
from store.desk.model import Sending, SentFile
from store.errors import CannotDo
from store.i18n import _


def ready(
    desk: Desk,
    *,
    what: str,
    meeting: str,
    audience: str,
    to: Iterable[str],
    files: Iterable[tuple[str, str]],
    at: datetime,
) -> Sending:
    """Keeps that something was made ready: for whom, and the names and digests of its files."""
    made = Sending(
        id=desk.new_id(),
        at=at,
        what=what,
        meeting=meeting,
        audience=audience,
        to=tuple(to),
        files=tuple(SentFile(name=name, sha256=digest) for name, digest in files),
    )
    desk.put(made)
    return made


def sent(desk: Desk, sending: Sending, on: date) -> Sending:
    """Keeps that the user sent it on a day. Raises CannotDo where that was said before."""
    if sending.sent:
        raise CannotDo(_("That was sent already."))
    changed = replace(sending, sent=on)
    desk.put(changed)
    return changed


def before(desk: Desk, what: str, meeting: str, audience: str) -> list[Sending]:
    """What was sent of the same, to the same circle, oldest first."""
    of_it = (what, meeting, audience)
    return [each for each in desk.sendings.values() if each.sent and (each.what, each.meeting, each.audience) == of_it]


def last_ready(desk: Desk, what: str, meeting: str, audience: str) -> Sending | None:
    """What was made ready last of it and not sent yet."""
    of_it = (what, meeting, audience)
    found = [each for each in desk.sendings.values() if (each.what, each.meeting, each.audience) == of_it]
    return found[-1] if found and not found[-1].sent else None
