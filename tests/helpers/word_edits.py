"""Changes in a Word file as Word writes them: tracked, silent, comments, new paragraphs."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Callable

from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_BY = 'w:author="DvdB" w:date="2026-11-24T10:12:00Z"'


class Edited:
    """A Word file that somebody changes, paragraph by paragraph."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            self._parts = {name: packed.read(name) for name in packed.namelist()}
        self._tree = etree.fromstring(self._parts["word/document.xml"])
        self._comments: list[str] = []
        self._id = 90_000

    def track(self, old: str, new: str) -> Edited:
        """Replaces `old` by `new` where it first stands, and Word tracks it."""
        deleted = f'<w:del w:id="{self._new_id()}" {_BY}>{{run}}</w:del>' if old else ""
        inserted = f'<w:ins w:id="{self._new_id()}" {_BY}>{_run(new)}</w:ins>' if new else ""
        return self._within(old, lambda run: deleted.format(run=_deleted(run)) + inserted)

    def insert(self, behind: str, new: str) -> Edited:
        """Puts `new` behind the words `behind`, and Word tracks it."""
        inserted = f'<w:ins w:id="{self._new_id()}" {_BY}>{_run(new)}</w:ins>'
        return self._within(behind, lambda run: run + inserted)

    def change(self, old: str, new: str) -> Edited:
        """Replaces `old` by `new`, and nobody tracks it."""
        return self._within(old, lambda run: run.replace(f">{old}<", f">{new}<"))

    def comment(self, about: str, text: str) -> Edited:
        """Puts a comment beside the words `about`."""
        id = self._new_id()
        self._comments.append(f'<w:comment w:id="{id}" {_BY}><w:p>{_run(text)}</w:p></w:comment>')
        begin, end = f'<w:commentRangeStart w:id="{id}"/>', f'<w:commentRangeEnd w:id="{id}"/>'
        return self._within(about, lambda run: f'{begin}{run}{end}<w:r><w:commentReference w:id="{id}"/></w:r>')

    def add(self, behind: str, text: str, *, tracked: bool = True) -> Edited:
        """A new paragraph behind the one in which `behind` first stands."""
        paragraph = self._paragraph(behind)
        by = f'<w:ins w:id="{self._new_id()}" {_BY}'
        mark = f"<w:pPr><w:rPr>{by}/></w:rPr></w:pPr>" if tracked else ""
        run = f"{by}>{_run(text)}</w:ins>" if tracked else _run(text)
        paragraph.addnext(_element(f"<w:p>{mark}{run}</w:p>"))
        return self

    def take_away(self, words: str) -> Edited:
        """Takes the paragraph away in which `words` first stand, and nobody tracks it."""
        paragraph = self._paragraph(words)
        paragraph.getparent().remove(paragraph)
        return self

    def saved(self) -> bytes:
        """The file."""
        parts = {**self._parts, "word/document.xml": etree.tostring(self._tree)}
        if self._comments:
            parts["word/comments.xml"] = f'<w:comments xmlns:w="{_W}">{"".join(self._comments)}</w:comments>'.encode()
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as packed:
            for name, content in parts.items():
                packed.writestr(name, content)
        return made.getvalue()

    def _new_id(self) -> int:
        self._id += 1
        return self._id

    def _paragraph(self, words: str) -> etree._Element:
        for each in self._tree.iter(f"{{{_W}}}p"):
            if words in "".join(each.itertext()):
                return each
        raise AssertionError(words)

    def _within(self, words: str, made: Callable[[str], str]) -> Edited:
        """Puts what `made` makes of the run with `words` in its place; the run is parted around them."""
        for run in self._tree.iter(f"{{{_W}}}r"):
            text = run.find(f"{{{_W}}}t")
            if text is None or words not in (text.text or "") or run.getparent().tag.endswith(("}del", "}ins")):
                continue
            before, _, behind = text.text.partition(words)
            for part, change in ((before, False), (words, True), (behind, False)):
                if not part:
                    continue
                one = copy.deepcopy(run)
                piece = one.find(f"{{{_W}}}t")
                piece.text = part
                piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                written = etree.tostring(one).decode()
                for each in _elements(made(written) if change else written):
                    run.addprevious(each)
            run.getparent().remove(run)
            return self
        raise AssertionError(words)


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _deleted(run: str) -> str:
    return re.sub(r"<(/?)w:t\b", r"<\1w:delText", run)


def _elements(written: str) -> list[etree._Element]:
    return list(etree.fromstring(f'<w:p xmlns:w="{_W}">{written}</w:p>'))


def _element(written: str) -> etree._Element:
    return _elements(written)[0]
