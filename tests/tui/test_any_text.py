"""Texts that look like commands, and texts of other widths, in every place that shows text: shown to the letter."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from store.archive.archive import Archive
from store.desk.desk import Desk
from store.desk.letters import draft
from store.desk.model import Letter
from store.desk.requests.verbs import start
from store.model import AgendaItem, Attendee, Body, Meeting, Person, Purpose, Role
from store.procedures.catalogue import procedure
from tests.helpers.meetings import keep_lines, type_line
from tests.helpers.places import KEYS, at
from tests.helpers.screens import seen, strips

pytestmark = pytest.mark.faults

BRACKETS = (
    *("[/nope]", "[/]", "[]", "[[", "]]", "[b]", "[bold]x[/bold]", "[@click=app.quit]", "[@click=app.quit]x[/]"),
    *(r"path\[b]", r"\[b]", r"\\[/b]", "[link=x]y[/link]", "[$accent]", "[$t]", "[red on blue]", "[#ff0000]"),
    *("[not a tag", "a]b[c", "[1]", "[x](y)", "[on"),
)
WIDE = (
    *("漢字かな交じり文", "ｆｕｌｌ", "한국어", "e\u0301\u0323n", "ที่นี่", "👍🏽", "👩‍👩‍👧", "🇳🇱", "❤️", "①½™"),
    *("שלום", "مرحبا", "हिन्दी", "🧑🏿‍🚀x", "─│┌"),
)
TEXTS = {"brackets": BRACKETS, "wide": WIDE}
# What shows something of a meeting's texts; the others show settings, or ask.
NOTHING = {"search", "search from live", "ask for a file", "import", "question", "palette", "documents", "help"}
KEY = "2026-03-12-or"


def token(number: int, text: str) -> str:
    """`text` between marks by which it is found again on the screen."""
    return f"«{number}:{text}»"


def lay(folder: Path, texts: tuple[str, ...]) -> Archive:
    """A meeting whose title, items, people and entries are all called by `texts`, and requests with their titles."""
    archive = Archive(folder / "archive", folder / "state")
    names = [token(number, text) for number, text in enumerate(texts)]
    people = tuple(
        Person(handle=f"P{number}", name=name, role=Role.CHAIR if not number else Role.MEMBER)
        for number, name in enumerate(names)
    )
    body = Body(key="or", name=names[-1], language="nl", seats=len(names), people=people)
    archive.register.put(body)
    items = [
        AgendaItem(id=at, number=str(at), title=name, planned_minutes=10, explanation=name, purpose=Purpose.DECIDE)
        for at, name in enumerate(names, 1)
    ]
    roll = [
        Attendee(id=len(items) + at, handle=who.handle, name=who.name, role=who.role, vote=who.vote)
        for at, who in enumerate(people, 1)
    ]
    order = tuple(item.id for item in items)
    meeting = Meeting(
        key=KEY, body=body, title=names[0], number=names[1], date=date(2026, 3, 12), agenda=order, order=order,
        place=names[2], next_meeting=date(2026, 4, 9),
    )  # fmt: skip
    archive.create(meeting, items, roll)
    desk = archive.open(KEY)
    keep_lines(desk, "/open", "/present P1 P2")
    for number, name in enumerate(names):
        for line in (name, f"! {name}", f"@P{number} {name} > 1 apr", f"? {name}", f"/guest G{number} {name}"):
            type_line(desk, line, number)
    assert desk.writer.wait(60)
    desk.close()
    ask(archive, body, names)
    return archive


def ask(archive: Archive, body: Body, names: list[str]) -> None:
    """Requests that are called by `names`, and letters about them to somebody called so."""
    advice = procedure("wor-25")
    assert advice
    at, on = datetime(2026, 3, 2, 9, 0, tzinfo=UTC), date(2026, 3, 2)

    def put(rows: Desk) -> None:
        for name in names:
            start(rows, body.desk, advice, title=name, matter="25.1.e", at=at, on=on)
            letter = Letter(id=0, number="", at=at, kind="begeleidend", words=name, subject=name)
            draft(rows, body.desk, letter, on)

    requests = archive.open_desk(body)
    requests.do("request", names[0], at, put)
    requests.close()


def must_be_to_the_letter(painted: str, texts: tuple[str, ...]) -> int:
    """Each token in `painted` goes on as it was typed, until the line ends or is cut; how many there are."""
    found = list(re.finditer(r"«(\d+):([^»…│▆▃▁▇▅▂▄█\n]*)", painted))
    for match in found:
        text = texts[int(match[1])]
        shown = match[2]
        whole = painted[match.end() : match.end() + 1] == "»"
        assert shown == text if whole else text.startswith(shown.rstrip()), (text, match[0])
    return len(found)


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("name", KEYS)
async def test_any_text_is_shown_to_the_letter_everywhere(tmp_path: Path, name: str, kind: str) -> None:
    texts = TEXTS[kind]
    archive = lay(tmp_path, texts)
    async with at(name, archive, KEY, (160, 60)) as pilot:
        screen = type(pilot.app.screen)
        shown = must_be_to_the_letter(seen(pilot.app), texts)
        assert shown or name in NOTHING, seen(pilot.app)
        # Whatever is in a line, all lines are as wide as the screen: nothing beside it has moved.
        assert {strip.cell_length for strip in strips(pilot.app)} == {160}
        for key in ("down", "down", "up"):
            await pilot.press(key)
            must_be_to_the_letter(seen(pilot.app), texts)
        # No action was run: the same screen is there, and the app goes on.
        assert type(pilot.app.screen) is screen
        assert pilot.app.return_value is None


@pytest.mark.parametrize("kind", TEXTS)
async def test_any_text_is_typed_and_kept_to_the_letter(tmp_path: Path, kind: str) -> None:
    texts = TEXTS[kind]
    archive = lay(tmp_path, texts)
    before = len(archive.read(KEY).entries)
    async with at("live", archive, KEY, (160, 60)) as pilot:
        for number, text in enumerate(texts):
            pilot.app.screen.query_one("#capture").insert_text_at_cursor(token(number, text))  # type: ignore[attr-defined]
            await pilot.pause()
            must_be_to_the_letter(seen(pilot.app), texts)
            await pilot.press("enter")
        await pilot.pause()
    kept = [entry.text for entry in archive.read(KEY).entries.values()][before:]
    assert kept == [token(number, text) for number, text in enumerate(texts)]
