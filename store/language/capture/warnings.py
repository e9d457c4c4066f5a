"""What is said about a line while it is typed: warnings that never stop the typing."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from store.dates import short_date
from store.i18n import _, spoken
from store.language.dates import has_just_passed, is_far_ahead
from store.language.day_phrases import Calendar
from store.language.people import People
from store.model import Due


class About(StrEnum):
    """The kinds of remarks; each has its own words in `_texts`."""

    UNKNOWN_NAME = "unknown_name"
    AMBIGUOUS_NAME = "ambiguous_name"
    NEARLY_NAMED = "nearly_named"
    NOBODY_SPEAKS = "nobody_speaks"
    WORD_WITHIN = "word_within"
    NO_OWNER = "no_owner"
    UNREAD_DATE = "unread_date"
    JUST_PASSED = "just_passed"
    BEFORE_MEETING = "before_meeting"
    FAR_AHEAD = "far_ahead"
    FOR_OR_BEFORE = "for_or_before"
    OFFERED_DATE = "offered_date"
    DOUBTFUL_DATE = "doubtful_date"
    UNREAD_VOTE = "unread_vote"
    UNKNOWN_COMMAND = "unknown_command"
    INCOMPLETE_COMMAND = "incomplete_command"
    STANDS_ALONE = "stands_alone"
    ONLY_AN_HOUR = "only_an_hour"
    NO_HOUR_BEFORE = "no_hour_before"
    NOT_THEN = "not_then"
    UNKNOWN_ITEM = "unknown_item"
    UNKNOWN_REFERENCE = "unknown_reference"
    NOT_IN_ARCHIVE = "not_in_archive"
    NOT_IN_FORCE = "not_in_force"
    STAYS_SECRET = "stays_secret"
    TOO_MANY_VOTES = "too_many_votes"
    NO_QUORUM = "no_quorum"
    RECUSED_VOTER = "recused_voter"
    NOT_ENTITLED = "not_entitled"
    VOTED_TWICE = "voted_twice"
    CASTING_NOT_ALLOWED = "casting_not_allowed"
    VOTED_ALREADY = "voted_already"
    SECRET_NAMES = "secret_names"
    SECRET_UNREAD = "secret_unread"
    SECRET_TOLD = "secret_told"
    NOTHING_TO_VOTE_ON = "nothing_to_vote_on"
    NO_TIE = "no_tie"
    ON_EARLIER = "on_earlier"
    ALSO_OPEN = "also_open"
    ON_AMENDMENT = "on_amendment"
    NOTHING_TO_AMEND = "nothing_to_amend"
    DISAGREES = "disagrees"
    COUNTS_AS_AGAINST = "counts_as_against"
    ONLY_NUMBERS = "only_numbers"
    TOO_LONG = "too_long"
    TOO_MUCH = "too_much"
    UNKNOWN_PIECE = "unknown_piece"
    NO_POST = "no_post"
    NO_DECISION_YET = "no_decision_yet"
    NO_REASON = "no_reason"


NO_COMMAND = (
    About.UNKNOWN_COMMAND,
    About.INCOMPLETE_COMMAND,
    About.STANDS_ALONE,
    About.ONLY_AN_HOUR,
    About.NO_HOUR_BEFORE,
)
"""What is said of a line that only looks like a command."""


class Remark(msgspec.Struct, frozen=True):
    """One warning: what it is about, the words, names or day concerned, and what can be typed instead."""

    about: About
    words: str = ""
    names: tuple[str, ...] = ()
    day: date | None = None
    better: str = ""

    def __str__(self) -> str:
        """The warning in the language of the interface."""
        day = short_date(self.day, spoken()) if self.day else ""
        text = _texts_with_better()[self.about] if self.better else _texts()[self.about]
        return text.format(words=self.words, names=_or(self.names), date=day, better=self.better)


def about_names(unread: tuple[str, ...], people: People) -> tuple[Remark, ...]:
    """A remark for each name that fits nobody or more than one person; none where nobody at all is known."""
    if not people.people:
        return ()
    return tuple(_about_name(words, people) for words in unread)


def _about_name(words: str, people: People) -> Remark:
    """Whom `words`, which fit nobody or more than one person, can be; with handles where their names are the same."""
    found = people.who(words)
    names = tuple(person.name for person in found)
    if len(set(names)) < len(names):
        names = tuple(f"{person.name} ({person.handle})" for person in found)
    return Remark(About.AMBIGUOUS_NAME if names else About.UNKNOWN_NAME, words, names)


def about_due(due: Due | None, calendar: Calendar) -> tuple[Remark, ...]:
    """A remark where `due` is only words, or was read as a later year's day because this year's has just passed."""
    if due is not None and due.day is None:
        return (Remark(About.UNREAD_DATE, due.words),)
    return about_day(due, calendar)


def about_day(due: Due | None, calendar: Calendar) -> tuple[Remark, ...]:
    """A remark where `due` lies before the meeting, or in a later year than may be meant; none for mere words."""
    if due is None or due.day is None:
        return ()
    if due.day < calendar.on:
        return (Remark(About.BEFORE_MEETING, due.words, day=due.day),)
    if has_just_passed(due, calendar):
        return (Remark(About.JUST_PASSED, due.words, day=due.day),)
    return (Remark(About.FAR_AHEAD, due.words, day=due.day),) if is_far_ahead(due, calendar) else ()


def _or(names: tuple[str, ...]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("{some} or {last}").format(some=", ".join(names[:-1]), last=names[-1])


def _texts() -> dict[About, str]:
    return {
        About.UNKNOWN_NAME: _("nobody here is called “{words}”"),
        About.AMBIGUOUS_NAME: _("“{words}” can be {names}"),
        About.NEARLY_NAMED: _("{words}: nobody here is called so; is it {names}?"),
        About.NOBODY_SPEAKS: _("{words}: nobody here is called so; it is kept as a note"),
        About.WORD_WITHIN: _("“{words}” stands within the line, and all of it is a note; it has to begin a line"),
        About.NO_OWNER: _("no owner yet"),
        About.UNREAD_DATE: _("“{words}” is kept as words, not as a date"),
        About.JUST_PASSED: _("that has just been; the next one is {date}"),
        About.BEFORE_MEETING: _("{date} lies before this meeting"),
        About.FAR_AHEAD: _("the first “{words}” is {date}"),
        About.FOR_OR_BEFORE: _("“{words}” is read as before that day: {date}; for the day itself: > and the day"),
        About.DOUBTFUL_DATE: _("“{words}” is not certainly a day; it stays in the text"),
        About.UNREAD_VOTE: _("this is not a vote I can read; it is kept as a note"),
        About.UNKNOWN_COMMAND: _("{words} is no command"),
        About.INCOMPLETE_COMMAND: _("{words} is not complete"),
        About.STANDS_ALONE: _("{words} stands alone, without more words behind it"),
        About.ONLY_AN_HOUR: _("{words} stands alone, or with a time behind it"),
        About.NO_HOUR_BEFORE: _("no time goes before {words}"),
        About.NOT_THEN: "{words}",
        About.UNKNOWN_ITEM: _("there is no item {words} on the agenda"),
        About.UNKNOWN_REFERENCE: _("there is no {words} in this meeting"),
        About.NOT_IN_ARCHIVE: _("{words} is nowhere in the archive; right only if it is from before the archive"),
        About.NOT_IN_FORCE: _("{words} is in force no longer: {names} changed it already"),
        About.STAYS_SECRET: _("▪ {words} is confidential, and so is this"),
        About.TOO_MANY_VOTES: _("more votes than there are voters in the room ({words})"),
        About.NO_QUORUM: _("there is no quorum ({words})"),
        About.RECUSED_VOTER: _("{words} takes no part in this item"),
        About.NOT_ENTITLED: _("{words} has no vote here"),
        About.VOTED_TWICE: _("{words} is named more than once in this vote"),
        About.CASTING_NOT_ALLOWED: _("the rules of this body give nobody a casting vote: it does not count"),
        About.VOTED_ALREADY: _("replaces the vote of {words}; for another, first type what it is on: !? …"),
        About.SECRET_NAMES: _("a secret ballot names no voters: the names are dropped, only the numbers are kept"),
        About.SECRET_UNREAD: _("names in a secret ballot are not kept; type the numbers: = secret 3-1-0"),
        About.SECRET_TOLD: _("that vote was secret, and this says how somebody voted; Enter keeps it all the same"),
        About.NO_TIE: _("the votes are not tied: this is no casting vote"),
        About.ON_EARLIER: _("this vote is on “{words}”, not on what was put or voted on last"),
        About.ALSO_OPEN: _("“{words}” is open as well; this vote is not on that"),
        About.ON_AMENDMENT: _("an amendment: adopted, it is put into the text of “{words}”"),
        About.NOTHING_TO_AMEND: _("there is no open proposal under this item to amend; it is kept as a proposal"),
        About.DISAGREES: _("{words} says something else than the word for it; the numbers count"),
        About.COUNTS_AS_AGAINST: _("{words} is counted as against; whoever abstained is written ~{words}"),
        About.ONLY_NUMBERS: _("{words}: the numbers count; which group voted what stands in no document"),
        About.TOO_LONG: _("longer than 4,000 characters: it is kept whole, as a note"),
        About.TOO_MUCH: _("more names and words than can be looked up at once: it is kept whole, as a note"),
        About.UNKNOWN_PIECE: _("there is no piece of post {words} here"),
        About.NO_POST: _("all post of this list is handled"),
        About.NO_DECISION_YET: _("nothing was decided under this item yet: the letter tells of no decision"),
        About.NO_REASON: _("nothing was written down yet that could be a reason"),
        About.NOTHING_TO_VOTE_ON: _("no proposal or decision under this item; the vote stands by itself"),
    }


def _texts_with_better() -> dict[About, str]:
    """The warnings that also say what can be typed instead."""
    return {
        About.OFFERED_DATE: _("“{words}”: by when? Tab makes it {date}"),
        About.UNKNOWN_COMMAND: _("{words} is no command; {better} is"),
        About.INCOMPLETE_COMMAND: _("{words} is not complete; like this it is: {better}"),
    }
