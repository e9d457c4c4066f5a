"""The nouns: what a body, a meeting and its record are made of.

Plain typed structs, frozen: a verb of `store.meeting.running` never edits one, it puts a new
one in its place, so that every act can be told, kept and undone. Days are `date`,
hours of the day are `time` in the meeting's time zone, instants are aware `datetime`s
in UTC. A struct with an `id` is a row of a meeting's record; ids are whole numbers,
unique in that record and never given out twice.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from store.kinds import Kind as Kind  # noqa: PLC0414 - the nouns are had from one module

SCHEMA = 2
"""The version of the record on disk; `store.archive.archive` refuses a newer one."""

Day = date
"""A `date`, where a field of that name stands in the way."""

Id = Annotated[int, Meta(ge=0, le=2**53)]
"""A number by which something is known; as large as every reader of JSON can hold (RFC 8259, 6)."""

Count = Annotated[int, Meta(ge=0, le=1_000_000)]
"""So many of something as can be counted in a meeting: people, votes, minutes, weeks."""

Depth = Annotated[int, Meta(ge=0, le=100)]
"""How deep an item lies below others."""

Name = Annotated[str, Meta(max_length=100)]
"""The name of a language or a time zone."""

APPROVED = "approved"
"""The verb of the act by which a later meeting approves the minutes, or takes that back: never undone here."""

ERASED = "erase"
"""The verb of the act that tells that words were taken out of the log: never undone."""

LAST = -1
"""The `nth` of the last such weekday of a month, in a series of meetings."""

EVERYONE = "all"
"""The handle that stands for all members, typed `@all` or `@allen`."""


class Noun(msgspec.Struct, frozen=True, omit_defaults=True):
    """What every struct of the record shares: frozen, defaults not written."""


# Bodies and people


class Role(StrEnum):
    """What somebody is in a body."""

    CHAIR = "chair"
    SECRETARY = "secretary"
    MEMBER = "member"
    GUEST = "guest"


class QuorumOf(StrEnum):
    """What a quorum is counted against."""

    NUMBER = "number"
    SEATS = "seats"
    MEMBERS = "members"


class Majority(StrEnum):
    """How many votes in favour carry a proposal."""

    CAST = "cast"
    PRESENT = "present"
    SEATS = "seats"
    TWO_THIRDS = "two_thirds"
    UNANIMOUS = "unanimous"


class Tie(StrEnum):
    """What becomes of a proposal when the votes are equal."""

    HELD_OVER = "held_over"
    REJECTED = "rejected"
    LOT = "lot"
    CASTING = "casting"


class Quorum(Noun, frozen=True, kw_only=True):
    """How many voters must be in the room: a number, or a share of seats or members.

    With `of` a share, `parts` is the share (1, 2 is a half) and `more` asks for more
    than that share instead of at least that share.
    """

    of: QuorumOf = QuorumOf.SEATS
    number: Count = 0
    parts: tuple[Count, Annotated[int, Meta(ge=1, le=1_000_000)]] = (1, 2)
    more: bool = True


class Rules(Noun, frozen=True, kw_only=True):
    """A body's rules of voting: settings, never constants."""

    quorum: Quorum = Quorum()
    majority: Majority = Majority.CAST
    tie: Tie = Tie.HELD_OVER
    casting_vote: bool = False
    abstentions_count: bool = False
    blanks_count: bool = False


class Numbering(Noun, frozen=True, kw_only=True):
    """How references are made: `{meeting}` is the meeting's number, `{n}` counts within it.

    In the meeting's own number `{n}` counts the body's meetings, in a year where `{year}`
    stands beside it; `{month}` and `{day}` may stand there too.
    """

    decision: str = "D {meeting}-{n:02}"
    action: str = "A {meeting}-{n:02}"
    undertaking: str = "U {meeting}-{n:02}"
    meeting: str = "{year}-{n:02}"


class Withheld(StrEnum):
    """What a document may leave out for its readers, besides what is confidential."""

    ACTIONS = "actions"
    OWNERS = "owners"
    NAMES = "names"
    SPEAKERS = "speakers"
    NOTES = "notes"
    DOCUMENTS = "documents"
    ABSENCE = "absence"


