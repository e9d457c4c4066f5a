"""The commands of requests and their terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from store.errors import CannotDo
from store.i18n import N_, _, spoken
from tui.cli.desk.count import count
from tui.cli.options import AS_JSON, Day
from tui.cli.output import print_json, print_path

if TYPE_CHECKING:
    from store.archive.desk.open_desk import OpenDesk
    from store.archive.requests.requests import Found, Requests
    from store.desk.desk import Desk
    from store.desk.model import Request
    from tui.cli.session import Session

ON = click.option("--on", type=Day(), metavar="DAY", help=N_("The day that counts as today."))
BODY = click.option("--body", metavar="BODY", help=N_("Of this body, where more than one has such a request."))


@click.group(help=N_("Requests and their terms."))
def requests() -> None:
    """Asks for a command."""


requests.add_command(count)


@requests.command("list", help=N_("List the requests, what is to be done first first."))
@click.argument("words", nargs=-1)
@click.option("--all", "everything", is_flag=True, help=N_("Those that are done with too."))
@ON
@AS_JSON
@click.option("--csv", "as_csv", is_flag=True, help=N_("Print CSV, for a spreadsheet."))
@click.pass_obj
def list_(
    session: Session, words: tuple[str, ...], everything: bool, on: date | None, as_json: bool, as_csv: bool
) -> None:
    """Prints a line for each request that runs."""
    from store.desk.requests.wording import kind, status, term_line
    from store.text import clean, fold

    known = _requests(session, on)
    wanted = [fold(word) for word in words]
    found = [each for each in known.all() if everything or not each.state.finished]
    found = [each for each in found if all(word in fold(_line_of(each)) for word in wanted)]
    _print_troubles(known)
    if as_json:
        print_json([_plain(each, known) for each in found])
        return
    if as_csv:
        from exports.dossier import requests_table
        from exports.formats.csv import write_csv

        click.echo(write_csv(requests_table(found, spoken(), known.today)).encode(), nl=False)
        return
    for each in found:
        terms = each.state.open_terms
        says = term_line(terms[0], spoken()) if terms else status(each.state, spoken())
        parts = (each.reference, kind(each.state, spoken()), each.state.request.title, says)
        click.echo(clean("  ".join(filter(None, parts))))
    if not found:
        click.echo(_("No requests found."))


@requests.command("new", help=N_("Begin a request of KIND (advies 25.1.e, consent 27.1.b, wor-23-3), called TITLE."))
@click.argument("body")
@click.argument("kind", metavar="KIND")
@click.argument("title", metavar="TITLE", default="")
@ON
@click.option("--confidential", metavar="GROUND", help=N_("It is confidential, on this ground."))
@AS_JSON
@click.pass_obj
def new(
    session: Session, body: str, kind: str, title: str, on: date | None, confidential: str | None, as_json: bool
) -> None:
    """Begins it; its first step is taken on the day, unless that is one for a meeting."""
    from store.desk.model import StepDone
    from store.desk.requests.verbs import conceal, start, take
    from store.model import Secrecy

    known = _requests(session, on)
    of = session.archive.register.find(body)
    procedure, matter = known.called(of, kind)
    first = procedure.step[0]

    def put(desk: Desk) -> Request:
        begun = start(desk, of.desk, procedure, title=title, matter=matter, at=session.now(), on=known.today)
        if confidential is not None:
            begun = conceal(desk, begun, Secrecy(ground=confidential))
        if not first.meeting:
            begun = take(desk, begun, StepDone(step=first.key, on=known.today), known.today)
        return begun

    reference = _do(session, of.key, "request", f"{kind} {title}".strip(), put).reference
    _tell(session, known, reference, of.key, as_json=as_json)


@requests.command("step", help=N_("Record that a step of the request was taken: received, discussed, decided, …"))
@click.argument("reference", metavar="REQUEST")
@click.argument("step", metavar="STEP")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@ON
@click.option("--known", "seen", type=Day(), metavar="DAY", help=N_("The day on which it became known, if another."))
@click.option("--day", type=Day(), metavar="DAY", help=N_("The day that was agreed in it."))
@click.option("--answer", metavar="ANSWER", help=N_("The answer it gave: refuse_unless, negative, departs, …"))
@click.option("--lacks", metavar="WHAT", help=N_("What it lacked, with commas: reasons,measures."))
@click.option("--piece", metavar="NUMBER", help=N_("The piece of post that it was."))
@click.option("--meeting", metavar="MEETING", help=N_("The meeting in which it was taken."))
@click.option("--item", metavar="ITEM", help=N_("The number of the item there."))
@click.option("--decision", metavar="NUMBER", help=N_("The number of the decision."))
@BODY
@AS_JSON
@click.pass_obj
def step_(
    session: Session,
    reference: str,
    step: str,
    words: tuple[str, ...],
    on: date | None,
    seen: date | None,
    day: date | None,
    answer: str | None,
    lacks: str | None,
    piece: str | None,
    meeting: str | None,
    item: str | None,
    decision: str | None,
    body: str | None,
    as_json: bool,
) -> None:
    """Keeps the step; what is out of order is said, and kept all the same."""
    from store.desk.model import StepDone
    from store.desk.requests.reading import read_answer, read_lacks, read_step
    from store.desk.requests.state import too_early
    from store.desk.requests.verbs import take
    from store.desk.requests.wording import warning
    from store.text import clean

    known = _requests(session, on)
    found = known.find(reference, body or "")
    taken = read_step(step, found.state.procedure)
    if day is None and "day" in taken.asks:
        raise CannotDo(_("Which day was agreed? Say it with --day."))
    pieces = session.archive.read_desk(found.body.key)
    of_post = pieces.piece(piece) if piece else None
    if piece and of_post is None:
        raise CannotDo(_("There is no piece “{number}”.").format(number=piece))
    done = StepDone(
        step=taken.key,
        on=known.today,
        known=seen,
        day=day,
        piece=of_post.id if of_post else None,
        meeting=meeting or "",
        item=item or "",
        decision=decision or "",
        answer=read_answer(answer, taken) if answer else "",
        lacks=read_lacks(lacks, taken) if lacks else (),
        words=clean(" ".join(words)),
    )
    for each in too_early(taken.key, found.state.steps, found.state.procedure):
        click.echo(f"! {warning(each, spoken())}", err=True)
    request = found.state.request

    def put(desk: Desk) -> Request:
        return take(desk, desk.requests[request.id], done, session.today() if on is None else max(on, session.today()))

    _do(session, found.body.key, "step", f"{request.reference} {step}", put)
    _tell(session, known, request.reference, found.body.key, as_json=as_json)


@requests.command("show", help=N_("Show a request: its steps, terms and warnings, and what comes next."))
@click.argument("reference", metavar="REQUEST")
@ON
@BODY
@AS_JSON
@click.pass_obj
def show(session: Session, reference: str, on: date | None, body: str | None, as_json: bool) -> None:
    """Prints where it stands on the day."""
    known = _requests(session, on)
    _tell(session, known, reference, body or "", as_json=as_json)


@requests.command("dossier", help=N_("Write a folder with all pieces of a request in order, and an index."))
@click.argument("reference", metavar="REQUEST")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help=N_("The folder to write."))
@ON
@BODY
@click.pass_obj
def dossier(session: Session, reference: str, output: Path, on: date | None, body: str | None) -> None:
    """Writes it, confidential pieces too, and names the files that are no longer there."""
    from exports.dossier import write_dossier
    from store.text import clean

    known = _requests(session, on)
    for path in write_dossier(session.archive, known.find(reference, body or ""), output):
        click.echo(clean(_("{file} is missing.").format(file=path)), err=True)
    print_path(output)


@requests.command("condition", help=N_("Keep a condition of the body (TEXT), or say of one that it is met or dropped."))
@click.argument("reference", metavar="REQUEST")
@click.argument("text", metavar="TEXT", nargs=-1)
@click.option("--met", metavar="NUMBER", type=int, help=N_("The condition with this number is met."))
@click.option("--drop", metavar="NUMBER", type=int, help=N_("The condition with this number was dropped."))
@ON
@BODY
@click.pass_obj
def condition(
    session: Session,
    reference: str,
    text: tuple[str, ...],
    met: int | None,
    drop: int | None,
    on: date | None,
    body: str | None,
) -> None:
    """Keeps it."""
    from store.desk.requests.verbs import add_condition, settle_condition
    from store.text import clean

    if sum(bool(each) for each in (text, met, drop)) != 1:
        raise click.UsageError(_("Give the words of a condition, or --met or --drop with its number."))
    known = _requests(session, on)
    found = known.find(reference, body or "")
    id, words = found.state.request.id, clean(" ".join(text))

    def put(desk: Desk) -> Request:
        request = desk.requests[id]
        if words:
            return add_condition(desk, request, words)
        number = met or drop or 0
        return settle_condition(desk, request, number, met=known.today if met else None, dropped=bool(drop))

    _do(session, found.body.key, "condition", f"{reference} {words or met or drop}", put)
    _tell(session, known, found.reference, found.body.key, as_json=False)


@requests.command("close", help=N_("Say that nothing is to be done any more; once more opens it again."))
@click.argument("reference", metavar="REQUEST")
@ON
@BODY
@click.pass_obj
def close(session: Session, reference: str, on: date | None, body: str | None) -> None:
    """Closes it, or opens it again."""
    from store.desk.requests.verbs import close as shut
    from store.desk.requests.verbs import reopen

    known = _requests(session, on)
    found = known.find(reference, body or "")
    id = found.state.request.id
    verb = "reopen" if found.state.request.closed else "close"

    def put(desk: Desk) -> Request:
        request = desk.requests[id]
        return reopen(desk, request) if verb == "reopen" else shut(desk, request, known.today)

    _do(session, found.body.key, verb, reference, put)
    _tell(session, known, found.reference, found.body.key, as_json=False)


@requests.command("procedure", help=N_("Show a procedure; --edit BODY makes it that body's own, a file to change."))
@click.argument("key", metavar="KEY")
@click.option("--edit", metavar="BODY", help=N_("Copy it for this body, and print the file."))
@click.pass_obj
def procedure_(session: Session, key: str, edit: str | None) -> None:
    """Prints the TOML, or the name of the file."""
    from store.procedures.catalogue import built_in, built_in_text

    if edit:
        body = session.archive.register.find(edit)
        click.echo(_requests(session, None).make_own(body, key))
        return
    text = built_in_text(key)
    if not text:
        known = ", ".join(each.key for each in built_in())
        raise CannotDo(_("There is no procedure “{key}”; there are {known}.").format(key=key, known=known))
    click.echo(text, nl=False)


def _requests(session: Session, on: date | None) -> Requests:
    from store.archive.requests.requests import Requests

    session.archive.index.refresh()
    return Requests(session.archive, on or session.today())


@contextmanager
def _open_desk(session: Session, body: str) -> Iterator[OpenDesk]:
    desk = session.archive.open_desk(session.archive.register.find(body))
    try:
        yield desk
    finally:
        desk.close()


def _do(session: Session, body: str, verb: str, line: str, put: Callable[[Desk], Request]) -> Request:
    """Does one act at the desk of the body with that key, and gives the request as it is then; it is on disk."""
    made: list[Request] = []
    with _open_desk(session, body) as desk:
        desk.do(verb, line, session.now(), lambda rows: made.append(put(rows)))
    return made[0]


def _tell(session: Session, known: Requests, reference: str, body: str, *, as_json: bool) -> None:
    from exports.content.request import told

    found = known.find(reference, body)
    _print_troubles(known)
    if as_json:
        print_json(_plain(found, known))
        return
    for line in told(found.state, spoken(), known.offered_for(found)):
        click.echo(line)


def _plain(found: Found, known: Requests) -> dict[str, object]:
    from store.desk.requests.plain import plain_request

    return {"body": found.body.key, **plain_request(found.state, found.body.language, known.offered_for(found))}


def _line_of(found: Found) -> str:
    from store.desk.requests.wording import kind

    return f"{found.reference} {kind(found.state, spoken())} {found.state.request.title} {found.body.key}"


def _print_troubles(known: Requests) -> None:
    for words in dict.fromkeys(known.troubles):
        click.echo(f"! {words}", err=True)
