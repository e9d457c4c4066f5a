"""The dossier of a request: every file of it byte for byte, in order, with an index."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from exports.dossier import requests_table, write_dossier
from exports.formats.csv import write_csv
from store.archive.requests.requests import Requests
from store.errors import WontOverwrite
from tests.helpers.desk import BODY, archive_with_desk, mail, register


def test_all_pieces_in_order_with_an_index_and_never_over_another(tmp_path: Path) -> None:
    archive = archive_with_desk(tmp_path)
    asked = mail(tmp_path)
    note = tmp_path / "nota.txt"
    note.write_bytes(b"bijlage")
    desk = archive.open_desk(BODY)
    register(desk, "traject advies 25.1.e", date(2027, 1, 18), asked)
    register(desk, "> bestuurder: Vragen bij de aanvraag, r1 vragen", date(2027, 2, 1))
    answers = register(desk, "bestuurder: Antwoorden, r1 antwoorden", date(2027, 2, 15), note)
    register(desk, "arbo: Iets anders", date(2027, 2, 16), note)
    desk.close()
    known = Requests(archive, date(2027, 2, 20))
    folder = tmp_path / "dossier"
    assert write_dossier(archive, known.find("r1"), folder) == []
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["01-I-2027-001-aanvraag.eml", "03-I-2027-002-nota.txt", "README.md"]
    assert (folder / names[0]).read_bytes() == asked.read_bytes()
    index = (folder / "README.md").read_text("utf-8")
    for words in ("R-2027-01", "U-2027-001", "Antwoorden", "03-I-2027-002-nota.txt", "ontvangen"):
        assert words in index
    assert "Iets anders" not in index
    with pytest.raises(WontOverwrite):
        write_dossier(archive, known.find("r1"), folder)
    archive.desks.files("or").path(answers.files[0]).unlink()
    assert write_dossier(archive, known.find("r1"), tmp_path / "again") == [answers.files[0].path]
    rows = write_csv(requests_table(known.all(), "nl", known.today)).splitlines()
    assert len(rows) == 2
    assert "R-2027-01" in rows[1]
