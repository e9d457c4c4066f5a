"""The nouns of the desk: who writes to a body, what they wrote, and the requests that follow from it.

Frozen structs, as in `store.model`: a verb puts another in the place of one. What has an `id` is a row of a body's
desk (`store.desk.desk`); ids are unique in that desk. A piece and a letter are known to people by their number
(`I-2027-003`), a request by its reference (`R-2027-01`); rows point to each other by id.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from store.model import Due, Effect, Noun, Secrecy


class About(Noun, frozen=True, kw_only=True):
    """Whose desk it is: the key of the body. Every desk has this one row."""

    id: int = 1
    body: str


class Readers(StrEnum):
    """In which circle a party is: what it may read is what documents for that circle may hold."""

    NONE = ""
    EMPLOYER = "employer"
    PUBLIC = "public"


class Party(Noun, frozen=True, kw_only=True):
    """Somebody who writes to the body or is written to. `key` is what is typed for it, unique in the desk.

    `private` is a natural person outside the body: never named in what the public reads. A `confidential` party is
    named to nobody who may not read what is confidential. `body` is the key of the body that it is, a committee.
    """

    id: int
    key: str
    name: str
    function: str = ""
    address: str = ""
    email: tuple[str, ...] = ()
    salutation: str = ""
    readers: Readers = Readers.NONE
    private: bool = False
    confidential: bool = False
    body: str = ""


class Direction(StrEnum):
    """Whether a piece came in or went out."""

    IN = "in"
    OUT = "out"


class KeptFile(Noun, frozen=True, kw_only=True):
    """A file of a piece: its name as it came, and the digest of what it holds (hexadecimal).

    `path` is where it lies in the archive (`post/2027/I-2027-003/brief.pdf`), or with `copied` false where it was left
    outside. `attachments` are the names of what was found in a mail.
    """

    name: str
    sha256: str
    size: int
    path: str
    media: str = ""
    copied: bool = True
    attachments: tuple[str, ...] = ()


class Handling(Noun, frozen=True, kw_only=True):
    """How a piece is handled: the body's `code` and what that does; `words` are those typed behind it.

    `to` is the key of a body or party, `meeting` the day or key of the meeting it is for and `item` the number of an
    item there. `owners` are handles. `at` is when that was said, so that what was said last counts.
    """

    code: str
    effect: Effect
    words: str = ""
    to: str = ""
    meeting: str = ""
    item: str = ""
    due: Due | None = None
    owners: tuple[str, ...] = ()
    at: datetime | None = None


class Piece(Noun, frozen=True, kw_only=True):
    """A piece of post. `day` is when it was received, or sent: terms run from that day.

    `party` is the id of who wrote it or is written to, `body` the key of the body that did or is (a committee); `words`
    are those typed where nobody is called so. `theirs` is
    the other side's own reference, `law` the article that it rests on. `answers` is the id of another piece, `request`
    that of the request to which it belongs and `step` the key of the step of it that this piece is. `letter` is the
    kind of letter that it is. `decision` is the reference of the decision that it tells of. Where `dropped` is told,
    the number was given by mistake; the row stays. `closed` is the day on which it was said to be done. `removed` is
    the day on which its files and who wrote it were removed for privacy; `digests` are those of the files it had.
    """

    id: int
    number: str
    direction: Direction
    at: datetime
    day: date
    dated: date | None = None
    party: int | None = None
    body: str = ""
    words: str = ""
    subject: str = ""
    theirs: str = ""
    law: str = ""
    files: tuple[KeptFile, ...] = ()
    message_id: str = ""
    answers: int | None = None
    request: int | None = None
    step: str = ""
    handling: Handling | None = None
    letter: str = ""
    decision: str = ""
    confidential: Secrecy | None = None
    closed: date | None = None
    dropped: str = ""
    removed: date | None = None
    digests: tuple[str, ...] = ()


class StepDone(Noun, frozen=True, kw_only=True):
    """A step of a request that was typed, `on` the day it was taken; steps that are pieces are read off the pieces.

    `known` is the day on which the body knew of it, where that is another one. `day` is a day that was agreed in it.
    `meeting` is the key of a meeting and `item` the number of an item there. `lacks` names what the step should have
    had and did not.
    """

    step: str
    on: date
    known: date | None = None
    day: date | None = None
    piece: int | None = None
    meeting: str = ""
    item: str = ""
    decision: str = ""
    answer: str = ""
    lacks: tuple[str, ...] = ()
    words: str = ""


class Condition(Noun, frozen=True, kw_only=True):
    """A condition of the body: by its number, met on a day by a piece, or dropped."""

    number: int
    text: str
    met: date | None = None
    piece: int | None = None
    dropped: bool = False


class Request(Noun, frozen=True, kw_only=True):
    """A request that runs by a procedure: its key (`wor-25`) and the version in which it began.

    `matter` is on what it is, in the words of the procedure (`25.1.e`). `reply_by` is the day that was agreed for the
    answer, and `agreed_in` where.
    """

    id: int
    reference: str
    at: datetime
    procedure: str
    version: int = 1
    title: str = ""
    matter: str = ""
    reply_by: date | None = None
    agreed_in: str = ""
    steps: tuple[StepDone, ...] = ()
    conditions: tuple[Condition, ...] = ()
    confidential: Secrecy | None = None
    closed: date | None = None


class OwnSection(Noun, frozen=True, kw_only=True):
    """A section of a letter in the secretary's own words, and what the record `said` of it when those were written."""

    key: str
    text: str
    said: str = ""


class Letter(Noun, frozen=True, kw_only=True):
    """A letter of the body, from its draft on: what it says is read off the record, but for its own `sections`.

    `kind` is its key in `store.letter_kinds`. It is to the `party` with that id, or to the `words` typed. `request`
    and `answers` are ids, of the request that it belongs to and the piece that it answers; `decision` is the number of
    the decision of which it tells, in the meeting with the key `meeting`; `action` the number of the action to write
    it. `sent` is the day on which it went out, by `channel`, as the piece of post with the id `piece`: from then on
    `text` is what it says, `digest` (SHA-256, hexadecimal) is over that, and neither is changed. Where `dropped` is
    told it was not sent; its number is not given again.
    """

    id: int
    number: str
    at: datetime
    kind: str
    party: int | None = None
    words: str = ""
    subject: str = ""
    request: int | None = None
    answers: int | None = None
    decision: str = ""
    meeting: str = ""
    action: str = ""
    sections: tuple[OwnSection, ...] = ()
    confidential: Secrecy | None = None
    sent: date | None = None
    channel: str = ""
    piece: int | None = None
    text: str = ""
    digest: str = ""
    dropped: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is a draft that can be changed."""
        return self.sent is None and not self.dropped


class SentFile(Noun, frozen=True, kw_only=True):
    """A file that was made to be sent: its name, and the digest of what it holds (SHA-256, hexadecimal)."""

    name: str
    sha256: str


class Sending(Noun, frozen=True, kw_only=True):
    """That something was made ready to be sent, and sent: what, to whom, and with which files.

    `what` is the kind of document (`agenda`, `minutes`, `actions`, `post`), `meeting` the key of its meeting. `to` are
    the handles and keys of parties that it is for, `audience` their circle. `sent` is the day on which the user said
    that it was sent; nothing is sent by notulist.
    """

    id: int
    at: datetime
    what: str
    meeting: str = ""
    audience: str = ""
    to: tuple[str, ...] = ()
    files: tuple[SentFile, ...] = ()
    sent: date | None = None
