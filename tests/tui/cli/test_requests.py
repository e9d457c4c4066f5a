"""The commands of requests: what a program gets of them."""

from __future__ import annotations

import json

import pytest

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
