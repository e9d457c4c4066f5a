"""Reads what needs no reading: a command that stands alone, or words that are kept as they are.

Each function is a `Reader` (see `spec`).
"""

from __future__ import annotations

from store.language.capture.line import Context, Line, Verb
from store.language.capture.spec import VerbSpec
from store.language.capture.warnings import About, Remark


def alone(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """A command with nothing behind it; with words behind it the line is a note, and that is said."""
    return kept(typed, About.STANDS_ALONE) if rest else Line(verb=spec.verb, typed=typed)


def any_words(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """Words, or none."""
    return Line(verb=spec.verb, typed=typed, text=rest)


def words(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """Words, of which there must be some."""
    return Line(verb=spec.verb, typed=typed, text=rest) if rest else None


def kept(typed: str, about: About, better: str = "") -> Line:
    """The whole line as a note, with a remark on its first word and, if there is one, what is better typed."""
    return Line(
        verb=Verb.NOTE, typed=typed, text=typed, remarks=(Remark(about, typed.split(maxsplit=1)[0], better=better),)
    )
