"""A letter as the bytes of a file: checked for leaks, on the paper of the house, in the format that is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from exports.confidentiality.leak_check import refuse_leaks, texts_of
from exports.document import Document
from exports.formats.file_warnings import Warn, warn_nobody
from exports.formats.images import read_logo
from exports.formats.markdown import write_markdown
from exports.formats.registry import Format, require, write
from exports.letters.drafted import Drafted
from exports.letters.page import address_of, body_of, page, references_of, values_of
from store.errors import CannotDo, NotulistError
from store.i18n import _
from store.paths import fonts_folder

FORMATS = (Format.DOCX, Format.PDF, Format.MARKDOWN, Format.TEXT, Format.HTML)
"""The formats in which a letter can be written."""


def file_name(letter: Drafted, format: Format) -> str:
    """What the file of a letter is called: `U-2027-005.docx`; its subject would tell what it is about."""
    from store.disk.post_files import safe_name

    return f"{safe_name(letter.gathered.letter.number)}.{format.value}"


def written(
    letter: Drafted, format: Format, folder: Path, allowed: Iterable[str] = (), tell: Warn = warn_nobody, name: str = ""
) -> bytes:
    """The bytes of the file of `letter`; logo and paper of the house are looked for in `folder`, that of the archive.

    Raises LeakFound where it would tell what is confidential; NotulistError where a format is none for letters, or a
    package, the logo or the paper is missing. Nothing is written then.
    """
    if format not in FORMATS:
        known = ", ".join(each.value for each in FORMATS)
        raise CannotDo(_("A letter is written as {formats}.").format(formats=known))
    require(format)
    gathered = letter.gathered
    document = page(letter)
    texts = texts_of(document, name or file_name(letter, format))
    refuse_leaks(list(gathered.records), gathered.audience, texts, allowed)
    logo = read_logo(gathered.body.house, folder)
    document = replace(document, letterhead=replace(document.letterhead, logo=logo))
    if format is Format.DOCX:
        return _docx(letter, document, folder)
    fonts = fonts_folder()
    return write(document, format, [fonts] if fonts.is_dir() else [], tell)


def text_of_letter(letter: Drafted) -> str:
    """What a letter says, as Markdown: by this it is fixed when it is sent."""
    return write_markdown(page(letter))


def _docx(letter: Drafted, document: Document, folder: Path) -> bytes:
    from exports.formats.letter_docx import LetterParts, write_letter

    gathered = letter.gathered
    parts = LetterParts(
        address=tuple(address_of(letter)),
        references=tuple(references_of(letter)),
        values=values_of(letter),
        subject=letter.subject,
        body=tuple(body_of(letter)),
    )
    return write_letter(document, parts, _paper(gathered.body.desk.letterhead, folder))


def _paper(name: str, folder: Path) -> bytes:
    """The Word file of the house; nothing where none is set. Raises NotulistError where it cannot be read."""
    if not name:
        return b""
    path = Path(name).expanduser()
    path = path if path.is_absolute() else folder / path
    try:
        return path.read_bytes()
    except OSError as error:
        words = _("The paper of the house {file} cannot be read: {reason}. Nothing was written.")
        raise NotulistError(words.format(file=path, reason=error.strerror or error)) from error
