"""The application: theme, palette, first screen."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette, Provider
from textual.driver import Driver
from textual.screen import Screen

from store.archive.archive import Archive
from store.archive.open_meeting import OpenMeeting
from store.i18n import _
from store.meeting.running import RunningMeeting
from store.model import MeetingStatus
from tui.app.clock import SteadyClock
from tui.app.key_order import OneByOne
from tui.app.navigation import Navigation
from tui.app.themes import THEMES
from tui.keys.bindings import commands_of, key_meant, key_name
from tui.keys.commands import PALETTE, PALETTE_KEYS
from tui.routes import Home, MeetingIn, Place
from tui.terminal.crash import in_loop
from tui.terminal.garbage import collect_shortly
from tui.terminal.signals import END_SIGNALS


def _offered() -> type[Provider]:
    """What the palette searches; loaded when it is first opened."""
    from tui.app.palette import Commands

    return Commands


class NotulistApp(App[int], inherit_bindings=False):
    """The minute-taker at your keyboard.

    Without the base class's keys: its ctrl+q leaves before what was typed just before it is done.
    """

    TITLE = "notulist"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_offered}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(PALETTE_KEYS), PALETTE, show=False, priority=True),
    ]

    def __init__(
        self,
        archive: Archive,
        desk: OpenMeeting | None = None,
        clock: Callable[[], datetime] | None = None,
        only_read: RunningMeeting | None = None,
        place: Place = Place.LIVE,
        colours: str = "",
        word_file: Path | None = None,
    ) -> None:
        # From a meeting that was asked for there is no way to the home screen: its styles need no reading.
        first = place.value if desk is not None or only_read is not None else Place.HOME.value
        styles = dict.fromkeys((Place.LIVE.value, first, *([Place.BODIES.value] if first == Place.HOME.value else [])))
        super().__init__(css_path=["app.tcss", *(f"../{name}/screen.tcss" for name in styles)])
        self.archive = archive
        self.clock = clock or SteadyClock(self._is_timed)
        self._desk = desk
        self._only_read = only_read
        self._place = place
        self._word_file = word_file
        self.opened: list[OpenMeeting] = [desk] if desk else []
        self.navigator = Navigation(self, archive, self.clock, self.opened)
        self._pressed = OneByOne(self, super().on_event)
        for theme in THEMES.values():
            self.register_theme(theme)
        # Before anything is mounted, and without its watcher, which would read all styles twice.
        self.set_reactive(App.theme, THEMES[colours or "dark"].name)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_driver_class(self) -> type[Driver]:
        """A driver that outlives its terminal, where the library's own would wait for ever."""
        usual = super().get_driver_class()
        if usual.__name__ != "LinuxDriver":
            return usual
        from tui.terminal.driver import LastingDriver

        return LastingDriver

    @property
    def _sitting(self) -> RunningMeeting | None:
        """The meeting that was asked for."""
        return self._desk.running if self._desk else self._only_read

    def get_default_screen(self) -> Screen[None]:
        """The meeting that was asked for, else the home screen."""
        if sitting := self._sitting:
            route = MeetingIn(self._place, sitting, self._desk, word_file=self._word_file)
            return self.navigator.screen(route)
        return self.navigator.screen(Home())

    def on_load(self) -> None:
        """Ends the app properly when the system asks for its end, by a signal."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(in_loop)
        for number in END_SIGNALS:
            try:
                loop.add_signal_handler(number, self._end)
            except (NotImplementedError, RuntimeError, ValueError):
                # Windows, and tests that run the app beside the main thread, have no such handlers.
                return

    async def on_event(self, event: events.Event) -> None:
        """Hands on keys and pastes one by one, none before there is a field with the cursor."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            meant = key_meant(event.key, getattr(self.screen, "PLACE", None)) if self.screen_stack else event.key
            event = event if meant == event.key else events.Key(meant, None)
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded:
            await self._pressed.press(event)
        else:
            await super().on_event(event)

    def on_ready(self) -> None:
        """Hands on the keys that were pressed before the first screen was there."""
        self.run_worker(self._pressed.run(), group="keys")
        if sitting := self._sitting:
            collect_shortly()
            self.archive.recent.opened(sitting.meeting.key)
        # Stopped and brought back, the terminal has forgotten the picture, and only what changes would be painted.
        self.app_resume_signal.subscribe(self, lambda _app: self.refresh(layout=True))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the palette offers, in the language of the interface."""
        from tui.capture.screen import WritingScreen

        # A window over a screen has no commands of its own.
        place = getattr(screen, "PLACE", None)
        for command in commands_of(place) if place else ():
            if not (isinstance(screen, WritingScreen) and screen.holds_back(command.action)):
                run = partial(screen.run_action, command.action)
                keys = "   ".join(filter(None, (key_name(command.key), command.line)))
                yield SystemCommand(_(command.says), keys, run)
        for name, words in (("dark", _("Dark")), ("light", _("Light")), ("high-contrast", _("High contrast"))):
            said = _("Change the colours; notulist config set theme keeps them")
            yield SystemCommand(words, said, partial(setattr, self, "theme", THEMES[name].name))

    def action_command_palette(self) -> None:
        """Opens the palette, in the language of the interface."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=_("Search the commands"), id="--command-palette"))

    def panic(self, *renderables: object) -> None:
        """Ends the app without a word of what went wrong: that may hold minutes."""
        self._fatal_error()

    def _fatal_error(self) -> None:
        # Textual's own prints a traceback with the values of all local names.
        with contextlib.suppress(Exception):
            self._keep_drafts()
        self._close_messages_no_wait()

    @property
    def error(self) -> Exception | None:
        """The error that ended the app, where nobody expected it; else None."""
        return self._exception

    def _is_timed(self) -> bool:
        """Whether a meeting is running on one of the screens."""
        shown = [*(desk.running for desk in self.opened), *([self._only_read] if self._only_read else [])]
        return any(sitting.meeting.status is MeetingStatus.RUNNING for sitting in shown)

    def _keep_drafts(self) -> None:
        for screen in self.screen_stack:
            if keep := getattr(screen, "keep_draft", None):
                keep()

    def _end(self) -> None:
        self._keep_drafts()
        self.exit(0)
