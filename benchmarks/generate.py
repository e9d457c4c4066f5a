"""Archives to measure with: as many meetings as asked for, the same at each run.

Files are written directly, as another program might, so that thousands of meetings take a
second; they are those that `store.archive.archive` would have written.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import msgspec

from store.archive.archive import Archive
from store.meeting.running import RunningMeeting
from store.model import SCHEMA, AgendaItem, Attendee, Body, Kind, Meeting, MeetingStatus, Person, Role
from store.record.record import Record

NAMES = (
    "Hanneke de Vries|Kees Postma|Aïcha Benali|Sjoukje van der Meer|Tom Ó Briain|Wietske Dijkstra|"
    "Bram van den Broek|Fatima El Hadi|Zoë Kühn|Jan 't Hart|Iris IJzerman|Mo Okonkwo|Lotte Groen"
).split("|")
TITLES = (
    "Opening en vaststelling agenda|Mededelingen|Verslag vorige vergadering|Ingekomen stukken|"
    "Adviesaanvraag reorganisatie facilitaire dienst|Thuiswerkregeling|Begroting|Arbo en verzuim|"
    "Verkiezingen|Locatieverhuizing|Rondvraag|Sluiting"
).split("|")
WORDS = (
    "de het een van op voor met bij over om te zijn wordt werd heeft niet ook nog wel al meer verlof rooster dienst "
    "afdeling bestuurder regeling formatie verhuizing medewerkers commissie instemming advies besluit planning kosten "
    "onderzoek pauze werkdruk cijfers kwartaal jaar voorstel vraag antwoord brief termijn bezwaar toelichting "
    "reiskostenvergoeding nachtdienstrooster café coördinatie"
).split()
FIRST = date(2000, 1, 6)
# Of the last meetings so many are not approved yet; of the actions of each meeting one in so many is still open.
TO_BE_APPROVED, OPEN = 4, 10


def people() -> tuple[Person, ...]:
    """The members of the body, with the first letters of their names as handles."""
    roles = {0: Role.CHAIR, len(NAMES) - 1: Role.SECRETARY}
    return tuple(
        Person(
            handle="".join(word[0] for word in name.split() if word[0].isalpha()) + str(at),
            name=name,
            role=roles.get(at, Role.MEMBER),
        )
        for at, name in enumerate(NAMES)
    )


def sentence(chance: random.Random) -> str:
    """A sentence of the length that people type."""
    words = chance.choices(WORDS, k=chance.randint(6, 22))
    return " ".join(words).capitalize() + "."


def typed_lines(count: int, seed: int) -> Iterator[str]:
    """Lines as they are typed in a meeting: mostly notes, with decisions, actions and votes between them."""
    chance = random.Random(seed)
    handles = [person.handle for person in people()]
    for _each in range(count):
        who, text = chance.choice(handles), sentence(chance)
        yield chance.choices(
            [
                text,
                f"{who}: {text}",
                f"! {text}",
                f"@{who} {text} > {chance.choice(['vrijdag', '1 dec', 'eind november', 'volgende vergadering'])}",
                f"!? {text}",
                f"= {chance.randint(0, 9)}-{chance.randint(0, 4)}",
                f"? {text}",
            ],
            weights=[40, 30, 6, 12, 3, 3, 6],
        )[0]


def running(day: date, entries: int, seed: int, *, an_item: int = 30) -> RunningMeeting:
    """A meeting of that day in which so many lines were typed, so many in a row under each item."""
    body = Body(key="or", name="Ondernemingsraad", language="nl", seats=len(NAMES), people=people())
    items = [AgendaItem(id=at, number=str(at), title=title, planned_minutes=10) for at, title in enumerate(TITLES, 1)]
    roll = [
        Attendee(id=len(items) + at, handle=who.handle, name=who.name, role=who.role)
        for at, who in enumerate(body.people, 1)
    ]
    order = tuple(item.id for item in items)
    meeting = Meeting(
        key=f"{day.isoformat()}-or",
        body=body,
        title="OR-vergadering",
        number=day.isoformat(),
        date=day,
        start=time(13, 30),
        end=time(15, 30),
        agenda=order,
        order=order,
    )
    held = RunningMeeting(Record.new(meeting, items, roll))
    at = datetime(day.year, day.month, day.day, 12, 30, tzinfo=UTC)
    for number, line in enumerate(["/open", "/present iedereen", *typed_lines(entries, seed)]):
        if number % an_item == an_item - 1:
            held.do(held.understand("/next"), at)
        held.do(held.understand(line), at + timedelta(seconds=20 * number))
    return held


def fill(archive: Archive, meetings: int, *, entries: int = 10, of_last: int = 300) -> str:
    """Puts so many meetings of `entries` lines into `archive`, the last one of `of_last`; the last one's key.

    One in twenty is typed anew, the others are like it. The last one is running, the few before it
    are to be approved, all others are; most of their actions were done.
    """
    for number in range(meetings):
        day = FIRST + timedelta(days=3 * number)
        if number == meetings - 1:
            tables = running(day, of_last, seed=number).record.tables()
        elif number % 20 == 0:
            tables = _held(day, entries, seed=number).record.tables()
        key = f"{day.isoformat()}-or"
        tables["meeting"][1] |= {"key": key, "date": day.isoformat(), "number": day.isoformat()}
        if number < meetings - TO_BE_APPROVED:
            tables["meeting"][1]["status"] = MeetingStatus.APPROVED
        _write(archive.path(key), {**tables, "schema": {1: {"version": SCHEMA}}})
    return key


def _held(day: date, entries: int, seed: int) -> RunningMeeting:
    """A meeting that was closed; one in ten of its actions is still open."""
    held = running(day, entries, seed)
    at = datetime(day.year, day.month, day.day, 15, 30, tzinfo=UTC)
    actions = [entry for entry in held.record.entries.values() if entry.kind is Kind.ACTION]
    for number, action in enumerate(actions):
        if number % OPEN:
            held.do(held.understand(f"/done {action.reference.replace(' ', '-')}"), at)
    held.do(held.understand("/close"), at)
    return held


def store(archive: Archive, held: RunningMeeting) -> str:
    """Puts a meeting into `archive`; its key."""
    _write(archive.path(held.meeting.key), {**held.record.tables(), "schema": {1: {"version": SCHEMA}}})
    return held.meeting.key


def store_bytes(path: Path, content: bytes) -> None:
    """Puts the file of a meeting at `path`, without waiting for the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _write(path: Path, tables: object) -> None:
    store_bytes(path, msgspec.json.encode(tables))
