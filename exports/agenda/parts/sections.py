"""Where in a file the agenda is, and in which form: a list, a table, headings or bullets."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING

import msgspec

from exports.agenda.lines.item_line import read_line
from exports.agenda.lines.labels import HEAD, label_in
from exports.agenda.parts.markdown_tree import passages
from exports.agenda.parts.tables import is_of_items
from store.language.people import People
from store.text import clean, fold

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

ATTENDEES = re.compile(r"\b(?:attendees|participants|present|aanwezig|aanwezigen|deelnemers)\b")
# `2.`, `2a)` or `2.1` before the words of a heading.
NUMBERED = re.compile(r"(?:[0-9]{1,3}(?:\.[0-9]{1,3})*[a-z]?[.):]|[0-9]{1,3}(?:\.[0-9]{1,3})+)\s+")
NAMES = {
    "agenda": "",
    "agendapunten": "nl",
    "de agenda": "nl",
    "agenda items": "en",
    "the agenda": "en",
    "agenda voor de vergadering": "nl",
    "concept agenda": "nl",
    "conceptagenda": "nl",
    "concept-agenda": "nl",
    "voorlopige agenda": "nl",
    "draft agenda": "en",
    "order of business": "en",
    "items": "en",
    "punten": "nl",
    "te bespreken": "nl",
    "programma": "nl",
    "topics": "en",
    "agenda topics": "en",
}
# Lists under such headings say how to make an agenda, or how to behave, and are none.
_ABOUT = ("guideline", "rules", "richtlijn", "regels", "how to", "instructi", "future", "attendee", "key", "legenda")


_SETTLES = ("vaststell", "goedkeur", "vaste agenda", "approv", "adopt", "standing agenda")


class Form(Enum):
    """What holds the items of an agenda."""

    LISTS = "lists"
    TABLES = "tables"
    HEADINGS = "headings"
    BULLETS = "bullets"


class Section(msgspec.Struct):
    """The part of a file that is its agenda: where its heading is, where it ends, and the places of what holds items.

    `heading` is -1 where there is none. `numbered` tells of headings that they are items by
    themselves, with a number or minutes, and not groups of items.
    """

    heading: int
    end: int
    parts: list[int]
    form: Form
    numbered: bool = False


def find_section(nodes: list[SyntaxTreeNode]) -> Section | None:
    """Where the agenda is: under a heading that is called so, else under one that speaks of it, else the first list."""
    headings = [at for at, node in enumerate(nodes) if node.type == "heading"]
    exact = [at for at in headings if name_of(nodes[at]) in NAMES]
    about = [at for at in headings if _speaks_of_agenda(nodes[at])]
    for places in (exact, about):
        found = [section for at in places if (section := _section(nodes, at))]
        # Bullets under a heading may be anything: they count where there is nothing better.
        sure = [section for section in found if section.form is not Form.BULLETS] or found
        if sure:
            # `# Agenda` above all and `## Agenda` above the list: the nearest is meant.
            return min(sure, key=lambda section: section.parts[0] - section.heading)
    return None if exact else _first(nodes)


def is_about(heading: SyntaxTreeNode) -> bool:
    """Whether a heading announces something else than an agenda, though it may speak of one."""
    name = name_of(heading)
    return any(word in name for word in _ABOUT) or bool(ATTENDEES.search(name))


def _speaks_of_agenda(heading: SyntaxTreeNode) -> bool:
    """Whether the agenda may stand below a heading: `Agenda 9 maart`, and not the item `2. Vaststelling agenda`."""
    name = name_of(heading)
    is_item = bool(NUMBERED.match(text_of(heading))) or name.startswith(_SETTLES)
    return "agenda" in name and not is_about(heading) and not is_item


def name_of(heading: SyntaxTreeNode) -> str:
    """The text of a heading as it is compared: folded, without points and colons around it."""
    return fold(text_of(heading)).strip(" .:")


def text_of(heading: SyntaxTreeNode) -> str:
    """The text of a heading."""
    return clean(" ".join(passage.text for passage in passages(heading)))


def _section(nodes: list[SyntaxTreeNode], heading: int) -> Section | None:
    """The agenda below a heading, in the first form of which it has anything; None where it has nothing."""
    end = next(
        (
            at
            for at in range(heading + 1, len(nodes))
            if nodes[at].type == "heading" and nodes[at].tag <= nodes[heading].tag
        ),
        len(nodes),
    )
    places = range(heading + 1, end)
    deeper = [at for at in places if nodes[at].type == "heading" and not is_about(nodes[at])]
    if numbered := _numbered(nodes, deeper):
        return Section(heading, end, numbered, Form.HEADINGS, numbered=True)
    if lists := _lists(nodes, places):
        return Section(heading, end, lists, Form.LISTS)
    if tables := [at for at in places if nodes[at].type == "table" and is_of_items(nodes[at])]:
        return Section(heading, end, tables, Form.TABLES)
    bullets = [at for at in places if _are_items(nodes[at])]
    first = next(iter(deeper), end)
    if own := [at for at in bullets if at < first]:
        return Section(heading, end, own, Form.BULLETS)
    return Section(heading, end, deeper, Form.HEADINGS) if deeper and (bullets or len(deeper) > 1) else None


def _lists(nodes: list[SyntaxTreeNode], places: range) -> list[int]:
    """The numbered lists among `places` and the tables after them: those right below the heading, else those deeper."""
    own: list[int] = []
    deeper: list[int] = []
    lists = own
    for at in places:
        if nodes[at].type == "heading":
            lists = [] if is_about(nodes[at]) else deeper
        elif nodes[at].type == "ordered_list" or (lists and nodes[at].type == "table" and is_of_items(nodes[at])):
            lists.append(at)
    # A list below a deeper heading that counts on is part of the same agenda.
    counting_on = [at for at in deeper if own and int(nodes[at].attrs.get("start", 1)) > 1]
    return [*own, *counting_on] if own else deeper


def _first(nodes: list[SyntaxTreeNode]) -> Section | None:
    """Without a heading: headings that have numbers, else the first list of two items or more and the lists after it.

    Else a table of items. What stands below a heading about something else does not count.
    """
    headings = [at for at, node in enumerate(nodes) if node.type == "heading" and not is_about(node)]
    if numbered := _numbered(nodes, headings):
        level = nodes[numbered[0]].tag
        after = (at for at in headings if at > numbered[-1] and nodes[at].tag <= level)
        return Section(-1, next(after, len(nodes)), numbered, Form.HEADINGS, numbered=True)
    found = _under_any(nodes, lambda node: node.type == "ordered_list" and len(node.children) > 1)
    if found is not None:
        end = next((at for at in range(found, len(nodes)) if nodes[at].type == "heading"), len(nodes))
        return Section(-1, end, _lists(nodes, range(found, end)), Form.LISTS)
    found = _under_any(nodes, lambda node: node.type == "table" and is_of_items(node))
    if found is not None:
        return Section(-1, found + 1, [found], Form.TABLES)
    return None


def _under_any(nodes: list[SyntaxTreeNode], holds: Callable[[SyntaxTreeNode], bool]) -> int | None:
    """The first node that `holds` says yes to, under a heading that is not about something else."""
    heading: SyntaxTreeNode | None = None
    for at, node in enumerate(nodes):
        if node.type == "heading":
            heading = node
        elif not (heading and is_about(heading)) and holds(node):
            return at
    return None


def _numbered(nodes: list[SyntaxTreeNode], headings: list[int]) -> list[int]:
    """Those of `headings` that are items: two or more of one level with a number or minutes, and all deeper ones."""
    for tag in sorted({nodes[at].tag for at in headings}):
        same = [at for at in headings if nodes[at].tag == tag]
        items = [at for at in same if _is_item(text_of(nodes[at]))]
        if len(items) > 1 and len(items) * 2 >= len(same):
            return [at for at in headings if nodes[at].tag >= tag and at >= items[0]]
    return []


def _is_item(text: str) -> bool:
    return bool(NUMBERED.match(text)) or read_line(text, People(())).minutes is not None


def _are_items(node: SyntaxTreeNode) -> bool:
    """Whether `node` is a list of bullets of which none is a field of the head, such as a date."""
    if node.type != "bullet_list":
        return False
    first = [next(passages(bullet), None) for bullet in node.children]
    return not any(passage and label_in(passage.raw, HEAD) for passage in first)
