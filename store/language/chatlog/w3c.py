"""Logs of W3C meetings, read as W3C's own program (scribe.perl) reads them.

First `s/old/new/` and `i/where/line/` change what stands above them. Then each line is a
command, something said (`Name: text`, typed by the scribe), a summary by the scribe, or
a remark of whoever typed it; `…` goes on with the line before. Who is present, chairs and
scribes holds for the whole meeting, wherever it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.i18n import _
from store.language.capture.line import Line, Verb
from store.language.chatlog.corrections import HEADING, Part, corrected
from store.language.chatlog.participants import Cast, Topics, action, closing, opening
from store.language.chatlog.transcript import Heading, Said, Turn, bots_in, most_talkative, name_key, names_in, note
from store.language.dates import date_in
from store.language.day_phrases import Calendar
from store.model import AgendaItem, Attendee, Meeting
from store.text import fold


def heading(log: list[Said]) -> Heading:
    """What `log` says of the meeting as a whole."""
    return _Log(log).heading()


def read(log: list[Said], meeting: Meeting, roll: tuple[Attendee, ...], items: list[AgendaItem]) -> Iterator[Turn]:
    """What `log` does to a meeting with that roll and agenda."""
    whole = _Log(log)
    head = whole.heading()
    kept = [part for part in whole.parts if part.verb]
    cast = Cast(roll, [*_all_named(head), *(part.speaker for part in kept)], head.names)
    topics, calendar = Topics(items), Calendar(on=meeting.date, next_meeting=meeting.next_meeting)
    stamps = [part.stamp for part in whole.parts if part.verb or part.head]
    if not stamps:
        return
    for said in head.said:
        about = HEADING.match(said.text)
        if about and about["date"] and date_in(about["text"]) != meeting.date:
            yield Turn(lines=(note(said.text),), stamp=stamps[0])
    yield from opening(head, cast, meeting, stamps[0])
    for part in kept:
        remark = _("Nothing above this line has “{words}”.").format(words=part.seeks) if part.seeks else ""
        line = _line(part, cast, topics, calendar)
        yield Turn(lines=(line,), said=tuple(part.said), stamp=part.stamp, remark=remark)
    yield closing((kept[-1].stamp if kept else None) or stamps[-1])


def _line(part: Part, cast: Cast, topics: Topics, calendar: Calendar) -> Line:
    if part.verb is Verb.ITEM:
        return topics.line(part.kept, part=part.part)
    if part.verb is Verb.ACTION:
        return action(part.kept, cast, calendar)
    if part.verb is Verb.NOTE:
        return note(part.kept, cast.find(part.speaker) if part.speaker else "")
    assert part.verb is not None
    return Line(verb=part.verb, typed=f"{part.verb}: {part.kept}", text=part.kept)


def _all_named(head: Heading) -> tuple[str, ...]:
    return (*head.chairs, *head.scribes, *head.present, *head.absent)


# Lines

_COLON = r"\s*[:：]\s*"
_URL = r"(?:[a-z]+://|mailto:)\S+"
_LIST = re.compile(
    r"(?P<list>present|regrets?|chairs?|scribe(?:nick)?)\s*(?:(?P<sign>[+-])[:：]?|[:：]|(?<=present)=|(?<=present )=)"
    r"\s*(?P<names>.*)$",
    re.IGNORECASE,
)
_NICK = r"[^\s,/=]+"
_SCRIBE = re.compile(rf"\s*(?P<nick>{_NICK})\s*(?:[=/]\s*(?P<name>[^\s,][^,]*?)\s*)?$")
_VERBS = (
    (Verb.ITEM, re.compile(rf"(?P<part>sub-?)?topic{_COLON}(?P<text>\S.*)", re.IGNORECASE)),
    (
        Verb.ACTION,
        re.compile(
            rf"action(?:(?:\s+item)?{_COLON}|\s+(?=[^\W\d_]\w*\s*[:：])|\s+(?=\S+\s+to\b))(?P<text>\S.*)", re.IGNORECASE
        ),
    ),
    (Verb.DECISION, re.compile(rf"resol(?:ved|ution){_COLON}(?P<text>\S.*)", re.IGNORECASE)),
    (Verb.PROPOSAL, re.compile(rf"propos(?:ed|al)(?:\s+resolution)?{_COLON}(?P<text>\S.*)", re.IGNORECASE)),
    (Verb.QUESTION, re.compile(rf"issue{_COLON}(?P<text>\S.*)", re.IGNORECASE)),
)
_AGENDA = re.compile(rf"agenda{_COLON}{_URL}$", re.IGNORECASE)
_SPEECH = re.compile(r"(?P<name>(?:[^.\s:：\">]|\.[^.\s:：\">])[^\s:：\">]*)\s*[:：](?P<text>.*)")
# What may stand before a colon and is no name.
_NO_NAME = re.compile(
    r"(?:propos(?:ed|al)|resol(?:ved|ution)|action|issue(?:-\d+)?|action-\d+|(?:sub-?)?topic|github|agenda|date|meeting"
    r"|chairs?|scribe(?:nick)?|present|regrets?|repo(?:s|sitory|sitories)?|slides(?:et)?|recording|scribeoptions"
    r"|namedanchorhere|note|nb|ps|fyi|todo|[si][;|/#!,].*|[\W\d_]*)$"
)
_GOES_ON = re.compile(r"(?:\.\.+|…)\s*(.*)")
_LINK = re.compile(rf"->\s*{_URL}", re.IGNORECASE)
_ESCAPED = re.compile(r"\\\s*(\S.*)")
_FENCES = {"```": "```", "[[": "]]"}

# What people say to the bots, and the bots to them

_TO_BOTS = re.compile(
    r"(?:zakim|rrsagent|agendabot)\s*[,:]|trackbot\s*,\s*(?:(?:dis)?associate|bye|start|end|status)\b|scribeoptions\s*:"
    r"|(?:chair\s+)?(?:ack|recognizes?)\s+\S+$|q(?:ueue)?\s*\?$|vq(?:ueue)?\?|agg?enda\s*(?:\d+\s*[-=?]|[=?])"
    r"|clear\s+(?:the\s+)?agenda$|(?:(?:take up|open|move to|close|skip|delete|drop)\s+)?"
    r"(?:agend(?:um|a)\s+\d+|(?:this|next)\s+agend(?:um|a))$",
    re.IGNORECASE,
)
_QUEUE = re.compile(
    r"(?:qq?|queue)\s*(?:\+(?P<why>.*)|=.*|-\s*\S*$)|\+\s*q(?:ueue)?\b(?P<too>.*)|-\s*q(?:ueue)?$"
    r"|agg?enda\s*\d*\s*\+(?P<item>.*)",
    re.IGNORECASE,
)
_TAKEN_UP = re.compile(r'agendum \d+(?:\. "(?P<old>.*)" taken up|\s+--\s+(?P<new>.*?)(?:\s+--\s+taken up\b.*)?$)')
_ATTENDEES = re.compile(r"the attendees (?:were|have been) (.*?),?$")
_WANTED = re.compile(r"[^\s,]+, you wanted ")


class _Log:
    """A log while it is read, line by line."""

    def __init__(self, log: list[Said]) -> None:
        self._bots = bots_in(log)
        self._zakim = any(fold(said.nick) == "zakim" for said in log)
        self.parts = corrected(log, self._bots)
        self._title = ""
        self._lists: dict[str, dict[str, str]] = {"present": {}, "regret": {}, "chair": {}, "scribe": {}}
        self._names: dict[str, str] = {}
        self._said: list[Said] = []
        self._scribes: set[str] = set()
        self._last: dict[str, str] = {}
        self._verbatim: dict[str, str] = {}
        self._zakims: Part | None = None
        self._begin()
        for at, part in enumerate(self.parts):
            if part.text and not self._is_verbatim(part):
                self._read(part, at)

    def heading(self) -> Heading:
        """What the log says of the meeting as a whole."""
        names = {name: tuple(entries.values()) for name, entries in self._lists.items()}
        return Heading(
            title=self._title,
            chairs=names["chair"],
            scribes=names["scribe"],
            present=names["present"],
            absent=names["regret"],
            names=self._names,
            said=tuple(self._said),
        )

    def _begin(self) -> None:
        """Names the first scribe: who is named first, from the start of the log; where nobody is, who typed most."""
        for part in self.parts:
            match = _LIST.match(part.text)
            if not match or not fold(match["list"]).startswith("scribe") or match["sign"] == "-":
                continue
            if self._add_scribes(match["names"] or (part.nick if match["sign"] else "")):
                return
        typists = (part.nick for part in self.parts if fold(part.nick) not in self._bots and not part.seeks)
        self._add_scribes(most_talkative(typists))

    def _read(self, part: Part, at: int) -> None:
        if self._in_heading(part):
            part.head = True
            self._said += part.said
        elif fold(part.nick) in self._bots:
            self._bot_says(part)
        elif not self._to_a_bot(part) and not self._command(part):
            if part.nick and not self._is_scribe(part.nick):
                self._remark(part, at)
            else:
                self._scribe_types(part, at)

    # The heading

    def _in_heading(self, part: Part) -> bool:
        if match := _LIST.match(part.text):
            return self._in_list(part, match)
        match = HEADING.match(part.text)
        if match and match["meeting"]:
            self._title = match["text"]
        return bool(match and (match["meeting"] or match["date"]))

    def _in_list(self, part: Part, match: re.Match[str]) -> bool:
        kind, sign, words = fold(match["list"]).rstrip("s").removesuffix("nick"), match["sign"], match["names"]
        names = list(names_in(words)) or ([part.nick] if sign and part.nick else [])
        if not names and (sign or kind in ("chair", "scribe")):
            return False
        if kind == "scribe":
            return self._in_scribes(words or part.nick, sign)
        entries = self._lists[kind]
        if sign == "-" and not any(name_key(name) in entries for name in names):
            return False
        if not sign:
            entries.clear()
        for name in names:
            if sign == "-":
                entries.pop(name_key(name), None)
            else:
                entries[name_key(name)] = name if words else entries.get(name_key(name), name)
        return True

    def _in_scribes(self, words: str, sign: str | None) -> bool:
        if sign == "-":
            self._scribes -= {name_key(name) for name in names_in(words)}
            return True
        before = self._scribes
        self._scribes = before if sign else set()
        if self._add_scribes(words):
            return True
        self._scribes = before
        # A name with spaces is no nick: somebody scribes, but who types does not change.
        if not sign:
            self._lists["scribe"].update({name_key(name): name for name in names_in(words)})
        return not sign

    def _add_scribes(self, words: str) -> bool:
        """Adds `nick`, `nick, nick` or `nick = Real Name`; False where it is none of these."""
        found = [_SCRIBE.match(part) for part in words.split(",")]
        if not words or not all(found):
            return False
        for match in found:
            assert match is not None
            nick = match["nick"].lstrip("@") or match["nick"]
            self._scribes.add(name_key(nick))
            self._lists["scribe"].setdefault(name_key(nick), nick)
            if match["name"]:
                self._names[nick] = match["name"]
        return True

    def _is_scribe(self, nick: str) -> bool:
        return name_key(nick) in self._scribes

    # The bots

    def _bot_says(self, part: Part) -> None:
        if fold(part.nick) != "zakim":
            # Who else gives a topic is a bot, but types for people.
            self._topic(part)
            return
        goes_on = _GOES_ON.match(part.text)
        if goes_on and self._zakims:
            before, part.text = self._zakims, goes_on[1]
            if before.verb:
                before.kept = f"{before.kept} {part.text}".split(" -- taken up")[0].strip()
                before.said += part.said
            else:
                self._attend(part.text)
                self._said += part.said
            return
        self._zakims = None
        if taken := _TAKEN_UP.match(part.text):
            title = (taken["old"] or taken["new"] or "").strip()
            if title:
                self._keep(part, Verb.ITEM, title)
        elif there := _ATTENDEES.search(part.text):
            self._attend(there[1])
            self._said += part.said
        elif _WANTED.match(part.text):
            self._keep(part, Verb.NOTE, part.text)
        else:
            self._topic(part)
            return
        self._zakims = part

    def _topic(self, part: Part) -> None:
        if match := _VERBS[0][1].match(part.text):
            self._keep(part, Verb.ITEM, match["text"])
            part.part = bool(match["part"])

    def _attend(self, words: str) -> None:
        self._lists["present"].update({name_key(name): name for name in names_in(words)})

    def _to_a_bot(self, part: Part) -> bool:
        """Whether `part` is said to a bot; why somebody asks for the floor is kept, unless Zakim repeats it."""
        if match := _QUEUE.match(part.text):
            why = match["why"] or match["too"] or match["item"] or ""
            return self._zakim or len(why.split()) < 2
        return _TO_BOTS.match(part.text) is not None

    # What is kept

    def _keep(self, part: Part, verb: Verb, text: str, speaker: str = "") -> None:
        part.verb, part.kept, part.speaker = verb, text, speaker

    def _command(self, part: Part) -> bool:
        for verb, pattern in _VERBS:
            if match := pattern.match(part.text):
                self._keep(part, verb, match["text"].strip())
                part.part = verb is Verb.ITEM and bool(match["part"])
                return True
        if _AGENDA.match(part.text):
            if same := next((before for before in self.parts if before.verb and before.kept == part.text), None):
                same.said += part.said
            else:
                self._keep(part, Verb.NOTE, part.text)
            return True
        if part.seeks:
            self._keep(part, Verb.NOTE, part.text, part.nick)
        return bool(part.seeks)

    def _remark(self, part: Part, at: int) -> None:
        """Keeps a line that somebody other than the scribe typed, as said by that person."""
        if goes_on := _GOES_ON.match(part.text):
            before = self._before(at, part.nick)
            if before and before.verb not in (None, Verb.NOTE):
                self._go_on(before, part, goes_on[1])
                return
        escaped = _ESCAPED.match(part.text)
        self._keep(part, Verb.NOTE, escaped[1] if escaped else part.text, part.nick)

    def _scribe_types(self, part: Part, at: int) -> None:
        own = f"<{part.nick}>"
        if part.nick and fold(part.text).startswith(fold(own)) and part.text[len(own) :].strip():
            self._keep(part, Verb.NOTE, part.text[len(own) :].strip(), part.nick)
        elif escaped := _ESCAPED.match(part.text):
            self._keep(part, Verb.NOTE, escaped[1])
        elif (speech := _SPEECH.match(part.text)) and self._is_speech(part.text, speech["name"]):
            self._speech(part, speech)
        elif goes_on := _GOES_ON.match(part.text):
            self._scribe_goes_on(part, at, goes_on[1])
        else:
            self._keep(part, Verb.NOTE, part.text)
            if not _LINK.match(part.text):
                self._last.pop(part.nick, None)

    @staticmethod
    def _is_speech(text: str, name: str) -> bool:
        return not re.match(_URL, text, re.IGNORECASE) and not _NO_NAME.match(fold(name))

    def _speech(self, part: Part, speech: re.Match[str]) -> None:
        self._last[part.nick] = speech["name"]
        if text := speech["text"].strip():
            self._keep(part, Verb.NOTE, text, speech["name"])
        else:
            self._keep(part, Verb.NOTE, part.text)

    def _scribe_goes_on(self, part: Part, at: int, text: str) -> None:
        speaker = self._last.get(part.nick, "")
        before = self._before(at, None if speaker else part.nick)
        if before and speaker and before.nick == part.nick and before.verb is Verb.NOTE and before.speaker == speaker:
            self._go_on(before, part, text)
        elif speaker:
            self._keep(part, Verb.NOTE, text or part.text, speaker)
        elif before and (before.verb is not Verb.NOTE or not before.speaker):
            self._go_on(before, part, text)
        else:
            self._keep(part, Verb.NOTE, text or part.text)

    def _before(self, at: int, nick: str | None) -> Part | None:
        """The last line before `at` that is kept: of `nick`, or of anybody."""
        before = (part for part in reversed(self.parts[:at]) if part.verb)
        return next((part for part in before if nick is None or part.nick == nick), None)

    @staticmethod
    def _go_on(before: Part, part: Part, text: str) -> None:
        before.kept = f"{before.kept} … {text}".strip() if text else before.kept
        before.said += part.said

    def _is_verbatim(self, part: Part) -> bool:
        """Whether `part` is between fences: text as it is, without commands."""
        if end := self._verbatim.get(part.nick):
            text = part.text.removesuffix(end).strip() if part.text.endswith(end) else part.text
            if text != part.text:
                del self._verbatim[part.nick]
            if text:
                self._keep(part, Verb.NOTE, text, "" if self._is_scribe(part.nick) else part.nick)
            return True
        if part.text in _FENCES and fold(part.nick) not in self._bots:
            self._verbatim[part.nick] = _FENCES[part.text]
            return True
        return False
