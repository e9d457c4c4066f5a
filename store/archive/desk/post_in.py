"""Post that comes to a desk: a line and paths are looked at, then kept, the files first and the row with them."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from store.archive.desk.open_desk import OpenDesk
from store.desk.desk import Desk, year_of
from store.desk.model import KeptFile, Piece
from store.desk.registering import Arrived, Planned, find_body, find_party, plan, register
from store.desk.requests.post_steps import typed_step
from store.disk.post_files import Told, digest_of
from store.errors import CannotDo, CannotKeep, reason
from store.i18n import _
from store.language.day_phrases import Calendar
from store.language.people import People
from store.language.post.codes import spelled
from store.language.post.line import PostContext, PostLine, read_post_line
from store.mail_file import is_mail, read_mail
from store.model import Body
from store.paths import open_plain
from store.procedures.model import Procedure
from store.text import clean


def context(
    desk: Desk, body: Body, bodies: Sequence[Body], today: date, own: tuple[Procedure, ...] = ()
) -> PostContext:
    """What a line of registration is read against at that desk; `own` are the procedures of the body's own."""
    return PostContext(
        calendar=Calendar(on=today),
        people=People(body.people),
        codes=tuple(spelled(body.desk, body.language)),
        is_party=lambda words: find_party(desk, words) is not None or find_body(bodies, words) is not None,
        has_piece=lambda words: desk.piece(words) is not None,
        has_request=lambda words: desk.request(words) is not None,
        step=lambda name, words: typed_step(desk, own, name, words),
        is_file=_is_there,
    )


def _is_there(path: str) -> bool:
    try:
        return Path(path).expanduser().is_file()
    except (OSError, ValueError, RuntimeError):
        return False


class PostIn:
    """Registers post at a desk that is open. `bodies` are all bodies, `now` the instant, `today` the day that counts.

    What a file holds is looked at once, however often its line is typed on.
    """

    def __init__(self, open_desk: OpenDesk, bodies: Sequence[Body]) -> None:
        self._open = open_desk
        self._bodies = bodies
        self._looked_at: dict[tuple[str, int, int], Arrived] = {}

    def planned(self, typed: str, paths: Iterable[str], today: date, now: datetime) -> Planned:
        """What `typed` and the files at `paths` would become; a file that cannot be taken in is in its `wrong`."""
        desk, body = self._open.desk, self._open.body
        line = read_post_line(typed, context(desk, body, self._bodies, today, self._open.own))
        all_paths = [*line.paths, *paths]
        arrived, wrong = self._arrived(all_paths)
        made = plan(desk, body, self._bodies, line, arrived, today, now, self._open.own)
        return _with(made, all_paths, wrong)

    def keep(self, planned: Planned, now: datetime, told: Told = lambda done, of: None) -> Piece:
        """Copies the files of `planned` and keeps the piece, as one act. It is on disk when the writer says so.

        Raises CannotDo where something is wrong with it, and CannotKeep where the disk refuses; then nothing is kept.
        """
        if planned.wrong:
            raise CannotDo(" ".join(planned.wrong))
        body, sources = self._open.body, [Path(path).expanduser() for path in planned.line.paths]
        files: tuple[KeptFile, ...] = ()
        with _one_line():
            if body.desk.copies:
                files = self._open.files.copy(sources, planned.piece.number, year_of(planned.piece), told)
            else:
                files = tuple(self._open.files.left_outside(source) for source in sources)
        files = tuple(_with_attachments(file, self._open.files.path(file)) for file in files)
        made: list[Piece] = []

        def put(desk: Desk) -> None:
            made.append(register(desk, planned, files))

        try:
            self._open.do("register", planned.line.typed, now, put)
        except BaseException:
            self._open.files.forget(file.path for file in files if file.copied)
            raise
        return made[0]

    def _arrived(self, paths: Iterable[str]) -> tuple[list[Arrived], list[str]]:
        arrived, wrong = [], []
        for path in paths:
            try:
                arrived.append(self._look_at(Path(path).expanduser()))
            except CannotDo as error:
                wrong.append(str(error))
            except (OSError, RuntimeError) as error:
                words = _("{file} cannot be read: {reason}")
                wrong.append(words.format(file=clean(path), reason=reason(error)))
        return arrived, wrong

    def _look_at(self, path: Path) -> Arrived:
        try:
            about = path.stat()
            known = str(path), about.st_size, about.st_mtime_ns
        except (OSError, ValueError):
            known = str(path), -1, -1
        if known not in self._looked_at:
            digest = digest_of(path)
            mail = read_mail(path) if is_mail(path) else None
            self._looked_at[known] = Arrived(name=clean(path.name), sha256=digest, mail=mail)
        return self._looked_at[known]


@contextlib.contextmanager
def _one_line() -> Iterator[None]:
    """Makes of what the disk refuses one line."""
    try:
        yield
    except OSError as error:
        raise CannotKeep(
            _("The file cannot be kept: {reason}. Nothing was kept.").format(reason=reason(error))
        ) from error


def _with(planned: Planned, paths: list[str], wrong: list[str]) -> Planned:
    from msgspec.structs import replace

    line: PostLine = replace(planned.line, paths=tuple(paths))
    # What cannot be read is told first, and alone: what would lack without it is no news.
    return replace(planned, line=line, wrong=tuple(wrong) or planned.wrong)


def _with_attachments(file: KeptFile, path: Path) -> KeptFile:
    from msgspec.structs import replace

    mail = read_mail(path) if is_mail(path) else None
    return replace(file, attachments=tuple(each.name for each in mail.attachments)) if mail else file


def add_files(open_desk: OpenDesk, piece: Piece, paths: Iterable[str], now: datetime) -> Piece:
    """Adds files to a piece that is there, as one act. Raises as `PostIn.keep` does."""
    from store.desk import post

    sources = [Path(path).expanduser() for path in paths]
    with _one_line():
        files = open_desk.files.copy(sources, piece.number, year_of(piece))
    files = tuple(_with_attachments(file, open_desk.files.path(file)) for file in files)
    try:
        open_desk.do("file", piece.number, now, lambda desk: post.add_files(desk, piece, files))
    except BaseException:
        open_desk.files.forget(file.path for file in files)
        raise
    return open_desk.desk.pieces[piece.id]


def digests_that_differ(
    open_files: Callable[[KeptFile], Path], pieces: Iterable[Piece]
) -> list[tuple[Piece, KeptFile, str]]:
    """Which files of pieces are not what their row says: `missing`, `changed` or `unreadable`."""
    found = []
    for piece in pieces:
        for file in piece.files:
            path = open_files(file)
            try:
                same = _sha256(path) == file.sha256
            except FileNotFoundError:
                found.append((piece, file, "missing"))
            except OSError:
                found.append((piece, file, "unreadable"))
            else:
                if not same:
                    found.append((piece, file, "changed"))
    return found


def _sha256(path: Path) -> str:
    with open_plain(path) as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
