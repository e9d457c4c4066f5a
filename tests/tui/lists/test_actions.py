"""The actions of all meetings: selected, sorted, and settled from their screen and the command line."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from exports.content.registers import action_register, per_owner
from exports.send_lists import write_lists
from exports.wording import confidential_text, held_over_text
from store import wall_clock
from store.archive.archive import Archive
from store.archive.between_meetings import take_back_last
from store.errors import CannotDo, CannotKeep
from store.i18n import speak
from store.language.query import Listed, read_filter
from store.model import ActionStatus, Body, Due, Earlier, Entry, HeldOver, Kind, Person, Role, Secrecy
from store.search.due import Order, days_late, due_this_week, sort
from store.search.index import Index
from store.search.selection import select
from tests.conftest import run
from tests.helpers.earlier import find, hold
from tests.helpers.meetings import AT, BODY, archive_with_body, keep_lines, planned
from tests.helpers.screens import LONGEST, HandClock, LateClock, seen, sitting_in, wait_for
from tests.helpers.tables import each_row
from tui.app import key_order
from tui.app.app import NotulistApp
from tui.capture.agenda_item import secret_words
from tui.cli import main
from tui.home.screen import HomeScreen
from tui.lists import actions as actions_screen
from tui.lists.actions import ActionsScreen
from tui.lists.history import edit_lines, step_lines
from tui.live.screen import LiveScreen

TODAY = date(2026, 11, 20)  # a Friday


def action(number: int, text: str, owner: str = "KP", due: date | None = None, **more: object) -> Earlier:
    entry = Entry(
        id=number,
        kind=Kind.ACTION,
        at=datetime(2026, 9, 17, 12, 0, tzinfo=UTC),
        text=text,
        owners=(owner,) if owner else (),
        due=Due(words="", day=due) if due else None,
        reference=f"A 2026-09-{number:02}",
        postponed=int(number == 4),
    )
    return Earlier(key="2026-09-17-or", meeting="2026-09", day=date(2026, 9, 17), body="or", item="3 Huis", entry=entry)


ACTIONS = [
    action(1, "Offerte voor de #verhuizing", due=date(2026, 11, 19)),
    action(2, "Énquête uitzetten", "SvdM", due=date(2026, 11, 22)),
    action(3, "Koffie regelen", ""),
    action(4, "Locatieverhuizing voorbereiden", "AB", due=date(2026, 11, 23)),
]


@each_row(
    "typed, numbers",
    [
        ("", [1, 2, 3, 4]),
        ("verhuizing", [1, 4]),
        ("#verhuizing", [1]),
        ("enquete", [2]),
        ("@kp", [1]),
        ("@sjoukje", [2]),
        ("@Benali verhuizing", [4]),
        ("te laat", [1]),
        ("overdue", [1]),
        ("deze week", [1, 2]),
        ("This Week @SvdM", [2]),
        ("zonder datum", [3]),
        ("uitgesteld", [4]),
        ("a-2026-09-02", [2]),
        ("A 2026-09-02", [2]),
        ("huis", [1, 2, 3, 4]),
        ("@niemand", []),
        ("@?", [3]),
        ("#verh", [1]),
        ("voor 22 nov", [1]),
        ("t/m 22 nov", [1, 2]),
        ("or: deze week te laat", [1]),
        ("actie", [1, 2, 3, 4]),
        ("toezegging", []),
        ("te", [1, 2]),
    ],
)
def test_what_is_typed_selects(typed: str, numbers: list[int]) -> None:
    wanted = read_filter(typed, TODAY, ["or"], ["verhuizing"], Listed.ACTIONS)
    assert [one.entry.id for one in select(ACTIONS, wanted, TODAY, [BODY])] == numbers


def test_late_and_this_week() -> None:
    assert [days_late(one, TODAY) for one in ACTIONS] == [1, 0, 0, 0]
    assert [due_this_week(one, TODAY) for one in ACTIONS] == [True, True, False, False]


def test_orders() -> None:
    backwards = ACTIONS[::-1]
    assert [one.entry.id for one in sort(backwards, Order.DUE)] == [1, 2, 4, 3]
    assert [one.entry.id for one in sort(backwards, Order.OWNER)] == [4, 1, 2, 3]


def test_a_list_for_each_owner() -> None:
    everybody = action(5, "Data doorgeven", "all")
    lists = per_owner([*ACTIONS, everybody], [BODY], TODAY)
    assert {key for key, _owner in lists} == {"or"}
    assert {owner: [one.entry.id for one in theirs] for (_key, owner), theirs in lists.items()} == {
        "?": [3],
        "AB": [4, 5],
        "HdV": [5],
        "KP": [1, 5],
        "LG": [5],
        "SvdM": [2, 5],
    }
    document = action_register(lists["or", "KP"], "nl", "Acties van Kees", TODAY)
    assert "1 dag te laat" in str(document)
    assert "Geen acties gevonden." in str(action_register([], "nl", "Acties", TODAY))


def test_no_brackets_stand_within_brackets() -> None:
    one = ACTIONS[0]
    for ground, told in (
        ("art. 20 WOR", "Offerte – vertrouwelijk (art. 20 WOR)"),
        ("bedrijfsgeheim (art. 20 WOR)", "Offerte – vertrouwelijk – bedrijfsgeheim (art. 20 WOR)"),
        ("", "Offerte (vertrouwelijk)"),
    ):
        entry = replace(one.entry, text="Offerte", confidential=Secrecy(ground=ground))
        document = str(action_register([replace(one, entry=entry)], "nl", "Acties", TODAY))
        assert told in document
    assert confidential_text(Secrecy(ground="privé (dossier)"), "nl") == "Vertrouwelijk – privé (dossier)."
    until = Secrecy(ground="art. 20 WOR", until=date(2026, 12, 1))
    assert confidential_text(until, "nl") == "Vertrouwelijk tot 1 december 2026 (art. 20 WOR)."
    held = HeldOver(words="later (in mei)", reason="geen tijd")
    assert held_over_text(held, "nl") == "Aangehouden – later (in mei): geen tijd"
    speak("nl")
    assert secret_words(Secrecy(ground="privé (dossier)")) == "vertrouwelijk – privé (dossier)"


BOARD = Body(
    key="bestuur",
    name="Bestuur",
    people=(Person(handle="KP", name="Karin Pool"), Person(handle="DIR", name="Dirk Raad")),
)


def test_a_list_is_of_somebody_of_the_body_of_the_action() -> None:
    """Two bodies may have the same handle, and all members of one are not those of the other."""
    theirs = [action(1, "Stand geheim houden", "all"), action(2, "Vakbond spreken"), action(3, "Koffie", "")]
    board = [replace(action(4, "Begroting maken"), body="bestuur", key="2026-09-17-bestuur")]
    former = Person(handle="OUD", name="Oud Lid", until=date(2025, 1, 1))
    guest = Person(handle="GST", name="Gast Adviseur", role=Role.GUEST, vote=False)
    bodies = [replace(BODY, people=(*BODY.people, former, guest)), BOARD]
    lists = per_owner([*theirs, *board], bodies, TODAY)
    assert {owner: [one.entry.id for one in each] for owner, each in lists.items()} == {
        ("or", "?"): [3],
        ("or", "AB"): [1],
        ("or", "HdV"): [1],
        ("bestuur", "KP"): [4],
        ("or", "KP"): [1, 2],
        ("or", "LG"): [1],
        ("or", "SvdM"): [1],
    }
    # What somebody was given by name stays theirs.
    assert [*per_owner([action(5, "Sleutels inleveren", "OUD")], bodies, TODAY)] == [("or", "OUD")]
    # Of a body that is not in the register nobody knows who is in it.
    assert [*per_owner([action(6, "Data doorgeven", "all")], [BOARD], TODAY)] == [("or", "?")]


def test_a_list_tells_of_which_body_it_is_where_two_have_one(tmp_path: Path) -> None:
    board = replace(BOARD, people=(Person(handle="Kees", name="Kees Postma"), *BOARD.people))
    theirs = [
        action(1, "Vakbond spreken"),
        action(2, "Koffie", ""),
        replace(action(3, "Begroting maken", "Kees"), body="bestuur"),
        replace(action(4, "Brief sturen", "KP"), body="bestuur"),
        replace(action(5, "Zaal huren", ""), body="bestuur"),
    ]
    written = write_lists(theirs, [BODY, board], tmp_path / "lists", "nl", TODAY)
    said = {path.name: path.read_text("utf-8") for path in written}
    assert [text.splitlines()[0] for text in said.values()] == [
        "# Acties zonder eigenaar (Bestuur)",
        "# Acties zonder eigenaar (Ondernemingsraad)",
        "# Acties van Kees Postma (Bestuur)",
        "# Acties van Karin Pool",
        "# Acties van Kees Postma (Ondernemingsraad)",
    ]
    assert [*said] == [
        "acties-zonder-eigenaar-bestuur.md",
        "acties-zonder-eigenaar-ondernemingsraad.md",
        "acties-kees-postma-bestuur.md",
        "acties-karin-pool.md",
        "acties-kees-postma-ondernemingsraad.md",
    ]
    assert "Vakbond spreken" in said["acties-kees-postma-ondernemingsraad.md"]


def test_a_name_selects_in_its_own_body() -> None:
    theirs = [action(1, "Vakbond spreken"), replace(action(2, "Begroting maken"), body="bestuur")]
    for typed, numbers in (("@karin", [2]), ("@kees", [1]), ("@kp", [1, 2])):
        wanted = read_filter(typed, TODAY, ["or", "bestuur"], [], Listed.ACTIONS)
        assert [one.entry.id for one in select(theirs, wanted, TODAY, [BODY, BOARD])] == numbers


def test_the_list_of_what_nobody_does_says_so(tmp_path: Path) -> None:
    [path] = write_lists([action(1, "Offerte opvragen", "")], [BODY], tmp_path / "lists", "nl", TODAY)
    assert path.name == "acties-zonder-eigenaar.md"
    assert path.read_text("utf-8").startswith("# Acties zonder eigenaar\n")


# In the terminal


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = archive_with_body(tmp_path)
    lines = (
        "@KP Offerte opvragen > 1 okt",
        "& @AB Cijfers sturen > 1 nov",
        "@SvdM Enquête > 26 nov 2026",
        "! Besluit een",
    )
    hold(archive, date(2026, 9, 17), *lines)
    hold(
        archive,
        date(2026, 10, 15),
        "/uitstel A-2026-09-01 1 nov",
        "@LG Verslag [/nope] > 24 nov",
        "/vervang d-2026-09-01 Twee",
    )
    return archive


@asynccontextmanager
async def at_home(
    archive: Archive, size: tuple[int, int] = (120, 40), clock: HandClock | None = None
) -> AsyncIterator[tuple[NotulistApp, Pilot[int]]]:
    app = NotulistApp(archive, clock=clock or LateClock())
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("f3")
        await wait_for(app, pilot, "Verslag")
        yield app, pilot


async def test_the_open_actions_are_there_the_late_ones_first(archive: Archive) -> None:
    async with at_home(archive) as (app, pilot):
        lines = [line for line in seen(app).splitlines() if "2026-" in line]
        texts = [word for line in lines for word in ("Offerte", "Cijfers", "Verslag", "Enquête") if word in line]
        assert texts[:4] == ["Offerte", "Cijfers", "Verslag", "Enquête"]
        assert "19 days late ×1" in seen(app)
        assert "4 actions · 2 late" in seen(app)
        assert "[/nope]" in seen(app)
        assert "postponed to Sun 1 Nov 2026" in seen(app)
        await pilot.press("escape")
        assert "notulist" in seen(app)


async def test_several_are_postponed_at_once_and_kept_with_their_own_meetings(archive: Archive) -> None:
    async with at_home(archive) as (app, pilot):
        await pilot.press("space", "space", "p", *"vr 4 dec, te druk")
        assert "→ Fri 4 Dec 2026 · te druk" in seen(app)
        await pilot.press("enter")
        await wait_for(app, pilot, "2 actions are postponed.")
        assert "Fri 4 Dec ×2" in seen(app)
        assert "Fri 4 Dec ×1" in seen(app)
    assert [later.text for later in archive.read("2026-09-17-or").followups.values()] == ["te druk", "te druk"]
    assert not archive.read("2026-10-15-or").followups


async def test_done_comment_hand_over_and_open_again(archive: Archive) -> None:
    async with at_home(archive) as (app, pilot):
        await pilot.press("c", *"gebeld", "enter")
        await wait_for(app, pilot, "A 2026-09-01: comment kept.")
        await wait_for(app, pilot, "gebeld")
        await pilot.press("w", *"@ab", "enter")
        await wait_for(app, pilot, "handed over to AB")
        await pilot.press("d")
        await wait_for(app, pilot, "3 actions")
        assert "Offerte" not in seen(app)
        await pilot.press("x")
        await wait_for(app, pilot, "Offerte")
        await pilot.press("home", "o")
        await wait_for(app, pilot, "open again")


async def test_a_day_that_cannot_be_is_refused_and_a_name_that_nobody_has_asks_twice(archive: Archive) -> None:
    async with at_home(archive, (80, 24)) as (app, pilot):
        for typed, said in (
            ("31 nov", "no date that I can read"),
            ("gisteren", "no date that I can read"),
            ("2026-11-19", "that day is past"),
        ):
            await pilot.press("p", *typed)
            assert f"→ {said}" in seen(app)
            await pilot.press("enter")
            await wait_for(app, pilot, f"Not postponed: {said}.")
            assert typed in seen(app)
            await pilot.press("escape")
        assert not archive.read("2026-09-17-or").followups
        await pilot.press("w", *"Pieter")
        assert "→ nobody here is called Pieter" in seen(app)
        await pilot.press("enter")
        await wait_for(app, pilot, "Enter again does it")
        assert not archive.read("2026-09-17-or").followups
        await pilot.press("enter")
        await wait_for(app, pilot, "A 2026-09-01 is handed over.")


async def test_what_cannot_be_kept_is_said_and_stays_in_the_line(archive: Archive) -> None:
    holder = archive.open("2026-09-17-or")
    async with at_home(archive, (80, 24)) as (app, pilot):
        await pilot.press("p", *"vr 4 dec", "enter")
        await wait_for(app, pilot, "open in another window")
        assert "vr 4 dec" in seen(app)
        await pilot.press("escape", "escape")
    holder.close()


@pytest.mark.faults
@pytest.mark.parametrize("pressed", ["enter", "ctrl+q", "escape", "f6", "ctrl+s"])
async def test_while_the_disk_takes_its_time_nothing_is_kept_twice_or_left(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, pressed: str
) -> None:
    asked, goes_on, follow_up = threading.Event(), threading.Event(), Archive.follow_up

    def slow(archive: Archive, key: str, typed: str, at: datetime, today: date) -> None:
        asked.set()
        assert goes_on.wait(60)
        follow_up(archive, key, typed, at, today)

    monkeypatch.setattr(Archive, "follow_up", slow)
    # So long a key waits for what was done before it, and then no longer.
    monkeypatch.setattr(key_order, "_LONGEST", 0.3)
    async with at_home(archive) as (app, pilot):
        await pilot.press("c", *"gebeld", "enter")
        assert asked.is_set()
        await pilot.press(pressed)
        await wait_for(app, pilot, "Still being kept")
        assert isinstance(app.screen, ActionsScreen)
        goes_on.set()
        await wait_for(app, pilot, "comment kept.")
    assert [later.text for later in archive.read("2026-09-17-or").followups.values()] == ["gebeld"]


@pytest.mark.faults
@pytest.mark.parametrize("leaving", ["escape", "ctrl+q"])
@pytest.mark.parametrize("refused", [False, True])
async def test_a_disk_that_does_not_answer_holds_nobody_in_the_list(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, leaving: str, refused: bool
) -> None:
    goes_on, follow_up = threading.Event(), Archive.follow_up

    def slow(archive: Archive, key: str, typed: str, at: datetime, today: date) -> None:
        assert goes_on.wait(60)
        if refused:
            raise CannotKeep("De schijf is vol.")
        follow_up(archive, key, typed, at, today)

    monkeypatch.setattr(Archive, "follow_up", slow)
    monkeypatch.setattr(key_order, "_LONGEST", 0.3)
    async with at_home(archive) as (app, pilot):
        await pilot.press("c", *"gebeld", "enter", leaving)
        await wait_for(app, pilot, "Esc again goes back without waiting")
        await pilot.press(leaving)
        assert isinstance(app.screen, HomeScreen)
        goes_on.set()
        await wait_for(app, pilot, "De schijf is vol." if refused else "A 2026-09-01: comment kept.")
        assert isinstance(app.screen, HomeScreen)
    texts = [later.text for later in archive.read("2026-09-17-or").followups.values()]
    assert texts == ([] if refused else ["gebeld"])


async def test_what_was_done_between_meetings_is_taken_back_also_after_a_restart(archive: Archive) -> None:
    clock = LateClock()
    async with at_home(archive, (80, 24), clock) as (app, pilot):
        await pilot.press("c", *"gebeld", "enter")
        await wait_for(app, pilot, "A 2026-09-01: comment kept.")
        clock.forward(1)
        await pilot.press("space", "space", "d")
        await wait_for(app, pilot, "2 actions are done.")
        assert "2 actions" in seen(app)
    # Something else happened in that meeting since.
    desk = archive.open("2026-09-17-or")
    keep_lines(desk, "een notitie")
    desk.close()
    async with at_home(archive, (80, 24), clock) as (app, pilot):
        assert "2 actions" in seen(app)
        await pilot.press("f6")
        await wait_for(app, pilot, "Taken back: A 2026-09-01, U 2026-09-01")
        assert "4 actions" in seen(app)
        await pilot.press("f6")
        await wait_for(app, pilot, "Taken back: A 2026-09-01 (Offerte opvragen): gebeld")
        await pilot.press("f6")
        await wait_for(app, pilot, "Nothing was done between meetings that could be taken back.")
    again = archive.read("2026-09-17-or")
    assert not again.followups
    assert [entry.text for entry in again.entries.values()][-1] == "een notitie"


def test_a_meeting_in_which_nothing_is_to_be_taken_back_is_not_opened(tmp_path: Path) -> None:
    archive = archive_with_body(tmp_path / "own")
    first = hold(archive, date(2026, 9, 17), "@KP Offerte > 1 okt")
    second = hold(archive, date(2026, 10, 15), "@AB Brief > 1 nov", "/comment a1 loopt")
    archive.follow_up(first, "/done A-2026-09-01", AT, TODAY)
    desk = archive.open(second)
    [taken] = take_back_last(archive, AT)
    assert taken.follow_up is not None
    assert taken.follow_up.reference == "A 2026-09-01"
    desk.close()


def test_what_was_taken_back_before_something_refused_is_told(tmp_path: Path) -> None:
    archive = archive_with_body(tmp_path / "own")
    first = hold(archive, date(2026, 9, 17), "@KP Offerte > 1 okt")
    second = hold(archive, date(2026, 10, 15), "@AB Brief > 1 nov")
    archive.follow_up(first, "/done A-2026-09-01", AT, TODAY)
    archive.follow_up(second, "/done A-2026-10-01", AT, TODAY)
    last = archive.index
    last.refresh()
    desk = archive.open(last.follow_ups()[1][0])
    with pytest.raises(CannotDo, match=r"Taken back: A 2026-\d\d-01\. Not the rest: .*open in another"):
        take_back_last(archive, AT)
    desk.close()
    assert [len(archive.read(key).followups) for key in (first, second)].count(0) == 1


async def test_in_a_meeting_only_what_was_done_from_the_list_is_taken_back_there(archive: Archive) -> None:
    archive.follow_up("2026-09-17-or", "/comment A-2026-09-01 eerder", LateClock().now, TODAY)
    key = hold(archive, date(2026, 11, 19), "een notitie")
    async with sitting_in(archive, key, (120, 40), LateClock()) as room:
        await room.pilot.press("f3")
        await wait_for_room(room.pilot, "Verslag")
        await room.pilot.press("f6")
        await wait_for_room(room.pilot, "Nothing was done from this list yet")
        await room.pilot.press("space", "space", "d")
        await wait_for_room(room.pilot, "2 actions are done.")
        await room.pilot.press("f6")
        await wait_for_room(room.pilot, "Taken back: A 2026-09-01, U 2026-09-01")
        await wait_for_room(room.pilot, "4 actions")
        await room.pilot.press("f6")
        await wait_for_room(room.pilot, "Nothing was done from this list yet")
        assert [entry.text for entry in room.record.entries.values()] == ["een notitie"]
    assert len(archive.read("2026-09-17-or").followups) == 1


@pytest.mark.faults
async def test_what_is_done_in_a_meeting_waits_for_earlier_meetings_and_not_for_ever(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = threading.Event()
    threads = []

    def slow(index: Index, told: object = None) -> bool:
        threads.append(threading.current_thread())
        assert goes_on.wait(60)
        return True

    key = hold(archive, date(2026, 11, 19))
    archive.index.refresh()
    monkeypatch.setattr(Index, "refresh", slow)
    monkeypatch.setattr(actions_screen, "_SOON", 0.2)
    async with sitting_in(archive, key, (120, 40), LateClock()) as room:
        await room.pilot.press("f3")
        await wait_for_room(room.pilot, "Offerte")
        await room.pilot.press("c", *"gebeld", "enter")
        await wait_for_room(room.pilot, "Nothing was kept: earlier meetings are still being read.")
        assert "gebeld" in seen(room.pilot.app)
        assert not room.record.entries
        goes_on.set()
        monkeypatch.setattr(actions_screen, "_SOON", LONGEST)
        await room.pilot.press("enter")
        await wait_for_room(room.pilot, "comment kept.")
        assert [entry.text for entry in room.record.entries.values()] == ["gebeld"]
        assert threading.main_thread() not in threads


async def test_a_folder_called_after_nobody_is_a_folder(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with at_home(archive) as (app, pilot):
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, ActionsScreen)
        app.screen.ask.value = "~nobody-here/lijsten"
        await pilot.press("enter")
        await wait_for(app, pilot, "lists are written in")
    assert list((tmp_path / "~nobody-here" / "lijsten").iterdir())


async def test_what_was_so_already_is_not_done_and_takes_nothing_else_back(archive: Archive) -> None:
    key = hold(archive, date(2026, 11, 19), "@KP Iets van hier > 1 dec", "/done a1", "! Een besluit")
    async with sitting_in(archive, key, (120, 40), LateClock()) as room:
        await room.pilot.press("f3")
        await wait_for_room(room.pilot, "Verslag")
        await room.pilot.press("x", "slash", *"Iets van hier", "enter", "d")
        await wait_for_room(room.pilot, "A 2026-11-01 was so already.")
        log = list(room.record.log)
        await room.pilot.press("f6")
        await wait_for_room(room.pilot, "Nothing was done from this list yet")
        assert room.record.log == log


async def test_what_was_done_in_the_meeting_since_is_not_taken_back_from_the_list(archive: Archive) -> None:
    key = hold(archive, date(2026, 11, 19))
    async with sitting_in(archive, key, (120, 40), LateClock()) as room:
        await room.pilot.press("f3")
        await wait_for_room(room.pilot, "Verslag")
        await room.pilot.press("d")
        await wait_for_room(room.pilot, "is done.")
        live = room.pilot.app.screen_stack[0]
        assert isinstance(live, LiveScreen)
        live.keep_line("een notitie")
        log = list(room.record.log)
        await room.pilot.press("f6")
        await wait_for_room(room.pilot, "Something else was done in the meeting since")
        assert room.record.log == log
        live.action_undo()
        await room.pilot.press("f6")
        await wait_for_room(room.pilot, "Taken back: A 2026-09-01")
        assert not room.record.entries


async def test_what_cannot_be_taken_back_now_is_said_and_stays(archive: Archive) -> None:
    archive.follow_up("2026-09-17-or", "/done A-2026-09-01", LateClock().now, TODAY)
    desk = archive.open("2026-09-17-or")
    async with at_home(archive, (80, 24)) as (app, pilot):
        await pilot.press("f6")
        await wait_for(app, pilot, "open in another")
    desk.close()
    assert len(archive.read("2026-09-17-or").followups) == 1


async def test_the_filter_and_going_to_the_meeting(archive: Archive) -> None:
    async with at_home(archive) as (app, pilot):
        await pilot.press("slash", *"@kp te laat")
        assert "1 action " in seen(app)
        await pilot.press("enter", "enter")
        await wait_for(app, pilot, "Enter edit")
        assert "Offerte opvragen" in seen(app)


async def test_in_a_meeting_what_becomes_of_an_action_stands_in_its_minutes(archive: Archive) -> None:
    key = hold(archive, date(2026, 11, 19))
    async with sitting_in(archive, key, (120, 40), LateClock()) as room:
        await room.pilot.press("f3")
        await wait_for_room(room.pilot, "Verslag")
        await room.pilot.press("d")
        await wait_for_room(room.pilot, "3 actions")
        await room.pilot.press("escape")
        await room.pilot.pause()
        assert "A 2026-09-01 (Offerte opvragen): done" in seen(room.pilot.app)
        assert [entry.kind for entry in room.record.entries.values()] == [Kind.FOLLOW_UP]
    assert not archive.read("2026-09-17-or").followups


async def test_in_a_meeting_that_was_held_it_is_kept_between_meetings_and_the_last_day_wins(archive: Archive) -> None:
    key = hold(archive, date(2026, 11, 19), "@KP conceptadvies > 10 dec", "/sluit")
    archive.follow_up(key, "/uitstel A-2026-11-01 12 dec ziek", LateClock().now, TODAY)
    async with sitting_in(archive, key, (120, 40), LateClock()) as room:
        await room.pilot.press("f3")
        await wait_for_room(room.pilot, "conceptadvies")
        await room.pilot.press("end", "p", *"14 dec, cijfers ontbreken", "enter")
        await wait_for_room(room.pilot, "A 2026-11-01 is postponed")
        await room.pilot.press("escape")
        (written,) = room.record.entries.values()
        assert written.due is not None
        assert (written.due.day, written.postponed) == (date(2026, 12, 10), 0)
    found = find(archive, "A 2026-11-01").entry
    assert found.due is not None
    assert (found.due.day, found.postponed) == (date(2026, 12, 14), 2)


async def test_a_number_that_another_body_has_too_is_kept_with_its_own_meeting(archive: Archive) -> None:
    other = replace(BODY, key="vgwm", name="VGWM")
    archive.register.put(other)
    meeting, items, roll = planned("2026-09-17-vgwm")
    theirs = archive.create(replace(meeting, body=other), items, roll)
    desk = archive.open(theirs)
    keep_lines(desk, "/open", "@KP Vluchtplan nalopen > 1 okt")
    desk.close()
    key = hold(archive, date(2026, 11, 19))
    async with sitting_in(archive, key, (120, 40), LateClock()) as room:
        await room.pilot.press("f3")
        await wait_for_room(room.pilot, "Vluchtplan")
        await room.pilot.press("slash", *"A 2026-09-01", "enter", "space", "space", "d")
        await wait_for_room(room.pilot, "2 actions are done.")
        assert [entry.text for entry in room.record.entries.values()] == [""]
        [ours] = room.record.entries.values()
        assert ours.follow_up is not None
        assert ours.follow_up.about == "Offerte opvragen"
    [later] = archive.read(theirs).followups.values()
    assert later.follow_up is not None
    assert later.follow_up.about == "Vluchtplan nalopen"


async def test_keys_pressed_at_once_are_for_one_action_each(archive: Archive) -> None:
    async with at_home(archive) as (app, pilot):
        await pilot.press("d", "d", "x")
        await wait_for(app, pilot, "Cijfers")
        done = [one.entry.text for one in screen_of(app).rows.rows if one.entry.status is ActionStatus.DONE]
        assert done == ["Offerte opvragen", "Cijfers sturen"]


def test_what_happened_is_told_by_the_day_of_the_meeting_not_of_the_computer(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half past midnight in Amsterdam is the day before in London and in New York."""
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        night = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
        archive.follow_up("2026-09-17-or", "/done A-2026-09-01 klaar", night, date(2026, 11, 23))
        archive.index.refresh()
        one = archive.index.find("A 2026-09-01", "or")
        assert one is not None
        assert step_lines(archive, one)[0].plain == "Mon 23 Nov 2026  done. klaar"
        desk = archive.open(hold(archive, date(2026, 11, 19), "@KP Brief"))
        act = desk.do(desk.understand("s/Brief/Mail/"), night)
        assert act is not None
        desk.close()
        archive.index.refresh()
        [brief] = [each for each in archive.index.of_kinds([Kind.ACTION]) if each.entry.text == "Mail"]
        assert [line.plain for line in edit_lines(archive, brief)] == ["Mon 23 Nov 2026  said before: “Brief”"]
    finally:
        monkeypatch.undo()
        time.tzset()


