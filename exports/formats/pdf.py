"""A document as PDF, set by Typst: tagged for screen readers, bookmarks, numbered pages, every font inside.

Needs typst (the extra `documents`). What people typed reaches Typst as string literals, so
nothing in it is markup. The standards asked for (PDF/UA-1, and PDF/A-2a for archives) make Typst
refuse a letter that no font has, where it would otherwise draw an empty box: its name is written (`letters`).
Chinese, Japanese and Korean letters come from the extra `cjk`, where the system has no font for them.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import typst

from exports.document import (
    Attachment,
    Boxed,
    Bullets,
    Document,
    Heading,
    Letterhead,
    Lines,
    Paragraph,
    Signing,
    Spans,
    Table,
    Weight,
    anchor,
    text_of,
    told,
)
from exports.formats.file_warnings import Warn, warn_nobody
from exports.formats.images import kind_of
from exports.formats.typesetting.column_widths import is_narrow, shares
from exports.formats.typesetting.letters import (
    letters_of,
    name_of,
    where,
    with_names,
    with_real_signs,
    without_font,
    without_meaning,
)
from exports.formats.typesetting.long_words import breakable
from store.errors import NotulistError
from store.i18n import _

INSTALL_CJK = "pip install 'notulist[cjk]'"
# What no PDF may hold: controls, surrogates and noncharacters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_CJK = re.compile("CJK|HANGUL|HIRAGANA|KATAKANA|BOPOMOFO")
# Where a long word may be broken; no text that is written has it (it is among the forbidden).
_BREAK = "\ufdd0"
# PDF/A asks for a date.
_NEVER = datetime(1980, 1, 1, tzinfo=UTC)
# A line counts for as much, however little stands in it; a paragraph has at most some ten lines, a page some fifty.
_LINE, _PARAGRAPH, _PAGE = 40, 900, 3000
# Files that Typst is given in memory are text, so that a picture is a list of its bytes.
_LOGO = "logo.json"
_WEIGHTS = {Weight.STRONG: "strong", Weight.EMPHASIS: "quiet"}


def write_pdf(document: Document, fonts: Sequence[Path] = (), tell: Warn = warn_nobody) -> bytes:
    """`document` as the bytes of a PDF file; the same document and fonts give the same bytes.

    `fonts` are folders with fonts besides those of the system. A letter that no font has is written as its name;
    `tell` is called with a sentence that says which and where, and with one where the file is not fit for an archive.
    """
    document = with_real_signs(document)
    logo = document.letterhead.logo
    letters = letters_of(document)
    named = without_meaning(letters)
    try:
        if not named:
            return _set(document, fonts, logo, tell)
    except typst.TypstError:
        # Typst says what it refuses in words only, and in others with each version: so it is tried.
        named = without_font(letters, fonts)
        if any(_CJK.match(unicodedata.name(letter, "")) for letter in named):
            # Only now: reading so large a font takes longer than most minutes.
            fonts = [*fonts, *_cjk_fonts()]
            named = without_font(named, fonts)
    try:
        content = _set(with_names(document, named), fonts, logo, tell)
    except typst.TypstError:
        # A font may have a letter and still not tell which it is.
        kept = [letter for letter in letters if letter not in named]
        named = [*named, *_refused(kept, fonts)]
        content = _last(with_names(document, named), fonts, logo, tell)
    for letter in named:
        tell(_not_drawn(letter, document))
    return content


def _last(document: Document, fonts: Sequence[Path], logo: bytes, tell: Warn) -> bytes:
    try:
        return _set(document, fonts, logo, tell)
    except typst.TypstError as error:
        reason = str(error).splitlines()[0]
        raise NotulistError(_("The PDF could not be made: {reason}").format(reason=reason)) from error


def _set(document: Document, fonts: Sequence[Path], logo: bytes, tell: Warn) -> bytes:
    source = typst_source(document)
    try:
        # Only the third part of the standard has files within a file (ISO 19005-3).
        return _compiled(source, fonts, ["ua-1", "a-3a" if document.attached else "a-2a"], logo)
    except typst.TypstError:
        content = _compiled(source, fonts, ["ua-1"], logo)
    tell(_("This PDF is not one for archives (PDF/A): its logo, or a letter in it, is not fit for that."))
    return content


def _refused(letters: Sequence[str], fonts: Sequence[Path]) -> list[str]:
    """Those of `letters` that Typst refuses to write."""
    if not letters or _are_written(letters, fonts):
        return []
    if len(letters) == 1:
        return list(letters)
    half = len(letters) // 2
    return [*_refused(letters[:half], fonts), *_refused(letters[half:], fonts)]


def _are_written(letters: Sequence[str], fonts: Sequence[Path]) -> bool:
    head = f'{_style(Letterhead())}\n#show: letter.with(title: "-")\n'
    body = "".join(f"#{_string(letter)};" for letter in letters)
    try:
        _compiled(f"{head}#par[{body}]\n", fonts, ["ua-1"])
    except typst.TypstError:
        return False
    return True


def _cjk_fonts() -> list[Path]:
    """The folder of the font of the extra `cjk`, where it is installed; nothing of that package is run."""
    spec = find_spec("noto_cjk_sans_otc")
    return [Path(each) for each in (spec and spec.submodule_search_locations) or ()]


def _compiled(
    source: str, fonts: Sequence[Path], standards: list[Literal["ua-1", "a-2a", "a-3a"]], logo: bytes = b""
) -> bytes:
    # Neither the text nor the logo is ever on disk, where a kill would leave it: nothing but fonts is read.
    compiler = typst.Compiler(root=Path(__file__).parent, font_paths=list(fonts))
    in_memory: Any = {"main.typ": source.encode(), _LOGO: json.dumps(list(logo)).encode()}
    content = compiler.compile(in_memory, format="pdf", pdf_standards=[*standards])
    assert isinstance(content, bytes)
    return content


def typst_source(document: Document) -> str:
    """What Typst is given: the style, the properties, and the blocks."""
    style = _style(document.letterhead)
    at = document.changed or _NEVER
    parts = (
        f"year: {at.year}, month: {at.month}, day: {at.day}, hour: {at.hour}, minute: {at.minute}, second: {at.second}"
    )
    head = document.letterhead
    logo = "none"
    if head.logo:
        picture = f"bytes(json({_string(_LOGO)})), format: {_string(kind_of(head.logo).value)}"
        logo = f"image({picture}, height: 12mm, alt: {_string(head.head or '-')})"
    arguments = (
        f"title: {_literal(document.title or document.subject or '-')}, subject: {_literal(document.subject)}, "
        f"language: {_string(document.language)}, mark: {_string(document.mark)}, draft: {_string(document.draft)}, "
        f"author: {_literal(document.author)}, date: datetime({parts}), "
        f"head: {_string(head.head)}, foot: {_string(head.foot)}, logo: {logo}"
    )
    blocks = "\n".join((*map(_attached, document.attached), *_blocks(document)))
    return f"{style}\n#show: letter.with({arguments})\n{blocks}\n"


def _attached(file: Attachment) -> str:
    about = f"mime-type: {_literal(file.mime)}, description: {_literal(file.about)}"
    return f'#pdf.attach({_literal(file.name)}, bytes({_literal(file.text)}), relationship: "data", {about})'


def _style(house: Letterhead) -> str:
    faces = ", ".join(map(_literal, filter(None, (house.font, "Libertinus Serif"))))
    about = f"#let house = rgb({_literal(house.ink)})\n#let face = ({faces},)\n"
    return about + (files("exports.layouts") / "document.typ").read_text("utf-8")


def _blocks(document: Document) -> Iterator[str]:
    deepest, mark = 0, document.mark
    entries, placed = told(document), set[int]()

    def place(entry: int) -> str:
        """The label of an entry, at the first of its blocks."""
        if not entry or entry in placed:
            return ""
        placed.add(entry)
        return f" <{anchor(entry)}>"

    for block in document.blocks:
        match block:
            case Heading(1, text) if not deepest:
                deepest = 1
                yield f"#heading(level: 1, outlined: true, {_string(text)})"
            case Heading(level, text):
                # PDF/UA lets no level be skipped.
                deepest = min(level, deepest + 1)
                yield f"#heading(level: {deepest}, {_string(text)})"
            case Paragraph(spans, stays, entry):
                wrap = "#marked" if mark and text_of(spans) == mark else "#stays" if stays else "#par"
                yield f"{wrap}[{_spans(spans)}]{place(entry)}"
            case Bullets(items):
                lines = (
                    f"#{'enum' if block.numbered else 'list'}("
                    + ", ".join(f"[{_spans(spans)}]" for spans in items)
                    + ")"
                )
                # What is short stays on one page; what is long could be longer than a page.
                short = sum(len(text_of(spans)) + _LINE for spans in items) < _PARAGRAPH
                yield f"#block(breakable: false)[{lines}]" if short else lines
            case Lines(each_line, signed):
                above = "28pt" if signed else "0.85em"
                joined = "#linebreak()".join(map(_spans, each_line))
                yield f"#block(breakable: false, above: {above})[{joined}]"
            case Boxed(paragraphs, adopted, entry):
                whole = sum(len(text_of(spans)) + _LINE for spans in paragraphs) < _PAGE
                about = f"adopted: {str(adopted).lower()}, whole: {str(whole).lower()}, "
                yield f"#boxed({about}" + "".join(f"[{_spans(spans)}], " for spans in paragraphs) + f"){place(entry)}"
            case Signing():
                cells = ", ".join(f"[#{_string(cell)}]" for row in (block.offices, *block.rows) for cell in row)
                yield f"#signing({len(block.offices)}, {cells})"
            case Table():
                yield _table(block, entries)


def _table(table: Table, told: frozenset[int]) -> str:
    widths = [
        "auto" if is_narrow(table, column) else f"{share * 100:.1f}fr" for column, share in enumerate(shares(table))
    ]
    head = ", ".join(map(_string, table.head))
    leads = (*table.entries, *(0,) * (len(table.rows) - len(table.entries)))
    rows = "\n".join(
        "  " + ", ".join((_leading(row[0], to, told), *map(_string, row[1:]))) + ","
        for row, to in zip(table.rows, leads, strict=True)
    )
    return f"#listing(({', '.join(widths)},), ({head},),\n{rows}\n)"


def _leading(text: str, to: int, told: frozenset[int]) -> str:
    """A cell, which leads to an entry where the document tells it."""
    return f"link(<{anchor(to)}>, {_string(text)})" if to in told and text else _string(text)


def _spans(spans: Spans) -> str:
    written = []
    for span in spans:
        text = f"#{_string(span.text)};"
        written.append(f"#{_WEIGHTS[span.weight]}[{text}];" if span.weight in _WEIGHTS else text)
    return "".join(written)


def _string(text: str) -> str:
    """`text` for Typst, as a literal; with room of no width where its long words may be broken, which is not copied."""
    parts = breakable(text.replace(_BREAK, "\N{REPLACEMENT CHARACTER}"), _BREAK).split(_BREAK)
    return _literal(text) if len(parts) == 1 else "[" + "#h(0pt);".join(f"#{_literal(each)};" for each in parts) + "]"


def _literal(text: str) -> str:
    """`text` as a string literal of Typst."""
    text = _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text.replace("\n", " ").replace("\ufeff", ""))
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _not_drawn(letter: str, document: Document) -> str:
    """That no font has `letter`, where it stands, and what helps."""
    told = {"letter": letter, "name": name_of(letter), "where": where(document, letter)}
    if letter in without_meaning([letter]):
        return _(
            "“{where}”: the sign {name} means nothing outside the font it was typed in; [{name}] is in its place."
        ).format(**told)
    words = _("“{where}”: no font on this computer has “{letter}”; its name stands in its place: [{name}].").format(
        **told
    )
    if _CJK.match(unicodedata.name(letter, "")):
        return f"{words} " + _("A font for it is installed with: {command}").format(command=INSTALL_CJK)
    return f"{words} " + _("A font that has it (Noto, for example) goes into the folder fonts beside your settings.")
