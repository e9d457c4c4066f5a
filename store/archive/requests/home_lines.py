"""The lines of the home screen that requests have: each term that runs, and what it means that one ran out."""

from __future__ import annotations

from datetime import date

from store.archive.archive import Archive
from store.archive.requests.requests import Found, Requests
from store.desk.requests.wording import passed, term_line, term_name
from store.search.overview import Matter, MatterLine

_RUN_OUT_DAYS = 14
"""So long it is told on home that a term ran out, unless the request is closed or goes on before."""


def request_matters(archive: Archive, today: date, language: str) -> list[MatterLine]:
    """A line for each request of which a term runs, what is to be done first first; then what ran out just now.

    An archive without desks costs nothing. Raises ArchiveDamaged where a desk cannot be read.
    """
    if not archive.desks.keys():
        return []
    found = Requests(archive, today).all()
    return [line for each in found if (line := _line(each, today, language))]


def _line(found: Found, today: date, language: str) -> MatterLine | None:
    state = found.state
    title = state.request.title
    if state.request.closed:
        return None
    if state.open_terms:
        term = state.open_terms[0]
        return MatterLine(
            matter=Matter.REQUEST,
            key=found.reference,
            reason=term_line(term, language),
            title=title,
            term=term_name(term, language),
            due=term.day,
            ours=term.term.ours,
        )
    recent = [each for each in state.run_out if each.term.ours and (today - each.last).days <= _RUN_OUT_DAYS]
    if recent and not any(step.since > recent[0].last for step in state.steps):
        return MatterLine(matter=Matter.REQUEST, key=found.reference, reason=passed(recent[0], language), title=title)
    return None
