"""Agendas as YAML and JSON: the same fields as the project's own form, under the same names.

Everything is read as it was typed: `13:30` is a time and no number, `1.10` a number of a
meeting and not 1.1. A field that is not known is kept as text, as is any value that cannot
be read; only what must not be guessed is refused.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, time
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import msgspec

from exports.agenda.lines.item_line import ItemLine, read_line, secrecy_in, secrecy_until
from exports.agenda.lines.labels import HEAD, ITEM, Labels, purpose_in
from exports.agenda.lines.valid_dates import check_day
from exports.agenda.markdown import AgendaFile, finished
from exports.agenda.parts.head import Head, zone_in
from exports.agenda.parts.items import documents_in
from exports.agenda.parts.markdown_tree import Passage, Span
from exports.agenda.parts.people import Somebody, guests_in, people_in, with_handles
from store.errors import BadAgenda, NoAgenda
from store.i18n import _
from store.language.dates import date_in
from store.language.offices import standing
from store.language.people import People
from store.language.times import read_hour, read_minutes, times_in
from store.language.vocabulary import OFFICES, language_in, office_in, yes_or_no
from store.model import AgendaItem, Document, Role, Secrecy
from store.text import clean, clean_lines, fold
from store.wrong_data import what_is_wrong

if TYPE_CHECKING:
    from yaml import Node


class Pairs:
    """A mapping as it was typed: in its order, and with both where a name stands in it twice."""

    def __init__(self, pairs: Iterable[tuple[str, Value]]) -> None:
        self.pairs = list(pairs)


# Deep enough for every agenda of a person; the library itself falls over some hundred thousand.
_DEEPEST = 50
Read = TypeVar("Read")
Value: TypeAlias = "str | list[Value] | Pairs"
_OWN = {
    "title": ("title", "titel"),
    "people": ("people", "mensen", "personen"),
    "time": ("start", "begin"),
    "next": ("next_meeting",),
    "short": ("short", "body_key"),
    "body": ("body_name",),
    "remarks": ("remarks", "opmerkingen"),
    "items": ("items", "agenda", "punten", "agendapunten"),
}
_OF_ITEM = {
    "title": ("title", "titel", "topic", "onderwerp"),
    "minutes": ("minutes", "minuten", "planned_minutes", "timebox"),
    "notes": ("notes", "notities"),
    "depth": ("depth",),
    "items": ("items", "punten"),
}
_NAMES_OF_ITEM = frozenset(
    {fold(word) for words in _OF_ITEM.values() for word in words}
    | {fold(word) for words in ITEM.values() for each in words.values() for word in each}
)
_OF_PERSON = {
    "handle": ("handle", "initials", "initialen"),
    "name": ("name", "naam"),
    "role": ("role", "rol"),
    "function": ("function", "functie"),
    "vote": ("vote", "stem"),
    "items": ("items", "punten"),
}
_OF_DOCUMENT = {"label": ("label",), "title": ("title", "titel"), "link": ("link",)}


def read_json(text: str) -> AgendaFile:
    """The agenda that a JSON document is. Raises BadAgenda where it is none."""
    try:
        value = json.loads(text, object_pairs_hook=Pairs, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise _unreadable("JSON", error) from error
    return _agenda(_typed(value))


def read_yaml(text: str) -> AgendaFile:
    """The agenda that a YAML document is. Raises BadAgenda where it is none."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        depth = 0
        for event in yaml.parse(text, Loader=loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                raise RecursionError
            if isinstance(event, yaml.AliasEvent):
                # A few of them can stand for more text than any memory holds.
                raise BadAgenda(_("This YAML has references (*) in it. Nothing was stored: write them out first."))
        node = yaml.compose(text, Loader=loader)
        return _agenda(_value(node) if node else "")
    except (yaml.YAMLError, RecursionError) as error:
        raise _unreadable("YAML", error) from error


def _unreadable(form: str, error: Exception) -> BadAgenda:
    mark = getattr(error, "problem_mark", None)
    line = getattr(error, "lineno", mark.line + 1 if mark else 0)
    wrong = _("it is wrong in line {line}").format(line=line) if line else what_is_wrong(error)
    words = _("This is no {form} that can be read: {reason}. Nothing was stored.")
    return BadAgenda(words.format(form=form, reason=wrong))


def _typed(value: object) -> Value:
    match value:
        case Pairs():
            return Pairs((name, _typed(inner)) for name, inner in value.pairs)
        case list():
            return [_typed(inner) for inner in value]
        case None:
            return ""
        case bool():
            return "true" if value else "false"
    return str(value)


def _value(node: Node) -> Value:
    """What a node of YAML says, as typed."""
    import yaml

    match node:
        case yaml.MappingNode():
            return Pairs((_words(_value(name)), _value(inner)) for name, inner in node.value)
        case yaml.SequenceNode():
            return [_value(inner) for inner in node.value]
    return "" if node.tag == "tag:yaml.org,2002:null" else str(node.value)


class _Fields:
    """The fields of a mapping under the names they are known by; `left` is what nobody asked for."""

    def __init__(self, pairs: Pairs, own: dict[str, tuple[str, ...]], labels: Labels | None = None) -> None:
        known = {
            fold(word): field for field, each in (labels or {}).items() for words in each.values() for word in words
        }
        known |= {field: field for field in labels or {}}
        known |= {word: field for field, words in own.items() for word in words}
        self.found: dict[str, tuple[str, Value]] = {}
        self.left: list[str] = []
        for name, value in pairs.pairs:
            field = known.get(fold(clean(name))) or known.get(fold(clean(name)).replace("_", " "))
            if field is None or field in self.found:
                self.keep(name, value)
            else:
                self.found[field] = (name, value)

    def keep(self, name: str, value: Value) -> None:
        """Keeps a field as text."""
        if text := _words(value):
            self.left.append(f"{clean(name)}: {text}" if name else text)

    def words(self, field: str) -> str:
        """The text of a field; nothing where it is not there."""
        return _words(self.value(field))

    def value(self, field: str) -> Value:
        """What a field holds."""
        return self.found.get(field, ("", ""))[1]

    def read(self, field: str, read: Callable[[str], Read | None]) -> Read | None:
        """A field as `read` understands it; as text with the others where it does not."""
        name, value = self.found.get(field, ("", ""))
        text = _words(value)
        found = read(text) if text else None
        if found is None and text:
            self.keep(name, value)
        return found


def _agenda(value: Value) -> AgendaFile:
    if isinstance(value, list):
        value = Pairs([("items", value)])
    fields = _Fields(value, _OWN, HEAD) if isinstance(value, Pairs) else None
    listed = fields.value("items") if fields else ""
    if fields is None or not isinstance(listed, list) or not listed:
        raise NoAgenda(_("No agenda was found and nothing was stored: YAML and JSON need a list called “items”."))
    head = Head(language=fields.read("language", language_in) or "")
    for each, text in (("body", "body"), ("short", "short"), ("number", "number"), ("place", "place")):
        setattr(head, each, clean(fields.words(text)))
    head.date, head.next = fields.read("date", _day), fields.read("next", _day)
    head.start, head.end = fields.read("time", _hour), fields.read("end", _hour)
    if head.start is None and (times := times_in(fields.words("date"))):
        head.start, head.end = times[0], head.end or next(iter(times[1:]), None)
    head.seats = fields.read("seats", lambda text: int(text) if text.isdecimal() and len(text) < 5 else None) or 0
    head.time_zone = fields.read("time_zone", zone_in) or ""
    _roll(fields, head)
    roll = with_handles(head.people, head.guests)
    items = _Items(People([*roll.people, *roll.guests]))
    items.read(listed, "", 0)
    head.remarks = [line for line in clean_lines(fields.words("remarks")).strip().split("\n") if line] + fields.left
    return finished(clean(fields.words("title")), head, roll, tuple(items.found))


def _roll(fields: _Fields, head: Head) -> None:
    for held in OFFICES:
        read = guests_in if held.role is Role.GUEST else people_in
        for who in _named(fields, held.key, read):
            word = fields.found[held.key][0].replace("_", " ")
            (head.guests if held.role is Role.GUEST else head.people).append(who.under(held, word))
    for field in ("present", "absent"):
        head.people += _named(fields, field, people_in)
    for who in _named(fields, "people", people_in):
        (head.guests if who.role is Role.GUEST else head.people).append(who)


def _named(fields: _Fields, field: str, read: Callable[[str], list[Somebody]]) -> Iterator[Somebody]:
    name, value = fields.found.get(field, ("", ""))
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, Pairs):
            person = _Fields(each, _OF_PERSON)
            role = person.read("role", lambda text: text if office_in(text) else None)
            vote = person.read("vote", yes_or_no)
            what = standing(filter(None, (role, *person.words("function").split(","))))
            who = Somebody(
                name=clean(person.words("name")) or clean(person.words("handle")),
                handle=clean(person.words("handle")),
                items=tuple(clean(_words(item)) for item in _listed(person.value("items"))),
            ).told(what)
            if vote is not None:
                who = msgspec.structs.replace(who, vote=vote, voting=True)
            fields.left += [f"{who.name}: {text}" for text in person.left]
            if who.name:
                yield who
        elif text := _words(each):
            found = read(text)
            yield from found
            if not found:
                fields.keep(name, each)


