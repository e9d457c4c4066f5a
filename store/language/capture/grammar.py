"""From a typed line to a verb.

One typed line is one act of the minute-taker. Dutch and English words always both work.
A line that cannot be understood as more than text is a note: nothing is refused.
"""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from store.i18n import _
from store.language.capture.actions import Promise, promise_of, read_evaluation, read_promise
from store.language.capture.commands import read_command
from store.language.capture.line import Context, Line, Verb
from store.language.capture.replacements import read_replacing
from store.language.capture.secret_ballots import tells_secret
from store.language.capture.votes import SIGNS, names_sides, read_vote
from store.language.capture.warnings import About, Remark, about_due, about_names
from store.language.typos import nearly_said_by
from store.model import Method, Vote
from store.text import clean, fold

KEYWORDS = {
    "besluit": Verb.DECISION,
    "decision": Verb.DECISION,
    "agreed": Verb.DECISION,
    "resolved": Verb.DECISION,
    "resolution": Verb.DECISION,
    "conclusie": Verb.DECISION,
    "conclusion": Verb.DECISION,
    "voorstel": Verb.PROPOSAL,
    "proposal": Verb.PROPOSAL,
    "proposed": Verb.PROPOSAL,
    "motie": Verb.PROPOSAL,
    "motion": Verb.PROPOSAL,
    "actie": Verb.ACTION,
    "action": Verb.ACTION,
    "ap": Verb.ACTION,
    "ai": Verb.ACTION,
    "todo": Verb.ACTION,
    "toezegging": Verb.UNDERTAKING,
    "undertaking": Verb.UNDERTAKING,
    "stemming": Verb.VOTE,
    "vote": Verb.VOTE,
    "vraag": Verb.QUESTION,
    "question": Verb.QUESTION,
}
_SIGILS = (
    ("!?", Verb.PROPOSAL),
    ("!", Verb.DECISION),
    ("&", Verb.UNDERTAKING),
    ("=", Verb.VOTE),
    ("?", Verb.QUESTION),
)
# The words of MeetBot that people have in their fingers: `#agreed text`.
_HASH_WORDS = {
    "info": Verb.NOTE,
    "idea": Verb.NOTE,
    "link": Verb.NOTE,
    "help": Verb.NOTE,
    "agreed": Verb.DECISION,
    "accepted": Verb.DECISION,
    "rejected": Verb.PROPOSAL,
    "action": Verb.ACTION,
    "topic": Verb.ITEM,
    "startmeeting": Verb.OPEN,
    "endmeeting": Verb.CLOSE,
    "undo": Verb.UNDO,
}
# A sign alone is about what is there: the last entry becomes what it stands for, or the item is held over.
BARE = {
    "!": Verb.DECISION,
    "!?": Verb.PROPOSAL,
    "?": Verb.QUESTION,
    "@": Verb.ACTION,
    "&": Verb.UNDERTAKING,
    "\\": Verb.NOTE,
    ">": Verb.DEFER,
}
_ALONE = (Verb.OPEN, Verb.CLOSE, Verb.UNDO)
_KEYWORD = re.compile(r"(\w+)(?:[ ]+([^:]{1,60}?))?\s*:(?!//)\s*(.*)", re.DOTALL)
_SPEAKER = re.compile(r"([^:]{1,60}?)\s*:(?!//)\s*(\S.*)", re.DOTALL)
_MEND = re.compile(r"s/(?P<old>(?:[^/\\]|\\.)+)/(?P<new>(?:[^/\\]|\\.)*)(?P<end>/(?P<everywhere>g?))?$")
# A number may stand off from the # where it cannot be anything else: `# 8a title`, but not `# 3 wishes`.
_NUMBERED_ITEM = re.compile(r"(\d{1,3}(?:\.\d{1,3})*[a-z]?|\s+\d{1,3}(?:[a-z]|(?:\.\d{1,3})+[a-z]?))[.:]?\s+(\S.*)")
_HASH_WORD = re.compile(r"(\w+)\b[:\s]*(.*)")
_LETTER = re.compile(r"[^\W\d_]")


def understand(typed: str, context: Context) -> Line:
    """What the line `typed` means in `context`. Never raises; what is not understood is a note."""
    text = clean(typed)
    if text in BARE:
        return Line(verb=BARE[text], typed=text)
    if text.startswith("\\"):
        return Line(verb=Verb.NOTE, typed=text, text=text[1:].strip() or text)
    if text.startswith("/"):
        return read_command(text, context) or _note(text, context)
    if text.startswith("#"):
        return _hash(text, context)
    return _mend(text) or _sigil(text, context) or _keyword(text, context) or _note(text, context)


