"""The screens of bodies and people: everything by keys, every change kept at once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Input

from exports.agenda.markdown import read_agenda
from exports.agenda.meeting_from_agenda import convene
from exports.agenda.standing_items import built_in
from store.archive.archive import Archive
from store.bodies.body import plan_of, template_items, with_changed_person, with_template
from store.errors import CannotDo
from store.i18n import speak
from store.language.people import People
from store.meeting.standing_items import from_agenda, moved
from store.model import AgendaItem, Audiences, Body, Person, Purpose, Role, Secrecy, Withheld
from store.record.record import Record
from tests.helpers.logos import DOT
from tests.helpers.meetings import BODY, planned
from tests.helpers.screens import AGENDA, HandClock, seen
from tui.app.app import NotulistApp
from tui.bodies.body import BodyScreen
from tui.bodies.screen import BodiesScreen
from tui.bodies.standing_items import reread, spelled
from tui.home.screen import HomeScreen


@asynccontextmanager
async def home(
    folder: Path, *bodies: Body, size: tuple[int, int] = (120, 72)
) -> AsyncIterator[tuple[Pilot[int], Archive]]:
    archive = Archive(folder / "archive", folder / "state")
    for body in bodies:
        archive.register.put(body)
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
    """Goes to the line of a setting, person or item, the shortest way."""
    screen = pilot.app.screen
    assert isinstance(screen, BodyScreen)
    lines = screen.lines
    rows = [option.id for option in lines.options]
    wanted, way = rows.index(row), abs(rows.index(row) - (lines.highlighted or 0))
    if wanted < way:
        await pilot.press("home")
    elif len(rows) - wanted < way:
        await pilot.press("end")
    key = "down" if (lines.highlighted or 0) < wanted else "up"
    for _step in rows:
        if lines.chosen == row:
            return
        await pilot.press(key)
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
        await pilot.pause()
        assert isinstance(pilot.app.screen, BodiesScreen)
        assert "Ondernemingsraad [/b]" in seen(pilot.app)
        await pilot.press("ctrl+q")
        await pilot.pause()
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
        await to(pilot, "setting:employer_without")
        assert "names beside votes, reasons of absence" in seen(pilot.app)
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


async def test_what_is_refused_takes_no_logo_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(body: Body, others: list[Body]) -> list[str]:
        return ["Something is wrong."] if body.house.logo else []

    (tmp_path / "logo.png").write_bytes(DOT)
    async with home(tmp_path, BODY) as (pilot, archive):
        await pilot.press("enter")
        await pilot.pause()
        await to(pilot, "setting:logo")
        await pilot.press("enter")
        monkeypatch.setattr("store.archive.register.problems", wrong)
        await give(pilot, str(tmp_path / "logo.png"))
        assert "Something is wrong." in seen(pilot.app)
        assert archive.bodies()[0].house.logo == ""
        assert not (archive.folder / "logos").exists()


async def test_what_readers_can_read_by_it_is_said_before_and_after(tmp_path: Path) -> None:
    speak("nl")
    opened = (
        "De achterban kan dan lezen: actiehouders, namen bij stemmingen, stukken en gevraagd besluit, "
        "redenen van afwezigheid."
    )
    async with home(tmp_path, BODY, size=(80, 24)) as (pilot, archive):
        await pilot.press("enter")
        await pilot.pause()
        await to(pilot, "setting:public_without")
        await pilot.press("enter")
        await pilot.pause()
        assert "kan dan lezen" not in seen(pilot.app)
        line = pilot.app.focused
        assert isinstance(line, Input)
        line.clear()
        line.insert_text_at_cursor("acties")
        await pilot.pause()
        assert opened in " ".join(seen(pilot.app).split())
        assert archive.bodies()[0].audiences.public == Audiences().public
        await pilot.press("enter")
        await pilot.pause()
        assert f"niet voor de achterban: acties {opened}" in " ".join(seen(pilot.app).split())
        # What was open already opens nothing.
        await pilot.press("enter")
        await pilot.pause()
        assert "kan dan lezen" not in seen(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert "kan dan lezen" not in seen(pilot.app)


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
        await pilot.pause()
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


async def test_what_another_program_changed_is_shown_with_both_values(tmp_path: Path) -> None:
    async with home(tmp_path, BODY) as (pilot, archive):
        await pilot.press("enter")
        await pilot.pause()
        register = archive.register
        await to(pilot, "person:KP")
        await pilot.press("enter")
        # Elsewhere his role; here his last day: neither is set back.
        treasurer = Person(handle="KP", name="Kees Postma", function="penningmeester")
        register.change("or", lambda body: with_changed_person(body, "KP", treasurer))
        await give(pilot, ", until 12 March 2026")
        assert archive.bodies()[0].people[1] == replace(treasurer, until=date(2026, 3, 12))
        # Both changed the last day: both are shown, and kept is what is given Enter twice.
        await pilot.press("d")
        register.change("or", lambda body: with_changed_person(body, "KP", replace(treasurer, until=None)))
        await give(pilot, "1 April 2026", over=True)
        assert "Changed elsewhere meanwhile" in seen(pilot.app)
        assert archive.bodies()[0].people[1].until is None
        await pilot.press("enter")
        await pilot.pause()
        assert archive.bodies()[0].people[1].until == date(2026, 4, 1)
        # A setting: the other value is shown as soon as it is typed, and Esc leaves it, and shows it.
        await to(pilot, "setting:seats")
        await pilot.press("enter")
        register.change("or", lambda body: replace(body, seats=11))
        await give(pilot, "7", over=True)
        assert "to: 11. Here: 7." in seen(pilot.app)
        assert archive.bodies()[0].seats == 11
        await pilot.press("escape")
        await pilot.pause()
        assert archive.bodies()[0].seats == 11
        # Enter without a change sets nothing back.
        await pilot.press("enter")
        register.change("or", lambda body: replace(body, seats=13))
        await pilot.press("enter")
        await pilot.pause()
        assert archive.bodies()[0].seats == 13


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


def titles(archive: Archive) -> list[str]:
    return [f"{'  ' * item.depth}{item.number} {item.title}" for item in template_items(archive.bodies()[0])]


async def test_standing_items_are_added_edited_moved_and_taken_away(tmp_path: Path) -> None:
    async with home(tmp_path, BODY) as (pilot, archive):
        await pilot.press("enter")
        await pilot.pause()
        assert "None yet: press i" in seen(pilot.app)
        await pilot.press("i")
        await give(pilot, "Opening (voorzitter, 5 min)")
        await pilot.press("i")
        await give(pilot, "Begroting [/b] (20 min) !")
        await to(pilot, "item:0")
        await pilot.press("i")
        await give(pilot, "Mededelingen i")
        assert titles(archive) == ["1 Opening", "2 Mededelingen", "3 Begroting [/b]"]
        assert "3  Begroting [/b] (20 min) !" in seen(pilot.app)
        await to(pilot, "item:2")
        await pilot.press("minus")
        await pilot.press("minus")
        assert titles(archive) == ["1 Begroting [/b]", "2 Opening", "3 Mededelingen"]
        await pilot.press("minus")
        await pilot.pause()
        assert "is the first already" in seen(pilot.app)
        await pilot.press("plus")
        await pilot.press("enter")
        line = pilot.app.focused
        assert isinstance(line, Input)
        assert line.value == "Begroting [/b] (20 min) !"
        await give(pilot, "Begroting 2027 (KP)", over=True)
        item = template_items(archive.bodies()[0])[1]
        assert (item.title, item.presenter, item.planned_minutes, item.purpose) == ("Begroting 2027", "KP", None, None)
        await to(pilot, "item:0")
        await pilot.press("enter")
        await pilot.press("ctrl+u")
        await pilot.pause()
        assert "is taken off the agendas" in seen(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert titles(archive) == ["1 Begroting 2027", "2 Mededelingen"]
        await to(pilot, "setting:name")
        await pilot.press("plus")
        await pilot.pause()
        assert "Choose a standing item first." in seen(pilot.app)


async def test_a_standing_item_that_was_changed_elsewhere_is_left_alone(tmp_path: Path) -> None:
    async with home(tmp_path, with_template(BODY, built_in("or", "nl"))) as (pilot, archive):
        await pilot.press("enter")
        await pilot.pause()
        await to(pilot, "item:5")
        await pilot.press("enter")
        archive.register.change(BODY.key, lambda old: with_template(old, built_in("board", "nl")))
        before = titles(archive)
        await give(pilot, "Iets anders", over=True)
        assert "Changed elsewhere meanwhile" in seen(pilot.app)
        assert titles(archive) == before


async def test_the_agenda_of_a_meeting_becomes_the_standing_items(tmp_path: Path) -> None:
    async with home(tmp_path, BODY) as (pilot, archive):
        await pilot.press("enter")
        await pilot.press("m")
        await pilot.pause()
        assert "has no meetings yet" in seen(pilot.app)
        day = date(2026, 2, 12)
        agenda = AGENDA.replace("12 maart 2026", "12 februari 2026").replace(
            "Orgaan: Ondernemingsraad Molen", f"Orgaan: {BODY.name}"
        )
        key = convene(archive, read_agenda(agenda), day)
        convene(archive, read_agenda(AGENDA.replace("12 maart", "11 maart")), day)
        await pilot.press("m")
        await pilot.pause()
        line = pilot.app.focused
        assert isinstance(line, Input)
        assert line.value == key
        assert (
            f"4 standing items, from {key}: Opening, Verslag van de vorige vergadering, Begroting, Rondvraag"
            in seen(pilot.app)
        )
        await give(pilot, "2026-03-11", over=True)
        assert "is a meeting of" in seen(pilot.app)
        await give(pilot, "2026-02-12", over=True)
        # Of the minutes that were approved there it is not the day that comes back.
        assert titles(archive) == ["1 Opening", "2 Verslag van de vorige vergadering", "3 Begroting", "4 Rondvraag"]
        begroting = template_items(archive.bodies()[0])[2]
        assert (begroting.planned_minutes, begroting.presenter, begroting.documents) == (20, "BP", ())


def with_items(*items: AgendaItem) -> Record:
    """A meeting with that agenda."""
    meeting, _items, _roll = planned("2026-02-12-or")
    return Record.new(replace(meeting, agenda=tuple(item.id for item in items)), list(items), [])


def test_no_part_of_a_confidential_item_becomes_a_standing_item() -> None:
    record = with_items(
        AgendaItem(id=1, number="1", title="Opening"),
        AgendaItem(id=2, number="2", title="Personeel", confidential=Secrecy()),
        AgendaItem(id=3, number="2a", title="Ontslag Jansen", depth=1),
        AgendaItem(id=4, number="2a.1", title="Brief aan Jansen", depth=2),
        AgendaItem(id=5, number="3", title="Rondvraag"),
        AgendaItem(id=6, number="3a", title="Leden", depth=1),
    )
    assert [(item.number, item.title) for item in from_agenda(record)] == [
        ("1", "Opening"),
        ("2", "Rondvraag"),
        ("2.1", "Leden"),
    ]


@given(st.lists(st.integers(0, 3), min_size=1, max_size=8), st.integers(0, 7), st.booleans())
def test_items_are_moved_with_their_parts_and_back(depths: list[int], at: int, up: bool) -> None:
    items = from_agenda(with_items(*(AgendaItem(id=n, number="", title=str(n), depth=d) for n, d in enumerate(depths))))
    at = min(at, len(items) - 1)
    try:
        other, place = moved(items, at, up=up)
    except CannotDo:
        return
    assert sorted(item.title for item in other) == sorted(item.title for item in items)
    assert other[place].title == items[at].title
    back, again = moved(other, place, up=not up)
    assert ([item.title for item in back], again) == ([item.title for item in items], at)


@given(
    st.text(min_size=1, max_size=30),
    st.sampled_from([None, 5]),
    st.sampled_from(["", "FT"]),
    st.sampled_from([None, *Purpose]),
)
def test_an_item_that_is_not_changed_in_the_line_stays_as_it_is(
    title: str, minutes: int | None, presenter: str, purpose: Purpose | None
) -> None:
    item = AgendaItem(
        id=1,
        number="1",
        title=title,
        planned_minutes=minutes,
        presenter=presenter,
        purpose=purpose,
        explanation="uitleg",
    )
    assert reread(spelled(item), item, People(())) == item
    assert reread("Nieuw (10 min)", item, People(())).explanation == "uitleg"
    if presenter:
        other = reread("Nieuw (FT) !", item, People(()))
        assert (other.title, other.presenter, other.purpose) == ("Nieuw", "FT", Purpose.DECIDE)
