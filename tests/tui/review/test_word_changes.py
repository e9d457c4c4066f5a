"""The Word file of the minutes that came back, in the review: each change is taken over, corrected or left by a key."""

from __future__ import annotations

from pathlib import Path

from exports.confidentiality.redaction import redacted
from exports.content.minutes import minutes
from exports.formats.docx import write_docx
from store.model import Audience
from store.record.record import Record
from tests.helpers.reviewing import review, screen
from tests.helpers.screens import until, wait_for
from tests.helpers.word_edits import Edited
from tui.review.word_changes import WordChangesScreen


def texts(record: Record) -> list[str]:
    return [entry.text for entry in record.entries.values()]


async def test_a_file_that_is_dropped_shows_its_changes_and_each_key_does_one(tmp_path: Path) -> None:
    async with review(tmp_path) as room:
        content = write_docx(minutes(redacted(room.record, Audience.FULL)))
        edited = Edited(content).track("opening", "start").track("klaar", "af op 3 mei").track("drukker", "pers")
        file = tmp_path / "Notulen (opm. DvdB).docx"
        file.write_bytes(edited.comment("nog iets", "wat dan?").saved())
        app = room.pilot.app
        screen(room).write(f"'{file}'")
        await wait_for(app, room.pilot, "show what was changed in this Word file")
        await room.pilot.press("enter")
        await wait_for(app, room.pilot, "4 proposals")
        assert isinstance(app.screen, WordChangesScreen)
        assert "“opening” → “start”" in room.seen()

        await room.pilot.press("enter")
        await wait_for(app, room.pilot, "3 proposals · 1 taken over")
        assert "de start" in texts(room.record)

        await room.pilot.press("enter")
        await wait_for(app, room.pilot, "2 proposals · 2 taken over")
        assert "wat dan? (DvdB)" in texts(room.record)

        await room.pilot.press("enter")
        await wait_for(app, room.pilot, "Enter once more takes it over")
        assert not any("3 mei" in text for text in texts(room.record))
        await room.pilot.press("n")
        await wait_for(app, room.pilot, "1 proposal ·")

        await room.pilot.press("c")
        await wait_for(app, room.pilot, "1 correction copied")
        assert app.clipboard == "/correctie punt 3: “drukker” wordt “pers”"

        await room.pilot.press("escape")
        await until(room.pilot, lambda: app.screen is screen(room))
        await room.pilot.press("f6", "f6")
        await until(room.pilot, lambda: "de opening" in texts(room.record))


async def test_what_is_no_file_of_these_minutes_is_said_and_changes_nothing(tmp_path: Path) -> None:
    async with review(tmp_path) as room:
        file = tmp_path / "Brief.docx"
        file.write_bytes(b"no Word file")
        before = texts(room.record)
        screen(room).write(str(file))
        await room.pilot.press("enter")
        await wait_for(room.pilot.app, room.pilot, "Brief.docx")
        assert texts(room.record) == before
