"""Who may read what, where the register is gone, has lost the body, or is an older copy: the stricter of both."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from exports.publish import Job
from store.archive.archive import Archive
from store.bodies.settings import with_setting
from store.language.day_phrases import Calendar
from store.model import Audience, Body
from tests.helpers.meetings import AT, BODY, KEY, keep_lines, planned

GROUND = "art. 20 WOR"


def set_to(archive: Archive, name: str, value: str) -> None:
    def change(body: Body) -> Body:
        return with_setting(body, name, value, Calendar(on=AT.date()))

    archive.register.change(BODY.key, change)


def held(tmp_path: Path, *settings: tuple[str, str]) -> Archive:
    """An archive with a meeting of a body that was set so, in which Zilverberg is confidential."""
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    archive.register.put(BODY)
    for setting in settings:
        set_to(archive, *setting)
    meeting, items, roll = planned()
    body = archive.register.find(BODY.key)
    archive.create(replace(meeting, body=body), items, roll)
    desk = archive.open(KEY)
    keep_lines(desk, "/open", "/go 2", f"/secret {GROUND}", "Zilverberg gaat weg", "/go 3", "KP: een opmerking")
    desk.close()
    return archive


def employer(archive: Archive) -> str:
    return Job(audience=Audience.EMPLOYER, archive=archive).make([archive.read(KEY)]).decode()


def test_what_the_register_opens_is_open(tmp_path: Path) -> None:
    archive = held(tmp_path)
    assert "Zilverberg" not in employer(archive)
    set_to(archive, "employer may read", GROUND)
    assert "Zilverberg" in employer(archive)
    set_to(archive, "employer may read", "")
    assert "Zilverberg" not in employer(archive)


@pytest.mark.parametrize("loss", ["file", "body"])
def test_what_was_closed_since_stays_closed_where_the_register_is_lost(tmp_path: Path, loss: str) -> None:
    archive = held(tmp_path, ("employer may read", GROUND))
    assert "Zilverberg" in employer(archive)
    register = archive.register.path
    if loss == "file":
        register.unlink()
    else:
        register.write_text(json.dumps(json.loads(register.read_text()) | {"bodies": {}}))
    told = employer(archive)
    assert "Zilverberg" not in told
    assert "een opmerking" in told


def test_what_was_closed_since_stays_closed_where_an_older_register_is_put_back(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive", tmp_path / "state")
    archive.register.put(BODY)
    set_to(archive, "employer may read", GROUND)
    older = archive.register.path.read_bytes()
    set_to(archive, "employer may read", "")
    meeting, items, roll = planned()
    archive.create(replace(meeting, body=archive.register.find(BODY.key)), items, roll)
    desk = archive.open(KEY)
    keep_lines(desk, "/open", "/go 2", f"/secret {GROUND}", "Zilverberg gaat weg")
    desk.close()
    archive.register.path.write_bytes(older)
    assert "Zilverberg" not in employer(archive)


def test_what_either_withholds_is_withheld(tmp_path: Path) -> None:
    archive = held(tmp_path, ("not for the employer", "speakers"))
    archive.register.path.unlink()
    told = employer(archive)
    assert "een opmerking" in told
    assert "KP:" not in told
