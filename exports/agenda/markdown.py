"""Agendas as Markdown: reading any that has a list of items, and writing the project's own form.

What is not understood is kept: words in the head as remarks, words of an item as its notes.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from exports.agenda.lines.day_and_place import when_in
from exports.agenda.lines.valid_dates import check_day, check_hours
from exports.agenda.parts.head import Head, key_in, language_of, number_in
from exports.agenda.parts.items import read_items
from exports.agenda.parts.markdown_tree import passages, tree
from exports.agenda.parts.people import Roll, with_handles
from exports.agenda.parts.sections import ATTENDEES, NAMES, Form, Section, find_section, is_about, name_of, text_of
from exports.agenda.plain.front_matter import without_front_matter
from exports.agenda.plain.text import as_markdown, is_mail_head, is_plain, speaks_of_other_day, with_facts_apart
from exports.agenda.write import write_agenda
from store.errors import NoAgenda
from store.i18n import _
from store.language.announced_days import first_day_in
from store.language.people import People
from store.model import AgendaItem, Attendee, Person

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

__all__ = ["AgendaFile", "read_agenda", "write_agenda"]


class AgendaFile(msgspec.Struct, frozen=True, kw_only=True):
    """What an agenda file was understood to say.

    `remarks` is the text of the head that was not understood, line by line; guests have no
    id yet, items have ids from 1 in the order of the file. `proposed` are the handles that the
    file does not give itself, `unranked` those of whom it tells no role. `sender` is who sent it, and `doubts` are
    lines for the user, on what follows from more than the words of the file.
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
    sender: str = ""
    doubts: tuple[str, ...] = ()


def read_agenda(markdown: str, near: dt.date | None = None, *, plain: bool | None = None) -> AgendaFile:
    """What `markdown` says, if it holds an agenda.

    A day without a year is the one nearest to `near`, the day on which the file came; without that it is no day.
    `plain` says that it is text without Markdown; left out, the text tells it itself.

    An agenda is a numbered list, a table of items, numbered headings, or bullets under a
    heading `Agenda`; without that heading the first such list of two items or more. Text
    without any Markdown, such as a pasted mail, is read as if it had some. Raises NoAgenda
    where there is none, BadAgenda where it names a day or hours that cannot be.
    """
    markdown = without_front_matter(markdown)
    plain = is_plain(markdown) if plain is None else plain
    nodes = tree(as_markdown(markdown) if plain else with_facts_apart(markdown)).children
    section = find_section(nodes)
    if section is None:
        raise NoAgenda(
            _("No agenda was found and nothing was stored: an agenda is a numbered list under a heading “Agenda”.")
        )
    head, title = _head(nodes, section, near)
    if head.date is None:
        check_day(title)
        if day := first_day_in(title, near):
            head.take_day(day)
            told = when_in(title, near, place=False)
            if told.times and not head.start:
                head.start, head.end = told.times[0], head.end or next(iter(told.times[1:]), None)
    if head.date is None:
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
        doubts=tuple(head.doubts),
    )


def _read_prose(head: Head) -> None:
    """The day that running text names, with the hours and the place beside it, where only one line can be meant."""
    lines = [line for line in head.remarks if not is_mail_head(line) and not speaks_of_other_day(line)]
    for line in lines:
        check_day(line)
    told = [(line, when) for line in lines if (when := when_in(line, head.near)).day]
    sure = [(line, when) for line, when in told if when.times or not when.rest] or told
    if len({when.day.day for _line, when in sure if when.day}) != 1:
        return
    line, when = max(sure, key=lambda each: (len(each[1].times), -len(each[1].rest)))
    if when.day:
        head.take_day(when.day)
    if when.times and not head.start:
        head.start, head.end = when.times[0], head.end or next(iter(when.times[1:]), None)
    head.place = head.place or when.place
    if not when.rest and line in head.remarks:
        head.remarks.remove(line)
    _read_hours(head, lines)


def _read_hours(head: Head, lines: list[str]) -> None:
    """The hours and the place on a line of their own: `van 13.30 tot 15.30 uur in Vergaderzaal 3`."""
    for line in lines if not head.start else ():
        when = when_in(line, head.near)
        if when.times and not when.day and not when.rest:
            head.start, head.end = when.times[0], head.end or next(iter(when.times[1:]), None)
            head.place = head.place or when.place
            head.remarks.remove(line)
            return


def _head(nodes: list[SyntaxTreeNode], section: Section, near: dt.date | None) -> tuple[Head, str]:
    """What stands around the items of the agenda, read as its head, and the title of the file."""
    head = Head(near=near)
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
