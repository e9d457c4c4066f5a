"""The home screen, and what a first-time user meets."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from store.i18n import speak
from store.paths import cache_folder
from tests.conftest import run
from tests.helpers.meetings import type_line
from tests.helpers.screens import AGENDA, HandClock, lay, seen, until, wait_for
from tests.helpers.tables import each_row
from tui.app.app import NotulistApp
from tui.dialogs.choose_file import file_named
from tui.home.screen import HomeScreen
from tui.importing.screen import ImportScreen
from tui.keys.bindings import key_name
from tui.keys.commands import COMMANDS
from tui.live.screen import LiveScreen
from tui.prepare.screen import PrepareScreen


async def give(app: NotulistApp, text: str) -> None:
    """Fills in the field with the cursor."""
    assert isinstance(app.focused, Input)
    app.focused.insert_text_at_cursor(text)


@pytest.mark.parametrize(
    ("language", "ways"),
    [
        ("en", ("make your body", "begin with an agenda", "notulist demo")),
        ("nl", ("maak je orgaan", "begin met een agenda", "notulist demo")),
    ],
)
async def test_an_empty_archive_says_on_a_narrow_screen_how_to_begin(
    tmp_path: Path, language: str, ways: tuple[str, ...]
) -> None:
    from store.archive.archive import Archive

    speak(language)
    app = NotulistApp(Archive(tmp_path / "archive", tmp_path / "state"), None, HandClock())
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for(app, pilot, ways[-1])
        lines = [line.strip() for line in seen(app).splitlines()]
        for key, way in zip(("b", "i", "^Q"), ways, strict=True):
            # Each on one line, whole: what follows it is no part of it.
            assert sum(line.startswith(f"{key}  ") and way in line for line in lines) == 1
        await pilot.press("b")
        await wait_for(app, pilot, "No bodies yet." if language == "en" else "Nog geen organen.")


async def test_an_empty_archive_says_how_to_begin_and_imports_an_agenda(tmp_path: Path) -> None:
    from store.archive.archive import Archive

    file = tmp_path / "mijn agenda.md"
    file.write_text(AGENDA, "utf-8")
    app = NotulistApp(Archive(tmp_path / "archive", tmp_path / "state"), None, HandClock())
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for(app, pilot, "No meetings yet.")
        await pilot.press("i")
        await pilot.pause()
        await give(app, f"'{file}'")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ImportScreen))
        assert "5 items, 60 minutes" in seen(app)
        await pilot.press("escape")
        await wait_for(app, pilot, "Nothing was stored.")
        assert not app.archive.keys()
        await pilot.press("i")
        await pilot.pause()
        await give(app, f"'{file}'")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ImportScreen))
        await pilot.press("enter")
        await wait_for(app, pilot, "A new body is made")
        assert not app.archive.keys()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PrepareScreen))
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        await pilot.press("f2", *"hoi", "enter")
        await pilot.press("ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await wait_for(app, pilot, "running")
        await pilot.press("ctrl+s")
        await wait_for(app, pilot, "Documents to send")
        await pilot.press("ctrl+s")
        await wait_for(app, pilot, "Written in")
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)


async def test_a_file_without_an_agenda_is_one_clear_line(tmp_path: Path) -> None:
    archive, _key = lay(tmp_path)
    file = tmp_path / "brief.md"
    file.write_text("Beste allen,\n\ntot donderdag.\n", "utf-8")
    app = NotulistApp(archive, None, HandClock())
    async with app.run_test(size=(100, 30)) as pilot:
        for name in (str(file), str(tmp_path / "weg.md"), str(tmp_path)):
            await pilot.press("i")
            await pilot.pause()
            await give(app, name)
            await pilot.press("enter")
            await until(pilot, lambda: "agenda" in seen(app) or "cannot be read" in seen(app))
        assert len(archive.keys()) == 1


async def test_a_damaged_meeting_does_not_hide_the_others(tmp_path: Path) -> None:
    archive, key = lay(tmp_path)
    bad = archive.path(key).with_name("2026-01-01-or.json")
    bad.write_text("{", "utf-8")
    app = NotulistApp(archive, None, HandClock())
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for(app, pilot, "OR-vergadering 2026-03")
        assert "cannot be read" in seen(app)
        await pilot.press("down", "enter")
        await wait_for(app, pilot, "is damaged")
    assert bad.read_text("utf-8") == "{"


async def test_a_meeting_whose_file_is_missing_is_told_of_and_how_it_comes_back(tmp_path: Path) -> None:
    archive, key = lay(tmp_path)
    desk = archive.open(key)
    type_line(desk, "/open")
    desk.close()
    archive.path(key).unlink()
    app = NotulistApp(archive, None, HandClock())
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for(app, pilot, "cannot be read")
        await pilot.press("enter")
        await wait_for(app, pilot, f"“notulist live {key}” restores it")
    archive.open(archive.find(key, date(2026, 3, 12))).close()
    archive.index.refresh()
    assert archive.index.unread == {}
    assert archive.keys() == [key]


def test_demo_without_a_terminal_prints_minutes_and_actions() -> None:
    expected = {"nl": (r"Besluit B 20\d\d-\d\d-03", "Actielijst"), "en": (r"Decision D 20\d\d-\d\d-03", "Action list")}
    for language, words in expected.items():
        done = run("demo", "--lang", language)
        text = done.stdout.decode()
        assert done.returncode == 0
        assert all(re.search(word, text) for word in words), text
        assert not done.stderr


def test_where_names_the_folders(archive_folder: Path) -> None:
    shown = run("where").stdout.decode()
    assert str(archive_folder) in shown
    assert f"Cache, which may be deleted: {cache_folder()}" in shown


def test_the_language_of_the_screens_is_asked_for_or_set(tmp_path: Path) -> None:
    def first(*arguments: str, **environment: str) -> str:
        return run(*arguments, "--help", **environment).stdout.decode()

    assert "Minute a meeting live" in first()
    assert "live" in first("--lang", "nl")
    assert "Minute a meeting live" not in first(LC_ALL="nl_NL.UTF-8")
    settings = tmp_path / "home" / "config" / "notulist" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('language = "nl"\n', "utf-8")
    assert "Archief" in run("where").stdout.decode()
    settings.write_text("language = 3\n", "utf-8")
    done = run("where")
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1


@pytest.mark.parametrize(
    "dragged",
    [
        "{folder}/mijn\\ agenda\\ \\(nieuw\\).md",
        "'{folder}/mijn agenda (nieuw).md' ",
        '"{folder}/mijn agenda (nieuw).md"',
        "{folder}/mijn agenda (nieuw).md",
    ],
)
def test_a_file_that_is_dragged_into_the_terminal_is_found(tmp_path: Path, dragged: str) -> None:
    file = tmp_path / "mijn agenda (nieuw).md"
    file.touch()
    assert Path(file_named(dragged.format(folder=tmp_path))) == file


@each_row(
    "typed, name",
    [
        ("'C:\\Mijn map\\agenda.md'", "C:\\Mijn map\\agenda.md"),
        ("C:\\Mijn map\\agenda.md", "C:\\Mijn map\\agenda.md"),
        ("\\\\server\\map\\agenda.md", "\\\\server\\map\\agenda.md"),
        ("agenda's.md", "agenda's.md"),
        ("'/x/agenda'\\''s van mei.md'", "/x/agenda's van mei.md"),
        ("nog niet.md", "nog niet.md"),
        ("", ""),
        ("x" * 5000, "x" * 5000),
    ],
)
def test_a_file_name_is_read_as_it_was_meant(typed: str, name: str) -> None:
    assert file_named(typed) == name


async def test_the_palette_offers_what_works_on_this_screen_and_nothing_else(tmp_path: Path) -> None:
    archive, _key = lay(tmp_path)
    app = NotulistApp(archive, None, HandClock())
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        offered = [command.title for command in app.get_system_commands(app.screen)]
        assert "Open the meeting" in offered
        assert not {
            "Look back through the entries",
            "And forward again",
            "Show the last decision or proposal large",
        } & {*offered}
        await pilot.press("f1")
        await pilot.pause()
        assert [command.title for command in app.get_system_commands(app.screen)] == ["Dark", "Light", "High contrast"]
        await pilot.press("escape", "enter")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        offered = [command.title for command in app.get_system_commands(app.screen)]
        assert "Look back through the entries" in offered
        assert "Open the meeting" not in offered
        await pilot.press("ctrl+q")


async def test_the_palette_speaks_the_language_of_the_interface_and_names_keys_as_they_are_printed(
    tmp_path: Path,
) -> None:
    archive, key = lay(tmp_path)
    speak("nl")
    app = NotulistApp(archive, None, HandClock())
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for(app, pilot, "OR-vergadering")
        await pilot.press("ctrl+p")
        await wait_for(app, pilot, "Zoek een opdracht")
        await wait_for(app, pilot, "^S")
        assert "CTRL" not in seen(app)
        await pilot.press(*"qzx")
        await wait_for(app, pilot, "Geen opdracht past hierbij.")
        await pilot.pause()
        assert "No matches" not in seen(app)
        assert "Zoek een" not in seen(app)
        await pilot.press("enter")
        await wait_for(app, pilot, "OR-vergadering")
        assert isinstance(app.screen, HomeScreen)
        # And the long way round: a command that is found is done.
        await pilot.press("ctrl+p", *"organen")
        await wait_for(app, pilot, "Open organen")
        await pilot.press("enter")
        await wait_for(app, pilot, "Organen en mensen")
    assert archive.keys() == [key]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_key_has_the_name_that_is_printed_on_it(language: str) -> None:
    speak(language)
    for command in COMMANDS:
        name = key_name(command.key)
        assert re.fullmatch(r"F\d\d?|\^[A-Z]|[a-z/+←→-]|Enter|Tab|Esc|PgUp|PgDn|Spatie|Space", name), command


async def test_a_paste_that_the_terminal_does_not_mark_is_no_row_of_keys(tmp_path: Path) -> None:
    archive, key = lay(tmp_path)
    app = NotulistApp(archive, None, HandClock())
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for(app, pilot, "OR-vergadering")
        # Each would call the meeting off, make a work talk, open a screen and answer what it asks.
        for letter in "xwyemrbn" * 40:
            app.post_message(events.Key(letter, letter))
            app.post_message(events.Key("enter", "\r"))
        await until(pilot, lambda: any("no letter of it" in each.message for each in app._notifications))
        await wait_for(app, pilot, "No agenda was found and nothing was stored")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert archive.keys() == [key]
        assert archive.read(key).meeting.called_off is None
