"""The writer: in order, never given up while the disk refuses, and never stopped by whoever listens."""

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from store.disk import writer as writing
from store.disk.writer import Writer
from store.errors import CannotKeep
from store.model import Act
from tests.helpers.meetings import AT

PATIENCE = 60.0


def act(number: int) -> Act:
    return Act(number=number, at=AT, verb="note")


class Disk:
    """Keeps acts, or refuses as often as it is told; a gate makes it as slow as a test needs."""

    def __init__(self) -> None:
        self.kept: list[int] = []
        self.tried: list[int] = []
        self.refuse = 0
        self.error: Exception = CannotKeep("full")
        self.in_journal: list[int] = []
        self.journal_error: Exception | None = None
        self.gate = threading.Event()
        self.gate.set()
        self.entered = threading.Event()

    def commit(self, act: Act) -> None:
        self.tried.append(act.number)
        self.entered.set()
        assert self.gate.wait(PATIENCE)
        if self.refuse:
            self.refuse -= 1
            raise self.error
        self.kept.append(act.number)

    def commit_to_journal(self, act: Act) -> None:
        if self.journal_error:
            raise self.journal_error
        self.in_journal.append(act.number)


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_FIRST_PAUSE_SECONDS", 0.001)
    monkeypatch.setattr(writing, "_LONGEST_PAUSE_SECONDS", 0.01)


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def writer(disk: Disk) -> Iterator[Writer]:
    writer = Writer(disk)
    yield writer
    disk.gate.set()
    disk.refuse = 0
    writer.close(PATIENCE)


def keep(writer: Writer, numbers: range) -> None:
    for number in numbers:
        writer.keep(act(number))


def until(true: Callable[[], bool]) -> bool:
    """Whether it becomes true in time."""
    end = time.monotonic() + PATIENCE
    while not true() and time.monotonic() < end:
        time.sleep(0.001)
    return true()


def test_acts_are_kept_in_order(disk: Disk, writer: Writer) -> None:
    keep(writer, range(1, 501))
    assert writer.wait(PATIENCE)
    assert disk.kept == list(range(1, 501))
    assert writer.waiting == 0


def test_keep_returns_at_once_and_wait_when_all_is_kept(disk: Disk, writer: Writer) -> None:
    disk.gate.clear()
    keep(writer, range(1, 4))
    assert writer.waiting == 3
    assert not writer.wait(0.02)
    assert disk.kept == []
    disk.gate.set()
    assert writer.wait(PATIENCE)
    assert disk.kept == [1, 2, 3]


def test_nothing_to_wait_for(writer: Writer) -> None:
    assert writer.wait(0)


def test_a_disk_that_refuses_is_tried_again_with_the_same_act(disk: Disk, writer: Writer) -> None:
    said: list[str] = []
    writer.on_trouble = lambda error: said.append(str(error))
    disk.refuse = 3
    keep(writer, range(1, 4))
    assert writer.wait(PATIENCE)
    assert disk.tried == [1, 1, 1, 1, 2, 3]
    assert disk.kept == [1, 2, 3]
    assert said == ["full"] * 3
    assert writer.trouble is None


def test_trouble_is_there_for_as_long_as_it_lasts(disk: Disk, writer: Writer) -> None:
    disk.refuse = 1_000_000
    writer.keep(act(1))
    assert until(lambda: writer.trouble is not None)
    assert str(writer.trouble) == "full"
    assert writer.waiting == 1
    disk.refuse = 0
    assert writer.wait(PATIENCE)
    assert writer.trouble is None


