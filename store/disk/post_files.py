"""The files of pieces of post, copied into the archive: each is there whole, together with its row, or not at all.

post/or/2027/I-2027-003/brief.pdf  a file of a piece, as it came; readable by its owner only, never changed after
desk/or.adding                     which files are being added, until the row that tells of them is on disk

A file gets its name only when all of it is on the disk itself. `desk/or.adding` is written before and taken away when
the row is kept, so that what a kill left between is known, and no other file is ever taken away.
"""

from __future__ import annotations

import contextlib
import hashlib
import mimetypes
import os
import re
import stat
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from store.desk.model import KeptFile
from store.disk.atomic import make_folder, sync, sync_folder, tidy, write_all, write_whole
from store.errors import CannotDo, reason
from store.i18n import _
from store.paths import read_plain
from store.text import clean

MOST_BYTES = 500 * 1024 * 1024
"""What is larger is no letter, and would make every backup so large."""
_TRIES = 3
_AT_ONCE = 1024 * 1024
_LONGEST_NAME = 120
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
# What Windows takes for a device, whatever comes behind the dot.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_NO_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')

Told = Callable[[int, int], None]
"""Called with how many bytes of how many were copied."""


class PostFiles:
    """The files of the post of the body with the key `body`, in the archive in `folder`."""

    def __init__(self, folder: Path, body: str) -> None:
        self._folder = folder
        self._body = body
        self._marker = folder / "desk" / f"{body}.adding"
        self._adding: list[str] = []
        self._one_at_a_time = threading.Lock()

    def path(self, kept: KeptFile) -> Path:
        """Where a file of a piece lies."""
        return self._folder / kept.path if kept.copied else Path(kept.path)

    def copy(
        self, sources: Iterable[Path], number: str, year: int, told: Told = lambda done, of: None
    ) -> tuple[KeptFile, ...]:
        """Copies `sources` to the place of the piece with that number, and gives what belongs in its row.

        They count as added from `added` on. Raises CannotDo, with nothing kept, where one is no file, too large, cannot
        be read, or changes all the time; OSError where the disk refuses.
        """
        place = Path("post") / self._body / str(year) / safe_name(number)
        names = _apart([safe_name(source.name) for source in sources], self._folder / place)
        planned = [(source, place / name) for source, name in zip(sources, names, strict=True)]
        if not planned:
            return ()
        paths = [path.as_posix() for _source, path in planned]
        with self._one_at_a_time:
            self._mark([*self._adding, *paths])
        try:
            return tuple(self._copied(source, path, told) for source, path in planned)
        except BaseException:
            self.forget(paths)
            raise

    def left_outside(self, source: Path) -> KeptFile:
        """What belongs in the row of a piece whose file stays where it is: its digest. Raises as `copy` does."""
        digest, size = _digest(source)
        return KeptFile(
            name=clean(source.name),
            sha256=digest,
            size=size,
            path=str(source.absolute()),
            media=_media(source),
            copied=False,
        )

    def added(self, paths: Iterable[str]) -> None:
        """The row that tells of the files at `paths` is on disk: from now on they stay."""
        with self._one_at_a_time, contextlib.suppress(OSError):
            # A list that stays too long does no harm: what a row tells of is never taken away.
            self._mark([path for path in self._adding if path not in set(paths)])

    def forget(self, paths: Iterable[str]) -> None:
        """No row will tell of the files at `paths`: they are taken away."""
        for path in paths:
            self._take_away(path)
        self.added(paths)

    def put_in_order(self, is_told: Callable[[str], bool]) -> None:
        """Takes away what a kill left of files of which no row tells (`is_told`). Raises OSError."""
        try:
            left = msgspec.json.decode(read_plain(self._marker), type=list[str])
        except FileNotFoundError:
            return
        except (ValueError, RecursionError):
            # It is written whole, so that nobody of ours left it: it is kept, and in nobody's way.
            self._marker.replace(self._marker.with_suffix(".bad"))
            return
        for path in left:
            inside = (self._folder / path).resolve().is_relative_to((self._folder / "post" / self._body).resolve())
            if inside and not is_told(path):
                self._take_away(path)
        self._marker.unlink()
        sync_folder(self._marker.parent)

    def _mark(self, paths: list[str]) -> None:
        if paths:
            make_folder(self._marker.parent)
            write_whole(self._marker, msgspec.json.encode(paths))
        elif self._marker.exists():
            self._marker.unlink()
        self._adding = paths

    def _take_away(self, path: str) -> None:
        whole = self._folder / path
        tidy(whole)
        with contextlib.suppress(OSError):
            _temporary(whole).unlink()
        with contextlib.suppress(OSError):
            whole.unlink()
        with contextlib.suppress(OSError):
            whole.parent.rmdir()

    def _copied(self, source: Path, path: Path, told: Told) -> KeptFile:
        target = self._folder / path
        make_folder(target.parent)
        temporary = _temporary(target)
        for _attempt in range(_TRIES):
            with contextlib.suppress(FileNotFoundError):
                temporary.unlink()
            digest, size = _copy(source, temporary, told)
            if _digest(source) == (digest, size):
                temporary.rename(target)
                sync_folder(target.parent)
                return KeptFile(
                    name=clean(source.name), sha256=digest, size=size, path=path.as_posix(), media=_media(source)
                )
        words = _("{file} changes while it is copied")
        raise CannotDo(words.format(file=clean(source.name)))


