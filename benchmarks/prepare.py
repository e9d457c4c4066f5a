"""A key in the prepare screen, from the press to the whole paint, against a bare Textual Input.

A body of 100 people, an agenda of 60 items. Both run in a real pseudo-terminal of 120 by 40 and
take turns key by key, so that a busy machine slows both. A key has painted when the last output
has come that it gave; so the words below the line, and the agenda, are in it too.
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from benchmarks.completion import context
from benchmarks.figures import Figure, against
from benchmarks.generate import TITLES
from store.archive.archive import Archive
from store.model import AgendaItem, Attendee, Body, Meeting, Purpose
from tests.helpers.terminal import Terminal

TURNS = 80
BOUND = 1.5
# Longer than any two paints take, so that the next key finds both at rest.
_QUIET = 0.06
BARE = """
from textual.app import App
from textual.widgets import Input
class Bare(App):
    AUTO_FOCUS = "Input"
    def compose(self):
        field = Input(placeholder="the bare field")
        field.cursor_blink = False
        yield field
Bare().run()
"""
# What each key does, and the keys: a new item is typed, a name in a field, another item is chosen, an item is moved.
KINDS = {
    "a letter of a new item": ("", list("Begroting en jaarplan (kees postma, 20 min) en nog wat woorden")),
    "a letter of a field": ("\x1b[C\x1b[B\x1b[B", list("kees postma en bram van den broek en zoë de vries en jan")),
    "down and up, to another item": ("", [*["\x1b[B"] * 40, *["\x1b[A"] * 40]),
    "+ and -, which move an item": ("", [*"+" * 40, *"-" * 40]),
}


def lay(archive: Archive) -> str:
    """A planned meeting of a hundred people and sixty items."""
    people = [who for who in context().people.people if isinstance(who, Attendee)]
    items = [
        AgendaItem(
            id=at,
            number=str(at),
            title=TITLES[at % len(TITLES)],
            planned_minutes=5,
            presenter=people[at].handle,
            purpose=Purpose.DECIDE,
            explanation="Een toelichting van een paar regels, zoals die bij een punt staat. " * 4,
        )
        for at in range(1, 61)
    ]
    order = tuple(item.id for item in items)
    meeting = Meeting(
        key="2030-09-17-or",
        body=Body(key="or", name="Ondernemingsraad", language="nl", seats=100),
        title="OR-vergadering",
        number="2030-09",
        date=date(2030, 9, 17),
        agenda=order,
        order=order,
    )
    return archive.create(meeting, items, [replace(who, id=who.id + 100) for who in people])


def measure() -> list[Figure]:
    """Milliseconds, for each kind of key."""
    command = Path(sys.executable).with_name("notulist")
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "bare.py"
        script.write_text(BARE, "utf-8")
        for number, (kind, (before, keys)) in enumerate(KINDS.items()):
            archive = Archive(Path(folder) / f"archive{number}", Path(folder) / "state" / "notulist")
            key = lay(archive)
            environment = {**os.environ, "NOTULIST_ARCHIVE": str(archive.folder), "COLORTERM": "truecolor"}
            environment["XDG_STATE_HOME"] = str(Path(folder) / "state")
            terminals = (
                Terminal([command, "prepare", key], environment, 120, 40),
                Terminal([sys.executable, script], environment, 120, 40),
            )
            try:
                terminals[0].wait_for_text(TITLES[1])
                terminals[1].wait_for_text("the bare field")
                terminals[0].time_of_last_output(before, _QUIET)
                ours, bare = _turns(terminals, keys)
            finally:
                for terminal in terminals:
                    terminal.close()
            figures.append(against(f"prepare: {kind}", ours, "a key in a bare Input", bare, BOUND))
    return figures


def _turns(terminals: tuple[Terminal, Terminal], keys: list[str]) -> tuple[list[float], list[float]]:
    ours, bare = [], []
    for turn in range(TURNS):
        key = keys[turn % len(keys)]
        ours.append(terminals[0].time_of_last_output(key, _QUIET))
        bare.append(terminals[1].time_of_last_output(key if len(key) == 1 else "x", _QUIET))
    # The first keys load what is only needed for typing.
    return [took * 1e3 for took in ours[5:]], [took * 1e3 for took in bare[5:]]
