"""The floors: a room imports only rooms below it, late imports and those for types counted too.

A room is a folder of a package (`store/disk`), or a file that lies in no room (`store/errors`). It stands on the floors
named before its own in `FLOORS`, and on the packages below its own; rooms of one floor do not know each other.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import PurePosixPath

import pytest

from tests.helpers.project import ROOT, imports_in
from tests.helpers.tables import each_row

Floors = tuple[tuple[str, ...], ...]
FLOORS: dict[str, Floors] = {
    "store": (
        ("i18n", "wall_clock"),
        ("errors", "kinds", "text", "bounds"),
        ("model", "letter_kinds", "paths", "dates", "mail_file"),
        ("wrong_data", "terms"),
        ("settings",),
        ("language",),
        ("language/post", "language/plan"),
        ("language/settings", "language/capture"),
        ("language/chatlog",),
        ("procedures",),
        ("bodies",),
        ("record",),
        ("desk",),
        ("meeting", "transcripts"),
        ("disk",),
        ("search",),
        ("archive",),
    ),
    "exports": (
        ("document", "kinds", "templates", "samples"),
        ("redacted", "reader_words"),
        ("wording",),
        ("wording_post",),
        ("confidentiality",),
        ("filenames", "sources"),
        ("word_file",),
        ("formats",),
        ("agenda", "attendance"),
        ("people",),
        ("content",),
        ("layouts", "post_of_meeting"),
        ("word_review", "letters"),
        ("publish", "send_lists", "handover_folder", "privacy_report", "calendar_folder", "dossier"),
        ("sending",),
    ),
    "tui": (
        ("terminal",),
        ("routes",),
        ("open_meetings", "keys"),
        ("widgets",),
        ("dialogs",),
        ("capture",),
        (
            "board",
            "bodies",
            "export",
            "home",
            "importing",
            "letters",
            "lists",
            "live",
            "new",
            "plan",
            "post",
            "prepare",
            "requests",
            "review",
            "search",
        ),
        ("app",),
        ("cli",),
        ("start",),
    ),
}
"""The rooms of each package, the lowest floor first."""
RULES = "exports.confidentiality.audience"
"""Who may see what: only the gate and the net behind it ask."""
SECRECY = "store.record.confidentiality"
"""What is confidential, and why."""
MARKS = {
    "tui/dialogs/read_back.py",
    "tui/live/agenda_list.py",
    "tui/live/item_head.py",
    "tui/prepare/agenda_list.py",
    "tui/review/rows.py",
    "tui/widgets/entries.py",
}
"""The screens of the secretary, who may see all: they mark what is confidential, and leave nothing out."""
MOST_LINES, MOST_FILES = 400, 20


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
    room = "/".join(within if is_folder or len(within) == 1 else within[:-1])
    return "/".join(room.split("/")[: 2 if room.startswith("language/") else 1])


def imported_in(code: str) -> frozenset[str]:
    """All modules that `code` imports anywhere: on top, in a function, or for its types only."""
    names: set[str] = set()
    for node in imports_in(ast.parse(code)):
        if isinstance(node, ast.ImportFrom):
            assert node.module, "an import by dots"
            assert not node.level, "an import by dots"
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            names |= (whole & MODULES.keys()) or {node.module}
        else:
            names |= {alias.name for alias in node.names}
    return frozenset(names)


@cache
def imports(module: str) -> frozenset[str]:
    """The modules that `module` imports."""
    return imported_in((ROOT / MODULES[module]).read_text("utf-8")) - {module}


def upward(package: str, floors: Floors, arrows: Iterable[tuple[str, str]]) -> list[str]:
    """The imports that lead from a room of `package` to one that is not below it."""
    height = {room: at for at, floor in enumerate(floors) for room in floor}
    wrong = []
    for importer, imported in arrows:
        if imported in MODULES and all(each.startswith(f"{package}.") for each in (importer, imported)):
            above, below = room_of(importer), room_of(imported)
            if above != below and height[above] <= height[below]:
                wrong.append(f"{importer} imports {imported}")
    return wrong


def all_imports() -> Iterator[tuple[str, str]]:
    yield from ((module, imported) for module in MODULES for imported in sorted(imports(module)))


@pytest.mark.parametrize("package", FLOORS)
def test_a_room_stands_on_those_below_it(package: str) -> None:
    assert upward(package, FLOORS[package], all_imports()) == []


@pytest.mark.parametrize("package", FLOORS)
def test_every_room_has_its_floor_and_every_floor_its_room(package: str) -> None:
    rooms = {room_of(module) for module in MODULES if module.startswith(f"{package}.")}
    assert sorted(room for floor in FLOORS[package] for room in floor) == sorted(rooms)


@pytest.mark.parametrize("package", FLOORS)
def test_the_map_in_contributing_has_every_room_the_lowest_first(package: str) -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    rooms = [path.removesuffix(".py") for path in re.findall(rf"^\| `{package}/(.+?)` \|", page, re.MULTILINE)]
    height = {room: at for at, floor in enumerate(FLOORS[package]) for room in floor}
    assert sorted(rooms) == sorted(height)
    assert rooms == sorted(rooms, key=height.__getitem__)


@each_row(
    "module, statement",
    [
        ("store.disk.lock", "from store.archive.archive import Archive"),
        ("exports.wording", "def late():\n    from exports.formats import markdown"),
        ("tui.home.screen", "from tui.search.screen import SearchScreen"),
        ("tui.routes", "if TYPE_CHECKING:\n    from tui.live import screen"),
        ("tui.dialogs.help", "import tui.app.app"),
    ],
)
def test_an_import_that_is_turned_round_is_found(module: str, statement: str) -> None:
    package = module.split(".", maxsplit=1)[0]
    assert upward(package, FLOORS[package], [(module, name) for name in imported_in(statement)])


@pytest.mark.parametrize("package", FLOORS)
def test_no_files_import_each_other_in_a_circle(package: str) -> None:
    below = {
        module: {other for other in imports(module) if other.startswith(f"{package}.") and other in MODULES}
        for module in MODULES
        if module.startswith(f"{package}.")
    }
    # What imports nothing that is left is taken away, until nothing is left; what stays is a circle, or stands on one.
    while free := {module for module, others in below.items() if not others & below.keys()}:
        below = {module: others for module, others in below.items() if module not in free}
    assert sorted(below) == []


@pytest.mark.parametrize(("library", "room"), [("tinydb", "store.disk."), ("click", "tui.cli."), ("textual", "tui.")])
def test_a_library_is_known_in_one_room(library: str, room: str) -> None:
    for module in MODULES:
        knows = any(name.split(".")[0] == library for name in imports(module))
        assert not knows or module.startswith(room), module


def test_only_the_gate_and_the_leak_check_ask_who_may_see_what() -> None:
    ask = {MODULES[module] for module in MODULES if RULES in imports(module)}
    gates = {f"exports/confidentiality/{each}.py" for each in ("redaction", "post", "letters", "plan", "leak_check")}
    assert ask == gates


def test_only_the_gate_the_net_and_marks_ask_what_is_confidential() -> None:
    ask = {MODULES[module] for module in MODULES if SECRECY in imports(module) and not module.startswith("store.")}
    gate = {f"exports/confidentiality/{each}.py" for each in ("audience", "redaction", "leak_check")}
    # The JSON form says of each item why it is confidential, also where its parent is.
    assert ask == gate | MARKS | {"exports/formats/plain_record.py"}


def test_a_file_is_short_enough_to_read() -> None:
    long = [path for path in MODULES.values() if len((ROOT / path).read_text("utf-8").splitlines()) > MOST_LINES]
    assert long == []


def test_a_folder_has_no_more_files_than_can_be_overseen() -> None:
    files = Counter(PurePosixPath(path).parent for path in MODULES.values() if not path.endswith("/__init__.py"))
    assert {str(folder): many for folder, many in files.items() if many > MOST_FILES} == {}
