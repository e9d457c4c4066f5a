from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.text import slug
from tests.helpers.tables import each_row

NAMES = {
    "OR": "or",
    "Raad van Bestuur: 2026/09": "raad-van-bestuur-2026-09",
    "Fryslân & Öst": "fryslan-ost",
    "CON": "con-x",
    "com1.": "com1-x",
    "": "untitled",
    "…": "untitled",
    "a" * 50: "a" * 40,
    "../../etc/passwd": "etc-passwd",
    "a\0b\n/c\\d": "a-b-c-d",
    "naam. ": "naam",
    "x" * 300: "x" * 40,
}


@each_row("text, name", NAMES.items())
def test_slugs(text: str, name: str) -> None:
    assert slug(text) == name


@given(st.text(), st.integers(min_value=1, max_value=60))
def test_any_text_has_a_slug(text: str, longest: int) -> None:
    name = slug(text, longest)

    assert 0 < len(name) <= longest
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert name.strip("-") == name
    assert name not in {"con", "prn", "aux", "nul", "com1", "lpt9"}
