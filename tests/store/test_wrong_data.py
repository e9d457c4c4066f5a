"""What is wrong with data is found in the data: no word of a library's message is read for it."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from store.disk.storage import tables_in
from store.errors import NotulistError
from store.i18n import speak
from store.model import Body, Entry, Meeting
from store.settings import read_settings
from store.wrong_data import what_is_wrong, wrong_in_json, wrong_in_row, wrong_in_toml
from tests.helpers.tables import each_row

ROOT = Path(__file__).parents[2]
WHOLE = '{"meeting": {"1": {"title": "Begroting “é” \\u20ac", "quorum": true, "seats": 5}}}'.encode()


def told(content: bytes) -> str:
    with pytest.raises((ValueError, RecursionError)) as raised:
        tables_in(content)
    return wrong_in_json(content, raised.value)


def test_wherever_a_file_is_cut_off_it_stops_half_way() -> None:
    tables_in(WHOLE)
    for length in range(len(WHOLE)):
        assert told(WHOLE[:length]) == "it stops half-way", WHOLE[:length]


@each_row(
    "content, wrong",
    [
        (b"{x}", "it is not in order"),
        (WHOLE + b"}", "it is not in order"),
        (WHOLE.replace(b"true", b"trui"), "it is not in order"),
        (WHOLE.replace(b": 5", b"  5"), "it is not in order"),
        (WHOLE.replace(b"u20ac", b"u20xc"), "it is not in order"),
        (b"[]", "something in it is wrong"),
        (b'{"meeting": {"x": {}}}', "something in it is wrong"),
        (WHOLE.replace(b"Begroting", b"\xff"), "it is no text"),
        (b"\xff\xfe", "it is no text"),
        (b'{"meeting": {"1": ' + b'{"a": ' * 100_000, "it is nested too deep"),
    ],
)
def test_what_is_wrong_with_json_is_told_by_what_stands_there(content: bytes, wrong: str) -> None:
    assert told(content) == wrong


PERSON = {"handle": "KP", "name": "Kees Postma"}
INTERVAL = {"start": "2026-03-12T09:00:00Z"}


@each_row(
    "raw, kind, wrong",
    [
        ({"key": "or", "name": 5}, Body, "what stands under “name” is wrong"),
        ({"key": "or", "name": "OR", "people": [PERSON, {**PERSON, "role": "king"}]}, Body, "“people.role”"),
        ({"key": "or", "name": "OR", "people": "Kees"}, Body, "“people”"),
        ({"key": "or", "name": "OR", "plan": {"start": "early"}}, Body, "“plan.start”"),
        ({"key": "or"}, Body, "something in it is wrong"),
        ({"id": 1, "kind": "song", "at": "2026-03-12T09:00:00Z", "text": "x"}, Entry, "“kind”"),
        ({"key": "k", "recesses": [INTERVAL, {"start": "noon"}]}, Meeting, "“recesses.start”"),
    ],
)
def test_a_row_is_told_by_the_name_under_which_it_is_wrong(
    raw: dict[str, object], kind: type[msgspec.Struct], wrong: str
) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(raw, kind)
    assert wrong in wrong_in_row(raw, kind)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("x", 1),
        ('language = "nl"\narchive = C:\\notulen\n', 2),
        ('# mine\n\nlanguage = "nl"\nlanguage = "en"\n', 4),
        ('archive = "a"\nlanguage = """\nnl\n', 2),
        ('language = "nl\n', 1),
    ],
)
def test_settings_are_told_by_their_line(tmp_path: Path, text: str, line: int) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(NotulistError, match=f"cannot be read: it is wrong in line {line}. Mend that line"):
        read_settings(file)


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b'taal = "nl"', "“taal” does not belong there"),
        (b"language = 5", "what stands under “language” is wrong"),
        (b'language = "\xff"', "it is no text"),
    ],
)
def test_settings_are_told_by_their_name(tmp_path: Path, content: bytes, wrong: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(content)
    with pytest.raises(NotulistError, match=wrong):
        read_settings(file)


def test_of_very_many_lines_none_is_looked_for() -> None:
    assert wrong_in_toml("a = 1\n" * 5000) == "it is not in order"


def test_the_words_of_a_library_are_not_told_on() -> None:
    speak("nl")
    for error in (
        msgspec.ValidationError("Object contains unknown field `a` - at `$.b`"),
        msgspec.DecodeError("Input data was truncated"),
        json.JSONDecodeError("line 7", "", 0),
    ):
        assert what_is_wrong(error) in ("er klopt iets niet in", "het is niet in orde")


# How the words of an error may be used: told on as they are, or their first line; nothing is looked for in them.
LOOKING = {"search", "match", "fullmatch", "findall", "finditer", "sub", "find", "index", "count"}


def looked_into(source: str) -> Iterator[str]:
    """Each place where something is looked for in what an exception says."""
    if not re.search(r"\b(str|repr)\(|\.(message|msg|problem|diagnostic|strerror)\b", source):
        return
    tree = ast.parse(source)
    errors = {node.name for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler) and node.name}
    errors |= {
        node.arg
        for node in ast.walk(tree)
        if isinstance(node, ast.arg)
        and node.annotation
        and ast.unparse(node.annotation).endswith(("Error", "Exception"))
    }
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        match node:
            case ast.Call(ast.Name("str" | "repr"), [ast.Name(name)]) if name in errors:
                pass
            case ast.Attribute(ast.Name(name), "message" | "msg" | "problem" | "diagnostic" | "strerror") if (
                name in errors
            ):
                pass
            case _:
                continue
        match parents[node]:
            case ast.Compare() | ast.Subscript():
                yield f"line {node.lineno}"
            case ast.Attribute(_, way) if way != "splitlines":
                yield f"line {node.lineno}"
            case ast.Call(ast.Attribute(_, way)) if way in LOOKING:
                yield f"line {node.lineno}"
            case ast.Assign([ast.Name(given)]) if f"{given}." in source or f"in {given}" in source:
                yield f"line {node.lineno}"


@each_row(
    "use",
    [
        "if 'truncated' in str(error): pass",
        "found = LETTER.search(str(error))",
        "if str(error).startswith('no'): pass",
        "said = str(error)\n    found = said.find('x')",
        "if error.message == 'x': pass",
    ],
)
def test_looking_into_the_words_of_an_error_is_known(use: str) -> None:
    assert [*looked_into(f"try:\n    pass\nexcept ValueError as error:\n    {use}")]


def test_nothing_is_looked_for_in_the_words_of_an_error() -> None:
    for room in ("store", "exports", "tui"):
        for path in sorted((ROOT / room).rglob("*.py")):
            assert not [*looked_into(path.read_text("utf-8"))], path
