"""What the bookmarks of entries are called; Word hides those whose name begins with a low line."""

from __future__ import annotations

import re

_NAME = re.compile(r"_nt_(\d{1,15})")


def name_of(entry: int) -> str:
    """The name of the bookmark of an entry."""
    return f"_nt_{entry}"


def entry_of(name: str) -> int | None:
    """The id of the entry whose bookmark has that name; None where it is another bookmark."""
    found = _NAME.fullmatch(name)
    return int(found[1]) if found else None
