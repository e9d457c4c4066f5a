"""A document from the record to the bytes of its file: redacted, laid out, checked for leaks, written in its format.

The one way for the command line and the screen. Nothing is written to disk here, and nothing is
given where anything is wrong: a file is whole, or is not there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from exports.confidentiality.leak_check import refuse_leaks, texts_of
from exports.confidentiality.redaction import redacted
from exports.confidentiality.settings_now import as_set_now
from exports.content.make_document import make_document
from exports.document import Block, Document
from exports.filenames import document_name, list_name
from exports.formats.file_warnings import Warn, warn_nobody
from exports.formats.images import read_logo
from exports.formats.markdown import write_markdown
from exports.formats.registry import DATA, TABLES, Format, require, write
from exports.kinds import LISTS, DocumentKind
from exports.layouts.render import laid_out
from exports.post_of_meeting import post_of_meeting, secrets_of_desks
from exports.redacted import Redacted
from store.archive.archive import Archive
from store.errors import NotulistError
from store.i18n import _
from store.model import Audience, Earlier, MeetingStatus
from store.paths import fonts_folder, templates_folder
from store.record.record import Record

_MINUTES = (DocumentKind.MINUTES, DocumentKind.SUMMARY)
_Earlier = tuple[list[Earlier], list[Earlier]]
"""Actions of earlier meetings: those still open, and those that were dealt with."""


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be made, for whom, and how. `allowed` are words that may leak.

    `archive` tells how the body is set now and what became confidential in other meetings, and has its logo; without
    one, all is as the meetings have it.
    `tell` is called with each sentence about what a file cannot show.
    What is not `checked` for leaks may be looked at by its maker, and goes nowhere. `more` are blocks behind those of
    the document, checked with them.
    """

    what: DocumentKind = DocumentKind.MINUTES
    audience: Audience = Audience.FULL
    format: Format = Format.MARKDOWN
    archive: Archive | None = None
    allowed: tuple[str, ...] = ()
    checked: bool = True
    tell: Warn = warn_nobody
    more: tuple[Block, ...] = ()

    def name(self, records: Sequence[Record]) -> str:
        """What the file is called, unless the user says otherwise."""
        meetings = [record.meeting for record in records]
        if len(records) > 1:
            return list_name(meetings, self.what, self.audience, self.format)
        return document_name(meetings[-1], self.what, self.audience, self.format)

    def document(self, records: Sequence[Record]) -> tuple[Document, str]:
        """The document, with its logo; and the Markdown where a template of the user's own wrote it."""
        shown = self._redacted(self.as_of_today(records))
        self._must_be_held(shown)
        return self._document(shown)

    def has_what(self, record: Record) -> bool:
        """Whether there is such a document of the meeting: one that was not held yet has no minutes."""
        if self.what is DocumentKind.POST:
            return self.archive is not None and self.archive.desks.path(record.meeting.body.key).exists()
        return self.what not in _MINUTES or record.meeting.opened is not None or bool(record.entries)

    def _must_be_held(self, shown: Sequence[Redacted]) -> None:
        if self.what in _MINUTES and self.format not in DATA and not shown[-1].is_held:
            raise NotulistError(_("This meeting was not held yet: it has an agenda, and no minutes to write."))

    def as_of_today(self, records: Sequence[Record]) -> list[Record]:
        """The records with what is confidential, and how their body is set, today."""
        if self.archive is None:
            return list(records)
        from store.archive.earlier_actions import with_todays_actions
        from store.archive.todays_secrecy import with_todays_secrecy

        # Once, however many meetings there are.
        self.archive.index.refresh()
        if self.what is DocumentKind.ACTIONS:
            # Minutes tell what was agreed, a list what is still to be done.
            records = [with_todays_actions(self.archive, record) for record in records]
        return with_todays_secrecy(self.archive, as_set_now(records, self.archive))

    def _redacted(self, records: Sequence[Record], earlier: _Earlier | None = None) -> list[Redacted]:
        """What the audience may see of the records; the actions of earlier meetings go with the last."""
        before = self._earlier(records) if earlier is None else earlier
        shown = [
            redacted(record, self.audience, *(before if record is records[-1] else ((), ()))) for record in records
        ]
        if self.archive is not None and self.what in (DocumentKind.AGENDA, DocumentKind.POST):
            post = post_of_meeting(self.archive, records[-1].meeting, self.audience)
            shown[-1] = msgspec.structs.replace(shown[-1], post=post)
        return shown

    def _earlier(self, records: Sequence[Record]) -> _Earlier:
        """What is still to be done of earlier meetings, as agenda and minutes tell it, and what was dealt with."""
        if self.archive is None:
            return [], []
        if self.what in _MINUTES and self.format not in DATA:
            from store.archive.earlier_actions import earlier_actions

            return earlier_actions(self.archive, records[-1])
        if self.what is not DocumentKind.AGENDA:
            return [], []
        from store.archive.carry_over import open_before
        from store.archive.todays_secrecy import earlier_with_todays_secrecy

        return earlier_with_todays_secrecy(self.archive, open_before(self.archive, records[-1])), []

    def _document(self, records: Sequence[Redacted]) -> tuple[Document, str]:
        document, markdown = laid_out(records, self.what, templates_folder())
        logo = read_logo(records[-1].meeting.body.house, self.archive.folder) if self.archive else b""
        letterhead = msgspec.structs.replace(document.letterhead, logo=logo)
        blocks = (*document.blocks, *self.more)
        return msgspec.structs.replace(document, letterhead=letterhead, blocks=blocks), markdown

    def make(self, records: Sequence[Record], file_name: str = "") -> bytes:
        """The bytes of the file, which will be called `file_name`.

        Raises NotulistError where the audience may not have it, the format cannot hold it, or a
        package, a font or the logo is missing; LeakFound where it would tell what is confidential.
        """
        if not records:
            raise NotulistError(_("There is no meeting to write about."))
        if len(records) > 1 and self.what not in LISTS and self.format not in DATA:
            raise NotulistError(_("Of many meetings at once only lists can be one document."))
        require(self.format)
        records = self.as_of_today(records)
        name, of_before = file_name or self.name(records), self._earlier(records)
        shown = self._redacted(records, of_before)
        self._must_be_held(shown)
        earlier = [*of_before[0], *of_before[1]]
        if self.format in DATA:
            content, texts = self._data(shown)
            self._check(records, earlier, [(_("name of the file"), name), *texts])
            return content
        document, markdown = self._table(shown[-1]) if self._is_table() else self._document(shown)
        self._check(records, earlier, [*texts_of(document, name), *_raw(markdown)])
        if self.format is Format.MARKDOWN:
            return (markdown or write_markdown(document)).encode()
        if self.format is Format.PDF and self._is_kept(shown[-1]):
            from exports.formats.attached_record import attached_record

            document = msgspec.structs.replace(document, attached=(attached_record(shown[-1], self.what),))
        folder = fonts_folder()
        return write(document, self.format, [folder] if folder.is_dir() else [], self.tell)

    def _is_kept(self, shown: Redacted) -> bool:
        """Whether the file is that of an archive: the approved minutes, whole, with the record that they tell."""
        return self.what is DocumentKind.MINUTES and shown.is_full and shown.meeting.status is MeetingStatus.APPROVED

    def _is_table(self) -> bool:
        """Minutes for a spreadsheet are a row for each entry; a layout of the user's own is for reading."""
        return self.format in TABLES and self.what in _MINUTES

    def _table(self, record: Redacted) -> tuple[Document, str]:
        from exports.content.assemble import assemble
        from exports.content.entry_table import entry_blocks

        return assemble([record], entry_blocks(record, self.what)), ""

    def _data(self, records: Sequence[Redacted]) -> tuple[bytes, Iterable[tuple[str, str]]]:
        """The file of a format that is no document, and the places and texts in it."""
        # Also refuses what this audience may not have.
        for record in records:
            make_document([record], self.what)
        if self.format is Format.JSON:
            from exports.formats.json import write_json

            text = write_json(records, self.what)
            return text.encode(), (("JSON", each) for each in _strings(json.loads(text)))
        from exports.formats.ics import write_ics

        content = write_ics(records, self.what)
        unfolded = content.decode().replace("\r\n ", "").replace("\\n", "\n").replace("\\", "")
        return content, (("iCalendar", line) for line in unfolded.splitlines() if _told(line))

    def _check(self, records: Sequence[Record], earlier: Sequence[Earlier], texts: Iterable[tuple[str, str]]) -> None:
        if self.audience is Audience.FULL or not self.checked:
            return
        desk = secrets_of_desks(self.archive, records, self.audience) if self.archive else []
        refuse_leaks(records, self.audience, texts, self.allowed, earlier, desk)


def make(record: Record, what: str, audience: Audience) -> str:
    """A document of one meeting, as Markdown. Raises NotulistError where `audience` may not have it."""
    return write_markdown(make_document([redacted(record, audience)], DocumentKind(what)))


def _raw(markdown: str) -> Iterator[tuple[str, str]]:
    """What a template of the user's own wrote, also what stands in it but not in the document, such as a comment."""
    return ((_("template"), line) for line in markdown.splitlines())


def _strings(data: object) -> Iterator[str]:
    """The texts in JSON; not its instants, which are those of the record."""
    if isinstance(data, str):
        if not (data[:4].isdigit() and data[4:5] == "-" and data[10:11] in ("T", "")):
            yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value)


def _told(line: str) -> bool:
    """Whether a line of a calendar is text, and not one of its instants or its structure."""
    return not line.startswith(("DTSTAMP", "DTSTART", "DTEND", "CREATED", "DUE", "BEGIN:", "END:", "PRODID", "VERSION"))