async def test_the_whole_history_is_told(archive: Archive) -> None:
    for at in range(12):
        archive.follow_up("2026-09-17-or", f"/comment A-2026-09-01 step {at} [/b]", LateClock().now, TODAY)
    async with at_home(archive, (80, 24)) as (app, pilot):
        assert "h shows all of it" in seen(app)
        await pilot.press("h")
        await wait_for(app, pilot, "step 11 [/b]")
        await pilot.press("end")
        await wait_for(app, pilot, "postponed to Sun 1 Nov 2026")
        await pilot.press("escape", "w", *"ab", "enter")
        await wait_for(app, pilot, "handed over to AB")


async def test_what_was_done_to_it_in_its_own_meeting_is_told_too(archive: Archive) -> None:
    hold(
        archive,
        date(2026, 11, 12),
        "Dak laten zien [/b]",
        "@",
        "/amend a1 Dak laten nakijken",
        "/assign a1 @AB",
        "/assign a1 @LG",
        "/undo",
        "/postpone a1 4 dec, too wet",
        "/done a1 by phone",
        "/reopen a1",
    )
    async with at_home(archive, (80, 40)) as (app, pilot):
        await pilot.press("slash", *"dak", "enter", "h")
        await wait_for(app, pilot, "said before")
        told = [line.strip("│ ") for line in seen(app).splitlines() if "12 Nov 2026  " in line]
        assert [line.partition("  ")[2] for line in told] == [
            "open again",
            "done. by phone",
            "postponed to Fri 4 Dec 2026. too wet",
            "handed over to AB",
            "said before: “Dak laten zien [/b]”",
            "became: Action",
        ]


