"""A document as DOCX: real headings, lists and tables, its own styles, page numbers in the foot.

Needs python-docx (the extra `documents`). (ECMA-376: Word takes a field such as PAGE from
three runs, and repeats the first row of a table where it is marked as its head.)
"""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterable
from datetime import UTC, datetime

import docx
from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph as DocxParagraph

from exports.document import (
    Block,
    Boxed,
    Bullets,
    Document,
    Heading,
    Letterhead,
    Lines,
    Paragraph,
    Signing,
    Span,
    Spans,
    Table,
    Weight,
    text_of,
    told,
)
from exports.formats.typesetting.column_widths import millimetres
from exports.word_file.anchors import lead, put_round
from exports.word_file.package import undated, with_origin, without_template
from store.errors import NotulistError
from store.i18n import _

_INK, _QUIET = RGBColor(0x1D, 0x21, 0x29), RGBColor(0x5F, 0x66, 0x73)
_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
_MARK = RGBColor(0xA3, 0x26, 0x1C)
_FONT = "Cambria"
_WIDTH = Cm(17)
# What XML 1.0 (2.2) cannot hold.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def write_docx(document: Document) -> bytes:
    """`document` as the bytes of a DOCX file; the same document gives the same bytes."""
    file = docx.Document()
    _prepare(file, document)
    before: Block | None = None
    under = ""
    entries = told(document)
    anchored: dict[int, list[DocxParagraph]] = {}
    for block in document.blocks:
        if isinstance(before, Boxed) and isinstance(block, Boxed):
            # Word makes one box of two that touch.
            _paragraph(file, "Between")
        if isinstance(block, Heading):
            under = block.text
        made = _block(file, block, document.mark, under, entries)
        if isinstance(block, Paragraph | Boxed) and block.entry:
            anchored.setdefault(block.entry, []).extend(made)
        before = block
    for entry, paragraphs in anchored.items():
        put_round(paragraphs, entry)
    buffer = io.BytesIO()
    file.save(buffer)
    return undated(buffer.getvalue())


def _prepare(file: Docx, document: Document) -> None:
    section, about, head = file.sections[0], file.core_properties, document.letterhead
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    about.title, about.subject = _text(document.title)[:255], _text(document.subject)[:255]
    about.author = about.last_modified_by = _text(document.author)[:255]
    about.comments = about.keywords = ""
    about.language = document.language
    about.created = about.modified = document.changed or datetime(1980, 1, 1, tzinfo=UTC)
    without_template(file)
    if document.origin:
        with_origin(file, document.origin)
    _styles(file, document.language, head)
    above, below = section.header.paragraphs[0], section.footer.paragraphs[0]
    if head.logo:
        _logo(above, head.logo, _text(head.head or document.subject))
    above.add_run(_text(head.head))
    if document.mark:
        above.add_run("\t" + _text(document.mark)).font.color.rgb = _MARK
    if document.draft:
        above.add_run((" · " if document.mark else "\t") + _text(document.draft)).bold = True
    below.add_run(_text(" · ".join(filter(None, (head.foot, document.title)))) + "\t")
    _field(below, "PAGE")
    below.add_run(" / ")
    _field(below, "NUMPAGES")


def _logo(paragraph: DocxParagraph, logo: bytes, words: str) -> None:
    try:
        picture = paragraph.add_run().add_picture(io.BytesIO(_with_jfif(logo)), height=Cm(1.4))
    except Exception as error:
        # Of a picture that it cannot read, python-docx raises whatever it meets.
        words = _("Word cannot take the logo of the body; nothing was written. Save it as PNG, and name that file.")
        raise NotulistError(words) from error
    for side in ("distT", "distB", "distL", "distR"):
        # Where nothing is said, some programs leave room around it, and it is no longer at the margin.
        picture._inline.set(side, "0")
    picture._inline.docPr.set("descr", words)
    paragraph.add_run("   ")


def _with_jfif(logo: bytes) -> bytes:
    """A JPEG with the segment that python-docx knows it by (ITU-T T.871), which picture programs may leave out."""
    if not logo.startswith(b"\xff\xd8\xff") or logo[6:10] in (b"JFIF", b"Exif"):
        return logo
    return logo[:2] + _JFIF + logo[2:]


