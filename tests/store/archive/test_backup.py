"""A backup holds everything and is checked; nothing hostile, damaged or unasked comes out of a restore."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import random
import resource
import shutil
import stat
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from store.archive import backup
from store.archive.archive import Archive
from store.archive.backup import MANIFEST, NoBackup, back_up, read_manifest
from store.archive.doctor import examine
from store.archive.restore import finish, restore
from store.errors import CannotKeep, MeetingLocked, NotulistError, WontOverwrite
from tests.conftest import COMMAND, run
from tests.helpers.approving import DAY, FIRST, SECOND, hold, lay
from tests.helpers.meetings import keep_lines, texts

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    lay(archive, DAY)
    lay(archive, date(2026, 10, 15), DAY)
    hold(archive, FIRST, "/open", "Een notitie", "! Wij kopen niets", "/close")
    hold(archive, SECOND, "/open", "/approve")
    (archive.folder / "documents").mkdir(mode=0o700)
    document = archive.folder / "documents" / "2026-09-17-or-notulen.md"
    document.write_text("# Notulen", "utf-8")
    document.chmod(0o600)
    return archive


@pytest.fixture
def file(archive: Archive, tmp_path: Path) -> Path:
    back_up(archive, tmp_path / "backup.zip", NOW)
    return tmp_path / "backup.zip"


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_there_and_back(archive: Archive, file: Path, tmp_path: Path) -> None:
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    new = Archive(tmp_path / "new" / "archive", tmp_path / "state")
    manifest, old = restore(file, new)
    assert (manifest.meetings, manifest.made, old) == (2, NOW, None)
    kept = {name: data for name, data in content(archive.folder).items() if not name.endswith(".bak")}
    assert content(new.folder) == kept
    assert examine(new) == [] == examine(archive)
    for path in [new.folder, *new.folder.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_a_meeting_that_is_running_is_in_it_as_it_is_now_and_is_not_touched(archive: Archive, tmp_path: Path) -> None:
    desk = archive.open(SECOND)
    keep_lines(desk, "Nog een zin")
    before = content(archive.folder)
    back_up(archive, tmp_path / "backup.zip", NOW)
    assert content(archive.folder) == before
    keep_lines(desk, "En nog een")
    desk.close()
    new = Archive(tmp_path / "new", tmp_path / "state")
    restore(tmp_path / "backup.zip", new)
    assert texts(new.read(SECOND))[-1] == "Nog een zin"
    assert not list(new.folder.rglob("*.journal"))


def test_a_damaged_meeting_is_in_it_as_it_is_with_what_belongs_to_it(archive: Archive, tmp_path: Path) -> None:
    archive.path(FIRST).write_bytes(b"{")
    archive.path(SECOND).unlink()
    manifest = back_up(archive, tmp_path / "backup.zip", NOW)
    assert manifest.damaged == (FIRST,)
    new = Archive(tmp_path / "new", tmp_path / "state")
    restore(tmp_path / "backup.zip", new)
    assert content(new.folder) == content(archive.folder)


def test_from_the_command_line(archive: Archive, tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    done = run("backup", file)
    assert (done.returncode, done.stdout.decode()) == (0, f"{file}\n")
    assert done.stderr.decode() == "2 meetings, read back and whole.\n"
    usb = tmp_path / "usb"
    nowhere = run("backup", usb / "b.zip").stderr.decode()
    assert nowhere.startswith(f"notulist: There is no folder {usb}; make it first, or choose another place.")
    again = run("backup", file)
    assert again.returncode == 1
    assert "is there already" in again.stderr.decode()
    assert run("backup", file, "--force").returncode == 0
    assert run("backup", archive.folder / "b.zip").returncode == 1
    (tmp_path / "link.zip").symlink_to(file)
    assert run("backup", tmp_path / "link.zip", "--force").returncode == 1
    assert run("restore", file, "--into", tmp_path / "new").returncode == 0
    assert run("--archive", tmp_path / "new", "doctor").returncode == 0
    refused = run("restore", file)
    assert refused.returncode == 1
    assert refused.stderr.decode().count("\n") == 1
    assert run("--archive", tmp_path / "none", "backup", tmp_path / "c.zip").returncode == 1
    assert not (tmp_path / "c.zip").exists()


def test_an_archive_is_replaced_only_when_asked_and_kept(archive: Archive, file: Path) -> None:
    hold(archive, SECOND, "Sindsdien")
    before = content(archive.folder)
    with pytest.raises(WontOverwrite, match="already"):
        restore(file, archive)
    assert content(archive.folder) == before
    _manifest, old = restore(file, archive, replace=True)
    assert old is not None
    assert content(old) == before
    assert "Sindsdien" not in texts(archive.read(SECOND))


def test_an_archive_that_is_in_use_is_not_replaced(archive: Archive, file: Path) -> None:
    desk = archive.open(SECOND)
    before = content(archive.folder)
    with pytest.raises(MeetingLocked):
        restore(file, archive, replace=True)
    assert content(archive.folder) == before
    desk.close()


def test_a_folder_that_is_a_link_or_a_file_is_refused(archive: Archive, file: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "file").write_text("x")
    for name in ("link", "file"):
        with pytest.raises(WontOverwrite):
            restore(file, Archive(tmp_path / name, tmp_path / "state"), replace=True)
    assert list((tmp_path / "elsewhere").iterdir()) == []


# What is damaged or hostile


def refused(file: Path, tmp_path: Path) -> str:
    new = tmp_path / "refused" / "archive"
    with pytest.raises(NoBackup) as refusal:
        restore(file, Archive(new, tmp_path / "state"))
    assert not new.exists()
    assert not list(tmp_path.glob("refused/.*"))
    assert "\n" not in str(refusal.value)
    return str(refusal.value)


def test_any_byte_that_is_changed_is_found_or_changes_nothing(file: Path, tmp_path: Path) -> None:
    whole = file.read_bytes()
    manifest = read_manifest(file)
    chance = random.Random(7)
    found = 0
    for at in chance.sample(range(len(whole)), 600):
        damaged = bytearray(whole)
        damaged[at] ^= 1 << chance.randrange(8)
        file.write_bytes(damaged)
        try:
            # Dates and versions in a zip file are of no importance; everything that is restored is.
            assert read_manifest(file) == manifest
        except NoBackup:
            found += 1
    assert found > 400
    for length in (0, 1, 100, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:length])
        refused(file, tmp_path)


def make_zip(file: Path, entries: list[tuple[zipfile.ZipInfo, bytes]], *, told: dict[str, bytes] | None = None) -> Path:
    """A zip file whose manifest fits, of whatever is in it."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        for info, data in entries:
            zipped.writestr(info, data)
        files = told if told is not None else {info.filename: data for info, data in entries}
        listed = [
            {"path": name, "size": len(data), "digest": hashlib.sha256(data).hexdigest()}
            for name, data in files.items()
        ]
        zipped.writestr(MANIFEST, json.dumps({"notulist": "1", "made": NOW.isoformat(), "files": listed}))
    return file


