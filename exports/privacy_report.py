"""The overview for whoever asks what is kept of them: what, since when, from whom and to whom, how long.

The names of others stay out of it: of each text only that which stands around the name asked for is told, with others
as *somebody*; a secretary reads it before it goes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from exports.document import Block, Document, Heading, Paragraph, Table, plain
from store.archive.privacy.places import Place
from store.dates import long_date
from store.i18n import documents


def privacy_report(name: str, places: Iterable[Place], others: Iterable[str], on: date, language: str) -> Document:
    """The places where `name` stands, as a document; each of `others` (names) is *somebody* in it."""
    _ = documents(language).gettext
    kinds = {
        "meeting": _("meeting"),
        "attendance": _("attendance"),
        "entry": _("minutes"),
        "item": _("agenda"),
        "log": _("what was typed"),
        "piece": _("post"),
        "party": _("whoever writes"),
        "request": _("request"),
        "file": _("file of a piece of post"),
        "body": _("members of a body"),
        "other": _("another file"),
    }
    told = [place for place in places if not place.near]
    rows = []
    for place in told:
        text = place.text
        for other in others:
            text = text.replace(other, _("somebody")) if other and other not in name else text
        times = documents(language).ngettext("{count} time", "{count} times", place.times).format(count=place.times)
        what = text or (times if place.kind == "log" else "")
        rows.append((kinds.get(place.kind, place.kind), place.where, place.number, what))
    head = (_("Kind"), _("Where"), _("Number"), _("What stands there"))
    blocks: list[Block] = [
        Heading(1, _("What is kept of {name}").format(name=name)),
        Paragraph((plain(_("As on {date}.").format(date=long_date(on, language))),)),
        Paragraph(
            (
                plain(
                    _(
                        "Minutes and decisions are kept for ever; post of private people as long as the settings of the"
                        " body say. What was sent, and copies that others made, cannot be seen from here."
                    )
                ),
            )
        ),
    ]
    blocks.append(Table(head, tuple(rows)) if rows else Paragraph((plain(_("Nothing.")),)))
    return Document(language, tuple(blocks))
