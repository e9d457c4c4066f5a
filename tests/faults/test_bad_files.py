"""Files as no notulist ever wrote them: no crash, no byte of theirs overwritten, one line that says what is wrong."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest

from exports.agenda.markdown import write_agenda
from exports.publish import make
from store.archive.archive import Archive
from store.errors import ArchiveDamaged, CannotDo, NotulistError
from store.model import SCHEMA, Audience
from store.record.clock import planned_end, projected_end
from tests.helpers.meetings import BODY, KEY, archive_with_meeting, folder_content, keep_lines, texts

Tables = dict[str, Any]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive whose one meeting has a past: file, backup, and something of everything."""
    archive = archive_with_meeting(tmp_path)
    archive.register.put(BODY)
    desk = archive.open(KEY)
    lines = ("/open", "/present HdV KP AB", "een", "!? wij doen het", "= 2-1", "@kp zoek het uit > vrijdag", "/next")
    keep_lines(desk, *lines, "/break", "/undo", "laatste")
    desk.close()
    return archive


def tables_of(archive: Archive) -> Tables:
    tables: Tables = json.loads(archive.path(KEY).read_text("utf-8"))
    return tables


MUTATIONS = 1000
WHOLE_FILES = {
    "empty": b"",
    "spaces": b"  \n",
    "null": b"null",
    "a number": b"17",
    "a list": b"[]",
    "a string": b'"2026"',
    "truncated": b'{"meeting": {"1": {"key": "2026-09-17-or"',
    "two documents": b'{"schema": {"1": {"version": 1}}} {}',
    "not UTF-8": b'{"schema": {"1": {"version": 1}}, "\xff\xfe": {}}',
    "UTF-16": '{"schema": {"1": {"version": 1}}}'.encode("utf-16"),
    "half a surrogate": b'{"schema": {"1": {"version": 1, "x": "\\ud800"}}}',
    "zeros": bytes(4096),
    "deep": b"[" * 100_000,
    "deep inside": b'{"schema": {"1": {"version": ' + b"[" * 100_000,
    "no schema": b'{"meeting": {"1": {}}}',
    "schema without a version": b'{"schema": {"1": {}}}',
    "version as text": b'{"schema": {"1": {"version": "1"}}}',
    "version zero": b'{"schema": {"1": {"version": 0}}}',
    "a newer schema": b'{"schema": {"1": {"version": 2}}}',
    "tables as lists": b'{"schema": {"1": {"version": 1}}, "entries": []}',
    "rows as text": b'{"schema": {"1": {"version": 1}}, "entries": {"1": "x"}}',
    "ids as words": b'{"schema": {"1": {"version": 1}}, "entries": {"one": {}}}',
    "no meeting": b'{"schema": {"1": {"version": 1}}}',
    "a meeting of wrong types": b'{"schema": {"1": {"version": 1}}, "meeting": {"1": {"key": 3}}}',
}


@pytest.mark.parametrize("content", WHOLE_FILES.values(), ids=WHOLE_FILES.keys())
def test_a_bad_file_is_left_as_it_is(archive: Archive, content: bytes) -> None:
    path = archive.path(KEY)
    path.write_bytes(content)
    before = folder_content(path.parent)
    for opening in (archive.read, archive.open, archive.open):
        with pytest.raises(ArchiveDamaged) as caught:
            opening(KEY)
        assert "\n" not in str(caught.value)
    assert folder_content(path.parent) == before


def test_a_bad_file_with_a_journal_is_left_as_it_is(archive: Archive) -> None:
    path = archive.path(KEY)
    keep_lines(archive.open(KEY), "niet gevouwen")
    path.write_bytes(b"{}")
    before = folder_content(path.parent)
    assert f"{KEY}.journal" in before
    with pytest.raises(ArchiveDamaged):
        Archive(archive.folder, archive.folder / "another state").open(KEY)
    assert folder_content(path.parent) == before


def test_the_backup_is_named(archive: Archive) -> None:
    archive.path(KEY).write_bytes(b"{")
    with pytest.raises(ArchiveDamaged, match=f"The version before it is {KEY}.bak"):
        archive.read(KEY)
    archive.path(KEY).with_suffix(".bak").unlink()
    with pytest.raises(ArchiveDamaged) as caught:
        archive.read(KEY)
    assert ".bak" not in str(caught.value)


