"""A document as PDF, set by Typst: tagged for screen readers, bookmarks, numbered pages, every font inside.

Needs typst (the extra `documents`). What people typed reaches Typst as string literals, so
nothing in it is markup. The standards asked for (PDF/UA-1, and PDF/A-2a for archives) make Typst
refuse a letter that no font has, where it would otherwise draw an empty box. Chinese, Japanese and
Korean letters come from the extra `cjk`, where the system has no font for them.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import typst

from exports.document import Block, Boxed, Bullets, Document, Heading, Paragraph, Spans, Table, Weight, text_of
from exports.formats.column_widths import is_narrow, shares
from exports.formats.images import kind_of
from store.errors import NotulistError
from store.i18n import _

INSTALL_CJK = "pip install 'notulist[cjk]'"
# What no PDF may hold: controls, surrogates and noncharacters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_CJK = re.compile("CJK|HANGUL|HIRAGANA|KATAKANA|BOPOMOFO")
# PDF/A asks for a date.
_NO_DAY = date(1980, 1, 1)
# A line counts for as much, however little stands in it; a paragraph has at most some ten lines.
_LINE, _PARAGRAPH = 40, 900
# Files that Typst is given in memory are text, so that a picture is a list of its bytes.
_LOGO = "logo.json"
_WEIGHTS = {Weight.STRONG: "strong", Weight.EMPHASIS: "quiet"}


def write_pdf(document: Document, fonts: Sequence[Path] = ()) -> bytes:
    """`document` as the bytes of a PDF file; the same document and fonts give the same bytes.

    `fonts` are folders with fonts besides those of the system. Raises NotulistError where no font
    has one of the letters.
    """
    source, logo = typst_source(document), document.letterhead.logo
    try:
        return _set(source, fonts, logo)
    except typst.TypstError as error:
        # Typst says what it refuses in words only, and in others with each version: so it is tried.
        more = _cjk_fonts()
        letter = _letter_without_font(document, fonts)
        if not (more and letter):
            raise _refusal(letter, error) from error
    try:
        # Only now: reading so large a font takes longer than most minutes.
        return _set(source, [*fonts, *more], logo)
    except typst.TypstError as error:
        raise _refusal(_letter_without_font(document, [*fonts, *more]), error) from error


def _set(source: str, fonts: Sequence[Path], logo: bytes) -> bytes:
    try:
        return _compiled(source, fonts, ["ua-1", "a-2a"], logo)
    except typst.TypstError:
        # A letter without a meaning in Unicode, or an odd logo, is nothing for an archive, and is well on paper.
        return _compiled(source, fonts, ["ua-1"], logo)


def _letter_without_font(document: Document, fonts: Sequence[Path]) -> str:
    """The first letter of `document` that no font has; nothing where each has one."""
    letters = [letter for letter in dict.fromkeys(typst_source(document)) if not letter.isascii()]
    if _have_fonts(letters, fonts):
        return ""
    while len(letters) > 1:
        first, second = letters[: len(letters) // 2], letters[len(letters) // 2 :]
        letters = second if _have_fonts(first, fonts) else first
    return letters[0]


def _have_fonts(letters: Sequence[str], fonts: Sequence[Path]) -> bool:
    head = f'{(files("exports.layouts") / "document.typ").read_text("utf-8")}\n#show: letter.with(title: "-")\n'
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


def _compiled(source: str, fonts: Sequence[Path], standards: list[Literal["ua-1", "a-2a"]], logo: bytes = b"") -> bytes:
    # Neither the text nor the logo is ever on disk, where a kill would leave it: nothing but fonts is read.
    compiler = typst.Compiler(root=Path(__file__).parent, font_paths=list(fonts))
    in_memory: Any = {"main.typ": source.encode(), _LOGO: json.dumps(list(logo)).encode()}
    content = compiler.compile(in_memory, format="pdf", pdf_standards=[*standards])
    assert isinstance(content, bytes)
    return content


def typst_source(document: Document) -> str:
    """What Typst is given: the style, the properties, and the blocks."""
    style = (files("exports.layouts") / "document.typ").read_text("utf-8")
    day = document.day or _NO_DAY
    made = f"datetime(year: {day.year}, month: {day.month}, day: {day.day})"
    head = document.letterhead
    logo = "none"
    if head.logo:
        picture = f"bytes(json({_string(_LOGO)})), format: {_string(kind_of(head.logo).value)}"
        logo = f"image({picture}, height: 12mm, alt: {_string(head.head or '-')})"
    arguments = (
        f"title: {_string(document.title or document.subject or '-')}, subject: {_string(document.subject)}, "
        f"language: {_string(document.language)}, mark: {_string(document.mark)}, date: {made}, "
        f"head: {_string(head.head)}, foot: {_string(head.foot)}, logo: {logo}"
    )
    blocks = "\n".join(_blocks(document.blocks, document.mark))
    return f"{style}\n#show: letter.with({arguments})\n{blocks}\n"


def _blocks(blocks: tuple[Block, ...], mark: str) -> Iterator[str]:
    deepest = 0
    for block in blocks:
        match block:
            case Heading(1, text) if not deepest:
                deepest = 1
                yield f"#heading(level: 1, outlined: true, {_string(text)})"
            case Heading(level, text):
                # PDF/UA lets no level be skipped.
                deepest = min(level, deepest + 1)
                yield f"#heading(level: {deepest}, {_string(text)})"
            case Paragraph(spans):
                wrap = "#marked" if mark and text_of(spans) == mark else "#par"
                yield f"{wrap}[{_spans(spans)}]"
            case Bullets(items):
                lines = "#list(" + ", ".join(f"[{_spans(spans)}]" for spans in items) + ")"
                # What is short stays on one page; what is long could be longer than a page.
                short = sum(len(text_of(spans)) + _LINE for spans in items) < _PARAGRAPH
                yield f"#block(breakable: false)[{lines}]" if short else lines
            case Boxed(paragraphs):
                yield "#boxed(" + "".join(f"[{_spans(spans)}], " for spans in paragraphs) + ")"
            case Table(head, rows):
                yield _table(Table(head, rows))


def _table(table: Table) -> str:
    widths = [
        "auto" if is_narrow(table, column) else f"{share * 100:.1f}fr" for column, share in enumerate(shares(table))
    ]
    head = ", ".join(map(_string, table.head))
    rows = "\n".join("  " + ", ".join(map(_string, row)) + "," for row in table.rows)
    return f"#listing(({', '.join(widths)},), ({head},),\n{rows}\n)"


def _spans(spans: Spans) -> str:
    written = []
    for span in spans:
        text = f"#{_string(span.text)};"
        written.append(f"#{_WEIGHTS[span.weight]}[{text}];" if span.weight in _WEIGHTS else text)
    return "".join(written)


def _string(text: str) -> str:
    """`text` as a string literal of Typst."""
    text = _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text.replace("\n", " ").replace("\ufeff", ""))
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _refusal(letter: str, error: typst.TypstError) -> NotulistError:
    """What to say where `letter` has no font, or, where there is none, of `error`."""
    if letter:
        if _CJK.match(unicodedata.name(letter, "")):
            words = _(
                "No font on this computer has the letter “{letter}”; nothing was written. Install one with: {command}"
            )
            return NotulistError(words.format(letter=letter, command=INSTALL_CJK))
        words = _(
            "No font on this computer has the letter “{letter}”; nothing was written. Install a font that has it "
            "(Noto, for example), put it in the folder fonts beside your settings, or choose another format."
        )
        return NotulistError(words.format(letter=letter))
    return NotulistError(_("The PDF could not be made: {reason}").format(reason=str(error).splitlines()[0]))
