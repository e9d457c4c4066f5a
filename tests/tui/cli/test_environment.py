"""Terminals, locales and pipes as people have them: it works, or one line says why not."""

from __future__ import annotations

import os
import re
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

from store.archive.archive import Archive
from tests.conftest import COMMAND, run
from tests.helpers.meetings import texts
from tests.helpers.terminal import Terminal

pytestmark = pytest.mark.faults

AGENDA = str(files("tests.samples") / "agenda-nl.md")
NOTES = str(files("tests.samples") / "notes-nl.txt")
KEY = "2026-11-19-or"
ENVIRONMENTS = {
    "NO_COLOR": {"NO_COLOR": "1"},
    "dumb": {"TERM": "dumb"},
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "unknown locale": {"LC_ALL": "xx_YY.KOI8-R"},
}
PRINTING = (
    ("show", KEY),
    ("show", KEY, "--json"),
    ("export", KEY, "-o", "-"),
    ("export", KEY, "--what", "actions", "--format", "csv", "-o", "-"),
    ("agenda", "export", KEY),
    ("actions",),
    ("decisions",),
    ("bodies", "list"),
    ("search", "huur"),
    ("explain", "@allen één brief > vrijdag", "--meeting", KEY),
    ("demo",),
    ("--help",),
)


@pytest.fixture
def _sample() -> None:
    assert run("scribe", "--agenda", AGENDA, NOTES).returncode == 0


# How long an item took so far is not the same at any two instants.
SPENT = re.compile(rb'"spent_seconds": [\d.]+')


@pytest.mark.usefixtures("_sample")
def test_what_a_command_prints_is_the_same_in_every_locale() -> None:
    commands = (("export", KEY, "-o", "-"), ("show", KEY, "--json"))
    before = [run(*command).stdout for command in commands]
    for name, environment in ENVIRONMENTS.items():
        for command, usual in zip(commands, before, strict=True):
            done = run(*command, **environment)
            assert (done.returncode, done.stderr) == (0, b""), (name, command)
            assert SPENT.sub(b"", done.stdout) == SPENT.sub(b"", usual), (name, command)
    assert "Çelik" in before[1].decode()


def test_a_screen_without_a_terminal_is_one_line() -> None:
    run("agenda", "import", AGENDA)
    for command in (("live", KEY), ("prepare", KEY), ("board", KEY), ()):
        done = run(*command)
        assert done.returncode == 1, command
        assert done.stdout == b"", command
        assert done.stderr.decode().startswith("notulist: A screen needs a terminal"), command
        assert done.stderr.count(b"\n") == 1, command


def live(kind: str = "xterm-256color", **environment: str) -> Terminal:
    run("agenda", "import", AGENDA)
    return Terminal([COMMAND, "live", KEY], {**os.environ, **environment}, kind=kind)


def test_a_terminal_that_can_show_no_screen_is_told_so() -> None:
    terminal = live("dumb")
    assert terminal.end() == 1
    assert b"TERM is" in terminal.output
    assert b"\x1b" not in terminal.output
    terminal.close()


