"""The action list of the minutes: what is new, what was still open of earlier meetings, what was dealt with."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from exports.formats.registry import Format
from exports.handover_folder import hand_over
from exports.kinds import DocumentKind
from exports.publish import Job
from store.archive.archive import Archive
from store.errors import NotulistError
from store.model import Audience
from tests.helpers.earlier import FIRST, SECOND, THIRD, hold
from tests.helpers.meetings import BODY, planned
from tests.helpers.reading import lines_of


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    archive.register.put(BODY)
    first = ("@KP zaal reserveren > 1 okt", "@AB brief sturen > 1 okt", "@AB cijfers > 8 okt", "& @KP stuk", "/close")
    hold(archive, date(2026, 9, 17), *first)
    second = ("/gereed A-2026-09-01", "/uitstel A-2026-09-02 15 nov", "@KP agenda maken", "/close")
    hold(archive, date(2026, 10, 15), *second)
    hold(archive, date(2026, 11, 19), "/gereed A-2026-09-02", "/cancel A-2026-09-03", "/close")
    return archive


def action_list(archive: Archive, key: str, audience: Audience = Audience.FULL) -> list[str]:
    """The lines of the action list of the minutes."""
    document, _markdown = Job(archive=archive, audience=audience).document([archive.read(key)])
    lines = lines_of(document.blocks)
    if "## Actielijst" not in lines:
        return []
    start = lines.index("## Actielijst")
    return lines[start : next(at for at in range(start + 1, len(lines)) if lines[at].startswith("## "))]


def test_minutes_tell_what_is_new_open_from_before_and_dealt_with(archive: Archive) -> None:
    assert action_list(archive, SECOND) == [
        "## Actielijst",
        "### Nieuw",
        "Nummer | Punt | Wat | Wie | Wanneer | Status",
        "A 2026-10-01 | 1 | agenda maken | KP |  | open",
        "### Nog open uit eerdere vergaderingen",
        "Nummer | Vergadering | Wat | Wie | Wanneer | Status",
        "A 2026-09-03 | do 17 sep 2026 | cijfers | AB | do 8 okt 2026 | open",
        "A 2026-09-02 | do 17 sep 2026 | brief sturen | AB | zo 15 nov 2026 | open, één keer uitgesteld",
        "U 2026-09-01 | do 17 sep 2026 | stuk | KP |  | open",
        "### Afgehandeld",
        "Nummer | Vergadering | Wat | Wie | Wanneer | Status",
        "A 2026-09-01 | do 17 sep 2026 | zaal reserveren | KP | do 1 okt 2026 | gereed",
    ]


def test_minutes_do_not_change_by_what_is_done_later(archive: Archive) -> None:
    first = action_list(archive, FIRST)
    assert first[:2] == ["## Actielijst", "Nummer | Punt | Wat | Wie | Wanneer | Status"]
    assert all(line.endswith("open") for line in first[2:])
    # What was dealt with in October is no news in November.
    third = action_list(archive, THIRD)
    done = third[third.index("### Afgehandeld") + 2 :]
    assert [line.split(" | ")[0] for line in done] == ["A 2026-09-02", "A 2026-09-03"]
    assert action_list(archive, SECOND, Audience.PUBLIC) == []


def test_a_layout_of_the_users_own_has_them_too(archive: Archive) -> None:
    from exports.layouts.render import template_text
    from store.paths import templates_folder

    job = Job(archive=archive)
    built_in = job.make([archive.read(SECOND)])
    templates_folder().mkdir(parents=True)
    (templates_folder() / "minutes.md").write_text(template_text(DocumentKind.MINUTES), "utf-8")
    assert job.make([archive.read(SECOND)]) == built_in


@pytest.mark.parametrize("what", [DocumentKind.MINUTES, DocumentKind.SUMMARY])
def test_a_meeting_that_is_still_to_come_has_no_minutes(archive: Archive, what: DocumentKind, tmp_path: Path) -> None:
    meeting, items, roll = planned("2026-12-17-or")
    record = archive.read(archive.create(meeting, items, roll))
    for format in (Format.MARKDOWN, Format.PDF, Format.CSV):
        job = Job(what=what, format=format, archive=archive)
        assert not job.has_what(record)
        with pytest.raises(NotulistError, match="not held yet"):
            job.make([record])
    assert Job(what=what, format=Format.CALENDAR, archive=archive).make([record])
    assert Job(what=DocumentKind.AGENDA, archive=archive).has_what(record)
    hand_over(archive, [BODY], tmp_path / "over", date(2026, 12, 1))
    minutes = [path.name for path in (tmp_path / "over").rglob("*.md") if path.name[:4] == "2026"]
    assert sorted(name[:10] for name in minutes) == ["2026-09-17", "2026-10-15", "2026-11-19"]
