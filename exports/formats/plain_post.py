"""Pieces of post and parties as plain data, for programs: what `notulist post` prints with `--json`."""

from __future__ import annotations

from datetime import date
from typing import Any

from store.desk.desk import Desk
from store.desk.model import Direction, KeptFile, Party, Piece
from store.desk.post import named
from store.desk.standing import NOTHING_HELD, Held, is_on_lists, standing
from store.model import Secrecy


def plain_piece(desk: Desk, piece: Piece, held: Held = NOTHING_HELD) -> dict[str, Any]:
    """All that is known of a piece. `closes` is the incoming piece that it answers, `kept` its files one by one."""
    party = desk.parties.get(piece.party) if piece.party is not None else None
    answered = desk.pieces.get(piece.answers) if piece.answers is not None else None
    request = desk.requests.get(piece.request) if piece.request is not None else None
    stands = standing(desk, piece, held)
    handling = stands.handling
    came = piece.direction is Direction.IN
    return {
        "number": piece.number,
        "direction": piece.direction.value,
        "party": named(desk, piece) or None,
        "party_name": party.name if party else None,
        "private": bool(party and party.private),
        "from_body": piece.body or None if came else None,
        "to_body": (handling.to if handling else "") or (None if came else piece.body) or None,
        "subject": piece.subject,
        "dated": _iso(piece.dated),
        "received": _iso(piece.day) if came else None,
        "sent": None if came else _iso(piece.day),
        "their_reference": piece.theirs or None,
        "law": piece.law or None,
        "message_id": piece.message_id or None,
        "handling": handling.code if handling else None,
        "effect": handling.effect.value if handling else None,
        "handling_words": handling.words or None if handling else None,
        "meeting": handling.meeting or None if handling else None,
        "item": handling.item or None if handling else None,
        "owners": list(handling.owners) if handling else [],
        "due": _iso(handling.due.day) if handling and handling.due else None,
        "answers": answered.number if answered else None,
        "closes": answered.number if answered and answered.direction is Direction.IN else None,
        "answered_by": stands.answered_by or None,
        "request": request.reference if request else None,
        "step": piece.step or None,
        "letter": piece.letter or None,
        "decision": piece.decision or None,
        "on_list": is_on_lists(piece, held),
        "list": stands.listed or None,
        "status": stands.stand.value,
        "confidential": plain_secrecy(piece.confidential),
        "files": len(piece.files),
        "attachments": [name for file in piece.files for name in file.attachments],
        "kept": [plain_file(file) for file in piece.files],
        "dropped": piece.dropped or None,
    }


def plain_file(file: KeptFile) -> dict[str, Any]:
    """A file of a piece."""
    return {
        "name": file.name,
        "path": file.path,
        "copied": file.copied,
        "size": file.size,
        "sha256": file.sha256,
        "media": file.media or None,
        "attachments": list(file.attachments),
    }


def plain_party(party: Party) -> dict[str, Any]:
    """A party."""
    return {
        "key": party.key,
        "name": party.name,
        "function": party.function or None,
        "address": party.address or None,
        "email": list(party.email),
        "salutation": party.salutation or None,
        "audience": party.readers.value or None,
        "private": party.private,
        "confidential": party.confidential,
        "body": party.body or None,
    }


def plain_secrecy(secrecy: Secrecy | None) -> dict[str, Any] | None:
    """That something is confidential; None where it is not."""
    return {"ground": secrecy.ground or None, "until": _iso(secrecy.until)} if secrecy else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
