"""The way back: an archive out of its backup, which takes its place whole or not at all, also where it is cut short.

All is written beside the archive first and checked. What is done then is two or three renames; what they are is kept
on this machine before the first (`Archive.restoring`), so that the next start can finish or undo what a kill left.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import zipfile
from pathlib import Path

import msgspec

from store.archive.archive import Archive
from store.archive.backup import FLAGS, PRIVATE, Manifest, NoBackup, manifest_of, one_line, parts_of, read_manifest
from store.disk.atomic import make_folder, sync, sync_folder, write_private
from store.disk.unfinished import lives
from store.errors import CannotKeep, NotulistError, WontOverwrite, reason
from store.i18n import _
from store.paths import read_plain


class _Underway(msgspec.Struct, frozen=True):
    """What a restore is at: its process, the new folder beside the archive, and whether all is in it.

    `old` is where what was there before goes; "" where nothing was.
    """

    process: int
    new: str
    whole: bool = False
    old: str = ""


def finish(archive: Archive) -> str:
    """Finishes a restore that was killed at its last step, or undoes it; what was done, for the user, mostly "".

    Where the disk refuses, the next start tries again.
    """
    try:
        at = msgspec.json.decode(read_plain(archive.restoring), type=_Underway)
    except (OSError, ValueError, RecursionError):
        return ""
    if lives(at.process):
        return ""
    try:
        with archive.register.held():
            said = _finished(archive, at)
            archive.restoring.unlink(missing_ok=True)
    except (OSError, NotulistError):
        # Somebody else is at it, or it cannot be done now.
        return ""
    return said


def _finished(archive: Archive, at: _Underway) -> str:
    target = archive.folder
    new = target.with_name(at.new)
    # Until its name is free the archive that was there is in its place; behind that the new one is all there is.
    if new.exists() and (target.exists() or not at.whole):
        shutil.rmtree(new)
        return _("A restore that was cut short was undone: {folder} is as it was.").format(folder=target)
    if new.exists():
        new.replace(target)
        sync_folder(target.parent)
    elif not (at.whole and target.exists()):
        return ""
    _know_nothing(archive)
    said = _("A restore that was cut short was finished: {folder} is what was in the backup.").format(folder=target)
    if not at.old:
        return said
    return said + " " + _("What was there before is in {folder}.").format(folder=target.with_name(at.old))


def restore(file: Path, archive: Archive, *, replace: bool = False) -> tuple[Manifest, Path | None]:
    """Puts the archive in the backup `file` in the folder of `archive`; what was in it, and where the old one is kept.

    All is written beside that folder first, checked, and then given its name. An archive that is there is
    replaced only where `replace` says so, and kept beside it. Raises NoBackup, WontOverwrite, CannotKeep,
    MeetingLocked where a meeting of the old archive is open.
    """
    target = archive.folder
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise WontOverwrite(_("{path} is no folder; nothing was restored.").format(path=target))
    there = target.exists() and any(target.iterdir())
    if there and not replace:
        words = _("There is something in {path} already; choose another folder with --into, or use --force.")
        raise WontOverwrite(words.format(path=target))
    manifest = read_manifest(file)
    new = target.with_name(f".{target.name}.{os.getpid()}.restored")
    with contextlib.ExitStack() as held:
        held.enter_context(archive.register.held())
        for lock in archive.locks() if there else ():
            held.enter_context(lock)
        old = _free_name(target) if there else None
        try:
            make_folder(target.parent)
            _must_fit(manifest, target.parent)
            at = _Underway(process=os.getpid(), new=new.name, old=old.name if old else "")
            _note(archive, at)
            _unpack(file, manifest, new)
            _note(archive, msgspec.structs.replace(at, whole=True))
            _take_place(new, target, old)
            sync_folder(target.parent)
        except OSError as error:
            words = _("{path} cannot be written: {reason}. Nothing was restored.")
            raise CannotKeep(words.format(path=target, reason=reason(error))) from error
        finally:
            shutil.rmtree(new, ignore_errors=True)
            with contextlib.suppress(OSError):
                archive.restoring.unlink(missing_ok=True)
        _know_nothing(archive)
    return manifest, old


def _note(archive: Archive, at: _Underway) -> None:
    make_folder(archive.restoring.parent)
    write_private(archive.restoring, msgspec.json.encode(at))


def _know_nothing(archive: Archive) -> None:
    """Forgets what was in the archive that is beside it now: nobody needs to miss it."""
    for name in archive.meetings.seen.names():
        archive.meetings.seen.forget(name)


def _must_fit(manifest: Manifest, folder: Path) -> None:
    needed = sum(file.size for file in manifest.files)
    if shutil.disk_usage(folder).free < needed:
        words = _("There is no room for {needed} bytes in {folder}; nothing was restored.")
        raise CannotKeep(words.format(needed=needed, folder=folder))


def _unpack(file: Path, manifest: Manifest, folder: Path) -> None:
    """Writes what is in the backup to `folder`, which must not be there, each file checked again."""
    folder.mkdir(mode=0o700)
    with one_line(), zipfile.ZipFile(file) as zipped:
        if manifest_of(zipped) != manifest:
            raise NoBackup(_("{file} was changed while it was read.").format(file=file))
        for kept in manifest.files:
            path = folder / kept.path
            make_folder(path.parent)
            with os.fdopen(os.open(path, FLAGS, PRIVATE), "wb") as content:
                for part in parts_of(zipped, kept):
                    content.write(part)
                content.flush()
                sync(content.fileno())
    sync_folder(folder)


def _free_name(target: Path) -> Path:
    """Where what is at `target` can be kept."""
    number = 1
    while (old := target.with_name(f"{target.name}.before-{number}")).exists():
        number += 1
    return old


def _take_place(new: Path, target: Path, old: Path | None) -> None:
    """Gives `new` the name `target`; the archive that was there is called `old` from now on."""
    if old is None:
        if target.exists():
            target.rmdir()
        new.replace(target)
        return
    target.rename(old)
    try:
        new.replace(target)
    except BaseException:
        old.rename(target)
        raise
