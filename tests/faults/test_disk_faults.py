"""A disk that refuses, at each call: the old file stays whole, nothing is lost, and trying again works."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from store.archive.archive import Archive
from store.errors import CannotKeep, reason
from tests.helpers.meetings import KEY, Kept, folder_content, keep_lines, planned, texts, type_line

NOTES = ["een", "twee", "drie", "vier"]


class Refusals:
    """Makes the `when`-th call of a function of `os` fail, and all behind it until `over`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch
        self._real: dict[str, Callable[..., object]] = {}

    def of(self, name: str, error: int, when: int = 1) -> None:
        real = getattr(os, name)
        self._real.setdefault(name, real)
        calls = iter(range(1, 1_000_000))

        def refuse(*arguments: object, **more: object) -> object:
            if next(calls) >= when:
                raise OSError(error, reason(OSError(error, "")))
            return real(*arguments, **more)

        self._patch.setattr(os, name, refuse)

    def over(self) -> None:
        for name, real in self._real.items():
            self._patch.setattr(os, name, real)

    @contextmanager
    def of_others(self) -> Iterator[None]:
        """Inside, nothing is refused: another program looks."""
        refusing = {name: getattr(os, name) for name in self._real}
        self.over()
        yield
        for name, refuse in refusing.items():
            self._patch.setattr(os, name, refuse)


@pytest.fixture
def refusals(monkeypatch: pytest.MonkeyPatch) -> Iterator[Refusals]:
    refusals = Refusals(monkeypatch)
    yield refusals
    refusals.over()


# A disk that refuses


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EDQUOT])
@pytest.mark.parametrize("call", ["write", "fdatasync"])
def test_what_an_append_refuses_is_kept_by_a_fresh_file(kept: Kept, refusals: Refusals, call: str, error: int) -> None:
    kept.note("een")
    refusals.of(call, error)
    act = type_line(kept.running, "twee")
    with pytest.raises(CannotKeep, match=reason(OSError(error, ""))):
        kept.storage.commit(act)
    assert kept.on_disk()[:1] == ["een"]
    refusals.over()
    # A sync that failed is not simply repeated: the whole file is written.
    kept.storage.commit(act)
    assert not kept.archive.path(KEY).with_suffix(".journal").exists()
    assert json.loads(kept.archive.path(KEY).read_text("utf-8"))["log"].keys() == {"1", "2"}
    assert kept.on_disk() == ["een", "twee"]
    kept.note("drie")
    kept.storage.close()
    assert kept.on_disk() == ["een", "twee", "drie"]
    assert kept.storage.found == []


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize(
    ("call", "when"),
    [
        ("open", 1),
        ("write", 1),
        ("fsync", 1),
        ("fsync", 2),
        ("replace", 1),
        ("replace", 2),
    ],
)
def test_a_fold_that_is_refused_anywhere_loses_nothing(
    kept: Kept, refusals: Refusals, call: str, when: int, error: int
) -> None:
    for note in NOTES[:3]:
        kept.note(note)
    refusals.of("fdatasync", error)
    act = type_line(kept.running, NOTES[3])
    with pytest.raises(CannotKeep):
        kept.storage.commit(act)
    refusals.over()
    refusals.of(call, error, when)
    for _attempt in range(3):
        try:
            kept.storage.commit(act)
        except CannotKeep:
            with refusals.of_others():
                assert kept.on_disk()[:3] == NOTES[:3]
    refusals.over()
    kept.storage.commit(act)
    kept.storage.close()
    assert kept.on_disk() == NOTES
    assert kept.storage.found == []
    assert set(folder_content(kept.archive.path(KEY).parent)) == {f"{KEY}.json", f"{KEY}.bak"}


def test_a_write_that_takes_a_few_bytes_at_a_time_is_gone_on_with(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, content: real(descriptor, bytes(content[:7])))
    for note in NOTES:
        kept.note(note)
    assert kept.on_disk() == NOTES
    kept.storage.close()
    assert kept.on_disk() == NOTES


