"""The post screen: a piece is registered by a line, handled, filtered, taken back, with the keyboard alone."""

from __future__ import annotations

from pathlib import Path

from textual import events
from textual.pilot import Pilot

from store.archive.archive import Archive
from tests.helpers.desk import BODY, NOW, archive_with_desk, mail, register
from tests.helpers.screens import HandClock, seen, until
from tui.app.app import NotulistApp


async def typed(pilot: Pilot[int], text: str) -> None:
    for letter in text:
        await pilot.press({" ": "space", ":": "colon", ",": "comma", ">": "greater_than_sign"}.get(letter, letter))


async def test_a_week_of_post_with_the_keyboard(tmp_path: Path) -> None:
    archive = archive_with_desk(tmp_path)
    app = NotulistApp(archive, None, HandClock())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("m")
        await until(pilot, lambda: "No post of Ondernemingsraad yet." in seen(app))
        # A mail that is dropped takes one key more.
        app.post_message(events.Paste(str(mail(tmp_path))))
        await until(pilot, lambda: "“Adviesaanvraag samenvoeging”" in seen(app))
        await pilot.press("enter")
        await until(pilot, lambda: len(archive.read_desk("or").pieces) == 1)
        await pilot.press("n")
        await typed(pilot, "jan: Brief, noted")
        assert "nobody is called “jan” here" in seen(app)
        await pilot.press("enter")
        await until(pilot, lambda: len(archive.read_desk("or").pieces) == 2)
        await pilot.press("a")
        await typed(pilot, "file")
        await pilot.press("enter")
        await until(pilot, lambda: "filed" in seen(app))
        await pilot.press("f6", "f6")
        await until(pilot, lambda: len(archive.read_desk("or").pieces) == 1)
        await pilot.press("escape")
    app_desk = archive.open_desk(BODY)
    app_desk.close()


async def test_a_second_window_can_only_read_and_says_so(tmp_path: Path) -> None:
    archive = archive_with_desk(tmp_path)
    desk = archive.open_desk(BODY)
    register(desk, "arbo: Verzuim", NOW.date())
    desk.writer.wait()
    app = NotulistApp(Archive(archive.folder, tmp_path / "state"), None, HandClock())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m")
        await until(pilot, lambda: "Verzuim" in seen(app))
        assert "You can only read here." in seen(app)
        await pilot.press("n")
        assert not app.screen.query_one("#line").display
    desk.close()
