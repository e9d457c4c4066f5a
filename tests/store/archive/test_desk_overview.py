"""What the home screen tells of post: what is new, to be answered, and late, and nothing where there is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from store.archive.desk.overview import with_post
from store.search.overview import Matter, MatterLine
from tests.helpers.desk import BODY, archive_with_desk, register


def test_a_line_for_each_body_with_post_to_see_to(tmp_path: Path) -> None:
    archive = archive_with_desk(tmp_path)
    rest = [MatterLine(matter=Matter.ACTIONS, late=1), MatterLine(matter=Matter.EARLIER, key="x")]
    assert with_post(archive, rest, date(2027, 2, 1)) == rest
    desk = archive.open_desk(BODY)
    for line in ("arbo: Brief", "arbo: Nog een", "medewerker: Vraag, antwoord @ib > 5 feb", "arbo: Aanbod, archief"):
        register(desk, line, date(2027, 1, 26))
    desk.close()
    told = MatterLine(matter=Matter.POST, key="or", new=2, to_answer=1)
    assert with_post(archive, rest, date(2027, 2, 1)) == [rest[0], told, rest[1]]
    late = MatterLine(matter=Matter.POST, key="or", new=2, to_answer=1, late=1)
    assert with_post(archive, rest, date(2027, 2, 6)) == [rest[0], late, rest[1]]
