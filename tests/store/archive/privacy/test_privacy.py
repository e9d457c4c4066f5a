"""Whoever asks what is kept of them: found in every file, removed to the last byte, made nameless with a mark."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.archive.archive import Archive
from store.archive.doctor import examine
from store.archive.privacy.anonymising import anonymise
from store.archive.privacy.names import Name
from store.archive.privacy.places import find
from store.archive.privacy.removing import remove
from store.archive.privacy.retention import due
from store.errors import CannotDo, MeetingLocked
from tests.helpers.approving import DAY, FIRST, SECOND, hold, lay
from tests.helpers.desk import BODY, NOW, archive_with_desk, mail, register
from tests.helpers.meetings import AT, KEY, archive_with_body, planned
from tests.helpers.tables import each_row

WIT = Name("G. de Wit")
ON = date(2028, 3, 1)


def bytes_with(folder: Path, *words: str) -> list[str]:
    """The files below `folder` in which any of `words` stands, in any capitals."""
    return [
        path.name
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(word.lower().encode() in path.read_bytes().lower() for word in words)
    ]


@each_row(
    "text, stands, near",
    [
        ("G. de Wit belde", True, False),
        ("mevrouw De Wit", True, False),
        ("Wit, G. de", False, False),
        ("een wit vel", False, False),
        ("van de Witte", False, False),
        ("g.dewit@voorbeeld.nl", False, False),
    ],
)
def test_a_name_as_it_stands_in_texts(text: str, stands: bool, near: bool) -> None:
    assert (WIT.stands_in(text), WIT.nearly_in(text)) == (stands, near)


@each_row(
    "text, near",
    [("Hanneke Verbrugen", True), ("Verbruggen", False), ("Verbruggens", True), ("verbouwing", False)],
)
def test_a_name_that_is_nearly_spelled_so(text: str, near: bool) -> None:
    assert Name("Hanneke Verbruggen").nearly_in(text) is near


def test_what_is_too_short_is_refused() -> None:
    with pytest.raises(CannotDo):
        Name("de")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    archive = archive_with_desk(tmp_path / "kept")
    source = tmp_path / "brief.txt"
    source.write_text("Geachte OR,\n\nMet groet, G. de Wit", "utf-8")
    desk = archive.open_desk(BODY)
    register(desk, "medewerker: Parkeerplaatsen van G. de Wit, antwoord @ib > 5 feb", date(2027, 1, 26), source)
    register(desk, "> medewerker: Antwoord parkeerplaatsen, op i1", date(2027, 2, 4))
    register(desk, "traject advies 25.1.e", date(2027, 2, 8), mail(tmp_path))
    desk.close()
    archive.index.refresh()
    archive.desk_index.refresh()
    yield archive


def test_every_place_is_found(archive: Archive) -> None:
    kinds = {place.kind for place in find(archive, WIT) if not place.near}
    assert kinds == {"party", "piece", "file", "log", "other"}
    assert {place.number for place in find(archive, WIT) if place.kind == "file"} == {"I-2027-001"}


def test_after_a_removal_no_byte_has_the_name_and_the_doctor_is_content(archive: Archive, tmp_path: Path) -> None:
    left = remove(archive, BODY, ["i1", "u1"], NOW, ON)
    assert left == []
    assert bytes_with(tmp_path / "kept", "de Wit", "dewit", "Geachte OR") == []
    desk = archive.read_desk("or")
    piece = desk.piece("i1")
    assert piece
    assert (piece.number, piece.day, piece.files, piece.removed, len(piece.digests)) == (
        "I-2027-001", date(2027, 1, 26), (), ON, 1,
    )  # fmt: skip
    assert piece.handling
    assert "Parkeerplaatsen" in piece.subject
    assert [finding.words for finding in examine(archive)] == []
    # What came after can be done and undone; the removal cannot.
    opened = archive.open_desk(BODY)
    register(opened, "arbo: Iets anders", ON)
    opened.undo(NOW)
    with pytest.raises(CannotDo):
        opened.undo(NOW)
    opened.close()
    with pytest.raises(CannotDo):
        remove(archive, BODY, ["i1"], NOW, ON)


def test_where_an_answer_still_has_the_name_that_is_told(archive: Archive) -> None:
    left = remove(archive, BODY, ["i1"], NOW, ON)
    assert {place.kind for place in left} >= {"party"}
    assert archive.read_desk("or").party("medewerker")


def test_a_removal_while_the_desk_is_open_removes_nothing(archive: Archive, tmp_path: Path) -> None:
    opened = archive.open_desk(BODY)
    with pytest.raises(MeetingLocked):
        remove(archive, BODY, ["i1"], NOW, ON)
    opened.close()
    assert bytes_with(tmp_path / "kept", "Geachte OR")


def test_a_removal_that_the_disk_refuses_keeps_the_files(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from store.disk.storage import JournalStorage

    def full(*_what: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(JournalStorage, "write", full)
    with pytest.raises(Exception, match=r"."):
        remove(archive, BODY, ["i1", "u1"], NOW, ON)
    monkeypatch.undo()
    assert bytes_with(tmp_path / "kept", "Geachte OR")
    assert archive.read_desk("or").piece("i1")


@each_row(
    "years, today, numbers",
    [
        (1, date(2028, 2, 3), []),
        (1, date(2028, 2, 4), ["I-2027-001", "U-2027-001"]),
        (0, date(2040, 1, 1), []),
        (2, date(2028, 2, 4), []),
    ],
)
def test_what_may_go_is_told_and_stays(
    tmp_path_factory: pytest.TempPathFactory, years: int, today: date, numbers: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("due")
    archive = archive_with_desk(folder)
    desk = archive.open_desk(BODY)
    register(desk, "medewerker: Vraag, antwoord @ib", date(2027, 1, 26))
    register(desk, "> medewerker: Antwoord, op i1", date(2027, 2, 4))
    register(desk, "arbo: Verslag, kennis", date(2027, 1, 1))
    desk.close()
    archive.register.put(replace(BODY, desk=replace(BODY.desk, keep_private=years)))
    assert [each.number for each in due(archive, today)] == numbers
    assert archive.read_desk("or").piece("i1")


def test_a_member_becomes_nameless_and_decisions_and_numbers_stay(tmp_path: Path) -> None:
    archive = archive_with_body(tmp_path)
    archive.create(*planned())
    meeting = archive.open(KEY)
    who = meeting.running.record.attendance
    victim = next(each for each in who.values() if each.vote)
    for line in (
        "/open",
        "/present all",
        f"{victim.handle}: ik ben er tegen",
        "! De OR stemt in.",
        f"@{victim.handle} vraagt {victim.name} om de cijfers > 1 dec",
    ):
        meeting.do(meeting.understand(line), AT)
    before = [entry.reference for entry in meeting.running.record.entries.values()]
    meeting.close()
    body = archive.register.find(meeting.running.meeting.body.key)
    count, left = anonymise(archive, body, victim.handle, "een lid", AT, approved=False)
    assert (count, left) == (1, [])
    surname = victim.name.split()[-1]
    assert bytes_with(tmp_path, surname) == []
    record = archive.read(KEY)
    assert [entry.reference for entry in record.entries.values()] == before
    assert victim.handle not in {each.handle for each in record.attendance.values()}
    assert not [finding for finding in examine(archive) if finding.file]


def test_approved_minutes_are_changed_only_where_that_is_said_and_have_a_mark(tmp_path: Path) -> None:
    archive = archive_with_body(tmp_path)
    lay(archive, DAY)
    hold(archive, FIRST, "/open", "/present all", "! De OR stemt in.", "/close")
    lay(archive, date(2026, 10, 15), DAY)
    hold(archive, SECOND, "/open", "/present all", "/approve")
    key = FIRST
    record = archive.read(key)
    body = archive.register.find(record.meeting.body.key)
    victim = next(each for each in record.attendance.values() if each.vote)
    with pytest.raises(CannotDo):
        anonymise(archive, body, victim.handle, "een lid", AT, approved=False)
    assert archive.read(key).meeting.approval == record.meeting.approval
    anonymise(archive, body, victim.handle, "een lid", AT, approved=True)
    approval = archive.read(key).meeting.approval
    assert approval
    assert record.meeting.approval
    assert [(mark.before, mark.after) for mark in approval.anonymised] == [
        (record.meeting.approval.digest, approval.digest)
    ]
    assert [finding.words for finding in examine(archive)] == []
    path = archive.path(key)
    path.write_text(path.read_text("utf-8").replace('"een lid"', '"een gast"'), "utf-8")
    assert examine(archive)
