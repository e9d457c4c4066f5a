"""The words of documents: days, hours, names, votes, as people write them.

Everything here takes the language of the document, never that of the screen.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from exports.redacted import CountedVote
from store.dates import long_date, short_date
from store.desk.model import Handling
from store.i18n import documents, known
from store.language.offices import is_clerk, own_office
from store.language.people import People
from store.language.post.codes import said
from store.model import (
    EVERYONE,
    ActionStatus,
    Attendee,
    Declared,
    DeskSettings,
    Due,
    Effect,
    Entry,
    Handles,
    HeldOver,
    Kind,
    Meeting,
    Method,
    Outcome,
    Person,
    Progress,
    Role,
    Secrecy,
    Vote,
)
from store.record.clock import local, told
from store.record.fields import labelled


def weekday_date(day: date, language: str) -> str:
    """`donderdag 17 september 2026`."""
    import pendulum

    return pendulum.date(day.year, day.month, day.day).format("dddd D MMMM YYYY", locale=known(language))


def called_off_text(meeting: Meeting, language: str) -> str:
    """`called off: too few members`; "" for a meeting that was not called off."""
    _ = documents(language).gettext
    if not meeting.called_off:
        return "" if meeting.called_off is None else _("called off")
    return _("called off: {reason}").format(reason=meeting.called_off)


def told_clock(at: datetime | None, meeting: Meeting) -> str:
    """`13:41`, or `…` where nobody told when it was."""
    return (clock(at, meeting) if at else "") or "…"


def clock(at: datetime, meeting: Meeting) -> str:
    """`14:37`, on the wall of the meeting."""
    return f"{local(at, meeting):%H:%M}" if told(at, meeting) else ""


def hour(at: time) -> str:
    """`13:30`."""
    return f"{at:%H:%M}"


def role_text(who: Attendee | Person, language: str) -> str:
    """A role in words: `chair`, `secretary`, `clerk`, or the function by which somebody is called, `minute-taker`."""
    own = own_office(who)
    return who.function if own and own.role is Role.SECRETARY else role_name(who, language)


def role_name(who: Attendee | Person, language: str) -> str:
    """The role of somebody; a secretary without a vote is the clerk, another office than the secretary's."""
    _ = documents(language).gettext
    if is_clerk(who):
        return _("clerk")
    return {
        Role.CHAIR: _("chair"),
        Role.SECRETARY: _("secretary"),
        Role.MEMBER: _("member"),
        Role.GUEST: _("guest"),
    }[who.role]


def label(words: str) -> str:
    """`words` with a capital, as they stand before a colon."""
    return words[:1].upper() + words[1:]


def due_text(due: Due | None, language: str, *, within: int | None = None) -> str:
    """By when: the date with its weekday and time, else the words typed; nothing where nothing was said.

    The year is left out where it is the year `within`.
    """
    if due is None:
        return ""
    if due.day is None:
        return due.words
    text = short_date(due.day, language, year=due.day.year != within)
    if due.time is None:
        return text
    if due.time == time(23, 59):
        return documents(language).gettext("{date}, end of day").format(date=text)
    return f"{text} {hour(due.time)}"


def list_label(language: str) -> str:
    """The head of the column that says of which list a row is."""
    return documents(language).gettext("List")


def sortable(due: Due | None) -> str:
    """The day by which something is due as ISO 8601, with its hour where one was said; nothing where there is none."""
    if due is None or due.day is None:
        return ""
    hours = due.time if due.time and due.time != time(23, 59) else None
    return f"{due.day.isoformat()}T{hours:%H:%M}" if hours else due.day.isoformat()


def counted(vote: Vote | None) -> tuple[str, str, str]:
    """How many were in favour, against and abstained, as numbers; nothing of an election or what was not counted."""
    unknown = vote is None or vote.is_uncounted or vote.choices or (isinstance(vote, CountedVote) and vote.was_election)
    if unknown or vote is None:
        return "", "", ""
    # By exception, without a roll, nobody counted those in favour.
    favour = "" if vote.all_but and not vote.in_favour else str(vote.in_favour)
    return favour, str(vote.against), str(vote.abstained)


