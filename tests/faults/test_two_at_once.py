"""Two programs on one meeting: one writes, the other is told so; who is killed holds nothing up; nothing is lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from store.archive.archive import Archive
from tests.conftest import COMMAND
from tests.helpers.meetings import KEY, archive_with_meeting, texts
from tests.helpers.project import ROOT
from tests.helpers.terminal import Terminal

pytestmark = pytest.mark.faults

SAVES = 100
WINDOWS = 2
KILLS = 10
# Opens the meeting for each save anew, and tries again while the other one has it.
SAVING = """
import sys, time
from pathlib import Path
from store.archive.archive import Archive
from store.errors import MeetingLocked
from tests.helpers.meetings import KEY, keep_lines
archive = Archive(Path(sys.argv[1]), Path(sys.argv[2]))
for number in range(int(sys.argv[4])):
    while True:
        try:
            desk = archive.open(KEY)
        except MeetingLocked:
            print("locked", flush=True)
            time.sleep(0.001)
        else:
            break
    note = f"{sys.argv[3]} {number}"
    keep_lines(desk, note)
    print(note, flush=True)
    desk.close()
"""


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """The archive of the command."""
    archive_with_meeting(tmp_path)
    return Archive(tmp_path / "archive", tmp_path / "home" / "state" / "notulist")


def saving(archive: Archive, state: Path, who: int) -> subprocess.Popen[bytes]:
    arguments = [str(archive.folder), str(state), str(who), str(SAVES)]
    return subprocess.Popen([sys.executable, "-c", SAVING, *arguments], stdout=subprocess.PIPE, cwd=ROOT)


def test_a_hundred_saves_of_each_of_two_programs_are_all_there(archive: Archive, tmp_path: Path) -> None:
    programs = [saving(archive, tmp_path / "home" / "state" / "notulist", who) for who in range(WINDOWS)]
    said = [program.communicate()[0].decode().splitlines() for program in programs]
    assert [program.returncode for program in programs] == [0] * WINDOWS
    # They were in each other's way.
    assert any("locked" in lines for lines in said)
    kept = texts(archive.read(KEY))
    for who, lines in enumerate(said):
        notes = [f"{who} {number}" for number in range(SAVES)]
        assert [line for line in lines if line != "locked"] == notes
        assert [note for note in kept if note.startswith(f"{who} ")] == notes
    assert len(kept) == WINDOWS * SAVES
    assert {file.suffix for file in archive.path(KEY).parent.iterdir()} == {".json", ".bak"}


def test_of_two_screens_the_second_only_reads_and_says_so(archive: Archive, terminals: list[Terminal]) -> None:
    first = Terminal([COMMAND, "live", KEY])
    terminals.append(first)
    first.wait_for_text("OR-vergadering")
    first.type("nul\r")
    first.wait_for(lambda: texts(archive.read(KEY)) == ["nul"])
    second = Terminal([COMMAND, "live", KEY])
    terminals.append(second)
    second.wait_for_text("open in another window")
    second.wait_for_text("nul")
    for number in range(1, SAVES):
        first.type(f"eerste {number}\r")
        second.type(f"tweede {number}\r")
    first.wait_for(lambda: len(texts(archive.read(KEY))) == SAVES)
    # What was typed in it stands in its line still.
    second.wait_for_text("tweede")
    drafts = archive.folder.parent / "home" / "state" / "notulist" / "drafts"
    second.wait_for(lambda: any(f"tweede {SAVES - 1}" in file.read_text() for file in drafts.glob("*.txt")))
    second.kill(signal.SIGKILL)
    assert second.end() == -signal.SIGKILL
    # The first one is killed in mid-word; who opens the meeting next writes, and has the half-typed line.
    first.type("half een wo")
    first.wait_for_text("half een wo")
    first.wait_for(lambda: any(file.read_text() == "half een wo" for file in drafts.glob("*.txt")))
    first.kill(signal.SIGKILL)
    assert first.end() == -signal.SIGKILL
    third = Terminal([COMMAND, "live", KEY])
    terminals.append(third)
    third.wait_for_text("half een wo")
    assert "another window" not in third.text()
    third.type("ord\r")
    third.wait_for(lambda: texts(archive.read(KEY))[-1] == "half een woord")
    assert texts(archive.read(KEY))[1:SAVES] == [f"eerste {number}" for number in range(1, SAVES)]
    assert not [text for text in texts(archive.read(KEY)) if "tweede" in text]
    # What was typed in the one that only read comes back in the next that has no other line.
    third.press("ctrl+q")
    assert third.end() == 0
    fourth = Terminal([COMMAND, "live", KEY])
    terminals.append(fourth)
    fourth.wait_for_text(f"tweede {SAVES - 1}")


def test_the_lock_of_whoever_is_killed_is_free_at_once(archive: Archive) -> None:
    chance = random.Random(7)
    kept = []
    for number in range(KILLS):
        with subprocess.Popen([COMMAND, "scribe", KEY, "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
            assert holder.stdin is not None
            assert holder.stdout is not None
            for line in range(chance.randint(1, 3)):
                kept.append(f"{number}.{line}")
                holder.stdin.write(f"{kept[-1]}\n".encode())
                holder.stdin.flush()
                assert holder.stdout.readline().endswith(f"{kept[-1]}\n".encode())
            os.kill(holder.pid, signal.SIGKILL)
            holder.wait()
            # Without a second try: where it is not free, this raises MeetingLocked.
            desk = archive.open(KEY)
            assert texts(desk.running.record) == kept
            desk.close()