async def test_a_list_for_each_owner_is_written_from_the_screen(archive: Archive) -> None:
    async with at_home(archive, (80, 24)) as (app, pilot):
        await pilot.press("slash", *"te laat", "enter", "ctrl+s")
        await wait_for(app, pilot, "documents/actions-2026-11-20")
        await pilot.press("enter")
        await wait_for(app, pilot, "2 lists are written in")
        folder = archive.folder / "documents" / "actions-2026-11-20"
        assert sorted(file.name for file in folder.iterdir()) == [
            "actions-aicha-benali.md",
            "actions-kees-postma.md",
        ]
        await pilot.press("ctrl+s", "enter")
        await wait_for(app, pilot, "There is something in this folder already")
        await pilot.press("escape", "space", "ctrl+s", "end", *"-once", "enter")
        await wait_for(app, pilot, "1 list is written in")
        assert [file.name for file in folder.with_name(f"{folder.name}-once").iterdir()] == ["actions-kees-postma.md"]


async def test_done_ones_are_shown_where_they_are_asked_for(archive: Archive) -> None:
    async with at_home(archive) as (app, pilot):
        await pilot.press("d")
        await wait_for(app, pilot, "3 actions")
        await pilot.press("slash", *"gereed", "enter")
        await wait_for(app, pilot, "Offerte opvragen")
        assert [one.entry.text for one in screen_of(app).rows.rows] == ["Offerte opvragen"]
        await pilot.press("escape")
        await wait_for(app, pilot, "3 actions")


