"""Other programs that write in the archive: nothing of theirs is overwritten, and nothing of ours lost."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from store.archive.archive import Archive
from store.errors import CannotKeep
from tests.helpers.meetings import KEY, Kept, folder_content, planned, type_line


def test_a_file_replaced_by_another_program_is_kept_and_so_is_ours(kept: Kept) -> None:
    path = kept.archive.path(KEY)
    kept.note("een")
    _replaced(path, b'{"theirs": 1}')
    kept.note("twee")
    assert path.with_name(f"{KEY}.conflict-1.json").read_bytes() == b'{"theirs": 1}'
    assert kept.on_disk() == ["een", "twee"]
    assert len(kept.storage.found) == 1
    assert f"{KEY}.conflict-1.json" in kept.storage.found[0]
    kept.note("drie")
    kept.storage.close()
    assert kept.on_disk() == ["een", "twee", "drie"]
    assert len(kept.storage.found) == 1


def test_a_file_replaced_after_the_last_act_is_kept_at_closing(kept: Kept) -> None:
    path = kept.archive.path(KEY)
    kept.note("een")
    _replaced(path, b"theirs")
    kept.storage.close()
    assert path.with_name(f"{KEY}.conflict-1.json").read_bytes() == b"theirs"
    assert kept.on_disk() == ["een"]


def test_a_file_edited_in_place_is_kept_too(kept: Kept) -> None:
    path = kept.archive.path(KEY)
    theirs = path.read_bytes().replace(b"Mededelingen", b"mededelingen")
    path.write_bytes(theirs)
    os.utime(path, ns=(1, 1))
    kept.note("een")
    kept.storage.close()
    assert path.with_name(f"{KEY}.conflict-1.json").read_bytes() == theirs
    assert kept.on_disk() == ["een"]


def test_a_journal_in_whose_place_as_many_other_bytes_were_written_is_kept_and_so_is_ours(kept: Kept) -> None:
    journal = kept.archive.path(KEY).with_suffix(".journal")
    kept.note("een")
    theirs = journal.read_bytes()[::-1]
    journal.write_bytes(theirs)
    kept.note("twee")
    kept.storage.close()
    assert journal.with_name(f"{KEY}.conflict-1.journal").read_bytes() == theirs
    assert kept.on_disk() == ["een", "twee"]


def test_who_changed_nothing_leaves_alone_what_others_changed(archive: Archive) -> None:
    path = archive.path(KEY)
    desk = archive.open(KEY)
    _replaced(path, b"theirs")
    path.with_suffix(".journal").write_bytes(b"theirs too")
    before = folder_content(path.parent)
    desk.close()
    assert folder_content(path.parent) == before


def test_a_new_date_or_an_equal_file_is_no_conflict(kept: Kept) -> None:
    path = kept.archive.path(KEY)
    kept.note("een")
    os.utime(path, ns=(5, 5))
    kept.note("twee")
    _replaced(path, path.read_bytes())
    kept.note("drie")
    kept.storage.close()
    assert kept.on_disk() == ["een", "twee", "drie"]
    assert kept.storage.found == []


def test_a_journal_replaced_by_another_program_is_kept_and_so_is_ours(kept: Kept) -> None:
    path = kept.archive.path(KEY)
    kept.note("een")
    _replaced(path.with_suffix(".journal"), b"theirs\n")
    kept.note("twee")
    assert path.with_name(f"{KEY}.conflict-1.journal").read_bytes() == b"theirs\n"
    assert kept.on_disk() == ["een", "twee"]
    kept.note("drie")
    kept.storage.close()
    assert kept.on_disk() == ["een", "twee", "drie"]


def test_a_journal_that_another_machine_appended_to_is_kept(kept: Kept) -> None:
    path = kept.archive.path(KEY)
    kept.note("een")
    with path.with_suffix(".journal").open("ab") as journal:
        journal.write(b"theirs\n")
    kept.storage.close()
    assert path.with_name(f"{KEY}.conflict-1.journal").read_bytes().endswith(b"theirs\n")
    assert kept.on_disk() == ["een"]


def test_a_journal_that_another_machine_began_is_kept(kept: Kept) -> None:
    path = kept.archive.path(KEY)
    path.with_suffix(".journal").write_bytes(b"theirs\n")
    kept.note("een")
    kept.storage.close()
    assert path.with_name(f"{KEY}.conflict-1.journal").read_bytes() == b"theirs\n"
    assert kept.on_disk() == ["een"]


@pytest.mark.parametrize("suffix", [".json", ".journal"])
def test_what_is_taken_away_is_written_anew(kept: Kept, suffix: str) -> None:
    path = kept.archive.path(KEY)
    kept.note("een")
    path.with_suffix(suffix).unlink()
    kept.note("twee")
    assert kept.on_disk() == ["een", "twee"]
    assert "taken away" in kept.storage.found[0]


def test_while_the_disk_refuses_a_conflict_is_kept_once(kept: Kept) -> None:
    path = kept.archive.path(KEY)
    kept.note("een")
    _replaced(path, b"theirs")
    _replaced(path.with_suffix(".journal"), b"theirs\n")
    act = type_line(kept.running, "twee")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("store.disk.storage.whole", _refuse)
        for _attempt in range(3):
            with pytest.raises(CannotKeep):
                kept.storage.commit(act)
    kept.storage.commit(act)
    assert kept.on_disk() == ["een", "twee"]
    copies = sorted(file.name for file in path.parent.glob("*conflict*"))
    assert copies == [f"{KEY}.conflict-1.journal", f"{KEY}.conflict-1.json"]
    assert len(kept.storage.found) == 2


def _refuse(tables: object) -> bytes:
    raise OSError(errno.EIO, "Input/output error")


def _replaced(path: Path, content: bytes) -> None:
    other = path.with_name("other")
    other.write_bytes(content)
    other.replace(path)


COPIES = [
    f"{KEY} (conflicted copy 2026-09-18 101112).json",
    f"{KEY} (Annes conflicted copy 2026-09-18).json",
    f"{KEY}.sync-conflict-20260918-101112-ABCDEFG.json",
    f"{KEY}-LAPTOP.json",
    f"{KEY}.conflict-1.json",
]


@pytest.mark.parametrize("name", COPIES)
def test_copies_of_sync_clients_are_reported_and_are_no_meetings(archive: Archive, name: str) -> None:
    shutil.copy(archive.path(KEY), archive.path(KEY).with_name(name))
    archive.create(*planned())
    desk = archive.open(KEY)
    assert len(desk.found) == 1
    assert name in desk.found[0]
    desk.close()
    assert archive.keys() == [KEY, f"{KEY}-2"]
