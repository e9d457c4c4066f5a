"""A test over the rows of a table tries all of them, and names each that goes wrong."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.i18n import _, speak
from tests.helpers.tables import each_row


def test_each_row_is_tried_whatever_became_of_the_one_before() -> None:
    tried: list[tuple[int, int]] = []

    @each_row("number, half", [(2, 1), (3, 1), (4, 2), (5, 2)])
    def halves(number: int, half: int) -> None:
        tried.append((number, half))
        if number == 5:
            pytest.fail("five")
        assert number == 2 * half

    with pytest.raises(BaseExceptionGroup, match="2 of 4 rows") as wrong:
        halves()
    assert tried == [(2, 1), (3, 1), (4, 2), (5, 2)]
    assert [error.__notes__ for error in wrong.value.exceptions] == [["In the row 3, 1"], ["In the row 5, 2"]]


def test_tables_over_each_other_try_each_row_with_each_and_fixtures_stay() -> None:
    tried: list[tuple[str, int, Path]] = []

    def numbers() -> Iterator[int]:
        yield from (1, 2)

    @each_row("letter", "ab")
    @each_row("number", numbers)
    def both(letter: str, number: int, tmp_path: Path) -> None:
        tried.append((letter, number, tmp_path))

    assert list(inspect.signature(both).parameters) == ["tmp_path"]
    both(tmp_path=Path("here"))
    assert tried == [(letter, number, Path("here")) for letter in "ab" for number in (1, 2)]


def test_a_row_that_speaks_another_language_leaves_it_to_no_other() -> None:
    heard: list[str] = []

    @each_row("language", ["nl", "en", "nl"])
    def in_a_language(language: str) -> None:
        heard.append(_("Decision"))
        speak(language)

    in_a_language()
    assert heard == ["Decision"] * 3


def test_a_table_without_rows_and_a_row_of_another_length_show_nothing() -> None:
    for names, table in (("a", []), ("a, b", [(1, 2, 3)])):
        with pytest.raises((AssertionError, BaseExceptionGroup)):
            each_row(names, table)(lambda **_row: None)()
