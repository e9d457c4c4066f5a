"""`notulist post`: what comes in and goes out, registered, handled, listed and searched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import click
import msgspec

from store.errors import CannotDo
from store.i18n import N_, _, spoken
from tui.cli.desk.opening import held_of, opened
from tui.cli.desk.parties import party
from tui.cli.options import AS_JSON, Day, OneOf, audience_words
from tui.cli.output import print_json

if TYPE_CHECKING:
    from store.archive.desk.open_desk import OpenDesk
    from store.desk.desk import Desk
    from store.desk.model import Piece
    from store.desk.registering import Planned
    from store.model import Body
    from tui.cli.session import Session

ON = click.option("--on", type=Day(), metavar="DAY", help=N_("The day that counts as today."))
BODY = click.option("--body", metavar="BODY", help=N_("Of this body; else of the one that has it."))


@click.group(help=N_("Post that came in and went out: registered, handled, found again."))
def post() -> None:
    """The commands on post."""


@post.command("add", help=N_("Register a piece: “party: subject, d.d. 8 jan, …”; its files, or a mail, behind it."))
@click.argument("body")
@click.argument("line", default="")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@ON
@click.option("--anyway", is_flag=True, help=N_("Also where there is something to ask about it."))
@click.option("--dry-run", is_flag=True, help=N_("Only say what it would become."))
@AS_JSON
@click.pass_obj
def add(
    session: Session,
    body: str,
    line: str,
    paths: tuple[str, ...],
    on: date | None,
    anyway: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Registers a piece by one write, its files first; prints its number."""
    from exports.formats.plain_post import plain_piece
    from store.archive.desk.post_in import PostIn
    from store.text import clean

    archive = session.archive
    bodies = archive.bodies()
    today = on or session.today()
    with opened(session, archive.register.find(body)) as desk:
        coming = PostIn(desk, bodies)
        planned = coming.planned(line, paths, today, session.now())
        for words in planned.remarks:
            click.echo(f"! {clean(words)}", err=True)
        if planned.wrong:
            raise CannotDo(" · ".join(planned.wrong))
        if planned.asks and not anyway:
            words = _("{asks}. Nothing was kept; --anyway keeps it all the same.")
            raise CannotDo(words.format(asks=" · ".join(planned.asks)))
        for words in planned.asks:
            click.echo(f"! {clean(words)}", err=True)
        if dry_run:
            click.echo(said(desk, planned))
            return
        piece = coming.keep(planned, session.now())
        # Its number is told when it is certain that it is kept.
        desk.close()
        if as_json:
            print_json(plain_piece(desk.desk, piece, held_of(session, desk.body)))
        else:
            click.echo(said(desk, planned))


def said(desk: OpenDesk, planned: Planned) -> str:
    """What a line would become, in a line."""
    from exports.wording_post import echo

    return echo(desk.desk, desk.body, planned.piece, planned.starts, spoken(), desk.own, planned.line.step)


@post.command("show", help=N_("Show a piece: I-2027-003."))
@click.argument("number")
@BODY
@ON
@AS_JSON
@click.pass_obj
def show(session: Session, number: str, body: str | None, on: date | None, as_json: bool) -> None:
    """Prints all that is known of a piece."""
    from exports.formats.plain_post import plain_piece
    from exports.wording_post import facts
    from store.text import clean

    owner, desk, piece = find_piece(session, number, body)
    held = held_of(session, owner)
    if as_json:
        print_json(plain_piece(desk, piece, held))
        return
    told = list(facts(desk, owner, piece, held, spoken(), on or session.today()))
    width = max(len(label) for label, _value in told)
    for label, value in told:
        click.echo(f"{label:<{width}}  {clean(value)}")