def test_a_newer_file_says_so(archive: Archive) -> None:
    tables = tables_of(archive) | {"schema": {"1": {"version": SCHEMA + 1}}}
    archive.path(KEY).write_text(json.dumps(tables), "utf-8")
    with pytest.raises(ArchiveDamaged, match="newer notulist"):
        archive.open(KEY)


def test_a_folder_in_the_place_of_a_file_is_no_crash(archive: Archive) -> None:
    archive.path(KEY).unlink()
    archive.path(KEY).mkdir()
    for opening in (archive.read, archive.open):
        with pytest.raises(ArchiveDamaged):
            opening(KEY)


def test_a_bad_register_is_left_as_it_is(archive: Archive) -> None:
    path = archive.folder / "register.json"
    for content in (b"", b"null", b'{"schema": {"1": {"version": 1}}, "bodies": {"1": {"key": "or", "name": 3}}}'):
        path.write_bytes(content)
        with pytest.raises(ArchiveDamaged):
            archive.bodies()
        with pytest.raises(ArchiveDamaged):
            archive.register.put(BODY)
        assert path.read_bytes() == content


def test_a_body_without_a_key_stops_no_other(archive: Archive) -> None:
    path = archive.folder / "register.json"
    register = json.loads(path.read_text("utf-8"))
    register["bodies"]["7"] = {"colour": "blue"}
    path.write_text(json.dumps(register), "utf-8")
    archive.register.put(BODY)
    assert json.loads(path.read_text("utf-8"))["bodies"]["7"] == {"colour": "blue"}


def _wrong_type(tables: Tables) -> None:
    tables["entries"][_first_entry(tables)]["text"] = 17


def _wrong_id(tables: Tables) -> None:
    tables["entries"][_first_entry(tables)]["id"] = 999


def _missing_field(tables: Tables) -> None:
    del tables["entries"][_first_entry(tables)]["kind"]


def _unknown_kind(tables: Tables) -> None:
    tables["entries"][_first_entry(tables)]["kind"] = "poem"


def _bad_date(tables: Tables) -> None:
    tables["entries"][_first_entry(tables)]["at"] = "yesterday"


def _first_entry(tables: Tables) -> str:
    return str(min(map(int, tables["entries"])))


BAD_ROWS = [_wrong_type, _wrong_id, _missing_field, _unknown_kind, _bad_date]


@pytest.mark.parametrize("spoil", BAD_ROWS)
def test_a_bad_row_is_named_and_the_rest_opens(archive: Archive, spoil: Callable[[Tables], None]) -> None:
    tables = tables_of(archive)
    id = _first_entry(tables)
    spoil(tables)
    archive.path(KEY).write_text(json.dumps(tables), "utf-8")
    record = archive.read(KEY)
    assert "een" not in texts(record)
    assert "laatste" in texts(record)
    assert f"Row {id} of “entries”" in record.found[0]

    desk = archive.open(KEY)
    assert f"Row {id} of “entries”" in desk.found[0]
    keep_lines(desk, "erbij")
    desk.close()
    after = tables_of(archive)
    assert after["entries"][id] == tables["entries"][id]
    assert texts(archive.read(KEY))[-1] == "erbij"
    assert len(after["entries"]) == len(tables["entries"]) + 1


def test_a_bad_act_in_the_log_is_not_written_over(archive: Archive) -> None:
    tables = tables_of(archive)
    last = max(tables["log"], key=int)
    tables["log"][last] = {"number": int(last), "at": "?"}
    archive.path(KEY).write_text(json.dumps(tables), "utf-8")
    desk = archive.open(KEY)
    keep_lines(desk, "erbij", "/undo", "/redo")
    desk.close()
    after = tables_of(archive)
    assert after["log"][last] == tables["log"][last]
    assert len(after["log"]) == len(tables["log"]) + 3


def test_a_row_that_is_there_twice_is_set_aside(archive: Archive) -> None:
    # What is left when two versions are merged by hand.
    path = archive.path(KEY)
    tables = tables_of(archive)
    id = _first_entry(tables)
    theirs = json.dumps(tables["entries"][id] | {"text": "de andere versie"})
    content = path.read_text("utf-8").replace('"entries": {', f'"entries": {{"{id}": {theirs},')
    path.write_text(content, "utf-8")
    desk = archive.open(KEY)
    assert desk.found == [f"1 row that was there twice was set aside in {KEY}.bad."]
    desk.close()
    assert json.loads(path.with_suffix(".bad").read_bytes())[id]["text"] == "de andere versie"
    assert texts(archive.read(KEY))[0] == "een"


