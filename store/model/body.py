"""A body that meets: when, where, and what its documents bear."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from store.model.agenda import AgendaItem
from store.model.base import Count, Id, Name, Noun
from store.model.desk_settings import DeskSettings
from store.model.people import Person
from store.model.readers import Audiences
from store.model.rules import Numbering, Rules

LAST = -1
"""The `nth` of the last such weekday of a month, in a series of meetings."""


class House(Noun, frozen=True, kw_only=True):
    """What every page of a body's documents bears: a logo (a PNG or JPEG file), and lines at head and foot.

    A `logo` that is no whole path is looked for in the archive's folder. `colour` (`#0b4f8a`) is that of headings and
    lines, `font` the name of one that whoever makes a document has; the usual ones where there is nothing.
    """

    logo: str = ""
    head: str = ""
    foot: str = ""
    colour: str = ""
    font: str = ""


class Every(StrEnum):
    """What a series of meetings is counted in."""

    WEEK = "week"
    MONTH = "month"


class Series(Noun, frozen=True, kw_only=True):
    """How often a body meets: every `interval` weeks, or on the `nth` weekday every `interval` months.

    `weekday` is 0 for Monday, None for that of the meeting before; `nth` is 1 to 5, -1 the
    last in the month. `start` is the day that is counted from, where that was said.
    """

    every: Every = Every.WEEK
    interval: Annotated[int, Meta(ge=1, le=1_000)] = 1
    weekday: Annotated[int, Meta(ge=0, le=6)] | None = None
    nth: Annotated[int, Meta(ge=LAST, le=5)] = 0
    start: date | None = None


class Days(Noun, frozen=True, kw_only=True):
    """The days from `first` until and with `last`, and what they are."""

    first: date
    last: date
    words: str = ""


class Plan(Noun, frozen=True, kw_only=True):
    """What the meetings of a body are prepared from. It stays in the register: a meeting's copy has none.

    A meeting usually has a `start` and either an `end` or a length in `minutes`. `series`
    and `skipped` tell on which days it meets, `template` the items that are on every agenda.
    """

    start: time | None = None
    end: time | None = None
    minutes: Count | None = None
    place: str = ""
    series: Series | None = None
    skipped: tuple[Days, ...] = ()
    template: tuple[AgendaItem, ...] = ()


class Body(Noun, frozen=True, kw_only=True):
    """A body that meets. `key` is its short name in file names, such as `or`.

    `parent` is the key of the body whose committee or working group it is. `send_days` is
    how many days before a meeting its agenda is sent (article 14 of the Dutch Works
    Councils Act asks for seven). `audiences_set` counts how often the register was told anew what `audiences` are,
    so that an older register is known from a newer one.
    """

    key: str
    name: str
    language: Name = "en"
    time_zone: Name = "Europe/Amsterdam"
    seats: Count = 0
    rules: Rules = Rules()
    numbering: Numbering = Numbering()
    people: tuple[Person, ...] = ()
    parent: str = ""
    send_days: Count = 7
    plan: Plan | None = None
    audiences: Audiences = Audiences()
    audiences_set: Id = 0
    house: House = House()
    desk: DeskSettings = DeskSettings()
