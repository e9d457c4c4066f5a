"""Launching the app: at a meeting, with its first picture before the screen is loaded, or at home.

Nothing but the splash is loaded with this module: the line to type in comes first.
"""

from __future__ import annotations

from tui.terminal.splash import Stage, must_be_terminal

# For types only; `typing` itself takes a tenth of the time there is.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from store.archive.archive import Archive
    from tui.open_meetings import Opened
    from tui.routes import Place


def open_screen(folder: str | None, meeting: str | None = None) -> int:
    """Opens the app in the archive at `folder` (None is the usual one), at a meeting or at home; the exit code."""
    with Stage(live=meeting is not None) as stage:
        return open_in(folder, meeting, stage)


def open_in(folder: str | None, meeting: str | None, stage: Stage) -> int:
    """As `open_screen`, where the terminal is taken already. Raises NoSuchMeeting, NoTerminal."""
    from store.archive.archive import Archive
    from store.disk.unfinished import take_away
    from store.paths import archive_folder

    take_away()
    archive = Archive(archive_folder(folder))
    if archive.restoring.exists():
        from store.archive.restore import finish

        archive.remarks += filter(None, [finish(archive)])
    if meeting is None:
        return _run(archive, None, stage=stage)
    from store.wall_clock import today
    from tui.open_meetings import open_or_read
    from tui.terminal.first_picture import paint

    key = archive.find(meeting, today())
    opened = open_or_read(archive, key)
    half_typed = archive.draft(key).read() if opened.desk else ""
    stage.show(lambda columns, rows: paint(opened.sitting.record, half_typed, columns, rows))
    return _run(archive, opened, stage=stage)


def open_app(archive: Archive, key: str, place: Place, word_file: Path | None = None) -> int:
    """Opens the app at the meeting `key`, in `place`, in the review with a Word file that came back; the exit code.

    Raises NoTerminal, and for the prepare screen MeetingLocked where the meeting is open elsewhere, CannotDo where it
    has been held.
    """
    from tui.open_meetings import open_for

    return _run(archive, open_for(archive, key, place), place, word_file=word_file)


def _run(
    archive: Archive,
    opened: Opened | None,
    place: Place | None = None,
    stage: Stage | None = None,
    word_file: Path | None = None,
) -> int:
    """Runs the app at a meeting that was opened in that place, or at home; the exit code."""
    from store.errors import NoTerminal
    from tui.open_meetings import LEAVING, close_all

    desk = opened.desk if opened else None
    try:
        must_be_terminal()
    except NoTerminal:
        if desk:
            desk.close(LEAVING)
        raise
    from store.settings import read_settings
    from tui.app.app import NotulistApp
    from tui.keys.bindings import use_keys
    from tui.keys.keymaps import keys_chosen
    from tui.routes import Place
    from tui.terminal.crash import Crashed, keep_quiet
    from tui.terminal.signals import deaf

    settings = read_settings()
    use_keys(keys_chosen(settings.keymap, settings.keys))
    only_read = opened.sitting if opened and not desk else None
    at = place or Place.LIVE
    app = NotulistApp(archive, desk, only_read=only_read, place=at, colours=settings.theme, word_file=word_file)
    keep_quiet()
    if stage:
        stage.let_go()
    try:
        code = app.run(mouse=settings.mouse)
        if app.error is not None:
            raise Crashed from app.error
        return code if code is not None else app.return_code or 0
    finally:
        with deaf():
            # Also those that were opened from the home screen, however the app ended.
            close_all(app.opened, LEAVING)
