"""Makes the pictures of the documentation from the running app and its documents: `python -m tools.pictures`.

Needs the font DejaVu Sans Mono (Debian: fonts-dejavu-core).
"""

from __future__ import annotations

import asyncio
import io
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import typst
from PIL import Image, ImageDraw, ImageFont, ImageOps
from rich.cells import cell_len
from rich.style import Style

from exports.formats.pdf import typst_source
from exports.publish import Job
from store.archive.archive import Archive
from store.i18n import speak
from store.model import Audience
from tests.helpers.screens import strips
from tui.app.app import NotulistApp
from tui.cli.meetings.demo import lay, lay_half_way

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
# The moment of the pictures: half-way the sample, on its own day.
NOW = datetime(2026, 11, 19, 13, 26, tzinfo=UTC)
_FONTS = Path("/usr/share/fonts/truetype/dejavu")
_SIZE, _HEIGHT, _MARGIN = 20, 26, 14
_PRINTED = 96
_INK, _PAPER = (228, 230, 235), (20, 22, 27)


async def _picture(name: str, language: str, size: tuple[int, int], *keys: str) -> None:
    speak(language)
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder) / "archive", Path(folder) / "state")
        desk = archive.open(lay_half_way(archive, language, NOW))
        app = NotulistApp(archive, desk, lambda: NOW)
        try:
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                for key in keys:
                    await pilot.press(*_presses(key))
                await pilot.pause(0.3)
                _draw(app).save(FOLDER / f"{name}.png", optimize=True)
        finally:
            desk.close(5)


def _page(name: str, language: str) -> None:
    """The first page of the minutes of the sample, as they are printed."""
    speak(language)
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder) / "archive", Path(folder) / "state")
        record = archive.read_as_it_stands(lay(archive, language, NOW.date()))
        document, _markdown = Job(audience=Audience.EMPLOYER, archive=archive).document([record])
        source = Path(folder) / "main.typ"
        source.write_text(typst_source(document), "utf-8")
        pages = typst.compile(source, format="png", ppi=_PRINTED)
    first = Image.open(io.BytesIO(pages[0] if isinstance(pages, list) else pages)).convert("RGB")
    # So many colours are enough for print, and make a small file.
    ImageOps.expand(first, 1, "#c8ccd2").quantize(64).save(FOLDER / f"{name}.png", optimize=True)


def _presses(key: str) -> list[str]:
    if not key.startswith("text:"):
        return [key]
    return ["space" if character == " " else character for character in key[5:]]


def _draw(app: NotulistApp) -> Image.Image:
    plain = ImageFont.truetype(_FONTS / "DejaVuSansMono.ttf", _SIZE)
    bold = ImageFont.truetype(_FONTS / "DejaVuSansMono-Bold.ttf", _SIZE)
    cell = round(plain.getlength("M"))
    width, height = app.size
    image = Image.new("RGB", (width * cell + 2 * _MARGIN, height * _HEIGHT + 2 * _MARGIN), _PAPER)
    draw = ImageDraw.Draw(image)
    for row, strip in enumerate(strips(app)):
        column = 0
        for segment in strip:
            style = segment.style or Style()
            ink, paper = _colours(style)
            for character in segment.text:
                x, y = _MARGIN + column * cell, _MARGIN + row * _HEIGHT
                cells = cell_len(character)
                draw.rectangle([x, y, x + cells * cell - 1, y + _HEIGHT - 1], fill=paper)
                draw.text((x, y + 2), character, font=bold if style.bold else plain, fill=ink)
                column += cells
    return image


def _colours(style: Style) -> tuple[tuple[int, ...], tuple[int, ...]]:
    ink = style.color.get_truecolor() if style.color and not style.color.is_default else _INK
    paper = style.bgcolor.get_truecolor() if style.bgcolor and not style.bgcolor.is_default else _PAPER
    return (tuple(paper), tuple(ink)) if style.reverse else (tuple(ink), tuple(paper))


async def _all() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    action = "text:@bvdb,feh concept-advies Oosterkade > di 1 dec"
    decision = (
        "text:!? Voorlopig positief, mits een reiskostenoverbrugging van 24 maanden en een toets van Westhaven.",
        "enter",
        "text:= hand unaniem -iij",
        "enter",
    )
    await _picture("live-nl", "nl", (120, 34), *decision, action)
    await _picture("live-nl-80", "nl", (80, 24), *decision, action)
    await _picture("live-en", "en", (120, 34), "text:@bvdb,et draft a reserves policy > mid december")
    await _picture("help-nl", "nl", (120, 40), "f1")
    await _picture("search-nl", "nl", (120, 34), *decision, "ctrl+r", "text:west")
    await _picture("read-back-nl", "nl", (120, 34), *decision, "f8")
    folder = ("tab", "tab", "tab", "ctrl+u", "text:~/OR/2026", "shift+tab", "shift+tab", "shift+tab")
    await _picture("documents-nl", "nl", (120, 34), *decision, "ctrl+s", "down", *folder)
    _page("minutes-nl", "nl")


if __name__ == "__main__":
    asyncio.run(_all())
