"""The procedures that bodies made their own, in the place of the built-in one with the same key.

archive/
  procedures/or/wor-27.toml
"""

from __future__ import annotations

from pathlib import Path

from store.i18n import _
from store.paths import read_plain
from store.procedures.model import Procedure
from store.procedures.read import read_procedure
from store.procedures.toml import BadProcedure

FOLDER = "procedures"
"""Their folder in the archive."""


def folder_of(archive: Path, body: str) -> Path:
    """The folder of those of the body with that key; it need not be there."""
    return archive / FOLDER / body


def own_procedures(archive: Path, body: str) -> tuple[tuple[Procedure, ...], list[str]]:
    """Those of that body that can be read, and a line for each that cannot: the built-in one is used then."""
    found, troubles = [], []
    folder = folder_of(archive, body)
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        name = path.relative_to(archive).as_posix()
        try:
            found.append(read_procedure(read_plain(path).decode(), name))
        except BadProcedure as error:
            troubles.append(_("{error}. The built-in procedure is used.").format(error=error))
        except (OSError, UnicodeDecodeError):
            troubles.append(_("{file} cannot be read. The built-in procedure is used.").format(file=name))
    return tuple(found), troubles
