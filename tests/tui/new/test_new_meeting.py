"""A new meeting: its day and number, the command, the screen, and three in a row in a real terminal."""

from __future__ import annotations

import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from store.archive.archive import Archive
from store.archive.new_meeting import hour_of, next_day, read_when, store_meeting
from store.errors import CannotDo
from store.model import MeetingStatus
from tests.conftest import COMMAND, run
from tests.helpers import screens
from tests.helpers.continuity import DAYS, Council, works_council
from tests.helpers.meetings import planned
from tests.helpers.screens import HandClock, seen, sitting_in, wait_for
from tests.helpers.terminal import Terminal
from tui.app.app import NotulistApp
from tui.dialogs.confirm import AskScreen
from tui.home.screen import HomeScreen
from tui.new.screen import NewScreen

TODAY = date(2026, 9, 20)


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path)


# Day, hours, number


@pytest.mark.parametrize(
    ("typed", "day", "hours"),
    [
        ("", date(2026, 10, 15), "13:30-15:30"),
        ("volgende", date(2026, 10, 15), "13:30-15:30"),
        ("next", date(2026, 10, 15), "13:30-15:30"),
        ("volgende vergadering", date(2026, 10, 15), "13:30-15:30"),
        ("19 nov", date(2026, 11, 19), "13:30-15:30"),
        ("di 24 nov 14:00", date(2026, 11, 24), "14:00-16:00"),
        ("24 nov, 9.00 uur - 10.15 uur", date(2026, 11, 24), "09:00-10:15"),
        ("24 nov van 09:00 tot 10:15", date(2026, 11, 24), "09:00-10:15"),
        ("14:00-15:00", date(2026, 10, 15), "14:00-15:00"),
        ("2026-11-24", date(2026, 11, 24), "13:30-15:30"),
    ],
)
def test_a_day_is_read_as_in_the_line(council: Council, typed: str, day: date, hours: str) -> None:
    council.new(DAYS[0])
    council.archive.index.refresh()
    when = read_when(council.archive, council.body, typed, TODAY)
    assert when.day == day
    assert when.start
    assert when.end
    assert f"{when.start:%H:%M}-{when.end:%H:%M}" == hours


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("ooit", "“ooit” is no day"),
        ("31 feb", "no day"),
        ("19 aug", "has just been: add the year"),
        ("19 nov 25:00", "no time of the day"),
        ("19 nov 14:00-13:00", "cannot end at 13:00"),
    ],
)
def test_what_cannot_be_read_for_certain_is_told(council: Council, typed: str, says: str) -> None:
    council.archive.index.refresh()
    with pytest.raises(CannotDo, match=says):
        read_when(council.archive, council.body, typed, TODAY)


def test_a_day_that_is_past_is_told_with_its_year(council: Council) -> None:
    council.archive.index.refresh()
    assert read_when(council.archive, council.body, "19 aug 2026", TODAY).day == date(2026, 8, 19)


def test_an_hour() -> None:
    assert [hour_of(words) for words in ("13:30", "9.00", "9:00 uur", "9")] == [time(13, 30), time(9), time(9), time(9)]
    with pytest.raises(CannotDo):
        hour_of("straks")


def test_the_next_day_is_what_the_last_meeting_named_else_the_series(council: Council) -> None:
    council.archive.index.refresh()
    assert next_day(council.archive, council.body, TODAY) == DAYS[1]
    meeting, items, roll = planned("2026-09-17-or")
    council.archive.create(replace(meeting, next_meeting=date(2026, 10, 20)), items, roll)
    council.archive.index.refresh()
    assert next_day(council.archive, council.body, TODAY) == date(2026, 10, 20)
    # That day has come and gone.
    assert next_day(council.archive, council.body, date(2026, 10, 21)) == DAYS[2]


def test_without_a_series_the_day_is_asked(tmp_path: Path) -> None:
    council = Council(tmp_path, replace(works_council(), plan=None))
    council.archive.index.refresh()
    with pytest.raises(CannotDo, match="It is not known when"):
        read_when(council.archive, council.body, "", TODAY)
    # Without usual hours those of the last meeting.
    meeting, items, roll = planned("2026-09-17-or")
    council.archive.create(replace(meeting, next_meeting=None), items, roll)
    council.archive.index.refresh()
    when = read_when(council.archive, council.body, "19 nov", TODAY)
    assert (when.start, when.end) == (time(13, 30), time(15, 30))


