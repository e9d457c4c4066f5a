"""What was said: read from what others write, lined up with the record, kept until the minutes are approved."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from store.archive.archive import Archive
from store.archive.backup import back_up, read_manifest
from store.archive.transcripts import NoWordsKept
from store.errors import ArchiveDamaged
from store.model import Attendee
from store.record.record import Record
from store.transcripts.placing import beside, not_noted, place
from store.transcripts.reading import NoTranscript, read_transcript
from store.transcripts.speakers import speaker
from store.transcripts.start import propose_start
from store.transcripts.transcript import Cue, Transcript
from tests.helpers.meetings import KEY, archive_with_meeting
from tests.helpers.tables import each_row

VTT = """WEBVTT

NOTE made by a program

a1/2-0
00:00:04.148 --> 00:00:08.296
<v Vries, Hanneke de>Goed, de opname loopt &amp; wij beginnen.</v>

00:01:09.333 --> 00:01:16.592
<v Zaal Noord>En wie
tekent dan?</v>

00:02:00.000 --> 00:02:02.000
<v K. Postma | Drukkerij>Dat ben ik.
"""
SRT = """1
00:00:04,148 --> 00:00:08,296
Hanneke de Vries: Goed, wij beginnen.

2
01:01:09,333 --> 01:01:16,592
En wie tekent dan?
"""
TEXT = """Vergadering van vandaag

Hanneke de Vries   0:04
Goed, wij beginnen.
Met punt 1.

