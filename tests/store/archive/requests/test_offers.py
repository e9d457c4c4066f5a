"""What a request puts on the agenda of a new meeting of the right kind."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.archive.archive import Archive
from store.archive.carry_over import Offer, Offered, offers
from store.bodies.body import new_body
from store.bodies.settings import with_setting
from store.desk.desk import Desk
from store.desk.model import StepDone
from store.desk.requests.verbs import conceal, start, take
from store.language.day_phrases import Calendar
from store.model import BodyKind, Purpose, Secrecy
from store.procedures.catalogue import procedure

NOW = datetime(2027, 2, 16, 9, 0, tzinfo=UTC)


@pytest.fixture
def archive(archive_folder: Path) -> Archive:
    found = Archive(archive_folder, archive_folder / "state")
    calendar = Calendar(on=date(2027, 1, 1))
    found.register.put(with_setting(new_body("or", "OR", "nl"), "meets", "elke derde donderdag", calendar))
    overleg = replace(new_body("ov", "Overleg", "nl"), parent="or")
    found.register.put(replace(overleg, desk=replace(overleg.desk, kind=BodyKind.OVERLEG)))
    return found


def asked(archive: Archive, *steps: StepDone, secrecy: Secrecy | None = None) -> None:
    advice = procedure("wor-25")
    assert advice
    body = archive.register.find("or")
    desk = archive.open_desk(body)

    def put(rows: Desk) -> None:
        request = start(rows, body.desk, advice, title="Samenvoeging", matter="25.1.e", at=NOW, on=date(2027, 1, 18))
        for step in steps:
            request = take(rows, request, step, NOW.date())
        conceal(rows, request, secrecy)

    desk.do("request", "advies", NOW, put)
    desk.close()


RECEIVED = StepDone(step="received", on=date(2027, 1, 18))
AGREED = StepDone(step="reply_agreed", on=date(2027, 1, 21), day=date(2027, 3, 19))
DONE = StepDone(step="acknowledged", on=date(2027, 1, 22))
DISCUSSED = StepDone(step="discussed", on=date(2027, 2, 11))


def offered(archive: Archive, body: str, day: date) -> list[Offer]:
    archive.index.refresh()
    found = offers(archive, archive.register.find(body), day, NOW.date())
    return [offer for offer in found if offer.kind is Offered.REQUEST]


def test_it_is_offered_to_the_meeting_with_the_employer_and_then_to_the_councils_own(archive: Archive) -> None:
    asked(archive, RECEIVED, AGREED, DONE)
    [offer] = offered(archive, "ov", date(2027, 2, 25))
    assert (offer.taken, offer.item.purpose, offer.item.request) == (True, Purpose.DISCUSS, "R-2027-01")
    assert offered(archive, "or", date(2027, 3, 18)) == []


@pytest.mark.parametrize(("day", "taken"), [(date(2027, 2, 18), False), (date(2027, 3, 18), True)])
def test_it_is_taken_by_itself_for_the_last_meeting_before_its_day(archive: Archive, day: date, taken: bool) -> None:
    asked(archive, RECEIVED, AGREED, DONE, DISCUSSED)
    [offer] = offered(archive, "or", day)
    assert offer.taken is taken
    assert offer.item.title == "Adviesaanvraag Samenvoeging, art. 25 lid 1 onder e"
    assert offer.item.state_of_affairs == (
        "Ontvangen 18 januari; besproken 11 februari; reactie uiterlijk vr 19 maart 2027 (afgesproken)."
    )


def test_of_a_confidential_one_only_that_there_is_one_may_be_read(archive: Archive) -> None:
    asked(archive, RECEIVED, AGREED, DONE, DISCUSSED, secrecy=Secrecy(ground="art. 20 WOR"))
    [offer] = offered(archive, "or", date(2027, 3, 18))
    assert offer.item.confidential == Secrecy(ground="art. 20 WOR")
    assert "Samenvoeging" not in offer.item.title
    assert "Samenvoeging" in offer.item.internal_title


def test_an_archive_without_desks_offers_none(archive: Archive) -> None:
    assert offered(archive, "or", date(2027, 3, 18)) == []
