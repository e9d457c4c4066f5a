"""What is wrong with data that cannot be read, in our own words.

The libraries that read it tell that in English, to makers, and otherwise in each version. So only the kind of their
error counts here, and where the data is wrong is looked for in the data itself.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Collection, Mapping
from typing import Annotated, get_args, get_origin

import msgspec

from store.bounds import absurd_day
from store.errors import reason
from store.i18n import _

# What may stand at the end of JSON that was cut off: a string, a letter of it by its number, a word.
_CUT_OFF = re.compile(r'\s*(?:"(?:[^"\\]|\\.)*\\?|\\?u?[0-9a-fA-F]{0,4}|-|t|tr|tru|f|fa|fal|fals|n|nu|nul)', re.DOTALL)
# A person writes fewer lines of settings; to look for the wrong one among more takes too long.
_MOST_LINES = 500


def what_is_wrong(error: BaseException) -> str:
    """Why data could not be read, as far as the kind of `error` tells."""
    if isinstance(error, OSError):
        return reason(error)
    if isinstance(error, UnicodeDecodeError):
        return _("it is no text")
    if isinstance(error, RecursionError):
        return _("it is nested too deep")
    if isinstance(error, msgspec.ValidationError):
        return _("something in it is wrong")
    return _("it is not in order")


def wrong_in_json(content: bytes, error: BaseException) -> str:
    """Why `content` could not be read as JSON of a certain form; `error` is what reading it raised."""
    if isinstance(error, (msgspec.ValidationError, RecursionError)):
        return what_is_wrong(error)
    try:
        # Of a file that was cut off the last letter may be cut in two at the end: that is no reason to call it no text.
        text = codecs.getincrementaldecoder("utf-8")().decode(content)
        json.loads(text)
    except json.JSONDecodeError as damage:
        return _("it stops half-way") if _CUT_OFF.fullmatch(text, damage.pos) else what_is_wrong(error)
    except (UnicodeDecodeError, RecursionError) as other:
        return what_is_wrong(other)
    return what_is_wrong(error)


def wrong_in_row(raw: Mapping[str, object], kind: type[msgspec.Struct]) -> str:
    """Why `raw` is no `kind`, by the name under which it is wrong where there is one (`vote.method`)."""
    if kind.__struct_config__.forbid_unknown_fields:
        known = {field.encode_name for field in msgspec.structs.fields(kind)}
        if unknown := next((name for name in raw if name not in known), ""):
            return _("“{name}” does not belong there").format(name=unknown)
    if name := _wrong_place(raw, kind):
        return _("what stands under “{name}” is wrong").format(name=name)
    if (row := _row(raw, kind)) and (name := absurd_day(row)):
        return _("what stands under “{name}” is wrong").format(name=name)
    return _("something in it is wrong")


def _row(raw: object, kind: type[msgspec.Struct]) -> msgspec.Struct | None:
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError:
        return None


def wrong_in_toml(text: str) -> str:
    """In which line `text` stops being TOML: the first of a value of more lines."""
    lines = text.splitlines(keepends=True)
    if len(lines) > _MOST_LINES:
        return _("it is not in order")
    whole = next(count for count in range(len(lines), -1, -1) if _is_toml("".join(lines[:count])))
    return _("it is wrong in line {line}").format(line=min(whole + 1, len(lines)))


def _is_toml(text: str) -> bool:
    import tomllib

    try:
        tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return False
    return True


def _wrong_place(raw: object, kind: object) -> str:
    """The names that lead to what in `raw` cannot be of `kind`, with points between; nothing where no name does."""
    if get_origin(kind) is Annotated:
        # What is bounded is a number or a text, in which there is no other name.
        return ""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        given = raw if isinstance(raw, Mapping) else {}
        for field in msgspec.structs.fields(kind):
            name = field.encode_name
            if name in given and not _is(given[name], field.type):
                below = _wrong_place(given[name], field.type)
                return f"{name}.{below}" if below else name
        return ""
    # A list or a tuple of something, or one of several kinds.
    parts: Collection[object] = raw if isinstance(raw, (list, tuple)) else [raw]
    found = (
        _wrong_place(part, inner)
        for inner in get_args(kind)
        for part in parts
        if inner is not Ellipsis and not _is(part, inner)
    )
    return next(filter(None, found), "")


def _is(raw: object, kind: object) -> bool:
    try:
        msgspec.convert(raw, kind)
    except msgspec.ValidationError:
        return False
    return True
