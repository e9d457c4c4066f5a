"""Where each entry stands in a Word file: a hidden bookmark round its paragraphs, which links lead to as well.

(ECMA-376 part 1, 17.13.6: a bookmark may begin in one paragraph and end in another; Word hides those whose name begins
with a low line.)
"""

from __future__ import annotations

from collections.abc import Sequence

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from exports.word_file.bookmarks import name_of


def put_round(paragraphs: Sequence[Paragraph], entry: int) -> None:
    """Puts the bookmark of `entry` round the content of `paragraphs`."""
    begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for each in (begin, end):
        each.set(qn("w:id"), str(entry))
    begin.set(qn("w:name"), name_of(entry))
    first, last = paragraphs[0]._p, paragraphs[-1]._p
    at = 0 if first.pPr is None else 1
    first.insert(at, begin)
    last.append(end)


def lead(paragraph: Paragraph, entry: int) -> None:
    """Makes all runs of `paragraph` lead to `entry`."""
    link: BaseOxmlElement = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), name_of(entry))
    for run in paragraph.runs:
        link.append(run._r)
    paragraph._p.append(link)