Kees Postma   1:01:09
En wie tekent dan?
"""
BRACKETS = "[00:04] Hanneke de Vries: Goed, wij beginnen.\n(1:01:09) Kees Postma: En wie tekent dan?\n"
PEOPLE = [
    Attendee(id=at, handle=handle, name=name)
    for at, (handle, name) in enumerate(
        {
            "MdG": "Marit de Groot",
            "PNB": "Pilar Núñez-Bos",
            "TvtV": "Tom van ’t Veer",
            "IB": "Idris Benhaddou",
            "SO": "Sanne Oyelaran",
            "JO": "Jan Oyelaran",
            "KP": "drs. Kees Postma",
        }.items(),
        1,
    )
]


def told(content: str | bytes) -> list[tuple[float, str, str]]:
    read = read_transcript(content.encode() if isinstance(content, str) else content, "or.vtt")
    assert [cue.number for cue in read.cues] == list(range(1, read.count + 1))
    return [(round(cue.start, 3), cue.name, cue.words) for cue in read.cues]


def test_web_vtt_tells_speakers_by_voice() -> None:
    assert told(VTT) == [
        (4.148, "Vries, Hanneke de", "Goed, de opname loopt & wij beginnen."),
        (69.333, "Zaal Noord", "En wie tekent dan?"),
        (120.0, "K. Postma | Drukkerij", "Dat ben ik."),
    ]


@each_row("content", [SRT, TEXT, BRACKETS, SRT.replace("\n", "\r\n"), "\ufeff" + SRT])
def test_other_forms(content: str) -> None:
    found = told(content)
    assert [start for start, _name, _words in found] == [pytest.approx(4, abs=0.2), pytest.approx(3669, abs=0.4)]
    assert found[0][1] == "Hanneke de Vries"
    assert found[0][2].startswith("Goed, wij beginnen.")
    assert found[1][2] == "En wie tekent dan?"


def test_the_word_file_of_teams() -> None:
    document, content = Document(), io.BytesIO()
    document.add_paragraph("Vergadering-20270318").style = document.styles["Title"]
    document.add_paragraph("Hanneke de Vries   0:04\nGoed, wij beginnen.")
    document.add_paragraph("Kees Postma   1:01:09\nEn wie tekent dan?")
    document.save(content)
    assert told(content.getvalue()) == [
        (4, "Hanneke de Vries", "Goed, wij beginnen."),
        (3669, "Kees Postma", "En wie tekent dan?"),
    ]


@each_row(
    "content", [b"", b"WEBVTT\n", b"een verslag zonder tijden", b"PK\x03\x04kapot", b"\x00\xff" * 500, b"a --> b\n"]
)
def test_what_holds_no_words_with_times_is_refused(content: bytes) -> None:
    with pytest.raises(NoTranscript):
        read_transcript(content, "or.vtt")


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read = read_transcript(text.encode("utf-8", "replace"), "x")
    except NoTranscript:
        return
    assert read.cues


@each_row(
    "name, handle",
    [
        ("Marit de Groot", "MdG"),
        ("M. de Groot", "MdG"),
        ("Groot, Marit de", "MdG"),
        ("Groot, M. de", "MdG"),
        ("Nunez Bos, Pilar", "PNB"),
        ("Pilar Nunez-Bos (Gast)", "PNB"),
        ("Tom van 't Veer", "TvtV"),
        ("Benhaddou, Idris", "IB"),
        ("IDRIS BENHADDOU", "IB"),
        ("Sanne Oyelaran | Drukkerij", "SO"),
        ("S. Oyelaran", "SO"),
        ("J.Oyelaran", "JO"),
        ("Kees Postma", "KP"),
        # Nobody for certain.
        ("Oyelaran", ""),
        ("X. Oyelaran", ""),
        ("de Groot", ""),
        ("Vergaderzaal Lindeweg", ""),
        ("Marit", ""),
        ("Marit de Grote", ""),
        ("", ""),
        ("|", ""),
    ],
)
def test_who_a_display_name_is(name: str, handle: str) -> None:
    assert speaker(name, PEOPLE) == handle


def test_a_name_that_two_people_have_is_nobody() -> None:
    twice = [*PEOPLE, Attendee(id=9, handle="SO2", name="Sanne Oyelaran")]
    assert speaker("Sanne Oyelaran", twice) == ""
    assert speaker("S. Oyelaran", twice) == ""


# Lined up with a record


def hold(folder: Path) -> tuple[Archive, Record]:
    """An hour's meeting: each note stands some 40 s behind the words of its speaker."""
    archive = archive_with_meeting(folder)
    desk = archive.open(KEY)
    begin = datetime(2026, 9, 17, 11, 30, tzinfo=UTC)
    for minute, second, line in (
        (0, 0, "/open"),
        (0, 0, "/aanwezig allen"),
        (1, 0, "/volgende"),
        (2, 0, "KP: het dak lekt"),
        (6, 30, "AB: er komt een offerte"),
        (10, 0, "/schors"),
        (15, 0, "/hervat"),
        (16, 0, "/volgende"),
        (16, 0, "/geheim punt"),
        (18, 0, "SvdM: het bod is hoog"),
        (24, 0, "/sluit"),
    ):
        act = desk.do(desk.understand(line), begin + timedelta(minutes=minute, seconds=second))
        assert act is not None, line
    desk.close(20)
    return archive, archive.read(KEY)


def said(*turns: tuple[float, str, str]) -> Transcript:
    cues = tuple(
        Cue(number=number, start=start, end=start + 5, name=name, words=words)
        for number, (start, name, words) in enumerate(turns, 1)
    )
    return Transcript(sha256="0", file="or.vtt", count=len(cues), cues=cues)


TURNS = (
    # The recording begins at 11:30:20.
    (45.0, "Zaal", "Punt twee."),
    (62.0, "Kees Postma", "Het dak lekt alweer."),
    (330.0, "Benali, Aïcha", "Er komt een offerte."),
    (700.0, "Zaal", "Koffie?"),
    (945.0, "Hanneke de Vries", "Punt drie is vertrouwelijk."),
    (1020.0, "S. van der Meer", "Het bod is hoog."),
)
STARTS = datetime(2026, 9, 17, 11, 30, 20, tzinfo=UTC)


