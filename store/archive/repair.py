"""Mends what `store.archive.doctor` found and can be mended.

Modes, journals that a crash left, approvals that were not passed on, and files that are damaged, from their `.bak` and
the acts since then; the damaged file is kept beside it.
"""

from __future__ import annotations

from pathlib import Path

from store.archive.archive import Archive
from store.archive.desk.doctor import mend_desk
from store.archive.doctor import KNOWN, changed
from store.archive.doctor_findings import Finding, FindingKind
from store.archive.open_ledger import CLOSING_SECONDS
from store.disk import recovery
from store.errors import NotulistError, reason
from store.i18n import _
from store.record import seal

_FROM_BACKUP = (
    FindingKind.UNREADABLE,
    FindingKind.MISSING,
    FindingKind.ROW,
    FindingKind.TABLE,
    FindingKind.CHANGED,
    FindingKind.APPROVED,
)
_BY_OPENING = (FindingKind.JOURNAL, FindingKind.PENDING, FindingKind.BACK)


def repair(archive: Archive, findings: list[Finding]) -> list[str]:
    """Mends what of `findings` can be mended; a line for each thing that was done, or could not be."""
    done: list[str] = []
    for key in dict.fromkeys(finding.meeting for finding in findings if finding.meeting):
        kinds = {finding.what for finding in findings if finding.meeting == key}
        try:
            if FindingKind.GONE in kinds:
                done.append(_given_up(archive, key))
            if kinds & set(_FROM_BACKUP):
                done.append(_restore(archive, key))
            if kinds & set(_BY_OPENING):
                desk = archive.open(key)
                done += [f"{key}: {words}" for words in desk.found] or [
                    _("{meeting}: put in order.").format(meeting=key)
                ]
                desk.close(CLOSING_SECONDS)
        except (NotulistError, OSError) as error:
            done.append(f"{key}: {reason(error)}")
    for key in dict.fromkeys(finding.desk for finding in findings if finding.desk):
        kinds = {finding.what for finding in findings if finding.desk == key}
        try:
            if kinds & {FindingKind.UNREADABLE, FindingKind.GONE, *_BY_OPENING, FindingKind.MISSING}:
                done.append(mend_desk(archive, key, kinds))
        except (NotulistError, OSError) as error:
            done.append(f"{key}: {reason(error)}")
    for finding in findings:
        path = archive.folder / finding.file
        if finding.desk:
            continue
        if finding.what is FindingKind.UNREADABLE and not finding.meeting:
            done.append(_restore_register(path))
        if finding.what is FindingKind.BACK and not finding.meeting and (words := archive.register.put_back()):
            done.append(words)
        if finding.what is FindingKind.MODE and path.exists():
            path.chmod(0o700 if path.is_dir() else 0o600)
            done.append(_("{file}: readable by you only again.").format(file=finding.file))
    return done


def _restore(archive: Archive, key: str) -> str:
    """Puts the meeting `key` back from its `.bak`; what was done, in a line."""
    path = archive.path(key)
    with archive.meetings.lock(key):
        found = recovery.restored(path)
        record = recovery.read_of(found[0], recovery.MEETING) if found else None
        if found is None or record is None:
            words = _("{meeting}: cannot be repaired: there is no version before it that can be read.")
            return words.format(meeting=key)
        worse = record.found or seal.broken(record) or changed(record)
        if worse or found[0].keys() - KNOWN:
            words = _("{meeting}: cannot be repaired: the version before it is no better. It was left as it is.")
            return words.format(meeting=key)
        tables, lost = found
        aside = recovery.put_back(path, tables)
    words = _("{meeting}: restored from the version before it and the acts that can be read, up to {moment}.")
    parts = [words.format(meeting=key, moment=recovery.MEETING.reaches(record))]
    if aside:
        parts.append(_("The damaged file is kept as {file}.").format(file=aside.name))
    if lost:
        parts.append(_("These acts could not be read: {acts}.").format(acts=", ".join(map(str, lost))))
    return " ".join(parts)


def _given_up(archive: Archive, key: str) -> str:
    """What was known of the meeting `key` and is in nothing that is left is asked for no more; that in a line."""
    archive.meetings.seen.forget(key)
    words = _("{meeting}: what is not there can only come from a backup; it is not asked for again.")
    return words.format(meeting=key)


def _restore_register(path: Path) -> str:
    """Puts a file back that is no meeting from its `.bak`; what was done, in a line."""
    tables = recovery.backup_of(path)
    if tables is None:
        words = _("{file}: cannot be repaired: there is no version before it that can be read.")
        return words.format(file=path.name)
    aside = recovery.put_back(path, tables)
    if aside is None:
        return _("{file}: restored from the version before it.").format(file=path.name)
    words = _("{file}: restored from the version before it. The damaged file is kept as {aside}.")
    return words.format(file=path.name, aside=aside.name)
