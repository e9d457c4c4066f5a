"""The commands of requests: what a program gets of them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from store.archive.archive import Archive
from store.archive.requests.requests import Requests
from store.bodies.body import new_body
from store.bodies.settings import with_setting
from store.language.day_phrases import Calendar
from tests.conftest import run


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["2027-04-06", "1 month"], ["2027-05-06", "2027-05-10", "2027-05-04"]),
        (["6 april 2027", "een maand", "--as", "plain"], ["2027-05-06", "2027-05-06", "2027-05-04"]),
        (["2026-05-15", "3 clear days", "--back"], ["2026-05-11", None, "2026-05-11"]),
    ],
)
def test_a_count_is_an_object_with_three_days(arguments: list[str], expected: list[str | None]) -> None:
    found = json.loads(run("requests", "count", *arguments, "--json").stdout)
    assert [found["nominal"], found["last"], found["do_by"]] == expected


def test_what_is_no_length_is_one_line() -> None:
    result = run("requests", "count", "2027-04-06", "1 moon")
    assert result.returncode == 1
    assert "“1 moon”" in result.stderr.decode()


def shown(*arguments: str) -> dict[str, Any]:
    result = run("requests", *arguments, "--json")
    assert result.returncode == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_a_request_from_its_letter_to_the_answer(archive_folder: Path) -> None:
    register = Archive(archive_folder, archive_folder / "state").register
    calendar = Calendar(on=date(2027, 1, 1))
    for key, parent, settings in (
        ("or", "", {"regeling": "wor", "reactietermijn": "6 weken", "vergadert": "elke derde donderdag"}),
        ("ov", "or", {"soort": "overleg", "vergadert": "elke tweede donderdag"}),
    ):
        body = replace(new_body(key, key, "nl"), parent=parent)
        for name, value in settings.items():
            body = with_setting(body, name, value, calendar)
        register.put(body)
    new = shown("new", "or", "advies 25.1.e", "Samenvoeging", "--on", "2027-01-18")
    assert (new["request"], new["next"]) == ("R-2027-01", "acknowledged")
    assert new["terms"]["reply"]["day"] == "2027-03-01"
    early = run("requests", "step", "r1", "decided", "--on", "2027-01-19", "--answer", "negatief, tenzij")
    assert "! not yet discussed in a consultation meeting (art. 25 lid 4)" in early.stderr.decode()
    found = shown("step", "r1", "besproken", "--on", "2027-02-11", "--item", "3")
    assert (found["next"], found["status"]) == ("answered", "wij zijn aan zet")
    assert shown("show", "R-2027-01", "--on", "2027-01-18")["offered_for"] is None
    future = run("requests", "show", "r2")
    assert future.returncode == 1
    assert run("requests", "step", "r1", "sprong", "--on", "2027-02-12").returncode == 1
    assert run("requests", "condition", "r1", "geen", "ontslagen", "--on", "2027-02-12").returncode == 0
    assert run("requests", "condition", "r1", "--met", "1", "--on", "2027-02-13").returncode == 0
    assert shown("show", "r1", "--on", "2027-02-13")["conditions"] == [
        {"number": 1, "text": "geen ontslagen", "met": "2027-02-13", "dropped": False}
    ]


def test_a_bad_procedure_of_a_body_is_told_and_the_built_in_one_used(archive_folder: Path) -> None:
    archive = Archive(archive_folder, archive_folder / "state")
    archive.register.put(new_body("or", "OR", "nl"))
    own = run("requests", "procedure", "wor-27", "--edit", "or").stdout.decode().strip()
    text = Path(own).read_text("utf-8")
    Path(own).write_text(text.replace('length = "1 month"', 'length = "1 moon"'), "utf-8")
    shown("new", "or", "27.1.b", "Rooster", "--on", "2027-02-22")
    result = run("requests", "show", "r1", "--on", "2027-02-22")
    assert "procedures/or/wor-27.toml, line " in result.stderr.decode()
    assert "length: “1 moon” is no length" in result.stderr.decode()
    Path(own).write_text(text.replace("nietigheid inroepen", "x").replace('length = "1 month"', 'length = "5 weeks"'))
    requests = Requests(archive, date(2027, 3, 1))
    term = next(term for term in requests.own(archive.register.find("or"))[0].term if term.key == "nullity")
    assert str(term.length) == "5 weeks"
