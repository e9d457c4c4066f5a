"""Paths as terminals paste them: one file, whichever way."""

from __future__ import annotations

from store.language.post.paths import take_paths
from tests.helpers.tables import each_row

NAME = "files/verzuim 2026 (def).pdf"
THERE = {NAME, "/home/lw/brief.pdf", "kort.pdf", "C:\\Users\\lw\\brief 1.pdf", "it's.pdf"}


def read(line: str) -> tuple[tuple[str, ...], str]:
    return take_paths(line, THERE.__contains__)


@each_row(
    "pasted",
    [
        "'files/verzuim 2026 (def).pdf'",
        '"files/verzuim 2026 (def).pdf"',
        "files/verzuim\\ 2026\\ \\(def\\).pdf",
        "files/verzuim 2026 (def).pdf ",
    ],
)
@each_row("before", ["", "arbo: Verzuim, kennis "])
def test_one_file_pasted_in_many_ways(pasted: str, before: str) -> None:
    assert read(before + pasted) == ((NAME,), before.strip())


@each_row(
    "line, paths, rest",
    [
        ("file:///home/lw/brief.pdf", ("/home/lw/brief.pdf",), ""),
        ("file:///home/lw/verzuim%202026%20(def).pdf", ("/home/lw/verzuim 2026 (def).pdf",), ""),
        ("'it'\\''s.pdf'", ("it's.pdf",), ""),
        ("/nergens/brief.pdf", ("/nergens/brief.pdf",), ""),
        ("x: y kort.pdf '/home/lw/brief.pdf'", ("kort.pdf", "/home/lw/brief.pdf"), "x: y"),
        ("C:\\Users\\lw\\brief 1.pdf", ("C:\\Users\\lw\\brief 1.pdf",), ""),
        ('"C:\\Users\\lw\\brief 1.pdf"', ("C:\\Users\\lw\\brief 1.pdf",), ""),
        ("C:\\new\\tekst.pdf", ("C:\\new\\tekst.pdf",), ""),
    ],
)
def test_paths_are_taken_out_of_a_line(line: str, paths: tuple[str, ...], rest: str) -> None:
    assert read(line) == (paths, rest)


@each_row(
    "line", ["bestuurder: foto's van 't pand", "bond: Cao 2026/2027, kennis", "x: 'tussen aanhalingstekens'", "a: b/c"]
)
def test_words_are_no_paths(line: str) -> None:
    assert read(line) == ((), line)
