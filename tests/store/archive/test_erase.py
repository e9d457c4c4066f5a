"""What was erased stands in no file of the archive, and the record is what it was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store.archive.archive import Archive
from store.archive.doctor import examine
from store.archive.erase import erase
from store.errors import CannotDo
from store.model import ERASED
from tests.conftest import run
from tests.helpers.approving import DAY, FIRST, SECOND, hold, lay
from tests.helpers.meetings import rows

AT = datetime(2026, 9, 18, 9, 0, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    lay(archive, DAY)
    hold(archive, FIRST, "/open", "/present HdV KP AB", "gewone zin", "!? wij doen het", "= +HdV -KP")
    hold(archive, FIRST, "De ontslagbrief van Zilverberg", "nog een zin", "/delete", "/undo")
    return archive


def holding(archive: Archive, words: str) -> list[str]:
    """The files of archive and state in which `words` stand to the letter."""
    files = [path for path in archive.folder.parent.rglob("*") if path.is_file()]
    return sorted(path.name for path in files if words.encode() in path.read_bytes())


def test_words_that_were_taken_out_are_in_no_file(archive: Archive) -> None:
    archive.index.refresh()
    draft = archive.draft(FIRST)
    draft.keep("nog iets over Zilverberg")
    draft.close()
    with pytest.raises(CannotDo, match="still stands in the record"):
        erase(archive, FIRST, "Zilverberg", AT)
    assert holding(archive, "Zilverberg")
    hold(archive, FIRST, "/delete", "/delete")
    before = archive.read(FIRST)
    count, left = erase(archive, FIRST, "zilverberg", AT)
    assert count >= 2
    assert left == []
    assert holding(archive, "Zilverberg") == []
    after = Archive(archive.folder, archive.folder.parent / "state").read(FIRST)
    assert rows(after) == rows(before)
    assert [act.number for act in after.log][:-1] == [act.number for act in before.log]
    assert after.log[-1].verb == ERASED
    assert sum(act.line == "[gewist]" for act in after.log) == count
    assert "gewone zin" in str([act.line for act in after.log])
    assert examine(archive) == []


def test_a_vote_by_name_that_was_a_secret_ballot(archive: Archive) -> None:
    hold(archive, FIRST, "/delete", "/delete", "= geheim 2-1")
    assert holding(archive, "+HdV -KP")
    erase(archive, FIRST, "+HdV -KP", AT)
    assert holding(archive, "+HdV -KP") == []
    record = archive.read(FIRST)
    assert "names_against" not in str([act.changes for act in record.log])
    (vote,) = (entry.vote for entry in record.entries.values() if entry.vote)
    assert (vote.in_favour, vote.against) == (2, 1)
    hold(archive, FIRST, "en verder", "/undo")
    assert "wij doen het" in str(archive.read(FIRST).entries)
    assert examine(archive) == []


@pytest.mark.parametrize("words", ["nergens gezegd", "ab", "", "   "])
def test_nothing_is_erased_that_is_not_there(words: str, archive: Archive) -> None:
    before = archive.path(FIRST).read_bytes()
    with pytest.raises(CannotDo):
        erase(archive, FIRST, words, AT)
    assert archive.path(FIRST).read_bytes() == before


def test_what_stands_beside_it_is_named_and_left(archive: Archive) -> None:
    hold(archive, FIRST, "/delete", "/delete")
    aside = archive.path(FIRST).with_name(f"{FIRST}.before-1")
    aside.write_text("Zilverberg")
    assert erase(archive, FIRST, "Zilverberg", AT)[1] == [aside.name]
    assert aside.read_text() == "Zilverberg"


def test_approved_minutes_stay_as_they_are(archive: Archive) -> None:
    hold(archive, FIRST, "/delete", "/delete", "/close")
    lay(archive, DAY + timedelta(days=28), DAY)
    hold(archive, SECOND, "/open", "/approve")
    with pytest.raises(CannotDo, match="are approved"):
        erase(archive, FIRST, "Zilverberg", AT)
    assert examine(archive) == []


def test_by_command(archive: Archive) -> None:
    hold(archive, FIRST, "/delete", "/delete")
    refused = run("--archive", archive.folder, "erase", FIRST, "nergens")
    assert (refused.returncode, refused.stderr.count(b"\n")) == (1, 1)
    done = run("--archive", archive.folder, "erase", FIRST, "van Zilverberg")
    assert done.returncode == 0, done.stderr
    assert b"backup" in done.stderr
