"""What must be so after a kill."""

from __future__ import annotations

import json
from pathlib import Path

from tinydb import TinyDB


def must_open(folder: Path) -> None:
    """Every file is whole JSON, and a TinyDB; a journal may have one torn line, its last."""
    for file in folder.iterdir():
        if file.suffix in {".json", ".bak"}:
            json.loads(file.read_bytes())
            with TinyDB(file, access_mode="r", encoding="utf-8") as database:
                assert {"meeting", "items", "schema"} <= database.tables()
        elif file.suffix == ".journal":
            for line in file.read_bytes().splitlines(keepends=True)[:-1]:
                json.loads(line[9:])
        else:
            assert file.suffix in {".tmp", ".bad"}, file.name
