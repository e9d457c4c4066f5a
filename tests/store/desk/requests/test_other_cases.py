"""Other requests, worked out by hand from the articles: each step with its day, and what stands on which day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from store.desk.model import Request, StepDone
from store.desk.requests.plain import plain_request
from store.desk.requests.state import state
from store.procedures.catalogue import procedure
from store.terms.dutch import dutch_holidays
from store.terms.german import german_holidays
from store.terms.holidays import Holidays
from tests.helpers.tables import each_row

AT = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
NL, DE = dutch_holidays(), german_holidays()

Step = tuple[str, str, str]
CONSENT: tuple[Step, ...] = (
    ("received", "2027-02-22", ""),
    ("acknowledged", "2027-02-24", ""),
    ("discussed", "2027-04-08", ""),
    ("decided", "2027-04-15", "refuse_unless"),
    ("answered", "2027-04-20", ""),
    ("executed_seen", "2027-05-27", ""),
)
INITIATIVE: tuple[Step, ...] = (
    ("decided", "2027-03-18", ""),
    ("sent", "2027-03-22", ""),
    ("discussed", "2027-06-10", ""),
    ("their_answer", "2027-07-01", "partly"),
)
MEETING: tuple[Step, ...] = (("asked", "2026-04-13", ""), ("held", "2026-04-29", ""))
SCHOOL: tuple[Step, ...] = (
    ("received", "2026-02-02", ""),
    ("decided", "2026-03-02", "negative"),
    ("answered", "2026-03-04", ""),
    ("their_decision", "2026-03-16", "departs"),
    ("dispute", "2026-04-20", ""),
)
SCHOOL_CONSENT: tuple[Step, ...] = (
    ("received", "2026-01-12", ""),
    ("decided", "2026-01-29", "refuse"),
    ("answered", "2026-01-30", ""),
    ("their_decision", "2026-04-28", "to_committee"),
)
DISMISSAL: tuple[Step, ...] = (("received", "2026-12-18", ""),)
AT_ONCE: tuple[Step, ...] = (("received", "2026-06-03", ""),)


def on(key: str, steps: tuple[Step, ...], today: str, holidays: Holidays = NL) -> dict[str, Any]:
    by = procedure(key)
    assert by
    done = tuple(StepDone(step=step, on=date.fromisoformat(day), answer=answer) for step, day, answer in steps)
    request = Request(id=1, reference="R-1", at=AT, procedure=key, steps=done)
    return plain_request(state(request, [], by, holidays, date.fromisoformat(today)), "nl")


@each_row(
    "key, steps, today, holidays, next_step, terms",
    [
        # Art. 27 lid 5: one month from the day on which the execution was noticed; 27 June 2027 is a Sunday.
        ("wor-27", CONSENT, "2027-05-26", NL, "their_decision", {}),
        ("wor-27", CONSENT, "2027-05-28", NL, "their_decision", {"nullity": ("2027-06-25", "2027-06-28")}),
        ("wor-27", CONSENT, "2027-06-28", NL, "their_decision", {"nullity": ("2027-06-25", "2027-06-28")}),
        ("wor-27", CONSENT, "2027-06-29", NL, "their_decision", {}),
        # The decision is told on 1 June: a second start, and the earliest leads.
        (
            "wor-27",
            (*CONSENT, ("their_decision", "2027-06-01", "departs")),
            "2027-06-02",
            NL,
            None,
            {"nullity": ("2027-06-25", "2027-06-28")},
        ),
        # An employer who drops the plan leaves nothing to invoke.
        ("wor-27", (*CONSENT, ("their_decision", "2027-06-01", "dropped")), "2027-06-02", NL, None, {}),
        ("wor-27", (*CONSENT, ("nullity", "2027-06-21", "")), "2027-06-22", NL, "their_decision", {}),
        # Art. 23 lid 3: no term of law, the steps alone.
        ("wor-23-3", INITIATIVE, "2027-03-19", NL, "sent", {}),
        ("wor-23-3", INITIATIVE, "2027-03-23", NL, "discussed", {}),
        ("wor-23-3", INITIATIVE, "2027-06-11", NL, "their_answer", {}),
        ("wor-23-3", INITIATIVE, "2027-07-02", NL, None, {}),
        # Art. 23 lid 1: two weeks end on King's Day, so on the 28th; it is held a day late.
        ("wor-23-1", MEETING, "2026-04-14", NL, "held", {"meeting": ("2026-04-28", "2026-04-28")}),
        ("wor-23-1", MEETING, "2026-04-28", NL, "held", {"meeting": ("2026-04-28", "2026-04-28")}),
        ("wor-23-1", MEETING, "2026-04-29", NL, None, {}),
        # Art. 34 WMS: six weeks from 16 March end on King's Day.
        (
            "wms-advice",
            SCHOOL,
            "2026-03-17",
            NL,
            None,
            {"dispute": ("2026-04-24", "2026-04-28"), "suspension": ("2026-04-28", "2026-04-28")},
        ),
        ("wms-advice", SCHOOL, "2026-04-21", NL, None, {"suspension": ("2026-04-28", "2026-04-28")}),
        # Art. 32 WMS: three months from 30 January; from the choice six weeks, which end on Tuesday 9 June.
        ("wms-consent", SCHOOL_CONSENT, "2026-02-01", NL, "their_decision", {"choice": ("2026-04-30", "2026-04-30")}),
        ("wms-consent", SCHOOL_CONSENT, "2026-04-29", NL, None, {"to_committee": ("2026-06-09", "2026-06-09")}),
        # § 102 II BetrVG with § 193 BGB: a week ends on Christmas Day; three days end on a Saturday.
        ("betrvg-102", DISMISSAL, "2026-12-19", DE, "decided", {"answer": ("2026-12-24", "2026-12-28")}),
        ("betrvg-102-3", AT_ONCE, "2026-06-04", DE, "decided", {"answer": ("2026-06-05", "2026-06-08")}),
        ("betrvg-102-3", AT_ONCE, "2026-06-09", DE, "decided", {}),
    ],
)
def test_where_a_request_stands(
    key: str,
    steps: tuple[Step, ...],
    today: str,
    holidays: Holidays,
    next_step: str | None,
    terms: dict[str, tuple[str, str]],
) -> None:
    found = on(key, steps, today, holidays)
    assert found["next"] == next_step
    assert {name: (term["day"], term["last"]) for name, term in found["terms"].items()} == terms


def test_silence_of_a_german_council_is_said_to_be_consent() -> None:
    found = on("betrvg-102-3", AT_ONCE, "2026-06-09", DE)
    assert list(found["run_out"]) == ["answer"]
    by = procedure("betrvg-102-3")
    assert by
    assert by.term[0].silence
    assert by.term[0].passed["nl"] == "zwijgen geldt als toestemming"


def test_a_meeting_held_after_its_two_weeks_is_seen_to_be_late() -> None:
    assert list(on("wor-23-1", MEETING, "2026-04-28")["terms"]) == ["meeting"]
    assert on("wor-23-1", MEETING, "2026-04-30")["finished"] == "2026-04-29"
