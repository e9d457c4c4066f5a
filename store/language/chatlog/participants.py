"""From what a log says to lines of our own language: who is meant, the opening, the topics, who promises what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

from store.language.capture.line import Line, Verb
from store.language.capture.warnings import About, Remark
from store.language.chatlog.transcript import Heading, Said, Stamp, Turn, name_key, note
from store.language.dates import closing_due
from store.language.day_phrases import Calendar
from store.language.people import People, is_everyone
from store.model import EVERYONE, AgendaItem, Attendee, ItemStatus, Meeting, Role
from store.text import clean, fold

# What every place in a line can hold as a handle.
_SAYABLE = re.compile(r"[^\W_](?:[\w.'’-]{0,30}\w)?")
_WILL = r"\s+(?:to|will|shall|should|must)\b"
_ASSIGNED = re.compile(
    rf"@?(?P<who>[^:：]{{0,79}}?[^:：\s])(?:\s*+[:：](?!//)\s*(?P<what>\S.*)|(?={_WILL}))", re.IGNORECASE
)
_AND = re.compile(r"(?:(?<!\s)\s+)?(?:[,&/;]|\band\b)\s*@?", re.IGNORECASE)


class Cast:
    """The people of a log: for whom on the roll each name stands, and who has yet to be added to the roll.

    A name that is no handle or whole name on the roll may still be part of one, if nobody in
    the log goes by that one.
    """

    def __init__(self, roll: Iterable[Attendee], names: Iterable[str], real: dict[str, str] | None = None) -> None:
        self.roll = tuple(roll)
        self.guests: list[Attendee] = []
        self._taken = {fold(who.handle) for who in self.roll}
        real = {name_key(name): whole for name, whole in (real or {}).items()}
        spelled: dict[str, str] = {}
        for name in filter(None, names):
            spelled.setdefault(name_key(name), name)
        exact = _exact(self.roll)
        self._handles = {key: exact[key] for key in spelled if key in exact}
        spoken = set(self._handles.values())
        self._others = People(who for who in self.roll if who.handle not in spoken)
        for key, name in spelled.items():
            if key not in self._handles:
                self._handles[key] = self._only(name) or self._add(name, real.get(key, ""))

    def find(self, name: str) -> str:
        """The handle of whoever goes by `name` in the log, or on the roll; "" where nobody does."""
        return self._handles.get(name_key(name)) or self._only(name)

    def find_all(self, names: Iterable[str]) -> tuple[str, ...]:
        """The handles of those who go by `names`, in that order, each once."""
        return tuple(dict.fromkeys(handle for name in names if (handle := self.find(name))))

    def named_in(self, text: str) -> tuple[str, ...]:
        """The handles of all in the log whose name is somewhere in `text`, as MeetBot finds them."""
        keys = (re.sub(r"\s", "_", name) for name in self._names.findall(fold(text)))
        return tuple(dict.fromkeys(self._handles[key] for key in keys))

    def attendee(self, handle: str) -> Attendee:
        """The person with `handle`, on the roll or as a guest of the log."""
        return next(who for who in (*self.roll, *self.guests) if who.handle == handle)

    @cached_property
    def _names(self) -> re.Pattern[str]:
        """Any of the names; of two that begin alike the longer."""
        keys = sorted(self._handles, key=len, reverse=True)
        words = "|".join(re.escape(key).replace("_", r"[\s_]") for key in keys)
        return re.compile(rf"(?<!\w)(?:{words})(?=_*(?!\w))" if words else r"(?!)")

    def _only(self, name: str) -> str:
        found = self._others.who(" ".join(re.split(r"[\s_]+", name)))
        return found[0].handle if len(found) == 1 else ""

    def _add(self, name: str, real: str) -> str:
        """Puts somebody on the list of guests; the handle is the nick, made unique."""
        sayable = _SAYABLE.search("_".join(name.split()))
        stem = sayable[0].rstrip("_") if sayable else "guest"
        handle, number = stem, 1
        while fold(handle) in self._taken or is_everyone(handle):
            number += 1
            handle = f"{stem}{number}"
        self._taken.add(fold(handle))
        whole = real or " ".join(name.replace("_", " ").split()) or name
        self.guests.append(Attendee(id=0, handle=handle, name=whole, role=Role.GUEST, vote=False))
        return handle


def roll_of(heading: Heading) -> tuple[Attendee, ...]:
    """The roll of a meeting that is known from its log only: nobody has a vote."""
    names = (*heading.chairs, *heading.scribes, *heading.present, *heading.absent)
    cast = Cast((), names, heading.names)
    chairs, scribes = cast.find_all(heading.chairs), cast.find_all(heading.scribes)
    return tuple(
        msgspec.structs.replace(
            who,
            role=Role.CHAIR if who.handle in chairs else Role.SECRETARY if who.handle in scribes else Role.MEMBER,
            function="scribe" if who.handle in chairs and who.handle in scribes else "",
        )
        for who in cast.guests
    )


def opening(heading: Heading, cast: Cast, meeting: Meeting, stamp: Stamp) -> Iterator[Turn]:
    """What the meeting does not have yet, as notes; then the guests, the opening and the roll."""
    lines = [
        Line(verb=Verb.GUEST, typed=f"/guest {who.handle} {who.name}", handle=who.handle, name=who.name)
        for who in cast.guests
    ]
    if meeting.opened is None:
        lines.append(Line(verb=Verb.OPEN, typed="/open"))
    here = set(cast.find_all(heading.present))
    absent = [handle for handle in cast.find_all(heading.absent) if handle not in here]
    officers = [handle for handle in cast.find_all((*heading.chairs, *heading.scribes)) if handle not in absent]
    present = tuple(dict.fromkeys((*cast.find_all(heading.present), *officers)))
    if present:
        lines.append(Line(verb=Verb.PRESENT, typed=f"/present {' '.join(present)}", people=present))
    if absent:
        typed = f"/absent {' '.join(absent)} with notice"
        lines.append(Line(verb=Verb.ABSENT, typed=typed, people=tuple(absent), notice=True))
    roles = {handle: cast.attendee(handle).role for handle in (*cast.find_all(heading.chairs), *officers)}
    facts = [f"Meeting: {heading.title}"] if heading.title and heading.title != meeting.title else []
    if any(roles[handle] is not Role.CHAIR for handle in cast.find_all(heading.chairs)):
        facts.append(f"Chair: {', '.join(heading.chairs)}")
    if any(roles.get(handle) in (Role.MEMBER, Role.GUEST) for handle in cast.find_all(heading.scribes)):
        facts.append(f"Scribe: {', '.join(heading.scribes)}")
    yield from (Turn(lines=(note(fact),), stamp=stamp) for fact in facts)
    yield Turn(lines=tuple(lines), said=heading.said, stamp=stamp)


def closing(stamp: Stamp, said: tuple[Said, ...] = ()) -> Turn:
    """The line that closes the meeting, with the lines of the log that say so."""
    return Turn(lines=(Line(verb=Verb.CLOSE, typed="/close"),), said=said, stamp=stamp)


class Topics:
    """Takes the meeting to each topic of a log: the agenda item that is called so, else a new one.

    Where there was no agenda, topics are numbered as they come: 1, 2, 2.1.
    """

    def __init__(self, items: Iterable[AgendaItem]) -> None:
        self._planned = {fold(item.title): item for item in items}
        self._numbered = not self._planned
        self._whole = self._part = 0

    def line(self, title: str, *, part: bool = False) -> Line:
        """The line that takes the meeting to the topic `title`, or that part of a topic."""
        planned = self._planned.pop(fold(title), None)
        if planned and planned.status is not ItemStatus.TREATED:
            return Line(verb=Verb.GO, typed=f"/go {planned.number}", item=planned.number)
        number = self._next(part and self._whole > 0) if self._numbered else ""
        return Line(verb=Verb.ITEM, typed=f"#{number} {title}", item=number, text=title)

    def _next(self, part: bool) -> str:
        self._whole, self._part = (self._whole, self._part + 1) if part else (self._whole + 1, 0)
        return f"{self._whole}.{self._part}" if part else str(self._whole)


def action(text: str, cast: Cast, calendar: Calendar) -> Line:
    """`Bin Hu to write it by Friday`, `Bin: write it`: an action with its owners and date."""
    what = text
    owners: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    if match := _ASSIGNED.match(text):
        names = [clean(part) for part in _AND.split(match["who"]) if part.strip()]
        found = {name: EVERYONE if is_everyone(name) else cast.find(name) for name in names}
        if all(handle or _looks_like_a_name(name) for name, handle in found.items()):
            what = match["what"] or text
            owners = tuple(dict.fromkeys(filter(None, found.values())))
            unread = tuple(name for name, handle in found.items() if not handle)
    return promise(what, owners, calendar, text, unread)


def promise(
    text: str, owners: tuple[str, ...], calendar: Calendar, typed: str = "", unread: tuple[str, ...] = ()
) -> Line:
    """An action of `owners`, with the date that `text` closes in."""
    what, due = closing_due(text, calendar)
    if not what.strip(" -,;("):
        what, due = text, None
    if due:
        what = what.rstrip(" -,;(")
    remarks = [Remark(About.UNKNOWN_NAME, name) for name in unread]
    if not owners and not unread:
        remarks.append(Remark(About.NO_OWNER))
    if due and due.day is None:
        remarks.append(Remark(About.UNREAD_DATE, due.words))
    return Line(
        verb=Verb.ACTION,
        typed=f"action: {typed or text}",
        text=what,
        owners=owners,
        unread=unread,
        due=due,
        remarks=tuple(remarks),
    )


def _looks_like_a_name(name: str) -> bool:
    words = name.split()
    return 0 < len(words) < 4 and all(word[0].isupper() for word in words)


def _exact(roll: Iterable[Attendee]) -> dict[str, str]:
    """The handles that go with handles, and with whole names that only one has."""
    roll = tuple(roll)
    count = Counter(name_key(who.name) for who in roll)
    names = {name_key(who.name): who.handle for who in roll if count[name_key(who.name)] == 1}
    return names | {name_key(who.handle): who.handle for who in roll}
