"""Removing pieces of post: their files and who they are of go for good; number, day, digests and handling stay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from store.archive.archive import Archive
from store.archive.privacy.names import Name, with_texts
from store.archive.privacy.places import Place, find
from store.dates import removed
from store.desk.desk import Desk
from store.desk.model import Party, Piece
from store.disk.atomic import writing
from store.errors import CannotDo
from store.i18n import _
from store.model import Act, Body
from store.record.ledger import LOG, Raw, Tables

_PERSONAL = ("party", "words", "theirs", "message_id")
REMOVE = "remove"
"""The verb of the act; it cannot be taken back."""


def remove(archive: Archive, body: Body, numbers: Sequence[str], at: datetime, on: date) -> list[Place]:
    """Removes the pieces with those numbers from the desk of `body`, and gives where their names still stand.

    The row of each keeps its number, days, subject without the name, how it was handled, and the digests of its files;
    a party that writes to nobody any more goes with it. The log, the version before, the index and the files of the
    pieces keep no word of it. On disk on return. Raises CannotDo where one is not there or was removed before, and
    MeetingLocked, ArchiveDamaged, CannotKeep, with nothing removed.
    """
    file = archive.desks.open(body.key)
    try:
        desk = file.kept
        pieces = [_found(desk, number) for number in numbers]
        names = _names(desk, pieces)
        parties = _parties_gone(desk, pieces)
        paths = [file.files.path(each) for piece in pieces for each in piece.files if each.copied]
        mark = removed(body.language)
        file.erase(lambda tables: (_without(tables, pieces, parties, names, mark, at, on), len(pieces)))
    except BaseException:
        file.leave()
        raise
    file.close()
    # The rows are gone: what a kill leaves now are files of which no row tells, which the doctor names.
    for path in paths:
        with writing(path):
            path.unlink(missing_ok=True)
            if path.parent.is_dir() and not any(path.parent.iterdir()):
                path.parent.rmdir()
    archive.forget_index()
    left: dict[tuple[str, str, str], Place] = {}
    for name in names:
        for place in find(archive, name):
            if not place.near:
                left.setdefault((place.kind, place.where, place.number or place.path), place)
    return [*left.values()]


def _found(desk: Desk, number: str) -> Piece:
    piece = desk.piece(number)
    if piece is None:
        raise CannotDo(_("There is no piece “{name}” here.").format(name=number))
    if piece.removed:
        raise CannotDo(_("{number} was removed already.").format(number=piece.number))
    return piece


def _names(desk: Desk, pieces: Sequence[Piece]) -> list[Name]:
    found = []
    for piece in pieces:
        party = desk.parties.get(piece.party) if piece.party is not None else None
        if party is not None and party.private:
            found.append(Name(party.name, (*party.email, party.address)))
        elif piece.words:
            found.append(Name(piece.words))
    return found


def _parties_gone(desk: Desk, pieces: Sequence[Piece]) -> list[Party]:
    """The private parties of which no other piece tells."""
    gone = {piece.id for piece in pieces}
    told = {piece.party for piece in desk.pieces.values() if piece.id not in gone}
    of_these = {piece.party for piece in pieces}
    return [each for each in desk.parties.values() if each.private and each.id in of_these and each.id not in told]


def _without(
    tables: Tables,
    pieces: Sequence[Piece],
    parties: Sequence[Party],
    names: Sequence[Name],
    mark: str,
    at: datetime,
    on: date,
) -> Tables:
    made: Tables = {table: dict(rows) for table, rows in tables.items()}
    ids = {piece.id for piece in pieces}
    gone = {party.id for party in parties}
    rows = {("pieces", id) for id in ids} | {("parties", id) for id in gone}
    made["parties"] = {id: raw for id, raw in made.get("parties", {}).items() if id not in gone}
    made["pieces"] = {id: _bare(raw, on) if id in ids else raw for id, raw in made.get("pieces", {}).items()}
    made[LOG] = {number: _act_without(raw, rows, mark) for number, raw in made.get(LOG, {}).items()}

    def change(text: str) -> str:
        for name in names:
            text = name.taken_out(text, mark)
        return text

    # The whole desk where nobody else is called so; else the rows of the pieces alone.
    if parties or all(piece.party is None for piece in pieces):
        made = {table: {id: with_texts(raw, change) for id, raw in each.items()} for table, each in made.items()}
    else:
        made["pieces"] = {id: with_texts(raw, change) if id in ids else raw for id, raw in made["pieces"].items()}
    number = max(made[LOG], default=0) + 1
    line = " ".join(piece.number for piece in pieces)
    made[LOG][number] = _act(number, line, at)
    return made


def _act(number: int, line: str, at: datetime) -> Raw:
    import msgspec

    act: Raw = msgspec.to_builtins(Act(number=number, at=at, verb=REMOVE, line=line, changes=()))
    return act


def _bare(raw: Raw, on: date) -> Raw:
    """The row of a piece without what is personal in it; the digests of its files stay."""
    kept: dict[str, Any] = {key: value for key, value in raw.items() if key not in (*_PERSONAL, "files")}
    kept["digests"] = [each["sha256"] for each in raw.get("files", ()) if isinstance(each, dict) and "sha256" in each]
    kept["removed"] = on.isoformat()
    if isinstance(kept.get("handling"), dict):
        kept["handling"] = {key: value for key, value in kept["handling"].items() if key != "words"}
    return kept


def _act_without(act: Raw, rows: set[tuple[str, int]], mark: str) -> Raw:
    kept = [change for change in act["changes"] if (change["table"], change["id"]) not in rows]
    if len(kept) == len(act["changes"]):
        return act
    return {**act, "line": mark, "changes": kept}
