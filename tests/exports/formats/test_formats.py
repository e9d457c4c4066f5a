"""A document says the same in every format, and each file is what its format asks."""

from __future__ import annotations

import importlib.util
import io
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

import docx
import html5lib
import pypdf
import pytest
import vobject
from docx.document import Document as Docx
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from exports.confidentiality.redaction import redacted
from exports.content.make_document import make_document
from exports.document import (
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Table,
    plain,
    strong,
)
from exports.formats.ics import write_ics
from exports.formats.json import plain_document
from exports.formats.registry import Format, format_of, write
from exports.kinds import DocumentKind
from exports.publish import Job
from store.archive.archive import Archive
from store.errors import NotulistError
from store.model import Audience
from tests.helpers.council import Sitting
from tests.helpers.documents import NAMES, about, pages_of, read_by_another, sitting_of_all_kinds, texts_in, words_of
from tests.helpers.logos import DOT
from tests.helpers.markdown import TEXTS
from tests.helpers.reading import english
from tests.helpers.tables import each_row

# HTML


def parsed(document: Document) -> str:
    """The HTML of a document; fails where a validator would."""
    content = write(document, Format.HTML).decode()
    html5lib.HTMLParser(strict=True).parse(content)
    return content


def test_html_is_one_file_without_a_script_that_fetches_nothing() -> None:
    content = parsed(replace(about(), letterhead=Letterhead("OR De Linde", "voet", DOT)))
    assert '<html lang="nl">' in content
    assert "<script" not in content
    assert not re.search(r"(?:src|href)=\"(?!data:|#)|@import|url\(", content)
    assert "default-src 'none'" in content
    assert content.count("<h2") == len(NAMES)
    assert "OR De Linde" in content
    assert "data:image/png;base64," in content


@given(TEXTS)
def test_html_shows_what_was_typed(text: str) -> None:
    document = Document("nl", (Heading(1, text), Paragraph((plain(text), strong(text))), Table((text,), ((text,),))))
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(write(document, Format.HTML).decode())
    body = tree.find("body/main")
    assert ["".join(part.itertext()) for part in body.iter() if part.tag in ("h1", "p", "th", "td")] == [
        text,
        text + text,
        text,
        text,
    ]


def test_html_of_every_document_is_valid() -> None:
    sitting = sitting_of_all_kinds()
    for what in DocumentKind:
        assert (
            "says this" in parsed(make_document([redacted(sitting.record, Audience.FULL)], what))
            or what is not DocumentKind.MINUTES
        )


# DOCX


def opened(document: Document) -> Docx:
    return docx.Document(io.BytesIO(write(document, Format.DOCX)))


def test_docx_says_what_the_document_says() -> None:
    assert texts_in(opened(about())) == words_of(about())
    minutes = make_document([redacted(sitting_of_all_kinds().record, Audience.FULL)], DocumentKind.MINUTES)
    assert texts_in(opened(minutes)) == words_of(minutes)


@settings(max_examples=25)
@given(TEXTS)
def test_docx_holds_what_was_typed(text: str) -> None:
    file = opened(Document("nl", (Heading(2, text), Paragraph((plain(text), strong(text))))))
    assert [paragraph.text for paragraph in file.paragraphs] == [text, text + text]


