"""What is not in a letter, or not as it was decided: told before it goes, and never in the way but for a leak."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

import msgspec

from exports.confidentiality.leak_check import Leak, find_leaks_of_all, texts_of
from exports.letters.drafted import Drafted, Standing
from exports.letters.facts import answer_of
from exports.letters.page import page
from exports.redacted import ClosedEntry
from store.dates import long_date
from store.i18n import _, _n, spoken
from store.language.vocabulary import PROVIDED, any_of
from store.letter_kinds import letter_kind
from store.model import Entry, Kind, Outcome
from store.procedures.model import say
from store.text import fold


class Lack(StrEnum):
    """What a letter lacks, or what is to be looked at."""

    ADDRESSEE = "addressee"
    SIGNATURE = "signature"
    REQUEST = "request"
    ARTICLE = "article"
    DISCUSSED = "discussed"
    COMPLETE = "complete"
    DECISION = "decision"
    NOT_ADOPTED = "not_adopted"
    NO_LONGER = "no_longer_in_force"
    CLOSED = "closed"
    QUORUM = "quorum"
    CONDITION = "condition"
    GROUND = "ground"
    UNDERTAKING = "undertaking"
    MINORITY = "minority"
    QUESTIONS = "questions"
    TOO_LATE = "too_late"
    PROVIDED = "provided"
    UNLESS = "unless"
    NULLITY = "nullity"
    CUSTOM_AS_LAW = "custom_as_law"
    CHANGED = "changed"
    EMPTY = "empty"
    LEAK = "leak"


class Lacking(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that lacks: which, in a sentence, and of what text of the record it is ("" for none)."""

    lack: Lack
    words: str
    about: str = ""


_LAW = re.compile(r"\b(?:artikel|article|art\.|§)\s*\d")
_AS_LAW = re.compile(
    r"\b(?:wettelijke\s+(?:termijn|reactietermijn)|(?:zes|6)\s+weken\s+(?:volgens|op\s+grond\s+van)\s+de\s+wet"
    r"|statutory\s+(?:term|period)|legal\s+term|(?:six|6)\s+weeks\s+(?:by|under)\s+(?:the\s+)?law)\b"
)
_NULLITY = re.compile(r"\bberoep\s+op\s+(?:de\s+)?nietigheid\b|\binvokes?\s+(?:the\s+)?nullity\b")
_WORD = re.compile(r"[^\W_]{4,}")
_PROVIDED = re.compile(rf"\b{any_of(PROVIDED)}\b")
# So much of what somebody said must stand in one paragraph for it to be in the letter.
_ENOUGH = 0.6
_QUESTIONS = ("vragen", "informatie")


def lacking(letter: Drafted, allowed: Iterable[str] = ()) -> list[Lacking]:
    """All that `letter` lacks, in the order in which it is told; `allowed` are words that may leak."""
    return [*_Check(letter).all(), *(_leak(each) for each in leaks(letter, allowed))]


def leaks(letter: Drafted, allowed: Iterable[str] = ()) -> list[Leak]:
    """The words of what is confidential for whoever the letter is to that stand in it all the same."""
    gathered = letter.gathered
    if not gathered.records:
        return []
    texts = texts_of(page(letter), gathered.letter.number)
    return find_leaks_of_all(list(gathered.records), gathered.audience, texts, allowed)


def _leak(leak: Leak) -> Lacking:
    words = _("what is confidential stands in it: {leak}").format(leak=leak)
    return Lacking(lack=Lack.LEAK, words=words, about=leak.word)


