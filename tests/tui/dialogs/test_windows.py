"""The windows over a screen: keys go to them from the instant that one is asked for, and to the line after it."""

from __future__ import annotations

from pathlib import Path

from textual import events
from textual.app import App

from store.model import Kind
from tests.helpers.screens import HandClock, Sitting, lay, sitting, until
from tui.app.app import NotulistApp
from tui.live.screen import LiveScreen

_CHARACTERS = {"enter": "\r", "space": " ", "escape": "\x1b", "at": "@", "exclamation_mark": "!"}


async def burst(room: Sitting, *keys: str) -> None:
    """Presses all `keys` before the app does anything about the first, as a fast hand or a paste without brackets."""
    app = room.pilot.app
    for key in keys:
        character = _CHARACTERS.get(key, key if len(key) == 1 else None)
        app.post_message(events.Key(key, character))


def line(app: App[int]) -> str:
    """What stands in the line of the live screen, as soon as that is there."""
    screen = app.screen
    return screen.capture.value if isinstance(screen, LiveScreen) and screen.query("#capture") else "no line"


async def test_keys_right_after_f4_go_to_its_window_and_those_after_enter_to_the_line(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        room.clock.forward(1)
        await burst(room, *"oud", "enter", "f4", "3", "enter", *"nieuw", "enter", *"half")
        await until(room.pilot, lambda: line(room.pilot.app) == "half")
        assert [(e.text, e.item) for e in room.record.entries.values()] == [
            ("oud", room.record.meeting.agenda[0]),
            ("nieuw", room.record.meeting.agenda[2]),
        ]


async def test_keys_right_after_f9_choose_in_the_list(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("@? navragen > vrijdag")
        await room.type("/naar 3")
        await burst(room, "f9", "enter", "at", *"cr", "enter", *"half")
        await until(room.pilot, lambda: line(room.pilot.app) == "half")
        [entry] = room.record.entries.values()
        assert (entry.kind, entry.text, entry.owners) == (Kind.ACTION, "navragen", ("CR",))


async def test_keys_right_after_a_large_paste_answer_its_question(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        text = "\n".join(f"regel {number}" for number in range(30))
        app = room.pilot.app
        app.post_message(events.Paste(text))
        await burst(room, "escape", *"daarna", "enter", *"half")
        await until(room.pilot, lambda: line(room.pilot.app) == "half")
        assert [entry.text for entry in room.record.entries.values()] == ["daarna"]
        await room.pilot.press("ctrl+u")
        app.post_message(events.Paste(text))
        await burst(room, "enter", *"daarna", "enter", *"slot")
        await until(room.pilot, lambda: line(room.pilot.app) == "slot")
        assert len(room.record.entries) == 32
        assert room.record.entries[max(room.record.entries)].text == "daarna"


async def test_typing_right_after_help_goes_on_in_the_line(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await burst(room, *"/hulp", "enter", *"door", "f1", "escape", *"getypt", "enter", "f8", *"en verder")
        await until(room.pilot, lambda: line(room.pilot.app) == "en verder")
        assert [entry.text for entry in room.record.entries.values()] == ["doorgetypt"]


async def test_keys_right_after_opening_a_meeting_from_home_go_to_its_line(tmp_path: Path) -> None:
    archive, key = lay(tmp_path)
    app = NotulistApp(archive, None, HandClock())
    async with app.run_test(size=(100, 30)) as pilot:
        for pressed in ("enter", "f2", *"meteen", "enter", *"half"):
            app.post_message(events.Key(pressed, pressed if len(pressed) == 1 else None))
        await until(pilot, lambda: line(app) == "half")
    for opened in app.opened:
        opened.close(5)
    assert [entry.text for entry in archive.read(key).entries.values()] == ["meteen"]


async def test_a_long_text_to_read_back_is_scrolled(tmp_path: Path) -> None:
    async with sitting(tmp_path, (80, 24)) as room:
        await room.pilot.press("f2")
        await room.type(
            "! Het begin. " + "De ondernemingsraad besluit na lang beraad het volgende. " * 25 + "Het slot."
        )
        await room.pilot.press("f8")
        await room.pilot.pause()
        assert "Het begin." in room.seen()
        assert "Het slot." not in room.seen()
        await room.pilot.press("pagedown", "pagedown", "pagedown")
        await until(room.pilot, lambda: "Het slot." in room.seen())
        assert "not put to the vote" in room.seen()
        await room.pilot.press("pageup", "pageup", "pageup")
        await until(room.pilot, lambda: "Het begin." in room.seen())
        await room.pilot.press(*["down"] * 3)
        await until(room.pilot, lambda: "Het begin." not in room.seen())
        await room.pilot.press("escape")
        await room.pilot.pause()
        assert line(room.pilot.app) == ""
