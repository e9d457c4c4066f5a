"""Web pages, and mail that is written as one: paragraphs, headings, tables, and lists with their numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

import msgspec

from exports.sources.packed import too_large
from exports.sources.source import Kind, Source, link, literal, table
from store.language.numerals import letters, roman

_SKIPPED = frozenset(("script", "style", "head", "template", "noscript", "svg", "select", "title"))
_BLOCKS = frozenset(
    "p div section article header footer main aside address blockquote pre tr dl dt dd figure form fieldset nav "
    "h1 h2 h3 h4 h5 h6 ul ol li table caption body html center hr".split()
)
_EMPTY = frozenset("br hr img input meta link col base area wbr source embed track param".split())
_DEEPEST = 300
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE)
_WORD_LIST = re.compile(r"mso-list\s*:\s*(?!ignore|none)", re.IGNORECASE)


def read_html(text: str, name: str) -> Source:
    """The text of a web page. Raises BadAgenda where it nests deeper than any page does."""
    return Source(kind=Kind.HTML, text=lines_of_html(text, name))


def lines_of_html(text: str, name: str) -> str:
    """The lines of a web page as plain text, see `Source`."""
    reader = _Reader(name)
    reader.feed(text)
    reader.close()
    return reader.text()


class _List(msgspec.Struct):
    numbered: bool
    form: str
    next: int


class _Table(msgspec.Struct):
    rows: list[list[str]]
    cell: list[str] | None = None


class _Reader(HTMLParser):
    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self._name = name
        self._lines: list[str] = []
        self._now: list[str] = []
        self._open: list[str] = []
        self._skip = 0
        self._hidden: list[int] = []
        self._lists: list[_List] = []
        self._tables: list[_Table] = []
        self._links: list[tuple[str, int]] = []
        self._mark = ""
        self._pre = 0

    def text(self) -> str:
        """What was read."""
        self._end_line()
        while self._tables:
            self._end_table()
        return "\n".join(self._lines)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens an element."""
        told = {name: value or "" for name, value in attrs}
        if tag in _SKIPPED or (tag not in _EMPTY and _HIDDEN.search(told.get("style", ""))):
            self._skip += 1
            self._hidden.append(len(self._open))
        if tag not in _EMPTY:
            self._open.append(tag)
            if len(self._open) > _DEEPEST:
                raise too_large(self._name)
        if self._skip:
            return
        if tag in _BLOCKS or tag == "br":
            self._end_line()
        if tag in ("ul", "ol"):
            start = told.get("start", "1")
            first = int(start) if start.lstrip("-").isdigit() and len(start) < 6 else 1
            self._lists.append(_List(tag == "ol", told.get("type", "1"), first))
        elif tag == "li":
            self._begin_item(told.get("value", ""))
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6") or tag == "p":
            self._lines.append("")
        elif tag == "table":
            self._tables.append(_Table([]))
        elif tag == "tr" and self._tables:
            self._end_cell()
            self._tables[-1].rows.append([])
        elif tag in ("td", "th") and self._tables:
            self._end_cell()
            self._tables[-1].cell = []
        elif tag == "a":
            self._links.append((told.get("href", ""), len(self._now)))
        elif tag == "pre":
            self._pre += 1
        elif tag == "img" and told.get("alt"):
            self._now.append(literal(told["alt"]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens an element, and closes it unless it is always empty."""
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Closes an element, and those in it that were left open."""
        if tag not in self._open:
            return
        while self._open:
            last = self._open.pop()
            if self._hidden and self._hidden[-1] == len(self._open):
                self._hidden.pop()
                self._skip -= 1
            elif not self._skip:
                self._close(last)
            if last == tag:
                return

    def handle_data(self, data: str) -> None:
        """Takes in text."""
        if self._skip:
            return
        if self._pre:
            for at, line in enumerate(data.split("\n")):
                if at:
                    self._end_line()
                self._now.append(literal(line))
            return
        words = re.sub(r"[ \t\r\n\f]+", " ", data)
        if words.strip(" ") or self._now:
            self._now.append(literal(words))

    def _close(self, tag: str) -> None:
        if tag == "a" and self._links:
            address, at = self._links.pop()
            words = "".join(self._now[at:])
            self._now[at:] = [link(words, address)]
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            words = "".join(self._now).strip()
            self._now = [f"{'#' * int(tag[1])} {words}"] if words and not self._tables and not self._mark else [words]
            self._end_line()
            self._lines.append("")
        elif tag in ("td", "th") and self._tables:
            self._end_cell()
        elif tag == "table" and self._tables:
            self._end_cell()
            self._end_table()
        elif tag == "pre":
            self._pre = max(0, self._pre - 1)
            self._end_line()
        elif tag in ("ul", "ol") and self._lists:
            self._end_line()
            self._lists.pop()
        elif tag in _BLOCKS:
            self._end_line()

    def _begin_item(self, value: str) -> None:
        own = self._lists[-1] if self._lists else _List(numbered=False, form="1", next=1)
        if value.isdigit() and len(value) < 6:
            own.next = int(value)
        forms: dict[str, Callable[[int], str]] = {
            "a": letters,
            "A": lambda n: letters(n).upper(),
            "i": roman,
            "I": lambda n: roman(n).upper(),
        }
        shown = forms[own.form](own.next) if own.form in forms else str(own.next)
        self._mark = "    " * max(0, len(self._lists) - 1) + (f"{shown}. " if own.numbered else "- ")
        own.next += 1

    def _end_line(self) -> None:
        words = "".join(self._now).strip(" ")
        self._now = []
        self._links = [(address, 0) for address, _at in self._links]
        if not words:
            return
        line = f"{self._mark}{words}"
        self._mark = ""
        cell = self._tables[-1].cell if self._tables else None
        if cell is not None:
            cell.append(line.strip())
        else:
            self._lines.append(line)

    def _end_cell(self) -> None:
        self._end_line()
        if self._tables and self._tables[-1].cell is not None:
            now = self._tables[-1]
            if not now.rows:
                now.rows.append([])
            now.rows[-1].append("\n".join(now.cell or []))
            now.cell = None

    def _end_table(self) -> None:
        done = self._tables.pop()
        rows = [row for row in done.rows if any(cell.strip() for cell in row)]
        outer = self._tables[-1].cell if self._tables else None
        if max((len(row) for row in rows), default=0) <= 1 or (len(rows) == 1 and "\n" in "".join(rows[0])):
            # A frame around the text, for the looks of it.
            lines = [line for row in rows for cell in row for line in cell.split("\n")]
        else:
            lines = table([[cell.replace("\n", "; ") for cell in row] for row in rows])
        if outer is not None:
            outer += [line for line in lines if line]
        else:
            self._lines += lines
