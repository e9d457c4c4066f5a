"""Typed lines from files and pipes: read in any encoding, kept one by one, acknowledged when they are on disk."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from store.archive.archive import Archive
from store.errors import CannotKeep
from store.model import Meeting
from store.paths import state_folder
from store.record.clock import local
from tests.conftest import COMMAND, run
from tests.helpers.meetings import AT, KEY, keep_lines, planned, texts
from tests.helpers.tables import each_row
from tui.cli.meetings import scribe as scribing
from tui.cli.meetings.scribe import Typed, read_lines, scribe, start_of

MEETING = planned()[0]


@pytest.fixture
def archive(archive_folder: Path) -> Archive:
    """The archive that the command uses too, with one meeting in it."""
    archive = Archive(archive_folder, state_folder())
    archive.create(*planned())
    return archive


def read(content: bytes, meeting: Meeting = MEETING, start: datetime = AT) -> list[tuple[str, str]]:
    """Each line of `content`, with the day and hour on the meeting's wall."""
    lines = read_lines(content.splitlines(keepends=True), meeting, start)
    return [(f"{local(line.at, meeting):%d %H:%M:%S}", line.text) for line in lines]


# Reading lines


@each_row(
    "content",
    [
        "14:37 één\n14:38 twee\n".encode(),
        "14:37 één\r\n14:38 twee\r\n".encode(),
        "\ufeff14:37 één\n14:38 twee".encode(),
        "14:37 één\n14:38 twee".encode("cp1252"),
        "14:37 één\r\n14:38 twee\r\n".encode("utf-16"),
        b"\xfe\xff" + "14:37 één\n14:38 twee".encode("utf-16-be"),
        "\n  \n// een opmerking\n14:37 één\n //nog een\n\n14:38   twee  \n".encode(),
        "14:37\téén\n14:38:00 twee".encode(),
    ],
)
def test_a_file_is_read_however_it_was_written(content: bytes) -> None:
    assert read(content) == [("17 14:37:00", "één"), ("17 14:38:00", "twee")]


def test_a_line_without_a_time_has_the_time_of_the_one_before() -> None:
    content = b"een\n13:40 twee\ndrie\n13:45:30 vier\nvijf"
    assert [at for at, _text in read(content)] == [
        "17 13:30:00",
        "17 13:40:00",
        "17 13:40:00",
        "17 13:45:30",
        "17 13:45:30",
    ]


@each_row(
    "line", ["25:00 is geen tijd", "13:60 ook niet", "3.15 miljoen begroot", "10.50 euro", "13:30", "12:3 gewonnen"]
)
def test_what_is_no_time_is_text_to_the_letter(line: str) -> None:
    assert read(line.encode()) == [("17 13:30:00", line)]


def test_numbers_of_lines_are_those_of_the_file() -> None:
    lines = read_lines([b"// x\n", b"\n", b"een\n", b"\n", b"twee"], MEETING, AT)
    assert [line.number for line in lines] == [3, 5]


def test_a_meeting_past_midnight() -> None:
    evening = replace(MEETING, start=time(22, 0))
    start = AT + timedelta(hours=8.5)
    content = b"21:50 een\n23:59 twee\n00:01 drie\n01:30 vier\n23:50 te laat getypt\n02:00 vijf"
    assert [at for at, _text in read(content, evening, start)] == [
        "17 21:50:00",
        "17 23:59:00",
        "18 00:01:00",
        "18 01:30:00",
        "17 23:50:00",
        "18 02:00:00",
    ]


def test_a_slip_in_one_time_moves_no_other_line() -> None:
    content = b"13:31 een\n14:37 twee\n01:38 een tikfout\n14:39 drie\n15:00 vier"
    assert [at for at, _text in read(content)][3:] == ["17 14:39:00", "17 15:00:00"]


def test_without_a_planned_hour_the_first_line_says_when_it_began() -> None:
    plain = replace(MEETING, start=None, end=None)
    midnight = AT - timedelta(hours=13.5)
    assert [at for at, _text in read(b"19:30 een\n00:10 twee", plain, midnight)] == ["17 19:30:00", "18 00:10:00"]


def test_the_hour_that_comes_twice_goes_on() -> None:
    night = replace(MEETING, date=MEETING.date.replace(month=10, day=24), start=time(23, 0))
    start = datetime.fromisoformat("2026-10-24T21:00:00+00:00")
    lines = read_lines(b"23:00 a\n02:10 b\n02:50 c\n02:10 d\n03:10 e".splitlines(), night, start)
    minutes = [(line.at - start) / timedelta(minutes=1) for line in lines]
    assert minutes == [0, 190, 230, 250, 310]


