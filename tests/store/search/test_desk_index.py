"""Post and requests are found by every word of them, and of the files that were kept with them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.archive.archive import Archive
from store.desk.post import drop, hide
from store.language.query import read_filter
from store.model import Secrecy
from store.search import everywhere
from store.search.desk_index import DeskHit
from tests.helpers.desk import BODY, NOW, archive_with_desk, mail, register

TODAY = date(2027, 3, 1)


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An archive to look at only."""
    return made_in(tmp_path_factory.mktemp("there"))


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return made_in(tmp_path)


def made_in(tmp_path: Path) -> Archive:
    made = archive_with_desk(tmp_path)
    desk = made.open_desk(BODY)
    register(desk, "traject advies 25.1.e", date(2027, 1, 18), mail(tmp_path))
    register(desk, "medewerker: Parkeerplaatsen #verhuizing, antwoord @ib > 5 feb", date(2027, 1, 26))
    register(desk, "rechtbank: Dagvaarding", date(2027, 2, 1))
    register(desk, "> bestuurder: Vragen, r1 vragen", date(2027, 2, 2))
    desk.close()
    made.desk_index.refresh()
    return made


def found(archive: Archive, typed: str) -> list[str]:
    names = [theme.name for theme in archive.desk_index.themes()]
    wanted = read_filter(typed, TODAY, ["or", "vgwm"], names)
    return [hit.number for hit in archive.desk_index.search(wanted)]


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("parkeer", ["I-2027-002"]),
        ("voorgenomen", ["I-2027-001"]),
        ("aanvraag.pdf", ["I-2027-001"]),
        ("hagedoorn", ["U-2027-001", "I-2027-001"]),
        ("@bestuurder stuk", ["U-2027-001", "I-2027-001"]),
        ("@ib", ["I-2027-002"]),
        ("#verhuizing", ["I-2027-002"]),
        ("traject", ["R-2027-01"]),
        ("i-2027-003", ["I-2027-003"]),
        ("vgwm: parkeer", []),
        ("or: parkeer", ["I-2027-002"]),
        ("stuk sinds 1 feb 2027", ["U-2027-001", "I-2027-003"]),
        ("nergens", []),
        ("", []),
    ],
)
def test_what_words_find(there: Archive, typed: str, numbers: list[str]) -> None:
    assert found(there, typed) == numbers


def test_what_is_confidential_says_so(there: Archive) -> None:
    wanted = read_filter("stuk", TODAY)
    secret = {hit.number: hit.secret for hit in there.desk_index.search(wanted)}
    assert secret == {"I-2027-001": False, "I-2027-002": False, "I-2027-003": True, "U-2027-001": False}


def test_a_change_is_found_and_what_is_gone_is_not(archive: Archive) -> None:
    desk = archive.open_desk(BODY)
    piece = desk.desk.pieces[next(iter(desk.desk.pieces))]
    desk.do("hide", "", NOW, lambda each: hide(each, piece, Secrecy()))
    other = desk.desk.piece("I-2027-002")
    assert other
    desk.do("drop", "", NOW, lambda each: drop(each, other, "dubbel ingeschreven"))
    desk.close()
    archive.desk_index.refresh()
    assert found(archive, "dubbel ingeschreven") == ["I-2027-002"]
    assert [hit.secret for hit in archive.desk_index.search(read_filter("voorgenomen", TODAY))] == [True]


def test_an_index_of_another_time_or_a_damaged_one_is_made_anew(archive: Archive, tmp_path: Path) -> None:
    archive.desk_index.close()
    path = next(path for path in tmp_path.rglob("*.sqlite") if b"uses" in path.read_bytes())
    path.write_bytes(b"no database" * 1000)
    again = Archive(tmp_path / "archive", tmp_path / "state")
    again.desk_index.refresh()
    assert found(again, "parkeer") == ["I-2027-002"]


def test_the_words_of_a_pdf(archive: Archive, tmp_path: Path) -> None:
    typst = pytest.importorskip("typst")
    pytest.importorskip("pypdf")
    source, pdf = tmp_path / "a.typ", tmp_path / "brief.pdf"
    source.write_text("Een zeldzaam woord: kwartelkoning.")
    typst.compile(source, output=pdf)
    broken = tmp_path / "stuk.pdf"
    broken.write_bytes(pdf.read_bytes()[:400])
    desk = archive.open_desk(BODY)
    register(desk, "arbo: Vogels", date(2027, 2, 10), pdf, broken)
    desk.close()
    archive.desk_index.refresh()
    assert found(archive, "kwartelkoning") == ["I-2027-004"]


def test_meetings_and_desks_are_found_together_and_an_archive_without_desks_costs_no_file(
    archive: Archive, tmp_path: Path
) -> None:
    archive.index.refresh()
    both = everywhere.search(archive.index, archive.desk_index, read_filter("parkeer", TODAY), 10)
    assert [hit.number for hit in both.hits if isinstance(hit, DeskHit)] == ["I-2027-002"]
    assert [theme.spelled for theme in everywhere.themes(archive.index, archive.desk_index)] == ["verhuizing"]
    empty = Archive(tmp_path / "empty", tmp_path / "empty-state")
    empty.desk_index.refresh()
    assert empty.desk_index.search(read_filter("stuk", TODAY)) == []
    assert not list((tmp_path / "empty-state").rglob("*.sqlite"))


def test_a_desk_that_cannot_be_read_is_said_and_the_others_are_found(archive: Archive) -> None:
    archive.register.put(replace(BODY, key="ov", name="Overleg"))
    path = archive.desks.path("ov")
    path.write_text("{")
    archive.desk_index.refresh()
    assert list(archive.desk_index.unread) == ["ov"]
    assert found(archive, "parkeer") == ["I-2027-002"]