@pytest.mark.parametrize(
    "name",
    [
        "../outside.txt", "/tmp/outside.txt", "meetings/../../outside.txt", "..\\outside.txt", "C:\\outside.txt",
        "C:outside", "a//b", "./a", "a/", " a", "a\nb", "a\x1b[2Jb", "\u202egnp.exe",
    ],
)  # fmt: skip
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    file = make_zip(tmp_path / "b.zip", [(zipfile.ZipInfo(name), b"x")])
    assert "\x1b" not in refused(file, tmp_path)
    assert not (tmp_path / "outside.txt").exists()
    assert not Path("/tmp/outside.txt").exists()


def test_links_and_devices_are_refused(tmp_path: Path) -> None:
    for kind in (stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFDIR):
        info = zipfile.ZipInfo("register.json")
        info.external_attr = (kind | 0o777) << 16
        assert "not safe" in refused(make_zip(tmp_path / "b.zip", [(info, b"/etc/passwd")]), tmp_path)


def test_what_is_in_it_twice_or_not_in_the_manifest_is_refused(tmp_path: Path) -> None:
    twice = [(zipfile.ZipInfo("a"), b"x"), (zipfile.ZipInfo("A"), b"x")]
    refused(make_zip(tmp_path / "b.zip", twice), tmp_path)
    one = [(zipfile.ZipInfo("a"), b"x")]
    refused(make_zip(tmp_path / "b.zip", one, told={}), tmp_path)
    refused(make_zip(tmp_path / "b.zip", one, told={"a": b"x", "b": b"x"}), tmp_path)
    refused(make_zip(tmp_path / "b.zip", one, told={"a": b"y"}), tmp_path)