@given(st.binary(max_size=300))
def test_no_bytes_crash_it_or_bring_a_control_character_in(content: bytes) -> None:
    for _at, text in read(content):
        assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in text)
        text.encode()


# Keeping lines


def test_lines_go_on_from_the_last_act(archive: Archive) -> None:
    desk = archive.open(KEY)
    assert start_of(desk.running) == AT
    keep_lines(desk, "een")
    desk.close()
    desk = archive.open(KEY)
    assert start_of(desk.running) == desk.running.record.log[-1].at
    desk.close()


def test_a_disk_that_goes_on_refusing_ends_it_with_one_line(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scribing, "_REFUSING_SECONDS", 0.05)
    desk = archive.open(KEY)
    kept: list[str] = []

    def refuse(descriptor: int, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    def lines() -> Iterator[Typed]:
        yield Typed(1, AT, "een")
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", refuse)
            yield Typed(2, AT, "twee")

    with pytest.raises(CannotKeep, match="the disk is full"):
        scribe(lines(), desk, lambda typed, act: kept.append(typed.text), lambda typed, words: None)
    desk.close()
    assert kept == ["een"]
    assert texts(archive.read(KEY)) == ["een"]
    archive.open(KEY).close()


def test_a_disk_that_is_only_slow_is_waited_for(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scribing, "_REFUSING_SECONDS", 0.001)
    real = os.fdatasync
    never = threading.Event()

    def sync(descriptor: int) -> None:
        never.wait(0.05)
        real(descriptor)

    monkeypatch.setattr(os, "fdatasync", sync)
    desk = archive.open(KEY)
    kept: list[str] = []
    typed = [Typed(1, AT, "een"), Typed(2, AT, "twee")]
    scribe(typed, desk, lambda typed, act: kept.append(typed.text), lambda typed, words: None)
    desk.close()
    assert kept == texts(archive.read(KEY)) == ["een", "twee"]


def test_a_slip_in_a_command_is_said_with_what_becomes_of_the_line(archive: Archive, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("/volgend\n/naar\n")
    done = run("scribe", KEY, notes)
    assert done.stderr.decode().splitlines() == [
        "line 1: /volgend is no command; /next is. The line is kept as a note.",
        "line 2: /naar is not complete; like this it is: /go 6. The line is kept as a note.",
    ]
    assert texts(archive.read(KEY)) == ["/volgend", "/naar"]


def test_who_voted_what_in_secret_is_left_out_and_that_is_said(archive: Archive, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("een\n= schriftelijk geheim +hdv +kp -ab\ntwee\n")
    done = run("scribe", KEY, notes)
    assert (done.returncode, texts(archive.read(KEY))) == (0, ["een", "twee"])
    assert done.stdout.decode().splitlines() == ["1\tnote\teen", "2\tnote\ttwee"]
    assert done.stderr.decode().splitlines() == [
        "line 2: names in a secret ballot are not kept; type the numbers: = secret 3-1-0. The line is left out."
    ]
    assert "-ab" not in archive.path(KEY).read_text("utf-8")


# The command


def test_a_file_is_kept_and_acknowledged_line_by_line(archive: Archive, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_bytes("// notulen\r\n13:31 /open\r\n\r\n13:32 één\r\n/read\r\n/go 99\r\n! besluit".encode("cp1252"))
    done = run("scribe", KEY, notes)
    assert done.returncode == 0
    assert done.stdout.decode().splitlines() == [
        "1\topen\t/open",
        "2\tnote\téén",
        "3\tnote\t/go 99",
        "4\tdecision\t! besluit",
    ]
    said = done.stderr.decode().splitlines()
    assert said[0] == "line 6: there is no item 99 on the agenda"
    assert said[1].endswith("The line is kept as a note.")
    record = archive.read(KEY)
    assert texts(record) == ["één", "/go 99", "besluit"]
    assert [f"{local(act.at, record.meeting):%H:%M}" for act in record.log] == ["13:31", "13:32", "13:32", "13:32"]


@contextmanager
def piped(archive: Archive) -> Iterator[tuple[Callable[[str], str], subprocess.Popen[bytes]]]:
    """`scribe KEY -` with pipes at both ends; types a line and gives the acknowledgement."""
    with subprocess.Popen([COMMAND, "scribe", KEY, "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:

        def type_and_read(line: str) -> str:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(line.encode() + b"\n")
            process.stdin.flush()
            return process.stdout.readline().decode()

        try:
            yield type_and_read, process
        finally:
            process.kill()


def test_through_a_pipe_each_line_is_acknowledged_when_it_is_on_disk(archive: Archive) -> None:
    with piped(archive) as (type_and_read, process):
        for number in range(1, 31):
            assert type_and_read(f"regel {number}") == f"{number}\tnote\tregel {number}\n"
            assert texts(archive.read(KEY))[-1] == f"regel {number}"
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(60) == 0
    assert not archive.path(KEY).with_suffix(".journal").exists()
    assert len(archive.read(KEY).entries) == 30


def test_a_reader_that_goes_away_is_no_traceback(archive: Archive, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("".join(f"regel {number}\n" for number in range(300)), "utf-8")
    with subprocess.Popen(
        [COMMAND, "scribe", KEY, str(notes)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"1\tnote\tregel 0\n"
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait(60) in (0, 1)
    assert said == b""
    kept = texts(archive.read(KEY))
    assert kept == [f"regel {number}" for number in range(len(kept))]
    archive.open(KEY).close()


HOSTILE = (
    b"\x1b[31mrood\x1b[0m",
    b"\x1b]52;c;cm0gLXJmIH4=\x07klembord",
    b"\x1b]0;titel\x1b\\",
    b"\x9b31mC1 in latin-1",
    "\x9b31m\x9d0;x\x9c C1 in utf-8".encode(),
    b"nul \x00 bel \x07 terug \x08\x7f formfeed \x0c vt \x0b",
    "om\u202egekeerd\u2066 \u2028 regel \u2029 \x85".encode(),
    b"half \xed\xa0\x80 surrogaat \xff\xfe",
    b"\x1bPdcs\x1b\\ \x1b_apc\x1b\\ \x1b^pm\x1b\\ \x1bXsos\x1b\\",
    b"\x1b\x1b[[31m \x1b",
    b"[@click=app.quit]x[/nope]",
)


def test_no_control_character_comes_out(archive: Archive) -> None:
    done = run("scribe", KEY, "-", typed=b"\n".join(HOSTILE) + b"\n/go \x1b[1m9\n@\x1b[2mwho doe dit\n= \x07\n")
    assert done.returncode == 0
    for output in (done.stdout, done.stderr):
        text = output.decode()
        assert not [c for c in text if (ord(c) < 32 and c not in "\t\n") or 127 <= ord(c) < 160]
        assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")
    # One line went in as one line, and has one acknowledgement.
    assert done.stdout.count(b"\n") == len(archive.read(KEY).log) >= len(HOSTILE)


@pytest.mark.parametrize("environment", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0"}])
def test_it_works_in_a_plain_locale(archive: Archive, environment: dict[str, str]) -> None:
    done = run("scribe", KEY, "-", typed="één «regel»\n".encode(), **environment)
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr
    assert texts(archive.read(KEY)) == ["één «regel»"]


def test_a_meeting_open_elsewhere_is_one_line_and_code_3(archive: Archive) -> None:
    desk = archive.open(KEY)
    done = run("scribe", KEY, "-", typed=b"een\n")
    assert done.returncode == 3
    assert done.stderr.decode().startswith(f"notulist: {KEY} is open in another window (process {os.getpid()} on ")
    assert done.stderr.count(b"\n") == 1
    desk.close()


def test_a_damaged_file_is_one_line_and_code_3(archive: Archive) -> None:
    archive.path(KEY).write_bytes(b"{")
    done = run("scribe", KEY, "-", typed=b"een\n")
    assert done.returncode == 3
    assert done.stderr.count(b"\n") == 1
    assert archive.path(KEY).read_bytes() == b"{"


def test_notes_that_are_not_there_leave_the_meeting_free(archive: Archive, tmp_path: Path) -> None:
    done = run("scribe", KEY, tmp_path / "nothing.txt")
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    archive.open(KEY).close()


def test_a_second_meeting_on_a_day_is_said(tmp_path: Path) -> None:
    (tmp_path / "agenda.md").write_text("# Raad\n\n- Datum: 3 maart 2027\n\n## Agenda\n\n1. Opening\n", "utf-8")
    (tmp_path / "notes.txt").write_text("een notitie\n", "utf-8")
    said = [run("scribe", "--agenda", tmp_path / "agenda.md", tmp_path / "notes.txt").stderr.decode() for _time in "ab"]
    assert said[0] == "! New body: Raad (raad).\nMeeting 2027-03-03-raad\n"
    assert said[1] == (
        "! Raad has a meeting on that day already: 2027-03-03-raad. This is one more.\nMeeting 2027-03-03-raad-2\n"
    )