def test_numbers_count_in_each_year_and_are_never_given_twice(council: Council) -> None:
    keys = [council.new(day) for day in (*DAYS, date(2027, 1, 21), date(2027, 2, 18))]
    # An extra one, before others that are there.
    council.archive.index.refresh()
    extra = read_when(council.archive, council.body, "2026-10-20", TODAY)
    keys.append(store_meeting(council.archive, council.body, extra, []))
    found = [council.archive.read(key).meeting for key in keys]
    assert [meeting.number for meeting in found] == [
        *(f"2026-{n:02}" for n in (1, 2, 3, 4)),
        "2027-01",
        "2027-02",
        "2026-05",
    ]
    assert found[1].title == "Ondernemingsraad 2026-02"
    assert (found[1].previous_meeting, found[1].next_meeting) == (DAYS[0], DAYS[2])


def test_a_meeting_that_cannot_be_read_keeps_its_number(council: Council) -> None:
    council.new(DAYS[0])
    damaged = council.new(DAYS[1])
    council.archive.path(damaged).write_bytes(b"{")
    assert council.archive.read(council.new(DAYS[2])).meeting.number == "2026-03"


def test_a_second_meeting_on_a_day_is_asked_for_and_has_a_number_of_its_own(council: Council) -> None:
    council.new(DAYS[0])
    when = read_when(council.archive, council.body, DAYS[0].isoformat(), TODAY)
    with pytest.raises(CannotDo, match="meets on 17 September 2026 already: 2026-09-17-or"):
        store_meeting(council.archive, council.body, when, [])
    assert council.archive.keys() == ["2026-09-17-or"]
    key = store_meeting(council.archive, council.body, when, [], second=True)
    assert (key, council.archive.read(key).meeting.number) == ("2026-09-17-or-2", "2026-02")


def test_the_title_is_that_of_the_last_meeting_with_the_new_number(council: Council) -> None:
    meeting, items, roll = planned("2026-09-17-or")
    council.archive.create(replace(meeting, title="OR-vergadering 2026-09", number="2026-09"), items, roll)
    made = council.archive.read(council.new(DAYS[1])).meeting
    assert (made.title, made.number) == ("OR-vergadering 2026-10", "2026-10")


# The command


def told(*arguments: str) -> tuple[int, str, str]:
    done = run("new", *arguments)
    return done.returncode, done.stdout.decode().strip(), done.stderr.decode()


@pytest.fixture
def kept(archive_folder: Path, tmp_path: Path) -> Archive:
    """The archive of the command, with the works council in it."""
    archive = Archive(archive_folder, tmp_path / "state")
    archive.register.put(works_council())
    return archive


def test_the_command_prints_the_key_and_tells_the_agenda(kept: Archive) -> None:
    code, key, said = told("or", "19", "nov", "2026", "--at", "14:00")
    assert (code, key) == (0, "2026-11-19-or")
    assert "Thu 19 Nov 2026 · 14:00–16:00" in said
    assert "12  Sluiting" in said
    meeting = kept.read(key).meeting
    assert (meeting.start, meeting.end, meeting.status) == (time(14), time(16), MeetingStatus.PLANNED)


def test_the_command_makes_no_second_meeting_of_itself(kept: Archive) -> None:
    assert told("or", "2026-11-19", "--dry-run")[:2] == (0, "")
    assert kept.keys() == []
    told("or", "2026-11-19", "--yes")
    code, key, said = told("or", "2026-11-19", "--yes")
    assert (code, key) == (1, "")
    assert "meets on 19 November 2026 already" in said
    assert told("or", "2026-11-19", "--second")[1] == "2026-11-19-or-2"
    assert told("nergens")[0] == 1


@pytest.mark.faults
def test_two_commands_at_once_give_two_numbers(kept: Archive) -> None:
    days = [f"2027-0{month}-05" for month in range(1, 6)]
    running = [
        subprocess.Popen([COMMAND, "new", "or", day], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for day in days
    ]
    assert [each.wait(60) for each in running] == [0] * len(days)
    numbers = [kept.read(f"{day}-or").meeting.number for day in days]
    assert sorted(numbers) == [f"2027-{n:02}" for n in range(1, 6)]


# The screen


class Clock(HandClock):
    def __init__(self) -> None:
        self.now = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)


@asynccontextmanager
async def home(council: Council, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[int]]:
    app = NotulistApp(council.archive, None, Clock())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot
        for desk in app.opened:
            desk.close(5)


