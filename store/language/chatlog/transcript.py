"""Logs of chats: the forms their lines have, whose they are, which bot's language they are in, and the people in them.

A reader of a dialect (`store.language.chatlog.w3c`, `store.language.chatlog.meetbot`) makes turns of the
lines: what is to be done, as lines of our own language, and which lines of the log say so.
A log is read whole, since corrections and the roll reach back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from enum import StrEnum

import msgspec

from store.language.capture.line import Line, Verb
from store.language.chatlog.client_forms import in_one_form
from store.language.dates import date_in
from store.language.vocabulary import MONTHS, WEEKDAYS, any_of
from store.text import clean, fold

Stamp = datetime | time | None


class Dialect(StrEnum):
    """The bot whose language a log is written in."""

    MEETBOT = "meetbot"
    W3C = "w3c"


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a log.

    Attributes:
        number: Its number in the log, from 1.
        text: What was typed.
        nick: Who typed it; "" where the line is in no form that a chat log has.
        stamp: When: an instant, with a time zone if the log told one; a time of day; or None.
        aside: Whether it is a message of the server or a `/me`.
    """

    number: int
    text: str
    nick: str = ""
    stamp: Stamp = None
    aside: bool = False

    def __str__(self) -> str:
        """The line as a chat shows it, without its stamp."""
        return f"<{self.nick}> {self.text}" if self.nick else self.text


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """What lines of a log make happen in the meeting, at one time.

    Attributes:
        lines: The lines that are done; the meeting goes to an item that they add at once.
        said: The lines of the log that say so.
        stamp: The time of it, as in `Said`.
        undone: Whether it is taken back at once, because the log takes it back further down.
        remark: What whoever imports the log should know of it; "" for nothing.
    """

    lines: tuple[Line, ...]
    said: tuple[Said, ...] = ()
    stamp: Stamp = None
    undone: bool = False
    remark: str = ""


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """What a log says of the meeting as a whole; people by the names they have in the log.

    Attributes:
        title: The title of the meeting.
        chairs: Who chaired it.
        scribes: Who minuted it.
        present: Members who were there; who only speaks is a guest.
        absent: Members who were not.
        names: The real names that the log gives for some of the names.
        said: The lines of the log that say all this.
    """

    title: str = ""
    chairs: tuple[str, ...] = ()
    scribes: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    names: dict[str, str] = {}
    said: tuple[Said, ...] = ()


# Lines

_DAY = r"(?:19|20)\d\d-\d\d-\d\d"
_STAMP = (
    rf"\[?\s*(?:(?P<day>{_DAY})[T ]+)?(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s?(?P<zone>Z|[+-]\d\d:?\d\d)?\s*(?:\]\s*|\s+|(?=<))"
)
_STAMPED = re.compile(_STAMP)
# Only beside a stamp may a nick have spaces in it, or the text follow at once.
_TYPED = re.compile(r"<\s*[@+%&~!]?\s*(?P<nick>(?![a-z]+:)[^\s<>]+)\s*>(?:\s+(?P<text>.*)|$)")
_TYPED_THEN = re.compile(r"<\s*[@+%&~!]?\s*(?P<nick>[^\s<>](?:[^<>]{0,60}[^\s<>])?)\s*>\s*(?P<text>.*)")
_ASIDE = re.compile(r"(?:\*{1,3}|-!-|--- (?:Log|Day|Connected|Disconnected)\b)(?:\s|$)")
_ASIDE_THEN = re.compile(r"(?:\*{1,3}|-!-|-->|<--|<->|-\*-|---?|[→←⇐⇒—]|==|«\w+»)(?:\s|$)")
_SERVER = re.compile(
    r"(?:\S+ )?(?:\([^)]*\) |\[[^\]]*\] )?"
    r"(?:has (?:joined|left|quit|parted)\s*(?:$|[#&(]|the (?:channel|room|chat)\b)"
    r"|(?:joined|left|quit|parted) (?:#|the (?:channel|room|chat)\b)"
    r"|is now known as \S|(?:has )?(?:changed|set|sets) the topic\b|sets? mode\b)"
)
_OWN = re.compile(r"has (?:joined|left|parted) [#&]|has (?:quit\b|changed the topic to:)|is now known as \S")