class _Items:
    """Reads lists of items, and the lists in them."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.found: list[AgendaItem] = []

    def read(self, values: list[Value], prefix: str, depth: int) -> None:
        """Reads the items of a list that stands `depth` deep, below the item with that `prefix`."""
        counts: list[int] = []
        numbers: list[str] = []
        for value in values:
            fields = _Fields(_as_pairs(value), _OF_ITEM, ITEM)
            told = fields.read("depth", lambda text: int(text) if text.isdecimal() and len(text) < 3 else None)
            own = min(told or 0, len(counts))
            counts = [*counts[:own], (counts[own] if len(counts) > own else 0) + 1]
            above = f"{numbers[own - 1]}." if own else prefix
            item = self._item(fields, f"{above}{counts[own]}", depth + own)
            numbers = [*numbers[:own], item.number]
            self.found.append(item)
            below = fields.value("items")
            if isinstance(below, list):
                self.read(below, f"{item.number}.", depth + own + 1)

    def _item(self, fields: _Fields, number: str, depth: int) -> AgendaItem:
        texts = {
            field: clean_lines(fields.words(field)).strip()
            for field in ("explanation", "state_of_affairs", "decision_asked", "prepared_text", "internal_title")
        }
        minutes = fields.read("minutes", lambda text: read_minutes(text, asked=True))
        purpose = fields.read("purpose", purpose_in)
        line = ItemLine(
            title=clean(fields.words("title")),
            minutes=minutes,
            presenter=clean(fields.words("presenter")),
            purpose=purpose,
            confidential=_secrecy(fields),
        )
        if line == ItemLine(title=line.title):
            # A title and nothing else is a line as it may stand in a list: `Budget (5 min, KP)`.
            line = read_line(line.title, self.people)
        below = fields.value("items")
        if not isinstance(below, list):
            fields.keep(*fields.found.get("items", ("", "")))
        fields.left += filter(None, [line.times])
        notes = [clean_lines(_words(note)).strip() for note in _listed(fields.value("notes"))]
        documents = tuple(found for each in _listed(fields.value("documents")) for found in _documents(each))
        item = AgendaItem(
            id=len(self.found) + 1,
            number=clean(fields.words("number")) or number,
            title=line.title,
            depth=depth,
            purpose=line.purpose,
            presenter=line.presenter,
            planned_minutes=line.minutes,
            documents=documents,
            notes=tuple(filter(None, [*notes, *fields.left])),
            confidential=line.confidential,
        )
        return msgspec.structs.replace(item, **texts)


def _as_pairs(value: Value) -> Pairs:
    """The fields of an item; `Notulen: vaststellen`, which YAML takes for a field, is a title with a colon."""
    if not isinstance(value, Pairs):
        return Pairs([("title", value)])
    [name, inner] = value.pairs[0] if len(value.pairs) == 1 else ("", "")
    is_title = name and inner and isinstance(inner, str) and fold(name).replace("_", " ") not in _NAMES_OF_ITEM
    return Pairs([("title", f"{name}: {inner}")]) if is_title else value


def _documents(value: Value) -> Iterator[Document]:
    if not isinstance(value, Pairs):
        yield from documents_in(Passage((Span(_words(value)),)))
        return
    fields = _Fields(value, _OF_DOCUMENT)
    label, title, link = (clean(fields.words(field)) for field in ("label", "title", "link"))
    title = ", ".join(filter(None, (title or link, *fields.left)))
    if title:
        yield Document(label=label, title=title, link=link)


def _secrecy(fields: _Fields) -> Secrecy | None:
    value = fields.value("confidential")
    if isinstance(value, Pairs):
        inner = _Fields(value, {"ground": ("ground", "grond"), "until": ("until", "tot")})
        until = inner.read("until", _day)
        return Secrecy(ground=", ".join(filter(None, (clean(inner.words("ground")), *inner.left))), until=until)
    text = clean(_words(value))
    said = yes_or_no(text)
    if not text or said is False:
        return None
    return Secrecy() if said else secrecy_in(text) or secrecy_until(text)


def _day(text: str) -> date | None:
    check_day(text)
    return date_in(text)


def _hour(text: str) -> time | None:
    """An hour as a person writes it, or with seconds as a program does."""
    if hour := read_hour(text) or next(iter(times_in(text)), None):
        return hour
    try:
        return time.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        return None


def _listed(value: Value) -> list[Value]:
    """`value` as a list: several, or one, or none."""
    if isinstance(value, list):
        return value
    return [value] if value else []


def _words(value: Value) -> str:
    """`value` as text that loses nothing of it."""
    match value:
        case Pairs():
            return ", ".join(f"{name}: {_words(inner)}" for name, inner in value.pairs)
        case list():
            return "; ".join(map(_words, value))
    return clean_lines(value)
