"""The way to every screen: what a route asks for is looked up here, and the screen is loaded when it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from textual.app import App
from textual.screen import Screen

from store.archive.archive import Archive
from store.archive.open_meeting import OpenMeeting
from store.errors import NotulistError
from store.model import Earlier, Meeting, MeetingStatus
from store.record.clock import local
from tui import routes
from tui.open_meetings import GOING_BACK, open_for
from tui.routes import Answer, At, MeetingIn, Place, Route
from tui.terminal.garbage import collect_shortly


class Navigation:
    """Knows all screens of the app, and keeps `opened`: the meetings that are open for writing."""

    def __init__(
        self, app: App[Any], archive: Archive, clock: Callable[[], datetime], opened: list[OpenMeeting]
    ) -> None:
        self._app = app
        self.archive = archive
        self.clock = clock
        self._opened = opened

    def screen(self, route: Route[Answer]) -> Screen[Answer]:
        """The screen of `route`, to be pushed."""
        make = cast(Callable[[Navigation, Route[Answer]], Screen[Answer]], _SCREENS[type(route)])
        return make(self, route)

    def open_meeting(
        self, key: str, left: Callable[[str], None], place: Place | None = None, at: At | None = None
    ) -> None:
        """Shows the meeting `key` in `place` (else where one goes on with it), or live `at` an entry and its item.

        `left` is called when the user comes back, with what there is to say about that. Raises
        NotulistError where the meeting cannot be opened, or not be prepared.
        """
        sitting, desk = open_for(self.archive, key, place or Place.LIVE)
        if desk:
            self._opened.append(desk)

        def close(_result: object) -> None:
            said = ""
            if desk:
                try:
                    desk.close(GOING_BACK)
                except NotulistError as error:
                    said = str(error)
                # Nothing of it is timed any more.
                self._opened.remove(desk)
            left(said)

        self.archive.recent.opened(key)
        place = place or (Place.LIVE if at else place_of(sitting.meeting, self.clock()))
        self._app.push_screen(self.screen(MeetingIn(place, sitting, desk, at)), close)
        collect_shortly()


def place_of(meeting: Meeting, now: datetime) -> Place:
    """Where one goes on with a meeting: its agenda until its day, then the live screen, and the review of its draft."""
    if meeting.status is MeetingStatus.DRAFT:
        return Place.REVIEW
    coming = meeting.status is MeetingStatus.PLANNED and meeting.date > local(now, meeting).date()
    return Place.PREPARE if coming else Place.LIVE


# Each screen is loaded when it is first asked for: the first picture counts.


def _home(to: Navigation, _route: routes.Home) -> Screen[None]:
    from tui.home.screen import HomeScreen

    return HomeScreen(to.archive, to.clock)


def _meeting(to: Navigation, route: MeetingIn) -> Screen[None]:
    if route.place is Place.BOARD:
        from tui.board.screen import BoardScreen

        return BoardScreen(to.archive, route.sitting.record, to.clock)
    if route.place is Place.PREPARE and route.desk is not None:
        from tui.prepare.screen import PrepareScreen

        return PrepareScreen(to.archive, route.desk, to.clock)
    if route.place is Place.REVIEW:
        from tui.review.screen import ReviewScreen

        return ReviewScreen(to.archive, route.sitting, route.desk, to.clock, route.word_file)
    from tui.live.screen import LiveScreen

    return LiveScreen(to.archive, route.sitting, route.desk, to.clock, route.at)


def _documents(to: Navigation, route: routes.Documents) -> Screen[None]:
    from tui.export.screen import ExportScreen

    return ExportScreen(route.record, to.archive, route.type_on)


def _search(to: Navigation, route: routes.Search) -> Screen[Any]:
    from tui.search.screen import SearchScreen

    return SearchScreen(to.archive, to.clock, route.here, route.typed)


def _actions(to: Navigation, route: routes.Actions) -> Screen[Earlier | None]:
    from tui.lists.actions import ActionsScreen

    return ActionsScreen(to.archive, to.clock, route.minuted)


def _decisions(to: Navigation, route: routes.Decisions) -> Screen[Earlier | None]:
    from tui.lists.decisions import DecisionsScreen

    return DecisionsScreen(to.archive, to.clock, route.minuted)


def _bodies(to: Navigation, _route: routes.Bodies) -> Screen[None]:
    from tui.bodies.screen import BodiesScreen

    return BodiesScreen(to.archive, to.clock)


def _post(to: Navigation, route: routes.Post) -> Screen[None]:
    from tui.post.screen import PostScreen

    return PostScreen(to.archive, to.clock, route.body, route.at)


def _plan(to: Navigation, route: routes.PlanOf) -> Screen[None]:
    from tui.plan.screen import PlanScreen

    return PlanScreen(to.archive, to.clock, route.body)


def _requests(to: Navigation, route: routes.RequestsOf) -> Screen[None]:
    from tui.requests.screen import RequestsScreen

    return RequestsScreen(to.archive, to.clock, route.at)


def _letters(to: Navigation, route: routes.Letters) -> Screen[None]:
    from tui.letters.screen import LettersScreen

    return LettersScreen(to.archive, to.clock)


def _new_meeting(to: Navigation, route: routes.NewMeeting) -> Screen[str | None]:
    from tui.new.screen import NewScreen

    return NewScreen(to.archive, to.clock, route.beside)


def _import(to: Navigation, route: routes.Import) -> Screen[str]:
    from tui.importing.screen import ImportScreen

    return ImportScreen(to.archive, to.clock, route.source, route.name)


_SCREENS: dict[type[Route[Any]], Callable[[Navigation, Any], Screen[Any]]] = {
    routes.Home: _home,
    routes.Import: _import,
    MeetingIn: _meeting,
    routes.Documents: _documents,
    routes.Search: _search,
    routes.Actions: _actions,
    routes.Decisions: _decisions,
    routes.Bodies: _bodies,
    routes.Post: _post,
    routes.RequestsOf: _requests,
    routes.Letters: _letters,
    routes.PlanOf: _plan,
    routes.NewMeeting: _new_meeting,
}