def test_docx_has_real_headings_lists_tables_and_page_numbers() -> None:
    file = opened(replace(about(), letterhead=Letterhead("OR De Linde", "voet", DOT)))
    styles = [part.style.name for part in file.paragraphs if part.style]
    assert {"Title", "Heading 1", "Normal", "Facts", "Decision"} <= set(styles)
    [table] = file.tables
    assert table.rows[0]._tr.get_or_add_trPr().find(qn("w:tblHeader")) is not None
    section = file.sections[0]
    assert "OR De Linde" in section.header.paragraphs[0].text
    assert "Vertrouwelijk." in section.header.paragraphs[0].text
    assert section.header.part.related_parts
    fields = [each.text for each in section.footer._element.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert "voet" in section.footer.paragraphs[0].text
    assert file.core_properties.title == "Notulen Ó Briain"
    assert file.core_properties.author == ""
    assert file.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:val")) == "nl-NL"


def test_docx_says_the_same_to_another_reader() -> None:
    text = read_by_another(about())
    assert [words for words in words_of(about()) if words not in text] == []


# PDF


def test_pdf_says_what_the_document_says() -> None:
    document = about()
    text = "".join(pages_of(write(document, Format.PDF)).split())
    for words in words_of(document):
        assert words in text


@pytest.mark.parametrize(
    ("letter", "name", "advice"),
    [
        ("王", "cjk unified ideograph-738b", "pip install 'notulist[cjk]'"),
        ("𓃰", "egyptian hieroglyph e026", "folder fonts beside your settings"),
        ("\uf8ff", "U+F8FF", "means nothing outside the font"),
    ],
)
def test_a_letter_that_no_font_has_is_named_with_its_place_and_the_rest_is_written(
    letter: str, name: str, advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exports.formats.pdf.find_spec", lambda _name: None)
    document = Document("nl", (Heading(1, "Notulen"), Table(("Nr",), ((f"A 1 van {letter} na",), ("rest",)))))
    told: list[str] = []
    text = " ".join(pages_of(write(document, Format.PDF, tell=told.append)).split())
    assert "rest" in text
    if letter not in text:
        # Not on a machine that has the font itself.
        assert f"A 1 van [{name}] na" in text
        [words] = told
        assert f"“A 1 van {letter} na”" in words
        assert name in words
        assert advice in words


def test_a_bullet_and_a_tick_pasted_from_word_are_real_ones_in_a_pdf() -> None:
    told: list[str] = []
    content = write(
        Document("nl", (Paragraph((plain("\uf0b7 een \uf0fc twee \u2610 drie"),)),)), Format.PDF, tell=told.append
    )
    assert "• een ✓ twee ☐ drie" in pages_of(content)
    assert told == []


def test_nothing_that_a_pdf_says_is_in_a_file_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    assert write(about(), Format.PDF).startswith(b"%PDF")


def test_pdf_has_bookmarks_page_numbers_and_all_its_fonts() -> None:
    document = about()
    blocks = document.blocks + tuple(Paragraph((plain("tekst " * 60),)) for _ in range(30))
    content = write(replace(document, blocks=blocks, letterhead=Letterhead("OR De Linde", "voet", DOT)), Format.PDF)
    reader = pypdf.PdfReader(io.BytesIO(content))
    assert len(reader.pages) > 1
    titles = [each["/Title"] for each in _flat(reader.outline)]
    assert titles == ["Notulen Ó Briain", *(f"1. {name}" for name in NAMES)]
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        assert f"{number} / {len(reader.pages)}" in text
        assert "Vertrouwelijk." in text
        assert "OR De Linde" in text
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)
    assert reader.metadata is not None
    assert reader.metadata.title == "Notulen Ó Briain"
    assert reader.trailer["/Root"]["/Lang"] == "nl"  # type: ignore[index]


def _flat(outline: Sequence[object]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for each in outline:
        found += _flat(each) if isinstance(each, list) else [each]  # type: ignore[list-item]
    return found


@settings(max_examples=30)
@given(st.text(alphabet=st.characters(max_codepoint=0x17F), min_size=1, max_size=40))
def test_nothing_typed_is_markup_to_the_typesetter(text: str) -> None:
    words = f'#{text}\\]$ "#panic()" *a* _b_ `c` <d> @e // /* ~ -- \' {text}'
    content = write(Document("nl", (Heading(1, "x"), Paragraph((plain(words), strong(words))))), Format.PDF)
    # A soft hyphen shows only where a line ends.
    shown = "".join(pages_of(content).replace("\xad", "").split())
    assert '\\]$"#panic()"*a*_b_`c`<d>@e///*~--\'' in shown


# Plain text


def test_plain_text_has_short_lines_and_all_the_words() -> None:
    document = make_document([redacted(sitting_of_all_kinds().record, Audience.FULL)], DocumentKind.MINUTES)
    text = write(document, Format.TEXT).decode()
    assert max(map(len, text.splitlines())) <= 72
    shown = "".join(text.split())
    for words in words_of(document):
        # The number of an action stands without its label.
        assert words in shown or words == "Number"
    assert "*" not in text


# JSON, iCalendar


@each_row("what", list(DocumentKind))
@each_row("audience", list(Audience))
def test_json_is_as_its_schema_says(what: DocumentKind, audience: Audience) -> None:
    schema = json.loads((files("exports.layouts") / "document.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    for sitting in (sitting_of_all_kinds(), Sitting(), english()):
        data = plain_document([redacted(sitting.record, audience)], what)
        Draft202012Validator(schema).validate(data)
        text = json.dumps(data)
        assert ("zwaluw" in text) == (
            audience is Audience.FULL and what is DocumentKind.MINUTES and bool(sitting.entries())
        )
    assert data["meetings"][0]["meeting"]["title"] == "OR-vergadering 2027-03"


def test_a_calendar_reads_in_two_programs() -> None:
    record = sitting_of_all_kinds().record
    content = write_ics([redacted(record, Audience.FULL)], DocumentKind.MINUTES)
    calendar = Calendar.from_ical(content)
    [event] = calendar.walk("VEVENT")
    assert str(event["SUMMARY"]) == "OR-vergadering 2027-03"
    todos = calendar.walk("VTODO")
    assert [str(todo["SUMMARY"]) for todo in todos] == [
        "write – BvdB, Smith (?)",
        "cake (all members)",
        "buizerd (MdA)",
        "send it (KH)",
    ]
    assert todos[0]["DUE"].to_ical() == b"20270312T110000Z"
    assert "DUE" not in todos[1]
    assert str(todos[2]["CLASS"]) == "CONFIDENTIAL"
    assert todos[3]["DUE"].to_ical() == b"20270401"
    assert len({str(todo["UID"]) for todo in todos}) == 4
    other = vobject.readOne(content.decode())
    assert [todo.summary.value for todo in other.vtodo_list] == [str(todo["SUMMARY"]) for todo in todos]
    assert other.vevent.location.value == "Zaal 3"


def test_a_meeting_that_was_set_otherwise_is_a_later_revision_of_the_same_event() -> None:
    sitting = Sitting()
    seen = []
    for line in ("", "/open", "a note", "/close"):
        if line:
            sitting.type(line)
        event = vobject.readOne(
            write_ics([redacted(sitting.record, Audience.FULL)], DocumentKind.AGENDA).decode()
        ).vevent
        seen.append((event.uid.value, event.sequence.value, event.dtstamp.value.isoformat()))
    uid = seen[0][0]
    assert seen == [
        (uid, "0", "1980-01-01T00:00:00+00:00"),
        (uid, "1", "2027-03-11T13:00:00+00:00"),
        (uid, "1", "2027-03-11T13:00:00+00:00"),
        (uid, "2", "2027-03-11T13:02:00+00:00"),
    ]


def test_a_calendar_for_the_employer_says_nothing_confidential() -> None:
    content = write_ics([redacted(sitting_of_all_kinds().record, Audience.EMPLOYER)], DocumentKind.MINUTES).decode()
    assert not re.search("zwaluw|buizerd", content.replace("\r\n ", ""))


@given(TEXTS)
def test_a_calendar_holds_what_was_typed(text: str) -> None:
    sitting = english()
    sitting.type("@mia x")
    sitting.record.put(replace(sitting.last(), text=text, owners=()))
    content = write_ics([redacted(sitting.record, Audience.FULL)], DocumentKind.ACTIONS)
    [todo] = Calendar.from_ical(content).walk("VTODO")
    assert str(todo["SUMMARY"]) == text
    assert max(map(len, content.split(b"\r\n"))) <= 75


# All of them


@pytest.mark.parametrize("format", list(Format))
def test_the_same_record_gives_the_same_bytes(format: Format, tmp_path: Path) -> None:
    record = sitting_of_all_kinds().record
    job = Job(format=format, archive=Archive(tmp_path / "archive"))
    assert job.make([record]) == job.make([record])


@each_row("format", list(Format))
def test_names_are_right_in_every_format(format: Format) -> None:
    sitting = english()
    sitting.type(*(f"@mia {name} answers > friday" for name in NAMES))
    content = Job(format=format).make([sitting.record])
    if format is Format.DOCX:
        text = "".join(texts_in(docx.Document(io.BytesIO(content))))
    elif format is Format.PDF:
        text = pages_of(content)
    elif format is Format.WORKBOOK:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            text = "".join(ElementTree.fromstring(packed.read("xl/worksheets/sheet1.xml")).itertext())
    else:
        text = content.decode().replace("\r\n ", "")
    for name in NAMES:
        assert "".join(name.split()) in "".join(text.split())


def test_the_ending_of_a_file_is_its_format() -> None:
    assert format_of(Path("a.PDF")) is Format.PDF
    assert format_of(Path("a.b.htm")) is Format.HTML
    assert format_of(Path("a")) is None
    assert format_of(Path("a.odt")) is None


@pytest.mark.parametrize("format", [Format.DOCX, Format.PDF, Format.CALENDAR, Format.WORKBOOK])
def test_a_missing_package_is_one_line_that_names_the_command(
    format: Format, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(NotulistError) as refusal:
        Job(format=format, archive=Archive(tmp_path / "archive")).make([english().record])
    assert "pip install 'notulist[documents]'" in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_without_the_extra_the_other_formats_load_none_of_it() -> None:
    script = "import sys, exports.publish, exports.formats.registry, tui.cli.main\nprint(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & {"docx", "typst", "icalendar", "jinja2", "markdown_it", "textual"}
