"""A document as Markdown: CommonMark, with the tables that GitHub added.

Whatever people typed reads back to the letter when the result is rendered, and the
result is pleasant to read as it is: an escape stands only where it changes something.
(CommonMark 0.31.2, chapters 2.4 and 2.5: escapes and character references; 6.2: what may
stand beside `**`. GitHub's: tables, `~~`, and addresses that become links by themselves.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from exports.document import Block, Boxed, Bullets, Document, Heading, Lines, Paragraph, Signing, Spans, Table, Weight

_MARKS = {Weight.PLAIN: "", Weight.STRONG: "**", Weight.EMPHASIS: "*"}
# What would mean something else inside a line.
_SPECIAL = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|\Z)"  # a backslash before punctuation
    r"|[`\[]"
    r"|(?<! )\*|\*(?! )"  # a star that does not stand off
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore that is not inside a word
    r"|<(?=\S)"
    r"|&(?=#|\w+;)"
)
_TILDE = re.compile("~")
# The sign after which GitHub makes an address a link, with all that follows up to a space, escapes and marks included.
_LINKS = re.compile(r"(?:(?<=http)|(?<=https)|(?<=ftp)):(?=//)|(?<=www)\.", re.IGNORECASE)
_SPACE = re.compile(r"[ \t]|\Z")
# What would begin a heading, a quotation, a list, a rule or an underline where it opens a line.
_LINE_STARTER = re.compile(r"#{1,6}(?=\s|$)|>|[-+](?=\s|$)|-[\s-]*$|=+\s*$")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_CLOSING_HASHES = re.compile(r"(?:(?<=\s)|^)#(?=#*$)")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def write_markdown(document: Document) -> str:
    """`document` as Markdown, ending in a newline."""
    return write_blocks(document.blocks) + "\n"


def escape(text: str) -> str:
    """`text` so that it renders as itself wherever it stands in a line."""
    return _line([(text, "")])


def opening(escaped: str) -> str:
    """An escaped line so that it opens nothing but a paragraph."""
    if numbered := _NUMBERED.match(escaped):
        return f"{numbered[1]}\\{escaped[numbered.end(1) :]}"
    return f"\\{escaped}" if _LINE_STARTER.match(escaped) else escaped


def write_blocks(blocks: Iterable[Block]) -> str:
    """`blocks` as Markdown, without a newline at the end."""
    return "\n\n".join(map(_block, blocks))


def _block(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"{'#' * level} " + _CLOSING_HASHES.sub(r"\\#", escape(text))
        case Paragraph(spans):
            return _opening(spans)
        case Bullets(items):
            marks = (f"{at}." if block.numbered else "-" for at in range(1, len(items) + 1))
            return "\n".join(f"{mark} {_opening(spans)}" for mark, spans in zip(marks, items, strict=True))
        case Lines(lines):
            return "\\\n".join(map(_opening, lines))
        case Boxed(paragraphs):
            return "\n>\n".join(f"> {_opening(spans)}" for spans in paragraphs)
        case Table(head, rows):
            return _table(head, rows)
        case Signing():
            return _table(block.offices, block.rows)


def _table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    lines = [[escape(cell).replace("|", "\\|") for cell in line] for line in (head, *rows)]
    widths = [min(60, max(3, *(len(line[column]) for line in lines))) for column in range(len(head))]
    drawn = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    ]
    drawn.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
    return "\n".join(drawn)


def _opening(spans: Spans) -> str:
    """The spans as one line that opens nothing but a paragraph."""
    return opening(_line(list(_pieces(spans))))


_Pieces = list[tuple[str, str]]


def _pieces(spans: Spans) -> Iterator[tuple[str, str]]:
    """Texts and their marks, plain ones in between: a mark does not work beside white space, so that is plain too."""
    plain = ""
    for span in spans:
        text, mark = span.text, _MARKS[span.weight]
        core = text.strip() if mark else ""
        if not core:
            plain += text
            continue
        start = text.index(core)
        yield plain + text[:start], ""
        yield core, mark
        plain = text[start + len(core) :]
    yield plain, ""


def _line(pieces: _Pieces) -> str:
    tildes = sum(text.count("~") for text, _mark in pieces) > 1
    last = len(pieces) - 1
    line = ""
    for at, (text, mark) in enumerate(pieces):
        if mark:
            line += mark + _inside(text, tildes=tildes, links=False) + mark
        else:
            line += _between_marks(text, first=at == 0, last=at == last, tildes=tildes)
    return line


def _between_marks(text: str, *, first: bool, last: bool, tildes: bool) -> str:
    """Plain text, with references for what would not survive at its ends.

    Renderers trim the ends of a line, and not all of them the same white space; and a mark
    does not work beside a letter where punctuation stands on its other side.
    """
    start = len(text) - len(text.lstrip()) if first else int(_clings(text[:1]))
    end = len(text.rstrip()) if last else len(text) - _clings(text[-1:])
    end = max(start, end)
    written = _inside(text[start:end], tildes=tildes, links=last)
    return "".join(map(_reference, text[:start])) + written + "".join(map(_reference, text[end:]))


def _clings(character: str) -> bool:
    return bool(character) and not character.isspace() and character not in _PUNCTUATION


def _reference(character: str) -> str:
    return f"&#{ord(character)};"


def _inside(text: str, *, tildes: bool, links: bool) -> str:
    """`text` with its escapes. An address with an escape in it, or a mark after it, may not become a link."""
    text = text.replace("\n", " ")
    places = {found.start() for found in _SPECIAL.finditer(text)}
    if tildes or "~" in (text[:1], text[-1:]):
        # One alone means nothing, except that GitHub looks past it at what stands beside a mark.
        places |= {found.start() for found in _TILDE.finditer(text)}
    for sign in _LINKS.finditer(text):
        end = _SPACE.search(text, sign.end())
        if not links or (end and places.intersection(range(sign.end(), end.start()))):
            places.add(sign.start())
    return "".join(f"\\{letter}" if at in places else letter for at, letter in enumerate(text))
