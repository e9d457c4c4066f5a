"""The screens of bodies and people: everything by keys, every change kept at once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, time
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Input

from store.archive import Archive
from store.bodies import plan_of
from store.model import Body, Person, Role, Withheld
from tests.meetings import BODY
from tests.screens import HandClock, seen
from tests.test_formats import DOT
from tui.app import NotulistApp
from tui.screens.bodies import BodiesScreen
from tui.screens.body import BodyScreen
from tui.screens.home import HomeScreen


@asynccontextmanager
async def home(
    folder: Path, *bodies: Body, size: tuple[int, int] = (120, 56)
) -> AsyncIterator[tuple[Pilot[int], Archive]]:
    archive = Archive(folder / "archive", folder / "state")
    for body in bodies:
        archive.put_body(body)
    app = NotulistApp(archive, None, HandClock())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("b")
        await pilot.pause()
        yield pilot, archive


async def give(pilot: Pilot[int], text: str, *, over: bool = False) -> None:
    """Types in the line at the bottom, `over` what stands there, and gives Enter."""
    line = pilot.app.focused
    assert isinstance(line, Input)
    if over:
        await pilot.press("ctrl+u")
        line.clear()
    line.insert_text_at_cursor(text)
    await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()


async def to(pilot: Pilot[int], row: str) -> None:
    """Goes to the line of a setting or person."""
    screen = pilot.app.screen
    assert isinstance(screen, BodyScreen)
    await pilot.press("home")
    for _step in range(80):
        if screen.lines.chosen == row:
            return
        await pilot.press("down")
    raise AssertionError(row)


async def test_the_first_body_and_its_first_member(tmp_path: Path) -> None:
    async with home(tmp_path) as (pilot, archive):
        assert isinstance(pilot.app.screen, BodiesScreen)
        assert "No bodies yet." in seen(pilot.app)
        await pilot.press("a")
        await give(pilot, "Ondernemingsraad [/b] (or)")
        assert isinstance(pilot.app.screen, BodyScreen)
        assert archive.bodies() == [Body(key="or", name="Ondernemingsraad [/b]")]
        assert "Nobody yet: press a." in seen(pilot.app)
        await pilot.press("a")
        await give(pilot, "Bram van den Broek, treasurer [/b], from 1 May 2026")
        [person] = archive.bodies()[0].people
        assert person == Person(
            handle="BvdB", name="Bram van den Broek", function="treasurer [/b]", since=date(2026, 5, 1)
        )
        assert "treasurer [/b]" in seen(pilot.app)
        await pilot.press("escape")
        await pilot.pause(0.2)
        assert isinstance(pilot.app.screen, BodiesScreen)
        assert "Ondernemingsraad [/b]" in seen(pilot.app)
        await pilot.press("ctrl+q")
        await pilot.pause(0.2)
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_a_setting_is_edited_in_the_line_and_echoed_before_it_is_kept(tmp_path: Path) -> None:
    async with home(tmp_path, BODY) as (pilot, archive):
        await pilot.press("enter")
        await pilot.pause()
        await to(pilot, "setting:meets")
        await pilot.press("enter")
        line = pilot.app.focused
        assert isinstance(line, Input)
        line.insert_text_at_cursor("elke derde donderdag")
        await pilot.pause()
        assert "every third Thursday of the month  ·  Thu 19 Mar  ·  Thu 16 Apr" in seen(pilot.app)
        assert plan_of(archive.bodies()[0]).series is None
        await pilot.press("enter")
        await pilot.pause()
        series = plan_of(archive.bodies()[0]).series
        assert series is not None
        assert series.nth == 3
        assert "meets: every third Thursday of the month" in seen(pilot.app)
        await to(pilot, "setting:start")
        await pilot.press("enter")
        await give(pilot, "13.30")
        assert plan_of(archive.bodies()[0]).start == time(13, 30)


async def test_what_documents_leave_out_and_bear_is_set_here(tmp_path: Path) -> None:
    async with home(tmp_path, BODY) as (pilot, archive):
        await pilot.press("enter")
        await pilot.pause()
        assert "names beside votes, reasons of absence" in seen(pilot.app)
        await to(pilot, "setting:employer_without")
        await pilot.press("enter")
        await give(pilot, "acties, sprekers", over=True)
        assert archive.bodies()[0].audiences.employer.withholds == (Withheld.ACTIONS, Withheld.SPEAKERS)
        assert "not for the employer: actions, speakers" in seen(pilot.app)
        await to(pilot, "setting:logo")
        await pilot.press("enter")
        await give(pilot, str(tmp_path / "logo.png"))
        assert "logo.png cannot be read: it is not there." in " ".join(seen(pilot.app).split())
        (tmp_path / "logo.png").write_bytes(DOT)
        await pilot.press("enter")
        await pilot.pause()
        assert archive.bodies()[0].house.logo == f"logos/{BODY.key}.png"
        assert (archive.folder / "logos" / f"{BODY.key}.png").read_bytes() == DOT
        assert f"logo: logos/{BODY.key}.png" in seen(pilot.app)


async def test_what_cannot_be_kept_stays_in_the_line(tmp_path: Path) -> None:
    async with home(tmp_path, BODY) as (pilot, archive):
        await pilot.press("enter")
        await pilot.pause()
        await to(pilot, "setting:time_zone")
        await pilot.press("enter")
        await give(pilot, "Mars/Base", over=True)
        assert isinstance(pilot.app.focused, Input)
        assert pilot.app.focused.value == "Mars/Base"
        assert "“Mars/Base” is no time zone" in seen(pilot.app)
        assert archive.bodies() == [BODY]
        await pilot.press("escape")
        await pilot.pause(0.2)
        assert isinstance(pilot.app.screen, BodyScreen)
        assert not isinstance(pilot.app.focused, Input)
        assert "Europe/Amsterdam" in seen(pilot.app)


async def test_somebody_is_changed_and_leaves(tmp_path: Path) -> None:
    async with home(tmp_path, BODY) as (pilot, archive):
        await pilot.press("enter")
        await pilot.pause()
        await to(pilot, "person:KP")
        await pilot.press("enter")
        assert isinstance(pilot.app.focused, Input)
        assert pilot.app.focused.value == "Kees Postma (KP), member"
        await give(pilot, ", penningmeester")
        await pilot.press("d")
        assert pilot.app.focused.value == "12 March 2026"
        await pilot.press("enter")
        await pilot.pause()
        kees = archive.bodies()[0].people[1]
        assert kees == Person(handle="KP", name="Kees Postma", function="penningmeester", until=date(2026, 3, 12))
        assert "Kees Postma is of the body until 12 March 2026." in seen(pilot.app)
        await pilot.press("enter")
        await give(pilot, "Kees Postma (AB), member", over=True)
        assert "AB cannot be both" in seen(pilot.app)
        assert archive.bodies()[0].people[1] == kees


async def test_d_on_a_setting_and_a_wrong_day_are_one_clear_line(tmp_path: Path) -> None:
    async with home(tmp_path, BODY) as (pilot, archive):
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("d")
        await pilot.pause()
        assert "Choose a person first." in seen(pilot.app)
        await to(pilot, "person:KP")
        await pilot.press("d")
        await give(pilot, "29 februari 2027", over=True)
        assert "“29 februari 2027” is no day" in seen(pilot.app)
        assert archive.bodies() == [BODY]


async def test_keys_typed_fast_after_enter_are_for_the_line(tmp_path: Path) -> None:
    async with home(tmp_path, BODY) as (pilot, archive):
        await pilot.press("enter")
        await pilot.pause()
        await to(pilot, "setting:seats")
        await pilot.press("enter", "end", "backspace", *"15", "enter", "down", "enter", "escape")
        await pilot.pause()
        assert archive.bodies()[0].seats == 15


async def test_committees_are_below_and_former_members_last(tmp_path: Path) -> None:
    left = Person(handle="AA", name="Aad Aas", until=date(2020, 1, 1))
    guest = Person(handle="GV", name="Gijs Vos", role=Role.GUEST, vote=False)
    body = replace(BODY, people=(left, guest, *BODY.people))
    async with home(tmp_path, Body(key="vgwm", name="VGWM", parent="or"), body) as (pilot, _archive):
        lines = seen(pilot.app).splitlines()
        rows = [line for line in lines if "people" in line and "Bodies" not in line]
        assert [row.split()[0] for row in rows] == ["or", "vgwm"]
        assert "5 people, 1 guest" in rows[0]
        await pilot.press("enter")
        await pilot.pause()
        text = seen(pilot.app)
        names = ["Hanneke de Vries", "Lotte Groen", "Aïcha Benali", "Sjoukje van der Meer", "Kees Postma", "Gijs Vos"]
        places = [text.index(name) for name in (*names, "Aad Aas")]
        assert places == sorted(places)


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (200, 60)])
async def test_no_size_breaks_it(tmp_path: Path, size: tuple[int, int]) -> None:
    async with home(tmp_path, BODY, size=size) as (pilot, _archive):
        await pilot.press("enter", "a", *"Jan", "escape")
        await pilot.pause()
        assert "Ondernemingsraad" in seen(pilot.app)


async def test_a_damaged_register_is_one_clear_line(tmp_path: Path) -> None:
    async with home(tmp_path, BODY) as (pilot, archive):
        archive.register.path.write_text("{", "utf-8")
        await pilot.press("enter")
        await pilot.pause()
        assert "is damaged" in seen(pilot.app)
        await pilot.press("enter", "a", "escape", "escape")
        await pilot.pause()
        assert archive.register.path.read_text("utf-8") == "{"
