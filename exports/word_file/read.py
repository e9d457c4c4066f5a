"""What a Word file says and what was changed in it: paragraph by paragraph, with tracked changes and comments.

(ECMA-376 part 1: 17.13.5 tracked changes, 17.13.4 comments, 17.13.6 bookmarks, 17.16.22 links.)
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import msgspec

from exports.sources.packed import opened, part
from exports.word_file.bookmarks import entry_of
from exports.word_file.origin import PART, Origin, origin_in

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_INSERTED = (f"{_W}ins", f"{_W}moveTo")
_DELETED = (f"{_W}del", f"{_W}moveFrom")
# What holds text that is no part of the paragraph it stands in, or none at all.
_PASSED_OVER = (f"{_W}txbxContent", f"{_W}instrText", f"{_W}pPr", f"{_W}rPr")
_BLANKS = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}


class Change(msgspec.Struct, frozen=True):
    """A change that Word tracked: `new` in the place of `old`, which began at letter `at` of the text before.

    `when` is the hour of the clock on the wall where it was made: Word writes that, and calls it UTC.
    """

    at: int
    old: str
    new: str
    who: str = ""
    when: datetime | None = None


class Comment(msgspec.Struct, frozen=True):
    """A comment in the margin, and the words it stands beside."""

    text: str
    about: str = ""
    who: str = ""
    when: datetime | None = None


class WordParagraph(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph as it was before what was tracked in it (`before`).

    `entry` is the id of the entry that it tells, None where it tells none. `row` is the id of the entry that its row
    of a table is about, and `column` which cell of the row it is. `is_new` says that it was added, and that this was
    tracked.
    """

    before: str
    entry: int | None = None
    row: int | None = None
    column: int = 0
    in_table: bool = False
    is_new: bool = False
    changes: tuple[Change, ...] = ()
    comments: tuple[Comment, ...] = ()


class WordFile(msgspec.Struct, frozen=True):
    """A Word file: of what record it was made, if it says so, and its paragraphs in their order."""

    origin: Origin | None
    lines: tuple[WordParagraph, ...]


def read_word_file(content: bytes, name: str) -> WordFile:
    """What the Word file `content` says; `name` is what it is called, in the words of an error.

    Raises BadAgenda where it is no Word file, is damaged, or unpacks to more than a document can hold.
    """
    packed = opened(content, name)
    body = part(packed, "word/document.xml", name)
    comments = part(packed, "word/comments.xml", name)
    custom = part(packed, PART, name)
    tree = ElementTree.fromstring(body) if body else Element("nothing")
    about = _comments(ElementTree.fromstring(comments)) if comments else {}
    return WordFile(origin_in(custom), tuple(_Reader(about).lines(tree)))


def _comments(tree: Element) -> dict[str, Comment]:
    return {
        each.get(f"{_W}id", ""): Comment(" ".join("".join(each.itertext()).split()), "", *_author(each))
        for each in tree.iter(f"{_W}comment")
    }


def _author(element: Element) -> tuple[str, datetime | None]:
    """Who made a change or a comment, and when."""
    try:
        when = datetime.fromisoformat(element.get(f"{_W}date", "").removesuffix("Z"))
    except ValueError:
        when = None
    return element.get(f"{_W}author", ""), when


class _Piece(msgspec.Struct, frozen=True):
    """A run of text: kept (""), inserted ("+") or deleted ("-"), and by whom."""

    text: str
    how: str = ""
    who: str = ""
    when: datetime | None = None


