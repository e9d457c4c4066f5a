"""Brings the translations up to date, or checks that they are.

    python -m tools.words          extracts, updates the .po files, compiles the .mo files
    python -m tools.words --check  changes nothing; exits 1 where anything is missing, fuzzy, unused or not compiled

English is written in the code; each language in `store/locale` has two domains:
`interface` (what screens and messages say) and `documents` (what minutes and lists say).
"""

from __future__ import annotations

import ast
import io
import string
import struct
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
FOLDERS = ("tui", "store", "exports")
DOCUMENTS = "documents"
INTERFACE = "interface"
# Each language with its name, and the rule by which it chooses between one and many.
LANGUAGES = {"nl": ("Dutch", "nplurals=2; plural=(n != 1);")}
_PLURALS = 2

_ONE = {"_", "N_", "gettext"}
_ONE_OR_MANY = {"_n", "N_n", "ngettext"}
# No dates and no versions: two runs must write the same.
_HEADER = """\
# {name} words of notulist: {domain}.
msgid ""
msgstr ""
"Project-Id-Version: notulist\\n"
"Language: {language}\\n"
"Plural-Forms: {rule}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def main(arguments: list[str]) -> int:
    """Does what was asked; 1 where something is left to do."""
    wrong = check() if "--check" in arguments else update()
    sys.stdout.writelines(f"{line}\n" for line in wrong)
    return 1 if wrong else 0


def update(root: Path = ROOT) -> list[str]:
    """Writes the `.po` and `.mo` files anew; what a person has to do now."""
    catalogs, wrong = extracted(root)
    for domain, language, po in _files(root):
        old = _read(po, language)
        new = Catalog(locale=language)
        for message in catalogs[domain]:
            if message.id:
                _take_over(old.get(_first(message)), message, new)
        po.parent.mkdir(parents=True, exist_ok=True)
        po.write_bytes(_written(new, domain, language))
        po.with_suffix(".mo").write_bytes(compiled(_read(po, language), language))
        wrong += _unfinished(po, new)
    return wrong


def check(root: Path = ROOT) -> list[str]:
    """Everything that is wrong, a line each; nothing where all is well."""
    catalogs, wrong = extracted(root)
    for domain, language, po in _files(root):
        catalog, mo = _read(po, language), po.with_suffix(".mo")
        there = {str(message.id): message for message in catalog if message.id}
        asked = {str(message.id): message for message in catalogs[domain] if message.id}
        wrong += [f"{po}: not in the file: {id}" for id in sorted(asked.keys() - there.keys())]
        wrong += [f"{po}: not in the code any more: {id}" for id in sorted(there.keys() - asked.keys())]
        wrong += _unfinished(po, catalog)
        if po.exists() and po.read_bytes() != _written(catalog, domain, language):
            wrong.append(f"{po}: not as it would be written; run python -m tools.words")
        if not mo.exists() or mo.read_bytes() != compiled(catalog, language):
            wrong.append(f"{mo}: not compiled from {po.name}; run python -m tools.words")
    return wrong


def extracted(root: Path) -> tuple[dict[str, Catalog], list[str]]:
    """The messages of the code, by domain; and what is wrong with how they are written there.

    Read from the syntax tree, since in Python 3.11 an f-string is a single token to others.
    """
    catalogs = {INTERFACE: Catalog(), DOCUMENTS: Catalog()}
    wrong = []
    for path in sorted(file for folder in FOLDERS for file in (root / folder).rglob("*.py")):
        tree = ast.parse(path.read_bytes(), str(path))
        taken = _taken(tree)
        if DOCUMENTS in taken and taken & {"_", "_n"}:
            wrong.append(f"{path}: a module speaks for documents or for the interface, not for both")
        for line, id in _messages(tree):
            if id is None:
                wrong.append(f"{path}:{line}: a message is one plain string; what varies in it is a {{name}}")
            else:
                catalogs[DOCUMENTS if DOCUMENTS in taken else INTERFACE].add(id)
    return catalogs, wrong


def compiled(catalog: Catalog, language: str) -> bytes:
    """The finished messages of `catalog` as a `.mo` file (the GNU format, without its hash table)."""
    rule = LANGUAGES[language][1]
    texts = {"": f"Content-Type: text/plain; charset=utf-8\nLanguage: {language}\nPlural-Forms: {rule}\n"}
    for message in catalog:
        if message.id and all(_strings(message)) and not message.fuzzy:
            texts["\0".join(_ids(message))] = "\0".join(_strings(message))
    pairs = sorted((id.encode(), text.encode()) for id, text in texts.items())
    tables, data = b"", b""
    start = 28 + 16 * len(pairs)
    for column in zip(*pairs, strict=True):
        for text in column:
            tables += struct.pack("<2I", len(text), start + len(data))
            data += text + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return head + tables + data


def _files(root: Path) -> Iterator[tuple[str, str, Path]]:
    for language in LANGUAGES:
        for domain in (INTERFACE, DOCUMENTS):
            yield domain, language, root / "store" / "locale" / language / "LC_MESSAGES" / f"{domain}.po"


def _taken(tree: ast.Module) -> set[str]:
    """What a module takes from `store.i18n`: who takes `documents` speaks for documents."""
    return {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "store.i18n"
        for alias in node.names
    }


def _messages(tree: ast.Module) -> Iterator[tuple[int, str | tuple[str, str] | None]]:
    """Each message with its line; None where it is put together in the code."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
        given = node.args[: 1 if name in _ONE else 2 if name in _ONE_OR_MANY else 0]
        texts = [each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        if texts and len(texts) == len(given):
            yield node.lineno, (texts[0], texts[1]) if len(texts) > 1 else texts[0]
        elif any(isinstance(each, ast.JoinedStr | ast.BinOp | ast.Constant) for each in given):
            yield node.lineno, None


def _read(po: Path, language: str) -> Catalog:
    content = po.read_bytes() if po.exists() else b""
    return read_po(io.BytesIO(content), locale=language, abort_invalid=True)


def _take_over(old: Message | None, message: Message, new: Catalog) -> None:
    """Puts `message` into `new`, with the translation that it had where it is still the same message."""
    if old and old.id == message.id:
        flags = {"fuzzy"} if old.fuzzy else set()
        new.add(message.id, old.string, flags=flags, user_comments=old.user_comments)
    else:
        new.add(message.id)


def _written(catalog: Catalog, domain: str, language: str) -> bytes:
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=110, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    name, rule = LANGUAGES[language]
    head = _HEADER.format(name=name, domain=domain, language=language, rule=rule)
    return head.encode() + buffer.getvalue().strip() + b"\n"


def _unfinished(po: Path, catalog: Catalog) -> Iterator[str]:
    for message in catalog:
        ids, strings = _ids(message), _strings(message)
        if not message.id:
            continue
        if not all(strings) or len(strings) != (_PLURALS if message.pluralizable else 1):
            yield f"{po}: not translated: {ids[0]!r}"
        elif message.fuzzy:
            yield f"{po}: fuzzy: {ids[0]!r}"
        else:
            for id, text in zip(ids, strings, strict=True):
                if _names(id) != _names(text):
                    yield f"{po}: other {{names}} in {text!r} than in {id!r}"


def _names(text: str) -> set[str] | None:
    """The names in braces of a `str.format` text; None where it is no such text."""
    try:
        return {name for _before, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def _first(message: Message) -> str:
    return _ids(message)[0]


def _ids(message: Message) -> list[str]:
    return _several(message.id)


def _strings(message: Message) -> list[str]:
    return _several(message.string or "")


def _several(text: str | Iterable[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