def screen_of(app: NotulistApp) -> ActionsScreen:
    assert isinstance(app.screen, ActionsScreen)
    return app.screen


async def wait_for_room(pilot: Pilot[int], text: str) -> None:
    assert isinstance(pilot.app, NotulistApp)
    await wait_for(pilot.app, pilot, text)


# On the command line


def test_the_lists_on_the_command_line(archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def listed(*arguments: str) -> list[dict[str, object]]:
        # The command itself, without a process for each, and on its own day.
        with wall_clock.set_to(lambda: datetime(2026, 11, 20, 12, tzinfo=UTC)):
            assert main.run(["--archive", str(archive.folder), *arguments, "--json"]) == 0
        return list(json.loads(capsys.readouterr().out))

    assert [one["text"] for one in listed("actions", "--this-week")] == [
        "Offerte opvragen",
        "Cijfers sturen",
    ]
    assert [one["text"] for one in listed("actions", "--theme", "#Huur")] == []
    printed = run("--archive", archive.folder, "actions", "--csv", "verslag").stdout.decode("utf-8-sig")
    assert printed.splitlines()[1].split(",")[2] == '"Verslag [/nope]"'
    everything = listed("actions")
    assert [one["text"] for one in everything] == ["Offerte opvragen", "Cijfers sturen", "Verslag [/nope]", "Enquête"]
    assert (everything[0]["due"], everything[0]["postponed"]) == ("2026-11-01", 1)
    assert [one["text"] for one in listed("actions", "--owner", "kees")] == ["Offerte opvragen"]
    assert listed("actions", "--body", "vgwm") == []
    assert [one["replaced_by"] for one in listed("decisions", "--year", "2026")] == [None, "D 2026-10-01"]
    assert [one["text"] for one in listed("decisions", "--in-force")] == ["Twee"]
    table = run("--archive", archive.folder, "decisions", "een").stdout.decode()
    assert "replaced by D 2026-10-01" in table
    lists = tmp_path / "lists"
    assert run("--archive", archive.folder, "actions", "--per-person", str(lists)).returncode == 0
    assert sorted(file.name for file in lists.iterdir()) == [
        "actions-aicha-benali.md",
        "actions-kees-postma.md",
        "actions-lotte-groen.md",
        "actions-sjoukje-van-der-meer.md",
    ]
    (lists / "actions-aicha-benali.md").unlink()
    again = run("--archive", archive.folder, "actions", "--per-person", str(lists))
    assert again.returncode == 1
    assert again.stderr.decode().count("\n") == 1
    assert len(list(lists.iterdir())) == 3


def test_each_of_two_people_of_one_name_has_a_list(tmp_path: Path) -> None:
    long = "Annemarie van den Boogaard-Westenbroek van der Zwaluwe"
    names = {"KP": "Kees Postma", "KPo": "Kees Postma", "AB": long, "AvdB": long}
    body = replace(BODY, people=tuple(Person(handle=handle, name=name) for handle, name in names.items()))
    theirs = [action(at, f"van {handle}", handle) for at, handle in enumerate(names, 1)]
    written = write_lists(theirs, [body], tmp_path / "lists", "nl", TODAY)
    assert [path.name for path in written] == [
        "acties-annemarie-van-den-boogaard-westen.md",
        "acties-annemarie-van-den-boogaard-westen-2.md",
        "acties-kees-postma-kp.md",
        "acties-kees-postma-kpo.md",
    ]
    for handle, path in zip(("AB", "AvdB", "KP", "KPo"), written, strict=True):
        assert f"van {handle} " in path.read_text("utf-8")
        assert f"({handle})" in path.read_text("utf-8").splitlines()[0]
