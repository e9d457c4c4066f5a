"""A folder for the next secretary: what is running, in force and promised, the people, and all minutes."""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from exports.agenda.standing_items import write_template
from exports.confidentiality.redaction import redacted
from exports.content.make_document import make_document
from exports.document import Block, Bullets, Document, Heading, Paragraph, Table, emphasis, plain, strong
from exports.filenames import apart, document_name
from exports.formats.markdown import write_markdown
from exports.kinds import DocumentKind
from exports.redacted import Redacted
from exports.wording import called_off_text, due_text, held_over_text, owners_text, role_text, status_text, weekday_date
from store.archive.archive import Archive
from store.bodies.body import template_items
from store.dates import short_date
from store.disk.atomic import make_folder, must_be_empty, write_new
from store.disk.unfinished import noted
from store.errors import NotulistError
from store.i18n import documents
from store.kinds import PROMISES
from store.model import (
    EVERYONE,
    ActionStatus,
    Audience,
    Body,
    Earlier,
    Entry,
    ItemStatus,
    Kind,
    Meeting,
    MeetingStatus,
    Outcome,
)
from store.record.record import Record
from store.text import fold, slug

# Questions and proposals have no end of their own: those of the last year are handed over.
_RECENT = timedelta(days=366)
_NEVER = date.max


def hand_over(archive: Archive, bodies: list[Body], folder: Path, today: date) -> list[Path]:
    """Writes a folder for each of `bodies`; where they are. With one body that is `folder` itself.

    All of it appears at once. Raises WontOverwrite where something is in `folder` already.
    """
    must_be_empty(folder)
    records, unread = _records(archive)
    new = folder.with_name(f".{folder.name}.{os.getpid()}.tmp")
    with noted(new):
        make_folder(new)
        try:
            for body in bodies:
                mine = [redacted(each, Audience.FULL) for each in records if each.meeting.body.key == body.key]
                place = new / slug(body.key) if len(bodies) > 1 else new
                for name, text in _Handover(archive, body, mine, today, unread).files():
                    make_folder((place / name).parent)
                    write_new(place / name, text.encode())
            _copy_templates(archive.folder / "templates", new)
            if folder.is_dir():
                folder.rmdir()
            new.replace(folder)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    return [folder / slug(body.key) if len(bodies) > 1 else folder for body in bodies]


def bodies_of(archive: Archive) -> list[Body]:
    """The bodies of the register, and those that only a meeting tells of."""
    bodies = {record.meeting.body.key: record.meeting.body for record in _records(archive)[0]}
    bodies |= {body.key: body for body in archive.bodies()}
    return list(bodies.values())


