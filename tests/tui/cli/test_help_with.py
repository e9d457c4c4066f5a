"""`notulist help-with`: off until it is set, shows the whole text, and takes only the lines that are agreed to."""

from __future__ import annotations

import sys
from pathlib import Path

from store.archive.archive import Archive
from tests.conftest import run
from tests.helpers.meetings import AT, BODY, KEY, planned


def test_lines_are_taken_one_by_one_under_the_item_and_the_log_says_so(archive_folder: Path, tmp_path: Path) -> None:
    archive = Archive(archive_folder)
    archive.register.add(BODY)
    archive.create(*planned())
    meeting = archive.open(KEY)
    who = next(iter(meeting.running.record.attendance.values()))
    for line in ("/open", "/present all", "/next", f"{who.handle}: wil de cijfers", "/next"):
        meeting.do(meeting.understand(line), AT)
    meeting.close()
    result = run("help-with", KEY, "--item", "2")
    assert result.returncode == 1
    shown = run("help-with", KEY, "--item", "2", "--dry-run")
    assert shown.returncode == 0, shown.stderr
    assert b": wil de cijfers" in shown.stdout
    assert who.handle.encode() + b":" not in shown.stdout
    helper = tmp_path / "helper.py"
    helper.write_text("import sys\nfirst = sys.stdin.read().splitlines()[1].partition(':')[0]\n"
                      "print('! Nee.')\nprint(f'@{first} vraagt de cijfers op > 1 dec')\n", "utf-8")  # fmt: skip
    assert run("config", "set", "helper", f"{sys.executable} {helper}").returncode == 0
    result = run("help-with", KEY, "--item", "2", "--yes", typed=b"n\ny\n")
    assert result.returncode == 0, result.stderr
    record = archive.read(KEY)
    taken = [entry for entry in record.entries.values() if entry.owners]
    assert [(entry.owners, entry.item) for entry in taken] == [((who.handle,), 2)]
    assert not [entry for entry in record.entries.values() if entry.text == "Nee."]
    assert any(act.line.startswith("(helper)") for act in record.log)
