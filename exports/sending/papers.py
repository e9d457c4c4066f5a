"""The papers of a meeting, each behind its item: files of pieces of post, and files that an agenda links to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from msgspec.structs import replace

from exports.confidentiality.post import seen
from exports.redacted import ClosedItem, Redacted
from store.archive.archive import Archive
from store.archive.desk.post_in_meetings import held
from store.desk.desk import Desk
from store.desk.model import KeptFile, Piece
from store.desk.standing import NOTHING_HELD, Held, counting
from store.errors import NotulistError
from store.i18n import documents
from store.mail_file import is_mail, read_mail
from store.meeting.post import post_item
from store.model import AgendaItem, Body, Document, Effect, Withheld
from store.text import clean, fold

MOST_BYTES = 200 * 1024 * 1024
"""A paper that is larger goes by itself."""
_LIST = re.compile(r"(?:de )?(?:postlijst|lijst van (?:de )?(?:post|ingekomen.*)|post list|list of post)")
_NUMBER = re.compile(r"[^\W\d_]{1,4}[-–]\d{2,4}[-–/.]\d{1,5}")


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """A paper: the number and title of its item, its own label (`6a`) and title, its file's name, and what it holds.

    `number` is that of the piece of post that it is. `lacks` says why there is nothing of it.
    """

    item: str
    heading: str
    label: str
    title: str
    name: str
    content: bytes = b""
    number: str = ""
    lacks: str = ""

    @property
    def called(self) -> str:
        """`6a aanvraag`."""
        return f"{self.label} {self.title}".strip()


def papers_of(archive: Archive, body: Body, record: Redacted, list_of_post: Callable[[], bytes]) -> list[Paper]:
    """The papers of the items that the readers of `record` may read, in the order of the agenda.

    Of a confidential item that they may not read there are none, and no piece of post that they may not read is one.
    `list_of_post` makes the list of post of the meeting for these readers, a PDF: it is a paper of the item of post.
    """
    desk = archive.read_desk(body.key)
    told = held(archive.index, body) if desk.pieces else NOTHING_HELD
    own = post_item(record) if desk.pieces and Withheld.DOCUMENTS not in record.withheld else None
    found: list[Paper] = []
    for item in record.agenda():
        if isinstance(item, ClosedItem):
            continue
        named = [*item.documents, *_handled_with(desk, record, item, told)]
        lists = [each for each in named if _is_list(each)]
        if own is not None and own.id == item.id and not lists:
            named.insert(0, Document(title=documents(body.language).gettext("list of post")))
        for at, document in enumerate(named):
            label = document.label or f"{item.number}{chr(ord('a') + at % 26)}"
            if _is_list(document) and desk.pieces:
                name = f"{clean(document.title)}.pdf"
                about = Paper(item=item.number, heading=item.title, label=label, title=document.title, name=name)
                found.append(replace(about, content=list_of_post()))
            else:
                found += _papers(archive, body, desk, record, item, label, document)
    return found


def _is_list(document: Document) -> bool:
    return not document.link and _LIST.fullmatch(fold(document.title).strip()) is not None


def _handled_with(desk: Desk, record: Redacted, item: AgendaItem, told: Held) -> Iterator[Document]:
    """The pieces of post of which was said that they go with that item, and that are no document of it yet."""
    if Withheld.DOCUMENTS in record.withheld:
        return
    there = {number.upper() for each in item.documents for number in _NUMBER.findall(each.title)}
    for piece in desk.pieces.values():
        how = counting(piece, told)
        if how is None or how.effect is not Effect.WITH_ITEM or how.item != item.number or piece.dropped:
            continue
        if how.meeting[:10] == record.meeting.date.isoformat() and piece.number.upper() not in there:
            yield Document(title=f"{piece.number} {piece.subject}")


def files_of(archive: Archive, body: Body, desk: Desk, piece: Piece) -> Iterator[Paper]:
    """The files of a piece of post as papers, called by its number and subject."""
    about = Paper(item="", heading="", label=piece.number, title=piece.subject, name="", number=piece.number)
    for file in piece.files:
        for name, content, lacks in _contents(archive, desk, file, body):
            yield replace(about, name=name, content=content, lacks=lacks)


def _papers(
    archive: Archive, body: Body, desk: Desk, record: Redacted, item: AgendaItem, label: str, document: Document
) -> Iterator[Paper]:
    about = Paper(item=item.number, heading=item.title, label=label, title="", name="")
    piece = _piece(desk, f"{document.title} {document.link}")
    if piece is not None:
        (told,) = seen(desk, body, [piece], record.audience)
        if told.is_closed:
            return
        title = _NUMBER.sub("", document.title, count=1).strip(" –-") or piece.subject
        files = [part for file in piece.files for part in _contents(archive, desk, file, body)]
        for name, content, lacks in files or [("", b"", "no file")]:
            yield replace(about, title=title, name=name, content=content, number=piece.number, lacks=lacks)
        return
    if path := _path(archive, document):
        name, content, lacks = _read(path, clean(path.name))
        yield replace(about, title=document.title or name, name=name, content=content, lacks=lacks)
    else:
        yield replace(about, title=document.title, lacks="no file")


def _piece(desk: Desk, words: str) -> Piece | None:
    for number in _NUMBER.findall(words):
        piece = desk.piece(number)
        if piece is not None and not piece.dropped:
            return piece
    return None


def _contents(archive: Archive, desk: Desk, file: KeptFile, body: Body) -> Iterator[tuple[str, bytes, str]]:
    """The name and content of a file of a piece; of a mail, of each of its attachments."""
    path = archive.desks.files(body.key).path(file)
    if is_mail(path):
        try:
            mail = read_mail(path)
            attached = mail.attachments if mail else ()
        except (NotulistError, OSError):
            attached = ()
        if attached:
            yield from ((clean(each.name), each.content, "") for each in attached)
            return
    yield _read(path, file.name)


def _path(archive: Archive, document: Document) -> Path | None:
    """The file that a document of the agenda links to; None where it links to none that is there."""
    link = document.link.removeprefix("file://")
    if not link or "://" in link:
        return None
    path = Path(link).expanduser()
    path = path if path.is_absolute() else archive.folder / path
    return path if path.is_file() and not path.is_symlink() else None


def _read(path: Path, name: str) -> tuple[str, bytes, str]:
    try:
        if path.stat().st_size > MOST_BYTES:
            return name, b"", "too large"
        return name, path.read_bytes(), ""
    except OSError:
        return name, b"", "unreadable"
