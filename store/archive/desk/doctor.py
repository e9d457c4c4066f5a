"""The doctor of the desks: each file's digest, numbers given twice, and links to what is not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from store.archive.archive import Archive
from store.archive.desk.post_in import digests_that_differ
from store.archive.doctor_findings import Finding, FindingKind
from store.archive.notices import gone_desks
from store.archive.requests.own_procedures import FOLDER, own_procedures
from store.desk.desk import Desk
from store.desk.model import Piece
from store.disk import recovery
from store.disk.desks import form_of, name_of, tells_of
from store.disk.storage import JournalStorage
from store.disk.versions import newer_beside
from store.errors import MeetingLocked, NotulistError, reason
from store.i18n import _


def desk_findings(archive: Archive) -> Iterator[Finding]:
    """Everything that is out of order at the desks of `archive`; nothing is changed."""
    for key in gone_desks(archive):
        words = _("{desk}: it was here, and nothing is left of it; look for it in a backup.").format(desk=_called(key))
        yield Finding(what=FindingKind.GONE, file=f"desk/{key}.json", desk=key, words=words)
    there = archive.desks.keys()
    for key in there:
        yield from _Desk(archive, key).findings()
    for name in archive.desks.copies():
        words = _("{file}: another version of a desk; take over what you need, and take it away.")
        yield Finding(what=FindingKind.COPY, file=f"desk/{name}", words=words.format(file=f"desk/{name}"))
    folder = archive.folder / FOLDER
    for place in sorted(folder.iterdir()) if folder.is_dir() else ():
        for words in own_procedures(archive.folder, place.name)[1]:
            file = place.relative_to(archive.folder).as_posix()
            yield Finding(what=FindingKind.PROCEDURE, file=file, words=words)


def mend_desk(archive: Archive, key: str, kinds: set[FindingKind]) -> str:
    """Mends what can be mended of the desk of that body; what was done, in a line. Raises NotulistError, OSError."""
    path = archive.desks.path(key)
    if FindingKind.GONE in kinds:
        archive.desks.seen.forget(name_of(key))
        words = _("{desk}: what is not there can only come from a backup; it is not asked for again.")
        return words.format(desk=_called(key))
    if FindingKind.UNREADABLE in kinds:
        with archive.desks.lock(key):
            found = recovery.restored(path)
            desk = recovery.read_of(found[0], form_of(key)) if found else None
            if found is None or desk is None or desk.found:
                words = _("{desk}: cannot be repaired: there is no version before it that can be read.")
                return words.format(desk=_called(key))
            aside = recovery.put_back(path, found[0])
        if aside is None:
            return _("{desk}: restored from the version before it.").format(desk=_called(key))
        words = _("{desk}: restored from the version before it. The damaged file is kept as {file}.")
        return words.format(desk=_called(key), file=aside.name)
    desk_file = archive.desks.open(key)
    said = [f"{_called(key)}: {words}" for words in desk_file.found]
    desk_file.close()
    return " ".join(said) or _("{desk}: put in order.").format(desk=_called(key))


class _Desk:
    def __init__(self, archive: Archive, key: str) -> None:
        self._archive = archive
        self._key = key
        self._path = archive.desks.path(key)

    def findings(self) -> Iterator[Finding]:
        """The file first, then what stands in it, then the files of its pieces."""
        if not self._path.exists():
            yield self._found(
                FindingKind.MISSING, _("its file is missing; what is left of it stands beside where it was")
            )
            return
        try:
            storage = JournalStorage(self._path)
            desk = self._archive.read_desk(self._key)
        except (NotulistError, OSError) as error:
            yield self._found(FindingKind.UNREADABLE, reason(error))
            return
        yield from (self._found(FindingKind.ROW, words) for words in desk.found)
        yield from self._journal(storage)
        yield from self._links(desk)
        yield from self._files(desk)

    def _found(self, what: FindingKind, words: str, piece: Piece | None = None, file: str = "") -> Finding:
        return Finding(
            what=what,
            file=file or self._path.relative_to(self._archive.folder).as_posix(),
            desk=self._key,
            row=f"pieces/{piece.id}" if piece else "",
            reference=piece.number if piece else "",
            words=f"{_called(self._key)}: {words}",
        )

    def _journal(self, storage: JournalStorage) -> Iterator[Finding]:
        if storage.foreign or storage.damaged:
            yield self._found(FindingKind.JOURNAL, _("its journal belongs to another version of it, or cannot be read"))
        elif self._path.with_suffix(".journal").exists() and not self._is_open():
            yield self._found(
                FindingKind.JOURNAL, _("a journal was left over; it is put in order when the desk is opened")
            )
        elif (self._archive.folder / "desk" / f"{self._key}.adding").exists() and not self._is_open():
            yield self._found(FindingKind.JOURNAL, _("files of a piece that was never registered are left over"))
        if newer := newer_beside(self._path):
            yield self._found(FindingKind.BACK, _("its file is older than {newer}, beside it").format(newer=newer.name))
            return
        known = self._archive.desks.seen.of(name_of(self._key))
        if known and storage.seen(known.last) != known and not self._is_open():
            words = _("its file does not hold the last that was done here (act {number})")
            yield self._found(FindingKind.GONE, words.format(number=known.last))

    def _is_open(self) -> bool:
        try:
            self._archive.desks.lock(self._key).free()
        except MeetingLocked:
            return True
        return False

    def _links(self, desk: Desk) -> Iterator[Finding]:
        counts = Counter(piece.number for piece in desk.pieces.values())
        counts.update(request.reference for request in desk.requests.values())
        for number, times in counts.items():
            if times > 1:
                yield self._found(
                    FindingKind.NUMBER, _("{number} was given {times} times").format(number=number, times=times)
                )
        for piece in desk.pieces.values():
            lacks = [
                label
                for label, id, rows in (
                    (_("its party"), piece.party, desk.parties),
                    (_("the piece that it answers"), piece.answers, desk.pieces),
                    (_("its request"), piece.request, desk.requests),
                )
                if id is not None and id not in rows
            ]
            if lacks:
                words = _("{number}: not there any more: {what}").format(number=piece.number, what=", ".join(lacks))
                yield self._found(FindingKind.DANGLING, words, piece)

    def _files(self, desk: Desk) -> Iterator[Finding]:
        files = self._archive.desks.files(self._key)
        said = {
            "missing": _("{number}: its file {file} is missing"),
            "changed": _("{number}: its file {file} is not what was registered"),
            "unreadable": _("{number}: its file {file} cannot be read"),
        }
        for piece, file, how in digests_that_differ(files.path, desk.pieces.values()):
            yield self._found(FindingKind.FILE, said[how].format(number=piece.number, file=file.name), piece, file.path)
        folder = self._archive.folder / "post" / self._key
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(self._archive.folder).as_posix()
            if path.is_file() and not path.name.startswith(".") and not tells_of(desk, name):
                yield self._found(
                    FindingKind.ASIDE, _("no piece tells of the file {file}").format(file=name), file=name
                )


def _called(key: str) -> str:
    return _("desk {body}").format(body=key)
