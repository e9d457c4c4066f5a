"""Making a former member nameless in everything a body kept: decisions and numbers stay, who it was does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import msgspec
from msgspec.structs import replace

from store.archive.archive import Archive
from store.archive.privacy.names import Name, with_texts
from store.archive.privacy.places import Place, find
from store.disk.atomic import write_whole, writing
from store.disk.drafts import OF_A_MEETING
from store.errors import CannotDo
from store.i18n import _
from store.model import Anonymised, Body, Person
from store.paths import read_plain
from store.record.ledger import LOG, Raw, Tables
from store.record.record import Record
from store.record.seal import seal
from store.text import fold


def anonymise(
    archive: Archive, body: Body, handle: str, called: str, at: datetime, *, approved: bool
) -> tuple[int, list[Place]]:
    """Puts `called` (`een lid`) in the place of the person with that handle, in every meeting and the desk of `body`.

    The handle becomes one of nobody (`L1`). Approved minutes are changed only where `approved` says so; their digests
    before and after are kept as a mark, by which the doctor knows it. Gives in how many meetings, and where the name
    still stands. Raises CannotDo where nobody has the handle or, with nothing changed, minutes are approved and that
    was not allowed; MeetingLocked, ArchiveDamaged, CannotKeep.
    """
    person = _person(archive, body, handle)
    there = archive.keys()
    keys = [key for key in there if _is_in(archive.read(key), body, person)]
    sealed = [key for key in keys if archive.read(key).meeting.approval]
    if sealed and not approved:
        words = _("The minutes of {meetings} are approved. Say --approved to change them, with a mark.")
        raise CannotDo(words.format(meetings=", ".join(sealed)))
    name, other = Name(person.name, person.email_addresses), _free_handle(archive, keys, body)
    files = [(archive.meetings.open(key)) for key in keys]
    done = False
    try:
        for file in files:
            change = _changer(name, person.handle, other, called)
            file.erase(lambda tables, change=change: (_of_meeting(tables, change, at), 1))  # type: ignore[misc]
        done = True
    finally:
        for file in files:
            if done:
                file.close()
            else:
                file.leave()
    _of_register(archive, body, person)
    _of_desk(archive, body, _changer(name, person.handle, other, called))
    for key in keys:
        for of in OF_A_MEETING:
            draft = archive.draft(key + of)
            try:
                if name.stands_in(draft.read()):
                    draft.keep("")
            finally:
                draft.close()
    archive.forget_index()
    return len(keys), [place for place in find(archive, name) if not place.near]


class _Somebody(msgspec.Struct, frozen=True):
    handle: str
    name: str
    email_addresses: tuple[str, ...] = ()


def _person(archive: Archive, body: Body, handle: str) -> _Somebody:
    wanted = fold(handle).strip()
    for who in body.people:
        if fold(who.handle) == wanted:
            return _Somebody(who.handle, who.name, _addresses(who))
    there = archive.keys()
    for key in there:
        record = archive.read(key)
        if record.meeting.body.key == body.key:
            for each in record.attendance.values():
                if fold(each.handle) == wanted:
                    return _Somebody(each.handle, each.name)
    raise CannotDo(_("Nobody of {body} has the handle {handle}.").format(body=body.key, handle=handle))


def _addresses(who: Person) -> tuple[str, ...]:
    email = getattr(who, "email", "")
    return (email,) if isinstance(email, str) and email else ()


def _is_in(record: Record, body: Body, person: _Somebody) -> bool:
    return record.meeting.body.key == body.key and (
        any(each.handle == person.handle for each in record.attendance.values())
        or any(each.handle == person.handle for each in record.meeting.body.people)
    )


def _free_handle(archive: Archive, keys: list[str], body: Body) -> str:
    """A handle that nobody has in any of these meetings, nor in the body."""
    taken = {fold(who.handle) for who in body.people}
    for key in keys:
        taken |= {fold(each.handle) for each in archive.read(key).attendance.values()}
    return next(each for number in range(1, 1000) if fold(each := f"L{number}") not in taken)


def _changer(name: Name, handle: str, other: str, called: str) -> Callable[[str], str]:
    word = re.compile(rf"(?<![\w-]){re.escape(handle)}(?![\w-])")

    def change(text: str) -> str:
        if text == handle:
            return other
        return word.sub(other, name.taken_out(text, called))

    return change


def _of_meeting(tables: Tables, change: Callable[[str], str], at: datetime) -> Tables:
    approval = next((raw.get("approval") for raw in tables.get("meeting", {}).values()), None)
    before = approval.get("digest", "") if isinstance(approval, dict) else ""
    made: Tables = {table: {id: with_texts(raw, change) for id, raw in rows.items()} for table, rows in tables.items()}
    # What was typed has the handle in small letters too.
    made[LOG] = {number: raw | {"line": _typed(raw, change)} for number, raw in made.get(LOG, {}).items()}
    if isinstance(approval, dict):
        digest, rows_of = seal(Record.read({table: dict(rows) for table, rows in made.items()}))
        mark = msgspec.to_builtins(Anonymised(at=at, before=before, after=digest))
        for raw in (*made["meeting"].values(), *_meetings_in(made[LOG])):
            # The log tells of the approval too, and has to tell what the row does.
            kept = raw.get("approval")
            if isinstance(kept, dict) and kept.get("digest") == before:
                kept |= {"digest": digest, "rows": msgspec.to_builtins(rows_of)}
                kept["anonymised"] = [*kept.get("anonymised", ()), mark]
    return made


def _meetings_in(log: dict[int, Raw]) -> Iterator[Raw]:
    """The versions of the row of the meeting in the acts of a log."""
    for act in log.values():
        for change in act["changes"]:
            if change["table"] == "meeting":
                yield from (row for row in (change.get("before"), change.get("after")) if row)


def _typed(raw: Raw, change: Callable[[str], str]) -> str:
    """What was typed in an act, with each word in capitals and in small letters as `change` makes it."""

    def word(match: re.Match[str]) -> str:
        upper = match[0].upper()
        return change(upper).lower() if change(upper) != upper else match[0]

    return re.sub(r"[^\W_]{2,}", word, str(raw.get("line", "")))


def _of_register(archive: Archive, body: Body, person: _Somebody) -> None:
    people = tuple(who for who in body.people if who.handle != person.handle)
    if people != body.people:
        archive.register.put(replace(body, people=people))
    path = archive.register.path
    backup = path.with_suffix(".bak")
    with writing(path):
        if backup.exists():
            write_whole(backup, read_plain(path))


def _of_desk(archive: Archive, body: Body, change: Callable[[str], str]) -> None:
    if not archive.desks.path(body.key).exists():
        return
    file = archive.desks.open(body.key)
    try:

        def changed(tables: Tables) -> tuple[Tables, int]:
            made: dict[str, dict[int, Any]] = {
                table: {id: with_texts(raw, change) for id, raw in rows.items()} for table, rows in tables.items()
            }
            return made, 1

        file.erase(changed)
    except BaseException:
        file.leave()
        raise
    file.close()
