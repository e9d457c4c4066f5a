"""`notulist send`: what goes out is made ready as files and a draft for the user's own mail program."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from store.errors import CannotDo
from store.i18n import N_, _, spoken
from tui.cli.desk.opening import opened
from tui.cli.options import AS_JSON, Day, OneOf, audience_words
from tui.cli.output import print_json, print_path

if TYPE_CHECKING:
    from exports.sending.mail import Draft, Enclosed
    from store.desk.model import Sending
    from tui.cli.session import Session

WHATS = {
    "agenda": ("agenda",),
    "minutes": ("notulen",),
    "summary": ("samenvatting",),
    "decisions": ("besluiten",),
    "actions": ("acties",),
    "post": ("postmap",),
}
"""What can be sent, with the Dutch words."""
ON = click.option("--on", type=Day(), metavar="DAY", help=N_("The day that counts as today."))


@click.command("send", help=N_("Make ready what goes out about MEETING: files, and a draft for your own mail program."))
@click.argument("meeting", default="latest")
@click.option("--what", type=OneOf(lambda: WHATS), default="agenda", help=N_("What is sent; the agenda if not told."))
@click.option("--for", "audience", type=OneOf(audience_words), help=N_("For whom; full if not told."))
@click.option("-o", "--output", metavar="FOLDER", default="", help=N_("Where to; a folder named after it if not told."))
@click.option("--bundle", is_flag=True, help=N_("One PDF: the agenda with every paper behind its item."))
@click.option("--folder", is_flag=True, help=N_("A folder to be read, with a page of links; no mail."))
@click.option("--no-mail", is_flag=True, help=N_("Only the files, no draft."))
@click.option("--sent", is_flag=True, help=N_("You sent it: keep when, to whom and with which files."))
@click.option("--again", is_flag=True, help=N_("Also where it was sent before."))
@click.option("--force", is_flag=True, help=N_("Replace files that are there already."))
@click.option("--leak-ok", "allowed", metavar="WORD", multiple=True, help=N_("All may read this word."))
@ON
@AS_JSON
@click.pass_obj
def send(
    session: Session,
    meeting: str,
    what: str,
    audience: str | None,
    output: str,
    bundle: bool,
    folder: bool,
    no_mail: bool,
    sent: bool,
    again: bool,
    force: bool,
    allowed: tuple[str, ...],
    on: date | None,
    as_json: bool,
) -> None:
    """Writes the files and the draft, and keeps their digests; or keeps that they were sent. Nothing is sent by us."""
    from exports.sending.mail import eml
    from store.desk import sendings as verbs

    archive, today = session.archive, on or session.today()
    key = archive.find(meeting, today)
    found = archive.read(key).meeting
    body = archive.register.body(found.body.key) or found.body
    circle = audience or "full"
    if sent:
        _mark_sent(session, key, what, circle, today, again=again)
        return
    earlier = verbs.before(archive.read_desk(body.key), what, key, circle)
    if earlier and not again:
        raise CannotDo(_already(earlier[-1]))
    drafts, remarks = _made(session, key, what, circle, today, allowed, bundle=bundle, folder=folder)
    place = Path(output or f"{key}-{what}")
    written = _written(drafts, place, eml=None if no_mail or folder else eml)
    _write(written, place, force=force)
    names = {each.key for _name, draft in drafts for each in draft.to}
    with opened(session, body) as desk:
        desk.do(
            "send",
            f"{key} {what} {circle}",
            session.now(),
            lambda rows: verbs.ready(
                rows,
                what=what,
                meeting=key,
                audience=circle,
                to=sorted(names),
                files=_digests(written),
                at=session.now(),
            ),
        )
    for words in remarks:
        click.echo(f"! {words}", err=True)
    if as_json:
        files = [{"name": name, "sha256": digest} for name, digest in _digests(written)]
        print_json({"meeting": key, "what": what, "for": circle, "to": sorted(names), "files": files})
        return
    for file in written:
        print_path(place / file.name)


@click.command("sendings", help=N_("List what was made ready and sent: to whom, when, with which files."))
@click.argument("meeting", default="")
@AS_JSON
@click.pass_obj
def sendings(session: Session, meeting: str, as_json: bool) -> None:
    """Prints a line for each, the oldest first."""
    archive = session.archive
    key = archive.find(meeting, session.today()) if meeting else ""
    rows = [
        (body.key, each)
        for body in archive.bodies()
        if body.key in set(archive.desks.keys())
        for each in archive.read_desk(body.key).sendings.values()
        if not key or each.meeting == key
    ]
    if as_json:
        print_json([{"body": of, **_plain(each)} for of, each in rows])
        return
    for _of, each in rows:
        click.echo(_line(each))
    if not rows:
        click.echo(_("Nothing was sent yet."))


def _made(
    session: Session,
    key: str,
    what: str,
    circle: str,
    today: date,
    allowed: tuple[str, ...],
    *,
    bundle: bool,
    folder: bool,
) -> tuple[list[tuple[str, Draft]], tuple[str, ...]]:
    """The drafts, each with the name of its file, and what is to be told."""
    from exports.kinds import DocumentKind
    from exports.sending.lists import action_drafts, post_parcel
    from exports.sending.parcel import How, parcel
    from store.model import Audience

    how = How.BUNDLE if bundle else How.FOLDER if folder else How.LOOSE
    if what == "actions":
        return action_drafts(session.archive, key, today)
    if what == "post":
        made = post_parcel(session.archive, key, Audience(circle), how, today)
    else:
        made = parcel(session.archive, key, DocumentKind(what), Audience(circle), how, today, allowed, _say)
    return [(f"{key}-{what}", made.draft)], made.remarks


def _written(drafts: list[tuple[str, Draft]], place: Path, eml: object) -> list[Enclosed]:
    from exports.sending.mail import Enclosed
    from exports.sending.mail import eml as write_eml

    files = list({file.name: file for _name, draft in drafts for file in draft.files}.values())
    if eml is not None:
        files += [Enclosed(f"{name}.eml", write_eml(draft)) for name, draft in drafts]
    return files


def _write(files: list[Enclosed], place: Path, *, force: bool) -> None:
    """Writes all of them, or none where one is there already."""
    from store.disk.atomic import make_folder, write_new
    from store.errors import WontOverwrite

    there = [file.name for file in files if (place / file.name).exists()]
    if there and not force:
        raise WontOverwrite(_("There already: {files}; use --force to replace them.").format(files=", ".join(there)))
    make_folder(place)
    for file in files:
        write_new(place / file.name, file.content, overwrite=force)


def _digests(files: list[Enclosed]) -> list[tuple[str, str]]:
    import hashlib

    return [(each.name, hashlib.sha256(each.content).hexdigest()) for each in files]


def _mark_sent(session: Session, key: str, what: str, circle: str, on: date, *, again: bool) -> None:
    from exports.sending.marking import mark_sent

    click.echo(_line(mark_sent(session.archive, key, what, circle, on, session.now(), again=again)))


def _already(sending: Sending) -> str:
    from store.dates import short_date

    day = short_date(sending.sent, spoken()) if sending.sent else ""
    words = _("That was sent already, on {day}, to {names}. --again makes it ready once more.")
    return words.format(day=day, names=", ".join(sending.to) or _("nobody"))


def _line(sending: Sending) -> str:
    from store.dates import short_date

    day = _("sent {day}").format(day=short_date(sending.sent, spoken())) if sending.sent else _("made ready, not sent")
    files = ", ".join(f"{each.name} {each.sha256[:8]}…" for each in sending.files)
    parts = (sending.meeting, sending.what, sending.audience, day, ", ".join(sending.to), files)
    return " · ".join(filter(None, parts))


def _plain(sending: Sending) -> dict[str, object]:
    return {
        "meeting": sending.meeting,
        "what": sending.what,
        "for": sending.audience,
        "to": list(sending.to),
        "files": [{"name": each.name, "sha256": each.sha256} for each in sending.files],
        "sent": sending.sent.isoformat() if sending.sent else None,
    }


def _say(words: str) -> None:
    click.echo(words, err=True)
