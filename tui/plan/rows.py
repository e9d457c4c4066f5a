"""How the plan is drawn: the year in months, and a row for each clash, moment, intention and step to an election."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

import msgspec
from textual.content import Content

from exports.content.plan import year_table
from store.archive.plan.plans import Plans, YearOf
from store.dates import short_date
from store.desk.plan.intentions import IntentionState
from store.desk.plan.term_of_office import election_days, roster
from store.desk.plan.wording import (
    about_intention,
    about_moment,
    clash_words,
    how_far,
    short_day,
)
from store.desk.plan.year import Clash
from store.i18n import _, _n, spoken
from store.model import Body
from store.procedures.model import say

_HEAD, _TEXT, _FAR, _WIDE = 19, 44, 16, 100


class PlanRow(msgspec.Struct, frozen=True):
    """A row: what it is called, its words, how far it is, what else there is; `typed` begins the line about it."""

    key: str
    head: str
    text: str
    far: str = ""
    about: str = ""
    style: str = ""
    typed: str = ""
    subject: str = ""


class PlanPage(msgspec.Struct, frozen=True):
    """What the screen shows of a body in a year."""

    body: Body
    year: int
    today: date
    of_year: YearOf
    rows: list[PlanRow]


def page(plans: Plans, body: Body, year: int) -> PlanPage:
    """All of the plan of `body` in `year`, with the days of all bodies; what is to be seen to stands first."""
    of_year = plans.year(year)
    rows = [*_clashes(of_year), *_moments(plans, body, year), *_intentions(plans, body), *_term(plans, body)]
    return PlanPage(body, year, plans.today, of_year, rows)


def to() -> str:
    """The word that moves something in a line of the plan."""
    return "naar" if spoken() == "nl" else "to"


def treated() -> str:
    """The word that says that something was treated."""
    return "behandeld" if spoken() == "nl" else "treated"


def lapses() -> str:
    """The word that leaves something out."""
    return "vervalt" if spoken() == "nl" else "lapses"


def _clashes(of_year: YearOf) -> Iterator[PlanRow]:
    for clash in of_year.clashes:
        day = short_day(clash.planned.day, spoken())
        subject = f"{clash.planned.body} {day}"
        offer = short_day(clash.offers[0], spoken()) if clash.offers else ""
        yield PlanRow(
            key=f"clash:{clash.planned.key}:{clash.why}",
            head=subject,
            text=clash_words(clash, spoken()),
            about=_offered(clash),
            style="$warning",
            typed=f"{subject} {to()} {offer}".rstrip() + ("" if offer else " "),
            subject=subject,
        )


def _offered(clash: Clash) -> str:
    days = [short_day(day, spoken()) for day in clash.offers]
    return f"→ {', '.join(days)}" if days else ""


def _moments(plans: Plans, body: Body, year: int) -> Iterator[PlanRow]:
    if body not in plans.keepers():
        return
    states = plans.moments(body, year)
    articles = Counter(state.moment.law.partition(",")[0] for state in states)
    for state in states:
        law = state.moment.law
        article = law.partition(",")[0]
        # An article that has one moment calls it; else its key does.
        subject = article if articles[article] == 1 else state.moment.key
        yield PlanRow(
            key=f"moment:{state.moment.key}",
            head=law,
            text=say(state.moment.text, spoken()),
            far=how_far(state, spoken()),
            about=about_moment(state, spoken()),
            style="" if state.is_open or state.moment.days else "$quiet",
            typed=f"{subject} {treated()} ",
            subject=subject,
        )


def _intentions(plans: Plans, body: Body) -> Iterator[PlanRow]:
    for state in plans.intentions(body):
        intended = state.intended
        yield PlanRow(
            key=f"intention:{intended.reference}",
            head=intended.reference,
            text=intended.text + (" ▪" if intended.confidential else ""),
            about=_about(state, plans.today),
            style=_style(state, plans.today),
            typed=f"{intended.reference} {to()} " if state.is_open else f"{intended.reference} heropen",
            subject=intended.reference,
        )


def _about(state: IntentionState, today: date) -> str:
    words = about_intention(state, spoken(), today)
    return f"{words} → {state.offered_for}" if state.offered_for else words


def _style(state: IntentionState, today: date) -> str:
    if not state.is_open:
        return "$quiet"
    return "$warning" if state.is_late(today) or state.is_due(today) else ""


def _term(plans: Plans, body: Body) -> Iterator[PlanRow]:
    term = body.desk.term
    if term is None:
        return
    if term.election:
        for each in election_days(plans.plan_of(body), term.election, plans.holidays(body)):
            day = short_date(each.do_by, spoken())
            words = _n("{count} week before the election", "{count} weeks before the election", each.step.weeks)
            yield PlanRow(
                key=f"election:{each.step.weeks}",
                head=day,
                text=say(each.step.text, spoken()),
                about=words.format(count=each.step.weeks),
                style="$quiet" if each.do_by < plans.today else "",
            )
    names: dict[str, list[str]] = {}
    for leaving in roster(body, plans.today):
        day = short_date(leaving.until, spoken()) if leaving.until else "–"
        names.setdefault(day, []).append(leaving.person.handle)
    for day, handles in names.items():
        yield PlanRow(key=f"leaving:{day}", head=day, text=_("leave: {names}").format(names=", ".join(handles)))


def draw(row: PlanRow, width: int) -> Content:
    """A row in `width` cells: what is known of it goes first, its words are cut last."""
    rest = width - _HEAD - (_FAR + 2 if row.far else 1)
    text_room = _TEXT if width >= _WIDE else max(12, rest)
    parts: list[Content | str] = [
        Content.styled(row.head, "bold").truncate(_HEAD - 1, ellipsis=True, pad=True),
        " ",
        Content.styled(row.text, row.style).truncate(text_room, ellipsis=True, pad=True),
    ]
    if row.far or width >= _WIDE:
        parts += [" ", Content.styled(row.far, row.style).truncate(_FAR, ellipsis=True, pad=True)]
    if width >= _WIDE:
        parts += [" ", Content.styled(row.about, row.style or "$quiet")]
    return Content.assemble(*parts).truncate(width, ellipsis=True)


def year_lines(shown: PlanPage, width: int) -> Content:
    """The months with the days of each body; half of them where a whole year has no room."""
    lines = list(year_table(shown.of_year.days, shown.of_year.clashes, spoken(), width, _month(shown)))
    head, *rest = lines or [""]
    return Content("\n").join([Content.styled(head, "$quiet"), *map(Content, rest)])


def _month(shown: PlanPage) -> int:
    return shown.today.month if shown.today.year == shown.year else 1


def headline(shown: PlanPage, width: int) -> Content:
    """`Jaarplan 2027 · De Werf`, and at the end the term of office and the day."""
    title = Content.assemble((_("Plan of {year}").format(year=shown.year), "bold"), (f" · {shown.body.name}", "$quiet"))
    term = shown.body.desk.term
    until = _("term of office to {day}").format(day=short_date(term.until, spoken())) if term else ""
    told = " · ".join(filter(None, (until, short_date(shown.today, spoken()))))
    if title.cell_length + len(told) + 2 > width:
        told = short_date(shown.today, spoken())
    room = max(1, width - title.cell_length - len(told))
    return Content.assemble(title, " " * room, (told, "$quiet")).truncate(width, ellipsis=True)
