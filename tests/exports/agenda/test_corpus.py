"""Agendas as their owners wrote them, in a folder that NOTULIST_CORPUS names: minutes, timed items and presenters.

The folder holds `tc39`, `graphql` and `wasm` agendas, one Markdown file each. They are counted here by
patterns over the bare lines, without any Markdown, and the figures below are what
that count gave when the folder was first read.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from exports.agenda.markdown import read_agenda

_FOLDER = os.environ.get("NOTULIST_CORPUS", "")
pytestmark = pytest.mark.skipif(not _FOLDER, reason="NOTULIST_CORPUS names no folder of agendas")

# The file: the sum of its planned minutes, and how many items have them.
EXPECTED = {
    "tc39/2015-03.md": (0, 0),
    "tc39/2019-06.md": (920, 33),
    "tc39/2022-03.md": (1015, 30),
    "tc39/2024-02.md": (1110, 42),
    "graphql/2019-2019-05-02.md": (125, 10),
    "graphql/2021-2021-01-07.md": (89, 12),
    "graphql/2024-10-Oct-03-wg-primary.md": (79, 11),
    "graphql/2025-06-Jun-05-wg-primary.md": (105, 22),
    "wasm/main-2019-CG-01-08.md": (0, 0),
    "wasm/main-2021-CG-02-02.md": (0, 0),
    "wasm/main-2023-CG-01-17.md": (0, 0),
}
_ITEM = re.compile(r"^\s*\d+\.\s+(?!~~|Short )")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*\b\d+\s*(?:m|min|minutes)\b[^()\[\]]*)[)\]]")
_TIME = re.compile(r"\b(\d+)\s*(?:m|min|minutes)\b")
_ROW = re.compile(r"^\s*\|.*\|\s*(\d+)m\s*\|(.*)$")


def counted(text: str) -> Iterator[tuple[int, str]]:
    """The minutes and the presenter of each timed item: rows of a table, and numbered lines with `(10m, Ann)`."""
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    if heading := re.search(r"^## Agenda(?: items)?$", text, re.MULTILINE):
        text = text[heading.end() :]
    for line in text.splitlines():
        if row := _ROW.match(line):
            yield int(row[1]), row[2].rstrip().rstrip("|").rpartition("|")[2].strip()
        elif _ITEM.match(line) and (found := _BRACKETS.search(line)):
            minutes = int(_TIME.search(found[1])[1])  # type: ignore[index]
            rest = _TIME.sub("", found[1]).strip(" ,")
            named = re.search(r"presenter: ([\w ]+)", line)
            yield minutes, named[1] if named else rest if rest[:1].isupper() else ""


@pytest.mark.parametrize("name", EXPECTED)
def test_minutes_and_presenters_are_those_of_the_file(name: str) -> None:
    text = (Path(_FOLDER) / name).read_text("utf-8")
    own = [(minutes, " ".join(who.split())) for minutes, who in counted(text)]
    items = [item for item in read_agenda(text).items if item.planned_minutes is not None]

    assert Counter((item.planned_minutes, item.presenter.replace("\xa0", " ")) for item in items) == Counter(own)
    assert (sum(minutes for minutes, _who in own), len(own)) == EXPECTED[name]
    assert (sum(item.planned_minutes or 0 for item in items), len(items)) == EXPECTED[name]


def test_every_file_of_the_folder_is_listed() -> None:
    found = {
        f"{path.parent.name}/{path.name}"
        for form in ("tc39", "graphql", "wasm")
        for path in Path(_FOLDER, form).glob("*.md")
    }

    assert found == set(EXPECTED)
