"""The doctor of the desks, a backup and the way back: files with their digests, numbers, links, leftovers."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.archive.archive import Archive
from store.archive.backup import back_up
from store.archive.doctor import examine
from store.archive.doctor_findings import FindingKind
from store.archive.repair import repair
from store.archive.restore import restore
from store.disk.storage import JournalStorage
from tests.helpers.desk import BODY, NOW, archive_with_desk, mail, register


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = archive_with_desk(tmp_path)
    desk = archive.open_desk(BODY)
    register(desk, "", NOW.date(), mail(tmp_path))
    register(desk, "arbo: Verzuim, op i1", NOW.date(), mail(tmp_path, name="x.bak"))
    desk.close()
    return archive


def found(archive: Archive) -> list[tuple[FindingKind, str]]:
    return [(each.what, each.reference) for each in examine(archive) if each.desk]


def test_a_desk_that_is_in_order(archive: Archive) -> None:
    assert examine(archive) == []


def test_a_file_that_is_gone_or_was_changed_is_found(archive: Archive) -> None:
    first, second = (piece.files[0].path for piece in archive.read_desk("or").pieces.values())
    (archive.folder / first).unlink()
    (archive.folder / second).write_bytes(b"anders")
    assert found(archive) == [(FindingKind.FILE, "I-2027-001"), (FindingKind.FILE, "I-2027-002")]


def test_a_number_given_twice_and_a_link_to_nothing_are_found(archive: Archive) -> None:
    storage = JournalStorage(archive.desks.path("or"), writable=True)
    tables = storage.read() or {}
    pieces = tables["pieces"]
    second = next(raw for raw in pieces.values() if raw["number"] == "I-2027-002")
    second |= {"number": "I-2027-001", "answers": 9999}
    storage.write(tables)
    storage.close()
    assert (FindingKind.NUMBER, "") in found(archive)
    assert (FindingKind.DANGLING, "I-2027-001") in found(archive)


def test_a_file_of_no_piece_is_told_and_stays(archive: Archive) -> None:
    stray = archive.folder / "post/or/2027/I-2027-001/extra.pdf"
    stray.write_bytes(b"x")
    stray.chmod(0o600)
    assert found(archive) == [(FindingKind.ASIDE, "")]
    repair(archive, examine(archive))
    assert stray.exists()


def test_a_damaged_desk_is_repaired_from_the_version_before_it(archive: Archive) -> None:
    desk = archive.open_desk(BODY)
    register(desk, "arbo: Nog een", NOW.date())
    desk.close()
    path = archive.desks.path("or")
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2].rpartition(b"\n")[0])
    assert (FindingKind.UNREADABLE, "") in found(archive)
    assert repair(archive, examine(archive))
    assert [what for what, _number in found(archive) if what is FindingKind.UNREADABLE] == []
    assert {"I-2027-001", "I-2027-002"} <= {piece.number for piece in archive.read_desk("or").pieces.values()}


def test_a_journal_that_a_crash_left_is_told_and_put_in_order(archive: Archive) -> None:
    desk = archive.open_desk(BODY)
    register(desk, "arbo: Nog een", NOW.date())
    desk.writer.wait()
    desk._file.leave()
    assert found(archive) == [(FindingKind.JOURNAL, "")]
    repair(archive, examine(archive))
    assert examine(archive) == []
    assert len(archive.read_desk("or").pieces) == 3


def test_a_backup_holds_the_desk_and_every_file_of_it(archive: Archive, tmp_path: Path) -> None:
    back_up(archive, tmp_path / "back.zip", NOW)
    other = Archive(tmp_path / "other", tmp_path / "state2")
    restore(tmp_path / "back.zip", other)
    assert other.read_desk("or").pieces == archive.read_desk("or").pieces
    assert examine(other) == []
