"""Minutes approved in a later meeting: closed for change, exactly once, whatever is in the way."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from exports.confidentiality.leak_check import find_leaks
from exports.formats.registry import Format
from exports.publish import Job, make
from store.archive.approvals import Approvals
from store.archive.archive import Archive
from store.archive.between_meetings import take_back_last
from store.archive.open_meeting import OpenMeeting
from store.errors import CannotDo, NotulistError
from store.meeting.preparation import Preparation, change_meeting
from store.model import APPROVED, Audience, MeetingStatus
from store.record import seal
from tests.conftest import run
from tests.helpers.approving import DAY, FIRST, SECOND, THIRD, hold, lay
from tests.helpers.meetings import AT, keep_lines, texts, type_line
from tests.helpers.screens import HandClock, sitting_in, until


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    lay(archive, DAY)
    lay(archive, date(2026, 10, 15), DAY)
    hold(archive, FIRST, "/open", "Het besprokene", "! Wij kopen niets", "@KP Offerte > 1 okt", "/close")
    return archive


def status(archive: Archive, key: str = FIRST) -> MeetingStatus:
    return archive.read(key).meeting.status


def approved_acts(archive: Archive, key: str = FIRST) -> int:
    return sum(act.verb == APPROVED for act in archive.read(key).log)


def told(desk: OpenMeeting) -> str:
    return " ".join(desk.told())


def test_the_next_meeting_closes_the_earlier_one(archive: Archive) -> None:
    desk = archive.open(SECOND)
    keep_lines(desk, "/open", "/correct blz. 2: drie wordt vier", "/correctie naam van Kees", "/approve")
    # At once, and not only when this meeting is left.
    meeting = archive.read(FIRST).meeting
    assert meeting.status is MeetingStatus.APPROVED
    assert told(desk) == "The minutes of 17 September 2026 are approved, and closed for change."
    given = meeting.approval
    assert given is not None
    assert (given.meeting, given.number, given.on) == (SECOND, "2026-10", date(2026, 10, 15))
    assert given.decision == "D 2026-10-01"
    assert given.corrections == ("blz. 2: drie wordt vier", "naam van Kees")
    assert (given.digest, given.rows) == seal.seal(archive.read(FIRST))
    desk.close()
    assert approved_acts(archive) == 1
    shown = json.loads(run("show", FIRST, "--json").stdout)["meeting"]["approval"]
    assert (shown["decision"], shown["on"], shown["digest"]) == ("D 2026-10-01", "2026-10-15", given.digest)
    assert not list(archive.folder.rglob("*.journal"))


def test_the_digest_is_over_the_record_and_not_over_the_log(archive: Archive) -> None:
    record = archive.read(FIRST)
    digest = seal.seal(record)[0]
    # By hand, as `docs/approving.md` describes it.
    import hashlib

    lines = ""
    for table in ("meeting", "items", "attendance", "entries"):
        for id, raw in sorted(record.raw[table].items()):
            row = {name: value for name, value in raw.items() if name not in ("status", "approval")}
            row = row if table == "meeting" else raw
            text = json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            lines += f"{table}/{id} {hashlib.sha256(text.encode()).hexdigest()}\n"
    assert digest == hashlib.sha256(lines.encode()).hexdigest()
    hold(archive, SECOND, "/open", "/approve")
    assert seal.seal(archive.read(FIRST))[0] == digest


def test_the_minutes_print_it_and_the_public_reads_no_correction(archive: Archive) -> None:
    assert "…………" in make(archive.read(FIRST), "minutes", Audience.FULL)
    hold(archive, SECOND, "/open", "/correct loon van Kees", "/approve")
    record = archive.read(FIRST)
    assert record.meeting.approval is not None
    full, public = (make(record, "minutes", audience) for audience in (Audience.FULL, Audience.PUBLIC))
    assert "donderdag 15 oktober 2026 (besluit D 2026-10-01), met 1 correctie" in full
    assert "loon van Kees" in full
    assert record.meeting.approval.digest[:8] in full
    assert "donderdag 15 oktober 2026 (besluit D 2026-10-01), met 1 correctie" in public
    assert "loon" not in public
    # What is signed are the approved minutes, whole.
    assert "Datum: ………" in full
    assert "…………" not in public


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.EMPLOYER])
@pytest.mark.parametrize("format", [Format.MARKDOWN, Format.HTML, Format.JSON, Format.CSV])
def test_what_a_correction_says_is_for_the_whole_minutes_only(
    archive: Archive, audience: Audience, format: Format
) -> None:
    hold(archive, SECOND, "/open", "/correct het bod van Zwaluw was 12.500", "/approve", "Een gewone opmerking")
    for key in (FIRST, SECOND):
        record = archive.read(key)
        written = Job(audience=audience, format=format, archive=archive).make([record]).decode()
        assert "Zwaluw" not in written
        assert "12.500" not in written
        assert "Zwaluw" in Job(format=Format.JSON, archive=archive).make([record]).decode()
    text = make(archive.read(SECOND), "minutes", Audience.EMPLOYER)
    assert "**Correctie**: niet in deze versie" in text
    data = json.loads(Job(audience=Audience.EMPLOYER, format=Format.JSON).make([archive.read(FIRST)]))
    assert data["meetings"][0]["meeting"]["approval"]["corrections"] == [""]


def test_a_correction_that_is_repeated_in_the_open_does_not_go_out(archive: Archive) -> None:
    hold(archive, SECOND, "/open", "/correct het bod van Zwaluw", "/approve", "Zwaluw wacht op antwoord")
    for audience in (Audience.EMPLOYER, Audience.PUBLIC):
        found = find_leaks(archive.read(SECOND), audience, [("hier", "Zwaluw wacht op antwoord")])
        assert [leak.word for leak in found] == ["Zwaluw"]


def test_of_corrected_minutes_with_something_confidential_the_corrections_are_checked_too(archive: Archive) -> None:
    hold(archive, FIRST, "/geheim laatste art. 20 WOR")
    hold(archive, SECOND, "/open", "/correct het bod van Zwaluw", "/approve")
    found = find_leaks(archive.read(FIRST), Audience.PUBLIC, [("hier", "Zwaluw wacht op antwoord")])
    assert [leak.word for leak in found] == ["Zwaluw"]


def test_undo_before_the_closing_takes_it_back_and_redo_brings_it_again(archive: Archive) -> None:
    desk = archive.open(SECOND)
    keep_lines(desk, "/open", "/approve", "/undo")
    assert status(archive) is MeetingStatus.DRAFT
    assert archive.read(FIRST).meeting.approval is None
    assert "a draft again" in told(desk)
    keep_lines(desk, "/redo")
    assert status(archive) is MeetingStatus.APPROVED
    desk.close()
    assert approved_acts(archive) == 3


@pytest.mark.parametrize("line", ["/delete D-2026-10-01", "= 1-3-0", "/trek D-2026-10-01 in"])
def test_whatever_takes_the_decision_away_takes_the_approval_back(archive: Archive, line: str) -> None:
    hold(archive, SECOND, "/open", "/approve", line)
    assert status(archive) is MeetingStatus.DRAFT


def test_after_the_closing_the_approval_stands(archive: Archive) -> None:
    desk = archive.open(SECOND)
    keep_lines(desk, "/open", "/approve", "/close", "/delete D-2026-10-01")
    assert "stay approved" in told(desk)
    desk.close()
    assert status(archive) is MeetingStatus.APPROVED


def test_a_correction_after_the_approval_still_goes_with_it(archive: Archive) -> None:
    hold(archive, SECOND, "/open", "/approve", "/correct nog iets")
    given = archive.read(FIRST).meeting.approval
    assert given is not None
    assert given.corrections == ("nog iets",)
    assert (given.digest, given.rows) == seal.seal(archive.read(FIRST))


def test_a_meeting_is_found_by_its_day_whatever_day_its_key_is_of(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    moved = date(2026, 11, 22)
    lay(archive, DAY)
    # The approving one was moved forward too: its key is older than the day of what it approves.
    lay(archive, date(2026, 10, 15), moved)
    for key, day in ((FIRST, moved), (SECOND, date(2026, 12, 10))):
        desk = archive.open(key)
        change = partial(change_meeting, date=day)
        assert desk.perform(partial(Preparation(desk.running.record).do, "date", day.isoformat(), AT, change))
        desk.close()
    hold(archive, FIRST, "/open", "! Iets", "/close")
    desk = archive.open(SECOND)
    keep_lines(desk, "/open", "/approve")
    assert told(desk) == "The minutes of 22 November 2026 are approved, and closed for change."
    keep_lines(desk, "/correct nog iets")
    assert told(desk) == "The corrections to the minutes of 22 November 2026 are up to date."
    desk.close()
    given = archive.read(FIRST).meeting.approval
    assert given is not None
    assert given.corrections == ("nog iets",)


def test_two_minutes_approved_in_one_meeting_have_corrections_of_their_own(archive: Archive) -> None:
    hold(archive, SECOND, "/open", "! Iets", "/close")
    lay(archive, date(2026, 11, 19), date(2026, 10, 15))
    hold(archive, THIRD, "/open", "/correct a", "/approve 17 sep", "/correct b", "/correct c", "/approve 15 okt")
    given = [archive.read(key).meeting.approval for key in (FIRST, SECOND)]
    assert [one.corrections if one else None for one in given] == [("a",), ("b", "c")]
    texts = [entry.text for entry in archive.read(THIRD).entries.values() if entry.approves]
    assert [("gewijzigd" in text or "correctie" in text) for text in texts] == [True, True]


def test_approved_minutes_refuse_every_change(archive: Archive, tmp_path: Path) -> None:
    hold(archive, SECOND, "/open", "/approve", "/close")
    before = archive.path(FIRST).read_bytes()
    desk = archive.open(FIRST)
    for line in ("Nog iets", "/undo", "/redo", "/open", "/go 2", "! Toch wel", "/done a1", "/secret", "/correct x"):
        with pytest.raises(CannotDo, match="approved and closed"):
            type_line(desk.running, line)
    with pytest.raises(CannotDo):
        desk.running.do_all(["een", "twee"], AT)
    # Also who goes past the verbs is refused.
    record = desk.running.record
    entry = next(iter(record.entries.values()))
    record.put(replace(entry, text="Anders"))
    with pytest.raises(CannotDo):
        record.keep("prepare", "", AT)
    assert record.entries[entry.id] == entry
    record.put(replace(record.meeting, status=MeetingStatus.DRAFT))
    with pytest.raises(CannotDo):
        record.keep("reopen", "", AT)
    desk.close()
    assert archive.path(FIRST).read_bytes() == before


def test_actions_are_followed_up_after_the_approval_and_that_breaks_no_digest(archive: Archive) -> None:
    archive.follow_up(FIRST, "/postpone A-2026-09-01 1 nov", AT, date(2026, 10, 1))
    hold(archive, SECOND, "/open", "/approve", "/close")
    archive.follow_up(FIRST, "/done A-2026-09-01 binnen", AT, date(2026, 12, 1))
    record = archive.read(FIRST)
    assert len(record.followups) == 2
    assert record.meeting.status is MeetingStatus.APPROVED
    assert seal.broken(record) == []
    assert run("doctor").returncode == 0
    # Both at the same instant: they are taken back together.
    assert len(take_back_last(archive, AT)) == 2
    record = archive.read(FIRST)
    assert not record.followups
    assert record.meeting.status is MeetingStatus.APPROVED
    assert seal.broken(record) == []
    assert run("doctor").returncode == 0
    with pytest.raises(CannotDo):
        take_back_last(archive, AT)


def test_scribe_and_a_chat_log_refuse_approved_minutes_in_one_line(archive: Archive, tmp_path: Path) -> None:
    hold(archive, SECOND, "/open", "/approve", "/close")
    before = archive.path(FIRST).read_bytes()
    for arguments in (["scribe", FIRST, "-"], ["scribe", "--dialect", "w3c", FIRST, "-"]):
        done = run(*arguments, typed="12:00:00 <a> Topic: Iets\n")
        assert done.returncode == 1
        assert done.stdout == b""
        assert done.stderr.decode() == "notulist: These minutes are approved and closed for change.\n"
    assert archive.path(FIRST).read_bytes() == before


async def test_the_live_screen_says_that_it_is_approved(archive: Archive) -> None:
    hold(archive, SECOND, "/open")
    async with sitting_in(archive, SECOND, (120, 40), HandClock()) as sitting:
        await sitting.type("/vaststellen")
        await until(sitting.pilot, lambda: "closed for change" in sitting.seen())
        assert "The minutes of 17 September 2026 are approved, and closed for change." in sitting.seen()
    async with sitting_in(archive, FIRST, (120, 40), HandClock()) as sitting:
        await sitting.type("nog een zin")
        assert "These minutes are approved and closed for change." in sitting.seen()
        assert "nog een zin" in sitting.seen()


# What is in the way


def test_a_locked_meeting_is_approved_when_either_is_opened_next(archive: Archive) -> None:
    script = (
        "import sys; from pathlib import Path; from store.archive.archive import Archive\n"
        f"desk = Archive(*map(Path, {[str(archive.folder), str(archive.folder.parent / 'state')]!r})).open({FIRST!r})\n"
        "print('open', flush=True); sys.stdin.read(); desk.close()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "open\n"
        desk = archive.open(SECOND)
        keep_lines(desk, "/open", "/approve")
        words = told(desk)
        assert "is open in another window" in words
        assert "passed on when either is opened next" in words
        desk.close()
        assert status(archive) is MeetingStatus.DRAFT
        other.stdin.close()
        assert other.wait(60) == 0
    assert status(archive) is MeetingStatus.DRAFT
    desk = archive.open(FIRST)
    assert "approved" in " ".join(desk.found)
    desk.close()
    assert status(archive) is MeetingStatus.APPROVED
    for key in (FIRST, SECOND, FIRST, SECOND):
        archive.open(key).close()
    assert approved_acts(archive) == 1


def test_a_damaged_meeting_is_approved_once_it_can_be_read(archive: Archive) -> None:
    whole = archive.path(FIRST).read_bytes()
    archive.path(FIRST).write_bytes(whole[:-40])
    desk = archive.open(SECOND)
    keep_lines(desk, "/open", "/approve")
    assert "is damaged" in told(desk)
    assert archive.path(FIRST).read_bytes() == whole[:-40]
    desk.close()
    archive.path(FIRST).write_bytes(whole)
    archive.open(SECOND).close()
    assert status(archive) is MeetingStatus.APPROVED


def test_a_damaged_row_approves_nothing_and_the_meeting_opens(archive: Archive) -> None:
    hold(archive, SECOND, "/open", "/approve 3 september")
    path = archive.path(SECOND)
    path.write_bytes(path.read_bytes().replace(b'"approves":"2026-09-03"', b'"approves":"2026-09-0x"'))
    desk = archive.open(SECOND)
    assert any("damaged" in line or "cannot be read" in line for line in desk.found)
    keep_lines(desk, "en verder")
    desk.close()
    assert "en verder" in texts(archive.read(SECOND))


def test_whatever_goes_wrong_with_an_approval_its_act_is_kept_once(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, reported: list[BaseException]
) -> None:
    def fail(*_anything: object, **_more: object) -> list[str]:
        raise RuntimeError("as nobody expected")

    desk = archive.open(SECOND)
    monkeypatch.setattr(Approvals, "pass_on", fail)
    keep_lines(desk, "/open", "/approve", "en verder")
    assert "Something went wrong in notulist" in told(desk)
    [error] = reported
    assert str(error) == "as nobody expected"
    journal = archive.path(SECOND).with_suffix(".journal").read_bytes()
    assert len([line for line in journal.splitlines() if b"/approve" in line]) == 1
    assert archive.read(SECOND).log[-1].line == "en verder"
    desk.close()


def test_a_meeting_that_is_not_in_the_archive_is_said_and_the_decision_kept(archive: Archive) -> None:
    desk = archive.open(SECOND)
    keep_lines(desk, "/open", "/approve 3 september")
    assert "not in the archive" in told(desk)
    desk.close()
    assert [entry.approves for entry in archive.read(SECOND).entries.values()] == [date(2026, 9, 3)]
    assert status(archive) is MeetingStatus.DRAFT


def test_minutes_that_are_not_closed_are_approved_when_they_are(archive: Archive) -> None:
    lay(archive, date(2026, 11, 19), date(2026, 10, 15))
    hold(archive, SECOND, "/open")
    desk = archive.open(THIRD)
    keep_lines(desk, "/open", "/approve")
    assert "not closed yet" in told(desk)
    desk.close()
    hold(archive, SECOND, "! Nog een besluit", "/close")
    assert status(archive, SECOND) is MeetingStatus.DRAFT
    archive.open(THIRD).close()
    assert status(archive, SECOND) is MeetingStatus.APPROVED


def test_another_body_and_another_day_are_left_alone(archive: Archive) -> None:
    other = lay(archive, DAY, body="or-commissie")
    hold(archive, other, "/open", "/close")
    hold(archive, SECOND, "/open", "/approve")
    assert status(archive, other) is MeetingStatus.DRAFT
    assert status(archive, SECOND) is MeetingStatus.RUNNING
    assert status(archive) is MeetingStatus.APPROVED


def test_the_first_approval_is_the_one(archive: Archive) -> None:
    hold(archive, SECOND, "/open", "/approve", "/close")
    lay(archive, date(2026, 11, 19), date(2026, 10, 15))
    desk = archive.open(THIRD)
    keep_lines(desk, "/open", "/approve 17 sep")
    assert "approved already, in the meeting of 15 October 2026" in told(desk)
    desk.close()
    assert approved_acts(archive) == 1


def test_killed_between_the_two_it_is_passed_on_later(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "concerns", lambda act: False)
    hold(archive, SECOND, "/open", "/approve")
    assert status(archive) is MeetingStatus.DRAFT
    monkeypatch.undo()
    assert archive.approvals.is_behind(archive.read(FIRST))
    archive.open(SECOND).close()
    assert status(archive) is MeetingStatus.APPROVED
    assert not archive.approvals.is_behind(archive.read(FIRST))


@pytest.mark.faults
def test_several_programs_at_once_pass_it_on_once(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "concerns", lambda act: False)
    hold(archive, SECOND, "/open", "/approve")
    script = (
        "import sys; from pathlib import Path\n"
        "from store.archive.archive import Archive; from store.errors import MeetingLocked\n"
        "archive = Archive(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "for _try in range(20):\n"
        "    for key in sys.argv[3:]:\n"
        "        try: archive.open(key).close()\n"
        "        except MeetingLocked: pass\n"
    )
    folders = [str(archive.folder), str(archive.folder.parent / "state")]
    orders = [(FIRST, SECOND), (SECOND, FIRST), (FIRST,), (SECOND,)]
    others = [subprocess.Popen([sys.executable, "-c", script, *folders, *order]) for order in orders]
    assert [other.wait(60) for other in others] == [0, 0, 0, 0]
    assert status(archive) is MeetingStatus.APPROVED
    assert approved_acts(archive) == 1


def test_one_changed_row_is_named(archive: Archive) -> None:
    hold(archive, SECOND, "/open", "/approve", "/close")
    assert seal.broken(archive.read(FIRST)) == []
    content = archive.path(FIRST).read_bytes()
    row = next(entry for entry in archive.read(FIRST).entries.values() if entry.reference == "D 2026-09-01")
    archive.path(FIRST).write_bytes(content.replace(b'"kind":"decision","at"', b'"kind":"proposal","at"', 1))
    assert seal.broken(archive.read(FIRST)) == [f"entries/{row.id}"]
    with pytest.raises(NotulistError):
        type_line(archive.open(FIRST).running, "iets")


def test_later_decisions_stand_in_the_documents_of_the_earlier_meeting(archive: Archive) -> None:
    hold(archive, SECOND, "/open", "/approve", "/vervang D-2026-09-01 Wij kopen iets")
    before = archive.path(FIRST).read_bytes()
    assert "D 2026-10-02" not in make(archive.read(FIRST), "minutes", Audience.FULL)
    assert "Vervangen door D 2026-10-02" in make(archive.read_as_it_stands(FIRST), "minutes", Audience.FULL)
    assert "vervangen door D 2026-10-02" in run("export", FIRST, "--what", "decisions", "-o", "-").stdout.decode()
    assert archive.path(FIRST).read_bytes() == before
