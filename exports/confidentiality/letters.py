"""The gate for letters: what of a meeting a letter may say to whoever it is written to."""

from __future__ import annotations

from msgspec.structs import replace

from exports.confidentiality.audience import view_of
from exports.confidentiality.redaction import redacted
from exports.redacted import Redacted
from store.desk.model import Party, Piece, Readers
from store.model import Audience, Audiences, View, Withheld
from store.record.record import Record

_NEVER_TOLD = (Withheld.NAMES, Withheld.SPEAKERS, Withheld.OWNERS, Withheld.ABSENCE)


def audience_of(party: Party | None) -> Audience:
    """In which circle of readers a party is; whoever is not known may read what all may read.

    A committee of the body is of the body itself.
    """
    if party is None:
        return Audience.PUBLIC
    if party.body:
        return Audience.FULL
    return Audience.EMPLOYER if party.readers is Readers.EMPLOYER else Audience.PUBLIC


def for_letter(record: Record, audience: Audience) -> Redacted:
    """What a letter to that circle may be made of: all that it may read of what is confidential, and no names.

    Who said, moved, voted or differed is in no letter, whoever it is to. What the minutes of the circle leave out
    besides (all that was said) is not left out: the reasons that were marked are for the letter.
    """
    body = record.meeting.body
    reads = view_of(audience, body).reads
    view = View(withholds=_NEVER_TOLD, reads=reads)
    as_set = replace(body, audiences=Audiences(employer=view, public=view))
    # Of a full version the gate leaves out nothing, and no letter tells all: the committee reads as the employer does
    # what is not confidential.
    as_seen = Audience.EMPLOYER if audience is Audience.FULL else audience
    return redacted(record.with_meeting(replace(record.meeting, body=as_set)), as_seen)


def may_name(piece: Piece, party: Party | None) -> bool:
    """Whether a letter to `party` may name a piece: one that is not confidential, or that the party has itself."""
    return piece.confidential is None or (party is not None and piece.party == party.id)
