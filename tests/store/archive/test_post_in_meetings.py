"""Post in a meeting: `/afdoen`, what the desk then says of the piece, and how the minutes tell it."""

from __future__ import annotations

from pathlib import Path

from exports.confidentiality.redaction import redacted
from exports.content.minutes import minutes
from exports.formats.markdown import write_markdown
from store.archive.desk.post_in_meetings import held
from store.desk.standing import Stand, standing
from store.model import Audience
from tests.helpers.desk import BODY, NOW, archive_with_desk, register
from tests.helpers.meetings import AT, KEY, planned


def test_handled_in_the_meeting_with_a_list_in_the_minutes_and_undo(tmp_path: Path) -> None:
    archive = archive_with_desk(tmp_path)
    desk = archive.open_desk(BODY)
    first = register(desk, "arbo: Verzuimverslag", NOW.date())
    for line in ("bestuurder: Brief", "medewerker: Vraag", "arbo: Geheim stuk, geheim art. 20 WOR"):
        register(desk, line, NOW.date())
    desk.close()
    archive.create(*planned())
    meeting = archive.open(KEY)

    def do(line: str) -> None:
        assert meeting.do(meeting.understand(line), AT)

    book = meeting.running.context().post
    assert book
    assert [piece.number for piece in book.unhandled()] == [f"I-2027-00{n}" for n in range(1, 5)]
    do("/open")
    do("/next")
    do("/afdoen i1 betrekken bij 3")
    do("/handle i2 answer @kp > 1 dec")
    do("/afdoen rest kennis")
    do("/undo")
    do("/afdoen rest kennis")
    assert meeting.understand("/afdoen i9 kennis").remarks
    assert meeting.understand("/afdoen rest kennis").remarks
    record = meeting.running.record
    full = write_markdown(minutes(redacted(record, Audience.FULL)))
    public = write_markdown(minutes(redacted(record, Audience.PUBLIC)))
    meeting.close()
    assert "| I-2027-001 | Verzuimverslag" in full
    assert "betrekken bij punt 3" in full
    assert "te beantwoorden door KP" in full
    assert "Geheim stuk" in full
    assert "Geheim stuk" not in public
    told = held(archive.index, BODY)
    assert set(told.handlings) == {f"I-2027-00{n}" for n in range(1, 5)}
    at_desk = archive.read_desk("or")
    assert standing(at_desk, at_desk.pieces[first.id], told).handling == told.handlings["I-2027-001"]
    assert standing(at_desk, at_desk.pieces[first.id], told).stand is Stand.OPEN
