"""Control characters in the files of the archive, as another program may write them: none comes out anywhere."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import pytest

from store.archive.archive import Archive
from store.record.record import TABLES
from tests.conftest import COMMAND, run
from tests.helpers.meetings import folder_content
from tests.helpers.screens import HandClock, strips
from tests.helpers.terminal import Terminal
from tui.app.app import NotulistApp
from tui.routes import Place

pytestmark = pytest.mark.faults

AGENDA = str(files("tests.samples") / "agenda-nl.md")
NOTES = str(files("tests.samples") / "notes-nl.txt")
KEY = "2026-11-19-or"
HOSTILE = "a\x1b[31mb\x1b]52;c;cm0=\x07c\x9b2Jd\x00e\u202ef\u2066g\x08h\x7fi\x9d0;t\x9cj\x90k"
# What no terminal should be given: C0 but for line ends and tabs, C1, marks that turn text around.
BAD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


# What things are looked up by, and is no text.
NAMES = ("key", "handle", "owners", "time_zone", "language")


def spoiled(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """`row` with the hostile text behind each of its texts that may be any text."""
    places: list[tuple[dict[str, Any] | list[Any], Any]] = [(row, name) for name in row]
    while places:
        holder, at = places.pop()
        value = holder[at]
        if at in NAMES:
            continue
        if isinstance(value, dict):
            places += [(value, name) for name in value]
        elif isinstance(value, list):
            places += [(value, number) for number in range(len(value))]
        elif isinstance(value, str):
            holder[at] = value + HOSTILE
            try:
                msgspec.convert(row, TABLES[table])
            except msgspec.ValidationError:
                holder[at] = value
    return row


@pytest.fixture
def archive(archive_folder: Path, tmp_path: Path) -> Archive:
    """An archive in which each text of the sample has the hostile one behind it, and a copy with such a name beside."""
    assert run("scribe", "--agenda", AGENDA, NOTES).returncode == 0
    archive = Archive(
        archive_folder, tmp_path / "home" / "state" / "notulist", tmp_path / "home" / "cache" / "notulist"
    )
    path = archive.path(KEY)
    tables = json.loads(path.read_bytes())
    for table in TABLES:
        tables[table] = {id: spoiled(table, row) for id, row in tables[table].items()}
    path.write_text(json.dumps(tables), "utf-8")
    path.with_name(f"{KEY} (copy \x1b[31m\u202e).json").write_text("{}")
    register = archive_folder / "register.json"
    bodies = json.loads(register.read_bytes())
    for body in bodies["bodies"].values():
        body["name"] += HOSTILE
        for person in body["people"]:
            person["name"] += HOSTILE
    register.write_text(json.dumps(bodies), "utf-8")
    return archive


def must_be_clean(output: bytes, about: object) -> None:
    # A table for a spreadsheet begins with a mark, and ends its lines as that asks.
    text = output.decode().removeprefix("\ufeff").replace("\r\n", "\n")
    assert not (found := BAD.search(text)), (about, text[max(0, found.start() - 60) :][:120])


def test_the_text_is_there_without_its_controls(archive: Archive) -> None:
    record = archive.read(KEY)
    assert record.found == []
    assert sum("abcdefgh" in entry.text for entry in record.entries.values()) > 10
    assert all("abcdefgh" in item.title for item in record.items.values())
    before = folder_content(archive.path(KEY).parent)
    archive.meetings.read_rows(KEY)
    archive.open(KEY).close()
    assert folder_content(archive.path(KEY).parent) == before


def test_nothing_comes_out_of_any_command(archive: Archive, tmp_path: Path) -> None:
    commands: list[tuple[str, ...]] = [
        ("show", KEY),
        ("show", KEY, "--json"),
        ("actions",),
        ("actions", "--json"),
        ("decisions",),
        ("bodies",),
        ("people",),
        ("search", "a"),
        ("search", "a", "--json"),
        ("agenda", "export", KEY),
        ("explain", "@dvdb x", "--meeting", KEY),
        ("doctor",),
        ("doctor", "--json"),
        *(("export", KEY, "--what", what, "-o", "-") for what in ("minutes", "actions", "decisions")),
        *(("export", KEY, "--format", form, "-o", "-") for form in ("html", "text", "json")),
        ("export", KEY, "--what", "actions", "--format", "csv", "-o", "-"),
        ("show", HOSTILE.replace("\0", "")),
        ("agenda", "show", str(tmp_path / HOSTILE.replace("\0", ""))),
    ]
    for command in commands:
        done = run(*command)
        must_be_clean(done.stdout, command)
        must_be_clean(done.stderr, command)
        assert b"Traceback" not in done.stderr, command


FORMS = {
    "agenda.md": f"# Overleg {HOSTILE}\n\n- Datum: 12 maart 2026\n- Leden: Anna {HOSTILE} (A)\n\n1. Punt {HOSTILE}\n",
    "agenda.yaml": f"title: Overleg\ndate: 2026-03-12\nitems:\n  - title: {json.dumps('Punt ' + HOSTILE)}\n",
    "agenda.json": json.dumps({"title": HOSTILE, "date": "2026-03-12", "items": [{"title": HOSTILE}]}),
    "agenda.txt": f"Overleg {HOSTILE}\n12 maart 2026\n\n1. Opening {HOSTILE}\n2. Sluiting\n",
}


@pytest.mark.parametrize("name", FORMS)
def test_nothing_comes_out_of_an_agenda_that_is_read(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(FORMS[name], "utf-8")
    for command in (("agenda", "show"), ("agenda", "import")):
        done = run(*command, str(tmp_path / name))
        must_be_clean(done.stdout, command)
        must_be_clean(done.stderr, command)
    shown = run("show", "latest")
    must_be_clean(shown.stdout, name)
    must_be_clean(shown.stderr, name)


PLACES = [Place.LIVE, Place.PREPARE, Place.REVIEW, Place.BOARD]


@pytest.mark.parametrize("place", PLACES)
async def test_nothing_is_painted_on_a_screen_of_the_meeting(archive: Archive, place: Place) -> None:
    desk = archive.open(KEY)
    app = NotulistApp(archive, desk, HandClock(), place=place)
    try:
        async with app.run_test(size=(160, 60)) as pilot:
            await pilot.pause()
            await pilot.pause()
            painted = "\n".join("".join(segment.text for segment in strip) for strip in strips(app))
            assert "abcdefgh" in painted.replace(" ", "").replace("\n", ""), painted
            must_be_clean(painted.encode(), place)
    finally:
        desk.close(5)


def test_no_command_of_theirs_reaches_a_real_terminal(archive: Archive, terminals: list[Terminal]) -> None:
    for command in ([], ["live", KEY], ["board", KEY]):
        terminal = Terminal([COMMAND, *command], columns=120, rows=40)
        terminals.append(terminal)
        terminal.wait_for_text("2026-11")
        terminal.read(0.5)
        terminal.press("ctrl+q")
        terminal.end()
        for hostile in (
            b"\x1b[31m",
            b"\x1b]52",
            b"\xc2\x9b",
            b"\xe2\x80\xae",
            b"\xe2\x81\xa6",
            b"\x00",
            b"\x08",
            b"\x7f",
        ):
            assert hostile not in terminal.output, (command, hostile)
