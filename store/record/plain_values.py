"""Values of the record as plain data, for JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from store.model import Due, Method, Secrecy, Vote


def plain_instant(at: datetime | None) -> str | None:
    """An instant in UTC, in ISO 8601, ending in `Z`."""
    return at.isoformat().replace("+00:00", "Z") if at else None


def plain_due(due: Due | None) -> tuple[str | None, str | None]:
    """The day, or the day and time, in ISO 8601; and the words, where no day could be read in them."""
    if due is None:
        return None, None
    if due.day is None:
        return None, due.words
    day = due.day.isoformat()
    return (f"{day}T{due.time.isoformat('minutes')}" if due.time else day), None


def plain_vote(vote: Vote | None) -> dict[str, Any] | None:
    """Votes as numbers, with the handles where names are known; of a secret vote never."""
    if vote is None:
        return None
    secret = vote.method is Method.SECRET
    return {
        "for": vote.in_favour,
        "against": vote.against,
        "abstain": vote.abstained,
        "blank": vote.blank,
        "method": vote.method.value if vote.method else None,
        "unanimous": vote.unanimous,
        "casting": vote.casting or None,
        "casting_against": vote.casting_against,
        "declared": vote.declared.value if vote.declared else None,
        "names": {
            "for": [] if secret else list(vote.names_in_favour),
            "against": [] if secret else list(vote.names_against),
            "abstain": [] if secret else list(vote.names_abstained),
        },
        "choices": [{"name": c.name, "handle": c.handle or None, "votes": c.votes} for c in vote.choices],
    }


def plain_secrecy(secrecy: Secrecy | None) -> dict[str, Any] | None:
    """On what ground, and until which day."""
    if secrecy is None:
        return None
    return {"ground": secrecy.ground, "until": secrecy.until.isoformat() if secrecy.until else None}
