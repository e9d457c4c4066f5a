"""A decision that says, in so many words, that it replaces or withdraws another: `De OR … vervangt B 2026-09-04.`

Only a statement right around a whole reference counts, of a decision that is there and in force. What is
merely mentioned, denied (`vervangt B 2026-09-04 niet`) or made to depend on something (`als … wordt
ingetrokken`) links nothing.
"""

from __future__ import annotations

import re
from itertools import islice

import msgspec

from store.language.capture.line import Context, Verb
from store.language.capture.warnings import About, Remark
from store.language.references import WHOLE, squeezed
from store.model import Earlier, Entry, Kind

_OTHER = (
    r"(?:(?:het|de|ons|onze|the|our|its)\s+)?(?:(?:eerdere?|vorige?|oude|earlier|previous|old)\s+)?"
    rf"(?:(?:besluit|decision|resolution)\s*)?(?P<reference>\b{WHOLE})(?![\w-])"
)
_HEREBY = r"(?:\s+(?:hiermee|hierbij|hereby))?"
_REPLACES = re.compile(
    r"(?:\b(?:vervang(?:t|en)|replaces|replacing|supersed(?:es|ing))|\bter\s+vervanging\s+van"
    r"|\bin\s+(?:de\s+)?plaats\s+van|\bin\s+(?:the\s+)?place\s+of)"
    rf"{_HEREBY}\s+{_OTHER}(?!\s+niet\b)",
    re.IGNORECASE,
)
_WITHDRAWS = (
    re.compile(rf"\b(?:trek(?:t|ken)){_HEREBY}\s+{_OTHER}{_HEREBY}\s+in\b", re.IGNORECASE),
    re.compile(rf"\b(?:withdraws|revokes|rescinds){_HEREBY}\s+{_OTHER}", re.IGNORECASE),
    re.compile(rf"{_OTHER}\s+(?:wordt|is){_HEREBY}\s+(?:ingetrokken|withdrawn|revoked|rescinded)\b", re.IGNORECASE),
)
_ANY = re.compile(WHOLE, re.IGNORECASE)
_STATEMENTS = ((Verb.REPLACE, _REPLACES), *((Verb.WITHDRAW, pattern) for pattern in _WITHDRAWS))
# Before the statement, in its sentence: then it is none.
_NOT_SO = re.compile(
    r"\b(?:als|indien|wanneer|zodra|tenzij|mits|totdat|nadat|omdat|if|when|once|unless|until|after|because"
    r"|niet|nooit|geen|not|never|no\s+longer)\b",
    re.IGNORECASE,
)
_ENDS = ".;!?"
# So many statements of a text are looked at, and so much of the sentence before each: a text can be a megabyte.
_MOST, _WITHIN = 5, 300


class Replacing(msgspec.Struct, frozen=True):
    """What a text says of another decision; nothing but remarks where it says nothing that counts.

    Attributes:
        verb: REPLACE or WITHDRAW.
        reference: The reference of the other decision.
        earlier: What the reference stands for, where that is a decision of an earlier meeting.
        remarks: What is to be said of it.
    """

    verb: Verb | None = None
    reference: str = ""
    earlier: Earlier | None = None
    remarks: tuple[Remark, ...] = ()


def read_replacing(text: str, context: Context) -> Replacing:
    """The first decision that `text` says it replaces or withdraws; nothing where there is none."""
    if not _ANY.search(text):
        return Replacing()
    found = [(verb, match) for verb, pattern in _STATEMENTS for match in islice(pattern.finditer(text), _MOST)]
    remarks: tuple[Remark, ...] = ()
    for verb, match in sorted(found, key=lambda one: one[1].start())[:_MOST]:
        reference = match["reference"]
        before = text[max(0, match.start() - _WITHIN) : match.start()]
        if _NOT_SO.search(before, max(before.rfind(end) for end in _ENDS) + 1):
            continue
        earlier = None
        old = context.find(reference) if context.find else None
        if old is None and context.look_back and (earlier := context.look_back(reference)):
            old = earlier.entry
        if old is None or old.kind is not Kind.DECISION:
            continue
        if changed := old.withdrawn_by or old.replaced_by:
            remarks = remarks or (Remark(About.NOT_IN_FORCE, old.reference, (changed,)),)
            continue
        return Replacing(verb, old.reference, earlier, _stays_secret(old, earlier, context))
    return Replacing(remarks=remarks)


def _stays_secret(old: Entry, earlier: Earlier | None, context: Context) -> tuple[Remark, ...]:
    secret = old.confidential is not None if earlier else squeezed(old.reference) in context.confidential
    return (Remark(About.STAYS_SECRET, old.reference),) if secret else ()
