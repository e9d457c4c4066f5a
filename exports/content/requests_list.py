"""The requests as a table, for a spreadsheet and for whoever takes over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from exports.document import Document, Heading, Table
from store.archive.requests.requests import Found
from store.dates import short_date
from store.desk.requests.wording import kind, status, term_line
from store.i18n import documents


def requests_table(found: Iterable[Found], language: str, today: date) -> Document:
    """The requests as a table, in the order given; the term that is to be done first with each."""
    _ = documents(language).gettext
    rows = []
    for each in found:
        terms = each.state.open_terms
        rows.append(
            (
                each.reference,
                each.body.key,
                kind(each.state, language),
                each.state.request.title,
                status(each.state, language),
                term_line(terms[0], language) if terms else "",
                terms[0].day.isoformat() if terms else "",
            )
        )
    head = (
        *(_("Number"), _("Body"), _("Kind"), _("Subject"), _("Status")),
        *(_("Term"), _("Day")),
    )
    title = _("Requests, {date}").format(date=short_date(today, language))
    return Document(language, (Heading(1, title), Table(head, tuple(rows))))
