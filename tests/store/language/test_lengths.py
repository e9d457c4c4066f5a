"""Lengths as people type them."""

from __future__ import annotations

from store.language.lengths import read_length
from tests.helpers.tables import each_row


@each_row(
    "typed, read",
    [
        ("1 month", "1 month"),
        ("een maand", "1 month"),
        ("a month", "1 month"),
        ("6 weeks", "6 weeks"),
        ("zes weken", "6 weeks"),
        ("a fortnight", "2 weeks"),
        ("3 days", "3 days"),
        ("3 dagen", "3 days"),
        ("3 clear days", "3 clear days"),
        ("drie vrije dagen", "3 clear days"),
        ("1 jaar", "1 year"),
        ("13 Weken.", "13 weeks"),
    ],
)
def test_a_length_is_read_in_both_languages(typed: str, read: str) -> None:
    assert str(read_length(typed)) == read


@each_row("typed", ["1 moon", "0 days", "3 clear weeks", "-2 days", "month", "48 hours", "3", "", "1" * 99])
def test_what_is_no_length_is_none(typed: str) -> None:
    assert read_length(typed) is None
