"""The words of time spent, in the language that is given."""

from __future__ import annotations

from collections.abc import Iterator

from store.desk.hours.report import CLOCK, MeetingTime, MonthReport, PersonTime
from store.i18n import interface
from store.language.plan.hours import hours_and_minutes

_TASK, _TIME = 28, 7


def written(report: MonthReport, language: str) -> str:
    """In how many weeks of the month time was written down: what is not written down is said too."""
    return (
        interface(language)
        .ngettext(
            "time was written down in {written} of {weeks} week",
            "time was written down in {written} of {weeks} weeks",
            report.weeks,
        )
        .format(written=report.weeks_written, weeks=report.weeks)
    )


def report_lines(report: MonthReport, language: str, regime: str = "") -> Iterator[str]:
    """The month for people: each person with tasks and budget, the requests, each meeting, and what is not known."""
    _ = interface(language).gettext
    for person in report.people:
        yield from _person_lines(person, language)
        yield ""
    for request, minutes in report.requests.items():
        yield f"{request:<{_TASK}}{hours_and_minutes(minutes):>{_TIME}}"
    if report.requests:
        yield ""
    for meeting in report.meetings:
        yield meeting_line(meeting, language)
    if report.meetings and regime == "wor":
        yield _("Time in meetings is no part of the hours for deliberation (art. 17(3) and 18 WOR).")
    yield written(report, language)


def _person_lines(person: PersonTime, language: str) -> Iterator[str]:
    _ = interface(language).gettext
    yield person.who
    for task in dict.fromkeys((*person.tasks, *person.budget)):
        yield _line(task, person.tasks.get(task, 0), person.budget.get(task, 0), language)
    if person.meetings:
        source = _("by the clock of the meeting") if person.meetings_from == CLOCK else _("by the roll")
        if "," in person.meetings_from:
            source = _("by the clock and the roll")
        yield f"{_line(_('meetings'), person.meetings, 0, language)}  ({source})"
    for task in person.twice:
        yield "  ! " + _("“{task}” was typed too: that time may stand here twice").format(task=task)
    yield _line(_("together"), person.total, person.budget_of_all, language)


def _line(task: str, minutes: int, budget: int, language: str) -> str:
    line = f"  {task:<{_TASK - 2}}{hours_and_minutes(minutes):>{_TIME}}"
    return (
        line + interface(language).gettext(" of {budget}").format(budget=hours_and_minutes(budget)) if budget else line
    )


def meeting_line(time: MeetingTime, language: str) -> str:
    """`2027-03-18-or  gepland 110, besteed 85, van begin tot eind 93 min; 558 min van leden (presentielijst)`."""
    words = interface(language).gettext(
        "{meeting}  planned {planned}, spent {spent}, from beginning to end {from_to} min;"
        " {people} min of members, by the roll"
    )
    return words.format(
        meeting=time.key, planned=time.planned, spent=time.spent, from_to=time.from_to, people=time.people_minutes
    )
