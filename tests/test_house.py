"""The house: which way imports run, what is loaded when, and that everything is documented."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest

from store.language.capture.verbs.table import COMMANDS
from tests.helpers.project import ROOT, names_imported
from tui.cli.main import notulist
from tui.keys.bindings import commands_of, key_name
from tui.routes import Place

BELOW = {"store": set(), "exports": {"store"}, "tui": {"store", "exports"}}
PROSE = "".join(path.read_text("utf-8") for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))])


@cache
def modules(folder: str) -> list[tuple[Path, set[str]]]:
    """Each module, and the whole names of what it imports."""
    paths = sorted((ROOT / folder).rglob("*.py"))
    return [(path, names_imported(ast.parse(path.read_text("utf-8")))) for path in paths]


@pytest.mark.parametrize("room", BELOW)
def test_imports_run_one_way(room: str) -> None:
    others = {"store", "exports", "tui", "tests", "benchmarks", "tools"} - BELOW[room] - {room}
    for path, names in modules(room):
        assert not {name for name in names if name.split(".")[0] in others}, path


def test_only_the_terminal_knows_textual() -> None:
    for room in ("store", "exports"):
        for path, names in modules(room):
            assert not {name for name in names if name.split(".")[0] in ("textual", "rich")}, path


def loaded_by(statement: str) -> set[str]:
    """What a fresh interpreter has loaded after `statement`."""
    script = f"import sys\n{statement}\nprint(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_a_fresh_interpreter_loads_no_more_than_it_needs() -> None:
    record = loaded_by("import store.meeting.running")
    assert not record & {"textual", "tinydb", "click", "pendulum", "markdown_it"}
    documents = loaded_by(
        "import exports.content.make_document, exports.agenda.markdown, exports.agenda.meeting_from_agenda"
    )
    assert not documents & {"textual", "rich", "click", "pendulum", "markdown_it"}
    command = loaded_by("from tui.start import main\nmain(['explain', 'x'])")
    assert not command & {"textual", "tinydb", "pendulum", "markdown_it"}
    screen = loaded_by("import tui.app.app, tui.live.screen")
    assert not screen & {"pendulum", "markdown_it", "exports.content.minutes"}
    others = loaded_by("import tui.app.app, tui.prepare.screen, tui.board.screen")
    assert not others & {"pendulum", "markdown_it", "exports.content.minutes", "tui.live.screen"}


FORBIDDEN = set("socket ssl http urllib ftplib smtplib asyncio.streams pickle shelve marshal subprocess".split())


HELPER = "store/archive/helping/program.py"
"""The one place that starts a program: the one that the user named in the settings, after a question."""


def test_the_product_has_no_network_and_no_pickle() -> None:
    for room in BELOW:
        for path, names in modules(room):
            may = {"subprocess"} if path.relative_to(ROOT).as_posix() == HELPER else set()
            assert not {name for name in names if name in FORBIDDEN or name.split(".")[0] in FORBIDDEN} - may, path


def test_tinydbs_own_storage_is_nowhere() -> None:
    for room in BELOW:
        for path in (ROOT / room).rglob("*.py"):
            text = path.read_text("utf-8")
            assert "JSONStorage" not in text, path
            assert "CachingMiddleware" not in text, path


def commands(group: click.Group, before: str = "") -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")
        else:
            yield before + name


def test_every_command_is_documented() -> None:
    for name in commands(notulist):
        assert f"notulist {name}" in PROSE or f"`{name}`" in PROSE, name


PAGES = {
    Place.LIVE: "minuting.md",
    Place.ACTIONS: "actions.md",
    Place.DECISIONS: "decisions.md",
    Place.NEW: "new.md",
    Place.PREPARE: "prepare.md",
    Place.REVIEW: "reviewing.md",
    Place.BOARD: "board.md",
    Place.BODIES: "bodies.md",
    Place.BODY: "bodies.md",
    Place.POST: "post.md",
    Place.REQUESTS: "requests.md",
    Place.LETTERS: "letters.md",
    Place.PLAN: "planning.md",
}


def test_every_key_and_every_verb_is_documented() -> None:
    minuting = (ROOT / "docs" / "minuting.md").read_text("utf-8")
    for place, page in PAGES.items():
        text = (ROOT / "docs" / page).read_text("utf-8")
        for command in commands_of(place):
            assert re.search(rf"(?<!\w){re.escape(key_name(command.key))}(?!\w)", text), (page, command.action)
    table = re.findall(r"^\| (`/.*?) \| (.*?) \|", minuting, re.MULTILINE)
    for spec in COMMANDS:
        [(english, dutch)] = [row for row in table if re.search(rf"/{spec.english}\b", row[0])]
        for word in spec.dutch:
            assert re.search(rf"/{word}\b", dutch), (english, word)


def test_a_built_wheel_holds_styles_words_and_samples(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)],
        capture_output=True,
        check=True,
    )
    [wheel] = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"notulist"}
    names = {name.removeprefix("notulist/_rooms/") for name in names}
    assert {
        "notulist/__main__.py",
        "tui/app/app.tcss",
        "tui/live/screen.tcss",
        "tui/home/screen.tcss",
        "tui/prepare/screen.tcss",
        "tui/board/screen.tcss",
        "store/locale/nl/LC_MESSAGES/interface.mo",
        "store/locale/nl/LC_MESSAGES/documents.mo",
        "exports/layouts/common-words.txt",
        "exports/layouts/document.css",
        "exports/layouts/document.schema.json",
        "exports/layouts/document.typ",
        "exports/layouts/minutes.md",
        "exports/samples/agenda-nl.md",
        "tui/export/screen.tcss",
        "exports/samples/notes-en.txt",
        "exports/templates/or-nl.md",
        "exports/templates/stand-up-en.md",
        "tui/bodies/screen.tcss",
        "tui/new/screen.tcss",
        "store/py.typed",
        "exports/py.typed",
        "tui/py.typed",
    } <= names
    assert not {name for name in names if name.startswith(("tests/", "benchmarks/", "tools/"))}


def test_no_test_imports_another_but_the_page_that_counts_them() -> None:
    for path, names in modules("tests"):
        if path.name != "test_faults_page.py":
            assert not {name for name in names if name.startswith("tests.") and ".test_" in name}, path
