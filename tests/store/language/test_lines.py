"""Lines as secretaries type them, each beside what it becomes: `lines.txt`, which a secretary can read and add to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from store.language.capture.grammar import understand
from store.language.capture.line import Line, Verb
from store.model import Due, Vote
from tests.helpers.council import CONTEXT
from tests.helpers.tables import each_row

TABLE = Path(__file__).with_name("lines.txt")
BECOMES = " → "
# The table says who there are; the body has a rule for ties.
ROOM = replace(CONTEXT, casting_vote=True)


def rows() -> list[tuple[str, str]]:
    """Each line of the table, and what stands beside it."""
    lines = (line for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("##"))
    return [(typed.strip(), told.strip()) for typed, _, told in (line.rpartition(BECOMES) for line in lines)]


def becomes(line: Line) -> str:
    """What `line` is, as the table writes it."""
    told = [line.verb.value, *_who(line)]
    if line.verb is not Verb.NOTE or line.text != line.typed:
        told += [f"“{line.text}”"] if line.text else []
    told += [f"item {line.item}"] if line.item else []
    told += [f"{'after' if line.after else 'before'} {line.other_item}"] if line.other_item else []
    told += [f"{line.minutes} min"] if line.minutes else []
    told += [f"{line.name} ({line.handle})"] if line.name else []
    told += [] if line.notice is None else ["with notice" if line.notice else "without notice"]
    told += _day("by", line.due) + _day("evaluated", line.review)
    told += [_vote(line.vote)] if line.vote else []
    told += [line.reference] if line.reference else []
    told += [f"{line.old} becomes {line.new}"] if line.old else []
    told += [f"at {line.hour:%H:%M}"] if line.hour else []
    told += [f"until {line.until:%H:%M}"] if line.until else []
    told += [f"of {line.on}"] if line.on else []
    told += [f"until {line.secrecy.until}"] if line.secrecy and line.secrecy.until else []
    told += [f"amber ({', '.join(remark.about.replace('_', ' ') for remark in line.remarks)})"] if line.remarks else []
    return " | ".join(told)


def _who(line: Line) -> Iterator[str]:
    if line.speaker:
        yield f"{line.speaker} says"
    if line.owners or line.people:
        yield ", ".join(line.owners or line.people)
    if unread := [name for name in line.unread if name not in line.people]:
        yield ", ".join(f"{name}?" for name in unread)


def _day(word: str, due: Due | None) -> list[str]:
    if due is None:
        return []
    hour = f" {due.time:%H:%M}" if due.time else ""
    return [f"{word} {due.day}{hour}" if due.day else f"{word} “{due.words}”"]


def _vote(vote: Vote) -> str:
    told = [f"{vote.in_favour}–{vote.against}–{vote.abstained}" + (f"–{vote.blank}" if vote.blank else "")]
    sides = {"for": vote.names_in_favour, "against": vote.names_against, "abstained": vote.names_abstained}
    told += [f"{side} {', '.join(names)}" for side, names in sides.items() if names]
    told += [f"{choice.name} {choice.votes}" for choice in vote.choices]
    told += [vote.method.value] if vote.method else []
    told += [vote.declared.value] if vote.declared else []
    told += [f"casting vote {'against' if vote.casting_against else 'for'} {vote.casting}"] if vote.casting else []
    return "; ".join(told)


@each_row("typed, told", rows())
def test_a_line_becomes_what_the_table_says(typed: str, told: str) -> None:
    assert becomes(understand(typed, ROOM)) == told


def test_each_line_of_the_table_stands_there_once() -> None:
    typed = [row[0] for row in rows()]
    assert len(typed) > 400 and len(set(typed)) == len(typed) and all(told for _, told in rows())
