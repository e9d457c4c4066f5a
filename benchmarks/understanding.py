"""What it costs to understand a line in a body of 100 people, against reading those people.

A line is understood at every key, from the meeting as it is then. Both are processor work, and done in turn, in a
meeting that is open and has 300 entries.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median

from benchmarks.acts import Desk
from benchmarks.completion import context
from benchmarks.figures import Figure, against, milliseconds
from benchmarks.floors import ROLL, reading_the_roll
from store.meeting.running import RunningMeeting
from store.model import Attendee
from store.record.record import Record

TURNS = 100
BOUND = 10.0
LINES = (
    "de bestuurder zegt dat het nog niet duidelijk is wanneer de verhuizing begint",
    "hdv0: daar was de commissie al eens over begonnen, en dat had meer tijd gekost",
    "! De begroting wordt goedgekeurd, met de opmerking over de reiskosten.",
    "@hdv0,kp11,wd55 concept-advies rondsturen, uiterlijk vrijdag 25 september 12.00 uur",
    "actie: offerte opvragen bij de leverancier, Łukasz van den Broek en Kees Postma, volgende week vrijdag",
    "= unaniem -hdv0 -kp11 ~wd55",
    "/present hdv0 kp11 aç22 jan van der meer wietske dijkstra",
    "/done a4 verstuurd",
)


def measure() -> list[Figure]:
    """Milliseconds, for all lines together and for the costliest."""
    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".benchmark-") as folder:
        desk = Desk(Path(folder), 10)
        understood: dict[str, list[float]] = {line: [] for line in LINES}
        read: list[float] = []
        running = of_hundred(desk)
        floor = reading_the_roll(running.record.attendance.values())
        for _turn in range(TURNS):
            for line in LINES:
                understood[line].append(milliseconds(lambda: running.understand(line)))  # noqa: B023
                read.append(milliseconds(floor))
        desk.open.close()
    all_lines = [took for each in understood.values() for took in each]
    costliest = max(understood.values(), key=median)
    name = "understanding a line, 100 people"
    return [
        against(name, all_lines, ROLL, read, BOUND),
        against(f"{name}, the costliest", costliest, ROLL, read, BOUND),
    ]


def of_hundred(desk: Desk) -> RunningMeeting:
    """The meeting of `desk` with a hundred people on its roll, all in the room."""
    record = desk.open.running.record
    [presence] = {who.presence for who in record.attendance.values() if who.presence}
    hundred = (person for person in context().people.people if isinstance(person, Attendee))
    again = Record(record.tables())
    for who in list(again.attendance.values()):
        again.drop(who)
    for at, who in enumerate(hundred, max(again.items) + 10_000):
        again.put(Attendee(id=at, handle=who.handle, name=who.name, presence=presence))
    return RunningMeeting(again)
