"""What became confidential later, in another meeting, is so wherever a later meeting repeats it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from exports.formats.registry import Format
from exports.kinds import DocumentKind
from exports.publish import Job
from store.archive.archive import Archive
from store.errors import NotulistError
from store.model import Audience, Origin
from tests.helpers.earlier import FIRST, SECOND, THIRD, hold
from tests.helpers.meetings import AT, BODY, planned

READERS = (Audience.EMPLOYER, Audience.PUBLIC)
SAID = ("/go 2", "@KP Brief Zilverberg > 1 jan 2027", "! Kwartelhof sluit", "? Hoe verder met Wolfsbergen")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    archive.register.put(BODY)
    hold(archive, date(2026, 9, 17), *SAID)
    return archive


def close(archive: Archive, key: str = FIRST, line: str = "/secret art. 20 WOR") -> None:
    desk = archive.open(key)
    assert desk.do(desk.understand(line), AT + timedelta(days=90)) is not None
    desk.close()


def bring_back(archive: Archive, title: str, key: str = SECOND, *origins: Origin) -> None:
    """A later meeting with an item called so that brings `origins` back, and a note under it."""
    meeting, items, roll = planned(key)
    items[1] = replace(items[1], title=title, origins=origins)
    day = date.fromisoformat(key[:10])
    archive.create(replace(meeting, date=day, number=f"{day:%Y-%m}"), items, roll)
    desk = archive.open(key)
    for line in ("/open", "/go 2", f"besproken: {title}", "/go 3", "iets gewoons"):
        assert desk.do(desk.understand(line), AT + timedelta(days=60)) is not None
    desk.close()


def told(archive: Archive, key: str, audience: Audience) -> str:
    """All that is said to those readers of a meeting, in all documents."""
    texts = []
    for what in DocumentKind:
        for format in (Format.MARKDOWN, Format.JSON, Format.CALENDAR, Format.CSV):
            job = Job(what=what, audience=audience, format=format, archive=archive)
            try:
                texts.append(job.make([archive.read_as_it_stands(key)]).decode())
            except NotulistError as refusal:
                assert any(words in str(refusal) for words in ("not for the", "no list", "not held yet"))
    return "\n".join(texts).replace("\r\n ", "")


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("/opmerking A-2026-09-01 belt morgen", "Zilverberg"),
        ("/uitstel A-2026-09-01 1 feb 2027 wacht", "Zilverberg"),
        ("/vervang D-2026-09-01 Kwartelhof blijft open", "Kwartelhof"),
        ("/trek D-2026-09-01 in Kwartelhof blijft", "Kwartelhof"),
    ],
)
def test_what_follows_up_is_confidential_with_what_it_is_about(archive: Archive, line: str, word: str) -> None:
    hold(archive, date(2026, 10, 15), "/go 3", line, "iets gewoons")
    assert word in told(archive, SECOND, Audience.EMPLOYER)
    close(archive)
    for audience in READERS:
        text = told(archive, SECOND, audience)
        assert word not in text
        assert "iets gewoons" in text
    assert word in told(archive, SECOND, Audience.FULL)


def test_it_opens_again_where_that_does(archive: Archive) -> None:
    hold(archive, date(2026, 10, 15), "/go 3", "/opmerking A-2026-09-01 belt morgen")
    close(archive)
    assert "Zilverberg" not in told(archive, SECOND, Audience.EMPLOYER)
    close(archive, line="/undo")
    assert "Zilverberg" in told(archive, SECOND, Audience.EMPLOYER)


@pytest.mark.parametrize(
    ("title", "word", "origin"),
    [
        ("Evaluatie: Kwartelhof sluit", "Kwartelhof", Origin(meeting=FIRST, entry=11)),
        ("Vraag over Wolfsbergen", "Wolfsbergen", Origin(meeting=FIRST, entry=12)),
        ("Terug: Zilverberg", "Zilverberg", Origin(meeting=FIRST, item=2)),
    ],
)
def test_what_comes_back_on_an_agenda_is_confidential_with_where_it_comes_from(
    archive: Archive, title: str, word: str, origin: Origin
) -> None:
    bring_back(archive, title, SECOND, origin)
    assert word in told(archive, SECOND, Audience.EMPLOYER)
    close(archive)
    for audience in READERS:
        text = told(archive, SECOND, audience)
        assert word not in text
        assert "iets gewoons" in text


def test_from_meeting_to_meeting(archive: Archive) -> None:
    bring_back(archive, "Kwartelhof", SECOND, Origin(meeting=FIRST, item=2))
    bring_back(archive, "Weer Kwartelhof", THIRD, Origin(meeting=SECOND, item=2))
    assert "Kwartelhof" in told(archive, THIRD, Audience.EMPLOYER)
    close(archive)
    for audience in READERS:
        assert "Kwartelhof" not in told(archive, THIRD, audience)


def test_the_open_actions_on_a_later_agenda(archive: Archive) -> None:
    bring_back(archive, "Terug", SECOND, Origin(meeting=FIRST, item=2))
    desk = archive.open(SECOND)
    for line in ("/go 2", "@KP Gesprek met Pimentel > 1 jan 2027"):
        desk.do(desk.understand(line), AT + timedelta(days=61))
    desk.close()
    meeting, items, roll = planned(THIRD)
    archive.create(replace(meeting, date=date(2026, 11, 19), number="2026-11"), items, roll)
    assert "Pimentel" in told(archive, THIRD, Audience.EMPLOYER)
    close(archive)
    text = told(archive, THIRD, Audience.EMPLOYER)
    assert "Pimentel" not in text
    assert "A 2026-10-01" in text


def test_where_its_meeting_cannot_be_read_nobody_knows_that_it_is_open(archive: Archive) -> None:
    bring_back(archive, "Kwartelhof", SECOND, Origin(meeting=FIRST, item=2))
    hold(archive, date(2026, 11, 19), "/go 3", "/opmerking A-2026-09-01 belt morgen", "iets gewoons")
    archive.path(FIRST).write_text("{")
    archive.path(FIRST).with_suffix(".bak").unlink(missing_ok=True)
    for key, word in ((SECOND, "Kwartelhof"), (THIRD, "Zilverberg")):
        assert word not in told(archive, key, Audience.EMPLOYER)


def test_that_minutes_are_approved_tells_nothing_of_them(archive: Archive) -> None:
    bring_back(archive, "Notulen van september", SECOND, Origin(meeting=FIRST))
    close(archive)
    assert "Notulen van september" in told(archive, SECOND, Audience.PUBLIC)
