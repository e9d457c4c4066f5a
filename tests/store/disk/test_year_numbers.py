"""Numbers that run through a year: over meetings and windows, never twice, behind those of an older register."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.archive.archive import Archive
from store.archive.open_meeting import OpenMeeting
from store.bodies.body import problems
from store.bodies.settings import find_setting, with_setting
from store.language.day_phrases import Calendar
from tests.helpers.meetings import BODY, planned

AT = datetime(2026, 3, 12, 10, tzinfo=UTC)
YEARLY = replace(BODY, numbering=replace(BODY.numbering, decision="R{year}/{n:03}"))


def archive(folder: Path, *days: date, last: tuple[str, ...] = ()) -> Archive:
    """An archive with a meeting of the body on each of `days`."""
    found = Archive(folder / "archive", folder / "state")
    body = replace(YEARLY, numbering=replace(YEARLY.numbering, last=last))
    found.register.put(body)
    for day in days:
        meeting, items, roll = planned()
        key = f"{day.isoformat()}-{body.key}"
        found.create(replace(meeting, key=key, date=day, number=f"{day:%Y-%m}", body=YEARLY), items, roll)
    return found


def decided(desk: OpenMeeting, *lines: str) -> list[str]:
    for line in lines:
        desk.do(desk.understand(line), AT)
    return [entry.reference for entry in desk.running.record.entries.values()]


MARCH, APRIL, NEXT_YEAR = date(2026, 3, 12), date(2026, 4, 9), date(2027, 1, 14)


def test_they_go_on_over_meetings_and_begin_anew_each_year(tmp_path: Path) -> None:
    found = archive(tmp_path, MARCH, APRIL, NEXT_YEAR, last=("R2026/041",))
    wanted = (["R2026/042", "R2026/043"], ["R2026/044", "R2026/045"], ["R2027/001", "R2027/002"])
    for key, numbers in zip(found.keys(), wanted, strict=True):
        desk = found.open(key)
        assert decided(desk, "/open", "! een", "! twee") == numbers
        desk.close()


def test_two_windows_never_give_the_same(tmp_path: Path) -> None:
    found = archive(tmp_path, MARCH, APRIL)
    keys = found.keys()
    one, other = (Archive(tmp_path / "archive", tmp_path / "state").open(key) for key in keys)
    decided(one, "/open")
    decided(other, "/open")
    numbers = [decided(desk, f"! {at}")[-1] for at in range(3) for desk in (one, other)]
    assert numbers == [f"R2026/{number:03}" for number in range(1, 7)]
    # What was taken back is given again by the meeting that had it, and by no other.
    decided(one, "/undo")
    assert decided(other, "! vier")[-1] == "R2026/007"
    assert decided(one, "! vijf")[-1] == "R2026/008"
    one.close()
    other.close()


def test_what_a_meeting_did_not_keep_it_gives_again(tmp_path: Path) -> None:
    found = archive(tmp_path, MARCH, APRIL)
    desk = found.open(found.keys()[0])
    assert decided(desk, "/open", "! een", "! twee")[-1] == "R2026/002"
    # Taken back, and killed before another one was given.
    decided(desk, "/undo")
    desk.close()
    again = Archive(tmp_path / "archive", tmp_path / "state")
    desk = again.open(found.keys()[0])
    assert decided(desk, "! drie")[-1] == "R2026/002"
    desk.close()


def test_on_another_computer_the_meetings_tell(tmp_path: Path) -> None:
    found = archive(tmp_path, MARCH, APRIL)
    desk = found.open(found.keys()[0])
    decided(desk, "/open", "! een", "! twee")
    desk.close()
    elsewhere = Archive(tmp_path / "archive", tmp_path / "other")
    desk = elsewhere.open(found.keys()[1])
    assert decided(desk, "/open", "! drie") == ["R2026/003"]
    desk.close()


def test_a_disk_that_refuses_keeps_nobody_from_deciding(tmp_path: Path) -> None:
    found = archive(tmp_path, MARCH)
    desk = found.open(found.keys()[0])
    (tmp_path / "state" / "numbers").write_text("in the way", "utf-8")
    assert decided(desk, "/open", "! een", "! twee") == ["R2026/001", "R2026/002"]
    desk.close()


@pytest.mark.parametrize(
    ("pattern", "last", "fits"),
    [
        ("R{year}/{n:03}", "R2027/041", True),
        ("B {meeting}-{n:02}", "", True),
        ("R{year}", "", False),
        ("R{n}", "", False),
        ("R{year}/{n:03}", "41", False),
        ("B {meeting}-{n:02}", "R2027/041", False),
        ("R{year:02}/{n}", "", False),
    ],
)
def test_what_a_pattern_may_be(pattern: str, last: str, fits: bool) -> None:
    calendar = Calendar(on=MARCH)
    body = with_setting(with_setting(BODY, "decision", pattern, calendar), "laatste nummers", last, calendar)
    assert (not problems(body, [])) is fits
    assert find_setting("last").say(body) == last
