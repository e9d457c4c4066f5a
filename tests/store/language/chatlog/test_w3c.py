"""Logs of W3C meetings: what is a command, who speaks, what is corrected, and that it comes out as W3C's own does."""

from __future__ import annotations

from store.language.chatlog.transcript import Dialect
from store.model import Due, Kind, Role
from tests.helpers.logs import Read, lines
from tests.helpers.logs import read_log as read_any
from tests.helpers.tables import each_row


def read(log: str) -> Read:
    return read_any("\n".join(lines(log)), Dialect.W3C)


def test_a_meeting_from_its_first_line_to_its_last() -> None:
    meeting = read("""
        12:58:40 <RRSAgent> logging to https://www.w3.org/2021/03/04-pets-irc
        12:58:41 <Zakim> RRSAgent, make logs Public
        12:58:42 <Zakim> Meeting: Pets WG
        12:58:50 <ada> Chair: Ada
        12:58:55 <ada> zakim, who is here?
        12:59:00 <bo_> present+
        12:59:01 <ada> present+ Ada, Cyd
        12:59:02 <cyd> regrets+ Dee
        12:59:03 <bo> scribe+
        12:59:30 <bo> Topic: Cats
        12:59:40 <bo> Ada: cats are fine
        12:59:50 <bo> ... and dogs
        13:00:00 <cyd> I like both
        13:00:10 <bo> [laughter]
        13:00:20 <cyd> q+ to ask about fish
        13:00:21 <Zakim> cyd, you wanted to ask about fish
        13:00:30 <bo> Subtopic: Fish
        13:00:40 <bo> RESOLVED: fish are pets
        13:00:50 <bo> ACTION: Cyd to feed them by 8 March
        13:01:00 <RRSAgent> I have made the request to generate minutes, bo
        13:05:00 <Zakim> Zakim has left #pets
    """)
    assert meeting.written() == [
        "1 Cats",
        "Ada: cats are fine … and dogs",
        "Cyd: I like both",
        "[laughter]",
        "cyd, you wanted to ask about fish",
        "1.1 Fish",
        "decision: fish are pets",
        "action: Cyd to feed them",
    ]
    record = meeting.record
    assert (record.meeting.title, record.meeting.key) == ("Pets WG", "2021-03-04-pets-wg")
    assert meeting.held() == "2021-03-04 12:58:42–13:00:50"
    assert meeting.present() == ["Ada", "Cyd", "bo"]
    assert [who.name for who in meeting.people() if who.absence] == ["Dee"]
    assert (meeting.named(Role.CHAIR), meeting.named(Role.SECRETARY)) == (["Ada"], ["bo"])
    assert not any(who.vote for who in meeting.people())
    action, due = meeting.action()
    assert (action.owners, action.reference) == (("Cyd",), "A 2021-03-04-01")
    assert due == "2021-03-08"
    assert meeting.remarks == []


# Who speaks


@each_row(
    "typed, written",
    [
        ("Bo: hello", "Bo: hello"),
        ("Bo : hello", "Bo: hello"),
        ("Bo：hello", "Bo: hello"),
        ("a summary", "a summary"),
        ("<ada> my own opinion", "ada: my own opinion"),
        ("\\Bo: not said", "Bo: not said"),
        ("https://example.org/a: b", "https://example.org/a: b"),
        ("12:30: lunch", "12:30: lunch"),
        ("Note: this is important", "Note: this is important"),
        ("s;a;b;", "s;a;b;"),
        ("ISSUE-12: still open", "ISSUE-12: still open"),
        ("..starts with dots", "starts with dots"),
        ("Bo:", "Bo:"),
        ("Topic:", "Topic:"),
        ("action:", "action:"),
        ("present", "present"),
    ],
)
def test_what_the_scribe_types(typed: str, written: str) -> None:
    meeting = read(f"<ada> scribe: ada\n<ada> {typed}")
    assert meeting.written() == [written]
    assert {who.handle for who in meeting.people()} == {"ada"} | ({"Bo"} if written.startswith("Bo: h") else set())


