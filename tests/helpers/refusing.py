"""A disk that is full, for what this process writes."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def full_disk() -> Iterator[None]:
    """No sync succeeds until the end: neither that of a journal, nor that of the whole file that is tried after it."""

    def refuse(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fdatasync", refuse)
        patch.setattr(os, "fsync", refuse)
        yield
