"""How a body keeps its post and requests, and plans."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from store.model.base import Count, Noun


class BodyKind(StrEnum):
    """What a body is, beside meeting: it offers and expects other things of its desk."""

    OWN = "own"
    OVERLEG = "overleg"
    COMMITTEE = "committee"
    WORK_TALK = "work_talk"


class Effect(StrEnum):
    """What the handling of a piece of post does, whatever a body calls it (`HandlingCode`)."""

    NOTED = "noted"
    DISCUSS = "discuss"
    WITH_ITEM = "with_item"
    HAND_OVER = "hand_over"
    ANSWER = "answer"
    SETTLE = "settle"
    REQUEST = "request"
    FILE = "file"


class HandlingCode(Noun, frozen=True, kw_only=True):
    """A way in which a body handles post: the code typed, the words of its list, and what it does."""

    code: str
    effect: Effect
    words: str = ""


class TermOfOffice(Noun, frozen=True, kw_only=True):
    """The term for which a body was elected, both days counted in, and the day of the next election where it is set."""

    since: date
    until: date
    election: date | None = None


class Budget(Noun, frozen=True, kw_only=True):
    """How much time there is, in minutes: of the person `who` a `week`, and of it for `tasks`; without a `who` of each
    member a `year` for tasks, and `days` of training.
    """

    who: str = ""
    week: Count = 0
    tasks: tuple[tuple[str, Count], ...] = ()
    year: tuple[tuple[str, Count], ...] = ()
    days: Count = 0


class DeskSettings(Noun, frozen=True, kw_only=True):
    """How a body keeps its post and requests, and plans.

    `regime` is the key of the rules that its requests follow (`wor`), `holidays` whose holidays count (`NL`, `DE-BW`),
    and `extra_holidays` the days that were named beside those. The patterns number pieces and requests as `Numbering`
    does. `handlings` are codes of its own, in the place of the usual ones with the same code. Without `copies` files
    stay where they are, and only their digest is kept. `reply_weeks` is how long an answer usually takes where nothing
    was agreed (0: not said). `address` is the body's address for mail, `public_address` the one for what all may read;
    more recipients than `bcc_from` do not see each other. `letterhead` is a Word file of the house for its letters,
    looked for as a logo is; `signs` are those who sign what binds the body, by office or handle, with commas.
    `tells_votes` says that letters tell how the votes fell. `term` is the term of office, and `remind` how many days
    before its time a moment of the plan is told of. `hours` are the budgets of time.
    `keep_private` is how many years post of private people is kept after it was answered (0: for ever).
    """

    kind: BodyKind = BodyKind.OWN
    regime: str = ""
    holidays: str = ""
    extra_holidays: tuple[date, ...] = ()
    incoming: str = "I-{year}-{n:03}"
    outgoing: str = "U-{year}-{n:03}"
    request: str = "R-{year}-{n:02}"
    intention: str = "V-{year}-{n:02}"
    handlings: tuple[HandlingCode, ...] = ()
    copies: bool = True
    reply_weeks: Count = 0
    address: str = ""
    public_address: str = ""
    bcc_from: Count = 20
    letterhead: str = ""
    signs: str = ""
    tells_votes: bool = True
    term: TermOfOffice | None = None
    remind: Count = 30
    keep_private: Count = 1
    hours: tuple[Budget, ...] = ()
