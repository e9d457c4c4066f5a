"""Approved minutes: corrected in their text, signed, and kept in one file with the record."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pypdf
import pytest

from exports.document import Signing
from exports.formats.registry import Format
from exports.publish import Job
from store.archive.archive import Archive
from store.model import Audience
from tests.helpers.approving import DAY, FIRST, SECOND, hold, lay
from tests.helpers.meetings import BODY
from tests.helpers.reading import lines_of


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    archive.register.put(BODY)
    lay(archive, DAY)
    lay(archive, date(2026, 10, 15), DAY)
    hold(archive, FIRST, "/open", "KP: is tegen het plan", "/next", "AB: is tegen de kosten", "! 212 stoelen", "/close")
    hold(
        archive,
        SECOND,
        "/open",
        '/correctie blz. 1, punt 1: "is tegen" wordt "heeft vragen bij"',
        "/correctie de naam van Kees",
        '/correctie "212" wordt "221"',
        '/correctie "staat nergens" wordt "staat ergens"',
        "/approve",
        "/close",
    )
    return archive


def test_corrections_stand_in_the_text_marked_and_in_the_list(archive: Archive) -> None:
    document, _markdown = Job(archive=archive).document([archive.read(FIRST)])
    lines = lines_of(document.blocks)
    assert "KP: heeft vragen bij [correctie 1] het plan" in lines
    assert "AB: is tegen de kosten" in lines
    assert "> Besluit D-2026-09-01 — 221 [correctie 3] stoelen".replace("D-2026", "D 2026") in lines
    told = [line for line in lines if line.startswith("Correctie ")]
    assert [line.endswith("(niet in de tekst verwerkt)") for line in told] == [False, True, False, True]
    # The record is as it was.
    assert "is tegen het plan" in [entry.text for entry in archive.read(FIRST).entries.values()]


def test_approved_minutes_have_room_to_sign_above_the_digest_and_are_no_draft(archive: Archive) -> None:
    document, _markdown = Job(archive=archive).document([archive.read(FIRST)])
    [signing] = [block for block in document.blocks if isinstance(block, Signing)]
    assert signing.offices == ("Voorzitter", "Ambtelijk secretaris")
    assert signing.names == ("Hanneke de Vries", "Lotte Groen")
    assert document.blocks[-2] is signing
    assert document.draft == ""
    public, _markdown = Job(archive=archive, audience=Audience.PUBLIC).document([archive.read(FIRST)])
    assert not [block for block in public.blocks if isinstance(block, Signing)]


def test_their_pdf_is_one_for_archives_with_the_record_in_it(archive: Archive) -> None:
    record = archive.read(FIRST)
    told: list[str] = []
    content = Job(archive=archive, format=Format.PDF, tell=told.append).make([record])
    reader = pypdf.PdfReader(io.BytesIO(content))
    [kept] = reader.attachments[f"{FIRST}.json"]
    assert json.loads(kept) == json.loads(Job(archive=archive, format=Format.JSON).make([record]))
    about = reader.xmp_metadata
    assert about is not None
    said = about.stream.get_data()
    assert b"<pdfaid:part>3</pdfaid:part>" in said
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in said
    assert b"<pdfuaid:part>1</pdfuaid:part>" in said
    assert told == []
    of_public = Job(archive=archive, format=Format.PDF, audience=Audience.PUBLIC, allowed=("212",)).make([record])
    assert not pypdf.PdfReader(io.BytesIO(of_public)).attachments
