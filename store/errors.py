"""What can go wrong, as one clear line each.

Every error that a user may meet is a `NotulistError`: its text says what happened, what
was kept and what to do, in the language of the interface. `code` is the exit code of
the command line: 1 the request cannot be met, 2 wrong usage, 3 the archive is damaged
or locked.
"""

from __future__ import annotations

import errno
import re

import msgspec

from store.i18n import _

# As msgspec and tomllib say where something is wrong.
_UNKNOWN = re.compile(r"unknown field `([^`]+)`")
_PLACE = re.compile(r" - at `(?:key in )?\$\.?([^`]+)`")
_LINE = re.compile(r"\bline (\d+)")


class NotulistError(Exception):
    """The request cannot be met."""

    code = 1


class CannotDo(NotulistError):
    """A command that makes no sense at this point of the meeting; nothing was changed."""


class NotKept(CannotDo):
    """A line that must stand nowhere, not as a note either: who voted what in a secret ballot."""


class BadAgenda(NotulistError):
    """An agenda that cannot be meant as it stands; nothing was stored."""


class NoAgenda(BadAgenda):
    """A file in which no agenda was found; nothing was stored."""


class NoSuchMeeting(NotulistError):
    """No meeting answers to what was asked for."""


class NoSuchBody(NotulistError):
    """No body answers to what was asked for."""


class WontOverwrite(NotulistError):
    """A file is there already, or is not ours to write to."""


class ArchiveDamaged(NotulistError):
    """A file of the archive cannot be read as what it should be; it was left as it is."""

    code = 3


class MeetingLocked(NotulistError):
    """Somebody else has the meeting open for writing."""

    code = 3


class CannotKeep(NotulistError):
    """The disk refused; what was typed is still in memory."""

    code = 3


class NoTerminal(NotulistError):
    """A screen was asked for where there is no terminal to show it in."""


def reason(error: BaseException) -> str:
    """Why the system refused, in the language of the interface as far as it is known, else in its own words."""
    if not isinstance(error, OSError):
        return str(error)
    known = {
        errno.ENOSPC: _("the disk is full"),
        errno.EDQUOT: _("your share of the disk is full"),
        errno.EACCES: _("you have no permission for it"),
        errno.EPERM: _("you have no permission for it"),
        errno.EROFS: _("the disk can only be read"),
        errno.EIO: _("the disk does not work as it should"),
        errno.ENOENT: _("it is not there"),
        errno.EISDIR: _("it is a folder"),
        errno.ENOTDIR: _("a part of its path is no folder"),
        errno.ENAMETOOLONG: _("its name is too long"),
        errno.EEXIST: _("it is there already"),
    }
    return known.get(error.errno or 0) or error.strerror or str(error)


def what_is_wrong(error: BaseException) -> str:
    """Why data could not be read, in our own words: those of the libraries that read it are English, and for makers."""
    said = str(error)
    if isinstance(error, OSError):
        return reason(error)
    if isinstance(error, UnicodeDecodeError):
        return _("it is no text")
    if isinstance(error, RecursionError):
        return _("it is nested too deep")
    if unknown := _UNKNOWN.search(said):
        return _("“{name}” does not belong there").format(name=unknown[1])
    if isinstance(error, msgspec.ValidationError):
        place = _PLACE.search(said)
        name = place[1].replace("[...]", "").strip(".") if place else ""
        return _("what stands under “{name}” is wrong").format(name=name) if name else _("something in it is wrong")
    if "truncated" in said:
        return _("it stops half-way")
    if line := _LINE.search(said):
        return _("it is wrong in line {line}").format(line=line[1])
    return _("it is not in order")
