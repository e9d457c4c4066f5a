"""A list of many meetings asks once what is to be asked, however many there are."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks import real_archive
from exports.formats.registry import Format
from exports.kinds import LISTS, DocumentKind
from exports.publish import Job
from store.archive.archive import Archive
from store.archive.register import Register
from store.disk.meetings import MeetingStore
from store.model import Audience
from store.search.index import Index

MEETINGS = 9


@pytest.mark.parametrize("what", LISTS)
def test_each_meeting_is_read_once_and_the_archive_looked_at_once(
    what: DocumentKind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    real_archive.fill(archive, MEETINGS, entries=24)
    archive.index.refresh()
    records = [archive.read_with_later_decisions(key) for key in archive.keys()]  # noqa: SIM118
    asked: Counter[str] = Counter()

    def counted(of: type, name: str) -> None:
        real = getattr(of, name)

        def ask(*arguments: object, **named: object) -> object:
            asked[f"{of.__name__}.{name}"] += 1
            return real(*arguments, **named)

        monkeypatch.setattr(of, name, ask)

    for of, name in ((Index, "refresh"), (MeetingStore, "read_rows"), (Register, "bodies"), (MeetingStore, "files")):
        counted(of, name)
    audience = Audience.FULL if what is DocumentKind.ACTIONS else Audience.PUBLIC
    job = Job(what=what, audience=audience, format=Format.CSV, archive=archive)
    assert len(job.make(records).splitlines()) > MEETINGS
    assert asked["Index.refresh"] == 1
    assert asked["MeetingStore.read_rows"] <= MEETINGS
    assert asked["Register.bodies"] <= 4
    assert asked["MeetingStore.files"] <= 2
