"""Reads the lines that write something down: decisions and proposals, actions and undertakings, votes, mending.

Each function is a `Reader` (see `spec`). What stands before the text (the sign, the keyword) is no part of `rest`,
but for the @ before names.
"""

from __future__ import annotations

import re
from collections import Counter
from textwrap import shorten

from msgspec.structs import replace

from store.i18n import _
from store.language.capture.line import Context, Line, Verb
from store.language.capture.readers.actions import Promise, read_evaluation, read_promise
from store.language.capture.readers.replacements import read_replacing
from store.language.capture.readers.secret_ballots import tells_secret
from store.language.capture.readers.simple_readers import kept
from store.language.capture.readers.votes import calls_chair, counts_as_against, disagrees, names_sides, read_vote
from store.language.capture.verbs.spec import VerbSpec
from store.language.capture.warnings import About, Remark, about_day, about_due, about_names
from store.language.day_phrases import Calendar
from store.language.dead_keys import signs_meant
from store.language.group_votes import votes_of_groups
from store.language.people import People
from store.language.plan.line import read_intention
from store.letter_kinds import kind_typed
from store.model import Due, Entry, Kind, LetterAsked, Method, Outcome, Vote

# So much of a proposal is told.
_FIRST_WORDS = 28
# `amendement: text`, behind the sign of a proposal.
_AMENDMENT = re.compile(r"amend(?:e)?ment\b[:\s]\s*(?=\S)", re.IGNORECASE)
_MEND = re.compile(r"s/(?P<old>(?:[^/\\]|\\.)+)/(?P<new>(?:[^/\\]|\\.)*)(?P<end>/(?P<everywhere>g?))?$")