async def until(pilot: Pilot[int], words: str) -> None:
    await wait_for(pilot.app, pilot, words)


def held_first(council: Council) -> None:
    council.hold(
        council.new(DAYS[0]),
        "/open",
        "# Rooster nachtdienst",
        "? Wat kost het [bold]precies[/bold]?",
        "@KP uitzoeken > 1 okt",
        "/go 1a",
        "/aanhouden wacht op cijfers",
        "/close",
    )


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_screen_shows_what_there_is_and_makes_what_was_taken(council: Council, size: tuple[int, int]) -> None:
    held_first(council)
    async with home(council, size) as pilot:
        await pilot.press("n")
        await until(pilot, "Ondernemingsraad 2026-02")
        shown = seen(pilot.app)
        for words in (
            "Thu 15 Oct 2026 · 13:30–15:30",
            "Verslag 17 september 2026",
            "1× held over",
            "13 items",
            "[bold]pre",
        ):
            assert words in shown
        # Leaves the minutes, and takes the question; Enter does what Space does.
        await pilot.press("space", "down", "enter")
        await until(pilot, "13 items")
        await pilot.press("up", "up")
        assert "wacht op cijfers" in seen(pilot.app)
        await pilot.press("ctrl+s")
        await screens.until(pilot, lambda: not isinstance(pilot.app.screen, NewScreen | HomeScreen))
        titles = [item.title for item in council.agenda("2026-10-15-or")]
        assert "Verslag 17 september 2026" not in titles
        assert {"Rooster nachtdienst", "Openstaande vragen"} <= set(titles)


async def test_esc_stores_nothing(council: Council) -> None:
    held_first(council)
    async with home(council) as pilot:
        for key in ("escape", "ctrl+q"):
            await pilot.press("n")
            await until(pilot, "Ondernemingsraad 2026-02")
            await pilot.press("space", "d", *"9 ", "escape", key)
            await pilot.pause()
            assert isinstance(pilot.app.screen, HomeScreen)
    assert council.archive.keys() == ["2026-09-17-or"]


async def test_another_day_is_typed_and_what_was_taken_by_hand_stays(council: Council) -> None:
    held_first(council)
    async with home(council) as pilot:
        await pilot.press("n")
        await until(pilot, "Ondernemingsraad 2026-02")
        await pilot.press("space", "d", *"ooit", "enter")
        await until(pilot, "“ooit” is no day")
        await pilot.press(*["backspace"] * 4, *"20 nov 9:00")
        await until(pilot, "→ Fri 20 Nov 2026 09:00–11:00")
        await pilot.press("enter")
        await until(pilot, "Fri 20 Nov 2026 · 09:00–11:00")
        screen = pilot.app.screen
        assert isinstance(screen, NewScreen)
        assert "Verslag 17 september 2026" not in [offer.item.title for offer in screen.taken]
        assert "Rooster nachtdienst" in [offer.item.title for offer in screen.taken]


async def test_a_second_meeting_on_a_day_is_a_question(council: Council) -> None:
    council.new(DAYS[1])
    async with home(council) as pilot:
        await pilot.press("n")
        await until(pilot, "Thu 19 Nov 2026")
        await pilot.press("d", *"15 okt", "enter")
        await until(pilot, "meets on 15 October 2026 already")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AskScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, NewScreen)
        assert council.archive.keys() == ["2026-10-15-or"]
        await pilot.press("ctrl+s", "enter")
        await screens.until(pilot, lambda: len(council.archive.keys()) == 2)
        assert council.archive.keys() == ["2026-10-15-or", "2026-10-15-or-2"]


async def test_another_body_and_a_body_without_a_series(council: Council) -> None:
    council.archive.register.put(replace(works_council(), key="vgwm", name="VGWM-commissie", plan=None))
    async with home(council) as pilot:
        await pilot.press("n")
        await until(pilot, "Ondernemingsraad 2026-01")
        await pilot.press("b")
        await until(pilot, "It is not known when VGWM-commissie meets")
        await pilot.press(*"8 okt", "enter")
        await until(pilot, "VGWM-commissie 2026-01")
        await pilot.press("b")
        await until(pilot, "Ondernemingsraad 2026-01")
        # Nothing was stored by looking.
        assert council.archive.keys() == []


