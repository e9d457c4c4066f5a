"""Which documents there are, and for whom."""

from __future__ import annotations

from enum import StrEnum


class Audience(StrEnum):
    """The readers of a document: all who were invited, the employer, or everybody."""

    FULL = "full"
    EMPLOYER = "employer"
    PUBLIC = "public"


class DocumentKind(StrEnum):
    """The documents that can be made."""

    MINUTES = "minutes"
    SUMMARY = "summary"
    DECISIONS = "decisions"
    ACTIONS = "actions"
    AGENDA = "agenda"
    ATTENDANCE = "attendance"


LISTS = (DocumentKind.DECISIONS, DocumentKind.ACTIONS, DocumentKind.ATTENDANCE)
"""Those that can be made of many meetings at once."""
