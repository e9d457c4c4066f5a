"""Which step of a request a piece of post is: by what is typed for it, else by what its subject begins with."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from store.desk.desk import Desk
from store.desk.model import Direction, Piece, Request
from store.desk.requests.reading import read_rest, step_first
from store.desk.requests.steps import find_step
from store.errors import CannotDo
from store.i18n import _
from store.language.post.line import StepTyped
from store.model import Body
from store.procedures.catalogue import called, procedure
from store.procedures.model import Channel, Procedure, Step, say
from store.text import fold

USUAL_REGIME = "wor"
"""The rules of a body that says none: their articles are what is typed."""
_MOST_WORDS = 4


def called_for(words: str, body: Body, own: Iterable[Procedure]) -> tuple[Procedure, str] | None:
    """The procedure that `words` call for that body, and on what it is; None where they call none for certain."""
    return called(words, body.desk.regime or USUAL_REGIME, own)


def typed_step(desk: Desk, own: Iterable[Procedure], name: str, words: str) -> StepTyped | None:
    """The step of the request called `name` that the whole of `words` tells: `besluit wijkt af zonder redenen`.

    None where there is no such request, its procedure is not known, or any of the words is not understood.
    """
    request = desk.request(name)
    by = procedure(request.procedure, own) if request else None
    if by is None:
        return None
    try:
        step, rest = step_first(words.split(), by)
        answer, lacks = read_rest(rest, step)
    except CannotDo:
        return None
    return StepTyped(key=step.key, answer=answer, lacks=lacks)


def begun_with(by: Procedure, direction: Direction) -> str:
    """The key of the step that the piece is with which a request begins; "" where that is none of its steps."""
    first = next((step for step in by.step if step.piece), None)
    return first.key if first and fits(first, direction) else ""


def answering(by: Procedure, answered: Piece) -> str:
    """The key of the step that an incoming piece is because it answers `answered`; "" where it is none."""
    found = (step for step in by.step if answered.step and step.follows == answered.step)
    return next((step.key for step in found if fits(step, Direction.IN)), "")


def by_subject(by: Procedure, subject: str) -> Step | None:
    """The step that an outgoing piece is by the words with which its subject begins: `Advies samenvoeging`."""
    words = [word.strip(".,:;") for word in fold(subject).split()]
    for end in range(min(len(words), _MOST_WORDS), 0, -1):
        step = find_step(" ".join(words[:end]), by)
        if step is not None and fits(step, Direction.OUT):
            return step
    return None


def fits(step: Step, direction: Direction) -> bool:
    """Whether a piece that goes that way can be the step."""
    return step.piece is Channel.ANY or step.piece.value == direction.value


def against(step: Step, direction: Direction, language: str) -> str:
    """What is said where a piece goes the other way than the step that it is told to be; "" where nothing is."""
    if step.piece is Channel.NONE or fits(step, direction):
        return ""
    words = (
        _("“{step}” is a piece that goes out") if step.piece is Channel.OUT else _("“{step}” is a piece that comes in")
    )
    return words.format(step=say(step.name, language))


def step_name(request: Request | None, key: str, language: str, own: Iterable[Procedure] = ()) -> str:
    """What a step of `request` is called in that language; its key where its procedure is not known."""
    by = procedure(request.procedure, own) if request else None
    step = by.find(key) if by else None
    return say(step.name, language) if step else key.replace("_", " ")


def lacking(
    request: Request | None, key: str, lacks: Collection[str], language: str, own: Iterable[Procedure] = ()
) -> str:
    """What is said of what the step `key` of `request` lacked, in that language."""
    by = procedure(request.procedure, own) if request else None
    step = by.find(key) if by else None
    return "; ".join(say(need.lacking, language) for need in step.need if need.key in lacks) if step else ""
