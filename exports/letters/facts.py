"""What a letter is made of, in words: the names that its texts (`exports/letters/nl/*.md`) can use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from exports.letters.gathered import Gathered
from exports.redacted import ClosedEntry
from exports.wording import due_text, joined, weekday_date
from store.dates import long_date
from store.desk.model import Piece
from store.desk.requests.steps import Taken
from store.desk.requests.wording import matter
from store.i18n import N_, documents
from store.model import Declared, Entry, Meeting, Vote
from store.procedures.model import Procedure, say
from store.terms.count import Way, count
from store.terms.dutch import dutch_holidays
from store.terms.length import Length, Unit
from store.text import fold

Facts = dict[str, object]

_US = {
    "wor": (N_("the works council"), N_("the council")),
    "pvt": (N_("the staff representation"),) * 2,
    "wms": (N_("the participation council"),) * 2,
    "wmcz": (N_("the clients’ council"),) * 2,
    "eor": (N_("the European works council"),) * 2,
    "betrvg": (N_("the works council"),) * 2,
}
_NEEDS = {
    "reasons": N_("the reasons"),
    "consequences": N_("the consequences for the staff"),
    "measures": N_("the measures that are intended because of them"),
}
# Steps that the letter tells elsewhere, or that are none of the course.
_ELSEWHERE = ("received", "decided", "answered", "acknowledged")
_LAW = re.compile(r"(?:art\.|§)\s*(?P<article>\S+(?:\s+lid\s+\S+)?)\s*(?P<act>.*)")
_IN_BRACKETS = re.compile(r"\((?:art\.|§)[^)]*\)")


def facts_of(gathered: Gathered) -> Facts:
    """The facts by the names that the texts know. What is not known is empty, and falls away."""
    language = gathered.language
    state = gathered.found.state if gathered.found else None
    us_long, us = us_in(gathered)
    received, decision = gathered.received, gathered.decision
    told: Facts = {
        "us": us,
        "Us": _capital(us),
        "us_long": us_long,
        "Us_long": _capital(us_long),
        "title": title_of(gathered),
        "procedure": state.procedure.key if state else "",
        "request": _request(gathered) if state else None,
        "received": _piece(gathered, received) if gathered.may_name(received) else _step(gathered, "received"),
        "decision": _decision(gathered, decision) if decision else None,
        "answer": answer_of(gathered),
        "grounds": [sentence(each.text) for each in gathered.grounds],
        "conditions": listed([each.text for each in gathered.conditions]),
        "undertakings": [
            {
                "reference": each.entry.reference,
                "text": sentence(each.entry.text),
                "where": where(each.meeting, language),
                "due": long_date(each.entry.due.day, language)
                if each.entry.due and each.entry.due.day
                else due_text(each.entry.due, language),
            }
            for each in gathered.undertakings
        ],
        "questions": [sentence(each.text, end="?") for each in gathered.questions],
        "minority": [full_stop(each.text) for each in decision.minority] if decision else [],
        "vote": votes(decision.vote, language) if decision and decision.vote and gathered.body.desk.tells_votes else "",
        "course": list(_course(gathered)),
        "answers": _piece(gathered, gathered.answered) if gathered.answered else None,
        "theirs": _step(gathered, "their_decision"),
        "executed": _step(gathered, "executed_seen"),
        "overleg": weekday_date(gathered.overleg, language) if gathered.overleg else "",
        "own_meeting": weekday_date(gathered.own_meeting, language) if gathered.own_meeting else "",
        "reply_by": _reply_by(gathered),
        "within_two_weeks": _within_two_weeks(gathered.today, language),
        "today": long_date(gathered.today, language),
    }
    return told | _needs(gathered)


def us_in(gathered: Gathered) -> tuple[str, str]:
    """What the body is called in a letter, in full and short: `de ondernemingsraad`, `de OR`."""
    _ = documents(gathered.language).gettext
    regime = gathered.body.desk.regime or (gathered.found.state.procedure.regime if gathered.found else "")
    if regime not in _US:
        return gathered.body.name, gathered.body.name
    long, short = _US[regime]
    return _(long), _(short)


def title_of(gathered: Gathered) -> str:
    """What the letter is about: the request, without what such requests are called, else the piece that it answers."""
    if gathered.found is None:
        return gathered.answered.subject if gathered.answered else ""
    procedure, title = gathered.found.state.procedure, gathered.found.state.request.title
    for name in (*procedure.name.values(), *procedure.words):
        first, rest = title[: len(name)], title[len(name) :]
        if fold(first) == fold(name) and rest[:1].isspace():
            return _capital(rest.strip(" :–-"))
    return title


def answer_of(gathered: Gathered) -> str:
    """The answer that the decision gives to the request (`negative_unless`); empty where it is not certain."""
    from store.language.answers import answer_in

    step = gathered.step("decided")
    if step and step.answer:
        return step.answer
    decided = gathered.found.state.procedure.find("decided") if gathered.found else None
    text = gathered.decision.text if gathered.decision else ""
    return answer_in(text, decided.answers) if decided else ""


def law_in(words: str, procedure: Procedure, language: str) -> str:
    """`artikel 25 lid 1 onder e WOR` for `art. 25 lid 1 onder e` of a procedure of that act."""
    act = _LAW.match(procedure.law)
    law = re.sub(r"\bart\.", documents(language).gettext("article"), words)
    name = act["act"] if act else ""
    return f"{law} {name}" if name and name not in law else law


def where(meeting: Meeting, language: str) -> str:
    """`Overlegvergadering 2027-01 van 11 februari 2027`."""
    _ = documents(language).gettext
    called = meeting.title if meeting.number in meeting.title else f"{meeting.title} {meeting.number}"
    return _("{meeting} of {day}").format(meeting=called.strip(), day=long_date(meeting.date, language))


def votes(vote: Vote, language: str) -> str:
    """How the votes fell, in running text and without names: `4 stemmen voor, 1 tegen en 1 onthouding`."""
    words = documents(language)
    _ = words.gettext
    if vote.choices:
        return ""
    if vote.is_uncounted:
        return {
            Declared.CONSENSUS: _("consensus"),
            Declared.NO_OBJECTION: _("general agreement, nobody objecting"),
        }.get(vote.declared or Declared.WITHOUT_VOTE, "")
    if vote.unanimous and vote.all_but:
        return _("a unanimous vote")
    favour = words.ngettext("{number} vote in favour", "{number} votes in favour", vote.in_favour)
    parts = [favour.format(number=vote.in_favour)]
    if vote.all_but and not vote.in_favour:
        parts = [_("all others in favour")]
    if vote.against:
        parts.append(_("{number} against").format(number=vote.against))
    if vote.abstained:
        abstained = words.ngettext("{number} abstention", "{number} abstentions", vote.abstained)
        parts.append(abstained.format(number=vote.abstained))
    if vote.blank:
        parts.append(_("{number} blank").format(number=vote.blank))
    return joined(parts, language)


def listed(texts: Iterable[str]) -> list[str]:
    """The parts of a list behind a colon, as they were typed: each ends in a semicolon, the last in a full stop."""
    parts = [" ".join(text.split()).rstrip(" .;") for text in texts]
    return [f"{part}{'.' if at == len(parts) else ';'}" for at, part in enumerate(parts, 1)]


def sentence(text: str, end: str = ".") -> str:
    """`text` as a sentence: with a capital, and a full stop where it has no end of its own."""
    return full_stop(_capital(" ".join(text.split())), end)


def full_stop(text: str, end: str = ".") -> str:
    """`text` with a full stop where it has no end of its own."""
    return text if text.endswith((".", "!", "?", "…", ".”", '."')) else f"{text}{end}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _request(gathered: Gathered) -> Facts:
    assert gathered.found
    state, language = gathered.found.state, gathered.language
    name = say(state.procedure.name, language)
    name = name[:1].lower() + name[1:]
    return {
        "reference": state.request.reference,
        "title": state.request.title,
        "name": name,
        "a_name": documents(language).gettext("a {name}").format(name=name),
        "law": law_in(matter(state, language), state.procedure, language),
    }


def _piece(gathered: Gathered, piece: Piece | None) -> Facts | None:
    if piece is None:
        return None
    language = gathered.language
    return {
        "number": piece.number,
        "day": long_date(piece.day, language),
        "dated": long_date(piece.dated, language) if piece.dated and piece.dated != piece.day else "",
        "subject": piece.subject,
    }


def _step(gathered: Gathered, key: str) -> Facts | None:
    taken = gathered.step(key)
    if taken is None:
        return None
    number = taken.piece.number if taken.piece and gathered.may_name(taken.piece) else ""
    return {"day": long_date(taken.since, gathered.language), "number": number, "dated": "", "subject": ""}


def _decision(gathered: Gathered, decision: Entry) -> Facts | None:
    if isinstance(decision, ClosedEntry) or gathered.decided_in is None:
        return None
    return {
        "reference": decision.reference,
        "text": "\n> ".join(decision.text.split("\n")),
        "day": long_date(gathered.decided_in.date, gathered.language),
    }


def _course(gathered: Gathered) -> Iterable[str]:
    """The steps of the request in the order of time, a sentence each."""
    if gathered.found is None:
        return
    for taken in gathered.found.state.steps:
        if taken.step not in _ELSEWHERE and taken.since <= gathered.today:
            yield _told_step(gathered, taken)


def _told_step(gathered: Gathered, taken: Taken) -> str:
    assert gathered.found
    language, procedure = gathered.language, gathered.found.state.procedure
    _ = documents(language).gettext
    step = procedure.find(taken.step)
    number = taken.piece.number if taken.piece and gathered.may_name(taken.piece) else ""
    law = law_in(step.law, procedure, language) if step and step.law else ""
    _long, us = us_in(gathered)
    day = long_date(taken.since, language)
    match taken.step:
        case "discussed":
            text = _("On {day} the request was discussed in the consultation meeting")
        case "questions":
            text = _("On {day} {us} asked questions")
        case "answers":
            text = _("On {day} {us} received your answers")
        case "reply_agreed" if taken.day:
            text = _("It was agreed on {day} that {us} replies by {agreed}")
        case "their_decision":
            text = _("On {day} {us} received your decision")
        case _:
            text = _("On {day}: {step}")
    # Which piece it was, and on what it rests.
    aside = ", ".join(filter(None, (number, law if not number else "")))
    name = say(step.name, language) if step else taken.step
    agreed = long_date(taken.day, language) if taken.day else ""
    said = text.format(day=day, us=us, step=name, agreed=agreed)
    return full_stop(f"{said} ({aside})" if aside else said)


def _reply_by(gathered: Gathered) -> str:
    agreed = gathered.step("reply_agreed")
    day = agreed.day if agreed else gathered.found.state.request.reply_by if gathered.found else None
    return weekday_date(day, gathered.language) if day else ""


def _needs(gathered: Gathered) -> Facts:
    """What the request must hold by law, what of that it lacked, and where that is said; None where nobody looked."""
    _ = documents(gathered.language).gettext
    first = gathered.found.state.procedure.step[0] if gathered.found else None
    if first is None or not first.need or gathered.found is None:
        return {"needs": "", "needs_law": "", "lacks": None, "overleg_law": ""}
    procedure, language = gathered.found.state.procedure, gathered.language
    law = _IN_BRACKETS.search(say(first.need[0].lacking, language))
    overleg = next((step for step in procedure.step if step.meeting == "overleg"), None)
    taken = gathered.step(first.key)
    looked = taken is not None and taken.done is not None
    lacks = [_(_NEEDS.get(key, key)) for key in taken.lacks] if taken else []
    return {
        "needs": joined([_(_NEEDS.get(each.key, each.key)) for each in first.need], language),
        "needs_law": law_in(law[0].strip("()"), procedure, language) if law else "",
        "lacks": joined(lacks, language) if looked else None,
        "overleg_law": law_in(overleg.law, procedure, language) if overleg and overleg.law else "",
    }


def _within_two_weeks(today: date, language: str) -> str:
    """The last day on which a meeting that is asked for today is held (WOR 23 lid 1)."""
    counted = count(today, Length(2, Unit.WEEK), Way.NL, dutch_holidays())
    return weekday_date(counted.last or counted.nominal, language)