def _styles(file: Docx, language: str, house: Letterhead) -> None:
    ink, font = house.ink.removeprefix("#").upper(), house.font or _FONT
    normal = _style(file, "Normal")
    _looks(normal, 10.5, _INK, before=0, after=5, font=font)
    normal.paragraph_format.line_spacing = 1.15
    tag = OxmlElement("w:lang")
    tag.set(qn("w:val"), {"nl": "nl-NL", "en": "en-GB"}.get(language, language))
    normal.element.get_or_add_rPr().append(tag)
    title = _style(file, "Title")
    _looks(title, 19, _INK, before=0, after=10, font=font)
    title.font.bold = True
    _rule(title, "bottom", space=4, colour=ink)
    for level, size in enumerate((13, 11.5, 11, 10.5, 10.5), 1):
        style = _style(file, f"Heading {level}")
        colour = RGBColor.from_string(ink) if level == 1 else _INK
        _looks(style, size, colour, before=15 if level == 1 else 10, after=4, font=font)
        style.font.bold = True
        style.font.italic = False
        style.paragraph_format.keep_with_next = True
    for name in ("Header", "Footer"):
        style = _style(file, name)
        _looks(style, 8.5, _QUIET, before=0, after=14 if name == "Header" else 0, font=font)
        for stops in style.element.get_or_add_pPr().findall(qn("w:tabs")):
            style.element.get_or_add_pPr().remove(stops)
        # A hair inside the margin, which some programs take for beyond it.
        style.paragraph_format.tab_stops.add_tab_stop(Length(_WIDTH - Mm(1)), WD_TAB_ALIGNMENT.RIGHT)
    facts = _new_style(file, "Facts")
    facts.paragraph_format.left_indent, facts.paragraph_format.first_line_indent = Cm(0.5), Cm(-0.5)
    facts.paragraph_format.space_after = Pt(1)
    between = _new_style(file, "Between")
    between.font.size, between.paragraph_format.space_after = Pt(3), Pt(0)
    decision = _new_style(file, "Decision")
    decision.paragraph_format.left_indent = Cm(0.5)
    decision.paragraph_format.space_after = Pt(0)
    decision.paragraph_format.keep_together = True
    _rule(decision, "left", space=8, fill="F3F6FA", colour=ink)
    undecided = _new_style(file, "Proposal")
    undecided.paragraph_format.left_indent = undecided.paragraph_format.right_indent = Cm(0.25)
    undecided.paragraph_format.space_after = Pt(0)
    undecided.paragraph_format.keep_together = True
    for side in ("top", "left", "bottom", "right"):
        _rule(undecided, side, space=4, size=6, colour="9AA1AD")
    signature = _new_style(file, "Signature")
    signature.paragraph_format.space_after = Pt(2)
    cell = _new_style(file, "Table text")
    cell.font.size = Pt(9)
    cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(2)
    _new_style(file, "Table head", "Table text").font.bold = True
    _new_style(file, "Confidential").font.color.rgb = _MARK


def _style(file: Docx, name: str) -> ParagraphStyle:
    style = file.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _new_style(file: Docx, name: str, like: str = "Normal") -> ParagraphStyle:
    """A style of our own, after another one; one that the template has already is made anew."""
    known = name in file.styles
    style = file.styles[name] if known else file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = file.styles[like]
    return style


def _looks(style: ParagraphStyle, size: float, colour: RGBColor, *, before: float, after: float, font: str) -> None:
    style.font.name, style.font.size, style.font.color.rgb = font, Pt(size), colour
    # A theme's font goes before a font that is named.
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:cs"), "Arial")
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
        style.element.get_or_add_pPr().remove(border)


def _rule(style: ParagraphStyle, side: str, *, space: int, colour: str, fill: str = "", size: int = 12) -> None:
    """A line of `colour` at one side (`size` in eighths of a point), and a tint behind."""
    properties = style.element.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(size)), ("space", str(space)), ("color", colour)):
        line.set(qn(f"w:{name}"), value)
    if borders is not None:
        borders.append(line)
        return
    borders = OxmlElement("w:pBdr")
    borders.append(line)
    # The order in which the schema wants them (17.3.1.26): before the spacing.
    spacing = properties.find(qn("w:spacing"))
    at = len(properties) if spacing is None else list(properties).index(spacing)
    properties.insert(at, borders)
    if fill:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
            shade.set(qn(f"w:{name}"), value)
        properties.insert(at + 1, shade)


def _block(file: Docx, block: Block, mark: str, under: str, entries: frozenset[int]) -> list[DocxParagraph]:
    """Writes a block that stands under the heading `under`; gives the paragraphs of one that may tell an entry."""
    match block:
        case Heading(1, text):
            _runs(_paragraph(file, "Title"), (Span(text),))
        case Heading(level, text):
            _runs(_paragraph(file, f"Heading {level - 1}"), (Span(text),))
        case Paragraph(spans, stays):
            style = "Confidential" if mark and text_of(spans) == mark else "Normal"
            made = _runs(_paragraph(file, style), spans)
            made.paragraph_format.keep_with_next = stays or None
            return [made]
        case Bullets(items):
            for at, spans in enumerate(items, 1):
                number = (Span(f"{at}. "),) if block.numbered else ()
                last = _runs(_paragraph(file, "Facts"), (*number, *spans))
            last.paragraph_format.space_after = Pt(6)
        case Lines(lines):
            for spans in lines:
                _runs(_paragraph(file, "Signature"), spans)
        case Boxed(paragraphs, adopted):
            boxed = [_runs(_paragraph(file, "Decision" if adopted else "Proposal"), spans) for spans in paragraphs]
            for each in boxed[:-1]:
                each.paragraph_format.keep_with_next = True
            boxed[-1].paragraph_format.space_after = Pt(8)
            return boxed
        case Signing():
            _signing(file, block)
        case Table():
            _table(file, block, under, entries)
    return []


