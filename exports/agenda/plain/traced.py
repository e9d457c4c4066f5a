"""What each line of a file became in the agenda that was understood of it: nothing is left out without being shown."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from exports.agenda.lines.labels import HEAD, ITEM, label_in
from exports.agenda.markdown import AgendaFile
from exports.agenda.parts.sections import NAMES
from exports.agenda.plain.line import LineKind, line_of
from exports.agenda.plain.text import is_mail_head
from store.language.announced_days import days_in
from store.model import AgendaItem
from store.text import clean, fold

_WORD = re.compile(r"[^\W_]+")
_HEADED = re.compile(r"^ {0,3}#{1,6}\s+")
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_ESCAPED = re.compile(r"\\([\\*`<_|])")


class Became(msgspec.Struct, frozen=True):
    """What a line became; `words` are what was understood of it, `sure` is False where the user should look.

    `item` is the place of the item that the line is, or tells of; -1 where it is of none.
    """

    what: LineKind
    words: str = ""
    sure: bool = True
    item: int = -1


def shown(line: str) -> str:
    """A line as a person reads it, without the signs that a reader put before letters."""
    return _HEADED.sub("", _ESCAPED.sub(r"\1", line.replace("\t", "  ")))


def traced(lines: Sequence[str], agenda: AgendaFile) -> list[Became]:
    """What each of `lines` became in `agenda`, which was read of them; in their order."""
    tracer = _Tracer(agenda)
    return [tracer.became(line) for line in lines]


class _Tracer:
    def __init__(self, agenda: AgendaFile) -> None:
        self._agenda = agenda
        self._titles = [_words(item.title) for item in agenda.items]
        self._below = [_words(_below(item)) for item in agenda.items]
        self._remarks = _words(agenda.remarks)
        self._names = [*(who.name for who in agenda.people), *(who.name for who in agenda.guests)]
        self._title = _words(agenda.title)
        self._next = 0
        self._doubtful = any(agenda.doubts)

    def became(self, text: str) -> Became:
        """What the next line of the file became."""
        line = line_of(shown(text))
        words = _words(line.text)
        if not words.strip() or line.bare in NAMES:
            return Became(LineKind.EMPTY)
        if line.is_fact and (words not in self._remarks or self._named(words)):
            return self._fact(line.unmarked.strip("*_ "))
        at = self._item(words)
        if at is not None:
            item = self._agenda.items[at]
            self._next = at + 1
            minutes = f"{item.planned_minutes} min" if item.planned_minutes is not None else ""
            told = " · ".join(filter(None, (f"{item.number} {item.title}", minutes, item.presenter)))
            return Became(LineKind.PART if item.depth else LineKind.ITEM, told, item=at)
        label = label_in(line.unmarked, ITEM)
        told = _words(line.unmarked[label.end :]) if label else words
        below = next((at for at in range(max(0, self._next - 1), len(self._below)) if told in self._below[at]), None)
        if below is not None and below < self._next:
            return Became(LineKind.NOTE, self._agenda.items[below].number, item=below)
        if any(day.day == self._agenda.date for day in days_in(line.text, self._agenda.date)):
            return Became(LineKind.FACT, f"{self._agenda.date}", sure=self._is_sure(line.text))
        if words in self._remarks:
            tells = bool(days_in(line.text)) or label_in(line.unmarked, HEAD) is not None
            return Became(LineKind.REMARK, sure=not tells or is_mail_head(line.text))
        return self._other(line.text, words)

    def _item(self, words: str) -> int | None:
        """The item that a line is: the next one whose title it holds."""
        for at in range(self._next, min(self._next + _AHEAD, len(self._titles))):
            if self._titles[at].strip() and self._titles[at] in words:
                return at
        return None

    def _fact(self, text: str) -> Became:
        label = label_in(text, HEAD)
        agenda = self._agenda
        day = label is not None and label.field in ("date", "next")
        people = self._named(_words(text))
        if people and not day:
            return Became(LineKind.PERSON, ", ".join(people))
        told = {
            "date": f"{agenda.date}" if agenda.date else "",
            "next": f"{agenda.next_meeting}" if agenda.next_meeting else "",
            "time": "–".join(f"{each:%H:%M}" for each in (agenda.start, agenda.end) if each),
            "place": agenda.place,
        }.get(label.field if label else "", clean(text))
        return Became(LineKind.FACT, told, sure=bool(told) and (not day or self._is_sure(text)))

    def _named(self, words: str) -> list[str]:
        """Those whom the words of a line name."""
        return [name for name in self._names if _words(name) in words]

    def _is_sure(self, text: str) -> bool:
        """Whether the year of a day stands in the text itself."""
        return not self._doubtful or _YEAR.search(text) is not None

    def _other(self, text: str, words: str) -> Became:
        agenda = self._agenda
        if words.strip() and (words in self._title or self._title in words):
            return Became(LineKind.TITLE, agenda.title)
        if people := self._named(words):
            return Became(LineKind.PERSON, ", ".join(people))
        if agenda.place and _words(agenda.place) in words:
            return Became(LineKind.FACT, agenda.place)
        parts = [part for part in words.split() if part in self._remarks or any(part in each for each in self._below)]
        if len(parts) == len(words.split()):
            return Became(LineKind.REMARK)
        return Became(LineKind.NOTHING, sure=False)


# A title that is found further on than this is another line that happens to hold the same words.
_AHEAD = 6


def _words(text: str) -> str:
    """The words of `text` with single spaces before and behind each, to be found whole."""
    found = " ".join(_WORD.findall(fold(text)))
    return f" {found} "


def _below(item: AgendaItem) -> str:
    """All that is told below the title of an item."""
    texts = (item.explanation, item.state_of_affairs, item.decision_asked, item.prepared_text, item.internal_title)
    return " ".join((*item.notes, *texts, *(f"{each.label} {each.title}" for each in item.documents)))
