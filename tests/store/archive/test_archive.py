"""The archive: meetings made, found, opened, read and locked, by several processes at once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
import time
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.archive.archive import Archive
from store.errors import ArchiveDamaged, CannotKeep, MeetingLocked, NoSuchMeeting
from store.model import AgendaItem, Attendee, Body, Meeting, Person
from store.paths import archive_folder, settings_file, state_folder
from tests.helpers.meetings import AT, BODY, KEY, keep_lines, planned, rows, texts
from tests.helpers.processes import another_process

TODAY = date(2026, 9, 17)


# Making and finding


def test_a_new_meeting_is_there_for_all(archive: Archive) -> None:
    assert archive.keys() == [KEY]
    record = archive.read(KEY)
    assert record.meeting == planned()[0]
    assert [item.title for item in record.agenda()] == ["Opening", "Mededelingen", "Thuiswerkregeling", "Rondvraag"]
    assert record.log == []
    assert archive.path(KEY) == archive.folder / "meetings" / "2026" / f"{KEY}.json"


def test_two_meetings_of_a_day_have_keys_and_numbers_of_their_own(archive: Archive) -> None:
    assert [archive.create(*planned()) for _time in range(2)] == [f"{KEY}-2", f"{KEY}-3"]
    keys = archive.keys()
    meetings = [archive.read(key).meeting for key in keys]
    assert [(meeting.key, meeting.number) for meeting in meetings] == [
        (KEY, "2026-09"),
        (f"{KEY}-2", "2026-09.2"),
        (f"{KEY}-3", "2026-09.3"),
    ]


def test_meetings_made_at_once_by_several_threads_are_all_there(archive: Archive) -> None:
    made: list[str] = []
    start = threading.Barrier(8)

    def make() -> None:
        start.wait()
        made.append(Archive(archive.folder, archive.folder.parent / "state").create(*planned()))

    threads = [threading.Thread(target=make) for _each in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 8
    assert sorted([KEY, *made]) == archive.keys()


def on_its_day(key: str) -> tuple[Meeting, list[AgendaItem], list[Attendee]]:
    meeting, items, roll = planned(key)
    return replace(meeting, date=date.fromisoformat(key[:10])), items, roll


def test_finding_by_key_day_and_latest(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    with pytest.raises(NoSuchMeeting):
        archive.find("latest", TODAY)
    for key in ("2026-08-20-or", "2026-10-15-or", "2026-09-17-or", "2026-09-17-gor", "2026-09-30-or"):
        archive.create(*on_its_day(key))
    assert archive.find("2026-09-17-or", TODAY) == "2026-09-17-or"
    assert archive.find("2026-08-20", TODAY) == "2026-08-20-or"
    assert archive.find("2026-10", TODAY) == "2026-10-15-or"
    assert archive.find("latest", date(2026, 9, 29)) == "2026-09-17-or"
    assert archive.find("latest", date(2026, 9, 30)) == "2026-09-30-or"
    assert archive.find("latest", date(2026, 1, 1)) == "2026-08-20-or"
    with pytest.raises(NoSuchMeeting, match="2026-09-17-gor, 2026-09-17-or"):
        archive.find("2026-09-17", TODAY)
    for words in ("2026-12-01", "", "../register", "2026-08-20-or.json"):
        with pytest.raises(NoSuchMeeting):
            archive.find(words, TODAY)
    desk = archive.open("2026-08-20-or")
    keep_lines(desk, "een")
    # Open in a window, but not running.
    assert archive.find("latest", TODAY) == "2026-09-17-or"
    keep_lines(desk, "/open")
    assert archive.find("latest", TODAY) == "2026-08-20-or"
    desk.close()
    assert archive.find("latest", TODAY) == "2026-08-20-or"
    desk = archive.open("2026-08-20-or")
    keep_lines(desk, "/close")
    desk.close()
    assert archive.find("latest", TODAY) == "2026-09-17-or"


def test_the_latest_goes_by_the_day_of_the_meeting_not_of_its_key(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    for key in ("2026-09-10-or", "2026-10-15-or"):
        archive.create(*on_its_day(key))
    desk = archive.open("2026-10-15-or")
    act = desk.do(replace(desk.understand("/open"), on=TODAY), AT)
    assert act
    keep_lines(desk, "/close")
    desk.close()
    assert archive.find("latest", TODAY) == "2026-10-15-or"


@pytest.mark.parametrize("title", ['Over "items": en ,"items":{} verder', "Gewoon"])
@pytest.mark.parametrize("people", [0, 600])
@pytest.mark.parametrize("turned", [False, True])
def test_the_running_meeting_is_found_however_its_file_is_written(
    tmp_path: Path, title: str, people: int, turned: bool
) -> None:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    for key in ("2026-08-20-or", "2026-10-15-or"):
        meeting, items, roll = on_its_day(key)
        body = replace(meeting.body, people=tuple(Person(handle=f"X{n}", name="Xavier de Xx") for n in range(people)))
        archive.create(replace(meeting, body=body, title=title), items, roll)
    desk = archive.open("2026-08-20-or")
    keep_lines(desk, "/open")
    desk.close()
    path = archive.path("2026-08-20-or")
    tables = json.loads(path.read_bytes())
    assert archive.find("latest", TODAY) == "2026-08-20-or"
    path.write_text(json.dumps(dict(reversed(tables.items())) if turned else tables, ensure_ascii=False))
    assert archive.find("latest", TODAY) == "2026-08-20-or"
    # Another program may have written it anew in its own way, as not running.
    tables["meeting"]["1"]["status"] = "draft"
    path.write_text(json.dumps(dict(reversed(tables.items())) if turned else tables, indent=4))
    assert archive.find("latest", date(2026, 12, 1)) == "2026-10-15-or"


def test_a_meeting_that_is_not_there_is_not_made_by_opening_it(archive: Archive) -> None:
    for opening in (archive.open, archive.read):
        with pytest.raises(NoSuchMeeting):
            opening("2026-01-01-or")
    assert archive.keys() == [KEY]


def test_an_archive_that_is_not_there_is_empty(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "nothing" / "here", tmp_path / "state")
    assert (archive.keys(), archive.bodies(), archive.register.body("or")) == ([], [], None)
    assert not (tmp_path / "nothing").exists()


def test_the_last_meeting_before(archive: Archive) -> None:
    archive.create(*planned("2026-08-20-or"))
    archive.create(*planned("2026-09-10-gor"))
    assert archive.last_before(BODY, date(2026, 9, 17)) == date(2026, 8, 20)
    assert archive.last_before(BODY, date(2026, 8, 20)) is None


def test_where_things_are() -> None:
    home = Path(os.environ["HOME"])
    assert archive_folder("x/y", {}) == Path("x/y")
    assert archive_folder(None, {"NOTULIST_ARCHIVE": "~/a"}) == home / "a"
    assert archive_folder("~nobody-of-that-name/a", {}) == Path("~nobody-of-that-name/a")
    for folder in (archive_folder(None, {}), state_folder(), settings_file()):
        assert home in folder.parents


# Opening, reading, locking


def test_closing_and_opening_gives_the_same_record(archive: Archive) -> None:
    desk = archive.open(KEY)
    keep_lines(desk, "/open", "/present HdV KP AB", "een", "! twee", "= 2-1", "/next", "/undo")
    before = rows(desk.running.record)
    desk.close()
    assert rows(archive.read(KEY)) == before
    desk = archive.open(KEY)
    assert rows(desk.running.record) == before
    assert desk.found == []
    desk.close()


def test_reading_touches_nothing(archive: Archive) -> None:
    desk = archive.open(KEY)
    keep_lines(desk, "een")
    files = {file: file.stat().st_mtime_ns for file in archive.folder.rglob("*")}
    assert texts(archive.read(KEY)) == ["een"]
    assert {file: file.stat().st_mtime_ns for file in archive.folder.rglob("*")} == files
    desk.close()


HOLD = """
import sys
from pathlib import Path
from store.archive.archive import Archive
desk = Archive(Path(sys.argv[1]), Path(sys.argv[2])).open(sys.argv[3])
print("ready", flush=True)
sys.stdin.readline()
desk.close()
"""


def test_a_meeting_open_elsewhere_is_locked_and_names_the_holder(archive: Archive, tmp_path: Path) -> None:
    with another_process(HOLD, archive.folder, tmp_path / "state", KEY) as holder:
        with pytest.raises(MeetingLocked, match=f"process {holder.pid} on "):
            archive.open(KEY)
        assert archive.read(KEY).meeting.key == KEY
        assert archive.create(*planned()) == f"{KEY}-2"
        assert holder.stdin is not None
        holder.stdin.write("\n")
        holder.stdin.flush()
        assert holder.wait(60) == 0
    archive.open(KEY).close()


def test_the_lock_is_free_at_once_after_kill_9(archive: Archive, tmp_path: Path) -> None:
    with another_process(HOLD, archive.folder, tmp_path / "state", KEY) as holder:
        os.kill(holder.pid, signal.SIGKILL)
        # It is free when the system has taken the process away, at once and not after a time of ours.
        holder.wait(60)
        archive.open(KEY).close()
    assert holder.returncode == -signal.SIGKILL


def test_the_lock_is_of_the_folder_however_it_is_named(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(archive.folder)
    desk = archive.open(KEY)
    with pytest.raises(MeetingLocked):
        Archive(tmp_path / "link", tmp_path / "state").open(KEY)
    desk.close()


def test_a_meeting_opened_in_one_thread_can_be_closed_in_another(archive: Archive) -> None:
    desks = []
    opening = threading.Thread(target=lambda: desks.append(archive.open(KEY)))
    opening.start()
    opening.join()
    with pytest.raises(MeetingLocked):
        archive.open(KEY)
    desks[0].close()
    again = archive.open(KEY)
    assert not again.found
    again.close()


def test_a_meeting_that_cannot_be_opened_is_not_left_locked(archive: Archive) -> None:
    good = archive.path(KEY).read_bytes()
    archive.path(KEY).write_bytes(b"{}")
    with pytest.raises(ArchiveDamaged):
        archive.open(KEY)
    archive.path(KEY).write_bytes(good)
    desk = archive.open(KEY)
    assert not desk.found
    desk.close()


def test_closing_again_does_not_touch_what_others_do_since(archive: Archive) -> None:
    first = archive.open(KEY)
    keep_lines(first, "een")
    first.close()
    second = archive.open(KEY)
    keep_lines(second, "twee")
    first.close()
    assert archive.path(KEY).with_suffix(".journal").exists()
    with pytest.raises(MeetingLocked):
        archive.open(KEY)
    second.close()
    assert texts(archive.read(KEY)) == ["een", "twee"]


def test_closing_tells_what_could_not_be_kept(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = archive.open(KEY)
    keep_lines(desk, "een")

    def refuse(descriptor: int, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", refuse)
        for line in ("twee", "drie"):
            act = desk.do(desk.understand(line), archive.read(KEY).log[0].at)
            assert act is not None
        with pytest.raises(CannotKeep, match=r"The last 2 acts could .*: the disk is full"):
            desk.close(0)
    assert texts(archive.read(KEY)) == ["een"]
    archive.open(KEY).close()


WRITE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from store.archive.archive import Archive
archive = Archive(Path(sys.argv[1]), Path(sys.argv[2]))
print("ready", flush=True)
number = 0
while True:
    desk = archive.open(sys.argv[3])
    for _each in range(3):
        number += 1
        act = desk.do(desk.understand(str(number)), datetime(2026, 9, 17, tzinfo=UTC))
        desk.writer.wait()
        print(number, flush=True)
    desk.close()
"""


