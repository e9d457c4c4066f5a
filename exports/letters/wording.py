"""A letter in a line: its number, kind, to whom, from what, and how far it is."""

from __future__ import annotations

from store.dates import short_date
from store.desk.desk import Desk
from store.desk.model import Letter
from store.i18n import documents
from store.letter_kinds import letter_kind


def line_of(desk: Desk, letter: Letter, language: str) -> str:
    """`U-2027-005 · advies aan bestuurder · uit B 2027-03-03 · R-2027-01 · concept`."""
    _ = documents(language).gettext
    request = desk.requests.get(letter.request) if letter.request is not None else None
    answered = desk.pieces.get(letter.answers) if letter.answers is not None else None
    parts = [
        letter.number,
        to_whom(desk, letter, language),
        _("from {reference}").format(reference=letter.decision) if letter.decision else "",
        _("answers {number}").format(number=answered.number) if answered else "",
        request.reference if request else "",
        stand(letter, language),
    ]
    return " · ".join(filter(None, parts))


def kind_name(letter: Letter, language: str) -> str:
    """What its kind is called; the key itself where it is one of the user's own."""
    kind = letter_kind(letter.kind)
    return kind.called(language) if kind else letter.kind


def to_whom(desk: Desk, letter: Letter, language: str) -> str:
    """`advies aan bestuurder`."""
    _ = documents(language).gettext
    party = desk.parties.get(letter.party) if letter.party is not None else None
    who = party.key if party else letter.words
    name = kind_name(letter, language)
    return _("{kind} to {who}").format(kind=name, who=who) if who else name


def stand(letter: Letter, language: str) -> str:
    """`concept`, `verzonden vr 19 mrt 2027`, `niet verzonden: …`."""
    _ = documents(language).gettext
    if letter.dropped:
        return _("not sent: {reason}").format(reason=letter.dropped)
    if letter.sent:
        return _("sent {day}").format(day=short_date(letter.sent, language))
    return _("draft")
