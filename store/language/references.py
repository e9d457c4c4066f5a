"""How a reference is written: `B 2026-09-04`, and the short `b4` for it within its meeting."""

from __future__ import annotations

import re
from functools import lru_cache
from string import Formatter

WHOLE = r"[a-z]{1,3}[ -]?\d+(?:[-./]\d+)+"
"""What a whole reference looks like in a text, in any case: `B 2026-09-04`, `b-2026-09-04`."""
_FIELD = re.compile(r"meeting|n(?::0?\d?d?)?")


@lru_cache(maxsize=8192)
def squeezed(reference: str) -> str:
    """A reference as it is compared: letters and digits."""
    return re.sub(r"[\W_]", "", reference).lower()


def is_short(reference: str) -> bool:
    """Whether `reference` is one within a meeting (`b2`), and not a whole one."""
    return re.fullmatch(r"[a-z]+\d{1,3}", reference.strip(), re.IGNORECASE) is not None


@lru_cache(maxsize=64)
def is_pattern(numbering: str) -> bool:
    """Whether references can be made with `numbering`: text, `{meeting}`, and `{n}` or `{n:02}`."""
    try:
        fields = list(Formatter().parse(numbering))
    except ValueError:
        return False
    return all(
        field is None or (not conversion and _FIELD.fullmatch(f"{field}:{spec}" if spec else field))
        for _literal, field, spec, conversion in fields
    )