def joined(parts: Iterable[str], language: str) -> str:
    """`a, b en c`."""
    words = [part for part in parts if part]
    if len(words) < 2:
        return "".join(words)
    return documents(language).gettext("{some} and {last}").format(some=", ".join(words[:-1]), last=words[-1])


def owners_text(entry: Entry, language: str) -> str:
    """Who is to do it: handles, the names that are not read yet, or everybody."""
    _ = documents(language).gettext
    known = [_("all members") if owner == EVERYONE else owner for owner in entry.owners]
    return ", ".join([*known, *(f"{name} (?)" for name in entry.owners_unread)])


def what_text(entry: Entry, language: str) -> str:
    """What is to be done, with what is shown behind a label: `Offerte opvragen (budget 500)`."""
    return with_aside(entry.text, ", ".join(labelled(entry, language)))


def with_aside(text: str, aside: str) -> str:
    """`text (aside)`; behind a dash where the aside has brackets of its own, so that none stand within others."""
    if not aside:
        return text
    return f"{text} – {aside}" if "(" in aside else f"{text} ({aside})"


def secret_text(secrecy: Secrecy, language: str) -> str:
    """`vertrouwelijk (art. 20 WOR)`."""
    return with_aside(documents(language).gettext("confidential"), secrecy.ground)


def left_out_text(secrecy: Secrecy | None, language: str) -> str:
    """What stands in the place of an entry that the reader may not see: that it is confidential, where it is."""
    return secret_text(secrecy, language) if secrecy else documents(language).gettext("not in this version")


def confidential_text(secrecy: Secrecy, language: str) -> str:
    """`Vertrouwelijk tot 1 december 2026 (art. 20 WOR).`, for those who may read what is confidential."""
    _ = documents(language).gettext
    until = secrecy.until
    text = _("Confidential until {date}").format(date=long_date(until, language)) if until else _("Confidential")
    return f"{with_aside(text, secrecy.ground)}."


def held_over_text(held: HeldOver, language: str) -> str:
    """To when an item was held over, and why."""
    _ = documents(language).gettext
    if held.until:
        text = _("Held over to {date}: {reason}") if held.reason else _("Held over to {date}.")
        return text.format(date=long_date(held.until, language), reason=held.reason)
    text = with_aside(_("Held over"), held.words)
    return f"{text}: {held.reason}" if held.reason else f"{text}."


def vote_text(vote: Vote, people: People, language: str, *, names: bool) -> str:
    """How the votes fell: `Stemming bij handopsteken: 4 voor (HdV, KP), 1 tegen (SvdM), 1 onthouding`.

    Of a secret vote nobody is named but the candidates. Of an election whose numbers are not told it says nothing.
    """
    _ = documents(language).gettext
    if isinstance(vote, CountedVote) and vote.was_election:
        return ""
    if vote.declared and vote.is_uncounted:
        return label(declared_text(vote.declared, language))
    names = names and vote.method is not Method.SECRET
    parts = _candidates(vote, people) if vote.choices else _sides(vote, language, names=names)
    if vote.blank:
        parts.append(_("{number} blank").format(number=vote.blank))
    if vote.casting or (isinstance(vote, CountedVote) and vote.had_casting_vote):
        side = _("casting vote against") if vote.casting_against else _("casting vote in favour")
        parts.append(f"{side} ({vote.casting})" if names and vote.casting else side)
    votes = ", ".join(parts)
    if vote.method is None:
        return _("Vote: {votes}").format(votes=votes)
    return _("Vote {method}: {votes}").format(method=method_text(vote.method, language), votes=votes)


