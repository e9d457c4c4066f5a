"""The one table of commands: from it come key bindings, the key bar, the palette and the help.

Only keys that every terminal delivers and no field takes for itself.
"""

from __future__ import annotations

from enum import Enum

import msgspec
from textual.binding import Binding

from store.words import N_, _


class Place(Enum):
    """Where a command works."""

    HOME = "home"
    LIVE = "live"
    SEARCH = "search"


class Command(msgspec.Struct, frozen=True):
    """One command: its action (also its id), its keys, and its label, short and long.

    `line` is the same thing typed in the capture line, in English and Dutch. `hidden`
    commands are in the help only.
    """

    action: str
    key: str
    label: str
    says: str
    places: tuple[Place, ...]
    line: str = ""
    hidden: bool = False


_BOTH = (Place.HOME, Place.LIVE)
_ALL = (*_BOTH, Place.SEARCH)
_LIVE = (Place.LIVE,)
_HOME = (Place.HOME,)
_SEARCH = (Place.SEARCH,)

COMMANDS = (
    Command("help", "f1", N_("help"), N_("Show the keys, and what can be typed"), _ALL, "/help /hulp"),
    Command("open_meeting", "enter", N_("open"), N_("Open the meeting"), _HOME),
    Command("open_hit", "enter", N_("open"), N_("Open the meeting at what was found"), _SEARCH),
    Command("search", "slash", N_("search"), N_("Search every word of all meetings"), _HOME),
    Command("import_agenda", "i", N_("import agenda"), N_("Begin a meeting from an agenda in Markdown"), _HOME),
    Command(
        "next_item", "f2", N_("next item"), N_("Open the meeting; then go to the next item"), _LIVE, "/next /volgende"
    ),
    Command("go_to_item", "f4", N_("go to"), N_("Go to an item, by number or words"), _LIVE, "/go /naar"),
    Command(
        "show_agenda", "f5", N_("agenda"), N_("Show the agenda and the roll, on a narrow screen"), _LIVE, hidden=True
    ),
    Command(
        "undo", "f6", N_("undo"), N_("Take the last act back, and the one before it, and so on"), _LIVE, "/undo /terug"
    ),
    Command("unfinished", "f9", N_("unfinished"), N_("Show what the record still lacks"), _LIVE),
    Command("redo", "f7", N_("redo"), N_("Bring back what was taken back"), _LIVE, "/redo /opnieuw", hidden=True),
    Command("read_back", "f8", N_("read back"), N_("Show the last decision or proposal large"), _LIVE, "/read /lees"),
    Command(
        "speaker", "ctrl+o", N_("speaker"), N_("Begin the line with a speaker: then the digit from the roll"), _LIVE
    ),
    Command(
        "end_on_time", "ctrl+t", N_("on time"), N_("Take over what is proposed to end on time"), _LIVE, hidden=True
    ),
    Command("write_documents", "ctrl+s", N_("write minutes"), N_("Write minutes and action list to files"), _BOTH),
    Command("search", "ctrl+r", N_("search"), N_("Search every word of all meetings"), _LIVE, "/search /zoek"),
    Command("scroll_up", "pageup", N_("up"), N_("Look back through the entries"), _LIVE, hidden=True),
    Command("scroll_down", "pagedown", N_("down"), N_("And forward again"), _LIVE, hidden=True),
    Command("leave", "ctrl+q", N_("leave"), N_("Leave the screen; everything is kept"), _ALL),
)


def commands_of(place: Place) -> tuple[Command, ...]:
    """The commands that work in `place`, in the order of the table."""
    return tuple(command for command in COMMANDS if place in command.places)


def bindings_of(place: Place) -> list[Binding]:
    """The key bindings of `place`."""
    return [
        Binding(command.key, command.action, command.action, id=command.action, show=False)
        for command in commands_of(place)
    ]


def keys_of(place: Place) -> dict[str, str]:
    """The action of each key of `place`, for a field that has to do them in the order they were pressed."""
    return {command.key: command.action for command in commands_of(place)}


def key_name(key: str) -> str:
    """A key as it is printed: `F2`, `^Q`, `Enter`."""
    if key.startswith("ctrl+"):
        return "^" + key[5:].upper()
    return {"enter": "Enter", "pageup": "PgUp", "pagedown": "PgDn", "slash": "/"}.get(
        key, key.upper() if len(key) > 1 else key
    )


def label_of(command: Command) -> str:
    """The short label in the language of the interface."""
    return _(command.label)
