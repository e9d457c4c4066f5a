"""A decision that says in its own text that it replaces or withdraws another is linked to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from exports.publish import make
from store.archive.archive import Archive
from store.model import Audience, Entry, Kind
from tests.helpers.earlier import SECOND, find, hold
from tests.helpers.meetings import running, type_line
from tests.helpers.screens import HandClock, lay, sitting_in
from tui.capture.understood import describe

REPLACES = (
    "! De OR stemt in; dit vervangt {}.",
    "besluit: dit vervangt besluit {}",
    "! Wij kopen alles (vervangt hiermee het eerdere besluit {})",
    "! Ter vervanging van {}: wij kopen alles",
    "! Dit komt in de plaats van {}, tot 1 mei",
    "! We buy everything, which replaces decision {}",
    "agreed: replacing {} we buy everything",
    "! This supersedes {} > evaluatie 1 dec 2026",
    "! Wij vervangen {} door een nieuw rooster",
)
WITHDRAWS = (
    "! De OR trekt {} in.",
    "! De OR trekt hierbij het besluit {} in omdat het niet kan",
    "! Besluit {} wordt ingetrokken",
    "! The council withdraws {}",
    "! Decision {} is hereby withdrawn.",
)
MENTIONS = (
    "! Wij kopen alles, zie {}",
    "! Conform {} kopen wij niets",
    "! Dit vervangt {} niet",
    "! Dit is geen besluit dat vervangt {}",
    "! This does not supersede {}",
    "! Er komt een voorstel om {} te vervangen",
    "! Wij besluiten pas als de bestuurder {} intrekt",
    "! Als {} wordt ingetrokken, volgt overleg",
    "! Het rooster vervangt dat van {}",
    "! Dit vervangt {}9",
    "! Dit vervangt X{}",
    "dit vervangt {}",
    "!? Dit vervangt {}",
)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    hold(archive, date(2026, 9, 17), "@KP Offerte opvragen > 1 okt", "! Wij kopen niets zolang de cijfers er niet zijn")
    return archive


def said(archive: Archive, line: str) -> tuple[str, Entry]:
    """What the echo says before Enter, and what was kept, of `line` in a later meeting."""
    hold(archive, date(2026, 10, 15))
    desk = archive.open(SECOND)
    context = desk.running.context()
    understood = desk.running.understand(line)
    type_line(desk.running, line)
    desk.close()
    [entry] = desk.running.record.entries.values()
    return describe(understood, context), entry


@pytest.mark.parametrize("reference", ["D 2026-09-01", "d-2026-09-01", "D2026-09-01"])
@pytest.mark.parametrize("line", REPLACES)
def test_it_replaces_a_decision_of_an_earlier_meeting(archive: Archive, line: str, reference: str) -> None:
    typed = line.format(reference)
    echo, entry = said(archive, typed)
    assert echo.startswith("Decision · replaces D 2026-09-01 “Wij kopen niets zolang de…”")
    assert (entry.kind, entry.replaces, entry.withdraws) == (Kind.DECISION, "D 2026-09-01", "")
    assert reference in entry.text


@pytest.mark.parametrize("line", WITHDRAWS)
def test_it_withdraws_one(archive: Archive, line: str) -> None:
    echo, entry = said(archive, line.format("D 2026-09-01"))
    assert echo.startswith("Decision · withdraws D 2026-09-01 “Wij kopen niets zolang de…”")
    assert (entry.replaces, entry.withdraws) == ("", "D 2026-09-01")


@pytest.mark.parametrize("line", MENTIONS)
def test_a_mere_mention_links_nothing(archive: Archive, line: str) -> None:
    echo, entry = said(archive, line.format("D 2026-09-01"))
    assert "replaces" not in echo and "withdraws" not in echo
    assert (entry.replaces, entry.withdraws) == ("", "")


@pytest.mark.parametrize("reference", ["D 2026-09-07", "A 2026-09-01", "D 2026", "D1", "D"])
def test_only_a_whole_reference_of_a_decision_that_is_there_counts(archive: Archive, reference: str) -> None:
    echo, entry = said(archive, f"! Dit vervangt {reference}")
    assert (echo, entry.replaces) == ("Decision", "")
    assert entry.text == f"Dit vervangt {reference}"


def test_both_then_say_so(archive: Archive) -> None:
    hold(
        archive, date(2026, 10, 15), "! Wij kopen alles; dit vervangt D 2026-09-01", "! D 2026-10-01 wordt ingetrokken"
    )
    assert find(archive, "D 2026-09-01").entry.replaced_by == "D 2026-10-01"
    assert find(archive, "D 2026-10-01").entry.withdrawn_by == "D 2026-10-02"
    text = make(archive.read(SECOND), "minutes", Audience.FULL)
    assert "In de plaats van D 2026-09-01." in text
    assert "Ingetrokken bij D 2026-10-02." in text


def test_of_one_that_is_in_force_no_longer_it_says_so_and_links_nothing(archive: Archive) -> None:
    hold(archive, date(2026, 10, 15), "! Dit vervangt D 2026-09-01")
    hold(archive, date(2026, 11, 19))
    desk = archive.open("2026-11-19-or")
    line = desk.running.understand("! Dit vervangt D 2026-09-01")
    assert [str(one) for one in line.remarks] == ["D 2026-09-01 is in force no longer: D 2026-10-01 changed it already"]
    type_line(desk.running, "! Dit vervangt D 2026-09-01")
    assert [entry.replaces for entry in desk.running.record.entries.values()] == [""]
    desk.close()


def test_what_is_said_of_a_confidential_decision_is_confidential(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    hold(archive, date(2026, 9, 17), "! Zwaluw wacht", "/geheim laatste art. 20 WOR")
    hold(archive, date(2026, 10, 15), "! Zwaluw koopt; dit vervangt D 2026-09-01")
    assert "Zwaluw" not in make(archive.read(SECOND), "minutes", Audience.PUBLIC)


def test_in_one_meeting_too_and_taken_out_the_old_one_is_in_force_again() -> None:
    sitting = running()
    for line in ("/open", "! eerste", "! tweede; dit vervangt {}"):
        first = next(iter(sitting.record.entries.values()), None)
        type_line(sitting, line.format(first.reference if first else ""))
    old, new = sitting.record.entries.values()
    assert (old.replaced_by, new.replaces) == (new.reference, old.reference)
    type_line(sitting, "/delete")
    assert [entry.replaced_by for entry in sitting.record.entries.values()] == [""]


def test_an_edit_links_it_once_and_nothing_replaces_itself() -> None:
    sitting = running()
    for line in ("/open", "! eerste", "! tweede"):
        type_line(sitting, line)
    old, new = sitting.record.entries.values()
    for text in (f"tweede, vervangt {new.reference}", f"vervangt {old.reference}", f"vervangt het {old.reference}"):
        edited = replace(sitting.understand(f"! {text}"), entry=new.id)
        sitting.do(edited, new.at)
        assert sitting.record.entries[new.id].text == text
    old, new = sitting.record.entries.values()
    assert (old.replaced_by, new.replaces, new.replaced_by) == (new.reference, old.reference, "")
    assert len(sitting.record.entries) == 2


async def test_the_screen_says_it_before_enter(tmp_path: Path) -> None:
    archive, key = lay(tmp_path)
    async with sitting_in(archive, key, (120, 40), HandClock()) as room:
        await room.pilot.press("f2")
        await room.type("! Het rooster gaat in per 1 mei")
        [old] = room.record.entries.values()
        await room.type(f"! Het rooster gaat in per 1 juni; dit vervangt {old.reference}", enter=False)
        await room.pilot.pause()
        assert f"→ Decision · replaces {old.reference} “Het rooster gaat in per 1…”" in room.seen()
        await room.pilot.press("enter")
        assert next(iter(room.record.entries.values())).replaced_by
