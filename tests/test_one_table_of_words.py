"""The words of days and offices stand in one file: no other file of the product has a month, a weekday or an office."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from store.language.vocabulary import MONTHS, OFFICES, WEEKDAYS, WHOLE_MONTHS, WHOLE_WEEKDAYS
from store.text import fold
from tests.helpers.project import ROOT
from tests.helpers.tables import each_row

TABLE = "store/language/vocabulary.py"
FILES = sorted(
    path
    for room in ("store", "exports", "tui")
    for path in (ROOT / room).rglob("*.py")
    if path.relative_to(ROOT).as_posix() != TABLE
)
TRANSLATED = frozenset(("_", "N_", "_n", "N_n", "gettext", "ngettext"))
"""What is said, not read: the words in such a call are English of the interface, which translators put in Dutch."""
ALSO_OTHER_WORDS = frozenset(
    # The program itself; names of fields and rooms in the code; commands, columns and readers of documents.
    "notulist chair secretary clerk member members guest guests gast lid leden host deputy trustee employer bestuurder "
    # Other words of any sentence.
    "may march mei alternate substitute scribe observer waarnemer".split()
)
DAYS = (WHOLE_MONTHS | WHOLE_WEEKDAYS) - ALSO_OTHER_WORDS
SHORT_DAYS = frozenset(word for word in (*MONTHS, *WEEKDAYS) if len(word) >= 3) - DAYS - ALSO_OTHER_WORDS
OFFICE_WORDS = frozenset(word for office in OFFICES for word in office.words if " " not in word) - ALSO_OTHER_WORDS


def strings(tree: ast.Module) -> Iterator[ast.Constant]:
    """Every text in the code that is read: no docstrings, and nothing that is there to be translated."""

    def below(node: ast.AST) -> Iterator[ast.Constant]:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return
        if isinstance(node, ast.Call) and name_of(node.func) in TRANSLATED:
            return
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node
        for child in ast.iter_child_nodes(node):
            yield from below(child)

    return below(tree)


def name_of(function: ast.expr) -> str:
    return (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )


def words_in(code: str) -> list[str]:
    """The days and offices that stand in `code`, with their lines."""
    found = []
    for node in strings(ast.parse(code)):
        words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", fold(str(node.value)))
        short = [word for word in words if word in SHORT_DAYS]
        bad = [word for word in words if word in DAYS or word in OFFICE_WORDS]
        # One of them alone is another word too: `sun`, `dec`, `nov`.
        found += [f"{node.lineno}: {word}" for word in (*bad, *(short if len(short) > 1 else []))]
    return found


def test_no_other_file_has_a_month_a_weekday_or_an_office() -> None:
    found = {path.relative_to(ROOT).as_posix(): words_in(path.read_text("utf-8")) for path in FILES}
    assert {name: words for name, words in found.items() if words} == {}


@each_row(
    "code",
    [
        "_MONTHS = {'september': 9}",
        "_DAYS = 'ma di wo do vr maandag'.split()",
        "NAME = re.compile(r'(?:jan|feb|mrt) (?P<day>..)')",
        "ROLES = {'Voorzitter': 1}",
        "if words == 'penningmeester': pass",
        "x = f'{day} oktober'",
    ],
)
def test_a_word_that_is_written_elsewhere_is_found(code: str) -> None:
    assert words_in(code)


@each_row(
    "code", ["'''The days: maandag, dinsdag.'''", "_('Monday Tuesday')", "N_('the chair, 1 December')", "x = 'sun'"]
)
def test_a_word_that_is_only_said_is_not(code: str) -> None:
    assert words_in(code) == []
