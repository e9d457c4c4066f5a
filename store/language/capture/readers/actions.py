"""Actions and undertakings as they are typed: what, who, and by when; and when a decision is to be evaluated."""

from __future__ import annotations

import re

import msgspec
from msgspec.structs import replace

from store.language.capture.line import Context
from store.language.dates import closing_due, may_be_for, offered_due, range_at_end, read_due
from store.language.day_phrases import Calendar
from store.language.people import Named, People, is_prefix
from store.model import Due
from store.text import fold

# A > that stands for a date, and is no part of an arrow or a comparison.
_LAST_DUE = re.compile(r"(.*?)(?<![<=>-])>(?![>=])\s*([^>]+)$", re.DOTALL)
_EVALUATION = re.compile(
    r"(?P<text>.*\S)\s*(?<![<=>-])>(?![>=])\s*(?:evaluatie|evalueren|evaluate|evaluation|review)\b:?\s*(?P<when>[^>]+)",
    re.DOTALL | re.IGNORECASE,
)
_WORD = re.compile(r"[^\s,;&/@]+")
_JOINT = re.compile(
    r"\s*+(?P<sure>[,;&/](?=[^\s@])|(?:[,;&/]\s*+)?@)\s*|\s*+(?:[,;&/]|\b(?:en|and)\b)\s+", re.IGNORECASE
)
# `brochure maken (Sem)`, `brochure maken – Sem`.
_NAMED_LAST = re.compile(
    r"(?P<what>[^()]*[^()\s])\s*+(?:\((?P<in_brackets>[^()]+)\)|(?<=\s)[-–—]\s+(?P<behind>[^()–—-]+?))\.?", re.DOTALL
)
# What follows the name in `action: Orie will move repo`; and what can follow only a name or a pronoun.
_WILL = frozenset("will to shall should must zal gaat moet wil neemt zorgt".split())
_SURELY_WILL = frozenset("will shall zal".split())
_PRONOUNS = frozenset(
    "i it he she we you they this that these those there who what which "
    "ik hij zij wij men het dit dat er die wie wat".split()
)


class Promise(msgspec.Struct, frozen=True, kw_only=True):
    """What is promised, by whom, and by when.

    Attributes:
        text: What is promised.
        owners: Who promised it.
        due: By when; None where that was not said.
        may_be_for: Whether `due` may be a day for which it is done, and not before which.
        ending: The words at the end of `text` that may be a day; "" where there are none.
        offered: That day, where it is one.
    """

    text: str
    owners: Named
    due: Due | None
    may_be_for: bool = False
    ending: str = ""
    offered: Due | None = None


def read_promise(text: str, context: Context, *, by_first: bool = False) -> Promise:
    """`@who text > when`, or `text, who, when` with commas, or `who will text`; with `by_first` also `who text`."""
    if text.startswith("@"):
        names, rest = _at_names(text[1:].lstrip(), context.people)
        what, due, sure = _due(rest, context)
        return _with_doubts(Promise(text=what, owners=context.people.named(names), due=due), context, sure=sure)
    rest, due, sure = _due(text, context)
    what, owners, due = _closing_parts(rest, due, context)
    if not owners.said and (match := _NAMED_LAST.fullmatch(what)):
        named = match["in_brackets"] or match["behind"]
        if context.people.are_all_people(named):
            what, owners = match["what"], context.people.read(named)
    if not owners.said:
        what, owners = _first_word(what, context.people, by_first=by_first)
    return _with_doubts(Promise(text=what, owners=owners, due=due), context, sure=sure)


def read_evaluation(text: str, calendar: Calendar) -> tuple[str, Due | None]:
    """The text of a decision without `> evaluate 1 Dec 2027` (`> evaluatie …`) at its end, and that date.

    The word must be there: by when a decision holds, or anything else behind a `>`, is a part of the text.
    As `> evaluate ?` it says that there is no date.
    """
    match = _EVALUATION.fullmatch(text)
    if match is None:
        return text, None
    when = match["when"].strip()
    return match["text"], None if when == "?" else read_due(when, calendar)


