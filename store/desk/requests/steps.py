"""The steps of a request that were taken: those that were typed, and those that a piece of post is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from store.desk.model import Piece, Request, StepDone
from store.procedures.model import NOT_ASKED, Procedure, Step
from store.text import fold


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """A step taken `on` a day, and `known` on another where that was said; `done` is its row, where it has one."""

    step: str
    on: date
    known: date | None = None
    piece: Piece | None = None
    done: StepDone | None = None

    @property
    def since(self) -> date:
        """The day from which it counts for the body: that on which it knew of it."""
        return self.known or self.on

    @property
    def answer(self) -> str:
        """The answer that it gave; empty where none was told."""
        return self.done.answer if self.done else ""

    @property
    def lacks(self) -> tuple[str, ...]:
        """The keys of what it should have had and did not."""
        return self.done.lacks if self.done else ()

    @property
    def day(self) -> date | None:
        """The day that was agreed in it."""
        return self.done.day if self.done else None


def taken(request: Request, pieces: Iterable[Piece], procedure: Procedure, today: date) -> list[Taken]:
    """The steps of `request` that are known of on `today`, in the order of time.

    A piece that belongs to the request as a step of it is one; a row with the same piece, or of the same step and day,
    says more of it. A piece whose number was given by mistake is none.
    """
    rows = list(request.steps)
    found = []
    for piece in pieces:
        if piece.request != request.id or not piece.step or piece.dropped:
            continue
        done = next((row for row in rows if _is_of(row, piece)), None)
        if done:
            rows.remove(done)
        known = done.known if done else None
        found.append(Taken(step=piece.step, on=done.on if done else piece.day, known=known, piece=piece, done=done))
    by_id = {piece.id: piece for piece in pieces}
    for row in rows:
        piece_of_row = by_id.get(row.piece) if row.piece else None
        found.append(Taken(step=row.step, on=row.on, known=row.known, piece=piece_of_row, done=row))
    order = {step.key: at for at, step in enumerate(procedure.step)}
    known_today = [each for each in found if each.since <= today]
    return sorted(known_today, key=lambda each: (each.since, order.get(each.step, len(order))))


def _is_of(row: StepDone, piece: Piece) -> bool:
    return row.step == piece.step and (row.piece == piece.id or (row.piece is None and row.on == piece.day))


def last(steps: Iterable[Taken], key: str) -> Taken | None:
    """The last of `steps` with that key."""
    return next((each for each in reversed([*steps]) if each.step == key), None)


def holds(when: Mapping[str, tuple[str, ...]], steps: Iterable[Taken]) -> bool:
    """Whether each step that `when` names gave one of its answers.

    A step that was taken without an answer may have given it, and so holds: a term that may run is shown.
    """
    among = [*steps]
    for key, answers in when.items():
        step = last(among, key)
        if step is None and NOT_ASKED not in answers:
            return False
        if step is not None and step.answer and step.answer not in answers:
            return False
    return True


def find_step(words: str, procedure: Procedure) -> Step | None:
    """The step that the whole of `words` calls: its key, a word for it, or its name in any language."""
    wanted = " ".join(fold(words).replace("_", " ").split())
    for step in procedure.step:
        names = (step.key.replace("_", " "), *step.words, *step.name.values())
        if wanted in {" ".join(fold(name).split()) for name in names}:
            return step
    return None
