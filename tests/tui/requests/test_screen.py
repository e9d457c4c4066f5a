"""The screen of requests: keyboard only, a request from its beginning to its terms."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.archive.archive import Archive
from store.archive.requests.home_lines import request_matters
from store.archive.requests.requests import Requests
from store.bodies.body import new_body
from store.desk.desk import Desk
from store.desk.model import StepDone
from store.desk.requests.verbs import start, take
from store.model import BodyKind
from store.procedures.catalogue import procedure
from tests.helpers.places import settled
from tests.helpers.screens import seen
from tui.app.app import NotulistApp

NOW = datetime(2027, 5, 28, 9, 0, tzinfo=UTC)


@pytest.fixture
def archive(archive_folder: Path) -> Archive:
    found = Archive(archive_folder, archive_folder / "state")
    body = new_body("or", "OR", "nl")
    found.register.put(replace(body, desk=replace(body.desk, regime="wor")))
    overleg = new_body("ov", "Overleg", "nl")
    found.register.put(replace(overleg, parent="or", desk=replace(overleg.desk, kind=BodyKind.OVERLEG)))
    return found


def refused(archive: Archive) -> None:
    """A consent that was refused, and is carried out all the same."""
    consent = procedure("wor-27")
    assert consent
    body = archive.register.find("or")
    desk = archive.open_desk(body)

    def put(rows: Desk) -> None:
        request = start(
            rows, body.desk, consent, title="Rooster drukkerij", matter="27.1.b", at=NOW, on=date(2027, 2, 22)
        )
        for step, day, answer in (
            ("received", date(2027, 2, 22), ""),
            ("acknowledged", date(2027, 2, 24), ""),
            ("discussed", date(2027, 4, 8), ""),
            ("decided", date(2027, 4, 15), "refuse_unless"),
            ("answered", date(2027, 4, 20), ""),
            ("executed_seen", date(2027, 5, 27), ""),
        ):
            request = take(rows, request, StepDone(step=step, on=day, answer=answer), NOW.date())

    desk.do("request", "instemming", NOW, put)
    desk.close()


async def test_a_request_is_begun_and_a_step_told_with_the_keyboard_alone(archive: Archive) -> None:
    app = NotulistApp(archive, None, lambda: NOW)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("r")
        await settled(pilot)
        await pilot.press("n")
        await pilot.press(*"advies 25.1.e: Samenvoeging", "enter")
        await settled(pilot)
        assert "R-2027-01" in seen(app)
        await pilot.press("s", *"ontvangen > 18 jan", "enter")
        await settled(pilot)
        await pilot.press("s", *"sprong", "enter")
        # What is no step stays in the line.
        assert "sprong" in seen(app)
        await pilot.press("escape", "f6")
        await settled(pilot)
    [found] = Requests(archive, NOW.date()).all()
    assert [step.step for step in found.state.steps] == []
    assert found.state.request.title == "Samenvoeging"


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_term_is_always_in_sight(archive: Archive, size: tuple[int, int]) -> None:
    refused(archive)
    app = NotulistApp(archive, None, lambda: NOW)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        # It is the first line of home, which its digit opens.
        assert ("do it by Fri 25 June 2027" if size[0] > 80 else "by Fri 25 Jun: invoking nullity") in seen(app)
        await pilot.press("1")
        await settled(pilot)
        shown = seen(app)
    assert "execution noticed" in shown
    assert "▌ do it by Fri 25 June 2027 ▐" in shown
    assert "No legal advice: check it." in shown


def test_home_has_a_line_on_each_day_on_which_a_term_runs(archive: Archive) -> None:
    refused(archive)
    day, last = date(2027, 1, 1), date(2027, 8, 31)
    while day <= last:
        # The month of 27 May ends on a Sunday; by law the Monday behind it counts.
        expected = date(2027, 5, 27) <= day <= date(2027, 6, 28)
        lines = request_matters(archive, day, "nl")
        assert bool([line for line in lines if line.due]) == expected, day
        day = date.fromordinal(day.toordinal() + 1)
    [over] = request_matters(archive, date(2027, 6, 29), "nl")
    assert over.reason == (
        "beroep op nietigheid is verlopen op ma 28 juni 2027: het besluit staat vast: de nietigheid kan niet meer "
        "worden ingeroepen (art. 27 lid 5 WOR)"
    )
