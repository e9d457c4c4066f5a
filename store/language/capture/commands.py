"""Reads what follows a slash: looks the command up in the table of verbs, and says what is near where it is none."""

from __future__ import annotations

import re

from store.i18n import _, spoken
from store.language.capture.line import Context, Line, Verb
from store.language.capture.readers.simple_readers import kept
from store.language.capture.verbs.table import BY_WORD, SIGN_MEANT, VERBS
from store.language.capture.warnings import About
from store.language.typos import nearest
from store.text import fold

_COMMAND = re.compile(r"/([^\W\d_]+)(?:\s+(.*))?$", re.DOTALL)


def read_command(text: str, context: Context) -> Line | None:
    """The command that `text` (with its slash) is; None where it is no command but plain text.

    A word that is no command, or a command without what it needs, gives a note with a
    remark, so that nothing typed is lost.
    """
    match = _COMMAND.match(text)
    if not match:
        return None
    word = fold(match[1])
    verb = BY_WORD.get(word)
    if verb is None:
        return kept(text, About.UNKNOWN_COMMAND, _nearest(word))
    return read_as(verb, text, (match[2] or "").strip(), context)


def read_as(verb: Verb, typed: str, rest: str, context: Context) -> Line:
    """The line `typed` as a line of `verb`, of which `rest` stands behind its word or sign.

    Where it lacks something that the verb needs, it is a note with a remark that says how it is written.
    """
    spec = VERBS[verb]
    return spec.read(spec, typed, rest, context) or kept(typed, About.INCOMPLETE_COMMAND, _(spec.example))


def _nearest(typed: str) -> str:
    """What is nearest to `typed`, a sign or a command in the language of the interface; "" where nothing is near."""
    if sign := SIGN_MEANT.get(typed):
        return sign
    if not (name := nearest(typed, BY_WORD)):
        return ""
    spec = VERBS[BY_WORD[name]]
    own = spec.dutch if spec.dutch and spoken() == "nl" else (spec.english,)
    return f"/{name if name in own else own[0]}"
