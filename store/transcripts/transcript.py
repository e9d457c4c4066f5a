"""The nouns: what was said, as the program that recorded it wrote it down, and what is kept of that."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from store.model import Noun

UNTIL_APPROVAL = "approval"
"""Words that are kept until the minutes are approved."""


class Cue(Noun, frozen=True, kw_only=True):
    """A run of words by one speaker.

    `number` counts from 1. `start` and `end` are in seconds since the recording began; `name` is the speaker as the
    recording tells it (a name, a room, or nothing).
    """

    number: int
    start: float
    end: float
    name: str = ""
    words: str


class Transcript(Noun, frozen=True, kw_only=True):
    """What was said in one meeting.

    `sha256` and `file` tell which file it came from. `starts` is the instant (UTC) at which the recording began, None
    where nobody knows; it is `proposed` where it was found from the record and nobody confirmed it. `consent` are the
    words in which the secretary told how consent was asked. `until` is `approval`, or a day (ISO) after which the words
    go. `count` is how many cues there were: it stays when the words are `gone`.
    """

    sha256: str
    file: str
    count: int
    cues: tuple[Cue, ...] = ()
    starts: datetime | None = None
    proposed: bool = False
    consent: str = ""
    until: str = UNTIL_APPROVAL
    gone: date | None = None
    form: int = msgspec.field(default=1)
