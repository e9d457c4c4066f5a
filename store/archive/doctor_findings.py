"""What the doctor finds."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class FindingKind(StrEnum):
    """What kind of thing was found."""

    UNREADABLE = "unreadable"
    MISSING = "missing"
    ROW = "row"
    TABLE = "table"
    CHANGED = "changed"
    APPROVED = "approved"
    PENDING = "pending"
    JOURNAL = "journal"
    DANGLING = "dangling"
    REFERENCE = "reference"
    NUMBER = "number"
    COPY = "copy"
    ASIDE = "aside"
    MODE = "mode"
    BACK = "back"
    GONE = "gone"
    NOTHING = "nothing"
    FILE = "file"
    OBSTACLE = "obstacle"
    PROCEDURE = "procedure"


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is out of order: in which file, of which meeting or desk (the key of its body), in which row.

    A row is called `entries/12`; `reference` is the number that it has for people.
    """

    what: FindingKind
    file: str
    meeting: str = ""
    desk: str = ""
    row: str = ""
    reference: str = ""
    words: str