class View(Noun, frozen=True, kw_only=True):
    """What readers are not shown, and on which grounds they may read what is confidential all the same.

    `withholds`: the actions; whose task an undertaking is; who voted, moved, differed or stood
    aside; who said something; all that was said; the documents of an item and the decision
    asked; why somebody was absent. What is confidential is left out unless its ground is one
    of `reads`, word for word.
    """

    withholds: tuple[Withheld, ...] = ()
    reads: tuple[str, ...] = ()


class Audiences(Noun, frozen=True, kw_only=True):
    """What the employer and the public are shown; the full version leaves out nothing."""

    employer: View = View(withholds=(Withheld.NAMES, Withheld.ABSENCE))
    public: View = View(
        withholds=(Withheld.ACTIONS, Withheld.OWNERS, Withheld.NAMES, Withheld.DOCUMENTS, Withheld.ABSENCE)
    )


class House(Noun, frozen=True, kw_only=True):
    """What every page of a body's documents bears: a logo (a PNG or JPEG file), and lines at head and foot.

    A `logo` that is no whole path is looked for in the archive's folder. `colour` (`#0b4f8a`) is that of headings and
    lines, `font` the name of one that whoever makes a document has; the usual ones where there is nothing.
    """

    logo: str = ""
    head: str = ""
    foot: str = ""
    colour: str = ""
    font: str = ""


class Person(Noun, frozen=True, kw_only=True):
    """A member, officer or known guest of a body, from and until a day (both counted in).

    `handle` is unique in the body for good: `former` are handles that were once this
    person's, and nobody else's ever.
    """

    handle: str
    name: str
    role: Role = Role.MEMBER
    function: str = ""
    vote: bool = True
    since: date | None = None
    until: date | None = None
    former: tuple[str, ...] = ()


class Every(StrEnum):
    """What a series of meetings is counted in."""

    WEEK = "week"
    MONTH = "month"


LAST = -1
"""The `nth` of the last such weekday of a month."""


class Series(Noun, frozen=True, kw_only=True):
    """How often a body meets: every `interval` weeks, or on the `nth` weekday every `interval` months.

    `weekday` is 0 for Monday, None for that of the meeting before; `nth` is 1 to 5, -1 the
    last in the month. `start` is the day that is counted from, where that was said.
    """

    every: Every = Every.WEEK
    interval: Annotated[int, Meta(ge=1, le=1_000)] = 1
    weekday: Annotated[int, Meta(ge=0, le=6)] | None = None
    nth: Annotated[int, Meta(ge=LAST, le=5)] = 0
    start: date | None = None


class Days(Noun, frozen=True, kw_only=True):
    """The days from `first` until and with `last`, and what they are."""

    first: date
    last: date
    words: str = ""


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


class DeskSettings(Noun, frozen=True, kw_only=True):
    """How a body keeps its post and requests, and plans.

    `regime` is the key of the rules that its requests follow (`wor`), `holidays` whose holidays count (`NL`, `DE-BW`),
    and `extra_holidays` the days that were named beside those. The patterns number pieces and requests as `Numbering`
    does. `handlings` are codes of its own, in the place of the usual ones with the same code. Without `copies` files
    stay where they are, and only their digest is kept. `reply_weeks` is how long an answer usually takes where nothing
    was agreed (0: not said). `address` is the body's address for mail. `term` is the term of office, and `remind` how
    many days before its time a moment of the plan is told of.
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
    term: TermOfOffice | None = None
    remind: Count = 30


class Body(Noun, frozen=True, kw_only=True):
    """A body that meets. `key` is its short name in file names, such as `or`.

    `parent` is the key of the body whose committee or working group it is. `send_days` is
    how many days before a meeting its agenda is sent (article 14 of the Dutch Works
    Councils Act asks for seven). `audiences_set` counts how often the register was told anew what `audiences` are,
    so that an older register is known from a newer one.
    """

    key: str
    name: str
    language: Name = "en"
    time_zone: Name = "Europe/Amsterdam"
    seats: Count = 0
    rules: Rules = Rules()
    numbering: Numbering = Numbering()
    people: tuple[Person, ...] = ()
    parent: str = ""
    send_days: Count = 7
    plan: Plan | None = None
    audiences: Audiences = Audiences()
    audiences_set: Id = 0
    house: House = House()
    desk: DeskSettings = DeskSettings()


# The meeting and its agenda


class Plan(Noun, frozen=True, kw_only=True):
    """What the meetings of a body are prepared from. It stays in the register: a meeting's copy has none.

    A meeting usually has a `start` and either an `end` or a length in `minutes`. `series`
    and `skipped` tell on which days it meets, `template` the items that are on every agenda.
    """

    start: time | None = None
    end: time | None = None
    minutes: Count | None = None
    place: str = ""
    series: Series | None = None
    skipped: tuple[Days, ...] = ()
    template: tuple[AgendaItem, ...] = ()


class MeetingStatus(StrEnum):
    """How far a meeting's record is: on the agenda, being held, minuted, approved."""

    PLANNED = "planned"
    RUNNING = "running"
    DRAFT = "draft"
    APPROVED = "approved"


