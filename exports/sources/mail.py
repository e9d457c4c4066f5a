"""Mail as it is saved (.eml): subject, sender, day and text, whatever it was encoded in."""

from __future__ import annotations

import email
from datetime import date, datetime
from email import policy
from email.message import EmailMessage

from exports.sources.calendar import lines_of_calendar
from exports.sources.html import lines_of_html
from exports.sources.source import LONGEST, Kind, Source, literal
from store.i18n import _
from store.text import clean


def read_mail(content: bytes, name: str) -> Source:
    """The text of a mail, below its subject as a heading. Raises BadAgenda where its page nests too deep."""
    message = email.message_from_bytes(content, policy=policy.default)
    body = _body(message, name)
    names = [clean(part.get_filename() or "") for part in message.iter_attachments()] if message.is_multipart() else []
    attached = [each for each in names if each]
    left_out = [_("Not read: the attachment {file}.").format(file=each) for each in attached]
    return Source(
        kind=Kind.MAIL,
        text=with_subject(_header(message, "subject"), body),
        sent=_day(message),
        sender=_header(message, "from"),
        left_out=tuple(left_out),
    )


def with_subject(subject: str, body: str) -> str:
    """The text of a mail below its subject, where it has one."""
    return f"Onderwerp: {literal(clean(subject))}\n\n{body}" if clean(subject) else body


def _header(message: EmailMessage, name: str) -> str:
    try:
        return clean(str(message.get(name, "")))
    except (ValueError, TypeError, AttributeError, IndexError, LookupError):
        # A header that the library cannot take apart, as the writers of spam make them.
        return ""


def _day(message: EmailMessage) -> date | None:
    try:
        at = getattr(message.get("date"), "datetime", None)
    except (ValueError, TypeError, AttributeError, IndexError, LookupError, OverflowError):
        return None
    return at.date() if isinstance(at, datetime) else None


def _body(message: EmailMessage, name: str) -> str:
    """The plain text; where there is none the page, and where there is neither the invitation."""
    try:
        parts = [part for part in message.walk() if not part.is_multipart()]
    except RecursionError:
        return ""
    for wanted in ("text/plain", "text/html", "text/calendar"):
        for part in parts:
            if part.get_content_type() != wanted or part.get_content_disposition() == "attachment":
                continue
            text = _text(part)[:LONGEST]
            if wanted == "text/plain" and text.strip():
                return "\n".join(map(literal, text.splitlines()))
            if wanted == "text/html" and text.strip():
                return lines_of_html(text, name)
            if wanted == "text/calendar":
                return lines_of_calendar(text.encode(), name).text
    return ""


def _text(part: EmailMessage) -> str:
    try:
        return str(part.get_content())
    except (LookupError, ValueError, TypeError, AttributeError):
        # An encoding that nobody knows: the letters that can be read are.
        payload = part.get_payload(decode=True)
        return payload.decode("utf-8", errors="replace") if isinstance(payload, bytes) else str(part.get_payload())
