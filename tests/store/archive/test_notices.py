"""What this machine knew of an archive is missed when it is gone or went back, and comes back from what is left."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.archive.archive import Archive
from store.archive.doctor import examine
from store.archive.doctor_findings import FindingKind
from store.archive.notices import notices
from store.archive.repair import repair
from store.disk.last_seen import LastSeen, Seen
from store.model import Body
from tests.conftest import run
from tests.helpers.meetings import BODY, KEY, archive_with_meeting, keep_lines, planned, texts


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = archive_with_meeting(tmp_path)
    archive.register.put(BODY)
    hold(archive, "alpha")
    return archive


def hold(archive: Archive, *lines: str) -> str:
    desk = archive.open(KEY)
    keep_lines(desk, *lines)
    desk.close(5)
    return " ".join(desk.found)


def found(archive: Archive) -> list[FindingKind]:
    return [finding.what for finding in examine(archive)]


def seats(archive: Archive) -> list[int]:
    return [body.seats for body in archive.bodies()]


def test_of_a_whole_archive_nothing_is_said(archive: Archive) -> None:
    assert notices(archive) == []
    assert examine(archive) == []


def test_an_archive_that_is_not_there_is_not_in_order(archive: Archive, tmp_path: Path) -> None:
    archive.folder.rename(tmp_path / "elsewhere")
    assert "is not there, and 1 meeting was in it" in notices(archive)[0]
    assert found(archive) == [FindingKind.NOTHING]
    archive.folder.mkdir(mode=0o700)
    assert "is empty, and 1 meeting was in it" in notices(archive)[0]
    assert found(archive) == [FindingKind.NOTHING]
    assert not any(archive.folder.iterdir())


def test_a_folder_that_nobody_knew_is_no_archive(tmp_path: Path) -> None:
    done = run("--archive", tmp_path / "none", "doctor")
    assert (done.returncode, done.stdout.decode()) == (3, f"There is no archive in {tmp_path / 'none'}.\n")
    (tmp_path / "new").mkdir(mode=0o700)
    assert run("--archive", tmp_path / "new", "doctor").returncode == 0


def test_a_meeting_that_is_gone_is_named_until_it_is_given_up(archive: Archive) -> None:
    other = archive.create(*planned("2026-09-24-or"))
    archive.path(other).unlink()
    assert notices(archive) == [
        f"A meeting that was here is gone: {other}. Look for it in the bin of your sync program, or in a backup."
    ]
    assert found(archive) == [FindingKind.GONE]
    assert other in repair(archive, examine(archive))[0]
    assert notices(archive) == []
    assert examine(archive) == []


def test_a_meeting_that_went_back_is_told_and_mended(archive: Archive) -> None:
    path = archive.path(KEY)
    old = path.read_bytes()
    hold(archive, "bravo")
    hold(archive, "charlie")
    path.write_bytes(old)
    assert found(archive) == [FindingKind.BACK]
    repair(archive, examine(archive))
    assert texts(archive.read(KEY)) == ["alpha", "bravo"]
    # What was typed last is in nothing that is left: that is told, too.
    assert set(found(archive)) <= {FindingKind.ASIDE, FindingKind.GONE}


def test_a_meeting_that_lacks_what_was_typed_last_says_so(archive: Archive) -> None:
    path = archive.path(KEY)
    old = path.read_bytes()
    hold(archive, "bravo")
    path.write_bytes(old)
    path.with_suffix(".bak").unlink()
    assert found(archive) == [FindingKind.GONE]
    assert "does not hold the last that was typed in it here (act 2)" in hold(archive, "charlie")


def test_a_register_that_is_gone_is_read_from_the_version_before_it_and_comes_back(archive: Archive) -> None:
    archive.register.put(replace(BODY, seats=7))
    archive.register.put(replace(BODY, seats=8))
    archive.register.path.unlink()
    assert seats(archive) == [7]
    assert not archive.register.is_certain()
    assert "register.json is gone; the version before it (register.bak) is read" in notices(archive)[0]
    assert found(archive) == [FindingKind.BACK]
    assert not archive.register.path.exists()
    repair(archive, examine(archive))
    assert seats(archive) == [7]
    assert archive.register.path.exists()


def test_no_new_register_takes_the_place_of_one_that_is_gone(archive: Archive) -> None:
    archive.register.put(replace(BODY, seats=7))
    archive.register.put(replace(BODY, seats=8))
    archive.register.path.unlink()
    archive.register.add(Body(key="cie", name="Commissie"))
    archive.register.change("cie", lambda body: replace(body, seats=3))
    assert [(body.key, body.seats) for body in archive.bodies()] == [("or", 7), ("cie", 3)]


def test_a_register_that_is_gone_for_good_is_told(archive: Archive) -> None:
    for file in archive.folder.glob("register.*"):
        file.unlink()
    assert "with it the bodies and their people" in notices(archive)[0]
    assert found(archive) == [FindingKind.BACK]


def test_an_older_register_is_known_and_the_newer_one_kept(archive: Archive) -> None:
    old = archive.register.path.read_bytes()
    archive.register.put(replace(BODY, seats=7))
    archive.register.put(replace(BODY, seats=8))
    archive.register.path.write_bytes(old)
    assert found(archive) == [FindingKind.BACK]
    # What is written meanwhile turns nothing newer over.
    archive.register.put(replace(BODY, seats=9))
    archive.register.put(replace(BODY, seats=10))
    kept = archive.register.path.with_name("register.before-1")
    assert b'"seats":7' in kept.read_bytes()
    assert seats(archive) == [10]


def test_an_older_register_is_mended_from_the_version_beside_it(archive: Archive) -> None:
    old = archive.register.path.read_bytes()
    archive.register.put(replace(BODY, seats=7))
    archive.register.put(replace(BODY, seats=8))
    archive.register.path.write_bytes(old)
    repair(archive, examine(archive))
    assert seats(archive) == [7]
    assert archive.register.path.with_name("register.before-1").read_bytes() == old


def test_copies_of_the_register_and_what_others_can_read_are_found(archive: Archive) -> None:
    shutil.copy(archive.register.path, archive.folder / "register (conflicted copy).json")
    for folder in ("documents", "logos"):
        (archive.folder / folder).mkdir(mode=0o700)
        (archive.folder / folder / "x.md").write_text("x")
        (archive.folder / folder / "x.md").chmod(0o644)
    assert sorted(found(archive)) == [FindingKind.COPY, FindingKind.MODE, FindingKind.MODE]


@pytest.mark.parametrize("command", [("doctor",), ("show", KEY), ("search", "alpha"), ("actions",)])
def test_a_pipe_in_the_place_of_a_meeting_keeps_nobody_waiting(archive: Archive, command: tuple[str, ...]) -> None:
    os.mkfifo(archive.folder / "meetings" / "2026" / "2026-11-21-or.json", 0o600)
    done = run("--archive", archive.folder, *command)
    assert done.returncode in (0, 3)
    if command == ("doctor",):
        assert "2026-11-21-or.json is no file of notulist" in done.stdout.decode()


def test_every_command_says_it(archive: Archive) -> None:
    archive.register.put(replace(BODY, seats=7))
    archive.register.path.unlink()
    done = run("--archive", archive.folder, "bodies", "list")
    assert done.returncode == 0
    assert "register.json is gone" in done.stderr.decode()
    assert "Ondernemingsraad" in done.stdout.decode()


def test_scribe_says_what_was_out_of_order(archive: Archive) -> None:
    path = archive.path(KEY)
    old = path.read_bytes()
    hold(archive, "bravo")
    hold(archive, "charlie")
    path.write_bytes(old)
    done = run("--archive", archive.folder, "scribe", KEY, "-", typed="delta\n")
    assert "was an older version" in done.stderr.decode()
    assert texts(archive.read(KEY)) == ["alpha", "bravo", "delta"]


def test_what_was_seen_is_no_truth(tmp_path: Path) -> None:
    seen = LastSeen(tmp_path / "archive", tmp_path / "state")
    assert (seen.names(), seen.of("x")) == ([], None)
    seen.note("x", Seen(3, "ab"))
    assert (seen.names(), seen.of("x")) == (["x"], Seen(3, "ab"))
    (file,) = (tmp_path / "state" / "seen").rglob("x")
    assert file.stat().st_mode & 0o777 == 0o600
    file.write_bytes(b"\xff{")
    assert seen.of("x") is None
    seen.forget("x")
    seen.forget("x")
    assert seen.names() == []


def test_a_desk_that_was_looked_at_and_never_written_is_not_missed(archive: Archive) -> None:
    archive.open_desk(BODY).close(5)
    assert notices(archive) == []
    assert found(archive) == []
