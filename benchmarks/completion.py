"""What it costs to find how a line may go on, against what it costs to understand the same line.

    python -m benchmarks.completion [--json]

In a body of 100 people, with an agenda of 20 items and 200 numbered entries. Both are done
at every key; they take turns, so that a busy machine slows both.
"""

from __future__ import annotations

import itertools
import json
import statistics
import sys
from datetime import date

from benchmarks.generate import TITLES, sentence
from benchmarks.timing import seconds
from store.language.completion import complete
from store.language.days import Calendar
from store.language.fitting import Referent
from store.language.grammar import understand
from store.language.line import Context
from store.language.people import People
from store.model import Attendee, Kind

TURNS = 400
BOUND = 200.0
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


def main(arguments: list[str]) -> None:
    """Prints the figures, as a table or as JSON."""
    figures = measure()
    if "--json" in arguments:
        print(json.dumps(figures))
        return
    print(f"going on with a line, µs         median   understanding it   ratio (bound {BOUND:.0f} µs)")
    for line, row in figures.items():
        print(f"  {line:<30}{row['complete']:8.1f}{row['understand']:19.1f}{row['ratio']:8.2f}")


def measure() -> dict[str, dict[str, float]]:
    """Medians in microseconds for each line, and the ratio of those; `first` is what the first call of all takes."""
    import random

    chance, here = random.Random(1), context()
    items = [Referent(str(at), title) for at, title in enumerate(TITLES + TITLES[:8], 1)]
    kinds = itertools.cycle(((Kind.ACTION, "A"), (Kind.DECISION, "B")))
    entries = [
        Referent(f"{letter}{at}", sentence(chance), f"{letter} 2026-09-{at:02}", kind, at % 3 > 0)
        for at, (kind, letter) in zip(range(1, 201), kinds, strict=False)
    ]
    first = [[seconds(step) * 1e6] for step in (lambda: complete("@", 1, here), lambda: understand("@", here))]
    figures = {"first": _figures(*first)}
    for line in LINES:
        ours: list[float] = []
        theirs: list[float] = []
        for _turn in range(TURNS):
            ours.append(seconds(lambda: complete(line, len(line), here, items, entries)) * 1e6)  # noqa: B023
            theirs.append(seconds(lambda: understand(line, here)) * 1e6)  # noqa: B023
        figures[line] = _figures(ours, theirs)
    return figures


def _figures(ours: list[float], theirs: list[float]) -> dict[str, float]:
    completed, understood = statistics.median(ours), statistics.median(theirs)
    return {"complete": completed, "understand": understood, "ratio": completed / understood}


if __name__ == "__main__":
    main(sys.argv[1:])