def test_what_is_too_large_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    info = zipfile.ZipInfo("a")
    info.compress_type = zipfile.ZIP_DEFLATED
    file = make_zip(tmp_path / "b.zip", [(info, b"\0" * 50_000_000)])
    assert file.stat().st_size < 100_000
    monkeypatch.setattr(backup, "_MOST_BYTES", 10_000_000)
    monkeypatch.setattr(backup, "parts_of", lambda zipped, kept: pytest.fail("it was read"))
    assert "too much in it" in refused(file, tmp_path)
    monkeypatch.setattr(backup, "_MOST_BYTES", 100_000_000)
    monkeypatch.setattr(backup, "_MOST_FILES", 1)
    assert "too much in it" in refused(file, tmp_path)


def test_a_size_that_lies_is_found(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("a")
    info.compress_type = zipfile.ZIP_DEFLATED
    file = make_zip(tmp_path / "b.zip", [(info, b"\0" * 5_000_000)], told={"a": b"\0" * 10})
    raw = file.read_bytes()
    # Both the local head and the directory say ten bytes.
    file.write_bytes(raw.replace((5_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    refused(file, tmp_path)


@pytest.mark.parametrize("other", [b"", b"no zip at all", b"PK\x05\x06" + b"\0" * 18, json.dumps({}).encode()])
def test_a_wrong_file_is_one_line(tmp_path: Path, other: bytes) -> None:
    (tmp_path / "b.zip").write_bytes(other)
    refused(tmp_path / "b.zip", tmp_path)
    done = run("restore", tmp_path / "b.zip", "--into", tmp_path / "new")
    assert done.returncode == 3
    assert done.stderr.decode().count("\n") == 1
    assert run("restore", tmp_path / "none.zip").returncode == 3


# A disk that refuses


def test_a_full_disk_leaves_no_half_backup(archive: Archive, tmp_path: Path) -> None:
    target = tmp_path / "backup.zip"
    target.write_bytes(b"the one before")
    done = subprocess.run(
        [COMMAND, "backup", target, "--force"],
        capture_output=True,
        check=False,
        # No file may become larger than this: what a full disk does, at the same call.
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)),
    )
    assert done.returncode == 3
    assert done.stderr.decode().count("\n") == 1
    assert "No backup was made" in done.stderr.decode()
    assert target.read_bytes() == b"the one before"
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_a_full_disk_restores_nothing(
    archive: Archive, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(archive.folder)
    real = os.fsync
    calls = iter(range(100))

    def refuse(descriptor: int) -> None:
        if next(calls) >= 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(CannotKeep, match="Nothing was restored"):
        restore(file, archive, replace=True)
    assert content(archive.folder) == before
    assert list(tmp_path.glob("*before*")) == []
    assert list(tmp_path.glob(".*")) == []


KILLED = """
import os, sys
from pathlib import Path
from store.archive import restore
from store.archive.archive import Archive
name, when = sys.argv[3], int(sys.argv[4])
holder = {"parts_of": restore, "rename": Path, "replace": Path, "rmdir": Path}[name]
real, calls = getattr(holder, name), 0
def dying(self, *more):
    global calls
    calls += "archive" in str(self) or name == "parts_of"
    if calls == when:
        os._exit(9)
    return real(self, *more)
setattr(holder, name, dying)
restore.restore(Path(sys.argv[1]), Archive(Path(sys.argv[2]), Path(sys.argv[5])), replace=True)
"""


def without_bak(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: kept for name, kept in files.items() if not name.endswith(".bak")}


def killed_at(call: str, when: int, file: Path, archive: Archive, state: Path) -> Archive:
    command = [sys.executable, "-c", KILLED, str(file), str(archive.folder), call, str(when), str(state)]
    done = subprocess.run(command, check=False, capture_output=True)
    assert done.returncode == 9, done.stderr
    return Archive(archive.folder, state)


@pytest.mark.faults
@pytest.mark.parametrize(
    ("call", "when", "finished"),
    # In the middle of unpacking, before the old archive goes aside, and behind that.
    [("parts_of", 2, False), ("rename", 1, False), ("replace", 1, True)],
)
def test_a_restore_that_was_killed_is_undone_or_finished(
    call: str, when: int, finished: bool, archive: Archive, file: Path, tmp_path: Path
) -> None:
    before = content(archive.folder)
    new = archive.folder / "documents" / "new"
    new.write_text("written after the backup")
    left = killed_at(call, when, file, archive, tmp_path / "state")
    said = finish(left)
    assert ("was finished" if finished else "was undone") in said
    assert new.exists() != finished
    new.unlink(missing_ok=True)
    # No backup holds a `.bak`.
    assert content(archive.folder) == (without_bak(before) if finished else before)
    assert list(tmp_path.glob(".*")) == []
    assert (tmp_path / f"{archive.folder.name}.before-1").exists() == finished
    assert ("before-1" in said) == finished
    assert finish(left) == ""


def test_a_restore_of_what_was_gone_is_finished_too(archive: Archive, file: Path, tmp_path: Path) -> None:
    before = content(archive.folder)
    shutil.rmtree(archive.folder)
    left = killed_at("replace", 1, file, archive, tmp_path / "state")
    assert not archive.folder.exists()
    assert "was finished" in finish(left)
    assert content(archive.folder) == without_bak(before)


def test_a_restore_that_runs_is_left_alone(archive: Archive, tmp_path: Path) -> None:
    sleeper = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    archive.restoring.parent.mkdir(parents=True)
    archive.restoring.write_text(f'{{"process": {sleeper.pid}, "new": ".x", "whole": true}}')
    assert finish(archive) == ""
    assert archive.restoring.exists()
    sleeper.communicate()


def test_nobody_writes_the_register_while_it_is_restored(archive: Archive, file: Path) -> None:
    with archive.register.held(), pytest.raises(MeetingLocked):
        restore(file, archive, replace=True)


def test_a_link_to_another_place_is_named_and_no_backup_made(archive: Archive, tmp_path: Path) -> None:
    (archive.folder / "meetings").rename(tmp_path / "sync")
    (archive.folder / "meetings").symlink_to(tmp_path / "sync")
    done = run("--archive", archive.folder, "backup", tmp_path / "b.zip")
    assert done.returncode == 1
    assert "meetings is a link to another place" in done.stderr.decode()
    assert not (tmp_path / "b.zip").exists()


@pytest.mark.parametrize("target", [FIRST, "nowhere"])
def test_a_link_in_the_place_of_a_meeting(archive: Archive, tmp_path: Path, target: str) -> None:
    path = archive.path(FIRST)
    inside = archive.folder / "documents" / f"{target}.json"
    if target == FIRST:
        path.rename(inside)
    path.unlink(missing_ok=True)
    path.symlink_to(inside)
    if target == FIRST:
        # What stands in the archive is followed.
        assert back_up(archive, tmp_path / "b.zip", NOW).meetings >= 2
    else:
        with pytest.raises(NotulistError, match="is a link to another place"):
            back_up(archive, tmp_path / "b.zip", NOW)


def test_two_names_that_differ_in_case_are_both_named(archive: Archive, tmp_path: Path) -> None:
    path = archive.path(FIRST)
    path.with_name(path.name.upper()).write_bytes(path.read_bytes())
    with pytest.raises(NotulistError) as refused:
        back_up(archive, tmp_path / "b.zip", NOW)
    assert path.name in str(refused.value)
    assert path.name.upper() in str(refused.value)
    assert not list(tmp_path.glob("*.zip"))
