"""That a letter was sent: it is fixed, becomes a piece of post and a step of its request, and its action is done."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

import msgspec

from exports.confidentiality.leak_check import refuse_leaks, texts_of
from exports.formats.registry import Format
from exports.letters.check import lacking
from exports.letters.drafted import Drafted
from exports.letters.page import page
from exports.letters.written import file_name, text_of_letter, written
from store.archive.archive import Archive
from store.archive.desk.open_desk import OpenDesk
from store.desk import letters as verbs
from store.desk.desk import Desk, year_of
from store.desk.model import Direction, KeptFile, Piece
from store.disk.atomic import write_private
from store.errors import NotulistError
from store.i18n import _


class Outcome(msgspec.Struct, frozen=True):
    """What is to be told of it: what lacked, and what could not be done besides."""

    remarks: tuple[str, ...]


def send_letter(
    archive: Archive,
    desk: OpenDesk,
    letter: Drafted,
    on: date,
    channel: str,
    at: datetime,
    files: Sequence[str] = (),
    allowed: Iterable[str] = (),
) -> Outcome:
    """Fixes `letter` as sent on a day, as one act at its desk; then closes the action to write it, in its meeting.

    The file that is kept is the one that the user names, else the letter as PDF, or as Markdown where no PDF can be
    made. Raises LeakFound where it tells what is confidential, CannotDo where it was sent before, CannotKeep.
    """
    gathered = letter.gathered
    allowed = tuple(allowed)
    document = page(letter)
    refuse_leaks(list(gathered.records), gathered.audience, texts_of(document, gathered.letter.number), allowed)
    remarks = [each.words for each in lacking(letter, allowed)]
    row = desk.desk.letters[gathered.letter.id]
    step = verbs.step_of(row.kind, gathered.found.state.procedure) if gathered.found else None
    kept = _files(archive, desk, letter, files, allowed)

    def put(rows: Desk) -> None:
        verbs.send(
            rows,
            rows.letters[row.id],
            text=text_of_letter(letter),
            subject=letter.subject,
            on=on,
            at=at,
            channel=channel,
            step=step.key if step else "",
            conditions=[each.text for each in gathered.conditions],
            files=kept,
        )

    try:
        desk.do("send", row.number, at, put)
    except BaseException:
        desk.files.forget(file.path for file in kept)
        raise
    return Outcome((*remarks, *_close_action(archive, row.action, row.number, gathered.body.key, at, on)))


def _files(
    archive: Archive, desk: OpenDesk, letter: Drafted, files: Sequence[str], allowed: tuple[str, ...]
) -> tuple[KeptFile, ...]:
    """The files of the letter, copied into the archive."""
    number = letter.gathered.letter.number
    year = year_of(_as_piece(letter))
    if files:
        return desk.files.copy([Path(each).expanduser() for each in files], number, year)
    try:
        format, content = Format.PDF, written(letter, Format.PDF, archive.folder, allowed)
    except NotulistError:
        # Without the extra that makes a PDF, its words are kept all the same.
        format, content = Format.MARKDOWN, text_of_letter(letter).encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file_name(letter, format)
        write_private(path, content)
        return desk.files.copy([path], number, year)


def _as_piece(letter: Drafted) -> Piece:
    row = letter.gathered.letter
    return Piece(id=0, number=row.number, direction=Direction.OUT, at=row.at, day=letter.gathered.today)


def _close_action(archive: Archive, action: str, number: str, body: str, at: datetime, on: date) -> tuple[str, ...]:
    """Says in the meeting of the action that it is done; what kept it from that is told."""
    if not action:
        return ()
    archive.index.refresh()
    found = archive.index.find(action, body)
    if found is None or found.entry.status != "open":
        return ()
    try:
        archive.follow_up(found.key, f"/done {action} {number}", at, on)
    except NotulistError as error:
        words = _("{action} could not be marked as done: {reason}")
        return (words.format(action=action, reason=error),)
    return ()