class _Handover:
    def __init__(self, archive: Archive, body: Body, records: list[Redacted], today: date, unread: list[str]) -> None:
        self._archive = archive
        self._body = body
        self._records = records
        self._today = today
        self._unread = unread
        self._language = body.language
        self._ = documents(body.language).gettext

    def files(self) -> Iterator[tuple[str, str]]:
        """Each file's name and text; the README tells what is in the others."""
        _ = self._
        made = [
            (_("running-matters"), _("Running matters"), _("what was held over, asked or proposed"), self._running()),
            (_("decisions-in-force"), _("Decisions in force"), _("of all meetings, newest first"), self._decisions()),
            (_("open-actions"), _("Open actions"), _("for each person, overdue first"), self._actions()),
            (_("people"), _("People"), _("members and officers"), self._people()),
        ]
        held = [record for record in self._records if record.is_held]
        names = apart(document_name(record.meeting, "minutes", Audience.FULL) for record in held)
        minutes = [(f"{_('minutes-folder')}/{name}", record) for name, record in zip(names, held, strict=True)]
        about = [(f"{name}.md", f"{title}: {says}") for name, title, says, _blocks in made]
        if template_items(self._body):
            name = f"{_('standing-items')}.md"
            about.append((name, _("Standing items: what is on every agenda")))
            yield name, write_template(self._body)
        yield "README.md", self._readme(about, {record.meeting.key: name for name, record in minutes})
        for name, title, _says, blocks in made:
            nothing = [] if blocks else [Paragraph((emphasis(_("There are none.")),))]
            yield f"{name}.md", self._written([Heading(1, f"{title} · {self._body.name}"), *blocks, *nothing])
        for name, record in minutes:
            yield name, write_markdown(make_document([record], DocumentKind.MINUTES))

    def _written(self, blocks: Iterable[Block]) -> str:
        return write_markdown(Document(self._language, tuple(blocks)))

    def _readme(self, about: list[tuple[str, str]], minutes: dict[str, str]) -> str:
        """What is in the folder; `minutes` are the files by the key of the meeting, of those that were held."""
        _ = self._
        rows = tuple(
            (
                short_date(meeting.date, self._language),
                meeting.number,
                meeting.title,
                self._status(meeting),
                minutes.get(meeting.key, ""),
            )
            for meeting in (record.meeting for record in self._records)
        )
        blocks: list[Block] = [
            Heading(1, _("Handover {body}").format(body=self._body.name)),
            Paragraph((plain(_("Made on {date}.").format(date=weekday_date(self._today, self._language))),)),
            Bullets(tuple((strong(name), plain(f" {says}")) for name, says in about)),
            Heading(2, _("Meetings")),
            Table((_("Date"), _("Number"), _("Meeting"), _("Status"), _("File")), rows),
        ]
        if self._unread:
            text = _("These could not be read, and are not in this folder: {meetings}.")
            blocks.append(Paragraph((strong(text.format(meetings=", ".join(self._unread))),)))
        return self._written(blocks)

    def _status(self, meeting: Meeting) -> str:
        _ = self._
        if meeting.called_off is not None:
            return called_off_text(meeting, self._language)
        return {
            MeetingStatus.PLANNED: _("planned"),
            MeetingStatus.RUNNING: _("being held"),
            MeetingStatus.DRAFT: _("draft"),
            MeetingStatus.APPROVED: _("approved"),
        }[meeting.status]

    # What is running

    def _running(self) -> list[Block]:
        _ = self._
        blocks: list[Block] = []
        for title, rows in (
            (_("Held over"), self._held_over()),
            (_("Questions"), self._entries(Kind.QUESTION)),
            (_("Proposals not put to the vote"), self._entries(Kind.PROPOSAL)),
        ):
            if rows:
                blocks += [Heading(2, title), Table((_("Meeting"), _("Item"), _("What")), tuple(rows))]
        return blocks

    def _held_over(self) -> list[tuple[str, str, str]]:
        """The items held over that no later meeting treated under the same title."""
        waiting: dict[str, tuple[str, str, str]] = {}
        for record in self._records:
            for item in record.agenda():
                if item.status is ItemStatus.HELD_OVER and item.held_over:
                    text = f"{item.title}. {held_over_text(item.held_over, self._language)}"
                    waiting[fold(item.title)] = (self._day(record), item.number, text)
                elif item.status is ItemStatus.TREATED:
                    waiting.pop(fold(item.title), None)
        return list(waiting.values())

    def _entries(self, kind: Kind) -> list[tuple[str, str, str]]:
        recent = [record for record in self._records if record.meeting.date >= self._today - _RECENT]
        return [
            (self._day(record), item.number if item else "", entry.text)
            for record in recent
            for entry in record.entries.values()
            if entry.kind is kind and entry.outcome is None and not entry.answer
            for item in [record.items.get(entry.item or 0)]
        ]

    def _day(self, record: Redacted) -> str:
        return short_date(record.meeting.date, self._language)

    # What was decided and promised

    def _decisions(self) -> list[Block]:
        _ = self._
        rows = tuple(
            (found.entry.reference, short_date(found.day, self._language), found.entry.text)
            for found in self._archive.index.of_kinds([Kind.DECISION], self._body.key)
            if _in_force(found.entry)
        )
        return [Table((_("Number"), _("Date"), _("Decision")), rows)] if rows else []

    def _actions(self) -> list[Block]:
        _ = self._
        per_person: dict[str, list[Earlier]] = defaultdict(list)
        for found in self._archive.index.of_kinds(PROMISES, self._body.key):
            if found.entry.status is ActionStatus.OPEN:
                for owner in found.entry.owners or ("",):
                    per_person[owner].append(found)
        names = {person.handle: person.name for person in self._body.people}
        blocks: list[Block] = []
        for owner in sorted(per_person, key=lambda owner: (not owner, fold(owner))):
            name = names.get(owner, "")
            title = f"{name} ({owner})" if name else _("all members") if owner == EVERYONE else owner
            rows = tuple(self._action(found.entry) for found in sorted(per_person[owner], key=_due_day))
            head = (_("Number"), _("What"), _("Who"), _("When"), _("Status"))
            blocks += [Heading(2, title or _("Without an owner")), Table(head, rows)]
        return blocks

    def _action(self, entry: Entry) -> tuple[str, str, str, str, str]:
        late = entry.due is not None and entry.due.day is not None and entry.due.day < self._today
        status = status_text(entry, self._language)
        if late:
            status = self._("{status}, overdue").format(status=status)
        who, when = owners_text(entry, self._language) or "?", due_text(entry.due, self._language)
        return entry.reference, entry.text, who, when, status

    # The people

    def _people(self) -> list[Block]:
        _ = self._
        rows = tuple(
            (
                person.handle,
                person.name,
                ", ".join(dict.fromkeys(filter(None, (role_text(person, self._language), person.function)))),
                short_date(person.since, self._language) if person.since else "",
                short_date(person.until, self._language) if person.until else "",
            )
            for person in self._body.people
        )
        head = (_("Handle"), _("Name"), _("Role"), _("Since"), _("Until"))
        return [Table(head, rows)] if rows else []


def _records(archive: Archive) -> tuple[list[Record], list[str]]:
    """All meetings, oldest first, as they stand now; and the keys of those that cannot be read."""
    records, unread = [], []
    archive.index.refresh()
    for key in archive.keys():  # noqa: SIM118 - no dict
        try:
            records.append(archive.read_with_later_decisions(key))
        except (NotulistError, OSError):
            unread.append(key)
    return records, unread


def _copy_templates(templates: Path, folder: Path) -> None:
    for path in sorted(templates.glob("*")) if templates.is_dir() else ():
        if path.is_file() and not path.is_symlink():
            make_folder(folder / "templates")
            write_new(folder / "templates" / path.name, path.read_bytes())


def _in_force(entry: Entry) -> bool:
    """Whether a decision still says something: one that approved minutes, or withdrew another, has had its effect."""
    over = entry.withdrawn_by or entry.replaced_by or entry.withdraws or entry.approves
    return not over and entry.outcome in (None, Outcome.ADOPTED)


def _due_day(found: Earlier) -> tuple[date, str]:
    due = found.entry.due
    return (due.day if due and due.day else _NEVER), found.entry.reference
