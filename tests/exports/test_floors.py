"""The floors of `exports`: a room imports only what lies below it, also in a late or a type-only import."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.helpers.project import ROOT

# From the ground up; those in one line do not know each other.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("document", "kinds", "templates", "samples"),
    ("redacted",),
    ("wording",),
    ("confidentiality",),
    ("filenames",),
    ("formats",),
    ("agenda",),
    ("content",),
    ("layouts",),
    ("publish", "send_lists", "handover_folder"),
)
# The rules of who may see what: only the gate and the net behind it ask them.
RULES = "exports.confidentiality.audience"


def climbs(package: str, floors: Sequence[Sequence[str]]) -> Iterator[str]:
    """Each import within `package` that does not go down, and each room that has no floor."""
    floor_of = {room: at for at, floor in enumerate(floors) for room in floor}
    for path, module in imports_of(package):
        room = path.relative_to(ROOT / package).parts[0].removesuffix(".py")
        if room == "__init__":
            continue
        if room not in floor_of:
            yield f"{room} has no floor"
            continue
        parts = module.split(".")
        other = parts[1] if parts[0] == package and len(parts) > 1 else room
        if other != room and floor_of.get(other, len(floors)) >= floor_of[room]:
            yield f"{path.relative_to(ROOT)} imports {module}"


def imports_of(package: str) -> Iterator[tuple[Path, str]]:
    """Every module that something in `package` imports, wherever the import stands."""
    for path in sorted((ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                yield path, node.module
            elif isinstance(node, ast.Import):
                yield from ((path, alias.name) for alias in node.names)


def test_imports_go_down() -> None:
    assert list(climbs("exports", FLOORS)) == []


def test_an_import_that_is_turned_round_is_found() -> None:
    turned = tuple(reversed(FLOORS))
    assert "exports/publish.py imports exports.layouts.render" in set(climbs("exports", turned))
    assert "wording has no floor" in set(climbs("exports", [floor for floor in FLOORS if floor != ("wording",)]))


def test_only_the_gate_and_the_leak_check_ask_who_may_see_what() -> None:
    imports = (each for package in ("exports", "tui") for each in imports_of(package))
    ask = {path.relative_to(ROOT).as_posix() for path, name in imports if name == RULES}
    assert ask == {"exports/confidentiality/redaction.py", "exports/confidentiality/leak_check.py"}
