"""Minutes and lists written to files from a screen."""

from __future__ import annotations

from pathlib import Path

from exports.audience import Audience
from exports.files import document_name
from exports.make import make
from store.files import write_new
from store.record import Record

_DOCUMENTS = (("minutes", Audience.FULL), ("minutes", Audience.PUBLIC), ("actions", Audience.FULL))


def existing(record: Record, folder: Path) -> list[Path]:
    """Those of the files that are there already."""
    return [path for path in _paths(record, folder) if path.exists()]


def write_documents(record: Record, folder: Path) -> list[Path]:
    """Writes minutes, public minutes and action list into `folder`, over what is there; where they are."""
    paths = _paths(record, folder)
    for path, (what, audience) in zip(paths, _DOCUMENTS, strict=True):
        write_new(path, make(record, what, audience).encode(), overwrite=True)
    return paths


def _paths(record: Record, folder: Path) -> list[Path]:
    return [folder / document_name(record.meeting, what, audience) for what, audience in _DOCUMENTS]
