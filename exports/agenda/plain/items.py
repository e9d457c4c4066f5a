"""The lines of the items of a plain agenda, and of what is told below them, as a list of Markdown."""

from __future__ import annotations

import re
from itertools import zip_longest

from exports.agenda.lines.item_line import read_line
from exports.agenda.lines.labels import HEAD, label_in
from exports.agenda.plain.line import LineKind, PlainLine
from exports.agenda.plain.marks import Marked, Style, minutes_to
from store.language.people import People

TOP = (Style.NUMBER, Style.LETTERED, Style.DOTTED)
"""The styles of items that are numbered."""
_PART = re.compile(r"\s*[0-9]{1,3}\.[a-z]")
_OF_MEETING = frozenset(("date", "place", "next", "end", "body"))
# A line that was broken to fit is at least so long.
_WRAPPED = 40
# A bullet so far to the right stands below another bullet.
_DEEP = 6


def items_as_markdown(lines: list[PlainLine]) -> tuple[list[str], list[str]]:
    """The items in `lines`, the first of which is one, as Markdown; and the facts of the meeting among them."""
    reader = _Items(lines)
    return reader.found, reader.facts


class _Items:
    def __init__(self, lines: list[PlainLine]) -> None:
        self.found: list[str] = []
        self.facts: list[str] = []
        self._clocks = _clocks(lines)
        self._top = lines[0].mark
        number, depth = 0, 0
        opened: list[Marked] = []
        for at, line in enumerate(lines):
            if not line.text.strip():
                continue
            if not line.item and self._is_of_meeting(line):
                self.facts.append(f"- {line.unmarked}")
                continue
            level = self._level(line, opened)
            if level is None:
                self._note(line, depth)
                continue
            opened, depth = [*opened[:level], line.mark], level
            number = _next_number(line.mark, number) if level == 0 else number
            self._item(at, line.mark, level, number)

    def _is_of_meeting(self, line: PlainLine) -> bool:
        label = label_in(line.unmarked, HEAD)
        return label is not None and label.field in _OF_MEETING and not line.mark.indent

    def _level(self, line: PlainLine, opened: list[Marked]) -> int | None:
        """How deep the item of a line stands, 0 for the highest; None for a line that tells of the item above."""
        mark = line.mark
        if line.said is not None:
            return min(1, len(opened)) if line.said is LineKind.PART else 0
        if mark.style is Style.DOTTED:
            base = len(self._top.numbers) if line.item and self._top.style is Style.DOTTED else 1
            return max(0, min(len(mark.numbers) - base, len(opened)))
        if mark.style is Style.LETTERED and opened and opened[0].numbers[:1] == mark.numbers and _PART.match(line.text):
            return 1
        if line.item:
            deeper = [each for each in opened if each.indent < mark.indent - 1]
            same_style = opened and mark.style in TOP and opened[0].style in TOP
            return len(deeper) if same_style and deeper else 0
        if mark.style is Style.LETTER or (mark.style is Style.ROMAN and opened):
            return _level_of_letter(mark, opened)
        return None

    def _item(self, at: int, mark: Marked, level: int, number: int) -> None:
        indent = "    " * level
        shown = number
        if level:
            letter = ord(mark.letter) - ord("a") + 1 if mark.style is Style.LETTERED else 0
            shown = letter or (mark.numbers[-1] if mark.numbers else 1)
        lettered = f"{mark.numbers[0]}{mark.letter}. " if mark.style is Style.LETTERED and not level else ""
        clock, counts = self._clocks.get(at, (mark.clock, False))
        text = mark.text.strip("| ").replace("|", " ") if mark.text.startswith("|") else mark.text
        title = f"{clock} {text}" if counts else text
        self.found.append(f"{indent}{shown}. {lettered}{title}")
        for note in (clock if not counts else "", mark.minute):
            if note:
                self.found += ["", f"{indent}    {note}", ""]

    def _note(self, line: PlainLine, depth: int) -> None:
        indent = "    " * (depth + 1)
        text, before = line.text.strip(), self.found[-1].strip()
        if line.mark.style is Style.BULLET:
            more = "    " if line.mark.indent >= _DEEP and before.startswith("- ") else ""
            self.found.append(f"{indent}{more}- {line.mark.text or text}")
        elif _goes_on(before, text):
            self.found[-1] = f"{self.found[-1]} {text}"
        elif line.is_row:
            self.found += [*([] if before.startswith("|") else [""]), f"{indent}{text}"]
        else:
            self.found += ["", f"{indent}{text}", ""]


def _clocks(lines: list[PlainLine]) -> dict[int, tuple[str, bool]]:
    """The hours before each title, until the next; and whether the minutes of the item follow from them."""
    timed = [at for at, line in enumerate(lines) if line.mark.clock and line.mark.from_]
    found: dict[int, tuple[str, bool]] = {}
    for at, after in zip_longest(timed, timed[1:]):
        mark = lines[at].mark
        until = mark.to or (lines[after].mark.from_ if after is not None else None)
        said = read_line(mark.text, People(())).minutes is not None
        if said or not mark.from_ or not until or minutes_to(mark.from_, until) is None:
            found[at] = (mark.clock, False)
        else:
            found[at] = (f"{mark.from_:%H:%M}–{until:%H:%M}", True)
    return found


def _level_of_letter(mark: Marked, opened: list[Marked]) -> int | None:
    """A letter goes on with letters above it, or begins them with `a`; `i.` after `h.` is the ninth letter."""
    for at in range(len(opened) - 1, 0, -1):
        before = opened[at]
        follows = before.numbers and mark.numbers and mark.numbers[0] == before.numbers[0] + 1
        as_letter = before.style is Style.LETTER and mark.letter and _is_next(before.letter, mark.letter)
        if (before.style is mark.style and follows) or as_letter:
            return at
    begins = mark.letter.lower() in {"a", "i"}
    return max(1, len(opened)) if begins and opened else None


def _next_number(mark: Marked, number: int) -> int:
    """The number of the next item: the one that was typed, where it goes up."""
    typed = mark.numbers[0] if mark.numbers and mark.style in TOP else 0
    return typed if typed and typed >= number else number + 1


def _is_next(before: str, letter: str) -> bool:
    return len(before) == len(letter) == 1 and ord(letter) == ord(before) + 1


def _goes_on(before: str, text: str) -> bool:
    """Whether `text` goes on with the line before it: that ended in the middle of a sentence."""
    if not before or before.startswith("|"):
        return False
    if before.count("(") > before.count(")") or before.count("[") > before.count("]") or before[-1] == "-":
        return True
    return text[:1].islower() and before[-1] not in ".:;!?)" and len(before) > _WRAPPED