def digest_of(path: Path) -> str:
    """The SHA-256 of the file at `path`, hexadecimal. Raises CannotDo as `PostFiles.copy` does."""
    return _digest(path)[0]


def safe_name(name: str) -> str:
    """`name` as a file may be called on every system: no path, no control characters, not hidden, not too long."""
    last = _NO_NAME.sub("-", clean(name.replace("\\", "/").rpartition("/")[2])).strip(" .")
    last = "".join(letter for letter in last if letter.isprintable())
    stem, dot, suffix = last.rpartition(".")
    if dot and len(suffix) <= 10:
        last = f"{stem[: _LONGEST_NAME - len(suffix) - 1].rstrip(' .')}.{suffix}"
    else:
        last = last[:_LONGEST_NAME].rstrip(" .")
    return f"-{last}" if _DEVICES.fullmatch(last) else last or "-"


def _apart(names: list[str], folder: Path) -> list[str]:
    """`names` so that no two are the same, nor that of a file in `folder`, whatever the case."""
    taken = {path.name.casefold() for path in folder.iterdir()} if folder.is_dir() else set()
    apart: list[str] = []
    for name in names:
        stem, dot, suffix = name.rpartition(".") if "." in name else (name, "", "")
        number, free = 1, name
        while free.casefold() in taken:
            number += 1
            free = f"{stem}-{number}{dot}{suffix}"
        taken.add(free.casefold())
        apart.append(free)
    return apart


def _temporary(target: Path) -> Path:
    return target.with_name(f".{target.stem}.{os.getpid()}.tmp")


def _media(source: Path) -> str:
    return mimetypes.guess_type(source.name)[0] or ""


def _open(source: Path) -> tuple[int, int]:
    """A descriptor to read `source`, and its size. Raises CannotDo where it is no file that can be taken in."""
    name = clean(str(source))
    try:
        if source.is_symlink():
            raise CannotDo(_("{file} is a link to another place").format(file=name))
        if source.is_dir():
            raise CannotDo(_("{file} is a folder").format(file=name))
        descriptor = os.open(source, _READ)
    except FileNotFoundError as error:
        raise CannotDo(_("There is no file {file}").format(file=name)) from error
    except (OSError, ValueError) as error:
        words = _("{file} cannot be read: {reason}")
        raise CannotDo(words.format(file=name, reason=reason(error))) from error
    about = os.fstat(descriptor)
    if not stat.S_ISREG(about.st_mode):
        os.close(descriptor)
        raise CannotDo(_("{file} is no file that holds anything").format(file=name))
    if about.st_size > MOST_BYTES:
        os.close(descriptor)
        words = _("{file} is too large ({size} MB; {most} MB at most)")
        size, most = about.st_size // 1024**2, MOST_BYTES // 1024**2
        raise CannotDo(words.format(file=name, size=size, most=most))
    return descriptor, about.st_size


def _copy(source: Path, target: Path, told: Told) -> tuple[str, int]:
    """Writes what is in `source` to `target`, which must not be there; digest and size of what was written."""
    reading, size = _open(source)
    try:
        make_folder(target.parent)
        writing = os.open(target, _WRITE, 0o600)
        try:
            digest, done = hashlib.sha256(), 0
            while part := os.read(reading, _AT_ONCE):
                write_all(writing, part)
                digest.update(part)
                done += len(part)
                if done > MOST_BYTES:
                    raise CannotDo(_("{file} grows while it is copied").format(file=clean(source.name)))
                told(done, size)
            sync(writing)
        finally:
            os.close(writing)
    finally:
        os.close(reading)
    return digest.hexdigest(), done


def _digest(source: Path) -> tuple[str, int]:
    """Digest and size of what is in `source`. Raises CannotDo as `_open` does."""
    reading, _size = _open(source)
    try:
        digest, done = hashlib.sha256(), 0
        while part := os.read(reading, _AT_ONCE):
            digest.update(part)
            done += len(part)
    finally:
        os.close(reading)
    return digest.hexdigest(), done
