"""The settings of a body that its requests follow: its kind, whose rules and holidays hold, how long a reply takes."""

from __future__ import annotations

import re
from datetime import date
from string import Formatter

from msgspec.structs import replace

from store.bodies.setting import Setting
from store.dates import long_date
from store.errors import CannotDo
from store.i18n import N_, _, _n, spoken
from store.language.dates import read_due
from store.language.day_phrases import Calendar
from store.language.lengths import read_length
from store.model import Body, BodyKind, DeskSettings
from store.procedures.catalogue import REGIMES
from store.terms.length import Unit
from store.terms.other_countries import holidays_of
from store.text import fold

_KINDS = {
    BodyKind.OWN: (N_("council or board"), ("eigen", "own", "orgaan", "body")),
    BodyKind.OVERLEG: (N_("meeting with the employer"), ("overleg", "overlegvergadering", "consultation")),
    BodyKind.COMMITTEE: (N_("committee"), ("commissie", "committee")),
    BodyKind.WORK_TALK: (N_("work talk"), ("werkbespreking", "work talk", "work_talk")),
}
_NONE = ("", "-")


def _with(body: Body, **changed: object) -> Body:
    return replace(body, desk=replace(body.desk, **changed))


def _put_kind(body: Body, value: str, _calendar: Calendar) -> Body:
    wanted = fold(value)
    for kind, (label, words) in _KINDS.items():
        if wanted in (*words, fold(_(label))):
            return _with(body, kind=kind)
    known = ", ".join(_(label) for label, _words in _KINDS.values())
    raise CannotDo(_("“{words}” is no kind of body; there are: {known}.").format(words=value, known=known))


def _put_regime(body: Body, value: str, _calendar: Calendar) -> Body:
    wanted = fold(value)
    if wanted not in (*_NONE, *REGIMES):
        known = ", ".join(REGIMES)
        words = _("“{words}” are no rules that requests can follow; there are: {known}.")
        raise CannotDo(words.format(words=value, known=known))
    return _with(body, regime="" if wanted in _NONE else wanted)


def _put_holidays(body: Body, value: str, _calendar: Calendar) -> Body:
    place = "" if value in _NONE else holidays_of(value).where
    return _with(body, holidays=place)


def _put_extra(body: Body, value: str, calendar: Calendar) -> Body:
    """All the days, with semicolons or commas between them; after a `+` they are added to those there are."""
    more = body.desk.extra_holidays if value.startswith("+") else ()
    days = [_day(part, calendar) for part in re.split("[;,]", value.removeprefix("+")) if part.strip(" -")]
    return _with(body, extra_holidays=tuple(sorted({*more, *days})))


def _day(words: str, calendar: Calendar) -> date:
    day = read_due(words, calendar).day
    if day is None:
        raise CannotDo(_("“{words}” is no day; write it as 2026-11-19.").format(words=words.strip()))
    return day


def _put_keep(body: Body, value: str, _calendar: Calendar) -> Body:
    """For how many years (`1 jaar`), or for ever."""
    if fold(value).strip() in _FOR_EVER:
        return _with(body, keep_private=0)
    length = read_length(f"{value} years" if re.fullmatch(r"[0-9]{1,2}", value) else value)
    if length is None or length.unit is not Unit.YEAR or length.count > _MOST_YEARS:
        raise CannotDo(_("“{words}” is no number of years, such as 1 year, or for ever.").format(words=value))
    return _with(body, keep_private=length.count)


def _say_keep(body: Body) -> str:
    years = body.desk.keep_private
    return _n("{count} year", "{count} years", years).format(count=years) if years else _("for ever")


def _put_reply(body: Body, value: str, _calendar: Calendar) -> Body:
    if value in _NONE:
        return _with(body, reply_weeks=0)
    length = read_length(f"{value} weeks" if re.fullmatch(r"[0-9]{1,2}", value) else value)
    if length is None or length.unit is not Unit.WEEK or length.count > _MOST_WEEKS:
        raise CannotDo(_("“{words}” is no number of weeks, such as 6 weeks.").format(words=value))
    return _with(body, reply_weeks=length.count)


def _say_reply(body: Body) -> str:
    weeks = body.desk.reply_weeks
    return _n("{count} week", "{count} weeks", weeks).format(count=weeks) if weeks else ""


def _put_number(body: Body, value: str, _calendar: Calendar) -> Body:
    pattern = value or DeskSettings().request
    try:
        fields = [field for _text, field, _spec, _conversion in Formatter().parse(pattern) if field is not None]
        pattern.format(year=2027, n=1)
    except (ValueError, KeyError, IndexError, AttributeError):
        fields = []
    if set(fields) - {"year", "n"} or fields.count("n") != 1:
        words = _("“{pattern}” is no pattern of such numbers; one is such as R-{{year}}-{{n:02}}.")
        raise CannotDo(words.format(pattern=value))
    return _with(body, request=pattern)


_FOR_EVER = ("altijd", "voor altijd", "for ever", "forever", "always")
_MOST_YEARS = 99
_MOST_WEEKS = 52

REQUESTS = (
    Setting("kind", N_("kind of body"), _put_kind, lambda body: _(_KINDS[body.desk.kind][0]), ("soort",)),
    Setting("regime", N_("rules of requests"), _put_regime, lambda body: body.desk.regime, ("regeling", "rules")),
    Setting("holidays", N_("holidays of"), _put_holidays, lambda body: body.desk.holidays, ("feestdagen",)),
    Setting(
        "extra_holidays",
        N_("days named as holidays"),
        _put_extra,
        lambda body: "; ".join(long_date(day, spoken()) for day in body.desk.extra_holidays),
        ("extra", "extra holidays", "gelijkgestelde dagen", "extra feestdagen"),
    ),
    Setting("keep_private", N_("post of private people is kept"), _put_keep, _say_keep, ("bewaren", "keep")),
    Setting("reply", N_("usual time for a reply"), _put_reply, _say_reply, ("reactietermijn", "reply_weeks")),
    Setting(
        "request",
        N_("number of a request"),
        _put_number,
        lambda body: body.desk.request,
        ("traject", "nummer van een traject"),
    ),
)
"""The settings of requests, a part of those of the body."""
