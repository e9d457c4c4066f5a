"""`notulist export` and `notulist config template`, run as a user does."""

from __future__ import annotations

import base64
import re
import stat
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.archive.archive import Archive
from store.paths import templates_folder
from tests.conftest import COMMAND, run
from tests.helpers.logos import DOT
from tests.helpers.meetings import BODY, planned
from tests.helpers.terminal import Terminal


@pytest.fixture
def minuted(archive_folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The sample in Dutch and a second meeting of its body in the archive; the working folder."""
    samples = files("tests.samples")
    agenda = tmp_path / "agenda.md"
    agenda.write_text((samples / "agenda-nl.md").read_text("utf-8"), "utf-8")
    notes = (samples / "notes-nl.txt").read_bytes()
    assert run("scribe", "--agenda", agenda, "-", typed=notes).returncode == 0
    text = agenda.read_text("utf-8").replace("19 november 2026", "17 december 2026").replace("2026-11", "2026-12")
    agenda.write_text(text, "utf-8")
    typed = "/open\n/aanwezig dvdb jth\n! Tweede besluit\n@jth tweede actie > vrijdag\n/sluit\n"
    assert run("scribe", "--agenda", agenda, "-", typed=typed).returncode == 0
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def said(*arguments: str | Path) -> str:
    done = run(*arguments)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().strip()


def refused(*arguments: str | Path, code: int = 1) -> str:
    done = run(*arguments)
    assert done.returncode == code
    assert done.stdout == b""
    return done.stderr.decode()


@pytest.mark.parametrize("format", ["md", "html", "docx", "pdf", "txt", "csv", "xlsx", "json", "ics"])
def test_every_format_by_name_and_by_the_ending_of_the_file(format: str, minuted: Path) -> None:
    assert said("export", "2026-11", "--format", format) == f"2026-11-19-or-notulen.{format}"
    assert said("export", "2026-11", "-o", f"x.{format}") == f"x.{format}"
    by_name, by_ending = minuted / f"2026-11-19-or-notulen.{format}", minuted / f"x.{format}"
    assert by_name.read_bytes() == by_ending.read_bytes()
    assert stat.S_IMODE(by_name.stat().st_mode) == 0o600


def test_never_over_a_file_that_is_there_nor_through_a_link(minuted: Path) -> None:
    (minuted / "a.pdf").write_bytes(b"mine")
    assert "a.pdf is there already" in refused("export", "2026-11", "-o", "a.pdf")
    assert (minuted / "a.pdf").read_bytes() == b"mine"
    assert said("export", "2026-11", "-o", "a.pdf", "--force") == "a.pdf"
    assert (minuted / "a.pdf.bak").read_bytes() == b"mine"
    (minuted / "b.pdf").symlink_to(minuted / "elsewhere")
    assert "link to another place" in refused("export", "2026-11", "-o", "b.pdf", "--force")
    assert not (minuted / "elsewhere").exists()


@pytest.mark.parametrize("what", ["minutes", "summary", "decisions", "agenda", "attendance"])
def test_every_document_for_every_audience(what: str, minuted: Path) -> None:
    shown = {
        each: said("export", "2026-11", "--what", what, "--for", each, "-o", "-")
        for each in ("full", "employer", "public")
    }
    assert "Vertrouwelijk: niet verder verspreiden." in shown["full"]
    for each in ("employer", "public"):
        assert "Opvolging" not in shown[each]
        assert "niet verder verspreiden" not in shown[each]


def test_a_leak_is_refused_and_let_through_by_name(minuted: Path) -> None:
    words = refused("export", "2026-11", "--public", "-o", "werving.md")
    assert "--leak-ok werving" in words
    assert "name of the file: werving.md" in words
    assert not list(minuted.iterdir())
    assert said("export", "2026-11", "--public", "-o", "werving.md", "--leak-ok", "werving") == "werving.md"


def test_lists_over_a_period(minuted: Path) -> None:
    name = "or-2026-11-19-2026-12-17-actielijst.csv"
    assert said("export", "--body", "or", "--what", "actions", "--format", "csv") == name
    content = (minuted / name).read_text("utf-8-sig")
    assert '"A 2026-11-01";"2026-11-19"' in content
    assert '"A 2026-12-01";"2026-12-17"' in content
    assert "A 2026-11-01" not in said("export", "--from", "2026-12-01", "--what", "actions", "-o", "-")
    shown = said("export", "--until", "2026-12-31", "--what", "attendance", "-o", "-")
    assert "| Jan ’t Hart" in shown
    assert "Tweede besluit" in said("export", "--body", "or", "--what", "decisions", "-o", "-")


def test_minutes_of_a_period_are_a_file_each_and_all_or_none(minuted: Path) -> None:
    names = ["uit/2026-11-19-or-notulen.pdf", "uit/2026-12-17-or-notulen.pdf"]
    assert said("export", "--body", "or", "--format", "pdf", "-o", "uit").splitlines() == names
    (minuted / names[0]).unlink()
    assert "2026-12-17-or-notulen.pdf" in refused("export", "--body", "or", "--format", "pdf", "-o", "uit")
    assert not (minuted / names[0]).exists()


def test_what_cannot_be_asked(minuted: Path) -> None:
    assert "no body" in refused("export", "--body", "nergens")
    assert "no meetings in that period" in refused("export", "--until", "2020-01-01")
    assert "MEETING" in refused("export", code=2)
    assert "MEETING" in refused("export", "2026-11", "--body", "or", code=2)
    assert "“.doc” is the ending of no format" in refused("export", "2026-11", "-o", "notulen.doc", code=2)
    assert not (minuted / "notulen.doc").exists()
    assert "not for the public" in refused("export", "2026-11", "--public", "--what", "actions")


def test_a_body_decides_what_its_versions_leave_out_also_of_meetings_that_were_held(minuted: Path) -> None:
    before = said("export", "2026-12", "--for", "employer", "-o", "-")
    assert "tweede actie" in before
    assert "A 2026-12-01" in said("export", "2026-12", "--for", "employer", "--what", "actions", "-o", "-")
    said("bodies", "change", "or", "niet voor de bestuurder=sprekers, acties")
    shown = said("export", "2026-12", "--for", "employer", "-o", "-")
    assert "Tweede besluit" in shown
    assert "tweede actie" not in shown
    assert "not for the employer" in refused("export", "2026-12", "--for", "employer", "--what", "actions")
    assert "Opvolging" not in said("export", "2026-11", "--for", "employer", "-o", "-")
    said("bodies", "change", "or", "bestuurder mag lezen=art. 20 WOR", "niet voor de bestuurder=niets")
    shown = said("export", "2026-11", "--for", "employer", "-o", "-")
    assert "Opvolging" in shown
    assert "vertrouwelijk (art. 20 WOR)" in said("export", "2026-11", "--public", "-o", "-")
    said("bodies", "change", "or", "niet voor de bestuurder=", "bestuurder mag lezen=")
    assert said("export", "2026-12", "--for", "employer", "-o", "-") == before


def test_what_pages_bear_is_set_for_the_body_and_kept_in_the_archive(archive_folder: Path, minuted: Path) -> None:
    (minuted / "ons logo.png").write_bytes(DOT)
    told = said("bodies", "change", "or", "logo=ons logo.png", "kopregel=OR Houtman", "foot=Postbus 1, Schiedam")
    assert told.splitlines() == [
        "logo: logos/or.png",
        "head of pages: OR Houtman",
        "foot of pages: Postbus 1, Schiedam",
    ]
    kept = archive_folder / "logos" / "or.png"
    assert (kept.read_bytes(), stat.S_IMODE(kept.stat().st_mode)) == (DOT, 0o600)
    (minuted / "ons logo.png").unlink()
    said("export", "2026-11", "-o", "x.html")
    page = (minuted / "x.html").read_text("utf-8")
    assert "OR Houtman" in page
    assert "Postbus 1, Schiedam" in page
    assert "data:image/png;base64," in page
    said("bodies", "change", "or", "logo=logos/or.png")
    assert run("doctor").returncode == 0
    kept.unlink()
    words = refused("export", "2026-11", "-o", "y.html")
    assert f"The logo {kept} cannot be read: it is not there." in words
    assert not (minuted / "y.html").exists()
    said("bodies", "change", "or", "logo=")
    assert "data:image" not in said("export", "2026-11", "--format", "html", "-o", "-")


def test_a_layout_of_ones_own_is_copied_and_used(minuted: Path) -> None:
    assert said("config", "template", "minutes") == str(templates_folder() / "minutes.md")
    before = said("export", "2026-11", "-o", "-")
    file = templates_folder() / "minutes.md"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "there already" in refused("config", "template", "minutes")
    file.write_text(file.read_text().replace("{{ opening }}", "Welkom op {{ meeting.place }}."))
    after = said("export", "2026-11", "-o", "-")
    assert "Welkom op Kantine 2, Schiedam." in after
    assert len(before.splitlines()) == len(after.splitlines())
    file.write_text("{{ opening }\n")
    assert f"{file}, line 1" in refused("export", "2026-11", "-o", "x.pdf")
    assert not list(minuted.iterdir())


def test_many_meetings_at_once_show_how_far_they_are(archive_folder: Path, tmp_path: Path) -> None:
    archive = Archive(archive_folder, tmp_path / "reading")
    archive.register.put(BODY)
    days = [date(2026, month, 17) for month in range(1, 13)]
    for day in days:
        meeting, items, roll = planned(f"{day.isoformat()}-or")
        archive.create(replace(meeting, date=day), items, roll)
    terminal = Terminal(
        [COMMAND, "export", "--body", "or", "--what", "agenda", "--format", "html", "-o", tmp_path / "uit"]
    )
    try:
        assert terminal.end() == 0
    finally:
        terminal.close()
    assert len(list((tmp_path / "uit").iterdir())) == len(days)
    assert b"100%" in terminal.output
    # Where nobody looks, nothing but the names of the files is said.
    quiet = run("export", "--body", "or", "--what", "agenda", "-o", tmp_path / "uit2")
    assert len(quiet.stdout.splitlines()) == len(days)
    assert quiet.stderr == b""


def test_a_copy_reaches_the_clipboard_of_a_real_terminal(minuted: Path) -> None:
    terminal = Terminal([COMMAND, "live", "2026-12"])
    try:
        terminal.wait_for_text("2026-12")
        terminal.press("ctrl+s")
        terminal.wait_for_text("For whom")
        terminal.type("\x1b[B")
        terminal.wait_for_text("notulen.pdf")
        terminal.press("ctrl+o")
        terminal.wait_for_text("Copied")
    finally:
        terminal.close()
    # OSC 52, as xterm describes it: the text in base64, for the clipboard.
    [copied] = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)(?:\x07|\x1b\\)", terminal.output)
    text = base64.b64decode(copied).decode()
    assert "notulen or-vergadering 2026-12" in text.casefold()
    assert "Tweede besluit" in text
    assert list(minuted.iterdir()) == []


def test_where_the_register_cannot_be_read_nothing_is_written(archive_folder: Path, minuted: Path) -> None:
    register = archive_folder / "register.json"
    register.write_bytes(register.read_bytes()[:40])
    words = refused("export", "2026-11", "-o", "x.md", code=3)
    assert "register.json" in words
    assert not (minuted / "x.md").exists()