@pytest.mark.faults
def test_reading_while_another_writes_and_folds_loses_nothing(archive: Archive, tmp_path: Path) -> None:
    acknowledged = 0

    def listen(process: subprocess.Popen[str]) -> None:
        nonlocal acknowledged
        assert process.stdout is not None
        for line in process.stdout:
            acknowledged = int(line)

    with another_process(WRITE, archive.folder, tmp_path / "state", KEY) as writer:
        thread = threading.Thread(target=listen, args=(writer,))
        thread.start()
        end, reads = time.monotonic() + 3, 0
        while time.monotonic() < end:
            known = acknowledged
            read = texts(archive.read(KEY))
            assert read == [str(number) for number in range(1, len(read) + 1)]
            assert len(read) >= known
            reads += 1
        writer.kill()
        thread.join(20)
    assert reads > 20
    assert acknowledged > 20


# The register


def test_bodies_are_kept_in_the_order_in_which_they_came(archive: Archive) -> None:
    for key in ("or", "gor", "bestuur"):
        archive.register.put(replace(BODY, key=key, name=key.upper()))
    archive.register.put(replace(BODY, name="OR nieuw", seats=9))
    assert [(body.key, body.name) for body in archive.bodies()] == [
        ("or", "OR nieuw"),
        ("gor", "GOR"),
        ("bestuur", "BESTUUR"),
    ]
    assert archive.register.body("GOR") == archive.register.body("gor")
    assert archive.register.body("or") == replace(BODY, name="OR nieuw", seats=9)
    assert archive.register.body("nobody") is None


