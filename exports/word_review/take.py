"""A proposal of a Word file, taken over into the record, and in words."""

from __future__ import annotations

from datetime import datetime

from exports.word_review.proposals import How, Proposal
from store.errors import CannotDo
from store.i18n import _
from store.language.capture.line import Line, Verb
from store.meeting.revision import Revision
from store.model import Act
from store.record.record import Record


def take(sitting: Revision, proposal: Proposal, source: str, at: datetime) -> Act | None:
    """Does what `proposal` says, as one act: a text mended, a comment as a question, a new paragraph as a note.

    `source` is what the file is called. Raises CannotDo where it is to be done by hand, and of approved minutes.
    """
    if proposal.instead is not None and proposal.entry is not None:
        return sitting.put_text(proposal.entry, proposal.instead, source, at)
    sitting.item, sitting.after = proposal.item, proposal.entry
    if proposal.how is How.COMMENT:
        text = f"{proposal.text} ({proposal.who})" if proposal.who else proposal.text
        return sitting.do(Line(verb=Verb.QUESTION, typed=text, text=text), at)
    if proposal.how is How.NEW:
        return sitting.do(Line(verb=Verb.NOTE, typed=proposal.new, text=proposal.new), at)
    raise CannotDo(_("That is mended by hand: E goes to where it stands."))


def as_data(proposal: Proposal, record: Record) -> dict[str, object]:
    """A proposal for programs: what stands where, who proposes what, and the text that would come of it."""
    item = record.items.get(proposal.item) if proposal.item is not None else None
    entry = record.entries.get(proposal.entry) if proposal.entry is not None else None
    return {
        "how": proposal.how.value,
        "item": item.number if item else None,
        "entry": proposal.entry,
        "reference": entry.reference if entry else "",
        "old": proposal.old,
        "new": proposal.new,
        "comment": proposal.text,
        "who": proposal.who,
        "when": proposal.when.isoformat(timespec="minutes") if proposal.when else None,
        "text": proposal.instead,
        "asks": proposal.asks,
    }


def in_words(proposal: Proposal) -> str:
    """What is proposed, in a line."""
    if proposal.how is How.COMMENT:
        return f"“{proposal.old}”: {proposal.text}" if proposal.old else proposal.text
    if not proposal.old:
        return f"{proposal.behind} + “{proposal.new.strip()}”".strip()
    if not proposal.new:
        return f"– “{proposal.old.strip()}”"
    return f"“{proposal.old}” → “{proposal.new}”"


def how_it_came(how: How) -> str:
    """How a change came, in words."""
    return {
        How.TRACKED: _("tracked"),
        How.SILENT: _("changed, not tracked"),
        How.COMMENT: _("a comment"),
        How.NEW: _("a new paragraph"),
        How.GONE: _("no longer there, not tracked"),
    }[how]