def _note(text: str, context: Context) -> Line:
    if speech := _speech(text, context):
        return speech
    words, names = nearly_said_by(text, context.people)
    remarks = (Remark(About.NEARLY_NAMED, words, names),) if names else ()
    return Line(verb=Verb.NOTE, typed=text, text=text, remarks=remarks)


def _mend(text: str) -> Line | None:
    match = _MEND.match(text)
    # `s/he would say that he/she …` is no mending.
    if match is None or (match["end"] is None and match["old"].startswith("he ")):
        return None
    old, new = (re.sub(r"\\(.)", r"\1", part) for part in (match["old"], match["new"]))
    return Line(verb=Verb.MEND, typed=text, old=old, new=new, everywhere=bool(match["everywhere"]))


def _sigil(text: str, context: Context) -> Line | None:
    """What a line is by the sign it starts with; None where the sign is only punctuation."""
    if text.startswith("@"):
        return _at(text, context)
    for sigil, verb in _SIGILS:
        rest = text[len(sigil) :].strip()
        if not text.startswith(sigil) or not re.search(r"\w", rest):
            continue
        # An arrow or a comparison is no vote; one word after an & is no promise.
        if (verb is Verb.VOTE and rest[0] in "=>") or (verb is Verb.UNDERTAKING and not re.search(r"@|\w\s", rest)):
            return None
        return _kind(verb, text, rest, context)
    return None


def _at(text: str, context: Context) -> Line | None:
    rest = text[1:]
    known = context.people.first(rest.lstrip())[0]
    # `@ 10 uur` and `@10.00` are hours.
    if not known and not re.match(r"['‘’]?[^\W\d_]|\?", rest):
        return None
    return _kind(Verb.ACTION, text, text, context)


def _kind(verb: Verb, typed: str, text: str, context: Context) -> Line:
    if verb is Verb.VOTE:
        return _vote(typed, text, context)
    if verb in (Verb.ACTION, Verb.UNDERTAKING):
        # Who is named first in an undertaking gave it; in an action it may be whom to call.
        return _promise(verb, typed, read_promise(text, context, by_first=verb is Verb.UNDERTAKING), context)
    if verb in (Verb.DECISION, Verb.PROPOSAL):
        text, review = read_evaluation(text, context.calendar)
        remarks = about_due(review, context.calendar)
        # Where the roll was not called, nobody knows who is there.
        if verb is Verb.DECISION and 0 < context.present < context.quorum:
            remarks += (_no_quorum(context),)
        line = Line(verb=verb, typed=typed, text=text, review=review, remarks=remarks)
        return _changing(line, context) if verb is Verb.DECISION else line
    return Line(verb=verb, typed=typed, text=text)


def _changing(line: Line, context: Context) -> Line:
    """`line`, a decision, with the other one that it says it replaces or withdraws."""
    said = read_replacing(line.text, context)
    return msgspec.structs.replace(
        line,
        changes=said.verb,
        reference=said.reference,
        earlier=said.earlier,
        remarks=(*said.remarks, *line.remarks),
    )


def _hash(text: str, context: Context) -> Line:
    if numbered := _NUMBERED_ITEM.match(text[1:]):
        return Line(verb=Verb.ITEM, typed=text, item=numbered[1].strip(), text=numbered[2])
    word = _HASH_WORD.match(text[1:])
    verb = _HASH_WORDS.get(word[1].lower()) if word else None
    if word and word[1].lower() == "chair":
        return Line(verb=Verb.NOTE, typed=text, text=text)
    if word and verb in _ALONE:
        return Line(verb=verb, typed=text)
    if word and verb and not word[2].strip():
        return Line(verb=Verb.NOTE, typed=text, text=text)
    if word and verb:
        line = _kind(verb, text, word[2].strip(), context)
        return msgspec.structs.replace(line, rejected=word[1].lower() == "rejected")
    if _LETTER.search(text):
        return Line(verb=Verb.ITEM, typed=text, text=text.lstrip("#").strip())
    return Line(verb=Verb.NOTE, typed=text, text=text)