@each_row("typed", ["Bo: hello", "a remark", "<ada> hello", "12:30: lunch"])
def test_what_others_type_is_what_they_say_themselves(typed: str) -> None:
    meeting = read(f"<ada> scribe: ada\n<cyd> {typed}")
    assert meeting.written() == [f"cyd: {typed}"]


def test_who_typed_most_is_the_scribe_where_nobody_says_so() -> None:
    meeting = read("<ada> one\n<bo> Cyd: two\n<bo> three\n<Zakim> a\n<Zakim> b\n<Zakim> c")
    assert meeting.written() == ["ada: one", "Cyd: two", "three"]
    assert meeting.named(Role.SECRETARY) == ["bo"]


def test_the_first_scribe_that_is_named_was_it_from_the_start() -> None:
    meeting = read("""
        <bo> Cyd: before
        <ada> Cyd: not scribing yet
        <ada> scribenick: bo
        <bo> Cyd: then
        <ada> scribe: ada
        <ada> Cyd: now
        <bo> Cyd: no more
        <bo> scribe+
        <bo> Cyd: and again
        <ada> scribe-
        <ada> Cyd: the end
    """)
    assert meeting.written() == [
        "Cyd: before",
        "ada: Cyd: not scribing yet",
        "Cyd: then",
        "Cyd: now",
        "bo: Cyd: no more",
        "Cyd: and again",
        "ada: Cyd: the end",
    ]
    assert meeting.named(Role.SECRETARY) == ["ada", "bo"]


def test_a_scribe_with_a_real_name_and_one_without_a_nick() -> None:
    meeting = read("<ada> scribe: bo = Bo van den Berg, cyd/Cyd Smith\n<ada> Scribe: Dee Jansen\n<bo> Eve: hello")
    assert meeting.named(Role.SECRETARY) == ["Bo van den Berg", "Cyd Smith", "Dee Jansen"]
    assert [who.handle for who in meeting.people()] == ["bo", "cyd", "Dee_Jansen", "Eve"]
    assert meeting.written() == ["Eve: hello"]


def test_lines_that_go_on() -> None:
    meeting = read("""
        <ada> scribe: ada
        <ada> Bo: one
        <cyd> in between
        <ada> … two
        <ada> .. three
        <ada> … four
        <ada> Resolved: we do
        <cyd> +1
        <cyd> ACTION: cyd to write
        <ada> a summary
        <cyd> ... a long letter
        <ada> … that goes on
        <cyd> remark
        <cyd> ... apart
        <ada> Topic: Long
        <ada> ... title
    """)
    assert meeting.written() == [
        "Bo: one",
        "cyd: in between",
        "Bo: two … three … four",
        "decision: we do",
        "cyd: +1",
        "action: cyd to write … a long letter",
        "a summary … that goes on",
        "cyd: remark",
        "cyd: ... apart",
        "1 Long … title",
    ]


def test_between_fences_nothing_is_a_command() -> None:
    meeting = read("<ada> scribe: ada\n<ada> ```\n<ada> Topic: code\n<bo> Topic: real\n<ada> ```\n<ada> Bo: hi")
    assert meeting.written() == ["Topic: code", "1 real", "Bo: hi"]
    assert read("<a> scribe: a\n<a> [[\n<a> s/x\n<a> ACTION: no]]\n<a> end").written() == ["s/x", "ACTION: no", "end"]


# Commands, in any case and with spaces


@each_row(
    "typed, written",
    [
        ("Topic: Cats", "1 Cats"),
        ("TOPIC : Cats", "1 Cats"),
        ("topic：Cats", "1 Cats"),
        ("sub-topic: Cats", "1 Cats"),
        ("RESOLUTION: yes", "decision: yes"),
        ("resolved:yes", "decision: yes"),
        ("PROPOSED: yes?", "proposal: yes?"),
        ("Proposal: yes?", "proposal: yes?"),
        ("proposed RESOLUTION: yes?", "proposal: yes?"),
        ("ISSUE: why?", "question: why?"),
        ("Agenda: https://example.org/agenda", "Agenda: https://example.org/agenda"),
        ("ACTION: clean up", "action: clean up"),
        ("action bo to clean up", "action: bo to clean up"),
        ("action Bo: clean up", "action: clean up"),
        ("Action item: clean up", "action: clean up"),
    ],
)
def test_a_command_may_be_typed_by_anybody(typed: str, written: str) -> None:
    meeting = read(f"<ada> scribe: ada\n<bo> {typed}\n<bo> x")
    assert meeting.written() == [written, "bo: x"]


