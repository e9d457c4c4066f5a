"""Paths of files in a line, as terminals paste what is dropped on them.

In this order: the whole line is a file; `file://` is decoded; single and double quotes; a backslash before a space, as
shells write it, but never in a path of Windows; and words with spaces in them, where such a file exists.
"""

from __future__ import annotations

import re
from collections.abc import Callable

IsFile = Callable[[str], bool]
"""Whether there is something at a path."""

_URL = re.compile(r"file://(?:localhost)?(/\S+)", re.IGNORECASE)
_SINGLE = re.compile(r"'(?:[^']|'\\'')*'(?=[\s,]|$)")
_DOUBLE = re.compile(r'"[^"]*"(?=[\s,]|$)')
_WINDOWS = re.compile(r"(?:[a-z]:[\\/]|\\\\)[^\s\"]+", re.IGNORECASE)
_ESCAPED = re.compile(r"(?:\\.|[^\s\\\"'])+")
_ROOTED = re.compile(r"(?:~|\.{1,2})?/\S+")
_ENDING = re.compile(r"\.[a-z0-9]{1,5}$", re.IGNORECASE)
_DRIVE = re.compile(r"/[a-z]:/", re.IGNORECASE)
_MOST_WORDS = 40
_LONGEST = 4000


def _decoded(path: str) -> str:
    """`path` as it was before a terminal made an address of it: `%20` is a space."""
    content = re.sub(rb"%([0-9a-fA-F]{2})", lambda match: bytes([int(match[1], 16)]), path.encode())
    return content.decode("utf-8", "replace")


def take_paths(line: str, is_file: IsFile) -> tuple[tuple[str, ...], str]:
    """The paths in `line`, in their order, and what is left of it.

    What looks like a path, quoted or from the root, is one also where there is no such file: whoever takes it in says
    so. A word that could be a path is one only where such a file exists.
    """
    text = line.strip()
    if len(text) > _LONGEST:
        return (), line
    if text and not text.startswith("file:") and is_file(text):
        return (text,), ""
    paths: list[str] = []
    rest, at = "", 0
    while at < len(text):
        begins = at == 0 or text[at - 1] in " \t,"
        found = _path_at(text, at, is_file) if begins and not text[at].isspace() else None
        if found:
            path, at = found
            paths.append(path)
        else:
            rest += text[at]
            at += 1
    return tuple(paths), " ".join(rest.split()).strip(" ,") if paths else text


def _path_at(text: str, at: int, is_file: IsFile) -> tuple[str, int] | None:
    """The path that begins at `at`, and where it ends; None where none does."""
    if match := _URL.match(text, at):
        path = _decoded(match[1].rstrip(","))
        return (path[1:] if _DRIVE.match(path) else path), at + len(match[0].rstrip(","))
    for pattern in (_SINGLE, _DOUBLE):
        if match := pattern.match(text, at):
            inner = match[0][1:-1].replace("'\\''", "'") if pattern is _SINGLE else match[0][1:-1]
            return (inner, match.end()) if is_file(inner) or _looks_like_one(inner) else None
    if (match := _WINDOWS.match(text, at)) and not is_file(match[0]):
        return _with_spaces(text, at, is_file) or (match[0].rstrip(","), at + len(match[0].rstrip(",")))
    if (match := _ESCAPED.match(text, at)) and "\\" in match[0] and not _WINDOWS.match(text, at):
        inner = re.sub(r"\\(.)", r"\1", match[0].rstrip(","))
        if is_file(inner) or _looks_like_one(inner):
            return inner, at + len(match[0].rstrip(","))
    if found := _with_spaces(text, at, is_file):
        return found
    if match := _ROOTED.match(text, at):
        return match[0].rstrip(","), at + len(match[0].rstrip(","))
    return None


def _with_spaces(text: str, at: int, is_file: IsFile) -> tuple[str, int] | None:
    """The longest file that begins at `at`, its name may have spaces in it; None where there is none."""
    ends = [match.start() for match in re.finditer(r"\s|,\s|$", text[at:])][:_MOST_WORDS]
    for end in reversed(ends):
        words = text[at : at + end]
        if (_ENDING.search(words) or "/" in words or "\\" in words) and is_file(words):
            return words, at + end
    return None


def _looks_like_one(words: str) -> bool:
    return bool(_ENDING.search(words)) or words.startswith(("/", "~/", "./", "../")) or bool(_WINDOWS.match(words))