def _keyword(text: str, context: Context) -> Line | None:
    match = _KEYWORD.match(text)
    verb = KEYWORDS.get(fold(match[1])) if match else None
    if match is None or verb is None or not match[3]:
        return None
    names, rest = match[2], match[3]
    if not names:
        # Who has the handle AP or AI speaks more often than somebody promises something.
        return None if context.people.get(match[1]) else _kind(verb, text, rest, context)
    if verb not in (Verb.ACTION, Verb.UNDERTAKING):
        return None
    # `AI Act: …` is about no person called Act.
    promise = promise_of(names, rest, context, known=len(match[1]) < 3)
    return _promise(verb, text, promise, context) if promise else None


def _speech(text: str, context: Context) -> Line | None:
    match = _SPEAKER.match(text)
    if not match or not (found := context.people.who(match[1])):
        return None
    if len(found) == 1:
        return Line(verb=Verb.NOTE, typed=text, text=match[2], speaker=found[0].handle)
    remarks = about_names((match[1],), context.people)
    return Line(verb=Verb.NOTE, typed=text, text=text, unread=(match[1],), remarks=remarks)


def _vote(typed: str, text: str, context: Context) -> Line:
    read = read_vote(text, context.people, context.voters)
    if read is None:
        about = About.SECRET_UNREAD if tells_secret(text.translate(SIGNS), context.people) else About.UNREAD_VOTE
        return Line(verb=Verb.NOTE, typed=typed, text=typed, remarks=(Remark(about),))
    vote, unread = read
    remarks = about_names(unread, context.people) + _about_vote(vote, context)
    if vote.method is Method.SECRET and names_sides(text):
        remarks = (Remark(About.SECRET_NAMES), *remarks)
    return Line(verb=Verb.VOTE, typed=typed, vote=vote, unread=unread, remarks=remarks)


def _about_vote(vote: Vote, context: Context) -> tuple[Remark, ...]:
    if context.voters is None:
        return ()
    named = Counter(vote.names_in_favour + vote.names_against + vote.names_abstained)
    remarks = [
        Remark(About.RECUSED_VOTER if who in context.recused else About.NOT_ENTITLED, who)
        for who in named
        if who not in context.voters
    ]
    remarks += [Remark(About.VOTED_TWICE, who) for who, times in named.items() if times > 1]
    counted = vote.in_favour + vote.against + vote.abstained + vote.blank
    counted += sum(choice.votes for choice in vote.choices)
    if counted > len(context.voters):
        remarks.append(Remark(About.TOO_MANY_VOTES, f"{counted} > {len(context.voters)}"))
    if context.present < context.quorum:
        remarks.append(_no_quorum(context))
    if vote.casting and not context.casting_vote:
        remarks.append(Remark(About.CASTING_NOT_ALLOWED))
    if context.voted_on and context.voted_on.vote and not vote.choices:
        # What is lost comes first: a narrow screen cuts off the end.
        remarks.insert(0, Remark(About.VOTED_ALREADY, _numbers(context.voted_on.vote)))
    if context.votable is False and not vote.choices:
        remarks.append(Remark(About.NOTHING_TO_VOTE_ON))
    return tuple(remarks)


def _no_quorum(context: Context) -> Remark:
    return Remark(About.NO_QUORUM, f"{context.present}/{context.quorum}")


def _numbers(vote: Vote) -> str:
    """`4–1–0`, with the blank votes where there are any."""
    counts = (vote.in_favour, vote.against, vote.abstained, *((vote.blank,) if vote.blank else ()))
    return "–".join(map(str, counts))


def _no_promise(typed: str) -> Remark:
    return Remark(About.INCOMPLETE_COMMAND, typed.split(maxsplit=1)[0], better=_("@bvdb,feh text > 1 dec"))


def _promise(verb: Verb, typed: str, promise: Promise, context: Context) -> Line:
    owners, due = promise.owners, promise.due
    # Names and a date alone, after an @, are for the last entry.
    if not promise.text and not (typed.startswith(("@", "&")) and owners.said):
        return Line(verb=Verb.NOTE, typed=typed, text=typed, remarks=(_no_promise(typed),))
    remarks = about_names(owners.unread, context.people)
    if not owners.said:
        remarks += (Remark(About.NO_OWNER),)
    remarks += about_due(due, context.calendar)
    return Line(
        verb=verb,
        typed=typed,
        text=promise.text,
        owners=owners.handles,
        unread=owners.unread,
        due=due,
        remarks=remarks,
    )
