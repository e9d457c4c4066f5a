"""The fields of an entry, and what holds for each: one table, from which everything else reads.

From it are made: what a closed entry and a version for some readers hold (`exports.confidentiality.redaction`), what
the leak check looks for, what is searched, the line in which it is edited, the entries of the JSON form with its
schema, the columns of a CSV file beyond those of every entry, what minutes and lists add to an action, and what its
history tells. A new field is a field of `store.model.Entry`, a row here, and a way to type it: a field of that name
of `store.language.capture.line.Line`, and what reads it. A row that is forgotten is found by a test.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from typing import Any

import msgspec

from store.i18n import documents
from store.model import Due, Entry, FollowUp, Minority, Secrecy, Vote, Withheld
from store.record.confidentiality import own_secrecy, secrecy_of
from store.record.plain_values import plain_due, plain_instant, plain_secrecy, plain_vote
from store.record.record import Record, Rows

Plain = dict[str, Any]
_TEXT = {"type": ["string", "null"]}
_TEXTS = {"type": "array", "items": {"type": "string"}}
_NOTHING: dict[str, Any] = {}


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """What holds for the field of `store.model.Entry` called `name`.

    `of_closed` says that it is told of a confidential entry too; `withheld` by which setting of a body it is left out
    of a version, and `without` what is left of its value then (nothing, where that is not said). `names` are the
    people that a value names and `secret` its other texts, as the leak check looks for them. `found` says how telling
    its words are in a search: 1 is the most, 0 is not searched; `searched` are those words. `as_plain` gives the keys
    and values in JSON, without a record where it is one of a register; `schema` is the JSON schema of each key.
    `label` (English, to be translated) goes before the value where documents, CSV and the history show it beside what
    every entry has. `is_typed` says that a typed line gives it.
    """

    name: str
    of_closed: bool = False
    withheld: Withheld | None = None
    without: Callable[[Any], Any] | None = None
    names: Callable[[Any], Iterable[str]] | None = None
    secret: Callable[[Any], Iterable[str]] | None = None
    found: int = 0
    searched: Callable[[Any], Iterable[str]] = lambda value: (value,)
    as_plain: Callable[[Entry, Record | Rows | None], Plain] | None = None
    schema: dict[str, Any] = _NOTHING
    in_registers: bool = False
    label: str = ""
    is_typed: bool = False

    def plain(self, entry: Entry, record: Record | Rows | None) -> Plain:
        """Its keys in JSON and their values; a value that is empty is null."""
        return self.as_plain(entry, record) if self.as_plain else {self.name: getattr(entry, self.name) or None}

    def shown(self, row: object, language: str) -> str:
        """Its value in `row`, an entry or a typed line, behind its label: `budget 500`; nothing where it is empty."""
        value = getattr(row, self.name)
        return f"{documents(language).gettext(self.label)} {value}" if value else ""

    @property
    def schemas(self) -> dict[str, Any]:
        """The JSON schema of each of its keys."""
        return self.schema or ({} if self.as_plain else {self.name: _TEXT})


def _itself(value: str) -> tuple[str]:
    return (value,)


def _due(name: str) -> Callable[[Entry, Record | Rows | None], Plain]:
    def plain(entry: Entry, _record: Record | Rows | None) -> Plain:
        day, words = plain_due(getattr(entry, name))
        return {name: day, f"{name}_words": words}

    return plain


def _of_due(due: Due) -> tuple[str, ...]:
    # The leak check looks for a day itself.
    return () if due.day else (due.words,)


def _of_vote(vote: Vote) -> tuple[str, ...]:
    return tuple(choice.name for choice in vote.choices)


def _of_views(views: tuple[Minority, ...]) -> tuple[str, ...]:
    return tuple(view.text for view in views)


def _item(entry: Entry, record: Record | Rows | None) -> Plain:
    item = record.items.get(entry.item) if record and entry.item is not None else None
    return {"item": item.number if item else None}


def _status(entry: Entry, record: Record | Rows | None) -> Plain:
    return {"status": entry.status.value if entry.kind.is_promise else None}


def _secrecy(entry: Entry, record: Record | Rows | None) -> Plain:
    why, own = (secrecy_of(record, entry), own_secrecy(record, entry)) if record else (entry.confidential,) * 2
    return {"confidential": why is not None, "secrecy": plain_secrecy(own)}


def _outcome(entry: Entry, record: Record | Rows | None) -> Plain:
    return {"outcome": entry.outcome.value if entry.outcome and entry.kind.facts.has_outcome else None}


def _follow_up(entry: Entry, record: Record | Rows | None) -> Plain:
    told = entry.follow_up
    said = told and {"reference": told.reference, "progress": told.progress.value, "about": told.about}
    return {"follow_up": said}


def _handles(entry: Entry, _record: Record | Rows | None) -> Plain:
    told = entry.handles
    said = told and {
        "piece": told.piece,
        "code": told.code,
        "effect": told.effect.value,
        "subject": told.subject or None,
        "words": told.words or None,
        "to": told.to or None,
        "meeting": told.meeting or None,
        "item": told.item or None,
    }
    return {"handles": said}


def _letter(entry: Entry, _record: Record | Rows | None) -> Plain:
    told = entry.letter
    return {"letter": told and {"kind": told.kind, "decision": told.decision or None}}


def _searched_follow_up(follow_up: FollowUp) -> tuple[str]:
    return (f"{follow_up.reference} {follow_up.about}",)


def _searched_vote(vote: Vote) -> tuple[str, ...]:
    return (vote.typed, *_of_vote(vote))


def _searched_views(views: tuple[Minority, ...]) -> list[str]:
    return [f"{view.who}: {view.text}" for view in views]


def _ground(secrecy: Secrecy) -> tuple[str]:
    return (secrecy.ground,)


def _unnamed(views: tuple[Minority, ...]) -> tuple[Minority, ...]:
    return tuple(Minority(who="", text=view.text) for view in views)


# In the order of the JSON form.
FIELDS = (
    Field(name="kind", of_closed=True, as_plain=lambda entry, _: {"kind": entry.kind.value}, in_registers=True),
    Field(name="item", of_closed=True, as_plain=_item),
    Field(name="place", of_closed=True, as_plain=lambda entry, _: {}),
    Field(name="at", of_closed=True, as_plain=lambda entry, _: {"at": plain_instant(entry.at)}),
    Field(
        name="text",
        secret=_itself,
        found=1,
        as_plain=lambda entry, _: {"text": entry.text},
        schema={"text": {"type": "string"}},
        in_registers=True,
    ),
    Field(name="speaker", withheld=Withheld.SPEAKERS, names=_itself, is_typed=True),
    Field(name="answer", secret=_itself, found=14),
    Field(name="answered_by", withheld=Withheld.SPEAKERS, names=_itself),
    Field(name="reference", of_closed=True, found=8, in_registers=True),
    Field(
        name="owners",
        withheld=Withheld.OWNERS,
        names=tuple,
        as_plain=lambda entry, _: {"owners": list(entry.owners)},
        schema={"owners": _TEXTS},
        in_registers=True,
        is_typed=True,
    ),
    Field(
        name="owners_unread",
        withheld=Withheld.OWNERS,
        names=tuple,
        found=4,
        searched=lambda names: (", ".join(names),),
        as_plain=lambda entry, _: {"owners_open": list(entry.owners_unread)},
        schema={"owners_open": _TEXTS},
        in_registers=True,
    ),
    Field(
        name="due",
        secret=_of_due,
        found=3,
        searched=lambda due: (due.words,),
        as_plain=_due("due"),
        schema={
            "due": _TEXT | {"description": "A day, or a day and time local to the meeting."},
            "due_words": _TEXT,
        },
        in_registers=True,
        is_typed=True,
    ),
    Field(
        name="review",
        secret=_of_due,
        as_plain=_due("review"),
        schema={
            "review": _TEXT | {"description": "When a decision is to be evaluated: a day, or a day and time."},
            "review_words": _TEXT,
        },
        is_typed=True,
    ),
    Field(name="status", as_plain=_status, in_registers=True),
    Field(name="status_reason", secret=_itself, found=9, in_registers=True),
    Field(
        name="postponed",
        as_plain=lambda entry, _: {"postponed": entry.postponed},
        schema={"postponed": {"type": "integer"}},
        in_registers=True,
    ),
    Field(name="confidential", of_closed=True, found=7, searched=_ground, as_plain=_secrecy),
    # Its names go apart from its numbers: the gate has a vote of its own for that.
    Field(
        name="vote",
        names=_of_vote,
        found=6,
        searched=_searched_vote,
        as_plain=lambda entry, _: {"vote": plain_vote(entry.vote)},
    ),
    Field(name="outcome", as_plain=_outcome),
    Field(name="mover", withheld=Withheld.NAMES, names=_itself),
    Field(name="seconder", withheld=Withheld.NAMES, names=_itself),
    Field(name="turn", as_plain=lambda entry, _: {}),
    Field(name="voted_at", as_plain=lambda entry, _: {}),
    Field(name="amends", schema={"amends": {"type": ["integer", "null"]}}),
    Field(
        name="minority",
        withheld=Withheld.NAMES,
        without=_unnamed,
        names=lambda views: (view.who for view in views),
        secret=_of_views,
        found=5,
        searched=_searched_views,
        as_plain=lambda entry, _: {"minority": [{"who": view.who, "text": view.text} for view in entry.minority]},
    ),
    Field(
        name="approves",
        as_plain=lambda entry, _: {"approves": entry.approves.isoformat() if entry.approves else None},
    ),
    Field(name="replaces", found=10),
    Field(name="withdraws", found=12),
    Field(name="withdrawn_by", found=13, in_registers=True),
    Field(name="replaced_by", found=11, in_registers=True),
    Field(
        name="follow_up",
        secret=lambda follow_up: (follow_up.about,),
        found=2,
        searched=_searched_follow_up,
        as_plain=_follow_up,
    ),
    Field(
        name="handles",
        secret=lambda handles: (handles.words,),
        found=14,
        searched=lambda handles: (f"{handles.piece} {handles.code} {handles.to} {handles.words}",),
        as_plain=_handles,
        schema={"handles": {"type": ["object", "null"]}},
    ),
    Field(
        name="ground",
        as_plain=lambda entry, _: {"ground": entry.ground},
        schema={"ground": {"type": "boolean", "description": "Whether it is a reason for the decision of its item."}},
    ),
    Field(
        name="condition",
        as_plain=lambda entry, _: {"condition": entry.condition or None},
        schema={"condition": {"type": ["integer", "null"]}},
    ),
    Field(
        name="letter",
        found=15,
        searched=lambda letter: (f"{letter.kind} {letter.decision}",),
        as_plain=_letter,
        schema={"letter": {"type": ["object", "null"]}},
        is_typed=True,
    ),
    # What it has words of need not be there: what makes it confidential is told.
    Field(name="words_of", as_plain=lambda entry, _: {}),
)
"""Every field but the id, which is told of all."""

SEARCHED = tuple((each.name, each.searched) for each in sorted(FIELDS, key=lambda each: each.found) if each.found)
"""The fields that are searched and what is searched of their values, the most telling first."""

TYPED = tuple(each.name for each in FIELDS if each.is_typed)
"""The fields that a typed line gives, under the same name."""

LABELLED = tuple(each for each in FIELDS if each.label)
"""The fields that are shown behind a label of their own."""


def labelled(row: object, language: str) -> list[str]:
    """What `row`, an entry or a typed line, has in the fields that are shown behind a label."""
    return [text for field in LABELLED if (text := field.shown(row, language))]


def told_of_closed(entry: Entry) -> dict[str, Any]:
    """The values that are told of `entry` where it is confidential."""
    return {"id": entry.id} | {each.name: getattr(entry, each.name) for each in FIELDS if each.of_closed}


def left_out_with(withheld: Container[Withheld | None], entry: Entry) -> dict[str, Any]:
    """What stands in the place of the values that a version leaves out which withholds `withheld`."""
    blank = Entry(id=entry.id, kind=entry.kind, at=entry.at, text="")
    return {
        each.name: each.without(getattr(entry, each.name)) if each.without else getattr(blank, each.name)
        for each in FIELDS
        if each.withheld in withheld
    }


def names_in(entry: Entry) -> list[str]:
    """The people that `entry` names, for the leak check."""
    return [
        name for each in FIELDS if each.names and (value := getattr(entry, each.name)) for name in each.names(value)
    ]


def secrets_in(entry: Entry) -> list[str]:
    """The texts of `entry` that give it away, for the leak check."""
    return [
        text for each in FIELDS if each.secret and (value := getattr(entry, each.name)) for text in each.secret(value)
    ]


def searched_in(entry: Entry) -> list[str]:
    """The words of `entry` that a search looks through, the most telling first."""
    texts = [entry.text]
    for name, words in SEARCHED[1:]:
        if value := getattr(entry, name):
            texts += words(value)
    return texts if len(texts) == 1 else [text for text in texts if text]