def _candidates(vote: Vote, people: People) -> list[str]:
    return [f"{people.name(choice.handle) if choice.handle else choice.name} {choice.votes}" for choice in vote.choices]


def _sides(vote: Vote, language: str, *, names: bool) -> list[str]:
    words = documents(language)
    _ = words.gettext
    if vote.unanimous and vote.all_but:
        who = ", ".join(vote.names_in_favour)
        return [_("unanimous ({names})").format(names=who) if names and who else _("unanimous")]
    favour = _("{number} in favour").format(number=vote.in_favour)
    if vote.all_but and not vote.in_favour:
        # By exception, in a meeting where the roll was not called.
        favour = _("all others in favour")
    abstained = words.ngettext("{number} abstention", "{number} abstentions", vote.abstained)
    sides = (
        (favour, vote.names_in_favour),
        (_("{number} against").format(number=vote.against), vote.names_against),
        (abstained.format(number=vote.abstained), vote.names_abstained),
    )
    return [f"{text} ({', '.join(who)})" if names and who else text for text, who in sides]


def vote_short(vote: Vote, language: str) -> str:
    """The vote in a word or as `4–1–1`; nothing of an election whose numbers are not told."""
    _ = documents(language).gettext
    if isinstance(vote, CountedVote) and vote.was_election:
        return ""
    if vote.choices:
        blanks = [_("{number} blank").format(number=vote.blank)] if vote.blank else []
        return ", ".join([*(f"{choice.name} {choice.votes}" for choice in vote.choices), *blanks])
    if vote.declared and vote.is_uncounted:
        return declared_text(vote.declared, language)
    if vote.unanimous and vote.all_but:
        return _("unanimous")
    favour = "…" if vote.all_but and not vote.in_favour else str(vote.in_favour)
    blank = f"–{vote.blank}" if vote.blank else ""
    return f"{favour}–{vote.against}–{vote.abstained}{blank}"


def declared_text(declared: Declared, language: str) -> str:
    """How something passed, or not, without a count: `adopted by consensus`."""
    _ = documents(language).gettext
    return {
        Declared.ADOPTED: _("adopted, votes not counted"),
        Declared.REJECTED: _("rejected, votes not counted"),
        Declared.CONSENSUS: _("adopted by consensus"),
        Declared.NO_OBJECTION: _("adopted without objection"),
        Declared.WITHOUT_VOTE: _("adopted without a vote"),
    }[declared]


def elected_text(vote: Vote, outcome: Outcome, people: People, language: str) -> str:
    """What an election came to, as a sentence."""
    _ = documents(language).gettext
    if outcome is Outcome.TIED:
        return _("The votes are tied.")
    if outcome is Outcome.LOT:
        return _("The votes are tied; it is to be drawn by lot.")
    if outcome is not Outcome.ELECTED:
        return _("Nobody has a majority.")
    if isinstance(vote, CountedVote):
        return _("{name} is elected.").format(name=people.name(vote.elected))
    choice = max(vote.choices, key=lambda choice: choice.votes)
    return _("{name} is elected.").format(name=people.name(choice.handle) if choice.handle else choice.name)


def election_text(entry: Entry, people: People, language: str) -> str:
    """What an election came to, as a sentence; nothing of what is no election."""
    vote = entry.vote
    if vote is None or entry.kind is Kind.DECISION:
        return ""
    held = vote.was_election if isinstance(vote, CountedVote) else bool(vote.choices)
    return elected_text(vote, entry.outcome or Outcome.TIED, people, language) if held else ""


def outcome_text(outcome: Outcome, language: str) -> str:
    """The outcome of a vote, in words."""
    _ = documents(language).gettext
    return {
        Outcome.ADOPTED: _("carried"),
        Outcome.REJECTED: _("lost"),
        Outcome.TIED: _("the votes are tied"),
        Outcome.ELECTED: _("elected"),
        Outcome.LOT: _("to be drawn by lot"),
    }[outcome]


