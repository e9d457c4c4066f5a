"""The commands of privacy, as a program and a secretary call them."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

from store.archive.archive import Archive
from tests.conftest import run
from tests.helpers.desk import BODY, archive_with_desk, register


def test_found_reported_removed_and_due(archive_folder: Path, tmp_path: Path) -> None:
    made = archive_with_desk(tmp_path / "made")
    desk = made.open_desk(BODY)
    register(desk, "medewerker: Parkeerplaatsen, antwoord @ib", date(2025, 1, 26))
    register(desk, "> medewerker: Antwoord, op i1", date(2025, 2, 4))
    desk.close()
    shutil.copytree(made.folder, archive_folder, dirs_exist_ok=True)
    found = json.loads(run("privacy", "find", "G. de Wit", "--json").stdout)
    assert {place["kind"] for place in found} >= {"party"}
    assert set(found[0]) == {"kind", "where", "number", "text", "path", "near", "times"}
    due = json.loads(run("privacy", "due", "--on", "2026-12-01", "--json").stdout)
    # Registered from day to day: their numbers are of the year in which they came.
    assert len(due) == 2
    written = tmp_path / "inzage.md"
    result = run("privacy", "report", "G. de Wit", "-o", str(written), "--body", "or", "--on", "2026-12-01")
    assert result.returncode == 0, result.stderr
    assert "G. de Wit" in written.read_text("utf-8")
    result = run("privacy", "remove", *[each["number"] for each in due], "--yes")
    assert result.returncode == 0, result.stderr
    assert json.loads(run("privacy", "find", "G. de Wit", "--json").stdout) == []
    request = json.loads(run("requests", "list", "--on", "2026-12-01", "--json").stdout)[0]
    assert (request["procedure"], request["confidential"], request["terms"]["answer"]["do_by"]) == (
        "avg-15", True, "2026-12-31",
    )  # fmt: skip
    assert Archive(archive_folder).read_desk("or").request("r1")
