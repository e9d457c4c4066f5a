"""What was said in the meetings of an archive, for as long as it may be kept.

    archive/transcripts/2027-03-18-or.json   the cues of one meeting, 0600

It stands beside the record and is no part of it: no document, list, index, backup or handover has words of it. When the
minutes are approved the words go; that there were any, how many, with whose consent, and the digest stay.
"""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import msgspec
from msgspec.structs import replace

from store.disk.atomic import make_folder, reading, tidy, write_whole, writing
from store.disk.meeting_files import KEY
from store.errors import ArchiveDamaged, NotulistError
from store.i18n import _
from store.paths import read_plain
from store.transcripts.transcript import UNTIL_APPROVAL, Transcript

FOLDER = "transcripts"
"""Where they are in the archive; a backup leaves this folder out."""


class NoWordsKept(NotulistError):
    """Of this meeting nothing is kept of what was said."""


class Transcripts:
    """The transcripts in the archive `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER

    def path(self, key: str) -> Path:
        """Where what was said in the meeting `key` is kept."""
        return self._folder / f"{key}.json"

    def read(self, key: str) -> Transcript | None:
        """What is kept of what was said in the meeting `key`; None where there never was anything.

        Raises ArchiveDamaged where the file cannot be read.
        """
        path = self.path(key)
        try:
            with reading(path):
                content = read_plain(path)
        except ArchiveDamaged as error:
            if isinstance(error.__cause__, FileNotFoundError):
                return None
            raise
        try:
            return msgspec.json.decode(content, type=Transcript)
        except (msgspec.MsgspecError, ValueError) as error:
            words = _("{file} is damaged; what was said cannot be read. It was left as it is.")
            raise ArchiveDamaged(words.format(file=path)) from error

    def words(self, key: str) -> Transcript:
        """As `read`, where there are words to be read. Raises NoWordsKept."""
        kept = self.read(key)
        if kept is None:
            raise NoWordsKept(_("Of {meeting} nothing is kept of what was said.").format(meeting=key))
        if kept.gone:
            words = _("What was said in {meeting} was taken away on {day}, as had been agreed.")
            raise NoWordsKept(words.format(meeting=key, day=kept.gone))
        return kept

    def keep(self, key: str, transcript: Transcript) -> None:
        """Puts `transcript` in the place of what was kept of the meeting `key`. Raises CannotKeep."""
        path = self.path(key)
        with writing(path):
            make_folder(path.parent)
            tidy(path)
            # No version before it is kept: what is taken away is gone.
            write_whole(path, msgspec.json.format(msgspec.json.encode(transcript)))

    def remove(self, key: str, on: date) -> bool:
        """Takes away the words of the meeting `key` on the day `on`; False where there are none. Raises CannotKeep."""
        kept = self.read(key)
        if kept is None or kept.gone:
            return False
        self.keep(key, replace(kept, cues=(), gone=on))
        return True

    def approved(self, key: str, on: date) -> bool:
        """Takes away the words that were to be kept until the minutes of `key` were approved; False where none were."""
        kept = self.read(key)
        return kept is not None and kept.until == UNTIL_APPROVAL and self.remove(key, on)

    def overdue(self, today: date) -> list[str]:
        """The keys of the meetings whose words were to be kept until a day before `today`."""
        found = []
        for key in self._keys():
            with contextlib.suppress(ArchiveDamaged):
                kept = self.read(key)
                if kept and not kept.gone and kept.until != UNTIL_APPROVAL and kept.until < today.isoformat():
                    found.append(key)
        return found

    def consent_asked(self, body: str) -> str:
        """How consent was asked the last time in a meeting of `body`; nothing where that was never kept."""
        for key in sorted(self._keys(), reverse=True):
            with contextlib.suppress(ArchiveDamaged):
                kept = self.read(key) if key[11:] == body else None
                if kept and kept.consent:
                    return kept.consent
        return ""

    def _keys(self) -> list[str]:
        with contextlib.suppress(OSError):
            return [path.stem for path in self._folder.glob("*.json") if KEY.fullmatch(path.stem)]
        return []
