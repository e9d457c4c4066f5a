"""The list of post of a meeting: fixed when its agenda is sent, a document of its item, and for whom it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from exports.confidentiality.leak_check import LeakFound
from exports.formats.registry import Format
from exports.kinds import DocumentKind
from exports.publish import Job
from store.archive.archive import Archive
from store.archive.desk.post_in_meetings import held
from store.desk.standing import listed_for
from store.errors import CannotDo
from store.meeting.preparation import Preparation, change_meeting
from store.model import AgendaItem, Audience, Body, Meeting
from tests.helpers.desk import BODY, NOW, archive_with_desk, register

AT = datetime(2027, 3, 18, 12, 30, tzinfo=UTC)
KEY = "2027-03-18-or"


def meeting_on(day: date, body: Body = BODY) -> tuple[Meeting, list[AgendaItem], list[object]]:
    titles = ("Opening", "Ingekomen en uitgaande stukken", "Rondvraag")
    items = [AgendaItem(id=at, number=str(at), title=title) for at, title in enumerate(titles, 1)]
    order = tuple(item.id for item in items)
    key = f"{day.isoformat()}-{body.key}"
    return (
        Meeting(key=key, body=body, title="OR-vergadering", number=key[:7], date=day, agenda=order, order=order),
        items,
        [],
    )


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    archive = archive_with_desk(tmp_path)
    for day in (date(2027, 3, 18), date(2027, 4, 15)):
        archive.create(*meeting_on(day))  # type: ignore[arg-type]
    desk = archive.open_desk(BODY)
    register(desk, "bestuurder: Instemmingsverzoek rooster", date(2027, 2, 22))
    register(desk, "opleider: Cursusaanbod, archief", date(2027, 2, 24))
    register(desk, "medewerker: Parkeerplaatsen, antwoord @ib > 5 apr", date(2027, 3, 1))
    register(desk, "bestuurder: Verkoop Zuidkade, geheim tot 1 juli 2027, art. 20 WOR", date(2027, 3, 2))
    desk.close()
    yield archive


def send(archive: Archive, key: str, day: date) -> None:
    meeting = archive.open(key)
    preparing = Preparation(meeting.running.record)
    meeting.perform(lambda: preparing.do("change", "", NOW, lambda record: change_meeting(record, sent=day)))
    meeting.close()


def written(
    archive: Archive, what: DocumentKind, audience: Audience, key: str = KEY, form: Format = Format.MARKDOWN
) -> str:
    job = Job(what=what, audience=audience, archive=archive, format=form)
    return job.make([archive.read(key)]).decode()


def test_it_is_fixed_when_the_agenda_is_sent_and_what_comes_after_waits(archive: Archive) -> None:
    send(archive, KEY, date(2027, 3, 11))
    desk = archive.open_desk(BODY)
    late = register(desk, "arbo: Nagekomen", date(2027, 3, 11))
    desk.close()
    told = held(archive.index, BODY)
    on_list = written(archive, DocumentKind.POST, Audience.FULL)
    assert [f"I-2027-00{number}" in on_list for number in range(1, 6)] == [True, False, True, True, False]
    assert listed_for(late, told) == ""
    assert "Nagekomen" in written(archive, DocumentKind.POST, Audience.FULL, "2027-04-15-or")
    assert "Instemmingsverzoek" not in written(archive, DocumentKind.POST, Audience.FULL, "2027-04-15-or")
    # Sent again on another day, it stays as it was.
    send(archive, KEY, date(2027, 3, 12))
    assert "Nagekomen" not in written(archive, DocumentKind.POST, Audience.FULL)


def test_it_is_a_document_of_the_item_under_which_post_is_treated(archive: Archive) -> None:
    agenda = written(archive, DocumentKind.AGENDA, Audience.FULL)
    assert "2a postlijst (3 stukken)" in agenda
    assert "postlijst" not in written(archive, DocumentKind.AGENDA, Audience.PUBLIC)


@pytest.mark.parametrize("form", [Format.MARKDOWN, Format.CSV, Format.JSON, Format.HTML])
def test_no_word_that_readers_may_not_have(archive: Archive, form: Format) -> None:
    public = written(archive, DocumentKind.POST, Audience.PUBLIC, form=form)
    assert "Zuidkade" not in public
    assert "de Wit" not in public
    assert "I-2027-004" in public
    assert "een medewerker" in public
    assert "Zuidkade" in written(archive, DocumentKind.POST, Audience.FULL, form=form)


@pytest.mark.parametrize(
    "words", ["HV: de verkoop van Zuidkade", "IB: mevrouw de Wit belde", "IB: er is een Zuidkadeplan"]
)
def test_a_word_of_it_in_a_note_is_refused_where_all_can_read_it(archive: Archive, words: str) -> None:
    meeting = archive.open(KEY)
    for line in ("/open", words):
        meeting.do(meeting.understand(line), AT)
    meeting.close()
    with pytest.raises(LeakFound):
        written(archive, DocumentKind.MINUTES, Audience.PUBLIC)
    assert written(archive, DocumentKind.MINUTES, Audience.FULL)


def test_what_is_handed_over_in_the_meeting_is_registered_and_noted(archive: Archive) -> None:
    send(archive, KEY, date(2027, 3, 11))
    meeting = archive.open(KEY)
    for line in ("/open", "/ontvangen bestuurder: Memo over het rooster, d.d. 17 mrt"):
        meeting.do(meeting.understand(line), AT)
    notes = [(entry.text, entry.item) for entry in meeting.running.record.entries.values()]
    assert notes == [("Ontvangen: I-2027-005 van bestuurder: “Memo over het rooster”", 2)]
    piece = archive.read_desk("or").piece("i5")
    assert piece
    assert (piece.day, piece.dated) == (date(2027, 3, 18), date(2027, 3, 17))
    # A line that lacks its subject is no command, and what the desk refuses is not noted.
    assert meeting.understand("/ontvangen bestuurder").is_no_command
    with pytest.raises(CannotDo):
        meeting.do(meeting.understand("/ontvangen bestuurder: Brief, d.d. 30 feb"), AT)
    assert meeting.understand("/received Xander: Brief").remarks
    desk = archive.open_desk(BODY)
    with pytest.raises(CannotDo):
        meeting.do(meeting.understand("/ontvangen bestuurder: Nog een"), AT)
    desk.close()
    assert len(meeting.running.record.entries) == 1
    meeting.close()
