"""Post comes to a desk: what each line and mail becomes, on disk, and what is asked or refused before that."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exports.formats.plain_post import plain_piece
from store.archive.archive import Archive
from store.archive.desk.open_desk import OpenDesk
from store.archive.desk.post_in import PostIn
from store.desk import post
from store.desk.model import Direction
from store.desk.registering import Planned
from store.errors import CannotDo, MeetingLocked
from tests.helpers.desk import BODY, COMMITTEE, NOW, archive_with_desk, mail, register

TODAY = date(2027, 1, 18)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return archive_with_desk(tmp_path)


@pytest.fixture
def desk(archive: Archive) -> Iterator[OpenDesk]:
    desk = archive.open_desk(BODY)
    yield desk
    desk.close()


def planned(desk: OpenDesk, typed: str, *paths: Path, today: date = TODAY) -> Planned:
    return PostIn(desk, (BODY, COMMITTEE)).planned(typed, map(str, paths), today, NOW)


def plain(desk: OpenDesk, number: str) -> dict[str, Any]:
    return plain_piece(desk.desk, post.found(desk.desk, number))


def test_a_mail_tells_party_subject_days_and_what_is_attached(desk: OpenDesk, tmp_path: Path) -> None:
    register(desk, "traject advies 25.1.e", TODAY, mail(tmp_path))
    told = plain(desk, "I-2027-001")
    assert (
        told
        | {
            "direction": "in",
            "party": "bestuurder",
            "subject": "Adviesaanvraag samenvoeging",
            "dated": "2027-01-15",
            "received": "2027-01-18",
            "handling": "traject",
            "request": "R-2027-01",
            "step": "received",
            "files": 1,
            "attachments": ["aanvraag.pdf"],
            "message_id": "<aa-1@waterweide.example>",
        }
        == told
    )


def test_an_answer_by_mail_finds_what_we_sent_and_closes_nothing_of_theirs(desk: OpenDesk, tmp_path: Path) -> None:
    register(desk, "traject advies 25.1.e", TODAY, mail(tmp_path))
    sent = register(desk, "> bestuurder: Vragen bij de aanvraag, r1 vragen", date(2027, 2, 1))
    assert sent.message_id == "<u-2027-001@or.waterweide.example>"
    register(desk, "", date(2027, 2, 15), mail(tmp_path, "u-2027-001@or.waterweide.example", "antwoord.eml"))
    told = plain(desk, "I-2027-002")
    assert (told["answers"], told["closes"], told["request"], told["step"]) == (
        "U-2027-001",
        None,
        "R-2027-01",
        "answers",
    )


def test_an_outgoing_piece_answers_and_closes_an_incoming_one(desk: OpenDesk) -> None:
    register(desk, "medewerker: Parkeerplaatsen, antwoord @ib > 5 feb", date(2027, 1, 26))
    assert plain(desk, "i1")["status"] == "to_answer"
    assert (plain(desk, "i1")["owners"], plain(desk, "i1")["due"], plain(desk, "i1")["private"]) == (
        ["IB"],
        "2027-02-05",
        True,
    )
    register(desk, "> medewerker: Antwoord, op i1", date(2027, 2, 4))
    assert (plain(desk, "u1")["closes"], plain(desk, "i1")["status"]) == ("I-2027-001", "done")


def test_a_committee_is_handed_a_piece_and_answers_it(desk: OpenDesk) -> None:
    register(desk, "arbo: Verzuimverslag, handen vgwm om advies > 4 mrt", TODAY)
    register(desk, "vgwm: Advies over het verslag, bespreken 18 mrt, op i1", date(2027, 3, 4))
    told = plain(desk, "I-2027-002")
    assert (told["from_body"], told["meeting"], told["closes"]) == ("vgwm", "2027-03-18-or", "I-2027-001")
    assert (plain(desk, "i1")["to_body"], plain(desk, "i1")["status"]) == ("vgwm", "done")


def test_a_file_is_copied_as_it_is_for_its_owner_only(desk: OpenDesk, archive: Archive, tmp_path: Path) -> None:
    source = tmp_path / "verzuim 2026 (def).pdf"
    source.write_bytes(b"%PDF" + bytes(range(256)) * 50)
    piece = register(desk, f"arbo: Verzuim '{source}'", TODAY)
    kept = archive.folder / piece.files[0].path
    assert kept == archive.folder / "post/or/2027/I-2027-001/verzuim 2026 (def).pdf"
    assert kept.read_bytes() == source.read_bytes()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert piece.files[0].sha256 == hashlib.sha256(source.read_bytes()).hexdigest()
    desk.writer.wait()
    assert not (archive.folder / "desk/or.adding").exists()


def test_what_was_kept_is_there_when_the_desk_is_opened_again(archive: Archive, tmp_path: Path) -> None:
    desk = archive.open_desk(BODY)
    piece = register(desk, "arbo: Verzuim", TODAY, mail(tmp_path))
    desk.close()
    assert archive.read_desk("or").pieces[piece.id] == piece
    again = archive.open_desk(BODY)
    assert again.found == []
    again.undo(NOW)
    assert again.desk.pieces == {}
    again.redo(NOW)
    assert again.desk.pieces[piece.id] == piece
    again.close()
    assert (archive.folder / piece.files[0].path).exists()


def test_the_same_file_again_and_doubtful_days_are_asked_about(desk: OpenDesk, tmp_path: Path) -> None:
    register(desk, "", TODAY, mail(tmp_path))
    assert "I-2027-001" in planned(desk, "arbo: Nog eens", mail(tmp_path)).asks[0]
    assert planned(desk, "arbo: Brief, d.d. 15 jan 2028").asks
    assert planned(desk, "arbo: Brief, ontvangen 1 feb 2027").asks
    assert planned(desk, "arbo: Brief, ontvangen 1 dec 2026").asks
    assert planned(desk, "arbo: Brief, d.d. 8 jan").asks == ()


def test_words_that_are_no_party_are_kept_as_words(desk: OpenDesk) -> None:
    assert planned(desk, "jan: Brief").remarks
    register(desk, "jan: Brief", TODAY)
    assert plain(desk, "i1")["party"] == "jan"


def paths_that_cannot_be_kept(folder: Path) -> Iterator[Path]:
    yield folder / "nergens.pdf"
    yield folder
    (folder / "link.pdf").symlink_to(folder / "elders.pdf")
    yield folder / "link.pdf"
    os.mkfifo(folder / "pipe.pdf")
    yield folder / "pipe.pdf"
    large = folder / "groot.pdf"
    large.touch()
    os.truncate(large, 3 * 1024**3)
    yield large


def test_what_is_no_file_is_refused_in_one_line_and_nothing_is_kept(
    archive: Archive, desk: OpenDesk, tmp_path: Path
) -> None:
    for path in paths_that_cannot_be_kept(tmp_path):
        plan = planned(desk, "arbo: Brief", path)
        assert len(plan.wrong) == 1, path
        with pytest.raises(CannotDo):
            PostIn(desk, (BODY,)).keep(plan, NOW)
    assert desk.desk.pieces == {}
    assert not (archive.folder / "post").exists()


def test_a_line_without_a_party_or_a_subject_is_not_kept(desk: OpenDesk) -> None:
    assert planned(desk, "verzuim 2026 (def).pdf").wrong
    assert planned(desk, "arbo:").wrong
    assert planned(desk, "arbo: Brief, traject iets").wrong


def test_a_second_window_cannot_write(archive: Archive, desk: OpenDesk) -> None:
    with pytest.raises(MeetingLocked):
        archive.open_desk(BODY)
    assert len(archive.read_desk("or").parties) == 4


def test_a_file_of_which_no_row_tells_goes_at_the_next_start_and_no_other(archive: Archive, tmp_path: Path) -> None:
    desk = archive.open_desk(BODY)
    kept = register(desk, "arbo: Verzuim", TODAY, mail(tmp_path))
    # As a kill between the file and its row leaves it.
    left = desk.files.copy([mail(tmp_path, name="half.eml")], "I-2027-002", 2027)
    desk.close()
    by_hand = archive.folder / "post/or/2027/I-2027-001/met de hand.txt"
    by_hand.write_text("blijft")
    archive.open_desk(BODY).close()
    assert not (archive.folder / left[0].path).exists()
    assert (archive.folder / kept.files[0].path).exists()
    assert by_hand.exists()
    assert not (archive.folder / "desk/or.adding").exists()


def test_every_verb_is_one_act_that_can_be_taken_back(desk: OpenDesk) -> None:
    piece = register(desk, "arbo: Verzuim", TODAY)
    answer = register(desk, "> arbo: Antwoord", TODAY)
    verbs = (
        lambda each: post.complete(each, each.pieces[piece.id], dated=date(2027, 1, 8), subject="Verzuim 2026"),
        lambda each: post.answer(each, each.pieces[answer.id], each.pieces[piece.id]),
        lambda each: post.close(each, each.pieces[piece.id], TODAY),
        lambda each: post.reopen(each, each.pieces[piece.id]),
        lambda each: post.drop(each, each.pieces[piece.id], "dubbel"),
    )
    before = dict(desk.desk.pieces)
    for verb in verbs:
        assert desk.do("test", "", NOW, verb)
    assert desk.desk.pieces[piece.id].dropped == "dubbel"
    with pytest.raises(CannotDo):
        desk.do("test", "", NOW, lambda each: post.close(each, each.pieces[piece.id], TODAY))
    for _verb in verbs:
        desk.undo(NOW)
    assert desk.desk.pieces == before
    assert desk.desk.next_number(Direction.IN, BODY.desk, 2027) == "I-2027-002"
