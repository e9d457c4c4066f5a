"""Floors of pure processor work, for what is pure processor work: a slower disk or processor moves both alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from store.model import Attendee, Person

ROLL = "reading a roll of 100 people with msgspec"


def reading_the_roll(people: Iterable[Attendee | Person]) -> Callable[[], object]:
    """Decodes the people of a meeting from their bytes, which is the least that knowing them takes."""
    roll = [person for person in people if isinstance(person, Attendee)]
    content, decoder = msgspec.json.encode(roll), msgspec.json.Decoder(list[Attendee])
    return lambda: decoder.decode(content)


def memory() -> float:
    """The megabytes that this process holds for itself now, without the code that others share.

    From the kernel (`smaps_rollup`, the anonymous pages), since the highest it ever was is reached while loading, and
    is the same whatever is done afterwards.
    """
    with open("/proc/self/smaps_rollup", encoding="ascii") as told:  # noqa: PTH123 - no file
        kilobytes = next(int(line.split()[1]) for line in told if line.startswith("Anonymous:"))
    return kilobytes / 1024