def parse(lines: Iterable[str]) -> list[Said]:
    """The lines of a log, without the blank ones; an indented line goes on with the one before.

    Where no line says who typed it, all are text typed by nobody.
    """
    raw = [(number, line, clean(in_one_form(line))) for number, line in enumerate(lines, 1)]
    typed = {number: said for number, _line, text in raw if (said := _typed(number, text))}
    found: list[Said] = []
    for number, line, text in raw:
        if not text:
            continue
        said = typed.get(number) or _untyped(number, text, chat=bool(typed))
        before = found[-1] if found else None
        if said.nick or said.aside or said.stamp or before is None or not before.nick or not line[:1].isspace():
            found.append(said)
        else:
            found[-1] = msgspec.structs.replace(before, text=f"{before.text} {text}".strip())
    return found


def in_unknown_form(log: list[Said]) -> Said | None:
    """The first line of a log of which no line says who typed it, though most have a stamp; None for any other log."""
    if any(said.nick for said in log):
        return None
    stamped = [said for said in log if said.stamp is not None]
    return stamped[0] if len(stamped) > 1 and 2 * len(stamped) > len(log) else None


def _typed(number: int, text: str) -> Said | None:
    stamped = _STAMPED.match(text)
    stamp = _stamp(stamped) if stamped else None
    match = _TYPED_THEN.match(text, stamped.end()) if stamped and stamp else _TYPED.match(text)
    if not match:
        return None
    nick, said = match["nick"], (match["text"] or "").strip()
    # So does W3C's RRSAgent write down who comes and goes.
    aside = fold(said).startswith(fold(nick) + " ") and _OWN.match(said, len(nick) + 1) is not None
    return Said(number=number, nick=nick, text=said, stamp=stamp, aside=aside)


def _untyped(number: int, text: str, *, chat: bool) -> Said:
    stamped = _STAMPED.match(text)
    stamp = _stamp(stamped) if stamped else None
    rest = text[stamped.end() :] if stamped and stamp else text
    if not rest:
        return Said(number=number, text=text)
    aside = (_ASIDE_THEN if stamp else _ASIDE).match(rest) or _SERVER.match(rest)
    return Said(number=number, text=rest, stamp=stamp, aside=chat and aside is not None)


def _stamp(match: re.Match[str]) -> Stamp:
    hour = f"{int(match['hour']):02}:{match['minute']}:{match['second'] or '00'}"
    try:
        if match["day"]:
            return datetime.fromisoformat(f"{match['day']}T{hour}{match['zone'] or ''}")
        return time.fromisoformat(hour)
    except ValueError:
        return None


# Whose language it is

_BOTS = frozenset(
    "zakim rrsagent trackbot ghurlbot agendabot "
    "meetbot collabot collab-meetbot zodbot lightningbot meetingology linarobot".split()
)
_W3C_BOTS = frozenset("zakim rrsagent".split())
# Bots only where W3C's others are: people may be called so.
_WITH_THEM = frozenset(("gb",))
_BOT_SAYS = re.compile(
    rf"Meeting started (?:at {_DAY}|\w{{3}} \w{{3}} +\d+ [\d:]+ \d{{4}}\b)|Useful Commands: #", re.IGNORECASE
)
_HASH = re.compile(
    r"#(?:(startmeeting)|endmeeting|topic|subtopic|info|agreed?|accept(?:ed)?|rejected|action|idea|link|help|halp|undo"
    r"|chair|meeting(?:name|topic)|note)\b",
    re.IGNORECASE,
)
_W3C = re.compile(r"(?:(present\s*\+)|(?:sub-?)?topic\s*[:：]\s*\S)", re.IGNORECASE)


