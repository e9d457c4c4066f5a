"""The texts of letters: Jinja templates in sections, built in or of the user's own, and what they become.

    subject: Advies over {{ title }}

    [reasons] Overwegingen
    {% for ground in grounds %}
    {{ loop.index }}. {{ ground }}
    {% endfor %}

A section is plain text: lines that begin with a number and a full stop are a numbered list, those with `-` a list,
those with `>` what was decided, word for word; an empty line parts paragraphs. A section that comes to nothing falls
away, with its heading.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from exports.letters.facts import Facts
from store.errors import NotulistError
from store.i18n import _, known

if TYPE_CHECKING:
    from jinja2 import Template

_SECTION = re.compile(r"(?m)^\[(?P<key>[a-z_]+)\][ \t]*(?P<heading>.*)$")
_SUBJECT = re.compile(r"\Asubject:[ \t]*(?P<subject>.*)$", re.MULTILINE)
_EMPTY_LINES = re.compile(r"\n{3,}")


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A section as the record says it: its key, its heading ("" for none), and its text ("" where there is none)."""

    key: str
    heading: str
    text: str


def file_of(kind: str) -> str:
    """The name of the file of the text of a kind: `geen-beroep.md`."""
    return f"{kind.replace(' ', '-')}.md"


@cache
def built_in(kind: str, language: str) -> str:
    """The text that comes with notulist for a kind of letter; empty where there is none."""
    file = files("exports.letters") / known(language) / file_of(kind)
    return file.read_text("utf-8") if file.is_file() else ""


def text_of_kind(kind: str, language: str, own: Path) -> tuple[str, str]:
    """The text of a kind, the user's own (`letters/nl/advies.md` in the folder `own`) first, and its file's name."""
    path = own / "letters" / known(language) / file_of(kind)
    try:
        return path.read_text("utf-8-sig"), str(path)
    except FileNotFoundError:
        text = built_in(kind, language)
    except (OSError, UnicodeDecodeError) as error:
        words = _("The text of letters {file} cannot be read: {reason}.")
        raise NotulistError(words.format(file=path, reason=error)) from error
    if not text:
        raise NotulistError(_("There is no text for letters of the kind “{kind}”.").format(kind=kind))
    return text, file_of(kind)


def said_of(kind: str, language: str, facts: Facts, own: Path) -> tuple[str, list[Said]]:
    """The subject of a letter, and its sections, as the record says them.

    Raises NotulistError, with file and line, where a text of the user's own is wrong.
    """
    text, name = text_of_kind(kind, language, own)
    subject = _SUBJECT.match(text)
    if subject is None:
        raise _wrong(name, 1, _("it begins with “subject:”"))
    sections = []
    found = [*_SECTION.finditer(text)]
    for at, section in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(text)
        line = text.count("\n", 0, section.end()) + 1
        written = _written(text[section.end() : end], facts, name, line)
        heading = _written(section["heading"], facts, name, line)
        sections.append(Said(key=section["key"], heading=heading, text=written))
    return " ".join(_written(subject["subject"], facts, name, 1).split()), sections


def _written(text: str, facts: Facts, name: str, line: int) -> str:
    import jinja2

    try:
        written = _template(text).render(facts)
    except jinja2.TemplateSyntaxError as error:
        raise _wrong(name, line + error.lineno - 1, error.message or str(error)) from error
    except (jinja2.TemplateError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError) as error:
        raise _wrong(name, line, str(error)) from error
    return _EMPTY_LINES.sub("\n\n", "\n".join(each.rstrip() for each in written.split("\n"))).strip()


@cache
def _template(text: str) -> Template:
    import jinja2
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_shown
    )
    return environment.from_string(text)


def _shown(value: object) -> object:
    return "" if value is None else value


def _wrong(name: str, line: int, reason: str) -> NotulistError:
    words = _("The text of letters {file} is wrong (line {line}): {reason}.")
    return NotulistError(words.format(file=name, line=line, reason=reason.rstrip(".")))
