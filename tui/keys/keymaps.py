"""Keys in the place of those that a terminal takes: made for some terminals, or one's own; checked before use."""

from __future__ import annotations

import re
from collections.abc import Mapping

from store.errors import NotulistError
from store.i18n import _
from store.language.typos import nearest
from tui.keys.bindings import key_name
from tui.keys.commands import COMMANDS, PALETTE
from tui.routes import Place

_NO_F_KEYS = {
    "next_item": "ctrl+n",
    "minute": "ctrl+n",
    "undo": "ctrl+z",
    "take_back": "ctrl+z",
    "go_to_item": "ctrl+g",
    "unfinished": "ctrl+b",
    "next_unfinished": "ctrl+b",
}
KEYMAPS: dict[str, dict[str, str]] = {
    "": {},
    "vscode": {"undo": "ctrl+z", "take_back": "ctrl+z", "actions": "ctrl+x"},
    "gnome": {"help": "ctrl+g", "review": "ctrl+b", "meeting": "ctrl+b"},
    "laptop": _NO_F_KEYS,
    "macos": _NO_F_KEYS,
}
"""The keys of each keymap, by action."""
_FORM = re.compile(r"ctrl\+[a-z]|f([1-9]|1[0-9]|2[0-4])|[a-z]")
# These arrive as another key (Enter, Tab, Backspace), or end a program.
_NEVER = {"ctrl+i", "ctrl+m", "ctrl+j", "ctrl+h", "ctrl+c"}
# With these one moves and deletes in the line.
_OF_THE_LINE = {f"ctrl+{letter}" for letter in "aekuwdfv"}
_TYPED_AT = {Place.LIVE, Place.PREPARE, Place.REVIEW, Place.SEARCH, Place.DOCUMENTS}


def keys_chosen(keymap: str, own: Mapping[str, str]) -> dict[str, str]:
    """The keys of a keymap with one's `own` over them, by action. Raises NotulistError where one cannot be used."""
    chosen = {**KEYMAPS[keymap], **own}
    for action, key in chosen.items():
        _check(action, key, chosen)
    return chosen


def _check(action: str, key: str, chosen: Mapping[str, str]) -> None:
    places = _places(action)
    if not places:
        near = nearest(action, [command.action for command in COMMANDS])
        said = _("There is no command “{action}” to give a key.").format(action=action)
        raise NotulistError(f"{said} " + _("Did you mean {key}?").format(key=near) if near else said)
    if not _FORM.fullmatch(key) or key in _NEVER:
        words = _("“{key}” is no key that every terminal delivers; write it as ctrl+g, f5, or a letter.")
        raise NotulistError(words.format(key=key))
    if places & _TYPED_AT and (len(key) == 1 or key in _OF_THE_LINE):
        words = _("{key} is needed to type in the line, so {action} cannot have it.")
        raise NotulistError(words.format(key=key_name(key), action=action))
    for command in COMMANDS:
        taken = {chosen.get(command.action, command.key), *command.also.split(",")}
        if command.action != action and places & set(command.places) and key in taken:
            words = _("{key} belongs to {other} on the same screen as {action}.")
            raise NotulistError(words.format(key=key_name(key), other=command.action, action=action))


def _places(action: str) -> set[Place]:
    if action == PALETTE:
        return set(Place)
    return {place for command in COMMANDS if command.action == action for place in command.places}