def bots_in(log: Iterable[Said]) -> frozenset[str]:
    """The nicks of the bots, folded: those that are known, and whoever answers as a MeetBot does."""
    answers = {(fold(said.nick), _BOT_SAYS.match(said.text) is not None) for said in log if said.nick}
    nicks = {nick for nick, _answers in answers}
    known = _BOTS | _WITH_THEM if nicks & _W3C_BOTS else _BOTS
    return frozenset(nick for nick, like_a_bot in answers if like_a_bot or nick.rstrip("_") in known)


def dialect_of(log: list[Said]) -> Dialect | None:
    """Which bot's language `log` is written in; None where it is neither's."""
    if any(fold(said.nick) in _W3C_BOTS for said in log):
        return Dialect.W3C
    typed = [said for said in log if not said.aside]
    hashes = [match for said in typed if (match := _HASH.match(said.text))]
    if any(match[1] for match in hashes):
        return Dialect.MEETBOT
    signs = [match for said in typed if (match := _W3C.match(said.text))]
    chat = any(said.nick for said in log)
    # A line without a nick may well be a note in our own language.
    if any(match[1] for match in signs) or len(signs) > (0 if chat else 1):
        return Dialect.W3C
    return Dialect.MEETBOT if chat and len(hashes) > 1 else None


# When

_DATE_LINE = re.compile(r"date\s*[:：]\s*(\S.*)", re.IGNORECASE)
_DATED_URL = re.compile(r"/((?:19|20)\d\d)/(\d\d)/(\d\d)-")
_LONG_DATE = re.compile(
    rf"\b{any_of(WEEKDAYS)} (?P<month>{any_of(MONTHS)}) +(?P<day>\d{{1,2}}) (?:[\d:]+ )?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_DATED = re.compile(_DAY)


def day_of(log: list[Said]) -> date | None:
    """The day that `log` says the meeting was on, or its bots, or its stamps."""
    bots = bots_in(log)
    told = [said.text for said in log if said.aside or fold(said.nick) in bots]
    days = [_sane(date_in(match[1])) for said in log if (match := _DATE_LINE.match(said.text))]
    days += [_sane(date_in("-".join(match.groups()))) for text in told if (match := _DATED_URL.search(text))]
    days += [_day_told(text) for text in told]
    days += [said.stamp.date() for said in log if isinstance(said.stamp, datetime)]
    return next((day for day in days if day), None)


def day_in_name(name: str) -> date | None:
    """The day that the name of a log's file begins with, or has in it."""
    match = _DATED.search(name)
    return _sane(date_in(match[0])) if match else None


def _day_told(text: str) -> date | None:
    if match := _LONG_DATE.search(text):
        return _sane(date_in(f"{match['day']} {match['month']} {match['year']}"))
    match = _DATED.search(text) if _BOT_SAYS.match(text) else None
    return _sane(date_in(match[0])) if match else None


def _sane(day: date | None) -> date | None:
    return day if day and 1900 <= day.year < 2100 else None


# Small things that both dialects need


def name_key(name: str) -> str:
    """A nick or name as it is compared: `Bin Hu` is `bin_hu`, and so is `Bin_Hu_`."""
    key = "_".join(fold(name).split())
    return key.rstrip("_") or key


def most_talkative(nicks: Iterable[str]) -> str:
    """The nick that typed most lines; "" where no line has one."""
    count = Counter(nicks)
    return min(count, key=lambda nick: (-count[nick], nick)) if count else ""


def note(text: str, speaker: str = "") -> Line:
    """A line that is a note of `text`, said by `speaker` ("": by nobody), which no sign or command in it changes."""
    return Line(verb=Verb.NOTE, typed=f"{speaker}: {text}" if speaker else text, text=text, speaker=speaker)


def names_in(words: str) -> Iterator[str]:
    """The names in a list with commas."""
    for part in words.split(","):
        if (name := part.strip().lstrip("@")) and name != "(no one)":
            yield name
