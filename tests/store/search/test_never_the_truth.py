"""The index is never the truth: deleted, or an older file put in the place of a newer, answers are of the files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

from store.archive.archive import Archive
from store.language.query import read_filter
from store.model import Kind
from store.search.index import Index
from store.search.overview import matters
from tests.conftest import run
from tests.helpers.earlier import hold
from tests.helpers.meetings import archive_with_body

TODAY = date(2026, 11, 22)
FIRST, SECOND = "2026-09-17-or", "2026-10-15-or"
SEARCHES = ("offerte", "#verhuizing", "besluit", "@kp", "gebeld", "op")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = archive_with_body(tmp_path)
    hold(
        archive,
        date(2026, 9, 17),
        "@KP Offerte voor de #verhuizing > 1 okt",
        "@AB Cijfers > 1 nov",
        "! Wij kopen niets",
        "De #kantoortuin",
    )
    hold(archive, date(2026, 10, 15), "/done A-2026-09-01 binnen", "/replace D-2026-09-01 Wij kopen #iets", "KP: hoi")
    archive.follow_up(FIRST, "/postpone A-2026-09-02 1 dec", datetime(2026, 10, 20, 9, 0, tzinfo=UTC), TODAY)
    return archive


def answers(archive: Archive) -> list[bytes]:
    """Everything that is asked of all meetings, as an app that is opened now hears it."""
    index = Archive(archive.folder, archive.folder.parent / "state").index
    assert index.refresh()
    try:
        return [msgspec.json.encode(answer) for answer in _asked(index)]
    finally:
        index.close()


def _asked(index: Index) -> list[object]:
    kinds = (Kind.ACTION, Kind.UNDERTAKING, Kind.DECISION)
    entries = index.of_kinds(kinds)
    names = [theme.name for theme in index.themes()]
    return [
        entries,
        index.of_kinds(kinds, only_open=True),
        [index.find(one.entry.reference, one.body) for one in entries],
        index.themes(),
        [index.search(read_filter(typed, TODAY, index.bodies(), names)).hits for typed in SEARCHES],
        matters(index, TODAY),
        [index.due_until(date(2026, month, 28)) for month in (9, 10, 11, 12)],
        index.meetings_of("or"),
        index.items_of("or"),
    ]


def anew(archive: Archive) -> list[bytes]:
    """The same of an index that knows nothing yet."""
    shutil.rmtree(archive.folder.parent / "state" / "cache")
    return answers(archive)


def replaced(path: Path, older: Path) -> None:
    """As a sync client puts a file back: another file of that name, with its old time."""
    copy = path.with_name("copy")
    shutil.copy2(older, copy)
    copy.replace(path)


def overwritten(path: Path, older: Path) -> None:
    """As `cp -p` does: the same file, with the time of the older one."""
    path.write_bytes(older.read_bytes())
    os.utime(path, ns=(older.stat().st_atime_ns, older.stat().st_mtime_ns))


def test_deleting_it_changes_no_answer(archive: Archive) -> None:
    before = answers(archive)
    assert any(b"binnen" in answer for answer in before)
    assert anew(archive) == before


@pytest.mark.parametrize("put_back", [replaced, overwritten])
@pytest.mark.parametrize("key", [FIRST, SECOND])
def test_an_older_file_changes_every_answer_to_what_it_says(
    archive: Archive, tmp_path: Path, key: str, put_back: Callable[[Path, Path], None]
) -> None:
    before, path = answers(archive), archive.path(key)
    kept = tmp_path / "kept.json"
    shutil.copy2(path, kept)
    desk = archive.open(key)
    line = "@SvdM Iets #nieuws > 1 dec" if key == SECOND else "! Nog een besluit over de #verhuizing"
    act = desk.do(desk.understand(line), datetime(2026, 10, 21, 9, 0, tzinfo=UTC))
    assert act
    desk.close()
    after = answers(archive)
    assert after != before
    put_back(path, kept)
    assert answers(archive) == before == anew(archive)


def test_a_meeting_before_what_was_done_to_it_afterwards(archive: Archive) -> None:
    """Of the meeting that settled the action only an empty version is left: the action is open again, everywhere."""
    answers(archive)
    backup = archive.path(SECOND).with_suffix(".bak")
    replaced(archive.path(SECOND), backup)
    now = answers(archive)
    assert now == anew(archive)
    assert not any(b"binnen" in answer for answer in now)


def test_it_is_so_for_the_command_too(archive: Archive) -> None:
    def said() -> list[bytes]:
        lists = (["actions"], ["decisions"], ["themes"], ["search", "#verhuizing"], ["search", "offerte"])
        return [run("--archive", archive.folder, *words, "--json").stdout for words in lists]

    before = said()
    caches = list(Path(os.environ["XDG_CACHE_HOME"]).rglob("*.sqlite"))
    assert caches
    for cache in caches:
        cache.unlink()
    assert said() == before


@pytest.mark.parametrize("words", ["or:", "#verhuizing"])
def test_the_command_answers_the_same_where_no_index_can_be_kept(archive: Archive, tmp_path: Path, words: str) -> None:
    (tmp_path / "a file").write_text("no folder")
    usual = run("--archive", archive.folder, "actions", words)
    assert b"Offerte" in usual.stdout
    nowhere = run("--archive", archive.folder, "actions", words, XDG_CACHE_HOME=str(tmp_path / "a file" / "cache"))
    assert (nowhere.returncode, nowhere.stdout) == (0, usual.stdout)