@each_row(
    "typed, text, owners, unread, due",
    [
        ("Bo to write it", "Bo to write it", ("bo",), (), None),
        ("Bo and Cyd Smith to write it", "Bo and Cyd Smith to write it", ("bo", "Cyd_Smith"), (), None),
        ("@bo, Cyd Smith: write it", "write it", ("bo", "Cyd_Smith"), (), None),
        ("cyd_smith will write", "cyd_smith will write", ("Cyd_Smith",), (), None),
        ("all to write it", "all to write it", ("all",), (), None),
        ("Bo and Zoë to write it", "Bo and Zoë to write it", ("bo",), ("Zoë",), None),
        ("Look at how to write it", "Look at how to write it", (), (), None),
        ("see http://example.org/ to write", "see http://example.org/ to write", (), (), None),
        ("Bo to write - due 2021-04-01", "Bo to write", ("bo",), (), "due 2021-04-01"),
        ("Bo to mail Cyd Smith", "Bo to mail Cyd Smith", ("bo",), (), None),
        ("write it", "write it", (), (), None),
    ],
)
def test_the_owners_of_an_action(
    typed: str, text: str, owners: tuple[str, ...], unread: tuple[str, ...], due: str | None
) -> None:
    meeting = read(f"<ada> scribe: ada\n<bo> ACTION: {typed}\n<bo> hi\n<ada> present+ Cyd Smith")
    action = next(entry for entry in meeting.record.entries.values() if entry.kind is Kind.ACTION)
    assert (action.text, action.owners, action.owners_unread) == (text, owners, unread)
    assert (action.due.words if action.due else None) == due
    assert bool(meeting.remarks) == (not owners or bool(unread))


def test_a_resolution_in_the_words_of_a_proposal_is_that_proposal_adopted() -> None:
    meeting = read("""
        <ada> PROPOSED: Cats are pets.
        <bo> +1
        <ada> RESOLVED: cats are pets
        <ada> PROPOSED: dogs are too
        <ada> RESOLVED: dogs are pets, too
    """)
    assert meeting.texts(Kind.DECISION) == ["cats are pets", "dogs are pets, too"]
    assert meeting.texts(Kind.PROPOSAL) == ["dogs are too"]


# The roll


def test_who_is_present_holds_for_the_whole_meeting() -> None:
    meeting = read("""
        <ada> scribe: ada
        <ada> present: Nobody, At, All
        <ada> present: Bo, Cyd
        <dee> Present +
        <ada> present-: Cyd
        <eve> present+ eve, Fay, Eve
        <eve> present+
        <gil> present+
        <gil> present-
        <ada> regrets: Hal
        <ada> regret+ Ida, Bo
        <Zakim> As of this point the attendees have been Jon, Kim,
        <Zakim> ... Lea
        <ada> present- what a mess
    """)
    assert meeting.present() == ["Bo", "Eve", "Fay", "Jon", "Kim", "Lea", "ada", "dee"]
    assert [who.name for who in meeting.people() if who.absence] == ["Hal", "Ida"]
    assert meeting.written() == ["present- what a mess"]


def test_chairs_are_added_and_taken_away() -> None:
    meeting = read("<ada> scribe: ada\n<ada> chair: Bo\n<ada> Chairs: Cyd, Dee\n<eve> chair+\n<ada> chair- Dee")
    assert meeting.named(Role.CHAIR) == ["Cyd", "eve"]
    assert meeting.present() == ["Cyd", "ada", "eve"]


def test_a_handle_is_the_nick_made_unique() -> None:
    meeting = read("<ada> scribe: x\n<José> a\n<jose> b\n<all> c\n<{}> d\n<T[m]> e\n<T|away> f\n<bo_> g\n<bo> h")
    assert [(who.handle, who.name) for who in meeting.people()] == [
        ("x", "x"),
        ("José", "José"),
        ("all2", "all"),
        ("guest", "{}"),
        ("T", "T[m]"),
        ("T2", "T|away"),
        ("bo", "bo"),
    ]
    assert meeting.written() == ["José: a", "José: b", "all2: c", "guest: d", "T: e", "T2: f", "bo: g", "bo: h"]


