"""An agenda as plain text, from a mail, a Word file or a paste, made into Markdown with a heading above its items."""

from __future__ import annotations

import re

from exports.agenda.lines.labels import HEAD, label_in
from exports.agenda.parts.tables import tables_of_tabs
from exports.agenda.plain.line import line_of
from exports.agenda.plain.marks import blanks
from exports.agenda.plain.sorted_lines import SortedLines
from store.text import clean, clean_lines, fold

_MARKDOWN = re.compile(
    r"^ {0,3}(?:#{1,6}\s|\|.*\||```|~~~|<!--|=+[^\S\n]*$|\|?[^\S\n]*:?-{3,}:?[^\S\n]*\|)", re.MULTILINE
)
_QUOTED = re.compile(r"(?<!\s)\s*>(?:\s?>)*\s?")
_MAIL = re.compile(
    r"\W*(van|from|aan|to|cc|bcc|onderwerp|subject|verzonden|sent|datum|date|beantwoorden aan|reply-to)\s*:\W*\s+(.*)",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"(?:(?:re|fw|fwd|antw|doorst|betreft)\s*:\s*)+", re.IGNORECASE)
_RUNNING = re.compile(r" {0,3}[^\s#>|=~`-]")
_OTHER_DAY = re.compile(
    r"\b(?:volgende|eerstvolgende|vorige|next|previous|last|following|uiterlijk|deadline|aanleveren|afmelden|inleveren"
    r"|verstuurd|verzonden|sent on|no later than|per mail voor|vastgesteld op|aangemaakt|versie|version|printed)\b"
)


def is_plain(text: str) -> bool:
    """Whether `text` has none of the marks of Markdown that an agenda file has: no heading, table, code or comment."""
    return not _MARKDOWN.search(clean_lines(text))


def is_mail_head(line: str) -> bool:
    """Whether `line` tells of the mail itself, such as when it was sent."""
    return bool(_MAIL.match(line))


def speaks_of_other_day(line: str) -> bool:
    """Whether `line` names another day than that of the meeting: the next one, or by when papers are due."""
    words = fold(line)
    return bool(_OTHER_DAY.search(words))


def with_facts_apart(markdown: str) -> str:
    """`markdown` with each line that begins with a label of the head, `Datum: …`, as a line of its own.

    Markdown itself takes such lines for one paragraph.
    """
    lines = clean_lines(markdown).split("\n")
    for at, line in enumerate(lines[:-1]):
        follows = label_in(lines[at + 1].strip("*_ "), HEAD) is not None and not lines[at + 1].startswith("    ")
        own = label_in(line.strip("*_ "), HEAD) is not None and lines[at + 1].strip() != ""
        if line.strip() and (follows or own) and _RUNNING.match(line) and _RUNNING.match(lines[at + 1]):
            lines[at] = f"{line.rstrip()}\\"
    return "\n".join(lines)


def as_markdown(text: str) -> str:
    """Plain `text` as Markdown: a title, what is told around the items as a list of facts, then the items.

    No word is left out. What no list can be found in comes back with nothing to read in it either.
    """
    lines = _unquoted([blanks(line).rstrip() for line in clean_lines(text).split("\n")])
    head, lines = _mail_head(lines)
    return SortedLines([line_of(line) for line in tables_of_tabs(lines)], head).markdown()


def _unquoted(lines: list[str]) -> list[str]:
    full = [line for line in lines if line.strip()]
    if 2 * sum(line.lstrip().startswith(">") for line in full) <= len(full):
        return lines
    return [_QUOTED.sub("", line, count=1) if line.lstrip().startswith(">") else line for line in lines]


def _mail_head(lines: list[str]) -> tuple[list[str], list[str]]:
    """Subject as title, and the lines about sender and sending as a quotation: its date is not that of the meeting."""
    start = next((at for at, line in enumerate(lines) if line.strip()), 0)
    end = start
    while end < len(lines) and _MAIL.match(lines[end]):
        end += 1
    told = [found for line in lines[start:end] if (found := _MAIL.match(line))]
    words = {fold(found[1]) for found in told}
    if not words & {"onderwerp", "subject"}:
        return [], lines
    subject = next(found[2] for found in told if fold(found[1]) in {"onderwerp", "subject"})
    others = [f"> {clean(found[0])}\n>" for found in told if found[2] != subject]
    return [f"# {_AGAIN.sub('', subject).strip() or 'Agenda'}", "", *others, ""], lines[end:]
