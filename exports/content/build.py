"""One document of a meeting, or a list over many, ready to be written in any format."""

from __future__ import annotations

from collections.abc import Sequence

from exports.confidentiality.audience import Audience, withholds
from exports.content.agenda import annotated_blocks
from exports.content.assemble import whole
from exports.content.attendance_list import attendance_blocks
from exports.content.lists import action_blocks, decision_blocks
from exports.content.minutes import minutes
from exports.document import Document
from exports.kinds import What
from store.errors import NotulistError
from store.i18n import _
from store.model import Withheld
from store.record.follow_ups import Earlier
from store.record.record import Record


def make_document(
    records: Sequence[Record], what: What, audience: Audience, open_actions: Sequence[Earlier] = ()
) -> Document:
    """The document about the meeting, or the list over all meetings, in the order of `records`.

    `open_actions` are those of earlier meetings, for the agenda. Raises NotulistError where `audience` may not have it.
    """
    last = records[-1]
    if what is What.MINUTES or what is What.SUMMARY:
        return minutes(last, audience, summary=what is What.SUMMARY)
    if what is What.ACTIONS and any(withholds(audience, record, Withheld.ACTIONS) for record in records):
        if audience is Audience.PUBLIC:
            raise NotulistError(_("The action list is not for the public; nothing was written."))
        raise NotulistError(_("The action list is not for the employer; nothing was written."))
    if what is What.AGENDA:
        secret = audience is Audience.FULL and any(one.entry.confidential for one in open_actions)
        return whole([last], audience, annotated_blocks(last, audience, open_actions), secret=secret)
    blocks = {What.DECISIONS: decision_blocks, What.ACTIONS: action_blocks, What.ATTENDANCE: attendance_blocks}[what]
    return whole(records, audience, blocks(records, audience))
