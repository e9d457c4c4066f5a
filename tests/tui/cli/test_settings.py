"""Settings, changed one by one: checked, and with the comments that somebody wrote beside them."""

from __future__ import annotations

import pytest

from store.errors import NotulistError
from store.paths import settings_file
from store.settings import read_settings
from tests.conftest import run
from tests.helpers.tables import each_row
from tui.keys.bindings import commands_of
from tui.keys.keymaps import KEYMAPS, keys_chosen
from tui.routes import Place


def test_a_setting_is_kept_and_its_comments_stay() -> None:
    file = settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("# mine\nlanguage = 'nl' # Dutch\n", "utf-8")
    assert run("config", "set", "theme", "high-contrast").returncode == 0
    assert run("config", "set", "keys.actions", "ctrl+x").returncode == 0
    assert run("config", "set", "mouse", "nee").returncode == 0
    text = file.read_text("utf-8")
    assert "# mine" in text
    assert "# Dutch" in text
    settings = read_settings()
    assert (settings.language, settings.theme, settings.keys, settings.mouse) == (
        "nl",
        "high-contrast",
        {"actions": "ctrl+x"},
        False,
    )
    assert run("config", "get", "theme").stdout == b"high-contrast\n"
    assert b"keys.actions = ctrl+x" in run("config", "list").stdout
    assert run("config", "set", "theme", "").returncode == 0
    assert read_settings().theme == ""
    assert run("config", "path").stdout.decode().strip() == str(file)


@each_row(
    "name, value, said",
    [
        ("colour", "red", "There is no setting"),
        ("theme", "pink", "dark, light, high-contrast"),
        ("language", "fr", "en, nl"),
        ("mouse", "perhaps", "true, false"),
        ("keys.actoins", "ctrl+x", "Did you mean actions?"),
        ("keys.actions", "ctrl+m", "no key that every terminal delivers"),
        ("keys.actions", "ctrl+a", "needed to type"),
        ("keys.actions", "f2", "belongs to"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(name: str, value: str, said: str) -> None:
    done = run("config", "set", name, value)
    assert done.returncode == 1
    assert said in done.stderr.decode()
    assert not settings_file().exists()


@each_row("keymap", KEYMAPS)
def test_each_keymap_is_in_order(keymap: str) -> None:
    chosen = keys_chosen(keymap, {})
    assert chosen == KEYMAPS[keymap]
    for place in Place:
        keys = [chosen.get(command.action, command.key) for command in commands_of(place)]
        assert len(set(keys)) == len(keys)


def test_a_key_that_two_commands_want_is_refused() -> None:
    with pytest.raises(NotulistError):
        keys_chosen("", {"actions": "ctrl+x", "undo": "ctrl+x"})
