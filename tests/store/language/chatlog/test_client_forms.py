"""Logs as other clients write them: read as any, or refused with the line that was not understood."""

from __future__ import annotations

from datetime import datetime, time

from store.language.chatlog.transcript import Stamp, in_unknown_form, parse
from tests.helpers.tables import each_row


@each_row(
    "line, nick, text, stamp",
    [
        ("[11:04 am] <Ann> present+", "Ann", "present+", time(11, 4)),
        ("[1:04:30 PM] <Ann> present+", "Ann", "present+", time(13, 4, 30)),
        ("10:42     Ann | Topic: One", "Ann", "Topic: One", time(10, 42)),
        ("10:42:07\tann\tTopic: One", "ann", "Topic: One", time(10, 42, 7)),
        ("2019-04-18 09:52:41\t@ann\tTopic: One", "ann", "Topic: One", datetime(2019, 4, 18, 9, 52, 41)),  # noqa: DTZ001
        ("18-04-2019 09:52:41 < ann!~ann@host.example: present+", "ann", "present+", datetime(2019, 4, 18, 9, 52, 41)),  # noqa: DTZ001
        ("09:52 <ann!~a@host> present+", "ann", "present+", time(9, 52)),
        ("10:42 <Ann> a | b", "Ann", "a | b", time(10, 42)),
        ("<Ann> 10:30 am it is", "Ann", "10:30 am it is", None),
    ],
)
def test_lines_of_other_clients(line: str, nick: str, text: str, stamp: Stamp) -> None:
    [said] = parse([line])

    assert (said.nick, said.text, said.stamp) == (nick, text, stamp)


def test_a_log_in_a_form_that_nobody_knows_is_told_by_its_first_line() -> None:
    unknown = in_unknown_form(parse(["10:42 ~~ann~~ Topic: One", "10:43 ~~bo~~ present+"]))

    assert unknown is not None
    assert (unknown.number, unknown.text) == (1, "~~ann~~ Topic: One")
    assert in_unknown_form(parse(["Topic: One", "present+"])) is None
    assert in_unknown_form(parse(["10:42 <ann> Topic: One"])) is None
