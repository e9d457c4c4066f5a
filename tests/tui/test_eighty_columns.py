"""Every list at 80 columns, in Dutch, with long titles and names: no columns touch, no word that matters is cut."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from store.archive.archive import Archive
from store.i18n import speak
from tests.helpers.meetings import AT, BODY, planned, type_line
from tests.helpers.screens import HandClock, seen, sitting, sitting_in, wait_for
from tui.app.app import NotulistApp
from tui.routes import Place

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
        type_line(desk, line)
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


async def test_what_ends_the_meeting_on_time_and_who_may_speak_are_read_whole(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    meeting, items, roll = planned()
    titles = [replace(items[0], id=at, number=str(at), planned_minutes=20) for at in range(1, 13)]
    people = [replace(who, id=50 + at) for at, who in enumerate(roll)]
    others = [replace(roll[1], id=60 + at, handle=f"VdB{at}", name=f"Vera de Boer {at}") for at in range(12)]
    order = tuple(item.id for item in titles)
    key = archive.create(replace(meeting, agenda=order, order=order), titles, [*people, *others])
    there = " ".join(who.handle for who in (*people, *others))
    speak("nl")
    hand = HandClock()
    hand.now = AT
    async with sitting_in(archive, key, NARROW, hand) as one:
        for line in ("/open", f"/aanwezig {there}"):
            await one.type(line)
        hand.forward(15)
        await wait_for(one.pilot.app, one.pilot, "120 min uit. ^T:")
        ways = one.seen().partition("120 min uit. ^T:")[2].split("────")[0]
        assert ways.count("aanhouden") + ways.count("→ 10 min") == 10
        assert "  6 → 10 min" in ways
        await one.type("tik", enter=False)
        await one.pilot.press("ctrl+o")
        await one.pilot.pause()
        asked = one.seen()[one.seen().index("Wie spreekt?") :]
        assert all(f" {who.handle}" in asked for who in people)
        assert "g LG" in asked


async def test_what_a_line_does_is_read_whole_where_there_is_room(tmp_path: Path) -> None:
    speak("nl")
    async with sitting(tmp_path, NARROW) as one:
        await one.type("/open")
        await one.type("@AdB,BP,CR,DS,ES,FT Offerte > vr 4 dec", enter=False)
        assert "Anna de Boer, Bas Prins, Carla Ruiz, Daan Smit, Els Smit, Femke Tol" in one.seen()
        assert "vr 4 dec 2026" in one.seen()


async def test_the_line_of_the_review_tells_its_item_and_where_that_is_cut(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    meeting, items, roll = planned()
    key = archive.create(meeting, [replace(items[0], title=LONG), *items[1:]], roll)
    desk = archive.open(key)
    for line in HELD:
        type_line(desk, line)
    desk.close()
    speak("nl")
    app = NotulistApp(archive, archive.open(key), HandClock(), place=Place.REVIEW)
    async with app.run_test(size=NARROW) as pilot:
        await wait_for(app, pilot, "Nalopen")
        await pilot.press("down", "down")
        await wait_for(app, pilot, "een nieuwe regel bij 1. Overleg")
        assert line_with(app, "een nieuwe regel bij").endswith("…")
    for opened in app.opened:
        opened.close(5)


async def test_a_title_that_is_cut_says_so(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    lay(archive, date(2026, 3, 13), LONG)
    archive.register.put(replace(BODY, name="Ondernemingsraad van Houtman Logistiek en Overslag Rijnmond Zuid"))
    speak("nl")
    app = NotulistApp(archive, None, HandClock())
    async with app.run_test(size=NARROW) as pilot:
        await wait_for(app, pilot, "straks")
        await pilot.press("ctrl+s")
        await wait_for(app, pilot, "Documenten")
        assert line_with(app, "Documenten ").endswith("productielocati…")
        await pilot.press("escape", "b", "enter")
        await wait_for(app, pilot, "Het orgaan")
        assert seen(app).splitlines()[1].endswith("…")


async def test_numbers_labels_and_days_of_the_lists_are_whole(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    done = ("/open", "! De kantine blijft open tot de verhuizing naar Westhaven", "@HdV,SvdM,AB,KP Offerte", "/sluit")
    lay(archive, date(2026, 1, 15), "OR-vergadering", *done)
    lay(archive, date(2026, 1, 22), LONG, *done)
    number = replace(planned("2026-01-29-or")[0], number="2026-01-29", title=LONG, date=date(2026, 1, 29))
    desk = archive.open(archive.create(number, *planned()[1:]))
    for line in done:
        type_line(desk, line)
    desk.close()
    archive.register.put(BODY)
    speak("nl")
    app = NotulistApp(archive, None, HandClock())
    async with app.run_test(size=NARROW) as pilot:
        await wait_for(app, pilot, "af te maken")
        await pilot.press("ctrl+l")
        await wait_for(app, pilot, "3 besluiten")
        assert "D 2026-01-29-01  De kantine blijft open" in seen(app)
        await pilot.press("escape", "f3")
        await wait_for(app, pilot, "3 acties")
        assert "  HdV, SvdM, AB,…  geen datum" in seen(app) or "  HdV, SvdM, AB…  geen datum" in seen(app)
        await pilot.press("escape", "n")
        await wait_for(app, pilot, "Vast te stellen  Verslag")
        assert " do 15 okt 2026 · 13:30–15:30  Ondernemingsraad 2026-02" in seen(app)