def _paragraph(file: Docx, style: str) -> DocxParagraph:
    """A new paragraph of a style, by its id: python-docx looks through all styles for a name."""
    made = file.add_paragraph()
    made._p.style = style.replace(" ", "")
    return made


def _signing(file: Docx, block: Signing) -> None:
    """The columns beside each other, on one page, with room above the line."""
    rows = (block.offices, *block.rows)
    made = file.add_table(rows=len(rows), cols=len(block.offices))
    for at, (row, cells) in enumerate(zip(made.rows, rows, strict=True)):
        for cell, text in zip(row.cells, cells, strict=True):
            paragraph = _runs(cell.paragraphs[0], (Span(text),))
            paragraph._p.style = "Signature"
            paragraph.paragraph_format.keep_with_next = at < len(rows) - 1 or None
            if at == 1:
                paragraph.paragraph_format.space_before = Pt(42)
    file.add_paragraph().paragraph_format.space_after = Pt(2)


def _table(file: Docx, table: Table, caption: str, entries: frozenset[int]) -> None:
    made = file.add_table(rows=1, cols=len(table.head))
    # What a screen reader says of it before its cells (17.4.58).
    about = OxmlElement("w:tblCaption")
    about.set(qn("w:val"), _text(caption)[:255])
    made._tbl.tblPr.append(about)
    made.autofit = False
    widths: list[Length] = [Mm(each) for each in millimetres(table, _WIDTH.mm)]
    _row(made, 0, [(Span(cell),) for cell in table.head], widths)
    properties = made.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    if table.rows:
        made.add_row()
        _row(made, 1, [() for _cell in table.head], widths)
        blank = made.rows[1]._tr
        made._tbl.remove(blank)
        leading = table.entries or (0,) * len(table.rows)
        for row, leads in zip(table.rows, leading, strict=True):
            # A copy of a whole row: to build each of its parts anew takes several times as long.
            copied = copy.deepcopy(blank)
            made._tbl.append(copied)
            for cell, text in zip(copied.tc_lst, row, strict=True):
                paragraph = _runs(DocxParagraph(cell.p_lst[0], made), (Span(text),))
                if leads in entries and cell is copied.tc_lst[0]:
                    lead(paragraph, leads)
    for column, width in zip(made._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = width
    _rules(made)
    file.add_paragraph().paragraph_format.space_after = Pt(2)


def _row(table: DocxTable, at: int, cells: Iterable[Spans], widths: list[Length]) -> None:
    row, style = table.rows[at], "Tabletext" if at else "Tablehead"
    whole = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(whole)
    for cell, spans, width in zip(row.cells, cells, widths, strict=True):
        cell.width = width
        # By its id: to look a style up for each cell takes longer than to write the cell.
        _runs(cell.paragraphs[0], spans)._p.style = style


def _rules(table: DocxTable) -> None:
    """Thin lines between the rows only."""
    borders = OxmlElement("w:tblBorders")
    for side, size, colour in (("bottom", "4", "D5D8DD"), ("insideH", "4", "D5D8DD")):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", size), ("space", "0"), ("color", colour)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties = table._tbl.tblPr
    layout = properties.find(qn("w:tblLayout"))
    properties.insert(len(properties) if layout is None else list(properties).index(layout), borders)


def _runs(paragraph: DocxParagraph, spans: Spans) -> DocxParagraph:
    for span in spans:
        text = _text(span.text)
        if not text:
            continue
        run = paragraph.add_run(text)
        run.bold = span.weight is Weight.STRONG or None
        run.italic = span.weight is Weight.EMPHASIS or None
        if _RIGHT_TO_LEFT.search(text) and not re.search(r"[A-Za-z\u00c0-\u024f]", text):
            run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
    return paragraph


def _field(paragraph: DocxParagraph, name: str) -> None:
    for kind in ("begin", "instruction", "separate", "text", "end"):
        run = paragraph.add_run("1" if kind == "text" else "")
        if kind == "text":
            continue
        element: BaseOxmlElement
        if kind == "instruction":
            element = OxmlElement("w:instrText")
            element.text = name
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def _text(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text).replace("\n", " ").replace("\r", " ")
