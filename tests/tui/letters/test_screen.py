"""The screen of letters: one that a meeting asked for is begun, put in other words, and sent; by keys alone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from exports.letters.drafted import Section, Standing
from store.archive.archive import Archive
from store.archive.desk.letters import asked_for
from store.desk.model import Letter
from tests.helpers.letters import archive_with_request, letter_of
from tests.helpers.places import settled
from tests.helpers.screens import seen, until
from tui.app.app import NotulistApp
from tui.letters.rows import LetterRow, Row, SectionRow, draw

NOW = datetime(2027, 3, 12, 9, 0, tzinfo=UTC)


async def test_a_letter_is_begun_put_in_other_words_and_sent(tmp_path: Path) -> None:
    archive = archive_with_request(tmp_path)
    app = NotulistApp(archive, None, lambda: NOW)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("e")
        await until(pilot, lambda: "A 2027-03-01" in seen(app))
        await pilot.press("enter")
        await until(pilot, lambda: "U-2027-001 is begun" in seen(app) and "Overwegingen" in seen(app))
        await pilot.press("down", "down", "enter")
        await settled(pilot)
        await pilot.press("f7", "delete", *"Nee", "ctrl+s")
        await until(pilot, lambda: "✎ Overwegingen" in seen(app))
        await pilot.press("f9")
        await until(pilot, lambda: "drukste" in seen(app))
        await pilot.press("f8")
        await until(pilot, lambda: "1. De verhuizing valt in de drukste maand." in seen(app))
        await pilot.press("f")
        await until(pilot, lambda: "✎" not in seen(app))
        assert letters(archive)[0].sections == ()
        await pilot.press("v", "end", *", mail", "enter")
        await until(pilot, lambda: "U-2027-001: sent" in seen(app))
    (sent,) = letters(archive)
    assert (sent.sent, sent.channel, bool(sent.digest)) == (date(2027, 3, 12), "mail", True)


def letters(archive: Archive) -> list[Letter]:
    return [*archive.read_desk("or").letters.values()]


def test_a_row_is_as_wide_as_there_is_room(tmp_path: Path) -> None:
    archive = archive_with_request(tmp_path)
    body = archive.register.find("or")
    archive.index.refresh()
    (asked,) = asked_for(archive, body, archive.read_desk("or"))
    letter = letter_of(archive, "begeleidend", "", NOW.date(), to="bond")
    desk = archive.read_desk("or")
    section = Section(key="body", heading="", text="Een\ntweede", said="", standing=Standing.OWN)
    rows: list[Row] = [LetterRow(body, desk, asked=asked), LetterRow(body, desk, letter=letter), SectionRow(section)]
    for width in (20, 44, 80):
        drawn = [draw(row, width).plain for row in rows]
        assert [len(each) for each in drawn] == [width] * 3
        assert drawn[0].startswith("A 2027-03-01 ")
        assert drawn[2].startswith("✎ ")
