"""The people in the head of an agenda: chair, members, secretary, guests, and tables of attendees."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from exports.agenda.item_line import last_brackets
from exports.agenda.labels import ITEMS
from exports.agenda.markdown_tree import Passage, emphasised, passages
from store.errors import BadAgenda
from store.i18n import _
from store.language.people import propose_handle
from store.model import Attendee, Person, Role
from store.text import clean, fold

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_QUOTED = re.compile(r'"(.+)"')
_MENTIONED = re.compile(r"\s@([^\W_][\w.-]*\w)(?=[\s(]|$)")
_AND = re.compile(r"\s+(?:en|and|&)\s+(?=[^a-z])")
_HANDLE = re.compile(r"[^\W_][\w.-]{0,11}")
_ITEMS = re.compile(rf"(?:{'|'.join(word for words in ITEMS.values() for word in words)})\s+(?=[0-9])", re.IGNORECASE)
_ITEM = re.compile(r"[0-9]{1,4}[a-z]?(?:\.[0-9]{1,4}[a-z]?)*")
_ROLES = {
    **dict.fromkeys(("chair", "host", "voorzitter", "vz", "chairperson"), Role.CHAIR),
    **dict.fromkeys(("secretary", "secretaris", "notulist"), Role.SECRETARY),
    **dict.fromkeys(("member", "members", "lid"), Role.MEMBER),
}
_MARKERS = " \t*†‡§✏✎✍️🖊📝,;:-–"
_LONGEST = 300
_NAME_COLUMNS = frozenset({"name", "names", "naam", "attendee", "deelnemer", "aanwezig"})
_FUNCTION_COLUMNS = ("function", "functie", "organi", "company", "affiliation", "role", "rol")


class Somebody(msgspec.Struct, frozen=True):
    """Somebody as the agenda names them; `handle` is empty where none is given, `ranked` says that the role is."""

    name: str
    handle: str = ""
    function: str = ""
    role: Role = Role.MEMBER
    vote: bool = True
    items: tuple[str, ...] = ()
    ranked: bool = False


class Roll(msgspec.Struct, frozen=True):
    """The people and the guests of an agenda, each with a handle that nobody else has.

    `proposed` are the handles that were made up here, `unranked` those of whom the agenda
    tells no role.
    """

    people: tuple[Person, ...]
    guests: tuple[Attendee, ...]
    proposed: frozenset[str] = frozenset()
    unranked: frozenset[str] = frozenset()


def is_handle(text: str) -> bool:
    """Whether `text` alone in brackets after a name is a handle, and not a role or function."""
    if not _HANDLE.fullmatch(text) or fold(text) in _ROLES:
        return False
    return len(text) <= 5 or any(letter.isupper() or letter.isdigit() for letter in text)


def somebody(text: str) -> Somebody:
    """`Kees Postma (KP)`, `Kees Postma (KP, treasurer)`, `Lee Byron (Host) *`: a name, and the brackets after it."""
    name, handle, function, role, ranked = text.strip(_MARKERS), "", "", Role.MEMBER, False
    if not name.startswith('"') and (mentioned := _MENTIONED.search(name)):
        # `Ali Sheikh @ofrobots (TSC)`: what stands between brackets is no handle then.
        handle, name = mentioned[1], name[: mentioned.start()] + name[mentioned.end() :]
    while len(text) <= _LONGEST and name.endswith(")") and (brackets := last_brackets(name)):
        name, inside = brackets
        told: list[str] = []
        for part in filter(None, map(str.strip, _split(inside))):
            if fold(part) in _ROLES:
                role, ranked = _ROLES[fold(part)], True
            elif not handle and not told and (part.startswith("@") or is_handle(part)):
                handle = part.removeprefix("@")
            else:
                told.append(part)
        function = ", ".join(filter(None, (*told, function)))
        name = name.strip(_MARKERS)
    if quoted := _QUOTED.fullmatch(name):
        name = quoted[1]
    return Somebody(clean(name), clean(handle), clean(function), role, ranked=ranked)


def people_in(text: str) -> list[Somebody]:
    """People with commas, semicolons, lines, `en` or `and` between them; a word in small letters is a function."""
    found: list[Somebody] = []
    for part in filter(None, map(str.strip, _split(text))):
        for words in [part] if part.startswith('"') else _AND.split(part):
            who = somebody(words)
            if who.handle or not _is_small(who.name):
                found.append(who)
            elif found:
                function = ", ".join(filter(None, (found[-1].function, words)))
                found[-1] = msgspec.structs.replace(found[-1], function=function)
    return [who for who in found if who.name]


def guests_in(text: str) -> list[Somebody]:
    """Guests with semicolons or lines between them: `Marit Haan (MH), director, items 5, 6`."""
    return [guest for line in re.split(r"[;\n]", text) for guest in _guests(line)]


def attendees_in(table: SyntaxTreeNode) -> tuple[list[Somebody], list[Passage]]:
    """The people in a table of attendees, and the rows that name nobody (`ADD YOUR NAME ABOVE`)."""
    rows = [row for part in table.children for row in part.children]
    head = [_cell(cell) for cell in rows[0].children] if rows else []
    at = next((at for at, cell in enumerate(head) if fold(cell) in _NAME_COLUMNS), 0)
    beside = next((at for at, cell in enumerate(head) if fold(cell).startswith(_FUNCTION_COLUMNS)), None)
    people, others = [], []
    for row in rows[1:]:
        cells = [_cell(cell) for cell in row.children]
        who = somebody(cells[at])
        if not who.name or _is_invitation(row.children[at]):
            others += list(passages(row))
        elif beside is not None and beside != at and not who.function:
            people.append(msgspec.structs.replace(who, function=clean(cells[beside])))
        else:
            people.append(who)
    return people, others


def listed(people: Sequence[Somebody]) -> list[Somebody]:
    """`people` of a list of attendees: what stands between brackets with more than one of them is no handle."""
    handles = Counter(fold(who.handle) for who in people if who.handle)
    return [
        msgspec.structs.replace(who, handle="", function=", ".join(filter(None, (who.handle, who.function))))
        if handles[fold(who.handle)] > 1
        else who
        for who in people
    ]


def with_handles(named: Iterable[Somebody], guests: Iterable[Somebody]) -> Roll:
    """The people and the guests, each person once. Raises BadAgenda where two have the same handle."""
    visitors = _once(guests)
    names = {fold(guest.name) for guest in visitors}
    members = [who for who in _once(named) if fold(who.name) not in names]
    handles = _handles([*members, *visitors])
    people = tuple(
        Person(handle=handle, name=who.name, role=who.role, function=who.function, vote=who.vote)
        for who, handle in zip(members, handles, strict=False)
    )
    attendees = tuple(
        Attendee(
            id=0,
            handle=handle,
            name=who.name,
            role=Role.GUEST,
            function=who.function,
            vote=False,
            items=who.items,
        )
        for who, handle in zip(visitors, handles[len(members) :], strict=True)
    )
    everybody = [*zip([*members, *visitors], handles, strict=True)]
    return Roll(
        people,
        attendees,
        proposed=frozenset(handle for who, handle in everybody if not who.handle),
        unranked=frozenset(handle for who, handle in everybody if not who.ranked),
    )


def _handles(people: list[Somebody]) -> list[str]:
    taken: dict[str, Somebody] = {}
    for who in people:
        if who.handle and taken.setdefault(fold(who.handle), who) is not who:
            words = _("“{handle}” stands for both {one} and {other}. Nothing was stored: give each their own initials.")
            raise BadAgenda(words.format(handle=who.handle, one=taken[fold(who.handle)].name, other=who.name))
    handles = []
    for who in people:
        handle = who.handle
        if not handle:
            handle = propose_handle(who.name, taken)
            taken[fold(handle)] = who
        handles.append(handle)
    return handles


def _once(people: Iterable[Somebody]) -> list[Somebody]:
    """Each person once: who is named again, by name or only by handle, adds what was not told yet."""
    found: list[Somebody] = []
    by_name: dict[str, int] = {}
    by_handle: dict[str, int] = {}
    for who in people:
        name, handle = fold(who.name), fold(who.handle)
        at = by_name.get(name, by_handle.get(name, by_name.get(handle) if handle else None))
        if at is None:
            at = len(found)
            found.append(who)
        else:
            found[at] = _joined(found[at], who)
        by_name.setdefault(name, at)
        by_handle.setdefault(handle, at)
    return found


def _joined(one: Somebody, other: Somebody) -> Somebody:
    # Where one of the two is only a handle, the longer one is the name.
    name = max(one.name, other.name, key=len)
    handle = one.handle or other.handle or (min(one.name, other.name, key=len) if one.name != other.name else "")
    first = other if one.role is Role.MEMBER and one.vote else one
    return Somebody(
        name,
        handle,
        one.function or other.function,
        first.role,
        first.vote,
        one.items or other.items,
        one.ranked or other.ranked,
    )


def _guests(line: str) -> Iterator[Somebody]:
    guest: Somebody | None = None
    told: list[str] = []
    items: list[str] = []
    for part in filter(None, map(str.strip, _split(line))):
        who = somebody(part)
        if guest is None or who.handle:
            if guest is not None:
                yield _guest(guest, told, items)
            guest, told, items = who, [], []
        elif numbers := _item_numbers(part, begun=bool(items)):
            items += numbers
        else:
            told.append(part)
    if guest is not None and guest.name and (guest.handle or not _is_small(guest.name)):
        yield _guest(guest, told, items)


def _guest(guest: Somebody, told: list[str], items: list[str]) -> Somebody:
    function = clean(", ".join(filter(None, (guest.function, *told))))
    return msgspec.structs.replace(
        guest, function=function, role=Role.GUEST, vote=False, items=tuple(items), ranked=True
    )


def _item_numbers(text: str, *, begun: bool) -> list[str]:
    """The items that `punt 5 en 7` names, or after such words `7`; nothing for other text."""
    word = _ITEMS.match(text)
    if not word and not begun:
        return []
    numbers = re.split(r"\s+(?:en|and|&)\s+", text[word.end() if word else 0 :].casefold())
    return numbers if all(_ITEM.fullmatch(number) for number in numbers) else []


def _split(text: str) -> Iterator[str]:
    """`text` at each comma, semicolon and line end that does not stand in brackets, or in a name in quotes."""
    start = depth = 0
    quoted = -1
    for at, letter in enumerate(text):
        if letter == '"' and at > quoted and not text[start:at].strip():
            # The last quote before a bracket ends it; a lone quote is only a quote.
            quoted = max(text.find('" (', at + 1), quoted)
        if at <= quoted:
            continue
        if letter == "(":
            depth += 1
        elif letter == ")":
            depth = max(0, depth - 1)
        elif letter in ",;\n" and (not depth or letter == "\n"):
            yield text[start:at]
            start, depth = at + 1, 0
    yield text[start:]


def _is_small(text: str) -> bool:
    return text == text.lower() and text != text.upper()


def _is_invitation(cell: SyntaxTreeNode) -> bool:
    text = _cell(cell)
    if text != text.upper() or text == text.lower():
        return False
    return len(text.split()) > 3 or all(emphasised(inline) for inline in cell.children)


def _cell(cell: SyntaxTreeNode) -> str:
    return clean(" ".join(passage.text for passage in passages(cell)))
