"""`notulist import`: it finds out what a file is, and does what belongs to it."""

from __future__ import annotations

import json
from pathlib import Path

from store.archive.archive import Archive
from store.model import is_present
from tests.conftest import run
from tests.helpers.meetings import KEY, planned, type_line
from tests.helpers.office import paragraph, word

TEAMS = (
    "2. Deelnemers\nNaam\tEerste deelname\tLaatste vertrek\tDuur\tE-mail\tRol\n"
    "Kees Postma\t17-9-2026 13:50:00\t17-9-2026 15:00:00\t1u\t\tPresentator\n"
    "Hanneke de Vries\t17-9-2026 13:29:00\t17-9-2026 15:31:00\t2u\t\tPresentator\n"
    "Iemand\t17-9-2026 13:29:00\t17-9-2026 15:31:00\t2u\t\tPresentator\n"
)


def printed(*arguments: str | Path) -> str:
    done = run(*arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode()


def test_people_an_agenda_and_a_roll_are_told_apart_and_taken_in(tmp_path: Path, archive_folder: Path) -> None:
    printed("bodies", "add", "or", "Ondernemingsraad", "language=nl")
    members = tmp_path / "leden.csv"
    members.write_text("Naam;Rol\nJan Vos;voorzitter\nAnna Bos;penningmeester\nKees Smit;vice-voorzitter\n", "utf-16")
    agenda = tmp_path / "Agenda.docx"
    blocks = [paragraph("OR-vergadering"), paragraph("Datum: 19 januari 2027")]
    agenda.write_bytes(word([*blocks, *(paragraph(text, number=(1, 0)) for text in ("Opening", "Slot"))]))

    assert printed("import", members, "--yes").splitlines() == [
        "+ Jan Vos (JV), chair",
        "+ Anna Bos (AB), member, penningmeester",
        "+ Kees Smit (KS), member, vice-voorzitter",
    ]
    told = json.loads(printed("import", agenda, "--json"))
    assert (told["meeting"], told["body"], told["new_body"]) == ("2027-01-19-or", "Ondernemingsraad", False)
    assert printed("meetings").split("\t")[0] == "2027-01-19-or"
    assert json.loads(printed("meetings", "--json"))[0]["status"] == "planned"
    assert "says the same" in printed("agenda", "import", agenda, "--update", "2027-01-19-or")
    agenda.write_bytes(word([*blocks, paragraph("Opening (5 min)", number=(1, 0)), paragraph("Plan", number=(1, 0))]))
    assert printed("agenda", "import", agenda, "--update", "2027-01-19-or").splitlines()[1:] == [
        "~ 1 Opening → 1 Opening (5 min)",
        "+ 2 Plan",
        "- 2 Slot",
    ]


def test_a_roll_is_taken_in_once(tmp_path: Path, archive_folder: Path) -> None:
    archive = Archive(archive_folder)
    archive.create(*planned())
    desk = archive.open(KEY)
    type_line(desk, "/open")
    type_line(desk, "/close", 121)
    desk.close()
    report = tmp_path / "attendance.csv"
    report.write_text(TEAMS, "utf-16")

    done = run("import", report, "--meeting", KEY)
    assert done.stdout.decode().splitlines()[1:] == ["/online KP 13:50", "/out KP 15:00", "/online HdV 13:30"]
    assert "Iemand is not on the roll." in done.stderr.decode()
    roll = {who.handle: who for who in archive.read(KEY).attendance.values()}
    assert [len(roll[handle].presence) for handle in ("KP", "HdV", "AB")] == [1, 1, 0]
    assert not is_present(roll["KP"])
    assert "Nothing is new." in run("import", report, "--meeting", KEY).stdout.decode()
