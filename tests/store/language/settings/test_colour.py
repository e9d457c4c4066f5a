"""The colour of a house, as it is typed."""

from __future__ import annotations

import pytest

from store.errors import CannotDo
from store.language.settings.colour import read_colour
from tests.helpers.tables import each_row


@each_row("words, colour", [("#0B4F8A", "#0b4f8a"), (" 0b6b3a ", "#0b6b3a"), ("#04a", "#0044aa"), ("#000", "#000000")])
def test_a_colour_is_read(words: str, colour: str) -> None:
    assert read_colour(words) == colour
    assert read_colour(colour) == colour


@pytest.mark.parametrize(("words", "why"), [("groen", "no colour"), ("#12", "no colour"), ("#ffcc00", "too light")])
def test_one_that_is_none_or_cannot_be_read_on_paper_is_refused(words: str, why: str) -> None:
    with pytest.raises(CannotDo, match=why):
        read_colour(words)
