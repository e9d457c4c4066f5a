"""Whatever order votes, amendments, casting votes, arrivals and corrections of times come in, the record is right.

The numbers of a vote are those of its names, the quorum is the roll at that instant, nobody votes who may not without a
word in amber, and undo gives back the start.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from store.errors import CannotDo
from store.language.capture.line import Line
from store.language.capture.warnings import About
from store.meeting.completeness import Lack, unfinished
from store.meeting.voting import quorum
from store.model import Attendee, Entry, Kind, Method, Outcome, Rules, Tie
from store.record.record import Record
from tests.helpers.council import OPENING, VOTERS, Sitting
from tests.helpers.meetings import rows

WHO = st.sampled_from(["rvdl", "bvdb", "wvdb", "jth", "mda", "nv", "kh"])
HOUR = st.integers(0, 45).map(lambda minute: f"14:{minute:02}")
SIDE = st.sampled_from("+-~")
NAMED = st.lists(st.tuples(SIDE, WHO), min_size=1, max_size=5).map(lambda all: " ".join(f"{a}{b}" for a, b in all))
LINE = st.one_of(
    st.sampled_from(
        ["!? De regeling gaat in.", "!? Het tarief gaat omhoog.", "/amendement drie wordt vier", "! Akkoord.", "/next"]
    ),
    st.sampled_from(
        ["= unaniem", "= 3-2", "= 2-2", "= 3-3 +vz", "= -vz", "= aangenomen", "/present all", "/undo", "/redo"]
    ),
    NAMED.map("= {}".format),
    NAMED.map("= unaniem {}".format),
    st.builds("/{} {}".format, st.sampled_from(["in", "out", "recuse", "online", "absent"]), WHO),
    st.builds("/{} {} {}".format, st.sampled_from(["in", "out", "online"]), WHO, HOUR),
    st.builds("/aanwezig {} vanaf {}".format, WHO, HOUR),
    st.builds("/aanwezig allen -{}".format, WHO),
    HOUR.map("/open {}".format),
    st.sampled_from(["/sluit", "/heropen"]),
)


def in_the_room(who: Attendee, at: datetime) -> bool:
    return any(one.start <= at and (one.end is None or at < one.end) for one in who.presence)


def told(entry: Entry) -> list[tuple[int, int]]:
    """For each side of a vote by name, its number and the number of its names."""
    vote = entry.vote
    if vote is None or not (vote.names_in_favour or vote.names_against or vote.names_abstained):
        return []
    return [
        (vote.in_favour, len(vote.names_in_favour)),
        (vote.against, len(vote.names_against)),
        (vote.abstained, len(vote.names_abstained)),
    ]


def check(record: Record) -> None:
    """What holds of every record, reckoned anew from its rows."""
    roll = list(record.attendance.values())
    lacking = {one.entry: one.words for one in unfinished(record) if one.lack is Lack.NO_QUORUM}
    needed = quorum(record.meeting.body, sum(who.vote for who in roll))
    for entry in record.entries.values():
        vote = entry.vote
        if vote and vote.method is not Method.SECRET:
            assert all(number == names for number, names in told(entry)), entry
        if vote and vote.all_but:
            # By exception only those voted who were there, might vote, and did not stand aside.
            here = {who.handle for who in roll if who.vote and in_the_room(who, entry.voted_at or entry.at)}
            assert set(vote.names_in_favour) <= here, entry
        if vote and entry.outcome is Outcome.TIED:
            assert vote.in_favour == vote.against
        if vote and vote.casting:
            assert vote.in_favour == vote.against and vote.casting in VOTERS
        if entry.kind is Kind.DECISION and entry.outcome is not Outcome.REJECTED:
            present = sum(who.vote and in_the_room(who, entry.voted_at or entry.at) for who in roll)
            assert lacking.get(entry.id, "") == (f"{present}/{needed}" if 0 < present < needed else "")
    for who in roll:
        assert all(one.end is None or one.start <= one.end for one in who.presence), who


@given(st.lists(LINE, max_size=25), st.sampled_from([Tie.REJECTED, Tie.HELD_OVER, Tie.CASTING]))
def test_whatever_order_they_come_in_the_record_is_right(lines: list[str], tie: Tie) -> None:
    sitting = Sitting(rules=Rules(tie=tie, casting_vote=tie is Tie.CASTING))
    sitting.now = OPENING + timedelta(minutes=50)
    start = rows(sitting.record)
    sitting.type("/open 14:00")
    for typed in lines:
        line = sitting.understand(typed)
        try:
            act = sitting.type(typed)
        except CannotDo:
            sitting.now += sitting.step
            continue
        if act and line.vote:
            says_so(sitting, line)
        check(sitting.record)
    while sitting.record.to_undo is not None:
        sitting.type("/undo")
    assert rows(sitting.record) == start


def says_so(sitting: Sitting, line: Line) -> None:
    """Whoever is named in a vote and may not vote was told in amber before Enter."""
    voters = {who.handle for who in sitting.record.attendance.values() if who.vote}
    vote = line.vote
    assert vote is not None
    for name in (*vote.names_in_favour, *vote.names_against, *vote.names_abstained):
        if name not in voters:
            assert any(remark.about in (About.NOT_ENTITLED, About.RECUSED_VOTER) for remark in line.remarks)
