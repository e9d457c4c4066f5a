"""The journal of a file: one act is one line, appended and synced.

A line is the CRC-32 of its JSON in eight hexadecimal digits, a space, the JSON of the
act, and a newline. In the JSON stands also which act it comes after, and in which file (`AFTER`), so that a line
of another meeting, or one before which something is missing, is known.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, cast

import msgspec

from store.disk.atomic import open_to_append, sync, sync_folder, write_all
from store.model import Act
from store.paths import open_plain, read_plain
from store.record.ledger import Raw
from store.text import clean_all, is_clean

AFTER = "after"
"""What in a line of the journal tells what it comes after (`after`); not part of the act."""
_ENCODER = msgspec.json.Encoder()
_RAW = msgspec.json.Decoder(Raw)


class Journal:
    """The journal at `path`; nothing is there until the first `append`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None
        self._inode: int | None = None
        self._size = 0
        self._last = b""

    @property
    def begun(self) -> bool:
        """Whether acts were appended that are in no file yet."""
        return self._inode is not None

    def read(self) -> list[bytes] | None:
        """The lines that are on disk now; None where there is no journal."""
        try:
            return read_plain(self.path).splitlines(keepends=True)
        except FileNotFoundError:
            return None

    def append(self, line: bytes) -> None:
        """Writes `line` behind the others; returns when it is on the disk itself.

        Raises OSError where the disk refuses, FileExistsError where another program put a journal there.
        """
        if self._descriptor is None:
            self._descriptor = open_to_append(self.path, new=True)
            self._inode = os.fstat(self._descriptor).st_ino
        try:
            write_all(self._descriptor, line)
            sync(self._descriptor, data_only=True)
        except OSError:
            # Part of the line may be there: that too is ours.
            self._size, self._last = os.fstat(self._descriptor).st_size, b""
            raise
        self._size, self._last = self._size + len(line), line

    def is_ours(self) -> bool:
        """Whether what is on disk is what was appended, and nothing where nothing was."""
        try:
            there = self.path.stat()
            if (there.st_ino, there.st_size) != (self._inode, self._size):
                return False
            with open_plain(self.path) as file:
                # Another program may have put as many other bytes in the same file.
                file.seek(self._size - len(self._last))
                return file.read() == self._last or not self._last
        except FileNotFoundError:
            return self._inode is None

    def remove(self) -> None:
        """Deletes the journal, whose acts are in the file now."""
        # Closed first: Windows takes no file away that is open.
        self.close()
        if self.path.exists():
            self.path.unlink()
            # Should a power cut bring it back, it is replayed over a file that holds its acts already.
            with contextlib.suppress(OSError):
                sync_folder(self.path.parent)
        self._inode, self._size, self._last = None, 0, b""

    def close(self) -> None:
        """Closes the journal, which stays on disk."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


class JournalLine(NamedTuple):
    """A line of the journal that can be read: the act, its document, and what it comes after, where that is told."""

    act: Act
    raw: Raw
    after: str = ""


def after(name: str, before: Raw | None) -> str:
    """What a line tells that comes after the act `before` (None: it is the first) in the file called `name`."""
    told = [name, *([before.get(field) for field in ("number", "at", "verb", "line")] if before else ())]
    return hashlib.sha256(_ENCODER.encode(told)).hexdigest()[:16]


def encode(act: Act, comes_after: str = "") -> bytes:
    """`act` as a line of the journal."""
    content = _ENCODER.encode(act)
    if comes_after:
        content = b'%b,"%b":"%b"}' % (content[:-1], AFTER.encode(), comes_after.encode())
    return b"%08x %b\n" % (zlib.crc32(content), content)


def decode(line: bytes) -> JournalLine | None:
    """What stands in a line of the journal; None where the line is torn or damaged."""
    checksum, _space, content = line.partition(b" ")
    if not content.endswith(b"\n"):
        return None
    content = content[:-1]
    try:
        if int(checksum, 16) != zlib.crc32(content):
            return None
        raw = _RAW.decode(content)
        if not is_clean(content):
            raw = cast(Raw, clean_all(raw))
        told = raw.pop(AFTER, "")
        return JournalLine(msgspec.convert(raw, Act), raw, told if isinstance(told, str) else "")
    except (ValueError, RecursionError):
        return None


class Replay(NamedTuple):
    """What of the lines of a journal can be played over a file, in order.

    `damaged` are the lines that cannot, `gaps` the numbers of acts that are missing between them where these lines do
    not account for it. `foreign` tells that it is the journal of another file, or of another version of it: then there
    are no `acts`.
    """

    acts: list[JournalLine]
    damaged: list[bytes]
    gaps: list[int]
    foreign: bool = False


def replay(lines: list[bytes], name: str, log: Mapping[int, Raw]) -> Replay:
    """Which of `lines` can be played over the file called `name` with that `log`.

    It is the journal of another file where an act that should be in the file is another one there, and where its first
    act does not come directly after the file's last one: then the file was replaced while nobody had it open.
    """
    known = max(log, default=0)
    damaged: list[bytes] = []
    acts: dict[int, tuple[JournalLine, bytes]] = {}
    for text in lines:
        line = decode(text)
        if line is None:
            damaged.append(text)
        elif line.act.number <= known:
            if log.get(line.act.number, line.raw) != line.raw:
                return Replay([], [], [], foreign=True)
        elif acts.setdefault(line.act.number, (line, text))[0].raw != line.raw:
            damaged.append(text)
    last, raw, unreadable = known, log.get(known), len(damaged)
    played: list[JournalLine] = []
    gaps: list[int] = []
    for number, (line, text) in sorted(acts.items()):
        between = range(last + 1, number)
        # What is missing at the beginning may be the lines that cannot be read.
        fits = not line.after or line.after == after(name, raw) if not between else bool(played) or unreadable
        if not fits:
            if not played:
                return Replay([], [], [], foreign=True)
            damaged.append(text)
            continue
        gaps += between
        played.append(line)
        last, raw = number, line.raw
    # Lines that cannot be read are told as such.
    return Replay(played, damaged, gaps if len(gaps) > unreadable else [])