@post.command("list", help=N_("List the post that fits WORDS (a party, open, to answer, r1, in 2027, #theme)."))
@click.argument("words", nargs=-1)
@BODY
@ON
@AS_JSON
@click.option("--csv", "as_csv", is_flag=True, help=N_("Print CSV, for a spreadsheet."))
@click.pass_obj
def list_post(
    session: Session,
    words: tuple[str, ...],
    body: str | None,
    on: date | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Prints the pieces of all desks, or of one, the newest first."""
    from exports.content.post import post_table
    from exports.formats.csv import write_csv
    from exports.formats.markdown import write_markdown
    from exports.formats.plain_post import plain_piece
    from store.desk.filters import chosen, read_post_filter

    today = on or session.today()
    rows = []
    for owner, desk in _desks(session, body):
        held = held_of(session, owner)
        wanted = read_post_filter(" ".join(words), today)
        rows += [(owner, desk, piece, held) for piece in chosen(desk, wanted, held, today)]
    if as_json:
        print_json([{"body": owner.key, **plain_piece(desk, piece, held)} for owner, desk, piece, held in rows])
        return
    document = post_table(rows, spoken(), today, head_at_least=as_csv)
    if as_csv:
        click.echo(write_csv(document).encode(), nl=False)
    else:
        click.echo(write_markdown(document), nl=False)


@post.command("meeting", help=N_("Print the list of post of a meeting, for the agenda and the minutes."))
@click.argument("meeting")
@click.option("--for", "audience", type=OneOf(audience_words), help=N_("For whom; full if not told."))
@click.option("--csv", "as_csv", is_flag=True, help=N_("Print CSV, for a spreadsheet."))
@ON
@click.pass_obj
def list_of_meeting(session: Session, meeting: str, audience: str | None, as_csv: bool, on: date | None) -> None:
    """Prints what was registered since the list before, as its readers may see it."""
    from exports.confidentiality.redaction import redacted
    from exports.content.post_list import post_list
    from exports.formats.csv import write_csv
    from exports.formats.markdown import write_markdown
    from exports.post_of_meeting import post_of_meeting
    from store.model import Audience

    archive, reader = session.archive, Audience(audience or "full")
    archive.index.refresh()
    record = archive.read(archive.find(meeting, session.today()))
    told = post_of_meeting(archive, record.meeting, reader, on or session.today())
    document = post_list(msgspec.structs.replace(redacted(record, reader), post=told))
    if as_csv:
        click.echo(write_csv(document).encode(), nl=False)
    else:
        click.echo(write_markdown(document), nl=False)


@post.command("handle", help=N_("Say how a piece is handled: I-2027-003 noted."))
@click.argument("number")
@click.argument("handling", nargs=-1, required=True, metavar="WORDS...")
@BODY
@ON
@click.pass_obj
def handle(session: Session, number: str, handling: tuple[str, ...], body: str | None, on: date | None) -> None:
    """Keeps how a piece is handled."""
    from store.archive.desk.post_in import context
    from store.desk import post as verbs
    from store.desk.registering import handling_of
    from store.language.post.clauses import read_handling
    from store.language.post.codes import codes
    from store.language.post.line import HandlingTyped

    words, bodies, now = " ".join(handling), session.archive.bodies(), session.now()
    with _at(session, number, body) as (desk, piece):
        about = context(desk.desk, desk.body, bodies, on or session.today())
        read = read_handling(words, about.codes, about.people, about.calendar, about.is_party)
        if read is None:
            known = ", ".join(each.code for each in codes(desk.body.desk, desk.body.language))
            told = _("“{words}” is no way to handle post here; there are: {known}.")
            raise CannotDo(told.format(words=words, known=known))
        made = handling_of(HandlingTyped(**read), desk.body, bodies, now)
        desk.do("handle", f"{number} {words}", now, lambda each: verbs.handle(each, piece, made))
    _print(session, piece.number, desk.body.key)


@post.command("file", help=N_("Add files to a piece."))
@click.argument("number")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@BODY
@click.pass_obj
def file(session: Session, number: str, paths: tuple[str, ...], body: str | None) -> None:
    """Copies files into the archive and keeps them with the piece."""
    from store.archive.desk.post_in import add_files

    with _at(session, number, body) as (desk, piece):
        add_files(desk, piece, paths, session.now())
    _print(session, piece.number, desk.body.key)


@post.command("close", help=N_("Say that nothing is left to be done about a piece."))
@click.argument("number")
@BODY
@ON
@click.pass_obj
def close(session: Session, number: str, body: str | None, on: date | None) -> None:
    """Keeps that a piece is done."""
    from store.desk import post as verbs

    _verb(session, number, body, "close", lambda desk, piece: verbs.close(desk, piece, on or session.today()))


@post.command("drop", help=N_("Say that a number was given by mistake; it stays in the list, and is not given again."))
@click.argument("number")
@click.argument("reason", nargs=-1, metavar="[WORDS]...")
@BODY
@click.pass_obj
def drop(session: Session, number: str, reason: tuple[str, ...], body: str | None) -> None:
    """Keeps that a number lapsed."""
    from store.desk import post as verbs

    _verb(session, number, body, "drop", lambda desk, piece: verbs.drop(desk, piece, " ".join(reason)))


@post.command("link", help=N_("Say what a piece answers or belongs to: I-2027-006 u2, or r1 answers."))
@click.argument("number")
@click.argument("to")
@click.argument("step", nargs=-1, metavar="[WORDS]...")
@BODY
@click.pass_obj
def link(session: Session, number: str, to: str, step: tuple[str, ...], body: str | None) -> None:
    """Keeps a link to another piece, or to a request and its step."""
    from store.desk import post as verbs
    from store.desk.requests.post_steps import typed_step

    with _at(session, number, body) as (opened_desk, piece):
        own = opened_desk.own

        def put(desk: Desk) -> None:
            if request := desk.request(to):
                typed = typed_step(desk, own, to, " ".join(step)) if step else None
                if step and not typed:
                    raise CannotDo(_("“{words}” is no step of a request.").format(words=" ".join(step)))
                verbs.link(desk, piece, request.id, typed)
            else:
                verbs.answer(desk, piece, verbs.found(desk, to))

        opened_desk.do("link", number, session.now(), put)
    _print(session, piece.number, opened_desk.body.key)


@post.command("hide", help=N_("Make a piece confidential: until a day, on a ground."))
@click.argument("number")
@click.option("--until", type=Day(), metavar="DAY", help=N_("Until and with this day."))
@click.option("--ground", metavar="TEXT", default="", help=N_("On this ground."))
@BODY
@click.pass_obj
def hide(session: Session, number: str, until: date | None, ground: str, body: str | None) -> None:
    """Keeps that a piece is confidential."""
    from store.desk import post as verbs
    from store.model import Secrecy
    from store.text import clean

    secrecy = Secrecy(until=until, ground=clean(ground).strip())
    _verb(session, number, body, "hide", lambda desk, piece: verbs.hide(desk, piece, secrecy))


@post.command("reveal", help=N_("Make a piece confidential no longer."))
@click.argument("number")
@BODY
@click.pass_obj
def reveal(session: Session, number: str, body: str | None) -> None:
    """Keeps that a piece is confidential no longer."""
    from store.desk import post as verbs

    _verb(session, number, body, "reveal", verbs.reveal)


@post.command("undo", help=N_("Take back the last act at a desk."))
@click.argument("body")
@click.pass_obj
def undo(session: Session, body: str) -> None:
    """Takes the last act back and says which."""
    with opened(session, session.archive.register.find(body)) as desk:
        target = desk.desk.to_undo
        desk.undo(session.now())
    click.echo(_("Taken back: {words}").format(words=(target.line or target.verb) if target else ""))


@post.command("redo", help=N_("Bring back what was taken back last at a desk."))
@click.argument("body")
@click.pass_obj
def redo(session: Session, body: str) -> None:
    """Brings the act back and says which."""
    with opened(session, session.archive.register.find(body)) as desk:
        target = desk.desk.to_redo
        desk.redo(session.now())
    click.echo(_("Brought back: {words}").format(words=(target.line or target.verb) if target else ""))


post.add_command(party)


@contextmanager
def _at(session: Session, number: str, body: str | None) -> Iterator[tuple[OpenDesk, Piece]]:
    owner, _desk, piece = find_piece(session, number, body)
    with opened(session, owner) as desk:
        yield desk, desk.desk.pieces[piece.id]


def _verb(session: Session, number: str, body: str | None, verb: str, put: Callable[[Desk, Piece], object]) -> None:
    with _at(session, number, body) as (desk, piece):
        desk.do(verb, number, session.now(), lambda each: put(each, piece))
    _print(session, piece.number, desk.body.key)


def _print(session: Session, number: str, body: str) -> None:
    from exports.wording_post import echo

    owner, desk, piece = find_piece(session, number, body)
    click.echo(echo(desk, owner, piece, None, spoken()))


def _desks(session: Session, body: str | None) -> Iterator[tuple[Body, Desk]]:
    archive = session.archive
    there = archive.desks.keys()
    bodies = [archive.register.find(body)] if body else [each for each in archive.bodies() if each.key in there]
    for owner in bodies:
        yield owner, archive.read_desk(owner.key)


def find_piece(session: Session, number: str, body: str | None) -> tuple[Body, Desk, Piece]:
    """The piece that is called so, on the one desk that has it. Raises CannotDo for none, and for more than one."""
    found = [(owner, desk, piece) for owner, desk in _desks(session, body) if (piece := desk.piece(number))]
    if not found:
        raise CannotDo(_("There is no piece “{name}” here.").format(name=number))
    if len(found) > 1:
        bodies = ", ".join(owner.key for owner, _desk, _piece in found)
        raise CannotDo(_("“{name}” is a piece of {bodies}: say whose with --body.").format(name=number, bodies=bodies))
    return found[0]
