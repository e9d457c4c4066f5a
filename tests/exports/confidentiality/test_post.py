"""The gate for post: private people, confidential pieces and parties are named to nobody who may not read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from exports.confidentiality.post import seen
from exports.confidentiality.redaction import redacted
from exports.content.post_list import post_list
from exports.formats.csv import write_csv
from exports.formats.markdown import write_markdown
from store.archive.desk.open_desk import OpenDesk
from store.desk.lists import pieces_between
from store.model import Audience
from store.record.record import Record
from tests.helpers.desk import BODY, archive_with_desk, register
from tests.helpers.meetings import planned


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    desk = archive_with_desk(tmp_path).open_desk(BODY)
    register(desk, "medewerker: Parkeerplaatsen, antwoord @ib > 5 feb", date(2027, 1, 26))
    register(
        desk,
        "bestuurder: Verkoop perceel Zuidkade, geheim tot 1 juli 2027, art. 20 WOR, betrekken bij 8",
        date(2027, 1, 27),
    )
    register(desk, "rechtbank: Zitting, kennis", date(2027, 1, 28))
    register(desk, "Xander: Een vraag, kennis", date(2027, 1, 29))
    register(desk, "arbo: Cursusaanbod, archief", date(2027, 1, 30))
    register(desk, "> medewerker: Antwoord, op i1", date(2027, 2, 4))
    yield desk
    desk.close()


def told(desk: OpenDesk, audience: Audience) -> str:
    pieces = pieces_between(desk.desk, date(2027, 2, 28))
    told = tuple(seen(desk.desk, BODY, pieces, audience))
    document = post_list(replace(redacted(Record.new(*planned()), audience), post=told))
    return write_markdown(document) + write_csv(document)


def test_the_full_list_holds_all_but_what_is_filed(desk: OpenDesk) -> None:
    text = told(desk, Audience.FULL)
    for words in ("G. de Wit", "Verkoop perceel Zuidkade", "Rechtbank", "Xander", "Antwoord", "door IB"):
        assert words in text
    assert "Cursusaanbod" not in text


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.EMPLOYER])
def test_no_word_of_what_they_may_not_read(desk: OpenDesk, audience: Audience) -> None:
    text = told(desk, audience)
    for words in ("de Wit", "Zuidkade", "perceel", "Rechtbank", "kantonrechter", "IB"):
        assert words not in text
    # That there is such a piece is told, by its number and its ground.
    assert "I-2027-002" in text
    assert "art. 20 WOR" in text
    assert "een medewerker" in text
    assert ("Xander" in text) is (audience is Audience.EMPLOYER)


def test_a_list_holds_what_came_since_the_one_before(desk: OpenDesk) -> None:
    pieces = pieces_between(desk.desk, date(2027, 2, 28), since=date(2027, 1, 27))
    assert [piece.number for piece in pieces] == ["I-2027-003", "I-2027-004", "U-2027-001"]
