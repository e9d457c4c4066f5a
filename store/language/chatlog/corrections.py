"""Corrections in W3C's logs: `s/old/new/` and `i/where/line/` change what stands above them, before all is read."""

from __future__ import annotations

import re

import msgspec

from store.language.capture.line import Verb
from store.language.chatlog.transcript import Said, Stamp
from store.text import fold

_CHANGE = re.compile(r"(?P<what>[si])(?P<by>[/|])(?P<old>.*?)(?P=by)(?P<new>.*?)(?:(?P=by)(?P<all>[gG])?\s*)?$")
# What even a bot types for people.
HEADING = re.compile(
    r"(?:(?P<meeting>meeting)|(?P<date>date)|(?:sub-?)?topic|agenda)\s*[:：]\s*(?P<text>\S.*)", re.IGNORECASE
)


class Part(msgspec.Struct, eq=False):
    """One line of a log, as its corrections leave it, and what becomes of it.

    Attributes:
        nick: Who typed it.
        text: Its text, corrected.
        said: The lines of the log that it is made of.
        stamp: The time of it, as in `Said`.
        seeks: What a correction looked for and did not find.
        head: Whether it is about the meeting as a whole.
        verb: What it does; None where it is not minuted.
        kept: The text that is minuted.
        speaker: Who said that.
        part: Whether a topic is a part of the one before.
    """

    nick: str
    text: str
    said: list[Said]
    stamp: Stamp = None
    seeks: str = ""
    head: bool = False
    verb: Verb | None = None
    kept: str = ""
    speaker: str = ""
    part: bool = False


def corrected(log: list[Said], bots: frozenset[str]) -> list[Part]:
    """The lines of `log` with its corrections in them; one that found what to correct has become part of that."""
    parts = [Part(nick=said.nick, text=said.text, said=[said], stamp=said.stamp) for said in log if not said.aside]
    commands = []
    for part in parts:
        match = _CHANGE.match(part.text)
        # What has nothing to look for is no correction.
        if match and match["old"] and fold(part.nick) not in bots:
            part.seeks = match["old"]
            commands.append((part, match))
    for command, match in commands:
        among = parts if match["all"] == "G" else parts[: parts.index(command)]
        # A link copied from W3C's minutes has marks in it where it may break.
        for old in filter(None, dict.fromkeys((match["old"], match["old"].replace("\u200c", "")))):
            found = [part for part in reversed(among) if _can_change(part, old, bots)]
            if found:
                parts.remove(command)
                _change(parts, command, found if match["all"] else found[:1], old, match)
                break
    return parts


def _can_change(part: Part, old: str, bots: frozenset[str]) -> bool:
    by_bot = fold(part.nick) in bots and not HEADING.match(part.text)
    return not part.seeks and not by_bot and old in part.text


def _change(parts: list[Part], command: Part, found: list[Part], old: str, match: re.Match[str]) -> None:
    if match["what"] == "i":
        new = Part(nick=command.nick, text=match["new"].strip(), said=command.said, stamp=found[0].stamp)
        parts.insert(parts.index(found[0]), new)
        return
    for part in found:
        part.text = part.text.replace(old, match["new"], -1 if match["all"] else 1).strip()
    found[0].said += command.said
