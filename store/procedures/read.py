"""Reading a procedure from TOML: what is wrong with one is told with the line and the key."""

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
from store.procedures.model import NOT_ASKED, Procedure, Step
from store.terms.length import Length


class BadProcedure(NotulistError):
    """A procedure that cannot be meant as it stands; the text names file, line and key."""


LONGEST = 50_000
"""No procedure has more characters: those that are built in have some 7,000 at most."""


def read_procedure(text: str, file: str) -> Procedure:
    """The procedure that `text`, TOML of the file called `file`, tells. Raises BadProcedure."""
    if len(text) > LONGEST:
        raise _Source("", file).wrong(1, "", _("this is too long for a procedure"))
    try:
        tree = tomllib.loads(text)
    except RecursionError as error:
        raise _Source(text, file).wrong(1, "", _("this is no TOML")) from error
    except tomllib.TOMLDecodeError as error:
        raise _Source(text, file).wrong(_first_bad_line(text), "", _("this is no TOML")) from error
    source = _Source(text, file)
    procedure = _struct(Procedure, tree, (), source)
    _check(procedure, source)
    return procedure


_Struct = TypeVar("_Struct", bound=msgspec.Struct)
Place = tuple[str | int, ...]
"""Where in the file: tables, their numbers, and the key last (`step`, 3, `need`, 0, `key`)."""


class _Source:
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


# What may stand where


@cache
def _fields(kind: type) -> dict[str, tuple[object, bool]]:
    """Each field of a struct with its type, and whether it must be there."""
    hints = typing.get_type_hints(kind)
    return {field.name: (hints[field.encode_name], field.required) for field in msgspec.structs.fields(kind)}


def _struct(kind: type[_Struct], value: object, place: Place, source: _Source) -> _Struct:
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


def _value(kind: object, value: object, place: Place, source: _Source) -> object:
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


# What must fit together


def _check(procedure: Procedure, source: _Source) -> None:
    keys: dict[str, Step] = {}
    for at, step in enumerate(procedure.step):
        if step.key in keys:
            raise source.bad(("step", at, "key"), _("“{key}” is there twice").format(key=step.key))
        keys[step.key] = step
    if not procedure.step:
        raise source.bad(("step",), _("there is no step"))
    for at, step in enumerate(procedure.step):
        place: Place = ("step", at)
        for name, key in (("follows", step.follows), ("before", step.before)):
            _known(key, keys, (*place, name), source)
        for number, need in enumerate(step.need):
            _known(need.met_by, keys, (*place, "need", number, "met_by"), source)
        _check_when(step.when, keys, (*place, "when"), source)
        _check_circle(step, keys, place, source)
    for at, term in enumerate(procedure.term):
        place = ("term", at)
        for number, start in enumerate(term.start):
            _known(start.step, keys, (*place, "start", number, "step"), source)
        for key in term.ends:
            _known(key, keys, (*place, "ends"), source)
        _known(term.agreed, keys, (*place, "agreed"), source)
        _check_when(term.when, keys, (*place, "when"), source)
        if term.length is None and not term.agreed:
            raise source.bad((*place, "key"), _("it has neither a length nor a step in which a day is agreed"))
        if not term.start:
            raise source.bad((*place, "key"), _("it has no start"))


def _known(key: str, keys: Mapping[str, Step], place: Place, source: _Source) -> None:
    if key and key not in keys:
        raise source.bad(place, _("there is no step “{key}”").format(key=key))


def _check_when(when: Mapping[str, tuple[str, ...]], keys: Mapping[str, Step], place: Place, source: _Source) -> None:
    for key, answers in when.items():
        _known(key, keys, (*place, key), source)
        for answer in answers:
            if answer not in (*keys[key].answers, NOT_ASKED):
                words = _("the step “{key}” has no answer “{answer}”").format(key=key, answer=answer)
                raise source.bad((*place, key), words)


def _check_circle(step: Step, keys: Mapping[str, Step], place: Place, source: _Source) -> None:
    for name in ("follows", "before"):
        seen, key = {step.key}, getattr(step, name)
        while key:
            if key in seen:
                raise source.bad((*place, name), _("the steps run in a circle"))
            seen.add(key)
            key = getattr(keys[key], name) if key in keys else ""
