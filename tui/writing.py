"""Minutes and lists written to files from a screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.app import App

from exports.audience import Audience
from exports.files import document_name
from exports.make import make
from store.errors import NotulistError
from store.files import make_folder, write_new
from store.record import Record
from store.words import _

_DOCUMENTS = (("minutes", Audience.FULL), ("minutes", Audience.PUBLIC), ("actions", Audience.FULL))


async def ask_and_write(
    app: App[int], record: Record, folder: Path, type_on: Callable[[str], None] | None = None
) -> tuple[str, str]:
    """Writes the documents, after a question where they are there already; what to say, and in which style."""
    from tui.screens.ask import AskScreen

    if there := existing(record, folder):
        names = ", ".join(path.name for path in there)
        question = _("There already: {files}. Replace what is there? The old version is kept as .bak.")
        question = question.format(files=names)
        if not await app.push_screen_wait(AskScreen(question, type_on)):
            return _("Nothing was written."), ""
    try:
        written = write_documents(record, folder)
    except (OSError, NotulistError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        return _("Not everything was written: {reason}").format(reason=reason), "$error"
    return _("Minutes, public minutes and action list are in {folder}").format(folder=written[0].parent), "$success"


def existing(record: Record, folder: Path) -> list[Path]:
    """Those of the files that are there already."""
    return [path for path in _paths(record, folder) if path.exists()]


def write_documents(record: Record, folder: Path) -> list[Path]:
    """Writes minutes, public minutes and action list into `folder`, over what is there; where they are."""
    paths = _paths(record, folder)
    make_folder(folder)
    for path, (what, audience) in zip(paths, _DOCUMENTS, strict=True):
        write_new(path, make(record, what, audience).encode(), overwrite=True)
    return paths


def _paths(record: Record, folder: Path) -> list[Path]:
    return [folder / document_name(record.meeting, what, audience) for what, audience in _DOCUMENTS]
