"""How a line that is being typed may go on: people after `@` and in votes, commands after `/`, what these are about.

Something is offered only where a name, a command, an item or a reference is what comes
next, so that whoever types a sentence is left alone. What is offered for a person is
read by the grammar as that person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import itemgetter

import msgspec

from store.dates import short_date
from store.i18n import _, spoken
from store.language.capture.grammar import understand
from store.language.capture.line import Context, Verb
from store.language.capture.readers.votes import read_vote
from store.language.capture.verbs.spec import Likely, Names, Offer
from store.language.capture.verbs.table import BY_KEYWORD, BY_WORD, COMMANDS, VERBS
from store.language.capture.warnings import About
from store.language.dead_keys import SIGNS
from store.language.hashtags import Theme
from store.language.matching import FIRST, LAST, Referent, fitting_people, fitting_referents
from store.language.people import is_everyone
from store.model import EVERYONE, Attendee, Person, Role, is_present
from store.text import clean_lines, fold

_MOST = 8
# In a longer line nothing is offered: what was pasted must not be searched at every key.
_LONGEST = 1000
_LABEL = 60

_COMMAND = re.compile(r"\s*(/([^\W\d_]*))(?:\s+(?=(.*))|$)", re.DOTALL)
_OWNERS = re.compile(r"\s*(?:(&)\s*|#action[:\s]\s*|(\w+)\s*:\s*)?@", re.IGNORECASE)
_VOTE = re.compile(r"\s*(?:=|(\w+)\s*:)")
_SIDE = re.compile(r"(?<![^\s,])[+~-]\s*")
_JOINT = re.compile(r"[@,;&/]|(?<=\s)(?:en|and)(?=\s)", re.IGNORECASE)
_WORD = re.compile(r"[^\s,;]+")
_REFERENCE = re.compile(r"[a-z]{1,3}[ -]?\d[\d./-]*\s+(?:(?:aan|to)\s+)?", re.IGNORECASE)
_ITEM_WORD = r"(?:(?:agenda)?punt\s+|(?:agenda\s+)?item\s+)?"
_ITEM = re.compile(_ITEM_WORD, re.IGNORECASE)
_OTHER_ITEM = re.compile(rf"{_ITEM_WORD}(\S+)\s+(?:before|voor|after|na)\s+{_ITEM_WORD}", re.IGNORECASE)
_NUMBER = re.compile(r"\d\S*\s")

# A theme that is being typed; at the beginning of a line the sign makes an agenda item.
_THEME = re.compile(r"(?<=[\s(])#([\w-]*)$")


class Candidate(msgspec.Struct, frozen=True):
    """One way to go on: what to put in the place of all from `start` to the cursor, and how a list shows it."""

    start: int
    text: str
    label: str


def complete(
    typed: str,
    cursor: int,
    context: Context,
    items: Sequence[Referent] = (),
    references: Sequence[Referent] = (),
    themes: Sequence[Theme] = (),
) -> tuple[Candidate, ...]:
    """The ways to go on with `typed` at `cursor`, best first, at most eight; none where nothing is to be completed.

    `items` are in the order treated, `references` oldest first, `themes` the one used last first.
    """
    cursor = max(0, min(cursor, len(typed)))
    before, after = typed[:cursor], typed[cursor:]
    if len(before) > _LONGEST or after[:1].isalnum() or clean_lines(before) != before:
        return ()
    if "#" in before and (theme := _THEME.search(before)):
        found = _themes(theme, themes)
    elif command := _COMMAND.match(before):
        found = _after_slash(command, context, items, references)
    elif owners := _OWNERS.match(before):
        found = _after_at(owners, before, context)
    elif vote := _VOTE.match(before):
        found = _in_vote(vote, before, context)
    else:
        # A line that is only the beginning of a handle or a first name: somebody speaks.
        alone = not after.strip() and len(before) > 1 and _WORD.fullmatch(before)
        found = _offered(VERBS[Verb.NOTE].names, before, 0, context, sure=False, ending=": ") if alone else ()
    found = tuple(islice(found, _MOST)) or (() if after.strip() else _date_at_end(before, context))
    if after[:1].isspace():
        found = (msgspec.structs.replace(each, text=each.text.rstrip()) for each in found)
    return tuple(islice((each for each in found if before[each.start :] != each.text), _MOST))


def greyed(typed: str, candidates: Sequence[Candidate]) -> str:
    """What the best candidate adds to `typed`, a line with the cursor at its end; "" where it puts something else."""
    done = fold(typed[candidates[0].start :]) if candidates else ""
    if not any(map(str.isalnum, done)):
        return ""
    text = candidates[0].text
    ends = [at for at in range(len(text) + 1) if fold(text[:at]) == done]
    return text[ends[-1] :] if ends and text[ends[-1] :].strip() else ""


def taken(typed: str, cursor: int, candidate: Candidate) -> tuple[str, int]:
    """The line with `candidate` in it, and where the cursor is then."""
    line = typed[: candidate.start] + candidate.text
    return line + typed[cursor:], len(line)


def _date_at_end(before: str, context: Context) -> Iterator[Candidate]:
    """What the line is with the day at its end behind a >, where that day may be by when."""
    line = before.rstrip()
    for remark in understand(line, context).remarks if ":" in line or line.startswith(("@", "&")) else ():
        if remark.about is About.OFFERED_DATE and remark.day and line.endswith(remark.words):
            label = f"{remark.better}  {short_date(remark.day, spoken())}"
            yield Candidate(len(line) - len(remark.words), remark.better, label)


def _themes(begun: re.Match[str], themes: Sequence[Theme]) -> Iterable[Candidate]:
    """The themes that begin so."""
    for theme in themes:
        if theme.name.startswith(fold(begun[1])):
            yield Candidate(begun.start(), f"#{theme.spelled} ", f"#{theme.spelled}  {theme.count}×")


# Commands


def _after_slash(
    command: re.Match[str], context: Context, items: Sequence[Referent], references: Sequence[Referent]
) -> Iterable[Candidate]:
    """The commands that begin so; or, behind a whole one, what its row in the table of verbs offers."""
    word, rest, start = fold(command[2]), command[3], command.end()
    if rest is None:
        return _commands(word, command.start(1))
    spec = VERBS[BY_WORD[word]] if word in BY_WORD else None
    first, *then = spec.offers if spec and spec.offers else (Offer.WORDS,)
    if spec is None or first is Offer.WORDS:
        return ()
    if first is Offer.PEOPLE:
        return _spaced(spec.names, rest, start, context)
    if first is Offer.PEOPLE_FIRST:
        return _run(spec.names, rest, start, context)
    if first is Offer.PIECE:
        return _pieces(rest, start, context)
    if first is Offer.ITEM:
        return _items(rest, start, items, then)
    if reference := _REFERENCE.match(rest):
        end = reference.end()
        return _spaced(spec.names, rest[end:], start + end, context) if Offer.PEOPLE in then else ()
    about = [entry for entry in reversed(references) if entry.kind in spec.of_kinds]
    return _about(rest, start, about, go_on=bool(then))


def _commands(wanted: str, start: int) -> Iterator[Candidate]:
    """The commands that begin so, in the language of the interface before the other."""
    ranked = []
    for at, spec in enumerate(COMMANDS):
        english, dutch = spec.word("en"), spec.word("nl")
        own, other = (dutch, english) if spoken() == "nl" else (english, dutch)
        name = own if own.startswith(wanted) and other != wanted else other
        if name.startswith(wanted):
            ranked.append(((name != wanted, name != own, at), name, spec))
    for _rank, name, spec in sorted(ranked, key=itemgetter(0))[:_MOST]:
        yield Candidate(start, f"/{name} " if spec.offers else f"/{name}", f"/{name}  {_(spec.says)}")


# What commands are about


def _items(rest: str, start: int, items: Sequence[Referent], then: Sequence[Offer]) -> Iterable[Candidate]:
    """The items that `rest` fits; behind `6 before`, where a second one follows, those but for the first."""
    other = _OTHER_ITEM.match(rest) if Offer.ITEM in then else None
    match = other or _ITEM.match(rest)
    end = match.end() if match else 0
    if _NUMBER.match(rest, end):
        return ()
    moved = other[1].lower() if other else ""
    offered = [item for item in items if item.short.lower() != moved]
    return _about(rest[end:], start + end, offered, go_on=bool(then) and not other)


def _pieces(rest: str, start: int, context: Context) -> Iterable[Candidate]:
    """The pieces of post of this list that were not handled yet, by number or words of what they are about."""
    wanted = fold(rest).strip()
    if context.post is None or " " in rest:
        return
    for piece in context.post.unhandled():
        if wanted in fold(f"{piece.number} {piece.subject}"):
            label = f"{piece.number}  {piece.subject}"
            yield Candidate(start, f"{piece.number} ", label if len(label) <= _LABEL else f"{label[: _LABEL - 1]}…")


def _about(typed: str, start: int, referents: Iterable[Referent], *, go_on: bool) -> Iterator[Candidate]:
    """Those of `referents` that `typed` fits, best first; with a space behind them where more has to follow."""
    for text, referent in islice(fitting_referents(typed, referents), _MOST):
        label = f"{referent.short}  {referent.text}"
        label = label if len(label) <= _LABEL else f"{label[: _LABEL - 1].rstrip()}…"
        yield Candidate(start, f"{text} " if go_on else text, label)


# People


def _after_at(owners: re.Match[str], before: str, context: Context) -> Iterable[Candidate]:
    word, verb = owners[2], Verb.UNDERTAKING if owners[1] else Verb.ACTION
    if word:
        verb = BY_KEYWORD.get(fold(word), Verb.NOTE)
        # Who has the handle AP speaks.
        if verb not in (Verb.ACTION, Verb.UNDERTAKING) or context.people.get(word):
            return ()
    return _run(VERBS[verb].names, before[owners.end() :], owners.end(), context)


def _in_vote(vote: re.Match[str], before: str, context: Context) -> Iterable[Candidate]:
    """Who may stand behind the last `+`, `-` or `~` of a vote, but for those who are in it already."""
    if vote[1] and (BY_KEYWORD.get(fold(vote[1])) is not Verb.VOTE or context.people.get(vote[1])):
        return ()
    words = before[vote.end() :].translate(SIGNS)
    sides = list(_SIDE.finditer(words))
    # What no name would make a vote of is none.
    if not sides or not read_vote(f"{words[: sides[-1].end()]}x", context.people, context.voters):
        return ()
    start = sides[-1].end()
    said = _SIDE.split(words[: sides[-1].start()])[1:]
    voted = context.people.read(",".join(said)).handles
    return _run(VERBS[Verb.VOTE].names, words[start:], vote.end() + start, context, voted)


def _run(which: Names, typed: str, start: int, context: Context, named: Sequence[str] = ()) -> Iterable[Candidate]:
    """The last of names with commas, `@` or `en` between them, behind which anything may follow."""
    people, end, sure = context.people, 0, True
    names: list[str] = []
    for joint in _JOINT.finditer(typed):
        name = typed[end : joint.start()].strip()
        if name and not ((name == "?" and sure) or people.who(name) or is_everyone(name)):
            return ()
        if not name and not (joint[0] == "@" and names):
            return ()
        names += [name] if name else []
        end = joint.end()
        sure = joint[0] == "@" or (joint[0] in ",;&/" and not typed[end : end + 1].isspace())
    last = typed[end:].lstrip()
    # Behind a whole name the text begins.
    name = people.first(last.rpartition(" ")[0])[0] if " " in last else ""
    if name and len(people.who(name)) < 2:
        return ()
    named = (*named, *people.named(names).handles)
    return _offered(which, last, start + len(typed) - len(last), context, named, sure=sure)


def _spaced(which: Names, typed: str, start: int, context: Context) -> Iterator[Candidate]:
    """The last of names with only spaces between them: its last words, as many as are one name."""
    people = context.people
    # A handle that is read as something else here.
    offered = {"en ", "and ", *which.never}
    starts = [word.start() + word[0].startswith("@") for word in _WORD.finditer(typed)]
    if not _WORD.match(typed[-1:]):
        starts.append(len(typed))
    for at in starts[-4:]:
        words, many = typed[at:], at != starts[-1]
        if many and (_JOINT.search(words) or (words[-1].isspace() and len(people.who(words)) == 1)):
            continue
        if many and not any(fitting_people(words, people, sure=True)):
            continue
        named = people.read_run(typed[:at])
        # What is no name may begin a reason, and no name is certain after it.
        if named.unread and which.ends_at_unknown:
            continue
        for candidate in _offered(which, words, start + at, context, named.handles):
            if fold(candidate.text) not in offered:
                offered.add(fold(candidate.text))
                yield candidate


def _offered(
    which: Names,
    typed: str,
    start: int,
    context: Context,
    named: Sequence[str] = (),
    *,
    sure: bool = True,
    ending: str = " ",
) -> Iterator[Candidate]:
    """Those whom `typed` fits and who were not `named` yet, best first; of equals, the likely ones first."""
    ranked = [
        (rank, not _is_likely(which.likely, who, context), at, who.handle, who.name)
        for rank, at, who in fitting_people(typed, context.people, sure=sure)
        if who.handle not in named
    ]
    wanted = fold(typed).strip()
    everyone = ("allen", "all") if spoken() == "nl" else ("all", "allen")
    said = next((word for word in everyone if word.startswith(wanted)), "")
    if said and which.everyone and sure and EVERYONE not in named and not context.people.who(said):
        ranked.append((FIRST if wanted else LAST, True, 0, said, _("all members")))
    for _rank, _unlikely, _at, handle, name in sorted(ranked):
        yield Candidate(start, f"{handle}{ending}", f"{handle}  {name}")


def _is_likely(likely: Likely, who: Attendee | Person, context: Context) -> bool:
    match likely:
        case Likely.GUESTS:
            return who.role is Role.GUEST
        case Likely.NO_GUESTS:
            return who.role is not Role.GUEST
        case Likely.VOTERS:
            return who.handle in (context.voters or ())
        case Likely.HERE:
            return _is_there(who)
        case Likely.AWAY:
            return not _is_there(who)


def _is_there(who: Attendee | Person) -> bool:
    return isinstance(who, Attendee) and is_present(who)
