"""The language on Windows, which sets no variable for it."""

from __future__ import annotations

from store.i18n import language_of_windows, preferred
from tests.helpers.tables import each_row


@each_row("number, locale", [(0x0413, "nl_NL"), (0x0813, "nl_BE"), (0x0409, "en_US"), (0, "")])
def test_the_number_that_windows_gives(number: int, locale: str) -> None:
    assert language_of_windows(lambda: number, "win32") == locale
    assert language_of_windows(lambda: number, "linux") == ""


@each_row(
    "environment, of_windows, language",
    [
        ({}, "nl_NL", "nl"),
        ({}, "de_DE", "en"),
        ({}, "", "en"),
        ({"LANG": "en_GB.UTF-8"}, "nl_NL", "en"),
        ({"LANG": "Dutch_Netherlands.1252"}, "", "nl"),
        ({"LC_ALL": "C"}, "nl_NL", "en"),
    ],
)
def test_a_variable_goes_before_it(environment: dict[str, str], of_windows: str, language: str) -> None:
    assert preferred(environment, of_windows) == language
