"""No write destroys the only copy of what is newer, and no journal is played over what it does not follow."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.archive.archive import Archive
from store.disk.journal import after, decode, encode, replay
from store.disk.versions import version_at
from tests.helpers.meetings import KEY, archive_with_meeting, keep_lines, planned, running, texts, type_line


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return archive_with_meeting(tmp_path)


def hold(archive: Archive, *lines: str, key: str = KEY) -> str:
    """Types `lines` in a sitting of their own; what was said on opening and closing."""
    desk = archive.open(key)
    keep_lines(desk, *lines)
    desk.close(5)
    return " ".join(desk.found)


def crash(archive: Archive, *lines: str, key: str = KEY) -> None:
    desk = archive.open(key)
    keep_lines(desk, *lines)
    desk._file.leave()


def everywhere(path: Path, word: str) -> list[str]:
    return [file.name for file in sorted(path.parent.iterdir()) if word.encode() in file.read_bytes()]


def test_an_older_file_put_back_gives_way_to_the_newer_version_beside_it(archive: Archive) -> None:
    path = archive.path(KEY)
    hold(archive, "alpha")
    old = path.read_bytes()
    for word in ("bravo", "charlie", "delta"):
        hold(archive, word)
    path.write_bytes(old)
    said = hold(archive, "echo")
    assert texts(archive.read(KEY)) == ["alpha", "bravo", "charlie", "echo"]
    assert f"{path.name} was an older version, which is kept as {KEY}.before-1" in said
    assert path.with_name(f"{KEY}.before-1").read_bytes() == old


def test_a_journal_and_an_older_file_under_it_are_joined_by_the_version_between(archive: Archive) -> None:
    path = archive.path(KEY)
    hold(archive, "alpha")
    old = path.read_bytes()
    hold(archive, "bravo")
    newer = path.read_bytes()
    crash(archive, "charlie")
    path.write_bytes(old)
    path.with_suffix(".bak").write_bytes(newer)
    hold(archive, "delta")
    assert texts(archive.read(KEY)) == ["alpha", "bravo", "charlie", "delta"]


def test_a_journal_that_begins_behind_a_gap_is_kept_and_not_played(archive: Archive) -> None:
    path = archive.path(KEY)
    hold(archive, "alpha")
    old = path.read_bytes()
    hold(archive, "bravo")
    crash(archive, "charlie")
    journal = path.with_suffix(".journal").read_bytes()
    path.write_bytes(old)
    said = hold(archive, "delta")
    assert texts(archive.read(KEY)) == ["alpha", "delta"]
    assert path.with_name(f"{KEY}.conflict-1.journal").read_bytes() == journal
    assert "The journal does not belong to" in said
    assert everywhere(path, "charlie")


def test_two_histories_are_both_kept(archive: Archive) -> None:
    path = archive.path(KEY)
    hold(archive, "alpha")
    old = path.read_bytes()
    hold(archive, "bravo")
    hold(archive, "charlie")
    theirs = path.with_suffix(".bak").read_bytes()
    path.write_bytes(old)
    path.with_suffix(".bak").unlink()
    hold(archive, "another")
    path.with_suffix(".bak").write_bytes(theirs)
    said = hold(archive, "delta")
    assert texts(archive.read(KEY)) == ["alpha", "another", "delta"]
    # The first is what "another" was written over.
    assert path.with_name(f"{KEY}.before-1").read_bytes() == old
    assert path.with_name(f"{KEY}.before-2").read_bytes() == theirs
    assert f"it is kept as {KEY}.before-2" in said


def test_a_version_before_it_that_cannot_be_read_is_kept(archive: Archive) -> None:
    path = archive.path(KEY)
    hold(archive, "alpha")
    path.with_suffix(".bak").write_bytes(b"{torn")
    hold(archive, "bravo")
    assert path.with_name(f"{KEY}.before-1").read_bytes() == b"{torn"


def test_from_day_to_day_nothing_is_kept_aside(archive: Archive) -> None:
    path = archive.path(KEY)
    for word in ("alpha", "bravo", "/undo", "charlie"):
        assert hold(archive, word) == ""
    assert sorted(file.name for file in path.parent.iterdir()) == [f"{KEY}.bak", f"{KEY}.json"]


def test_the_journal_of_another_meeting_is_not_played(archive: Archive) -> None:
    other = archive.create(*planned("2026-09-24-or"))
    hold(archive, "alpha", "bravo", key=other)
    crash(archive, "geheim", key=other)
    hold(archive, "van ons", "ook van ons")
    shutil.copy(archive.path(other).with_suffix(".journal"), archive.path(KEY).with_suffix(".journal"))
    said = hold(archive, "verder")
    assert texts(archive.read(KEY)) == ["van ons", "ook van ons", "verder"]
    assert "The journal does not belong to" in said
    assert f"{KEY}.conflict-1.journal" in everywhere(archive.path(KEY), "geheim")
    assert f"{KEY}.json" not in everywhere(archive.path(KEY), "geheim")


def test_a_line_taken_out_of_a_journal_is_said(archive: Archive) -> None:
    journal = archive.path(KEY).with_suffix(".journal")
    crash(archive, "alpha", "bravo", "charlie")
    first, _second, third = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(first + third)
    assert "An act is missing in the journal: 2." in hold(archive, "delta")
    assert texts(archive.read(KEY)) == ["alpha", "charlie", "delta"]


@pytest.fixture
def lines() -> Iterator[list[bytes]]:
    meeting, before, made = running(), None, []
    for word in ("a", "b", "c", "d"):
        made.append(encode(type_line(meeting, word), after("m", before)))
        line = decode(made[-1])
        assert line
        before = line.raw
    yield made


def numbers(found: list[bytes], *, log: int = 0, lines: list[bytes]) -> list[int] | None:
    known = {line.act.number: line.raw for line in map(decode, lines[:log]) if line}
    done = replay(found, "m", known)
    return None if done.foreign else [line.act.number for line in done.acts]


def test_which_lines_are_played(lines: list[bytes]) -> None:
    a, b, c, d = lines
    assert numbers([a, b, c, d], lines=lines) == [1, 2, 3, 4]
    assert numbers([b, a, a, d, c], lines=lines) == [1, 2, 3, 4]
    assert numbers([b, c], log=1, lines=lines) == [2, 3]
    assert numbers([a, b, c], log=2, lines=lines) == [3]
    assert numbers([c, d], log=1, lines=lines) is None
    assert numbers([b"torn\n", c, d], log=1, lines=lines) == [3, 4]
    assert replay([a, c], "m", {}).gaps == [2]
    assert replay([a, b], "other", {}).foreign
    # As older versions wrote them, without what they come after.
    old = [encode(line.act) for line in map(decode, lines) if line]
    assert [line.act.number for line in replay(old, "m", {}).acts] == [1, 2, 3, 4]


def test_lines_of_another_journal_behind_ours_are_set_aside(lines: list[bytes]) -> None:
    meeting = running()
    other = [encode(type_line(meeting, word), after("x", None)) for word in ("x", "y", "z")]
    done = replay([lines[0], lines[1], other[2]], "m", {})
    assert [line.act.number for line in done.acts] == [1, 2]
    assert done.damaged == [other[2]]


def test_which_version_a_file_is(archive: Archive) -> None:
    path = archive.path(KEY)
    hold(archive, "alpha")
    hold(archive, "bravo")
    now, before = version_at(path), version_at(path.with_suffix(".bak"))
    assert now and before
    assert (now.last, before.last) == (2, 1)
    assert now.holds(before)
    assert not before.holds(now)