def test_putting_a_body_keeps_what_this_version_does_not_know(archive: Archive) -> None:
    archive.register.put(BODY)
    path = archive.folder / "register.json"
    register = json.loads(path.read_text("utf-8"))
    register["planning"] = {"4": {"day": "x"}}
    register["bodies"]["1"]["colour"] = "blue"
    register["bodies"]["1"]["people"][0]["phone"] = 1
    path.write_text(json.dumps(register), "utf-8")
    people = (*BODY.people, Person(handle="NN", name="Nieuw Iemand"))
    archive.register.put(replace(BODY, seats=0, people=people))
    after = json.loads(path.read_text("utf-8"))
    assert after["planning"] == register["planning"]
    assert after["bodies"]["1"]["colour"] == "blue"
    assert after["bodies"]["1"]["people"][0]["phone"] == 1
    assert "seats" not in after["bodies"]["1"]
    assert after["bodies"]["1"]["people"][-1]["name"] == "Nieuw Iemand"


def test_a_body_is_never_gone_while_it_is_put(archive: Archive) -> None:
    archive.register.put(BODY)
    done = threading.Event()
    found: list[Body | None] = []

    def look() -> None:
        while not done.is_set():
            found.append(archive.register.body("or"))

    thread = threading.Thread(target=look)
    thread.start()
    for seats in range(1, 40):
        archive.register.put(replace(BODY, seats=seats))
    done.set()
    thread.join()
    assert found
    assert None not in found


def test_putting_an_equal_body_writes_nothing(archive: Archive) -> None:
    archive.register.put(BODY)
    path = archive.folder / "register.json"
    path.chmod(0o400)
    age = path.stat().st_mtime_ns
    archive.register.put(BODY)
    assert path.stat().st_mtime_ns == age
    assert not path.with_suffix(".bak").exists()


PUT = """
import sys
from pathlib import Path
from store.archive.archive import Archive
from store.model import Body
archive = Archive(Path(sys.argv[1]), Path(sys.argv[2]))
print("ready", flush=True)
sys.stdin.readline()
for number in range(15):
    archive.register.put(Body(key=f"{sys.argv[3]}{number}", name=sys.argv[3]))
"""


@pytest.mark.faults
def test_two_processes_that_add_bodies_at_once_lose_none(archive: Archive, tmp_path: Path) -> None:
    arguments = (archive.folder, tmp_path / "state")
    with another_process(PUT, *arguments, "a") as one, another_process(PUT, *arguments, "b") as two:
        for process in (one, two):
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()
        assert [one.wait(60), two.wait(60)] == [0, 0]
    assert sorted(body.key for body in archive.bodies()) == sorted(f"{of}{n}" for of in "ab" for n in range(15))
