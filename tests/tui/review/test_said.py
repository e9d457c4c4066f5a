"""What was said, in the review: around the entry that is chosen, and taken into the line."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from store.transcripts.reading import read_transcript
from tests.helpers.reviewing import review, screen
from tests.helpers.screens import until, wait_for
from tui.dialogs.said import SaidScreen

SAID = """WEBVTT

00:00:20.000 --> 00:00:25.000
<v Bas Prins>Ik open, want Anna komt later.

00:59:00.000 --> 00:59:05.000
<v Zaal Noord>Tot ziens.
"""


async def test_what_was_said_around_an_entry_goes_into_the_line(tmp_path: Path) -> None:
    async with review(tmp_path) as room:
        await room.pilot.press("f8")
        await wait_for(room.pilot.app, room.pilot, "nothing is kept of what was said")

        told = read_transcript(SAID.encode(), "or.vtt")
        entry = next(entry for entry in room.record.entries.values() if entry.text == "de opening")
        transcripts, key = room.archive.transcripts, room.record.meeting.key
        starts = entry.at - timedelta(seconds=40)
        transcripts.keep(key, type(told)(sha256="", file="x", count=2, cues=told.cues, starts=starts, proposed=True))

        screen(room).go_to(entry.item, entry.id)
        await room.pilot.press("f8")
        await wait_for(room.pilot.app, room.pilot, "BP       Ik open, want Anna komt later.")
        assert isinstance(room.pilot.app.screen, SaidScreen)
        assert "probably" in room.seen()
        await room.pilot.press("left_square_bracket")
        kept = transcripts.read(key)
        assert kept is not None
        assert (kept.starts, kept.proposed) == (starts - timedelta(seconds=5), False)
        await room.pilot.press("slash", *"ziens")
        await until(room.pilot, lambda: "Anna komt later" not in room.seen())
        await room.pilot.press("enter", "enter")
        await until(room.pilot, lambda: screen(room).capture.value == "Tot ziens.")
