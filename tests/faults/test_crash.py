"""A crash anywhere: one line, an exit code, a report without a word of the minutes, and the draft."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from store.archive.archive import Archive
from tests.conftest import run
from tests.helpers.terminal import Terminal
from tui.terminal.crash import write_report

AGENDA = files("tests.samples") / "agenda-nl.md"
SECRET = "de afkoopsom is twee ton"
# A program like `notulist`, but for one failure that is planted in it; the minutes are in its message and its names.
PLANTED = """
import sys
{plant}
from tui.start import main
sys.exit(main(sys.argv[1:]))
"""
IN_A_KEY = """
from tui.live.screen import LiveScreen
real = LiveScreen.keep_line
def keep_line(self, typed):
    minutes = typed
    if "bom" in typed:
        raise RuntimeError("planted: " + minutes)
    return real(self, typed)
LiveScreen.keep_line = keep_line
"""
IN_A_WORKER = """
from tui.live.screen import LiveScreen
real = LiveScreen.keep_line
def keep_line(self, typed):
    minutes = typed
    def work():
        raise ValueError("planted: " + minutes)
    if "bom" in typed:
        self.run_worker(work, thread=True)
        return False
    return real(self, typed)
LiveScreen.keep_line = keep_line
"""
IN_A_MARKUP = """
from textual.markup import MarkupError
""" + IN_A_KEY.replace("RuntimeError", "MarkupError")
IN_A_THREAD = """
import threading
from tui.live.screen import LiveScreen
real = LiveScreen.keep_line
def keep_line(self, typed):
    def work():
        raise ValueError("planted: " + typed)
    if "bom" in typed:
        threading.Thread(target=work).start()
        return True
    return real(self, typed)
LiveScreen.keep_line = keep_line
"""


IN_THE_WRITER = """
from store.disk.storage import JournalStorage
real = JournalStorage._mind_others
def mind(self):
    minutes = str(self._tables)
    if "bom" in minutes:
        raise TypeError("planted: " + minutes)
    return real(self)
