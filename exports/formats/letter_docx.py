"""A letter as DOCX: on the Word file of the house where there is one, else on a plain page; nothing but styles.

Page, header, footer and styles of that file are kept. The text goes where a paragraph says `{{brief}}` (`{{letter}}`),
else behind what is there; `{{kenmerk}}`, `{{uw kenmerk}}`, `{{datum}}`, `{{betreft}}` and `{{adres}}` are replaced
wherever they stand, in headers, footers, tables and text boxes too. A template (.dotx) becomes a document.
(ECMA-376, 17.2.3 and 15.2.11; needs python-docx, the extra `documents`.)
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping

import docx
import msgspec
from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph as DocxParagraph

from exports.document import Block, Boxed, Bullets, Document, Heading, Lines, Paragraph, Signing, Spans, Table, Weight
from exports.formats.docx import write_docx
from exports.word_file.package import undated
from store.errors import NotulistError
from store.i18n import _

_PLACE = re.compile(r"\{\{\s*(brief|letter)\s*\}\}", re.IGNORECASE)
_FIELD = re.compile(r"\{\{\s*([^{}]{1,40}?)\s*\}\}")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMES = {
    "address": ("adres", "address"),
    "ours": ("kenmerk", "ons kenmerk", "reference", "our reference"),
    "theirs": ("uw kenmerk", "your reference"),
    "date": ("datum", "date"),
    "subject": ("betreft", "onderwerp", "subject"),
    "enclosed": ("bijlagen", "enclosures"),
}
# Styles of ours, and those of Word in the order in which they are taken where the house has them.
_STYLES = {
    "address": ("Letter address", ("Envelope Address", "No Spacing")),
    "reference": ("Letter reference", ("No Spacing",)),
    "heading": ("Letter heading", ("Heading 2", "Heading 1")),
    "text": ("Letter text", ("Body Text", "Normal")),
    "number": ("Letter number", ("List Number",)),
    "point": ("Letter point", ("List Bullet",)),
    "decision": ("Letter decision", ("Quote", "Intense Quote")),
    "signature": ("Letter signature", ("Signature",)),
}


class LetterParts(msgspec.Struct, frozen=True, kw_only=True):
    """The parts of a letter that a paper of the house has places for.

    `references` are its lines of references with their labels, `values` the same and more by name: `ours`, `theirs`,
    `date`, `subject`, `enclosed`.
    """

    address: tuple[str, ...]
    references: tuple[tuple[str, str], ...]
    values: Mapping[str, str]
    subject: str
    body: tuple[Block, ...]


def write_letter(document: Document, parts: LetterParts, paper: bytes = b"") -> bytes:
    """The letter as the bytes of a DOCX file; the same letter on the same `paper` gives the same bytes.

    Raises NotulistError where `paper` is no Word file.
    """
    file = _opened(paper) if paper else _plain(document)
    letter = _Letter(file, document, parts)
    letter.fill()
    about = file.core_properties
    about.title, about.subject = _text(parts.subject)[:255], _text(document.subject)[:255]
    about.author = about.last_modified_by = _text(document.author)[:255]
    about.comments = about.keywords = ""
    if document.changed:
        about.created = about.modified = document.changed
    buffer = io.BytesIO()
    file.save(buffer)
    return undated(buffer.getvalue())


def _plain(document: Document) -> Docx:
    """An empty page with the header, footer and styles of the house's other documents."""
    empty = msgspec.structs.replace(document, blocks=())
    return docx.Document(io.BytesIO(write_docx(empty)))


def _opened(paper: bytes) -> Docx:
    try:
        return docx.Document(io.BytesIO(_as_document(paper)))
    except Exception as error:
        # Of what is no Word file, python-docx raises whatever it meets.
        words = _("The paper of the house is no Word file (.docx, .dotx) that can be read; nothing was written.")
        raise NotulistError(words) from error


