"""What letters say of what was decided: no less, and no more; and the check that tells what lacks."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from exports.document import Boxed, Bullets, Paragraph, text_of
from exports.letters.check import Lack, lacking
from exports.letters.drafted import Drafted, Standing, drafted, initials
from exports.letters.facts import listed, votes
from exports.letters.gathered import gather
from exports.letters.page import blocks_of
from exports.letters.sending import send_letter
from exports.letters.texts import built_in
from exports.letters.written import text_of_letter
from store.archive.archive import Archive
from store.desk import letters as verbs
from store.desk.model import Letter, OwnSection
from store.errors import CannotDo
from store.letter_kinds import LETTER_KINDS, kind_typed
from store.model import Audience, Secrecy, Vote
from tests.helpers.letters import AT, archive_with_request, letter_of, read_letter

DAY = date(2027, 3, 12)
DECISION = "D 2027-03-01"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The request up to the decision; a test that writes makes an archive of its own."""
    return archive_with_request(tmp_path_factory.mktemp("letters"))


@pytest.fixture(scope="module")
def advice(archive: Archive) -> Drafted:
    """The advice, as it is read off the record."""
    return read_letter(archive, letter_of(archive, "advies", DECISION, DAY), DAY)


def text(letter: Drafted) -> str:
    return " ".join(text_of_letter(letter).split())


MUST = {
    "advies": (
        "U-2027-00",
        "R-2027-01",
        "MP/17",
        "Geachte mevrouw De Boer,",
        "Op 12 januari 2027 ontving de OR uw adviesaanvraag van 11 januari 2027 (I-2027-001)",
        "artikel 25 lid 1 onder f WOR",
        f"besluit {DECISION}",
        "De OR adviseert de verhuizing niet door te zetten, tenzij aan de voorwaarden is voldaan.",
        "Op 4 februari 2027 is de aanvraag besproken in de overlegvergadering (artikel 25 lid 4 WOR).",
        "1. De verhuizing valt in de drukste maand.",
        "2. Over de reistijd staat niets in de aanvraag.",
        "U 2027-02-01",
        "Toegezegd voor 1 maart 2027.",
        "1. een vergoeding voor wie verder moet reizen;",
        "2. uitstel tot na de zomer.",
        "3 stemmen voor en 1 tegen",
        "verhuizen kan ook in het voorjaar",
        "E. van Dongen",
        "voorzitter",
    ),
    "ontvangst": (
        "I-2027-001",
        "12 januari 2027",
        "artikel 25 lid 1 onder f WOR",
        "de beweegredenen, de gevolgen voor het personeel en de maatregelen",
        "M. Sol",
    ),
    "onthouding": ("brengt geen advies uit", "artikel 25 lid 1 onder f WOR"),
    "geen beroep": ("stelt geen beroep in", "artikel 26 WOR"),
    "opschorting": ("niet langer hoeft op te schorten", "artikel 25 lid 6 WOR"),
    "overleg": ("artikel 23 lid 1 WOR", "uiterlijk dinsdag 30 maart 2027"),
    "informatie": ("artikel 31 lid 1 WOR",),
}
NEVER = ("Peter Wit", "PW", "Joris", "JB", "zoutloods", "Bod op het pand", "6 weken", "wettelijke termijn")


@pytest.mark.parametrize("kind", MUST)
def test_a_letter_holds_what_it_must_and_nothing_that_it_must_not(archive: Archive, kind: str) -> None:
    source = DECISION if kind == "advies" else "R-2027-01"
    said = text(read_letter(archive, letter_of(archive, kind, source, DAY), DAY))
    assert [each for each in MUST[kind] if each not in said] == []
    assert [each for each in NEVER if each in said] == []


def test_conditions_and_reasons_are_numbered_lists(advice: Drafted) -> None:
    lists = {
        each.key: [block for block in blocks_of(each.text) if isinstance(block, Bullets) and block.numbered]
        for each in advice.sections
    }
    assert [len(lists["conditions"][0].items), len(lists["reasons"][0].items)] == [2, 2]


def test_nothing_lacks_in_a_letter_as_the_record_says_it(advice: Drafted) -> None:
    assert [each.words for each in lacking(advice)] == []


