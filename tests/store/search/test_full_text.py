"""Every word that was kept is found, in any meeting, by any piece of it; and the index is never the truth."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from benchmarks.generate import fill
from store.archive.archive import Archive
from store.language.hashtags import theme_begun, themes_in
from store.language.query import ITEM, MEETING, read_filter
from store.model import Document, Kind
from store.search import full_text
from store.search.due import Order, sort
from store.search.excerpts import marks_in, snippet
from store.search.full_text import Found
from store.text import fold
from tests.conftest import run
from tests.helpers.earlier import SECOND, hold
from tests.helpers.meetings import AT, planned, type_line

TODAY = date(2026, 11, 22)
FIRST = "2026-09-17-or"


@pytest.fixture(params=["fts", "every row"])
def archive(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """Two meetings, once with FTS5 and once as in a Python without it."""
    if request.param == "every row":
        monkeypatch.setattr(full_text, "has_fts", lambda: False)
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    hold(
        archive,
        date(2026, 9, 17),
        "De locatieverhuizing naar Zoë’s café kost 12% meer",
        "KP: het open kantoor is te luid",
        "! Wij kopen niets voor het kantoor dat open is",
        "= 3-1",
        "/minderheid AB vindt de huur te hoog",
        "@AB Cijfers reiskosten opvragen > 1 okt",
        "& @HdV Brief over verhuizing > volgende week",
        "? Wie betaalt de huur",
        "/next",
        "/geheim art. 20 WOR",
        "Er komt een overname",
    )
    hold(archive, date(2026, 10, 15), "/done A-2026-09-01 ligt in de kast", "Nog een keer over verhuizing")
    return archive


def ask(archive: Archive, typed: str, most: int = 100) -> Found:
    again = Archive(archive.folder, archive.folder.parent / "state")
    again.index.refresh()
    found = again.index.search(read_filter(typed, TODAY, again.index.bodies()), most)
    again.index.close()
    return found


def texts(archive: Archive, typed: str) -> list[str]:
    return [hit.texts[0] for hit in ask(archive, typed).hits]


def test_the_middle_of_a_word_is_found_newest_first(archive: Archive) -> None:
    assert texts(archive, "verhuiz") == [
        "Nog een keer over verhuizing",
        "Brief over verhuizing",
        "De locatieverhuizing naar Zoë’s café kost 12% meer",
    ]


@pytest.mark.parametrize("typed", ["zoe's CAFE", "ZOË’S", '"zoe’s café"', "café 12%", "12%", "é", "%"])
def test_accents_case_and_quotes_do_not_matter(archive: Archive, typed: str) -> None:
    assert texts(archive, f"locatie {typed}") == ["De locatieverhuizing naar Zoë’s café kost 12% meer"]


def test_a_phrase_stands_together_and_words_need_not(archive: Archive) -> None:
    assert texts(archive, '"open kantoor"') == ["het open kantoor is te luid"]
    assert len(texts(archive, "kantoor open")) == 2
    assert texts(archive, '"kantoor open"') == []
    assert texts(archive, '100% "or_"') == []


def test_kinds_people_bodies_and_days(archive: Archive) -> None:
    assert texts(archive, "besluit") == ["Wij kopen niets voor het kantoor dat open is"]
    assert texts(archive, "@kp") == ["het open kantoor is te luid"]
    assert texts(archive, "@kees post") == []
    assert texts(archive, "@post kantoor") == ["het open kantoor is te luid"]
    assert {hit.kind for hit in ask(archive, "@ab").hits} == {"action", "decision"}
    assert {hit.kind for hit in ask(archive, "acties vraag").hits} == {"action", "question"}
    assert len(texts(archive, "verhuizing or:")) == 3
    assert texts(archive, "verhuizing in oktober") == ["Nog een keer over verhuizing"]
    assert texts(archive, "verhuizing op 15 okt") == ["Nog een keer over verhuizing"]
    assert len(texts(archive, "verhuizing voor 15 okt")) == 2
    assert len(texts(archive, "sinds 1 jan")) > 10
    assert texts(archive, "") == []


def test_one_and_two_letters(archive: Archive) -> None:
    found = ask(archive, "zo")
    assert found.recent
    assert [hit.texts[0] for hit in found.hits] == ["De locatieverhuizing naar Zoë’s café kost 12% meer"]
    assert not ask(archive, "zo locatie").recent
    assert ask(archive, "e", most=3).more


def test_every_word_is_found(archive: Archive) -> None:
    assert ask(archive, "huur hoog").hits[0].kind == "decision"
    (follow_up,) = ask(archive, "kast").hits
    assert (follow_up.key, follow_up.kind) == (SECOND, "follow_up")
    assert {hit.key for hit in ask(archive, "A 2026-09-01").hits} == {FIRST, SECOND}
    assert [hit.kind for hit in ask(archive, "ondernemingsraad").hits] == [MEETING, MEETING]
    meeting, items, roll = planned("2026-11-19-or")
    items[2] = replace(
        items[2],
        explanation="Toelichting\nover twee   regels",
        prepared_text="De OR stemt in met proefdraaien",
        documents=(Document(label="3a", title="Nulmeting werkdruk"),),
    )
    archive.create(replace(meeting, date=date(2026, 11, 19)), items, roll)
    for typed in ('"toelichting over twee regels"', "proefdraai", "3a nulmeting"):
        (hit,) = ask(archive, typed).hits
        assert (hit.kind, hit.item and hit.item.title) == (ITEM, "Thuiswerkregeling")


def test_what_is_confidential_is_found_and_marked(archive: Archive) -> None:
    (hit,) = ask(archive, "overname").hits
    assert hit.secret
    assert hit.item is not None
    assert hit.item.confidential is not None
    assert not ask(archive, "luid").hits[0].secret
    assert [hit.secret for hit in ask(archive, "art. 20").hits] == [True]


def test_the_index_is_never_the_truth(archive: Archive) -> None:
    before = texts(archive, "verhuizing")
    (file,) = (archive.folder.parent / "state" / "cache").iterdir()
    file.unlink()
    assert texts(archive, "verhuizing") == before
    older = archive.path(SECOND).with_suffix(".bak").read_bytes()
    newer = archive.path(SECOND).read_bytes()
    archive.path(SECOND).write_bytes(older)
    assert texts(archive, "verhuizing") == before[1:]
    archive.path(SECOND).write_bytes(newer)
    assert texts(archive, "verhuizing") == before
    archive.path(SECOND).unlink()
    assert texts(archive, "verhuizing") == before[1:]
    assert texts(archive, "kast") == []


def test_the_order_does_not_depend_on_when_a_meeting_was_read(archive: Archive) -> None:
    for number in range(3):
        hold(archive, date(2026, 9, 17), f"Verhuizing {number}")
    before = texts(archive, "verhuizing")
    changed = archive.path(FIRST)
    content = changed.read_bytes()
    changed.unlink()
    assert len(texts(archive, "verhuizing")) == len(before) - 2
    changed.write_bytes(content)
    assert texts(archive, "verhuizing") == before


def test_a_running_meeting_is_found_as_far_as_it_is_on_disk(archive: Archive) -> None:
    desk = archive.open(SECOND)
    type_line(desk, "Een gloednieuw woord")
    assert desk.writer.wait(60)
    assert texts(archive, "gloednieuw") == ["Een gloednieuw woord"]
    type_line(desk, "/undo")
    assert desk.writer.wait(60)
    assert texts(archive, "gloednieuw") == []
    desk.close()


def test_an_index_that_is_damaged_is_made_anew(archive: Archive) -> None:
    before = texts(archive, "verhuizing")
    (file,) = (archive.folder.parent / "state" / "cache").iterdir()
    content = bytearray(file.read_bytes())
    content[4096 * 2 :] = b"\xff" * (len(content) - 4096 * 2)
    file.write_bytes(content)
    assert texts(archive, "verhuizing") == before


def test_an_index_of_a_python_with_fts_is_not_used_by_one_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    hold(archive, date(2026, 9, 17), "De locatieverhuizing")
    assert texts(archive, "verhuizing") == ["De locatieverhuizing"]
    with monkeypatch.context() as patched:
        patched.setattr(full_text, "has_fts", lambda: False)
        hold(archive, date(2026, 10, 15), "De verhuizing")
        assert texts(archive, "verhuizing") == ["De verhuizing", "De locatieverhuizing"]
    assert texts(archive, "verhuizing") == ["De verhuizing", "De locatieverhuizing"]


def test_this_python_has_fts() -> None:
    assert full_text.has_fts() == (sqlite3.sqlite_version_info >= (3, 34))


def test_rows_read_at_once_are_those_of_the_record(archive: Archive) -> None:
    for key in (FIRST, SECOND):
        record, rows = archive.read(key), archive.meetings.read_rows(key)
        assert rows.meeting == record.meeting
        assert (rows.items, rows.entries, rows.attendance) == (record.items, record.entries, record.attendance)


# Snippets


def test_a_snippet_shows_where_it_stands() -> None:
    long = "Eerst een heleboel woorden die er niet toe doen, dan de locatieverhuizing, en dan nog veel meer woorden"
    piece = snippet([long], ["verhuizing"], 50)
    assert len(piece.text) <= 50
    assert [piece.text[start:end] for start, end in piece.marks] == ["verhuizing"]
    assert piece.text.startswith("… ")
    assert piece.text.endswith(" …")
    other = snippet(["kort", "de Straße van Zoë"], ["strasse", "zoe"], 50)
    assert [other.text[start:end] for start, end in other.marks] == ["Straße", "Zoë"]


@given(st.text(max_size=60), st.text(min_size=1, max_size=4), st.integers(10, 80))
def test_a_snippet_fits_and_marks_what_is_wanted(text: str, piece: str, room: int) -> None:
    wanted = " ".join(fold(piece).split())
    found = snippet([text], [wanted] if wanted else [], room)
    assert len(found.text) <= room
    for start, end in found.marks:
        assert 0 <= start < end <= len(found.text)
    for start, end in marks_in(text, [wanted]):
        assert 0 <= start < end <= len(text)


# The command


def test_the_command_prints_what_it_finds(archive: Archive, tmp_path: Path) -> None:
    def search(*words: str) -> tuple[int, str]:
        done = run("--archive", archive.folder, "search", *words)
        return done.returncode, done.stdout.decode()

    code, printed = search("open kantoor", "@kp")
    assert (code, printed) == (0, "2026-09-17-or\t1\tKP\thet open kantoor is te luid\n")
    assert "overname (confidential)" in search("overname")[1]
    (hit,) = json.loads(search("--json", "besluit kantoor sinds 1 jan 2026")[1])
    assert hit["text"] == "Wij kopen niets voor het kantoor dat open is"
    assert [hit["snippet"][start:end] for start, end in hit["marks"]] == ["kantoor"]
    assert (hit["meeting"], hit["kind"], hit["item"], hit["confidential"]) == (FIRST, "decision", "1", False)
    assert search("--json", "bestaat-niet") == (0, "[]\n")
    assert search("sinds")[0] == 2


# More than one at a time, and kills


def large(folder: Path) -> Archive:
    archive = Archive(folder / "archive", folder / "state")
    fill(archive, 150, entries=30, of_last=30)
    return archive


def same_again(archive: Archive) -> Archive:
    return Archive(archive.folder, archive.folder.parent / "state")


def answers(archive: Archive) -> tuple[int, int, str]:
    """What the index says when it is up to date; and whether its letters are those of its words."""
    index = same_again(archive).index
    assert index.refresh()
    found = len(index.search(read_filter("verhuizing", TODAY), 10**6).hits)
    index._database.execute("INSERT INTO found (found, rank) VALUES ('integrity-check', 1)")
    index._database.rollback()
    return index.count(), found, str(index.unread)


def test_the_top_of_a_list_is_that_of_the_whole(tmp_path: Path) -> None:
    index = large(tmp_path).index
    index.refresh()
    promises = (Kind.ACTION, Kind.UNDERTAKING)
    dated = [one for one in index.of_kinds(promises, only_open=True) if one.entry.due and one.entry.due.day]
    assert len(dated) > 20
    assert index.due_first(promises, 20) == sort(dated, Order.DUE)[:20]
    decisions = index.of_kinds([Kind.DECISION])
    assert index.of_kinds([Kind.DECISION], most=20) == decisions[:20]
    assert [one.day for one in decisions] == sorted((one.day for one in decisions), reverse=True)


@pytest.mark.faults
def test_two_programs_can_make_the_index_at_the_same_time(tmp_path: Path) -> None:
    archive = large(tmp_path)
    alone = answers(large(tmp_path / "alone"))
    assert alone[0] == 150
    assert alone[1] > 100
    threads = [threading.Thread(target=same_again(archive).index.refresh) for _each in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert answers(archive) == alone


@pytest.mark.faults
def test_two_threads_can_bring_it_up_to_date_at_the_same_time(tmp_path: Path) -> None:
    archive = large(tmp_path)
    index = archive.index
    threads = [threading.Thread(target=index.refresh) for _each in range(3)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        index.search(read_filter("verhuizing", TODAY))
    assert answers(archive)[0] == index.count() == 150


def test_whoever_asks_while_it_is_read_hears_what_became_of_things(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    hold(archive, date(2026, 9, 17), "@KP Offerte > 1 okt", "@KP Brief > 2 okt")
    follows = hold(archive, date(2026, 10, 15), "/done A-2026-09-01 klaar", "/uitstel A-2026-09-02 1 dec")
    index = archive.index

    def asked() -> tuple[list[str], list[str], int]:
        standing = index.of_kinds([Kind.ACTION], only_open=True)
        due = index.due_first([Kind.ACTION], 9)
        texts = [[one.entry.text for one in found] for found in (standing, due)]
        return texts[0], texts[1], index.due_until(date(2026, 10, 31))

    index.refresh()
    assert asked() == (["Brief"], ["Brief"], 0)
    heard = []

    def told(number: int, _of: int) -> bool:
        heard.append(asked())
        return True

    # Both are read anew: between the two, what became of the actions has been read.
    os.utime(archive.path(follows), (1, 1))
    hold(archive, date(2026, 11, 19))
    index.refresh(told)
    # And one that is broken off half-way leaves nothing to be settled.
    os.utime(archive.path(follows), (2, 2))
    hold(archive, date(2026, 12, 17))
    with pytest.raises(KeyboardInterrupt):
        index.refresh(lambda number, _of: number == 0 or _raise())
    assert [*heard, asked()] == [(["Brief"], ["Brief"], 0)] * 3


def _raise() -> bool:
    raise KeyboardInterrupt


@pytest.mark.faults
def test_a_kill_while_it_is_made_changes_no_answer(tmp_path: Path) -> None:
    archive = large(tmp_path)
    alone = answers(large(tmp_path / "alone"))
    script = """
