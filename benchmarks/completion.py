"""What it costs to find how a line may go on, which is done at every key.

In a body of 100 people, with an agenda of 20 items and 200 numbered entries.
"""

from __future__ import annotations

import itertools
import random
from datetime import date
from statistics import median

from benchmarks.figures import Figure, against, take_turns
from benchmarks.floors import ROLL, reading_the_roll
from benchmarks.generate import TITLES, sentence
from store.language.capture.completion import complete
from store.language.capture.line import Context
from store.language.day_phrases import Calendar
from store.language.matching import Referent
from store.language.people import People
from store.model import Attendee, Kind

TURNS = 400
BOUND = 12.0
FIRST_NAMES = "Hanneke Kees Aïcha Sjoukje Łukasz Wietske Bram Işıl Zoë Jan".split()
SURNAMES = (
    "de Vries|Postma|Çelik|van der Meer|Ó Briain|Dijkstra|van den Broek|’t Hart|d’Ancona|IJsbrandy-de Boer".split("|")
)
LINES = (
    "@",
    "@b",
    "@van den b",
    "@hdv0,kp11,w",
    "/present hdv0 kp11 aç22 jan v",
    "= unaniem -hdv0 -kp11 ~w",
    "bra",
    "/aan",
    "/done toelichting",
    "/go begr",
    "/move 3 voor ver",
    "de bestuurder zegt dat het",
)


def context() -> Context:
    """A meeting with a hundred people."""
    names = [f"{first} {last}" for first, last in itertools.product(FIRST_NAMES, SURNAMES)]
    roll = (
        Attendee(
            id=at + 1, handle="".join(word[0] for word in name.split() if word[0].isalpha()) + f"{at % 100}", name=name
        )
        for at, name in enumerate(names)
    )
    return Context(calendar=Calendar(on=date(2026, 9, 17)), people=People(roll))


def measure() -> list[Figure]:
    """Milliseconds, for all lines together and for the costliest."""
    chance, here = random.Random(1), context()
    items = [Referent(str(at), title) for at, title in enumerate(TITLES + TITLES[:8], 1)]
    kinds = itertools.cycle(((Kind.ACTION, "A"), (Kind.DECISION, "B")))
    entries = [
        Referent(f"{letter}{at}", sentence(chance), f"{letter} 2026-09-{at:02}", kind, at % 3 > 0)
        for at, (kind, letter) in zip(range(1, 201), kinds, strict=False)
    ]
    went_on: dict[str, list[float]] = {}
    read: list[float] = []
    floor = reading_the_roll(here.people.people)
    for line in LINES:
        went_on[line], bare = take_turns(lambda: complete(line, len(line), here, items, entries), floor, TURNS)  # noqa: B023
        read += bare
    name = "finding how a line may go on, 100 people"
    return [
        against(name, [took for each in went_on.values() for took in each], ROLL, read, BOUND),
        against(f"{name}, the costliest", max(went_on.values(), key=median), ROLL, read, BOUND),
    ]
