"""The keys of each screen, from the table of commands: bindings, what a key means, and what it is called."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace
from textual.binding import Binding

from store.i18n import _
from store.language.capture.line import Verb
from store.language.capture.verbs.table import VERBS
from tui.keys.commands import COMMANDS, PALETTE, PALETTE_KEYS, Command
from tui.routes import Place

_own: dict[str, str] = {}


def use_keys(own: Mapping[str, str]) -> None:
    """From now on the commands have these keys, by action, in the place of the first one in the table."""
    _own.clear()
    _own.update(own)


def commands_of(place: Place) -> tuple[Command, ...]:
    """The commands that work in `place`, in the order of the table."""
    return tuple(
        replace(command, key=_own[command.action]) if command.action in _own else command
        for command in COMMANDS
        if place in command.places
    )


def bindings_of(place: Place, *, first: bool = False) -> list[Binding]:
    """The key bindings of `place`; those that come `first` do so before any field.

    They have the keys of the table: the app makes these of the keys that were chosen (`key_meant`).
    """
    return [
        Binding(
            ",".join(filter(None, (command.key, command.also))),
            command.action,
            command.action,
            id=command.action,
            show=False,
            priority=first,
        )
        for command in COMMANDS
        if place in command.places
    ]


def keys_of(place: Place) -> dict[str, str]:
    """The action of each key of `place`, for a field that has to do them in the order they were pressed."""
    return {command.key: command.action for command in COMMANDS if place in command.places}


def key_meant(key: str, place: Place | None) -> str:
    """The key of the table that is meant by `key` in `place`: another one where it was chosen for a command there."""
    if key == _own.get(PALETTE):
        return PALETTE_KEYS[0]
    return next(
        (command.key for command in COMMANDS if place in command.places and _own.get(command.action) == key), key
    )


def typed_in(place: Place, verb: Verb) -> Command | None:
    """The command of `place` that a line of `verb` asks for (`/acties`); None where there is none."""
    word = f"/{VERBS[verb].english}"
    asked = (command for command in commands_of(place) if word in command.line.split())
    return next(asked, None)


def key_name(key: str) -> str:
    """A key as it is printed: `F2`, `^Q`, `Enter`."""
    if key.startswith("ctrl+"):
        return "^" + key[5:].upper()
    named = {
        "enter": _("Enter"),
        "tab": _("Tab"),
        "escape": _("Esc"),
        "space": _("Space"),
        "slash": "/",
        "question_mark": "?",
        "minus": "-",
        "plus": "+",
        "left": "←",
        "right": "→",
        "pageup": _("PgUp"),
        "pagedown": _("PgDn"),
    }
    return named.get(key, key.upper() if len(key) > 1 else key)


def when_chosen(*, chosen: bool) -> dict[str, str]:
    """The labels, by action, that are other ones while an entry is `chosen`."""
    return {"go_to_item": _("move to item")} if chosen else {}


def label_of(command: Command) -> str:
    """The short label in the language of the interface."""
    return _(command.label)
