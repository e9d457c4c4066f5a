"""What can be done to a piece of post that is registered. Each puts rows, which are kept as one act.

Raises CannotDo, with nothing changed, where it makes no sense.
"""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from store.desk.desk import Desk
from store.desk.model import Direction, Handling, KeptFile, Party, Piece, StepDone
from store.errors import CannotDo
from store.i18n import _
from store.language.post.line import StepTyped
from store.model import Secrecy
from store.text import fold

_FIELDS = ("dated", "day", "party", "body", "words", "subject", "theirs", "law", "letter", "decision", "message_id")


def found(desk: Desk, name: str) -> Piece:
    """The piece that is called so. Raises CannotDo where there is none."""
    piece = desk.piece(name)
    if piece is None:
        raise CannotDo(_("There is no piece “{name}” here.").format(name=name))
    return piece


def handle(desk: Desk, piece: Piece, handling: Handling | None) -> None:
    """Says how a piece is handled; None takes back what was said."""
    _must_be_open(piece)
    desk.put(replace(piece, handling=handling))


def complete(desk: Desk, piece: Piece, **fields: object) -> None:
    """Puts fields that were not known yet, or were wrong: a day, the party, the subject, their reference."""
    _must_be_open(piece)
    unknown = fields.keys() - set(_FIELDS)
    assert not unknown, unknown
    changed = replace(piece, **fields)
    if not changed.subject.strip():
        raise CannotDo(_("A piece is about something: its subject cannot be empty."))
    desk.put(changed)


def add_files(desk: Desk, piece: Piece, files: tuple[KeptFile, ...]) -> None:
    """Adds files that came later."""
    _must_be_open(piece)
    desk.put(replace(piece, files=(*piece.files, *files)))


def answer(desk: Desk, piece: Piece, answered: Piece) -> None:
    """Says that `piece` answers `answered`."""
    _must_be_open(piece)
    if piece.id == answered.id:
        raise CannotDo(_("{number} cannot answer itself.").format(number=piece.number))
    if piece.direction is answered.direction and piece.direction is Direction.OUT:
        raise CannotDo(_("{one} and {other} both went out.").format(one=piece.number, other=answered.number))
    desk.put(replace(piece, answers=answered.id))


def link(desk: Desk, piece: Piece, request: int | None, step: StepTyped | None = None) -> None:
    """Says to which request (its id) a piece belongs, and which step of it it is; None takes it out of its request."""
    _must_be_open(piece)
    for each in [*desk.requests.values()]:
        if any(row.piece == piece.id for row in each.steps):
            desk.put(replace(each, steps=tuple(row for row in each.steps if row.piece != piece.id)))
    linked = replace(piece, request=request, step=step.key if step and request is not None else "")
    desk.put(linked)
    tell_step(desk, linked, step)


def tell_step(desk: Desk, piece: Piece, step: StepTyped | None) -> None:
    """Says of the step that `piece` is what stands beside its day: the answer that it gave, and what it lacked."""
    if step is None or piece.request is None or not (step.answer or step.lacks):
        return
    request = desk.requests[piece.request]
    told = StepDone(step=step.key, on=piece.day, piece=piece.id, answer=step.answer, lacks=step.lacks)
    desk.put(replace(request, steps=(*request.steps, told)))


def close(desk: Desk, piece: Piece, on: date) -> None:
    """Says that nothing is left to be done about a piece."""
    _must_be_open(piece)
    if piece.closed:
        raise CannotDo(_("{number} is done already.").format(number=piece.number))
    desk.put(replace(piece, closed=on))


def reopen(desk: Desk, piece: Piece) -> None:
    """Takes back that nothing is left to be done about a piece."""
    if not piece.closed:
        raise CannotDo(_("{number} was not said to be done.").format(number=piece.number))
    desk.put(replace(piece, closed=None))


def drop(desk: Desk, piece: Piece, reason: str) -> None:
    """Says that a number was given by mistake; the row stays, and the number is not given again."""
    _must_be_open(piece)
    desk.put(replace(piece, dropped=reason.strip() or _("by mistake")))


def hide(desk: Desk, piece: Piece, secrecy: Secrecy) -> None:
    """Makes a piece confidential."""
    desk.put(replace(piece, confidential=secrecy))


def reveal(desk: Desk, piece: Piece) -> None:
    """Makes a piece confidential no longer."""
    if piece.confidential is None:
        raise CannotDo(_("{number} is not confidential.").format(number=piece.number))
    desk.put(replace(piece, confidential=None))


def put_party(desk: Desk, party: Party) -> Party:
    """Adds a party (its id 0), or puts it in the place of the one with its id. Raises CannotDo: its key is taken."""
    key = party.key.strip()
    if not key or not party.name.strip():
        raise CannotDo(_("A party has a key and a name."))
    if any(sign in key for sign in ":,>@"):
        raise CannotDo(_("“{key}” is no key of a party: leave out : , > and @.").format(key=key))
    same = desk.party(key)
    if same is not None and same.id != party.id:
        raise CannotDo(_("There is a party “{key}” already: {name}.").format(key=same.key, name=same.name))
    party = replace(party, key=key, id=party.id or desk.new_id())
    desk.put(party)
    return party


def drop_party(desk: Desk, party: Party) -> None:
    """Takes a party away that has no post. Raises CannotDo where it has."""
    having = [piece.number for piece in desk.pieces.values() if piece.party == party.id]
    if having:
        raise CannotDo(_("{key} has post: {numbers}.").format(key=party.key, numbers=", ".join(having[:5])))
    desk.drop(party)


def named(desk: Desk, piece: Piece) -> str:
    """Who wrote a piece or is written to: the party's key, the body's key, or the words typed."""
    party = desk.parties.get(piece.party) if piece.party is not None else None
    return party.key if party else piece.body or piece.words


def is_of_private(desk: Desk, piece: Piece) -> bool:
    """Whether a piece is from, or to, a natural person outside the body."""
    party = desk.parties.get(piece.party) if piece.party is not None else None
    return bool(party and party.private)


def _must_be_open(piece: Piece) -> None:
    if piece.dropped:
        raise CannotDo(_("{number} has lapsed: its number was given by mistake.").format(number=piece.number))


def matches(desk: Desk, piece: Piece, words: str) -> bool:
    """Whether each of `words` stands in the number, party, subject, reference or handling of a piece."""
    party = desk.parties.get(piece.party) if piece.party is not None else None
    texts = [
        piece.number,
        named(desk, piece),
        party.name if party else "",
        piece.subject,
        piece.theirs,
        piece.law,
        piece.handling.code if piece.handling else "",
        *(file.name for file in piece.files),
    ]
    text = fold(" ".join(texts))
    return all(word in text for word in fold(words).split())
