"""Every list at 80 columns, in Dutch, with long titles and names: no columns touch, no word that matters is cut."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from store.archive import Archive
from store.words import speak
from tests.meetings import BODY, planned, type_line
from tests.screens import HandClock, seen, wait_for
from tui.app import NotulistApp

NARROW = (80, 24)
HELD = ("/open", "/aanwezig HdV KP AB SvdM LG", "Welkom", "/sluit")
LONG = "Overlegvergadering over de reorganisatie van de productielocatie Zwijndrecht 2026-02"


def lay(archive: Archive, day: date, title: str, *lines: str) -> str:
    """A meeting of that day and title, with those lines typed in it."""
    meeting, items, roll = planned(f"{day.isoformat()}-or")
    body = replace(BODY, send_days=7)
    key = archive.create(replace(meeting, date=day, title=title, number=f"{day:%Y-%m}", body=body), items, roll)
    desk = archive.open(key)
    for line in lines:
        desk.keep(type_line(desk.running, line))
    desk.close()
    return key


def line_with(app: NotulistApp, words: str) -> str:
    [line] = [line for line in seen(app).splitlines() if words in line]
    return line


async def test_the_lines_of_home_are_columns_and_only_the_title_is_cut(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    lay(archive, date(2026, 1, 15), "OR-vergadering 2026-01", *HELD)
    lay(archive, date(2026, 2, 5), LONG, "/open", "@KP Offerte", "/sluit")
    lay(archive, date(2026, 3, 13), "OR-vergadering 2026-03")
    lay(archive, date(2026, 4, 16), LONG)
    lay(archive, date(2027, 1, 14), "OR-vergadering 2027-01")
    speak("nl")
    app = NotulistApp(archive, None, HandClock())
    async with app.run_test(size=NARROW) as pilot:
        await wait_for(app, pilot, "vast te stellen")
        assert "vast te stellen  do 15 jan" in seen(app)
        assert line_with(app, "do 15 jan").endswith("OR-vergadering 2026-01   concept")
        late = line_with(app, "vr 13 mrt")
        assert late.endswith("agenda te laat")
        assert line_with(app, "do 16 apr").endswith("…   agenda: do 9 apr")
        assert line_with(app, "do 14 jan 2027").endswith("agenda: do 7 jan")
        draft = line_with(app, "do 5 feb")
        assert "Overlegvergadering" in draft
        assert "…   concept   " in draft
        assert draft.endswith(" onaf")
        await pilot.resize_terminal(170, 30)
        await wait_for(app, pilot, "do 5 feb 2026")
        assert LONG in line_with(app, "do 5 feb 2026")
        assert "agenda had vr 6 mrt de deur uit gemoeten" in line_with(app, "vr 13 mrt")
