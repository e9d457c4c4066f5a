"""Everything that goes out about a meeting, made ready: the document, its papers, and the mail that takes them.

All is made before anything is written. What is in it is what the readers may see: documents come through the one gate
(`exports.publish`), papers through the same redacted record.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import msgspec

from exports.confidentiality.leak_check import refuse_leaks
from exports.confidentiality.redaction import redacted
from exports.filenames import apart
from exports.formats.file_warnings import Warn, warn_nobody
from exports.formats.registry import Format
from exports.kinds import DocumentKind
from exports.publish import Job
from exports.sending import wording
from exports.sending.bundle import LeftOut, Sorted, bundled, sort_out
from exports.sending.mail import MANY_BYTES, Draft, Enclosed
from exports.sending.papers import Paper, papers_of
from exports.sending.recipients import Recipients, recipients
from store.archive.archive import Archive
from store.bodies.body import in_office
from store.disk.post_files import safe_name
from store.errors import CannotDo
from store.i18n import _, spoken
from store.model import Audience, Body, Meeting, Role
from store.record.record import Record

WITH_PAPERS = (DocumentKind.AGENDA,)
"""The documents that papers go with."""
SENDABLE = (DocumentKind.AGENDA, DocumentKind.MINUTES, DocumentKind.SUMMARY, DocumentKind.DECISIONS)
"""What goes to a whole circle of readers."""


class How(StrEnum):
    """How papers go: each by itself, in one bundle, or in a folder to be read."""

    LOOSE = "loose"
    BUNDLE = "bundle"
    FOLDER = "folder"


class Parcel(msgspec.Struct, frozen=True, kw_only=True):
    """What goes out: files by name, the mail, to whom, and what is to be told about it."""

    what: DocumentKind
    audience: Audience
    files: tuple[Enclosed, ...]
    draft: Draft
    to: Recipients
    left_out: tuple[LeftOut, ...]
    remarks: tuple[str, ...]

    def digests(self) -> list[tuple[str, str]]:
        """The name and digest (SHA-256, hexadecimal) of each file."""
        return [(each.name, hashlib.sha256(each.content).hexdigest()) for each in self.files]


def parcel(
    archive: Archive,
    key: str,
    what: DocumentKind,
    audience: Audience,
    how: How,
    today: date,
    allowed: Iterable[str] = (),
    warn: Warn = warn_nobody,
) -> Parcel:
    """Makes everything of the meeting `key` ready for `audience`.

    Raises LeakFound where it would tell what is confidential, NotulistError where a document cannot be made.
    """
    return _Maker(archive, key, what, audience, how, today, tuple(allowed), warn).made()


class _Maker:
    def __init__(
        self,
        archive: Archive,
        key: str,
        what: DocumentKind,
        audience: Audience,
        how: How,
        today: date,
        allowed: tuple[str, ...],
        warn: Warn,
    ) -> None:
        if what not in SENDABLE:
            known = ", ".join(each.value for each in SENDABLE)
            raise CannotDo(
                _("“{what}” does not go to a whole circle; there are: {known}.").format(what=what, known=known)
            )
        self._archive = archive
        self._record: Record = archive.read_as_it_stands(key)
        meeting = self._record.meeting
        self._body: Body = archive.register.body(meeting.body.key) or meeting.body
        self._meeting: Meeting = meeting
        self._job = Job(what=what, audience=audience, format=Format.PDF, archive=archive, allowed=allowed, tell=warn)
        self._how = how
        self._today = today
        self._language = meeting.body.language
        # What is confidential today, and what the settings of today leave out.
        (self._whole,) = self._job.as_of_today([self._record])
        self._seen = redacted(self._whole, audience)
        self._remarks: list[str] = []

    def made(self) -> Parcel:
        """All of it."""
        job = self._job
        papers = self._papers() if job.what in WITH_PAPERS else []
        found = sort_out(papers)
        self._check_names(papers)
        match self._how:
            case How.BUNDLE:
                files = self._bundle(found)
            case How.FOLDER:
                files = self._folder(papers)
            case _:
                files = self._loose(papers)
        self._tell_left_out(found if self._how is How.BUNDLE else None, papers)
        to = recipients(self._body, self._archive.read_desk(self._body.key), job.audience, self._meeting.date)
        draft = Draft(
            to=to.to,
            subject=wording.subject(self._meeting, job.what),
            text=wording.text(self._seen, job.what, self._sender()),
            files=tuple(files),
            hidden=to.hidden,
        )
        self._tell_recipients(to, draft)
        return Parcel(
            what=job.what,
            audience=job.audience,
            files=tuple(files),
            draft=draft,
            to=to,
            left_out=found.left_out,
            remarks=tuple(self._remarks),
        )

    def _papers(self) -> list[Paper]:
        return papers_of(self._archive, self._body, self._seen, self._list_of_post)

    def _list_of_post(self) -> bytes:
        job = msgspec.structs.replace(self._job, what=DocumentKind.POST, more=())
        return job.make([self._record])

    def _check_names(self, papers: list[Paper]) -> None:
        """Nothing of what is confidential stands in a bookmark or in the name of a file."""
        if self._job.audience is Audience.FULL:
            return
        texts = [(_("paper"), f"{each.heading} {each.called} {each.name}") for each in papers]
        refuse_leaks([self._whole], self._job.audience, texts, self._job.allowed)

    # The files

    def _loose(self, papers: list[Paper]) -> list[Enclosed]:
        job = self._job
        document = Enclosed(job.name([self._record]), job.make([self._record]))
        with_files = [each for each in papers if each.content]
        names = apart(file_name(each) for each in with_files)
        return [document, *(Enclosed(name, each.content) for name, each in zip(names, with_files, strict=True))]

    def _bundle(self, found: Sorted) -> list[Enclosed]:
        name = self._job.name([self._record]).removesuffix(".pdf") + f"-{wording.bundle_name(self._language)}.pdf"
        cover_pages = 1
        cover = b""
        for _attempt in range(3):
            job = msgspec.structs.replace(self._job, more=tuple(wording.contents(found, cover_pages, self._language)))
            cover = job.make([self._record], name)
            pages = _pages(cover)
            if pages == cover_pages:
                break
            cover_pages = pages
        title = wording.subject(self._meeting, self._job.what)
        language = self._language
        whole = bundled(cover, found, title, language, lambda at, of: wording.footer(at, of, language))
        others = [each.paper for each in found.left_out if each.paper.content]
        names = apart(file_name(each) for each in others)
        return [Enclosed(name, whole), *(Enclosed(of, each.content) for of, each in zip(names, others, strict=True))]

    def _folder(self, papers: list[Paper]) -> list[Enclosed]:
        job = self._job
        title = wording.subject(self._meeting, job.what)
        document = Enclosed(f"00-{job.name([self._record])}", job.make([self._record]))
        with_files = [each for each in papers if each.content]
        names = apart(_numbered(each) for each in with_files)
        files = [document, *(Enclosed(name, each.content) for name, each in zip(names, with_files, strict=True))]
        shown = [(document.name, title), *zip(names, (each.called for each in with_files), strict=True)]
        return [*files, Enclosed("index.html", wording.folder_page(title, shown, self._language))]

    def _sender(self) -> str:
        there = [each for each in self._body.people if in_office(each, self._today) and each.role is Role.SECRETARY]
        return there[0].name if there else self._body.name

    # What is told

    def _tell_left_out(self, found: Sorted | None, papers: list[Paper]) -> None:
        if found:
            for each in found.left_out:
                how = _("goes by itself") if each.paper.content else _("is not there")
                words = _("not in the bundle: {paper} ({why}); it {how}")
                why = wording.why(each.why, spoken())
                self._remarks.append(
                    words.format(paper=f"{each.paper.called} {each.paper.name}".strip(), why=why, how=how)
                )
            return
        for one in papers:
            if not one.content:
                self._remarks.append(_("{paper}: there is no file of it").format(paper=one.called))

    def _tell_recipients(self, to: Recipients, draft: Draft) -> None:
        if to.without:
            self._remarks.append(_("without an address: {names}").format(names=", ".join(to.without)))
        if not to.to:
            self._remarks.append(_("it is to nobody yet: no address is known"))
        if draft.size > MANY_BYTES:
            size = draft.size // 1_000_000
            self._remarks.append(_("the mail is {size} MB: many mail programs refuse that").format(size=size))


def _pages(cover: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(cover)).pages)


def file_name(paper: Paper) -> str:
    """`6a-aanvraag.pdf`: what a paper is called beside the agenda, with the ending of its file."""
    stem, dot, ending = paper.name.rpartition(".")
    called = safe_name(f"{paper.label} {paper.title}".strip() or stem or paper.name)
    return (
        f"{called}.{safe_name(ending)}" if dot and not called.casefold().endswith(f".{ending.casefold()}") else called
    )


def _numbered(paper: Paper) -> str:
    """`06a-aanvraag.pdf`: so that a folder has its files in the order of the agenda."""
    name = file_name(paper)
    digits = len(name) - len(name.lstrip("0123456789"))
    return f"{'0' * max(0, 2 - digits)}{name}" if digits else name
