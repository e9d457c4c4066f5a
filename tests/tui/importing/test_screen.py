"""What is brought is seen before it is kept: each line with what it became, and a key that makes it something else."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from exports.agenda.plain.line import LineKind
from store.archive.archive import Archive
from tests.helpers.office import LETTERS, paragraph, word
from tests.helpers.screens import HandClock, seen, until, wait_for
from tui.app.app import NotulistApp
from tui.importing.screen import ImportScreen
from tui.live.screen import LiveScreen
from tui.prepare.screen import PrepareScreen

AGENDA = word(
    [
        paragraph("Ondernemingsraad Zorggroep De Linden", style="Titel"),
        paragraph("Datum:\tdinsdag 19 januari 2027"),
        paragraph("Tijd:\t13.30 – 15.30 uur"),
        paragraph("Aanwezig: Anna Bos (voorzitter), Kees Vos"),
        paragraph("Agenda", style="Kop1"),
        *(paragraph(text, number=(1, level)) for text, level in (("Opening (5 min)", 0), ("Plannen", 0), ("Huur", 1))),
        paragraph("Neem de stukken mee"),
        paragraph("Rondvraag", number=(1, 0)),
    ],
    LETTERS,
)


def app_at(folder: Path) -> NotulistApp:
    return NotulistApp(Archive(folder / "archive", folder / "state"), None, HandClock())


def gone_on(app: NotulistApp, before: Screen[Any]) -> bool:
    """Whether another screen is shown, or this one asks."""
    return app.screen is not before or "A new body" in seen(app)


async def bring(app: NotulistApp, pilot: Pilot[int], text: str) -> ImportScreen:
    await wait_for(app, pilot, "No meetings yet.")
    app.post_message(events.Paste(text))
    await until(pilot, lambda: isinstance(app.screen, ImportScreen))
    assert isinstance(app.screen, ImportScreen)
    await wait_for(app, pilot, "Opening")
    return app.screen


async def test_from_an_empty_archive_to_the_live_screen_with_a_word_file_in_few_keys(tmp_path: Path) -> None:
    file = tmp_path / "Agenda januari.docx"
    file.write_bytes(AGENDA)
    app, keys = app_at(tmp_path), 1
    async with app.run_test(size=(120, 40)) as pilot:
        await bring(app, pilot, f"'{file}'")
        while not isinstance(app.screen, LiveScreen):
            keys += 1
            assert keys <= 12
            before = app.screen
            await pilot.press("f2" if isinstance(before, PrepareScreen) else "enter")
            await until(pilot, partial(gone_on, app, before))
        [key] = app.archive.keys()
        record = app.archive.read(key)
    assert keys == 4
    assert (record.meeting.date, record.meeting.body.name) == (
        date(2027, 1, 19),
        "Ondernemingsraad Zorggroep De Linden",
    )
    assert [item.title for item in record.agenda()] == ["Opening", "Plannen", "Huur", "Rondvraag"]


async def test_each_line_says_what_it_became_and_a_digit_makes_it_something_else(tmp_path: Path) -> None:
    file = tmp_path / "agenda.docx"
    file.write_bytes(AGENDA)
    app = app_at(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await bring(app, pilot, str(file))
        became = {row.text.strip(): row.became.what for row in screen.lines.rows}
        assert became == {
            "# Ondernemingsraad Zorggroep De Linden": LineKind.TITLE,
            "Datum:\tdinsdag 19 januari 2027": LineKind.FACT,
            "Tijd:\t13.30 – 15.30 uur": LineKind.FACT,
            "Aanwezig: Anna Bos (voorzitter), Kees Vos": LineKind.PERSON,
            "## Agenda": LineKind.EMPTY,
            "1. Opening (5 min)": LineKind.ITEM,
            "2. Plannen": LineKind.ITEM,
            "a. Huur": LineKind.PART,
            "Neem de stukken mee": LineKind.NOTE,
            "3. Rondvraag": LineKind.ITEM,
        }
        screen.lines.go_to(next(row for row in screen.lines.rows if "stukken" in row.text))
        await pilot.press("1")
        assert "4 Neem de stukken mee" not in seen(app)
        assert "3 Neem de stukken mee" in seen(app)
        await pilot.press("6")
        assert next(row for row in screen.lines.rows if "stukken" in row.text).became.what is LineKind.NOTHING
        await pilot.press("0")
        assert next(row for row in screen.lines.rows if "stukken" in row.text).became.what is LineKind.NOTE
        await pilot.press("escape")
        await wait_for(app, pilot, "Nothing was stored.")
        assert app.archive.keys() == []


async def test_an_agenda_that_is_pasted_is_brought_too_and_a_day_that_is_not_there_is_asked(tmp_path: Path) -> None:
    app = app_at(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await bring(app, pilot, "Teamoverleg\n\nAgenda:\n1. Opening\n2. Slot\n")
        assert len(screen.lines.rows) == 4
        await pilot.press("enter")
        await wait_for(app, pilot, "names no day")
        assert app.archive.keys() == []
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PrepareScreen))
