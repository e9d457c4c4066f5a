"""Agendas as Markdown: reading any that has a numbered list, and writing the project's own form.

What is not understood is kept: words in the head as remarks, words of an item as its notes.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from exports.agenda_head import ATTENDEES, Head, key_in, language_of, number_in
from exports.agenda_items import read_items
from exports.agenda_people import with_handles
from exports.agenda_tree import passages, tree
from exports.agenda_writing import write_agenda
from store.clean import clean, fold
from store.errors import NoAgenda
from store.language.dates import date_in
from store.language.people import People
from store.model import AgendaItem, Attendee, Person
from store.words import _

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

__all__ = ["AgendaFile", "read_agenda", "write_agenda"]

_NAMES = {
    "agenda": "",
    "agendapunten": "nl",
    "de agenda": "nl",
    "agenda items": "en",
    "the agenda": "en",
    "agenda topics": "en",
}
# Lists under such headings say how to make an agenda, or how to behave, and are none.
_ABOUT = ("guideline", "rules", "richtlijn", "regels", "how to", "instructi", "future", "attendee")


class AgendaFile(msgspec.Struct, frozen=True, kw_only=True):
    """What an agenda file was understood to say.

    `remarks` is the text of the head that was not understood, line by line; guests have no
    id yet, items have ids from 1 in the order of the file.
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


class _Section(msgspec.Struct):
    """The part of a file below a heading: the heading's place, and the places of its lists."""

    heading: int
    end: int
    lists: list[int]


def read_agenda(markdown: str) -> AgendaFile:
    """What `markdown` says, if it holds an agenda.

    An agenda is a numbered list under a heading `Agenda`, or else the first numbered list of
    two items or more. Raises NoAgenda where there is none.
    """
    nodes = tree(markdown).children
    section = _agenda_section(nodes)
    if section is None:
        raise NoAgenda(
            _("No agenda was found and nothing was stored: an agenda is a numbered list under a heading “Agenda”.")
        )
    head, title = _head(nodes, section)
    people, guests = with_handles(head.people, head.guests)
    items = read_items((nodes[at] for at in section.lists), People([*people, *guests]), head.languages)
    title = title or head.body or "Agenda"
    text = "\n".join((title, *head.remarks, *(item.title for item in items)))
    return AgendaFile(
        title=title,
        body_name=head.body,
        body_key=head.short or key_in(title, head.body),
        number=head.number or number_in(title),
        language=language_of(head, text),
        date=head.date or date_in(title),
        start=head.start,
        end=head.end,
        place=head.place,
        seats=head.seats,
        next_meeting=head.next,
        time_zone=head.time_zone,
        people=people,
        guests=guests,
        items=items,
        remarks="\n".join(head.remarks),
    )


def _agenda_section(nodes: list[SyntaxTreeNode]) -> _Section | None:
    """Where the agenda is: under a heading that is called so, else under one that speaks of it, else the first list."""
    headings = [at for at, node in enumerate(nodes) if node.type == "heading"]
    exact = [_section(nodes, at) for at in headings if _name(nodes[at]) in _NAMES]
    about = [_section(nodes, at) for at in headings if "agenda" in _name(nodes[at]) and not _is_about(nodes[at])]
    for sections in (exact, about):
        full = [section for section in sections if section.lists]
        if full:
            # `# Agenda` above all and `## Agenda` above the list: the nearest is meant.
            return min(full, key=lambda section: section.lists[0] - section.heading)
    return None if exact else _first_lists(nodes)


def _section(nodes: list[SyntaxTreeNode], heading: int) -> _Section:
    """The section below a heading, and its lists: those right below it, else those below headings in it."""
    own: list[int] = []
    deeper: list[int] = []
    lists = own
    end = heading + 1
    while end < len(nodes):
        node = nodes[end]
        if node.type == "heading":
            if node.tag <= nodes[heading].tag:
                break
            lists = [] if _is_about(node) else deeper
        elif node.type == "ordered_list":
            lists.append(end)
        end += 1
    # A list below a deeper heading that counts on is part of the same agenda.
    counting_on = [at for at in deeper if own and int(nodes[at].attrs.get("start", 1)) > 1]
    return _Section(heading, end, [*own, *counting_on] if own else deeper)


def _first_lists(nodes: list[SyntaxTreeNode]) -> _Section | None:
    """The first list of two items or more that is not about something else, and the lists after it."""
    heading: SyntaxTreeNode | None = None
    for at, node in enumerate(nodes):
        if node.type == "heading":
            heading = node
        elif node.type == "ordered_list" and len(node.children) > 1 and not (heading and _is_about(heading)):
            end = next((i for i in range(at, len(nodes)) if nodes[i].type == "heading"), len(nodes))
            return _Section(-1, end, [i for i in range(at, end) if nodes[i].type == "ordered_list"])
    return None


def _head(nodes: list[SyntaxTreeNode], section: _Section) -> tuple[Head, str]:
    """What stands around the lists of the agenda, read as its head, and the title of the file."""
    head = Head()
    first = section.lists[0]
    title = _title(nodes, section)
    under = ""
    for at, node in enumerate(nodes):
        if node.type == "heading":
            under = _name(node)
            head.languages.update(filter(None, [_NAMES.get(under)]))
            if at < section.end and at not in {title, section.heading} and not ATTENDEES.search(under):
                head.remark(passages(node))
        elif at < first or (node.type == "table" and at >= section.end and ATTENDEES.search(under)):
            head.read(node, under)
        elif at < section.end and at not in section.lists:
            head.remark(passages(node))
    return head, _text(nodes[title]) if title is not None else ""


def _title(nodes: list[SyntaxTreeNode], section: _Section) -> int | None:
    """Which heading is the title of the file: the first of the first level, else the first that is not about a part."""
    before = [at for at in range(section.lists[0]) if nodes[at].type == "heading" and _text(nodes[at])]
    own = [at for at in before if _name(nodes[at]) not in _NAMES and not ATTENDEES.search(_name(nodes[at]))]
    top = [at for at in own if nodes[at].tag == "h1"]
    return next(iter(top or [at for at in own if not _is_about(nodes[at])] or before), None)


def _is_about(heading: SyntaxTreeNode) -> bool:
    name = _name(heading)
    return any(word in name for word in _ABOUT) or bool(ATTENDEES.search(name))


def _name(heading: SyntaxTreeNode) -> str:
    return fold(_text(heading)).strip(" .:")


def _text(heading: SyntaxTreeNode) -> str:
    return clean(" ".join(passage.text for passage in passages(heading)))
