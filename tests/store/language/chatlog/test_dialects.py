"""Chat logs: the forms of their lines, whose language they are in, and `scribe --dialect`."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from msgspec.structs import replace

from exports.agenda.meeting_from_agenda import convene
from store.archive.archive import Archive
from store.language.chatlog.transcript import Dialect, Said, day_of, dialect_of, parse
from store.model import Act, Kind, MeetingStatus, Role
from store.paths import state_folder
from store.record.record import Record
from tests.conftest import run
from tests.helpers.logs import Read, lines, read_into, read_log
from tests.helpers.meetings import KEY, planned, texts
from tests.helpers.tables import each_row
from tui.cli.meetings import chat_log
from tui.cli.meetings.scribe import Typed

W3C_LOG = """\
12:58:42 <Zakim> Meeting: Pets WG
12:58:43 <RRSAgent> logging to https://www.w3.org/2021/03/04-pets-irc
12:58:50 <ada> scribe: ada
12:59:30 <ada> Topic: Cats
12:59:40 <ada> Bo: cats are fine
12:59:41 <ada> ... and dogs
13:00:40 <ada> RESOLVED: fish are pets
"""
MEETBOT_LOG = "<ada> #startmeeting Boats\n<bo> hi\n<ada> #topic Paint\n<ada> #agreed blue\n<ada> #endmeeting\n"


@pytest.fixture
def archive(archive_folder: Path) -> Archive:
    """The archive that the command uses too."""
    return Archive(archive_folder, state_folder())


def kept(
    tmp_path: Path, *arguments: str, log: str = W3C_LOG, name: str = "log.txt"
) -> tuple[list[str], list[str], int]:
    """What `scribe` prints and says of a log, and its exit code."""
    path = tmp_path / name
    path.write_text(log, "utf-8")
    done = run("scribe", *arguments, path)
    return done.stdout.decode().splitlines(), done.stderr.decode().splitlines(), done.returncode


# Lines


@each_row(
    "line, nick, text, stamp",
    [
        ("12:49:33 <kaz> hi there", "kaz", "hi there", time(12, 49, 33)),
        (
            "[2020-11-17T17:04:36.301Z]\t<manu>\thi there",
            "manu",
            "hi there",
            datetime(2020, 11, 17, 17, 4, 36, tzinfo=UTC),
        ),
        ("13:00 < fjahr> hi there", "fjahr", "hi there", time(13, 0)),
        ("<kaz> hi there", "kaz", "hi there", None),
        ("<@kaz>   hi there", "kaz", "hi there", None),
        ("< +kaz > hi there", "kaz", "hi there", None),
        ("[9:05] <kaz>hi there", "kaz", "hi there", time(9, 5)),
        ("[2020-11-17 17:04] <Kaz A> hi", "Kaz A", "hi", datetime(2020, 11, 17, 17, 4)),  # noqa: DTZ001
        ("2020-11-17T17:04:36+01:00 <kaz> hi", "kaz", "hi", datetime.fromisoformat("2020-11-17T17:04:36+01:00")),
        ("<T_//_A_(he/him)_(x.com)> hi", "T_//_A_(he/him)_(x.com)", "hi", None),
        ("<kaz>", "kaz", "", None),
        ("12:49 hi there", "", "hi there", time(12, 49)),
        ("25:49 <kaz> hi", "", "25:49 <kaz> hi", None),
        ("<a href='x'> hi", "", "<a href='x'> hi", None),
        ("<https://x.org> hi", "", "<https://x.org> hi", None),
        ("hi there", "", "hi there", None),
    ],
)
def test_a_line_of_a_log(line: str, nick: str, text: str, stamp: datetime | time | None) -> None:
    assert parse(["<x> y", line])[1] == Said(number=2, nick=nick, text=text, stamp=stamp)


@each_row(
    "line",
    [
        "* kaz waves",
        "12:00 * kaz waves",
        "*** Joins: kaz (k@x)",
        "12:00 -!- kaz [k@x] has joined #pets",
        "12:00 --> kaz has joined #pets",
        "[2020-11-17 17:04] → kaz joined (k@x)",
        "12:00 <kaz> kaz has joined #pets",
        "12:00 <kaz> kaz has left #pets",
        "12:00 <kaz> Kaz has changed the topic to: fish",
        "kaz has quit (gone)",
        "kaz is now known as kaz_away",
        "12:00 kaz changed the topic of #pets to: fish",
        "--- Day changed Wed Apr 02 2014",
    ],
)
def test_who_comes_and_goes_is_an_aside(line: str) -> None:
    assert parse(["<x> y", line])[1].aside
    for dialect in Dialect:
        assert read_log(f"<x> #info y\n{line}", dialect).written() == read_log("<x> #info y", dialect).written()


@each_row(
    "line",
    ["<x> kaz has joined us", "<x> x has left us", "12:00 bo has joined us", "<x> * is a star", "- a list", "*bold*"],
)
def test_what_only_looks_like_it_is_text(line: str) -> None:
    assert not parse(["<x> y", line])[1].aside


def test_an_indented_line_goes_on_and_a_blank_one_is_nothing() -> None:
    log = parse(["<kaz> a long", "   line", "", "\t", "  12:00 <bo> b", "  c", "d", "  e"])
    assert [(said.number, said.nick, said.text) for said in log] == [
        (1, "kaz", "a long line"),
        (5, "bo", "b c"),
        (7, "", "d"),
        (8, "", "e"),
    ]


def test_without_any_nick_all_is_text() -> None:
    assert [said.text for said in parse(["* a list", "  indented", "12:00 kaz has left us"])] == [
        "* a list",
        "indented",
        "kaz has left us",
    ]
    meeting = read_log("Topic: Cats\n* a list\nBo: hello\n... again\npresent+ Cyd", Dialect.W3C)
    assert meeting.written() == ["1 Cats", "* a list", "Bo: hello … again"]
    assert meeting.present() == ["Cyd"]


# Whose language, and when


@each_row(
    "log, dialect",
    [
        (W3C_LOG, Dialect.W3C),
        ("<Zakim> hi\n<a> #startmeeting", Dialect.W3C),
        ("<a> hi\n<a> present+", Dialect.W3C),
        ("<a> hi\n<a> TOPIC : x", Dialect.W3C),
        ("present+ Bo", Dialect.W3C),
        ("Topic: x\nBo: y\nTopic: z", Dialect.W3C),
        (MEETBOT_LOG, Dialect.MEETBOT),
        ("<a> #STARTMEETING x\n<a> Topic: y", Dialect.MEETBOT),
        ("<a> #info x\n<b> #action y", Dialect.MEETBOT),
        ("#startmeeting\n#info x", Dialect.MEETBOT),
        ("<a> #info x\n<b> #12 y", None),
        ("#info x\n#topic y", None),
        ("Topic: x\n! besluit", None),
        ("14:00 dvdb: text\n! besluit\n@kp doe dit", None),
        ("<a> hi\n<b> hello", None),
        ("", None),
    ],
)
def test_a_dialect_is_known_by_its_commands_and_bots(log: str, dialect: Dialect | None) -> None:
    assert dialect_of(parse(log.splitlines())) is dialect


@each_row(
    "log, day",
    [
        ("<t> Date: 09 April 2014\n<RRSAgent> logging to http://www.w3.org/2014/04/02-x-irc", date(2014, 4, 9)),
        ("<a> Date: soon\n<RRSAgent> logging to http://www.w3.org/2014/04/02-x-irc", date(2014, 4, 2)),
        ("<bot> Meeting started Thu Oct 20 19:00:15 2016 UTC.  The chair is a.", date(2016, 10, 20)),
        ("<bot> Meeting started at 2021-04-03T13:00-0500", date(2021, 4, 3)),
        ("<a> x\n--- Day changed Wed Apr 02 2014", date(2014, 4, 2)),
        ("[2020-11-17T23:04:36.301Z] <manu> x\n[2020-11-18T00:04:36.301Z] <manu> x", date(2020, 11, 17)),
        ("<a> see /2014/04/02-x and Wed Apr 02 2014\n12:00 <a> x", None),
        ("<a> Date: 1 January 0001\n<a> Date: 31 February 2014", None),
    ],
)
def test_the_day_of_a_log(log: str, day: date | None) -> None:
    assert day_of(parse(log.splitlines())) == day


def test_times_go_past_midnight_and_may_be_missing() -> None:
    meeting = read_log("<a> scribe: a\n22:00 <a> one\n<a> two\n00:10 <a> three", Dialect.W3C, "2021-03-04.txt")
    assert [f"{entry.at:%d %H:%M}" for entry in meeting.record.entries.values()] == ["04 22:00", "04 22:00", "05 00:10"]
    stamped = "[2021-03-04T22:00:00+02:00] <a> scribe: a\n[2021-03-04 21:00] <a> one\n[2021-03-04T22:30:00Z] <a> two"
    meeting = read_log(stamped, Dialect.W3C)
    assert [f"{entry.at:%d %H:%M}" for entry in meeting.record.entries.values()] == ["04 21:00", "04 22:30"]
    assert f"{meeting.record.meeting.opened:%d %H:%M}" == "04 20:00"


# A meeting that is there already


def into(log: str, *, opened: bool = False, closed: bool = False) -> Read:
    record = Record.new(*planned())
    if opened or closed:
        read_into(record, parse(["<x> scribe: HdV"]), Dialect.W3C)
    if opened:
        record.put(replace(record.meeting, closed=None, status=MeetingStatus.RUNNING))
        record.keep("open", "", record.log[-1].at)
    return read_into(record, parse(lines(log)), Dialect.W3C)


def test_people_and_topics_are_found_on_its_roll_and_agenda() -> None:
    meeting = into("""
        <lotte> scribe: lotte
        <lotte> chair: Hanneke de Vries
        <lotte> present+ Kees Postma, ab, Xi
        <lotte> Topic: thuiswerkregeling
        <lotte> Sjoukje: text
        <lotte> ACTION: Kees to write
        <lotte> Topic: Nieuw
        <lotte> iets
        <lotte> Topic: Rondvraag
    """)
    assert meeting.written()[4:] == ["SvdM: text", "action: Kees to write", "3a Nieuw", "iets"]
    assert [item.number for item in meeting.record.agenda() if item.intervals][-3:] == ["3", "3a", "4"]
    assert meeting.present() == ["Aïcha Benali", "Hanneke de Vries", "Kees Postma", "Lotte Groen", "Xi"]
    assert meeting.named(Role.GUEST) == ["Xi"]
    assert meeting.texts(Kind.ACTION) == ["Kees to write"]


def test_what_the_meeting_does_not_have_from_the_log_is_noted() -> None:
    meeting = into("<lotte> scribe: kp\n<lotte> Chair: Xi\n<lotte> Meeting: Another\n<lotte> Date: 1 May 2020")
    assert meeting.texts(Kind.NOTE) == ["Date: 1 May 2020", "Meeting: Another", "Chair: Xi", "Scribe: kp"]


def test_into_a_meeting_that_is_closed_all_is_kept_and_said() -> None:
    meeting = into("<lotte> Topic: Nieuw\n<lotte> Topic: Rondvraag\n<lotte> hello", closed=True)
    assert meeting.written()[4:] == ["5 Nieuw", "Topic: Rondvraag", "hello"]
    assert meeting.remarks[1].endswith("The line is kept as a note.")
    assert len(meeting.remarks) == 3


def test_a_meeting_that_is_open_goes_on() -> None:
    meeting = into("<lotte> scribe: lotte\n<lotte> present+ Xi\n<lotte> hello", opened=True)
    assert meeting.written()[4:] == ["hello"]
    assert meeting.remarks == []
    assert meeting.record.meeting.closed is not None


# The command


def test_a_w3c_log_alone_makes_a_meeting(archive: Archive, tmp_path: Path) -> None:
    printed, said, code = kept(tmp_path, "--dialect", "auto")
    assert code == 0
    assert said == ["Read as a W3C log.", "Meeting 2021-03-04-pets-wg"]
    assert printed == [
        "3\tpresent\t<Zakim> Meeting: Pets WG",
        "3\tpresent\t<ada> scribe: ada",
        "4\titem\t<ada> Topic: Cats",
        "6\tnote\t<ada> Bo: cats are fine",
        "6\tnote\t<ada> ... and dogs",
        "7\tdecision\t<ada> RESOLVED: fish are pets",
    ]
    record = archive.read("2021-03-04-pets-wg")
    assert texts(record) == ["cats are fine … and dogs", "fish are pets"]
    body = record.meeting.body
    assert (body.key, body.name, body.language, body.time_zone) == ("pets-wg", "Pets WG", "en", "UTC")
    assert archive.bodies() == [body]
    assert not body.people


def test_a_meetbot_log_alone_makes_a_meeting(archive: Archive, tmp_path: Path) -> None:
    printed, said, code = kept(tmp_path, "--dialect", "meetbot", "--on", "2024-02-29", log=MEETBOT_LOG)
    assert (said, code) == (["Meeting 2024-02-29-boats"], 0)
    assert [line.split("\t")[1] for line in printed] == ["present", "item", "decision", "close"]
    # The next one is of the same body.
    assert kept(tmp_path, "--dialect", "auto", log=MEETBOT_LOG, name="2024-03-07.log")[1] == [
        "Read as a MeetBot log.",
        "Meeting 2024-03-07-boats",
    ]
    assert [body.key for body in archive.bodies()] == ["boats"]
    assert archive.read("2024-03-07-boats").meeting.previous_meeting == date(2024, 2, 29)


def test_through_a_pipe_and_into_a_meeting_that_is_there(archive: Archive) -> None:
    archive.create(*planned())
    done = run(
        "scribe",
        "--dialect",
        "w3c",
        KEY,
        "-",
        typed="<kp> scribe: kp\n<kp> Topic: Rondvraag\n<kp> ab: ja".encode("utf-16"),
    )
    assert done.returncode == 0, done.stderr
    assert [(entry.speaker, entry.text) for entry in archive.read(KEY).entries.values()][-1:] == [("AB", "ja")]
    assert not archive.path(KEY).with_suffix(".journal").exists()


def test_with_an_agenda(archive: Archive, tmp_path: Path) -> None:
    agenda = tmp_path / "agenda.md"
    agenda.write_text("# Pets 2021-03-04\n\n1. Opening\n2. Cats (5m, Bo)\n3. Dogs\n", "utf-8")
    _printed, said, code = kept(tmp_path, "--dialect", "w3c", "--agenda", str(agenda))
    assert code == 0
    record = archive.read(said[0].removeprefix("Meeting "))
    assert [item.title for item in record.agenda()] == ["Opening", "Cats", "Dogs"]
    assert [item.title for item in record.agenda() if item.intervals] == ["Opening", "Cats"]


def test_a_line_is_acknowledged_when_all_that_it_did_is_on_disk(archive: Archive) -> None:
    log = parse(W3C_LOG.splitlines())
    key = convene(archive, chat_log.announced(log, Dialect.W3C, "x"), date(2026, 9, 17))
    desk = archive.open(key)
    there: list[tuple[int, int, str]] = []

    def kept(typed: Typed, act: Act) -> None:
        record = archive.read(key)
        there.append((typed.number, len(record.log), (texts(record) or [""])[-1]))

    chat_log.scribe_log(log, Dialect.W3C, desk, kept, lambda typed, words: None)
    desk.close()
    assert there == [
        (1, 3, ""),
        (3, 3, ""),
        (4, 5, ""),
        (5, 6, "cats are fine … and dogs"),
        (6, 6, "cats are fine … and dogs"),
        (7, 7, "fish are pets"),
    ]


def test_what_auto_does_not_know_is_our_own_language(archive: Archive, tmp_path: Path) -> None:
    archive.create(*planned())
    printed, said, code = kept(tmp_path, "--dialect", "auto", KEY, log="14:00 kp: ja\n! besluit\n// weg\n")
    assert (printed, code) == (["1\tnote\tkp: ja", "2\tdecision\t! besluit"], 0)
    assert said == ["Read in notulist’s own language."]


@pytest.mark.parametrize(
    ("arguments", "log"),
    [
        (["--dialect", "auto"], "! besluit"),
        (["--dialect", "w3c", "a", "b"], W3C_LOG),
        (["--dialect", "w3c", "--agenda", "x.md", "a"], W3C_LOG),
        (["--dialect", "irc"], W3C_LOG),
        (["--on", "2021-01-01", "a"], W3C_LOG),
        (["--on", "0001-01-01", "--dialect", "meetbot"], MEETBOT_LOG),
        ([], W3C_LOG),
    ],
)
def test_wrong_usage_is_said_and_stores_nothing(
    archive: Archive, tmp_path: Path, arguments: list[str], log: str
) -> None:
    printed, said, code = kept(tmp_path, *arguments, log=log)
    assert (printed, code) == ([], 2)
    assert said[-1].startswith("Error: ")
    assert archive.keys() == []


def test_an_empty_log_makes_no_meeting(archive: Archive, tmp_path: Path) -> None:
    printed, said, code = kept(tmp_path, "--dialect", "w3c", log="\n \n")
    assert (printed, code) == ([], 1)
    assert said == [f"notulist: There is nothing in {tmp_path / 'log.txt'}."]
    assert archive.keys() == []
