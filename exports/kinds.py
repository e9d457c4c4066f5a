"""Which documents there are."""

from __future__ import annotations

from enum import StrEnum


class DocumentKind(StrEnum):
    """The documents that can be made."""

    MINUTES = "minutes"
    SUMMARY = "summary"
    DECISIONS = "decisions"
    ACTIONS = "actions"
    AGENDA = "agenda"
    ATTENDANCE = "attendance"
    POST = "post"


LISTS = (DocumentKind.DECISIONS, DocumentKind.ACTIONS, DocumentKind.ATTENDANCE)
"""Those that can be made of many meetings at once."""