async def test_without_a_body_it_says_what_to_do(tmp_path: Path) -> None:
    app = NotulistApp(Archive(tmp_path / "archive", tmp_path / "state"), None, Clock())
    async with app.run_test() as pilot:
        await pilot.press("n")
        await until(pilot, "There is no body yet")
        await pilot.press("d", "b", "ctrl+s", "escape", "escape")
        await screens.until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert app.archive.keys() == []


async def test_the_live_screen_tells_what_an_item_brings_back(council: Council) -> None:
    held_first(council)
    key = council.new(DAYS[1], council.offers(DAYS[1]))
    numbers = {item.title: item.number for item in council.agenda(key)}
    async with sitting_in(council.archive, key, (120, 40), Clock()) as sitting:
        await sitting.type("/open")
        await sitting.type(f"/go {numbers['Rooster nachtdienst']}")
        assert "1× held over" in sitting.seen()
        await sitting.type(f"/go {numbers['Openstaande vragen']}")
        assert "Wat kost het [bold]precies[/bold]? (2026-01)" in sitting.seen()


# Three in a row, in a real terminal


def type_in(terminals: list[Terminal], command: str, key: str, archive: Archive, *lines: str) -> None:
    """Opens the screen of `command` at a meeting, types lines that are an act each, and leaves."""
    terminal = Terminal([COMMAND, command, key], columns=120, rows=40)
    terminals.append(terminal)
    terminal.wait_for_text("F2")
    acts = len(archive.read(key).log)
    for line in lines:
        terminal.type(line + "\r")
    terminal.wait_for(lambda: len(archive.read(key).log) == acts + len(lines))
    terminal.press("ctrl+q")
    assert terminal.end() == 0


@pytest.mark.faults
def test_three_meetings_in_a_row_lose_nothing(kept: Archive, terminals: list[Terminal]) -> None:
    assert told("or", "2027-01-21")[1] == "2027-01-21-or"
    type_in(terminals, "prepare", "2027-01-21-or", kept, "Begroting 2028 (KP, 20 min) !")
    assert "Begroting 2028" in [item.title for item in kept.read("2027-01-21-or").agenda()]
    type_in(
        terminals,
        "live",
        "2027-01-21-or",
        kept,
        "/open",
        "# Rooster nachtdienst",
        "# Thuiswerken",
        "? Wat kost de verhuizing?",
        "@KP offertes opvragen > 1 mrt 2027",
        "! Proef zelfroosteren > evaluatie 1 mrt 2027",
        "/go 1a",
        "/aanhouden wacht op cijfers",
        "/close",
    )
    code, key, said = told("or", "2027-02-18", "--all")
    assert (code, key) == (0, "2027-02-18-or")
    assert "1 open action" in said
    titles = [item.title for item in kept.read(key).agenda()]
    expected = (
        "Rooster nachtdienst",
        "Thuiswerken",
        "Evaluatie B 2027-01-01: Proef zelfroosteren",
        "Openstaande vragen",
    )
    assert {"Verslag 21 januari 2027", *expected} <= set(titles)
    type_in(terminals, "prepare", key, kept, "Nieuw punt (10 min)")
    numbers_of = {item.title: item.number for item in kept.read(key).agenda()}
    type_in(
        terminals,
        "live",
        key,
        kept,
        "/open",
        f"/go {numbers_of['Verslag 21 januari 2027']}",
        "/approve",
        f"/go {numbers_of['Rooster nachtdienst']}",
        "/aanhouden",
        f"/go {numbers_of['Openstaande vragen']}",
        "/aanhouden",
        "/close",
    )
    terminal = Terminal([COMMAND, "--lang", "nl", "new", "or", "18", "mrt", "2027"], columns=120, rows=40)
    terminals.append(terminal)
    terminal.wait_for_text("Deze vergadering maken?")
    assert "één keer aangehouden" in terminal.text()
    assert "2 keer aangehouden" in terminal.text()
    terminal.type("\r")
    assert terminal.end() == 0
    record = kept.read("2027-03-18-or")
    items = {item.title: item for item in record.agenda()}
    assert {"Verslag 18 februari 2027", *expected} <= set(items)
    assert "Verslag 21 januari 2027" not in items
    assert items["Rooster nachtdienst"].times_held_over == 2
    assert items["Openstaande vragen"].notes == ("Wat kost de verhuizing? (2027-01)",)
    numbers = [kept.read(each).meeting.number for each in sorted(kept.keys())]
    assert numbers == ["2027-01", "2027-02", "2027-03"]
