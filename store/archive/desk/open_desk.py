"""A desk that is open for writing: what is done at it is kept, in one call, with the files of its pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from store.archive.open_ledger import OpenLedger
from store.desk.desk import Desk
from store.disk.desks import OpenDeskFile
from store.disk.post_files import PostFiles
from store.model import Act, Body
from store.procedures.model import Procedure


class OpenDesk(OpenLedger):
    """The desk of a body that is open for writing (`OpenLedger`).

    `desk` is the desk in memory, to read from: what is done to it directly is kept nowhere. `body` is the body as the
    register has it, `own` the procedures that it made its own, `troubles` a line for each that cannot be read.
    Verbs of the rooms below put rows; `do` keeps all they put as one act:

        open_desk.do("register", "bestuurder: Brief", now, lambda desk: post.register(desk, line))
    """

    def __init__(
        self, file: OpenDeskFile, body: Body, own: tuple[Procedure, ...] = (), troubles: Iterable[str] = ()
    ) -> None:
        self.desk: Desk = file.kept
        self.body = body
        self.own = own
        self.troubles = tuple(troubles)
        self.files: PostFiles = file.files
        super().__init__(file)

    def do(self, verb: str, line: str, at: datetime, put: Callable[[Desk], object]) -> Act | None:
        """Keeps all that `put` puts as one act and gives it; None where it changes nothing.

        Raises what `put` raises, with nothing changed or kept.
        """

        def change() -> Act | None:
            try:
                put(self.desk)
            except BaseException:
                self.desk.roll_back()
                raise
            return self.desk.keep(verb, line, at)

        return self.perform(change)

    def undo(self, at: datetime) -> Act | None:
        """Takes back the last act that was not taken back. Raises CannotDo where there is none."""
        return self.perform(lambda: self.desk.undo(at))

    def redo(self, at: datetime) -> Act | None:
        """Brings back the act that was taken back last. Raises CannotDo where there is none."""
        return self.perform(lambda: self.desk.redo(at))

    def _on_disk(self, act: Act) -> None:
        # In the thread of the writer.
        self.files.added(
            file["path"]
            for change in act.changes
            for file in ((change.after or {}).get("files") or ())  # type: ignore[attr-defined]
        )
