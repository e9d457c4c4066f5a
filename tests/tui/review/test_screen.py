"""The review on the screen: each act with its keys, what is seen on both sides, and the way there and back."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from msgspec.structs import replace
from textual import events

from store.archive.archive import Archive
from store.i18n import speak
from store.model import Entry, Kind, MeetingStatus
from tests.conftest import COMMAND, run
from tests.helpers.reviewing import LINES, put_down, review, screen
from tests.helpers.screens import HandClock, Sitting, lay, seen, until, wait_for
from tests.helpers.terminal import Terminal
from tui.app.app import NotulistApp
from tui.home.screen import HomeScreen
from tui.live.screen import LiveScreen
from tui.review.screen import ReviewScreen
from tui.routes import Place


def line(room: Sitting) -> str:
    return screen(room).capture.value


def texts(room: Sitting, item: int) -> list[str]:
    return [entry.text for entry in room.record.entries_of(room.record.meeting.agenda[item - 1])]


def of(room: Sitting, text: str) -> Entry:
    return next(entry for entry in room.record.entries.values() if entry.text == text)


async def go(room: Sitting, text: str) -> None:
    """Walks to the entry with that text."""
    rows = screen(room).spread.rows
    wanted = of(room, text).id
    await walk(room, next(at for at, row in enumerate(rows) if row.entry == wanted and row.lack is None))


async def go_to_lack(room: Sitting, words: str) -> None:
    """Walks to that one of the unfinished."""
    rows = screen(room).spread.rows
    await walk(room, next(at for at, row in enumerate(rows) if row.lack and words in str(row.lack)))


async def walk(room: Sitting, to: int) -> None:
    await room.pilot.press("escape")
    by = to - screen(room).spread.at
    await room.pilot.press(*["down" if by > 0 else "up"] * abs(by))
    assert screen(room).spread.at == to


def halves(room: Sitting) -> tuple[str, str]:
    """What stands left, and what stands right."""
    parted = [row.split("│", 1) for row in room.seen().splitlines() if "│" in row]
    return "\n".join(row[0] for row in parted), "\n".join(row[1] for row in parted)


async def test_the_record_stands_left_with_the_unfinished_first_and_the_minutes_right(tmp_path: Path) -> None:
    async with review(tmp_path) as room:
        left, right = halves(room)
        assert left.index("Unfinished") < left.index("no owner") < left.index("1. Opening") < left.index("de opening")
        assert "▲ no owner" in left
        assert "BP: de opening" in right or "Notulen" in right
        await go(room, "De begroting is vastgesteld en gaat naar de drukker")
        assert "┃ Besluit" in halves(room)[1]
        assert "draft" in room.seen()


async def test_an_edit_on_the_left_is_seen_on_the_right(tmp_path: Path) -> None:
    async with review(tmp_path) as room:
        await go(room, "de opening")
        await room.pilot.press("enter")
        assert line(room) == "BP: de opening"
        await room.pilot.press("ctrl+u")
        await room.type("cr: de voorzitter opent")
        assert line(room) == ""
        assert (texts(room, 1)[0], of(room, "de voorzitter opent").speaker) == ("de voorzitter opent", "CR")
        assert "CR: de voorzitter opent" in halves(room)[1]
        await room.pilot.press("enter")
        await room.type(" en nog wat", enter=False)
        await room.pilot.press("escape")
        assert line(room) == ""
        assert texts(room, 1)[0] == "de voorzitter opent"
        await room.pilot.press("f6")
        assert texts(room, 1)[0] == "de opening"
        await room.pilot.press("f7")
        assert texts(room, 1)[0] == "de voorzitter opent"


async def test_one_is_split_and_joined_again(tmp_path: Path) -> None:
    async with review(tmp_path) as room:
        await go(room, "De begroting is vastgesteld en gaat naar de drukker")
        await room.pilot.press("vertical_line")
        assert "Put | where" in room.seen()
        await room.type("", enter=True)
        # Unchanged, it stays as it was.
        assert len(texts(room, 3)) == 1
        await room.pilot.press("vertical_line", "ctrl+u")
        await room.type("De begroting is vastgesteld.|Zij gaat naar de drukker")
        assert texts(room, 3) == ["De begroting is vastgesteld.", "Zij gaat naar de drukker"]
        assert "2 ×" not in room.seen()
        assert "Enter edit" in room.seen()
        assert [of(room, text).reference for text in texts(room, 3)] == ["B 2026-03-01", "B 2026-03-02"]
        await go(room, "De begroting is vastgesteld.")
        await room.pilot.press("plus")
        await room.pilot.pause()
        assert texts(room, 3) == ["De begroting is vastgesteld. Zij gaat naar de drukker"]
        await room.pilot.press("plus")
        await room.pilot.pause()
        assert "nothing to join" in room.seen()
        await room.type("/go 5")
        await room.pilot.press("plus")
        await room.pilot.pause()
        assert "That is for an entry" in room.seen()
        assert line(room) == ""


async def test_an_entry_is_moved_filed_hidden_made_something_else_and_taken_out(tmp_path: Path) -> None:
    async with review(tmp_path) as room:
        await go(room, "nog iets")
        await room.pilot.press("left_square_bracket")
        assert texts(room, 1) == ["nog iets", "de opening"]
        assert screen(room).spread.row.entry == of(room, "nog iets").id
        await room.pilot.press("right_square_bracket")
        assert texts(room, 1) == ["de opening", "nog iets"]
        await room.pilot.press("exclamation_mark", "asterisk")
        assert of(room, "nog iets").kind is Kind.DECISION
        assert of(room, "nog iets").confidential is not None
        await room.pilot.press("f4")
        await room.pilot.pause()
        await room.type("5")
        await room.pilot.pause()
        assert texts(room, 5) == ["nog iets"]
        assert screen(room).spread.row.entry == of(room, "nog iets").id
        await room.pilot.press("delete")
        assert texts(room, 5) == []
        for _each in range(5):
            await room.pilot.press("f6")
        assert texts(room, 1) == ["nog iets", "de opening"]


async def test_new_lines_are_typed_under_the_item_and_behind_the_entry_under_the_cursor(tmp_path: Path) -> None:
    async with review(tmp_path) as room:
        await go(room, "de opening")
        assert "a new line under 1. Opening" in room.seen()
        await room.type("eerste")
        # Having begun to type, signs are for the line.
        await room.type("! tweede")
        await room.pilot.press("up", "tab")
        await room.type("@cr derde > 1 apr")
        assert texts(room, 1) == ["de opening", "eerste", "derde", "tweede", "nog iets"]
        assert of(room, "tweede").kind is Kind.DECISION
        await room.pilot.press("f4", "escape")
        await room.type("/go 4")
        assert line(room) == ""
        await room.type("vertrouwelijk")
        assert texts(room, 4) == ["vertrouwelijk"]
        await room.type("/g 4")
        assert "is no command" in room.seen()
        assert line(room) == "/g 4"


async def test_the_unfinished_are_seen_to_one_by_one(tmp_path: Path) -> None:
    async with review(tmp_path) as room:
        await room.pilot.press("up", "up")
        kinds = [str(row.lack) for row in screen(room).spread.rows if row.lack]
        assert (
            kinds
            == [
                "present or absent? Femke Tol (FT)",
                "no owner",
                "“Prinz”: do you mean Prins?",
            ]
            or "no owner" in kinds
        )
        await go_to_lack(room, "no owner")
        await room.pilot.press("enter")
        assert line(room).startswith("@? brief sturen")
        await room.pilot.press("ctrl+u")
        await room.type("@cr brief sturen > vrijdag")
        assert of(room, "brief sturen").owners == ("CR",)
        await go_to_lack(room, "Prinz")
        await room.pilot.press("enter")
        await room.pilot.pause()
        assert "Volgens Ruis en Prins is het klaar" in texts(room, 2)
        assert "Prinz" not in room.seen()


async def test_a_name_that_is_right_as_it_is_is_left(tmp_path: Path) -> None:
    async with review(tmp_path) as room:
        await go_to_lack(room, "Prinz")
        await room.pilot.press("delete")
        await room.pilot.pause()
        assert "do you mean" not in room.seen()
        assert "Volgens Ruis en Prinz is het klaar" in texts(room, 2)


async def test_who_was_there_is_filled_in_from_the_list(tmp_path: Path) -> None:
    lines = ("/open", "/present adb bp", "een", "/close")
    async with review(tmp_path, lines=lines) as room:
        await go_to_lack(room, "Carla Ruiz")
        await room.pilot.press("enter")
        assert line(room) == "/present CR"
        await room.pilot.press("enter")
        await room.pilot.pause()
        [there] = next(who for who in room.record.attendance.values() if who.handle == "CR").presence
        assert (there.start, there.end) == (room.record.meeting.opened, room.record.meeting.closed)


async def test_on_a_narrow_screen_one_key_turns_the_page_over(tmp_path: Path) -> None:
    async with review(tmp_path, size=(80, 24)) as room:
        assert "│" not in room.seen()
        assert "Unfinished" in room.seen()
        await go(room, "De begroting is vastgesteld en gaat naar de drukker")
        assert "■ B1" in room.seen()
        await go_to_lack(room, "no owner")
        await room.pilot.press("up", "up")
        assert "Unfinished" in room.seen()
        await go(room, "De begroting is vastgesteld en gaat naar de drukker")
        await room.pilot.press("f5")
        await room.pilot.pause()
        assert "┃ Besluit B 2026-03-01 — De begroting" in room.seen()
        assert "■ B1" not in room.seen()
        await room.pilot.press("f5")
        await room.pilot.pause()
        assert "■ B1" in room.seen()


async def test_approved_minutes_refuse_every_change_with_one_line(tmp_path: Path) -> None:
    async with review(tmp_path) as room:
        room.record.put(replace(room.record.meeting, status=MeetingStatus.APPROVED))
        room.record.keep("approve", "", room.clock.now)
        await go(room, "nog iets")
        before = texts(room, 1)
        for key in ("left_square_bracket", "exclamation_mark", "delete", "f6", "asterisk"):
            screen(room).say("")
            await room.pilot.press(key)
            await room.pilot.pause()
            assert "approved and closed" in room.seen(), key
        await room.type("nog een regel")
        assert "approved and closed" in room.seen()
        assert line(room) == "nog een regel"
        assert texts(room, 1) == before


async def test_what_is_pasted_goes_in_as_lines_and_into_an_edit_as_text(tmp_path: Path) -> None:
    async with review(tmp_path) as room:
        await go(room, "de opening")
        assert screen(room).keep_lines(["een", "! twee"])
        assert texts(room, 1) == ["de opening", "een", "twee", "nog iets"]
        await room.pilot.pause()
        await room.pilot.press("up", "down", "enter")
        assert not screen(room).keep_lines(["drie", "vier"])
        assert line(room) == "drie vier"
        # However many, without a question about lines of their own.
        room.pilot.app.screen.post_message(events.Paste("\n" + "\n".join("x" * 20)))
        await room.pilot.pause()
        assert line(room) == "drie vierx" + " x" * 19


async def test_hostile_text_is_shown_to_the_letter(tmp_path: Path) -> None:
    text = "[/nope] [@click=app.exit]x[/] **b** | c"
    async with review(tmp_path, lines=("/open", text, "/close")) as room:
        left, right = halves(room)
        await go(room, text)
        assert "[/nope] [@click=app.exit]x[/]" in left
        assert "[/nope] [@click=app.exit]x[/]" in right or "[/nope]" in halves(room)[1]
        await room.pilot.press("vertical_line")
        assert "Put || where" in room.seen()


async def test_from_home_to_the_review_to_live_and_back(tmp_path: Path) -> None:
    archive, key = lay(tmp_path)
    put_down(archive, key, *LINES)
    clock = HandClock()
    clock.forward(90)
    app = NotulistApp(archive, None, clock)
    async with app.run_test(size=(120, 40)) as pilot:
        await wait_for(app, pilot, "OR-vergadering 2026-03")
        await pilot.press("enter")
        await wait_for(app, pilot, "Review")
        assert isinstance(app.screen, ReviewScreen)
        await pilot.press(*"nieuw", "enter", "f10")
        await pilot.pause()
        assert isinstance(app.screen, LiveScreen)
        await pilot.press("f10")
        await pilot.pause()
        assert isinstance(app.screen, ReviewScreen)
        await pilot.press(*"half", "ctrl+q")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
    assert "nieuw" in [entry.text for entry in archive.read(key).entries.values()]
    assert archive.draft(f"{key}.review").read() == "half"


async def test_opened_again_in_live_there_is_no_review_to_come_back_to(tmp_path: Path) -> None:
    archive, key = lay(tmp_path)
    put_down(archive, key, *LINES)
    app = NotulistApp(archive, None, HandClock())
    async with app.run_test(size=(120, 40)) as pilot:
        await wait_for(app, pilot, "OR-vergadering 2026-03")
        await pilot.press("enter")
        await wait_for(app, pilot, "Review")
        await pilot.press("f6")
        await wait_for(app, pilot, "live screen")
        await pilot.press("f10")
        await pilot.pause()
        await pilot.press("f6", "ctrl+q")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
    assert archive.read(key).meeting.status is MeetingStatus.RUNNING


async def test_after_the_closing_live_offers_it(tmp_path: Path) -> None:
    from tests.helpers.screens import sitting

    async with sitting(tmp_path) as room:
        await room.pilot.press("f10")
        await room.pilot.pause()
        assert "/close ends it" in room.seen()
        await room.pilot.press("f2")
        await room.type("een notitie")
        await room.type("/close")
        assert "F10 goes through" in room.seen()
        await room.pilot.press("f10")
        await room.pilot.pause()
        assert isinstance(room.pilot.app.screen, ReviewScreen)
        await room.type("in de review")
        await room.pilot.press("ctrl+q")
        await room.pilot.pause()
        assert isinstance(room.pilot.app.screen, LiveScreen)
        await room.type("weer live")
        await until(room.pilot, lambda: len(room.record.entries) == 3)
        assert room.desk.writer.wait(60)
        texts = [entry.text for entry in room.archive.read(room.record.meeting.key).entries.values()]
        assert texts == ["een notitie", "in de review", "weer live"]


async def test_open_elsewhere_it_is_only_read(tmp_path: Path) -> None:
    archive, key = lay(tmp_path)
    put_down(archive, key, *LINES)
    from store.meeting.running import RunningMeeting

    app = NotulistApp(archive, None, HandClock(), RunningMeeting(archive.read(key)), place=Place.REVIEW)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press(*"tekst", "enter")
        await pilot.pause()
        assert "open in another window" in seen(app)
        assert isinstance(app.screen, ReviewScreen)
        assert app.screen.capture.value == "tekst"


async def test_in_dutch(tmp_path: Path) -> None:
    speak("nl")
    try:
        async with review(tmp_path) as room:
            assert "Nog onaf" in room.seen()
            assert "bedoel je Prins?" in room.seen()
            assert "nieuwe regel" in room.seen()
    finally:
        speak("en")


def test_in_a_terminal(tmp_path: Path, terminals: list[Terminal]) -> None:
    samples = files("tests.samples")
    agenda, notes = str(samples / "agenda-nl.md"), str(samples / "notes-nl.txt")
    archive = Archive(tmp_path / "archive", tmp_path / "reading")
    run("agenda", "import", agenda)
    early = run("review", "2026-11-19-or")
    assert early.returncode == 1
    assert early.stderr.decode().count("\n") == 1
    assert "is not closed yet" in early.stderr.decode()
    run("scribe", "2026-11-19-or", notes)
    before = archive.read("2026-11-19-or")

    terminal = Terminal([COMMAND, "--lang", "nl", "review", "latest"], columns=120, rows=40)
    terminals.append(terminal)
    terminal.wait_for_text("Nog onaf")
    # Past the unfinished to the opening, and what was said there.
    for _each in range(len([1 for line in terminal.text().splitlines() if "geen datum" in line or "wie is" in line])):
        terminal.type("\x1b[B")
    terminal.type("Aanvulling na afloop.\r")
    terminal.wait_for_text("Aanvulling na afloop.")
    terminal.wait_for(lambda: len(archive.read("2026-11-19-or").log) == len(before.log) + 1)
    terminal.press("f6")
    terminal.wait_for(lambda: len(archive.read("2026-11-19-or").log) == len(before.log) + 2)
    terminal.press("ctrl+q")
    assert terminal.end() == 0
    assert archive.read("2026-11-19-or").entries == before.entries


async def test_the_last_line_says_what_f4_does_now(tmp_path: Path) -> None:
    speak("nl")
    async with review(tmp_path, (80, 24)) as room:
        await go(room, next(entry.text for entry in room.record.entries.values() if entry.kind is Kind.NOTE))
        assert "F4 verplaats" in room.seen().splitlines()[-1]
        await room.pilot.press("home", *["up"] * 40)
        await room.pilot.pause()
        assert "F4 ga naar" in room.seen().splitlines()[-1]
        await room.pilot.press("f1")
        await room.pilot.pause()
        assert "Ga naar een punt, op nummer of woorden; is er een aantekening" in room.seen()
