"""What two people change of somebody at once: what does not touch stays, of the rest both are shown, once."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from store.bodies.meanwhile import Meanwhile, differ, joined
from store.errors import CannotDo
from store.model import Person, Role

JH = Person(handle="JH", name="Jan Hof")
CHAIR = replace(JH, role=Role.CHAIR)
ENDS = replace(JH, until=date(2027, 3, 31))


@pytest.mark.parametrize(
    ("typed", "now", "kept", "told"),
    [
        (JH, CHAIR, CHAIR, False),
        (ENDS, CHAIR, replace(CHAIR, until=date(2027, 3, 31)), False),
        (replace(JH, name="Jan van Hof"), ENDS, replace(ENDS, name="Jan van Hof"), False),
        (CHAIR, CHAIR, CHAIR, False),
        (CHAIR, JH, CHAIR, False),
        (CHAIR, replace(JH, role=Role.GUEST, vote=False), CHAIR, True),
        (replace(JH, function="penningmeester"), CHAIR, replace(JH, function="penningmeester"), True),
        (replace(JH, until=date(2027, 1, 1)), ENDS, replace(JH, until=date(2027, 1, 1)), True),
        (replace(JH, since=date(2027, 1, 1)), replace(ENDS, former=("J",)), None, False),
    ],
)
def test_two_changes(typed: Person, now: Person, kept: Person | None, told: bool) -> None:
    assert differ(JH, typed, now) is told
    assert joined(JH, typed, now) == (kept or replace(now, since=typed.since))


def test_it_is_told_once_for_each_value() -> None:
    meanwhile = Meanwhile()
    for now in ("9", "11"):
        with pytest.raises(CannotDo, match=f"to: {now}. Here: 7."):
            meanwhile.tell(now, theirs=now, mine="7")
        meanwhile.tell(now, theirs=now, mine="7")
