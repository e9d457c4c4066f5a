"""Markdown: any text reads back to the letter, however it is rendered, and prose stays pleasant to read."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from exports.document import Block, Boxed, Bullets, Document, Heading, Paragraph, Table, emphasis, plain, strong
from exports.formats.markdown import escape, write_markdown
from store.text import clean, clean_lines
from tests.helpers.markdown import RENDERERS, TEXTS, Reader, Renderer
from tests.helpers.tables import each_row

WITH_TABLES = {name: render for name, render in RENDERERS.items() if name != "commonmark"}


def rendered(block: Block, render: Renderer) -> Reader:
    reader = Reader()
    reader.feed(render(write_markdown(Document("nl", (block,)))))
    reader.close()
    return reader


def reads(block: Block, *texts: str, renderers: dict[str, Renderer] = RENDERERS) -> None:
    """Checks that each renderer shows `texts`, each in a place of its own, and nothing else."""
    for name, render in renderers.items():
        reader = rendered(block, render)
        # A list item may hold a paragraph; white space between the tags is nobody's.
        found = [text for tag, text in reader.places if not (tag == "li" and not text.strip("\n"))]
        assert [text.removesuffix("\n") for text in found] == list(texts), name
        allowed = {*Reader.PLACES, *Reader.WEIGHTS, "ul", "blockquote", "table", "thead", "tbody", "tr", "a"}
        assert set(reader.tags) <= allowed, name


EXAMPLES = [
    "*sterren* en **dubbele**",
    "_onder_ en in_woord_en __twee__",
    "`code` en ``meer``",
    "~~door~~ ~een~ ~",
    "[link](https://example.org) [x]: y",
    "[x]: https://example.org",
    "![beeld](a.png)",
    "<b>vet</b> <script>alert(1)</script> a < b <- c",
    "<https://example.org>",
    "https://example.org/een_twee_drie?a=*b*&c=~d~",
    "http://example.org/_a_ en www.example.org/*b*",
    "post@example.org en p_o_s_t@example.org",
    "R&D; &copy; &amp; &#35; P&O",
    "a | b || c \\| d",
    "C:\\temp\\nieuw \\ \\* \\",
    "# kop",
    "#kop",
    "kop #",
    "kop ##",
    "> aangehaald",
    ">aangehaald",
    "- streepje",
    "-",
    "---",
    "- - -",
    "+ plus",
    "* ster",
    "***",
    "___",
    "===",
    "1. een",
    "1) een",
    "2026. Een jaar",
    "1234567890. te lang",
    "~~~ hek",
    "``` hek",
    "    vier spaties",
    "\ttab",
    "met\ttab erin",
    "  ervoor en erna  ",
    " hard ",
    "!",
    "!? of niet",
    "| a | b |",
    "|---|---|",
    ":--",
    "a\\",
    "**",
    "*",
    "&",
    "&#",
    "[ ] taak",
    "[x] taak",
    "[^1] noot",
    "$x$ en $$y$$",
    "\u200b",
    "é 😀 ﷽ \u200f ك",
]


@each_row("text", [clean(text) for text in EXAMPLES])
@each_row("place", ["paragraph", "strong", "emphasis", "after", "bullet", "boxed", "heading", "table"])
def test_what_is_known_to_go_wrong_elsewhere(text: str, place: str) -> None:
    _check(place, text)


@given(TEXTS)
@example("*a")
def test_a_paragraph(text: str) -> None:
    _check("paragraph", text)


@given(TEXTS, st.sampled_from(["strong", "emphasis"]))
def test_a_text_that_stands_out(text: str, place: str) -> None:
    _check(place, text)


@given(TEXTS)
def test_after_a_text_that_stands_out(text: str) -> None:
    _check("after", text)


@given(TEXTS, TEXTS, TEXTS)
def test_text_around_a_text_that_stands_out(before: str, text: str, after: str) -> None:
    for weight in (strong, emphasis):
        reads(Paragraph((plain(before), weight(text), plain(after))), before + text + after)


@given(TEXTS)
def test_a_bullet(text: str) -> None:
    _check("bullet", text)


@given(TEXTS)
def test_a_box(text: str) -> None:
    _check("boxed", text)


@given(TEXTS)
def test_a_heading(text: str) -> None:
    _check("heading", text)


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=3), st.tuples(TEXTS, TEXTS))
def test_a_table(rows: list[tuple[str, str]], head: tuple[str, str]) -> None:
    cells = [cell for row in (head, *rows) for cell in row]
    reads(Table(head, tuple(rows)), *cells, renderers=WITH_TABLES)


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_several_lines(texts: list[str]) -> None:
    lines = clean_lines("\n".join(texts)).splitlines()
    reads(Paragraph((plain("\n".join(lines)),)), " ".join(lines))
    reads(Bullets(tuple((plain(line),) for line in lines)), *lines)


def _check(place: str, text: str) -> None:
    match place:
        case "paragraph":
            reads(Paragraph((plain(text),)), text)
        case "strong" | "emphasis":
            span = strong(text) if place == "strong" else emphasis(text)
            reads(Paragraph((span, plain(": en"))), f"{text}: en")
            tag = "strong" if place == "strong" else "em"
            for render in RENDERERS.values():
                assert rendered(Paragraph((span, plain(": en"))), render).weights == [(tag, text)]
        case "after":
            for between in (" ", ": ", " — "):
                reads(Paragraph((strong("Wie:"), plain(f"{between}{text}"))), f"Wie:{between}{text}")
        case "bullet":
            reads(Bullets(((plain(text),), (strong(text), plain(": "), plain(text)))), text, f"{text}: {text}")
        case "boxed":
            reads(Boxed(((plain(text),), (strong("B 1"), plain(f" — {text}")))), text, f"B 1 — {text}")
        case "heading":
            for level in (1, 2, 3):
                reads(Heading(level, text), text)
            reads(Heading(2, f"3. {text}"), f"3. {text}")
        case "table":
            reads(
                Table(("Wie", text), ((text, "wat"), ("x", text))),
                "Wie",
                text,
                text,
                "wat",
                "x",
                text,
                renderers=WITH_TABLES,
            )


# Pleasant to read

PROSE = [
    "De OR stemt in met de regeling, mits de vergoeding jaarlijks wordt geïndexeerd (art. 27 lid 1 onder d WOR).",
    "Bedragen: € 1.250,- tot € 2.500,-; dat is 3 * 4 + 5 = 17 en 10% meer dan in 2026.",
    '“Is akkoord” wordt "kan zich vinden in"; zie blz. 2, punt 4!',
    "P&O en R&D, a < b en b > a; 5-3-1; en/of; m.k. #2",
    "Zie https://example.org/stukken_2026/verslag.html?a=b&c=d voor meer.",
    "Het bestand heet verslag_2026_09.docx en staat in C:\\stukken.",
    "ca. ~50 medewerkers; 2 tot 3 jaar; -5 graden; +31 20 1234567",
    "2026 was een goed jaar.",
    "'t Hart: “nee”",
]


@each_row("text", PROSE)
def test_prose_needs_no_backslashes(text: str) -> None:
    assert escape(text) == text
    assert write_markdown(Document("nl", (Paragraph((plain(text),)),))) == text + "\n"


def test_a_document_as_it_is_written() -> None:
    document = Document(
        "nl",
        (
            Heading(1, "Notulen"),
            Bullets(((strong("Datum"), plain(": 3 mei")), (strong("Plaats"), plain(": hier")))),
            Paragraph((strong("KP:"), plain(" akkoord"))),
            Boxed(((strong("Besluit B 1"), plain(" — ja")), (emphasis("Eenstemmig."),))),
            Table(("Nummer", "Wat"), (("A 1", "brief | envelop"), ("A 2", ""))),
        ),
    )
    assert write_markdown(document) == (
        "# Notulen\n\n"
        "- **Datum**: 3 mei\n"
        "- **Plaats**: hier\n\n"
        "**KP:** akkoord\n\n"
        "> **Besluit B 1** — ja\n"
        ">\n"
        "> *Eenstemmig.*\n\n"
        "| Nummer | Wat              |\n"
        "| ------ | ---------------- |\n"
        "| A 1    | brief \\| envelop |\n"
        "| A 2    |                  |\n"
    )
