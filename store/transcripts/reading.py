"""Reads what other programs write of what was said: WebVTT and SRT, the Word file of Teams, and text with times.

Sources: W3C WebVTT (voice spans `<v Name>`), SubRip, and the transcripts that Teams, Zoom and Meet let one download.
"""

from __future__ import annotations

import hashlib
import html
import io
import re
from collections.abc import Iterable, Iterator

from store.errors import NotulistError
from store.i18n import _
from store.text import clean, decode
from store.transcripts.transcript import Cue, Transcript

MOST_BYTES = 20 << 20
"""A file of a day's meeting has less than a hundredth of this."""
_TIME = r"(?:(?P<hours>\d{1,2}):)?(?P<minutes>\d{1,2}):(?P<seconds>\d{2})(?:[.,]\d{1,3})?"
# `Zoom` and `Meet` write the name before the words; a word for a time of day is no name.
_NAME = re.compile(r"(?P<name>[^\W\d_][^:\n<>]{0,59}):[ ](?P<words>\S.*)", re.DOTALL)
# `Hanneke Verbruggen   0:04`, or `[00:04] Hanneke Verbruggen: words`, or `00:04 Hanneke Verbruggen`.
_HEAD_BEHIND = re.compile(rf"(?P<name>[^\W\d_][^\n]{{0,79}}?)[ \t]+{_TIME}")
_HEAD_BEFORE = re.compile(rf"[\[(]?{_TIME}[\])]?(?:[ \t]+-)?[ \t]+(?P<rest>\S[^\n]*)")
_TAG = re.compile(r"</?[^<>]{0,200}>")


class NoTranscript(NotulistError):
    """A file in which no words with times were found; nothing was kept."""


def read_transcript(content: bytes, file: str) -> Transcript:
    """The cues in `content`, in the order in which they were said; `file` is its name, which is kept beside them.

    What the file is is told by its content alone. Raises NoTranscript.
    """
    if len(content) > MOST_BYTES:
        raise NoTranscript(_("{file} is too large for what was said in a meeting.").format(file=clean(file)))
    cues = tuple(
        Cue(number=number, start=start, end=max(start, end), name=clean(name), words=clean(words))
        for number, (start, end, name, words) in enumerate(sorted(_spoken(content, file), key=lambda said: said[0]), 1)
    )
    if not cues:
        words = _("In {file} no words with times were found; a .vtt, .srt or .docx of the recording has them.")
        raise NoTranscript(words.format(file=clean(file)))
    return Transcript(sha256=hashlib.sha256(content).hexdigest(), file=clean(file), count=len(cues), cues=cues)


_Said = tuple[float, float, str, str]


def _spoken(content: bytes, file: str) -> Iterable[_Said]:
    if content.startswith(b"PK\x03\x04"):
        return _written(_paragraphs(content, file))
    text = decode(content)
    if "-->" in text:
        return _subtitles(text)
    return _written(text.splitlines())


def _subtitles(text: str) -> Iterator[_Said]:
    import webvtt
    from webvtt.errors import MalformedCaptionError, MalformedFileError

    form = "vtt" if text.lstrip("\ufeff \n\r").startswith("WEBVTT") else "srt"
    try:
        captions = webvtt.from_buffer(io.StringIO(text), format=form)
    except (MalformedFileError, MalformedCaptionError) as error:
        raise NoTranscript(_("The times in this file cannot be read; nothing was kept.")) from error
    for caption in captions.captions:
        name, words = caption.voice or "", html.unescape(_TAG.sub("", caption.raw_text))
        if not name and (told := _NAME.fullmatch(words)):
            name, words = told["name"], told["words"]
        if words.strip():
            yield _seconds(caption.start), _seconds(caption.end), name, words


def _written(lines: Iterable[str]) -> Iterator[_Said]:
    """Each run of lines below a line with a time, or behind it, up to the next one."""
    at, name, words = -1.0, "", list[str]()
    for line in lines:
        if not (head := _head(line.strip())):
            words.append(line)
            continue
        if at >= 0 and any(words):
            yield at, head[0], name, "\n".join(words)
        at, name = head[0], head[1]
        words = [head[2]] if head[2] else []
    if at >= 0 and any(words):
        yield at, at, name, "\n".join(words)


def _head(line: str) -> tuple[float, str, str] | None:
    """The time, the speaker and the words of a line that begins what somebody said; None where it does not."""
    if behind := _HEAD_BEHIND.fullmatch(line):
        return _at(behind), behind["name"].strip(), ""
    if before := _HEAD_BEFORE.fullmatch(line):
        told = _NAME.fullmatch(before["rest"])
        return (_at(before), told["name"], told["words"]) if told else (_at(before), before["rest"].strip(), "")
    return None


def _at(match: re.Match[str]) -> float:
    return int(match["hours"] or 0) * 3600 + int(match["minutes"]) * 60 + int(match["seconds"])


def _paragraphs(content: bytes, file: str) -> Iterator[str]:
    """The lines of a Word file. Raises NoTranscript where it is none, or its library is not installed."""
    try:
        import docx
    except ImportError as error:
        words = _("Word files need the extra “documents”; a .vtt of the same recording does not.")
        raise NoTranscript(words) from error
    try:
        document = docx.Document(io.BytesIO(content))
    # The library raises whatever its parts raise at a damaged file.
    except Exception as error:
        raise NoTranscript(_("{file} is no Word file that can be read.").format(file=clean(file))) from error
    for paragraph in document.paragraphs:
        yield from paragraph.text.splitlines()


def _seconds(stamp: str) -> float:
    """`00:17:00.740` in seconds."""
    seconds = 0.0
    for part in stamp.replace(",", ".").split(":"):
        seconds = seconds * 60 + float(part)
    return seconds
