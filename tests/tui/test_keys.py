"""Each command can be reached when a terminal takes keys for itself, and no two commands of a screen share a key."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from store.i18n import LANGUAGES
from store.language.capture.grammar import understand
from store.language.capture.line import Context
from store.language.capture.verbs.table import BY_WORD
from store.language.day_phrases import Calendar
from store.language.people import People
from tests.helpers.places import at, settled
from tests.helpers.screens import lay, seen, wait_for
from tests.helpers.tables import each_row
from tui.keys.bindings import bindings_of, commands_of, key_meant, key_name, typed_in, use_keys
from tui.keys.commands import COMMANDS, PALETTE, PALETTE_KEYS, Command
from tui.routes import Place

THURSDAY = date(2026, 11, 19)
TAKEN = {f"f{number}" for number in range(1, 13)} | {"ctrl+p", "ctrl+s", "ctrl+q"}
"""What terminals and browsers take for themselves. The mouse is no way either."""
TYPED_AT = (Place.LIVE, Place.PREPARE, Place.REVIEW)
EACH = [(place, command) for place in Place for command in commands_of(place)]


def _left(command: Command) -> set[str]:
    return {key for key in (command.key, *command.also.split(",")) if key} - TAKEN


@each_row("place, command", EACH)
def test_each_command_has_a_way_without_the_keys_that_terminals_take(place: Place, command: Command) -> None:
    typed = [word for word in command.line.split() if word.startswith("/")]
    if place in TYPED_AT:
        for word in typed:
            verb = BY_WORD[word[1:]]
            line = understand(word, Context(calendar=Calendar(on=THURSDAY), people=People(())))
            assert typed_in(place, verb) == command
            assert line.verb in (verb, line.verb.NOTE)
        # The last entry, or what stands in the line, becomes a decision by its sign.
        assert _left(command) or typed or command.action == "decide"
    else:
        # What has no other way at a screen where one types is in the palette, which opens with ^Y too.
        assert _left(command) or place in (Place.SEARCH, Place.DOCUMENTS)


def test_the_palette_has_a_key_that_no_terminal_takes_and_no_command_has() -> None:
    assert set(PALETTE_KEYS) - TAKEN
    assert not {command.key for command in COMMANDS} & set(PALETTE_KEYS)


@each_row("place", Place)
def test_no_key_of_a_screen_does_two_things(place: Place) -> None:
    keys = Counter(key for binding in bindings_of(place) for key in binding.key.split(","))
    assert [key for key, times in keys.items() if times > 1] == []


@each_row("place", (*TYPED_AT, Place.SEARCH, Place.DOCUMENTS))
def test_where_one_types_no_letter_is_a_key(place: Place) -> None:
    assert not [one for one in commands_of(place) if len(one.also) == 1 or one.also == "question_mark"]


def test_a_key_of_ones_own_is_pressed_for_the_one_of_the_table() -> None:
    use_keys({"actions": "ctrl+x", PALETTE: "ctrl+g"})
    try:
        assert key_meant("ctrl+x", Place.LIVE) == key_meant("ctrl+x", Place.HOME) == "f3"
        assert key_meant("ctrl+x", Place.REVIEW) == "ctrl+x"
        assert key_meant("ctrl+g", None) == "ctrl+p"
        assert "^X" in {key_name(command.key) for command in commands_of(Place.LIVE) if command.action == "actions"}
    finally:
        use_keys({})
    assert key_meant("ctrl+x", Place.LIVE) == "ctrl+x"


SCREENS = ["home", "actions", "decisions", "bodies", "body", "new"]


@pytest.mark.parametrize("name", SCREENS)
async def test_a_question_mark_helps_where_nothing_is_typed(name: str, archive_folder: Path) -> None:
    archive, key = lay(archive_folder)
    async with at(name, archive, key, (100, 34)) as pilot:
        await pilot.press("question_mark")
        await wait_for(pilot.app, pilot, "All commands, to search in")


async def test_f1_helps_on_the_documents_and_words_stand_for_keys(archive_folder: Path) -> None:
    archive, key = lay(archive_folder)
    async with at("live", archive, key, (100, 34)) as pilot:
        await pilot.press(*"/documents", "enter")
        await wait_for(pilot.app, pilot, "Documents to send")
        await pilot.press("f1")
        await wait_for(pilot.app, pilot, "What goes to whom")
        await pilot.press("escape", "escape")
        await settled(pilot)
        await pilot.press(*"/acties", "enter")
        await wait_for(pilot.app, pilot, "postpone")
        await pilot.press("q")
        await settled(pilot)
        await pilot.press("ctrl+y")
        await wait_for(pilot.app, pilot, "Search the commands")
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press(*"/nalopen", "enter")
        await settled(pilot)
        assert "/close ends it" in seen(pilot.app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_verb_of_a_screen_has_a_word_in_each_language(language: str) -> None:
    from store.language.capture.verbs.screen_verbs import OF_SCREENS

    words = [spec.word(language) for spec in OF_SCREENS]
    assert len(set(words)) == len(words)
