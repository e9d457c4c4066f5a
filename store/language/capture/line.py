"""What a typed line was understood to be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from enum import StrEnum
from typing import Protocol

import msgspec

from store.language.capture.readers.secret_ballots import Ballot
from store.language.capture.warnings import NO_COMMAND, About, Remark
from store.language.day_phrases import Calendar
from store.language.people import People
from store.language.post.codes import Spelled
from store.model import Due, Earlier, Entry, Handles, LetterAsked, LookBack, Secrecy, Vote


class Verb(StrEnum):
    """Everything a line can do to a meeting."""

    NOTE = "note"
    DECISION = "decision"
    PROPOSAL = "proposal"
    AMENDMENT = "amendment"
    ACTION = "action"
    UNDERTAKING = "undertaking"
    VOTE = "vote"
    QUESTION = "question"
    ANSWER = "answer"
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
    HANDLE = "handle"
    RECEIVED = "received"
    INTEND = "intend"
    REASON = "reason"
    CONDITION = "condition"
    LETTER = "letter"
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
    AFTERWARDS = "afterwards"
    CALL_OFF = "calloff"
    COMMENT = "comment"
    DELETE = "delete"
    UNDO = "undo"
    REDO = "redo"
    READ = "read"
    HELP = "help"
    SEARCH = "search"
    ACTIONS = "actions"
    DECISIONS = "decisions"
    DOCUMENTS = "documents"
    UNFINISHED = "unfinished"
    REVIEW = "review"
    AGENDA = "agenda"
    SPEAKER = "speaker"
    ON_TIME = "on time"
    MINUTE = "minute"
    ROLL = "roll"
    SAID = "said"
    MEETING = "meeting"
    LEAVE = "leave"


class KnownPiece(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of post as a line can name it: its number, from whom it is, on what, and whether it is confidential."""

    number: str
    party: str = ""
    subject: str = ""
    secrecy: Secrecy | None = None


class PostBook(Protocol):
    """The post of the body that meets, as far as lines are read against it."""

    @property
    def codes(self) -> tuple[Spelled, ...]:
        """The ways in which the body handles post, as they may be typed."""
        ...

    def is_party(self, words: str) -> bool:
        """Whether a party or a body is called so."""
        ...

    def find(self, name: str) -> KnownPiece | None:
        """The piece that is called so, `i8` or `I-2027-008`."""
        ...

    def unhandled(self) -> tuple[KnownPiece, ...]:
        """The pieces of the list of the meeting that were not handled yet, in their order."""
        ...

    def to_list(self) -> tuple[str, ...]:
        """The numbers of the pieces that stand on the list of the meeting if its agenda is sent now."""
        ...


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What a line is read against: who there are, which items, and what day it is.

    Attributes:
        calendar: The day of the meeting, from which dates are reckoned, and the day of the next one.
        people: Those who may be named, as they are on the roll.
        items: The numbers of the items on the agenda, in lower case; () where no meeting is known.
        voters: The handles of those in the room who may vote on the current item; None where no meeting is known.
        recused: The handles of those who take no part in the current item.
        present: The number of voters in the room; 0 where the roll was not called.
        quorum: The number of voters that must be in the room to decide.
        casting_vote: Whether the rules of the body give the chair a casting vote.
        references: All ways to name an entry of the meeting, squeezed (`store.record.references`); None where no
            meeting is known.
        meeting: The number of the meeting, as in its references; "" where no meeting is known.
        confidential: Those of `references` that name something confidential.
        votable: Whether the current item holds anything to vote on; None where no meeting is known.
        voted_on: The entry that a vote is about now; None where there is none.
        ballot: Whether there was a secret ballot on the current item, or elsewhere in the meeting.
        last_put: What was put or voted on last under the current item; None where nothing was.
        tied: What was voted on last there, where the votes were tied; else None.
        also_open: The other proposals there that were not voted on, where `voted_on` was not either.
        amended: What `voted_on` amends; None where it is no amendment.
        to_amend: The proposal that an amendment is to; None where there is none.
        find: Gives the entry of this meeting with a reference, None where there is none.
        look_back: Gives the entry of an earlier meeting with a reference; None where those are not known.
        post: The post of the body; None where it is not known.
        then: Gives the context of a line of that verb as it was at an hour of the meeting, and raises CannotDo where
            nothing of the kind can have happened then; None where no meeting is known.
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
    ballot: Ballot = Ballot.NONE
    last_put: Entry | None = None
    tied: Entry | None = None
    also_open: tuple[Entry, ...] = ()
    amended: Entry | None = None
    to_amend: Entry | None = None
    find: Callable[[str], Entry | None] | None = None
    look_back: LookBack | None = None
    post: PostBook | None = None
    then: Callable[[Verb, time], Context] | None = None


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A typed line, understood. What does not apply is empty.

    A line that is only a kind (`!`, `@kp > friday`) has no text: it is about an entry that is there already.

    Attributes:
        verb: What it does.
        typed: The line itself, cleaned of what is no text.
        text: The words that are written down, or the reason that is given.
        speaker: The handle of who said it; "" where that was not typed.
        owners: The handles of those whose action or undertaking it is.
        unread: Names as typed that fit nobody, or more than one person.
        due: By when: a day, or only words.
        review: When a decision is to be evaluated.
        vote: The vote that it tells.
        voted: The id of what a casting vote is on; None where the vote is on what is voted on now.
        item: The number of the item that it is about, as typed.
        other_item: The number of the item before or behind which `item` goes.
        after: Whether it goes behind `other_item`, not before it.
        minutes: The minutes planned for an item.
        people: The handles of those it is about (for a mover or a minority also names that are not certain).
        handle: The handle of a new guest.
        name: The full name of a new guest.
        notice: Whether somebody is absent with notice; None where that was not said.
        secrecy: The ground and the last day of what becomes confidential.
        last: Whether it says that the last entry is meant (`/secret last`).
        reference: The entry that it names, as typed; of a decision that `changes` another, that other one.
        earlier: What `reference` stands for, where that is an entry of an earlier meeting.
        changes: REPLACE or WITHDRAW for a decision whose text says that it does that to another; else None.
        on: The day of the meeting that is opened, or whose minutes are approved.
        old: The words that are mended.
        new: The words that come in their place.
        everywhere: Whether all occurrences of `old` are mended, not only the first.
        rejected: Whether a proposal was rejected at once (`#rejected` of MeetBot).
        hour: The hour of the day at which it happened, by the clock of the meeting; None for now.
        until: The hour at which the recess ended that began at `hour`.
        handles: How pieces of post are handled; the number of the piece is empty.
        pieces: The pieces of post that are handled.
        letter: The letter that an action is to write.
        prepared: The line of the item's prepared text that it was made of; "" for none.
        entry: The id of the entry that is meant; None for the last one.
        remarks: What is said about it before Enter.
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
    voted: int | None = None
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
    hour: time | None = None
    until: time | None = None
    handles: Handles | None = None
    pieces: tuple[KnownPiece, ...] = ()
    letter: LetterAsked | None = None
    prepared: str = ""
    entry: int | None = None
    remarks: tuple[Remark, ...] = ()

    @property
    def is_no_command(self) -> bool:
        """Whether the line only looks like a command: the screens leave it in the line, in a file it is a note."""
        return self.verb is Verb.NOTE and any(remark.about in NO_COMMAND for remark in self.remarks)

    @property
    def tells_secret(self) -> bool:
        """Whether the line says how somebody voted in secret, and is no vote that can be read: it is kept nowhere."""
        return any(remark.about is About.SECRET_UNREAD for remark in self.remarks)
