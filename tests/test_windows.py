"""The windows over a screen: keys go to them from the instant that one is asked for, and to the line after it."""

from __future__ import annotations

from pathlib import Path

from textual import events

from store.model import Kind
from tests.screens import Sitting, sitting
from tui.screens.live import LiveScreen

_CHARACTERS = {"enter": "\r", "space": " ", "escape": "\x1b", "at": "@", "exclamation_mark": "!"}


async def burst(room: Sitting, *keys: str) -> None:
    """Presses all `keys` before the app does anything about the first, as a fast hand or a paste without brackets."""
    app = room.pilot.app
    for key in keys:
        character = _CHARACTERS.get(key, key if len(key) == 1 else None)
        app.post_message(events.Key(key, character))
    await room.pilot.pause(0.3)


def line(room: Sitting) -> str:
    screen = room.pilot.app.screen
    assert isinstance(screen, LiveScreen)
    return screen.capture.value


async def test_keys_right_after_f4_go_to_its_window_and_those_after_enter_to_the_line(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        room.clock.forward(1)
        await burst(room, *"oud", "enter", "f4", "3", "enter", *"nieuw", "enter", *"half")
        assert [(e.text, e.item) for e in room.record.entries.values()] == [
            ("oud", room.record.meeting.agenda[0]),
            ("nieuw", room.record.meeting.agenda[2]),
        ]
        assert line(room) == "half"


async def test_keys_right_after_f9_choose_in_the_list(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await room.type("@? navragen > vrijdag")
        await room.type("/naar 3")
        await burst(room, "f9", "enter", "at", *"cr", "enter")
        [entry] = room.record.entries.values()
        assert (entry.kind, entry.text, entry.owners) == (Kind.ACTION, "navragen", ("CR",))


async def test_keys_right_after_a_large_paste_answer_its_question(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        text = "\n".join(f"regel {number}" for number in range(30))
        app = room.pilot.app
        app.post_message(events.Paste(text))
        await burst(room, "escape", *"daarna", "enter")
        assert [entry.text for entry in room.record.entries.values()] == ["daarna"]
        app.post_message(events.Paste(text))
        await burst(room, "enter", *"daarna", "enter")
        assert len(room.record.entries) == 32
        assert room.record.entries[max(room.record.entries)].text == "daarna"


async def test_typing_right_after_help_goes_on_in_the_line(tmp_path: Path) -> None:
    async with sitting(tmp_path) as room:
        await room.pilot.press("f2")
        await burst(room, *"/hulp", "enter", *"door", "f1", "escape", *"getypt", "enter", "f8", *"en verder")
        assert [entry.text for entry in room.record.entries.values()] == ["doorgetypt"]
        assert line(room) == "en verder"


async def test_keys_right_after_opening_a_meeting_from_home_go_to_its_line(tmp_path: Path) -> None:
    from tests.screens import HandClock, lay
    from tui.app import NotulistApp

    archive, key = lay(tmp_path)
    app = NotulistApp(archive, None, HandClock())
    async with app.run_test(size=(100, 30)) as pilot:
        for pressed in ("enter", "f2", *"meteen", "enter", *"half"):
            app.post_message(events.Key(pressed, pressed if len(pressed) == 1 else None))
        await pilot.pause(0.5)
        assert isinstance(app.screen, LiveScreen)
        assert app.screen.capture.value == "half"
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
        await room.pilot.pause(0.5)
        assert "Het slot." in room.seen()
        assert "not put to the vote" in room.seen()
        await room.pilot.press("pageup", "pageup", "pageup")
        await room.pilot.pause(0.5)
        assert "Het begin." in room.seen()
        await room.pilot.press(*["down"] * 3)
        await room.pilot.pause(0.5)
        assert "Het begin." not in room.seen()
        await room.pilot.press("escape")
        await room.pilot.pause()
        assert line(room) == ""
