"""The leak check: what was left out is found wherever it stands, and clean minutes pass."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from exports.confidentiality.leak_check import Leak, LeakFound, find_leaks, texts_of
from exports.confidentiality.redaction import redacted
from exports.content.make_document import make_document
from exports.formats.registry import TABLES, Format
from exports.kinds import DocumentKind
from exports.publish import Job
from store.archive.archive import Archive
from store.model import AgendaItem, Audience, Document, House, Secrecy
from store.record.record import Record
from tests.helpers.council import ITEMS, VOTERS, Sitting
from tests.helpers.sample import both, replayed
from tests.helpers.tables import each_row

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


def leaks(
    record: Record, audience: Audience = Audience.PUBLIC, what: DocumentKind = DocumentKind.MINUTES
) -> list[Leak]:
    return find_leaks(record, audience, texts_of(make_document([redacted(record, audience)], what)))


def words(record: Record, audience: Audience = Audience.PUBLIC) -> list[str]:
    return [leak.word for leak in leaks(record, audience)]


@each_row(
    "typed, word",
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


@each_row("typed", ["! De fusie is besproken.", "? hoe de fusie", "kh: fusie", "& @kh fusie"])
def test_in_whatever_kind_of_entry(typed: str) -> None:
    assert "fusie" in words(sitting(typed).record)


def test_in_the_text_of_an_action() -> None:
    record = sitting("@eva brief over de fusie schrijven > vrijdag").record
    assert "fusie" in words(record, Audience.EMPLOYER)
    # The public sees no action: nothing leaks.
    assert words(record) == []


@pytest.mark.parametrize("format", [each for each in Format if each not in TABLES])
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


@pytest.mark.parametrize("comment", ["[//]: # (fusie)", "<!--\nfusie\n-->", "[fusie]: x 'y'"])
def test_in_a_comment_of_a_layout_of_ones_own(comment: str, tmp_path: Path) -> None:
    from store.paths import templates_folder

    templates_folder().mkdir(parents=True)
    (templates_folder() / "minutes.md").write_text(f"# {{{{ title }}}}\n\n{comment}\n\n{{{{ opening }}}}\n")
    with pytest.raises(LeakFound, match="fusie"):
        Job(audience=Audience.PUBLIC, archive=Archive(tmp_path / "archive")).make([sitting().record])


def found_in(secret: str, shown: str) -> list[str]:
    """The words of `secret` that are found in `shown`."""
    record = sitting().record
    entry = next(entry for entry in record.entries.values() if "fusie" in entry.text)
    record.put(replace(entry, text=secret))
    return [leak.word for leak in find_leaks(record, Audience.PUBLIC, [("here", shown)])]


@each_row(
    "secret, shown",
    [
        ("bod van 250.000", "het bod is 250 000"),
        ("bod van 250.000", "het bod is 250\u202f000,-"),
        ("bod van 250000", "het bod is 250'000"),
        ("een bod van 2,5 mln", "een bod van 2.500.000 euro"),
        ("een bod van € 2.500.000", "2,5 miljoen"),
        ("een bod van 250k", "een bod van 250.000"),
        ("bod 1950 euro", "het bod is 1950 euro"),
        ("bod 1950 euro", "het bod is € 1.950"),
        ("bod € 1950", "het bod is 1950"),
        ("het gaat om 15%", "15 procent van allen"),
        ("nog 50 euro", "€ 50,00 per stuk"),
        ("gesproken met Kwartelman", "Kwartel\u00admans mening"),
        ("gesproken met Kwartel\u00adman", "de Kwartelman"),
        ("gesproken met Kwartelman", "de Kwar\u200btelman"),
        ("gesproken met Jean-Pierre", "volgens Jean Pierre"),
        ("gesproken met Jean Pierre", "volgens Jean-Pierre"),
        ("gesproken met Anne-Marie", "volgens annemarie"),
        ("gesproken met Böhme", "volgens Boehme"),
        ("gesproken met Boehme", "volgens Böhme"),
        ("gesproken met Møller", "volgens Moeller"),
        ("gesproken met Özdemir", "volgens Ozdemir"),
        ("gesproken met Ng", "volgens Ng wel"),
        ("verkoop van gebouw X9", "in x9 is het koud"),
        ("verkoop van 12AB", "in 12ab is het koud"),
        ("de overname", "zij overnemen ons"),
        ("zij nemen over: overnemen", "de overnames"),
        ("de overname", "is overgenomen"),
        ("de verkoop", "het is verkocht"),
        ("de afkoop", "dat is afgekocht"),
        ("op 4 en 5 februari", "vanaf 4 feb"),
        ("op 4 en 5 februari", "vanaf 5-2-2027"),
        ("op 4.2.2027", "4 februari"),
        ("voor 4.2", "4 februari"),
        ("04-02", "4 februari"),
        ("op 4/2", "4 februari"),
    ],
)
def test_however_it_is_written(secret: str, shown: str) -> None:
    assert found_in(secret, shown)


@each_row(
    "secret, shown",
    [
        ("klaar op 4 februari", "aangenomen (4-2)"),
        ("klaar op 4 februari", "met 4-2 stemmen"),
        ("klaar op 4 februari", "4–2"),
        ("klaar op 4 februari", "4-2-1"),
        ("klaar op 4 februari", "D 2027-03-01 · 3 · Een rooster · 4-2 · van kracht"),
        ("klaar op 4 februari", "zie 4.2"),
        ("klaar op 4 februari", "het kost 4.2 uur"),
        ("aangenomen (4-2)", "klaar op 4 februari"),
        ("bod 1950 euro", "sinds 1951"),
        ("gesproken met Ng", "ng"),
        ("verkoop van gebouw X9", "x 9"),
        ("bod van 250.000", "250 leden"),
        ("het gaat om 15%", "15 leden"),
        ("zie punt 4a", "zie punt 4a"),
        ("de komst", "wij komen"),
    ],
)
def test_what_is_something_else_is_no_leak(secret: str, shown: str) -> None:
    assert found_in(secret, shown) == []


def test_the_numbers_of_decisions_and_actions_are_no_days() -> None:
    record = sitting("@kh rooster maken").record
    [action] = [entry for entry in record.entries.values() if entry.owners == ("KH",)]
    secret = next(entry for entry in record.entries.values() if "fusie" in entry.text)
    record.put(replace(action, reference="A 2026-09-01"))
    record.put(replace(secret, text="zie A 2026-09-01"))
    assert find_leaks(record, Audience.PUBLIC, [("here", "A 2026-09-01: rooster maken")]) == []
    record.put(replace(secret, text="op 1 september"))
    assert find_leaks(record, Audience.PUBLIC, [("here", "A 2026-09-01: rooster maken")]) == []
    assert find_leaks(record, Audience.PUBLIC, [("here", "1 september")])


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
        for what in DocumentKind:
            if (audience, what) != (Audience.PUBLIC, DocumentKind.ACTIONS):
                assert leaks(record, audience, what) == []


def test_the_samples_pass(both: Record) -> None:
    for audience in (Audience.PUBLIC, Audience.EMPLOYER):
        for what in (
            DocumentKind.MINUTES,
            DocumentKind.SUMMARY,
            DocumentKind.DECISIONS,
            DocumentKind.AGENDA,
            DocumentKind.ATTENDANCE,
        ):
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
    assert "Oosterweide" in str(make_document([redacted(record, Audience.EMPLOYER)], DocumentKind.MINUTES))
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
    assert "Zwaluw" in str(make_document([redacted(made.record, Audience.PUBLIC)], DocumentKind.MINUTES))
    assert words(made.record) == []
