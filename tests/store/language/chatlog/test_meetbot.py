"""Logs of MeetBot: commands are minuted, conversation is not; who may do what, and what is undone."""

from __future__ import annotations

from store.language.chatlog.transcript import Dialect, parse
from store.model import Kind, Outcome, Role
from store.record.record import Record
from tests.helpers.logs import Read, lines, read_into
from tests.helpers.logs import read_log as read_any
from tests.helpers.meetings import planned
from tests.helpers.tables import each_row


def read(log: str, file: str = "chat.log") -> Read:
    return read_any("\n".join(lines(log)), Dialect.MEETBOT, file)


def test_a_meeting_from_start_to_end() -> None:
    meeting = read("""
        19:00:10 <early> hello?
        19:00:15 <ada> #startmeeting Boat club
        19:00:16 <keeper> Meeting started Thu Oct 20 19:00:15 2016 UTC.  The chair is ada.
        19:00:16 <keeper> Useful Commands: #action #agreed #help #info #idea #link #topic.
        19:01:00 <bo> hi
        19:02:00 < cyd> hello all
        19:03:00 <ada> #topic Boats
        19:04:00 <bo> we have three
        19:04:30 <bo> #info there are three boats
        19:05:00 <cyd> #idea buy a fourth
        19:05:10 <cyd> #help wanted: a carpenter
        19:06:00 <ada> #subtopic Paint
        19:07:00 <ada> #agreed paint them blue
        19:08:00 <ada> #action Bo and dee_ paint by Friday
        19:09:00 <cyd> https://example.org/paint is cheap
        19:09:30 <cyd> #link https://example.org/brushes
        19:10:00 <ada> #endmeeting
        19:10:01 <keeper> Meeting ended Thu Oct 20 19:10:00 2016 UTC.
        19:11:00 <dee_> too late
    """)
    assert meeting.written() == [
        "1 Boats",
        "bo: there are three boats",
        "cyd: IDEA: buy a fourth",
        "cyd: HELP: wanted: a carpenter",
        "1.1 Paint",
        "decision: paint them blue",
        "action: Bo and dee_ paint",
        "cyd: https://example.org/paint is cheap",
        "cyd: https://example.org/brushes",
    ]
    record = meeting.record
    assert (record.meeting.title, record.meeting.key) == ("Boat club", "2016-10-20-boat-club")
    assert meeting.held() == "2016-10-20 19:00:15–19:10:00"
    assert meeting.named(Role.CHAIR) == ["ada"]
    assert meeting.present() == ["ada", "bo", "cyd"]
    action, due = meeting.action()
    assert action.owners == ("bo",)
    assert due == "2016-10-21"
    assert meeting.remarks == []


@each_row(
    "typed, written",
    [
        ("#INFO yes", "ada: yes"),
        ("#info: yes", "ada: yes"),
        ("#note yes", "ada: yes"),
        ("#halp yes", "ada: HELP: yes"),
        ("#agree yes", "decision: yes"),
        ("#accepted yes", "decision: yes"),
        ("#rejected no", "proposal: no"),
        ("#motion why not", "proposal: why not"),
        ("#info", "ada: #info"),
        ("#vote +1", "ada: #vote +1"),
        ("mailto:ada@example.org", "ada: mailto:ada@example.org"),
    ],
)
def test_commands(typed: str, written: str) -> None:
    meeting = read(f"<ada> #startmeeting\n<ada> {typed}\n<ada> #endmeeting")
    assert meeting.written() == [written]


@each_row("typed", ["#1234 is a bug", "#boats: ping", "no command", "see #info", "#lurk", "# topic x"])
def test_conversation_is_not_minuted(typed: str) -> None:
    meeting = read(f"<ada> #startmeeting\n<bo> {typed}\n<ada> #endmeeting")
    assert meeting.written() == []
    assert meeting.present() == ["ada", "bo"]


def test_who_only_sounds_like_a_bot_is_none() -> None:
    meeting = read(
        "<ada> #startmeeting\n<bo> Meeting started at 10:05, useful commands follow\n<gb> #info hi\n<bo> #info x"
    )
    assert meeting.written() == ["gb: hi", "bo: x"]
    assert meeting.present() == ["ada", "bo", "gb"]


def test_what_is_rejected_is_a_proposal_with_that_outcome() -> None:
    [entry] = read("<ada> #rejected no").record.entries.values()
    assert (entry.kind, entry.outcome) == (Kind.PROPOSAL, Outcome.REJECTED)


