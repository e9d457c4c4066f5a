"""The dossier of a request: a folder with all its pieces in order, and an index of what was done, for who takes over.

    dossier/
      README.md                         steps, terms, conditions, and which piece is which file
      01-I-2027-003-aanvraag.eml

Everything is in it, also what is confidential: it is for the body itself and its lawyer.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from exports.content.request import told
from exports.document import Block, Bullets, Document, Heading, Paragraph, Table, emphasis, plain
from exports.formats.markdown import write_markdown
from store.archive.archive import Archive
from store.archive.requests.requests import Found
from store.dates import short_date
from store.desk.model import Piece
from store.desk.post import named
from store.desk.requests.wording import kind, status, term_line
from store.disk.atomic import make_folder, must_be_empty, write_new
from store.disk.post_files import safe_name
from store.disk.unfinished import noted
from store.i18n import documents
from store.paths import read_plain


def write_dossier(archive: Archive, found: Found, folder: Path) -> list[str]:
    """Writes the dossier of a request to `folder`, all of it at once; gives the files that are no longer there.

    Raises WontOverwrite where something is in `folder` already, CannotKeep where the disk refuses.
    """
    must_be_empty(folder)
    desk = archive.read_desk(found.body.key)
    files, missing, rows = archive.desks.files(found.body.key), [], []
    pieces = [each for each in desk.pieces.values() if each.request == found.state.request.id and not each.dropped]
    new = folder.with_name(f".{folder.name}.{os.getpid()}.tmp")
    with noted(new):
        make_folder(new)
        try:
            for at, piece in enumerate(sorted(pieces, key=lambda each: (each.day, each.id)), 1):
                names = []
                for file in piece.files:
                    name = safe_name(f"{at:02}-{piece.number}-{file.name}")
                    path = files.path(file)
                    if not path.is_file():
                        missing.append(file.path)
                        continue
                    write_new(new / name, read_plain(path))
                    names.append(name)
                rows.append(_row(piece, named(desk, piece), names, found.body.language))
            write_new(new / "README.md", write_markdown(_index(found, rows)).encode())
            if folder.is_dir():
                folder.rmdir()
            new.replace(folder)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    return missing


def _row(piece: Piece, party: str, names: list[str], language: str) -> tuple[str, ...]:
    return piece.number, short_date(piece.day, language), party, piece.subject, ", ".join(names)


def _index(found: Found, rows: list[tuple[str, ...]]) -> Document:
    language = found.body.language
    _ = documents(language).gettext
    lines = told(found.state, language)
    blocks: list[Block] = [
        Heading(1, lines[0].strip()),
        Bullets(tuple((plain(line.strip()),) for line in lines[1:])),
        Heading(2, _("Pieces")),
    ]
    head = (_("Number"), _("Received or sent"), _("Party"), _("Subject"), _("File"))
    blocks.append(Table(head, tuple(rows)) if rows else Paragraph((emphasis(_("None.")),)))
    return Document(language, tuple(blocks))


def requests_table(found: Iterable[Found], language: str, today: date) -> Document:
    """The requests as a table, in the order given; the term that is to be done first with each."""
    _ = documents(language).gettext
    rows = []
    for each in found:
        terms = each.state.open_terms
        rows.append(
            (
                each.reference,
                each.body.key,
                kind(each.state, language),
                each.state.request.title,
                status(each.state, language),
                term_line(terms[0], language) if terms else "",
                terms[0].day.isoformat() if terms else "",
            )
        )
    head = (
        *(_("Number"), _("Body"), _("Kind"), _("Subject"), _("Status")),
        *(_("Term"), _("Day")),
    )
    title = _("Requests, {date}").format(date=short_date(today, language))
    return Document(language, (Heading(1, title), Table(head, tuple(rows))))
