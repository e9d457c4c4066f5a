"""The head of an agenda: body, day, place, people, and the words that were not understood."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from exports.agenda.lines.day_and_place import when_in
from exports.agenda.lines.labels import HEAD, Label, label_in
from exports.agenda.lines.valid_dates import check_day
from exports.agenda.parts.markdown_tree import Passage, passages
from exports.agenda.parts.people import Somebody, are_names, attendees_in, guests_in, listed, people_in
from exports.agenda.parts.sections import ATTENDEES
from store.i18n import LANGUAGES, _
from store.language.announced_days import AnnouncedDay, first_day_in
from store.language.times import read_hour, read_hours
from store.language.vocabulary import (
    MONTHS,
    OFFICE_KEYS,
    ONLY_DUTCH,
    ONLY_ENGLISH,
    WEEKDAYS,
    Office,
    language_in,
    office,
)
from store.model import Role
from store.text import clean, fold, slug

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_MEETS = re.compile(r"([^\W\d]\S{0,11})[- ](?:vergadering|overleg|meeting)\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:^|(?<!\S)(?P<before>\S+)\s+)(?:nr\.?|no\.?)?#?(?P<number>[0-9]{4}[-/][0-9]{1,3}|[0-9]{1,3}(?:[-/][0-9]{4})?)$",
    re.IGNORECASE,
)
_CALLED = re.compile(r"(?:concept[- ])?agenda\s+(?:(?:for|of|van|voor)\s+)?(?:(?:the|de|het)\s+)?", re.IGNORECASE)
_DASH = re.compile(r"\s[-–—:|]\s|[(,:]")
_ZONE = re.compile(r"[\w+-]+(?:/[\w+-]+)*")
_BEFORE_NO_NUMBER = frozenset((*MONTHS, *WEEKDAYS, "week", "wk"))
_SEATS = re.compile(r"[0-9]{1,4}")
_DUTCH = """
de het een en van voor met op bij vergadering verslag mededelingen sluiting agendapunten notulen actielijst uur besluit
"""
_ENGLISH = """
the a and of for with on at meeting minutes announcements closing items hours decision
"""
_USUAL = {"nl": (*_DUTCH.split(), *ONLY_DUTCH), "en": (*_ENGLISH.split(), *ONLY_ENGLISH)}


class Head(msgspec.Struct):
    """What the head of an agenda says, gathered part by part.

    `near` is the day that a day without a year is near to, such as that on which a mail was sent; `doubts` are lines
    for the user, on what follows from more than the words.
    """

    body: str = ""
    short: str = ""
    number: str = ""
    place: str = ""
    language: str = ""
    time_zone: str = ""
    seats: int = 0
    date: dt.date | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    next: dt.date | None = None
    people: list[Somebody] = []
    guests: list[Somebody] = []
    remarks: list[str] = []
    near: dt.date | None = None
    doubts: list[str] = []
    languages: Counter[str] = msgspec.field(default_factory=Counter)

    def read(self, node: SyntaxTreeNode, heading: str) -> None:
        """Reads a part of the head that stands under `heading`."""
        of_people = ATTENDEES.search(fold(heading))
        if node.type == "table" and of_people:
            people, others = attendees_in(node)
            self.people += listed(people)
            self.remark(others)
        elif node.type in {"bullet_list", "ordered_list"} and of_people and not _is_of_meeting(node):
            self._list(node)
        elif node.type == "bullet_list":
            for bullet in node.children:
                told = list(passages(bullet))
                if told:
                    self.remark(self._take(told[0], told[1:]))
        elif node.type == "paragraph":
            lines = [line for passage in passages(node) for line in passage.lines() if line.text]
            # In running text a label may be any word before a colon: the first line must have one.
            if lines and label_in(lines[0].raw, HEAD):
                lines = [rest for line in lines for rest in self._take(line, [])]
            self.remark(lines)
        else:
            self.remark(passages(node))

    def _list(self, node: SyntaxTreeNode) -> None:
        """Reads a list of attendees, one or more a line; a line with a label is a field as elsewhere."""
        people: list[Somebody] = []
        for bullet in node.children:
            told = list(passages(bullet))
            if told and label_in(told[0].raw, HEAD):
                self.remark(self._take(told[0], told[1:]))
            elif told:
                named = people_in(told[0].text)
                people += named
                self.remark(told[1:] if named else told)
        self.people += listed(people)

    def remark(self, told: Iterable[Passage]) -> None:
        """Keeps text that was not understood, as it is, for the remarks of the meeting."""
        self.remarks += [passage.address for passage in told]

    def _take(self, first: Passage, others: list[Passage]) -> list[Passage]:
        """Takes in the field that `first` has a label of; what of it all was not understood."""
        label = label_in(first.raw, HEAD) if first.spoken else None
        if not label:
            return [first, *others]
        values = [value for value in (first.after(label.end), *others) if value.text]
        unread = self._field(label, values)
        self.languages.update(label.languages)
        return [first if len(others) < len(values) and value is values[0] else value for value in unread]

    def _field(self, label: Label, values: list[Passage]) -> list[Passage]:
        """Takes in a field; the values that were not, or not wholly, understood."""
        match label.field:
            case "date" | "time" | "end" | "next":
                return [value for value in values if not self._day(label.field, value.text)]
            case "present" | "absent":
                return self._there(label.field, values)
            case field if field in OFFICE_KEYS:
                return [value for value in values if not self._named(office(field), label.words, value.text)]
        return [] if not values else values[0 if not self._text(label.field, values[0]) else 1 :]

    def _there(self, field: str, values: list[Passage]) -> list[Passage]:
        """Takes in those who are there, or are not: who is absent is of the body too, and stays in the remarks."""
        unread = []
        for value in values:
            people = listed(people_in(value.text)) if are_names(value.text) else []
            self.people += people
            if not people or field == "absent":
                unread.append(value)
        return unread

    def _text(self, field: str, value: Passage) -> bool:
        text = clean(value.text)
        match field:
            case "body" | "number" | "place" if not getattr(self, field):
                setattr(self, field, clean(value.address))
            case "short" if not self.short:
                self.short = slug(text)
            case "language" if language := language_in(text):
                self.language = language
            case "time_zone" if zone_in(text):
                self.time_zone = text
            case "seats" if _SEATS.fullmatch(text):
                self.seats = int(text)
            case _:
                return False
        return True

    def _day(self, field: str, text: str) -> bool:
        """Takes in days and times; whether all of `text` was understood."""
        check_day(text)
        told = when_in(text, self.near, place=field == "date" and not self.place)
        day, times = None if field == "time" else told.day, told.times
        if field in ("time", "end") and (hours := read_hours(text)):
            times = hours
        elif field in ("time", "end") and (hour := read_hour(text)):
            times = (hour,)
        if field == "next":
            near = self.date or self.near
            day = told.day or (first_day_in(text, near) if near else None)
            self.next = self.next or (day.day if day else None)
            understood = day is not None and not times
        elif field == "end":
            self.end = self.end or next(iter(times), None)
            understood = len(times) == 1
        else:
            understood = bool(day and not self.date) or bool(times and not self.start)
            if day and not self.date:
                self.take_day(day)
            self.place = self.place or told.place
            if times and not self.start:
                self.start, self.end = times[0], times[1] if len(times) > 1 else self.end
        return understood and len(times) <= 2 and not told.rest

    def take_day(self, day: AnnouncedDay) -> None:
        """Takes the day of the meeting; where its year does not stand in the text, that is said."""
        self.date = day.day
        if day.year_made:
            self.doubts.append(_("The agenda names no year: it is taken to be {day:%Y}.").format(day=day.day))

    def _named(self, held: Office, word: str, text: str) -> bool:
        """Takes in those who hold an office, under the label `word`; whether `text` names anybody."""
        found = guests_in(text) if held.role is Role.GUEST else people_in(text)
        people = [who.under(held, word) for who in found]
        (self.guests if held.role is Role.GUEST else self.people).extend(people)
        return bool(found)


def _is_of_meeting(node: SyntaxTreeNode) -> bool:
    """Whether a list tells of the meeting, such as its date, also where its title is `Present state of affairs`."""
    first = [passage for bullet in node.children if (passage := next(passages(bullet), None))]
    labels = [label for passage in first if (label := label_in(passage.raw, HEAD))]
    return any(label.field not in OFFICE_KEYS for label in labels)


def number_in(title: str) -> str:
    """The number of a meeting that its title ends in (`2026-09`, `12`), which is no year, day or week; else nothing."""
    # A number stands in the last few words; a title of any length must not take long.
    match = _NUMBER.search(title.rstrip()[-80:])
    return match["number"] if match and fold(match["before"] or "") not in _BEFORE_NO_NUMBER else ""


def key_in(title: str, body: str) -> str:
    """A short name for a body: `or` from `OR-vergadering 2026-09`, else its initials or only word."""
    called = _CALLED.match(title)
    title = title[called.end() :] if called else title
    if match := _MEETS.match(title):
        return slug(match[1], 12)
    name = body or _DASH.split(title)[0]
    words = [word for word in re.findall(r"[^\W_]+", name) if not word[0].isdigit()]
    if len(words) > 1:
        return slug("".join(word[0] for word in words), 12)
    return slug(words[0], 12) if words else "meeting"


def zone_in(text: str) -> str | None:
    """The time zone that `text` is (IANA); None for other text."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    if not _ZONE.fullmatch(text):
        return None
    try:
        return ZoneInfo(text).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def language_of(head: Head, text: str) -> str:
    """`nl` or `en`: as the head says, else by its labels, else by the words of `text`, else English."""
    if head.language:
        return head.language
    labels = head.languages
    if labels["nl"] != labels["en"]:
        return max(LANGUAGES, key=lambda language: labels[language])
    words = Counter(re.findall(r"[^\W\d_]+", fold(text)))
    counts = {language: sum(words[word] for word in _USUAL[language]) for language in LANGUAGES}
    return "nl" if counts["nl"] > counts["en"] else "en"