JournalStorage._mind_others = mind
"""


def reports(folder: Path) -> list[Path]:
    return sorted((folder / "home" / "state" / "notulist" / "crashes").glob("*"))


def drafts(folder: Path) -> list[str]:
    return [file.read_text("utf-8") for file in (folder / "home" / "state" / "notulist" / "drafts").glob("*.txt")]


def live(terminals: list[Terminal], plant: str) -> Terminal:
    run("agenda", "import", str(AGENDA))
    terminal = Terminal([sys.executable, "-c", PLANTED.format(plant=plant), "live", "latest"])
    terminals.append(terminal)
    terminal.wait_for_text("OR-vergadering 2026-11")
    terminal.type(f"{SECRET}\r")
    terminal.wait_for_text(SECRET)
    return terminal


@pytest.mark.faults
@pytest.mark.parametrize("plant", [IN_A_KEY, IN_A_WORKER, IN_A_MARKUP], ids=["key", "worker", "markup"])
def test_a_crash_of_the_screen_tells_nothing_and_keeps_the_draft(
    tmp_path: Path, terminals: list[Terminal], plant: str
) -> None:
    terminal = live(terminals, plant)
    terminal.type("een bom en een geheim\r")
    assert terminal.end() == 1
    # What comes after the screen was given back: one line.
    after = terminal.output.rpartition(b"\x1b[?1049l")[2].decode()
    assert "Traceback" not in terminal.output.decode()
    assert "planted" not in terminal.output.decode()
    said = [line for line in after.replace("\r", "").split("\n") if "notulist" in line]
    assert len(said) == 1
    assert "Every line that you gave Enter is kept" in said[0]
    for secret in (SECRET, "bom", "geheim"):
        assert secret not in after
    (report,) = reports(tmp_path)
    text = report.read_text("utf-8")
    assert report.stat().st_mode & 0o777 == 0o600
    assert "Crashed" in text
    assert "<string>" in text
    for secret in (SECRET, "bom", "geheim", "planted", "minutes"):
        assert secret not in text
    assert str(report) in after
    assert drafts(tmp_path) == ["een bom en een geheim"]
    archive = Archive(tmp_path / "archive", tmp_path / "reading")
    assert [entry.text for entry in archive.read(archive.keys()[0]).entries.values()] == [SECRET]
    # The cursor is back, and the mouse is let go of.
    assert b"\x1b[?25h" in terminal.output
    assert b"\x1b[?1000l" in terminal.output


def test_a_thread_that_fails_prints_nothing(tmp_path: Path, terminals: list[Terminal]) -> None:
    terminal = live(terminals, IN_A_THREAD)
    terminal.type("een bom\r")
    terminal.wait_for(lambda: bool(reports(tmp_path)))
    terminal.press("ctrl+q")
    assert terminal.end() == 0
    assert b"planted" not in terminal.output
    assert b"Traceback" not in terminal.output
    assert "planted" not in reports(tmp_path)[0].read_text("utf-8")


def test_a_fault_of_the_writer_is_reported_and_costs_no_act(tmp_path: Path, terminals: list[Terminal]) -> None:
    terminal = live(terminals, IN_THE_WRITER)
    terminal.type("een bom en een geheim\r")
    terminal.wait_for_text("Something went wrong in notulist")
    terminal.type("en verder\r")
    terminal.wait_for_text("en verder")
    terminal.press("ctrl+q")
    assert terminal.end() == 0
    assert b"planted" not in terminal.output
    # One report, and no disk that is tried again and again.
    (report,) = reports(tmp_path)
    text = report.read_text("utf-8")
    assert "TypeError" in text
    for secret in (SECRET, "bom", "geheim", "planted", "minutes"):
        assert secret not in text
    archive = Archive(tmp_path / "archive", tmp_path / "reading")
    key = archive.keys()[0]
    archive.open(key).close()
    texts = [entry.text for entry in archive.read(key).entries.values()]
    assert texts == [SECRET, "een bom en een geheim", "en verder"]


def test_a_crash_of_a_command_is_one_line(tmp_path: Path) -> None:
    plant = "import store.meeting.running\ndef do(self, line, at): raise RuntimeError(line.typed)\n"
    plant += "store.meeting.running.RunningMeeting.do = do"
    run("agenda", "import", str(AGENDA))
    done = subprocess.run(
        [sys.executable, "-c", PLANTED.format(plant=plant), "scribe", "latest", "-"],
        input=SECRET.encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == b""
    assert done.stderr.decode().count("\n") == 1
    assert SECRET not in done.stderr.decode()
    (report,) = reports(tmp_path)
    assert "RuntimeError" in report.read_text("utf-8")
    assert SECRET not in report.read_text("utf-8")


def test_without_a_place_for_the_report_it_is_still_one_line(tmp_path: Path) -> None:
    (tmp_path / "home" / "state").mkdir(parents=True)
    (tmp_path / "home" / "state" / "notulist").write_text("in the way")
    plant = (
        "import store.archive.archive\ndef keys(self): raise RuntimeError('planted')\n"
        "store.archive.archive.Archive.keys = keys"
    )
    done = subprocess.run(
        [sys.executable, "-c", PLANTED.format(plant=plant), "export", "latest"], capture_output=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1
    assert "No report could be written" in done.stderr.decode()


def test_a_report_names_each_error_of_a_chain_and_none_of_their_words(tmp_path: Path) -> None:
    def fail(text: str) -> None:
        try:
            raise KeyError(text)
        except KeyError as error:
            raise ValueError(text) from error

    with pytest.raises(ValueError, match=SECRET) as caught:
        fail(SECRET)
    text = write_report(caught.value, tmp_path / "crashes").read_text("utf-8")
    assert text.index("builtins.ValueError") < text.index("builtins.KeyError")
    assert "test_crash.py" in text
    assert SECRET not in text
    assert (tmp_path / "crashes").stat().st_mode & 0o777 == 0o700
    assert os.environ["NOTULIST_ARCHIVE"] not in text
