"""What can be done to a letter: drafted, put in other words, addressed, sent, dropped. Each puts rows of one act.

Raises CannotDo, with nothing changed, where it makes no sense.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime

from msgspec.structs import replace

from store.desk.desk import Desk
from store.desk.model import Direction, KeptFile, Letter, OwnSection, Piece, Request
from store.desk.requests.verbs import add_condition
from store.errors import CannotDo
from store.i18n import _
from store.model import DeskSettings
from store.procedures.model import By, Channel, Procedure, Step
from store.text import fold

_FIELDS = ("party", "words", "subject", "request", "answers", "decision", "meeting", "action", "confidential")


def found(desk: Desk, name: str) -> Letter:
    """The letter that is called so. Raises CannotDo where there is none."""
    letter = desk.letter(name)
    if letter is None:
        raise CannotDo(_("There is no letter “{name}” here.").format(name=name))
    return letter


def draft(desk: Desk, settings: DeskSettings, letter: Letter, on: date) -> Letter:
    """Puts a new letter (its id 0 and its number empty) with the next number of outgoing post of the year of `on`."""
    number = desk.next_number(Direction.OUT, settings, on.year)
    made = replace(letter, id=desk.new_id(), number=number)
    desk.put(made)
    return made


def complete(desk: Desk, letter: Letter, **fields: object) -> Letter:
    """Puts what was not known yet, or was wrong: to whom it is, what it is about, its request, its decision."""
    _must_be_open(letter)
    unknown = fields.keys() - set(_FIELDS)
    assert not unknown, unknown
    changed = replace(letter, **fields)
    desk.put(changed)
    return changed


def edit(desk: Desk, letter: Letter, key: str, text: str, said: str) -> Letter:
    """Puts a section in the secretary's own words; `said` is what the record says of it now."""
    _must_be_open(letter)
    own = OwnSection(key=key, text=text.strip(), said=said)
    others = tuple(each for each in letter.sections if each.key != key)
    changed = replace(letter, sections=(*others, own))
    desk.put(changed)
    return changed


def follow(desk: Desk, letter: Letter, key: str) -> Letter:
    """Lets a section follow the record again. Raises CannotDo where it does already."""
    _must_be_open(letter)
    if all(each.key != key for each in letter.sections):
        raise CannotDo(_("This section follows the record already."))
    changed = replace(letter, sections=tuple(each for each in letter.sections if each.key != key))
    desk.put(changed)
    return changed


def drop(desk: Desk, letter: Letter, reason: str) -> Letter:
    """Says that a letter is not sent; its number stays, and is not given again."""
    _must_be_open(letter)
    changed = replace(letter, dropped=reason.strip() or _("not sent"))
    desk.put(changed)
    return changed


def digest_of(text: str) -> str:
    """The digest by which a letter that was sent is fixed: SHA-256 over what it says, in UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def send(
    desk: Desk,
    letter: Letter,
    *,
    text: str,
    subject: str,
    on: date,
    at: datetime,
    channel: str = "",
    step: str = "",
    conditions: Iterable[str] = (),
    files: tuple[KeptFile, ...] = (),
) -> Letter:
    """Fixes a letter as it was sent on a day: it becomes a piece of outgoing post, and the step of its request.

    The conditions that it makes are those of the request from then on. Raises CannotDo where it was sent before.
    """
    _must_be_open(letter)
    piece = Piece(
        id=desk.new_id(),
        number=letter.number,
        direction=Direction.OUT,
        at=at,
        day=on,
        dated=on,
        party=letter.party,
        words=letter.words,
        subject=subject,
        files=files,
        answers=letter.answers,
        request=letter.request,
        step=step if letter.request is not None else "",
        letter=letter.kind,
        decision=letter.decision,
        confidential=letter.confidential,
    )
    desk.put(piece)
    request = desk.requests.get(letter.request) if letter.request is not None else None
    if request:
        _with_conditions(desk, request, conditions)
    changed = replace(
        letter, sent=on, channel=channel, piece=piece.id, text=text, digest=digest_of(text), subject=subject
    )
    desk.put(changed)
    return changed


def step_of(kind: str, procedure: Procedure) -> Step | None:
    """The step of a request that a letter of that kind is when it is sent: ours, and one that goes out."""
    among = [step for step in procedure.step if step.letter == kind and step.by is By.US]
    out = [step for step in among if step.piece in (Channel.OUT, Channel.ANY)]
    return next(iter(out or [step for step in among if not step.meeting]), None)


def _with_conditions(desk: Desk, request: Request, conditions: Iterable[str]) -> None:
    for text in conditions:
        if all(fold(each.text) != fold(text) for each in request.conditions):
            request = add_condition(desk, request, text)


def _must_be_open(letter: Letter) -> None:
    if letter.sent:
        words = _("{number} was sent, and is not changed any more; a later letter can correct it.")
        raise CannotDo(words.format(number=letter.number))
    if letter.dropped:
        raise CannotDo(_("{number} was dropped.").format(number=letter.number))
