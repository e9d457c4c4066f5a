"""Lists of actions tell how things stand today, of every meeting and every body, in all formats."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from exports.formats.registry import Format
from exports.kinds import DocumentKind
from exports.publish import Job
from store.archive.archive import Archive
from store.record.record import Record
from tests.helpers.earlier import FIRST, SECOND, hold
from tests.helpers.meetings import BODY

TEXTS = (Format.MARKDOWN, Format.TEXT, Format.HTML, Format.CSV)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    archive.register.put(BODY)
    hold(archive, date(2026, 9, 17), "@KP zaal reserveren > 1 okt", "@AB brief sturen > 1 okt", "@AB cijfers > 1 okt")
    hold(
        archive,
        date(2026, 10, 15),
        "/gereed A-2026-09-01",
        "/uitstel A-2026-09-02 15 nov",
        "/uitstel A-2026-09-02 22 nov",
        "/assign A-2026-09-03 @KP",
    )
    return archive


def told(archive: Archive, format: Format, *keys: str) -> list[str]:
    records = [archive.read_as_it_stands(key) for key in keys]
    content = Job(what=DocumentKind.ACTIONS, format=format, archive=archive).make(records)
    return content.decode("utf-8-sig").splitlines()


@pytest.mark.parametrize("keys", [(FIRST,), (FIRST, SECOND)])
def test_a_list_tells_todays_status_owner_and_date(archive: Archive, keys: tuple[str, ...]) -> None:
    done, postponed, assigned = [line for line in told(archive, Format.CSV, *keys) if line.startswith('"A ')]
    assert "gereed" in done
    assert "zo 22 nov 2026" in postponed
    assert "2 keer uitgesteld" in postponed
    assert '"KP"' in assigned


def test_also_for_programs(archive: Archive) -> None:
    json = "\n".join(told(archive, Format.JSON, FIRST, SECOND))
    assert '"status": "done"' in json
    assert '"due": "2026-11-22"' in json
    calendar = "\n".join(told(archive, Format.CALENDAR, FIRST, SECOND))
    assert "COMPLETED" in calendar
    assert "20261122" in calendar


def test_minutes_tell_what_was_agreed(archive: Archive) -> None:
    minutes = Job(archive=archive).make([archive.read_as_it_stands(FIRST)]).decode()
    assert "1 okt" in minutes
    assert "22 nov" not in minutes


def of_another_body(record: Record) -> Record:
    body = replace(record.meeting.body, key="cie", name="Commissie")
    return record.with_meeting(replace(record.meeting, body=body, key="2026-10-15-cie"))


@pytest.mark.parametrize("format", TEXTS)
@pytest.mark.parametrize("what", [DocumentKind.ACTIONS, DocumentKind.DECISIONS])
def test_a_list_over_two_bodies_tells_the_body_of_each_row(
    archive: Archive, what: DocumentKind, format: Format
) -> None:
    hold(archive, date(2026, 11, 19), "@KP stuk twee > 1 dec", "! Ja")
    record = archive.read("2026-11-19-or")
    records = [record, of_another_body(record)]
    job = Job(what=what, format=format)
    assert job.name(records).startswith("or-cie-2026-11-19-2026-11-19")
    text = job.make(records).decode("utf-8-sig")
    assert "Orgaan" in text
    assert "Commissie" in text
    assert "Ondernemingsraad" in text
    if format is Format.MARKDOWN:
        assert text.startswith(("# Actielijst Ondernemingsraad, Commissie", "# Besluitenlijst Ondernemingsraad, Comm"))


def test_days_and_votes_have_columns_that_can_be_sorted(archive: Archive) -> None:
    head, *rows = csv.reader(told(archive, Format.CSV, FIRST), delimiter=";")
    assert head[-1] == "Einddatum"
    assert [row[-1] for row in rows] == ["2026-10-01", "2026-11-22", "2026-10-01"]
    record = archive.read(hold(archive, date(2026, 12, 17), "/aanwezig hdv kp ab", "! Ja", "= 2-1"))
    table = Job(what=DocumentKind.DECISIONS, format=Format.CSV).make([record]).decode("utf-8-sig").splitlines()
    [row] = csv.DictReader(table, delimiter=";")
    assert (row["Voor"], row["Tegen"], row["Onthouding"]) == ("2", "1", "0")