def test_each_turn_stands_at_its_item_and_beside_its_entry(tmp_path: Path) -> None:
    _archive, record = hold(tmp_path)
    placed = place(replace(said(*TURNS), starts=STARTS), record)
    assert [(each.speaker, each.item, each.secret, each.in_recess) for each in placed] == [
        ("", 2, False, False),
        ("KP", 2, False, False),
        ("AB", 2, False, False),
        ("", None, False, True),
        ("HdV", 3, True, False),
        ("SvdM", 3, True, False),
    ]
    beside_each = {entry.text: [each.cue.number for each in beside(entry, placed)] for entry in record.entries.values()}
    assert beside_each == {"het dak lekt": [1, 2], "er komt een offerte": [3], "het bod is hoog": [5, 6]}


def test_the_beginning_is_found_within_five_seconds(tmp_path: Path) -> None:
    _archive, record = hold(tmp_path)
    found = propose_start(said(*TURNS), record)
    assert found is not None
    assert abs((found.at - STARTS).total_seconds()) <= 5
    assert (found.fitting, found.turns) == (3, 3)


def test_where_too_little_tells_no_beginning_is_guessed(tmp_path: Path) -> None:
    _archive, record = hold(tmp_path)
    assert propose_start(said(*TURNS[:2]), record) is None
    placed = place(said(*TURNS), record)
    assert {(each.at, each.item) for each in placed} == {(None, None)}
    assert not_noted(placed, record) == []


def test_long_talk_without_a_note_is_told(tmp_path: Path) -> None:
    _archive, record = hold(tmp_path)
    # From 11:49:00, a minute after the last note, until 11:52:00.
    long = said((45.0, "Zaal", "kort"), *((1120.0 + 20 * turn, "Zaal", "…") for turn in range(10)))
    runs = not_noted(place(replace(long, starts=STARTS), record), record)
    assert [[each.cue.number for each in run] for run in runs] == [list(range(2, 12))]


# Kept, and gone


def test_the_words_go_when_the_minutes_are_approved(tmp_path: Path) -> None:
    archive, _record = hold(tmp_path)
    archive.transcripts.keep(KEY, replace(said(*TURNS), consent="aan het begin gevraagd"))
    assert archive.transcripts.words(KEY).count == len(TURNS)
    assert archive.transcripts.path(KEY).stat().st_mode & 0o777 == 0o600
    backup = tmp_path / "reserve.zip"
    back_up(archive, backup, STARTS)
    assert not [file.path for file in read_manifest(backup).files if "transcripts" in file.path]

    assert archive.transcripts.approved(KEY, date(2026, 10, 15))
    assert not archive.transcripts.approved(KEY, date(2026, 10, 16))
    with pytest.raises(NoWordsKept):
        archive.transcripts.words(KEY)
    kept = archive.transcripts.read(KEY)
    assert kept is not None
    assert (kept.count, kept.consent, kept.gone, kept.cues) == (6, "aan het begin gevraagd", date(2026, 10, 15), ())
    assert archive.transcripts.consent_asked("or") == "aan het begin gevraagd"
    every_byte = b"".join(path.read_bytes() for path in archive.folder.rglob("*") if path.is_file())
    assert b"dak lekt alweer" not in every_byte


def test_words_that_are_kept_until_a_day_stay_when_the_minutes_are_approved(tmp_path: Path) -> None:
    archive, _record = hold(tmp_path)
    archive.transcripts.keep(KEY, replace(said(*TURNS), until="2026-12-31"))
    assert not archive.transcripts.approved(KEY, date(2026, 10, 15))
    assert archive.transcripts.overdue(date(2026, 12, 31)) == []
    assert archive.transcripts.overdue(date(2027, 1, 1)) == [KEY]


def test_a_damaged_file_is_told_and_left(tmp_path: Path) -> None:
    archive, _record = hold(tmp_path)
    archive.transcripts.keep(KEY, said(*TURNS))
    archive.transcripts.path(KEY).write_bytes(b"{")
    with pytest.raises(ArchiveDamaged):
        archive.transcripts.read(KEY)
    assert archive.transcripts.overdue(date(2027, 1, 1)) == []
    assert archive.transcripts.path(KEY).read_bytes() == b"{"
