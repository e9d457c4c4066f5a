"""Bodies and people on the command line."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from tests.conftest import COMMAND, run
from tests.helpers.logos import DOT, picture
from tests.helpers.terminal import Terminal

CSV = "naam;rol;vanaf\nDieuwke van der Berg;voorzitter;1-1-2026\nNoor Bakker;ambtelijk secretaris;\n"


def done(*arguments: str | Path, typed: str = "", code: int = 0) -> str:
    """What the command prints; where it fails, the one line that says why."""
    result = run(*arguments, typed=typed)
    assert result.returncode == code, result.stderr.decode()
    if code:
        assert b"Traceback" not in result.stderr
        return result.stderr.decode()
    return result.stdout.decode()


@pytest.fixture
def council() -> None:
    done("bodies", "add", "or", "Ondernemingsraad Houtman", "taal=nl", "zetels=11", "vergadert=elke derde donderdag")


@pytest.mark.usefixtures("council")
def test_a_body_from_the_beginning_to_its_dates() -> None:
    assert "or  Ondernemingsraad Houtman  0 people" in done("bodies", "list")
    done("bodies", "add", "vgwm", "VGWM-commissie", "commissie van=or", "--like", "committee")
    assert done("bodies", "list").splitlines()[1].startswith("vgwm    VGWM-commissie")
    assert done("bodies", "change", "or", "duur=2:30", "start=13:30") == "usual length: 150 min\nusual start: 13:30\n"
    shown = done("bodies", "show", "Ondernemingsraad Houtman")
    assert "every third Thursday of the month" in shown
    assert "16:00" in shown
    plain = json.loads(done("bodies", "show", "or", "--json"))
    assert (plain["key"], plain["end"], plain["seats"], plain["send_days"]) == ("or", "16:00", 11, 7)
    assert [body["key"] for body in json.loads(done("bodies", "list", "--json"))] == ["or", "vgwm"]
    dates = done("bodies", "dates", "or", "--after", "2026-10-01", "--count", "2").splitlines()
    assert dates == [
        "2026-10-15  Thursday 15 October 2026  (agenda out by 8 October 2026)",
        "2026-11-19  Thursday 19 November 2026  (agenda out by 12 November 2026)",
    ]
    [day] = json.loads(done("bodies", "dates", "or", "--after", "2026-10-01", "--count", "1", "--json"))
    assert day == {"day": "2026-10-15", "send_by": "2026-10-08"}


@pytest.mark.usefixtures("council")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("bodies", "show", "gor"), "There is no body “gor”. There are: or."),
        (("bodies", "add", "or", "Nog een"), "There is a body “or” already"),
        (("bodies", "add", "Mijn OR", "X"), "no key of a body"),
        (("bodies", "change", "or", "tijdzone=Mars/Base"), "“Mars/Base” is no time zone"),
        (("bodies", "change", "or", "start=13:30", "einde=9:00"), "cannot end at 09:00"),
        (("bodies", "change", "or", "skip=29 februari 2027"), "“29 februari 2027” is no day"),
        (("bodies", "dates", "or2"), "There is no body"),
        (("people", "add", "or", "Jan Vos, tot 29 februari 2027"), "“29 februari 2027” is no day"),
        (("people", "show", "or", "XX"), "Nobody in Ondernemingsraad Houtman has the initials “XX”"),
        (("bodies", "template", "or", "--from", "weg.md"), "weg.md"),
    ],
)
def test_what_cannot_be_is_one_clear_line(arguments: tuple[str, ...], words: str) -> None:
    line = done(*arguments, code=1)
    assert words in line
    assert line.count("\n") == 1


@pytest.mark.usefixtures("council")
def test_wrong_usage() -> None:
    assert "NAME=VALUE" in done("bodies", "change", "or", "zetels", code=2)
    assert "--like" in done("bodies", "template", "or", "--like", "or", "--from", "x", code=2)


@pytest.mark.usefixtures("council")
def test_people_one_by_one() -> None:
    assert done("people", "add", "or", "Bram van den Broek, penningmeester, vanaf 1 mei 2026").startswith(
        "Bram van den Broek (BvdB), member, penningmeester"
    )
    assert done("people", "change", "or", "bvdb", "rol=voorzitter", "initialen=BB").startswith(
        "Bram van den Broek (BB), chair"
    )
    assert "initials are one person’s for good" in done("people", "add", "or", "Bart (BvdB)", code=1)
    done("people", "add", "or", "Oud Lid, tot 1-1-2020")
    assert "Oud Lid" not in done("people", "list", "or")
    assert "or: Oud Lid (OL)" in done("people", "list", "--all")
    [person] = json.loads(done("people", "list", "or", "--json"))
    assert (person["handle"], person["role"], person["from"], person["former_handles"]) == (
        "BB",
        "chair",
        "2026-05-01",
        ["BvdB"],
    )
    assert json.loads(done("people", "show", "or", "ol", "--json"))["until"] == "2020-01-01"


@pytest.mark.usefixtures("council")
def test_a_file_of_people_is_taken_in_whole_or_not_at_all(tmp_path: Path, archive_folder: Path) -> None:
    before = (archive_folder / "register.json").read_bytes()
    bad = tmp_path / "bad.csv"
    bad.write_text(CSV + "Jan Vos;koning;\n", "utf-8")
    said = done("people", "import", "or", bad, code=1)
    assert "line 4: “koning” is not a role" in said
    assert "1 row is wrong; nothing was stored." in said
    good = tmp_path / "good.csv"
    good.write_bytes(CSV.encode("utf-8-sig"))
    assert "+ Dieuwke van der Berg (DvdB), chair" in done("people", "import", "or", good, "--dry-run")
    assert (archive_folder / "register.json").read_bytes() == before
    done("people", "import", "or", good)
    assert "= Noor Bakker (NB), clerk" in done("people", "import", "or", "-", typed=CSV)
    assert len(json.loads(done("people", "list", "or", "--json"))) == 2


@pytest.mark.usefixtures("council")
def test_a_terminal_asks_first(tmp_path: Path) -> None:
    file = tmp_path / "leden.csv"
    file.write_text(CSV, "utf-8")
    for answer, count in (("n", 0), ("y", 2)):
        terminal = Terminal([COMMAND, "people", "import", "or", file])
        try:
            terminal.wait_for_text("Store these 2 people?")
            terminal.type(f"{answer}\n")
            assert terminal.end() == 0
        finally:
            terminal.close()
        assert len(json.loads(done("people", "list", "or", "--json"))) == count


@pytest.mark.usefixtures("council")
def test_the_template_out_and_in(tmp_path: Path) -> None:
    assert "12 standing items stored." in done("bodies", "template", "or", "--like", "or")
    text = done("bodies", "template", "or")
    assert "1. Opening en vaststelling van de agenda (5 min, voorzitter) [besluit]\n" in text
    file = tmp_path / "sjabloon.md"
    done("bodies", "template", "or", "-o", file)
    assert file.read_text("utf-8") == text
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "is there already" in done("bodies", "template", "or", "-o", file, code=1)
    file.write_text(text + "13. Borrel (60 min)\n", "utf-8")
    assert "13 standing items stored." in done("bodies", "template", "or", "--from", file)
    assert "13. Borrel (60 min)" in done("bodies", "template", "or")
    assert "nothing was stored" in done("bodies", "template", "or", "--from", "-", typed="Beste allen,\n", code=1)
    assert "13. Borrel (60 min)" in done("bodies", "template", "or")


@pytest.mark.usefixtures("council")
def test_the_template_in_an_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    def editor(script: str) -> None:
        path = tmp_path / "editor"
        path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        path.chmod(0o700)
        monkeypatch.setenv("VISUAL", str(path))

    editor("true")
    assert "Nothing was changed." in done("bodies", "template", "or", "--edit", "--like", "stand-up")
    editor("sed -i 's/Afspraken/Besloten vandaag/' \"$1\"")
    assert "4 standing items stored." in done("bodies", "template", "or", "--edit", "--like", "stand-up")
    assert "4. Besloten vandaag (2 min) [besluit]" in done("bodies", "template", "or")
    editor('echo "Ik weet het niet meer." > "$1"')
    said = done("bodies", "template", "or", "--edit", code=1)
    assert "What you wrote is kept in or-template.md." in said
    assert (tmp_path / "or-template.md").read_text("utf-8") == "Ik weet het niet meer.\n"
    assert "4. Besloten vandaag" in done("bodies", "template", "or")


@pytest.mark.usefixtures("council")
def test_a_logo_that_cannot_be_is_one_clear_line_and_changes_nothing(tmp_path: Path, archive_folder: Path) -> None:
    bad = tmp_path / "logo.gif"
    for content, words in (
        (None, f"The logo {bad} cannot be read: it is not there."),
        (b"GIF89a", f"The logo {bad} is neither a whole PNG nor a whole JPEG."),
        (DOT[:40], "neither a whole PNG"),
        (DOT + bytes(5_000_000), "is larger than 5 MB."),
    ):
        if content is not None:
            bad.write_bytes(content)
        line = done("bodies", "change", "or", f"logo={bad}", "zetels=12", code=1)
        assert words in line
        assert line.count("\n") == 1
    assert "it is no plain file" in done("bodies", "change", "or", f"logo={tmp_path}", code=1)
    assert "cannot be read" in done("bodies", "change", "or", "logo=" + "x" * 5000, code=1)
    plain = json.loads(done("bodies", "show", "or", "--json"))
    assert (plain["logo"], plain["seats"]) == (None, 11)
    assert not (archive_folder / "logos").exists()


def test_a_body_begins_with_its_documents_set(tmp_path: Path) -> None:
    (tmp_path / "x.JPG").write_bytes(picture("JPEG"))
    done(
        "bodies",
        "add",
        "or",
        "OR",
        f"logo={tmp_path}/x.JPG",
        "head=OR",
        "public may read=art. 5",
        "not_for_the_public=-",
    )
    plain = json.loads(done("bodies", "show", "or", "--json"))
    assert (plain["logo"], plain["head"], plain["foot"]) == ("logos/or.jpg", "OR", None)
    assert plain["public"] == {"withholds": [], "reads": ["art. 5"]}
    assert plain["employer"] == {"withholds": ["names", "absence"], "reads": []}
    assert "not for the public nothing" in " ".join(done("bodies", "show", "or").split())


@pytest.mark.usefixtures("council")
def test_what_readers_can_read_by_a_change_is_said() -> None:
    opened = run("bodies", "change", "or", "niet voor de bestuurder=afwezigheid", "achterban mag lezen=art. 20 WOR")
    assert opened.stdout.decode().splitlines()[0] == "not for the employer: reasons of absence"
    assert opened.stderr.decode().splitlines() == [
        "! The employer can then read: names beside votes. "
        "The public can then read: what is confidential on the ground “art. 20 WOR”."
    ]
    assert run("bodies", "change", "or", "niet voor de bestuurder=").stderr == b""
    assert b"The public can then read: actions" in run("bodies", "add", "x", "X", "not for the public=-").stderr


def test_what_is_refused_takes_no_logo_with_it(tmp_path: Path, archive_folder: Path) -> None:
    (tmp_path / "own.png").write_bytes(DOT)
    (tmp_path / "other.png").write_bytes(picture("PNG"))
    done("bodies", "add", "or", "OR", f"logo={tmp_path}/own.png")
    done("bodies", "add", "gor", "GOR")
    assert "already" in done("bodies", "add", "or", "Ander", f"logo={tmp_path}/other.png", code=1)
    assert "already" in done("bodies", "change", "or", "naam=GOR", f"logo={tmp_path}/other.png", code=1)
    assert [path.name for path in (archive_folder / "logos").iterdir()] == ["or.png"]
    assert (archive_folder / "logos" / "or.png").read_bytes() == DOT
