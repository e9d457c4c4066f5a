"""Files written so that no moment of a crash, a kill or a power cut leaves half a file.

The full sequence is: a temporary file in the same folder, written and synced, the old
file kept as `.bak`, the new one renamed over it, the folder synced. Files are made for
their owner only (0600, folders 0700); a file that was there keeps its mode.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from store.disk.unfinished import lives, noted
from store.errors import ArchiveDamaged, CannotKeep, WontOverwrite, reason
from store.i18n import _

_PRIVATE = 0o600
# On Windows a virus scanner or a sync client may hold a file for a moment (155 of 4,000 renames in a synced folder).
_TRIES = 20
_PAUSE = 0.05
# Without O_BINARY Windows would turn every \n into \r\n; without O_NOINHERIT a child would keep the file open.
_FLAGS = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOINHERIT", 0) | getattr(os, "O_CLOEXEC", 0)
# What a file system says that has no such sync (network and foreign disks), as opposed to one that failed.
_NOT_HERE = {errno.EINVAL, errno.ENOTSUP, errno.ENOTTY}


def make_folder(folder: Path) -> None:
    """Makes `folder` and what is missing above it, for the owner only. Raises OSError."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for made in reversed(missing):
        made.mkdir(mode=0o700, exist_ok=True)
        sync_folder(made.parent)


def sync(descriptor: int, *, data_only: bool = False) -> None:
    """Returns when what was written to `descriptor` is on the disk itself. Raises OSError where that is not certain."""
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        except OSError as error:
            if error.errno not in _NOT_HERE:
                raise
            os.fsync(descriptor)
    elif data_only and hasattr(os, "fdatasync"):
        os.fdatasync(descriptor)
    else:
        os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Returns when the names in `folder` are on the disk itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NOT_HERE:
            raise
    finally:
        os.close(descriptor)


def open_to_append(path: Path, *, new: bool = False) -> int:
    """A descriptor that writes behind the end of `path`, which is made where it is missing.

    Raises FileExistsError where it has to be `new` and is not.
    """
    fresh = new or not path.exists()
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | (os.O_EXCL if new else 0) | _FLAGS
    descriptor = os.open(path, flags, _PRIVATE)
    if fresh:
        try:
            sync_folder(path.parent)
        except BaseException:
            os.close(descriptor)
            path.unlink()
            raise
    return descriptor


def write_whole(path: Path, content: bytes, *, backup: Path | None = None) -> None:
    """Puts `content` in the place of `path` by the full sequence, the old file kept as `backup`.

    Raises OSError where the disk refuses; at `path` stands then the old file or the new one, each of them whole.
    """
    with noted(*map(_temporary_name, (path, backup) if backup else (path,))):
        temporary = _temporary(path)
        try:
            _write(temporary, content, stat.S_IMODE(path.stat().st_mode) if path.exists() else _PRIVATE)
            if backup is not None and path.exists():
                _keep(path, backup)
            _replace(temporary, path)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
    sync_folder(path.parent)


def write_new(path: Path, content: bytes, *, overwrite: bool = False) -> None:
    """Writes a document for its owner only. Raises WontOverwrite where something is there already.

    With `overwrite` the version before it is kept beside it as `.bak`. A symbolic link is never
    followed. Its folder must be there.
    """
    must_be_free(path, overwrite=overwrite)
    write_whole(path, content, backup=path.with_name(f"{path.name}.bak"))


def must_be_free(path: Path, *, overwrite: bool = False) -> None:
    """Raises WontOverwrite where `write_new` would."""
    if path.is_symlink():
        raise WontOverwrite(_("{path} is a link to another place; nothing was written.").format(path=path))
    if path.is_dir():
        raise WontOverwrite(_("{path} is a folder; nothing was written.").format(path=path))
    if path.exists() and not overwrite:
        raise WontOverwrite(_("{path} is there already; use --force to replace it.").format(path=path))


def must_be_empty(folder: Path) -> None:
    """Raises WontOverwrite where there is something in `folder`, or something else of that name."""
    if folder.is_symlink():
        raise WontOverwrite(_("{path} is a link to another place; nothing was written.").format(path=folder))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WontOverwrite(_("There is something in {path} already; nothing was written.").format(path=folder))


def write_private(path: Path, content: bytes) -> None:
    """Puts `content` in the place of `path`, for its owner only, without waiting for the disk. Raises OSError."""
    temporary = path.with_name(f".{path.name}.tmp")
    with contextlib.suppress(FileNotFoundError):
        temporary.unlink()
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FLAGS, _PRIVATE)
    try:
        write_all(descriptor, content)
    finally:
        os.close(descriptor)
    temporary.replace(path)


def write_all(descriptor: int, content: bytes) -> None:
    """Writes all of `content`, in one call unless the system takes less at a time."""
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left) :]


def tidy(path: Path) -> None:
    """Takes away the temporary files that killed processes left of `path`, its backup and its copies."""
    leftover = re.compile(rf"\.{re.escape(path.stem)}\.[^/]*?(\d+)\.tmp")
    # What stays is in nobody's way, and is tried again at the next opening.
    with contextlib.suppress(OSError):
        for file in list(path.parent.iterdir()):
            match = leftover.fullmatch(file.name)
            if match and not lives(int(match[1])):
                with contextlib.suppress(OSError):
                    file.unlink()


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """Raises CannotKeep, one line that names the file, for an OSError in its block."""
    try:
        yield
    except OSError as error:
        raise CannotKeep(_("{file} cannot be written: {reason}.").format(file=path, reason=reason(error))) from error


@contextlib.contextmanager
def reading(path: Path) -> Iterator[None]:
    """Raises ArchiveDamaged, one line that names the file or folder, for an OSError in its block."""
    try:
        yield
    except OSError as error:
        words = _("{file} cannot be read: {reason}.")
        raise ArchiveDamaged(words.format(file=error.filename or path, reason=reason(error))) from error


def _write(path: Path, content: bytes, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FLAGS, _PRIVATE)
    try:
        write_all(descriptor, content)
        if mode != _PRIVATE:
            path.chmod(mode)
        sync(descriptor)
    finally:
        os.close(descriptor)


def _temporary(path: Path) -> Path:
    """A free name beside `path`, by which `tidy` finds it again."""
    temporary = _temporary_name(path)
    with contextlib.suppress(FileNotFoundError):
        temporary.unlink()
    return temporary


def _temporary_name(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.tmp")


def _keep(path: Path, backup: Path) -> None:
    # After a kill behind this step they are one file already, and to rename a file over itself leaves both names.
    if backup.exists() and backup.samefile(path):
        return
    temporary = _temporary(backup)
    try:
        os.link(path, temporary)
    except OSError:
        # No hard links here (exFAT, some network disks).
        shutil.copy2(path, temporary)
    try:
        _replace(temporary, backup)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _replace(source: Path, target: Path) -> None:
    for attempt in range(_TRIES):
        try:
            source.replace(target)
        except PermissionError:
            if os.name != "nt" or attempt == _TRIES - 1:
                raise
            time.sleep(_PAUSE)
        else:
            return
