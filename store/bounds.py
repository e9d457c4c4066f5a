"""What no row of a meeting can hold, however well it is typed: days of other ages, counts that nobody counts.

Whoever reads a row from a file asks here, so that one absurd value is named and set aside, and takes no list with it;
whoever keeps one asks too, so that nothing is written that would not be read again. Numbers and short names have their
bounds in `store.model`, where reading checks them. A row that is in order costs a look at the few of its fields that
can hold a day.
"""

from __future__ import annotations

import types
from datetime import date, datetime
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

import msgspec

FIRST_YEAR, LAST_YEAR = 1000, 2999
"""Days lie within these years: all that is made of them (zones, calendars, weeks) can be reckoned."""

_Row = TypeVar("_Row", bound=msgspec.Struct)


def row_of(raw: object, kind: type[_Row]) -> _Row:
    """The row of `kind` that `raw` is. Raises msgspec.ValidationError where it is none, or holds an absurd day."""
    row = msgspec.convert(raw, kind)
    if name := absurd_day(row):
        raise msgspec.ValidationError(name)
    return row


def is_sane(day: date) -> bool:
    """Whether a day or an instant lies within the years that there are here."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def absurd_day(row: object) -> str:
    """The name under which a day of `row`, a struct, lies out of bounds (`due.day`); nothing where none does."""
    kind = type(row)
    for name in _FIELDS.get(kind) or _fields_with_days(kind):
        if not (value := getattr(row, name)):
            continue
        if type(value) is datetime or type(value) is date:
            if not FIRST_YEAR <= value.year <= LAST_YEAR:
                return name
            continue
        for each in value if type(value) is tuple else (value,):
            if isinstance(each, date):
                if not is_sane(each):
                    return name
            elif below := absurd_day(each):
                return f"{name}.{below}"
    return ""


_FIELDS: dict[type[Any], tuple[str, ...]] = {}
"""The fields of a struct in which, or below which, a day or an instant can stand."""


def _fields_with_days(kind: type[Any]) -> tuple[str, ...]:
    if kind not in _FIELDS:
        fields = msgspec.structs.fields(kind) if issubclass(kind, msgspec.Struct) else ()
        _FIELDS[kind] = tuple(field.name for field in fields if _holds_days(field.type))
    return _FIELDS[kind]


def _holds_days(hint: object) -> bool:
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if get_origin(hint) in (Union, types.UnionType, tuple):
        return any(_holds_days(each) for each in get_args(hint) if each is not Ellipsis)
    if not isinstance(hint, type):
        return False
    # `Plan` holds items, and a body a plan: no struct holds itself, so that this ends.
    return issubclass(hint, date) or bool(_fields_with_days(hint))
