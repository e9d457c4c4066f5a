"""What a typed line was understood to be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum

import msgspec

from store.language.capture.warnings import NO_COMMAND, About, Remark
from store.language.day_phrases import Calendar
from store.language.people import People
from store.model import Due, Earlier, Entry, LookBack, Secrecy, Vote


class Verb(StrEnum):
    """Everything a line can do to a meeting."""

    NOTE = "note"
    DECISION = "decision"
    PROPOSAL = "proposal"
    ACTION = "action"
    UNDERTAKING = "undertaking"
    VOTE = "vote"
    QUESTION = "question"
    ITEM = "item"
    MEND = "mend"
    OPEN = "open"
    CLOSE = "close"
    NEXT = "next"
    GO = "go"
    DEFER = "defer"
    MOVE = "move"
    TIME = "time"
    BREAK = "break"
    RESUME = "resume"
    PRESENT = "present"
    ABSENT = "absent"
    IN = "in"
    OUT = "out"
    ONLINE = "online"
    GUEST = "guest"
    RECUSE = "recuse"
    SECRET = "secret"
    TO = "to"
    MOVED = "moved"
    MINORITY = "minority"
    CORRECT = "correct"
    APPROVE = "approve"
    AMEND = "amend"
    WITHDRAW = "withdraw"
    REPLACE = "replace"
    DONE = "done"
    CANCEL = "cancel"
    POSTPONE = "postpone"
    ASSIGN = "assign"
    REOPEN = "reopen"
    COMMENT = "comment"
    DELETE = "delete"
    UNDO = "undo"
    REDO = "redo"
    READ = "read"
    HELP = "help"
    SEARCH = "search"


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What a line is read against: who there are, which items, and what day it is.

    `voters` are the handles of those in the room who may vote on the current item, None
    when no meeting is known, and `recused` those who take no part in it. `present` and
    `quorum` count the voters in the room and those needed. `items` are the numbers on the
    agenda. `references` are all the ways to name an entry of the meeting, squeezed, None
    when no meeting is known, `meeting` its number; those in `confidential` are of what is confidential. `votable`
    tells whether the current item holds anything to vote on, None when no meeting is known,
    and `voted_on` what that is. `find` finds an entry of this meeting by its reference, `look_back` one of an
    earlier meeting.
    """

    calendar: Calendar
    people: People
    items: tuple[str, ...] = ()
    voters: tuple[str, ...] | None = None
    recused: tuple[str, ...] = ()
    present: int = 0
    quorum: int = 0
    casting_vote: bool = False
    references: tuple[str, ...] | None = None
    meeting: str = ""
    confidential: frozenset[str] = frozenset()
    votable: bool | None = None
    voted_on: Entry | None = None
    find: Callable[[str], Entry | None] | None = None
    look_back: LookBack | None = None


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A typed line, understood. `typed` is the line itself; what does not apply is empty.

    A line that is only a kind (`!`, `@kp > friday`) has no text: it is about an entry that is
    there already. `entry` is the id of the entry meant, None for the last one. `earlier` is what
    `reference` stands for, where that is an entry of an earlier meeting. A decision that `changes`
    another (REPLACE, WITHDRAW) says so in its text, and `reference` is that other one.
    """

    verb: Verb
    typed: str
    text: str = ""
    speaker: str = ""
    owners: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    due: Due | None = None
    review: Due | None = None
    vote: Vote | None = None
    item: str = ""
    other_item: str = ""
    after: bool = False
    minutes: int | None = None
    people: tuple[str, ...] = ()
    handle: str = ""
    name: str = ""
    notice: bool | None = None
    secrecy: Secrecy | None = None
    last: bool = False
    reference: str = ""
    earlier: Earlier | None = None
    changes: Verb | None = None
    on: date | None = None
    old: str = ""
    new: str = ""
    everywhere: bool = False
    rejected: bool = False
    entry: int | None = None
    remarks: tuple[Remark, ...] = ()

    @property
    def is_no_command(self) -> bool:
        """Whether it only looks like a command: the screens leave it in the line, in a file it is a note."""
        return self.verb is Verb.NOTE and any(remark.about in NO_COMMAND for remark in self.remarks)

    @property
    def tells_secret(self) -> bool:
        """Whether it says how somebody voted in secret, and is no vote that can be read: it is kept nowhere."""
        return any(remark.about is About.SECRET_UNREAD for remark in self.remarks)
