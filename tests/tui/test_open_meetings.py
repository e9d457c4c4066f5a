"""One way to open a meeting: to write in, else to read only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.archive.archive import Archive
from store.errors import CannotDo, MeetingLocked
from tests.helpers.meetings import KEY, archive_with_meeting, type_line
from tui.open_meetings import open_for, open_or_read
from tui.routes import Place


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return archive_with_meeting(tmp_path)


@pytest.fixture
def elsewhere(archive: Archive) -> Iterator[None]:
    """The meeting is open in another window."""
    desk = archive.open(KEY)
    yield
    desk.close()


@pytest.mark.parametrize("place", [Place.LIVE, Place.REVIEW, Place.PREPARE])
def test_a_meeting_is_opened_to_write_in(archive: Archive, place: Place) -> None:
    sitting, desk = open_for(archive, KEY, place)
    assert desk is not None
    assert desk.running is sitting
    desk.close()


@pytest.mark.usefixtures("elsewhere")
def test_what_is_open_elsewhere_is_read_only_but_not_prepared(archive: Archive) -> None:
    for opened in (open_or_read(archive, KEY), open_for(archive, KEY, Place.REVIEW)):
        assert opened.desk is None
        assert opened.sitting.meeting.key == KEY
    with pytest.raises(MeetingLocked):
        open_for(archive, KEY, Place.PREPARE)


def test_the_board_keeps_nobody_from_writing(archive: Archive) -> None:
    assert open_for(archive, KEY, Place.BOARD).desk is None
    archive.open(KEY).close()


def test_a_meeting_that_has_been_held_is_not_prepared_and_stays_free(archive: Archive) -> None:
    desk = archive.open(KEY)
    for line in ("/open", "/close"):
        type_line(desk, line)
    desk.close()
    with pytest.raises(CannotDo):
        open_for(archive, KEY, Place.PREPARE)
    archive.open(KEY).close()