class _Check:
    def __init__(self, letter: Drafted) -> None:
        self._letter = letter
        self._gathered = letter.gathered
        self._kind = letter_kind(letter.gathered.letter.kind)
        self._paragraphs = [set(_words(each)) for each in letter.text.split("\n") if each.strip()]

    def all(self) -> Iterator[Lacking]:
        yield from self._to_whom()
        yield from self._request()
        yield from self._decision()
        yield from self._parts()
        yield from self._wording()
        for section in self._letter.sections:
            if section.standing is Standing.CHANGED:
                words = _("the record says something else since “{section}” was put in your words")
                yield Lacking(lack=Lack.CHANGED, words=words.format(section=section.heading or section.key))

    def _to_whom(self) -> Iterator[Lacking]:
        letter, party = self._gathered.letter, self._gathered.party
        if party is None:
            words = _("“{who}” is no party that is known: address and salutation lack") if letter.words else ""
            yield Lacking(lack=Lack.ADDRESSEE, words=words.format(who=letter.words) or _("it is to nobody"))
        elif not party.address and not party.email:
            yield Lacking(lack=Lack.ADDRESSEE, words=_("{who} has no address").format(who=party.name))
        if not self._letter.signers:
            yield Lacking(lack=Lack.SIGNATURE, words=_("nobody signs it: the body has no chair"))
        if not self._letter.text:
            yield Lacking(lack=Lack.EMPTY, words=_("it says nothing yet"))

    def _request(self) -> Iterator[Lacking]:
        gathered, kind = self._gathered, self._kind
        if kind is not None and kind.of_law and not _LAW.search(fold(self._letter.text)):
            yield Lacking(lack=Lack.ARTICLE, words=_("no article is named on which it rests"))
        found = gathered.found
        if found is None:
            return
        procedure = found.state.procedure
        overleg = next((step for step in procedure.step if step.meeting == "overleg"), None)
        if kind is not None and kind.of_decision and overleg is not None and overleg.before:
            taken = gathered.step(overleg.key)
            if taken is None:
                why = say(overleg.missing, spoken()) or _("not discussed yet")
                yield Lacking(lack=Lack.DISCUSSED, words=why)
            elif not self._tells_day(taken.since):
                day = long_date(taken.since, gathered.language)
                words = _("the day on which it was discussed ({day}) is not in the letter").format(day=day)
                yield Lacking(lack=Lack.DISCUSSED, words=words)
        first = gathered.step(procedure.step[0].key)
        if gathered.letter.kind == "ontvangst" and procedure.step[0].need and (first is None or first.done is None):
            words = _("nobody said in the step “received” whether {request} holds what it must")
            yield Lacking(lack=Lack.COMPLETE, words=words.format(request=found.reference))
        for term in found.state.terms:
            if kind is not None and kind.of_decision and term.term.ours and term.is_open(gathered.today):
                continue
            if kind is not None and kind.of_decision and term.term.ours and term.has_run_out(gathered.today):
                words = _("the day of “{term}” passed: {day}")
                told = words.format(term=say(term.term.name, spoken()), day=long_date(term.day, spoken()))
                yield Lacking(lack=Lack.TOO_LATE, words=told)

    def _tells_day(self, day: object) -> bool:
        from datetime import date

        assert isinstance(day, date)
        text = " ".join(self._letter.text.split())
        return long_date(day, self._gathered.language) in text

    def _decision(self) -> Iterator[Lacking]:
        gathered, kind = self._gathered, self._kind
        if kind is None or not kind.of_decision:
            return
        decision, reference = gathered.decision, gathered.letter.decision
        if not reference:
            yield Lacking(lack=Lack.DECISION, words=_("no decision is linked to it"))
        elif decision is None:
            words = _("there is no decision {reference} in the archive").format(reference=reference)
            yield Lacking(lack=Lack.DECISION, words=words)
        elif isinstance(decision, ClosedEntry):
            words = _("{reference} is confidential for whoever it is to ({ground}): the letter cannot tell it")
            ground = decision.confidential.ground if decision.confidential else ""
            yield Lacking(lack=Lack.CLOSED, words=words.format(reference=reference, ground=ground or "–"))
        else:
            yield from self._of_decision(decision)

    def _of_decision(self, decision: Entry) -> Iterator[Lacking]:
        reference = decision.reference
        if decision.kind is not Kind.DECISION or decision.outcome not in (None, Outcome.ADOPTED):
            words = _("{reference} was not adopted").format(reference=reference)
            yield Lacking(lack=Lack.NOT_ADOPTED, words=words, about=decision.text)
        by = decision.withdrawn_by or decision.replaced_by
        if by:
            words = _("{reference} is no longer in force, by {by}").format(reference=reference, by=by)
            yield Lacking(lack=Lack.NO_LONGER, words=words)
        if self._gathered.without_quorum:
            words = _("{reference} was decided without a quorum").format(reference=reference)
            yield Lacking(lack=Lack.QUORUM, words=words)
        if not self._holds(decision.text):
            words = _("the words of {reference} are not in the letter").format(reference=reference)
            yield Lacking(lack=Lack.DECISION, words=words, about=decision.text)

    def _parts(self) -> Iterator[Lacking]:
        gathered = self._gathered
        of_decision = self._kind is not None and self._kind.of_decision
        if not of_decision:
            if gathered.letter.kind in _QUESTIONS and not self._numbered("questions"):
                yield Lacking(lack=Lack.QUESTIONS, words=_("it asks nothing yet"))
            return
        for entry in gathered.conditions:
            if not self._holds(entry.text):
                words = _("condition {number} is not in the letter: {text}")
                told = words.format(number=entry.condition, text=entry.text)
                yield Lacking(lack=Lack.CONDITION, words=told, about=entry.text)
        more = self._numbered("conditions") - len(gathered.conditions)
        if more > 0:
            words = _n(
                "{number} condition in the letter was not decided",
                "{number} conditions in the letter were not decided",
                more,
            )
            yield Lacking(lack=Lack.CONDITION, words=words.format(number=more))
        for entry in gathered.grounds:
            if not self._holds(entry.text):
                words = _("1 reason is not in the letter: '{word}' ({text})")
                told = words.format(word=self._catchword(entry.text), text=entry.text)
                yield Lacking(lack=Lack.GROUND, words=told, about=entry.text)
        for promised in gathered.undertakings:
            if promised.entry.reference not in self._letter.text:
                words = _("undertaking {reference} is not in the letter: {text}")
                told = words.format(reference=promised.entry.reference, text=promised.entry.text)
                yield Lacking(lack=Lack.UNDERTAKING, words=told, about=promised.entry.text)
        for view in gathered.decision.minority if gathered.decision else ():
            if not self._holds(view.text):
                words = _("the minority view is not in the letter: {text}").format(text=view.text)
                yield Lacking(lack=Lack.MINORITY, words=words, about=view.text)

    def _wording(self) -> Iterator[Lacking]:
        text = " ".join(fold(self._letter.text).split())
        answer = answer_of(self._gathered)
        conditions = bool(self._gathered.conditions)
        if answer.endswith("_provided") or (self._gathered.letter.kind == "instemming" and _PROVIDED.search(text)):
            words = _("“yes, provided that” is a yes, also where the condition is not met; “no, unless” is not")
            yield Lacking(lack=Lack.PROVIDED, words=words)
        if answer.endswith(("_unless", "_provided")) and not conditions:
            words = _("the decision speaks of conditions, and none is written down: /condition")
            yield Lacking(lack=Lack.UNLESS, words=words)
        if self._gathered.letter.kind == "nietigheid" and not _NULLITY.search(text):
            yield Lacking(lack=Lack.NULLITY, words=_("it does not say plainly that nullity is invoked"))
        if _AS_LAW.search(text):
            words = _("no law sets a term for advice: six weeks is a custom")
            yield Lacking(lack=Lack.CUSTOM_AS_LAW, words=words)

    def _numbered(self, key: str) -> int:
        section = self._letter.section(key)
        return len(re.findall(r"(?m)^[^\S\n]*\d{1,3}[.)]\s", section.text)) if section else 0

    def _holds(self, text: str) -> bool:
        """Whether what was said stands in the letter: word for word, or most of its words in one paragraph."""
        whole = " ".join(fold(self._letter.text).split())
        if " ".join(fold(text).split()).rstrip(".") in whole:
            return True
        wanted = set(_words(text))
        if not wanted:
            return False
        return any(len(wanted & words) >= _ENOUGH * len(wanted) for words in self._paragraphs)

    def _catchword(self, text: str) -> str:
        """The longest word of `text` that stands nowhere in the letter: by it people know which reason is meant."""
        there = {word for words in self._paragraphs for word in words}
        words = [word for word in re.findall(r"[^\W_]+(?:[-’'][^\W_]+)*", text) if fold(word) not in there]
        return max(words or text.split() or [""], key=len)


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))
