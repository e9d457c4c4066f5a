"""The one door for text: no control character comes through it, and all else does, to the letter."""

from __future__ import annotations

import codecs
import json
import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.text import clean, clean_all, clean_lines, decode, fold, is_clean
from tests.helpers.tables import each_row

ANY_TEXT = st.text(st.characters(codec=None), max_size=80) | st.text(
    st.sampled_from(
        "\x1b[]P^_X\\0;31m\x07\x9b\x9c\x9d\x00\x08\t\r\n\x0b\x0c\x85\u2028\u202e\u2066\ufeff\ud800\udfffaé "
    )
)


@each_row(
    "typed, kept",
    [
        ("een gewone zin, met «tekens» — én ’s avonds", "een gewone zin, met «tekens» — én ’s avonds"),
        ("  ruimte \t eromheen\n", "ruimte   eromheen"),
        ("twee\r\nregels\vén\fmeer\u2028nog\u2029een\x85eind", "twee regels én meer nog een eind"),
        ("\x1b[31mrood\x1b[0m", "rood"),
        ("\x1b[38;2;1;2;3mkleur", "kleur"),
        ("\x1b]52;c;cm0=\x07klembord", "klembord"),
        ("\x1b]0;titel\x1b\\x", "x"),
        ("\x9b2Jx", "x"),
        ("\x9d0;t\x9cx", "x"),
        ("\x1bPq\x1b\\\x1b_a\x1b\\\x1b^p\x1b\\\x1bXs\x1b\\x", "x"),
        ("\x1b(Bx\x1bc", "x"),
        ("nul\x00bel\x07terug\x08\x7f", "nulbelterug"),
        ("om\u202egekeerd\u202c \u2066x\u2069", "omgekeerd x"),
        ("\ufeffbom", "bom"),
        ("half \ud83d surrogaat", "half \ufffd surrogaat"),
        ("👩‍👩‍👧 ที่ عربى 漢字 e\u0301", "👩‍👩‍👧 ที่ عربى 漢字 e\u0301"),
        ("[/nope] [@click=app.quit] path\\[b]", "[/nope] [@click=app.quit] path\\[b]"),
        ("", ""),
    ],
)
def test_what_comes_through(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_a_lone_control_takes_no_other_line_with_it() -> None:
    assert clean_lines("Ã\x90een\ntwee\ndrie Ã\x9c") == "Ãeen\ntwee\ndrie Ã"


def test_lines_stay_lines() -> None:
    assert clean_lines("een\r\ntwee\rdrie\n\tvier\x00") == "een\ntwee\ndrie\n\tvier"


@given(ANY_TEXT)
def test_no_control_comes_through_and_cleaning_again_changes_nothing(text: str) -> None:
    line, lines = clean(text), clean_lines(text)
    assert not [c for c in line if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}]
    assert not [c for c in lines if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} and c not in "\t\n"]
    assert not set(lines) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
    lines.encode()
    assert clean(line) == line
    assert clean_lines(lines) == lines


@given(st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="\u2028\u2029"), max_size=80))
def test_what_is_only_text_is_kept_to_the_letter(text: str) -> None:
    assert clean(text) == clean_lines(text) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_files_are_read_in_the_encodings_that_people_have(encoding: str) -> None:
    assert decode("één «regel» – €".encode(encoding)) == "één «regel» – €"


@given(st.binary(max_size=100) | st.text(max_size=40).map(str.encode))
@example(codecs.BOM_UTF8 + b"\xc3\xa9")
@example(b"caf\xe9 \x81")
def test_any_bytes_are_some_text_of_which_nothing_is_lost(content: bytes) -> None:
    text = decode(content)
    try:
        content.decode()
    except UnicodeDecodeError:
        # A character for each byte; what is the same in all encodings stands as it was.
        assert len(text) == len(content)
        assert all(ord(character) == byte for character, byte in zip(text, content, strict=True) if byte < 128)
        assert text.encode("utf-8", "strict")
    else:
        assert text.encode() == content.removeprefix(codecs.BOM_UTF8)


def test_folding_compares_without_case_accents_and_kinds_of_quotes() -> None:
    assert fold("’t Hárt–Ĳsbrand Łø ＡＢ") == "'t hart-ijsbrand lo ab"
    assert fold("İstanbul") == fold("istanbul")


@each_row("piece", ["\x9d", "\x90a", "\x1b]", "\x9b0", "\x1bPa", "\x1b ", "\x9b", "\x98\x1b"])
def test_a_large_paste_of_openings_without_an_end_is_no_trap(piece: str) -> None:
    # Each of a million openings must not look for its end through all the rest: this would take an hour.
    assert len(clean(piece * 500_000)) <= 1_000_000


@each_row("control", ["\b", "\f", "\r", "\x00", "\x1b", "\x7f", "\x9b", "\u2028", "\u202e", "\ufeff"])
@each_row("as_ascii", [True, False])
def test_a_control_in_json_is_seen_in_whatever_way_it_is_written(control: str, as_ascii: bool) -> None:
    assert not is_clean(json.dumps({"text": f"een{control}twee"}, ensure_ascii=as_ascii).encode())


@given(ANY_TEXT.filter(lambda text: not re.search("[\ud800-\udfff]", text)), st.booleans())
def test_what_is_called_clean_is_clean(text: str, as_ascii: bool) -> None:
    content = json.dumps({"text": text}, ensure_ascii=as_ascii).encode()
    if is_clean(content):
        assert clean_all({"text": text}) == {"text": text}


def test_usual_text_is_clean_at_once() -> None:
    assert is_clean(json.dumps({"text": 'één «zin»\tmet\n"regels" – €'}, ensure_ascii=False).encode())
