"""What was promised and decided in earlier meetings, followed up in a later one."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from exports.publish import Job, make
from store.archive.archive import Archive
from store.errors import CannotDo
from store.language.capture.warnings import About
from store.model import ActionStatus, Audience, Entry, Kind, MeetingStatus, Progress, Secrecy
from store.record.confidentiality import secrecy_of
from store.record.follow_ups import in_order_of_acts
from tests.helpers.earlier import FIRST, SECOND, THIRD, find, hold
from tests.helpers.meetings import AT, BODY, planned, running, type_line
from tests.helpers.screens import HandClock, sitting_in, until


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    hold(
        archive, date(2026, 9, 17), "@KP Offerte opvragen > 1 okt", "& @AB Cijfers sturen > 1 okt", "! Wij kopen niets"
    )
    return archive


def test_an_action_of_an_earlier_meeting_is_followed_up_where_it_happens(archive: Archive) -> None:
    before = archive.path(FIRST).read_bytes()
    hold(
        archive,
        date(2026, 10, 15),
        "/uitstel A-2026-09-01 1 nov",
        "/assign a 2026-09-01 @AB",
        "/done U 2026-09-01 per post",
    )
    hold(archive, date(2026, 11, 19), "/uitstel A-2026-09-01 1 dec")
    assert archive.path(FIRST).read_bytes() == before
    action = find(archive, "A 2026-09-01")
    assert (action.key, action.meeting, action.day) == (FIRST, "2026-09", date(2026, 9, 17))
    assert action.entry.due is not None
    assert (action.entry.due.day, action.entry.postponed) == (date(2026, 12, 1), 2)
    assert (action.entry.owners, action.entry.status) == (("AB",), ActionStatus.OPEN)
    steps = [later.follow_up.progress for later in action.history if later.follow_up]
    assert steps == [Progress.POSTPONED, Progress.ASSIGNED, Progress.POSTPONED]
    undertaking = find(archive, "u2026-09-01").entry
    assert (undertaking.status, undertaking.status_reason) == (ActionStatus.DONE, "per post")


@pytest.mark.parametrize(("last", "why"), [(", vakantie", "vakantie"), ("", "")])
def test_the_reason_of_a_postponement_is_that_of_the_last(tmp_path: Path, last: str, why: str) -> None:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    hold(archive, date(2026, 9, 17), "@KP Offerte opvragen > 1 okt", "/uitstel a1 8 okt, ziek")
    hold(archive, date(2026, 10, 15), f"/uitstel A-2026-09-01 1 nov{last}")
    later = find(archive, "A 2026-09-01").entry
    assert (later.postponed, later.status_reason) == (2, why)
    hold(archive, date(2026, 11, 19), "@KP Brief > 1 dec", "/uitstel a1 8 dec, ziek", f"/uitstel a1 15 dec{last}")
    (within,) = archive.read(THIRD).entries.values()
    assert (within.postponed, within.status_reason) == (2, why)


def test_the_minutes_tell_what_became_of_it_and_the_public_does_not_hear(archive: Archive) -> None:
    hold(archive, date(2026, 10, 15), "/done A-2026-09-01 binnen", "/vervalt u-2026-09-01")
    record = archive.read(SECOND)
    full = make(record, "minutes", Audience.FULL)
    assert "A 2026-09-01 (Offerte opvragen): gereed. binnen" in full
    assert "U 2026-09-01 (Cijfers sturen): vervallen" in full
    assert "Offerte" not in make(record, "minutes", Audience.PUBLIC)


def test_of_what_became_of_a_confidential_action_others_are_told_its_number(archive: Archive) -> None:
    hold(archive, date(2026, 10, 15), "/go 2", "/geheim art. 20 WOR", "@KP Smaragd kopen > 1 nov")
    hold(archive, date(2026, 11, 19), "/done A-2026-10-01 gisteren")
    told = Job(audience=Audience.EMPLOYER, archive=archive).make([archive.read(THIRD)]).decode()
    assert "**A 2026-10-01**: vertrouwelijk (art. 20 WOR)" in told
    assert "Smaragd" not in told


def test_undo_takes_a_follow_up_back(archive: Archive) -> None:
    hold(archive, date(2026, 10, 15), "/done A-2026-09-01", "/undo")
    assert find(archive, "A 2026-09-01").entry.status is ActionStatus.OPEN


def test_an_earlier_decision_is_replaced_or_withdrawn_and_both_are_linked(archive: Archive) -> None:
    hold(archive, date(2026, 10, 15), "/vervang D-2026-09-01 Wij kopen iets")
    assert find(archive, "D 2026-09-01").entry.replaced_by == "D 2026-10-01"
    hold(archive, date(2026, 11, 19), "/trek D-2026-10-01 in te duur")
    assert find(archive, "D 2026-10-01").entry.withdrawn_by == "D 2026-11-01"
    assert find(archive, "D 2026-09-01").entry.withdrawn_by == ""


def test_an_earlier_decision_that_is_amended_is_replaced_and_an_earlier_action_keeps_its_wording(
    archive: Archive,
) -> None:
    hold(archive, date(2026, 10, 15), "/wijzig D-2026-09-01 Wij kopen iets")
    assert find(archive, "D 2026-09-01").entry.replaced_by == "D 2026-10-01"
    assert find(archive, "D 2026-10-01").entry.replaces == "D 2026-09-01"
    assert find(archive, "D 2026-09-01").entry.text == "Wij kopen niets"
    desk = archive.open(SECOND)
    with pytest.raises(CannotDo, match="whose wording stays"):
        type_line(desk.running, "/amend A-2026-09-01 anders")
    desk.close()


@pytest.mark.parametrize("change", ["/wijzig {} Wij kopen alles", "/vervang {} Wij kopen alles", "/trek {} in"])
@pytest.mark.parametrize(
    ("first", "said"),
    [
        ("/wijzig D-2026-09-01 Wij kopen iets", "D 2026-09-01 was replaced by D 2026-10-01; name that one."),
        (
            "/trek D-2026-09-01 in",
            "D 2026-09-01 was withdrawn already, by D 2026-10-01; a new decision begins with “!”.",
        ),
    ],
)
def test_only_a_decision_that_stands_is_changed(archive: Archive, first: str, said: str, change: str) -> None:
    hold(archive, date(2026, 10, 15), first)
    for at, day in enumerate((date(2026, 10, 15), date(2026, 11, 19))):
        key = hold(archive, day) if at else SECOND
        desk = archive.open(key)
        before = dict(desk.running.record.entries)
        with pytest.raises(CannotDo) as refused:
            type_line(desk.running, change.format("D-2026-09-01"))
        assert str(refused.value) == said
        assert desk.running.record.entries == before
        desk.close()


@pytest.mark.parametrize("change", ["/wijzig d1 Anders", "/vervang d1 Anders", "/trek d1 in"])
def test_in_one_meeting_too_only_a_decision_that_stands_is_replaced(archive: Archive, change: str) -> None:
    desk = archive.open(FIRST)
    type_line(desk.running, "/vervang d1 Wij kopen iets")
    if change.startswith("/wijzig"):
        # Its wording may be mended still.
        type_line(desk.running, change)
        assert [entry.text for entry in desk.running.record.entries.values()][-2:] == ["Anders", "Wij kopen iets"]
    else:
        with pytest.raises(CannotDo, match="was replaced by D 2026-09-02; name that one"):
            type_line(desk.running, change)
    desk.close()


@pytest.mark.parametrize("change", ["/wijzig D-2020-03-02 Anders", "/vervang D-2020-03-02 Anders"])
def test_a_decision_from_before_the_archive_is_amended_as_it_is_replaced(archive: Archive, change: str) -> None:
    hold(archive, date(2026, 10, 15), change)
    (entry,) = archive.read(SECOND).entries.values()
    assert (entry.kind, entry.replaces, entry.text) == (Kind.DECISION, "D-2020-03-02", "Anders")


@pytest.mark.parametrize("line", ["/vervang {} Zwaluw koopt", "/wijzig {} Zwaluw koopt", "/trek {} in om Zwaluw"])
def test_what_is_said_anew_of_a_confidential_decision_is_as_confidential(tmp_path: Path, line: str) -> None:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    hold(archive, date(2026, 9, 17), "! Zwaluw wacht", "/geheim laatste art. 20 WOR")
    hold(archive, date(2026, 10, 15))
    desk = archive.open(SECOND)
    typed = line.format("D-2026-09-01")
    remarks = desk.running.understand(typed).remarks
    assert [str(remark) for remark in remarks] == ["▪ D-2026-09-01 is confidential, and so is this"]
    type_line(desk.running, typed)
    (entry,) = desk.running.record.entries.values()
    assert entry.confidential == Secrecy(ground="art. 20 WOR")
    assert "Zwaluw" not in make(desk.running.record, "minutes", Audience.PUBLIC)
    # And so is what comes after it, also where it is said in the open.
    type_line(desk.running, "/vervang d1 Zwaluw koopt niets")
    record = desk.running.record
    assert [secrecy_of(record, entry) is not None for entry in record.entries.values()] == [True, True]
    desk.close()


@pytest.mark.parametrize("line", ["/vervang d1 Zwaluw koopt", "/trek d1 in om Zwaluw", "/wijzig d1 Zwaluw koopt"])
def test_a_decision_of_a_confidential_item_stays_confidential_under_another(line: str) -> None:
    sitting = running()
    for typed in ("/open", "/go 2", "/geheim art. 20 WOR", "! Zwaluw wacht", "@KP Zwaluw bellen", "/go 3"):
        type_line(sitting, typed)
    assert [remark.about for remark in sitting.understand(line).remarks] == [About.STAYS_SECRET]
    type_line(sitting, line)
    type_line(sitting, "/comment a1 Zwaluw belt terug")
    assert "Zwaluw" not in make(sitting.record, "minutes", Audience.PUBLIC)


def test_what_is_no_action_is_not_done_and_an_unknown_one_is_remarked_on(archive: Archive) -> None:
    hold(archive, date(2026, 10, 15))
    desk = archive.open(SECOND)
    with pytest.raises(CannotDo):
        type_line(desk.running, "/done D-2026-09-01")
    assert desk.running.understand("/done A-2026-09-01").remarks == ()
    line = desk.running.understand("/done A-2026-08-07")
    assert [remark.about for remark in line.remarks] == [About.NOT_IN_ARCHIVE]
    assert [remark.about for remark in desk.running.understand("/trek D-2026-08-99 in").remarks] == [
        About.NOT_IN_ARCHIVE
    ]
    # What can only be of this meeting, or is no use without its text, was looked for here.
    for typed in ("/trek d9 in", "/trek D-2026-10-99 in", "/wijzig D-2026-08-99 x", "/schrap D-2026-08-99"):
        assert [remark.about for remark in desk.running.understand(typed).remarks] == [About.UNKNOWN_REFERENCE]
    # An action from before there was an archive is followed up by its number.
    type_line(desk.running, "/done A-2026-08-07 gemeld")
    (entry,) = desk.running.record.entries.values()
    assert entry.follow_up is not None
    assert (entry.kind, entry.follow_up.reference, entry.text) == (Kind.FOLLOW_UP, "A-2026-08-07", "gemeld")
    desk.close()


def test_a_short_reference_is_never_one_of_an_earlier_meeting(archive: Archive) -> None:
    hold(archive, date(2026, 10, 15))
    desk = archive.open(SECOND)
    with pytest.raises(CannotDo):
        type_line(desk.running, "/done a1")
    desk.close()


def test_the_index_is_never_the_truth(archive: Archive) -> None:
    hold(archive, date(2026, 10, 15), "/done A-2026-09-01")
    older = archive.path(SECOND).with_suffix(".bak").read_bytes()
    assert find(archive, "A 2026-09-01").entry.status is ActionStatus.DONE
    (file,) = (archive.folder.parent / "state" / "cache").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    for damage in (b"", b"no database at all" * 100):
        file.write_bytes(damage)
        assert find(archive, "A 2026-09-01").entry.status is ActionStatus.DONE
    file.unlink()
    assert find(archive, "A 2026-09-01").entry.status is ActionStatus.DONE
    archive.path(SECOND).write_bytes(older)
    assert find(archive, "A 2026-09-01").entry.status is ActionStatus.OPEN
    archive.path(SECOND).unlink()
    assert find(archive, "A 2026-09-01").history == ()


def test_an_index_that_cannot_be_kept_is_made_in_memory(archive: Archive, tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("not a folder")
    again = Archive(archive.folder, tmp_path / "state", blocked / "cache")
    assert again.index.refresh()
    assert again.index.find("A 2026-09-01", "or") is not None


def test_a_damaged_meeting_is_named_and_the_others_are_read(archive: Archive) -> None:
    hold(archive, date(2026, 10, 15), "@KP Iets > 1 nov")
    archive.path(SECOND).write_bytes(b"{")
    archive.index.refresh()
    assert list(archive.index.unread) == [SECOND]
    assert archive.index.find("A 2026-09-01", "or") is not None
    assert archive.index.find("A 2026-10-01", "or") is None


def test_reading_can_be_stopped_and_goes_on_where_it_was(archive: Archive) -> None:
    hold(archive, date(2026, 10, 15), "@KP Iets > 1 nov")
    heard: list[tuple[int, int]] = []

    def stop_at_the_second(number: int, total: int) -> bool:
        heard.append((number, total))
        return number < 1

    assert not archive.index.refresh(stop_at_the_second)
    assert archive.index.refresh(stop_at_the_second)
    assert heard == [(0, 2), (1, 2), (0, 1)]


def test_a_running_meeting_is_in_the_index_as_far_as_it_is_on_disk(archive: Archive) -> None:
    hold(archive, date(2026, 10, 15))
    desk = archive.open(SECOND)
    type_line(desk, "@KP Iets nieuws > 1 nov")
    assert desk.writer.wait(60)
    assert os.path.exists(archive.path(SECOND).with_suffix(".journal"))  # noqa: PTH110
    assert find(archive, "A 2026-10-01").entry.text == "Iets nieuws"
    desk.close()


async def test_open_actions_of_earlier_meetings_are_offered_and_told(archive: Archive) -> None:
    hold(archive, date(2026, 10, 15), "/done U-2026-09-01")
    async with sitting_in(archive, SECOND, (120, 40), HandClock()) as sitting:
        # The earlier meetings are read beside the typing, a moment after the start.
        await until(sitting.pilot, lambda: archive.has_looked_back(SECOND))
        await until(
            sitting.pilot, lambda: all(each.is_finished for each in sitting.pilot.app.workers if each.group != "keys")
        )
        await sitting.type("/done off", enter=False)
        await sitting.pilot.press("tab")
        assert "/done A-2026-09-01" in sitting.seen()
        assert "Offerte opvragen" in sitting.seen()
        await sitting.pilot.press("enter")
        assert [entry.kind for entry in sitting.record.entries.values()][-1] is Kind.FOLLOW_UP
        assert "A 2026-09-01 (Offerte opvragen): " in sitting.seen()
        await sitting.type("/done cij", enter=False)
        await sitting.pilot.press("tab")
        assert "U-2026-09-01" not in sitting.seen()


def test_between_meetings_an_action_is_followed_up_also_in_approved_minutes(archive: Archive) -> None:
    desk = archive.open(FIRST)
    meeting = replace(desk.running.meeting, status=MeetingStatus.APPROVED)
    desk.running.record.put(meeting)
    assert desk.perform(lambda: desk.running.record.keep("approved", "", AT))
    desk.close()
    entries = archive.read(FIRST).entries
    for typed in (
        "/uitstel a1 over 2 weken",
        "/assign a1 @AB",
        "/opmerking a1 gebeld",
        "/done a1 binnen",
        "/heropen a1",
    ):
        archive.follow_up(FIRST, typed, AT, date(2026, 12, 1))
    record = archive.read(FIRST)
    assert record.entries == entries
    assert [later.text for later in record.followups.values()] == ["", "", "gebeld", "binnen", ""]
    action = find(archive, "A 2026-09-01").entry
    assert action.due is not None
    assert (action.due.day, action.postponed, action.owners) == (date(2026, 12, 15), 1, ("AB",))
    assert action.status is ActionStatus.OPEN
    for nonsense in ("! besluit", "/done a9", "/done d1", "/schrap a1"):
        with pytest.raises(CannotDo):
            archive.follow_up(FIRST, nonsense, AT, date(2026, 12, 1))
    assert archive.read(FIRST).followups == record.followups


def test_a_follow_up_belongs_to_the_action_of_its_own_body(archive: Archive) -> None:
    meeting, items, roll = planned("2026-09-17-vgwm")
    body = replace(BODY, key="vgwm", name="Commissie VGWM")
    archive.create(replace(meeting, body=body, date=date(2026, 9, 17)), items, roll)
    desk = archive.open("2026-09-17-vgwm")
    for line in ("/open", "@SvdM Rooster nakijken > 1 nov"):
        type_line(desk, line)
    desk.close()
    hold(archive, date(2026, 10, 15), "/done A-2026-09-01")
    archive.index.refresh()
    ours, theirs = (archive.index.find("A 2026-09-01", body) for body in ("or", "vgwm"))
    assert ours is not None
    assert theirs is not None
    assert (ours.entry.status, theirs.entry.status) == (ActionStatus.DONE, ActionStatus.OPEN)
    still = archive.index.of_kinds([Kind.ACTION], only_open=True)
    assert [one.entry.text for one in still] == ["Rooster nakijken"]
    assert len(archive.index.of_kinds([Kind.ACTION])) == 2


def test_what_is_due_is_counted_as_follow_ups_leave_it(archive: Archive) -> None:
    hold(archive, date(2026, 10, 15), "/uitstel A-2026-09-01 1 dec", "/done U-2026-09-01")
    archive.index.refresh()
    assert [archive.index.due_until(date(2026, month, 1)) for month in (10, 11, 12)] == [0, 0, 1]
    archive.path(SECOND).unlink()
    archive.index.refresh()
    assert [archive.index.due_until(date(2026, month, 1)) for month in (9, 10, 11)] == [0, 2, 2]


def test_the_order_is_that_of_the_acts_whatever_the_clock_said(archive: Archive) -> None:
    hold(archive, date(2026, 10, 15))
    for line, days in (("/done A 2026-09-01", 400), ("/reopen A 2026-09-01", 0), ("/uitstel A 2026-09-01 1 dec", 1)):
        desk = archive.open(SECOND)
        assert desk.do(desk.understand(line), AT + timedelta(days=days)) is not None, line
        desk.close(5)
    action = find(archive, "A 2026-09-01").entry
    assert action.status is ActionStatus.OPEN
    assert action.due is not None
    assert action.due.day == date(2026, 12, 1)


def test_within_a_meeting_an_entry_is_no_earlier_than_the_one_before() -> None:
    def entry(id: int, days: int) -> Entry:
        return Entry(id=id, kind=Kind.NOTE, at=AT + timedelta(days=days), text="x")

    told = [("b", entry(3, 5)), ("a", entry(2, 1)), ("a", entry(1, 4)), ("b", entry(1, 2)), ("a", entry(7, 3))]
    assert [one.id for one in in_order_of_acts(told)] == [1, 1, 2, 7, 3]
    assert in_order_of_acts([]) == []
