"""An agenda as a file holds it, whatever the file was written with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import IO

import msgspec

from exports.agenda.markdown import AgendaFile, read_agenda
from exports.agenda.plain.front_matter import without_front_matter
from exports.agenda.plain.line import LineKind, said_to_be
from exports.sources.read import read_source
from exports.sources.source import LARGEST, Kind, Source
from store.text import clean_lines

FORMS = tuple(kind.value for kind in Kind if kind is not Kind.CARDS)


def read_agenda_file(file: Path, form: str = "", today: date | None = None) -> AgendaFile:
    """The agenda in `file`, in the form that its content tells, or in `form`.

    A day without a year is near to `today`, or to the day on which the mail was sent. Raises BadAgenda where the
    file holds no agenda that can be read, OSError where there is no such file.
    """
    with file.open("rb") as content:
        return read_agenda_from(content, file.name, form, today)


def read_agenda_from(content: IO[bytes], name: str, form: str = "", today: date | None = None) -> AgendaFile:
    """The agenda in an open file called `name`. Raises BadAgenda where it holds none that can be read."""
    source = read_source(content.read(LARGEST + 1), name, Kind(form) if form else None)
    return agenda_of(source, today)


def agenda_of(source: Source, today: date | None = None) -> AgendaFile:
    """The agenda that a file says. Raises NoAgenda where there is none in it, BadAgenda where it cannot be meant."""
    agenda = _read(source, source.sent or today)
    return msgspec.structs.replace(agenda, sender=source.sender, doubts=(*agenda.doubts, *source.left_out))


def lines_of(source: Source) -> list[str]:
    """The lines of a file, as `with_changes` counts them."""
    return clean_lines(source.text).split("\n")


def can_change(source: Source) -> bool:
    """Whether the user may say what a line of the file is: not in YAML and JSON, which say it themselves."""
    return source.kind not in (Kind.YAML, Kind.JSON)


def with_changes(source: Source, changes: Mapping[int, LineKind], today: date | None = None) -> AgendaFile:
    """The agenda in a file of which the user said what some lines are; `changes` are by the place of the line."""
    if not changes:
        return agenda_of(source, today)
    lines = lines_of(source)
    text = "\n".join(said_to_be(line, changes[at]) if at in changes else line for at, line in enumerate(lines))
    agenda = read_agenda(without_front_matter(text), source.sent or today, plain=True)
    return msgspec.structs.replace(agenda, sender=source.sender, doubts=(*agenda.doubts, *source.left_out))


def _read(source: Source, near: date | None) -> AgendaFile:
    if source.kind in (Kind.YAML, Kind.JSON):
        from exports.agenda.yaml_json import read_json, read_yaml

        return read_json(source.text) if source.kind is Kind.JSON else read_yaml(source.text)
    if source.kind in (Kind.MARKDOWN, Kind.TEXT):
        return read_agenda(source.text, near)
    return read_agenda(source.text, near, plain=True)
