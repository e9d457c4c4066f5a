"""The text of a file of text, in the encodings that Windows, Excel and mail programs write."""

from __future__ import annotations

import re

from exports.sources.source import LONGEST
from store.errors import BadAgenda
from store.i18n import _
from store.text import decode

_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def text_of(content: bytes, name: str) -> str:
    """The text that `content` is. Raises BadAgenda where it is none, or larger than an agenda can be."""
    if len(content) > 2 * LONGEST:
        raise _too_large(name)
    for mark, encoding in _BOMS.items():
        if content.startswith(mark):
            text = content[len(mark) :].decode(encoding, errors="replace")
            break
    else:
        text = content.decode(_without_mark(content)) if _without_mark(content) else decode(content)
    if len(text) > LONGEST:
        raise _too_large(name)
    if len(_CONTROL.findall(text)) * 50 > len(text) or "\x00" in text:
        raise BadAgenda(
            _("{file} is not text. Nothing was stored: save it as Word, as text or as Markdown first.").format(
                file=name
            )
        )
    return text


def _without_mark(content: bytes) -> str:
    """UTF-16 that does not say so: every other byte of the first letters is nothing."""
    first = content[:200]
    if len(first) < 4 or len(content) % 2 or content.startswith(tuple(_BOMS)):
        return ""
    for encoding, start in (("utf-16-le", 1), ("utf-16-be", 0)):
        if set(first[start::2]) == {0} and 0 not in first[1 - start :: 2]:
            return encoding
    return ""


def _too_large(name: str) -> BadAgenda:
    words = _("{file} is too large for an agenda (over {size} MB). Nothing was stored.")
    return BadAgenda(words.format(file=name, size=LONGEST // 1_000_000))
