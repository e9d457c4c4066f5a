"""The table of kinds: what follows from it."""

from __future__ import annotations

from store.kinds import AGREED, PROMISES, Kind
from store.language.query import KINDS
from store.model import Numbering


def test_every_kind_has_a_row() -> None:
    assert all(kind.facts.name for kind in Kind)
    assert PROMISES == (Kind.ACTION, Kind.UNDERTAKING)
    assert AGREED == (
        Kind.DECISION,
        Kind.PROPOSAL,
        Kind.ACTION,
        Kind.UNDERTAKING,
        Kind.VOTE,
        Kind.HANDLING,
        Kind.INTENTION,
        Kind.CONDITION,
    )


def test_numbers_are_made_with_a_field_of_the_numbering() -> None:
    made_with = {kind.facts.numbering for kind in Kind if kind.facts.numbering}
    assert made_with == set(Numbering.__struct_fields__) - {"meeting", "last"}
    assert not [kind for kind in Kind if kind.facts.gets_number and not kind.facts.numbering]


def test_no_word_and_no_symbol_stands_for_two_kinds() -> None:
    words = [word for kind in Kind for word in kind.facts.words.split()]
    assert len(words) == len(set(words))
    assert all(KINDS[word] == kind for kind in Kind for word in kind.facts.words.split())
    symbols = [kind.facts.symbol for kind in Kind if kind.facts.symbol]
    assert len(symbols) == len(set(symbols))


def test_a_kind_is_called_in_the_language_of_the_document() -> None:
    assert (Kind.ACTION.called("nl"), Kind.ACTION.called("en")) == ("Actie", "Action")
