"""How wide the columns of a table are on paper: no number is broken, and nothing is wider than the page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exports.document import Table
from exports.formats.typesetting.column_widths import is_narrow, millimetres, shares

WIDTH = 170.0
CELLS = st.text(alphabet="ab 1", max_size=60)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 7))
    row = st.lists(CELLS, min_size=columns, max_size=columns).map(tuple)
    return Table(draw(row), tuple(draw(st.lists(row, min_size=0, max_size=6))))


def test_a_number_and_a_day_stay_on_one_line_and_the_text_gets_the_rest() -> None:
    head = ("Nummer", "Punt", "Wat", "Wie", "Wanneer", "Status")
    row = ("A 2026-11-08", "12", "vragen voor de overlegvergadering inleveren bij de secretaris " * 2, "alle leden")
    number, item, what, who, when, status = millimetres(Table(head, ((*row, "di 24 nov 2026", "open"),)), WIDTH)
    assert number > 12 * 1.8
    assert when > 14 * 1.8
    assert what > 1.5 * max(number, item, who, when, status)


def test_a_table_that_fits_is_no_wider_than_it_is() -> None:
    assert sum(millimetres(Table(("a", "b"), (("x", "y"),)), WIDTH)) < 20


@given(tables())
def test_the_columns_of_any_table_fit_on_the_page(table: Table) -> None:
    widths = millimetres(table, WIDTH)
    assert len(widths) == len(table.head) == len(shares(table))
    assert min(widths) > 0
    assert sum(widths) < WIDTH + 0.001
    assert abs(sum(shares(table)) - 1) < 0.001
    longest = [max(len(row[at]) for row in (table.head, *table.rows)) for at in range(len(widths))]
    narrow = sorted((at for at in range(len(widths)) if is_narrow(table, at)), key=longest.__getitem__)
    broad = set(range(len(widths))) - set(narrow)
    # Of two narrow columns the one that holds more is no narrower; a broad one holds more than each of them.
    assert [shares(table)[at] for at in narrow] == sorted(shares(table)[at] for at in narrow)
    assert all(longest[at] > longest[other] for at in broad for other in narrow)
