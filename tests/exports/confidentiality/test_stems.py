"""Many words looked for at once: the same as each looked for by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exports.confidentiality.stems import NumbersOfEntries, Stems
from exports.confidentiality.word_forms import is_form_of

WORDS = st.text("abhuisfvz1é-", min_size=1, max_size=9)


@given(st.lists(WORDS, max_size=12, unique=True), WORDS)
def test_the_stems_within_a_form_are_those_of_which_it_is_a_form(stems: list[str], form: str) -> None:
    assert Stems(stems).within(form) == [stem for stem in stems if is_form_of(form, stem)]


def test_the_end_is_soft_within_a_word() -> None:
    assert Stems(["werving", "huis", "brief"]).within("huizenmarkt") == ["huis"]
    assert Stems(["werving"]).within("wervingscampagne") == ["werving"]


def test_numbers_of_entries_tell_nothing() -> None:
    numbers = NumbersOfEntries(["D 2026-09-04", "B3.1", "A 2026-09-04"])
    assert numbers.blanked("zie d 2026-09-04, b3.1 en 2026-09-04") == "zie             ,      en 2026-09-04"
    assert numbers.blanked("D 2026-09-05 en D 2026-09-041") == "D 2026-09-05 en D 2026-09-041"
    assert NumbersOfEntries([]).blanked("D 2026-09-05") == "D 2026-09-05"