_THREE = "1. een vergoeding voor wie verder moet reizen\n2. uitstel tot na de zomer\n3. koffie"
# What was left out or put in by hand, and what the check tells of it.
CHANGES = [
    ("reasons", "1. Over de reistijd staat niets in de aanvraag.", Lack.GROUND, "'drukste'"),
    ("conditions", "1. uitstel tot na de zomer.", Lack.CONDITION, "condition 1 is not in the letter"),
    ("conditions", _THREE, Lack.CONDITION, "1 condition in"),
    ("undertakings", "", Lack.UNDERTAKING, "reiskosten"),
    ("minority", "", Lack.MINORITY, "voorjaar"),
    ("answer", "De OR vindt het niets.", Lack.DECISION, DECISION),
    ("expects", "U antwoordt binnen de wettelijke termijn.", Lack.CUSTOM_AS_LAW, "six weeks"),
    ("expects", "Denk ook aan de zoutloods.", Lack.LEAK, "zoutloods"),
]  # fmt: skip


@pytest.mark.parametrize(("section", "words", "lack", "tells"), CHANGES)
def test_what_is_not_as_it_was_decided_is_told(
    advice: Drafted, section: str, words: str, lack: Lack, tells: str
) -> None:
    gathered, part = advice.gathered, advice.section(section)
    assert part
    own = replace(gathered.letter, sections=())
    desk_row = OwnSection(key=section, text=words, said=part.said)
    changed = drafted(replace(gathered, letter=replace(own, sections=(desk_row,))))
    found = [each.words for each in lacking(changed) if each.lack is lack]
    assert len(found) == 1
    assert tells in found[0]
    assert changed.section(section) == replace(part, text=words, standing=Standing.OWN)


def test_a_section_of_ones_own_is_marked_when_the_record_says_something_else_since(advice: Drafted) -> None:
    own = OwnSection(key="reasons", text="1. Eigen woorden.", said="1. Wat er toen stond.")
    changed = drafted(replace(advice.gathered, letter=replace(advice.gathered.letter, sections=(own,))))
    part = changed.section("reasons")
    assert part
    assert part.standing is Standing.CHANGED
    assert Lack.CHANGED in {each.lack for each in lacking(changed)}


def test_to_whoever_is_not_the_employer_no_party_means_the_public(archive: Archive) -> None:
    assert read_letter(archive, letter_of(archive, "advies", DECISION, DAY), DAY).gathered.audience is Audience.EMPLOYER
    union = read_letter(archive, letter_of(archive, "begeleidend", "", DAY, to="bond"), DAY)
    assert union.gathered.audience is Audience.PUBLIC
    assert "Vakbond Samen" in text(union)
    assert {each.lack for each in lacking(union)} == {Lack.ADDRESSEE}


def test_a_decision_that_whoever_it_is_to_may_not_read_is_not_in_the_letter(tmp_path: Path) -> None:
    secret = archive_with_request(tmp_path, Secrecy(ground="art. 20 WOR"))
    closed = read_letter(secret, letter_of(secret, "advies", DECISION, DAY), DAY)
    assert Lack.CLOSED in {each.lack for each in lacking(closed)}
    assert [each for each in ("drukste maand", "vergoeding", "3 stemmen", "voorjaar") if each in text(closed)] == []


def test_sent_it_is_a_piece_a_step_and_a_closed_action_and_is_never_changed(tmp_path: Path) -> None:
    archive = archive_with_request(tmp_path)
    letter = letter_of(archive, "", "A 2027-03-01", DAY)
    assert (letter.kind, letter.decision, letter.number) == ("advies", DECISION, "U-2027-001")
    body, before = archive.register.find("or"), read_letter(archive, letter, DAY)
    file = tmp_path / "brief.pdf"
    file.write_bytes(b"%PDF-1.7 what was sent")
    desk = archive.open_desk(body)
    outcome = send_letter(archive, desk, before, DAY, "mail", AT + timedelta(days=60), [str(file)])
    assert outcome.remarks == ()
    with pytest.raises(CannotDo):
        desk.do("letter", "", AT, lambda each: verbs.edit(each, each.letters[letter.id], "answer", "anders", ""))
    desk.close()
    after = archive.read_desk("or")
    sent = after.letters[letter.id]
    piece = after.pieces[sent.piece or 0]
    assert (piece.number, piece.step, piece.decision, piece.day) == ("U-2027-001", "answered", DECISION, DAY)
    assert [each.name for each in piece.files] == ["brief.pdf"]
    assert sent.digest == verbs.digest_of(sent.text)
    assert sent.text == text_of_letter(before)
    request = next(iter(after.requests.values()))
    assert [each.text for each in request.conditions] == [
        "een vergoeding voor wie verder moet reizen",
        "uitstel tot na de zomer",
    ]
    archive.index.refresh()
    found = archive.index.find("A 2027-03-01", "or")
    assert found
    assert found.entry.status == "done"