def _as_document(paper: bytes) -> bytes:
    """`paper`, a template of Word made a document: it is one but for the kind that it says it is."""
    with zipfile.ZipFile(io.BytesIO(paper)) as old:
        kinds = old.read("[Content_Types].xml")
        main = CONTENT_TYPE.WML_DOCUMENT_MAIN.encode()
        made = re.sub(rb"application/vnd\.[\w.-]+\.template(?:\.macroEnabledTemplate)?\.main\+xml", main, kinds)
        made = re.sub(rb"application/vnd\.ms-word\.(?:template|document)\.macroEnabled\w*\.main\+xml", main, made)
        if made == kinds:
            return paper
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                new.writestr(name, made if name == "[Content_Types].xml" else old.read(name))
    return buffer.getvalue()


class _Letter:
    def __init__(self, file: Docx, document: Document, parts: LetterParts) -> None:
        self._file = file
        self._document = document
        self._parts = parts
        self._replaced: set[str] = set()
        self._ids: dict[str, str] = {}
        self._lists = 0

    def fill(self) -> None:
        """Puts every part in its place; what the paper has no place for stands above the text."""
        place = self._place()
        for paragraph in list(self._all_paragraphs()):
            self._fill_fields(paragraph)
        for part in self._made():
            place.addprevious(part)
        place.getparent().remove(place)

    # The places of the paper

    def _place(self) -> BaseOxmlElement:
        """The paragraph in whose place the text comes: the one that says so, else a new one at the end."""
        for paragraph in self._file.paragraphs:
            if _PLACE.search(paragraph.text):
                return paragraph._p
        return self._file.add_paragraph()._p

    def _all_paragraphs(self) -> Iterator[BaseOxmlElement]:
        """Every paragraph, also of tables and text boxes, headers and footers."""
        yield from self._file.element.body.iter(qn("w:p"))
        for part in self._headers_and_footers():
            yield from part.iter(qn("w:p"))

    def _headers_and_footers(self) -> Iterator[BaseOxmlElement]:
        for relation in self._file.part.rels.values():
            if relation.reltype.endswith(("/header", "/footer")) and not relation.is_external:
                part: Part = relation.target_part
                yield part.element  # type: ignore[attr-defined]

    def _fill_fields(self, paragraph: BaseOxmlElement) -> None:
        texts = [each for each in paragraph.iter(qn("w:t")) if _paragraph_of(each) is paragraph]
        whole = "".join(each.text or "" for each in texts)
        if "{{" not in whole:
            return
        filled = _FIELD.sub(self._value, whole)
        if filled == whole:
            return
        first, *others = filled.split("\n")
        texts[0].text = first
        texts[0].set(qn("xml:space"), "preserve")
        for each in texts[1:]:
            # Word spreads a field over runs as it was typed and mended.
            each.text = ""
        run, after = texts[0].getparent(), texts[0]
        for line in others:
            for element in (OxmlElement("w:br"), OxmlElement("w:t")):
                run.insert(list(run).index(after) + 1, element)
                after = element
            after.text = line

    def _value(self, match: re.Match[str]) -> str:
        name = match[1].casefold()
        key = next((key for key, names in _NAMES.items() if name in names), None)
        if key is None:
            return match[0]
        self._replaced.add(key)
        value = "\n".join(self._parts.address) if key == "address" else self._parts.values.get(key, "")
        return _text(value)

    # The text

    def _made(self) -> Iterator[BaseOxmlElement]:
        if "address" not in self._replaced:
            for line in self._parts.address:
                yield self._paragraph("address", ((line, Weight.PLAIN),))
        if not self._replaced & {"ours", "theirs", "date", "subject"}:
            for label, value in self._parts.references:
                yield self._paragraph("reference", ((f"{label}: ", Weight.PLAIN), (value, Weight.PLAIN)))
        for block in self._parts.body:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[BaseOxmlElement]:
        match block:
            case Heading(_level, text):
                yield self._paragraph("heading", ((text, Weight.PLAIN),))
            case Paragraph(spans):
                yield self._paragraph("text", _runs(spans))
            case Bullets(items):
                number = self._new_list() if block.numbered else None
                for spans in items:
                    yield self._paragraph("number" if block.numbered else "point", _runs(spans), number)
            case Boxed(paragraphs):
                for spans in paragraphs:
                    yield self._paragraph("decision", _runs(spans))
            case Lines(lines):
                for at, spans in enumerate(lines):
                    style = "signature" if at == 0 and block.signed else "address"
                    yield self._paragraph(style, _runs(spans))
            case Table() | Signing():
                raise AssertionError("a letter has neither")

    def _paragraph(
        self, style: str, runs: tuple[tuple[str, Weight], ...], number: int | None = None
    ) -> BaseOxmlElement:
        element = OxmlElement("w:p")
        made = DocxParagraph(element, self._file._body)
        element.style = self._style(style)
        if number is not None:
            properties = element.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = number
        for text, _weight in runs:
            made.add_run(_text(text))
        return element

    def _style(self, key: str) -> str:
        """The id of the style of a part: the house's own for letters, else one of Word that it has, else ours."""
        if key not in self._ids:
            own, usual = _STYLES[key]
            names = {each.name: each for each in self._file.styles if each.type == WD_STYLE_TYPE.PARAGRAPH}
            name = next((name for name in (own, *usual) if name in names), None)
            self._ids[key] = names[name].style_id if name else self._new_style(key, own)
        return self._ids[key]

    def _new_style(self, key: str, name: str) -> str:
        style = self._file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        names = {each.name for each in self._file.styles}
        if "Normal" in names:
            style.base_style = self._file.styles["Normal"]
        spacing = style.paragraph_format
        if key in ("address", "reference", "signature"):
            spacing.space_after = Pt(0)
        if key == "signature":
            spacing.space_before = Pt(42)
        if key in ("decision", "number", "point"):
            spacing.left_indent = Cm(0.75)
        if key in ("number", "point"):
            spacing.first_line_indent = Cm(-0.75)
        if key == "heading":
            style.font.bold = True
            spacing.space_before, spacing.keep_with_next = Pt(12), True
        return str(style.style_id)

    def _new_list(self) -> int:
        """The number of a new list that begins at 1 (17.9.15, 17.9.27)."""
        numbering = self._file.part.numbering_part.element
        abstract = OxmlElement("w:abstractNum")
        taken = [int(each.get(qn("w:abstractNumId"))) for each in numbering.findall(qn("w:abstractNum"))]
        abstract.set(qn("w:abstractNumId"), str(max(taken, default=0) + 1))
        kind = OxmlElement("w:multiLevelType")
        kind.set(qn("w:val"), "singleLevel")
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), "0")
        for name, value in (("start", "1"), ("numFmt", "decimal"), ("lvlText", "%1."), ("lvlJc", "left")):
            element = OxmlElement(f"w:{name}")
            element.set(qn("w:val"), value)
            level.append(element)
        indent = OxmlElement("w:pPr")
        by = OxmlElement("w:ind")
        by.set(qn("w:left"), "425")
        by.set(qn("w:hanging"), "425")
        indent.append(by)
        level.append(indent)
        abstract.extend([kind, level])
        last = numbering.findall(qn("w:abstractNum"))
        if last:
            last[-1].addnext(abstract)
        else:
            numbering.insert(0, abstract)
        number = numbering.add_num(int(abstract.get(qn("w:abstractNumId"))))
        return int(number.numId)


def _paragraph_of(element: BaseOxmlElement) -> BaseOxmlElement:
    """The paragraph right around `element`: a text box is a paragraph within another."""
    found: BaseOxmlElement = next(each for each in element.iterancestors() if each.tag == qn("w:p"))
    return found


def _runs(spans: Spans) -> tuple[tuple[str, Weight], ...]:
    return tuple((span.text, span.weight) for span in spans)


def _text(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