class Interval(Noun, frozen=True, kw_only=True):
    """From an instant until another, or still going on."""

    start: datetime
    end: datetime | None = None


class Approval(Noun, frozen=True, kw_only=True):
    """That the minutes were approved: when, and in which later meeting (key, number, day), by which decision.

    `corrections` are those of that meeting, in their order. `digest` is over what the minutes rest on, and
    `rows` holds one for each row of it, so that a change can be told to the entry (`store.archive.approvals`).
    """

    at: datetime
    meeting: str
    number: str
    on: Day
    decision: str
    corrections: tuple[str, ...] = ()
    digest: str = ""
    rows: tuple[tuple[str, str], ...] = ()


class Meeting(Noun, frozen=True, kw_only=True):
    """One meeting of a body. `key` is its id and its file's name, `2026-09-17-or`.

    `agenda` lists the items' ids as the agenda has them, `order` as they are treated.
    The body is a copy, so that its rules stay what they were on the day; but documents are made with the
    `audiences` and `house` that the register has now (`exports.publish`).
    """

    id: int = 1
    key: str
    body: Body
    title: str
    number: str
    date: Day
    start: time | None = None
    end: time | None = None
    place: str = ""
    status: MeetingStatus = MeetingStatus.PLANNED
    agenda: tuple[Id, ...] = ()
    order: tuple[Id, ...] = ()
    current: Id | None = None
    opened: datetime | None = None
    closed: datetime | None = None
    recesses: tuple[Interval, ...] = ()
    next_meeting: Day | None = None
    previous_meeting: Day | None = None
    sent: Day | None = None
    remarks: str = ""
    approval: Approval | None = None


class Purpose(StrEnum):
    """Why an item is on the agenda: to be told, to weigh, to decide."""

    INFORM = "inform"
    DISCUSS = "discuss"
    DECIDE = "decide"


class ItemStatus(StrEnum):
    """How far an item is."""

    OPEN = "open"
    CURRENT = "current"
    TREATED = "treated"
    HELD_OVER = "held_over"


class Document(Noun, frozen=True, kw_only=True):
    """A document with an item: its label (`5a`) where it has one, and what it is."""

    label: str = ""
    title: str = ""
    link: str = ""


class Secrecy(Noun, frozen=True, kw_only=True):
    """That something is confidential, on what ground, and until which day.

    `also` are the other grounds of what it stands in or has words of: whoever reads it must be able to read those too.
    """

    ground: str = ""
    until: date | None = None
    also: tuple[str, ...] = ()


class HeldOver(Noun, frozen=True, kw_only=True):
    """To when an item was held over (a day, or words), and why."""

    until: date | None = None
    words: str = ""
    reason: str = ""


class Origin(Noun, frozen=True, kw_only=True):
    """What of the meeting with the key `meeting` came back on a later agenda.

    Its `item` with that id; else its `entry` (a question, a decision to evaluate); else its minutes.
    """

    meeting: str
    item: Id | None = None
    entry: Id | None = None


