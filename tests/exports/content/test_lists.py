"""The decision list and the action list, and what the files of documents are called."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from exports.content.registers import action_register, decision_register
from exports.filenames import document_name
from exports.formats.markdown import write_markdown
from exports.publish import make
from store.errors import NotulistError
from store.model import Audience, Earlier, Kind
from tests.helpers.council import DAY, Sitting, opened
from tests.helpers.reading import FULL, PUBLIC, english, section
from tests.helpers.tables import each_row


def test_the_decision_list() -> None:
    sitting = english()
    sitting.type("!? one", "/next", "! two", "/go 1", "= 8-3", "/replace b1 three", "/withdraw b2")
    assert section(sitting, "Decision list") == [
        "Number | Item | Decision | Vote | Status",
        "B 2027-03-01 | 2 | two |  | replaced by B 2027-03-03",
        "B 2027-03-02 | 1 | one | 8–3–0 | withdrawn by B 2027-03-04",
        "B 2027-03-03 | 1 | three |  | in force",
        "B 2027-03-04 | 1 | Decision B 2027-03-02 is withdrawn. |  | in force",
    ]


def test_lists_are_in_the_order_of_their_numbers_also_above_ninety_nine() -> None:
    sitting = english()
    sitting.type(*(f"! decision {number}" for number in range(1, 102)))
    numbers = [line.split(" | ")[2] for line in section(sitting, "Decision list")[1:]]
    assert numbers == [f"decision {number}" for number in range(1, 102)]


def test_the_action_list() -> None:
    sitting = english()
    sitting.type("@bvdb one > friday", "@Smith two", "@? three", "/postpone a1 1 april", "/done a2 sent", "/cancel a3")
    sitting.type("/postpone a1 8 april", "& @kh four")
    assert section(sitting, "Action list") == [
        "Number | Item | What | Who | When | Status",
        "A 2027-03-01 | 1 | one | BvdB | Thu 8 Apr 2027 | open, postponed 2 times",
        "A 2027-03-02 | 1 | two | Smith (?) |  | done: sent",
        "A 2027-03-03 | 1 | three | ? |  | cancelled",
    ]
    assert section(sitting, "Undertakings")[1] == "T 2027-03-01 | 1 | four | KH |  | open"


def test_lists_as_documents_of_their_own() -> None:
    sitting = english()
    assert "*No actions were agreed.*" in make(sitting.record, "actions", FULL)
    assert "*No decisions were taken.*" in make(sitting.record, "decisions", FULL)
    sitting.type("! one", "@bvdb two > friday")
    assert make(sitting.record, "decisions", FULL) == (
        "# Decision list OR-vergadering 2027-03\n\n"
        "OR De Linde · Thursday 11 March 2027\n\n"
        "| Number       | Item | Decision | Vote | Status   |\n"
        "| ------------ | ---- | -------- | ---- | -------- |\n"
        "| B 2027-03-01 | 1    | one      |      | in force |\n"
    )
    assert "| A 2027-03-01 | 1    | two  | BvdB | Fri 12 Mar 2027 | open   |" in make(sitting.record, "actions", FULL)


def test_the_action_list_is_not_for_the_public() -> None:
    with pytest.raises(NotulistError, match="not for the public"):
        make(english().record, "actions", PUBLIC)


# Names of files


@each_row("what", ["minutes", "decisions", "actions"])
@each_row("audience", list(Audience))
def test_names_of_files_tell_nothing_of_what_is_in_them(what: str, audience: Audience) -> None:
    for language in ("nl", "en"):
        sitting = Sitting(language=language, title="Verkoop Oosterweide / Kranendonk")
        name = document_name(sitting.meeting, what, audience)
        assert re.fullmatch(r"2027-03-11-or-[a-z]+(-[a-z]+)*\.md", name)
        assert "oosterweide" not in name
    names = {
        document_name(sitting.meeting, each, to) for each in ("minutes", "decisions", "actions") for to in Audience
    }
    assert len(names) == 9


def test_hostile_keys_stay_inside_the_folder() -> None:
    meeting = replace(Sitting().meeting, key="../../etc/passwd\x00con")
    assert document_name(meeting, "minutes", FULL).startswith("etc-passwd-con-")


def test_the_day_on_which_a_decision_is_evaluated_is_told_everywhere() -> None:
    sitting = opened()
    sitting.type("!? Proef met zelfroosteren > evaluatie 1 dec 2027", "= 11-0-0", "! Later > evaluatie na de proef")
    adopted, later = sitting.entries(Kind.DECISION)
    minutes = make(sitting.record, "minutes", Audience.FULL)
    assert "Te evalueren: wo 1 dec 2027." in minutes
    assert "Te evalueren: na de proef." in minutes
    assert "> evaluatie" not in minutes
    assert "van kracht, evaluatie wo 1 dec 2027" in make(sitting.record, "decisions", Audience.FULL)
    earlier = [Earlier(key="k", meeting="1", day=DAY, body="or", entry=entry) for entry in (adopted, later)]
    assert "van kracht, evaluatie na de proef" in write_markdown(decision_register(earlier, "nl", "Besluiten"))


def test_registers_of_more_than_one_body_name_it_in_each_row() -> None:
    sitting = opened()
    sitting.type("! Akkoord.", "@bvdb stuk > 1 apr")
    (decision,), (action,) = sitting.entries(Kind.DECISION), sitting.entries(Kind.ACTION)
    bodies = [replace(sitting.meeting.body, key=key, name=name) for key, name in (("or", "OR"), ("vgwm", "Commissie"))]
    for entry in (decision, action):
        found = [Earlier(key=key, meeting="1", day=DAY, body=key, entry=entry) for key in ("or", "vgwm")]
        both, one = (
            write_markdown(
                decision_register(these, "nl", "x", bodies=bodies)
                if entry is decision
                else action_register(these, "nl", "x", DAY, bodies=bodies)
            )
            for these in (found, found[:1])
        )
        assert "| Orgaan" in both and "| OR " in both and "| Commissie " in both
        assert "Orgaan" not in one
