"""Days and hours as they are typed: every row of the table, in Dutch and in English."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language.dates import (
    closing_due,
    date_in,
    has_just_passed,
    is_far_ahead,
    leading_date,
    may_be_for,
    offered_due,
    read_due,
)
from store.language.day_phrases import Calendar
from store.language.times import times_in
from store.model import Due
from tests.helpers.tables import each_row

THURSDAY = Calendar(on=date(2026, 9, 17), next_meeting=date(2026, 10, 15))
UNPLANNED = Calendar(on=date(2026, 9, 17))
AMERICAN = Calendar(on=date(2026, 9, 17), month_first=True)


def held(day: str) -> Calendar:
    return Calendar(on=date.fromisoformat(day))


# What is typed at a meeting on Thursday 17 September 2026 (ISO week 38); the next meeting is on 15 October.
DAYS = """
2026-09-18 | fri | Friday | vrijdag | vr | vr. | VRIJDAG | vrijdag.
2026-09-18 | a.s. vrijdag | vrijdag a.s. | komende vrijdag | aanstaande vrijdag | coming Friday | this coming friday
2026-09-21 | eerstvolgende maandag | maandag | ma | mon
2026-09-24 | donderdag | do | thu | a.s. donderdag
2026-09-23 | woensdag | wo | wednesday
2026-09-18 | this friday | deze vrijdag | friday this week | deze week vrijdag
2026-09-25 | next friday | next week friday | friday next week | friday of next week
2026-09-25 | volgende week vrijdag | vrijdag volgende week | Volgende Week VR
2026-09-24 | next thursday | volgende week donderdag | volgende donderdag | de volgende donderdag
2026-09-21 | volgende maandag
2026-11-30 | before end of november | voor eind november
2026-09-30 | vóór eind deze maand | voor het eind van de maand
2026-09-21 | next monday | volgende week maandag
2026-09-25 | friday week | vrijdag over een week | vrijdag over 1 week
2026-10-01 | thursday week | donderdag over een week
2026-09-17 | today | vandaag
2026-09-18 | tomorrow | morgen
2026-09-19 | the day after tomorrow | day after tomorrow | overmorgen
2026-10-01 | over 14 dagen | over veertien dagen | vandaag over 14 dagen | in 14 days | 14 days from now
2026-10-01 | over 2 weken | over twee weken | in two weeks | in two weeks' time | two weeks from today
2026-10-01 | in a fortnight | a fortnight today | +2w | 2w | +14d | binnen twee weken | within 2 weeks
2026-09-24 | binnen een week | binnen één week | within a week | over een week | in one week | a week today
2026-09-27 | +10d | 10d | over tien dagen | in ten days
2026-10-17 | +1m | over een maand | binnen een maand | in a month | within one month
2026-12-01 | 1 dec | 1 december | 1 dec. | dec 1 | 1st december | December 1st | 1st of December | the 1st of december
2026-12-01 | 1e december | de 1e december | 1-12 | 01-12 | 1/12 | 1 december a.s. | 1 van december
2026-12-01 | 1-12-2026 | 1/12/2026 | 1.12.2026 | 1-12-26 | 2026-12-01 | December 1, 2026 | 1 december 2026
2027-12-01 | 1 dec 2027 | dec 1, 2027 | 1-12-2027 | 2027-12-01 | 1 dec. 2027
2026-09-24 | 24-9 | 24/9 | 24 sept | sept. 24 | 24 September
2026-09-17 | 17-9 | 17 september
2027-09-16 | 16-9 | 16 september
2027-05-01 | 1 mei | 1 may | may 1
2027-03-01 | 1 maart | 1 mrt | 1 mar
2026-09-25 | vrijdag 25 september | vr 25-9 | Friday, September 25 | Friday, September 25, 2026 | vrijdag 25 sept.
2026-11-24 | dinsdag 24-11 | di. 24 nov | Tuesday 24 November
2020-12-01 | 1 dec 2020 | 1-12-2020
2026-11-30 | vóór 1 dec | voor 1 dec | Vóór 1 december | before 1 dec | before December 1st | uiterlijk vóór 1 dec
2026-09-30 | vo\u0301o\u0301r 1 okt | voor 1 oktober | before Oct 1
2026-09-24 | voor vrijdag 25 september | before friday 25 sep
2026-10-14 | voor de volgende vergadering | before the next meeting
2026-12-01 | uiterlijk 1 dec | uiterlijk op 1 dec | ten laatste 1 dec | niet later dan 1 dec | op of vóór 1 dec
2026-12-01 | by 1 dec | on 1 dec | due 1 dec | due by 1 dec | no later than 1 dec | on or before 1 dec
2026-12-01 | t/m 1 dec | tot en met 1 dec | per 1 dec | op 1 dec | by the 1st of December
2026-12-04 | week 49 | wk 49 | wk. 49 | KW 49 | week49 | 2026-W49 | 2026W49 | in week 49 | uiterlijk week 49
2026-12-04 | eind week 49 | end of week 49 | week 49 2026
2026-12-04 | w/c 30 nov | week commencing 30 November | week van 30 november | w/c Monday 30 nov
2026-09-18 | week 38 | w/c 14 sep
2027-09-17 | week 37
2027-12-10 | week 49 2027 | 2027-W49 | week 49 van 2027
2026-11-30 | eind november | einde november | end of november | end november | ultimo november | eind nov.
2027-11-30 | eind november 2027 | end of november 2027
2027-02-28 | eind februari | end of February
2026-09-30 | eom | eind deze maand | einde maand | eind van de maand | end of this month | end of the month
2026-10-31 | eind volgende maand | end of next month
2026-09-18 | eind deze week | end of this week | eind van de week | end of the week | einde week
2026-09-25 | eind volgende week | end of next week
2026-12-15 | half december | medio december | mid december | mid-December
2027-09-15 | half september
2026-10-15 | volgende vergadering | de volgende vergadering | eerstvolgende vergadering | Next meeting
2026-10-15 | the next meeting | uiterlijk volgende vergadering | by the next meeting
2026-09-25 | volgende week vrijdag 25 september
2026-10-08 | een week voor de volgende vergadering | uiterlijk een week vóór de volgende vergadering
2026-10-08 | a week before the next meeting | one week before next meeting | zeven dagen voor 15 oktober
2026-10-12 | 3 dagen voor de volgende vergadering | uiterlijk 3 dagen voor donderdag 15 oktober
2026-11-29 | twee dagen voor 1 december | two days before 1 Dec | by two days before 1 Dec
2026-11-30 | een dag voor 1 december | de dag voor 1 december | the day before 1 Dec
2027-01-01 | een maand voor 1 februari | a month before 1 February
2026-10-15 | bij de volgende vergadering | in de eerstvolgende vergadering | at the next meeting
2026-12-01 | 1 december uiterlijk | 1 december, uiterlijk | by 1 December at the latest | 1 dec op zijn laatst
2026-12-01 | vóór of op 1 december | before or on 1 Dec | deadline 1 december | deadline: 1 december | 1 dec '26
2026-12-01 | z.s.m., uiterlijk 1 december | zo spoedig mogelijk, maar uiterlijk 1 december | asap, but by 1 Dec
2026-09-18 | vrijdagmiddag | vrijdagochtend | Friday morning | deze week | nog deze week | this week
2026-09-18 | morgenochtend | morgenmiddag | tomorrow afternoon
2026-09-17 | vanmiddag | vanavond | this afternoon | tonight
2026-09-25 | volgende week | next week | in de loop van volgende week | a week on Friday | vrijdagmiddag 25 september
2026-09-25 | a week tomorrow | a week on Friday
2026-09-27 | de 27e | uiterlijk de 27e | zondag de 27e | Sunday the 27th | the 27th
2026-10-03 | de 3e | the 3rd
2026-10-31 | de 31e | volgende maand | next month
2026-09-30 | deze maand | nog deze maand | this month
2026-12-31 | eind van het jaar | eind dit jaar | einde jaar | eind 2026
2026-12-31 | the end of the year | end of this year | eind Q4
2027-12-31 | eind volgend jaar | end of next year | eind 2027
2027-03-31 | eind Q1 | end of Q1 | eind Q1 2027 | eind eerste kwartaal
2027-03-31 | eind van het 1e kwartaal | end of the first quarter
2026-09-30 | eind van het kwartaal | eind dit kwartaal | end of the quarter | eind Q3
2027-03-17 | over een half jaar | within half a year
2027-09-17 | over een jaar | within a year
"""

WORDS = """
1-12/2026 | 3/4-2027
z.s.m. | zsm | zo spoedig mogelijk | asap | a.s.a.p. | as soon as possible | uiterlijk z.s.m.
vóór het kerstreces | mei | 12 | maandje | volgend jaar | begin november | begin week 49 | binnenkort | soon
30 feb | 31 november | 31-11 | 29 feb 2027 | 2027-02-29 | 0-12 | 13-13 | 24-24 | 00-00 | 2026-13-01 | 0 december
ma 20-11 | vr 1 dec 2026 | vrijdag 1 dec | donderdag 25 september | Friday, September 24 | maandag 30 feb
a.s. vrijdag 25 september | volgende week vrijdag 18 september | morgen 19 september
week 0 | week 54 | week 99 | week 53 2027 | 2027-W53 | w/c 1 dec | week | week van vrijdag
vóór week 49 | vóór eind deze week | volgende vrijdag
12:00 | 12.00 uur | 5pm | uiterlijk 12:00 | vóór 12.00 uur
vrijdagmiddag 9 uur | maandagochtend 15.00 uur | dinsdagavond 3 uur | voor vrijdagmiddag | de 32e | eind Q5
twee weken voor week 49 | een week voor eind november | een week voor de zomer | twee weken voor vrijdag 1 dec
vrijdag 25:00 | vrijdag 12:60 | vrijdag 13pm | vrijdag 0 am | vrijdag 12.10 | vrijdag om 5 uur
volgende vrijdag | donderdag over twee weken | de week voor 1 december | the week before 1 dec | 24/7
over een paar weken | over 2 uur | 2m | 26-12-01 | 5-3-1 | 1-12/2026 | dec 2026
uiterlijk | by | on | vóór | per post | op | over | in | tot 1 december
vrijdag vrijdag | 1 dec 1 dec | vrijdag of maandag | 1 of 2 december | 1-3 december
999 | 99999999999999999999 | week 99999 | +9999999w | over 999999 weken | 0000-00-00
"""


def rows(table: str) -> list[tuple[str, date]]:
    days = []
    for line in table.strip().splitlines():
        day, *alike = line.split(" | ")
        days += [(phrase, date.fromisoformat(day)) for phrase in alike]
    return days


def phrases(table: str) -> list[str]:
    return [phrase for line in table.strip().splitlines() for phrase in line.split(" | ")]


@each_row("typed, day", rows(DAYS))
def test_a_phrase_names_a_day(typed: str, day: date) -> None:
    assert read_due(typed, THURSDAY) == Due(words=typed, day=day)


@each_row("typed", phrases(WORDS))
def test_what_is_not_certain_stays_words(typed: str) -> None:
    assert read_due(typed, THURSDAY) == Due(words=typed)


@each_row("typed", ["", "   ", ",", ".", "\t"])
def test_nothing_typed_is_no_date(typed: str) -> None:
    assert read_due(typed, THURSDAY) == Due(words=typed.strip())


def test_the_words_are_kept_as_typed_and_trimmed() -> None:
    assert read_due("  Vóór  1 Dec. ", THURSDAY) == Due(words="Vóór  1 Dec.", day=date(2026, 11, 30))


@pytest.mark.parametrize("typed", ["volgende vergadering", "next meeting", "uiterlijk de volgende vergadering"])
def test_the_next_meeting_is_words_while_its_day_is_unknown(typed: str) -> None:
    assert read_due(typed, UNPLANNED) == Due(words=typed)


@each_row(
    "on, typed, day",
    [
        # The meeting is on the day that is named.
        ("2026-09-18", "vrijdag", "2026-09-25"),
        ("2026-09-18", "a.s. vrijdag", "2026-09-25"),
        ("2026-09-18", "next friday", "2026-09-25"),
        ("2026-09-18", "friday week", "2026-10-02"),
        ("2026-09-18", "deze vrijdag", "2026-09-18"),
        ("2026-09-18", "eind deze week", "2026-09-18"),
        ("2026-09-18", "18 september", "2026-09-18"),
        ("2026-09-18", "vrijdag 18 september", "2026-09-18"),
        ("2026-09-18", "week 38", "2026-09-18"),
        ("2026-09-18", "fri", "2026-09-25"),
        ("2026-09-18", "coming friday", "2026-09-25"),
        ("2026-09-18", "volgende week vrijdag", "2026-09-25"),
        ("2026-09-18", "vrijdag over een week", "2026-10-02"),
        ("2026-09-18", "this friday", "2026-09-18"),
        ("2026-09-18", "end of this week", "2026-09-18"),
        ("2026-09-18", "sept 18", "2026-09-18"),
        ("2026-09-18", "friday 18 sep", "2026-09-18"),
        ("2026-09-18", "w/c 14 sep", "2026-09-18"),
        ("2026-09-18", "vóór vrijdag", "2026-09-24"),
        ("2026-09-18", "by friday", "2026-09-25"),
        # In the weekend the week is almost over.
        ("2026-09-19", "vrijdag", "2026-09-25"),
        ("2026-09-19", "volgende week vrijdag", "2026-09-25"),
        ("2026-09-20", "next monday", "2026-09-21"),
        ("2026-09-19", "eind deze week", None),
        ("2026-09-19", "this friday", None),
        ("2026-09-19", "week 38", "2027-09-24"),
        # Around the end of the year.
        ("2026-12-30", "vrijdag", "2027-01-01"),
        ("2026-12-31", "morgen", "2027-01-01"),
        ("2026-12-31", "eom", "2026-12-31"),
        ("2026-12-31", "eind volgende maand", "2027-01-31"),
        ("2026-12-31", "31 dec", "2026-12-31"),
        ("2026-12-31", "1 jan", "2027-01-01"),
        ("2026-12-31", "vóór 1 januari", "2026-12-31"),
        ("2026-12-31", "+2m", "2027-02-28"),
        ("2026-12-31", "eind december", "2026-12-31"),
        ("2026-12-31", "half december", "2027-12-15"),
        ("2026-12-31", "volgende week vrijdag", "2027-01-08"),
        ("2026-12-31", "w/c 28 dec", "2027-01-01"),
        ("2026-12-28", "week 53", "2027-01-01"),
        ("2026-12-30", "fri", "2027-01-01"),
        ("2026-12-31", "tomorrow", "2027-01-01"),
        ("2026-12-30", "the day after tomorrow", "2027-01-01"),
        ("2026-12-31", "in a fortnight", "2027-01-14"),
        ("2026-12-31", "over 14 dagen", "2027-01-14"),
        ("2026-12-31", "within a week", "2027-01-07"),
        ("2026-12-31", "end of next month", "2027-01-31"),
        ("2026-12-31", "dec 31", "2026-12-31"),
        ("2026-12-31", "jan 1", "2027-01-01"),
        ("2026-12-31", "before 1 January", "2026-12-31"),
        ("2026-12-31", "end of december", "2026-12-31"),
        ("2026-12-31", "mid december", "2027-12-15"),
        ("2026-12-31", "half januari", "2027-01-15"),
        ("2026-12-31", "next friday", "2027-01-08"),
        ("2026-12-31", "friday week", "2027-01-08"),
        ("2026-12-31", "this friday", "2027-01-01"),
        ("2026-12-31", "eind deze week", "2027-01-01"),
        ("2026-12-31", "vrijdag 1 januari", "2027-01-01"),
        ("2026-12-31", "friday 1 jan", "2027-01-01"),
        ("2026-12-31", "donderdag 31 december", "2026-12-31"),
        ("2026-12-31", "vrijdag 31 december", None),
        ("2026-12-31", "1-1", "2027-01-01"),
        ("2026-12-31", "30-12", "2027-12-30"),
        ("2026-12-31", "week commencing 4 jan", "2027-01-08"),
        ("2026-12-31", "week 2", "2027-01-15"),
        ("2026-12-31", "KW 1", "2027-01-08"),
        ("2027-01-01", "w/c 28 dec", "2027-01-01"),
        ("2027-01-02", "w/c 28 dec", None),
        ("2027-01-01", "eind december", "2027-12-31"),
        # The days of week 53 and week 1 are of two years.
        ("2026-12-31", "week 53", "2027-01-01"),
        ("2026-12-31", "wk 53", "2027-01-01"),
        ("2026-12-31", "KW 53", "2027-01-01"),
        ("2026-12-31", "end of week 53", "2027-01-01"),
        ("2026-12-31", "2026-W53", "2027-01-01"),
        ("2026-12-31", "2027-W53", None),
        ("2026-12-31", "week 54", None),
        ("2026-12-31", "week 0", None),
        ("2024-12-30", "week 1", "2025-01-03"),
        ("2020-12-31", "week 53", "2021-01-01"),
        ("2027-01-01", "week 53", "2027-01-01"),
        ("2027-01-02", "week 53", None),
        ("2027-01-02", "week 1", "2027-01-08"),
        ("2026-12-31", "week 1", "2027-01-08"),
        ("2024-12-31", "week 1", "2025-01-03"),
        ("2024-12-31", "week 53", "2027-01-01"),
        ("2025-06-01", "week 53", "2027-01-01"),
        ("2024-06-01", "week 53", None),
        ("2026-06-01", "2026-W53", "2027-01-01"),
        # The lengths of months.
        ("2026-01-31", "over een maand", "2026-02-28"),
        ("2028-01-31", "+1m", "2028-02-29"),
        ("2026-01-29", "+1m", "2026-02-28"),
        ("2026-10-31", "in a month", "2026-11-30"),
        ("2026-09-17", "+15m", "2027-12-17"),
        ("2028-02-01", "eom", "2028-02-29"),
        ("2027-12-01", "eind februari", "2028-02-29"),
        # Leap days.
        ("2026-09-17", "29 feb", "2028-02-29"),
        ("2026-09-17", "29-2", "2028-02-29"),
        ("2028-02-29", "29 februari", "2028-02-29"),
        ("2028-03-01", "29 februari", "2032-02-29"),
        ("2096-03-01", "29 feb", "2104-02-29"),
        ("2028-02-28", "vóór 1 maart", "2028-02-29"),
        ("2027-02-28", "vóór 1 maart", "2027-02-28"),
        ("2026-09-17", "29 feb 2028", "2028-02-29"),
        ("2026-09-17", "feb 29", "2028-02-29"),
        ("2026-09-17", "before 1 March 2028", "2028-02-29"),
        ("2026-09-17", "end of february 2028", "2028-02-29"),
        ("2028-02-01", "end of this month", "2028-02-29"),
        ("2028-02-28", "tomorrow", "2028-02-29"),
        ("2028-02-28", "overmorgen", "2028-03-01"),
        ("2028-02-29", "+1m", "2028-03-29"),
        ("2028-02-29", "over 12 maanden", "2029-02-28"),
        ("2028-02-29", "in a month", "2028-03-29"),
        ("2028-02-29", "eom", "2028-02-29"),
        ("2028-02-22", "dinsdag 29 februari", "2028-02-29"),
        ("2028-02-22", "tuesday 29 feb", "2028-02-29"),
        ("2028-02-22", "maandag 29 februari", None),
        ("2100-01-04", "29 feb", "2104-02-29"),
        # The nights in which the clock is put forward and back.
        ("2026-03-28", "morgen", "2026-03-29"),
        ("2026-03-28", "tomorrow", "2026-03-29"),
        ("2026-03-29", "morgen", "2026-03-30"),
        ("2026-03-28", "+1d", "2026-03-29"),
        ("2026-03-28", "over 24 dagen", "2026-04-21"),
        ("2026-10-24", "morgen", "2026-10-25"),
        ("2026-10-25", "tomorrow", "2026-10-26"),
        ("2026-10-24", "over een week", "2026-10-31"),
        ("2026-10-25", "in a week", "2026-11-01"),
        # The ends of what a date can be.
        ("9999-12-31", "morgen", None),
        ("9999-12-31", "1 dec", None),
        ("9999-12-31", "+1m", None),
        ("9999-12-31", "vrijdag 25 sep", None),
        ("9999-12-31", "week 2", None),
        ("0001-01-01", "w/c 1 jan", None),
        ("0001-01-01", "vóór 1 januari", None),
    ],
)
def test_a_phrase_depends_on_the_day_of_the_meeting(on: str, typed: str, day: str | None) -> None:
    assert read_due(typed, held(on)).day == (date.fromisoformat(day) if day else None)


@each_row(
    "typed, day",
    [("12/1", "2026-12-01"), ("12-1", "2026-12-01"), ("12/1/2027", "2027-12-01"), ("2027-12-01", "2027-12-01")],
)
def test_the_body_may_write_the_month_first(typed: str, day: str) -> None:
    assert read_due(typed, AMERICAN).day == date.fromisoformat(day)


def test_a_date_is_not_read_in_the_other_order_when_it_fits_only_there() -> None:
    assert read_due("24/9", AMERICAN) == Due(words="24/9")
    assert read_due("9/24", THURSDAY) == Due(words="9/24")


@each_row(
    "typed, day, hour",
    [
        ("vrijdag 12:00", "2026-09-18", time(12)),
        ("vrijdag 12.00 uur", "2026-09-18", time(12)),
        ("vrijdag 12.00", "2026-09-18", time(12)),
        ("vrijdag om 12 uur", "2026-09-18", time(12)),
        ("vrijdag om 12.10", "2026-09-18", time(12, 10)),
        ("vrijdag, 9.30 uur", "2026-09-18", time(9, 30)),
        ("vrijdag 16u", "2026-09-18", time(16)),
        ("vrijdag 16u30", "2026-09-18", time(16, 30)),
        ("friday 5pm", "2026-09-18", time(17)),
        ("Friday at 5 PM", "2026-09-18", time(17)),
        ("friday at 5.30 p.m.", "2026-09-18", time(17, 30)),
        ("friday 12am", "2026-09-18", time(0)),
        ("friday 12pm", "2026-09-18", time(12)),
        ("by 5pm friday", "2026-09-18", time(17)),
        ("12.00 uur op vrijdag", "2026-09-18", time(12)),
        ("1 dec 12:00", "2026-12-01", time(12)),
        ("dec 1 12:00", "2026-12-01", time(12)),
        ("1 dec 2027 5pm", "2027-12-01", time(17)),
        ("24-9 17:00", "2026-09-24", time(17)),
        ("uiterlijk vrijdag 25 september 12.00 uur", "2026-09-25", time(12)),
        ("uiterlijk dinsdag 24-11 einde dag", "2026-11-24", time(23, 59)),
        ("vóór vrijdag 12:00", "2026-09-18", time(12)),
        ("before 1 dec 5pm", "2026-12-01", time(17)),
        ("morgen einde dag", "2026-09-18", time(23, 59)),
        ("tomorrow eod", "2026-09-18", time(23, 59)),
        ("end of day tomorrow", "2026-09-18", time(23, 59)),
        ("EOD Friday", "2026-09-18", time(23, 59)),
        ("by the day after tomorrow end of the day", "2026-09-19", time(23, 59)),
        ("friday cob", "2026-09-18", time(17)),
        ("by close of business on 1 dec", "2026-12-01", time(17)),
        ("vrijdag eind van de dag", "2026-09-18", time(23, 59)),
        ("eod", "2026-09-17", time(23, 59)),
        ("einde dag", "2026-09-17", time(23, 59)),
        ("by end of day", "2026-09-17", time(23, 59)),
        ("cob", "2026-09-17", time(17)),
        ("week 49 12:00", "2026-12-04", time(12)),
        ("maandagochtend 9 uur", "2026-09-21", time(9)),
        ("maandagavond 8 uur", "2026-09-21", time(20)),
        ("vrijdagmiddag 3 uur", "2026-09-18", time(15)),
        ("vrijdagmiddag om 15.00 uur", "2026-09-18", time(15)),
        ("dinsdagavond 22 september 20.00 uur", "2026-09-22", time(20)),
        ("Friday afternoon at 4pm", "2026-09-18", time(16)),
        ("vanmiddag 16.00 uur", "2026-09-17", time(16)),
        ("noon on Friday", "2026-09-18", time(12)),
        ("Friday noon", "2026-09-18", time(12)),
        ("vrijdag voor 12.00 uur", "2026-09-18", time(12)),
        ("1 december vóór 17.00 uur", "2026-12-01", time(17)),
        ("Friday before 5pm", "2026-09-18", time(17)),
        ("volgende vergadering 13:30", "2026-10-15", time(13, 30)),
    ],
)
def test_a_phrase_may_have_a_time(typed: str, day: str, hour: time) -> None:
    assert read_due(typed, THURSDAY) == Due(words=typed, day=date.fromisoformat(day), time=hour)


@each_row(
    "on, typed, day, hour",
    [
        # Hours of the night in which the clock is put forward or back: one that is not there, one that is there twice.
        ("2026-03-27", "zondag 29 maart 02:30", "2026-03-29", time(2, 30)),
        ("2026-03-28", "tomorrow 2:30 am", "2026-03-29", time(2, 30)),
        ("2026-10-23", "zondag 25 oktober 02.30 uur", "2026-10-25", time(2, 30)),
        ("2026-10-24", "tomorrow at 2.30am", "2026-10-25", time(2, 30)),
        ("2026-12-31", "31 dec 23:59", "2026-12-31", time(23, 59)),
        ("2026-12-31", "eod", "2026-12-31", time(23, 59)),
        ("2026-12-31", "1 januari 0:00", "2027-01-01", time(0)),
        ("2026-12-31", "morgen einde dag", "2027-01-01", time(23, 59)),
        ("2028-02-28", "tomorrow cob", "2028-02-29", time(17)),
        ("2026-09-18", "vrijdag 12:00", "2026-09-25", time(12)),
        ("2026-09-18", "friday 5pm", "2026-09-25", time(17)),
    ],
)
def test_a_time_is_the_one_on_the_wall_of_that_day(on: str, typed: str, day: str, hour: time) -> None:
    assert read_due(typed, held(on)) == Due(words=typed, day=date.fromisoformat(day), time=hour)


@each_row(
    "line, text, words, day",
    [
        ("lijst met taken rondsturen, a.s. vrijdag", "lijst met taken rondsturen", "a.s. vrijdag", "2026-09-18"),
        ("lijst rondsturen , vrijdag.", "lijst rondsturen", "vrijdag.", "2026-09-18"),
        ("versturen, Kees en Sjoukje, week 39", "versturen, Kees en Sjoukje", "week 39", "2026-09-25"),
        ("opvragen bij P&O, Lotte, z.s.m.", "opvragen bij P&O, Lotte", "z.s.m.", None),
        ("send it, asap", "send it", "asap", None),
        ("send it by next meeting", "send it", "by next meeting", "2026-10-15"),
        ("brief sturen vóór 1 okt", "brief sturen", "vóór 1 okt", "2026-09-30"),
        ("send the letter before Oct 1", "send the letter", "before Oct 1", "2026-09-30"),
        ("send the letter by friday", "send the letter", "by friday", "2026-09-18"),
        ("send the letter no later than friday week", "send the letter", "no later than friday week", "2026-09-25"),
        ("report due 1 dec", "report", "due 1 dec", "2026-12-01"),
        ("invoeren per 1 januari 2027", "invoeren", "per 1 januari 2027", "2027-01-01"),
        ("open dag op 3 oktober", "open dag", "op 3 oktober", "2026-10-03"),
        ("reageren t/m 1 dec", "reageren", "t/m 1 dec", "2026-12-01"),
        ("lijst, Friday, September 25, 2026", "lijst", "Friday, September 25, 2026", "2026-09-25"),
        ("lijst uiterlijk op vrijdag, 25 september", "lijst", "uiterlijk op vrijdag, 25 september", "2026-09-25"),
        ("lijst,vrijdag", "lijst", "vrijdag", "2026-09-18"),
        ("vóór de zomer versturen, op 1 mei", "vóór de zomer versturen", "op 1 mei", "2027-05-01"),
        ("uiterlijk vrijdag", "", "uiterlijk vrijdag", "2026-09-18"),
        ("stuk twee weken voor 1 februari", "stuk", "twee weken voor 1 februari", "2027-01-18"),
        ("stuk, een week vóór de volgende vergadering", "stuk", "een week vóór de volgende vergadering", "2026-10-08"),
        ("stuk uiterlijk 3 dagen voor 1 okt", "stuk", "uiterlijk 3 dagen voor 1 okt", "2026-09-28"),
        ("stuk, vóór of op 1 december", "stuk", "vóór of op 1 december", "2026-12-01"),
        ("stuk, deadline 1 december", "stuk", "deadline 1 december", "2026-12-01"),
        ("stuk by 15 Dec at the latest", "stuk", "by 15 Dec at the latest", "2026-12-15"),
        ("verhogen uiterlijk 3/4", "verhogen", "uiterlijk 3/4", "2027-04-03"),
    ],
)
def test_a_line_closes_in_a_date(line: str, text: str, words: str, day: str | None) -> None:
    due = Due(words=words, day=date.fromisoformat(day) if day else None)
    assert closing_due(line, THURSDAY) == (text, due)


@each_row(
    "line, text, words, day, hour",
    [
        (
            "formatieplan met de functies per team nasturen, uiterlijk vrijdag 25 september 12.00 uur",
            "formatieplan met de functies per team nasturen",
            "uiterlijk vrijdag 25 september 12.00 uur",
            date(2026, 9, 25),
            time(12),
        ),
        (
            "vragen voor de OV inleveren bij de secretaris, uiterlijk dinsdag 24-11 einde dag",
            "vragen voor de OV inleveren bij de secretaris",
            "uiterlijk dinsdag 24-11 einde dag",
            date(2026, 11, 24),
            time(23, 59),
        ),
        ("send it by 5pm friday", "send it", "by 5pm friday", date(2026, 9, 18), time(17)),
        ("send it by eod", "send it", "by eod", date(2026, 9, 17), time(23, 59)),
    ],
)
def test_a_line_closes_in_a_date_and_time(line: str, text: str, words: str, day: date, hour: time) -> None:
    assert closing_due(line, THURSDAY) == (text, Due(words=words, day=day, time=hour))


@each_row(
    "line",
    [
        "",
        "notulen sturen vrijdag",
        "vrijdag",
        "brief sturen per post",
        "rapport over mei",
        "Report on budget",
        "rapport, mei",
        "punt, 12",
        "aanwezig per 12:00",
        "verzenden vóór het kerstreces",
        "vragen voor de OV",
        "hulp is welkom op de open dag",
        "nasturen binnen een week",
        "vakantie van 1 t/m 5 december",
        "vakantie van maandag t/m vrijdag",
        "bedrag van 1,5-3",
        "de helft, voor",
        "stukken sturen de week voor 14 december",
        "stukken sturen twee weken voor week 49",
        "bereikbaar zijn, 24/7",
        "reduce by 1/2",
        "sort rows by 3/4",
        "cut costs by 5-10",
        "les op 1 en 3 december",
        "vakantie, 1 - 5 december",
        # What contradicts itself is not read in part.
        "lijst, maandag, 24 september 2026",
        "lijst uiterlijk op vrijdag, 24-9",
        "lijst, ma 20-11",
        "lijst vóór 30 feb",
    ],
)
def test_a_line_that_closes_in_no_date_stays_whole(line: str) -> None:
    assert closing_due(line, THURSDAY) == (line, None)


def test_a_line_closes_in_the_next_meeting_whose_day_is_unknown() -> None:
    words = "vóór de volgende vergadering"
    assert closing_due(f"lijst rondsturen {words}", UNPLANNED) == ("lijst rondsturen", Due(words=words))


# What stands at the end of a line without a word that makes it by when is offered, and never taken by itself.

OFFERED = """
2026-11-30 | sturen | eind november
2026-12-04 | sturen | in week 49
2026-10-01 | sturen | binnen twee weken
2026-10-01 | sturen | over twee weken
2026-09-18 | sturen | vrijdag
2026-09-18 | sturen | vrijdag.
2026-09-18 | send it | tomorrow
2026-09-24 | send it | within a week
2026-09-25 | send it | next Friday
2026-12-01 | sturen | (1 december)
2026-12-01 | sturen | - 1 december
2026-12-01 | sturen | 1 december om 12.00 uur
2026-10-15 | bespreken | in de eerstvolgende vergadering
2026-10-08 | sturen | een week voor de volgende vergadering
2027-04-03 | sort rows | by 3/4
- | sturen | vrijdag 1 december
- | sturen | de week voor 14 december
"""
NOT_OFFERED = """
vrijdag | verslag van 12 november | verslag van bezoek op school | 1 t/m 5 december | les op 1 en 3 december
van maandag tot vrijdag | maandag 7 t/m woensdag 9 december | 10 of 11 december | tussen 1 en 10 december
vakantie 1-5 december | vakantie 1 - 5 december | na 1 december | vanaf 1 december | elke vrijdag | niet voor 1 december
punt 3.2 | artikel 25.6 | 24/7 bereikbaar zijn | bereikbaar zijn 24/7 | de zaal ma | wat zij do | begroting 2027
de uitslag 3-1 | rapport mei | voor 12 medewerkers | zaal 3-12 | pagina 3 t/m 12 | from 1 to 5 December
"""


@each_row("row", OFFERED.strip().splitlines())
def test_a_day_at_the_end_of_a_line_is_offered(row: str) -> None:
    day, text, ending = row.split(" | ")
    found = offered_due(f"{text} {ending}", THURSDAY)
    assert found and (found[0], str(found[1].day) if found[1].day else "-") == (ending, day)
    assert day == "-" or closing_due(f"{text} {ending}", THURSDAY)[1] is None or "week voor" in ending


@each_row("text", phrases(NOT_OFFERED))
def test_what_belongs_to_the_text_is_not_offered(text: str) -> None:
    assert offered_due(text, THURSDAY) is None


@each_row(
    "text, words, either",
    [
        ("broodjes bestellen", "voor vrijdag", True),
        ("broodjes bestellen", "voor vrijdag 25 september", True),
        ("zaal huren", "voor 27 november", True),
        ("taart bakken", "voor morgen", True),
        ("advies sturen", "voor 1 december", False),
        ("advies sturen", "vóór vrijdag", False),
        ("broodjes bestellen", "uiterlijk voor vrijdag", False),
        ("book a room", "before Friday", False),
    ],
)
def test_voor_may_be_for_and_before(text: str, words: str, *, either: bool) -> None:
    assert may_be_for(read_due(words, THURSDAY), text) is either


@each_row("words, far", [("29 feb", True), ("29 feb 2028", False), ("+20m", False), ("1 mei", False)])
def test_a_day_of_a_later_year_than_the_next_is_far_ahead(words: str, *, far: bool) -> None:
    assert is_far_ahead(read_due(words, THURSDAY), THURSDAY) is far


@each_row(
    "typed, words, day, rest",
    [
        ("volgende vergadering geen tijd meer", "volgende vergadering", "2026-10-15", "geen tijd meer"),
        ("next meeting: no time left", "next meeting", "2026-10-15", "no time left"),
        ("tot 1 december 2026 art. 20 WOR", "1 december 2026", "2026-12-01", "art. 20 WOR"),
        ("until 1 dec art. 20", "1 dec", "2026-12-01", "art. 20"),
        ("until 1 dec ground", "1 dec", "2026-12-01", "ground"),
        ("tot en met 1 dec grond", "1 dec", "2026-12-01", "grond"),
        ("t/m 1 dec", "1 dec", "2026-12-01", ""),
        ("to friday", "friday", "2026-09-18", ""),
        ("Naar  vrijdag a.s., te laat", "vrijdag a.s.", "2026-09-18", "te laat"),
        ("volgende week vrijdag te weinig tijd", "volgende week vrijdag", "2026-09-25", "te weinig tijd"),
        ("vrijdag 25 september geen tijd", "vrijdag 25 september", "2026-09-25", "geen tijd"),
        ("Friday, September 25, 2026 no time", "Friday, September 25, 2026", "2026-09-25", "no time"),
        ("1 dec 2027 3 leden ziek", "1 dec 2027", "2027-12-01", "3 leden ziek"),
        ("1 dec 3 leden ziek", "1 dec", "2026-12-01", "3 leden ziek"),
        ("24-9", "24-9", "2026-09-24", ""),
        ("do", "do", "2026-09-24", ""),
        ("do 24-9 te laat", "do 24-9", "2026-09-24", "te laat"),
        ("vóór 1 dec", "vóór 1 dec", "2026-11-30", ""),
        ("ma te laat", "ma", "2026-09-21", "te laat"),
        ("  morgen ziek", "morgen", "2026-09-18", "ziek"),
    ],
)
def test_a_text_starts_with_a_date(typed: str, words: str, day: str, rest: str) -> None:
    assert leading_date(typed, THURSDAY) == (Due(words=words, day=date.fromisoformat(day)), rest)


def test_a_text_starts_with_a_date_and_time() -> None:
    due = Due(words="vrijdag 12.00 uur", day=date(2026, 9, 18), time=time(12))
    assert leading_date("vrijdag 12.00 uur geen tijd", THURSDAY) == (due, "geen tijd")


def test_a_text_starts_with_the_next_meeting_whose_day_is_unknown() -> None:
    due = Due(words="volgende vergadering")
    assert leading_date("volgende vergadering geen tijd", UNPLANNED) == (due, "geen tijd")
    assert leading_date("tot volgende vergadering", UNPLANNED) == (due, "")


@each_row(
    "typed",
    [
        "",
        "geen tijd meer",
        "to be continued",
        "tot nader order",
        "z.s.m.",
        "art. 20 WOR",
        # Words that are weekdays too.
        "do more research",
        "to do more research",
        "zo laat geworden",
        "sun blinds are not in the plan",
        # What contradicts itself is not read in part.
        "maandag 24 september 2026 geen tijd",
        "vrijdag 24-9 geen tijd",
        "vrijdag 12.10",
        "30 feb geen tijd",
    ],
)
def test_a_text_that_starts_with_no_date_stays_whole(typed: str) -> None:
    assert leading_date(typed, THURSDAY) == (None, typed)


@each_row(
    "text, day",
    [
        ("Verslag 20 augustus 2026", "2026-08-20"),
        ("Vaststellen van het verslag d.d. 20 augustus 2026.", "2026-08-20"),
        ("Minutes of August 20, 2026", "2026-08-20"),
        ("Minutes of Thursday, August 20, 2026, as sent", "2026-08-20"),
        ("IETF call June 5, 2025", "2025-06-05"),
        ("5 June 2025", "2025-06-05"),
        ("5th of June 2025", "2025-06-05"),
        ("20 AUG. 2026", "2026-08-20"),
        ("2026-08-20", "2026-08-20"),
        ("2026-08-20-or.md", "2026-08-20"),
        ("2026-08-20T13:30:00Z", "2026-08-20"),
        ("verslag-20-8-2026.pdf", "2026-08-20"),
        ("20-8-2026", "2026-08-20"),
        ("20.08.2026", "2026-08-20"),
        ("20/8/2026", "2026-08-20"),
        ("8/20/2026", "2026-08-20"),
        ("Datum: 17 september 2026, 13:30–15:30", "2026-09-17"),
        ("donderdag 20 augustus 2026 (2026-08-20)", "2026-08-20"),
        ("29 februari 2028", "2028-02-29"),
        ("", None),
        ("Verslag 20 augustus", None),
        ("augustus 2026", None),
        ("20 en 21", None),
        ("20 augustus 2026 en 17 september 2026", None),
        ("20-21 augustus 2026", None),
        ("maandag 20 augustus 2026", None),
        ("30 februari 2026", None),
        ("2026-02-30", None),
        ("3/4/2026", None),
        ("A2020-8-2026", None),
        ("tel. 050-20-8-20261", None),
    ],
)
def test_a_text_holds_one_full_date(text: str, day: str | None) -> None:
    assert date_in(text) == (date.fromisoformat(day) if day else None)


@each_row(
    "text, times",
    [
        ("13:30", [time(13, 30)]),
        ("13.30 uur", [time(13, 30)]),
        ("13.30u", [time(13, 30)]),
        ("13u30", [time(13, 30)]),
        ("om 13.30", [time(13, 30)]),
        ("om 9 uur", [time(9)]),
        ("13.30-15.30", [time(13, 30), time(15, 30)]),
        ("13:30–15:30", [time(13, 30), time(15, 30)]),
        ("13.30 – 15.30 uur", [time(13, 30), time(15, 30)]),
        ("van 13.55 tot 14.20 uur", [time(13, 55), time(14, 20)]),
        ("9:30 AM", [time(9, 30)]),
        ("9.30 a.m.", [time(9, 30)]),
        ("10:30 AM – 12:00 PM", [time(10, 30), time(12)]),
        ("10:30 – 12:00 PM", [time(10, 30), time(12)]),
        ("1:30-3:00 PM", [time(13, 30), time(15)]),
        ("12:00 – 1:00 PM", [time(12), time(13)]),
        ("5pm", [time(17)]),
        ("12 am", [time(0)]),
        ("17 september 2026, 13:30–15:30", [time(13, 30), time(15, 30)]),
        ("2026-09-17 13:30", [time(13, 30)]),
        ("van 9:00 tot 12:00, daarna 13:00", [time(9), time(12), time(13)]),
        ("", []),
        ("duurt 2 uur", []),
        ("duurt 12 uur", []),
        ("om 5 uur", []),
        ("artikel 13.30", []),
        ("€ 12.50-15.50", []),
        ("25:00", []),
        ("13:60", []),
        ("24:00", []),
        ("13pm", []),
        ("10:30:15", []),
        ("16:9 scherm, 2.10.3, 1-12-2026", []),
    ],
)
def test_a_text_holds_clock_times(text: str, times: list[time]) -> None:
    assert list(times_in(text)) == times


# What has just been

JUST_PASSED = """
2026-11-19 | 1 nov | 1-11 | nov 1 | uiterlijk 1 november | by 1 nov | 18 november | 20 sep | vóór 1 nov | before Nov 1
2026-11-19 | eind oktober | end of october | half november | mid november | week 45 | wk 46 | 1 nov 12:00
2027-01-05 | 31 dec | eind december | 15 nov
2028-03-01 | 29 feb | eind februari
"""
NOT_JUST_PASSED = """
2026-11-19 | 19 nov | 20 nov | 1 dec | 1 jan | 19 sep | 1 mei | 1 nov 2027 | 1-11-2027 | 2027-11-01 | 1 nov 2026
2026-11-19 | vrijdag | donderdag | over 14 dagen | +12m | +20m | volgende vergadering | week 48 | week 47 | eom
2026-11-19 | eind deze maand | z.s.m. | 30 feb | ma 2 nov | w/c 2 nov | ma 1 nov 2027 | half november 2027
2027-01-05 | 1 feb | 5 jan | 1 nov | week 1
"""


@each_row("typed, on", rows(JUST_PASSED))
def test_a_day_that_has_just_been(typed: str, on: date) -> None:
    calendar = Calendar(on=on, next_meeting=on + timedelta(days=400))
    due = read_due(typed, calendar)
    assert due.day
    assert (due.day - on).days > 300
    assert has_just_passed(due, calendar)


@each_row("typed, on", rows(NOT_JUST_PASSED))
def test_a_day_that_has_not_just_been(typed: str, on: date) -> None:
    calendar = Calendar(on=on, next_meeting=on + timedelta(days=400))
    assert not has_just_passed(read_due(typed, calendar), calendar)


# Any text: letters and signs of all kinds, and the words of the tables in any order.
WORDS_OF_DATES = """
vóór voor by op t/m tot uiterlijk , . vrijdag fri a.s. volgende week next meeting vergadering 1 dec 30 feb 29 53
99 999 2026 9999 0000 1-12 1/12/26 2026-W53 w/c eind of month eom over in een +999m 999w 12:00 25:00 12.10 om uur
5 pm eod cob z.s.m. half binnen fortnight today ² ٣ İ ﬁ ẞ \u0301
"""
WORD = st.sampled_from(WORDS_OF_DATES.split())
TEXT = st.one_of(st.text(), st.lists(WORD, max_size=14).map(" ".join), st.lists(WORD, max_size=8).map("".join))
CALENDAR = st.builds(
    Calendar, on=st.dates(), next_meeting=st.none() | st.dates(min_value=date(2, 1, 1)), month_first=st.booleans()
)


@given(TEXT, CALENDAR)
def test_any_text_can_be_read(text: str, calendar: Calendar) -> None:
    due = read_due(text, calendar)
    assert due.words == text.strip()
    if has_just_passed(due, calendar):
        assert due.day
        assert (due.day - calendar.on).days >= 300
    date_in(text)
    times_in(text)


@given(TEXT, CALENDAR)
def test_a_closing_date_loses_nothing(text: str, calendar: Calendar) -> None:
    rest, due = closing_due(text, calendar)
    assert text.startswith(rest)
    if due:
        assert rest == rest.rstrip()
        assert text[len(rest) :].replace(",", " ").strip() == due.words.replace(",", " ").strip()
    else:
        assert rest == text


@given(TEXT, CALENDAR)
def test_a_leading_date_loses_nothing(text: str, calendar: Calendar) -> None:
    due, rest = leading_date(text, calendar)
    if due:
        assert text.rstrip().endswith(rest)
        assert due.words in text
    else:
        assert rest == text


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(0, 200))
def test_a_day_without_a_year_is_the_first_from_the_meeting_on(on: date, days: int) -> None:
    day = on + timedelta(days=days)
    calendar = Calendar(on=on)
    assert read_due(f"{day.day}-{day.month}", calendar).day == day
    assert read_due(day.isoformat(), calendar).day == day
