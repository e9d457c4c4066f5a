"""The screen of the plan: keyboard only, a day moved, an intention and hours written down, and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.archive.plan.plans import Plans, desk_of
from store.i18n import speak
from tests.helpers.places import settled
from tests.helpers.planning import COUNCIL, NOW, SAFETY, planned_archive
from tests.helpers.screens import seen
from tui.app.app import NotulistApp
from tui.plan.rows import draw, headline, page, year_lines


async def test_the_plan_is_changed_with_the_keyboard_alone(tmp_path: Path) -> None:
    archive = planned_archive(tmp_path)
    speak("nl")
    app = NotulistApp(archive, None, lambda: NOW)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("y")
        await settled(pilot)
        assert "Jaarplan 2027" in seen(app)
        # The clash stands first: Enter begins the line with the first day that is offered.
        await pilot.press("enter")
        await settled(pilot)
        assert "VGWM-commissie: do 29 apr 2027 in plaats van do 6 mei 2027" in seen(app)
        await pilot.press("enter")
        await settled(pilot)
        assert not Plans(archive, NOW.date()).year(2027).clashes
        await pilot.press("n", *"samenwerking evalueren > maart 2028", "enter")
        await settled(pilot)
        await pilot.press("h", *"veel notulen", "enter")
        await settled(pilot)
        assert "Hoelang?" in seen(app)
        await pilot.press("escape")
        await pilot.press("h", *"1:30 notulen", "enter")
        await settled(pilot)
        assert [(row.who, row.minutes) for row in desk_of(archive, COUNCIL).hours.values()] == [("EV", 90)]
        assert [row.text for row in desk_of(archive, COUNCIL).intentions.values()] == ["samenwerking evalueren"]
        await pilot.press("u")
        await settled(pilot)
        assert not desk_of(archive, COUNCIL).hours
        assert desk_of(archive, SAFETY).moved_days
        await pilot.press("escape")
        await settled(pilot)
        assert "Jaarplan" not in seen(app)


@pytest.mark.parametrize("width", [76, 116])
def test_the_year_and_its_rows_fit(tmp_path: Path, width: int) -> None:
    archive = planned_archive(tmp_path)
    archive.index.refresh()
    speak("nl")
    shown = page(Plans(archive, NOW.date()), COUNCIL, 2027)
    lines = [*year_lines(shown, width).split("\n"), headline(shown, width), *(draw(row, width) for row in shown.rows)]
    assert max(line.cell_length for line in lines) <= width
    text = "\n".join(line.plain for line in lines)
    for words in ("dec", "6!", "Hemelvaartsdag", "0 van 2", "art. 18 lid 3", "Kiezerslijst vaststellen"):
        assert words in text
