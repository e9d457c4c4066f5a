"""The register: the bodies and their people, in one file of the archive (`register.json`, a TinyDB).

Every change is one durable write of the whole file. It is made to what is on disk at that
moment, so that two windows take nothing from each other. What this version does not
know, in the file and in each of its rows, stays as it is.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from store.bodies.body import problems
from store.bodies.settings import opened_by
from store.bounds import row_of
from store.disk import recovery
from store.disk.atomic import make_folder, reading, write_whole, writing
from store.disk.last_seen import REGISTER, LastSeen, Seen
from store.disk.lock import PATIENCE_SECONDS, Lock, local_name
from store.disk.storage import ABOUT, JournalStorage
from store.disk.versions import CHANGE, keep_aside, newer_beside, put_newer_back, version_at
from store.errors import ArchiveDamaged, CannotDo, NoSuchBody
from store.i18n import _
from store.model import Body
from store.paths import read_plain
from store.record.ledger import Raw
from store.record.unknown_fields import with_unknown_fields
from store.text import fold
from store.wrong_data import wrong_in_row

_BODIES = "bodies"
# What was removed, and put back.
_LOG = "removed"
Tables = dict[str, dict[str, Raw]]


class Register:
    """The bodies of the archive in `folder`; the locks of this machine are in `state`."""

    def __init__(self, folder: Path, state: Path) -> None:
        self.path = folder / "register.json"
        self._state = state
        self._seen = LastSeen(folder, state)

    def is_there(self) -> bool:
        """Whether there is a register, or the version before it."""
        return self.path.exists() or self.path.with_suffix(".bak").exists()

    def is_certain(self) -> bool:
        """Whether the register is the newest that this machine knows of; else it was set back, or is gone."""
        return not self.trouble()

    def trouble(self) -> str:
        """What is wrong with the register as a whole, for the user: it is gone, or older than it was; else ""."""
        backup = self.path.with_suffix(".bak")
        if not self.path.exists():
            if backup.exists():
                words = _(
                    "{file} is gone; the version before it ({backup}) is read. “notulist doctor --repair” puts it back."
                )
                return words.format(file=self.path.name, backup=backup.name)
            if self._seen.of(REGISTER):
                words = _("{file} is gone, and with it the bodies and their people: look for it in a backup.")
                return words.format(file=self.path.name)
            return ""
        if newer_beside(self.path):
            words = _("{file} is older than a version beside it. “notulist doctor --repair” puts the newer one back.")
            return words.format(file=self.path.name)
        here, known = version_at(self.path), self._seen.of(REGISTER)
        if here and known and here.last < known.last:
            words = _("{file} is older than what was here before: look for a newer version of it.")
            return words.format(file=self.path.name)
        return ""

    def put_back(self) -> str:
        """Puts a register that is gone, or older than a version beside it, back from there; what was done, else ""."""
        with self.held():
            if self._put_back_missing():
                words = _("{file}: put back from the version before it.")
                return words.format(file=self.path.name)
            if done := put_newer_back(self.path):
                words = _("{file} was an older version, which is kept as {aside}; the newer {newer} was put back.")
                return words.format(file=self.path.name, newer=done[0].name, aside=done[1].name)
        return ""

    def _put_back_missing(self) -> bool:
        """Puts a register that is gone back from the version before it, where that can be read."""
        if self.path.exists() or recovery.backup_of(self.path) is None:
            return False
        write_whole(self.path, read_plain(self.path.with_suffix(".bak")))
        return True

    def bodies(self) -> list[Body]:
        """All bodies, in the order in which they were added. Raises ArchiveDamaged where one cannot be read."""
        return [_convert(raw) for raw in self._rows().values()]

    def body(self, name: str) -> Body | None:
        """The body with that key or name."""
        return next((body for body in self.bodies() if name in (body.key, body.name)), None)

    def find(self, words: str) -> Body:
        """The body with that key or name, typed in any case. Raises NoSuchBody."""
        bodies = self.bodies()
        wanted = fold(words).strip()
        for body in bodies:
            if wanted in (fold(body.key), fold(body.name)):
                return body
        if not bodies:
            raise NoSuchBody(_("There is no body “{words}”: there are none yet.").format(words=words))
        keys = ", ".join(body.key for body in bodies)
        raise NoSuchBody(_("There is no body “{words}”. There are: {keys}.").format(words=words, keys=keys))

    def put(self, body: Body) -> None:
        """Adds a body, or puts it in the place of the one with its key; writes nothing where it is there already.

        A body without a plan, as a meeting's copy is, leaves the plan of the one there.
        """

        self._write(body.key, lambda old: _with_plan_of(old, body))

    def put_made(self, make: Callable[[list[Body]], Body]) -> Body:
        """Puts, as `put` does, the body that `make` makes of all there are now, and gives it.

        Nobody else writes in between.
        """
        with self.held():
            body = make(self.bodies())
            return self._put(body.key, lambda old: _with_plan_of(old, body))

    def add(self, body: Body, ready: Callable[[Body], Body] | None = None) -> None:
        """Adds a new body. Raises CannotDo where its key is taken, or something is wrong with it.

        `ready` puts what belongs to it on disk, just before it is written and only where nothing is wrong, and may
        change the body by that.
        """

        def new(old: Body | None) -> Body:
            if old is not None:
                raise CannotDo(_("There is a body “{key}” already: {name}.").format(key=old.key, name=old.name))
            self._check(body, None)
            return ready(body) if ready else body

        self._write(body.key, new)

    def change(
        self, key: str, change: Callable[[Body], Body], ready: Callable[[Body, Body], Body] | None = None
    ) -> Body:
        """Puts what `change` makes of the body with that key, as it is on disk now, in its place, and gives it.

        `ready` is as in `add`, and has the body before it as well. Raises NoSuchBody, and CannotDo, with nothing
        written, where the change makes something wrong.
        """

        def changed(old: Body | None) -> Body:
            if old is None:
                raise NoSuchBody(_("There is no body “{words}” any more.").format(words=key))
            new = change(old)
            self._check(new, old)
            return ready(new, old) if ready else new

        return self._write(key, changed)

    def change_telling(
        self, key: str, change: Callable[[Body], Body], ready: Callable[[Body, Body], Body]
    ) -> tuple[Body, str]:
        """As `change`; gives the body together with what the change lets others read, a sentence each, else ""."""
        from store.bodies.settings import opened_by

        opened = ""

        def changed(old: Body) -> Body:
            nonlocal opened
            new = change(old)
            opened = opened_by(old, new)
            return new

        return self.change(key, changed, ready), opened

    def remove(self, key: str, handle: str, at: datetime) -> None:
        """Takes the person with that handle out of the body `key`, or with "" the body; the log keeps it.

        Whoever asks sees to it that nothing hangs on it. Raises NoSuchBody, and CannotDo where there is no such person.
        """

        def take_out(tables: Tables) -> None:
            rows = tables.get(_BODIES, {})
            id, raw = next(((id, raw) for id, raw in rows.items() if raw.get("key") == key), (None, {}))
            if id is None:
                raise NoSuchBody(_("There is no body “{words}” any more.").format(words=key))
            kept = [who for who in raw.get("people", ()) if who.get("handle") != handle]
            if not handle:
                del rows[id]
            elif len(kept) == len(raw.get("people", ())):
                raise CannotDo(_("Nobody in {body} has the initials {handle}.").format(body=key, handle=handle))
            else:
                rows[id] = raw | {"people": kept}
            _log(tables, {"at": at.isoformat(), "verb": "remove", "key": key, "handle": handle, "before": raw})

        self._rewrite(take_out)

    def put_back_removed(self, at: datetime) -> tuple[str, str]:
        """Puts back what was removed last and not put back yet: the key of its body, and the handle of a person or "".

        Raises CannotDo where there is none, or its key or initials were given to another meanwhile.
        """
        done: list[tuple[str, str]] = []

        def put_in(tables: Tables) -> None:
            log, rows = tables.get(_LOG, {}), tables.setdefault(_BODIES, {})
            back = {str(row.get("undoes")) for row in log.values()}
            removed = [id for id, row in log.items() if row["verb"] == "remove" and id not in back]
            if not removed:
                raise CannotDo(_("There is nothing left to undo."))
            last = max(removed, key=int)
            key, handle, before = (log[last][name] for name in ("key", "handle", "before"))
            id = next((id for id, raw in rows.items() if raw.get("key") == key), None)
            if not handle and id is None:
                rows[str(max(map(int, rows), default=0) + 1)] = before
            elif handle and id is not None and handle not in {who.get("handle") for who in rows[id].get("people", ())}:
                person = next(who for who in before["people"] if who.get("handle") == handle)
                rows[id] = rows[id] | {"people": [*rows[id].get("people", ()), person]}
            else:
                words = _("{name} is taken by another, or gone: it cannot be put back.")
                raise CannotDo(words.format(name=handle or key))
            _log(tables, {"at": at.isoformat(), "verb": "undo", "key": key, "handle": handle, "undoes": int(last)})
            done.append((key, handle))

        self._rewrite(put_in)
        return done[0]

    def _rewrite(self, change: Callable[[Tables], None]) -> None:
        """Writes the whole file with what `change` makes of its tables; nothing where that raises."""
        with self.held():
            storage = self._open(writable=True)
            tables: Tables = storage.read() or {}
            change(tables)
            count = self._next_version()
            about = tables.setdefault(ABOUT, {})
            about["1"] = about.get("1", {}) | {CHANGE: count}
            storage.write(tables)
            self._seen.note(REGISTER, Seen(count))
            storage.close()

    def _check(self, new: Body, old: Body | None) -> None:
        """Raises CannotDo with the first thing that is wrong with `new` and was not with `old`."""
        others = [body for body in self.bodies() if body.key != new.key]
        known = problems(old, others) if old else []
        for problem in problems(new, others):
            if problem not in known:
                raise CannotDo(problem)

    def _rows(self) -> dict[str, Raw]:
        with reading(self.path):
            if not self.path.exists():
                # It is gone: what was in it before is nearer to it than nothing.
                before = (recovery.backup_of(self.path) or {}).get(_BODIES, {})
                return {str(id): raw for id, raw in before.items()}
        return (self._open(writable=False).read() or {}).get(_BODIES, {})

    def _write(self, key: str, change: Callable[[Body | None], Body]) -> Body:
        with self.held():
            return self._put(key, change)

    def _put(self, key: str, change: Callable[[Body | None], Body]) -> Body:
        make_folder(self.path.parent)
        self._put_back_missing()
        storage = self._open(writable=True)
        tables = storage.read() or {}
        rows: dict[str, Raw] = tables.setdefault(_BODIES, {})
        number, raw = next(((id, raw) for id, raw in rows.items() if raw.get("key") == key), (None, None))
        old = _convert(raw) if raw is not None else None
        new = change(old)
        if old is not None and new.audiences != old.audiences:
            new = replace(new, audiences_set=old.audiences_set + 1)
        document = with_unknown_fields(new, old, raw)
        if document != raw:
            rows[number or str(max(map(int, rows), default=0) + 1)] = document
            count = self._next_version()
            about = tables.setdefault(ABOUT, {})
            about["1"] = about.get("1", {}) | {CHANGE: count}
            storage.write(tables)
            self._seen.note(REGISTER, Seen(count))
        storage.close()
        return new

    def _next_version(self) -> int:
        """How often the register will have been written, more than any version of it; newer ones are kept aside."""
        backup = self.path.with_suffix(".bak")
        here, before = version_at(self.path), version_at(backup)
        if here and before and before.last > here.last:
            keep_aside(self.path, read_plain(backup))
        known = self._seen.of(REGISTER)
        return max(here.last if here else 0, before.last if before else 0, known.last if known else 0) + 1

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Nobody else writes the register inside; what the disk refuses becomes one line."""
        name = local_name(self.path.parent, "register")
        with Lock(self._state / "locks", name, "register", PATIENCE_SECONDS), writing(self.path):
            yield

    def _open(self, *, writable: bool) -> JournalStorage:
        with reading(self.path):
            return JournalStorage(self.path, writable=writable)


def change_telling(
    register: Register, key: str, change: Callable[[Body], Body], ready: Callable[[Body, Body], Body]
) -> tuple[Body, str]:
    """Changes a body as `Register.change` does, and gives it with what that opens (`opened_by`)."""
    opened = ""

    def changed(old: Body) -> Body:
        nonlocal opened
        new = change(old)
        opened = opened_by(old, new)
        return new

    return register.change(key, changed, ready), opened


def _with_plan_of(old: Body | None, body: Body) -> Body:
    return replace(body, plan=old.plan) if old and body.plan is None else body


def _log(tables: Tables, row: Raw) -> None:
    log = tables.setdefault(_LOG, {})
    log[str(max(map(int, log), default=0) + 1)] = row


def _convert(raw: Raw) -> Body:
    try:
        return row_of(raw, Body)
    except msgspec.ValidationError as error:
        raise ArchiveDamaged(
            _("The register cannot be read: {error}. It was left as it is.").format(error=wrong_in_row(raw, Body))
        ) from error