def test_only_chairs_decide() -> None:
    meeting = read("""
        <ada> #startmeeting
        <bo> #agreed not by me
        <bo> #topic nor this
        <bo> #info but this
        <bo> #undo
        <bo> #endmeeting
        <ada> #chair bo, cyd
        <bo> #agreed now it is
        <ada> #unchair bo
        <bo> #agreed and now no more
    """)
    assert meeting.written() == [
        "bo: #agreed not by me",
        "bo: #topic nor this",
        "bo: but this",
        "bo: #undo",
        "bo: #endmeeting",
        "decision: now it is",
        "bo: #agreed and now no more",
    ]
    assert meeting.named(Role.CHAIR) == ["ada", "cyd"]
    assert meeting.present() == ["ada", "bo", "cyd"]


def test_of_a_piece_of_a_log_nobody_knows_who_is_chair() -> None:
    meeting = read("<ada> hi\n<bo> #topic Boats\n<cyd> #agreed blue")
    assert meeting.written() == ["1 Boats", "decision: blue"]
    assert meeting.named(Role.CHAIR) == []
    assert meeting.present() == ["ada", "bo", "cyd"]
    assert meeting.record.meeting.closed is not None


def test_undo_takes_back_what_was_minuted_last_whoever_talked_in_between() -> None:
    meeting = read("""
        <ada> #startmeeting
        <ada> #undo
        <ada> #topic Boats
        <bo> #info one
        <bo> #vote x
        <ada> #info two
        <cyd> hi
        <ada> #undo
        <ada> #undo
        <ada> #topic Never mind
        <bo> #vote y
        <ada> #undo
        <ada> #info three
    """)
    assert meeting.written() == ["ada: #undo", "1 Boats", "bo: #vote x", "bo: #vote y", "ada: three"]
    [boats] = meeting.record.items.values()
    assert [entry.item for entry in meeting.record.entries.values()] == [None, boats.id, boats.id, boats.id]
    # What was taken back is still in the log of acts.
    assert {"one", "two", "Never mind"} <= {act.line.partition(" ")[2] for act in meeting.record.log}
    undone = [act for act in meeting.record.log if act.verb == "undo"]
    assert len(undone) == 4


def test_the_owners_of_an_action_are_all_whose_nick_is_in_it() -> None:
    meeting = read("""
        <ada> #startmeeting
        <ada> #nick far_away
        <ada> #action bo writes to Ada, and adamant is nobody
        <bo> #action someone with Far away
        <bo> #action nobody
        <Bo> hi
    """)
    actions = [entry for entry in meeting.record.entries.values() if entry.kind is Kind.ACTION]
    assert [entry.owners for entry in actions] == [("bo", "ada"), ("far_away",), ()]
    assert meeting.present() == ["ada", "bo"]
    assert meeting.remarks == ["no owner yet"]


def test_before_and_after_the_meeting_a_command_is_kept_as_it_was_typed() -> None:
    meeting = read("""
        <bo> #info early
        <bo> hi
        <ada> #startmeeting
        <ada> #info now
        <ada> #endmeeting
        <cyd> #info late
        <cyd> hi
        <ada> #startmeeting again
        <ada> #topic Again
    """)
    assert meeting.written() == [
        "bo: #info early",
        "ada: now",
        "cyd: #info late",
        "ada: #startmeeting again",
        "ada: #topic Again",
    ]
    assert meeting.present() == ["ada"]
    assert meeting.remarks == ["A second meeting begins here; a log of its own makes it a meeting of its own."]


@each_row(
    "log, title",
    [
        ("<a> #startmeeting Boat club\n<a> #meetingname boats", "Boat club"),
        ("<a> #startmeeting\n<a> #meetingname boats\n<a> #meetingtopic Boat club", "boats"),
        ("<a> #meetingtopic Boat club", "Boat club"),
        ("<a> #startmeeting", "boats.2016-10-20-19.00.log"),
    ],
)
def test_what_the_meeting_is_called(log: str, title: str) -> None:
    meeting = read(log, "/tmp/boats.2016-10-20-19.00.log.txt")
    assert meeting.record.meeting.title == title
    assert f"{meeting.record.meeting.date}" == "2016-10-20"


def test_another_name_is_kept_as_it_was_typed() -> None:
    assert read("<a> #startmeeting Boats\n<a> #meetingname ships").written() == ["a: #meetingname ships"]


def test_into_a_meeting_with_an_agenda() -> None:
    log = "<kp> #startmeeting OR-vergadering\n<kp> #topic Mededelingen\n<kp> #info x\n<kp> #chair xi\n<kp> #endmeeting"
    meeting = read_into(Record.new(*planned()), parse(lines(log)), Dialect.MEETBOT)
    assert meeting.written()[4:] == ["Chair: kp, xi", "KP: x"]
    assert [item.number for item in meeting.record.agenda() if item.intervals][-1] == "2"
    assert [entry.item is None for entry in meeting.record.entries.values()] == [True, False]
    assert meeting.present() == ["Kees Postma", "xi"]
