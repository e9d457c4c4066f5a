"""A backup: the whole archive in one zip file, with a manifest of digests; and the way back.

Every file of the archive is in it: meetings as they are now (their journals read in, not touched), the register,
and whatever else stands there; no `.bak`, nothing hidden, and nothing of what was said (`transcripts`). Links within it
are followed, others are refused. A meeting that cannot be read is in it as it is, with its journal and its `.bak`. The
file is read back before it gets its name, and again before anything is restored from it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO

import msgspec

from store import __version__
from store.archive.archive import Archive
from store.archive.obstacles import obstacles
from store.archive.transcripts import FOLDER as TRANSCRIPTS
from store.disk.atomic import sync, sync_folder
from store.disk.desks import FOLDER as DESKS
from store.disk.meeting_files import KEY
from store.disk.storage import JournalStorage, whole
from store.disk.unfinished import noted
from store.errors import CannotKeep, NotulistError, WontOverwrite, reason
from store.i18n import _
from store.paths import read_plain

MANIFEST = "manifest.json"
_FORM = 1
_AT_ONCE = 1 << 20
# No archive of minutes comes near; a file that says so is a trap, or damaged.
_MOST_FILES = 100_000
_MOST_BYTES = 4 << 30
_MOST_MANIFEST = 64 << 20
PRIVATE = 0o600
_FOLDED = (".journal", ".bak")
_DRIVE = re.compile(r"[A-Za-z]:")
# What the zip library raises at a damaged file.
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    IndexError,
    KeyError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)
FLAGS = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class NoBackup(NotulistError):
    """A file that is no backup of notulist, or a damaged one; nothing was restored."""

    code = 3


class Kept(msgspec.Struct, frozen=True):
    """One file in a backup: its path in the archive, its size and its SHA-256."""

    path: str
    size: int
    digest: str


class Manifest(msgspec.Struct, frozen=True):
    """What is in a backup. `damaged` are the keys of meetings that could not be read when it was made."""

    notulist: str
    made: datetime
    files: tuple[Kept, ...]
    damaged: tuple[str, ...] = ()
    form: int = _FORM

    @property
    def meetings(self) -> int:
        """How many meetings are in it."""
        return len(self.keys())

    def keys(self) -> set[str]:
        """The keys of the meetings that are in it."""
        paths = (PurePosixPath(file.path) for file in self.files if file.path.startswith("meetings/"))
        return {path.stem for path in paths if path.suffix == ".json" and KEY.fullmatch(path.stem)}


# Making one


def back_up(archive: Archive, file: Path, now: datetime, *, overwrite: bool = False) -> Manifest:
    """Writes the whole archive to `file`, reads it back, and gives what is in it.

    Raises WontOverwrite where `file` may not be written, CannotKeep where the disk refuses, NoBackup where
    what was written does not read back.
    """
    _must_be_free(archive, file, overwrite)
    if not archive.folder.is_dir():
        raise NotulistError(_("There is no archive in {folder}.").format(folder=archive.folder))
    if not file.parent.is_dir():
        words = _("There is no folder {folder}; make it first, or choose another place. No backup was made.")
        raise CannotKeep(words.format(folder=file.parent))
    must_be_whole(archive.folder)
    temporary = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    keys = set(archive.keys())
    try:
        with noted(temporary), _clean_up(temporary), os.fdopen(os.open(temporary, FLAGS, PRIVATE), "w+b") as content:
            manifest = _write(archive, content, now)
            content.flush()
            sync(content.fileno())
            content.seek(0)
            if _verified(content) != manifest:
                raise NoBackup(_("{file} does not read back as it was written.").format(file=file))
            if lacking := sorted(keys - manifest.keys()):
                words = _("These meetings did not get into the backup: {meetings}. No backup was made.")
                raise NoBackup(words.format(meetings=", ".join(lacking)))
            temporary.replace(file)
        sync_folder(file.parent)
    except OSError as error:
        words = _("{file} cannot be written: {reason}. No backup was made.")
        raise CannotKeep(words.format(file=file, reason=reason(error))) from error
    return manifest


def _must_be_free(archive: Archive, file: Path, overwrite: bool) -> None:
    if file.is_symlink():
        raise WontOverwrite(_("{path} is a link to another place; nothing was written.").format(path=file))
    if file.is_dir():
        raise WontOverwrite(_("{path} is a folder; nothing was written.").format(path=file))
    if file.exists() and not overwrite:
        raise WontOverwrite(_("{path} is there already; use --force to replace it.").format(path=file))
    if file.resolve().is_relative_to(archive.folder.resolve()):
        raise WontOverwrite(
            _("A backup inside the archive is none; choose another place than {path}.").format(path=file)
        )


def _write(archive: Archive, content: IO[bytes], now: datetime) -> Manifest:
    kept: list[Kept] = []
    damaged: list[str] = []
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as zipped:
        for path, data in _contents(archive, damaged):
            # A fixed date: what a backup says of time is in its manifest.
            about = zipfile.ZipInfo(path)
            about.external_attr = (stat.S_IFREG | PRIVATE) << 16
            about.compress_type = zipfile.ZIP_DEFLATED
            zipped.writestr(about, data)
            kept.append(Kept(path, len(data), hashlib.sha256(data).hexdigest()))
        manifest = Manifest(__version__, now, tuple(kept), tuple(damaged))
        about = zipfile.ZipInfo(MANIFEST)
        about.external_attr = (stat.S_IFREG | PRIVATE) << 16
        zipped.writestr(about, msgspec.json.format(msgspec.json.encode(manifest)))
    return manifest


def _contents(archive: Archive, damaged: list[str]) -> Iterator[tuple[str, bytes]]:
    """Each file of the archive with its path; the keys of the meetings that cannot be read go to `damaged`."""
    folder = archive.folder
    for path in sorted(_files(folder)):
        name = path.relative_to(folder).as_posix()
        if not _is_safe(name):
            raise NotulistError(_("Rename {file} first: no backup can hold that name.").format(file=ascii(str(path))))
        if path.suffix in _FOLDED and not name.startswith("post/"):
            continue
        try:
            yield name, _folded(path)
        except (NotulistError, OSError) as error:
            if path.suffix != ".json" or not KEY.fullmatch(path.stem):
                raise CannotKeep(
                    _("{file} cannot be read: {reason}.").format(file=path, reason=reason(error))
                ) from error
            damaged.append(path.stem)
            for beside in (path, *(path.with_suffix(suffix) for suffix in _FOLDED)):
                if beside.exists():
                    yield beside.relative_to(folder).as_posix(), _as_it_is(beside)
    for left in sorted(_files(folder)):
        # Its file is gone: what is left of the meeting is all there is.
        if (
            left.suffix in _FOLDED
            and left.parts[len(folder.parts)] != "post"
            and not left.with_suffix(".json").exists()
        ):
            yield left.relative_to(folder).as_posix(), _as_it_is(left)


def _folded(path: Path) -> bytes:
    """The content of `path`; of a meeting with a journal, what it will be when that is folded."""
    if path.suffix == ".json" and (KEY.fullmatch(path.stem) or path.parent.name == DESKS):
        tables = JournalStorage(path).read()
        if tables and path.with_suffix(".journal").exists():
            return whole({name: {int(id): raw for id, raw in rows.items()} for name, rows in tables.items()})
    return read_plain(path)


def _as_it_is(path: Path) -> bytes:
    try:
        return read_plain(path)
    except OSError as error:
        raise CannotKeep(_("{file} cannot be read: {reason}.").format(file=path, reason=reason(error))) from error


def _files(folder: Path) -> Iterator[Path]:
    """All files below `folder`: no hidden ones. Links lead to files of the archive (`must_be_whole`)."""
    for root, folders, names in os.walk(folder):
        said = TRANSCRIPTS if Path(root) == folder else ""
        folders[:] = [name for name in folders if not name.startswith(".") and name != said]
        for name in names:
            path = Path(root) / name
            if not name.startswith(".") and path.is_file():
                yield path


def must_be_whole(archive: Path) -> None:
    """Raises NotulistError where something stands in the archive that no backup can hold (`obstacles`)."""
    for _file, words in obstacles(archive):
        raise NotulistError(f"{words} {_('No backup was made.')}")


# Reading one


def read_manifest(file: Path) -> Manifest:
    """What is in the backup `file`, each byte of it checked. Raises NoBackup."""
    try:
        if file.exists() and not file.is_file():
            raise NoBackup(_("This file is no backup of notulist, or a damaged one."))
        with file.open("rb") as content:
            return _verified(content)
    except OSError as error:
        raise NoBackup(_("{file} cannot be read: {reason}.").format(file=file, reason=reason(error))) from error


def _verified(content: IO[bytes]) -> Manifest:
    with one_line(), zipfile.ZipFile(content) as zipped:
        manifest = manifest_of(zipped)
        for file in manifest.files:
            for _part in parts_of(zipped, file):
                pass
        return manifest


def manifest_of(zipped: zipfile.ZipFile) -> Manifest:
    """The manifest, where it and the names in the zip file are what they should be."""
    infos = zipped.infolist()
    if len(infos) > _MOST_FILES:
        raise NoBackup(_("This file is no backup of notulist: there is too much in it."))
    if not infos or infos[-1].filename != MANIFEST or infos[-1].file_size > _MOST_MANIFEST:
        raise NoBackup(_("This file is no backup of notulist: it has no manifest."))
    with zipped.open(infos[-1]) as file:
        raw = file.read(_MOST_MANIFEST + 1)
    try:
        manifest = msgspec.json.decode(raw, type=Manifest)
    except (msgspec.MsgspecError, ValueError) as error:
        raise NoBackup(_("This file is no backup of notulist: its manifest cannot be read.")) from error
    if manifest.form > _FORM:
        raise NoBackup(_("This backup was made by a newer notulist ({version}).").format(version=manifest.notulist))
    sizes = {info.filename: info.file_size for info in infos[:-1]}
    names = [info.filename for info in infos[:-1]]
    if sizes != {file.path: file.size for file in manifest.files} or len(names) != len(manifest.files):
        raise NoBackup(_("This backup is damaged: it holds other files than its manifest says."))
    if sum(sizes.values()) > _MOST_BYTES:
        raise NoBackup(_("This file is no backup of notulist: there is too much in it."))
    if len({name.casefold() for name in names}) != len(names):
        raise NoBackup(_("This backup is damaged: a file is in it twice."))
    for info in infos:
        _must_be_safe(info)
    return manifest


def _must_be_safe(info: zipfile.ZipInfo) -> None:
    """Raises NoBackup where a name leads out of the folder, or what it names is no plain file."""
    # The library cuts a name at a NUL and turns backslashes: what is written is checked, not what is made of it.
    name = info.orig_filename
    kind = stat.S_IFMT(info.external_attr >> 16)
    plain = kind in (0, stat.S_IFREG) and info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    if not _is_safe(name) or not plain or info.flag_bits & 1:
        raise NoBackup(_("This backup is not safe to restore: {name}.").format(name=ascii(name)))


def _is_safe(name: str) -> bool:
    """Whether `name` is the path of a file below the folder on every system."""
    bad = any(part in ("", ".", "..") or part != part.strip() for part in name.split("/"))
    return not bad and "\\" not in name and not _DRIVE.match(name) and name.isprintable()


def parts_of(zipped: zipfile.ZipFile, file: Kept) -> Iterator[bytes]:
    """The content of `file`, part by part. Raises NoBackup, after the last, where it is not what was backed up."""
    digest, left = hashlib.sha256(), file.size
    with zipped.open(file.path) as content:
        while part := content.read(min(_AT_ONCE, left + 1)):
            left -= len(part)
            if left < 0:
                break
            digest.update(part)
            yield part
    if left or digest.hexdigest() != file.digest:
        raise NoBackup(_("This backup is damaged: {name} is not what was backed up.").format(name=ascii(file.path)))


@contextlib.contextmanager
def one_line() -> Iterator[None]:
    """Makes of what the zip library finds wrong one line."""
    try:
        yield
    except _ZIP_ERRORS as error:
        raise NoBackup(_("This file is no backup of notulist, or a damaged one.")) from error


@contextlib.contextmanager
def _clean_up(temporary: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
