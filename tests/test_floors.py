"""The floors: a room imports only rooms below it, late imports and those for types counted too.

A room is a folder of a package (`store/disk`), or a file that lies in no room (`store/errors`). It stands on what is
named before it in `FLOORS`, and on the packages below its own.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache

import pytest

from tests.helpers.project import ROOT

FLOORS: dict[str, tuple[str, ...]] = {
    "store": (
        "model",
        "text",
        "i18n",
        "errors",
        "paths",
        "settings",
        "dates",
        "language",
        "language/settings",
        "language/capture",
        "language/chatlog",
        "bodies",
        "record",
        "meeting",
        "disk",
        "search",
        "archive",
    ),
    "exports": (),
    "tui": (),
}
"""The rooms of each package, the lowest first; a package without any is not checked yet."""
CHECKED = [package for package, floors in FLOORS.items() if floors]


def modules() -> dict[str, str]:
    """The path of each module of the product (`store/disk/lock.py`) by its name (`store.disk.lock`)."""
    paths = (path.relative_to(ROOT) for package in FLOORS for path in (ROOT / package).rglob("*.py"))
    return {".".join(path.with_suffix("").parts).removesuffix(".__init__"): path.as_posix() for path in paths}


MODULES = modules()


def room_of(module: str) -> str:
    """`disk` for `store.disk.lock`, `errors` for `store.errors`, nothing for `store` itself."""
    path = MODULES[module].removesuffix("/__init__.py").removesuffix(".py")
    within = path.split("/")[1:]
    is_folder = MODULES[module].endswith("/__init__.py")
    return "/".join(within if is_folder or len(within) == 1 else within[:-1])


@cache
def imports(module: str) -> frozenset[str]:
    """All that a module imports anywhere: on top, in a function, or for its types only."""
    names: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / MODULES[module]).read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.module, f"{module} imports by dots"
            assert not node.level, f"{module} imports by dots"
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            names |= (whole & MODULES.keys()) or {node.module}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return frozenset(names - {module})


def upward(package: str, floors: tuple[str, ...], arrows: Iterator[tuple[str, str]]) -> list[str]:
    """The imports that lead from a room of `package` to one that is not below it."""
    height = {room: floor for floor, room in enumerate(floors)}
    wrong = []
    for importer, imported in arrows:
        if not importer.startswith(f"{package}.") or not imported.startswith(f"{package}."):
            continue
        above, below = room_of(importer), room_of(imported)
        if above != below and height[above] < height[below]:
            wrong.append(f"{importer} imports {imported}")
    return wrong


def all_imports() -> Iterator[tuple[str, str]]:
    yield from ((module, imported) for module in MODULES for imported in sorted(imports(module)))


@pytest.mark.parametrize("package", CHECKED)
def test_a_room_stands_on_those_below_it(package: str) -> None:
    assert upward(package, FLOORS[package], all_imports()) == []


@pytest.mark.parametrize("package", CHECKED)
def test_every_room_has_its_floor_and_every_floor_its_room(package: str) -> None:
    rooms = {room_of(module) for module in MODULES if module.startswith(f"{package}.")}
    assert sorted(FLOORS[package]) == sorted(rooms)


def test_an_import_that_is_turned_round_is_found() -> None:
    arrows = [("store.disk.lock", "store.archive.archive"), ("store.archive.archive", "store.disk.lock")]
    assert upward("store", FLOORS["store"], iter(arrows)) == ["store.disk.lock imports store.archive.archive"]


@pytest.mark.parametrize("package", CHECKED)
def test_no_files_import_each_other_in_a_circle(package: str) -> None:
    below = {
        module: {other for other in imports(module) if other.startswith(f"{package}.")}
        for module in MODULES
        if module.startswith(f"{package}.")
    }
    # What imports nothing that is left is taken away, until nothing is left; what stays is a circle, or stands on one.
    while free := {module for module, others in below.items() if not others & below.keys()}:
        below = {module: others for module, others in below.items() if module not in free}
    assert sorted(below) == []


def test_only_the_disk_knows_tinydb() -> None:
    for module in MODULES:
        knows = any(name.split(".")[0] == "tinydb" for name in imports(module))
        assert not knows or module.startswith("store.disk."), module
