"""The storage: what is committed is on disk, whatever happens next, and stays a TinyDB."""

from __future__ import annotations

import errno
import json
import os
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from store.disk.journal import decode, encode
from store.disk.storage import JournalStorage
from store.errors import ArchiveDamaged, CannotDo, CannotKeep
from store.model import SCHEMA, Act
from store.record.record import Record
from tests.helpers.meetings import (
    AT,
    KEY,
    archive_with_meeting,
    folder_content,
    keep_lines,
    planned,
    running,
    texts,
    type_line,
)

NOTES = [f"regel {number}" for number in range(1, 7)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of a meeting in which nothing has happened."""
    storage = JournalStorage(tmp_path / f"{KEY}.json", writable=True)
    storage.write(Record.new(*planned()).tables())
    storage.close()
    return storage.path


def acts(*lines: str) -> list[Act]:
    meeting = running()
    return [type_line(meeting, line) for line in lines]


def commit(path: Path, lines: list[str]) -> JournalStorage:
    """The storage after `lines`, those it holds already left out, as a crash leaves it: nothing folded."""
    storage = JournalStorage(path, writable=True)
    done = len((storage.read() or {}).get("log", {}))
    for act in acts(*lines)[done:]:
        storage.commit(act)
    return storage


def record(path: Path) -> Record:
    tables = JournalStorage(path).read()
    assert tables is not None
    return Record({name: {int(id): raw for id, raw in rows.items()} for name, rows in tables.items()})


def reopened(path: Path) -> JournalStorage:
    storage = JournalStorage(path, writable=True)
    storage.settle()
    return storage


def plain_tinydb(path: Path) -> dict[str, list[dict[str, Any]]]:
    with TinyDB(path, access_mode="r", encoding="utf-8") as database:
        return {name: [dict(document) for document in database.table(name)] for name in database.tables()}


def edit(path: Path, change: dict[str, Any]) -> None:
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | change), "utf-8")


# Commit, replay, fold


def test_a_committed_act_is_in_the_journal_and_replayed(path: Path) -> None:
    before = path.read_bytes()
    commit(path, NOTES)
    assert path.read_bytes() == before
    assert path.with_suffix(".journal").read_bytes().count(b"\n") == len(NOTES)
    assert texts(record(path)) == NOTES


def test_after_a_fault_of_the_program_acts_go_to_the_journal_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = path.read_bytes()
    storage = JournalStorage(path, writable=True)
    first, second, *others = acts(*NOTES)
    storage.commit(first)

    def fail(_storage: JournalStorage, act: Act, raw: object) -> None:
        raise TypeError("nobody thought of that")

    with monkeypatch.context() as patch:
        patch.setattr(JournalStorage, "_apply", fail)
        with pytest.raises(TypeError):
            storage.commit(second)
        storage.commit_to_journal(second)
    # What is in memory lacks that act: no file is made of it, not at the closing either.
    for act in others:
        storage.commit(act)
    storage.close()
    assert path.read_bytes() == before
    reopened(path).close()
    assert texts(record(path)) == NOTES
    assert not path.with_suffix(".journal").exists()


def test_an_act_goes_to_the_journal_behind_a_line_that_is_torn(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = JournalStorage(path, writable=True)
    first, second = acts(*NOTES[:2])
    storage.commit(first)
    write = os.write

    def half(descriptor: int, content: bytes) -> int:
        write(descriptor, bytes(content)[:20])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", half)
        with pytest.raises(CannotKeep, match="the disk is full"):
            storage.commit_to_journal(second)
    storage.commit_to_journal(second)
    storage.close()
    assert texts(record(path)) == NOTES[:2]


def test_closing_folds_the_journal_into_the_file(path: Path) -> None:
    commit(path, NOTES).close()
    assert not path.with_suffix(".journal").exists()
    assert [row["text"] for row in plain_tinydb(path)["entries"]] == NOTES
    assert texts(record(path)) == NOTES


def test_plain_tinydb_opens_every_file_and_sees_the_tables(path: Path) -> None:
    commit(path, NOTES).close()
    tables = plain_tinydb(path)
    assert set(tables) == {"meeting", "items", "attendance", "entries", "followups", "log", "schema"}
    assert tables["schema"] == [{"version": SCHEMA}]
    assert [act["verb"] for act in tables["log"]] == ["note"] * len(NOTES)
    assert plain_tinydb(path.with_suffix(".bak"))["entries"] == []


def test_the_backup_is_the_version_before(path: Path) -> None:
    first = path.read_bytes()
    commit(path, NOTES[:2]).close()
    second = path.read_bytes()
    assert path.with_suffix(".bak").read_bytes() == first
    commit(path, NOTES).close()
    assert path.with_suffix(".bak").read_bytes() == second


def test_closing_without_an_act_writes_nothing(path: Path) -> None:
    before, age = folder_content(path.parent), path.stat().st_mtime_ns
    reopened(path).close()
    assert folder_content(path.parent) == before
    assert path.stat().st_mtime_ns == age


def test_opening_for_writing_changes_nothing_before_it_settles(path: Path) -> None:
    commit(path, NOTES)
    before = folder_content(path.parent)
    storage = JournalStorage(path, writable=True)
    storage.close()
    assert folder_content(path.parent) == before


def test_a_line_of_the_journal_is_json_behind_a_checksum() -> None:
    (act,) = acts("een «regel» met ' én \u2028 erin")
    line = encode(act)
    assert line.count(b"\n") == 1
    assert json.loads(line[9:])["changes"][0]["after"]["text"] == act.line
    decoded = decode(line)
    assert decoded is not None
    assert decoded[0] == act
    assert decode(line[:-1]) is None
    assert decode(line.replace(b"regel", b"reges")) is None
    assert decode(b"xyz {}\n") is None


# After a crash


def test_a_torn_last_line_is_set_aside(path: Path) -> None:
    commit(path, NOTES)
    journal = path.with_suffix(".journal")
    torn = encode(acts(*NOTES, "half")[-1])[:-20]
    journal.write_bytes(journal.read_bytes() + torn)
    storage = reopened(path)
    assert path.with_suffix(".bad").read_bytes() == torn
    assert storage.found == [f"1 unreadable line of the journal was set aside in {KEY}.bad."]
    assert texts(record(path)) == NOTES


def test_a_damaged_line_in_the_middle_is_set_aside_and_the_rest_replayed(path: Path) -> None:
    commit(path, NOTES)
    journal = path.with_suffix(".journal")
    lines = journal.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b"regel 3", b"rege\r 3")
    journal.write_bytes(b"".join(lines))
    storage = reopened(path)
    assert path.with_suffix(".bad").read_bytes() == lines[2]
    assert len(storage.found) == 1
    assert f"{KEY}.bad" in storage.found[0]
    assert texts(record(path)) == [*NOTES[:2], *NOTES[3:]]


def test_after_a_damaged_line_acts_are_undone_that_are_there(path: Path) -> None:
    meeting = running()
    storage = JournalStorage(path, writable=True)
    for line in ["een", "twee", "/undo"]:
        storage.commit(type_line(meeting, line))
    journal = path.with_suffix(".journal")
    first, _second, undo = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(first + b"damaged\n" + undo)
    reopened(path)
    left = record(path)
    with pytest.raises(CannotDo):
        left.redo(AT)
    left.undo(AT)
    assert texts(left) == []
    left.redo(AT)
    assert texts(left) == ["een"]


@pytest.mark.parametrize("cut", range(0, 60, 7))
def test_a_journal_cut_anywhere_loses_the_torn_line_only(path: Path, cut: int) -> None:
    commit(path, NOTES)
    journal = path.with_suffix(".journal")
    journal.write_bytes(journal.read_bytes()[: -1 - cut])
    reopened(path).close()
    assert texts(record(path)) == NOTES[:-1]


def test_replay_is_idempotent(path: Path) -> None:
    # Killed after the new file was in place and before the journal was gone.
    commit(path, NOTES)
    journal = path.with_suffix(".journal").read_bytes()
    reopened(path).close()
    whole = path.read_bytes()
    path.with_suffix(".journal").write_bytes(journal)
    assert texts(record(path)) == NOTES
    storage = reopened(path)
    assert not path.with_suffix(".journal").exists()
    assert path.read_bytes() == whole
    storage.commit(acts(*NOTES, "verder")[-1])
    storage.close()
    assert texts(record(path)) == [*NOTES, "verder"]


def test_a_journal_without_a_line_is_taken_away(path: Path) -> None:
    # Killed after the journal was made and before its first line.
    path.with_suffix(".journal").touch()
    storage = reopened(path)
    assert not path.with_suffix(".journal").exists()
    storage.commit(acts("een")[0])
    storage.close()
    assert storage.found == []
    assert texts(record(path)) == ["een"]


def test_a_journal_that_belongs_to_another_version_of_the_file_is_kept_whole(path: Path) -> None:
    commit(path, NOTES)
    journal = path.with_suffix(".journal").read_bytes()
    other = JournalStorage(path.with_name("other.json"), writable=True)
    other.write(Record.new(*planned()).tables())
    for act in acts("op", "de", "andere", "machine"):
        other.commit(act)
    other.close()
    path.with_name("other.json").replace(path)
    storage = reopened(path)
    assert texts(record(path)) == ["op", "de", "andere", "machine"]
    copy = path.with_name(f"{KEY}.conflict-1.journal")
    assert copy.read_bytes() == journal
    assert copy.name in storage.found[0]


def test_a_journal_without_its_file_is_left_alone(path: Path) -> None:
    commit(path, NOTES[:2]).close()
    commit(path, NOTES)
    path.unlink()
    before = folder_content(path.parent)
    with pytest.raises(ArchiveDamaged, match=f"{KEY}.bak"):
        JournalStorage(path, writable=True)
    assert folder_content(path.parent) == before


def test_leftovers_of_a_killed_process_are_taken_away(path: Path) -> None:
    # No process has this number: Linux stops at 2**22.
    for name in (f".{KEY}.json.99999999.tmp", f".{KEY}.bak.99999999.tmp"):
        path.with_name(name).write_bytes(b"half")
    others = [f".{KEY}.json.1.tmp", f".{KEY}-2.json.99999999.tmp", f"{KEY}.json.99999999.tmp"]
    for name in others:
        path.with_name(name).write_bytes(b"not ours")
    reopened(path).close()
    assert set(folder_content(path.parent)) == {path.name, *others}


def test_killed_between_backup_and_replace_leaves_no_second_name(path: Path) -> None:
    path.with_suffix(".bak").hardlink_to(path)
    before = path.read_bytes()
    commit(path, NOTES).close()
    assert set(folder_content(path.parent)) == {path.name, f"{KEY}.bak"}
    assert path.with_suffix(".bak").read_bytes() == before


# What this version does not know


def test_unknown_tables_and_fields_survive(tmp_path: Path) -> None:
    archive = archive_with_meeting(tmp_path)
    path = archive.path(KEY)
    tables = json.loads(path.read_text("utf-8"))
    tables["followups"] = {"3": {"id": 3, "of": [1, {"x": "é"}]}}
    tables["schema"]["1"]["made_by"] = "a later version"
    tables["meeting"]["1"]["mood"] = "good"
    tables["meeting"]["1"]["body"]["colour"] = "blue"
    tables["meeting"]["1"]["body"]["people"][1]["phone"] = 112
    tables["items"]["1"]["tags"] = ["a"]
    tables["attendance"]["6"]["seat"] = 4
    path.write_text(json.dumps(tables), "utf-8")

    desk = archive.open(KEY)
    keep_lines(desk, "/open", "/present KP", "een", "/next", "/in AB", "/out KP", "/undo", "/redo")
    desk.close()

    kept = json.loads(path.read_text("utf-8"))
    assert kept["followups"] == tables["followups"]
    assert kept["schema"]["1"] == {"version": SCHEMA, "made_by": "a later version"}
    assert kept["meeting"]["1"]["mood"] == "good"
    assert kept["meeting"]["1"]["current"] == 2
    assert kept["meeting"]["1"]["body"]["colour"] == "blue"
    assert kept["meeting"]["1"]["body"]["people"][1]["phone"] == 112
    assert kept["items"]["1"]["tags"] == ["a"]
    assert kept["items"]["1"]["status"] == "treated"
    assert kept["attendance"]["6"]["seat"] == 4
    assert len(kept["attendance"]["6"]["presence"]) == 1


def test_unknown_fields_in_a_list_stay_with_their_element(tmp_path: Path) -> None:
    archive = archive_with_meeting(tmp_path)
    desk = archive.open(KEY)
    keep_lines(desk, "/open", "/break", "/resume")
    desk.close()
    path = archive.path(KEY)
    tables = json.loads(path.read_text("utf-8"))
    tables["meeting"]["1"]["recesses"][0]["why"] = "coffee"
    path.write_text(json.dumps(tables), "utf-8")
    desk = archive.open(KEY)
    keep_lines(desk, "/break", "/resume")
    desk.close()
    recesses = json.loads(path.read_text("utf-8"))["meeting"]["1"]["recesses"]
    assert [recess.get("why") for recess in recesses] == ["coffee", None]


def test_unknown_fields_of_an_act_in_the_journal_survive(path: Path) -> None:
    commit(path, NOTES[:1])
    journal = path.with_suffix(".journal")
    raw = json.loads(journal.read_bytes()[9:])
    # What it comes after belongs to the journal.
    del raw["after"]
    raw["by"] = "LG"
    raw["changes"].append({"table": "later", "id": 9, "before": None, "after": {"id": 9}, "why": "x"})
    content = json.dumps(raw).encode()
    journal.write_bytes(b"%08x %b\n" % (zlib.crc32(content), content))
    reopened(path).close()
    tables = json.loads(path.read_text("utf-8"))
    assert tables["log"]["1"] == raw
    assert tables["later"] == {"9": {"id": 9}}
    # An act on a table that this version does not know cannot be taken back, and says so.
    with pytest.raises(CannotDo, match="Act 1"):
        record(path).undo(AT)


# Modes


@pytest.fixture
def _umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_umask")
def test_files_are_for_their_owner_only(path: Path) -> None:
    commit(path, NOTES)
    journal = path.with_suffix(".journal")
    assert stat.S_IMODE(journal.stat().st_mode) == 0o600
    journal.write_bytes(journal.read_bytes() + b"torn")
    reopened(path).close()
    for name in (path.name, f"{KEY}.bak", f"{KEY}.bad"):
        assert stat.S_IMODE(path.with_name(name).stat().st_mode) == 0o600, name


@pytest.mark.usefixtures("_umask")
def test_an_existing_files_mode_is_kept(path: Path) -> None:
    path.chmod(0o640)
    commit(path, NOTES).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.usefixtures("_umask")
def test_new_folders_are_for_their_owner_only(tmp_path: Path) -> None:
    archive = archive_with_meeting(tmp_path)
    folders = [archive.path(KEY).parent, archive.path(KEY).parent.parent, archive.folder, tmp_path / "state" / "locks"]
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in folders] == [0o700] * 4
    assert stat.S_IMODE(archive.path(KEY).stat().st_mode) == 0o600
    files = [file for file in (tmp_path / "state").rglob("*") if file.is_file()]
    assert files
    assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600] * len(files)


def test_an_act_is_held_once_and_what_it_holds_is_never_changed(path: Path) -> None:
    storage, meeting = JournalStorage(path, writable=True), running()
    written: list[bytes] = []
    for line in (
        "/open",
        "Een zin",
        "@KP Brief > 1 dec",
        "/go 2",
        "/uitstel a1 8 dec",
        "/undo",
        "/undo",
        "/redo",
        "/break",
    ):
        act = type_line(meeting, line)
        written.append(encode(act))
        storage.commit(act)
    tables = storage.read()
    assert tables is not None
    for act, journalled in zip(meeting.record.log[-len(written) :], written, strict=True):
        kept = tables["log"][str(act.number)]
        assert decode(encode(act)) == (act, kept, "")
        for change, row in zip(act.changes, kept["changes"], strict=True):
            assert row["before"] is change.before
            assert row["after"] is change.after
        # Later acts put other rows in their place.
        assert encode(act) == journalled
