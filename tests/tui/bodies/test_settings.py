"""Whatever can be set of a body can be set on its screen."""

from __future__ import annotations

from store.bodies.settings import SETTINGS
from tui.bodies.body import PARTS


def test_every_setting_has_one_line_on_the_screen_of_a_body() -> None:
    shown = [key for _heading, keys in PARTS for key in keys]
    assert sorted(shown) == sorted(setting.key for setting in SETTINGS)
