"""Time spent for programs: plain values, in minutes."""

from __future__ import annotations

from store.desk.hours.model import Spent
from store.desk.hours.report import MeetingTime, MonthReport, PersonTime
from store.desk.hours.wording import written


def plain_report(report: MonthReport, language: str) -> dict[str, object]:
    """`people` with a key for each task, `meetings` and `total`; `requests`; `meetings` by key; `honest` in words."""
    return {
        "month": f"{report.year}-{report.month:02}",
        "people": {each.who: _person(each) for each in report.people},
        "requests": dict(report.requests),
        "meetings": {each.key: _meeting(each) for each in report.meetings},
        "weeks": report.weeks,
        "weeks_written": report.weeks_written,
        "honest": written(report, language),
    }


def plain_spent(row: Spent, body: str) -> dict[str, object]:
    """Time that was typed."""
    return {
        "id": row.id,
        "body": body,
        "day": row.day.isoformat(),
        "who": row.who,
        "minutes": row.minutes,
        "task": row.task,
        "request": row.request or None,
    }


def _person(person: PersonTime) -> dict[str, object]:
    row: dict[str, object] = {**person.tasks, "meetings": person.meetings, "total": person.total}
    row["meetings_from"] = person.meetings_from or None
    if person.twice:
        row["twice"] = list(person.twice)
    if person.budget_of_all:
        row["budget"] = {**person.budget, "total": person.budget_of_all}
    return row


def _meeting(time: MeetingTime) -> dict[str, object]:
    return {
        "items": {number: list(each) for number, each in time.items.items()},
        "planned": time.planned,
        "spent": time.spent,
        "from_to": time.from_to,
        "people_minutes": time.people_minutes,
    }
