"""The project's own form of an agenda: Markdown that reads back as what was written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import msgspec

from exports.agenda.lines.item_line import ItemLine, read_line, secrecy_until
from exports.agenda.lines.labels import HEAD, ITEM, ITEMS, PURPOSES, SECRET, Labels, label_in
from exports.agenda.parts.head import key_in, number_in
from exports.agenda.parts.items import TEXTS, documents_in
from exports.agenda.parts.markdown_tree import Passage, Span
from exports.agenda.parts.people import is_handle, people_in
from exports.formats.markdown import escape
from store.dates import long_date
from store.language.offices import standing
from store.language.people import People
from store.language.vocabulary import CHAIR, CLERK, MEMBER, NEUTRAL_CHAIR, SECRETARY, VOTELESS, office
from store.model import AgendaItem, Attendee, Body, Document, Meeting, Person, Role, Secrecy
from store.text import clean, clean_lines

_DEFAULT_ZONE = Body(key="", name="").time_zone
_NUMBER = re.compile(r"([0-9]{1,9})([a-z]?)")
_LETTERED = re.compile(r"([0-9]+)([a-z])\.\s")
_CLOSING_HASHES = re.compile(r"(?<!#)#+$")
_NUMBERED = re.compile(r"([0-9]{1,9})[.)]")
_STARTERS = frozenset("#>+-=*|:~")
_ADDRESS = re.compile(r"[\w/.:?&=#%@!$*+,;~-]+", re.ASCII)


def write_agenda(meeting: Meeting, items: Sequence[AgendaItem], attendees: Sequence[Attendee]) -> str:
    """The agenda of `meeting` as Markdown, in the language of its body.

    `items` are in the order of the agenda, `attendees` are the roll with the guests; where
    that is empty, the people of the body. `read_agenda` gives back what was written.
    """
    language = meeting.body.language if meeting.body.language == "nl" else "en"
    people: Sequence[Attendee | Person] = attendees or meeting.body.people
    writer = _Writer(language, People(people))
    title = _CLOSING_HASHES.sub(lambda hashes: r"\#" * len(hashes[0]), escape(clean(meeting.title)))
    parts = [f"# {title}", "\n".join(writer.head(meeting, people))]
    if meeting.remarks.strip():
        parts.append("> " + _lines(meeting.remarks, "> "))
    parts += ["## Agenda", "\n".join(writer.items(items))]
    return "\n\n".join(parts) + "\n"


class _Writer:
    """Writes in one language, about one group of people."""

    def __init__(self, language: str, people: People) -> None:
        self.language = language
        self.people = people

    def head(self, meeting: Meeting, people: Sequence[Attendee | Person]) -> Iterator[str]:
        """The lines of the head: one bullet for each field that says something."""
        body = meeting.body
        title = clean(meeting.title)
        fields = [
            ("body", escape(clean(body.name))),
            ("short", body.key if body.key != key_in(title, clean(body.name)) else ""),
            ("number", escape(clean(meeting.number)) if meeting.number != number_in(title) else ""),
            ("date", self._when(meeting)),
            ("end", f"{meeting.end:%H:%M}" if meeting.end and not meeting.start else ""),
            ("time_zone", body.time_zone if body.time_zone != _DEFAULT_ZONE else ""),
            ("place", escape(clean(meeting.place))),
            *self._roll(people),
            ("seats", str(body.seats or "")),
            ("next", long_date(meeting.next_meeting, self.language) if meeting.next_meeting else ""),
        ]
        return (f"- {self._label(HEAD, field)}: {text}" for field, text in fields if text)

    def items(self, items: Sequence[AgendaItem]) -> Iterator[str]:
        """The lines of the list: each item with what is told below it, indented as Markdown asks."""
        above: list[_Place] = []
        for item in items:
            depth = min(item.depth, len(above))
            before = above[depth] if len(above) > depth else None
            del above[depth:]
            indent = " " * sum(place.width for place in above)
            place = _place(item.number, f"{above[-1].number}." if above else "", before)
            if (letter := _LETTERED.match(item.title)) and letter[1] == str(place.ordinal) and not place.letter:
                # `1a. Plan` as a title would be read as the number of item 1: the number stands below it then.
                place = msgspec.structs.replace(place, letter=letter[2])
            if before and place.ordinal != before.ordinal + 1:
                # Markdown counts on by itself: another number can only begin another list.
                yield f"{indent}<!-- -->"
            elif above and not before and place.ordinal != 1:
                # A list that does not begin with 1 cannot follow a paragraph at once.
                yield ""
            prefix = f"{above[-1].number}." if above else ""
            above.append(place)
            first, *below = self._item(item, f"{prefix}{place.ordinal}{place.letter}")
            yield f"{indent}{place.ordinal}. {place.lettered}{first}".rstrip()
            inner = indent + " " * place.width
            yield from (f"{inner}- " + text.replace("\n", f"\n{inner}  ") for text in below)

    def _when(self, meeting: Meeting) -> str:
        day = long_date(meeting.date, self.language)
        times = [f"{each:%H:%M}" for each in (meeting.start, meeting.end) if each] if meeting.start else []
        return ", ".join(filter(None, (day, "–".join(times))))

    def _roll(self, people: Sequence[Attendee | Person]) -> Iterator[tuple[str, str]]:
        for field in (CHAIR, NEUTRAL_CHAIR, MEMBER, VOTELESS, SECRETARY, CLERK):
            held = office(field)
            yield field, ", ".join(_person(who) for who in people if who.role is held.role and who.vote is held.vote)
        guests = [who for who in people if who.role is Role.GUEST]
        yield "guests", "; ".join(self._guest(who) for who in guests)

    def _guest(self, who: Attendee | Person) -> str:
        items = who.items if isinstance(who, Attendee) else ()
        number = f"{ITEMS[self.language][len(items) > 1]} {', '.join(items)}" if items else ""
        name = _person(msgspec.structs.replace(who, function=""))
        return ", ".join(filter(None, (name, escape(clean(who.function)), number)))

    def _item(self, item: AgendaItem, counted: str) -> Iterator[str]:
        """The line of an item, and the bullets below it; its number too where it is not as `counted`."""
        line, apart = self._line(item)
        if item.number != counted:
            apart["number"] = escape(clean(item.number))
        yield line
        for field in ITEM:
            text = apart.get(field, "")
            if field in TEXTS:
                text = _lines(getattr(item, field))
            elif field == "documents":
                text = "; ".join(map(_document, item.documents))
            if text:
                yield f"{self._label(ITEM, field)}: {text}"
        for note in filter(None, map(str.strip, item.notes)):
            # A note that begins as a field does is no field: as a quotation it is not read as one.
            yield "> " + _lines(note, "> ") if label_in(note, ITEM) else _lines(note)

    def _line(self, item: AgendaItem) -> tuple[str, dict[str, str]]:
        """The line of an item as it is read back, and the fields that its brackets cannot hold."""
        secret = item.confidential and Secrecy(ground=clean(item.confidential.ground), until=item.confidential.until)
        line = ItemLine(clean(item.title), item.planned_minutes, clean(item.presenter), item.purpose, secret)
        for end in ("", " []"):
            if read_line(self._with_brackets(line, end, str), self.people) == line:
                return self._with_brackets(line, end, escape), {}
        apart = {"presenter": escape(line.presenter)}
        line = msgspec.structs.replace(line, presenter="")
        if secret and secret.ground:
            text = self._secrecy(secret, escape)
            apart["confidential"] = text if secrecy_until(self._secrecy(secret, str)) == secret else f", {text}"
            line = msgspec.structs.replace(line, confidential=None)
        return self._with_brackets(line, " []", escape), apart

    def _with_brackets(self, line: ItemLine, end: str, write: Callable[[str], str]) -> str:
        """The line of an item, with `end` after its title and what people typed in it written by `write`."""
        minutes = "" if line.minutes is None else f"{line.minutes} min"
        who = ", ".join(filter(None, (minutes, write(line.presenter))))
        title = _opening(line.title) if write is escape else line.title
        parts = [f"{title}{end}", f"({who})" if who else ""]
        if line.purpose:
            parts.append(f"[{PURPOSES[line.purpose][self.language][0]}]")
        if line.confidential:
            secrecy = self._secrecy(line.confidential, _bracketed if write is escape else write)
            between = " " if line.confidential.until else ", " if secrecy else ""
            parts.append(f"[{SECRET[self.language][0]}{between}{secrecy}]")
        return " ".join(filter(None, parts)).strip()

    def _secrecy(self, secrecy: Secrecy, write: Callable[[str], str]) -> str:
        until = f"{SECRET[self.language][1]} {long_date(secrecy.until, self.language)}" if secrecy.until else ""
        return ", ".join(filter(None, (until, write(secrecy.ground))))

    def _label(self, labels: Labels, field: str) -> str:
        return labels[field][self.language][0]


class _Place(msgspec.Struct, frozen=True):
    """Where an item stands in its list: its number, and the number that Markdown gives it."""

    number: str
    ordinal: int
    letter: str = ""

    @property
    def width(self) -> int:
        """How far what stands below it is indented."""
        return len(f"{self.ordinal}. ")

    @property
    def lettered(self) -> str:
        """The number `8a`, which Markdown does not have, as the beginning of the text."""
        return f"{self.ordinal}{self.letter}. " if self.letter else ""


def _place(number: str, prefix: str, before: _Place | None) -> _Place:
    match = _NUMBER.fullmatch(number.removeprefix(prefix))
    last = (before.ordinal, before.letter) if before else (-1, "")
    if match and (int(match[1]), match[2]) > last:
        return _Place(number, int(match[1]), match[2])
    return _Place(number, last[0] + 1 if before else 1)


def _person(who: Attendee | Person) -> str:
    """`who` as they stand under the label of their role: with a word on role and vote where the function tells another.

    A member who works as an adviser is `(KP, lid, adviseur)`: an adviser alone is no member.
    """
    handle = who.handle if is_handle(who.handle) else f"@{who.handle}"
    name, function = clean(who.name), clean(who.function)
    told = standing(function.split(","))
    said = []
    if told.office and who.role is Role.MEMBER and told.role is not Role.MEMBER:
        said.append("lid")
    if told.office and who.role is Role.MEMBER and who.vote and not standing((*said, *function.split(","))).vote:
        said.append("met stem")
    inside = ", ".join(filter(None, (handle, *said, function)))
    read = [(each.name, each.handle, each.function) for each in people_in(f"{name} ({inside})")]
    if read != [(name, who.handle, function)]:
        # `Bos, Jan` would be two people.
        name = f'"{name}"'
    return f"{escape(name)} ({escape(inside)})"


def _document(document: Document) -> str:
    label, title, link = (clean(text) for text in (document.label, document.title, document.link))
    plain = f"{label} {title}".strip()
    if not link and [*documents_in(Passage((Span(plain),)))] == [Document(label=label, title=title)]:
        return escape(plain)
    # The text of a link is never taken apart; a link to nowhere holds a title with a semicolon.
    return f"{escape(label)} [{_bracketed(title)}]({_address(link)})".strip()


def _address(link: str) -> str:
    if _ADDRESS.fullmatch(link):
        return link
    return "<" + re.sub(r"[\\<>]", r"\\\g<0>", link) + ">"


def _lines(text: str, indent: str = "") -> str:
    """`text` as one paragraph: its lines kept apart by breaks, `indent` before all but the first."""
    lines = clean_lines(text).strip().split("\n")
    return f"\\\n{indent}".join(map(_opening, lines))


def _bracketed(text: str) -> str:
    """A line of text as Markdown that may stand between brackets of our own."""
    return escape(text).replace("]", r"\]")


def _opening(text: str) -> str:
    """A line of text as Markdown where it opens a line: what would begin a list, a heading or a table is escaped."""
    written = escape(text)
    if number := _NUMBERED.match(written):
        return f"{number[1]}\\{written[number.end(1) :]}"
    return f"\\{written}" if written[:1] in _STARTERS else written
