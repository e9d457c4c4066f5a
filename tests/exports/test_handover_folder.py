"""What the next secretary gets."""

from __future__ import annotations

import stat
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from exports.agenda.standing_items import built_in, read_template
from exports.handover_folder import bodies_of, hand_over
from store.archive.archive import Archive
from store.bodies.body import with_template
from store.errors import WontOverwrite
from tests.conftest import run
from tests.helpers.approving import DAY, FIRST, SECOND, hold, lay
from tests.helpers.meetings import AT, BODY

TODAY = date(2026, 11, 22)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    archive.register.put(with_template(BODY, built_in("or", "nl")))
    lay(archive, DAY)
    lay(archive, date(2026, 10, 15), DAY)
    hold(
        archive,
        FIRST,
        "/open",
        "? Wie betaalt dat",
        "? Is dat duur",
        "/answer nee",
        "! Wij kopen niets",
        "! Wij huren een zaal",
        "@KP Offerte > 1 okt",
        "@AB Cijfers > 1 dec",
        "@KP Klaar > 1 okt",
        "/aanhouden 3 15 oktober meer tijd nodig",
        "/close",
    )
    hold(archive, SECOND, "/open", "/approve", "/trek D-2026-09-01 in", "/done A-2026-09-03", "@? Iets doen", "/close")
    return archive


def read(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }


def test_the_next_secretary_gets_everything_in_the_language_of_the_body(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "next"
    assert hand_over(archive, bodies_of(archive), folder, TODAY) == [folder]
    files = read(folder)
    assert set(files) == {
        "README.md", "lopende-zaken.md", "geldende-besluiten.md", "open-acties.md", "mensen.md",
        "vaste-agendapunten.md", f"notulen/{FIRST}-notulen.md", f"notulen/{SECOND}-notulen.md",
    }  # fmt: skip
    assert "# Overdracht Ondernemingsraad" in files["README.md"]
    assert all(name in files["README.md"] for name in files if name != "README.md")
    assert "vastgesteld" in files["README.md"]
    assert "Wie betaalt dat" in files["lopende-zaken.md"]
    assert "Is dat duur" not in files["lopende-zaken.md"]
    assert "Thuiswerkregeling" in files["lopende-zaken.md"]
    assert "Wij huren een zaal" in files["geldende-besluiten.md"]
    assert "Wij kopen niets" not in files["geldende-besluiten.md"]
    actions = files["open-acties.md"]
    assert actions.index("Aïcha Benali (AB)") < actions.index("Kees Postma (KP)")
    assert "Offerte" in actions
    assert "te laat" in actions
    assert "Klaar" not in actions
    assert "Iets doen" in actions
    assert "Hanneke de Vries" in files["mensen.md"]
    assert read_template(files["vaste-agendapunten.md"]) == built_in("or", "nl")
    assert "Ingetrokken bij D 2026-10-02" in files[f"notulen/{FIRST}-notulen.md"]
    for path in [folder, *folder.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_what_later_meetings_treated_is_not_running_any_more(archive: Archive, tmp_path: Path) -> None:
    lay(archive, date(2026, 11, 19))
    hold(archive, "2026-11-19-or", "/open", "/go 3", "Besproken", "/close")
    hand_over(archive, bodies_of(archive), tmp_path / "next", TODAY)
    assert "Thuiswerkregeling" not in read(tmp_path / "next")["lopende-zaken.md"]
    hand_over(archive, bodies_of(archive), tmp_path / "later", TODAY + timedelta(days=500))
    assert "Wie betaalt" not in read(tmp_path / "later")["lopende-zaken.md"]


def test_several_bodies_have_folders_of_their_own_or_one_is_chosen(archive: Archive, tmp_path: Path) -> None:
    hold(archive, lay(archive, date(2026, 11, 5), body="commissie"), "/open", "Een zin", "/close")
    assert run("handover", tmp_path / "all").returncode == 0
    assert {path.name for path in (tmp_path / "all").iterdir()} == {"or", "commissie"}
    done = run("handover", tmp_path / "one", "--body", "or")
    assert done.stdout.decode() == f"{tmp_path / 'one'}\n"
    assert (tmp_path / "one" / "README.md").exists()
    assert run("handover", tmp_path / "none", "--body", "bestuur").returncode == 1
    assert not (tmp_path / "none").exists()


def test_nothing_is_overwritten_and_no_link_followed(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    for name in ("full", "link"):
        with pytest.raises(WontOverwrite):
            hand_over(archive, bodies_of(archive), tmp_path / name, TODAY)
    assert read(tmp_path / "full") == {"mine.txt": "mine"}
    assert list((tmp_path / "empty").iterdir()) == []


def test_a_meeting_that_came_to_lie_on_the_day_of_another_has_a_file_of_its_own(
    archive: Archive, tmp_path: Path
) -> None:
    with closing(archive.open(lay(archive, date(2026, 11, 19)))) as desk:
        line = replace(desk.running.understand("/open"), on=DAY)
        act = desk.do(line, AT)
        assert act
    [folder] = hand_over(archive, bodies_of(archive), tmp_path / "next", TODAY)
    names = sorted(path.name for path in (folder / "notulen").iterdir())
    assert names == [f"{FIRST}-notulen-2.md", f"{FIRST}-notulen.md", f"{SECOND}-notulen.md"]


def test_a_meeting_that_cannot_be_read_is_named(archive: Archive, tmp_path: Path) -> None:
    archive.path(SECOND).write_bytes(b"{")
    hand_over(archive, bodies_of(archive), tmp_path / "next", TODAY)
    assert SECOND in read(tmp_path / "next")["README.md"]