def promise_of(names: str, text: str, context: Context, *, known: bool) -> Promise | None:
    """What `actie Krijn: btw-nummer` promises; None where `names` cannot be names of people, or `known` ones.

    With an `@` before them they are names, whatever they look like.
    """
    at = names.startswith("@")
    if not at and not context.people.are_all_people(names) and (known or not _look_like_names(names)):
        return None
    what, due, sure = _due(text, context)
    return _with_doubts(Promise(text=what, owners=context.people.read(names), due=due), context, sure=sure)


def _with_doubts(promise: Promise, context: Context, *, sure: bool) -> Promise:
    """`promise` with what may be meant by its date, or by its last words; nothing where the date stood behind a >."""
    if sure:
        return promise
    if promise.due:
        return replace(promise, may_be_for=may_be_for(promise.due, promise.text))
    ending, due = offered_due(promise.text, context.calendar) or ("", None)
    return replace(promise, ending=ending or range_at_end(promise.text), offered=due if due and due.day else None)


def _at_names(text: str, people: People) -> tuple[list[str], str]:
    """The names behind an @ at the start of `text`, `bvdb,feh` or `Kees en @Marit`, and the rest of `text`."""
    names: list[str] = []
    rest, sure = text, True
    while True:
        name, after = people.first(rest)
        word = _WORD.match(rest)
        if not name and sure and word:
            name, after = word[0].rstrip(":"), rest[word.end() :]
        if not name:
            break
        names.append(name)
        rest = after
        joint = _JOINT.match(rest)
        if joint is None:
            break
        sure = joint["sure"] is not None
        if not sure and not people.first(rest[joint.end() :])[0]:
            break
        rest = rest[joint.end() :]
    return names, rest.lstrip(" ,;:")


def _due(text: str, context: Context) -> tuple[str, Due | None, bool]:
    """`text` without the date, the date, and whether it stood behind a >: then there is no doubt about it."""
    if match := _LAST_DUE.match(text):
        words = match[2].strip()
        # As `@?` is nobody yet, `> ?` is no date yet.
        due = read_due(words, context.calendar) if words != "?" else None
        # `<this>` closes a bracket; a sign that stands by itself is meant.
        if (due and due.day) or match[1][-1:] in ("", " "):
            return match[1].strip(), due, True
    return *closing_due(text, context.calendar), False


def _closing_parts(text: str, due: Due | None, context: Context) -> tuple[str, Named, Due | None]:
    """`text` without the people, and the date where `due` is None, between the commas at its end; and these."""
    parts = text.split(",")
    names: list[str] = []
    while len(parts) > 1:
        last = parts[-1].strip()
        if context.people.are_all_people(last):
            names.insert(0, last)
        elif due is None and names and (read := read_due(last, context.calendar)).day:
            due = read
        else:
            break
        parts.pop()
    return ",".join(parts).strip(), context.people.read(",".join(names)), due


def _first_word(text: str, people: People, *, by_first: bool) -> tuple[str, Named]:
    name, rest = people.first(text)
    if name and rest.startswith(":") and rest[1:].strip():
        return rest[1:].strip(), people.read(name)
    first, _, others = text.partition(" ")
    will = fold((rest if name else others).partition(" ")[0])
    if name and (will in _WILL or (by_first and will)):
        return text, people.read(name)
    if not name and will in _SURELY_WILL and _look_like_names(first) and fold(first) not in _PRONOUNS:
        return text, people.read(first)
    return text, Named()


def _look_like_names(words: str) -> bool:
    """Whether `words` may be names of people that nobody here knows: at most five words, with capitals."""
    said = [word for word in re.split(r"[\s,;&/@]+", words) if word]
    if not 0 < len(said) < 6 or not said[0][0].isupper() or re.search(r"\d", words):
        return False
    return all(word[0].isupper() or is_prefix(word) or word in ("en", "and") for word in said)
