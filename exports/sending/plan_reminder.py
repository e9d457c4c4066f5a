"""A draft of a mail to all members with what the plan has for a month; nothing is sent, it is a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from exports.confidentiality.plan import SeenEvent
from exports.sending.mail import Draft
from exports.sending.recipients import Recipients
from store.dates import short_date
from store.desk.plan.wording import period
from store.i18n import documents
from store.language.plan.periods import month_of
from store.model import Body


def due_in_month(events: Iterable[SeenEvent], today: date) -> list[SeenEvent]:
    """What comes in the rest of the month of `today`, and what is told of by then: by day."""
    last = month_of(today).last
    found = [
        event
        for event in events
        if event.day >= today and (event.day <= last or event.day - timedelta(days=event.alarm or 0) <= last)
    ]
    return sorted(found, key=lambda event: (event.day, event.uid))


def reminder(events: Iterable[SeenEvent], body: Body, to: Recipients, today: date) -> Draft:
    """The draft for the members of `body`: a line for each event of the month."""
    language, _ = body.language, documents(body.language).gettext
    month = period(month_of(today), "", language)
    due = due_in_month(events, today)
    lines = [f"{short_date(event.day, language)}  {event.title}" for event in due]
    text = "\n".join(
        (
            _("What the plan of {body} has for {month}:").format(body=body.name, month=month),
            "",
            *(lines or [_("Nothing.")]),
        )
    )
    subject = _("Plan for {month}").format(month=month)
    return Draft(to=to.to, subject=f"{body.name}: {subject}", text=text, hidden=to.hidden)
