"""The settings of a body, each a name and a value that a person types: one table for the screen and the command line.

Names and values are read in Dutch and English; values are said in the language of the
interface, and what is said reads back as the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import time

from msgspec.structs import replace

from store.bodies.body import plan_of, usual_numbering, usual_times
from store.bodies.desk_settings import DESK
from store.bodies.plan_settings import PLAN
from store.bodies.recurrence import say_days, say_series
from store.bodies.request_settings import REQUESTS
from store.bodies.setting import Setting as Setting  # noqa: PLC0414 - the settings are had from one module
from store.errors import CannotDo
from store.i18n import N_, _
from store.language.day_phrases import Calendar
from store.language.settings.colour import read_colour
from store.language.settings.recurrence import read_days, read_series
from store.language.settings.rules import (
    read_majority,
    read_quorum,
    read_tie,
    read_withheld,
    read_yes,
    say_majority,
    say_quorum,
    say_tie,
    say_withheld,
    say_yes,
)
from store.language.times import read_hour, read_minutes
from store.language.vocabulary import language_in
from store.model import RESTRICTED, Audience, Audiences, Body, Numbering, Plan, Rules, View, Withheld
from store.text import clean, fold


def find_setting(name: str) -> Setting:
    """The setting that is called so, in Dutch or English. Raises CannotDo with the names there are."""
    wanted = " ".join(fold(name).replace("_", " ").replace("-", " ").split())
    for setting in SETTINGS:
        if wanted in {each.replace("-", " ").replace("_", " ") for each in setting.called()}:
            return setting
    names = ", ".join(_(setting.label) for setting in SETTINGS)
    raise CannotDo(_("A body has no setting “{name}”. There are: {names}.").format(name=name, names=names))


def with_setting(body: Body, name: str, value: str, calendar: Calendar) -> Body:
    """`body` with that setting put to what `value` says; days are read against `calendar`.

    Raises CannotDo where there is no such setting, or its value cannot be read.
    """
    return find_setting(name).put(body, clean(value), calendar)


def opened_by(old: Body, new: Body) -> str:
    """What restricted readers can read by `new` that `old` kept from them, in a sentence for each of them; else ""."""
    told = ((audience, _opened(old.audiences.of(audience), new.audiences.of(audience))) for audience in RESTRICTED)
    return " ".join(_(audience.facts.opened).format(what=what) for audience, what in told if what)


def _opened(was: View, now: View) -> str:
    parts = [each for each in was.withholds if each not in _hidden(now)]
    ground = _("what is confidential on the ground “{ground}”")
    grounds = [ground.format(ground=each) for each in now.reads if each not in was.reads]
    return ", ".join(filter(None, [say_withheld(parts) if parts else "", *grounds]))


def _hidden(view: View) -> tuple[Withheld, ...]:
    """Where nothing is told of what was said, nothing is told of who said it."""
    return (*view.withholds, Withheld.SPEAKERS) if Withheld.NOTES in view.withholds else view.withholds


# How they are put and said


def _text(field: str) -> Callable[[Body, str, Calendar], Body]:
    return lambda body, value, _calendar: replace(body, **{field: value})


def _number(words: str, most: int) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", words) or int(words) > most:
        raise CannotDo(_("“{words}” is no whole number up to {most}.").format(words=words, most=most))
    return int(words)


def _put_language(body: Body, value: str, _calendar: Calendar) -> Body:
    language = language_in(value)
    if language is None:
        raise CannotDo(_("“{language}” is no language that documents are written in: nl or en.").format(language=value))
    usual = body.numbering == usual_numbering(body.language)
    return replace(body, language=language, numbering=usual_numbering(language) if usual else body.numbering)


def _say_language(body: Body) -> str:
    return {"nl": _("Dutch"), "en": _("English")}.get(body.language, body.language)


def _put_zone(body: Body, value: str, _calendar: Calendar) -> Body:
    from zoneinfo import available_timezones

    wanted = fold(value).replace(" ", "_")
    zones = available_timezones()
    found = sorted(zone for zone in zones if zone.lower() == wanted or zone.lower().rpartition("/")[2] == wanted)
    exact = [zone for zone in found if zone.lower() == wanted]
    if len(exact or found) != 1:
        raise CannotDo(_("“{zone}” is no time zone; one is called such as Europe/Amsterdam.").format(zone=value))
    return replace(body, time_zone=(exact or found)[0])


def _put_seats(body: Body, value: str, _calendar: Calendar) -> Body:
    return replace(body, seats=_number(value or "0", 9999))


def _put_send_days(body: Body, value: str, _calendar: Calendar) -> Body:
    return replace(body, send_days=_number(re.sub(r"(?<!\s)\s*(?:dagen|dag|days|day)$", "", fold(value)), 365))


def _put_parent(body: Body, value: str, _calendar: Calendar) -> Body:
    return replace(body, parent="" if value in ("", "-") else fold(value))


def _rule(put: Callable[[Rules, str], Rules]) -> Callable[[Body, str, Calendar], Body]:
    return lambda body, value, _calendar: replace(body, rules=put(body.rules, value))


def _yes_or_no(field: str, label: str, *names: str) -> Setting:
    """A rule of voting that holds or does not."""
    put = _rule(lambda rules, value: replace(rules, **{field: read_yes(value)}))
    return Setting(field, label, put, lambda body: say_yes(getattr(body.rules, field)), names)


def _pattern(field: str) -> Callable[[Body, str, Calendar], Body]:
    def put(body: Body, value: str, _calendar: Calendar) -> Body:
        pattern = value or getattr(Numbering(), field)
        return replace(body, numbering=replace(body.numbering, **{field: pattern}))

    return put


def _put_last(body: Body, value: str, _calendar: Calendar) -> Body:
    last = () if value in ("", "-") else tuple(each.strip() for each in re.split("[,;]", value))
    return replace(body, numbering=replace(body.numbering, last=last))


def _planned(put: Callable[[Plan, str, Calendar], Plan]) -> Callable[[Body, str, Calendar], Body]:
    return lambda body, value, calendar: replace(body, plan=put(plan_of(body), value, calendar))


def _hour(words: str) -> time | None:
    if not words or words == "-":
        return None
    hour = read_hour(words)
    if hour is None:
        raise CannotDo(_("“{words}” is no time of the day, such as 13:30.").format(words=words))
    return hour


def _minutes(words: str) -> int | None:
    if not words or words == "-":
        return None
    minutes = read_minutes(words, asked=True)
    if minutes is None:
        raise CannotDo(_("“{words}” is no length, such as 90 or 1:30.").format(words=words))
    return minutes


def _say_end(body: Body) -> str:
    return _clock(usual_times(body)[1])


def _say_length(body: Body) -> str:
    plan = plan_of(body)
    start, end = usual_times(body)
    minutes = plan.minutes
    if start and end:
        minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
    return _("{minutes} min").format(minutes=minutes) if minutes else ""


def _clock(at: time | None) -> str:
    return f"{at:%H:%M}" if at else ""


def _say_series(body: Body) -> str:
    series = plan_of(body).series
    return say_series(series) if series else ""


def _put_series(plan: Plan, value: str, calendar: Calendar) -> Plan:
    return replace(plan, series=read_series(value, calendar) if value and value != "-" else None)


def _put_skipped(plan: Plan, value: str, calendar: Calendar) -> Plan:
    """All the days that are skipped, with semicolons between them; after a `+` they are added to those there are."""
    more = value.startswith("+")
    days = [read_days(part, calendar) for part in value.removeprefix("+").split(";") if part.strip(" -")]
    together = {(each.first, each.last): each for each in (*(plan.skipped if more else ()), *days)}
    return replace(plan, skipped=tuple(together[key] for key in sorted(together)))


# What readers are not shown, and what pages bear


def _house(field: str) -> Callable[[Body, str, Calendar], Body]:
    return lambda body, value, _calendar: replace(body, house=replace(body.house, **{field: value}))


def _put_colour(body: Body, value: str, _calendar: Calendar) -> Body:
    colour = read_colour(value) if value and value != "-" else ""
    return replace(body, house=replace(body.house, colour=colour))


def _view(reader: str, put: Callable[[View, str], View]) -> Callable[[Body, str, Calendar], Body]:
    def change(body: Body, value: str, _calendar: Calendar) -> Body:
        view = put(getattr(body.audiences, reader), value)
        return replace(body, audiences=replace(body.audiences, **{reader: view}))

    return change


def _put_withheld(reader: str) -> Callable[[Body, str, Calendar], Body]:
    """An empty value puts back what is usual: never less is left out than somebody asked for."""
    usual: View = getattr(Audiences(), reader)
    return _view(
        reader, lambda view, value: replace(view, withholds=read_withheld(value) if value else usual.withholds)
    )


def _grounds(view: View, value: str) -> View:
    grounds = (ground.strip() for ground in value.split(";"))
    return replace(view, reads=tuple(dict.fromkeys(ground for ground in grounds if ground not in ("", "-"))))


def _of_readers(audience: Audience) -> tuple[Setting, Setting]:
    """What `audience` is not shown, and on which grounds it may read what is confidential all the same."""
    reader = audience.value
    (without, dutch_without), (reads, dutch_reads) = audience.facts.without, audience.facts.reads
    return (
        Setting(
            f"{reader}_without",
            without,
            _put_withheld(reader),
            lambda body: say_withheld(body.audiences.of(audience).withholds),
            (dutch_without,),
        ),
        Setting(
            f"{reader}_reads",
            reads,
            _view(reader, _grounds),
            lambda body: "; ".join(body.audiences.of(audience).reads),
            (dutch_reads,),
        ),
    )


_OF_READERS = tuple(setting for audience in RESTRICTED for setting in _of_readers(audience))

SETTINGS = (
    Setting("name", N_("name"), _text("name"), lambda body: body.name, ("naam",)),
    Setting("language", N_("language"), _put_language, _say_language, ("taal",)),
    Setting("time_zone", N_("time zone"), _put_zone, lambda body: body.time_zone, ("tijdzone", "zone")),
    Setting(
        "parent",
        N_("committee of"),
        _put_parent,
        lambda body: body.parent,
        ("commissie van", "werkgroep van", "working group of", "onderdeel van"),
    ),
    Setting("seats", N_("seats"), _put_seats, lambda body: str(body.seats or ""), ("zetels",)),
    Setting(
        "quorum",
        N_("quorum"),
        _rule(lambda rules, value: replace(rules, quorum=read_quorum(value))),
        lambda body: say_quorum(body.rules.quorum),
    ),
    Setting(
        "majority",
        N_("majority"),
        _rule(lambda rules, value: replace(rules, majority=read_majority(value))),
        lambda body: say_majority(body.rules.majority),
        ("meerderheid",),
    ),
    Setting(
        "tie",
        N_("equal votes"),
        _rule(lambda rules, value: replace(rules, tie=read_tie(value))),
        lambda body: say_tie(body.rules.tie),
        ("staken", "gelijke stemmen", "bij staken"),
    ),
    _yes_or_no("casting_vote", N_("casting vote"), "doorslaggevende stem"),
    _yes_or_no("abstentions_count", N_("abstentions count"), "abstentions", "onthoudingen", "onthoudingen tellen mee"),
    _yes_or_no(
        "blanks_count", N_("blank votes count"), "blanks", "blanco", "blanco stemmen", "blanco stemmen tellen mee"
    ),
    Setting(
        "number",
        N_("number of a meeting"),
        _pattern("meeting"),
        lambda body: body.numbering.meeting,
        ("nummer", "meeting number", "vergadernummer", "nummer van een vergadering"),
    ),
    Setting(
        "decision",
        N_("number of a decision"),
        _pattern("decision"),
        lambda body: body.numbering.decision,
        ("besluit", "nummer van een besluit"),
    ),
    Setting(
        "action",
        N_("number of an action"),
        _pattern("action"),
        lambda body: body.numbering.action,
        ("actie", "nummer van een actie"),
    ),
    Setting(
        "undertaking",
        N_("number of an undertaking"),
        _pattern("undertaking"),
        lambda body: body.numbering.undertaking,
        ("toezegging", "nummer van een toezegging"),
    ),
    Setting(
        "last",
        N_("last numbers of an older register"),
        _put_last,
        lambda body: ", ".join(body.numbering.last),
        ("laatste", "last numbers", "laatste nummers"),
    ),
    Setting(
        "meets",
        N_("meets"),
        _planned(_put_series),
        _say_series,
        ("vergadert", "series", "reeks"),
    ),
    Setting(
        "start",
        N_("usual start"),
        _planned(lambda plan, value, _calendar: replace(plan, start=_hour(value))),
        lambda body: _clock(plan_of(body).start),
        ("begin", "aanvang", "van"),
    ),
    Setting(
        "end",
        N_("usual end"),
        _planned(lambda plan, value, _calendar: replace(plan, end=_hour(value), minutes=None)),
        _say_end,
        ("einde", "tot"),
    ),
    Setting(
        "length",
        N_("usual length"),
        _planned(lambda plan, value, _calendar: replace(plan, minutes=_minutes(value), end=None)),
        _say_length,
        ("duur", "lengte", "duration"),
    ),
    Setting(
        "place",
        N_("usual place"),
        _planned(lambda plan, value, _calendar: replace(plan, place=value)),
        lambda body: plan_of(body).place,
        ("plaats", "locatie"),
    ),
    Setting(
        "send_days",
        N_("agenda sent, days before"),
        _put_send_days,
        lambda body: str(body.send_days),
        ("agenda", "verzenden", "send", "send days", "agenda sent", "agenda versturen"),
    ),
    Setting(
        "skipped",
        N_("days skipped"),
        _planned(_put_skipped),
        lambda body: "; ".join(say_days(days) for days in plan_of(body).skipped),
        ("skip", "slaat over", "overgeslagen"),
    ),
    *_OF_READERS,
    Setting("logo", N_("logo"), _house("logo"), lambda body: body.house.logo),
    Setting("head", N_("head of pages"), _house("head"), lambda body: body.house.head, ("kopregel", "koptekst")),
    Setting("foot", N_("foot of pages"), _house("foot"), lambda body: body.house.foot, ("voetregel", "voettekst")),
    Setting("colour", N_("colour"), _put_colour, lambda body: body.house.colour, ("kleur", "color", "huiskleur")),
    Setting("font", N_("font"), _house("font"), lambda body: body.house.font, ("lettertype",)),
    *DESK,
    *REQUESTS,
    *PLAN,
)
