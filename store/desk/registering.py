"""Registering a piece of post: what a line and its files become, and what is to be seen before that."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import PurePath
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from store.desk.desk import Desk
from store.desk.model import Direction, Handling, KeptFile, Party, Piece, Request
from store.desk.post import tell_step
from store.desk.requests.post_steps import against, answering, begun_with, by_subject, called_for
from store.i18n import _, spoken
from store.language.post.line import HandlingTyped, PostLine
from store.mail_file import Mail
from store.model import Body
from store.procedures.catalogue import procedure
from store.procedures.model import Procedure
from store.text import fold

_LONG_AGO = timedelta(days=30)
_OLDEST_MAIL = 1990


class Arrived(msgspec.Struct, frozen=True, kw_only=True):
    """A file that came with a piece: its name, its digest, and the mail that it is, if it is one."""

    name: str
    sha256: str
    mail: Mail | None = None


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """What a line would become. `piece` has the number it would get now, and no id yet; its files come later.

    `starts` is the request it would begin. `remarks` are to be seen (amber), `asks` too, and are kept only when said
    again; where there is something `wrong` nothing is kept.
    """

    line: PostLine
    piece: Piece
    starts: Request | None = None
    remarks: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


def plan(
    desk: Desk,
    body: Body,
    bodies: Iterable[Body],
    line: PostLine,
    arrived: Iterable[Arrived],
    today: date,
    at: datetime,
    own: tuple[Procedure, ...] = (),
) -> Planned:
    """What `line` would become at that desk on that day, with the files that came; nothing is changed.

    `own` are the procedures that the body made its own.
    """
    files = tuple(arrived)
    mail = next((file.mail for file in files if file.mail), None)
    direction = Direction.OUT if line.out else Direction.IN
    remarks, wrong = list(line.remarks), list(line.wrong)
    zone = ZoneInfo(body.time_zone)
    piece = Piece(
        id=0,
        number=desk.next_number(direction, body.desk, today.year),
        direction=direction,
        at=at,
        day=line.day or (_day(mail.received, zone, today) if mail and not line.out else None) or today,
        dated=line.dated or (_day(mail.written, zone, today) if mail else None),
        subject=_subject(line, mail, files),
        theirs=line.theirs,
        law=line.law,
        decision=line.decision,
        confidential=line.secrecy,
        message_id=mail.message_id if mail else "",
        handling=_handling(line.handling, body, bodies, at),
    )
    piece = _with_party(piece, line, mail, desk, bodies, remarks, wrong)
    if not piece.subject:
        wrong.append(_("what is it about? “party: subject”"))
    if mail and mail.written and line.dated is None and piece.dated is None:
        remarks.append(_("the day that the mail tells is doubtful, and left out"))
    piece, starts = _with_links(piece, line, mail, desk, body, today, at, wrong, remarks, own)
    if direction is Direction.OUT and not piece.message_id:
        piece = replace(piece, message_id=_own_id(piece.number, body))
    return Planned(
        line=line,
        piece=piece,
        starts=starts,
        remarks=tuple(remarks),
        asks=tuple(_asks(desk, piece, files, today)),
        wrong=tuple(wrong),
    )


def register(desk: Desk, planned: Planned, files: tuple[KeptFile, ...]) -> Piece:
    """Puts the piece, its files with it, and the request that it begins; part of the next act to be kept."""
    piece = replace(planned.piece, id=desk.new_id(), files=files)
    if planned.starts:
        request = replace(planned.starts, id=desk.new_id())
        desk.put(request)
        piece = replace(piece, request=request.id)
    desk.put(piece)
    tell_step(desk, piece, planned.line.step)
    return piece


def _day(moment: datetime | None, zone: ZoneInfo, today: date) -> date | None:
    """The day of an instant where the body is; None where no mail of these days can have it."""
    if moment is None:
        return None
    try:
        day = moment.astimezone(zone).date()
    except (OverflowError, ValueError):
        return None
    return day if day.year >= _OLDEST_MAIL and day <= today + timedelta(days=1) else None


def _subject(line: PostLine, mail: Mail | None, files: tuple[Arrived, ...]) -> str:
    if line.subject and (line.party or not mail):
        return line.subject
    if mail:
        return line.subject or mail.bare_subject
    return PurePath(files[0].name).stem if files else ""


def _with_party(
    piece: Piece,
    line: PostLine,
    mail: Mail | None,
    desk: Desk,
    bodies: Iterable[Body],
    remarks: list[str],
    wrong: list[str],
) -> Piece:
    words = line.party
    if not words and mail and not line.out:
        if found := desk.party_of(mail.address):
            return replace(piece, party=found.id)
        words = mail.sender or mail.address
    if not words:
        wrong.append(_("from whom, or to whom? “party: subject”"))
        return piece
    if party := find_party(desk, words):
        return replace(piece, party=party.id, body=party.body)
    if body := find_body(bodies, words):
        return replace(piece, body=body.key)
    remarks.append(_("nobody is called “{words}” here; kept as words").format(words=words))
    return replace(piece, words=words)


def find_party(desk: Desk, words: str) -> Party | None:
    """The party that is called so: by its key, else by its name or function where only one is."""
    if party := desk.party(words):
        return party
    wanted = fold(words).strip()
    found = [each for each in desk.parties.values() if wanted in (fold(each.name), fold(each.function))]
    return found[0] if wanted and len(found) == 1 else None


def find_body(bodies: Iterable[Body], words: str) -> Body | None:
    """The body with that key or name."""
    wanted = fold(words).strip()
    return next((body for body in bodies if wanted in (fold(body.key), fold(body.name))), None)


def _handling(typed: HandlingTyped | None, body: Body, bodies: Iterable[Body], at: datetime) -> Handling | None:
    if typed is None:
        return None
    to, meeting = typed.to, typed.day.isoformat() + f"-{body.key}" if typed.day else ""
    if to and (found := find_body(bodies, to)):
        to = found.key
    return Handling(
        code=typed.code,
        effect=typed.effect,
        words=typed.words,
        to=to,
        meeting=meeting,
        item=typed.item,
        due=typed.due,
        owners=typed.owners,
        at=at,
    )


def handling_of(typed: HandlingTyped, body: Body, bodies: Iterable[Body], at: datetime) -> Handling:
    """The handling that was typed, as it is kept."""
    made = _handling(typed, body, bodies, at)
    assert made
    return made


def _with_links(
    piece: Piece,
    line: PostLine,
    mail: Mail | None,
    desk: Desk,
    body: Body,
    today: date,
    at: datetime,
    wrong: list[str],
    remarks: list[str],
    own: tuple[Procedure, ...],
) -> tuple[Piece, Request | None]:
    """`piece` with what it answers, its request, step and letter; and the request that it begins."""
    answered = desk.piece(line.answers) if line.answers else _answered(desk, body, mail)
    request = desk.request(line.request) if line.request else None
    if answered:
        piece = replace(piece, answers=answered.id)
        if request is None and not line.starts and answered.request is not None:
            request = desk.requests.get(answered.request)
    starts, by = None, procedure(request.procedure, own) if request else None
    if line.starts:
        called = called_for(line.starts, body, own)
        if called is None:
            wrong.append(_("which request? “advies 25.1.e”, “instemming 27.1.b”"))
        else:
            by, matter = called
            starts = Request(
                id=0,
                reference=desk.next_reference(body.desk, today.year),
                at=at,
                procedure=by.key,
                version=by.version,
                title=piece.subject,
                matter=matter,
                confidential=piece.confidential,
            )
    if request:
        piece = replace(piece, request=request.id)
    if by and (request or starts):
        piece = _with_step(piece, line, by, answered, remarks, begins=starts is not None)
    return piece, starts


def _with_step(
    piece: Piece, line: PostLine, by: Procedure, answered: Piece | None, remarks: list[str], *, begins: bool
) -> Piece:
    """`piece` with the step that it is: as typed, else what it answers, begins, or says of itself; and its letter."""
    key = line.step.key if line.step else ""
    if not key and begins:
        key = begun_with(by, piece.direction)
    elif not key and piece.direction is Direction.IN:
        key = answering(by, answered) if answered else ""
    elif not key and (step := by_subject(by, piece.subject)):
        key = step.key
    told = by.find(key)
    if told is None:
        return piece
    if doubt := against(told, piece.direction, spoken()):
        remarks.append(doubt)
    letter = told.letter if piece.direction is Direction.OUT else ""
    return replace(piece, step=told.key, letter=letter)


def _answered(desk: Desk, body: Body, mail: Mail | None) -> Piece | None:
    """The piece of ours that a mail answers: by its id, or by the number that we made the id of."""
    ids = mail.answers if mail else ()
    for each in ids:
        for piece in desk.pieces.values():
            if piece.message_id and piece.message_id == each:
                return piece
        local, _at, domain = each.strip("<>").lower().partition("@")
        if domain.startswith(f"{body.key}.") and (found := desk.piece(local)) and found.number.lower() == local:
            return found
    return None


def _own_id(number: str, body: Body) -> str:
    """What the mail with an outgoing piece is called, so that an answer to it is known: made of its number."""
    local = re.sub(r"[^a-z0-9-]+", "-", number.lower())
    domain = body.desk.address.rpartition("@")[2]
    return f"<{local}@{body.key}.{domain}>" if domain else ""


def _asks(desk: Desk, piece: Piece, files: tuple[Arrived, ...], today: date) -> Iterable[str]:
    for file in files:
        if same := with_digest(desk, file.sha256):
            yield _("the same file is {number} already").format(number=same.number)
    came = piece.direction is Direction.IN
    if piece.day > today:
        yield _("received later than today") if came else _("sent later than today")
    elif piece.day < today - _LONG_AGO:
        yield _("received more than 30 days ago") if came else _("sent more than 30 days ago")
    if piece.dated and piece.dated > piece.day:
        yield _("dated after it was received") if came else _("dated after it was sent")


def with_digest(desk: Desk, sha256: str) -> Piece | None:
    """The first piece that has a file with that digest."""
    found = (piece for piece in desk.pieces.values() for file in piece.files if file.sha256 == sha256)
    return next((piece for piece in found if not piece.dropped), None)
