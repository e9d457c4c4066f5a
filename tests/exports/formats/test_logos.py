"""The logo of a body: what is one, where it is kept, and what becomes of one that is damaged."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from exports.document import (
    Document,
    Heading,
    Letterhead,
)
from exports.formats.images import is_whole
from exports.formats.registry import Format, write
from exports.publish import Job
from store.archive.archive import Archive
from store.errors import NotulistError
from store.model import House
from tests.helpers.logos import DOT, picture
from tests.helpers.reading import english


def test_the_logo_of_the_house(tmp_path: Path) -> None:
    sitting = english()
    house = House(logo="logo.png", head="OR De Linde", foot="Postbus 1")
    sitting.record.put(replace(sitting.meeting, body=replace(sitting.meeting.body, house=house)))
    job = Job(format=Format.HTML, archive=Archive(tmp_path / "archive"))
    with pytest.raises(NotulistError, match=r"logo\.png cannot be read: it is not there"):
        job.make([sitting.record])
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "logo.png").write_bytes(DOT)
    for format in (Format.HTML, Format.DOCX, Format.PDF):
        content = replace(job, format=format).make([sitting.record])
        if format is Format.HTML:
            assert b"Postbus 1" in content
            assert b"data:image/png" in content


@pytest.mark.faults
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@given(st.data())
def test_a_logo_that_is_damaged_is_refused_or_printed_and_never_a_crash(kind: str, data: st.DataObject) -> None:
    whole = picture(kind)
    assert is_whole(whole)
    assert not is_whole(whole[: data.draw(st.integers(0, len(whole) - 1))])
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = whole[:at] + bytes([data.draw(st.integers(0, 255))]) + whole[at + 1 :]
    if not is_whole(changed):
        return
    document = Document("nl", (Heading(1, "x"),), letterhead=Letterhead("OR", "", changed))
    for format in (Format.HTML, Format.DOCX, Format.PDF):
        try:
            assert write(document, format)
        except NotulistError as refusal:
            assert "\n" not in str(refusal)


def test_a_logo_without_the_mark_of_its_kind_is_well_too() -> None:
    # As Photoshop saves a JPEG: no JFIF, no Exif.
    whole = picture("JPEG")
    length = int.from_bytes(whole[4:6])
    bare = whole[:2] + whole[4 + length :]
    assert b"JFIF" not in bare
    assert is_whole(bare)
    for format in (Format.HTML, Format.DOCX, Format.PDF):
        assert write(Document("nl", (Heading(1, "x"),), letterhead=Letterhead("OR", "", bare)), format)
