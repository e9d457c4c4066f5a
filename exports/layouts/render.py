"""Documents in a layout of the user's own: a Jinja2 template that writes Markdown.

The template gets plain data (`exports.layouts.data`) and can do nothing but write with them: the
environment is an immutable sandbox, an unknown name is an error, and whatever people typed is
escaped as it comes in, so that it reads back to the letter. From the Markdown every other format
is made.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from exports.content.make_document import make_document
from exports.document import Document
from exports.formats.markdown import escape, opening
from exports.kinds import DocumentKind
from exports.layouts.data import Ready, layout_data, words_of
from exports.redacted import Redacted
from store.errors import NotulistError
from store.i18n import _

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

NAMES = (DocumentKind.MINUTES, DocumentKind.SUMMARY, DocumentKind.DECISIONS, DocumentKind.ACTIONS)
"""The documents whose layout a user can change."""

# Where a text comes in, until it is known whether it begins a line; Unicode keeps it from ever being a letter.
_HERE = "\ufdd0"
_AT_START = re.compile(rf"(?m)^((?:[ >]|[-*+] )*){_HERE}([^\n{_HERE}]*)")
_EMPTY_LINES = re.compile(r"\n{3,}")


def template_text(what: DocumentKind) -> str:
    """The template that comes with notulist, to be copied and changed; it makes what is made without one."""
    return (files("exports.layouts") / f"{what.value}.md").read_text("utf-8")


def laid_out(records: Sequence[Redacted], what: DocumentKind, folder: Path) -> tuple[Document, str]:
    """The document as the user's own template in `folder` has it, if there is one: as a document, and as Markdown.

    The Markdown is empty where there is no template. Raises NotulistError, with file and line, where the
    template is wrong, and where these readers may not have the document.
    """
    built_in = make_document(records, what)
    file = folder / f"{what.value}.md"
    if what not in NAMES or not file.is_file():
        return built_in, ""
    from exports.layouts.parse_markdown import parse_markdown

    markdown = render(file, layout_data(records, what, built_in), built_in.language)
    return parse_markdown(markdown, built_in), markdown


def render(file: Path, data: dict[str, object], language: str) -> str:
    """The Markdown that the template in `file` makes of `data`. Raises NotulistError where it is wrong."""
    import jinja2

    environment = _environment(file.parent, language)
    try:
        text = environment.get_template(file.name).render(data)
    except jinja2.TemplateSyntaxError as error:
        raise _wrong(Path(error.filename or file), error.lineno, error.message or str(error)) from error
    except (jinja2.TemplateError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError) as error:
        raise _wrong(file, _line(error, file), str(error)) from error
    except OSError as error:
        raise _wrong(file, 0, error.strerror or str(error)) from error
    except MemoryError as error:
        raise _wrong(file, 0, _("it needs too much memory")) from error
    text = _AT_START.sub(lambda found: found[1] + opening(found[2]), text).replace(_HERE, "")
    return _EMPTY_LINES.sub("\n\n", text).strip("\n") + "\n"


def _environment(folder: Path, language: str) -> ImmutableSandboxedEnvironment:
    import jinja2
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(folder, encoding="utf-8-sig"),
        undefined=jinja2.StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals = {"_": words_of(language)}
    return environment


def _shown(value: object) -> str:
    """What a template writes for `value`: as it is where it is Markdown already, else so that it reads as that text."""
    if isinstance(value, Ready):
        return value.markdown
    text = "" if value is None else str(value)
    return _HERE + escape(text.replace(_HERE, "")).replace("|", "\\|") if text else ""


def _line(error: BaseException, file: Path) -> int:
    """The line of the template at which it went wrong: Jinja2 puts it into the traceback."""
    line, at = 0, error.__traceback__
    while at:
        if at.tb_frame.f_code.co_filename == str(file):
            line = at.tb_lineno
        at = at.tb_next
    return line


def _wrong(file: Path, line: int, reason: str) -> NotulistError:
    where = _("{file}, line {line}").format(file=file, line=line) if line else str(file)
    return NotulistError(
        _("The template {where} is wrong: {reason}. Nothing was written.").format(
            where=where, reason=reason.rstrip(".")
        )
    )
