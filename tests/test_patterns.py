"""No regular expression runs back: each one of the house takes 100,000 characters of any kind in no time.

Counted is the time of the processor that the test itself takes, so that a busy machine changes nothing.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import signal
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

import exports
import store
import tui
from store.language import day_phrases
from tests.helpers.tables import each_row

pytestmark = pytest.mark.faults

LENGTH = 100_000
# What runs forward takes some hundredths of a second, what runs back many seconds, or days.
LONGEST = 1.0
CLASSES = {
    "spaces": " ",
    "letters": "a",
    "capitals": "A",
    "digits": "1",
    "commas": ",",
    "equals": "=",
    "letters and spaces": "a b ",
    "digits and spaces": "1 ",
    "digits and full stops": "1.",
    "commas and spaces": ", ",
    "lines": "\n",
    "lines of spaces": " \n",
    "minus signs": "-",
    "brackets": "(",
    "quotation marks": '"',
    "backslashes": "\\",
    "slashes": "/",
    "hashes": "#",
    "at signs": "@a ",
    "colons": "a: ",
    "less and greater": "<>",
    "accents": "é",
}
# What stands before it, since many a pattern begins with a word, and behind it, so that it cannot end well.
BEFORE, BEHIND = ("", "x", "= x"), ("\0y",)
Used = tuple[str, re.Pattern[str], str]


class TooLong(Exception):
    """The pattern runs back."""


def modules() -> Iterator[object]:
    for package in (store, exports, tui):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(found.name)


def within(value: object, depth: int = 3) -> Iterator[re.Pattern[str]]:
    """The patterns that a value holds, also in tables and their rows."""
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif depth and isinstance(value, dict):
        yield from within(list(value.values()), depth - 1)
    elif depth and isinstance(value, (list, tuple)):
        for each in value:
            yield from within(each, depth - 1)


def calls(path: Path) -> Iterator[tuple[ast.expr, str, ast.Call]]:
    """Each call of a method in a file: of what, its name, and the call."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.value, node.func.attr, node


ONLY_AT_START = {"match", "fullmatch"}
ANYWHERE = {"search", "sub", "subn", "split", "finditer", "findall"}


def ways(methods: Iterable[str]) -> list[str]:
    """How a pattern is asked: only from the start of a text, or from every place in it."""
    used = set(methods)
    return ["search"] if used & ANYWHERE else ["match"] if used & ONLY_AT_START else ["match", "search"]


@cache
def patterns() -> list[Used]:
    found: list[Used] = []
    for module in modules():
        path, name = Path(str(vars(module)["__file__"])), str(vars(module)["__name__"])
        asked: dict[str, set[str]] = {}
        for of, method, call in calls(path):
            if isinstance(of, ast.Name) and of.id == "re" and method in ONLY_AT_START | ANYWHERE:
                words = call.args[0].value if isinstance(call.args[0], ast.Constant) else None
                flags = re.IGNORECASE if any(keyword.arg == "flags" for keyword in call.keywords) else 0
                inline = [re.compile(words, flags)] if isinstance(words, str) else []
                found += [(f"{name}:{call.lineno}", pattern, way) for pattern in inline for way in ways([method])]
            elif isinstance(of, ast.Name):
                asked.setdefault(of.id, set()).add(method)
            elif isinstance(of, ast.Call) and ast.unparse(of.func) == "compiled":
                # Compiled when it is first needed, by the name of its words.
                named = ast.unparse(of.args[0])
                if isinstance(late := vars(module).get(named), str):
                    found += [(f"{name}.{named}", re.compile(late), way) for way in ways([method])]
        for variable, value in vars(module).items():
            for pattern in within(value):
                found += [(f"{name}.{variable}", pattern, way) for way in ways(asked.get(variable, ()))]
    rows = (*day_phrases._ROWS, *day_phrases._FULL_DATES)
    return found + [(f"a day: {words[:40]}", re.compile(words), "match") for words, _reader in rows]


def give_up(_number: int, _frame: object) -> None:
    raise TooLong


@each_row("name, pattern, way", patterns)
def test_no_pattern_runs_back(name: str, pattern: re.Pattern[str], way: str) -> None:
    slow = []
    before = signal.signal(signal.SIGVTALRM, give_up)
    try:
        for letters in CLASSES.values():
            text = (letters * LENGTH)[:LENGTH]
            for beginning in BEFORE:
                for end in BEHIND:
                    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
                    getattr(pattern, way)(beginning + text + end)
                    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    except TooLong:
        slow.append((letters, beginning, end))
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    assert not slow, f"{name}: {pattern.pattern}"


def test_all_patterns_are_looked_at() -> None:
    assert len(patterns()) > 200
