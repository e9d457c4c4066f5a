"""One document of a meeting, ready to be written."""

from __future__ import annotations

from exports.audience import Audience
from exports.lists import action_document, decision_document
from exports.markdown import write_markdown
from exports.minutes import minutes
from store.errors import NotulistError
from store.record import Record
from store.words import _


def make(record: Record, what: str, audience: Audience) -> str:
    """The `minutes`, or the list of `decisions` or `actions`, as Markdown.

    Raises NotulistError where `audience` may not have it.
    """
    if what == "minutes":
        return write_markdown(minutes(record, audience))
    if what == "decisions":
        return write_markdown(decision_document(record, audience))
    if audience is Audience.PUBLIC:
        raise NotulistError(_("The action list is not for the public; nothing was written."))
    return write_markdown(action_document(record))
