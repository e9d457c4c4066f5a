"""A question is answered: below it, and then no longer open."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from exports.publish import make
from store.meeting.completeness import Lack, unfinished
from store.meeting.revision import Revision
from store.model import Audience, Kind
from tests.helpers.council import Sitting, opened, refuses
from tests.helpers.meetings import rows
from tests.helpers.tables import each_row


def unanswered(sitting: Sitting) -> list[str]:
    lacks = unfinished(sitting.record)
    return [sitting.record.entries[one.entry or 0].text for one in lacks if one.lack is Lack.UNANSWERED]


@each_row(
    "line, answer",
    [
        ("/antwoord ja, ook op hen", ("ja, ook op hen", "")),
        ("/answer kh: ja", ("ja", "KH")),
        ("/antwoord Karel Holt: ja", ("ja", "KH")),
        ("/antwoord let op: nee", ("let op: nee", "")),
    ],
)
def test_the_last_open_question_is_answered(line: str, answer: tuple[str, str]) -> None:
    sitting = opened()
    sitting.type("? Wat kost het?", "? Geldt het ook voor hen?", "een notitie")
    before = rows(sitting.record)
    sitting.type(line)
    question = sitting.entries(Kind.QUESTION)[-1]
    assert (question.text, (question.answer, question.answered_by)) == ("Geldt het ook voor hen?", answer)
    assert unanswered(sitting) == ["Wat kost het?"]
    sitting.type("/undo")
    assert rows(sitting.record) == before


def test_only_a_question_of_this_item_is_answered() -> None:
    sitting = opened()
    sitting.type("? Wat kost het?", "/next")
    assert refuses(sitting, "/antwoord veel") == "There is no open question under this item."
    assert opened().understand("/antwoord").is_no_command


def test_the_chosen_question_is_answered_also_in_the_review() -> None:
    sitting = opened()
    sitting.type("? Wat kost het?", "niets", "/close")
    question, note = sitting.entries()
    sitting.running = Revision(sitting.record)
    line = sitting.understand("/antwoord veel")
    sitting.running.do(replace(line, entry=question.id), sitting.now)
    assert sitting.record.entries[question.id].answer == "veel"
    with pytest.raises(Exception, match="That is no question"):
        sitting.running.do(replace(line, entry=note.id), sitting.now)


def test_documents_print_the_answer() -> None:
    sitting = opened()
    sitting.type("? Wat kost het?", "/antwoord kh: € 1.000", "/close")
    minutes = make(sitting.record, "minutes", Audience.FULL)
    assert "**Vraag:** Wat kost het?\n\n**Antwoord (KH):** € 1.000" in minutes
