"""The actions and the decisions of all meetings: as documents, and per person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from exports.document import Block, Document, Heading, Paragraph, Table, emphasis
from exports.wording import (
    due_text,
    owners_text,
    secret_text,
    sortable,
    standing_text,
    status_text,
    vote_short,
    what_text,
    with_aside,
)
from store.bodies.body import members_on
from store.dates import short_date
from store.i18n import documents
from store.model import EVERYONE, Body, Earlier
from store.search.due import days_late
from store.text import fold


def action_register(
    actions: Sequence[Earlier],
    language: str,
    title: str,
    today: date,
    *,
    bodies: Iterable[Body] = (),
    head_at_least: bool = False,
) -> Document:
    """The actions as one table, in the order given; what is late says how many days.

    Where they are of more than one of `bodies`, each row names its own: two bodies can have the same number.
    Where there are none a sentence says so, or else there is the head of the table, `head_at_least`.
    """
    words = documents(language)
    _ = words.gettext
    names = _names(actions, bodies)
    rows, held, days = [], [], []
    for one in actions:
        held.append(one.day.isoformat())
        days.append(sortable(one.entry.due))
        late = days_late(one, today)
        status = status_text(one.entry, language)
        if late:
            status = f"{status}, {words.ngettext('{number} day late', '{number} days late', late).format(number=late)}"
        rows.append(
            (
                one.entry.reference,
                *_of_body(one, names),
                short_date(one.day, language),
                _text(one, language),
                owners_text(one.entry, language) or "?",
                due_text(one.entry.due, language),
                status,
            )
        )
    head = (_("Number"), *_body_head(names, language), _("Meeting"), _("What"), _("Who"), _("When"), _("Status"))
    data = ((_("Meeting day"), tuple(held)), (_("Due day"), tuple(days)))
    return _document(language, title, Table(head, tuple(rows), data), "" if head_at_least else _("No actions found."))


def decision_register(
    decisions: Sequence[Earlier],
    language: str,
    title: str,
    *,
    bodies: Iterable[Body] = (),
    head_at_least: bool = False,
) -> Document:
    """The decisions as one table, in the order given, with how each was taken and whether it is still in force.

    Where they are of more than one of `bodies`, each row names its own.
    Where there are none a sentence says so, or else there is the head of the table, `head_at_least`.
    """
    _ = documents(language).gettext
    names = _names(decisions, bodies)
    rows = [
        (
            one.entry.reference,
            *_of_body(one, names),
            short_date(one.day, language),
            one.item,
            _text(one, language),
            vote_short(one.entry.vote, language) if one.entry.vote else "",
            standing_text(one.entry, language),
        )
        for one in decisions
    ]
    head = (_("Number"), *_body_head(names, language), _("Meeting"), _("Item"), _("Decision"), _("Vote"), _("Status"))
    return _document(language, title, Table(head, tuple(rows)), "" if head_at_least else _("No decisions found."))


def per_owner(actions: Iterable[Earlier], bodies: Iterable[Body], today: date) -> dict[tuple[str, str], list[Earlier]]:
    """The actions of each owner, by the key of the body and the handle: two bodies may have the same handle.

    Those of all members are of the members and officers of that body `today`, those of nobody are under `?`.
    """
    lists: dict[tuple[str, str], list[Earlier]] = {}
    everybody = {body.key: tuple(who.handle for who in members_on(body, today)) for body in bodies}
    for one in actions:
        owners = one.entry.owners
        if EVERYONE in owners:
            others = (owner for owner in owners if owner != EVERYONE)
            owners = tuple(dict.fromkeys((*everybody.get(one.body, ()), *others)))
        for owner in owners or ("?",):
            lists.setdefault((one.body, owner), []).append(one)
    return dict(sorted(lists.items(), key=lambda pair: (fold(pair[0][1]), pair[0][0])))


def _names(found: Iterable[Earlier], bodies: Iterable[Body]) -> dict[str, str]:
    """The names of the bodies that `found` is of, by their keys; nothing where that is one body."""
    names = {body.key: body.name for body in bodies}
    of = {one.body for one in found}
    return {key: names.get(key, key) for key in of} if len(of) > 1 else {}


def _body_head(names: dict[str, str], language: str) -> tuple[str, ...]:
    return (documents(language).gettext("Body"),) if names else ()


def _of_body(one: Earlier, names: dict[str, str]) -> tuple[str, ...]:
    return (names[one.body],) if names else ()


def _text(one: Earlier, language: str) -> str:
    secrecy = one.entry.confidential
    return with_aside(what_text(one.entry, language), secret_text(secrecy, language) if secrecy else "")


def _document(language: str, title: str, table: Table, otherwise: str) -> Document:
    block: Block = table if table.rows or not otherwise else Paragraph((emphasis(otherwise),))
    return Document(language, (Heading(1, title), block))
