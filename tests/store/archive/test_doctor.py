"""The doctor: whatever is damaged is named, what is whole is left alone, and repairs lose nothing."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.archive import doctor
from store.archive.archive import Archive
from store.archive.doctor import examine
from store.archive.doctor_findings import FindingKind
from store.archive.repair import repair
from store.i18n import speak
from store.model import MeetingStatus
from tests.conftest import run
from tests.helpers.approving import DAY, FIRST, SECOND, hold, lay
from tests.helpers.meetings import BODY, keep_lines, type_line


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    lay(archive, DAY)
    lay(archive, date(2026, 10, 15), DAY)
    hold(
        archive, FIRST, "/open", "/present HdV KP", "Een notitie", "! Wij kopen niets", "@KP Offerte > 1 okt", "/close"
    )
    hold(archive, SECOND, "/open", "/correct blz. 2", "/approve", "! Iets anders", "/close")
    return archive


def kinds(archive: Archive) -> list[FindingKind]:
    return [finding.what for finding in examine(archive)]


def only(archive: Archive) -> doctor.Finding:
    (finding,) = examine(archive)
    return finding


def entry(archive: Archive, reference: str, key: str = FIRST) -> int:
    return next(one.id for one in archive.read(key).entries.values() if one.reference == reference)


def change(archive: Archive, old: str, new: str, key: str = FIRST) -> None:
    path = archive.path(key)
    content = path.read_bytes()
    assert old.encode() in content
    path.write_bytes(content.replace(old.encode(), new.encode(), 1))


def test_a_whole_archive_has_nothing(archive: Archive) -> None:
    assert examine(archive) == []
    done = run("doctor")
    assert (done.returncode, done.stdout.decode()) == (0, "2 meetings, all in order.\n")
    assert json.loads(run("doctor", "--json").stdout) == {"findings": [], "done": []}


def test_an_archive_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    assert run("--archive", tmp_path / "none", "doctor").returncode == 3
    assert not (tmp_path / "none").exists()


def test_a_changed_entry_is_named_with_its_meeting(archive: Archive) -> None:
    change(archive, "Wij kopen niets", "Wij kopen nietz")
    found = examine(archive)
    row = f"entries/{entry(archive, 'D 2026-09-01')}"
    assert {(one.what, one.meeting, one.row, one.reference) for one in found} == {
        (FindingKind.APPROVED, FIRST, row, "D 2026-09-01"),
        (FindingKind.CHANGED, FIRST, row, "D 2026-09-01"),
    }
    done = run("doctor")
    assert done.returncode == 3
    assert f"{FIRST}: entry {row[8:]} (D 2026-09-01) is not what was approved." in done.stdout.decode()


def test_a_row_and_its_log_changed_alike_are_found_by_the_digest(archive: Archive) -> None:
    path = archive.path(FIRST)
    path.write_bytes(path.read_bytes().replace(b"Wij kopen niets", b"Wij kopen iets!"))
    found = [(one.what, one.row) for one in examine(archive)]
    assert (FindingKind.APPROVED, f"entries/{entry(archive, 'D 2026-09-01')}") in found
    assert (FindingKind.APPROVED, "log") in found


def rows_by_offset(content: bytes) -> dict[int, str]:
    """Which row each byte of a file is in."""
    where, table, at = {}, "", 0
    for line in content.splitlines(keepends=True):
        named = line.split(b'"')[1].decode() if line.startswith(b'"') else ""
        if line.endswith(b": {\n"):
            table, named = named, ""
        name = f"{table}/{named}" if named else ""
        for byte in range(len(line)):
            where[at + byte] = name
        at += len(line)
    return where


@pytest.mark.faults
def test_any_byte_changed_in_approved_minutes_is_found_and_in_a_row_named(archive: Archive) -> None:
    path = archive.path(FIRST)
    whole = path.read_bytes()
    where = rows_by_offset(whole)
    chance = random.Random(20261122)
    unnamed = []
    for at in chance.sample([at for at in where if whole[at : at + 1].strip()], 400):
        damaged = bytearray(whole)
        damaged[at] = chance.choice([byte for byte in b'a0"{}:,x ~\xff' if byte != whole[at]])
        path.write_bytes(damaged)
        found = examine(archive)
        assert found, (at, where[at])
        assert {one.meeting for one in found} == {FIRST}, (at, where[at])
        if where[at].split("/")[0] in ("entries", "items", "attendance") and where[at] not in {
            one.row for one in found
        }:
            unnamed.append((where[at], bytes(damaged[at - 20 : at + 20]), [one.words for one in found]))
    assert unnamed == []


@pytest.mark.parametrize("damage", [b"", b"null", b"{", b"\xff\xfe", b"[]", b'{"schema": {"1": {"version": 99}}}'])
def test_an_unreadable_file_is_named(archive: Archive, damage: bytes) -> None:
    archive.path(SECOND).write_bytes(damage)
    found = [one for one in examine(archive) if one.what is FindingKind.UNREADABLE]
    assert found[0].meeting == SECOND
    assert archive.path(SECOND).read_bytes() == damage


@pytest.mark.parametrize(
    ("damage", "wrong"),
    [
        (b"", "het houdt halverwege op"),
        (b'{"meeting": {"1": {"key":', "het houdt halverwege op"),
        (b"[]", "er klopt iets niet in"),
        (b'{"meeting": {"x": {}}}', "er klopt iets niet in"),
        (b"{x}", "het is niet in orde"),
        (b'{"meeting": {"1": {"title": "\xff"}}}', "het is geen tekst"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_the_language_that_is_spoken(
    archive: Archive, damage: bytes, wrong: str
) -> None:
    path = archive.path(SECOND)
    path.write_bytes(damage)
    path.with_suffix(".bak").unlink(missing_ok=True)
    speak("nl")
    found = next(one for one in examine(archive) if one.what is FindingKind.UNREADABLE)
    assert found.words == f"{SECOND}: {path} is beschadigd: {wrong}. Er is niets aan veranderd."


def test_repair_restores_what_was_torn_without_a_lost_act_and_keeps_the_damaged_file(archive: Archive) -> None:
    for key in (FIRST, SECOND):
        path = archive.path(key)
        whole = path.read_bytes()
        record = archive.read(key).tables()
        # One line of an entry is torn.
        lines = whole.splitlines(keepends=True)
        at = next(at for at, line in enumerate(lines) if b'"kind":' in line and b'"changes"' not in line)
        lines[at] = lines[at][:25] + b"\n"
        torn = b"".join(lines)
        path.write_bytes(torn)
        found = examine(archive)
        assert [one.what for one in found if one.meeting == key] == [FindingKind.UNREADABLE, FindingKind.UNREADABLE]
        done = repair(archive, found)
        assert f"{key}: restored from the version before it" in " ".join(done)
        assert archive.read(key).tables() == record
        (aside,) = path.parent.glob(f"{key}.damaged-*")
        assert aside.read_bytes() == torn
        assert aside.stat().st_mode & 0o777 == 0o600
    assert examine(archive) == []
    assert archive.read(FIRST).meeting.status is MeetingStatus.APPROVED
    assert archive.keys() == [FIRST, SECOND]


def test_repair_mends_a_changed_entry_from_the_version_before(archive: Archive) -> None:
    change(archive, "Een notitie", "Een gedicht")
    done = run("doctor", "--repair")
    assert done.returncode == 0, done.stdout
    assert "restored" in done.stdout.decode()
    assert "Een notitie" in [one.text for one in archive.read(FIRST).entries.values()]


def test_a_file_that_is_gone_comes_back(archive: Archive) -> None:
    tables = archive.read(FIRST).tables()
    archive.path(FIRST).unlink()
    assert (only(archive).what, only(archive).meeting) == (FindingKind.MISSING, FIRST)
    repair(archive, examine(archive))
    # The approval was the last act, and is passed on again.
    repair(archive, examine(archive))
    assert archive.read(FIRST).raw == {name: tables[name] for name in archive.read(FIRST).raw}


def test_what_cannot_be_repaired_is_named_and_left_as_it_is(archive: Archive) -> None:
    path = archive.path(FIRST)
    path.with_suffix(".bak").unlink()
    path.write_bytes(b"{")
    done = run("doctor", "--repair")
    assert done.returncode == 3
    assert f"{FIRST}: cannot be repaired" in done.stdout.decode()
    assert path.read_bytes() == b"{"
    # A version before it of another history is none.
    path.with_suffix(".bak").write_bytes(archive.path(SECOND).read_bytes())
    path.write_bytes(archive.path(SECOND).read_bytes().replace(b"Iets anders", b"Heel anders")[:-3])
    assert "cannot be repaired" in run("doctor", "--repair").stdout.decode()


def test_repair_leaves_a_meeting_alone_that_is_open_elsewhere(archive: Archive) -> None:
    change(archive, "Een notitie", "Een gedicht")
    # The command keeps its locks in the user's state folder.
    script = (
        "import sys; from store.archive.archive import Archive\n"
        f"desk = Archive().open({FIRST!r}); print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        before = archive.path(FIRST).read_bytes()
        done = run("doctor", "--repair")
        assert done.returncode == 3
        assert "open in another window" in done.stdout.decode()
        assert archive.path(FIRST).read_bytes() == before
        other.communicate()


def test_a_journal_left_over_is_folded(archive: Archive) -> None:
    lay(archive, date(2026, 11, 19))
    desk = archive.open("2026-11-19-or")
    keep_lines(desk, "/open", "Een zin")
    # Open in another window is no finding.
    assert examine(archive) == []
    desk._file.leave()
    assert (only(archive).what, only(archive).meeting) == (FindingKind.JOURNAL, "2026-11-19-or")
    journal = archive.path("2026-11-19-or").with_suffix(".journal")
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(lines[0] + b"rubbish\n" + lines[1])
    assert "cannot be read: 1" in only(archive).words
    repair(archive, examine(archive))
    assert kinds(archive) == [FindingKind.ASIDE]
    assert not journal.exists()


def test_an_approval_that_was_not_passed_on_is_found_and_passed_on(archive: Archive) -> None:
    older = archive.path(FIRST).with_suffix(".bak").read_bytes()
    archive.path(FIRST).write_bytes(older)
    # What was approved here is not in it any more, and is decided in the later meeting.
    assert [(one.what, one.meeting) for one in examine(archive)] == [
        (FindingKind.GONE, FIRST),
        (FindingKind.PENDING, FIRST),
    ]
    done = run("doctor", "--repair")
    assert done.returncode == 0
    assert "approved" in done.stdout.decode()
    assert archive.read(FIRST).meeting.status is MeetingStatus.APPROVED


def test_numbers_and_references_given_twice_and_dangling_ones(archive: Archive) -> None:
    change(archive, '"number":"2026-10"', '"number":"2026-09"', SECOND)
    change(archive, '"reference":"D 2026-10-02"', '"reference":"D 2026-09-01"', SECOND)
    change(archive, '"item":1', '"item":7', SECOND)
    found = {(one.what, one.meeting, one.reference) for one in examine(archive)}
    assert (FindingKind.NUMBER, SECOND, "") in found
    assert (FindingKind.REFERENCE, SECOND, "D 2026-09-01") in found
    assert any(what is FindingKind.DANGLING for what, _meeting, _reference in found)


def test_copies_files_set_aside_and_modes(archive: Archive) -> None:
    path = archive.path(FIRST)
    path.with_name(f"{FIRST} (conflicted copy).json").write_bytes(b"{}")
    path.with_suffix(".bad").write_bytes(b"x")
    for file in (path.with_name(f"{FIRST} (conflicted copy).json"), path.with_suffix(".bad")):
        file.chmod(0o600)
    path.chmod(0o644)
    path.parent.chmod(0o755)
    assert sorted(kinds(archive)) == ["aside", "copy", "mode", "mode"]
    repair(archive, examine(archive))
    assert sorted(kinds(archive)) == ["aside", "copy"]
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_register_that_cannot_be_read_is_named_and_comes_back(archive: Archive) -> None:
    register = archive.folder / "register.json"
    archive.register.put(BODY)
    register.write_bytes(b"{")
    assert (only(archive).what, only(archive).file) == (FindingKind.UNREADABLE, "register.json")
    assert "cannot be repaired" in " ".join(repair(archive, examine(archive)))
    assert register.read_bytes() == b"{"
    register.unlink()
    archive.register.put(BODY)
    archive.register.put(replace(BODY, seats=7))
    register.write_bytes(b"{")
    assert run("doctor", "--repair").returncode == 0
    assert archive.bodies() == [BODY]
    assert (archive.folder / "register.damaged-1").read_bytes() == b"{"


def test_examining_changes_nothing(archive: Archive) -> None:
    desk = archive.open(SECOND)
    type_line(desk, "/undo")
    desk.writer.wait(60)
    change(archive, "Een notitie", "Een gedicht")
    before = {file: file.read_bytes() for file in archive.folder.rglob("*") if file.is_file()}
    examine(archive)
    assert {file: file.read_bytes() for file in archive.folder.rglob("*") if file.is_file()} == before
    desk.close()
