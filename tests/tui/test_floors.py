"""The floors of tui: a room imports only rooms below it, late imports and those for types only counted."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.helpers.project import ROOT

# From the ground up; the rooms of one floor do not know each other.
FLOORS = (
    ("tui.terminal",),
    ("tui.routes",),
    ("tui.open_meetings", "tui.keymap"),
    ("tui.widgets",),
    ("tui.dialogs",),
    ("tui.capture",),
    (
        "tui.board",
        "tui.bodies",
        "tui.export",
        "tui.home",
        "tui.lists",
        "tui.live",
        "tui.new",
        "tui.prepare",
        "tui.review",
        "tui.search",
    ),
    ("tui.app",),
    ("tui.cli",),
    ("tui.start",),
)
FEATURES = FLOORS[6]


def imported(text: str) -> Iterator[str]:
    """The whole name of each module, or thing in a module, that is imported anywhere in `text`."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(module: str, floors: Iterable[Iterable[str]]) -> str | None:
    """The room that `module`, or the thing in it, is of."""
    return next((room for floor in floors for room in floor if f"{module}.".startswith(f"{room}.")), None)


def upward(text: str, module: str, floors: tuple[tuple[str, ...], ...]) -> list[str]:
    """What `module` imports from its own floor, another room, or from a floor above."""
    room = room_of(module, floors)
    floor = {each: number for number, rooms in enumerate(floors) for each in rooms}
    assert room is not None, module
    others = {name: room_of(name, floors) for name in imported(text)}
    return sorted(name for name, other in others.items() if other and other != room and floor[other] >= floor[room])


def modules(package: str) -> list[tuple[str, Path]]:
    """Each module of a package, by its whole name."""
    paths = sorted((ROOT / package).rglob("*.py"))
    named = [(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"), path) for path in paths]
    return [(name, path) for name, path in named if name != package]


def circles(package: str) -> set[str]:
    """The modules of a package that, along what they import, come back to themselves."""
    names = dict(modules(package))
    below: dict[str, set[str]] = {}
    for name, path in names.items():
        found = imported(path.read_text("utf-8"))
        below[name] = {each if each in names else each.rpartition(".")[0] for each in found} & names.keys() - {name}
    reached = {name: set(others) for name, others in below.items()}
    for _step in names:
        longer = {name: others.union(*(below[other] for other in others)) for name, others in reached.items()}
        if longer == reached:
            break
        reached = longer
    return {name for name, others in reached.items() if name in others}


def test_each_room_of_tui_imports_only_rooms_below_it() -> None:
    for name, path in modules("tui"):
        assert not upward(path.read_text("utf-8"), name, FLOORS), name


def test_no_module_of_tui_stands_in_a_circle() -> None:
    assert not circles("tui")


@pytest.mark.parametrize(
    ("module", "statement"),
    [
        ("tui.home.screen", "from tui.search.screen import SearchScreen"),
        ("tui.capture.screen", "def late():\n    from tui.export.screen import ExportScreen"),
        ("tui.routes", "if TYPE_CHECKING:\n    from tui.live import screen"),
        ("tui.dialogs.help", "import tui.app.app"),
    ],
)
def test_an_import_that_is_turned_round_is_found(module: str, statement: str) -> None:
    assert upward(statement, module, FLOORS)
    assert not upward("from tui.terminal.wrapping import wrapped", module, FLOORS)


def test_only_the_command_line_knows_click() -> None:
    for name, path in modules("tui"):
        knows = any(each.split(".")[0] == "click" for each in imported(path.read_text("utf-8")))
        assert not knows or name.startswith("tui.cli."), name


def test_files_and_folders_of_tui_are_small_enough_to_read() -> None:
    for _name, path in modules("tui"):
        assert len(path.read_text("utf-8").splitlines()) <= 400, path
        assert len(list(path.parent.glob("*.py"))) <= 20, path.parent
