"""What goes to one person, and the post: the open actions of each owner as a mail, a list of post with its files."""

from __future__ import annotations

from datetime import date

from exports.content.registers import action_register, per_owner
from exports.filenames import apart
from exports.formats.registry import Format
from exports.formats.text import write_text
from exports.kinds import DocumentKind
from exports.publish import Job
from exports.sending import wording
from exports.sending.bundle import bundled, sort_out
from exports.sending.mail import Draft, Enclosed
from exports.sending.papers import Paper, files_of
from exports.sending.parcel import How, Parcel, file_name
from exports.sending.recipients import recipient_of, recipients
from store.archive.archive import Archive
from store.archive.desk.lists import list_of_meeting
from store.archive.desk.post_in_meetings import held
from store.bodies.body import in_office
from store.i18n import _, spoken
from store.kinds import PROMISES
from store.model import Audience, Body, Role
from store.text import slug


def action_drafts(archive: Archive, key: str, today: date) -> tuple[list[tuple[str, Draft]], tuple[str, ...]]:
    """A mail to each owner of open actions of the body of that meeting, with the name of its file; what is to be told.

    What is late stands first. Who has no address is told.
    """
    archive.index.refresh()
    meeting = archive.read(key).meeting
    body = archive.register.body(meeting.body.key) or meeting.body
    found = archive.index.of_kinds(PROMISES, body.key, only_open=True)
    drafts: list[tuple[str, Draft]] = []
    without: list[str] = []
    for (_body, handle), theirs in per_owner(found, [body], today).items():
        who = recipient_of(body, handle)
        if who is None or not who.email:
            without.append(who.name if who else handle)
            continue
        subject = wording.actions_subject(who.name, body.name, body.language)
        document = action_register(theirs, body.language, subject, today)
        text = wording.actions_text(who.name, write_text(document), sender_of(body, today), body.language)
        drafts.append((f"{key}-{slug(handle)}", Draft(to=(who,), subject=subject, text=text)))
    remarks = (_("without an address: {names}").format(names=", ".join(without)),) if without else ()
    return drafts, remarks


def post_parcel(archive: Archive, key: str, audience: Audience, how: How, today: date) -> Parcel:
    """The post of the list of that meeting with its files; who is not of the body gets the list alone."""
    record = archive.read(key)
    meeting = record.meeting
    body = archive.register.body(meeting.body.key) or meeting.body
    desk, told = archive.read_desk(body.key), held(archive.index, body)
    pieces = list_of_meeting(desk, meeting, today, told)
    papers: list[Paper] = []
    if audience is Audience.FULL:
        for piece in pieces:
            papers += files_of(archive, body, desk, piece)
    found = sort_out(papers)
    job = Job(what=DocumentKind.POST, audience=audience, format=Format.PDF, archive=archive)
    document, cover = job.document([record])[0], job.make([record])
    stem = job.name([record]).removesuffix(".pdf")
    language = body.language
    loose = [each for each in papers if each.content]
    if how is How.BUNDLE:
        whole = bundled(cover, found, document.title, language, lambda at, of: wording.footer(at, of, language))
        files = [Enclosed(f"{stem}.pdf", whole)]
        loose = [each.paper for each in found.left_out if each.paper.content]
    else:
        files = [Enclosed(f"{stem}.pdf", cover)]
    names = apart(file_name(each) for each in loose)
    files += [Enclosed(name, each.content) for name, each in zip(names, loose, strict=True)]
    if how is How.FOLDER:
        listed = [(files[0].name, document.title), *zip(names, (each.called for each in loose), strict=True)]
        files.append(Enclosed("index.html", wording.folder_page(document.title, listed, language)))
    to = recipients(body, desk, audience, meeting.date)
    draft = Draft(
        to=to.to,
        subject=document.title,
        text=wording.enclosed_text(document.title, sender_of(body, today), language),
        files=tuple(files),
        hidden=to.hidden,
    )
    remarks = [_("without an address: {names}").format(names=", ".join(to.without))] if to.without else []
    if how is How.BUNDLE:
        words = _("not in the bundle: {paper} ({why})")
        out = [(each.paper.called, wording.why(each.why, spoken())) for each in found.left_out]
        remarks += [words.format(paper=paper, why=why) for paper, why in out]
    return Parcel(
        what=DocumentKind.AGENDA,
        audience=audience,
        files=tuple(files),
        draft=draft,
        to=to,
        left_out=found.left_out,
        remarks=tuple(remarks),
    )


def sender_of(body: Body, today: date) -> str:
    """Who writes the mails of a body: its secretary, else the body."""
    there = [each for each in body.people if each.role is Role.SECRETARY and in_office(each, today)]
    return there[0].name if there else body.name
