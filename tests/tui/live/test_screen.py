"""The live screen, driven as a secretary drives it."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual import events
from textual.widgets import OptionList

from store.archive.archive import Archive
from store.i18n import speak
from store.meeting.completeness import unfinished
from store.model import ItemStatus, Kind, MeetingStatus, Secrecy
from tests.helpers.meetings import AT, planned
from tests.helpers.refusing import full_disk
from tests.helpers.screens import HandClock, Shown, lay, seen, sitting, sitting_in, until, wait_for
from tui.app.app import NotulistApp
from tui.board.board import next_item, told_to_the_room
from tui.live.agenda_list import folded
from tui.live.screen import LiveScreen
from tui.widgets.capture import Capture


async def test_a_meeting_from_opening_to_closing(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        assert "F2 opens the meeting" in room.seen()
        await room.pilot.press("f2")
        await room.type("/aanwezig AdB BP CR DS FT")
        assert "4 of 5" in room.seen()
        assert "quorum 3 ✓" in room.seen()
        await room.type("bp: de cijfers kloppen")
        await room.type("! De agenda is vastgesteld.")
        await room.pilot.press("f2")
        await room.pilot.press("f2")
        await room.type("!? De begroting wordt vastgesteld.")
        await room.type("= unaniem -ds")
        await room.type("@cr brief sturen > vrijdag")
        text = room.seen()
        assert "■ B2" in text
        assert "3–1–0" in text
        assert "□ A1" in text
        assert "Fri 13 Mar" in text
        await room.type("/sluit")
        assert room.record.meeting.status is MeetingStatus.DRAFT
        assert "closed" in room.seen()
        await room.pilot.press("ctrl+s")
        await wait_for(room.pilot.app, room.pilot, "Documents to send")
        shown = Shown(room.pilot.app)
        await room.pilot.press("ctrl+s")
        await shown.wait_for(room.pilot, "Written")
        written = sorted(path.name for path in (room.archive.folder / "documents").iterdir())
        assert written == [
            "2026-03-12-or-actielijst.pdf",
            "2026-03-12-or-notulen-openbaar.pdf",
            "2026-03-12-or-notulen.pdf",
        ]
    again = room.archive.read("2026-03-12-or")
    assert [entry.kind for entry in again.entries.values()] == [Kind.NOTE, Kind.DECISION, Kind.DECISION, Kind.ACTION]


async def test_a_part_of_a_confidential_item_is_marked_too(tmp_path: Path) -> None:
    meeting, items, roll = planned()
    whole = replace(items[2], title="Personele zaken", confidential=Secrecy(ground="art. 20 WOR"))
    part = replace(items[3], depth=1, number="3.1", title="Ziekteverzuim")
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    key = archive.create(meeting, [*items[:2], whole, part], roll)
    clock = HandClock()
    clock.now = AT
    async with sitting_in(archive, key, (110, 36), clock) as room:
        await room.pilot.press("f2")
        await room.type("/go 3.1")
        assert re.search("3.1  Ziekteverzuim ▪", room.seen())
        assert "▪ confidential art. 20 WOR" in room.seen()


async def test_says_how_a_line_is_understood_while_it_is_typed(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.type("@bp,cr begroting nazenden > 1 apr", enter=False)
        assert "Action · Bas Prins, Carla Ruiz · Wed 1 Apr 2026" in room.seen()
        assert not room.record.entries
        await room.pilot.press("ctrl+u")
        await room.pilot.pause()
        assert "Action ·" not in room.seen()


async def test_a_name_that_fits_two_is_said_and_not_guessed(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.type("actie: bellen, Smit, vrijdag", enter=False)
        assert "Daan Smit or Els Smit" in room.seen()
        await room.pilot.press("enter")
        [entry] = room.record.entries.values()
        assert entry.owners == ()
        assert entry.owners_unread == ("Smit",)
        assert "Daan Smit or Els Smit" in room.seen()


async def test_a_slip_in_a_command_is_said_to_stay_in_the_line_and_stays(tmp_path: Path) -> None:
    speak("nl")
    async with sitting(tmp_path, (80, 24)) as room:
        for typed, said in (
            ("/pauz", "/pauz is geen opdracht; /pauze wel"),
            ("/volgendr", "/volgendr is geen opdracht; /volgende wel"),
            ("/schuif 6", "/schuif is niet af; zo wel: /schuif 6 voor 5"),
            ("/pauze 15 min", "achter /pauze hoort niets of een tijd"),
        ):
            await room.type(typed, enter=False)
            assert "→ Nog geen opdracht; Enter laat de regel staan" in room.seen()
            assert said in room.seen()
            assert "notitie" not in room.seen()
            await room.pilot.press("enter")
            await room.pilot.pause()
            assert f"{said}. Met \\ ervoor wordt het tekst." in room.seen()
            assert room.pilot.app.screen.query_one(Capture).value == typed
            await room.pilot.press("f12")
            assert f"{said}. Met \\ ervoor wordt het tekst." in room.seen()
            room.pilot.app.screen.query_one(Capture).clear_line()
        assert not room.record.entries


async def test_who_voted_what_in_secret_stays_in_the_line_and_nowhere_else(tmp_path: Path) -> None:
    typed = "= schriftelijk geheim +bp +cr -ds"
    async with sitting(tmp_path, (80, 24)) as room:
        await room.pilot.press("f2")
        acts = len(room.record.log)
        await room.type(typed, enter=False)
        assert "→ Not a vote yet; Enter leaves it here" in room.seen()
        said = "names in a secret ballot are not kept; type the numbers: = secret 3-1-0"
        assert said in room.seen()
        for key in ("enter", "f12"):
            await room.pilot.press(key)
            await room.pilot.pause()
            assert f"{said}." in room.seen()
            assert room.pilot.app.screen.query_one(Capture).value == typed
        room.pilot.app.screen.query_one(Capture).clear_line()
        room.pilot.app.screen.post_message(events.Paste(f"een\n{typed}\ntwee"))
        await room.pilot.pause()
        assert f"Nothing was pasted. “{typed}”:" in " ".join(room.seen().split())
        assert not room.record.entries
        assert len(room.record.log) == acts
    assert "-ds" not in room.archive.path(room.record.meeting.key).read_text("utf-8")


async def test_a_command_that_makes_no_sense_stays_in_the_line(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("/naar 9")
        screen = room.pilot.app.screen
        assert isinstance(screen, LiveScreen)
        assert screen.capture.value == "/naar 9"
        assert "There is no item 9 on the agenda." in room.seen()


async def test_undo_and_redo_at_any_depth(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        for text in ("een", "twee", "! drie"):
            await room.type(text)
        for _time in range(3):
            await room.pilot.press("f6")
        await room.pilot.pause()
        assert not room.record.entries
        assert "Taken back: een" in room.seen()
        for _time in range(2):
            await room.pilot.press("f7")
        assert [entry.text for entry in room.record.entries.values()] == ["een", "twee"]


async def test_go_to_an_item_by_number_and_by_words(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2", "f4")
        await room.pilot.pause()
        await room.type("begr")
        await room.pilot.pause()
        current = room.record.current()
        assert current is not None
        assert current.number == "3"
        room.clock.forward(1)
        await room.pilot.press("f4")
        await room.pilot.pause()
        await room.type("5")
        await room.pilot.pause()
        current = room.record.current()
        assert current is not None
        assert current.number == "5"
        await room.pilot.press("f4", "escape")
        await room.pilot.pause()
        assert room.record.items[room.record.meeting.agenda[2]].status is ItemStatus.TREATED


async def test_the_clock_of_an_item_turns_and_stands_still_in_recess(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("welkom")
        await room.type("/naar 2")
        await room.tick(8)
        assert "8/10" in room.seen()
        await room.type("/schors")
        await room.tick(20)
        assert "8/10" in room.seen()
        assert "RECESS 20 min" in room.seen()
        await room.type("/hervat")
        await room.tick(4)
        assert "12/10" in room.seen()
        # 10:32, nothing left of item 2, and 5 + 20 + 10 + 15 minutes to come but the opening.
        assert "→ 11:17  +17" in room.seen()


async def test_the_clock_is_right_after_a_restart(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("/naar 3")
    desk = room.archive.open("2026-03-12-or")
    room.clock.forward(15)
    app = NotulistApp(room.archive, desk, room.clock)
    try:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            assert "15/20" in seen(app)
            assert "10:15" in seen(app)
    finally:
        desk.close(5)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_a_narrow_screen_shows_everything_that_matters(tmp_path: Path, size: tuple[int, int]) -> None:
    async with sitting(tmp_path, size) as room:
        await room.pilot.press("f2")
        await room.type("/aanwezig AdB BP CR FT")
        room.clock.forward(1)
        await room.type("/naar 3")
        await room.type("! Besluit over de begroting.")
        text = room.seen()
        assert "▸ 3 Begroting" in text
        assert "then 2, 4, 5" in text
        assert "3 of 5" in text
        assert "quorum 3 ✓" in text
        assert "■ B1" in text
        assert "10:01" in text
        assert "Asked: De begroting vaststellen." in text
        await room.pilot.press("f5")
        await room.pilot.pause()
        assert "Rondvraag" in room.seen()
        assert "Besluit over de begroting" not in room.seen()
        await room.pilot.press("f5")
        await room.pilot.pause()
        assert "Besluit over de begroting" in room.seen()


async def test_any_size_and_back(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("een notitie")
        for size in ((20, 5), (39, 12), (41, 13), (100, 12), (300, 100)):
            await room.pilot.resize_terminal(*size)
            await room.pilot.pause()
            assert ("Too small" in room.seen()) is (size < (40, 12)), size
            await room.type(f"bij {size[0]}")
            await room.pilot.resize_terminal(120, 40)
            await room.pilot.pause()
            assert f"bij {size[0]}" in room.seen()


BRACKETS = ["[/nope]", "[@click=app.quit]x[/]", "[bold]", r"path\[b]", "[$accent]", "[[", "]]", "[link=x]y"]


@pytest.mark.parametrize("text", BRACKETS)
async def test_bracket_texts_are_shown_to_the_letter(tmp_path: Path, text: str) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type(f"! {text}")
        assert text in room.seen()
        await room.pilot.press("f8")
        await room.pilot.pause()
        assert text in room.seen()
        await room.pilot.press("escape")
        await room.type(f"# {text}")
        await room.type("/guest XX " + text)
        await room.type("/naar 1a")
        await room.type(f"s/nope/{text}")
        assert text in room.seen()


async def test_a_paste_of_some_lines_keeps_each(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("Vooraf: ", enter=False)
        room.pilot.app.screen.post_message(events.Paste("een\r\n! twee\n\n@bp drie > morgen"))
        await room.pilot.pause()
        assert [(e.kind, e.text) for e in room.record.entries.values()] == [
            (Kind.NOTE, "Vooraf: een"),
            (Kind.DECISION, "twee"),
            (Kind.ACTION, "drie"),
        ]


async def test_a_large_paste_is_asked_about(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        text = "\n".join(f"regel {number}" for number in range(30))
        room.pilot.app.screen.post_message(events.Paste(text))
        await wait_for(room.pilot.app, room.pilot, "Keep these 30 lines")
        await room.pilot.press("n")
        await wait_for(room.pilot.app, room.pilot, "Nothing was pasted.")
        assert not room.record.entries
        room.pilot.app.screen.post_message(events.Paste(text))
        await wait_for(room.pilot.app, room.pilot, "Keep these 30 lines")
        await room.pilot.press("enter")
        await until(room.pilot, lambda: len(room.record.entries) == 30)


async def test_letters_typed_while_starting_all_arrive(tmp_path: Path) -> None:
    archive, key = lay(tmp_path)
    desk = archive.open(key)
    app = NotulistApp(archive, desk)
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press(*"abcdefghijklm")
            assert isinstance(app.screen, LiveScreen)
            assert app.screen.capture.value == "abcdefghijklm"
    finally:
        desk.close(5)


async def test_a_meeting_open_elsewhere_is_shown_and_not_written(tmp_path: Path) -> None:
    archive, key = lay(tmp_path)
    holder = archive.open(key)
    try:
        app = NotulistApp(archive)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            await pilot.press("enter")
            await wait_for(app, pilot, "open in another window")
            await pilot.press(*"hallo", "enter")
            await pilot.pause()
            assert isinstance(app.screen, LiveScreen)
            assert app.screen.capture.value == "hallo"
            assert not archive.read(key).entries
    finally:
        holder.close(5)


async def test_help_shows_this_screens_keys(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f1")
        await room.pilot.pause()
        text = room.seen()
        assert "Take the last act back" in text
        assert "@bvdb,feh text > 1 dec" in text
        await room.pilot.press("escape")
        await room.type("/hulp")
        assert "Take the last act back" in room.seen()


def refuse_once(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The next sync of a journal is refused; gives a list that is one longer then."""
    sync = os.fdatasync
    refused: list[int] = []

    def full(descriptor: int) -> None:
        if refused:
            sync(descriptor)
            return
        refused.append(descriptor)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdatasync", full)
    return refused


