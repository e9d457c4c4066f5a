"""Text as people type and paste it, made safe to keep and to show.

What people type is data everywhere. This is the one door: what comes through it holds
no control characters, no escape sequences, no direction overrides and no broken
surrogates, and is otherwise what was typed, to the letter.
"""

from __future__ import annotations

import re
import unicodedata

# An escape sequence as a terminal sends or obeys it (ECMA-48 5.4 CSI and 5.6 OSC, DCS, APC, PM, SOS).
_SEQUENCE = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"
    # What it holds has no other opening, so that a million of them take no hour; and it is one line, so that a
    # lone C1 control in badly decoded text cannot take all that follows with it.
    "|(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\n\r\x07\x1b\x90\x98\x9c-\x9f]*(?:\x07|\x1b\\\\|\x9c)"
    "|\x1b[ -/]*[0-~]"
)
# C0 and C1 controls, the byte order mark, and the marks that turn text around (UAX #9: LRE to RLO, LRI to PDI).
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]")
_NEWLINES = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
# The same in UTF-8, and what there is in JSON beside it.
_NOT_CLEAN = re.compile(
    b"\x7f|\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]|\xef(?:\xbb\xbf|\xbf[\xb9-\xbb])"
)
# How JSON writes controls without the letters themselves (RFC 8259, 7); `\n` and `\t` stay.
_ESCAPED = re.compile(rb"\\[bfru]")
_PLAIN = bytes(range(0x7F))
_SURROGATE = re.compile("[\ud800-\udfff]")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])")


def clean(text: str) -> str:
    """One line of text: newlines and tabs become spaces, ends are trimmed."""
    return " ".join(clean_lines(text).replace("\t", " ").splitlines()).strip()


def clean_lines(text: str) -> str:
    r"""Text that may have several lines, each ended by `\n`; tabs are kept."""
    if text.isascii() and text.isprintable():
        return text
    text = _NEWLINES.sub("\n", _SEQUENCE.sub("", text))
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", _CONTROL.sub("", text))


def is_clean(content: bytes) -> bool:
    """Whether the strings in `content`, which is JSON, hold nothing that `clean_lines` would take out or change.

    Only what is written as plain as notulist writes it is known to be; all else is `clean_all`'s.
    """
    return not _ESCAPED.search(content) and not _NOT_CLEAN.search(content.translate(None, _PLAIN))


def clean_all(value: object) -> object:
    """`value`, decoded from JSON, with every string in it as `clean_lines` leaves it; names of fields as they are."""
    match value:
        case str():
            return clean_lines(value)
        case list():
            return [clean_all(each) for each in value]
        case dict():
            return {name: clean_all(each) for name, each in value.items()}
    return value


def decode(content: bytes) -> str:
    """The text of a file: UTF-8, or, where it is not that, what Windows writes in Western Europe (cp1252)."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


LINE_END = "↵"
"""The end of a line of a longer text, in the one line in which it is typed."""


def in_lines(text: str) -> str:
    r"""Typed text with a `\n` for each `LINE_END` that stands in it; empty lines are left out."""
    if LINE_END not in text:
        return text
    return "\n".join(part.strip() for part in text.split(LINE_END) if part.strip())


def one_line(text: str) -> str:
    """Text of several lines as one, for rows and lists."""
    return " ".join(text.split("\n"))


LONGEST_LINE = 4_000
"""So many characters of a line are read for what they mean; a longer one is only text."""

# Letters that Unicode does not take apart into a base letter and an accent.
_BASE_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ĳ": "ij"}
    | dict.fromkeys("‘’‚‛′`´", "'")
    | dict.fromkeys("“”„‟″", '"')
    | dict.fromkeys("‐‑‒–—−", "-")
)
_BASE = re.compile(f"[{re.escape(''.join(map(chr, _BASE_LETTERS)))}]")
# The combining marks of European languages; all others are looked up one by one.
_ACCENTS = re.compile("[\u0300-\u034e\u0350-\u036f]+")


def fold(text: str) -> str:
    """`text` as it is compared: no case, no accents, plain quotes and hyphens."""
    if text.isascii():
        return text.lower()
    lower = text.lower()
    if _BASE.search(lower):
        lower = lower.translate(_BASE_LETTERS)
    apart = _ACCENTS.sub("", unicodedata.normalize("NFKD", lower))
    return apart if apart.isascii() else "".join(c for c in apart if not unicodedata.combining(c))


def slug(text: str, longest: int = 40) -> str:
    """`text` as part of a file name that every system takes: `a-z`, `0-9` and single hyphens.

    At most `longest` characters, never empty (`untitled`), never a name that Windows keeps
    for itself (`con` becomes `con-x`).
    """
    name = re.sub("[^a-z0-9]+", "-", fold(text)).strip("-")[:longest].strip("-")
    if _RESERVED.fullmatch(name):
        name = (name + "-x")[:longest].rstrip("-") if longest > len(name) + 1 else "x" * longest
    return name or "untitled"[:longest]
