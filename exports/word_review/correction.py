"""A proposal of a Word file as the line that corrects the minutes in the meeting that approves them."""

from __future__ import annotations

from difflib import SequenceMatcher

from exports.word_review.proposals import How, Proposal
from store.i18n import documents
from store.record.record import Record


def correction(record: Record, proposal: Proposal) -> str:
    """The line that corrects the minutes as `proposal` says, to be typed in the meeting that approves them.

    Both wordings stand in it, so that it is worked into the text; the old one with as many words around it as it takes
    to be there once.
    """
    _ = documents(record.meeting.body.language).gettext
    old, new = proposal.old, proposal.new
    entry = record.entries.get(proposal.entry) if proposal.entry is not None else None
    if entry is not None and proposal.instead is not None:
        old, new = _widened(entry.text, proposal.instead)
    item = record.items.get(proposal.item) if proposal.item is not None else None
    if proposal.how in (How.COMMENT, How.NEW):
        return _("/correction {what}").format(what=proposal.text or proposal.new)
    where = _("item {number}: ").format(number=item.number) if item else ""
    return _("/correction {where}“{old}” becomes “{new}”").format(where=where, old=old.strip(), new=new.strip())


def _widened(text: str, instead: str) -> tuple[str, str]:
    """What is otherwise in `instead`, with words around it until the old wording stands in `text` once."""
    steps = [step for step in SequenceMatcher(None, text, instead, autojunk=False).get_opcodes() if step[0] != "equal"]
    if not steps:
        return text, instead
    begin, end = steps[0][1], steps[-1][2]
    behind = len(text) - end
    while True:
        begin, end = _word_begin(text, begin), _word_end(text, end)
        behind = len(text) - end
        old = text[begin:end].strip()
        if (old and text.count(old) == 1) or (begin == 0 and behind == 0):
            return old, instead[begin : len(instead) - behind].strip()
        begin, end = max(0, begin - 1), min(len(text), end + 1)


def _word_begin(text: str, at: int) -> int:
    while at > 0 and not text[at - 1].isspace():
        at -= 1
    return at


def _word_end(text: str, at: int) -> int:
    while at < len(text) and not text[at].isspace():
        at += 1
    return at
