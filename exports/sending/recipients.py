"""To whom something goes: the members, the other side, or the public, each by the circle that may read it."""

from __future__ import annotations

from datetime import date

import msgspec

from store.bodies.body import members_on
from store.desk.desk import Desk
from store.desk.model import Readers
from store.model import Audience, Body


class Recipient(msgspec.Struct, frozen=True):
    """Somebody to whom something goes: the handle or the key of a party, the name, and the address."""

    key: str
    name: str
    email: str


class Recipients(msgspec.Struct, frozen=True):
    """Those with an address, and the names of those without one."""

    to: tuple[Recipient, ...]
    without: tuple[str, ...]
    hidden: bool = False


def recipients(body: Body, desk: Desk, audience: Audience, day: date) -> Recipients:
    """To whom what `audience` may read goes on `day`: the members and officers, parties of the employer, or all.

    The public has the one address that the body names for it.
    """
    if audience is Audience.FULL:
        found = [Recipient(who.handle, who.name, who.email) for who in members_on(body, day)]
    elif audience is Audience.EMPLOYER:
        parties = [each for each in desk.parties.values() if each.readers is Readers.EMPLOYER and not each.private]
        found = [Recipient(each.key, each.name, each.email[0] if each.email else "") for each in parties]
    else:
        found = [Recipient("public", "", body.desk.public_address)] if body.desk.public_address else []
    to = tuple(each for each in found if each.email)
    without = tuple(each.name for each in found if not each.email)
    return Recipients(to, without, hidden=len(to) > body.desk.bcc_from)


def recipient_of(body: Body, handle: str) -> Recipient | None:
    """The person of the body with that handle, with an address or without; None where there is none."""
    found = next((each for each in body.people if each.handle == handle), None)
    return Recipient(found.handle, found.name, found.email) if found else None
