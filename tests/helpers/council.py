"""A works council to test with: its people, and a meeting of it that is typed line by line."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from msgspec.structs import replace

from store.errors import CannotDo
from store.language.capture.grammar import understand
from store.language.capture.line import Context, Line
from store.language.capture.warnings import About
from store.language.day_phrases import Calendar
from store.language.people import People
from store.meeting.running import RunningMeeting
from store.model import (
    Act,
    AgendaItem,
    Attendee,
    Body,
    Entry,
    Kind,
    Meeting,
    Numbering,
    Role,
    Rules,
)
from store.record.record import Record
from store.text import clean

DAY = date(2027, 3, 11)
NEXT = date(2027, 4, 8)
OPENING = datetime(2027, 3, 11, 13, 0, tzinfo=UTC)

ROLL = (
    ("RvdL", "Roos van der Linden", Role.CHAIR),
    ("BvdB", "Bart van den Broek", Role.MEMBER),
    ("WvdB", "Willem van der Berg", Role.MEMBER),
    ("JtH", "Jan ’t Hart", Role.MEMBER),
    ("MdA", "Mia d’Ancona", Role.MEMBER),
    ("WIJ", "Wout IJsbrandy", Role.MEMBER),
    ("AÇ", "Ayşe Çelik", Role.MEMBER),
    ("IK", "Işıl Kaya", Role.MEMBER),
    ("TS", "Tom Smith", Role.MEMBER),
    ("TS2", "Tess Smith", Role.MEMBER),
    ("EM", "Eva Müller-de Wit", Role.MEMBER),
    ("NV", "Noor Visser", Role.SECRETARY),
    ("KH", "Karel Holt", Role.GUEST),
)
VOTERS = ("RvdL", "BvdB", "WvdB", "JtH", "MdA", "WIJ", "AÇ", "IK", "TS", "TS2", "EM")
DUTCH = Numbering(decision="B {meeting}-{n:02}", action="A {meeting}-{n:02}", undertaking="T {meeting}-{n:02}")

PEOPLE = People(
    Attendee(id=at, handle=handle, name=name, role=role, vote=handle in VOTERS)
    for at, (handle, name, role) in enumerate(ROLL, 100)
)
CONTEXT = Context(
    calendar=Calendar(on=DAY, next_meeting=NEXT),
    people=PEOPLE,
    items=("1", "2", "3", "4", "5", "8a"),
    voters=VOTERS,
    present=len(VOTERS),
    quorum=6,
)
NOBODY = Context(calendar=Calendar(on=DAY), people=People(()))

ITEMS = (
    AgendaItem(id=1, number="1", title="Opening", planned_minutes=5),
    AgendaItem(id=2, number="2", title="Verslag 11 februari 2027", planned_minutes=10),
    AgendaItem(id=3, number="3", title="Rooster nachtdienst", planned_minutes=20),
    AgendaItem(id=4, number="4", title="Verhuizing", planned_minutes=30),
    AgendaItem(id=5, number="5", title="Sluiting", planned_minutes=5),
)


class Sitting:
    """A meeting and its clock: each line typed comes a minute after the one before."""

    def __init__(
        self,
        *,
        language: str = "nl",
        seats: int = 11,
        rules: Rules | None = None,
        items: tuple[AgendaItem, ...] = ITEMS,
        numbering: Numbering = DUTCH,
        people: People = PEOPLE,
        **about: str,
    ) -> None:
        body = Body(key="or", name="OR De Linde", language=language, seats=seats, numbering=numbering)
        order = tuple(item.id for item in items)
        meeting = Meeting(
            key="2027-03-11-or",
            body=replace(body, rules=rules) if rules else body,
            title=about.get("title", "OR-vergadering 2027-03"),
            number=about.get("number", "2027-03"),
            date=DAY,
            start=time(14, 0),
            end=time(16, 0),
            place=about.get("place", ""),
            agenda=order,
            order=order,
            next_meeting=NEXT,
        )
        roll = [who for who in people.people if isinstance(who, Attendee)]
        self.running = RunningMeeting(Record.new(meeting, list(items), roll))
        self.now = OPENING
        self.step = timedelta(minutes=1)

    @property
    def record(self) -> Record:
        """The record as it is now."""
        return self.running.record

    @property
    def meeting(self) -> Meeting:
        """The meeting as it is now."""
        return self.running.meeting

    def type(self, *lines: str) -> Act | None:
        """Types each line, each a minute (a `step`) after the one before; the act of the last."""
        act = None
        for line in lines:
            act = self.running.do(self.understand(line), self.now)
            self.now += self.step
        return act

    def understand(self, line: str) -> Line:
        """What `line` means now."""
        return self.running.understand(line)

    def item(self, number: str) -> AgendaItem:
        """The item with that number."""
        return next(item for item in self.record.items.values() if item.number == number)

    def who(self, handle: str) -> Attendee:
        """The line of the roll with that handle."""
        return next(who for who in self.record.attendance.values() if who.handle == handle)

    def entries(self, *kinds: Kind) -> list[Entry]:
        """All entries, or those of `kinds`, oldest first."""
        return [entry for entry in self.record.entries.values() if not kinds or entry.kind in kinds]

    def last(self, *kinds: Kind) -> Entry:
        """The newest entry, or the newest of `kinds`."""
        return self.entries(*kinds)[-1]


def opened(*, rules: Rules | None = None, seats: int = 11, present: tuple[str, ...] = VOTERS) -> Sitting:
    """A sitting that is open, with these people there, at item 1."""
    sitting = Sitting(rules=rules, seats=seats)
    sitting.type("/open", "/present " + " ".join(present))
    return sitting


def refuses(sitting: Sitting, line: str) -> str:
    """The reason why `line` cannot be done; checks that it changed nothing."""
    before, acts = sitting.record.tables(), len(sitting.record.log)
    with pytest.raises(CannotDo) as refusal:
        sitting.type(line)
    assert sitting.record.tables() == before
    assert len(sitting.record.log) == acts
    return str(refusal.value)


def read(typed: str) -> Line:
    """How `typed` is understood in that meeting."""
    line = understand(typed, CONTEXT)
    assert line.typed == clean(typed)
    return line


def about(line: Line) -> list[About]:
    """What is remarked on it."""
    return [remark.about for remark in line.remarks]
