"""Reading structs from TOML: what is wrong with a file is told with the line and the key."""

from __future__ import annotations

import re
import tomllib
import types
import typing
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import TypeVar

import msgspec

from store.errors import NotulistError
from store.i18n import _
from store.language.lengths import read_length
from store.terms.length import Length


class BadProcedure(NotulistError):
    """A procedure that cannot be meant as it stands; the text names file, line and key."""


_Struct = TypeVar("_Struct", bound=msgspec.Struct)
Place = tuple[str | int, ...]
"""Where in the file: tables, their numbers, and the key last (`step`, 3, `need`, 0, `key`)."""


class Source:
    """The text of a file, in which lines are looked for."""

    def __init__(self, text: str, file: str) -> None:
        self._lines = text.splitlines()
        self._file = file

    def bad(self, place: Place, words: str) -> BadProcedure:
        """What is wrong with what stands at `place`."""
        return self.wrong(
            self._line(place), str(next(part for part in reversed(place) if isinstance(part, str))), words
        )

    def wrong(self, line: int, key: str, words: str) -> BadProcedure:
        """What is wrong in that line, with that key where it is about one."""
        where = _("{file}, line {line}").format(file=self._file, line=line)
        return BadProcedure(f"{where}, {key}: {words}" if key else f"{where}: {words}")

    def _line(self, place: Place) -> int:
        """The line of the innermost part of `place` that stands on one of its own."""
        header, found = [], 1
        inside: list[str | int] = []
        counts: dict[str, int] = {}
        for number, line in enumerate(self._lines, 1):
            if match := _HEADER.match(line):
                name = match["name"]
                if line.startswith("[["):
                    counts[name] = counts.get(name, -1) + 1
                    for other in [each for each in counts if each.startswith(f"{name}.")]:
                        del counts[other]
                inside = _inside(name, counts)
                header = list(place[: len(inside)])
                if inside == header:
                    found = number
            elif inside == list(place[: len(inside)]) and len(place) > len(inside):
                match = _KEY.match(line)
                if match and match["key"] == place[len(inside)]:
                    return number
        return found


_HEADER = re.compile(r"\[\[?(?P<name>[\w.-]+)\]")
_KEY = re.compile(r"\s*(?P<key>[\w-]+)\s*=")


def _inside(name: str, counts: Mapping[str, int]) -> list[str | int]:
    inside: list[str | int] = []
    so_far = ""
    for part in name.split("."):
        so_far = f"{so_far}.{part}" if so_far else part
        inside.append(part)
        if so_far in counts:
            inside.append(counts[so_far])
    return inside


def _first_bad_line(text: str) -> int:
    """The first line with which what stands above it is no TOML any more."""
    lines, good = text.splitlines(), 0
    for number in range(len(lines) + 1):
        try:
            tomllib.loads("\n".join(lines[:number]))
            good = number
        except (tomllib.TOMLDecodeError, RecursionError):
            continue
    return min(good + 1, max(len(lines), 1))


LONGEST = 50_000
"""No such file has more characters: those that are built in have some 7,000 at most."""


def read_toml(kind: type[_Struct], text: str, file: str) -> tuple[_Struct, Source]:
    """The struct that `text`, TOML of the file called `file`, tells, and where in it things stand.

    Raises BadProcedure.
    """
    if len(text) > LONGEST:
        raise Source("", file).wrong(1, "", _("this is too long for a procedure"))
    source = Source(text, file)
    try:
        tree = tomllib.loads(text)
    except RecursionError as error:
        raise source.wrong(1, "", _("this is no TOML")) from error
    except tomllib.TOMLDecodeError as error:
        raise source.wrong(_first_bad_line(text), "", _("this is no TOML")) from error
    return _struct(kind, tree, (), source), source


# What may stand where


@cache
def _fields(kind: type) -> dict[str, tuple[object, bool]]:
    """Each field of a struct with its type, and whether it must be there."""
    hints = typing.get_type_hints(kind)
    return {field.name: (hints[field.encode_name], field.required) for field in msgspec.structs.fields(kind)}


def _struct(kind: type[_Struct], value: object, place: Place, source: Source) -> _Struct:
    if not isinstance(value, dict):
        raise source.bad(place, _("a table is expected here"))
    fields = _fields(kind)
    for name in value:
        if name not in fields:
            raise source.bad((*place, name), _("there is no such key"))
    for name, (_kind, required) in fields.items():
        if required and name not in value:
            raise source.bad(place or (name,), _("“{key}” is missing").format(key=name))
    return kind(**{name: _value(fields[name][0], each, (*place, name), source) for name, each in value.items()})


def _value(kind: object, value: object, place: Place, source: Source) -> object:
    origin = typing.get_origin(kind)
    if kind == Length | None:
        length = read_length(value) if isinstance(value, str) else None
        if length is None:
            raise source.bad(place, _("“{words}” is no length; write it as 1 month or 6 weeks").format(words=value))
        return length
    if origin is tuple:
        of = typing.get_args(kind)[0]
        if not isinstance(value, list):
            raise source.bad(place, _("a list is expected here"))
        return tuple(_value(of, each, (*place, at), source) for at, each in enumerate(value))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        of = typing.get_args(kind)[1]
        if not isinstance(value, dict):
            raise source.bad(place, _("a table is expected here"))
        return types.MappingProxyType({key: _value(of, each, (*place, key), source) for key, each in value.items()})
    if not isinstance(kind, type):
        raise TypeError(kind)
    if issubclass(kind, msgspec.Struct):
        return _struct(kind, value, place, source)
    if issubclass(kind, StrEnum):
        if value not in {each.value for each in kind}:
            known = ", ".join(each.value for each in kind if each.value)
            raise source.bad(place, _("“{words}” is none of {known}").format(words=value, known=known))
        return kind(value)
    if type(value) is not kind:
        named = {str: _("text in quotes"), bool: _("true or false"), int: _("a whole number")}[kind]
        raise source.bad(place, _("{what} is expected here").format(what=named))
    return value
