"""A power cut at any moment: whatever was not synced may be gone, and what was acknowledged is there.

The calls of a save are recorded, and then replayed on a model of a disk that keeps only
what it was told to keep: of a file, what was synced; of a folder, the names as they were at
its last sync, and behind that any first part of what was done to them since.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from store.archive.archive import Archive
from tests.helpers.meetings import KEY, Kept, texts

pytestmark = pytest.mark.faults

STATES = 22


class Inode:
    """A file: what was written, and how much of that is on the disk itself."""

    def __init__(self, content: bytes = b"") -> None:
        self.content = content
        self.synced = len(content)

    def after_a_cut(self, share: float) -> bytes:
        """What is left when such a share of what was not synced came through."""
        return self.content[: self.synced + int((len(self.content) - self.synced) * share)]


class Disk:
    """The calls of a save, on one folder, and after each of them the states that a power cut may leave."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self._folder = folder
        self._names = {file.name: Inode(file.read_bytes()) for file in folder.iterdir()}
        self._durable = dict(self._names)
        self._since: list[Callable[[dict[str, Inode]], None]] = []
        self._open: dict[int, Inode | None] = {}
        self.acknowledged: list[str] = []
        self.states: list[tuple[list[str], dict[str, bytes]]] = []
        self._patch(patch)

    def acknowledge(self, note: str) -> None:
        """From now on `note` must survive."""
        self.acknowledged.append(note)
        self._did()

    def _did(self, name: Callable[[dict[str, Inode]], None] | None = None) -> None:
        if name:
            name(self._names)
            self._since.append(name)
        for until in range(len(self._since) + 1):
            names = dict(self._durable)
            for step in self._since[:until]:
                step(names)
            for share in (0.0, 0.5, 1.0):
                state = {name: inode.after_a_cut(share) for name, inode in names.items()}
                self.states.append((self.acknowledged[:], state))

    def _patch(self, patch: pytest.MonkeyPatch) -> None:
        real = {name: getattr(os, name) for name in ("open", "close", "write", "fsync", "link", "replace", "unlink")}

        def opened(path: Path, flags: int, mode: int = 0o777) -> int:
            descriptor: int = real["open"](path, flags, mode)
            path = Path(path)
            if path == self._folder:
                self._open[descriptor] = None
            elif path.parent == self._folder:
                if path.name not in self._names:
                    made = Inode()
                    self._did(lambda names: names.update({path.name: made}))
                self._open[descriptor] = self._names[path.name]
            return descriptor

        def closed(descriptor: int) -> None:
            self._open.pop(descriptor, None)
            real["close"](descriptor)

        def written(descriptor: int, content: bytes) -> int:
            if inode := self._open.get(descriptor):
                inode.content += bytes(content)
                self._did()
            return int(real["write"](descriptor, content))

        def synced(descriptor: int) -> None:
            if descriptor in self._open:
                if inode := self._open[descriptor]:
                    inode.synced = len(inode.content)
                else:
                    self._durable, self._since = dict(self._names), []
                self._did()

        def linked(source: Path, target: Path) -> None:
            real["link"](source, target)
            inode = self._names[source.name]
            self._did(lambda names: names.update({target.name: inode}))

        def replaced(source: Path, target: Path) -> None:
            real["replace"](source, target)
            self._did(lambda names: names.update({Path(target).name: names.pop(Path(source).name)}))

        def unlinked(path: Path) -> None:
            real["unlink"](path)
            if Path(path).parent == self._folder:
                self._did(lambda names: names.__delitem__(Path(path).name))

        for name, model in {
            "open": opened,
            "close": closed,
            "write": written,
            "fsync": synced,
            "fdatasync": synced,
            "link": linked,
            "replace": replaced,
            "unlink": unlinked,
        }.items():
            patch.setattr(os, name, model)


def different(states: list[tuple[list[str], dict[str, bytes]]]) -> Iterator[tuple[list[str], dict[str, bytes]]]:
    """Each state of the disk once, with all that was acknowledged at the latest moment that may leave it."""
    latest = {msgspec.msgpack.encode(state, order="sorted"): (known, state) for known, state in states}
    yield from latest.values()


def test_whatever_a_power_cut_leaves_nothing_acknowledged_is_lost(archive: Archive, tmp_path: Path) -> None:
    folder = archive.path(KEY).parent
    with pytest.MonkeyPatch.context() as patch:
        disk = Disk(folder, patch)
        for session in range(2):
            kept = Kept(archive)
            kept.storage.settle()
            for number in range(3):
                note = f"{session}.{number}"
                kept.note(note)
                disk.acknowledge(note)
            if not session:
                kept.storage.close()
    assert disk.acknowledged == texts(archive.read(KEY))

    states = list(different(disk.states))
    assert len(states) == STATES
    for number, (known, state) in enumerate(states):
        left = Archive(tmp_path / str(number), tmp_path / "state")
        left.path(KEY).parent.mkdir(parents=True)
        for name, content in state.items():
            left.path(KEY).with_name(name).write_bytes(content)
        read = texts(left.read(KEY))
        assert read[: len(known)] == known
        assert read == disk.acknowledged[: len(read)]
        desk = left.open(KEY)
        assert texts(desk.running.record) == read
        desk.close()
        assert texts(left.read(KEY)) == read
        assert {file.suffix for file in left.path(KEY).parent.iterdir()} <= {".json", ".bak", ".bad"}
