"""Numbers that run through a year (`R{year}/{n:03}`): the next one, over all meetings of a body, and given once.

What was given stands in the meetings, which the index knows, and is noted on this machine before it is used, so that
two windows never give the same. It is noted with the meeting that has it: what that meeting did not keep, since the
program was killed or the act was taken back, it gives again itself.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import msgspec

from store.disk.atomic import make_folder, write_private
from store.disk.lock import PATIENCE_SECONDS, local_name
from store.disk.meetings import MeetingStore
from store.errors import NotulistError
from store.language.references import highest_of_year
from store.model import Body
from store.paths import read_plain

_NOTED = msgspec.json.Decoder(dict[str, dict[str, int]])


class YearNumbers:
    """The numbers of the years of a body, for its meeting `key`.

    `given` tells the references of all other meetings of the body, `now` the body as it is set now. What is noted
    stands in `state`.
    """

    def __init__(
        self,
        meetings: MeetingStore,
        state: Path,
        archive: Path,
        body: str,
        key: str,
        given: Callable[[], list[str]],
        now: Callable[[], Body | None],
    ) -> None:
        self._meetings = meetings
        self._file = state / "numbers" / f"{local_name(archive, body)}.json"
        self._key = key
        self._given = given
        self._known: list[str] | None = None
        self._now = now

    def take(self, pattern: str, year: int, above: int) -> int:
        """The next number of `year` in `pattern`, more than `above`, the highest of this meeting; noted as given.

        A disk that refuses keeps nobody from deciding: then it is noted nowhere, and the doctor finds what was given
        twice.
        """
        with contextlib.ExitStack() as held:
            with contextlib.suppress(NotulistError, OSError):
                held.enter_context(self._meetings.lock("numbers", PATIENCE_SECONDS))
            noted = self._noted()
            row = noted.setdefault(f"{pattern} {year}", {})
            others = [number for key, number in row.items() if key != self._key]
            known = highest_of_year((*self._elsewhere(), *self._before()), pattern, year)
            number = max([above, known, *others]) + 1
            row[self._key] = number
            with contextlib.suppress(NotulistError, OSError):
                make_folder(self._file.parent)
                write_private(self._file, msgspec.json.encode(noted))
        return number

    def _noted(self) -> dict[str, dict[str, int]]:
        try:
            return _NOTED.decode(read_plain(self._file))
        except (OSError, ValueError, RecursionError):
            return {}

    def _elsewhere(self) -> list[str]:
        """What other meetings had when it was first asked; what they are given since is noted."""
        if self._known is None:
            self._known = self._given()
        return self._known

    def _before(self) -> tuple[str, ...]:
        """The last numbers of an older register."""
        try:
            body = self._now()
        except NotulistError:
            return ()
        return body.numbering.last if body else ()
