"""What requests put on the agenda of a new meeting: an item with its papers, and its state of affairs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from store.archive.archive import Archive
from store.archive.requests.requests import Found, Requests
from store.desk.requests.wording import matter, state_of_affairs
from store.i18n import documents
from store.model import AgendaItem, Body, Document, Purpose
from store.procedures.model import Held, say


def request_items(
    archive: Archive, body: Body, day: date, next_day: date, today: date
) -> Iterator[tuple[AgendaItem, bool]]:
    """An item for each request whose next step is taken in a meeting of `body`, and whether it is taken by itself.

    One whose day falls before `next_day`, the meeting after that of `day`, is; one without a day is too. What is on the
    agenda of a meeting still to be held is not offered again. The desks are read only where there are any.
    """
    if not archive.desks.keys():
        return
    coming = {each.key for each in archive.index.meetings_of(body.key) if each.is_to_be_held and each.date >= today}
    there = {item.request for key, item in archive.index.items_of(body.key) if key in coming and item.request}
    for found in Requests(archive, min(day, today)).due_for(body):
        if found.reference not in there:
            yield _item(archive, found, body), _is_due(found, next_day)


def _is_due(found: Found, next_day: date) -> bool:
    ours = [term.day for term in found.state.open_terms if term.term.ours]
    step = found.state.next
    return not ours or min(ours) < next_day or (step is not None and step.meeting is Held.OVERLEG)


def _item(archive: Archive, found: Found, body: Body) -> AgendaItem:
    state, language = found.state, body.language
    request, step = state.request, state.next
    words = f"{say(state.procedure.name, language)} {request.title}".strip()
    law = matter(state, language)
    title = f"{words}, {law}" if law else words
    own = step is not None and step.meeting is Held.OWN
    item = AgendaItem(
        id=0,
        number="",
        title=title,
        purpose=Purpose.DECIDE if own else Purpose.DISCUSS,
        documents=tuple(_papers(archive, found)),
        state_of_affairs=state_of_affairs(state, language),
        request=found.reference,
    )
    if request.confidential is None:
        return item
    from msgspec.structs import replace

    # What it is about is confidential; that there is something is not.
    hidden = documents(language).gettext("Confidential request")
    return replace(item, title=hidden, internal_title=title, confidential=request.confidential)


def _papers(archive: Archive, found: Found) -> Iterator[Document]:
    """The pieces of the request in the order of time, but for those that are confidential by themselves."""
    pieces = archive.read_desk(found.body.key).pieces.values()
    of_request = [each for each in pieces if each.request == found.state.request.id and not each.dropped]
    for piece in sorted(of_request, key=lambda each: (each.day, each.id)):
        if piece.confidential is None or found.state.request.confidential is not None:
            yield Document(title=f"{piece.number} {piece.subject}".strip())
