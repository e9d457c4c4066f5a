"""Every screen and window in every size of terminal: none crashes, and of one that is too small one line says so."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.helpers.places import KEYS, at, settled
from tests.helpers.screens import lay, seen

pytestmark = pytest.mark.faults

SIZES = [(20, 5), (39, 40), (120, 11), (40, 12), (80, 24), (300, 100)]
RESIZES = 300
# The board is for a beamer, and shows what fits; of a window, the screen below it tells.
SAYS_SO = sorted({"home", "actions", "decisions", "search", "bodies", "body", "new", "live", "prepare", "review"})


@pytest.mark.parametrize("name", KEYS)
async def test_any_size_and_any_change_of_it(tmp_path: Path, name: str) -> None:
    archive, key = lay(tmp_path)
    chance = random.Random(name)
    async with at(name, archive, key, (120, 40)) as pilot:
        before = seen(pilot.app)
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert seen(pilot.app).strip(), size
            if name in SAYS_SO:
                assert ("Too small" in seen(pilot.app)) is (size[0] < 40 or size[1] < 12), size
        for _time in range(RESIZES // len(KEYS) + 1):
            # Mostly sizes that a person drags a window to: a wall of 300 by 100 is slow to paint.
            widest, highest = (300, 100) if chance.random() < 0.1 else (130, 45)
            await pilot.resize_terminal(chance.randint(20, widest), chance.randint(5, highest))
            # A window that is dragged changes again before it is painted.
            if chance.random() < 0.5:
                await pilot.pause()
        await pilot.resize_terminal(120, 40)
        await settled(pilot)
        assert len(seen(pilot.app).split()) > 0.6 * len(before.split()), seen(pilot.app)


def test_so_many_sizes_are_tried() -> None:
    assert len(KEYS) * (RESIZES // len(KEYS) + 1) >= RESIZES
