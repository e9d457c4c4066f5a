"""The sample meeting, typed anew."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from exports.agenda.markdown import read_agenda
from exports.agenda.meeting_from_agenda import convene
from store.archive.archive import Archive
from store.record.record import Record
from tui.cli.meetings.scribe import read_lines, scribe, start_of


def replayed(language: str, folder: Path) -> tuple[Record, list[str]]:
    """The record of the whole sample, and what was said about its lines."""
    samples = files("tests.samples")
    agenda = read_agenda((samples / f"agenda-{language}.md").read_text("utf-8"))
    assert agenda.date is not None
    archive = Archive(folder / "archive", folder / "state")
    key = convene(archive, agenda, agenda.date)
    desk = archive.open(key)
    said: list[str] = []
    try:
        notes = (samples / f"notes-{language}.txt").read_bytes().splitlines()
        typed = read_lines(notes, desk.running.meeting, start_of(desk.running))
        scribe(typed, desk, lambda _typed, _act: None, lambda _typed, words: said.append(words))
    finally:
        desk.close()
    return archive.read(key), said


@pytest.fixture(params=["nl", "en"])
def both(request: pytest.FixtureRequest, tmp_path: Path) -> Record:
    return replayed(request.param, tmp_path)[0]