def test_a_number_of_a_letter_is_never_given_to_a_piece_too(tmp_path: Path) -> None:
    archive = archive_with_request(tmp_path)
    first = letter_of(archive, "advies", DECISION, DAY)
    body = archive.register.find("or")
    desk = archive.open_desk(body)
    desk.do("letter", "", AT, lambda each: verbs.drop(each, each.letters[first.id], "toch niet"))
    desk.close()
    assert letter_of(archive, "advies", DECISION, DAY).number == "U-2027-002"


def test_every_kind_has_a_text_in_both_languages_with_the_same_sections(advice: Drafted) -> None:
    for kind in LETTER_KINDS:
        keys = [re.findall(r"(?m)^\[(\w+)\]", built_in(kind.key, language)) for language in ("nl", "en")]
        assert keys[0] == keys[1]
        assert keys[0], kind.key
        gathered = replace(advice.gathered, letter=replace(advice.gathered.letter, kind=kind.key))
        dutch, english = drafted(gathered), drafted(replace(gathered, body=replace(gathered.body, language="en")))
        assert dutch.text != english.text
        assert "{" not in dutch.subject + dutch.text + english.text
        assert not re.search(r"\b(?:the|your)\b", dutch.text)


@pytest.mark.parametrize(
    ("typed", "key", "rest"),
    [("advies @hv", "advies", "@hv"), ("geen beroep > vr", "geen beroep", "> vr"), ("geen advies", "onthouding", "")],
)
def test_a_kind_is_read_by_the_most_of_its_words(typed: str, key: str, rest: str) -> None:
    kind, behind = kind_typed(typed)
    assert kind
    assert (kind.key, behind) == (key, rest)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Hanneke Verbruggen", "H. Verbruggen"),
        ("Tom van ’t Veer", "T. van ’t Veer"),
        ("Jan Willem de Boer", "J.W. de Boer"),
        ("drs. K. Postma", "K. Postma"),
        ("R.J. Hagedoorn", "R.J. Hagedoorn"),
        ("Pilar Núñez-Bos", "P. Núñez-Bos"),
        ("Prins", "Prins"),
    ],
)
def test_who_signs_has_initials(name: str, short: str) -> None:
    assert initials(name) == short


@pytest.mark.parametrize(
    ("vote", "said"),
    [
        (Vote(in_favour=4, against=1, abstained=1), "4 stemmen voor, 1 tegen en 1 onthouding"),
        (Vote(in_favour=1, against=2, blank=1), "1 stem voor, 2 tegen en 1 blanco"),
        (Vote(in_favour=6, unanimous=True, all_but=True), "algemene stemmen"),
    ],
)
def test_how_the_votes_fell_is_told_without_names(vote: Vote, said: str) -> None:
    assert votes(vote, "nl") == said


def test_a_section_is_paragraphs_lists_and_what_was_decided() -> None:
    blocks = [*blocks_of("Een zin\ngaat verder.\n\n> Besluit\n1. een;\n2. twee.\n- los")]
    assert [type(each) for each in blocks] == [Paragraph, Boxed, Bullets, Bullets]
    assert isinstance(blocks[0], Paragraph)
    assert text_of(blocks[0].spans) == "Een zin gaat verder."
    assert listed(["een.", "twee;"]) == ["een;", "twee."]


def test_without_a_request_that_fits_it_is_asked_which(archive: Archive) -> None:
    with pytest.raises(CannotDo, match="brieven"):
        letter_of(archive, "brieven", "", DAY)
    with pytest.raises(CannotDo, match="B 1900-01-01"):
        letter_of(archive, "advies", "B 1900-01-01", DAY)


def test_gathering_changes_nothing(archive: Archive) -> None:
    before = archive.read_desk("or").letters
    letter = Letter(id=0, number="", at=AT, kind="advies")
    gather(archive, archive.register.find("or"), archive.read_desk("or"), letter, DAY)
    assert archive.read_desk("or").letters == before
