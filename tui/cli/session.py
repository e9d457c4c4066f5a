"""What every command shares."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from store.wall_clock import today, utc_now

if TYPE_CHECKING:
    from store.archive.archive import Archive
    from store.language.day_phrases import Calendar


class Session:
    """The clock, and the archive that was asked for."""

    def __init__(self, folder: str | None) -> None:
        self.folder = folder

    @cached_property
    def archive(self) -> Archive:
        """The archive; loaded late, since not every command needs one."""
        from store.archive.archive import Archive
        from store.paths import archive_folder

        return Archive(archive_folder(self.folder))

    def now(self) -> datetime:
        """This instant, in UTC."""
        return utc_now()

    def today(self) -> date:
        """This day, where the user is."""
        return today()

    def calendar(self) -> Calendar:
        """What a day that is typed on the command line is counted from."""
        from store.language.day_phrases import Calendar

        return Calendar(on=self.today())
