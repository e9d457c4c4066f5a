"""An agenda as a file holds it: which form it has, and that it is text at all."""

from __future__ import annotations

import re
from pathlib import Path
from typing import IO

from exports.agenda.markdown import AgendaFile, read_agenda
from store.errors import BadAgenda
from store.i18n import _
from store.text import decode

LONGEST = 5_000_000
"""The most bytes that an agenda may have: the longest known has sixty thousand."""
FORMS = ("markdown", "yaml", "json")
_SUFFIXES = {".json": "json", ".yaml": "yaml", ".yml": "yaml"}
_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read_agenda_file(file: Path, form: str = "") -> AgendaFile:
    """The agenda in `file`, in the form that its name tells, or in `form`.

    Raises BadAgenda where it holds none that can be read, OSError where there is no such file.
    """
    with file.open("rb") as content:
        return read_agenda_from(content, file.name, form)


def read_agenda_from(content: IO[bytes], name: str, form: str = "") -> AgendaFile:
    """The agenda in an open file called `name`. Raises BadAgenda where it holds none that can be read."""
    text = _text(content.read(LONGEST + 1), name)
    form = form or _SUFFIXES.get(Path(name).suffix.lower(), "")
    if form == "json" or (not form and text.lstrip().startswith("{")):
        from exports.agenda.yaml_json import read_json

        return read_json(text)
    if form == "yaml":
        from exports.agenda.yaml_json import read_yaml

        return read_yaml(text)
    return read_agenda(text)


def _text(content: bytes, name: str) -> str:
    if len(content) > LONGEST:
        raise BadAgenda(
            _("{file} is too large for an agenda (over {size} MB). Nothing was stored.").format(
                file=name, size=LONGEST // 1_000_000
            )
        )
    for mark, encoding in _BOMS.items():
        if content.startswith(mark):
            text = content[len(mark) :].decode(encoding, errors="replace")
            break
    else:
        text = decode(content)
    if len(_CONTROL.findall(text)) * 50 > len(text) or "\x00" in text:
        raise BadAgenda(
            _("{file} is not text. Nothing was stored: save the agenda as text or Markdown first.").format(file=name)
        )
    return text
