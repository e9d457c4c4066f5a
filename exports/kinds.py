"""Which documents there are."""

from __future__ import annotations

from enum import StrEnum


class What(StrEnum):
    """The documents there are."""

    MINUTES = "minutes"
    SUMMARY = "summary"
    DECISIONS = "decisions"
    ACTIONS = "actions"
    AGENDA = "agenda"
    ATTENDANCE = "attendance"


LISTS = (What.DECISIONS, What.ACTIONS, What.ATTENDANCE)
"""Those that can be made of many meetings at once."""
