"""The one table of readers: everything that is asked of them is in it."""

from __future__ import annotations

import msgspec
import pytest

from exports.confidentiality.audience import view_of
from exports.reader_words import in_file_name, minutes_for
from store.model import RESTRICTED, Audience, Audiences, Body, View, Withheld


def test_whoever_is_shown_less_has_a_field_of_the_settings_and_all_words() -> None:
    assert {audience.value for audience in RESTRICTED} == {each.name for each in msgspec.structs.fields(Audiences)}
    for audience in RESTRICTED:
        facts = audience.facts
        assert all((facts.name, facts.dutch, *facts.without, *facts.reads, facts.opened, facts.no_actions)), audience
        assert in_file_name(audience, "en"), audience
    called = {minutes_for(audience, "2027-03", "en") for audience in Audience}
    assert len(called) == len(Audience)


@pytest.mark.parametrize("audience", RESTRICTED)
def test_each_has_a_view_of_its_own(audience: Audience) -> None:
    own = View(withholds=(Withheld.NOTES,), reads=("salary",))
    body = Body(key="or", name="OR", audiences=msgspec.structs.replace(Audiences(), **{audience.value: own}))
    assert view_of(audience, body) == own
    assert all(view_of(other, body) != own for other in Audience if other is not audience)
    assert view_of(Audience.FULL, body) == View()
