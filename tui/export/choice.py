"""What the screen of documents does: the jobs behind a choice, their files, and what was chosen last for a body."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterable
from pathlib import Path

import msgspec

from exports.formats.file_warnings import Warn, warn_nobody
from exports.formats.registry import Format
from exports.kinds import DocumentKind
from exports.publish import Job
from store.archive.archive import Archive
from store.disk.atomic import make_folder, write_new, write_private
from store.errors import NotulistError, reason
from store.i18n import _
from store.model import Audience, Meeting, MeetingStatus
from store.paths import read_plain, state_folder
from store.record.record import Record
from tui.dialogs.choose_file import folder_of

SET = "set"
"""The choice that stands for what goes out after each meeting: minutes, public minutes and action list."""

_SET = (
    (DocumentKind.MINUTES, Audience.FULL),
    (DocumentKind.MINUTES, Audience.PUBLIC),
    (DocumentKind.ACTIONS, Audience.FULL),
)
# What a terminal takes for its clipboard: xterm and those after it cut off above this many bytes in base64.
LONGEST_COPY = 74_000 * 3 // 4


class Choice(msgspec.Struct, frozen=True):
    """What is chosen on the screen: what (or `SET`), for whom, in which format, into which folder."""

    what: str = SET
    audience: str = Audience.FULL.value
    format: str = Format.MARKDOWN.value
    folder: str = ""

    def jobs(self, archive: Archive, allowed: Iterable[str] = (), tell: Warn = warn_nobody) -> list[Job]:
        """The documents to be made; `tell` is called with what a file cannot show."""
        pairs = _SET if self.what == SET else ((DocumentKind(self.what), Audience(self.audience)),)
        return [
            Job(
                what=what,
                audience=audience,
                format=Format(self.format),
                archive=archive,
                allowed=tuple(allowed),
                tell=tell,
            )
            for what, audience in pairs
        ]

    def where(self) -> Path:
        """The folder, with `~` for the user's own."""
        return folder_of(self.folder)

    def paths(self, record: Record, archive: Archive) -> list[Path]:
        """The files that the documents will be written to."""
        folder = self.where()
        return [folder / job.name([record]) for job in self.jobs(archive)]


def usual(meeting: Meeting, archive: Archive) -> Choice:
    """What is chosen where nothing was chosen before: of a meeting that is still to come, the agenda."""
    format = Format.PDF if importlib.util.find_spec("typst") else Format.MARKDOWN
    what = DocumentKind.AGENDA.value if _is_to_come(meeting) else SET
    return Choice(what=what, format=format.value, folder=str(archive.folder / "documents"))


def remembered(meeting: Meeting, archive: Archive) -> Choice:
    """What was chosen last for the body of `meeting` in that archive; else what is usual."""
    try:
        return msgspec.convert(_read().get(_name(meeting, archive)), Choice)
    except msgspec.ValidationError:
        return usual(meeting, archive)


def remember(meeting: Meeting, archive: Archive, choice: Choice) -> str:
    """Keeps the choice for the next time; says why where that is not possible, which is no reason to stop."""
    known = {**_read(), _name(meeting, archive): msgspec.to_builtins(choice)}
    try:
        make_folder(state_folder())
        write_private(_file(), json.dumps(known, indent=2).encode())
    except OSError as error:
        return _("The choice is not kept for the next time: {reason}.").format(reason=reason(error))
    return ""


def write_files(
    choice: Choice, record: Record, archive: Archive, allowed: Iterable[str], tell: Warn = warn_nobody
) -> list[Path]:
    """Makes the documents, and only then writes them, over what is there; where they are.

    `tell` is called with what a file cannot show.

    Raises LeakFound and other NotulistErrors with nothing written, OSError where the disk refuses.
    """
    paths = choice.paths(record, archive)
    jobs = choice.jobs(archive, allowed, tell)
    contents = [job.make([record], path.name) for job, path in zip(jobs, paths, strict=True)]
    make_folder(choice.where())
    for path, content in zip(paths, contents, strict=True):
        write_new(path, content, overwrite=True)
    return paths


def text_to_copy(choice: Choice, record: Record, archive: Archive, allowed: Iterable[str]) -> str:
    """The document as text for a clipboard: as it is where the format is text, else as plain text.

    Raises LeakFound as a file would, and NotulistError where it is longer than a terminal takes.
    """
    job = choice.jobs(archive, allowed)[0]
    if job.format in (Format.PDF, Format.DOCX, Format.HTML):
        job = msgspec.structs.replace(job, format=Format.TEXT)
    elif job.format is Format.WORKBOOK:
        job = msgspec.structs.replace(job, format=Format.CSV)
    content = job.make([record])
    if len(content) > LONGEST_COPY:
        raise NotulistError(_("This is too long for the clipboard of a terminal; write the file instead."))
    return content.decode("utf-8-sig")


def text_to_see(choice: Choice, record: Record, archive: Archive) -> str:
    """The file as it will be, where it is text, for the one who makes it: not checked for leaks; a workbook as CSV."""
    job = msgspec.structs.replace(choice.jobs(archive)[0], checked=False)
    if job.format is Format.WORKBOOK:
        job = msgspec.structs.replace(job, format=Format.CSV)
    return job.make([record]).decode("utf-8-sig")


def _read() -> dict[str, object]:
    try:
        known = json.loads(read_plain(_file()))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _file() -> Path:
    return state_folder() / "documents.json"


def _name(meeting: Meeting, archive: Archive) -> str:
    # What goes out before a meeting is another choice than what goes out after it.
    when = ":planned" if _is_to_come(meeting) else ""
    return f"{archive.folder.resolve()}:{meeting.body.key}{when}"


def _is_to_come(meeting: Meeting) -> bool:
    return meeting.status is MeetingStatus.PLANNED
