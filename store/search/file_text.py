"""The words of a file that was kept with a piece of post: of a mail and what is attached to it, of a PDF, of text.

A PDF is read where the package for it is installed (`pypdf`, in the extra `documents`). What cannot be read has no
words; that costs nobody the piece. Nothing in a file is opened, run, or fetched.
"""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from store.mail_file import is_mail, read_mail
from store.text import clean_lines

VERSION = 1
"""Of what is read of a file; texts that were read by another version are read anew."""
_MOST_BYTES = 60_000_000
_MOST_LETTERS = 400_000
_MOST_PAGES = 400
_SECONDS = 5.0
_TEXT = (".txt", ".md", ".csv")


def words_of(path: Path) -> str:
    """All words of the file at `path`, at most so many as anybody looks for; "" where there are none that can be read.

    Raises OSError where the file cannot be read.
    """
    if path.stat().st_size > _MOST_BYTES:
        return ""
    if is_mail(path):
        mail = read_mail(path)
        if mail is None:
            return ""
        parts = [mail.text]
        for attached in mail.attachments:
            parts += [attached.name, _in_content(attached.name, attached.content)]
        return _cut("\n".join(filter(None, parts)))
    return _cut(_in_content(path.name, path.read_bytes()))


def _in_content(name: str, content: bytes) -> str:
    if name.lower().endswith(".pdf") or content.startswith(b"%PDF-"):
        return "\n".join(_pages(content))
    if name.lower().endswith(_TEXT):
        return content.decode("utf-8", "replace")
    return ""


@cache
def reads_pdf() -> bool:
    """Whether the package that reads a PDF is installed."""
    import importlib.util

    return importlib.util.find_spec("pypdf") is not None


def _pages(content: bytes) -> Iterator[str]:
    if not reads_pdf() or not content:
        return
    import pypdf

    began, letters = time.monotonic(), 0
    try:
        for page in pypdf.PdfReader(io.BytesIO(content)).pages[:_MOST_PAGES]:
            text = page.extract_text()
            yield text
            letters += len(text)
            if letters > _MOST_LETTERS or time.monotonic() - began > _SECONDS:
                return
    except Exception:
        # Of a file that is damaged, pypdf raises whatever it meets. What was read is found; the rest by its name alone.
        return


def _cut(text: str) -> str:
    return clean_lines(text[:_MOST_LETTERS])
