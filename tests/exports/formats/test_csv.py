"""CSV: lists for a spreadsheet, in which no cell is ever a formula."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given

from exports.confidentiality.redaction import redacted
from exports.content.make_document import make_document
from exports.document import (
    Document,
    Heading,
    Table,
)
from exports.formats.csv import inert, write_csv
from exports.formats.registry import Format, write
from exports.kinds import DocumentKind
from exports.publish import Job
from store.errors import NotulistError
from store.model import Audience
from tests.helpers.documents import FORMULAS, sitting_of_all_kinds
from tests.helpers.markdown import TEXTS
from tests.helpers.tables import each_row


@each_row("cell", FORMULAS)
def test_nothing_is_a_formula_in_a_spreadsheet(cell: str) -> None:
    document = Document("nl", (Table((cell, "x"), ((cell, "y"),)),))
    [head, row] = csv.reader(io.StringIO(write_csv(document).removeprefix("\ufeff")), delimiter=";")
    assert head == ["'" + cell, "x"]
    assert row == ["'" + cell, "y"]


@given(TEXTS)
def test_what_is_no_formula_is_to_the_letter(text: str) -> None:
    document = Document("en", (Table(("a",), ((text,),)),))
    [_head, [cell]] = csv.reader(io.StringIO(write_csv(document).removeprefix("\ufeff")))
    assert cell == inert(text)
    assert cell.removeprefix("'") == text.removeprefix("'")


def test_csv_of_the_action_list() -> None:
    document = make_document([redacted(sitting_of_all_kinds().record, Audience.FULL)], DocumentKind.ACTIONS)
    content = write(document, Format.CSV)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0][1:] == ["Number", "Item", "What", "Who", "When", "Status", "Due day"]
    assert [row[1] for row in rows[1:]] == ["A 2027-03-01", "A 2027-03-02", "A 2027-03-03", "T 2027-03-01"]
    with pytest.raises(NotulistError, match="no list"):
        write(Document("en", (Heading(1, "x"),)), Format.CSV)


def test_minutes_for_a_spreadsheet_are_a_row_for_each_entry(tmp_path: Path) -> None:
    record = sitting_of_all_kinds().record
    for audience, seen in ((Audience.FULL, True), (Audience.EMPLOYER, False), (Audience.PUBLIC, False)):
        content = Job(format=Format.CSV, audience=audience).make([record]).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(content)))
        assert rows[0][:4] == ["Item", "Time", "Kind", "Number"]
        assert ("zwaluw" in content) is seen
        # Of what stands under the closed item 2 the others are not told that there is anything.
        assert ({row[0] for row in rows[1:]} == {"1", "2"}) is seen
        decision = next(row for row in rows if row[2] == "Decision")
        assert decision[5:] == ["do this", "", "", "10–1–0", "in force", "", "10", "1", "0"]
        assert any("MdA" in row for row in rows)
