"""Places to go to, and the way to ask for them: no screen knows another one, `tui.app.navigation` knows them all."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeAlias, TypeVar, cast

import msgspec

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

    from exports.sources.source import Source
    from store.archive.open_meeting import OpenMeeting
    from store.meeting.running import RunningMeeting
    from store.model import Earlier
    from store.record.record import Record
    from store.search.full_text import Hit

Answer = TypeVar("Answer")
_Hit: TypeAlias = "Hit | None"
_Earlier: TypeAlias = "Earlier | None"
At = tuple[int | None, int | None]
"""An entry and its item, by their ids."""


class Place(Enum):
    """Where a command works: each is a kind of screen."""

    HOME = "home"
    LIVE = "live"
    ACTIONS = "actions"
    DECISIONS = "decisions"
    BODIES = "bodies"
    BODY = "body"
    NEW = "new"
    REVIEW = "review"
    PREPARE = "prepare"
    BOARD = "board"
    SEARCH = "search"
    POST = "post"
    REQUESTS = "requests"
    LETTERS = "letters"
    PLAN = "plan"
    IMPORT = "import"
    DOCUMENTS = "documents"


class Route(msgspec.Struct, Generic[Answer], frozen=True):
    """A screen that is asked for, and what it is to show; it answers with an `Answer` when it is left."""


class Home(Route[None], frozen=True):
    """Route to the home screen."""


class MeetingIn(Route[None], frozen=True):
    """Route to a meeting at a screen; without a `desk` to be read only. Live, it begins `at` an entry and item.

    In the review, `word_file` is the Word file of the minutes that came back.
    """

    place: Place
    sitting: RunningMeeting
    desk: OpenMeeting | None
    at: At | None = None
    word_file: Path | None = None


class Documents(Route[None], frozen=True):
    """Route to the documents of a meeting. `type_on` puts a letter in the line of the screen below."""

    record: Record
    type_on: Callable[[str], None] | None = None


class Search(Route[_Hit], frozen=True):
    """Route to a search through all meetings, begun with `typed`; a hit in the meeting `here` is answered."""

    here: str = ""
    typed: str = ""


class Minuted(msgspec.Struct, frozen=True):
    """The meeting that is minuted under a list; without a `desk` it can only be read. `do` does a line in it."""

    sitting: RunningMeeting
    desk: OpenMeeting | None
    do: Callable[[str], bool]


class Actions(Route[_Earlier], frozen=True):
    """Route to the actions of all meetings; one of the meeting that is minuted is answered."""

    minuted: Minuted | None = None


class Decisions(Route[_Earlier], frozen=True):
    """Route to the decisions of all meetings; one of the meeting that is minuted is answered."""

    minuted: Minuted | None = None


class Bodies(Route[None], frozen=True):
    """Route to the bodies and their people."""


class Post(Route[None], frozen=True):
    """Route to the post of the body with that key; where it is empty, of the first one. `at` is the piece to show."""

    body: str = ""
    at: int = 0


class Letters(Route[None], frozen=True):
    """Route to the letters of all bodies."""


class RequestsOf(Route[None], frozen=True):
    """Route to the requests of all bodies, the one with the reference `at` chosen."""

    at: str = ""


class PlanOf(Route[None], frozen=True):
    """Route to the plan of the body with that key; where it is empty, of the first council."""

    body: str = ""


class NewMeeting(Route[str | None], frozen=True):
    """Route to a new meeting, of the body of the meeting `beside` to begin with; its key is answered."""

    beside: str = ""


class Import(Route[str], frozen=True):
    """Route to a file that is brought, called `name`: the key of the meeting that was made of it is answered."""

    source: Source
    name: str


class Navigator(Protocol):
    """Makes the screen for a route: the one part of the app that knows all screens."""

    def screen(self, route: Route[Answer]) -> Screen[Answer]:
        """The screen of `route`, to be pushed."""

    def open_meeting(
        self, key: str, left: Callable[[str], None], place: Place | None = None, at: At | None = None
    ) -> None:
        """Shows the meeting `key` in `place` (else where one goes on with it), or live `at` an entry and its item.

        `left` is called when the user comes back, with what there is to say about that. Raises
        NotulistError where the meeting cannot be opened, or not be prepared.
        """


class _App(Protocol):
    navigator: Navigator


def navigator_of(screen: Screen[Any]) -> Navigator:
    """The navigator of the app that shows `screen`."""
    return cast(_App, screen.app).navigator


def is_shown(app: App[Any], place: Place) -> bool:
    """Whether a screen of that kind is shown, or stands under the one that is."""
    return any(getattr(screen, "PLACE", None) is place for screen in app.screen_stack)
