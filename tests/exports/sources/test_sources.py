"""Files as people bring them: what a reader makes of each kind, and that a bomb is refused in one line."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, timedelta

import pytest

from exports.sources.read import kind_of, read_source
from exports.sources.source import Kind, Source
from store.errors import BadAgenda
from tests.helpers.office import (
    LEGAL,
    LETTERS,
    ROMAN,
    open_document,
    open_list,
    outlook,
    packed,
    paragraph,
    word,
    word_table,
)
from tests.helpers.tables import each_row


def read(content: bytes, name: str = "file") -> Source:
    return read_source(content, name)


def lines(source: Source) -> list[str]:
    return [line.rstrip() for line in source.text.split("\n") if line.strip()]


def test_a_list_of_word_has_the_numbers_that_word_shows() -> None:
    blocks = [
        paragraph("Agenda OR", style="Titel"),
        paragraph("Datum:\t14 januari 2027"),
        *(paragraph(text, number=(1, level)) for text, level in (("Opening", 0), ("Cijfers", 0), ("Huur", 1))),
        *(paragraph(text, number=(1, level)) for text, level in (("Kantoor", 2), ("Energie", 1), ("Sluiting", 0))),
    ]

    assert lines(read(word(blocks, LEGAL))) == [
        *("# Agenda OR", "Datum:\t14 januari 2027", "1. Opening", "2. Cijfers"),
        *("    2.1 Huur", "        a) Kantoor", "    2.2 Energie", "3. Sluiting"),
    ]


@pytest.mark.parametrize(
    ("lists", "shown"),
    [
        (LETTERS, ["1. A", "    a. B", "    b. C", "2. D"]),
        (ROMAN, ["I. A", "    A. B", "    B. C", "II. D"]),
    ],
)
def test_letters_and_roman_numerals_of_word(lists: tuple[tuple[tuple[str, str], ...], ...], shown: list[str]) -> None:
    told = [("A", 0), ("B", 1), ("C", 1), ("D", 0)]

    assert lines(read(word([paragraph(text, number=(1, level)) for text, level in told], lists))) == shown


def test_a_table_of_word_is_a_table_and_signs_of_markdown_are_letters() -> None:
    source = read(word([word_table([["Nr", "Onderwerp"], ["1", "a*b | c"]]), paragraph("plan_a_b en _x_")]))

    assert lines(source) == ["| Nr | Onderwerp |", "|---|---|", r"| 1 | a\*b \| c |", r"plan_a_b en \_x\_"]


def test_text_boxes_of_word_are_left_out_and_that_is_said() -> None:
    box = "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Los</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
    source = read(word([paragraph("Agenda"), box]))

    assert lines(source) == ["Agenda"]
    assert source.left_out == ("Text boxes and pictures of the Word file are left out.",)


def test_an_open_document_has_its_numbers_headings_and_tables() -> None:
    body = (
        '<text:h text:outline-level="1">Agenda</text:h><text:p>Datum:<text:tab/>14 januari 2027</text:p>'
        + open_list([("Opening", []), ("Campagne", ["Folders", "Socials"]), ("Sluiting", [])])
        + "<table:table><table:table-row><table:table-cell><text:p>Wie</text:p></table:table-cell>"
        "<table:table-cell><text:p>Wat</text:p></table:table-cell></table:table-row></table:table>"
    )

    assert lines(read(open_document(body))) == [
        *("## Agenda", "Datum:\t14 januari 2027", "1. Opening", "2. Campagne", "    a. Folders", "    b. Socials"),
        *("3. Sluiting", "| Wie | Wat |", "|---|---|"),
    ]


def test_a_web_page_has_its_lists_and_no_script() -> None:
    page = (
        "<html><head><title>x</title><style>p{}</style></head><body><h1>Bestuur</h1>"
        "<p>Datum: 9 maart&nbsp;2027<br>Zaal 2</p>"
        "<ol start=3><li>Opening<li>Cijfers<ol type=a><li>Huur</ol></ol><script>1.</script>"
        '<p style="display:none">weg</p><p>Zie <a href="https://x.org/a">stuk</a></p></body></html>'
    )

    assert lines(read(page.encode())) == [
        *("# Bestuur", "Datum: 9 maart\N{NO-BREAK SPACE}2027", "Zaal 2", "3. Opening", "4. Cijfers", "    a. Huur"),
        "Zie [stuk](https://x.org/a)",
    ]


MAIL = b"""\
From: =?utf-8?Q?No=C3=ABl?= Bakker <n@example.org>
Date: Mon, 11 Jan 2027 10:00:00 +0100
Subject: =?iso-8859-1?Q?Co=F6peratie?=
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: multipart/alternative; boundary=y

--y
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

1. Opening
2. Financi=EBn
--y
Content-Type: text/html

<p>niet deze</p>
--y--
--x
Content-Type: application/pdf
Content-Disposition: attachment; filename=stuk.pdf

