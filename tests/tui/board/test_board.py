"""The board: what the room sees, read without a lock, and nothing confidential."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from exports.confidentiality.redaction import redacted
from store.archive.archive import Archive
from store.archive.open_meeting import OpenMeeting
from store.i18n import speak
from store.model import Audience, Audiences, Origin, Secrecy, View
from tests.conftest import COMMAND, run
from tests.helpers.meetings import KEY, archive_with_meeting, planned
from tests.helpers.screens import AGENDA, HandClock, lay, seen, strips, until
from tests.helpers.terminal import Terminal
from tui.app.app import NotulistApp
from tui.board.big_digits import big_digits
from tui.board.board import for_the_room, told_to_the_room
from tui.board.screen import BoardScreen
from tui.routes import Place


@asynccontextmanager
async def board(archive: Archive, key: str, clock: HandClock, size: tuple[int, int]) -> AsyncIterator[NotulistApp]:
    from store.meeting.running import RunningMeeting

    app = NotulistApp(archive, clock=clock, only_read=RunningMeeting(archive.read(key)), place=Place.BOARD)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app


class Minuting:
    """Somebody who minutes the meeting, with its lock, while the board is shown."""

    def __init__(self, desk: OpenMeeting, clock: HandClock) -> None:
        self.desk = desk
        self.clock = clock

    def type(self, *lines: str) -> None:
        for line in lines:
            act = self.desk.do(self.desk.understand(line), self.clock())
            assert act
        assert self.desk.writer.wait(60)


async def look(app: NotulistApp) -> str:
    """What stands on the board when it has looked at the meeting, as it does each second."""
    assert isinstance(app.screen, BoardScreen)
    app.screen._tick()
    await Pilot(app).pause()
    return seen(app)


async def test_it_follows_the_meeting_from_before_the_opening_to_the_end(tmp_path: Path) -> None:
    archive, key = lay(tmp_path)
    clock = HandClock()
    minuting = Minuting(archive.open(key), clock)
    async with board(archive, key, clock, (80, 24)) as app:
        assert "The meeting begins at 10:00." in seen(app)
        assert "Next   1  Opening   5 min" in seen(app)
        minuting.type("/open")
        clock.forward(1)
        minuting.type("/go 3", "! De begroting wordt vastgesteld.")
        clock.forward(4.5)
        text = await look(app)
        assert "3  Begroting" in text
        assert big_digits("4:30", 60, 5)[0] in text
        assert "16 minutes left" in text
        assert "Next   2  Verslag" in text
        assert "De begroting wordt vastgesteld." in text
        clock.forward(18)
        assert "2 minutes over" in await look(app)
        minuting.type("/break")
        clock.forward(7)
        text = await look(app)
        assert "Recess" in text
        assert big_digits("7:00", 60, 5)[0] in text
        minuting.type("/resume", "/undo", "/undo", "/undo", "/close")
        assert "The meeting was closed at" in await look(app)
        assert "De begroting" not in seen(app)
        minuting.desk.close()
        # The journal was folded: the same picture from the file.
        assert "The meeting was closed at" in await look(app)


async def test_it_looks_each_second(tmp_path: Path) -> None:
    archive, key = lay(tmp_path)
    clock = HandClock()
    minuting = Minuting(archive.open(key), clock)
    async with board(archive, key, clock, (80, 24)) as app:
        minuting.type("/open", "/go 3")
        pilot = Pilot(app)
        # By itself; how soon is the interval of its clock.
        await until(pilot, lambda: "3  Begroting" in seen(app))
        assert [timer._interval for timer in app.screen._timers if timer.name != "screen_update"] == [1.0]
    minuting.desk.close()


async def test_nothing_confidential_is_on_it(tmp_path: Path) -> None:
    archive, key = lay(tmp_path)
    clock = HandClock()
    minuting = Minuting(archive.open(key), clock)
    minuting.type("/open", "! Openbaar besluit.", "/go 4", "! Geheim besluit.", "# Geheim onderdeel", "/go 1")
    async with board(archive, key, clock, (80, 24)) as app:
        minuting.type("/go 4")
        text = await look(app)
        assert "4  confidential (art. 20 WOR)" in text
        assert "Vertrouwelijk punt" not in text
        assert "Geheim" not in text
        assert "Openbaar besluit." in text
        minuting.type("/go 1", "! Toch niet openbaar.", "/secret last")
        text = await look(app)
        assert "Toch niet" not in text
        assert "Openbaar besluit." in text
    minuting.desk.close()


def test_a_title_beside_an_internal_one_may_be_read_by_all(tmp_path: Path) -> None:
    archive, key = lay(tmp_path)
    record = archive.read(key)
    item = record.agenda()[0]
    assert told_to_the_room(record).titles[item.id] == "Opening"
    record.put(replace(item, confidential=Secrecy()))
    assert told_to_the_room(record).titles[item.id] == "confidential"
    record.put(replace(item, confidential=Secrecy(), internal_title="Waar het echt over gaat"))
    assert told_to_the_room(record).titles[item.id] == "Opening"


def test_what_became_confidential_in_an_earlier_meeting_is_not_on_it(tmp_path: Path) -> None:
    archive = archive_with_meeting(tmp_path)
    first = Minuting(archive.open(KEY), HandClock())
    first.type("/open", "/go 2", "? Wanneer sluit Kwartelhof")
    (question,) = first.desk.running.record.entries
    first.desk.close()
    meeting, items, roll = planned("2026-11-19-or")
    items[1] = replace(items[1], title="Kwartelhof", origins=(Origin(meeting=KEY, entry=question),))
    archive.create(replace(meeting, number="2026-11", date=date(2026, 11, 19)), items, roll)

    def title() -> str:
        return told_to_the_room(for_the_room(archive, archive.read("2026-11-19-or"))).titles[items[1].id]

    assert title() == "Kwartelhof"
    again = Minuting(archive.open(KEY), HandClock())
    again.type("/secret art. 20 WOR")
    again.desk.close()
    assert title() == "confidential (art. 20 WOR)"


async def test_where_nobody_knows_what_is_confidential_there_is_no_word(tmp_path: Path) -> None:
    archive, key = lay(tmp_path)
    minuting = Minuting(archive.open(key), HandClock())
    minuting.type("/open", "! Openbaar besluit.")
    minuting.desk.close()
    archive.register.path.write_text("{", "utf-8")
    async with board(archive, key, HandClock(), (80, 24)) as app:
        assert "Opening" not in seen(app)
        assert "besluit" not in seen(app)


def test_what_the_public_may_read_all_the_same_is_not_for_the_room(tmp_path: Path) -> None:
    archive, key = lay(tmp_path)
    minuting = Minuting(archive.open(key), HandClock())
    minuting.type("/open", "! Openbaar besluit.", "! Bijzonder besluit.")
    minuting.desk.close()
    record, secrecy = archive.read(key), Secrecy(ground="art. 20 WOR")
    body = replace(record.meeting.body, audiences=Audiences(public=View(reads=(secrecy.ground,))))
    record.put(replace(record.meeting, body=body))
    record.put(replace(next(reversed(record.entries.values())), confidential=secrecy))
    item = record.agenda()[1]
    record.put(replace(item, confidential=secrecy))
    assert redacted(record, Audience.PUBLIC).items[item.id].title == item.title
    told = told_to_the_room(record)
    assert told.titles[item.id] == "confidential (art. 20 WOR)"
    assert told.decision
    assert told.decision.text == "Openbaar besluit."


async def test_a_file_that_is_away_for_a_moment_leaves_the_last_picture(tmp_path: Path) -> None:
    archive, key = lay(tmp_path)
    path = archive.path(key)
    async with board(archive, key, HandClock(), (80, 24)) as app:
        content = path.read_bytes()
        path.write_text("{", "utf-8")
        assert "Opening" in await look(app)
        path.unlink()
        assert "Opening" in await look(app)
        path.write_bytes(
            content.replace(b'"title": "Opening"', b'"title": "Welkom"').replace(b'"Opening"', b'"Welkom"')
        )
        assert "1  Welkom" in await look(app)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12), (20, 5), (300, 100)])
async def test_in_dutch_at_every_size_nothing_is_wider_than_the_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    speak("nl")
    archive, key = lay(tmp_path)
    clock = HandClock()
    minuting = Minuting(archive.open(key), clock)
    minuting.type("/open", "/go 3", "! " + "Een heel lang besluit dat niet op een regel past. " * 20)
    clock.forward(100)
    async with board(archive, key, clock, size) as app:
        assert all(strip.cell_length <= size[0] for strip in strips(app))
        if size[0] >= 80:
            assert "Hierna" in seen(app)
            assert "loopt 80 minuten uit" in seen(app)
            assert "Laatste besluit" in seen(app)
    minuting.desk.close()


@pytest.mark.parametrize("key", ["escape", "q", "ctrl+q"])
async def test_usual_keys_leave(tmp_path: Path, key: str) -> None:
    archive, meeting = lay(tmp_path)
    async with board(archive, meeting, HandClock(), (80, 24)) as app:
        await Pilot(app).press(key)
        assert app.return_code == 0


def test_digits_are_as_large_as_fits() -> None:
    assert big_digits("12:34", 80, 5)[0].startswith("  ██    ██████")
    assert len(big_digits("12:34", 120, 14)) == 10
    assert len(big_digits("12:34", 40, 14)) == 5
    assert big_digits("12:34", 20, 5) == ["12:34"]
    assert big_digits("", 20, 5) == [""]


TYPE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from store.archive.archive import Archive
desk = Archive(Path(sys.argv[1])).open(sys.argv[2])
for line in ("/open", "/go 3", "! Door een ander proces."):
    desk.do(desk.understand(line), datetime.now(UTC))
desk.writer.wait()
print("written", flush=True)
sys.stdin.readline()
desk.close()
"""


def test_what_another_process_writes_is_there_without_a_lock(tmp_path: Path) -> None:
    file, folder = tmp_path / "agenda.md", tmp_path / "archive"
    file.write_text(AGENDA, "utf-8")
    assert run("--archive", folder, "agenda", "import", file).returncode == 0
    terminal = Terminal([COMMAND, "--archive", folder, "board", "2026-03-12"], columns=80, rows=24)
    other = None
    try:
        terminal.wait_for_text("Next   1  Opening")
        before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
        # The other takes the lock: the board has none.
        other = subprocess.Popen(
            [sys.executable, "-c", TYPE, str(folder), "2026-03-12-or"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert other.stdout is not None
        assert other.stdout.readline() == b"written\n"
        # It looks each second: `test_it_looks_each_second`.
        terminal.wait_for_text("Door een ander proces.")
        assert before.keys() <= set(folder.rglob("*"))
        terminal.type("q")
        assert terminal.end() == 0
        assert other.communicate(b"\n")[0] == b""
        assert other.returncode == 0
    finally:
        terminal.close()
        if other:
            other.kill()
            other.wait()
