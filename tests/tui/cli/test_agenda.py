"""`agenda import` and `agenda export` as they are run: what they print, ask, store and refuse."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from store.archive.archive import Archive
from tests.conftest import COMMAND, run
from tests.helpers.agendas import DUTCH
from tests.helpers.terminal import Terminal


@pytest.fixture
def agenda(tmp_path: Path) -> Path:
    path = tmp_path / "agenda.md"
    path.write_text(DUTCH.replace("- Zetels", "- Kleur: blauw\n- Zetels"), "utf-8")
    return path


def test_a_dry_run_shows_everything_and_stores_nothing(agenda: Path, archive_folder: Path) -> None:
    done = run("agenda", "import", agenda, "--dry-run")

    text = done.stdout.decode()
    assert done.returncode == 0
    for words in (
        "Medezeggenschapsraad Molenwerf (cmr)",
        "Tue 9 Mar 2027, 09:30–11:45",
        "Kamer 2.14, Assen",
        "Ilse van den Berg (IvdB, chair), Joost Wiersma (JW)",
        "Karin Smit (KS), Bas Mulder (BM)",
        "    3    30  Werkkostenregeling · KS · to discuss",
        "             | De cijfers volgen per e-mail.",
        "7 items, 70 minutes",
        "  | Kleur: blauw",
    ):
        assert words in text
    assert not archive_folder.exists()


def test_without_a_terminal_it_stores(agenda: Path, archive_folder: Path) -> None:
    assert run("agenda", "import", agenda).stdout.decode().endswith("Meeting 2027-03-09-cmr\n")
    again = run("agenda", "import", "-", typed=agenda.read_bytes())

    assert again.stdout.decode().endswith("Meeting 2027-03-09-cmr-2\n")
    assert again.stderr.decode() == (
        "! Medezeggenschapsraad Molenwerf has a meeting on that day already: 2027-03-09-cmr. This is one more.\n"
    )
    assert Archive(archive_folder).keys() == ["2027-03-09-cmr", "2027-03-09-cmr-2"]


@pytest.mark.parametrize(("answer", "stored"), [("\r", True), ("y\r", True), ("n\r", False), ("what\r", False)])
def test_on_a_terminal_it_asks(agenda: Path, archive_folder: Path, answer: str, stored: bool) -> None:
    terminal = Terminal([COMMAND, "agenda", "import", agenda])
    try:
        terminal.wait_for_text("Store this meeting? [Y/n]")
        assert not archive_folder.exists()
        terminal.type(answer)
        assert terminal.end() == (0 if stored else 1)
        assert ("Meeting 2027-03-09-cmr" if stored else "Nothing was stored.") in terminal.text()
    finally:
        terminal.close()
    assert archive_folder.exists() == stored


def test_on_a_terminal_yes_asks_nothing(agenda: Path) -> None:
    terminal = Terminal([COMMAND, "agenda", "import", agenda, "--yes"])
    try:
        assert terminal.end() == 0
        assert "Store this" not in terminal.text()
    finally:
        terminal.close()


def test_json_tells_all(agenda: Path) -> None:
    told = json.loads(run("agenda", "import", agenda, "--json").stdout)

    assert (told["meeting"], told["date"], told["start"], told["end"]) == (
        "2027-03-09-cmr",
        "2027-03-09",
        "09:30",
        "11:45",
    )
    assert told["people"][0] == {
        "handle": "IvdB",
        "name": "Ilse van den Berg",
        "role": "chair",
        "function": "",
        "vote": True,
    }
    assert told["guests"][1]["items"] == ["3", "4"]
    assert len(told["items"]) == 7
    assert (told["remarks"], told["said"]) == ("Kleur: blauw", ["New body: Medezeggenschapsraad Molenwerf (cmr)."])


def test_what_json_tells_can_be_imported(agenda: Path, tmp_path: Path) -> None:
    path = tmp_path / "again.json"
    path.write_bytes(run("agenda", "import", agenda, "--json", "--dry-run").stdout)
    first, again = (run("agenda", "import", file, "--json", "--dry-run").stdout for file in (agenda, path))

    assert json.loads(again)["items"] == json.loads(first)["items"]
    assert json.loads(again)["people"] == json.loads(first)["people"]
    assert json.loads(again)["guests"] == json.loads(first)["guests"]


@pytest.mark.parametrize("name", ["agenda.yaml", "agenda.YML", "agenda.txt"])
def test_yaml_is_known_by_its_name_or_by_asking(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("title: OR 1\ndate: 2027-03-09\nitems: [Opening (5 min), Sluiting]\n", "utf-8")
    form = ["--form", "yaml"] if name.endswith("txt") else []

    assert "2 items, 5 minutes" in run("agenda", "import", path, "--dry-run", *form).stdout.decode()


def test_a_file_as_old_windows_programs_write_it(tmp_path: Path) -> None:
    path = tmp_path / "agenda.txt"
    for encoding in ("utf-16", "utf-8-sig", "cp1252"):
        path.write_bytes("Agenda\r\n1. Café\r\n2. Sluiting\r\n".encode(encoding))
        assert "    1        Café" in run("agenda", "import", path, "--dry-run").stdout.decode()


BAD = {
    "no agenda": (b"Just some prose.", "No agenda was found and nothing was stored"),
    "empty": (b"", "No agenda was found and nothing was stored"),
    "two with the same initials": (
        b"- Leden: Anna Bos (AB), Aad Blok (AB)\n\n## Agenda\n\n1. Opening\n",
        "“AB” stands for both Anna Bos and Aad Blok. Nothing was stored",
    ),
    "no such day": (
        b"- Datum: 29 februari 2027\n\n## Agenda\n\n1. Opening\n",
        "There is no day “29 februari 2027”. Nothing was stored",
    ),
    "no such day in the title": (b"# OR 31-04-2027\n\n## Agenda\n\n1. Opening\n", "There is no day “31-04-2027”."),
    "ends before it begins": (
        b"- Datum: 9 maart 2027, 15:30-13:30\n\n## Agenda\n\n1. Opening\n",
        "ends at 13:30, before it begins at 15:30. Nothing was stored",
    ),
    "20 MB": (
        b"# Agenda\n\n1. Opening\n" + b"x" * 19_000_000,
        "is too large for an agenda (over 5 MB). Nothing was stored",
    ),
    "binary": (bytes(range(256)) * 40, "is not text. Nothing was stored"),
    "a Word file": (
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00 some text of the archive",
        "is damaged and cannot be read.",
    ),
}


@pytest.mark.parametrize(("content", "words"), BAD.values(), ids=BAD.keys())
def test_bad_input_is_one_line_and_stores_nothing(
    tmp_path: Path, archive_folder: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "agenda.md"
    path.write_bytes(content)
    for file, typed in ((path, b""), ("-", content)):
        done = run("agenda", "import", file, typed=typed)
        assert (done.returncode, done.stdout) == (1, b"")
        assert words in done.stderr.decode()
        assert done.stderr.count(b"\n") == 1
    assert not archive_folder.exists()


def test_a_meeting_may_go_on_past_midnight(tmp_path: Path) -> None:
    path = tmp_path / "agenda.md"
    path.write_text("- Datum: 9 maart 2027, 20:00–00:30\n\n## Agenda\n\n1. Opening\n", "utf-8")

    assert run("agenda", "import", path).returncode == 0


def test_an_exported_agenda_imports_as_the_same_items(agenda: Path, tmp_path: Path) -> None:
    run("agenda", "import", agenda)
    path = tmp_path / "again.md"
    assert run("agenda", "export", "latest", "-o", path).returncode == 0
    first, again = (json.loads(run("agenda", "import", file, "--json", "--dry-run").stdout) for file in (agenda, path))

    assert {**again, "said": None} == {**first, "said": None}


def test_yaml_is_loaded_only_for_yaml(agenda: Path) -> None:
    lines = ("import sys", "from tui.start import main", f"main(['agenda', 'import', {str(agenda)!r}])")
    script = "\n".join((*lines, "print('yaml' in sys.modules)"))
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.strip().endswith("False")