def test_the_pauses_grow_to_a_limit(disk: Disk, writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []

    def wait(seconds: float) -> bool:
        pauses.append(seconds)
        return False

    monkeypatch.setattr(writer._giving_up, "wait", wait)
    disk.refuse = 6
    writer.keep(act(1))
    assert writer.wait(PATIENCE)
    assert pauses == [0.001, 0.002, 0.004, 0.008, 0.01, 0.01]


def test_what_the_system_refuses_is_tried_again_too(disk: Disk, writer: Writer, reported: list[BaseException]) -> None:
    disk.refuse, disk.error = 2, OSError(errno.ENOSPC, "No space left on device")
    keep(writer, range(1, 3))
    assert writer.wait(PATIENCE)
    assert disk.tried == [1, 1, 1, 2]
    assert (disk.kept, disk.in_journal, reported) == ([1, 2], [], [])


def test_a_fault_of_the_program_is_no_disk_that_refuses(disk: Disk, reported: list[BaseException]) -> None:
    at_fault: list[bool] = []
    writer = Writer(disk, at_fault=lambda: at_fault.append(True))
    said: list[str] = []
    writer.on_trouble = lambda error: said.append(str(error))
    disk.refuse, disk.error = 1, TypeError("nobody thought of that")
    keep(writer, range(1, 4))
    assert writer.close(PATIENCE)
    # It is reported, the act goes to the journal at once, and nobody waits for a disk.
    assert reported == [disk.error]
    assert (disk.in_journal, disk.kept, disk.tried) == ([1], [2, 3], [1, 2, 3])
    assert (at_fault, said) == ([True], [])


def test_an_act_that_can_be_kept_in_no_way_stays_pending_and_is_told(disk: Disk, reported: list[BaseException]) -> None:
    writer = Writer(disk)
    said: list[str] = []
    writer.on_trouble = lambda error: said.append(str(error))
    disk.refuse, disk.error = 1, TypeError("nobody thought of that")
    disk.journal_error = TypeError("nor of this")
    keep(writer, range(1, 3))
    assert not writer.wait(PATIENCE)
    assert not writer.close(PATIENCE)
    assert reported == [disk.error, disk.journal_error]
    assert [act.number for act in writer.pending] == [1, 2]
    assert said == [str(writer.trouble)]
    assert "something went wrong in notulist" in said[0]


def test_who_listens_is_told_after_it_is_on_disk(disk: Disk, writer: Writer) -> None:
    told: list[tuple[int, list[int]]] = []
    writer.on_kept = lambda number: told.append((number, disk.kept[:]))
    keep(writer, range(1, 21))
    assert writer.close(PATIENCE)
    assert told == [(number, list(range(1, number + 1))) for number in range(1, 21)]


def test_who_listens_cannot_stop_the_saving(disk: Disk, writer: Writer, reported: list[BaseException]) -> None:
    def gone(_said: object) -> None:
        raise RuntimeError("the screen is gone")

    writer.on_kept = writer.on_trouble = gone
    disk.refuse = 1
    keep(writer, range(1, 4))
    assert writer.wait(PATIENCE)
    assert disk.kept == [1, 2, 3]
    assert writer.close(PATIENCE)
    assert len(reported) == 4


def test_what_follows_an_act_on_disk_cannot_stop_the_saving(disk: Disk, reported: list[BaseException]) -> None:
    def fail(act: Act) -> None:
        raise TypeError(f"after {act.number}")

    writer = Writer(disk, on_disk=fail)
    keep(writer, range(1, 3))
    assert writer.close(PATIENCE)
    assert (disk.kept, disk.tried) == ([1, 2], [1, 2])
    assert list(map(str, reported)) == ["after 1", "after 2"]


def test_closing_waits_for_the_last(disk: Disk, writer: Writer) -> None:
    keep(writer, range(1, 101))
    assert writer.close(PATIENCE)
    assert disk.kept == list(range(1, 101))


def test_closing_gives_up_in_time_and_says_so(disk: Disk, writer: Writer) -> None:
    disk.refuse = 1_000_000
    keep(writer, range(1, 4))
    assert not writer.close(0.05)
    assert writer.waiting == 3
    assert disk.kept == []
    assert writer.trouble is not None
    assert not writer.wait()
    assert not writer.close()


def test_closing_does_not_wait_for_a_disk_that_hangs(
    disk: Disk, writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_HANGING_SECONDS", 0.01)
    disk.gate.clear()
    keep(writer, range(1, 3))
    assert disk.entered.wait(PATIENCE)
    assert not writer.close(0.01)
    assert [act.number for act in writer.pending] == [1, 2]
    disk.gate.set()


def test_what_comes_through_after_the_time_was_up_counts(disk: Disk, writer: Writer) -> None:
    disk.gate.clear()
    writer.keep(act(1))
    assert disk.entered.wait(PATIENCE)
    threading.Timer(0.1, disk.gate.set).start()
    assert writer.close(0.01)
    assert disk.kept == [1]


def test_closing_twice_is_no_harm(disk: Disk, writer: Writer) -> None:
    writer.keep(act(1))
    assert writer.close(PATIENCE)
    assert writer.close(PATIENCE)


def test_acts_handed_over_by_several_threads_are_all_kept(disk: Disk, writer: Writer) -> None:
    threads = [threading.Thread(target=keep, args=(writer, range(at * 100, at * 100 + 100))) for at in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert writer.wait(PATIENCE)
    assert sorted(disk.kept) == list(range(800))
    assert writer.waiting == 0
