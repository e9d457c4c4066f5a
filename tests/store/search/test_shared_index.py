"""Two programs with one index: nobody who asks waits for one that writes."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from store.archive.archive import Archive
from store.record.record import Rows
from store.search import index_lock as turns
from tests.helpers.earlier import hold
from tests.helpers.meetings import AT

TODAY = date(2026, 11, 22)


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[tuple[Archive, sqlite3.Connection]]:
    """An archive of which a meeting was changed since its index was made, and another program with that index."""
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    key = hold(archive, date(2026, 9, 17), "@KP Offerte > 1 okt")
    hold(archive, date(2026, 10, 15))
    archive.index.refresh()
    archive.follow_up(key, "/uitstel a1 1 dec", AT, TODAY)
    other = sqlite3.connect(archive.index._file, isolation_level=None, check_same_thread=False)
    yield archive, other
    other.close()
    archive.index.close()


def is_in_file(archive: Archive) -> bool:
    ((_number, _name, file),) = archive.index._database.execute("PRAGMA database_list")
    return bool(file)


def due(archive: Archive) -> str:
    found = archive.index.find("A 2026-09-01", "or")
    assert found is not None
    assert found.entry.due is not None
    return str(found.entry.due.day)


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Somebody found the index busy; and nobody's patience ends."""
    waited, sleep = threading.Event(), time.sleep

    def noticed(seconds: float) -> None:
        waited.set()
        sleep(seconds)

    monkeypatch.setattr("store.search.index_lock.time.sleep", noticed)
    monkeypatch.setattr(turns, "_BUSY_SECONDS", 600.0)
    return waited


def test_who_waits_to_write_in_the_index_keeps_nobody_waiting(
    shared: tuple[Archive, sqlite3.Connection], waited: threading.Event
) -> None:
    archive, other = shared
    other.execute("BEGIN IMMEDIATE")
    reading = threading.Thread(target=archive.index.refresh)
    reading.start()
    assert waited.wait(60)
    assert due(archive) == "2026-10-01"
    assert reading.is_alive()
    other.execute("COMMIT")
    reading.join(30)
    assert due(archive) == "2026-12-01"
    assert is_in_file(archive)


def test_what_is_asked_while_another_program_commits_is_answered_from_the_file(
    shared: tuple[Archive, sqlite3.Connection], waited: threading.Event
) -> None:
    archive, other = shared
    other.execute("BEGIN EXCLUSIVE")
    heard: list[str] = []
    asking = threading.Thread(target=lambda: heard.append(due(archive)))
    asking.start()
    assert waited.wait(60)
    other.execute("COMMIT")
    asking.join(30)
    assert heard == ["2026-10-01"]
    assert is_in_file(archive)


@pytest.mark.parametrize(("how", "read"), [("IMMEDIATE", 1), ("EXCLUSIVE", 2)])
def test_a_program_that_never_lets_go_of_the_index_changes_no_answer(
    shared: tuple[Archive, sqlite3.Connection], monkeypatch: pytest.MonkeyPatch, how: str, read: int
) -> None:
    archive, other = shared
    keys: list[str] = []
    read_rows = archive.meetings.read_rows

    def noted(key: str) -> Rows:
        keys.append(key)
        return read_rows(key)

    monkeypatch.setattr(archive.meetings, "read_rows", noted)
    monkeypatch.setattr(turns, "_BUSY_SECONDS", 0.0)
    other.execute(f"BEGIN {how}")
    assert archive.index.refresh()
    # As long as it can be read, only what was changed is read anew.
    assert len(set(keys)) == read
    assert due(archive) == "2026-12-01"
    assert not is_in_file(archive)