@pytest.mark.faults
def test_a_thousand_mutations_crash_nothing_and_lose_no_byte(archive: Archive) -> None:
    path = archive.path(KEY)
    good = path.read_bytes()
    chance = random.Random(20260917)
    opened = 0
    for round in range(MUTATIONS):
        content = bytearray(good)
        for _hit in range(chance.choice((1, 1, 2, 8))):
            at = chance.randrange(len(content))
            if chance.random() < 0.5:
                content[at] = chance.randrange(256)
            elif chance.random() < 0.5:
                del content[at : at + chance.randrange(1, 40)]
            else:
                content[at:at] = content[chance.randrange(len(content)) :][: chance.randrange(1, 40)]
        path.write_bytes(content)
        try:
            archive.read(KEY)
            desk = archive.open(KEY)
        except NotulistError as error:
            assert "\n" not in str(error), round
            assert path.read_bytes() == content
            continue
        opened += 1
        try:
            keep_lines(desk, "een regel")
        except CannotDo:
            pass
        finally:
            desk.close()
        if (backup := path.with_suffix(".bak").read_bytes()) != content:
            # Only what stands in `.bad` was left out.
            assert path.with_suffix(".bad").exists(), round
            assert backup, round
        assert archive.read(KEY)
    assert opened > MUTATIONS / 20


def test_a_mutated_journal_loses_only_the_lines_that_were_hit(archive: Archive) -> None:
    path = archive.path(KEY)
    good = path.read_bytes()
    desk = archive.open(KEY)
    notes = [f"regel {number}" for number in range(20)]
    keep_lines(desk, *notes)
    lines = path.with_suffix(".journal").read_bytes().splitlines(keepends=True)
    desk.close()
    chance = random.Random(17)
    for round in range(60):
        hit = chance.sample(range(20), 3)
        spoiled = list(lines)
        for at in hit:
            line = bytearray(spoiled[at])
            line[chance.randrange(len(line) - 1)] ^= 1 << chance.randrange(8)
            spoiled[at] = bytes(line)
        path.write_bytes(good)
        path.with_suffix(".journal").write_bytes(b"".join(spoiled))
        desk = archive.open(KEY)
        kept = [text for text in texts(desk.running.record) if text.startswith("regel")]
        assert kept == [note for at, note in enumerate(notes) if at not in hit], round
        # Of a journal in which other lines are last than before, that is said too.
        assert len(desk.found) in (1, 2), round
        desk.close()


def test_instants_without_a_time_zone_are_utc_and_hours_with_one_are_the_meetings(archive: Archive) -> None:
    tables = tables_of(archive)
    told = tables["meeting"]["1"]
    told["start"], told["end"] = "13:30:00Z", "16:00:00+01:00"
    told["opened"] = told["opened"].rstrip("Z")
    for interval in (
        *told.get("recesses", ()),
        *(each for item in tables["items"].values() for each in item.get("intervals", ())),
    ):
        interval["start"] = interval["start"].rstrip("Z")
    for row in (*tables["entries"].values(), *tables["log"].values()):
        row["at"] = row["at"].rstrip("Z")
    for who in tables["attendance"].values():
        for presence in who.get("presence", ()):
            presence["start"] = presence["start"].rstrip("Z")
    before = archive.read(KEY)
    archive.path(KEY).write_text(json.dumps(tables), "utf-8")

    record = archive.read(KEY)

    assert record.found == []
    assert (record.meeting.start, record.meeting.end) == (time(13, 30), time(16))
    assert record.meeting.opened == before.meeting.opened
    assert (record.items, record.entries, record.attendance) == (before.items, before.entries, before.attendance)
    now = datetime(2026, 9, 17, 14, tzinfo=UTC)
    assert projected_end(record, now) == projected_end(before, now)
    assert planned_end(record.meeting)
    desk = archive.open(KEY)
    keep_lines(desk, "/undo", "/undo", "/redo")
    desk.close()


def test_a_body_in_a_language_that_is_not_known_has_english_documents(archive: Archive) -> None:
    tables = tables_of(archive)
    tables["meeting"]["1"]["body"]["language"] = "xx_YY"
    archive.path(KEY).write_text(json.dumps(tables), "utf-8")
    record = archive.read(KEY)

    for what in ("minutes", "actions", "decisions"):
        assert "September 2026" in make(record, what, Audience.FULL)
    assert "- Date: 17 September 2026" in write_agenda(record.meeting, record.agenda(), [*record.attendance.values()])
