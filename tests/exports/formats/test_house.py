"""The colour and the font of a body, in every format that has them."""

from __future__ import annotations

import io

import docx
from msgspec.structs import replace

from exports.document import Letterhead
from exports.formats.pdf import typst_source
from exports.formats.registry import Format, write
from tests.helpers.documents import about


def test_headings_and_lines_have_the_colour_of_the_house_and_all_its_font() -> None:
    document = replace(about(), letterhead=Letterhead(colour="#0b6b3a", font="Arial"))
    assert '#let house = rgb("#0b6b3a")' in typst_source(document)
    assert '#let face = ("Arial", "Libertinus Serif",)' in typst_source(document)
    assert write(document, Format.PDF).startswith(b"%PDF")
    page = write(document, Format.HTML).decode()
    assert "--house: #0b6b3a" in page
    assert 'font-family: "Arial"' in page
    styles = docx.Document(io.BytesIO(write(document, Format.DOCX))).styles
    assert str(styles["Heading 1"].font.color.rgb) == "0B6B3A"
    assert styles["Normal"].font.name == "Arial"


def test_a_font_ends_no_style_sheet() -> None:
    document = replace(about(), letterhead=Letterhead(font='x"; } </style><script>'))
    assert "<script>" not in write(document, Format.HTML).decode()
    assert write(document, Format.PDF).startswith(b"%PDF")
