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
        """The archive; loaded late, since not every command needs one. What is out of order with it is said."""
        import click

        from store.archive.notices import notices
        from store.errors import NotulistError
        from store.text import clean

        try:
            said = notices(self.archive_untold)
        except NotulistError:
            # Whoever asks for what cannot be read is told.
            said = []
        for words in said:
            click.echo(clean(words), err=True)
        return self.archive_untold

    @cached_property
    def archive_untold(self) -> Archive:
        """The archive, for who tells of itself what is out of order with it."""
        import click

        from store.archive.archive import Archive
        from store.disk.unfinished import take_away
        from store.paths import archive_folder

        take_away()
        archive = Archive(archive_folder(self.folder))
        if archive.restoring.exists():
            from store.archive.restore import finish
            from store.text import clean

            if said := finish(archive):
                click.echo(clean(said), err=True)
        return archive

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
