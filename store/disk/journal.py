"""The journal of a file: one act is one line, appended and synced.

A line is the CRC-32 of its JSON in eight hexadecimal digits, a space, the JSON of the
act, and a newline.
"""

from __future__ import annotations

import contextlib
import os
import zlib
from pathlib import Path
from typing import cast

import msgspec

from store.disk.atomic import open_to_append, sync, sync_folder, write_all
from store.model import Act
from store.record.record import Raw
from store.text import clean_all, is_clean

_ENCODER = msgspec.json.Encoder()
_RAW = msgspec.json.Decoder(Raw)


class Journal:
    """The journal at `path`; nothing is there until the first `append`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None
        self._inode: int | None = None
        self._size = 0

    @property
    def begun(self) -> bool:
        """Whether acts were appended that are in no file yet."""
        return self._inode is not None

    def read(self) -> list[bytes] | None:
        """The lines that are on disk now; None where there is no journal."""
        try:
            return self.path.read_bytes().splitlines(keepends=True)
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
            self._size = os.fstat(self._descriptor).st_size
            raise
        self._size += len(line)

    def is_ours(self) -> bool:
        """Whether what is on disk is what was appended, and nothing where nothing was."""
        try:
            there = self.path.stat()
        except FileNotFoundError:
            return self._inode is None
        return (there.st_ino, there.st_size) == (self._inode, self._size)

    def remove(self) -> None:
        """Deletes the journal, whose acts are in the file now."""
        # Closed first: Windows takes no file away that is open.
        self.close()
        if self.path.exists():
            self.path.unlink()
            # Should a power cut bring it back, it is replayed over a file that holds its acts already.
            with contextlib.suppress(OSError):
                sync_folder(self.path.parent)
        self._inode, self._size = None, 0

    def close(self) -> None:
        """Closes the journal, which stays on disk."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def encode(act: Act) -> bytes:
    """`act` as a line of the journal."""
    content = _ENCODER.encode(act)
    return b"%08x %b\n" % (zlib.crc32(content), content)


def decode(line: bytes) -> tuple[Act, Raw] | None:
    """The act in a line of the journal, and its document; None where the line is torn or damaged."""
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
        return msgspec.convert(raw, Act), raw
    except (ValueError, RecursionError):
        return None
