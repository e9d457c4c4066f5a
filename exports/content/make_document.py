"""One document of a meeting, or a list over many, ready to be written in any format."""

from __future__ import annotations

from collections.abc import Sequence

from exports.content.agenda import annotated_blocks
from exports.content.assemble import assemble
from exports.content.attendance_list import attendance_blocks
from exports.content.lists import action_blocks, decision_blocks
from exports.content.minutes import minutes
from exports.content.post_list import post_list
from exports.document import Document
from exports.kinds import DocumentKind
from exports.redacted import Redacted
from store.errors import NotulistError
from store.i18n import _
from store.model import Withheld


def make_document(records: Sequence[Redacted], what: DocumentKind) -> Document:
    """The document about the last of `records`, or the list over all of them, in their order.

    Raises NotulistError where these readers may not have it.
    """
    last = records[-1]
    if what is DocumentKind.MINUTES or what is DocumentKind.SUMMARY:
        return minutes(last, summary=what is DocumentKind.SUMMARY)
    if what is DocumentKind.ACTIONS and any(Withheld.ACTIONS in record.withheld for record in records):
        raise NotulistError(_(last.audience.facts.no_actions))
    if what is DocumentKind.AGENDA:
        return assemble([last], annotated_blocks(last))
    if what is DocumentKind.POST:
        return post_list(last)
    blocks = {
        DocumentKind.DECISIONS: decision_blocks,
        DocumentKind.ACTIONS: action_blocks,
        DocumentKind.ATTENDANCE: attendance_blocks,
    }[what]
    return assemble(records, blocks(records))