def status_text(entry: Entry, language: str) -> str:
    """How far an action is, and how often it was postponed."""
    words = documents(language)
    text = {
        ActionStatus.OPEN: words.gettext("open"),
        ActionStatus.DONE: words.gettext("done"),
        ActionStatus.CANCELLED: words.gettext("cancelled"),
    }[entry.status]
    if entry.postponed:
        times = words.ngettext("postponed once", "postponed {number} times", entry.postponed)
        text = f"{text}, {times.format(number=entry.postponed)}"
    return f"{text}: {entry.status_reason}" if entry.status_reason else text


def standing_text(entry: Entry, language: str) -> str:
    """Whether a decision is still in force."""
    _ = documents(language).gettext
    if entry.withdrawn_by:
        return _("withdrawn by {reference}").format(reference=entry.withdrawn_by)
    if entry.replaced_by:
        return _("replaced by {reference}").format(reference=entry.replaced_by)
    if entry.outcome and entry.outcome is not Outcome.ADOPTED:
        return outcome_text(entry.outcome, language)
    if entry.review:
        return _("in force, evaluation {date}").format(date=due_text(entry.review, language))
    return _("in force")


def kind_text(kind: Kind, language: str) -> str:
    """The name of a kind of entry, in that language."""
    return kind.called(language)


def handled_text(
    told: Handles | Handling, owners: tuple[str, ...], due: Due | None, settings: DeskSettings, language: str
) -> str:
    """How a piece of post is handled, in the words of the body: `to be answered by IB, by vr 5 feb 2027`."""
    _ = documents(language).gettext
    text = said(told.code, told.effect, settings, language)
    match told.effect:
        case Effect.WITH_ITEM if told.item:
            text = _("with item {item}").format(item=told.item)
        case Effect.HAND_OVER if told.to:
            text = _("handed over to {party}").format(party=" ".join(filter(None, [told.to, told.words])))
        case Effect.ANSWER | Effect.SETTLE if owners:
            text = _("{handling} by {owners}").format(handling=text, owners=", ".join(owners))
        case Effect.DISCUSS if told.meeting:
            day = short_date(date.fromisoformat(told.meeting[:10]), language)
            text = _("{handling} on {day}").format(handling=text, day=day)
        case Effect.DISCUSS if told.to:
            text = _("{handling} in {body}").format(handling=text, body=told.to)
        case Effect.REQUEST if told.words:
            text = f"{text}: {told.words}"
    return _("{handling}, by {day}").format(handling=text, day=due_text(due, language)) if due else text


def follow_up_text(entry: Entry, language: str) -> str:
    """What became of an action of an earlier meeting: `A 2026-10-03 (Offerte opvragen): gereed. Per post`."""
    _ = documents(language).gettext
    follow_up = entry.follow_up
    if follow_up is None:
        return entry.text
    owners = owners_text(entry, language)
    what = {
        Progress.DONE: _("done"),
        Progress.CANCELLED: _("lapsed"),
        Progress.POSTPONED: _("postponed to {date}").format(date=due_text(entry.due, language)),
        Progress.ASSIGNED: _("handed over to {owners}").format(owners=owners) if owners else _("handed over"),
        Progress.REOPENED: _("open again"),
        Progress.COMMENTED: "",
    }[follow_up.progress]
    about = with_aside(follow_up.reference, follow_up.about)
    text = ". ".join(filter(None, (what, entry.text)))
    return f"{about}: {text}" if text else about


def method_text(method: Method, language: str) -> str:
    """How a vote was taken: `by secret ballot`."""
    _ = documents(language).gettext
    return {
        Method.HAND: _("by show of hands"),
        Method.ROLL: _("by roll call"),
        Method.WRITTEN: _("in writing"),
        Method.SECRET: _("by secret ballot"),
        Method.ROUND: _("by going round"),
        Method.ACCLAMATION: _("by acclamation"),
    }[method]
