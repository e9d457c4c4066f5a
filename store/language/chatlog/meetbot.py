"""Logs of MeetBot and its relatives: only commands (`#topic`, `#info`, …) are minuted, the rest is conversation.

As MeetBot has it: whoever starts the meeting is its chair, and only chairs change the
topic, decide, undo and end; everybody who says something is present; an action is for
all whose nick is in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from store.i18n import _
from store.language.capture.line import Line, Verb
from store.language.chatlog.participants import Cast, Topics, closing, opening, promise
from store.language.chatlog.transcript import Heading, Said, Turn, bots_in, name_key, note
from store.language.day_phrases import Calendar
from store.model import AgendaItem, Attendee, Meeting
from store.text import fold

_COMMAND = re.compile(r"#([^\W\d]\w*)\b[:\s]*(.*)")
_URL = re.compile(r"(?:https?|ircs?|ftp|ssh)://\S|mailto:\S", re.IGNORECASE)
_VERBS = {
    "topic": Verb.ITEM,
    "subtopic": Verb.ITEM,
    "info": Verb.NOTE,
    "note": Verb.NOTE,
    "link": Verb.NOTE,
    "idea": Verb.NOTE,
    "help": Verb.NOTE,
    "halp": Verb.NOTE,
    "agreed": Verb.DECISION,
    "agree": Verb.DECISION,
    "accepted": Verb.DECISION,
    "accept": Verb.DECISION,
    "rejected": Verb.PROPOSAL,
    "reject": Verb.PROPOSAL,
    "failed": Verb.PROPOSAL,
    "motion": Verb.PROPOSAL,
    "action": Verb.ACTION,
}
# MeetBot's own minutes name these, since they are no mere notes.
_NAMED = {"idea": "IDEA", "help": "HELP", "halp": "HELP"}
_REJECTED = ("rejected", "reject", "failed")
_FOR_CHAIRS = frozenset(
    "topic subtopic agreed agree accepted accept rejected reject failed undo endmeeting chair unchair".split()
)
_ABOUT = ("startmeeting", "meetingname", "meetingtopic", "chair", "unchair", "nick")
# Commands of its relatives that have no place of their own here, kept as they were typed.
_KEPT = ("vote", "startvote", "endvote", "close", "inconclusive", "here")


class _Kept(msgspec.Struct, eq=False):
    """A line of a log that is minuted.

    Attributes:
        said: The lines of the log that it is made of.
        verb: What it does.
        text: The text that is minuted.
        nick: Who typed it.
        command: The command of the bot, without its #.
        undone: Whether an `#undo` further down took it back.
        remark: What whoever imports the log should know of it.
    """

    said: list[Said]
    verb: Verb
    text: str
    nick: str = ""
    command: str = ""
    undone: bool = False
    remark: str = ""


def heading(log: list[Said]) -> Heading:
    """What `log` says of the meeting as a whole."""
    return _Log(log).heading()


def read(log: list[Said], meeting: Meeting, roll: tuple[Attendee, ...], items: list[AgendaItem]) -> Iterator[Turn]:
    """What `log` does to a meeting with that roll and agenda."""
    whole = _Log(log)
    if whole.first is None:
        return
    head = whole.heading()
    names = [*head.chairs, *head.present, *whole.known, *(kept.nick for kept in whole.kept)]
    cast, topics = Cast(roll, names), Topics(items)
    calendar = Calendar(on=meeting.date, next_meeting=meeting.next_meeting)
    end = whole.end
    yield from opening(head, cast, meeting, whole.first.stamp)
    for kept in whole.kept:
        if end and kept.said[0].number > end.number:
            yield closing(end.stamp, (end,))
            end = None
        line = _line(kept, cast, topics, calendar)
        yield Turn(
            lines=(line,),
            said=tuple(kept.said),
            stamp=kept.said[0].stamp,
            undone=kept.undone,
            remark=kept.remark,
        )
    if end or whole.end is None:
        yield closing((whole.last or whole.first).stamp, (end,) if end else ())


def _line(kept: _Kept, cast: Cast, topics: Topics, calendar: Calendar) -> Line:
    if kept.verb is Verb.ITEM:
        return topics.line(kept.text, part=kept.command == "subtopic")
    if kept.verb is Verb.ACTION:
        return promise(kept.text, cast.named_in(kept.text), calendar)
    if kept.verb is Verb.NOTE:
        return note(kept.text, cast.find(kept.nick) if kept.nick else "")
    typed = f"#{kept.command} {kept.text}"
    return Line(verb=kept.verb, typed=typed, text=kept.text, rejected=kept.command in _REJECTED)


class _Log:
    """Reads a log line by line.

    Attributes:
        kept: The lines that are minuted, in their order.
        known: The nicks that the bot was told of.
        first: The first line of the meeting.
        last: The last line of the meeting.
        end: The line that ends it; None where none does.
    """

    def __init__(self, log: list[Said]) -> None:
        self.kept: list[_Kept] = []
        self.known: list[str] = []
        self.first: Said | None = None
        self.last: Said | None = None
        self.end: Said | None = None
        self._about: list[Said] = []
        self._title = ""
        self._chairs: dict[str, str] = {}
        self._speakers: dict[str, str] = {}
        self._minuted: list[_Kept] = []
        bots = bots_in(log)
        typed = [said for said in log if said.text and not said.aside and fold(said.nick) not in bots]
        starts = [said for said in typed if _command(said)[0] == "startmeeting"]
        # Of a piece of a log nobody knows who is chair, and all of it is the meeting.
        self._owned = bool(starts)
        self._running = not starts
        for said in typed:
            self._read(said)
        self.first = self.first or (typed[0] if typed else None)

    def heading(self) -> Heading:
        """What the log says of the meeting as a whole."""
        return Heading(
            title=self._title,
            chairs=tuple(self._chairs.values()),
            present=tuple({**self._chairs, **self._speakers}.values()),
            said=tuple(self._about),
        )

    def _read(self, said: Said) -> None:
        command, text = _command(said)
        if command == "startmeeting" and self.first is None:
            self._running, self.first = True, said
            if said.nick:
                self._chairs[name_key(said.nick)] = said.nick
        if not self._running:
            self._outside(said, command)
            return
        self.last = said
        if said.nick:
            self._speakers.setdefault(name_key(said.nick), said.nick)
        if command in _FOR_CHAIRS and not self._may(said.nick):
            self._as_typed(said)
        elif command == "undo":
            self._undo(said)
        elif command == "endmeeting":
            self._running, self.end = False, said
        elif command in _ABOUT:
            self._meeting(said, command, text)
        elif command in _VERBS:
            self._minute(said, command, text)
        elif _URL.match(said.text):
            self._minute(said, "link", said.text)
        elif command in _KEPT or not said.nick:
            self._as_typed(said)

    def _may(self, nick: str) -> bool:
        return not self._owned or not nick or name_key(nick) in self._chairs

    def _outside(self, said: Said, command: str) -> None:
        """Keeps a command before or after the meeting as it was typed, for the bot does not listen then."""
        if command == "startmeeting":
            self._as_typed(said, _("A second meeting begins here; a log of its own makes it a meeting of its own."))
        elif command in (*_VERBS, *_ABOUT, *_KEPT, "undo", "endmeeting") or not said.nick:
            self._as_typed(said)

    def _as_typed(self, said: Said, remark: str = "") -> None:
        self.kept.append(_Kept(said=[said], verb=Verb.NOTE, text=said.text, nick=said.nick, remark=remark))

    def _minute(self, said: Said, command: str, text: str) -> None:
        if not text:
            self._as_typed(said)
        else:
            words = f"{_NAMED[command]}: {text}" if command in _NAMED else text
            self.kept.append(_Kept(said=[said], verb=_VERBS[command], text=words, nick=said.nick, command=command))
        self._minuted.append(self.kept[-1])

    def _undo(self, said: Said) -> None:
        if not self._minuted:
            self._as_typed(said)
            return
        undone = self._minuted.pop()
        undone.undone = True
        undone.said.append(said)

    def _meeting(self, said: Said, command: str, text: str) -> None:
        nicks = re.split(r"[,\s]+", text.strip()) if text.strip() else []
        if command == "chair":
            self._chairs.update({name_key(nick): nick for nick in nicks})
        elif command == "unchair":
            for nick in nicks:
                self._chairs.pop(name_key(nick), None)
        elif command == "nick":
            self.known += nicks
        elif text and (self._title or text) != text:
            self._as_typed(said)
            return
        else:
            self._title = self._title or text
        self._about.append(said)


def _command(said: Said) -> tuple[str, str]:
    """The command that a line is, without its #, and what follows; nothing where it is conversation."""
    match = _COMMAND.match(said.text)
    return (match[1].lower(), match[2].strip()) if match else ("", "")
