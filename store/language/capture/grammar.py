"""From a typed line to a verb.

One typed line is one act of the minute-taker. Dutch and English words always both work.
A line that cannot be understood as more than text is a note: nothing is refused.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from store.errors import CannotDo
from store.language.capture.commands import read_as, read_command
from store.language.capture.line import Context, Line, Verb
from store.language.capture.readers.actions import promise_of
from store.language.capture.readers.entry_lines import mend, promised
from store.language.capture.readers.secret_ballots import Ballot, is_about_secret, tells_secret
from store.language.capture.readers.simple_readers import hour_before, kept
from store.language.capture.verbs.table import BY_BARE_SIGN, BY_HASH_WORD, BY_KEYWORD, BY_SIGN, VERBS
from store.language.capture.warnings import About, Remark, about_names
from store.language.dead_keys import signs_meant
from store.language.effort import TooMuch, bounded
from store.language.typos import nearly_said_by, unknown_initials
from store.text import LONGEST_LINE, clean, fold, in_lines, one_line

_KEYWORD = re.compile(r"(\w++)(?:[ ]++([^:]{0,59}?[^:\s]))?\s*+:(?!//)\s*(.*)", re.DOTALL)
_SPEAKER = re.compile(r"([^:]{1,60}?)\s*:(?!//)\s*(\S.*)", re.DOTALL)
# A number may stand off from the # where it cannot be anything else: `# 8a title`, but not `# 3 wishes`.
_NUMBERED_ITEM = re.compile(r"(\d{1,3}(?:\.\d{1,3})*[a-z]?|\s+\d{1,3}(?:[a-z]|(?:\.\d{1,3})+[a-z]?))[.:]?\s+(\S.*)")
_HASH_WORD = re.compile(r"(\w+)\b[:\s]*(.*)")
_BULLET = re.compile(r"[-–—•*]\s+")
# A word for a kind of entry that stands within a line, where it makes nothing of it.
_WITHIN = re.compile(
    r"\b(?:ACTIE|ACTION|BESLUIT|DECISION|TOEZEGGING)(?=\s?:)"
    r"|(?<=[.;!?] )(?:[Aa]ctie|[Bb]esluit|[Aa]ction|[Dd]ecision)(?=:)"
)
_LETTER = re.compile(r"[^\W\d_]")
_LETTER_OR_DIGIT = re.compile(r"\w")
_AT_OR_TWO_WORDS = re.compile(r"@|\w\s")
_NAME_OR_NOBODY = re.compile(r"['‘’]?[^\W\d_]|\?")


def understand(typed: str, context: Context) -> Line:
    """What the line `typed` means in `context`. Never raises; what is not understood is a note.

    Before any line may stand the hour at which it was so. Where that cannot be, a note is kept as it was typed, and
    all else is remarked on.
    """
    try:
        with bounded():
            return _in_time(typed, context)
    except TooMuch:
        return _too_much(clean(typed), context)


def _in_time(typed: str, context: Context) -> Line:
    """What `understand` gives. Raises TooMuch where too much was to be looked up."""
    text = clean(typed)
    hour, rest = hour_before(text)
    line = _understand(rest, context)
    if hour and not line.hour:
        line = _not_with_an_hour(line) or replace(line, hour=hour)
    if line.hour and context.then:
        try:
            line = replace(_understand(rest, context.then(line.verb, line.hour)), hour=line.hour)
        except CannotDo as error:
            note = Line(verb=Verb.NOTE, typed=text, text=text) if line.verb is Verb.NOTE else line
            line = replace(note, remarks=(*note.remarks, Remark(About.NOT_THEN, str(error))))
    return replace(line, typed=text, text=text if line.is_no_command else _in_lines(line))


def _in_lines(line: Line) -> str:
    """The text of `line`, in the lines in which it was typed where it is written down; a reason is one line."""
    many = VERBS[line.verb].kind or line.verb in (Verb.AMEND, Verb.REPLACE, Verb.ANSWER, Verb.MINORITY)
    return in_lines(line.text) if many else one_line(in_lines(line.text))


def _not_with_an_hour(line: Line) -> Line | None:
    """What a line with an hour before it is whose verb happens now or not at all; None for other verbs."""
    if line.is_no_command or not VERBS[line.verb].acts or line.verb in (Verb.UNDO, Verb.REDO):
        return line if line.is_no_command else kept(line.typed, About.NO_HOUR_BEFORE)
    return None


def _understand(text: str, context: Context) -> Line:
    """What a line means without the hour that may stand before it."""
    line = _read(text, context)
    return line if line.tells_secret else _asked(line, context)


def _asked(line: Line, context: Context) -> Line:
    """`line`, with a remark where it says how somebody voted in a secret ballot; a vote in disguise is kept nowhere."""
    if line.vote:
        names = line.vote.names_in_favour or line.vote.names_against or line.vote.names_abstained
        is_told = bool(names) and context.ballot is Ballot.ON_ITEM
    elif line.verb is Verb.MINORITY:
        is_told = context.ballot is Ballot.ON_ITEM
    else:
        plain = signs_meant(line.typed, context.people)
        if line.text.startswith("=") and not plain.startswith("\\"):
            said = signs_meant(line.text[1:], context.people)
            if tells_secret(said, context.people, context.ballot):
                return Line(verb=Verb.NOTE, typed=line.typed, text=line.typed, remarks=(Remark(About.SECRET_UNREAD),))
        is_told = tells_secret(plain, context.people, context.ballot, is_vote=False)
    return replace(line, remarks=(Remark(About.SECRET_TOLD), *line.remarks)) if is_told else line


def _read(text: str, context: Context) -> Line:
    """What the clean line `text` means, by its sign or its first word."""
    if text in BY_BARE_SIGN:
        return Line(verb=BY_BARE_SIGN[text], typed=text)
    if text.startswith("\\"):
        return Line(verb=Verb.NOTE, typed=text, text=text[1:].strip() or text)
    if len(text) > LONGEST_LINE:
        return _long(text, context)
    if text.startswith("/"):
        return read_command(text, context) or _note(text, context)
    if text.startswith("#"):
        return _hash(text, context)
    if bullet := _BULLET.match(text):
        # What was pasted from a list: `- actie: …`.
        listed = _keyword(text[bullet.end() :], context)
        return replace(listed, typed=text) if listed else _note(text, context)
    mended = mend(VERBS[Verb.MEND], text, text, context) if text.startswith("s/") else None
    return mended or _sign(text, context) or _keyword(text, context) or _note(text, context)


def _long(text: str, context: Context) -> Line:
    """A line that is too long to be anything but a note; voters of a secret ballot are named nowhere."""
    tells = text.startswith("=") and tells_secret(signs_meant(text[1:LONGEST_LINE], context.people), context.people)
    return Line(
        verb=Verb.NOTE, typed=text, text=text, remarks=(Remark(About.SECRET_UNREAD if tells else About.TOO_LONG),)
    )


def _too_much(text: str, context: Context) -> Line:
    """A note, of which more was to be looked up than anybody types; what may tell a secret vote is asked about."""
    remarks = [Remark(About.TOO_MUCH)]
    if is_about_secret(signs_meant(text, context.people), context.ballot):
        remarks.insert(0, Remark(About.SECRET_UNREAD if text.startswith("=") else About.SECRET_TOLD))
    return Line(verb=Verb.NOTE, typed=text, text=text, remarks=tuple(remarks))


def _note(text: str, context: Context) -> Line:
    """Plain text, or what somebody said; with a remark where a name with a slip in it may stand before a colon."""
    if speech := _speech(text, context):
        return speech
    words, names = nearly_said_by(text, context.people)
    remarks: tuple[Remark, ...] = (Remark(About.NEARLY_NAMED, words, names),) if names else ()
    if not names and context.people.people and (words := unknown_initials(text, context.people)):
        remarks = (Remark(About.NOBODY_SPEAKS, words),)
    if not text.startswith("\\") and (within := _WITHIN.search(text, 1)):
        remarks += (Remark(About.WORD_WITHIN, within[0]),)
    return Line(verb=Verb.NOTE, typed=text, text=text, remarks=remarks)


def _sign(text: str, context: Context) -> Line | None:
    """What a line is by the sign it starts with; None where the sign is only punctuation."""
    if text.startswith("@"):
        return _at(text, context)
    sign = text[:2] if text[:2] in BY_SIGN else text[:1]
    verb, rest = BY_SIGN.get(sign), text[len(sign) :].strip()
    if verb is None or not _LETTER_OR_DIGIT.search(rest):
        return None
    # An arrow or a comparison is no vote; one word after an & is no promise.
    if (verb is Verb.VOTE and rest[0] in "=>") or (verb is Verb.UNDERTAKING and not _AT_OR_TWO_WORDS.search(rest)):
        return None
    return read_as(verb, text, rest, context)


def _at(text: str, context: Context) -> Line | None:
    """A line that begins with @: an action; None where no name can follow."""
    rest = text[1:]
    known = context.people.first(rest.lstrip())[0]
    # `@ 10 uur` and `@10.00` are hours.
    if not known and not _NAME_OR_NOBODY.match(rest):
        return None
    return read_as(Verb.ACTION, text, text, context)


def _hash(text: str, context: Context) -> Line:
    """A line that begins with #: a new item, or a word of MeetBot (`#agreed text`)."""
    if numbered := _NUMBERED_ITEM.match(text[1:]):
        return Line(verb=Verb.ITEM, typed=text, item=numbered[1].strip(), text=numbered[2])
    if match := _HASH_WORD.match(text[1:]):
        word, rest = match[1].lower(), match[2].strip()
        verb = BY_HASH_WORD.get(word)
        # Of a command (`#startmeeting`) what stands behind its word is not used.
        if verb and VERBS[verb].english:
            return Line(verb=verb, typed=text)
        if word == "chair" or (verb and not rest):
            return Line(verb=Verb.NOTE, typed=text, text=text)
        if verb:
            return replace(read_as(verb, text, rest, context), rejected=word == "rejected")
    if _LETTER.search(text):
        return Line(verb=Verb.ITEM, typed=text, text=text.lstrip("#").strip())
    return Line(verb=Verb.NOTE, typed=text, text=text)


