"""What can go wrong, as one clear line each.

Every error that a user may meet is a `NotulistError`: its text says what happened, what
was kept and what to do, in the language of the interface. `code` is the exit code of
the command line: 1 the request cannot be met, 2 wrong usage, 3 the archive is damaged
or locked.
"""

from __future__ import annotations

import errno

from store.i18n import _


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
        errno.ENODEV: _("it is no plain file"),
        errno.ENOTDIR: _("a part of its path is no folder"),
        errno.ENAMETOOLONG: _("its name is too long"),
        errno.EEXIST: _("it is there already"),
    }
    return known.get(error.errno or 0) or error.strerror or str(error)
