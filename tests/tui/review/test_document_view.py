"""The minutes as they are read on the screen: every word is there at any width, and every entry is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.confidentiality.redaction import redacted
from exports.content.minutes import minutes
from exports.document import Boxed, Bullets, Document, Heading, Paragraph, Table, emphasis, plain, strong
from store.archive.archive import Archive
from store.model import Audience, Kind
from store.record.record import Record
from store.text import clean
from tests.conftest import run
from tests.helpers.tables import each_row
from tui.review.document_view import DocumentView, find_spots

DOCUMENT = Document(
    "nl",
    (
        Heading(1, "Notulen"),
        Bullets(((strong("Datum"), plain(": vandaag")), (plain("twee"),))),
        Paragraph((emphasis("schuin"), plain(" en recht"))),
        Boxed(((strong("Besluit"), plain(" dat doen wij")), (plain("Unaniem."),))),
        Table(("Nummer", "Wat"), (("A 1", "een lange actie die niet past"), ("A 2", ""))),
    ),
)


@each_row("width", [20, 33, 57, 78, 200])
def test_every_word_is_there_and_no_line_is_too_long(width: int) -> None:
    lines, starts = DocumentView().lay(DOCUMENT, width)
    assert all(line.cell_length <= width for line in lines)
    text = " ".join(" ".join(line.plain.replace("┃", " ").split()) for line in lines)
    for words in ("Notulen", "• Datum: vandaag", "schuin en recht", "Besluit dat doen wij", "Unaniem.", "Nummer Wat"):
        assert words in text
    for word in "een lange actie die niet past".split():
        assert word in text
    assert len(starts) == len(DOCUMENT.blocks) + 1
    assert lines[starts[0]].plain == "Notulen"


@given(st.text(max_size=80).map(clean), st.integers(20, 60))
def test_any_text_stands_there_to_the_letter(text: str, width: int) -> None:
    lines, _starts = DocumentView().lay(Document("nl", (Paragraph((plain(text),)),)), width)
    assert "".join("".join(line.plain for line in lines).split()) == "".join(text.split())


@pytest.fixture
def sample(archive_folder: Path, tmp_path: Path) -> Record:
    from importlib.resources import files

    samples = files("tests.samples")
    run("scribe", "--agenda", str(samples / "agenda-nl.md"), str(samples / "notes-nl.txt"))
    return Archive(archive_folder, tmp_path / "state").read("2026-11-19-or")


def test_every_entry_and_every_item_is_found_in_the_minutes(sample: Record) -> None:
    document = minutes(redacted(sample, Audience.FULL))
    spots = find_spots(document, sample)
    for item in sample.agenda():
        heading = document.blocks[spots[item.id, None].start]
        assert heading == Heading(2 + item.depth, f"{item.number}. {item.title}")
    for entry in sample.entries.values():
        found = spots[entry.item, entry.id]
        assert entry.kind is Kind.VOTE or entry.text in repr(document.blocks[found.start]).replace('\\"', '"')
    assert len({at.start for at in spots.values()}) == len(spots)
