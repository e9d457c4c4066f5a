"""A letter as plain data, for programs."""

from __future__ import annotations

from exports.letters.check import Lacking
from exports.letters.drafted import Drafted
from store.desk.desk import Desk
from store.desk.model import Letter


def plain_letter(desk: Desk, letter: Letter) -> dict[str, object]:
    """What is known of a letter. Days are ISO 8601."""
    party = desk.parties.get(letter.party) if letter.party is not None else None
    request = desk.requests.get(letter.request) if letter.request is not None else None
    answered = desk.pieces.get(letter.answers) if letter.answers is not None else None
    return {
        "number": letter.number,
        "kind": letter.kind,
        "to": party.key if party else letter.words or None,
        "request": request.reference if request else None,
        "decision": letter.decision or None,
        "action": letter.action or None,
        "answers": answered.number if answered else None,
        "subject": letter.subject or None,
        "sent": letter.sent.isoformat() if letter.sent else None,
        "channel": letter.channel or None,
        "digest": letter.digest or None,
        "dropped": letter.dropped or None,
        "own_sections": [each.key for each in letter.sections],
    }


def plain_drafted(letter: Drafted) -> dict[str, object]:
    """A letter with its words."""
    return {
        **plain_letter(letter.gathered.desk, letter.gathered.letter),
        "subject": letter.subject,
        "sections": [
            {"key": each.key, "heading": each.heading or None, "text": each.text, "standing": each.standing.value}
            for each in letter.sections
        ],
        "signed_by": [{"name": each.name, "office": each.office} for each in letter.signers],
    }


def plain_lacking(found: list[Lacking]) -> list[dict[str, str | None]]:
    """What lacks: which, in words, and of what text."""
    return [{"lacks": each.lack.value, "words": each.words, "about": each.about or None} for each in found]
