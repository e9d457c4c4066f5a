"""A Word file that comes back, beside the meeting of which it was made."""

from __future__ import annotations

from pathlib import Path

from exports.confidentiality.redaction import redacted
from exports.content.minutes import minutes
from exports.formats.registry import Format, require
from exports.word_file.read import WordFile, read_word_file
from exports.word_review.proposals import Proposal, proposals
from store.errors import NotulistError
from store.i18n import _
from store.model import Audience
from store.record.as_it_was import as_it_was
from store.record.record import Record


class Returned:
    """The Word file in `path`, which was made of the meeting that `record` tells.

    Raises NotulistError where it was made of another meeting or by another program, BadAgenda where it is damaged,
    OSError where it cannot be read.
    """

    def __init__(self, path: Path, record: Record) -> None:
        require(Format.DOCX)
        self.name = path.name
        self._file = read_word_file(path.read_bytes(), path.name)
        origin = self._file.origin
        if origin is None:
            raise NotulistError(
                _(
                    "{file} does not say of which meeting it is: only minutes that notulist wrote as Word come back."
                ).format(file=path.name)
            )
        if origin.meeting != record.meeting.key:
            words = _("{file} was made of {other}, not of {meeting}. Nothing was changed.")
            raise NotulistError(words.format(file=path.name, other=origin.meeting, meeting=record.meeting.key))
        self._as_made = as_it_was(record, origin.act)
        self._base = _written(self._as_made)
        self.is_older = bool(record.log) and origin.act < record.log[-1].number
        """Whether the record was changed since the file was made."""

    def proposals(self, record: Record) -> list[Proposal]:
        """What the file proposes that `record`, the same meeting as it is by now, does not say yet."""
        return proposals(self._base, self._file, self._as_made, record)


def _written(record: Record) -> WordFile:
    """What the Word file said when it was made."""
    from exports.formats.docx import write_docx

    return read_word_file(write_docx(minutes(redacted(record, Audience.FULL))), "")
