"""Archives like real ones: three bodies with a register, years of meetings, actions that go on in the next meeting.

A few meetings of each body are held line by line, in January 1990; all others are those, moved to another day and given
another number. So a million entries are written in minutes, and each meeting is as a meeting is: decisions that
replace one of the meeting before, actions of the meeting before that are done or postponed, themes, and votes.
"""

from __future__ import annotations

import random
import re
from datetime import UTC, date, datetime, time, timedelta

from msgspec.structs import replace

from benchmarks.generate import TITLES, people, store_bytes, typed_lines
from store.archive.archive import Archive
from store.disk.storage import whole
from store.meeting.running import RunningMeeting
from store.model import SCHEMA, AgendaItem, Attendee, Body, Earlier, Entry, Kind, LookBack, Meeting, MeetingStatus
from store.record.record import Record

BODIES = {"or": "Ondernemingsraad", "ov": "Overlegvergadering", "vgwm": "VGWM-commissie"}
FIRST = date(2000, 1, 6)
VARIANTS = 4
"""So many meetings of each body are held; the others are like them."""
_HELD, _BEFORE = date(1990, 1, 18), date(1990, 1, 4)
# The numbers of the meeting that is held and the one before: they stand nowhere else.
_NUMBER, _NUMBER_BEFORE = "97700001", "97700000"
_DAY = re.compile(rb"(?<=\")19(?:89|90)-\d\d-\d\d(?=[\"T-])")
# Of the actions of each meeting one in so many stays open for the next one.
_OPEN = 4
# The item that is confidential in each meeting.
_SECRET_ITEM, _SECRET_WORDS = 5, "Zuidkade perceel bod"
_THEMES = ("#verhuizing", "#rooster", "#werkdruk", "#begroting")


