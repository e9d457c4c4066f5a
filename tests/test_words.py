"""The words of users: complete in Dutch, found where they are asked for, and never left unmarked in the code."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from store import errors, i18n
from store.i18n import _, _n, documents, preferred, speak, spoken
from store.language.capture.verbs.table import COMMANDS
from tools import words as tool

COMMAND = re.compile(r"(?<![\w/}])/([a-z]+)\b(?!/)")
KEY = re.compile(r"\bF\d+\b|\^[A-Z]\b|\b(?:Enter|Esc)\b")


@pytest.fixture(autouse=True)
def _back_to_english() -> Iterator[None]:
    yield
    speak("en")
    documents.cache_clear()


# The catalogs as they are


def test_every_message_has_its_translation() -> None:
    assert tool.check() == []


@pytest.mark.parametrize("domain", [tool.INTERFACE, tool.DOCUMENTS])
def test_dutch_names_the_dutch_commands_and_the_same_keys(domain: str) -> None:
    dutch_of = {word: spec.word("nl") for spec in COMMANDS for word in spec.words}
    for english, dutch in _catalog(domain).items():
        typed = COMMAND.findall(dutch)
        assert typed == [dutch_of.get(name) for name in typed], dutch
        assert set(KEY.findall(english)) <= set(KEY.findall(dutch)), english


def test_dutch_addresses_nobody_as_u() -> None:
    for domain in (tool.INTERFACE, tool.DOCUMENTS):
        formal = [text for text in _catalog(domain).values() if re.search(r"\bu(?:w|zelf)?\b", text, re.IGNORECASE)]
        # What the line of a letter is called everywhere; a letter says “u” in its own text (`exports/letters`).
        assert [text for text in formal if text != "Uw kenmerk"] == []


@pytest.mark.parametrize("word", ["minutes", "action-list", "public"])
def test_words_of_file_names_are_plain(word: str) -> None:
    translated = documents("nl").gettext(word)
    assert translated != word
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", translated)


def _catalog(domain: str) -> dict[str, str]:
    translations = gettext.translation(domain, i18n.LOCALE, ["nl"])
    catalog: dict[str | tuple[str, int], str] = vars(translations)["_catalog"]
    return {id if isinstance(id, str) else id[0]: text for id, text in catalog.items() if id}


# How they are found


def test_the_interface_speaks_dutch() -> None:
    speak("nl")
    assert spoken() == "nl"
    assert _("next item") == "volgend punt"
    assert _("a message that nobody translated") == "a message that nobody translated"


def test_documents_speak_their_own_language() -> None:
    assert documents("nl").gettext("Decision") == "Besluit"
    assert documents("en").gettext("Decision") == "Decision"
    assert spoken() == "en"
    assert _("next item") == "next item"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_english_needs_no_catalog(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "LOCALE", tmp_path)
    documents.cache_clear()
    speak(language)
    assert _("next item") == "next item"
    assert _n("{count} action", "{count} actions", 2) == "{count} actions"
    assert documents(language).gettext("Decision") == "Decision"


@pytest.mark.parametrize(
    ("number", "text"), [(0, "{count} besluiten"), (1, "{count} besluit"), (2, "{count} besluiten")]
)
def test_one_and_many(number: int, text: str) -> None:
    speak("nl")
    assert _n("{count} decision", "{count} decisions", number) == text
    times = documents("nl").ngettext("{number} abstention", "{number} abstentions", number)
    assert times == ("{number} onthouding" if number == 1 else "{number} onthoudingen")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": ""}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "nl_BE"}, "nl"),
        ({"LANG": "nl"}, "nl"),
        ({"LC_MESSAGES": "nl_NL.UTF-8", "LANG": "en_US.UTF-8"}, "nl"),
        ({"LC_ALL": "nl_NL.UTF-8", "LANG": "en_US.UTF-8"}, "nl"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "nl_NL.UTF-8"}, "en"),
        ({"LANGUAGE": "de:nl", "LANG": "de_DE.UTF-8"}, "nl"),
        ({"LANGUAGE": "nl:en", "LANG": "en_GB.UTF-8"}, "nl"),
        ({"LANGUAGE": "en:nl", "LANG": "nl_NL.UTF-8"}, "en"),
        ({"LANGUAGE": "de:fr", "LANG": "de_DE.UTF-8"}, "en"),
        ({"LANGUAGE": "", "LANG": "nl_NL.UTF-8"}, "nl"),
    ],
)
def test_the_language_that_the_environment_asks_for(environment: dict[str, str], language: str) -> None:
    assert preferred(environment) == language


def test_the_environment_of_this_process_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert preferred() == "en"
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    assert preferred() == "nl"


# The tool that keeps them

SCREEN = """
from store.i18n import _, _n, N_
LABEL = N_("open")
TEXT = f"{_('end')} of {_n('{count} item', '{count} items', 2)}"
"""
DOCUMENT = """
from store.i18n import documents
_ = documents("nl").gettext
TEXT = _("Minutes {title}")
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small project of which everything is translated."""
    for folder, code in {"tui": SCREEN, "store": "", "exports": DOCUMENT}.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "module.py").write_text(code, "utf-8")
    assert len(tool.update(tmp_path)) == 4
    _fill(tmp_path, "open", "openen")
    _fill(tmp_path, "end", "einde")
    _fill(tmp_path, "Minutes {title}", "Notulen {title}", domain="documents")
    po = _po(tmp_path)
    po.write_text(
        po.read_text("utf-8").replace('[0] ""', '[0] "{count} punt"').replace('[1] ""', '[1] "{count} punten"'), "utf-8"
    )
    assert tool.update(tmp_path) == []
    return tmp_path


def _po(root: Path, domain: str = "interface") -> Path:
    return root / "store" / "locale" / "nl" / "LC_MESSAGES" / f"{domain}.po"


def _fill(root: Path, english: str, dutch: str, domain: str = "interface") -> None:
    po = _po(root, domain)
    text = po.read_text("utf-8")
    found = re.search(rf'msgid "{re.escape(english)}"\nmsgstr "(.*)"\n', text)
    assert found
    po.write_text(text[: found.start(1)] + dutch + text[found.end(1) :], "utf-8")


def test_what_is_finished_is_quiet_and_stays_as_it_is(root: Path) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*.[pm]o")}
    assert len(before) == 4
    assert tool.check(root) == []
    assert tool.update(root) == []
    assert {path: path.read_bytes() for path in root.rglob("*.[pm]o")} == before


def test_what_is_compiled_is_what_gettext_reads(root: Path) -> None:
    for domain, english, dutch in (("interface", "end", "einde"), ("documents", "Minutes {title}", "Notulen {title}")):
        translations = gettext.translation(domain, root / "store" / "locale", ["nl"])
        assert translations.gettext(english) == dutch
    interface = gettext.translation("interface", root / "store" / "locale", ["nl"])
    assert [interface.ngettext("{count} item", "{count} items", n) for n in (1, 2)] == [
        "{count} punt",
        "{count} punten",
    ]


def test_a_message_that_is_not_in_the_file(root: Path) -> None:
    with (root / "tui" / "module.py").open("a", encoding="utf-8") as module:
        module.write('print(_("new"))\n')
    assert _said(root) == ["not in the file: new"]
    assert _told(tool.update(root)) == ["not translated: 'new'"]
    assert _said(root) == ["not translated: 'new'"]


def test_a_message_that_is_not_in_the_code_any_more(root: Path) -> None:
    (root / "tui" / "module.py").write_text(SCREEN.replace('"open"', "str()"), "utf-8")
    assert _said(root) == ["not in the code any more: open"]
    assert tool.update(root) == []
    assert "openen" not in _po(root).read_text("utf-8")


def test_a_fuzzy_translation(root: Path) -> None:
    po = _po(root)
    po.write_text(po.read_text("utf-8").replace('msgid "end"', '#, fuzzy\nmsgid "end"'), "utf-8")
    assert _told(tool.update(root)) == ["fuzzy: 'end'"]
    assert _said(root) == ["fuzzy: 'end'"]


@pytest.mark.parametrize("dutch", ["Notulen", "Notulen {titel}", "Notulen {title} {title} {x}", "Notulen {title"])
def test_other_names_in_braces(root: Path, dutch: str) -> None:
    _fill(root, "Minutes {title}", dutch, domain="documents")
    expected = [f"other {{names}} in {dutch!r} than in 'Minutes {{title}}'"]
    assert _told(tool.update(root)) == expected
    assert _said(root) == expected


def test_what_is_not_compiled(root: Path) -> None:
    _fill(root, "end", "slot")
    assert _said(root) == ["not compiled from interface.po; run python -m tools.words"]
    _po(root, "documents").with_suffix(".mo").unlink()
    assert len(_said(root)) == 2


def test_a_file_that_was_written_otherwise(root: Path) -> None:
    po = _po(root)
    po.write_text("# Mine.\n" + po.read_text("utf-8"), "utf-8")
    assert _said(root) == ["not as it would be written; run python -m tools.words"]


def test_a_module_of_both_domains(root: Path) -> None:
    (root / "exports" / "module.py").write_text("from store.i18n import _\n" + DOCUMENT, "utf-8")
    assert _said(root) == ["a module speaks for documents or for the interface, not for both"]


@pytest.mark.parametrize("message", ['f"{x} open"', '"open" + x', '"%s" % x', '""" """ + f"{x}"'])
def test_a_message_that_is_put_together(root: Path, message: str) -> None:
    with (root / "tui" / "module.py").open("a", encoding="utf-8") as module:
        module.write(f"x = 'door'\nprint(_({message}))\n")
    assert _said(root) == ["a message is one plain string; what varies in it is a {name}"]


def test_the_tool_tells_how_it_went(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(tool, "check", lambda: [])
    assert tool.main(["--check"]) == 0
    assert capsys.readouterr().out == ""
    monkeypatch.setattr(tool, "check", lambda: ["one", "two"])
    assert tool.main(["--check"]) == 1
    assert capsys.readouterr().out == "one\ntwo\n"


def _said(root: Path) -> list[str]:
    return _told(tool.check(root))


def _told(lines: list[str]) -> list[str]:
    return [line.partition(": ")[2] for line in lines]


# Nothing that users see is left out

# Names that are the same in every language.
SAME = {"notulist"}
WORD = re.compile(r"[^\W\d_]{3,}")
SHOWN = {
    "Content",
    "styled",
    "from_text",
    "echo",
    "print",
    "Static",
    "Label",
    "Option",
    "SystemCommand",
    "_say",
    "say",
    "notify",
}
FIELDS = {"border_title", "border_subtitle", "placeholder"}
ERRORS = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)}


@pytest.mark.parametrize("folder", tool.FOLDERS)
def test_whatever_users_see_can_be_translated(folder: str) -> None:
    unmarked = [
        f"{path.relative_to(tool.ROOT)}:{line}: {text!r}"
        for path in sorted((tool.ROOT / folder).rglob("*.py"))
        for line, text in _unmarked(ast.parse(path.read_bytes()), raised_only=folder != "tui")
    ]
    assert unmarked == []


@pytest.mark.parametrize(
    "code",
    [
        'click.echo("Done now")',
        'click.echo(f"{number} done")',
        'Content("Done now")',
        'Content.styled("Done " + _("now"), "bold")',
        'Content.assemble(("Done", "bold"), " ")',
        'Content.assemble(_("Yes"), " done")',
        'Input(placeholder="a name" if here else "")',
        'box.border_title = "Help"',
        'self._say(" ".join(["Done", x]))',
        'raise CannotDo("Nobody is {x}.".format(x=x))',
    ],
)
def test_the_scan_sees(code: str) -> None:
    assert [line for line, _text in _unmarked(ast.parse(code))] == [1]


@pytest.mark.parametrize(
    "code",
    [
        'click.echo(_("Done"))',
        'click.echo("{}: {}".format(_("Done"), path))',
        'Content.styled(_("Done"), "bold $accent")',
        'Content.assemble((" notulist", "bold"), (_("Done"), "$quiet"), "  ")',
        'Content.styled(text, "bold" if kind == "decision" else "$quiet")',
        'box.border_title = Content(_("Help"))',
        'self._say(words["done"] or _n("{n} act", "{n} acts", n).format(n=n))',
        'self.query_one("#capture", Input)',
        'raise KeyError("index")',
    ],
)
def test_the_scan_lets_pass(code: str) -> None:
    assert [*_unmarked(ast.parse(code))] == []


def _unmarked(tree: ast.AST, *, raised_only: bool = False) -> Iterator[tuple[int, str]]:
    """The literals with words in them that a user would see as they are in the code."""
    for node in ast.walk(tree):
        shown = _raised(node) if raised_only else [*_raised(node), *_shown(node)]
        for expression in shown:
            for line, text in _literals(expression):
                if {*WORD.findall(text)} - SAME:
                    yield line, text


def _raised(node: ast.AST) -> list[ast.expr]:
    return node.args if isinstance(node, ast.Call) and _name(node.func) in ERRORS else []


def _shown(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Assign) and any(_name(target) in FIELDS for target in node.targets):
        return [node.value]
    if not isinstance(node, ast.Call):
        return []
    fields = [keyword.value for keyword in node.keywords if keyword.arg in FIELDS]
    if _name(node.func) == "assemble":
        # A part is a text, or a text with its style.
        return fields + [part.elts[0] if isinstance(part, ast.Tuple) else part for part in node.args]
    if _name(node.func) in SHOWN:
        return fields + node.args[:1]
    return fields


def _literals(node: ast.expr) -> Iterator[tuple[int, str]]:
    """The strings that `node` can come to, without those that are translated, looked up or compared."""
    below: list[ast.expr] = []
    match node:
        case ast.Constant(value=str() as text):
            yield node.lineno, text
        case ast.JoinedStr(values=below) | ast.BoolOp(values=below) | ast.Dict(values=below):
            pass
        case ast.List(elts=below) | ast.Tuple(elts=below):
            pass
        case ast.FormattedValue(value=value) | ast.Subscript(value=value) | ast.Starred(value=value):
            below = [value]
        case ast.IfExp(body=first, orelse=second) | ast.BinOp(left=first, right=second):
            below = [first, second]
        case ast.ListComp(elt=element) | ast.GeneratorExp(elt=element):
            below = [element]
        case ast.Call(func=ast.Attribute(value=value, attr=name), args=arguments):
            below = [value, *(arguments if name in {"join", "format"} else [])]
        case _:
            pass
    for each in below:
        yield from _literals(each)


def _name(node: ast.AST) -> str:
    return getattr(node, "id", "") or getattr(node, "attr", "")
