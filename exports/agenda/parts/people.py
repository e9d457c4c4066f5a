"""The people in the head of an agenda: chair, members, secretary, guests, and tables of attendees."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from exports.agenda.lines.item_line import last_brackets
from exports.agenda.lines.labels import ITEMS
from exports.agenda.parts.markdown_tree import Passage, emphasised, passages
from store.errors import BadAgenda
from store.i18n import _
from store.language.offices import Standing, standing, under
from store.language.people import propose_handle
from store.language.vocabulary import CHAIR, GUEST, MEMBER, SECRETARY, VOTE, Office, office, office_in
from store.model import Attendee, Person, Role
from store.text import clean, fold

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_QUOTED = re.compile(r'"(.+)"')
_MENTIONED = re.compile(r"\s@([^\W_][\w.-]*\w)(?=[\s(]|$)")
_AND = re.compile(r"(?<!\s)\s+(?:en|and|&)\s+(?=[^a-z])")
_HANDLE = re.compile(r"[^\W_][\w.-]{0,11}")
_ITEMS = re.compile(rf"(?:{'|'.join(word for words in ITEMS.values() for word in words)})\s+(?=[0-9])", re.IGNORECASE)
_ITEM = re.compile(r"[0-9]{1,4}[a-z]?(?:\.[0-9]{1,4}[a-z]?)*")
_MARKERS = " \t*†‡§✏✎✍️🖊📝,;:-–"
_LONGEST = 300
_MOST_NAME_WORDS = 9
_PLAIN = {Role.CHAIR: CHAIR, Role.SECRETARY: SECRETARY, Role.MEMBER: MEMBER, Role.GUEST: GUEST}
_NAME_COLUMNS = ("name", "names", "naam", "full name", "volledige naam", "attendee", "deelnemer", "aanwezig")
_FIRST_COLUMNS = ("first name", "voornaam", "roepnaam", "given name", "voorletters")
_PREFIX_COLUMNS = ("prefix", "tussenvoegsel", "tussenvoegsels", "voorvoegsel", "voorvoegsels")
_LAST_COLUMNS = ("last name", "achternaam", "surname", "family name")
_OFFICE_COLUMNS = ("function", "functie", "role", "rol")
_ORGANISATION_COLUMNS = ("organi", "company", "affiliation")


class Somebody(msgspec.Struct, frozen=True):
    """Somebody as the agenda names them; `handle` is empty where none is given.

    `ranked` says that the role is given, `voting` that there is a word on the vote.
    """

    name: str
    handle: str = ""
    function: str = ""
    role: Role = Role.MEMBER
    vote: bool = True
    items: tuple[str, ...] = ()
    ranked: bool = False
    voting: bool = False

    def told(self, what: Standing) -> Somebody:
        """This person, with the role or function that `what` says."""
        return msgspec.structs.replace(
            self,
            function=clean(what.function),
            role=what.role,
            vote=what.vote,
            ranked=what.office is not None,
            voting=what.vote_said,
        )

    def under(self, label: Office, word: str = "") -> Somebody:
        """The same person, named under the label of an office, as `word` was typed."""
        own = Standing(
            self.role,
            self.function,
            self.vote,
            office=office(_PLAIN[self.role]) if self.ranked else None,
            vote_said=self.voting,
        )
        return self.told(under(label, own, word))


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
    if not _HANDLE.fullmatch(text) or office_in(text) or fold(text) in VOTE:
        return False
    return len(text) <= 5 or any(letter.isupper() or letter.isdigit() for letter in text)


def somebody(text: str) -> Somebody:
    """`Kees Postma (KP)`, `Kees Postma (KP, treasurer)`, `Lee Byron (Host) *`: a name, and the brackets after it."""
    name, handle = text.strip(_MARKERS), ""
    if not name.startswith('"') and (mentioned := _MENTIONED.search(name)):
        # `Ali Sheikh @ofrobots (TSC)`: what stands between brackets is no handle then.
        handle, name = mentioned[1], name[: mentioned.start()] + name[mentioned.end() :]
    said: list[str] = []
    while len(text) <= _LONGEST and name.endswith(")") and (brackets := last_brackets(name)):
        name, inside = brackets
        told: list[str] = []
        for part in filter(None, map(str.strip, _split(inside))):
            if not handle and not [each for each in told if not office_in(each)] and _names_handle(part):
                handle = part.removeprefix("@")
            else:
                told.append(part)
        said = [*told, *said]
        name = name.strip(_MARKERS)
    if quoted := _QUOTED.fullmatch(name):
        name = quoted[1]
    return Somebody(clean(name), clean(handle)).told(standing(said))


def _names_handle(part: str) -> bool:
    return part.startswith("@") or is_handle(part)


def people_in(text: str) -> list[Somebody]:
    """People with commas, semicolons, lines, `en` or `and` between them; a word in small letters is a function."""
    found: list[Somebody] = []
    for part in filter(None, map(str.strip, _split(text))):
        for words in [part] if part.startswith('"') else _AND.split(part):
            who = somebody(words)
            more = _is_small(who.name) or office_in(words) or fold(words) in VOTE
            if who.handle or not more:
                found.append(who)
            elif found:
                found[-1] = _told_more(found[-1], words)
    return [who for who in found if who.name]


def are_names(text: str) -> bool:
    """Whether `text` may be a list of people: each part short, and none a sentence or a number."""
    parts = [part.strip() for part in _split(text) if part.strip()]
    return bool(parts) and all(len(part) <= 3 or _may_be_name(part) for part in parts)


def _may_be_name(part: str) -> bool:
    return len(part.split()) <= _MOST_NAME_WORDS and not part.endswith((".", "?", "!", ":")) and not part[0].isdigit()


def _told_more(who: Somebody, words: str) -> Somebody:
    """`who` with what stands behind their name: `Wim de Wit, penningmeester`; `Jo Zee (JZ), toehoorder`."""
    what = standing([words])
    if what.vote_said and what.office is None:
        return msgspec.structs.replace(who, vote=what.vote and who.role is not Role.GUEST, voting=True)
    function = ", ".join(filter(None, (who.function, what.function)))
    if who.ranked or what.office is None:
        return msgspec.structs.replace(who, function=function)
    return who.told(msgspec.structs.replace(what, function=function))


def guests_in(text: str) -> list[Somebody]:
    """Guests with semicolons or lines between them: `Marit Haan (MH), director, items 5, 6`."""
    return [guest for line in re.split(r"[;\n]", text) for guest in _guests(line)]


def attendees_in(table: SyntaxTreeNode) -> tuple[list[Somebody], list[Passage]]:
    """The people in a table of attendees, and the rows that name nobody (`ADD YOUR NAME ABOVE`)."""
    rows = [row for part in table.children for row in part.children]
    heads = [fold(_cell(cell)).strip(" .:") for cell in rows[0].children] if rows else []
    names = _name_columns(heads)
    offices = [at for at, head in enumerate(heads) if head.startswith(_OFFICE_COLUMNS) and at not in names]
    company = next((at for at, head in enumerate(heads) if head.startswith(_ORGANISATION_COLUMNS)), None)
    people, others = [], []
    for row in rows[1:]:
        cells = [*map(_cell, row.children), *[""] * len(heads)]
        who = somebody(" ".join(filter(None, (cells[at] for at in names))))
        if not who.name or _is_invitation(row.children[names[-1]]):
            others += list(passages(row))
            continue
        for at in offices:
            who = _told_more(who, cells[at]) if cells[at] else who
        if company is not None and company not in names and not who.function:
            who = msgspec.structs.replace(who, function=clean(cells[company]))
        people.append(who)
    return people, others


def _name_columns(heads: list[str]) -> list[int]:
    """Which columns hold the names, in the order in which a name is written; the first where none says so."""
    parts = [_FIRST_COLUMNS, _PREFIX_COLUMNS, _LAST_COLUMNS]
    split = [at for words in parts for at, head in enumerate(heads) if head in words]
    if any(heads[at] in _LAST_COLUMNS for at in split):
        return split
    return [next((heads.index(name) for name in _NAME_COLUMNS if name in heads), 0)]


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
    everyone = list(named)
    visitors = _once([*guests, *(who for who in everyone if who.role is Role.GUEST)])
    names = {fold(guest.name) for guest in visitors}
    members = [
        who for who in _once(who for who in everyone if who.role is not Role.GUEST) if fold(who.name) not in names
    ]
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
    numbers = re.split(r"(?<!\s)\s+(?:en|and|&)\s+", text[word.end() if word else 0 :].casefold())
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