async def test_a_disk_that_refuses_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        room.desk.writer.wait()
        with full_disk():
            await room.type("! een besluit")
            await wait_for(room.pilot.app, room.pilot, "the disk is full")
            await wait_for(room.pilot.app, room.pilot, "not on disk yet")
        shown = Shown(room.pilot.app)
        assert room.desk.writer.wait(60)
        await shown.wait_for(room.pilot, "on disk again")
    [entry] = room.archive.read("2026-03-12-or").entries.values()
    assert entry.text == "een besluit"


async def test_what_the_disk_refused_stays_marked_until_it_is_there(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        room.desk.writer.wait()
        screen = room.pilot.app.screen
        assert isinstance(screen, LiveScreen)
        with full_disk():
            await room.type("! een besluit")
            await wait_for(room.pilot.app, room.pilot, "not on disk yet")
            # Young as it is, the look of each second takes no mark away.
            screen.look_at_disk()
            await room.pilot.pause()
            assert "not on disk yet" in room.seen()
        shown = Shown(room.pilot.app)
        assert room.desk.writer.wait(60)
        # Nor is it that look that sees first, without a word, that all is there.
        screen.look_at_disk()
        await shown.wait_for(room.pilot, "on disk again")
        assert "not on disk yet" not in room.seen()


async def test_what_is_on_disk_by_now_is_no_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        room.desk.writer.wait()
        screen = room.pilot.app.screen
        assert isinstance(screen, LiveScreen)
        refused = refuse_once(monkeypatch)
        # The screen hears of the refusal only after the act is kept.
        assert screen.keep_line("! een besluit")
        assert room.desk.writer.wait(60)
        await room.pilot.pause()
        assert len(refused) == 1
        assert "disk is full" not in room.seen()


async def test_the_next_item_is_the_same_wherever_it_is_told_and_f2_goes_there(tmp_path: Path) -> None:
    async with sitting(tmp_path, (80, 24)) as room:
        await room.type("/open")
        room.clock.forward(1)
        await room.type("/go 5")
        room.clock.forward(1)
        assert "Not treated yet: 2, 3, 4. F2 goes to 2." in room.seen()
        for number in ("2", "3", "4"):
            board = "\n".join(line.plain for line in next_item(room.record, told_to_the_room(room.record), 80))
            assert f"Next   {number}  " in board
            assert f"then {number}" in folded(room.record, room.clock(), 80).plain
            await room.pilot.press("f4")
            await room.pilot.pause()
            chosen = room.pilot.app.screen.query_one(OptionList).highlighted_option
            assert chosen
            assert chosen.id == number
            await room.pilot.press("escape", "f2")
            await room.pilot.pause()
            current = room.record.current()
            assert current
            assert current.number == number
            assert ("Back to item 2, which was passed over:" in room.seen()) is (number == "2")
            assert "Not treated yet" not in room.seen()
            room.clock.forward(1)
        assert "then" not in folded(room.record, room.clock(), 80).plain
        assert next_item(room.record, told_to_the_room(room.record), 80) == []
        await room.pilot.press("f2")
        assert "Every item has been treated; /close ends the meeting." in room.seen()


async def test_nothing_is_still_to_come_of_a_closed_meeting(tmp_path: Path) -> None:
    async with sitting(tmp_path, (80, 24)) as room:
        await room.type("/open")
        assert "then 2, 3, 4, 5" in room.seen()
        await room.type("/close")
        assert "then 2" not in room.seen()


async def test_the_last_line_says_what_f4_does_with_the_entry_that_is_chosen(tmp_path: Path) -> None:
    speak("nl")
    async with sitting(tmp_path, (80, 24)) as room:
        await room.type("/open")
        await room.type("een notitie")
        assert "F4 ga naar" in room.seen().splitlines()[-1]
        await room.pilot.press("up")
        await room.pilot.pause()
        assert "F4 verplaats" in room.seen().splitlines()[-1]
        assert "F4 verplaats Del Esc" in " ".join(room.seen().split())
        await room.pilot.press("escape")
        await room.pilot.pause()
        assert "F4 ga naar" in room.seen().splitlines()[-1]


async def test_a_meeting_that_is_opened_long_before_its_day_tells_no_minutes_left(tmp_path: Path) -> None:
    clock = HandClock()
    clock.forward(-25 * 24 * 60)
    async with sitting(tmp_path, clock=lambda: clock) as room:
        await room.type("/open")
        head = room.seen().splitlines()[0]
        assert head.endswith("end 11:00")
        assert "→" not in head
        assert "−" not in head
    clock.forward(28 * 24 * 60)
    async with sitting(tmp_path / "later", clock=lambda: clock) as room:
        await room.type("/open")
        assert room.seen().splitlines()[0].endswith("end 11:00")
        assert "min over" not in room.seen()
        assert "^T" not in room.seen()


async def test_what_was_wrong_with_a_line_is_not_said_of_what_comes_after_it(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("/break 10 minutes")
        assert "/break stands alone" in room.seen()
        await room.pilot.press("ctrl+u")
        await room.pilot.pause()
        assert "/break stands alone" not in room.seen()
        await room.type("/break 10 minutes")
        room.pilot.app.screen.query_one(Capture).value = ""
        room.pilot.app.post_message(events.Paste("one\ntwo\n! three"))
        await wait_for(room.pilot.app, room.pilot, "three")
        assert "/break stands alone" not in room.seen()


async def test_what_was_prepared_is_shown_at_its_item_and_taken_by_enter(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        item = room.record.order()[0]
        room.record.put(replace(item, prepared_text="! De agenda is vastgesteld.\nDe voorzitter opent."))
        room.record.keep("prepare", "", AT)
        await room.pilot.press("f2")
        assert "Prepared: ! De agenda is vastgesteld." in room.seen()
        await room.pilot.press("enter")
        assert room.pilot.app.screen.query_one(Capture).value == "! De agenda is vastgesteld."
        # It can be changed before it is kept, and counts as written down then.
        await room.type(" Zonder wijziging.")
        assert [entry.text for entry in room.record.entries.values()] == ["De agenda is vastgesteld. Zonder wijziging."]
        assert room.record.items[item.id].prepared_text == "De voorzitter opent."
        # What is typed after the line was emptied is something else.
        await room.pilot.press("enter", "ctrl+u")
        await room.type("iets anders")
        assert room.record.items[item.id].prepared_text == "De voorzitter opent."
        await room.pilot.press("f2")
        assert "prepared, and not written down" in " ".join(map(str, unfinished(room.record)))


async def test_an_entry_of_several_lines_by_a_key_and_by_a_paste_behind_a_sign(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("een")
        line = room.pilot.app.screen.query_one(Capture)
        await room.type("! Het volgende:", enter=False)
        await room.pilot.press("ctrl+j")
        await room.type("a) een", enter=True)
        await room.type("! ", enter=False)
        line.post_message(events.Paste("De OR besluit:\na) een\n\nb) twee\n"))
        await until(room.pilot, lambda: "twee" in line.value)
        assert line.value == "! De OR besluit: ↵ a) een ↵ b) twee"
        await room.pilot.press("enter")
        written = ["een", "Het volgende:\na) een", "De OR besluit:\na) een\nb) twee"]
        assert [entry.text for entry in room.record.entries.values()] == written
        assert "a) een" in room.seen()
