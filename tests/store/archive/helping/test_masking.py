"""What a helper gets to read: no name of roll, register or parties, no address and no long number; nothing closed."""

from __future__ import annotations

import pytest

from store.archive.helping.masking import Somebody, masked
from store.errors import CannotDo
from store.model import Secrecy
from tests.helpers.meetings import AT, running


def test_names_addresses_and_numbers_are_masked_and_put_back() -> None:
    meeting = running()
    who = next(iter(meeting.record.attendance.values()))
    surname = who.name.split()[-1]
    for line in (
        "/open",
        "/present all",
        f"{who.handle}: {who.name} belt G. de Wit op 06-12345678 of g.dewit@voorbeeld.nl",
        f"de heer {surname} en mevrouw {surname[:-1]} zijn het eens",
        "[] dit is geheim",
    ):
        meeting.do(meeting.understand(line), AT)
    meeting.do(meeting.understand("/secret last"), AT)
    item = next(each for each in meeting.record.agenda() if meeting.record.entries_of(each.id))
    found = masked(meeting.record, item, (), [Somebody("G. de Wit")])
    for word in (who.name, surname, surname[:-1], "Wit", "12345678", "voorbeeld.nl", "dit is geheim"):
        assert word not in found.text, word
    first = found.text.splitlines()[1].partition(":")[0]
    assert found.unmasked(f"@{first} belt > 1 dec") == f"@{who.handle} belt > 1 dec"
    assert found.unmasked("P9999 blijft") == "P9999 blijft"


def test_of_a_confidential_item_it_gets_nothing() -> None:
    from msgspec.structs import replace

    meeting = running()
    item = meeting.record.agenda()[0]
    meeting.record.put(replace(item, confidential=Secrecy(ground="art. 20 WOR")))
    with pytest.raises(CannotDo):
        masked(meeting.record, meeting.record.agenda()[0], (), ())
