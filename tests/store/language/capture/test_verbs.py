"""The table of verbs: complete, without a word that stands twice, and told the same way everywhere."""

from __future__ import annotations

import pkgutil
import re
from collections import Counter
from collections.abc import Callable
from importlib import import_module

import store.meeting
from store.language.capture.grammar import understand
from store.language.capture.line import Verb
from store.language.capture.verbs.spec import Offer, VerbSpec
from store.language.capture.verbs.table import BY_WORD, COMMANDS, VERBS
from store.meeting import running
from store.meeting.running import DOERS
from store.model import Kind, Progress
from tests.helpers.council import NOBODY
from tests.helpers.tables import each_row
from tui.capture.understood import describe
from tui.keys.commands import COMMANDS as KEYS


def test_every_verb_has_its_row() -> None:
    assert set(VERBS) == set(Verb)


WORDS: dict[str, Callable[[VerbSpec], tuple[str, ...]]] = {
    "behind a slash": lambda spec: spec.words,
    "before a colon": lambda spec: spec.keywords,
    "behind a hash": lambda spec: spec.hash_words,
    "behind a slash for a sign": lambda spec: (*spec.mistaken, *spec.words),
    "sign": lambda spec: (spec.sign,) if spec.sign else (),
    "sign alone": lambda spec: (spec.bare_sign,) if spec.bare_sign else (),
}


@each_row("where", WORDS)
def test_no_word_means_two_things(where: str) -> None:
    count = Counter(word for spec in VERBS.values() for word in WORDS[where](spec))
    assert [word for word, times in count.items() if times > 1] == []


def test_every_command_says_what_it_does_and_every_verb_can_be_told() -> None:
    assert [spec.verb for spec in COMMANDS if not (spec.english and spec.says)] == []
    assert [spec.verb for spec in VERBS.values() if not (spec.kind or spec.tells or spec.says)] == []


@each_row("spec", VERBS.values())
def test_a_verb_without_an_example_needs_nothing_behind_it(spec: VerbSpec) -> None:
    line = spec.read(spec, "typed", "", NOBODY)
    assert spec.example or spec.verb is Verb.MEND or line is not None
    if line and line.verb is spec.verb:
        assert describe(line, NOBODY)


@each_row("spec", COMMANDS)
def test_words_behind_a_command_are_offered_only_where_they_are_read(spec: VerbSpec) -> None:
    # Reading back and help are the same, whatever stands behind them.
    is_no_command = understand(f"/{spec.english} 6", NOBODY).is_no_command
    assert spec.offers or is_no_command or not spec.acts
    assert (spec.of_kinds != ()) is (Offer.ENTRY in spec.offers)


def test_every_kind_of_entry_and_all_that_becomes_of_an_action_has_one_verb() -> None:
    kinds = Counter(spec.kind for spec in VERBS.values() if spec.kind)
    assert kinds == Counter(kind for kind in Kind if kind is not Kind.FOLLOW_UP)
    assert Counter(spec.progress for spec in VERBS.values() if spec.progress) == Counter(Progress)


def test_every_verb_that_changes_a_meeting_is_done_in_one_place() -> None:
    modules = [import_module(found.name) for found in pkgutil.iter_modules(store.meeting.__path__, "store.meeting.")]
    done = Counter(verb for module in modules if module is not running for verb in getattr(module, "DOERS", ()))
    assert set(done.values()) == {1}
    assert set(DOERS) == set(done) == {verb for verb, spec in VERBS.items() if spec.acts} - {Verb.UNDO, Verb.REDO}


def test_what_a_key_is_in_words_is_one_command_in_english_and_in_dutch() -> None:
    typed = [key.line.split() for key in KEYS if key.line]
    assert typed
    for words in typed:
        spec = VERBS[BY_WORD[words[0].removeprefix("/")]]
        assert words == [f"/{word}" for word in dict.fromkeys((spec.word("en"), spec.word("nl")))]


def test_every_command_in_the_words_of_the_interface_is_one() -> None:
    shown = [text for spec in VERBS.values() for text in (spec.says, spec.tells, spec.tells_last, spec.example)]
    assert {word for text in shown for word in re.findall(r"/([a-z]+)", text)} <= set(BY_WORD)
