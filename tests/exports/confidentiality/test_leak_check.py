"""The leak check: what was left out is found wherever it stands, and clean minutes pass."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from exports.confidentiality.leak_check import Leak, LeakFound, find_leaks, texts_of
from exports.confidentiality.redaction import redacted
from exports.content.build import make_document
from exports.formats.registry import Format
from exports.kinds import Audience, What
from exports.publish import Job
from store.archive.archive import Archive
from store.model import AgendaItem, Document, House, Secrecy
from store.record.record import Record
from tests.helpers.council import ITEMS, VOTERS, Sitting
from tests.helpers.sample import both, replayed

__all__ = ["both"]

SECRET = AgendaItem(
    id=4,
    number="4",
    title="Vertrouwelijk agendapunt",
    internal_title="Verkoop Oosterweide",
    documents=(Document(label="4a", title="Taxatierapport Kranendonk", link="taxatie-2027.pdf"),),
    explanation="Het bod is € 1.250.000 en geldt tot 3 mei 2027.",
    confidential=Secrecy(ground="art. 20 WOR"),
)


def sitting(*elsewhere: str, title: str = "OR-vergadering 2027-03") -> Sitting:
    """A meeting with a confidential item, and `elsewhere` typed under an open one."""
    made = Sitting(items=(*ITEMS[:3], SECRET, ITEMS[4]), title=title)
    made.type("/open", "/present " + " ".join(VOTERS), "/go 4", "de fusie met Zwaluw gaat door, zegt mevrouw Pimentel")
    made.type("@mia ontslagen begeleiden > 20 april 2027", "eva: het werk van 王小明 en أحمد", "/go 3")
    made.type("een gewone opmerking over het rooster van de nachtdienst", *elsewhere, "/go 5", "/close")
    return made


def leaks(record: Record, audience: Audience = Audience.PUBLIC, what: What = What.MINUTES) -> list[Leak]:
    return find_leaks(record, audience, texts_of(make_document([redacted(record, audience)], what)))


def words(record: Record, audience: Audience = Audience.PUBLIC) -> list[str]:
    return [leak.word for leak in leaks(record, audience)]


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("de fusie komt eraan", "fusie"),
        ("FUSIE", "fusie"),
        ("fusies en fusieplannen", "fusie"),
        ("de voorfusiefase", "fusie"),
        ("het ontslag van velen", "ontslagen"),
        ("ontslagronde", "ontslagen"),
        ("Oosterweides toekomst", "Oosterweide"),
        ("verkopen doen we niet", "Verkoop"),
        ("zie het taxatierapport", "Taxatierapport"),
        ("vraag het Kranendonk maar", "Kranendonk"),
        ("pimentels mening", "Pimentel"),
        ("gesproken met PIMENTEL", "Pimentel"),
        ("een bod van 1250000", "1.250.000"),
        ("1,250,000 euro", "1.250.000"),
        ("voor 3 mei klaar", "3 mei"),
        ("op 3-5-2027", "3 mei"),
        ("op 2027-05-03", "3 mei"),
        ("op 3 May", "3 mei"),
        ("de 20e april", "20-4"),
        ("王小明 was er ook", "王小明"),
        ("met أحمد", "أحمد"),
    ],
)
def test_a_word_of_a_closed_item_in_the_note_of_another(typed: str, word: str) -> None:
    record = sitting(typed).record
    found = leaks(record)
    assert word in [leak.word for leak in found]
    [place] = {leak.place for leak in found}
    assert place == "3. Rooster nachtdienst"
    assert {leak.item for leak in found} == {"4"}


@pytest.mark.parametrize("typed", ["! De fusie is besproken.", "? hoe de fusie", "kh: fusie", "& @kh fusie"])
def test_in_whatever_kind_of_entry(typed: str) -> None:
    assert "fusie" in words(sitting(typed).record)


def test_in_the_text_of_an_action() -> None:
    record = sitting("@eva brief over de fusie schrijven > vrijdag").record
    assert "fusie" in words(record, Audience.EMPLOYER)
    # The public sees no action: nothing leaks.
    assert words(record) == []


@pytest.mark.parametrize("format", [each for each in Format if each is not Format.CSV])
def test_in_the_name_of_the_file(format: Format, tmp_path: Path) -> None:
    job = Job(audience=Audience.PUBLIC, format=format, archive=Archive(tmp_path / "archive"))
    with pytest.raises(LeakFound, match="name of the file"):
        job.make([sitting().record], f"notulen-Fusieplan.{format}")
    assert job.make([sitting().record], f"notulen.{format}")


@pytest.mark.parametrize("format", [Format.MARKDOWN, Format.DOCX, Format.JSON, Format.CALENDAR])
def test_in_title_and_properties(format: Format, tmp_path: Path) -> None:
    job = Job(audience=Audience.PUBLIC, format=format, archive=Archive(tmp_path / "archive"))
    with pytest.raises(LeakFound, match="Oosterweide"):
        job.make([sitting(title="Vergadering over Oosterweide").record])


def test_in_the_head_of_the_pages(tmp_path: Path) -> None:
    record = sitting().record
    body = replace(record.meeting.body, house=House(foot="Zwaluw en partners"))
    record.put(replace(record.meeting, body=body))
    with pytest.raises(LeakFound, match="head or foot"):
        Job(audience=Audience.PUBLIC, format=Format.DOCX, archive=Archive(tmp_path / "archive")).make([record])


def test_in_a_layout_of_ones_own(tmp_path: Path) -> None:
    from store.paths import templates_folder

    templates_folder().mkdir(parents=True)
    (templates_folder() / "minutes.md").write_text("# {{ title }}\n\n<!-- fusie -->\n\n{{ opening }}\n")
    for format in (Format.MARKDOWN, Format.TEXT):
        with pytest.raises(LeakFound, match="fusie"):
            Job(audience=Audience.PUBLIC, format=format, archive=Archive(tmp_path / "archive")).make([sitting().record])


def test_the_refusal_says_where_and_how_to_go_on(tmp_path: Path) -> None:
    job = Job(audience=Audience.PUBLIC, archive=Archive(tmp_path / "archive"))
    record = sitting("over de fusie en Zwaluw").record
    with pytest.raises(LeakFound) as refusal:
        job.make([record])
    first, *places = str(refusal.value).splitlines()
    assert first.startswith("Nothing was written: words of what is confidential")
    assert first.endswith("--leak-ok fusie --leak-ok Zwaluw")
    assert places[0] == "  “fusie” (of item 4) · 3. Rooster nachtdienst: over de fusie en Zwaluw"
    with pytest.raises(LeakFound):
        replace(job, allowed=("fusie",)).make([record])
    assert b"Zwaluw" in replace(job, allowed=("Fusies", "zwaluw")).make([record])


def test_the_full_version_is_not_checked(tmp_path: Path) -> None:
    assert b"fusie" in Job(archive=Archive(tmp_path / "archive")).make([sitting("de fusie").record])


def test_clean_minutes_pass() -> None:
    record = sitting(
        "de voorzitter vraagt aandacht voor de planning",
        "! De OR stemt in met het voorstel.",
        "? wie gaat er mee",
        "kh: het overleg met de bestuurder is op 11 maart 2027",
        "@mia notulen rondsturen > 14 april",
    ).record
    for audience in (Audience.PUBLIC, Audience.EMPLOYER):
        for what in What:
            if (audience, what) != (Audience.PUBLIC, What.ACTIONS):
                assert leaks(record, audience, what) == []


def test_the_samples_pass(both: Record) -> None:
    for audience in (Audience.PUBLIC, Audience.EMPLOYER):
        for what in (What.MINUTES, What.SUMMARY, What.DECISIONS, What.AGENDA, What.ATTENDANCE):
            assert leaks(both, audience, what) == []


def test_that_something_is_due_on_a_day_on_which_something_else_is_due() -> None:
    assert words(sitting("& @kh iets nasturen > 20 april 2027").record) == []


def test_a_guest_who_came_for_the_closed_item_only() -> None:
    made = Sitting(items=(*ITEMS[:3], SECRET, ITEMS[4]))
    made.type("/open", "/present " + " ".join(VOTERS), "/go 4", "/guest XX Piet Specht, makelaar", "/in xx", "/out xx")
    made.type("/go 3", "dat vond Specht ook", "/go 5", "/close")
    assert words(made.record) == ["Specht"]


def test_a_ground_that_the_employer_may_read_is_not_left_out_for_them() -> None:
    record = sitting("over de fusie").record
    body = record.meeting.body
    view = replace(body.audiences.employer, reads=("art. 20 WOR",))
    record.put(replace(record.meeting, body=replace(body, audiences=replace(body.audiences, employer=view))))
    assert leaks(record, Audience.EMPLOYER) == []
    assert "Oosterweide" in str(make_document([redacted(record, Audience.EMPLOYER)], What.MINUTES))
    assert words(record) == ["fusie"]


@given(st.text(max_size=60), st.text(max_size=60))
def test_in_any_text_a_leak_is_found_by_itself_and_whatever_stands_behind_it(secret: str, shown: str) -> None:
    record = sitting().record
    entry = next(entry for entry in record.entries.values() if "fusie" in entry.text)
    record.put(replace(entry, text=secret))

    def told(text: str) -> set[str]:
        return {leak.word for leak in find_leaks(record, Audience.PUBLIC, [("here", text)])}

    for word in told(shown):
        assert word in told(word)
    assert told(f"{shown}\nde Fusies met Oosterweide") >= told(shown) | {"Oosterweide"}


def test_many_entries_are_looked_through_fast_enough_to_wait_for(tmp_path: Path) -> None:
    record, _said = replayed("nl", tmp_path)
    assert leaks(record) == []


def test_the_ground_itself_is_no_leak() -> None:
    made = Sitting()
    made.type("/open", "het bedrijfsgeheim Zwaluw", "/secret last bedrijfsgeheim Zwaluw")
    assert "Zwaluw" in str(make_document([redacted(made.record, Audience.PUBLIC)], What.MINUTES))
    assert words(made.record) == []