def test_a_write_that_breaks_off_half_way_is_no_conflict(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.note("een")
    real, calls = os.write, iter(range(100))

    def half(descriptor: int, content: bytes) -> int:
        if next(calls):
            raise OSError(errno.ENOSPC, "the disk is full")
        return real(descriptor, bytes(content[:30]))

    act = type_line(kept.running, "twee")
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", half)
        with pytest.raises(CannotKeep):
            kept.storage.commit(act)
    assert kept.on_disk() == ["een"]
    kept.storage.commit(act)
    kept.storage.close()
    assert kept.on_disk() == ["een", "twee"]
    assert kept.storage.found == []


def test_a_fold_refused_at_closing_stays_in_the_journal(archive: Archive, refusals: Refusals) -> None:
    desk = archive.open(KEY)
    keep_lines(desk, *NOTES)
    refusals.of("fsync", errno.ENOSPC)
    desk.close()
    refusals.over()
    assert archive.path(KEY).with_suffix(".journal").exists()
    assert texts(archive.read(KEY)) == NOTES
    archive.open(KEY).close()
    assert not archive.path(KEY).with_suffix(".journal").exists()
    assert texts(archive.read(KEY)) == NOTES


def test_a_folder_without_syncs_is_no_error(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def no_folders(descriptor: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{descriptor}"):  # noqa: PTH112 - a link of the kernel
            raise OSError(errno.EINVAL, "Invalid argument")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", no_folders)
    kept.note("een")
    kept.storage.close()
    assert kept.on_disk() == ["een"]


def test_a_disk_without_hard_links_keeps_a_backup_too(kept: Kept, refusals: Refusals) -> None:
    before = kept.archive.path(KEY).read_bytes()
    refusals.of("link", errno.EPERM)
    kept.note("een")
    kept.storage.close()
    assert kept.archive.path(KEY).with_suffix(".bak").read_bytes() == before


def test_a_refusal_to_create_or_open_is_one_line(archive: Archive, refusals: Refusals) -> None:
    keep_lines(archive.open(KEY), "niet gevouwen")
    elsewhere = Archive(archive.folder, archive.folder / "state")
    refusals.of("fsync", errno.ENOSPC, when=3)
    with pytest.raises(CannotKeep, match="the disk is full"):
        elsewhere.open(KEY)
    with pytest.raises(CannotKeep, match="the disk is full"):
        elsewhere.create(*planned("2026-10-15-or"))
    with pytest.raises(CannotKeep, match="the disk is full"):
        elsewhere.register.put(planned()[0].body)
    refusals.over()
    assert elsewhere.keys() == [KEY]
    desk = elsewhere.open(KEY)
    assert texts(desk.running.record) == ["niet gevouwen"]
    desk.close()
    assert elsewhere.create(*planned("2026-10-15-or")) == "2026-10-15-or"


# The order of the calls


def test_the_full_sequence_is_in_order(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.note("een")
    folder = kept.archive.path(KEY).parent
    calls: list[str] = []

    def named(descriptor: int) -> str:
        return Path(f"/proc/self/fd/{descriptor}").readlink().name

    real_open, real_fsync, real_replace = os.open, os.fsync, Path.replace

    def opened(path: Path, flags: int, mode: int = 0o777) -> int:
        # What is half written is noted among the files of this machine, by a name that is this process's own.
        if flags & os.O_CREAT and Path(path).is_relative_to(folder):
            assert flags & os.O_EXCL
            assert mode == 0o600
        if flags & os.O_CREAT and Path(path).parent == folder:
            calls.append(f"create {Path(path).name}")
        return real_open(path, flags, mode)

    def synced(descriptor: int) -> None:
        calls.append(f"fsync {named(descriptor)}")
        real_fsync(descriptor)

    def replaced(source: Path, target: Path) -> Path:
        calls.append(f"replace {source.name} {target.name}")
        return real_replace(source, target)

    monkeypatch.setattr(os, "open", opened)
    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    kept.storage.close()
    temporary, spare = f".{KEY}.json.{os.getpid()}.tmp", f".{KEY}.bak.{os.getpid()}.tmp"
    assert calls == [
        f"create {temporary}",
        f"fsync {temporary}",
        f"replace {spare} {KEY}.bak",
        f"replace {temporary} {KEY}.json",
        f"fsync {folder.name}",
        f"fsync {folder.name}",
    ]
