"""Amendments: what an adopted one makes of the text of the proposal that it amends.

Only what cannot be taken otherwise is worked in: `1000 wordt 800`, where 1000 stands in the text once. Of any other
the words are put behind the text. Either way the text is put in the line, to be confirmed or mended there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from store import dates
from store.language.vocabulary import any_of
from store.meeting.entries import is_open_proposal, with_words_of
from store.model import Entry, Outcome
from store.record.record import Record

_QUOTES = "\"'“”„«»‘’ "
_BECOMES = any_of(
    (
        "wordt vervangen door",
        "worden vervangen door",
        "te vervangen door",
        "vervangen door",
        "wordt",
        "worden",
        "moet zijn",
        "moet worden",
        "becomes",
        "become",
        "is replaced by",
        "are replaced by",
        "replaced by",
        "to be replaced by",
        "->",
        "=>",
        "→",
    )
)
_WAYS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:vervang|replace)\s+(?P<old>.*?\S)\s+(?:door|by|with)\s+(?P<new>.+)",
        rf"(?P<old>.*?\S)\s+(?:{_BECOMES})\s+(?P<new>.+)",
        r"(?P<new>.*?\S)\s+(?:in plaats van|i\.?p\.?v\.?|instead of)\s+(?P<old>.+)",
    )
)
# What makes more than one change of it, or tells more than the words that come in.
_MORE = re.compile(r"[,;:.]\s|\n")


def worked_in(text: str, change: str) -> str | None:
    """`text` with the words of an adopted amendment in it; None where that is not certain."""
    wording = _wording(change)
    found = _places(text, wording[0]) if wording else []
    if not wording or len(found) != 1:
        return None
    return text[: found[0].start()] + wording[1] + text[found[0].end() :]


def work_in(record: Record, amendment: Entry, *, adopted: bool) -> None:
    """Changes the text of what `amendment` amends, where it is `adopted` now and was not, or the other way round."""
    amended = record.entries.get(amendment.amends or 0)
    if amended is None or adopted is (amendment.outcome is Outcome.ADOPTED):
        return
    if not adopted:
        record.put(replace(amended, text=_without(record, amendment, amended)))
        return
    language = record.meeting.body.language
    text = worked_in(amended.text, amendment.text) or dates.as_amended(amended.text, amendment.text, language)
    record.put(with_words_of(replace(amended, text=text), amendment.id))


def just_amended(record: Record, acts: int) -> Entry | None:
    """The open proposal whose text was changed, or was to be, by a vote on an amendment, since there were `acts` acts.

    None where nothing was voted on so.
    """
    changes = (change for act in record.log[acts:] if not (act.undoes or act.redoes) for change in act.changes)
    for change in changes:
        before, after = change.before or {}, change.after or {}
        turned = Outcome.ADOPTED in (before.get("outcome"), after.get("outcome"))
        if change.table == "entries" and turned and before.get("outcome") != after.get("outcome"):
            amends = after.get("amends")
            amended = record.entries.get(amends) if isinstance(amends, int) else None
            return amended if amended is not None and is_open_proposal(amended) else None
    return None


def _wording(change: str) -> tuple[str, str] | None:
    """The words that go and those that come; None where `change` says more than that, or something else."""
    said = change.strip().rstrip(".")
    for way in _WAYS:
        if match := way.fullmatch(said):
            old, new = match["old"].strip(_QUOTES), match["new"].strip(_QUOTES)
            once = len(re.findall(rf"(?<!\w)(?:{_BECOMES})(?!\w)", said, re.IGNORECASE)) <= 1
            return (old, new) if old and new and once and not _MORE.search(f"{old}|{new}") else None
    return None


def _places(text: str, words: str) -> list[re.Match[str]]:
    """Where `words` stand in `text`, as whole words and numbers: 1000 does not stand in 1000,50."""
    return list(re.finditer(rf"(?<!\w)(?<!\d[.,]){re.escape(words)}(?!\w)(?![.,]\d)", text))


def _without(record: Record, amendment: Entry, amended: Entry) -> str:
    """The text of `amended` as it was before `amendment` was worked in.

    Where it was changed since, what can be taken back of it for certain is; else it stays as it is, to be mended.
    """
    for before, after in _texts(record, amendment, amended):
        if amended.text == after:
            return before
    added = dates.as_amended("", amendment.text, record.meeting.body.language)
    if amended.text.endswith(added):
        return amended.text.removesuffix(added)
    wording = _wording(amendment.text)
    found = _places(amended.text, wording[1]) if wording else []
    if wording and len(found) == 1:
        return amended.text[: found[0].start()] + wording[0] + amended.text[found[0].end() :]
    return amended.text


def _texts(record: Record, amendment: Entry, amended: Entry) -> Iterator[tuple[str, str]]:
    """The text of `amended` before and after the acts that worked `amendment` in, the last first."""
    for act in record.since(amendment.at):
        rows = {change.id: change for change in act.changes if change.table == "entries"}
        if amendment.id in rows and amended.id in rows:
            before, after = rows[amended.id].before or {}, rows[amended.id].after or {}
            yield str(before.get("text", "")), str(after.get("text", ""))
