"""The yearly moments of regimes: what is built in can be read, and what is wrong with a file is told."""

from __future__ import annotations

from importlib.resources import files

import pytest

from store.procedures.catalogue import REGIMES
from store.procedures.toml import BadProcedure
from store.procedures.yearly import NOTHING_PLANNED, read_year_plan, year_plan


def test_every_built_in_plan_is_of_a_regime_and_in_both_languages() -> None:
    names = sorted(each.name for each in files("store.procedures.plans").iterdir() if each.name.endswith(".toml"))
    assert names
    for name in names:
        plan = year_plan(name.removesuffix(".toml"))
        assert plan.regime in REGIMES
        assert plan.moment
        for moment in plan.moment:
            for text in (moment.text, moment.condition, moment.note):
                assert set(text) in ({"nl", "en"}, set())
            assert moment.times or moment.days or moment.at, moment.key


def test_a_regime_without_moments_has_none() -> None:
    assert year_plan("parish") is NOTHING_PLANNED
    assert year_plan("../wor") is NOTHING_PLANNED


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('regime = "x"\nstatute = "X"\n[[moment]]\nkey = "a"\nlaw = ""\ntext = {nl = "t"}\nmonths = [13]\n', "line 7"),
        ('regime = "x"\nstatute = "X"\n[[moment]]\nkey = "a"\nlaw = ""\n', "text"),
        ('regime = "x"\nstatute = "X"\nsurprise = 1\n', "line 3, surprise"),
        ("regime = ", "line 1"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, says: str) -> None:
    with pytest.raises(BadProcedure, match=says):
        read_year_plan(text, "x.toml")
