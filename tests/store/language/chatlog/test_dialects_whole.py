"""Whatever a chat log holds, it is read, and nothing in it is lost."""

from __future__ import annotations

import json
import re

from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from store.disk.storage import tables_in, whole
from store.language.capture.line import Verb
from store.language.chatlog.transcript import Dialect, dialect_of, parse
from store.record.record import Record
from store.text import fold
from tests.helpers.logs import Read, read_log

BOTS = ("Zakim", "MeetBot")
NICKS = st.sampled_from(["ada", "bo", "Bo_", "cyd", "José", "{}", "all", *BOTS])
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=25)
STAMPS = st.sampled_from(["", "12:00 ", "23:59:59 ", "[2021-03-04T10:00:00Z] ", "[2021-03-05 00:01] ", "99:99 "])
W3C_COMMANDS = st.sampled_from(
    "Topic: |Subtopic: |ACTION: |action bo: |ACTION: bo to |RESOLVED: |PROPOSED: |PROPOSAL: |ISSUE: |present+ |"
    "present- |present: |regrets+ |chair: |scribe: |scribe+ |Meeting: |Agenda: |Date: |... |…|Bo: |q+ |s/a/|i/a/|"
    "```|[[|\\|/|#info |".split("|")
)
MEETBOT_COMMANDS = st.sampled_from(
    "#startmeeting |#endmeeting |#topic |#subtopic |#info |#agreed |#rejected |#action |#idea |#link |#help |#undo |"
    "#chair |#nick |#meetingname |#vote |#|http://|".split("|")
)
# What W3C's readers leave out, or change.
LEFT_OUT = re.compile(
    r"\s*(?:zakim|rrsagent|agendabot|trackbot|scribeoptions|[-+\s]*q|v?q|ack|agg?enda|```|\[\[|[si][/|])", re.IGNORECASE
)
WRITES = (Verb.NOTE, Verb.DECISION, Verb.PROPOSAL, Verb.ACTION, Verb.QUESTION, Verb.ITEM)


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", fold(text)))


W3C_WORDS = words("topic subtopic action resolved proposed proposal issue present regrets chair scribe bo to")
MEETBOT_WORDS = words("startmeeting endmeeting topic subtopic info agreed rejected action idea link help vote")


def logs(commands: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    typed = st.tuples(commands, WORDS).map("".join)
    line = st.tuples(STAMPS, NICKS, typed).map(lambda parts: "{}<{}> {}".format(*parts))
    loose = st.tuples(STAMPS, typed).map("".join)
    return st.lists(line | loose, min_size=1, max_size=12).map("\n".join) | st.text(max_size=60)


def acknowledged(meeting: Read) -> set[int]:
    return {said.number for said in meeting.kept()}


def in_record(meeting: Read) -> set[str]:
    return words(json.dumps(meeting.record.tables(), ensure_ascii=False))


@given(logs(W3C_COMMANDS | MEETBOT_COMMANDS), st.sampled_from(Dialect))
@example("<a> s/a/b/\n<a> i/a/s/b/c/\n<a> s/b/", Dialect.W3C)
@example("<all> #chair all\n<all> #action all", Dialect.MEETBOT)
@example("[1900-01-01T00:00:00+23:59] <a> present+\n[2099-12-31T23:59:59-23:59] <a> #info x", Dialect.W3C)
def test_any_log_becomes_a_meeting_that_can_be_kept_and_read_again(log: str, dialect: Dialect) -> None:
    if not parse(log.splitlines()):
        return
    meeting = read_log(log, dialect)
    tables = meeting.record.tables()
    file = whole(tables)
    assert tables_in(file) == tables
    again = Record.read(tables_in(file))
    assert (again.found, again.log) == ([], meeting.record.log)
    assert list(again.entries.values()) == list(meeting.record.entries.values())
    # Whatever was said: only there that one is.
    assert dialect_of([*meeting.log, replace(meeting.log[0], nick="Zakim")]) is Dialect.W3C


@given(logs(W3C_COMMANDS))
def test_every_line_of_a_w3c_log_is_in_the_record_or_took_effect(log: str) -> None:
    if not parse(log.splitlines()):
        return
    meeting = read_log(log, Dialect.W3C)
    for said in meeting.log:
        if not (said.aside or said.nick in BOTS or LEFT_OUT.match(said.text) or not said.text):
            assert said.number in acknowledged(meeting), said
    if any(LEFT_OUT.match(said.text) for said in meeting.log):
        return
    for turn, _acts in meeting.turns:
        if turn.lines and turn.lines[0].verb in WRITES:
            for said in turn.said:
                assert words(said.text) - W3C_WORDS <= in_record(meeting), said


@given(logs(MEETBOT_COMMANDS))
def test_every_command_of_a_meetbot_log_is_in_the_record_or_took_effect(log: str) -> None:
    if not parse(log.splitlines()):
        return
    meeting = read_log(log, Dialect.MEETBOT)
    for said in meeting.log:
        command = said.text.startswith("#") and words(said.text.split()[0]) & (MEETBOT_WORDS | {"undo", "chair"})
        if (command or not said.nick) and said.text and not said.aside and said.nick not in BOTS:
            assert said.number in acknowledged(meeting), said
    for turn, _acts in meeting.turns:
        if turn.lines and turn.lines[0].verb in WRITES:
            assert words(turn.said[0].text if turn.said else "") - MEETBOT_WORDS <= in_record(meeting), turn
