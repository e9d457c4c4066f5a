"""What is found in meetings and at the desks, together: newest first, of a theme oldest first."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import msgspec

from store.language.hashtags import Theme
from store.language.query import Filter
from store.search.desk_index import DeskHit, DeskIndex
from store.search.full_text import Hit
from store.search.index import Index


class FoundAll(msgspec.Struct, frozen=True, kw_only=True):
    """What was found, as `full_text.Found` has it, with what the desks have among it."""

    hits: Sequence[Hit | DeskHit]
    more: bool = False
    recent: bool = False


def search(index: Index, desks: DeskIndex, wanted: Filter, most: int) -> FoundAll:
    """What fits all of `wanted` in meetings and at desks, at most so many of all."""
    found, post = index.search(wanted, most), desks.search(wanted, most + 1)
    hits: list[Hit | DeskHit] = [*found.hits, *post]
    # Sorting keeps the order within a day: meetings of it before its post.
    hits.sort(key=day_of, reverse=not wanted.themes)
    more = found.more or len(hits) > most
    kept = hits[:most] if not wanted.themes else hits[max(0, len(hits) - most) :]
    return FoundAll(hits=kept, more=more, recent=found.recent)


def day_of(hit: Hit | DeskHit) -> datetime.date:
    """The day of the meeting, or of the piece."""
    return hit.day if isinstance(hit, DeskHit) else hit.meeting.date


def themes(index: Index, desks: DeskIndex) -> list[Theme]:
    """All themes that are named in meetings and at desks, the one used last first."""
    joined: dict[str, Theme] = {}
    for theme in (*index.themes(), *desks.themes()):
        other = joined.get(theme.name)
        joined[theme.name] = (
            msgspec.structs.replace(other, count=other.count + theme.count, last=max(other.last, theme.last))
            if other
            else theme
        )
    return sorted(joined.values(), key=lambda theme: theme.last, reverse=True)