# Corrections


@each_row(
    "command, texts",
    [
        ("s/cat/dog/", ["one cat", "two dog cat"]),
        ("s|cat|dog|", ["one cat", "two dog cat"]),
        ("s/cat/dog", ["one cat", "two dog cat"]),
        ("s/one /1 /", ["1 cat", "two cat cat"]),
        ("s/cat/dog/g", ["one dog", "two dog dog"]),
        ("s/ cat//g", ["one", "two"]),
        ("s/one cat//", ["two cat cat"]),
        ("i/two/Topic: Cats/", ["one cat", "two cat cat"]),
        ("i|one|Bo: nought|", ["nought", "one cat", "two cat cat"]),
    ],
)
def test_corrections_change_what_stands_above(command: str, texts: list[str]) -> None:
    meeting = read(f"<ada> scribe: ada\n<ada> one cat\n<ada> two cat cat\n<ada> {command}")
    assert meeting.texts(Kind.NOTE) == texts
    assert meeting.remarks == []
    assert meeting.log[-1] in meeting.kept() or "one cat" in command


def test_a_correction_may_make_a_command_and_what_stands_below_with_a_capital_g() -> None:
    meeting = read("""
        <ada> scribe: ada
        <ada> Topik: Cats
        <bo> s/Topik/Topic/
        <bo> s/fsh/fish/G
        <ada> Bo: fsh
        <bo> i/fsh/Subtopic: More/
        <bo> i/fish/Subtopic: More/
    """)
    assert meeting.written() == ["1 Cats", "1.1 More", "Bo: fish", "Bo: i/fsh/Subtopic: More/"]


def test_a_correction_that_finds_nothing_is_kept_and_said() -> None:
    meeting = read("<ada> scribe: ada\n<Zakim> I see nobody\n<ada> hello\n<ada> s/nobody/Bo/\n<bo> s//x/\n<ada> s/?/!/")
    assert meeting.written() == ["hello", "ada: s/nobody/Bo/", "bo: s//x/", "ada: s/?/!/"]
    assert meeting.remarks == ["Nothing above this line has “nobody”.", "Nothing above this line has “?”."]


# The bots


def test_bots_and_what_is_said_to_them_are_left_out() -> None:
    meeting = read("""
        <ada> scribe: ada
        <Zakim> ok, ada
        <trackbot> Created ACTION-1 - x [on Ada - due 2021-04-01].
        <ghurlbot> OK, ada.
        <gb> Issue 12 not found
        <agendabot> agenda cleared
        <RRSAgent> ACTION: no, only my list
        <ada> zakim, who is here?
        <ada> rrsagent, make minutes
        <ada> trackbot, start meeting
        <ada> scribeoptions: -emph
        <bo> q+
        <bo> +q
        <bo> q?
        <ada> ack bo
        <ada> ack  me
        <ada> agenda+ to talk about it
        <ada> agenda?
        <ada> next agendum
        <Zakim> agendum 2 -- Money -- taken up [from ada]
        <Zakim> agendum 3. "Old" taken up [from ada]
        <trackbot> Topic: Actions
        <ada> acknowledged by all
        <ada> agenda looks good
    """)
    assert meeting.written() == ["1 Money", "2 Old", "3 Actions", "acknowledged by all", "agenda looks good"]


def test_why_somebody_wants_the_floor_is_kept_where_no_zakim_repeats_it() -> None:
    meeting = read("<ada> scribe: ada\n<bo> q+ to ask why\n<bo> q+\n<bo> agenda+ two things")
    assert meeting.written() == ["bo: q+ to ask why", "bo: agenda+ two things"]


def test_a_date_that_cannot_be_read_is_kept_as_words() -> None:
    meeting = read("<ada> scribe: ada\n<ada> ACTION: ada to write by the next meeting")
    [action] = meeting.record.entries.values()
    assert action.due in (None, Due(words="by the next meeting"))