def decision(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """`text > evaluate 1 Dec`: a decision, with the other one that its text says it replaces or withdraws."""
    line = proposal(spec, typed, rest, context)
    # Where the roll was not called, nobody knows who is there.
    quorum = (_no_quorum(context),) if 0 < context.present < context.quorum else ()
    said = read_replacing(line.text, context)
    return replace(
        line,
        changes=said.verb,
        reference=said.reference,
        earlier=said.earlier,
        remarks=(*said.remarks, *line.remarks, *quorum),
    )


def proposal(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line:
    """`text > evaluate 1 Dec`: a proposal, and when it is to be evaluated; `amendment text`: an amendment."""
    match = _AMENDMENT.match(rest) if spec.verb is Verb.PROPOSAL else None
    if match and (context.to_amend or context.votable is None):
        return Line(verb=Verb.AMENDMENT, typed=typed, text=rest[match.end() :])
    if match:
        return Line(verb=Verb.PROPOSAL, typed=typed, text=rest, remarks=(Remark(About.NOTHING_TO_AMEND),))
    text, review = read_evaluation(rest, context.calendar)
    return Line(verb=spec.verb, typed=typed, text=text, review=review, remarks=about_due(review, context.calendar))


def amendment(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """`1000 becomes 800`: an amendment to the open proposal; where none is known to be open, a proposal."""
    if not rest or context.to_amend or context.votable is None:
        return Line(verb=spec.verb, typed=typed, text=rest) if rest else None
    words = typed.lstrip("/")
    return Line(verb=Verb.PROPOSAL, typed=typed, text=words, remarks=(Remark(About.NOTHING_TO_AMEND),))


def intention(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """`text > March 2028`: what is intended, and when. A month or a year is kept as words; what is neither is told."""
    read = read_intention(rest, context.calendar)
    if not read.subject:
        return None
    due = None
    if read.typed:
        is_day = read.when is not None and read.when.first == read.when.last
        due = Due(words=read.typed, day=read.when.first if read.when and is_day else None)
    doubt = about_due(due, context.calendar) if due and (read.when is None or due.day) else ()
    if read.when and read.when.last < context.calendar.on:
        doubt = (Remark(About.BEFORE_MEETING, read.typed, day=read.when.last),)
    return Line(verb=spec.verb, typed=typed, text=read.subject, due=due, remarks=doubt)


# Actions and undertakings


def action(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """`@who text > when`, or `text, who, when`: who is named first without an @ may be whom to call."""
    return promised(spec, typed, read_promise(rest, context), context)


def undertaking(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """As `action`; but who is named first gave it, also without an @."""
    return promised(spec, typed, read_promise(rest, context, by_first=True), context)


def promised(spec: VerbSpec, typed: str, promise: Promise, context: Context) -> Line:
    """The line that makes `promise`, with remarks on its owners and its date."""
    owners, due = promise.owners, promise.due
    # Names and a date alone, after an @, are for the last entry.
    if not promise.text and not (typed.startswith(("@", "&")) and owners.said):
        return kept(typed, About.INCOMPLETE_COMMAND, _("@bvdb,feh text > 1 dec"))
    remarks = about_names(owners.unread, context.people)
    if not owners.said:
        remarks += (Remark(About.NO_OWNER),)
    remarks += about_promised(promise, context.calendar)
    return Line(
        verb=spec.verb,
        typed=typed,
        text=promise.text,
        owners=owners.handles,
        unread=owners.unread,
        due=due,
        remarks=remarks,
    )


def about_promised(promise: Promise, calendar: Calendar) -> tuple[Remark, ...]:
    """What is to be said of the date of `promise`, and of what may be one."""
    if promise.due and promise.may_be_for:
        return (Remark(About.FOR_OR_BEFORE, promise.due.words, day=promise.due.day), *about_day(promise.due, calendar))
    if promise.offered:
        better = f"> {promise.offered.words}"
        return (Remark(About.OFFERED_DATE, promise.ending, day=promise.offered.day, better=better),)
    if promise.ending:
        return (Remark(About.DOUBTFUL_DATE, promise.ending),)
    return about_due(promise.due, calendar)


def letter(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """`advice @who > when`: the kind of letter, who writes it, by when; it tells of what was decided last here."""
    kind, more = kind_typed(rest)
    if kind is None:
        return None
    promise = read_promise(more, context)
    decided = context.last_put.reference if context.last_put else ""
    remarks = about_names(promise.owners.unread, context.people) + about_promised(promise, context.calendar)
    if kind.of_decision and not decided and context.voters is not None:
        remarks += (Remark(About.NO_DECISION_YET),)
    return Line(
        verb=spec.verb,
        typed=typed,
        text=promise.text,
        owners=promise.owners.handles,
        unread=promise.owners.unread,
        due=promise.due,
        letter=LetterAsked(kind=kind.key, decision=decided if kind.of_decision else ""),
        remarks=remarks,
    )


# Votes


def vote(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """`5-3-1`, `unanimous -bvdb`: a vote; what cannot be read as one is a note, and that is said."""
    may_cast = context.casting_vote or context.voters is None
    read = read_vote(rest, context.people, context.voters, casting_vote=may_cast)
    if read is None:
        is_told = tells_secret(signs_meant(rest, context.people), context.people, context.ballot)
        about = About.SECRET_UNREAD if is_told else About.UNREAD_VOTE
        return Line(verb=Verb.NOTE, typed=typed, text=typed, remarks=(Remark(about),))
    told, unread = read
    cast = _casting_on_tie(told, unread, context)
    if cast and context.tied:
        if may_cast:
            return Line(verb=spec.verb, typed=typed, vote=cast, voted=context.tied.id)
        # It stays tied: nobody has what was typed.
        remarks: tuple[Remark, ...] = (Remark(About.CASTING_NOT_ALLOWED),)
        return Line(verb=spec.verb, typed=typed, vote=context.tied.vote, voted=context.tied.id, remarks=remarks)
    remarks = about_names(unread, context.people) + _about_words(told, rest, context.people)
    if told.casting and told.in_favour != told.against:
        told = replace(told, casting="", casting_against=False)
    remarks += _about_vote(told, context)
    if told.casting and not may_cast:
        told = replace(told, casting="", casting_against=False)
    if told.method is Method.SECRET and names_sides(rest):
        remarks = (Remark(About.SECRET_NAMES), *remarks)
    return Line(verb=spec.verb, typed=typed, vote=told, unread=unread, remarks=remarks)


def _casting_on_tie(vote: Vote, unread: tuple[str, ...], context: Context) -> Vote | None:
    """The vote that was tied, with the casting vote that is all that `vote` adds to it (`-chair`, `3-3-1 -chair`)."""
    before, chair = context.tied.vote if context.tied else None, context.people.chair()
    if before is None or before.casting or unread or not chair:
        return None
    if vote.casting and _numbers(vote) == _numbers(before):
        return replace(before, casting=vote.casting, casting_against=vote.casting_against)
    if vote.abstained or vote.in_favour + vote.against != 1 or (*vote.names_in_favour, *vote.names_against) != (chair,):
        return None
    return replace(before, casting=chair, casting_against=vote.against == 1)


def _about_words(vote: Vote, typed: str, people: People) -> tuple[Remark, ...]:
    """What is odd about the words in which `vote` was `typed`, in whatever meeting."""
    remarks = []
    if (vote.casting or calls_chair(typed, people)) and vote.in_favour != vote.against:
        remarks.append(Remark(About.NO_TIE))
    if disagrees(vote):
        remarks.append(Remark(About.DISAGREES, _numbers(vote)))
    if votes_of_groups(typed, people):
        remarks.append(Remark(About.ONLY_NUMBERS, _numbers(vote)))
    if counts_as_against(typed) and vote.names_against:
        remarks.append(Remark(About.COUNTS_AS_AGAINST, ", ".join(vote.names_against)))
    return tuple(remarks)


def _about_vote(vote: Vote, context: Context) -> tuple[Remark, ...]:
    """What is odd about `vote` in this meeting; nothing where no meeting is known."""
    if context.voters is None:
        return ()
    voters = frozenset(context.voters)
    named = Counter(vote.names_in_favour + vote.names_against + vote.names_abstained)
    remarks = [
        Remark(About.RECUSED_VOTER if who in context.recused else About.NOT_ENTITLED, who)
        for who in named
        if who not in voters
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
    if not vote.choices:
        remarks += _about_landing(context)
    if context.votable is False and not vote.choices:
        remarks.append(Remark(About.NOTHING_TO_VOTE_ON))
    return tuple(remarks)


def _about_landing(context: Context) -> list[Remark]:
    """What is said of the proposal that a vote is on, where it may be another than was meant."""
    entry, last = context.voted_on, context.last_put
    if entry is None:
        return []
    remarks = [Remark(About.ALSO_OPEN, _first_words(other)) for other in context.also_open[-1:]]
    of_course = last is not None and last.amends == entry.id and last.outcome is not Outcome.TIED
    if last and last.id != entry.id and not of_course:
        remarks.append(Remark(About.ON_EARLIER, _first_words(entry)))
    if context.amended and entry.kind is Kind.PROPOSAL:
        remarks.append(Remark(About.ON_AMENDMENT, _first_words(context.amended)))
    return remarks


def _first_words(entry: Entry) -> str:
    return shorten(entry.text, _FIRST_WORDS, placeholder="…")


def _no_quorum(context: Context) -> Remark:
    return Remark(About.NO_QUORUM, f"{context.present}/{context.quorum}")


def _numbers(vote: Vote) -> str:
    """`4–1–0`, with the blank votes where there are any."""
    counts = (vote.in_favour, vote.against, vote.abstained, *((vote.blank,) if vote.blank else ()))
    return "–".join(map(str, counts))


# Mending


def mend(spec: VerbSpec, typed: str, rest: str, context: Context) -> Line | None:
    """`s/old/new/`, or `s/old/new/g` for every place: words of an entry and what comes instead; `rest` is all of it."""
    match = _MEND.match(rest)
    # `s/he would say that he/she …` is no mending.
    if match is None or (match["end"] is None and match["old"].startswith("he ")):
        return None
    old, new = (re.sub(r"\\(.)", r"\1", part) for part in (match["old"], match["new"]))
    return Line(verb=spec.verb, typed=typed, old=old, new=new, everywhere=bool(match["everywhere"]))