def _keyword(text: str, context: Context) -> Line | None:
    """What a line is by the word before its first colon, `besluit: …` or `action Kees: …`; None where that is none."""
    match = _KEYWORD.match(text)
    verb = BY_KEYWORD.get(fold(match[1])) if match else None
    if match is None or verb is None or not match[3]:
        return None
    names, rest = match[2], match[3]
    if names and len(context.people.who(f"{match[1]} {names}")) == 1:
        # `ap Rhys: …` is said by somebody.
        return None
    if not names:
        # Who has the handle AP or AI speaks more often than somebody promises something.
        return None if context.people.get(match[1]) else read_as(verb, text, rest, context)
    if verb not in (Verb.ACTION, Verb.UNDERTAKING):
        return None
    # `AI Act: …` is about no person called Act.
    promise = promise_of(names, rest, context, known=len(match[1]) < 3)
    return promised(VERBS[verb], text, promise, context) if promise else None


def _speech(text: str, context: Context) -> Line | None:
    """What somebody said, `dvdb: …`; None where no name that may be somebody's stands before a colon."""
    match = _SPEAKER.match(text)
    if not match or not (found := context.people.who(match[1])):
        return None
    if len(found) == 1:
        return Line(verb=Verb.NOTE, typed=text, text=match[2], speaker=found[0].handle)
    remarks = about_names((match[1],), context.people)
    return Line(verb=Verb.NOTE, typed=text, text=text, unread=(match[1],), remarks=remarks)
