"""CONTRIBUTING.md: each file, name and target of make on it exists; `test_floors` tests its map."""

from __future__ import annotations

import re

from tests.helpers.project import ROOT

PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
# A file or a folder of the project, named from its root.
PATHS = sorted(set(re.findall(r"`([\w.]+(?:/[\w.-]+)+|[A-Z]+\.md|[a-z]+\.toml)`", PAGE)))
NAMES = sorted(set(re.findall(r"`(\w+)` in `([\w/]+\.py)`", PAGE)))


def test_each_path_exists() -> None:
    assert len(PATHS) > 100
    assert [path for path in PATHS if not (ROOT / path).exists()] == []


def test_each_name_stands_in_its_file() -> None:
    assert len(NAMES) > 5
    code = {path: (ROOT / path).read_text("utf-8") for _name, path in NAMES}
    assert [(name, path) for name, path in NAMES if not re.search(rf"\b{name}\b", code[path])] == []


def test_each_target_of_make_is_told_and_is_one() -> None:
    made = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert made
    told = set(re.findall(r"`make ([a-z]+)", PAGE))
    assert told == set(made[1].split()) - {"demo", "clean"}
