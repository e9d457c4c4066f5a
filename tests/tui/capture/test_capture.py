"""The capture line: what is pasted, whom the next key is for, leaving, and a window that was too small."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.widgets.input import Selection

from tests.helpers.screens import Sitting, sitting
from tui.live.screen import LiveScreen
from tui.widgets.capture import Capture


def capture(room: Sitting) -> Capture:
    screen = room.pilot.app.screen
    assert isinstance(screen, LiveScreen)
    return screen.capture


async def paste(room: Sitting, text: str) -> None:
    room.pilot.app.post_message(events.Paste(text))
    await room.pilot.pause()


async def test_a_paste_of_one_line_takes_the_place_of_what_is_selected_and_keeps_its_spaces(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.type("een twee drie", enter=False)
        capture(room).selection = Selection(4, 9)
        await paste(room, "2 en ")
        assert capture(room).value == "een 2 en drie"
        assert capture(room).cursor_position == 9
        capture(room).selection = Selection(9, 4)
        await paste(room, "\ttwee \x1b[31m\n")
        assert capture(room).value == "een  twee drie"
        await paste(room, "   ")
        assert capture(room).value == "een  twee drie"


async def test_a_paste_of_some_lines_takes_the_place_of_what_is_selected(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("een twee drie", enter=False)
        capture(room).selection = Selection(4, 9)
        await paste(room, "2\n  en ")
        assert [entry.text for entry in room.record.entries.values()] == ["een 2", "en drie"]


@pytest.mark.parametrize("between", ["paste", "palette", "key"])
async def test_only_the_key_right_after_the_chord_is_for_a_speaker(tmp_path: Path, between: str) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("/aanwezig AdB BP CR FT")
        await room.pilot.press("ctrl+o")
        await room.pilot.pause()
        assert "Who speaks?" in room.seen()
        if between == "paste":
            await paste(room, "punt ")
        elif between == "palette":
            await room.pilot.press("ctrl+p")
            await room.pilot.pause()
            await room.pilot.press("escape")
            await room.pilot.pause()
        else:
            await room.pilot.press("x")
        await room.pilot.pause()
        assert "Who speaks?" not in room.seen()
        await room.pilot.press("3")
        assert capture(room).value == {"paste": "punt 3", "palette": "3", "key": "x3"}[between]


async def test_leaving_in_spite_of_the_disk_takes_the_same_key_twice_in_a_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        room.desk.writer.wait()
        monkeypatch.setattr("store.disk.writer.Writer.wait", lambda writer, seconds=None: False)
        await room.pilot.press("ctrl+q")
        assert "^Q again" in room.seen()
        await room.type("nog een regel")
        await room.pilot.press("ctrl+q")
        await room.pilot.pause()
        assert "^Q again" in room.seen()
        assert room.pilot.app.return_value is None
        await room.pilot.press("ctrl+q")
        assert room.pilot.app.return_value == 0


async def test_f12_keeps_the_line_as_a_decision_and_makes_the_last_entry_one(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("De agenda is vastgesteld.", enter=False)
        await room.pilot.press("f12")
        await room.type("bp: wij doen het", enter=False)
        await room.pilot.press("f12")
        await room.type("\\! zo staat het er", enter=False)
        await room.pilot.press("f12")
        await room.type("! al een besluit", enter=False)
        await room.pilot.press("f12")
        await room.type("cr: toch een besluit")
        await room.pilot.press("f12")
        assert [(e.kind.value, e.speaker, e.text) for e in room.record.entries.values()] == [
            ("decision", "", "De agenda is vastgesteld."),
            ("decision", "", "bp: wij doen het"),
            ("decision", "", "! zo staat het er"),
            ("decision", "", "al een besluit"),
            ("decision", "CR", "toch een besluit"),
        ]
        acts = len(room.record.log)
        for typed in ("@bp brief > vrijdag", "/naar 3", "/onzin", "= 3-1"):
            await room.type(typed, enter=False)
            await room.pilot.press("f12")
            await room.pilot.pause()
            said = "/onzin is no command" if typed == "/onzin" else "stands for something else"
            assert said in room.seen()
            assert capture(room).value == typed
            await room.pilot.press("ctrl+u")
        assert len(room.record.log) == acts


async def test_tab_in_the_window_of_f4_puts_the_last_entry_there(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("een")
        await room.type("twee")
        await room.type("half", enter=False)
        await room.pilot.press("f4", "3", "tab")
        await room.pilot.pause()
        first, *_others, third, _fourth, _fifth = room.record.meeting.agenda
        assert [(entry.text, entry.item) for entry in room.record.entries.values()] == [("een", first), ("twee", third)]
        assert room.record.meeting.current == first
        assert capture(room).value == "half"
