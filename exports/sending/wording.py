"""The words of what goes out, in the language of the meeting: subject and text of the mail, cover, page of a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from exports.document import Block, Heading, Paragraph, Table, plain
from exports.kinds import DocumentKind
from exports.redacted import Redacted
from exports.sending.bundle import Sorted, Why
from exports.wording import hour, weekday_date
from store.i18n import documents
from store.model import Meeting, Purpose, Withheld

_SAFE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def subject(meeting: Meeting, what: DocumentKind) -> str:
    """`Agenda OR-vergadering 2027-04, donderdag 15 april 2027`."""
    language = meeting.body.language
    _ = documents(language).gettext
    named = meeting.title if meeting.number in meeting.title else f"{meeting.title} {meeting.number}"
    called = {
        DocumentKind.AGENDA: _("Agenda"),
        DocumentKind.MINUTES: _("Minutes") if meeting.approval else _("Draft minutes"),
        DocumentKind.SUMMARY: _("Summary"),
        DocumentKind.DECISIONS: _("Decisions"),
    }.get(what, what.value)
    return f"{called} {named.strip()}, {weekday_date(meeting.date, language)}"


def text(record: Redacted, what: DocumentKind, sender: str) -> str:
    """What the mail says."""
    meeting = record.meeting
    language = meeting.body.language
    _ = documents(language).gettext
    when = weekday_date(meeting.date, language)
    if meeting.start:
        when = _("{day}, {hour}").format(day=when, hour=hour(meeting.start))
    lines = [_("Dear all,"), ""]
    match what:
        case DocumentKind.AGENDA:
            with_papers = Withheld.DOCUMENTS not in record.withheld
            said = (
                _("Enclosed are the agenda and the papers for {when}.")
                if with_papers
                else _("Enclosed is the agenda for {when}.")
            )
            lines.append(said.format(when=when))
            decided = [item.number for item in record.agenda() if item.purpose is Purpose.DECIDE]
            if decided:
                lines.append(_("To be decided: items {items}.").format(items=", ".join(decided)))
        case DocumentKind.MINUTES if not meeting.approval:
            lines.append(_("Enclosed are the draft minutes of {when}.").format(when=when))
            lines.append(_("Please send your corrections before the next meeting."))
        case _other:
            lines.append(_("Enclosed: {what}.").format(what=subject(meeting, what)))
    return "\n".join([*lines, "", _("Kind regards,"), sender, ""])


def contents(found: Sorted, cover: int, language: str) -> Iterator[Block]:
    """Which papers follow a cover of so many pages, on which page; and which do not, with why."""
    _ = documents(language).gettext
    if found.placed:
        rows = tuple(
            (each.paper.item, each.paper.called, each.paper.number, str(cover + each.first)) for each in found.placed
        )
        yield Heading(2, _("Papers in this bundle"))
        yield Table((_("Item"), _("Paper"), _("Number"), _("Page")), rows)
    if found.left_out:
        yield Heading(2, _("Not in this bundle"))
        for each in found.left_out:
            words = f"{each.paper.called} {f'({each.paper.name})' if each.paper.name else ''}".strip()
            yield Paragraph((plain(f"{words}: {why(each.why, language)}"),))


def bundle_name(language: str) -> str:
    """What stands behind the name of the file of a bundle."""
    return documents(language).gettext("bundle")


def footer(at: int, of: int, language: str) -> str:
    """What stands at the foot of a page of a bundle: `Bundel 12/63`."""
    return f"{documents(language).gettext('Bundle')} {at}/{of}"


def folder_page(title: str, files: Iterable[tuple[str, str]], language: str) -> bytes:
    """A page in HTML with a link to each file, and no script; `files` are names, each with what it is called."""
    lines = "\n".join(f'<li><a href="{_quoted(name)}">{escape(words)}</a></li>' for name, words in files)
    head = f'<meta charset="utf-8">\n<title>{escape(title)}</title>'
    body = f"<h1>{escape(title)}</h1>\n<ol>\n{lines}\n</ol>"
    whole = f'<html lang="{escape(language)}">\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>'
    return f"<!DOCTYPE html>\n{whole}\n".encode()


def _quoted(name: str) -> str:
    """The name of a file as a link within its folder (RFC 3986, 2.1)."""
    return "".join(each if each in _SAFE else "".join(f"%{byte:02X}" for byte in each.encode()) for each in name)


def why(reason: Why, language: str) -> str:
    """Why a paper is not in a bundle."""
    _ = documents(language).gettext
    return {
        Why.NO_PDF: _("no PDF"),
        Why.ENCRYPTED: _("locked with a password"),
        Why.DAMAGED: _("damaged"),
        Why.EMPTY: _("without pages"),
        Why.TOO_LONG: _("too many pages"),
        Why.NO_FILE: _("no file"),
        Why.UNREADABLE: _("cannot be read"),
    }[reason]


def enclosed_text(what: str, sender: str, language: str) -> str:
    """What a mail says that only takes something along."""
    _ = documents(language).gettext
    said = _("Enclosed: {what}.").format(what=what)
    return "\n".join([_("Dear all,"), "", said, "", _("Kind regards,"), sender, ""])


def letter_text(what: str, salutation: str, sender: str, language: str) -> str:
    """What a mail says that takes a letter along."""
    _ = documents(language).gettext
    head = (salutation or _("Dear Sir or Madam")).rstrip(" ,")
    return "\n".join([f"{head},", "", _("Enclosed: {what}.").format(what=what), "", _("Kind regards,"), sender, ""])


def actions_subject(name: str, body: str, language: str) -> str:
    """The subject of a mail with the actions of somebody."""
    return documents(language).gettext("Your actions, {body} ({name})").format(body=body, name=name)


def actions_text(name: str, table: str, sender: str, language: str) -> str:
    """What a mail says with the actions of somebody, of which `table` is the list in plain text."""
    _ = documents(language).gettext
    head = [_("Dear {name},").format(name=name), "", _("These are your actions that are still open."), ""]
    return "\n".join([*head, table.strip(), "", _("Kind regards,"), sender, ""])