KINDS: dict[str, tuple[str, dict[str, str]]] = {
    "no colour": ("xterm-256color", {"NO_COLOR": "1"}),
    "C": ("xterm", {"LC_ALL": "C"}),
    "ASCII only": ("xterm", {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    "vt100": ("vt100", {}),
    "linux": ("linux", {"LC_ALL": "POSIX"}),
    "no kind": ("", {}),
}


@pytest.mark.parametrize(("kind", "environment"), KINDS.values(), ids=KINDS.keys())
def test_the_live_screen_works_in(kind: str, environment: dict[str, str], archive_folder: Path, tmp_path: Path) -> None:
    terminal = live(kind, **environment)
    terminal.wait_for_text("OR-vergadering 2026-11")
    terminal.type("één «regel»\r")
    terminal.wait_for(lambda: texts(Archive(archive_folder, tmp_path / "r").read(KEY)) == ["één «regel»"])
    # What cannot be shown there is on disk all the same.
    terminal.wait_for_text("??n ?regel?" if "PYTHONUTF8" in environment else "één «regel»")
    terminal.press("ctrl+q")
    assert terminal.end() == 0
    if "NO_COLOR" in environment:
        shades = set(re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)", terminal.output))
        assert all(red == green == blue for red, green, blue in shades), shades
    terminal.close()


@pytest.mark.usefixtures("_sample")
def test_a_reader_that_goes_away_is_no_traceback() -> None:
    for command in PRINTING:
        with subprocess.Popen([COMMAND, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            # As `| head -0` does: gone before the first line is written.
            process.stdout.close()
            said = process.stderr.read()
            assert process.wait(60) in (0, 1), command
        assert said == b"", command


@pytest.mark.usefixtures("_sample")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_output_that_nobody_can_keep_is_one_line() -> None:
    for command in (("show", KEY), ("export", KEY, "-o", "-"), ("actions",)):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run([COMMAND, *command], stdout=full, stderr=subprocess.PIPE, check=False)
        assert done.returncode == 1, command
        assert done.stderr.count(b"\n") == 1, command
        assert b"the disk is full" in done.stderr, command


@pytest.mark.usefixtures("_sample")
def test_closed_streams_are_no_traceback() -> None:
    for closed in ("<&-", ">&-", "2>&-"):
        for command in (f"show {KEY}", f"scribe {KEY} /dev/null"):
            done = subprocess.run(["sh", "-c", f"exec {COMMAND} {command} {closed}"], capture_output=True, check=False)
            assert b"Traceback" not in done.stderr + done.stdout, (command, closed)


def test_standard_input_that_is_closed_is_one_line() -> None:
    run("agenda", "import", AGENDA)
    for command in (f"scribe {KEY} -", "people import or - --yes", "agenda import -", "bodies template or --from -"):
        done = subprocess.run(["sh", "-c", f"exec {COMMAND} {command} <&-"], capture_output=True, check=False)
        assert done.returncode == 1, command
        assert done.stderr == b"notulist: Standard input is closed: there is nothing to read.\n", command
    done = subprocess.run(["sh", "-c", f"exec {COMMAND} demo <&-"], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_device_is_no_file() -> None:
    run("agenda", "import", AGENDA)
    for command in (
        ("people", "import", "or", "/dev/zero"),
        ("agenda", "import", "/dev/zero"),
        ("scribe", KEY, "/dev/zero"),
    ):
        done = run(*command)
        assert (done.returncode, done.stderr) == (1, b"notulist: /dev/zero is a device, and no file.\n"), command


@pytest.mark.parametrize("zone", ["UTC-99", "AAA-25", "AAA+100"])
def test_a_zone_of_more_than_a_day_is_no_trouble(zone: str) -> None:
    run("agenda", "import", AGENDA)
    for command in (("show", "latest"), ("actions",), ("explain", "@kp x > morgen")):
        done = run(*command, TZ=zone)
        assert (done.returncode, done.stderr) == (0, b""), (command, done.stderr)


def test_what_is_no_text_and_what_a_terminal_would_obey_is_not_printed(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff\x1b]0;x\x07\x1b[31m")
    for command in (
        ("where", name),
        ("where",),
        ("backup", name),
        ("restore", name),
        ("export", name),
        ("doctor", f"--{name}"),
        (name,),
        ("agenda", "import", AGENDA),
        ("actions",),
        ("backup", str(tmp_path / f"b{name}.zip")),
        ("doctor",),
    ):
        done = run(*command, NOTULIST_ARCHIVE=str(tmp_path / f"archive{name}"))
        assert b"Something went wrong" not in done.stderr, command
        assert b"\x1b" not in done.stdout + done.stderr, command
        assert b"\x07" not in done.stdout + done.stderr, command
        assert done.returncode in (0, 1, 2, 3), command
