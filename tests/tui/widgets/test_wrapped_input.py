"""A long line in the line to type in: it grows downwards, and its beginning stays in sight."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.screen import Screen
from textual.suggester import SuggestionReady

from tests.helpers.meetings import running, type_line
from tests.helpers.preparing import preparing
from tests.helpers.reviewing import review
from tests.helpers.reviewing import screen as reviewed
from tests.helpers.screens import Sitting, sitting
from tui.terminal.first_picture import paint
from tui.terminal.wrapping import cells, row_of, wrapped
from tui.widgets.capture import Capture

LONG = (
    "@bp Concept-advies over de verhuizing naar Oosterkade opstellen, met een toets van Westhaven, de reiskosten van "
    "24 maanden en een overzicht van wat de achterban heeft ingebracht"
)
WIDE = "王小明 " * 30 + "e\u0301e\u0301n in het Nederlands"


def capture(room: Sitting) -> Capture:
    return room.pilot.app.screen.query_one("#capture", Capture)


def lines_of(room: Sitting) -> list[str]:
    """The rows of the line to type in, as a person sees them."""
    return [line[1:].rstrip() for line in room.seen().splitlines() if line.startswith("▌")]


@given(st.text(st.sampled_from("ab -王e\u0301👩\u200d\ufe0f"), max_size=60), st.integers(3, 20))
def test_the_rows_are_the_line_and_fit_with_the_cursor(text: str, width: int) -> None:
    rows = wrapped(text, width)
    assert "".join(rows) == text
    for number, row in enumerate(rows):
        taken, last = sum(map(cells, row)), number == len(rows) - 1
        # The cursor behind the last character takes a cell.
        assert taken + last <= width
        assert row or last
    for place in range(len(text) + 1):
        row_number, within = row_of(rows, place)
        assert sum(map(len, rows[:row_number])) + within == place


def test_a_row_ends_behind_a_word() -> None:
    assert wrapped("een twee drie", 9) == ["een twee ", "drie"]
    assert wrapped("een tweedrie", 9) == ["een ", "tweedrie"]
    assert wrapped("aaaaaaaaaaaaaaaa b", 9) == ["aaaaaaaa", "aaaaaaaa ", "b"]
    assert wrapped("een twee", 9) == ["een twee"]
    assert wrapped("een twee ", 9) == ["een twee ", ""]
    assert wrapped("", 9) == [""]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_it_grows_with_what_is_typed_and_shows_the_row_of_the_cursor(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with sitting(tmp_path, size) as room:
        await room.pilot.press("f2")
        await room.type("een notitie die in beeld blijft")
        for text in (LONG, WIDE):
            await grows_with(room, text, size)


async def grows_with(room: Sitting, text: str, size: tuple[int, int]) -> None:
    await room.type(text, enter=False)
    rows = [row.rstrip() for row in wrapped(text, size[0] - 2)]
    assert len(rows) > 1
    assert lines_of(room) == rows[-size[1] // 4 :][-4:]
    assert "beeld blijft" in room.seen() or size[1] < 16
    await room.pilot.press("home")
    await room.pilot.pause()
    assert lines_of(room) == rows[: size[1] // 4][:4]
    field = capture(room)
    assert field.cursor_screen_offset == field.content_region.offset
    await room.pilot.press("end")
    offset = field.cursor_screen_offset
    assert field.content_region.contains_point(offset)
    assert room.seen().splitlines()[offset.y].endswith(rows[-1][-3:])
    await room.pilot.press("ctrl+u")
    await room.pilot.pause()
    assert len(lines_of(room)) == 1


async def test_the_screen_is_laid_out_anew_only_for_another_number_of_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sitting(tmp_path, (80, 24)) as room:
        await room.pilot.press("f2")
        await room.type("begin", enter=False)
        layouts: list[int] = []
        lay_out = Screen._refresh_layout

        def counted(self: Screen[None], *arguments: object, **named: object) -> None:
            layouts.append(len(capture(room).value))
            lay_out(self, *arguments, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(Screen, "_refresh_layout", counted)
        for _key in range(60):
            await room.pilot.press("x")
        assert not layouts
        await room.pilot.press(*"yyyyyyyyyyyyyyyyyyyy")
        assert set(layouts) == {len("begin") + 60 + 13}


async def test_the_mouse_puts_the_cursor_in_the_row_that_is_pointed_at(tmp_path: Path) -> None:
    async with sitting(tmp_path, (80, 24)) as room:
        await room.type(LONG, enter=False)
        field = capture(room)
        rows = wrapped(LONG, 78)
        await room.pilot.click(field, (1 + 4, 1))
        assert field.cursor_position == len(rows[0]) + 4
        await room.pilot.click(field, (1 + 77, 0))
        assert row_of(rows, field.cursor_position)[0] == 0
        await room.pilot.click(field, (1 + 77, 2))
        assert field.cursor_position == len(LONG)
        await room.pilot.press(*"!!")
        assert field.value == LONG + "!!"
        await room.pilot.mouse_down(field, (1, 0))
        await room.pilot.hover(field, (1 + 4, 1))
        await room.pilot.mouse_up(field, (1 + 4, 1))
        assert field.selected_text == rows[0] + rows[1][:4]


async def test_what_is_offered_stands_behind_the_last_row(tmp_path: Path) -> None:
    async with sitting(tmp_path, (80, 24)) as room:
        await room.type("een twee drie vier " * 4 + "vrij", enter=False)
        typed = capture(room).value
        capture(room).post_message(SuggestionReady(typed, typed + "dag 13 maart" * 20))
        await room.pilot.pause()
        assert lines_of(room) == [("een twee drie vier " * 4).rstrip(), ("vrij" + "dag 13 maart" * 20)[:78]]
        await room.pilot.press("right")
        await room.pilot.pause()
        assert capture(room).value == typed + "dag 13 maart" * 20
        assert len(lines_of(room)) == 4


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40), (80, 15), (80, 14), (80, 12)])
async def test_the_first_picture_has_the_same_rows(tmp_path: Path, columns: int, rows: int) -> None:
    meeting = running()
    type_line(meeting, "/open")
    async with sitting(tmp_path, (columns, rows)) as room:
        for text in (LONG, WIDE, 2 * LONG):
            screen = pyte.Screen(columns, rows)
            pyte.Stream(screen).feed(paint(meeting.record, text, columns, rows))
            await room.type(text, enter=False)
            # The emulator writes a letter and its accent as one sign.
            has_the_rows_of(screen, [normalize("NFC", line.rstrip()) for line in room.seen().splitlines()])
            await room.pilot.press("ctrl+u")


def has_the_rows_of(screen: pyte.Screen, seen: list[str]) -> None:
    columns, rows = screen.columns, screen.lines
    first = ["".join(screen.buffer[row][column].data for column in range(columns)).rstrip() for row in range(rows)]
    of_line = [row for row in range(rows) if seen[row].startswith("▌")]
    assert len(of_line) > 1
    assert of_line == [row for row in range(rows) if first[row].startswith("▌")]
    assert [first[row] for row in of_line] == [seen[row] for row in of_line]


async def test_the_cursor_and_what_is_selected_are_to_be_seen(tmp_path: Path) -> None:
    async with sitting(tmp_path, (80, 24)) as room:
        await room.type(LONG, enter=False)
        line = capture(room)
        last = line.size.height - 1
        assert marked(line, last) == [" "]
        await room.pilot.press("left", "left")
        assert marked(line, last) == [LONG[-2]]
        await room.pilot.press("shift+home")
        assert "".join(marked(line, 0)).startswith("@bp Concept-advies")


def marked(line: Capture, row: int) -> list[str]:
    """What stands in a row on another background than the rest of the line."""
    usual = line.rich_style.bgcolor
    return [segment.text for segment in line.render_line(row) if segment.style and segment.style.bgcolor != usual]


async def test_while_a_long_line_is_typed_the_total_of_the_agenda_and_the_row_of_the_review_stay(
    tmp_path: Path,
) -> None:
    async with preparing(tmp_path / "prepare", (80, 24)) as screen:
        for _item in range(12):
            await screen.type("nog een punt")
        total = next(line for line in screen.seen().splitlines() if " of 60 min" in line)
        await screen.type(LONG, enter=False)
        assert total in screen.seen().splitlines()
    async with review(tmp_path / "review", (80, 24)) as room:
        await room.pilot.press(*["down"] * 40)
        await room.pilot.pause()
        marked = reviewed(room).spread.row.lines[0].plain.strip()
        assert marked in room.seen()
        await room.pilot.press("tab")
        await room.type(LONG, enter=False)
        assert len(lines_of(room)) > 1
        assert marked in room.seen()
