"""A list pasted from a mail or typed as plain text, made into Markdown with a heading above its agenda."""

from __future__ import annotations

import re

from exports.agenda.labels import HEAD, label_in
from exports.agenda.sections import NAMES
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
_BULLET = re.compile(r"(\s*)[•·●▪◦‣–—*+-]\s+")
_DOTTED = re.compile(r"\s*((?:[0-9]{1,3}\.){1,3})([0-9]{1,3})[.):]?\s+(?=\S)")
_LETTERED = re.compile(r"(\s*)([0-9]{1,3})([a-z])[.):]?\s+(?=\S)")
_NUMBERED = re.compile(r"(\s*)([0-9]{1,3})(?:[.)]|\s*[-–—:](?=\s)|(?=\t))\s+(?=\S)")
# `3.10` is a number of an item, `13.10` a time of the day.
_TIMED = re.compile(r"\s*(?:(?:[01]?[0-9]|2[0-3]):|(?:[01][0-9]|2[0-3])\.)[0-5][0-9](?![0-9])")
_CLOSING = re.compile(
    r"(?:met )?(?:vriendelijke|hartelijke|collegiale|beste|kind|best)? ?"
    r"(?:groet(?:en)?|mvg|regards|wishes|tot dan)"
    r"\b.{0,20}$|-- ?$",
    re.IGNORECASE,
)


def is_plain(text: str) -> bool:
    """Whether `text` has none of the marks of Markdown that an agenda file has: no heading, table, code or comment."""
    return not _MARKDOWN.search(clean_lines(text))


def is_mail_head(line: str) -> bool:
    """Whether `line` tells of the mail itself, such as when it was sent."""
    return bool(_MAIL.match(line))


def as_markdown(text: str) -> str:
    """Plain `text` as Markdown: what heads a mail is a title and a quotation, its list is a list below `Agenda`.

    No word is left out. What no list can be found in comes back with nothing to read in it either.
    """
    lines = _unquoted([line.rstrip() for line in clean_lines(text).split("\n")])
    head, lines = _mail_head(lines)
    if not head and _is_title(lines):
        first = next(at for at, line in enumerate(lines) if line.strip())
        head, lines = [f"# {lines[first].strip()}", ""], lines[first + 1 :]
    body = _body(lines, speaks_of_it=any("agenda" in fold(line) for line in head))
    return "\n".join([*head, *body])


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


def _is_title(lines: list[str]) -> bool:
    """Whether the first line names the meeting: `Agenda OR-vergadering 9 maart 2027`."""
    first = next((line.strip() for line in lines if line.strip()), "")
    words = fold(first)
    return (
        "agenda" in words
        and len(first) < 80
        and first[-1] not in ".,;:!?"
        and words not in NAMES
        and not label_in(first, HEAD)
        and not _item(first)
    )


def _body(lines: list[str], *, speaks_of_it: bool) -> list[str]:
    """The text with its list marked as Markdown has it, below a heading where it is announced."""
    found: list[str] = []
    at, headed, listed = 0, False, False
    while at < len(lines):
        line = lines[at]
        if not headed and fold(line).strip(" *_:.") in NAMES:
            headed = True
            found += ["", "## Agenda", ""]
            end = _end_of_block(lines, at + 1)
            block = [each for each in lines[at + 1 : end] if each.strip()]
            if block and not any(map(_item, block)):
                # Nothing numbers these lines: each is an item.
                found += [f"{number}. {each.strip()}" for number, each in enumerate(block, 1)]
                at = end
                continue
        elif item := _item(line):
            if not headed and not listed and item.startswith("- ") and speaks_of_it and _follows(lines, at):
                headed = True
                found += ["", "## Agenda", ""]
            listed = True
            found.append(item)
        elif listed and _CLOSING.match(line.strip()):
            found += ["", line]
            listed = False
        else:
            speaks_of_it = speaks_of_it or "agenda" in fold(line)
            found.append(line)
        at += 1
    return _with_timed_lines(found)


def _item(line: str) -> str:
    """A line of a list as Markdown has it, indented by what its number says; nothing for other text."""
    if _TIMED.match(line):
        return ""
    if match := _DOTTED.match(line):
        depth = match[1].count(".")
        return f"{' ' * 4 * depth}{match[2]}. {line[match.end() :]}"
    if match := _LETTERED.match(line):
        return f"{match[1]}{match[2]}. {match[2]}{match[3]}. {line[match.end() :]}"
    if match := _NUMBERED.match(line):
        return f"{match[1]}{match[2]}. {line[match.end() :]}"
    if match := _BULLET.match(line):
        return f"{match[1]}- {line[match.end() :]}"
    return ""


def _end_of_block(lines: list[str], start: int) -> int:
    """Where the lines end that stand together from `start` on, blank lines before them not counted."""
    at = start
    while at < len(lines) and not lines[at].strip():
        at += 1
    while at < len(lines) and lines[at].strip():
        at += 1
    return at


def _follows(lines: list[str], at: int) -> bool:
    """Whether a second bullet stands below the one at `at`."""
    return any(_item(line).startswith("- ") for line in lines[at + 1 : at + 5])


def _with_timed_lines(lines: list[str]) -> list[str]:
    """`13:30–13:45 Opening`, line after line and without numbers, is a list too."""
    timed = [at for at, line in enumerate(lines) if _TIMED.match(line) and line.strip("0123456789:. –-")]
    if len(timed) < 2 or any(re.match(r"[0-9]+\. ", line) for line in lines):
        return lines
    numbers = {at: number for number, at in enumerate(timed, 1)}
    found = [f"{numbers[at]}. {line.strip()}" if at in numbers else line for at, line in enumerate(lines)]
    return found if "## Agenda" in lines else [*found[: timed[0]], "", "## Agenda", "", *found[timed[0] :]]