import sys
from pathlib import Path
from store.archive.archive import Archive

def told(number, total):
    if number == int(sys.argv[3]):
        print("there", flush=True)
        sys.stdin.read()
    return True

Archive(Path(sys.argv[1]), Path(sys.argv[2])).index.refresh(told)
"""
    # Before anything was kept, within the second hundred that are kept together, and once more.
    for number in (3, 120, 20):
        command = [sys.executable, "-c", script, str(archive.folder), str(tmp_path / "state"), str(number)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"there\n"
            process.kill()
    assert answers(archive) == alone


# Themes


@pytest.fixture
def themed(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    hold(
        archive,
        date(2026, 9, 17),
        "De #Verhuizing gaat door, ook die van het (#archief)",
        "! Wij kopen een #kantoortuin",
        "@KP Offerte voor de #verhuizing > 1 okt",
        "Geen thema: #12, mail#verhuizing en https://huis.nl/pagina#verhuizing",
    )
    hold(archive, date(2026, 10, 15), "KP: over de #VERHUIZING, en het #kantoor", "Verhuizing zonder hekje")
    return archive


def named(archive: Archive) -> dict[str, tuple[int, str]]:
    again = same_again(archive)
    again.index.refresh()
    found = {theme.spelled: (theme.count, theme.last.isoformat()) for theme in again.index.themes()}
    again.index.close()
    return found


def test_the_themes_with_how_often_and_when_last(themed: Archive) -> None:
    assert named(themed) == {
        "VERHUIZING": (3, "2026-10-15"),
        "kantoor": (1, "2026-10-15"),
        "archief": (1, "2026-09-17"),
        "kantoortuin": (1, "2026-09-17"),
    }


def test_a_theme_gathers_over_meetings_in_order_of_time(themed: Archive) -> None:
    index = same_again(themed).index
    index.refresh()
    names = [theme.name for theme in index.themes()]

    def gathered(typed: str, most: int = 100) -> list[str]:
        return [hit.texts[0] for hit in index.search(read_filter(typed, TODAY, ["or"], names), most).hits]

    assert gathered("#verhuizing") == [
        "De #Verhuizing gaat door, ook die van het (#archief)",
        "Offerte voor de #verhuizing",
        "KP: over de #VERHUIZING, en het #kantoor".removeprefix("KP: "),
    ]
    assert gathered("#verhuizing", most=1) == ["over de #VERHUIZING, en het #kantoor"]
    assert gathered("#kantoor") == ["over de #VERHUIZING, en het #kantoor"]
    assert len(gathered("#kant")) == 2
    assert gathered("#verhuizing actie @kp") == ["Offerte voor de #verhuizing"]
    assert gathered("#verhuizing #archief do") == ["De #Verhuizing gaat door, ook die van het (#archief)"]
    assert gathered("#niets") == []


def test_a_theme_that_is_taken_out_is_gone(themed: Archive) -> None:
    desk = themed.open(SECOND)
    entry = min(desk.running.record.entries)
    type_line(desk, "s/#kantoor/kantoor/")
    assert desk.running.record.entries[entry].text.endswith("het kantoor")
    desk.close()
    assert "kantoor" not in named(themed)
    themed.path(SECOND).unlink()
    assert named(themed)["verhuizing"] == (2, "2026-09-17")


@given(st.lists(st.text(alphabet="#aé-_1 /.Ë", max_size=30)))
def test_themes_in_any_text(texts: list[str]) -> None:
    for name, spelled in themes_in(texts).items():
        assert fold(spelled) == name == theme_begun(f"#{name}")
        assert any(f"#{spelled}" in text for text in texts)


def test_the_command_lists_them(themed: Archive) -> None:
    printed = run("--archive", themed.folder, "themes").stdout.decode()
    assert printed.splitlines()[0] == "#VERHUIZING\t3\t2026-10-15"
    (first, *_others) = json.loads(run("--archive", themed.folder, "themes", "--json").stdout)
    assert first == {"theme": "VERHUIZING", "count": 3, "last": "2026-10-15"}
    lines = run("--archive", themed.folder, "search", "#verhuizing").stdout.decode().splitlines()
    assert [line[:10] for line in lines] == ["2026-09-17", "2026-09-17", "2026-10-15"]


def test_what_became_of_an_action_between_meetings_is_found_too(archive: Archive) -> None:
    archive.follow_up(FIRST, "/comment A-2026-09-01 gebeld met de #leverancier", AT, TODAY)
    (hit,) = ask(archive, "gebeld").hits
    assert (hit.key, hit.kind, hit.is_later) == (FIRST, "follow_up", True)
    assert hit.item is not None
    assert hit.item.number == "1"
    assert "leverancier" in named(archive)