def fill(archive: Archive, meetings: int, *, entries: int = 102) -> str:
    """Puts so many meetings of `entries` lines into an empty `archive`; the key of the last one, a draft."""
    for key, name in BODIES.items():
        archive.register.add(_body(key, name))
    held = {key: [_held(key, entries, seed) for seed in range(VARIANTS)] for key in BODIES}
    keys = list(BODIES)
    last = dict.fromkeys(keys, FIRST - timedelta(days=28))
    path = ""
    for number in range(meetings):
        body = keys[number % len(keys)]
        day = FIRST + timedelta(days=number)
        path = f"{day.isoformat()}-{body}"
        content = _moved(held[body][number // len(keys) % VARIANTS], body, number, day, last[body])
        if number == meetings - 1:
            content = content.replace(b'"status":"approved"', b'"status":"draft"')
        store_bytes(archive.path(path), content)
        last[body] = day
    return path


def _body(key: str, name: str) -> Body:
    return Body(key=key, name=name, language="nl", seats=13, people=people())


def _moved(content: bytes, body: str, number: int, day: date, before: date) -> bytes:
    """A meeting that was held, on another day; what it says of the meeting before it is of the last one of its body."""
    by, back = day - _HELD, before - _BEFORE

    def moved(match: re.Match[bytes]) -> bytes:
        was = date.fromisoformat(match[0].decode())
        return (was + (back if was == _BEFORE else by)).isoformat().encode()

    own = f"{number + len(BODIES):08}".encode()
    earlier = f"{number:08}".encode()
    content = content.replace(_NUMBER.encode(), own).replace(_NUMBER_BEFORE.encode(), earlier)
    return _DAY.sub(moved, content)


def _held(key: str, entries: int, seed: int) -> bytes:
    """A meeting in which so many lines were typed, closed, and then approved; as it is in its file."""
    body, chance = _body(key, BODIES[key]), random.Random(f"{key} {seed}")
    items = [AgendaItem(id=at, number=str(at), title=title, planned_minutes=10) for at, title in enumerate(TITLES, 1)]
    roll = [
        Attendee(id=len(items) + at, handle=who.handle, name=who.name, role=who.role)
        for at, who in enumerate(body.people, 1)
    ]
    order = tuple(item.id for item in items)
    meeting = Meeting(
        key=f"{_HELD.isoformat()}-{key}",
        body=body,
        title=BODIES[key],
        number=_NUMBER,
        date=_HELD,
        start=time(13, 30),
        end=time(15, 30),
        agenda=order,
        order=order,
    )
    held = RunningMeeting(Record.new(meeting, items, roll), _look_back(key, body))
    at = datetime(_HELD.year, _HELD.month, _HELD.day, 12, 30, tzinfo=UTC)
    lines = ["/open", "/present iedereen", *typed_lines(entries, chance.randrange(1 << 30))]
    an_item = len(lines) // len(TITLES) + 1
    for number, line in enumerate(lines):
        now = at + timedelta(seconds=20 * number)
        if number % an_item == an_item - 1:
            held.do(held.understand("/next"), now)
        if number == _SECRET_ITEM * an_item:
            held.do(held.understand("/secret art. 20 WOR"), now)
        theme = f" {chance.choice(_THEMES)}" if number % 10 == 9 and not set(line) & set("=>") else ""
        is_secret = _SECRET_ITEM * an_item - 1 <= number < (_SECRET_ITEM + 1) * an_item - 1
        # In words that stand nowhere else: what is public is written, not refused.
        held.do(held.understand(_SECRET_WORDS if is_secret else line + theme), now)
    actions = [entry.reference.replace(" ", "-") for entry in held.record.entries.values() if entry.kind is Kind.ACTION]
    # Most are done soon; of an archive of twenty years a few dozen are open.
    done = [f"/done {reference}" for number, reference in enumerate(actions) if number % _OPEN]
    for line in (*done, *_about_earlier(chance)):
        held.do(held.understand(line), at + timedelta(seconds=20 * len(lines)))
    held.do(held.understand("/close"), at + timedelta(hours=2))
    tables = held.record.tables()
    tables["meeting"][1]["status"] = MeetingStatus.APPROVED
    return whole({**tables, "schema": {1: {"version": SCHEMA}}})


def _about_earlier(chance: random.Random) -> list[str]:
    """What a meeting says of the one before: its actions are done or postponed, a decision of it is replaced."""
    done = [f"/done A-{_NUMBER_BEFORE}-{number:02}" for number in (1, 5, 9, 13)]
    later = [f"/postpone A-{_NUMBER_BEFORE}-04 1 feb"]
    changed = [f"/replace D-{_NUMBER_BEFORE}-0{chance.randint(1, 3)} De regeling geldt vanaf nu voor iedereen."]
    return [*done, *later, *changed]


def _look_back(key: str, body: Body) -> LookBack:
    """The meeting before, which has an action or a decision of every number that is asked for."""

    def find(reference: str) -> Earlier | None:
        words = reference.upper().replace("-", " ").split()
        if len(words) != 3 or words[1] != _NUMBER_BEFORE:
            return None
        kind = Kind.DECISION if words[0] == "D" else Kind.ACTION
        number = int(words[2])
        entry = Entry(
            id=100 + number,
            kind=kind,
            at=datetime(_BEFORE.year, _BEFORE.month, _BEFORE.day, 13, tzinfo=UTC),
            text="Wat toen is afgesproken",
            reference=f"{words[0]} {_NUMBER_BEFORE}-{number:02}",
        )
        return Earlier(
            key=f"{_BEFORE.isoformat()}-{key}", meeting=_NUMBER_BEFORE, day=_BEFORE, body=body.key, entry=entry
        )

    return find


def big(archive: Archive, entries: int, items: int, members: int) -> str:
    """Puts one meeting into `archive`, of so many lines, items and people; its key."""
    some = people()
    many = tuple(
        replace(some[at % len(some)], handle=f"P{at}", name=f"{some[at % len(some)].name} {at}")
        for at in range(members)
    )
    body = replace(_body("or", BODIES["or"]), people=many)
    agenda = [
        AgendaItem(id=at, number=str(at), title=f"{TITLES[at % len(TITLES)]} {at}", planned_minutes=5)
        for at in range(1, items + 1)
    ]
    roll = [Attendee(id=items + at, handle=who.handle, name=who.name, role=who.role) for at, who in enumerate(many, 1)]
    order = tuple(item.id for item in agenda)
    key = f"{FIRST.isoformat()}-or"
    meeting = Meeting(
        key=key,
        body=body,
        title="Ledenraad",
        number="2000-01",
        date=FIRST,
        start=time(13, 30),
        agenda=order,
        order=order,
    )
    held = RunningMeeting(Record.new(meeting, agenda, roll))
    at = datetime(FIRST.year, FIRST.month, FIRST.day, 12, 30, tzinfo=UTC)
    held.do(held.understand("/open"), at)
    each = entries // items + 1
    for number, line in enumerate(typed_lines(entries, 1)):
        if number % each == each - 1:
            held.do(held.understand("/next"), at + timedelta(seconds=number))
        held.do(held.understand(line), at + timedelta(seconds=number))
    held.do(held.understand("/close"), at + timedelta(hours=9))
    store_bytes(archive.path(key), whole({**held.record.tables(), "schema": {1: {"version": SCHEMA}}}))
    return key
