"""The block of fields between two lines of `---` at the head of a Markdown file, made into a title and facts."""

from __future__ import annotations

import re

from exports.agenda.lines.labels import HEAD, label_in
from store.text import clean, clean_lines, fold

_BLOCK = re.compile(r"\s*---[ \t]*\n(?P<fields>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"(?P<name>[^\W\d][\w -]{0,38})\s*:(?:\s+(?P<value>.*))?$")
_TITLES = frozenset(("title", "titel", "onderwerp", "subject"))
_LONGEST = 20_000


def without_front_matter(markdown: str) -> str:
    """`markdown` with the fields of its front matter as Markdown: a title, and facts that have a label.

    A field that tells nothing of a meeting is kept as text. Text without front matter comes back as it is.
    """
    text = clean_lines(markdown)
    block = _BLOCK.match(text[:_LONGEST])
    lines = block["fields"].split("\n") if block else []
    if not lines or not all(_FIELD.match(line) or line[:1] in " \t-#" or not line.strip() for line in lines):
        return markdown
    title, facts = "", list[str]()
    for name, value in _fields(lines):
        if fold(name) in _TITLES and value and not title:
            title = value
        elif label_in(f"{name}: {value}", HEAD) and value:
            facts.append(f"- {name}: {value}")
        elif value:
            facts += ["", f"> {name}: {value}", ""]
    rest = text[block.end() :] if block else text
    own = re.search(r"^# ", rest, re.MULTILINE)
    head = [f"{'# ' if not own else '> title: '}{title}", ""] if title else []
    return "\n".join([*head, *facts, "", rest])


def _fields(lines: list[str]) -> list[tuple[str, str]]:
    """The names and values; what stands in a list, in brackets or line by line, has semicolons between."""
    found: list[tuple[str, str]] = []
    for line in lines:
        field = _FIELD.match(line)
        if field and line[:1] not in " \t-":
            found.append((clean(field["name"]).replace("_", " "), _value(field["value"] or "")))
        elif found and line.strip() and not line.lstrip().startswith("#"):
            name, value = found[-1]
            found[-1] = (name, "; ".join(filter(None, (value, _value(line.strip().removeprefix("-").strip())))))
    return found


def _value(text: str) -> str:
    text = clean(text)
    if text.startswith("[") and text.endswith("]"):
        return "; ".join(_value(each) for each in text[1:-1].split(",") if each.strip())
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text
