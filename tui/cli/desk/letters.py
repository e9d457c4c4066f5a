"""`notulist letter`: letters are begun from what was decided, read, checked, written to a file, and fixed when sent."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from store.errors import CannotDo
from store.i18n import N_, _, spoken
from tui.cli.desk.letter_files import mail, write
from tui.cli.desk.letter_lookup import BODY, LEAK, ON, desks_of, drafted_of, find_letter, letter_at, owner_of
from tui.cli.desk.opening import opened
from tui.cli.options import AS_JSON, Day
from tui.cli.output import print_json

if TYPE_CHECKING:
    from store.desk.model import Letter
    from tui.cli.session import Session


@click.group(help=N_("Letters: begun from a decision, checked, written, and fixed when they were sent."))
def letter() -> None:
    """The commands on letters."""


letter.add_command(write)
letter.add_command(mail)


@letter.command("list", help=N_("List the letters, and those that meetings asked for."))
@BODY
@AS_JSON
@click.pass_obj
def list_letters(session: Session, body: str | None, as_json: bool) -> None:
    """Prints the letters of all desks, or of one, the oldest first."""
    from exports.letters.plain import plain_letter
    from exports.letters.wording import line_of
    from store.archive.desk.letters import asked_for
    from store.letter_kinds import letter_kind
    from store.text import clean

    session.archive.index.refresh()
    rows: list[dict[str, object]] = []
    lines: list[str] = []
    for owner, desk in desks_of(session, body, all_bodies=True):
        for each in desk.letters.values():
            rows.append({"body": owner.key, **plain_letter(desk, each)})
            lines.append(line_of(desk, each, spoken()))
        for asked in asked_for(session.archive, owner, desk):
            kind = letter_kind(asked.kind)
            rows.append({"body": owner.key, "number": None, "kind": asked.kind, "action": asked.reference})
            called = kind.called(spoken()) if kind else asked.kind
            lines.append(_("{action}: {kind}, not begun").format(action=asked.reference, kind=called))
    if as_json:
        print_json(rows)
        return
    for line in lines or [_("No letters.")]:
        click.echo(clean(line))


@letter.command("make", help=N_("Begin a letter of KIND (advice, consent, receipt, …), or what --from asks for."))
@click.argument("kind", default="")
@click.option("--from", "source", metavar="NUMBER", default="", help=N_("From this decision, action, piece, request."))
@click.option("--to", metavar="PARTY", default="", help=N_("To whom; else to the other side of the request."))
@click.option("--subject", metavar="TEXT", default="", help=N_("What it is about, in your words."))
@BODY
@ON
@AS_JSON
@click.pass_obj
def make(
    session: Session,
    kind: str,
    source: str,
    to: str,
    subject: str,
    body: str | None,
    on: date | None,
    as_json: bool,
) -> None:
    """Begins it by one write; prints its number, and what lacks."""
    from msgspec.structs import replace

    from exports.letters.check import lacking
    from exports.letters.plain import plain_drafted, plain_lacking
    from exports.letters.wording import line_of
    from store.archive.desk.letters import planned
    from store.desk import letters as verbs
    from store.text import clean

    if not kind and not source:
        raise click.UsageError(_("Give the KIND of letter, or what it is made from with --from."))
    today = on or session.today()
    owner = owner_of(session, body, source)
    made: list[Letter] = []
    with opened(session, owner) as desk:
        plan = planned(session.archive, owner, desk.desk, kind, source, to, today, session.now())
        plan = replace(plan, subject=clean(subject))
        typed = " ".join(filter(None, (kind, source, to)))
        desk.do("letter", typed, session.now(), lambda rows: made.append(verbs.draft(rows, owner.desk, plan, today)))
    drafted = drafted_of(session, owner, session.archive.read_desk(owner.key), made[0], today)
    if as_json:
        print_json({**plain_drafted(drafted), "lacks": plain_lacking(lacking(drafted))})
        return
    click.echo(clean(line_of(drafted.gathered.desk, made[0], spoken())))
    for each in lacking(drafted):
        click.echo(f"! {clean(each.words)}", err=True)


@letter.command("show", help=N_("Show a letter as it stands now."))
@click.argument("number")
@BODY
@ON
@AS_JSON
@click.pass_obj
def show(session: Session, number: str, body: str | None, on: date | None, as_json: bool) -> None:
    """Prints what it says."""
    from exports.letters.plain import plain_drafted
    from exports.letters.written import text_of_letter

    owner, desk, found = find_letter(session, number, body)
    drafted = drafted_of(session, owner, desk, found, on or session.today())
    if as_json:
        print_json(plain_drafted(drafted))
    else:
        click.echo(found.text or text_of_letter(drafted), nl=False)


@letter.command("check", help=N_("Tell what is not in a letter, before it goes."))
@click.argument("number")
@LEAK
@BODY
@ON
@AS_JSON
@click.pass_obj
def check(
    session: Session, number: str, allowed: tuple[str, ...], body: str | None, on: date | None, as_json: bool
) -> None:
    """Prints what lacks, a line each; nothing where nothing does."""
    from exports.letters.check import lacking
    from exports.letters.plain import plain_lacking
    from store.text import clean

    owner, desk, found = find_letter(session, number, body)
    lacks = lacking(drafted_of(session, owner, desk, found, on or session.today()), allowed)
    if as_json:
        print_json(plain_lacking(lacks))
        return
    for each in lacks:
        click.echo(clean(each.words))
    if not lacks:
        click.echo(_("Nothing lacks."))


@letter.command("edit", help=N_("Put a SECTION in your own words; nothing lets it follow the record again."))
@click.argument("number")
@click.argument("section")
@click.argument("text", nargs=-1, metavar="[TEXT]...")
@click.option("--follow", is_flag=True, help=N_("Let it follow the record again."))
@BODY
@ON
@click.pass_obj
def edit(
    session: Session,
    number: str,
    section: str,
    text: tuple[str, ...],
    follow: bool,
    body: str | None,
    on: date | None,
) -> None:
    """Keeps the words of a section; those of standard input where TEXT is `-`."""
    from store.desk import letters as verbs
    from store.text import clean_lines

    owner, rows, found = find_letter(session, number, body)
    drafted = drafted_of(session, owner, rows, found, on or session.today())
    part = drafted.section(section)
    if part is None:
        known = ", ".join(each.key for each in drafted.sections)
        raise CannotDo(_("This letter has no section “{name}”; there are: {known}.").format(name=section, known=known))
    words = " ".join(text)
    if words == "-":
        words = sys.stdin.read()
    words = clean_lines(words.replace("\\n", "\n"))
    with letter_at(session, owner, found) as (desk, row):
        if follow:
            desk.do("letter", number, session.now(), lambda each: verbs.follow(each, row, section))
        else:
            desk.do("letter", number, session.now(), lambda each: verbs.edit(each, row, section, words, part.said))


@letter.command("send", help=N_("Say that a letter was sent: it is fixed, and takes its step in the request."))
@click.argument("number")
@click.option("--on", type=Day(), metavar="DAY", help=N_("The day on which it was sent; else today."))
@click.option("--by", "channel", metavar="HOW", default="", help=N_("How it was sent: mail, post, by hand."))
@click.option("--file", "files", metavar="PATH", multiple=True, help=N_("Keep this file of it, as it was sent."))
@LEAK
@BODY
@AS_JSON
@click.pass_obj
def send(
    session: Session,
    number: str,
    on: date | None,
    channel: str,
    files: tuple[str, ...],
    allowed: tuple[str, ...],
    body: str | None,
    as_json: bool,
) -> None:
    """Fixes it by one write; what lacks is said, and only a leak refuses. Nothing is sent by notulist."""
    from exports.letters.plain import plain_letter
    from exports.letters.sending import send_letter
    from exports.letters.wording import line_of
    from store.text import clean

    owner, rows, found = find_letter(session, number, body)
    day = on or session.today()
    if day > session.today() and on is None:
        raise CannotDo(_("A letter cannot have been sent in the future."))
    drafted = drafted_of(session, owner, rows, found, day)
    with opened(session, owner) as desk:
        outcome = send_letter(session.archive, desk, drafted, day, channel, session.now(), files, allowed)
    for words in outcome.remarks:
        click.echo(f"! {clean(words)}", err=True)
    after = session.archive.read_desk(owner.key)
    sent = after.letters[found.id]
    if as_json:
        print_json(plain_letter(after, sent))
    else:
        click.echo(clean(line_of(after, sent, spoken())))


@letter.command("drop", help=N_("Say that a letter is not sent; its number is not given again."))
@click.argument("number")
@click.argument("reason", nargs=-1, metavar="[WORDS]...")
@BODY
@click.pass_obj
def drop(session: Session, number: str, reason: tuple[str, ...], body: str | None) -> None:
    """Keeps that it was dropped."""
    from exports.letters.wording import line_of
    from store.desk import letters as verbs

    owner, _rows, found = find_letter(session, number, body)
    with letter_at(session, owner, found) as (desk, row):
        desk.do("letter", number, session.now(), lambda each: verbs.drop(each, row, " ".join(reason)))
        click.echo(line_of(desk.desk, desk.desk.letters[found.id], spoken()))
