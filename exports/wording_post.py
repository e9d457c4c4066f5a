"""The words for pieces of post: how one is told in a line, its facts, how it is handled, how far it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from exports.wording import handled_text
from store.dates import short_date
from store.desk.desk import Desk
from store.desk.model import Direction, Handling, Piece, Request
from store.desk.post import named
from store.desk.requests.post_steps import lacking, step_name
from store.desk.requests.wording import answer
from store.desk.standing import Held, Stand, standing
from store.i18n import documents
from store.language.post.line import StepTyped
from store.model import Body, DeskSettings, Effect
from store.procedures.model import Procedure


def handling_text(handling: Handling | None, settings: DeskSettings, language: str) -> str:
    """How a piece is handled, in the words of a list: `to be answered by IB, before vr 5 feb 2027`."""
    if handling is None:
        return ""
    return handled_text(handling, handling.owners, handling.due, settings, language)


def stand_text(desk: Desk, piece: Piece, settings: DeskSettings, held: Held, language: str) -> str:
    """How far a piece is, with what it belongs to: `answered by U-2027-003`, `R-2027-01`, `sent`."""
    _ = documents(language).gettext
    stands = standing(desk, piece, held)
    request = desk.requests.get(piece.request) if piece.request is not None else None
    answered = desk.pieces.get(piece.answers) if piece.answers is not None else None
    parts: list[str] = []
    match stands.stand:
        case Stand.DROPPED:
            return _("lapsed: {reason}").format(reason=piece.dropped)
        case Stand.SENT:
            parts.append(_("to {number}").format(number=answered.number) if answered else _("sent"))
        case Stand.DONE if stands.answered_by:
            parts.append(_("answered by {number}").format(number=stands.answered_by))
        case Stand.NEW:
            parts += [_("answer to {number}").format(number=answered.number)] if answered else []
            parts += [] if answered or request else [_("new")]
        case Stand.DONE if request and stands.handling and stands.handling.effect is Effect.REQUEST:
            pass
        case _:
            parts.append(handling_text(stands.handling, settings, language) or _("done"))
    if request:
        parts.append(request.reference)
    return " · ".join(dict.fromkeys(filter(None, parts)))


def echo(
    desk: Desk,
    body: Body,
    piece: Piece,
    starts: Request | None,
    language: str,
    own: Iterable[Procedure] = (),
    typed: StepTyped | None = None,
) -> str:
    """A piece in one line, as it stands below the line that is typed; `own` are the body's own procedures."""
    _ = documents(language).gettext
    came = piece.direction is Direction.IN
    day = short_date(piece.day, language)
    days = _("received {day}").format(day=day) if came else _("sent {day}").format(day=day)
    if piece.dated and piece.dated != piece.day:
        days = f"{_('dated {day}').format(day=short_date(piece.dated, language))}, {days}"
    request = starts or (desk.requests.get(piece.request) if piece.request is not None else None)
    answered = desk.pieces.get(piece.answers) if piece.answers is not None else None
    step = step_name(request, piece.step, language, own) if request and piece.step else ""
    told = typed or next((each for each in request.steps if each.piece == piece.id), None) if request else None
    if step and told and told.answer:
        step = f"{step}, {answer(told.answer, language)}"
    if step and told and told.lacks:
        step = f"{step} ({lacking(request, piece.step, told.lacks, language, own)})"
    parts = [
        piece.number,
        _("in") if came else _("out"),
        named(desk, piece),
        f"“{piece.subject}”",
        days,
        piece.theirs,
        piece.law,
        handling_text(piece.handling, body.desk, language) if piece.handling and not starts else "",
        _("answers {number}").format(number=answered.number) if answered else "",
        f"{request.reference}: {step}" if request and step else "",
        request.reference if request and not piece.step else "",
        _("confidential") if piece.confidential else "",
        _("lapsed: {reason}").format(reason=piece.dropped) if piece.dropped else "",
        documents(language)
        .ngettext("{number} file", "{number} files", len(piece.files))
        .format(number=len(piece.files))
        if piece.files
        else "",
    ]
    return " · ".join(filter(None, parts))


def facts(desk: Desk, body: Body, piece: Piece, held: Held, language: str, today: date) -> Iterator[tuple[str, str]]:
    """What is known of a piece: each with its label."""
    _ = documents(language).gettext
    party = desk.parties.get(piece.party) if piece.party is not None else None
    came = piece.direction is Direction.IN
    yield _("Number"), piece.number
    yield (_("From") if came else _("To")), " · ".join(filter(None, [named(desk, piece), party.name if party else ""]))
    yield _("Subject"), piece.subject
    if piece.dated:
        yield _("Dated"), short_date(piece.dated, language)
    yield (_("Received") if came else _("Sent")), short_date(piece.day, language)
    for label, value in (
        (_("Their reference"), piece.theirs),
        (_("Article"), piece.law),
        (_("Decision"), piece.decision),
    ):
        if value:
            yield label, value
    stands = standing(desk, piece, held, today)
    if stands.handling:
        late = f" ({_('late')})" if stands.is_late else ""
        yield _("Handling"), handling_text(stands.handling, body.desk, language) + late
    yield _("Status"), stand_text(desk, piece, body.desk, held, language)
    if piece.confidential:
        until = piece.confidential.until
        parts = [piece.confidential.ground, _("until {date}").format(date=short_date(until, language)) if until else ""]
        yield _("Confidential"), ", ".join(filter(None, parts)) or _("yes")
    for file in piece.files:
        inside = f" ({', '.join(file.attachments)})" if file.attachments else ""
        yield _("File"), f"{file.name}{inside} · {size_text(file.size)} · sha256 {file.sha256[:12]}… · {file.path}"


def size_text(size: int) -> str:
    """A size as people read it: `214 kB`, `1.9 MB`."""
    if size < 1000:
        return f"{size} B"
    return f"{size / 1000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