class AgendaItem(Noun, frozen=True, kw_only=True):
    """An item of the agenda. `title` may be read by all; `internal_title` is confidential with the item.

    `held_over` is kept while the item is current after all, until it is treated.
    `origins` tell what of earlier meetings it brings back, `times_held_over` how often it was held over before.
    `request` is the reference of the request that it treats (`R-2027-01`), `moments` are those of the plan that it does:
    keys of what the law asks each year (`wor-31b`), references of intentions (`V 2027-03-01`).
    `intervals` are those in which it was the current item. `notes` holds what an
    agenda file said about the item beyond the known fields, word for word.
    """

    id: Id
    number: str
    title: str
    depth: Depth = 0
    purpose: Purpose | None = None
    presenter: str = ""
    planned_minutes: Count | None = None
    documents: tuple[Document, ...] = ()
    state_of_affairs: str = ""
    explanation: str = ""
    decision_asked: str = ""
    prepared_text: str = ""
    internal_title: str = ""
    notes: tuple[str, ...] = ()
    confidential: Secrecy | None = None
    status: ItemStatus = ItemStatus.OPEN
    held_over: HeldOver | None = None
    origins: tuple[Origin, ...] = ()
    request: str = ""
    moments: tuple[str, ...] = ()
    times_held_over: Count = 0
    intervals: tuple[Interval, ...] = ()


# Who is there


class Presence(Noun, frozen=True, kw_only=True):
    """An interval in which somebody took part, in the room or remotely."""

    start: datetime
    end: datetime | None = None
    remote: bool = False


class Absence(Noun, frozen=True, kw_only=True):
    """That somebody was reported absent: with notice (m.k.), without (z.k.), or not said."""

    notice: bool | None = None
    reason: str = ""


class Attendee(Noun, frozen=True, kw_only=True):
    """A line of the roll: who it is, as they were on the day, and when they were there.

    `items` are the numbers of the items a guest comes for, `recused` the ids of the items
    in which somebody took no part in deliberation and vote.
    """

    id: Id
    handle: str
    name: str
    role: Role = Role.MEMBER
    function: str = ""
    vote: bool = True
    items: tuple[str, ...] = ()
    presence: tuple[Presence, ...] = ()
    absence: Absence | None = None
    recused: tuple[int, ...] = ()


def is_present(attendee: Attendee, at: datetime | None = None) -> bool:
    """Whether somebody is taking part now, or was at an instant, in the room or remotely."""
    if at is None:
        return bool(attendee.presence) and attendee.presence[-1].end is None
    return any(here.start <= at and (here.end is None or at <= here.end) for here in attendee.presence)


# What is written down


class Method(StrEnum):
    """How a vote was taken."""

    HAND = "hand"
    ROLL = "roll"
    WRITTEN = "written"
    SECRET = "secret"
    ROUND = "round"
    ACCLAMATION = "acclamation"


class Outcome(StrEnum):
    """What a vote decided under the body's rules."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    TIED = "tied"
    ELECTED = "elected"
    LOT = "lot"


class Declared(StrEnum):
    """What was said to come of a vote, or how a proposal passed without a count."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    CONSENSUS = "consensus"
    NO_OBJECTION = "no_objection"
    WITHOUT_VOTE = "without_vote"


class Due(Noun, frozen=True, kw_only=True):
    """By when: the words typed, and the day (and local time) where they could be read with certainty."""

    words: str
    day: date | None = None
    time: time | None = None


class Choice(Noun, frozen=True, kw_only=True):
    """The votes for one person in an election; `handle` where the person is known."""

    name: str
    votes: Count
    handle: str = ""


class Vote(Noun, frozen=True, kw_only=True):
    """A vote as it was counted. Names are the handles of a roll call or of a vote by exception.

    A secret vote holds no names. `all_but` says that those in favour were told by
    exception: everybody entitled and present but the ones named. `casting` is who gave
    the casting vote, in favour or against. `declared` is what was said to come of it:
    where nothing was counted, that is all that is known.
    """

    typed: str = ""
    method: Method | None = None
    in_favour: Count = 0
    against: Count = 0
    abstained: Count = 0
    blank: Count = 0
    names_in_favour: tuple[str, ...] = ()
    names_against: tuple[str, ...] = ()
    names_abstained: tuple[str, ...] = ()
    all_but: bool = False
    unanimous: bool = False
    casting: str = ""
    casting_against: bool = False
    choices: tuple[Choice, ...] = ()
    declared: Declared | None = None

    @property
    def is_uncounted(self) -> bool:
        """Whether it is only known what came of it, and nothing was counted."""
        counted = self.in_favour or self.against or self.abstained or self.blank
        return self.declared is not None and not (counted or self.all_but or self.choices)


