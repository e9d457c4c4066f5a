"""The mail that takes a letter along."""

from __future__ import annotations

from exports.letters.drafted import Drafted
from exports.sending import wording
from exports.sending.mail import Draft, Enclosed
from exports.sending.recipients import Recipient
from store.i18n import _


def letter_draft(letter: Drafted, name: str, content: bytes) -> tuple[Draft, tuple[str, ...]]:
    """The draft with the letter as a file called `name`, to whom it is written; and what is to be told of it."""
    party = letter.party
    to = tuple(Recipient(party.key, party.name, each) for each in party.email[:1]) if party else ()
    sender = letter.signers[0].name if letter.signers else letter.gathered.body.name
    salutation = party.salutation if party else ""
    text = wording.letter_text(letter.subject, salutation, sender, letter.gathered.language)
    subject = f"{letter.subject} ({letter.gathered.letter.number})"
    draft = Draft(to=to, subject=subject, text=text, files=(Enclosed(name, content),))
    return draft, () if to else (_("it is to nobody yet: no address is known"),)
