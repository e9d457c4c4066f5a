"""What the screen of a new meeting shows: offers and open actions, each a row, and the meeting as it will be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec
from textual.content import Content

from exports.wording import owners_text
from store.archive.carry_over import Offer, Offered, agenda
from store.archive.new_meeting import When
from store.bodies.body import members_on, sending_day
from store.dates import short_date
from store.i18n import _, _n, spoken
from store.model import Body, Earlier, Meeting
from store.text import one_line
from tui.terminal.wrapping import WIDE
from tui.widgets.found import when_due

_LABEL = 16
_BESIDE = 22
_NARROW_BESIDE = 15
# What needs a thought comes first; what is on every agenda last.
_KINDS = (
    Offered.MINUTES,
    Offered.REQUEST,
    Offered.PLAN,
    Offered.HELD_OVER,
    Offered.NOT_REACHED,
    Offered.EVALUATION,
    Offered.QUESTION,
    Offered.STANDING,
)


class Row(msgspec.Struct, frozen=True):
    """A row: an offer, or an open action, which is not for the agenda. The first of its kind bears the `label`."""

    label: str
    offer: Offer | None = None
    action: Earlier | None = None


class Prepared(msgspec.Struct, frozen=True):
    """What was read of the archive for a meeting of a body on a day."""

    body: Body
    when: When
    meeting: Meeting
    offers: tuple[Offer, ...]
    actions: tuple[Earlier, ...]
    there: tuple[Meeting, ...]


def title(name: str, one: Prepared | None, taken: list[Offer]) -> Content:
    """The meeting as it will be, with what was taken; its body's name only where nothing is read yet."""
    parts = [Content.assemble((" " + _("New meeting"), "bold $accent"), (f"  {name}", "$quiet"))]
    if one is None:
        return parts[0]
    items = agenda(taken, one.body.language)
    hours = "–".join(f"{each:%H:%M}" for each in (one.when.start, one.when.end) if each)
    day = short_date(one.when.day, spoken())
    parts.append(
        Content.assemble(
            (" " + " · ".join(filter(None, (day, hours, one.meeting.place))), "bold"), f"  {one.meeting.title}"
        )
    )
    minutes = sum(item.planned_minutes or 0 for item in items)
    members = len(members_on(one.body, one.when.day))
    details = [
        _n("{count} item", "{count} items", len(items)).format(count=len(items)),
        _("{minutes} min").format(minutes=minutes) if minutes else "",
        _n("{count} person", "{count} people", members).format(count=members),
        _("send the agenda by {date}").format(
            date=short_date(sending_day(one.body, one.when.day), spoken(), year=False)
        ),
    ]
    parts.append(Content.styled(" " + " · ".join(filter(None, details)), "$quiet"))
    return Content("\n").join(parts)


def draw(row: Row, width: int, today: date) -> Content:
    """A row in one line of `width` cells."""
    narrow = width < WIDE
    label = Content.styled(row.label, "$quiet").truncate(_LABEL - 1, pad=True)
    room = _NARROW_BESIDE if narrow else _BESIDE
    beside = _beside_of(row, today).truncate(room - 1, ellipsis=True, pad=True)
    text = Content.styled(_text(row), "" if row.offer else "$quiet")
    text = text.truncate(max(10, width - label.cell_length - room - 3), ellipsis=True, pad=True)
    return Content.assemble(label, "  ", text, "  ", beside)


def _beside_of(row: Row, today: date) -> Content:
    if row.action:
        return when_due(row.action, today).stylize_before("$quiet")
    if row.offer is None:
        return Content("")
    item = row.offer.item
    if item.times_held_over:
        style = "bold $warning" if item.times_held_over > 1 else "$warning"
        return Content.styled(_("{count}× held over").format(count=item.times_held_over), style)
    if row.offer.kind is Offered.STANDING:
        minutes = _("{minutes} min").format(minutes=item.planned_minutes) if item.planned_minutes else ""
        return Content.styled(" · ".join(filter(None, (minutes, item.presenter))), "$quiet")
    return Content.styled(row.offer.meeting, "$quiet")


def key_of(row: Row) -> object:
    """What tells a row from the others, also when it was read anew."""
    if row.action:
        return row.action.key, row.action.entry.id
    return (row.offer.kind, row.offer.item.origins, row.offer.item.title, row.offer.item.number) if row.offer else None


def rows_of(one: Prepared) -> Iterator[Row]:
    """The offers by their kinds, and the open actions."""
    labels = _labels()
    for kind in _KINDS:
        label = labels[kind]
        for offer in one.offers:
            if offer.kind is kind:
                yield Row(label, offer=offer)
                label = ""
    label = _("Open actions")
    for action in one.actions:
        yield Row(label, action=action)
        label = ""


def _labels() -> dict[Offered, str]:
    return {
        Offered.MINUTES: _("To approve"),
        Offered.REQUEST: _("Requests"),
        Offered.PLAN: _("Plan"),
        Offered.HELD_OVER: _("Held over"),
        Offered.NOT_REACHED: _("Not reached"),
        Offered.EVALUATION: _("Evaluate"),
        Offered.QUESTION: _("Questions"),
        Offered.STANDING: _("Standing"),
    }


def _text(row: Row) -> str:
    if row.action:
        return f"{row.action.entry.reference}  {one_line(row.action.entry.text)}"
    if row.offer is None:
        return ""
    item = row.offer.item
    secret = " ▪" if item.confidential else ""
    return "  " * item.depth + (item.internal_title or item.title) + secret


def about(row: Row | None) -> Content:
    """All that is known of the row with the cursor, in lines."""
    if row is None:
        return Content("")
    if row.action:
        lines = [
            Content.assemble((row.action.entry.reference, "bold"), "  ", one_line(row.action.entry.text)),
            Content.styled(
                " · ".join(
                    filter(None, (owners_text(row.action.entry, spoken()), row.action.meeting, row.action.item))
                ),
                "$quiet",
            ),
            Content.styled(
                _("Actions are not put on the agenda: walk through them in the meeting, with F3."), "$quiet"
            ),
        ]
        return Content("\n").join(lines)
    if row.offer is None:
        return Content("")
    item, offer = row.offer.item, row.offer
    held_on = short_date(offer.held_on, spoken()) if offer.held_on else ""
    origin = _("from {meeting}, {date}").format(meeting=offer.meeting, date=held_on) if offer.meeting else ""
    details = " · ".join(filter(None, (origin, offer.reason, item.presenter)))
    lines = [Content.styled(item.internal_title or item.title, "bold"), Content.styled(details, "$quiet")]
    if text := item.explanation or item.state_of_affairs or "; ".join(item.notes):
        lines.append(Content(text))
    return Content("\n").join(lines)
