"""What a vote decides: quorum, majorities, ties, under the rules that a body sets itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from store.language.capture.readers.secret_ballots import Ballot, tells_secret
from store.language.dead_keys import signs_meant
from store.language.people import People
from store.model import (
    Attendee,
    Body,
    Declared,
    Entry,
    Majority,
    Method,
    Outcome,
    Quorum,
    QuorumOf,
    Rules,
    Tie,
    Vote,
    is_present,
)
from store.record.record import Record


def quorum(body: Body, members: int) -> int:
    """The number of voters that must be in the room to decide, in a body with `members` voting members."""
    return needed(body.rules.quorum, body.seats or members, members)


def needed(rule: Quorum, seats: int, members: int) -> int:
    """The number of votes or voters that `rule` asks for. A share that is no whole number is rounded up."""
    if rule.of is QuorumOf.NUMBER:
        return rule.number
    whole = seats if rule.of is QuorumOf.SEATS else members
    part, of = rule.parts
    return whole * part // of + 1 if rule.more else -(-whole * part // of)


def outcome(vote: Vote, rules: Rules, present: int, seats: int) -> Outcome:
    """What `vote` decides with `present` voters in the room (0: the roll was not called) and `seats` in the body.

    Without a roll, a vote by exception (`unanimous -bvdb`) is adopted, unless one vote against is enough to reject.
    """
    if vote.choices:
        return _elected(vote, rules)
    if vote.is_uncounted:
        return Outcome.REJECTED if vote.declared is Declared.REJECTED else Outcome.ADOPTED
    favour, against = vote.in_favour, vote.against
    if vote.all_but and not present and not (against and rules.majority is Majority.UNANIMOUS):
        return Outcome.ADOPTED
    if not favour:
        return Outcome.REJECTED
    cast = favour + against
    cast += vote.abstained if rules.abstentions_count else 0
    cast += vote.blank if rules.blanks_count else 0
    if favour == against and rules.majority is Majority.CAST:
        return _tied(vote, rules)
    carried = {
        Majority.CAST: favour * 2 > cast,
        Majority.PRESENT: favour * 2 > present,
        Majority.SEATS: favour * 2 > seats,
        Majority.TWO_THIRDS: favour * 3 >= cast * 2,
        Majority.UNANIMOUS: favour == cast,
    }
    return Outcome.ADOPTED if carried[rules.majority] else Outcome.REJECTED


def allows_casting(rules: Rules) -> bool:
    """Whether the rules give somebody a casting vote."""
    return rules.casting_vote or rules.tie is Tie.CASTING


def present_voters(attendance: Iterable[Attendee], at: datetime | None = None) -> list[Attendee]:
    """All who have a vote and take part, now (`at` None) or at the instant `at`."""
    return [who for who in attendance if who.vote and is_present(who, at)]


def voters(attendance: Iterable[Attendee], item: int | None, at: datetime | None = None) -> tuple[str, ...]:
    """The handles of those of `present_voters` who may vote on an item (its id)."""
    return tuple(who.handle for who in present_voters(attendance, at) if item not in who.recused)


def _tied(vote: Vote, rules: Rules) -> Outcome:
    if vote.casting and allows_casting(rules):
        return Outcome.REJECTED if vote.casting_against else Outcome.ADOPTED
    return Outcome.REJECTED if rules.tie is Tie.REJECTED else Outcome.TIED


def _elected(vote: Vote, rules: Rules) -> Outcome:
    votes = sorted((choice.votes for choice in vote.choices), reverse=True)
    cast = sum(votes) + (vote.blank if rules.blanks_count else 0)
    if len(votes) > 1 and votes[0] == votes[1]:
        return Outcome.LOT if rules.tie is Tie.LOT else Outcome.TIED
    return Outcome.ELECTED if votes[0] * 2 > cast else Outcome.REJECTED


def ballot(record: Record, item: int | None) -> Ballot:
    """Whether there was a secret vote under the item with that id (None: under no item), or elsewhere."""
    return _ballot(_voted_in_secret(record), item)


def entries_telling_votes(record: Record) -> frozenset[int]:
    """The ids of what was said in which it is told how somebody voted, in secret or not, or meant to."""
    secret, people = _voted_in_secret(record), People(record.attendance.values())
    voted = {entry.item for entry in record.entries.values() if entry.vote}
    return frozenset(
        entry.id
        for entry in record.entries.values()
        if entry.kind.facts.is_said
        and _tells(entry, people, Ballot.ON_ITEM if entry.item in voted else _ballot(secret, entry.item))
    )


def _tells(entry: Entry, people: People, where: Ballot) -> bool:
    said = f"{entry.speaker}: {entry.text}" if entry.speaker else entry.text
    return tells_secret(signs_meant(said, people), people, where, is_vote=False)


def _voted_in_secret(record: Record) -> set[int | None]:
    votes = (entry for entry in record.entries.values() if entry.vote and entry.vote.method is Method.SECRET)
    return {entry.item for entry in votes}


def _ballot(items: set[int | None], item: int | None) -> Ballot:
    if item in items:
        return Ballot.ON_ITEM
    return Ballot.IN_MEETING if items else Ballot.NONE
