"""After the fact: what was written becomes something else, is edited, filed, made secret, taken out."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from store.errors import CannotDo
from store.model import Kind
from tests.helpers.council import Sitting
from tests.helpers.tables import each_row


@each_row(
    "sign, kind, reference",
    [
        ("!", Kind.DECISION, "B 2027-03-01"),
        ("!?", Kind.PROPOSAL, ""),
        ("?", Kind.QUESTION, ""),
        ("@", Kind.ACTION, "A 2027-03-01"),
        ("&", Kind.UNDERTAKING, "T 2027-03-01"),
    ],
)
def test_a_sign_alone_makes_the_last_entry_into_what_it_stands_for(sign: str, kind: Kind, reference: str) -> None:
    sitting = Sitting()
    sitting.type("/open", "bvdb: wij doen dit", sign)
    [entry] = sitting.entries()
    assert (entry.kind, entry.text, entry.speaker, entry.reference) == (kind, "wij doen dit", "BvdB", reference)
    sitting.type("\\")
    [entry] = sitting.entries()
    assert (entry.kind, entry.reference) == (Kind.NOTE, "")
    sitting.type("/undo", "/undo")
    assert sitting.entries()[0].kind is Kind.NOTE


def test_names_and_a_date_alone_make_the_last_entry_an_action() -> None:
    sitting = Sitting()
    sitting.type("/open", "de brief moet weg", "@bvdb,jth > 1 apr")
    [entry] = sitting.entries()
    assert (entry.kind, entry.text, entry.owners) == (Kind.ACTION, "de brief moet weg", ("BvdB", "JtH"))
    assert entry.due is not None
    assert str(entry.due.day) == "2027-04-01"
    sitting.type("@mda")
    assert sitting.entries()[0].owners == ("MdA",)
    assert sitting.entries()[0].due == entry.due


def test_without_an_entry_a_sign_alone_cannot_be_done() -> None:
    sitting = Sitting()
    sitting.type("/open")
    for sign in ("!", "?", "@", "/delete", "\\"):
        with pytest.raises(CannotDo):
            sitting.type(sign)


def test_what_it_is_already_is_said() -> None:
    sitting = Sitting()
    sitting.type("/open", "! een besluit")
    with pytest.raises(CannotDo):
        sitting.type("!")


def test_an_entry_further_back_is_edited_filed_hidden_and_taken_out() -> None:
    sitting = Sitting()
    sitting.type("/open", "! eerste", "tweede", "derde")
    first, second, _third = sitting.entries()
    edited = replace(sitting.understand("! eerste, beter gezegd"), entry=first.id)
    sitting.running.do(edited, sitting.now)
    sitting.running.do(replace(sitting.understand("/bij 3"), entry=second.id), sitting.now)
    sitting.running.do(replace(sitting.understand("/geheim laatste"), entry=first.id), sitting.now)
    entries = sitting.entries()
    assert (entries[0].text, entries[0].reference) == ("eerste, beter gezegd", "B 2027-03-01")
    assert entries[0].confidential is not None
    assert entries[1].item == sitting.item("3").id
    sitting.type("/schrap b1")
    assert [entry.text for entry in sitting.entries()] == ["tweede", "derde"]
    sitting.type("/delete")
    assert [entry.text for entry in sitting.entries()] == ["tweede"]
    sitting.type("/undo", "/undo")
    assert [entry.text for entry in sitting.entries()] == ["eerste, beter gezegd", "tweede", "derde"]


def test_a_decision_with_a_vote_that_becomes_a_proposal_is_to_be_voted_on_again() -> None:
    sitting = Sitting()
    sitting.type("/open", "/present allen", "! wij doen dit", "= unaniem", "!?")
    [entry] = sitting.entries()
    assert (entry.kind, entry.outcome) == (Kind.PROPOSAL, None)
    sitting.type("= unaniem -bvdb")
    assert sitting.entries()[0].kind is Kind.DECISION


def test_many_lines_are_one_act() -> None:
    sitting = Sitting()
    sitting.type("/open")
    acts = len(sitting.record.log)
    sitting.running.do_all(["een", "! twee", "@bvdb drie > morgen", "/naar 99", "/help"], sitting.now)
    assert len(sitting.record.log) == acts + 1
    assert [entry.text for entry in sitting.entries()] == ["een", "twee", "drie", "/naar 99", "/help"]
    sitting.type("/undo")
    assert not sitting.entries()


def test_who_said_what_became_a_decision_is_kept_when_it_is_edited() -> None:
    sitting = Sitting()
    sitting.type("/open", "bvdb: wij doen dit", "!")
    [entry] = sitting.entries()
    sitting.running.do(replace(sitting.understand("! wij doen dat"), entry=entry.id), sitting.now)
    sitting.type("\\")
    assert [(entry.text, entry.speaker) for entry in sitting.entries()] == [("wij doen dat", "BvdB")]


def test_what_a_decision_replaced_is_in_force_again_when_that_decision_goes() -> None:
    for goes in ("/delete b2", "/undo"):
        sitting = Sitting()
        sitting.type("/open", "! oud", "/vervang b1 nieuw", goes)
        assert [entry.replaced_by for entry in sitting.entries()] == [""]
    sitting = Sitting()
    sitting.type("/open", "! oud", "/trek b1 in", "\\")
    one, two = sitting.entries()
    assert (one.withdrawn_by, two.kind, two.withdraws) == ("", Kind.NOTE, "")