class _Reader:
    def __init__(self, comments: dict[str, Comment]) -> None:
        self._comments = comments
        # The bookmarks that are open, by their ids in the file.
        self._open: dict[str, int] = {}
        # The words beside each comment that is open.
        self._beside: dict[str, list[str]] = {}

    def lines(self, tree: Element) -> Iterator[WordParagraph]:
        """The paragraphs below an element, in their order."""
        for each in tree:
            if each.tag == f"{_W}p":
                yield self._line(each)
            elif each.tag == f"{_W}tbl":
                yield from self._table(each)
            elif each.tag in (f"{_W}bookmarkStart", f"{_W}bookmarkEnd"):
                self._mark(each)
            elif each.tag not in _PASSED_OVER:
                yield from self.lines(each)

    def _table(self, table: Element) -> Iterator[WordParagraph]:
        for row in table.iter(f"{_W}tr"):
            leads = (entry_of(link.get(f"{_W}anchor", "")) for link in row.iter(f"{_W}hyperlink"))
            entry = next((each for each in leads if each is not None), None)
            for column, cell in enumerate(row.iter(f"{_W}tc")):
                for line in self.lines(cell):
                    yield msgspec.structs.replace(line, row=entry, column=column, in_table=True)

    def _mark(self, element: Element) -> None:
        id = element.get(f"{_W}id", "")
        if element.tag == f"{_W}bookmarkEnd":
            self._open.pop(id, None)
        elif (entry := entry_of(element.get(f"{_W}name", ""))) is not None:
            self._open[id] = entry

    def _line(self, paragraph: Element) -> WordParagraph:
        self._entry: int | None = next(iter(self._open.values()), None)
        self._ended: list[Comment] = []
        pieces = [piece for piece in self._pieces(paragraph, _Piece("")) if piece.text]
        mark = paragraph.find(f"{_W}pPr/{_W}rPr/{_W}ins")
        is_new = mark is not None and all(piece.how == "+" for piece in pieces)
        if is_new:
            text = "".join(piece.text for piece in pieces)
            who, when = _author(mark) if mark is not None else ("", None)
            changes: tuple[Change, ...] = (Change(0, "", text, who, when),) if text.strip() else ()
        else:
            changes = tuple(_changes(pieces))
        before = "".join(piece.text for piece in pieces if piece.how != "+")
        return WordParagraph(
            before=before, entry=self._entry, is_new=is_new, changes=changes, comments=tuple(self._ended)
        )

    def _pieces(self, element: Element, like: _Piece) -> Iterator[_Piece]:
        """The runs of text in an element, changed as `like`."""
        for each in element:
            tag = each.tag
            if tag in (f"{_W}bookmarkStart", f"{_W}bookmarkEnd"):
                self._mark(each)
            elif tag in (f"{_W}commentRangeStart", f"{_W}commentRangeEnd", f"{_W}commentReference"):
                self._comment(tag, each.get(f"{_W}id", ""))
            elif tag in (f"{_W}t", f"{_W}delText") or tag in _BLANKS:
                text = _BLANKS.get(tag, each.text or "")
                self._heard(text, like.how)
                yield msgspec.structs.replace(like, text=text)
            elif tag in _INSERTED or tag in _DELETED:
                who, when = _author(each)
                # What one inserted and another deleted was never there.
                how = "" if like.how and tag in _DELETED else "+" if tag in _INSERTED else "-"
                if like.how != "+" or how:
                    yield from self._pieces(each, _Piece("", how, who, when))
            elif tag not in _PASSED_OVER:
                yield from self._pieces(each, like)

    def _heard(self, text: str, how: str) -> None:
        if self._open:
            self._entry = next(iter(self._open.values()))
        if how != "-":
            for words in self._beside.values():
                words.append(text)

    def _comment(self, tag: str, id: str) -> None:
        if tag.endswith("Start"):
            self._beside[id] = []
        elif id in self._comments:
            # At its end, or at its reference where it has no range; once.
            about = " ".join("".join(self._beside.pop(id, [])).split())
            self._ended.append(msgspec.structs.replace(self._comments.pop(id), about=about))


def _changes(pieces: list[_Piece]) -> Iterator[Change]:
    """The tracked changes of a paragraph: what somebody deleted and inserted side by side is one."""
    at = 0
    for key, several in groupby(pieces, key=lambda piece: (bool(piece.how), piece.who)):
        run = list(several)
        old = "".join(piece.text for piece in run if piece.how == "-")
        if key[0]:
            new = "".join(piece.text for piece in run if piece.how == "+")
            yield Change(at, old, new, key[1], run[0].when)
        at += len(old) if key[0] else sum(len(piece.text) for piece in run)
