"""Procedures as data: those that are built in are sound, and what is wrong with one is told with line and key."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from store.desk.requests.wording import _ANSWERS
from store.i18n import LANGUAGES
from store.procedures.catalogue import REGIMES, built_in, built_in_text, called, matter_in_words, offered, procedure
from store.procedures.model import Procedure, Text
from store.procedures.read import read_procedure
from store.procedures.toml import BadProcedure
from store.terms.length import Length, Unit
from tests.helpers.tables import each_row

GOOD = """\
key = "own"
version = 1
name = {nl = "Verzoek", en = "Request"}
short = {nl = "verzoek", en = "request"}
them = {nl = "directie", en = "board"}

[[step]]
key = "received"
name = {nl = "ontvangen", en = "received"}
by = "them"

[[step.need]]
key = "reasons"
lacking = {nl = "redenen ontbreken", en = "reasons are missing"}

[[step]]
key = "answered"
name = {nl = "beantwoord", en = "answered"}
by = "us"
answers = ["yes", "no"]

[[term]]
key = "answer"
name = {nl = "antwoord", en = "answer"}
ours = true
count = "nl"
length = "6 weeks"
ends = ["answered"]

[[term.start]]
step = "received"
ground = {nl = "ontvangen", en = "received"}
basis = "wet"
"""


def test_a_good_one_is_read() -> None:
    read = read_procedure(GOOD, "own.toml")
    assert [step.key for step in read.step] == ["received", "answered"]
    assert read.term[0].length == Length(6, Unit.WEEK)
    assert read.step[0].need[0].lacking["en"] == "reasons are missing"


@each_row(
    "old, new, said",
    [
        ('by = "us"', 'by = "us"\ncolour = "red"', "own.toml, line 20, colour: there is no such key"),
        ('by = "us"', 'by = "you"', "own.toml, line 19, by: “you” is none of us, them, both"),
        ('length = "6 weeks"', 'length = "1 moon"', "own.toml, line 27, length: “1 moon” is no length"),
        ("ours = true", 'ours = "yes"', "own.toml, line 25, ours: true or false is expected here"),
        ('ends = ["answered"]', 'ends = ["gone"]', "own.toml, line 28, ends: there is no step “gone”"),
        ('ends = ["answered"]', 'ends = "answered"', "own.toml, line 28, ends: a list is expected here"),
        ('step = "received"', 'step = "gone"', "own.toml, line 31, step: there is no step “gone”"),
        ("ours = true", "ours = true\nwhen = {answered = ['maybe']}", "line 26, answered: the step “answered” has no"),
        ('key = "answered"', 'key = "received"', "own.toml, line 17, key: “received” is there twice"),
        ('lacking = {nl = "redenen', 'laking = {nl = "redenen', "own.toml, line 14, laking: there is no such key"),
        ('length = "6 weeks"', "", "own.toml, line 23, key: it has neither a length nor"),
        ("version = 1", 'version = "1"', "own.toml, line 2, version: a whole number is expected here"),
        ("version = 1", "version = ", "own.toml, line 2: this is no TOML"),
        ('by = "them"\n', "", "own.toml, line 7, step: “by” is missing"),
    ],
)
def test_what_is_wrong_is_told_with_file_line_and_key(old: str, new: str, said: str) -> None:
    text = GOOD.replace(old, new, 1)
    assert text != GOOD
    with pytest.raises(BadProcedure) as raised:
        read_procedure(text, "own.toml")
    assert said in str(raised.value)


def test_steps_that_run_in_a_circle_are_refused() -> None:
    text = GOOD.replace('by = "them"', 'by = "them"\nfollows = "answered"')
    read_procedure(text, "own.toml")
    with pytest.raises(BadProcedure, match="circle"):
        read_procedure(text.replace('by = "us"', 'by = "us"\nfollows = "received"'), "own.toml")


def texts(value: msgspec.Struct) -> Iterator[Text]:
    for name in value.__struct_fields__:
        each = getattr(value, name)
        if name in ("name", "short", "them", "ground", "lacking", "missing", "passed") and each:
            yield each
        elif name in ("step", "term", "start", "need") and isinstance(each, tuple):
            for one in each:
                yield from texts(one)


@each_row("read", built_in())
def test_a_built_in_one_has_both_languages_and_answers_with_a_name(read: Procedure) -> None:
    assert read_procedure(built_in_text(read.key), "x").key == read.key
    assert all(set(text) == set(LANGUAGES) for text in texts(read))
    assert {answer for step in read.step for answer in step.answers} <= _ANSWERS.keys()
    assert all(term.agreed or (term.law and term.passed) for term in read.term)


def test_each_regime_has_its_own() -> None:
    assert {each.regime for each in built_in()} == {*REGIMES, ""}
    assert {each.key for each in offered("wor")} == {
        *("wor-15", "wor-23-1", "wor-23-3", "wor-25", "wor-25-5", "wor-27", "wor-30", "wor-31", "wor-32"),
        *("avg-15", "general"),
    }
    assert procedure("wor-99") is None


@each_row("key", ["wor-30", "wor-31", "wor-23-3", "wor-25-5", "pvt-advice", "eor"])
def test_some_have_no_term_of_law(key: str) -> None:
    read = procedure(key)
    assert read
    assert [term.key for term in read.term if term.length] == []


@each_row(
    "words, regime, key, matter",
    [
        ("advies 25.1.e", "wor", "wor-25", "25.1.e"),
        ("Instemming 27.1.b", "wor", "wor-27", "27.1.b"),
        ("27.1.b", "wor", "wor-27", "27.1.b"),
        ("25.5", "wor", "wor-25-5", "25.5"),
        ("wor-23-3", "wor", "wor-23-3", ""),
        ("initiative", "wor", "wor-23-3", ""),
        ("klacht", "", "general", ""),
        ("99", "betrvg", "betrvg-99", ""),
    ],
)
def test_one_is_called_by_its_words_or_its_article(words: str, regime: str, key: str, matter: str) -> None:
    found = called(words, regime)
    assert found
    assert (found[0].key, found[1]) == (key, matter)


@each_row("words", ["", "iets anders", "25.1.e.f.g.h.i.j", "advies vandaag", "2500"])
def test_what_calls_none_is_none(words: str) -> None:
    assert called(words, "wor") is None


def test_a_matter_is_told_in_words() -> None:
    advice = procedure("wor-25")
    assert advice
    assert matter_in_words(advice, "25.1.e", "nl") == "art. 25 lid 1 onder e"
