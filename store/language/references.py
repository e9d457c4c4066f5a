"""How references are written: `B 2026-09-04`, the short `b4`, and the pattern that they are made with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from string import Formatter

WHOLE = r"[a-z]{1,3}[ -]?\d+(?:[-./]\d+)+"
"""What a whole reference looks like in a text, in any case: `B 2026-09-04`, `b-2026-09-04`."""
_FIELD = re.compile(r"meeting|year|n(?::0?\d?d?)?")


@lru_cache(maxsize=64)
def is_pattern(numbering: str) -> bool:
    """Whether references can be made with `numbering`: text, `{meeting}` or `{year}`, and `{n}` or `{n:02}`."""
    try:
        fields = list(Formatter().parse(numbering))
    except ValueError:
        return False
    return all(
        field is None or (not conversion and _FIELD.fullmatch(f"{field}:{spec}" if spec else field))
        for _literal, field, spec, conversion in fields
    )


def counts_years(pattern: str) -> bool:
    """Whether numbers that are made with `pattern` run through a year, and not through a meeting."""
    return "{year}" in pattern and "{meeting}" not in pattern


@lru_cache(maxsize=64)
def made_with(pattern: str, meeting: str = "") -> re.Pattern[str]:
    """What a reference that was made with `pattern` in the meeting numbered so looks like; its group is `{n}`."""
    expression = ""
    for literal, field, _format, _conversion in Formatter().parse(pattern):
        expression += re.escape(literal)
        if field is not None:
            other = r"\d{4}" if field == "year" else re.escape(meeting)
            expression += r"(\d+)" if field == "n" else other
    return re.compile(expression)


def highest_of_year(references: Iterable[str], pattern: str, year: int) -> int:
    """The highest number among those of `references` that were made with `pattern` in `year`; 0 where none was."""
    made = made_with(pattern.replace("{year}", str(year)))
    return max((int(found[1]) for each in references if (found := made.fullmatch(each))), default=0)


@lru_cache(maxsize=8192)
def squeezed(reference: str) -> str:
    """A reference as it is compared: letters and digits."""
    return re.sub(r"[\W_]", "", reference).lower()


def is_short(reference: str) -> bool:
    """Whether `reference` is one within a meeting (`b2`), and not a whole one."""
    return re.fullmatch(r"[a-z]+\d{1,3}", reference.strip(), re.IGNORECASE) is not None