x
--x--
"""


def test_a_mail_is_decoded_and_tells_its_sender_its_day_and_its_attachments() -> None:
    source = read(MAIL)

    assert lines(source) == ["Onderwerp: Coöperatie", "1. Opening", "2. Financiën"]
    assert (source.sender, source.sent) == ("Noël Bakker <n@example.org>", date(2027, 1, 11))
    assert source.left_out == ("Not read: the attachment stuk.pdf.",)


def test_a_mail_of_outlook() -> None:
    sent = (date(2027, 1, 11) - date(1601, 1, 1)) // timedelta(microseconds=1) * 10
    body = "Beste allen,\r\n\r\n1. Opening\r\n2. Begroting\r\n" + "Toelichting. " * 500
    source = read(outlook({0x0037: "Agenda OR", 0x0C1A: "Noor Bakker", 0x1000: body}, {0x0039: sent}))

    assert lines(source)[:4] == ["Onderwerp: Agenda OR", "Beste allen,", "1. Opening", "2. Begroting"]
    assert (source.kind, source.sender, source.sent) == (Kind.OUTLOOK, "Noor Bakker", date(2027, 1, 11))


def test_an_invitation_of_a_calendar() -> None:
    source = read(
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:OR-vergadering\r\n"
        b"DTSTART;TZID=Europe/Amsterdam:20270114T133000\r\nDTEND;TZID=Europe/Amsterdam:20270114T153000\r\n"
        b"LOCATION:Zaal 2\\, Zwolle\r\nATTENDEE;CN=Anna Bos:mailto:a@x.org\r\nATTENDEE;CN=b@x.org:mailto:b@x.org\r\n"
        b"DESCRIPTION:1. Opening\\n2. Cijfers\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )

    assert lines(source) == [
        *("OR-vergadering", "Date: 2027-01-14", "Time: 13:30–15:30", "Place: Zaal 2, Zwolle", "Attendees: Anna Bos"),
        *("1. Opening", "2. Cijfers"),
    ]


@each_row("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@each_row("sign", ["\t", ";", ","])
def test_csv_in_every_encoding_and_with_every_sign_that_excel_writes(encoding: str, sign: str) -> None:
    text = f"Naam{sign}Rol\r\nNoël Bos{sign}lid\r\nAnna Dam{sign}voorzitter\r\n"

    assert read_source(text.encode(encoding), "leden.csv").rows == (
        ("Naam", "Rol"),
        ("Noël Bos", "lid"),
        ("Anna Dam", "voorzitter"),
    )


def test_a_workbook_has_its_days_and_hours() -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    start = datetime(2027, 1, 14, 9, 30)  # noqa: DTZ001
    for row in (["Nr", "Onderwerp", "Van"], [], [1, "Opening", date(2027, 1, 14)], [2.0, "Slot", start]):
        sheet.append(row)
    book.create_sheet("Oud").append(["x"])
    file = io.BytesIO()
    book.save(file)
    source = read(file.getvalue())

    assert source.rows == (
        ("Nr", "Onderwerp", "Van"),
        ("1", "Opening", "2027-01-14"),
        ("2", "Slot", "2027-01-14 09:30"),
    )
    assert source.left_out == ("Not read: the sheet Oud.",)


@each_row(
    "content, name, kind",
    [
        (b"1. Opening\n2. Slot\n", "agenda.docx", Kind.TEXT),
        (b"<!DOCTYPE html><p>x", "agenda.txt", Kind.HTML),
        (b"\xef\xbb\xbfBEGIN:VCARD\r\n", "x", Kind.CARDS),
        (b'{"items": []}', "x", Kind.JSON),
        (b"items: []", "x.yaml", Kind.YAML),
        (b"Van: A\nOnderwerp: B\n\n1. X", "x", Kind.TEXT),
        (b"Subject: A\nFrom: b\nMIME-Version: 1.0\n\n1. X", "x", Kind.MAIL),
        (b"Plaats: A\nDatum: 1 mei\nContent: x\n", "x", Kind.TEXT),
    ],
)
def test_a_file_is_what_stands_in_it(content: bytes, name: str, kind: Kind) -> None:
    assert kind_of(content, name) is kind


def bomb() -> bytes:
    return packed({"word/document.xml": b"<w>" + b" " * 70_000_000 + b"</w>"})


def lying() -> bytes:
    """An archive whose directory says that a part is small, and which unpacks to much more."""
    content = bytearray(packed({"word/document.xml": b"<w>" + b" " * 40_000_000 + b"</w>"}))
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = (1_000).to_bytes(4, "little")
    return bytes(content)


def nested(tag: str, depth: int) -> str:
    return f"<{tag}>" * depth + f"</{tag}>" * depth


ENTITY = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def no_documents() -> dict[str, bytes]:
    return {
        "zip bomb": bomb(),
        "zip that lies": lying(),
        "deep word": packed({"word/document.xml": nested("w", 5_000)}),
        "deep odt": packed({"content.xml": "office:text" + nested("a", 5_000)}),
        "entity in word": packed({"word/document.xml": f"{ENTITY}<w>&a;</w>"}),
        "entity in odt": packed({"content.xml": f"{ENTITY}<x>office:text&a;</x>"}),
        "entity in a workbook": packed({"xl/workbook.xml": ENTITY}),
        "many parts": packed({f"{at}.xml": "x" for at in range(4_000)} | {"word/document.xml": "x"}),
        "deep page": nested("div", 100_000).encode(),
        "broken zip": b"PK\x03\x04" + b"x" * 500,
        "broken msg": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 2_000,
        "other zip": packed({"other.txt": "x"}),
        "pdf": b"%PDF-1.7 x",
        "large": b"x" * 20_000_001,
        "no text": bytes(range(256)) * 50,
        "broken calendar": b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:x\r\nEND:VEVENT\r\n",
    }


@each_row("name, content", lambda: no_documents().items())
def test_what_is_no_document_is_refused_in_one_line(name: str, content: bytes) -> None:
    with pytest.raises(BadAgenda) as refused:
        read(content, "file.docx")
    assert "\n" not in str(refused.value), name
    assert "Nothing was stored" in str(refused.value), name


def test_a_part_that_is_not_as_large_as_its_directory_says_is_no_zip_of_ours() -> None:
    assert zipfile.ZipFile(io.BytesIO(lying())).infolist()[0].file_size == 1_000
