"""Agendas as Markdown: reading any that has a list of items, and writing the project's own form.

What is not understood is kept: words in the head as remarks, words of an item as its notes.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from exports.agenda.head import Head, key_in, language_of, number_in
from exports.agenda.items import read_items
from exports.agenda.markdown_tree import passages, tree
from exports.agenda.people import Roll, with_handles
from exports.agenda.plain_text import as_markdown, is_mail_head, is_plain
from exports.agenda.sections import ATTENDEES, NAMES, Form, Section, find_section, is_about, name_of, text_of
from exports.agenda.valid_dates import check_day, check_hours
from exports.agenda.write import write_agenda
from store.errors import NoAgenda
from store.i18n import _
from store.language.dates import date_in
from store.language.people import People
from store.language.times import times_in
from store.model import AgendaItem, Attendee, Person

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

__all__ = ["AgendaFile", "read_agenda", "write_agenda"]


class AgendaFile(msgspec.Struct, frozen=True, kw_only=True):
    """What an agenda file was understood to say.

    `remarks` is the text of the head that was not understood, line by line; guests have no
    id yet, items have ids from 1 in the order of the file. `proposed` are the handles that the
    file does not give itself, `unranked` those of whom it tells no role.
    """

    title: str
    body_name: str = ""
    body_key: str = ""
    number: str = ""
    language: str = "en"
    date: dt.date | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    place: str = ""
    seats: int = 0
    next_meeting: dt.date | None = None
    time_zone: str = ""
    people: tuple[Person, ...] = ()
    guests: tuple[Attendee, ...] = ()
    items: tuple[AgendaItem, ...]
    remarks: str = ""
    proposed: frozenset[str] = frozenset()
    unranked: frozenset[str] = frozenset()


def read_agenda(markdown: str) -> AgendaFile:
    """What `markdown` says, if it holds an agenda.

    An agenda is a numbered list, a table of items, numbered headings, or bullets under a
    heading `Agenda`; without that heading the first such list of two items or more. Text
    without any Markdown, such as a pasted mail, is read as if it had some. Raises NoAgenda
    where there is none, BadAgenda where it names a day or hours that cannot be.
    """
    plain = is_plain(markdown)
    nodes = tree(as_markdown(markdown) if plain else markdown).children
    section = find_section(nodes)
    if section is None:
        raise NoAgenda(
            _("No agenda was found and nothing was stored: an agenda is a numbered list under a heading “Agenda”.")
        )
    head, title = _head(nodes, section)
    if head.date is None:
        check_day(title)
        head.date = date_in(title)
    if plain and head.date is None:
        _read_prose(head)
    roll = with_handles(head.people, head.guests)
    items = read_items(nodes, section, People([*roll.people, *roll.guests]), head.languages)
    return finished(title, head, roll, items)


def finished(title: str, head: Head, roll: Roll, items: tuple[AgendaItem, ...]) -> AgendaFile:
    """The agenda that its parts make. Raises BadAgenda where it ends before it begins."""
    check_hours(head.start, head.end)
    title = title or head.body or "Agenda"
    text = "\n".join((title, *head.remarks, *(item.title for item in items)))
    return AgendaFile(
        title=title,
        body_name=head.body,
        body_key=head.short or key_in(title, head.body),
        number=head.number or number_in(title),
        language=language_of(head, text),
        date=head.date,
        start=head.start,
        end=head.end,
        place=head.place,
        seats=head.seats,
        next_meeting=head.next,
        time_zone=head.time_zone,
        people=roll.people,
        guests=roll.guests,
        items=items,
        remarks="\n".join(head.remarks),
        proposed=roll.proposed,
        unranked=roll.unranked,
    )


def _read_prose(head: Head) -> None:
    """The day that the words of a mail name, and the hours beside it, where they name only one."""
    lines = [line for line in head.remarks if not is_mail_head(line)]
    for line in lines:
        check_day(line)
    days = {day: line for line in lines if (day := date_in(line))}
    if len(days) == 1:
        [(head.date, line)] = days.items()
        times = times_in(line)
        if times and not head.start:
            head.start, head.end = times[0], head.end or next(iter(times[1:]), None)


def _head(nodes: list[SyntaxTreeNode], section: Section) -> tuple[Head, str]:
    """What stands around the items of the agenda, read as its head, and the title of the file."""
    head = Head()
    first = section.parts[0]
    title = _title(nodes, section)
    under = ""
    for at, node in enumerate(nodes):
        if section.form is Form.HEADINGS and first <= at < section.end:
            continue
        if node.type == "heading":
            under = name_of(node)
            head.languages.update(filter(None, [NAMES.get(under)]))
            if at not in {title, section.heading} and not ATTENDEES.search(under):
                head.remark(passages(node))
        elif at < first or ATTENDEES.search(under):
            head.read(node, under)
        elif at not in section.parts:
            head.remark(passages(node))
    return head, text_of(nodes[title]) if title is not None else ""


def _title(nodes: list[SyntaxTreeNode], section: Section) -> int | None:
    """Which heading is the title of the file: the first of the first level, else the first that is not about a part."""
    before = [at for at in range(section.parts[0]) if nodes[at].type == "heading" and text_of(nodes[at])]
    own = [at for at in before if name_of(nodes[at]) not in NAMES and not ATTENDEES.search(name_of(nodes[at]))]
    top = [at for at in own if nodes[at].tag == "h1"]
    return next(iter(top or [at for at in own if not is_about(nodes[at])] or before), None)