class Minority(Noun, frozen=True, kw_only=True):
    """A minority view on a decision: whose (a handle, or the words typed), and what."""

    who: str
    text: str


class ActionStatus(StrEnum):
    """How far an action or undertaking is."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class Progress(StrEnum):
    """What became of an action of an earlier meeting."""

    DONE = "done"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    ASSIGNED = "assigned"
    REOPENED = "reopened"
    COMMENTED = "commented"


class FollowUp(Noun, frozen=True, kw_only=True):
    """Which action (its whole reference, its text then, the key of its meeting if known), and what became of it.

    The new date or the new owners are those of the entry that the follow-up is a part of; its text is the reason.
    """

    reference: str
    progress: Progress
    about: str = ""
    meeting: str = ""


class Handles(Noun, frozen=True, kw_only=True):
    """How a meeting handles a piece of post: its number, the code of the body, and what that does.

    `subject` is what the piece was about then. `to` is the key of a body or party, `meeting` the day or key of the
    meeting it is for, `item` the number of an item.
    """

    piece: str
    code: str
    effect: Effect
    subject: str = ""
    words: str = ""
    to: str = ""
    meeting: str = ""
    item: str = ""


class Entry(Noun, frozen=True, kw_only=True):
    """What was written down at an instant, under an item.

    `owners` are handles (or `EVERYONE`); `owners_unread` the names that fit nobody, or
    more than one person, as they were typed. `reference` is its number in the body
    (`B 2026-09-02`). `answer` is what was answered to a question, and `answered_by` the handle of who did.
    `review` is when a decision is to be evaluated. `place` is where it
    stands among the others of its item, whose own is their id where they have none: what was
    moved or put in between after the meeting. `turn` tells when it was voted on last: an id
    that was given out then, so that votes and entries have one order; `voted_at` is the instant at
    which those who were there were counted for that. `words_of` are the ids
    of the items and entries of its meeting that it has words, a day or owners of: it is
    confidential with each of them.
    """

    id: Id
    kind: Kind
    at: datetime
    text: str
    item: Id | None = None
    place: float | None = None
    speaker: str = ""
    answer: str = ""
    answered_by: str = ""
    reference: str = ""
    owners: tuple[str, ...] = ()
    owners_unread: tuple[str, ...] = ()
    due: Due | None = None
    review: Due | None = None
    vote: Vote | None = None
    outcome: Outcome | None = None
    mover: str = ""
    seconder: str = ""
    amends: Id | None = None
    turn: Id = 0
    voted_at: datetime | None = None
    minority: tuple[Minority, ...] = ()
    confidential: Secrecy | None = None
    words_of: tuple[int, ...] = ()
    status: ActionStatus = ActionStatus.OPEN
    status_reason: str = ""
    postponed: Count = 0
    withdrawn_by: str = ""
    replaced_by: str = ""
    replaces: str = ""
    withdraws: str = ""
    approves: date | None = None
    follow_up: FollowUp | None = None
    handles: Handles | None = None


class LaterEntry(Entry, frozen=True, kw_only=True):
    """A follow-up between meetings: kept with the meeting of the action itself, also when its minutes are approved."""


class Earlier(Noun, frozen=True, kw_only=True):
    """An entry of another meeting: which meeting (key, number, day, body), and the entry as it stands now.

    `item` is the number and title of its item. `history` are the follow-ups that made it so, oldest first.
    """

    key: str
    meeting: str
    day: date
    body: str
    entry: Entry
    item: str = ""
    history: tuple[Entry, ...] = ()


LookBack = Callable[[str], Earlier | None]
"""Finds an entry of an earlier meeting by its whole reference."""


# The log


class Change(Noun, frozen=True, kw_only=True):
    """One row of one table before and after an act; None where there was no row."""

    table: str
    id: Id
    before: dict[str, object] | None
    after: dict[str, object] | None


class Act(Noun, frozen=True, kw_only=True):
    """One act of the user: one line of the journal, one step of undo.

    `line` is what was typed. `undoes` and `redoes` name the act that this one takes back
    or brings back.
    """

    number: Id
    at: datetime
    verb: str
    line: str = ""
    undoes: int | None = None
    redoes: int | None = None
    changes: tuple[Change, ...] = ()
