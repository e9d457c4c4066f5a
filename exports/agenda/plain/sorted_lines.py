"""The lines of a plain agenda, sorted into title, facts, items and the rest, and written as Markdown."""

from __future__ import annotations

from datetime import date

from exports.agenda.lines.day_and_place import when_in
from exports.agenda.lines.labels import HEAD, label_in
from exports.agenda.parts.sections import ATTENDEES, NAMES
from exports.agenda.parts.tables import heads_items
from exports.agenda.plain.items import TOP, items_as_markdown
from exports.agenda.plain.line import CLOSING, GREETING, HEADING, LineKind, PlainLine
from exports.agenda.plain.marks import Style
from store.language.vocabulary import OFFICE_KEYS
from store.text import clean, fold

_LONGEST_TITLE = 100
_OF_PEOPLE = frozenset((*OFFICE_KEYS, "present", "absent"))
# Below the last item these are words of that item: how long it takes, and its number.
_OF_ITEM = frozenset(("time", "number"))


class SortedLines:
    """The lines of a text; `head` are lines of Markdown that stand above them, the first of which is the title."""

    def __init__(self, lines: list[PlainLine], head: list[str]) -> None:
        self.lines = [line for line in lines if line.said in {None, LineKind.ITEM, LineKind.PART}]
        self.head = head
        self.title = head[:1]
        self.facts: list[str] = []
        self.before: list[str] = head[1:]
        self.after: list[str] = []
        for line in lines:
            self._take_said(line)
        self.announced = next((at for at, line in enumerate(self.lines) if line.bare in NAMES), None)

    def _take_said(self, line: PlainLine) -> None:
        """Puts a line where the user said that it belongs, outside the items."""
        words = _bare(line)
        if line.said is LineKind.PERSON:
            self.facts.append(words if line.is_fact else f"- Aanwezig: {words}")
        elif line.said is LineKind.FACT:
            when = when_in(words, date.min.replace(year=2000))
            label = "" if line.is_fact else "Datum: " if when.day or when.times else "Plaats: "
            self.facts.append(f"- {label}{words}")
        elif line.said is LineKind.REMARK:
            self.after += ["", f"> {words}", ""]

    def markdown(self) -> str:
        """The text as Markdown; as it is where no items can be found in it."""
        start = self._start()
        if start is None:
            return self._as_it_is()
        end = self._end(start)
        self._read_head(start)
        of_items = [line for at, line in enumerate(self.lines[:end]) if start <= at != self.announced]
        items, facts = items_as_markdown(of_items)
        self._read_rest(end)
        facts = [*self.facts, *facts]
        told = ["", *facts, ""] if facts else []
        return "\n".join([*self.title, "", *told, *self.before, "", "## Agenda", "", *items, "", *self.after])

    def _as_it_is(self) -> str:
        """The text without a list: where it has a table of items, what stands above that is sorted all the same."""
        start = next((at for at, line in enumerate(self.lines) if line.is_row and _heads_items(line)), None)
        if start is None:
            return "\n".join([*self.head, *(line.text for line in self.lines)])
        self._read_head(start)
        rest = [line.text for line in self.lines[start:]]
        return "\n".join([*self.title, "", *self.facts, "", *self.before, "", "## Agenda", "", *rest])

    # Where the items are

    def _start(self) -> int | None:
        """Marks the lines that are items of the highest level; where the first stands, None where there is none."""
        told = any("agenda" in fold(text) for text in (*self.head, *(line.text for line in self.lines)))
        after = [self.announced + 1] if self.announced is not None else []
        said = [at for at, line in enumerate(self.lines) if line.said is LineKind.ITEM]
        for first in [*after, 0]:
            if found := sorted({*self._tops(first, bullets=told, headed=first > 0), *said}):
                for at in found:
                    self.lines[at].item = True
                return found[0]
        return None

    def _tops(self, first: int, *, bullets: bool, headed: bool) -> list[int]:
        """The places of the items from `first` on, by the style that counts first."""
        least = 1 if headed else 2
        numbered = sorted(at for style in TOP for at in self._of(first, style))
        roman = self._counting(first, Style.ROMAN)
        if len(roman) > 1 and (not numbered or roman[0] < numbered[0]):
            return roman
        numbered = [at for at in numbered if self.lines[at].mark.style is not Style.DOTTED] or numbered
        if len(numbered) >= least:
            return numbered
        for found in (self._counting(first, Style.LETTER), self._of(first, Style.MINUTE), self._timed(first)):
            if len(found) > 1:
                return found
        found = self._bullets(first, headed=headed) if bullets else []
        return found if len(found) >= least else self._block(first) if headed else []

    def _of(self, first: int, style: Style) -> list[int]:
        places = range(first, len(self.lines))
        return [at for at in places if self.lines[at].mark.style is style and not self._is_told(self.lines[at])]

    def _is_told(self, line: PlainLine) -> bool:
        """Whether a line tells of the meeting, whatever it is marked with."""
        if line.said is not None:
            return True
        return label_in(line.mark.text, HEAD) is not None or line.is_fact or line.is_day

    def _counting(self, first: int, style: Style) -> list[int]:
        """Lines of one style that count on from one: `I`, `II`, `III`."""
        found: list[int] = []
        for at in self._of(first, style):
            if self.lines[at].mark.numbers == (len(found) + 1,):
                found.append(at)
        return found

    def _timed(self, first: int) -> list[int]:
        places = [*self._of(first, Style.NONE), *self._of(first, Style.BULLET)]
        return sorted(at for at in places if self.lines[at].mark.clock)

    def _bullets(self, first: int, *, headed: bool) -> list[int]:
        """Bullets below the line that speaks of an agenda, those that stand most to the left."""
        lead = first
        if not headed:
            lead = next((at for at, line in enumerate(self.lines) if "agenda" in fold(line.text)), -1) + 1
        found = [at for at in self._of(first, Style.BULLET) if at >= lead]
        least = min((self.lines[at].mark.indent for at in found[:1]), default=0)
        return [at for at in found if self.lines[at].mark.indent <= least]

    def _block(self, first: int) -> list[int]:
        """Lines that stand together below the announcement and are no facts: nothing numbers them, each is an item."""
        at = first
        while at < len(self.lines) and not self._may_be_item(self.lines[at]):
            at += 1
        found = []
        while at < len(self.lines) and self.lines[at].text.strip():
            if self._may_be_item(self.lines[at]):
                found.append(at)
            at += 1
        return found

    def _may_be_item(self, line: PlainLine) -> bool:
        text = line.text.strip()
        ends = not text or text.endswith((".", ",", ":"))
        return not (ends or self._is_told(line) or HEADING.match(line.text) or GREETING.match(text) or line.is_row)

    def _end(self, start: int) -> int:
        """Where what belongs to the items ends: at a closing, a heading, or a paragraph below a blank line."""
        last = max(at for at, line in enumerate(self.lines) if line.item)
        for at in range(start + 1, len(self.lines)):
            line = self.lines[at]
            if at > last and (CLOSING.match(line.text.strip()) or HEADING.match(line.text) or self._leaves(at)):
                return at
        return len(self.lines)

    def _leaves(self, at: int) -> bool:
        """Whether the line at `at`, below the last item, tells no more of it."""
        line = self.lines[at]
        label = label_in(line.text, HEAD)
        if label and label.field not in _OF_ITEM:
            return True
        below_blank = not self.lines[at - 1].text.strip()
        unmarked = line.mark.style in {Style.NONE, Style.MINUTE} and not line.mark.indent
        return bool(line.text.strip()) and below_blank and unmarked

    # What stands around them

    def _read_head(self, start: int) -> None:
        at = 0
        while at < start:
            line = self.lines[at]
            if at == self.announced or not line.text.strip():
                at += 1
            elif not self.title and self._is_title(at):
                self.title = [f"# {clean(line.name).strip('*_ ')}"]
                at += 1
            elif told := self._people(at, start):
                self.facts.append(told[0])
                at = told[1]
            else:
                self._read_told(line)
                at += 1

    def _read_told(self, line: PlainLine) -> None:
        if line.is_fact:
            self.facts.append(f"- {line.unmarked}")
        elif line.is_row or line.mark.style is Style.BULLET:
            self.before.append(line.text)
        else:
            self.before += ["", line.text.strip(), ""]

    def _is_title(self, at: int) -> bool:
        """Whether a line names the meeting, such as `Agenda OR-vergadering 9 maart 2027` or the name of a body."""
        line = self.lines[at]
        text = line.name.strip().strip("*_")
        if HEADING.match(line.text):
            return not ATTENDEES.search(fold(text))
        is_first = not self.before or (self.announced is not None and at > self.announced)
        is_name = 1 < len(text) < _LONGEST_TITLE and text[-1] not in ".,;:!?" and not text.startswith(("|", ">"))
        told = line.is_fact or line.is_day or GREETING.match(text) or line.mark.style is not Style.NONE
        return is_first and is_name and not told

    def _people(self, at: int, start: int) -> tuple[str, int] | None:
        """`Aanwezig:` with the people line by line below it, as one fact; and where the next line stands."""
        words = self.lines[at].name.strip().strip("*_ ")
        label = label_in(words if words.endswith(":") else f"{words}:", HEAD)
        if not label or label.field not in _OF_PEOPLE or len(words) > label.end:
            return None
        names = []
        end = at + 1
        while end < start and end != self.announced and (text := self.lines[end].unmarked):
            if label_in(text, HEAD) or label_in(f"{text}:", HEAD) or self.lines[end].is_row:
                break
            names.append(text.strip().rstrip(",;"))
            end += 1
        return (f"- {words.rstrip(':')}: {'; '.join(names)}", end) if names else None

    def _read_rest(self, end: int) -> None:
        listed = False
        for line in self.lines[end:]:
            if line.is_fact:
                self.facts.append(f"- {line.unmarked}")
                continue
            goes_on = line.mark.style is Style.BULLET or line.is_row
            self.after += [line.text] if goes_on and listed else ["", line.text]
            listed = goes_on


def _bare(line: PlainLine) -> str:
    """The words of a line: without its mark, the signs of a heading, and the bars of a table."""
    words = HEADING.sub(r"\2", line.mark.text or line.text)
    return clean(" ".join(words.strip().strip("|").split("|")))


def _heads_items(line: PlainLine) -> bool:
    return heads_items(line.text.strip().strip("|").split("|"))
