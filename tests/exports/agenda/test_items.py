from __future__ import annotations

from datetime import date

import pytest

from exports.agenda.markdown import read_agenda
from store.model import Document, Purpose, Secrecy
from tests.helpers.agendas import DUTCH, item_of, items_of
from tests.helpers.tables import each_row


def test_numbers_run_on_where_every_item_has_the_same() -> None:
    items = items_of("1. One\n1. Two\n   1. Two and a bit\n   1. More\n      1. Deep\n1. Three\n")

    assert [(item.number, item.depth) for item in items] == [
        ("1", 0),
        ("2", 0),
        ("2.1", 1),
        ("2.2", 1),
        ("2.2.1", 2),
        ("3", 0),
    ]
    assert [item.id for item in items] == [1, 2, 3, 4, 5, 6]


def test_numbers_that_go_up_are_kept_as_typed() -> None:
    assert [item.number for item in items_of("2. Two\n4. Four\n4. 4a. Four a\n5. Five\n")] == ["2", "4", "4a", "5"]


@each_row(
    "line, minutes, presenter",
    [
        ("Budget (5 min, HdV)", 5, "HdV"),
        ("Budget (10 min)", 10, ""),
        ("Budget (5m, Lee)", 5, "Lee"),
        ("Budget (Ann/Ben/Cy, 5m)", 5, "Ann/Ben/Cy"),
        ("Budget (Andi, 15min)", 15, "Andi"),
        ("Budget (20 minutes)", 20, ""),
        ("Budget (Ann Lee, 25 minutes)", 25, "Ann Lee"),
        ("Budget [20 min]", 20, ""),
        ("Budget (1 uur)", 60, ""),
        ("Budget (1,5 uur)", 90, ""),
        ("Budget (1,5 uur, KP)", 90, "KP"),
        ("Budget (KP,5 min)", 5, "KP"),
        ("Budget (ca, 5 min)", 5, "ca"),
        ("Budget (1h)", 60, ""),
        ("Budget (90m)", 90, ""),
        ("Budget (1h30)", 90, ""),
        ("Budget (1 uur en 15 minuten, KP)", 75, "KP"),
        ("Budget (half uur)", 30, ""),
        ("Budget (kwartier, KP)", 15, "KP"),
        ("Budget (ca. 10 min.)", 10, ""),
        ("Budget (10 min - KP)", 10, "KP"),
        ("Budget (KP 10 min)", 10, "KP"),
        ("Budget (5 min, KP, besluit)", 5, "KP"),
        ("Budget (5 min, de voorzitter)", 5, "de voorzitter"),
        ("[Budget](plan.pdf) (10m, Ben)", 10, "Ben"),
        ("**Budget** (10m, *Ben*)", 10, "Ben"),
        ("Budget (Chair)", None, "Chair"),
        ("Budget (5m, Lee) ([slides](s.pdf))", 5, "Lee"),
        ("Budget (5m, Lee) https://example.org/x", 5, "Lee"),
    ],
)
def test_minutes_and_presenter(line: str, minutes: int | None, presenter: str) -> None:
    item = item_of(line)

    assert (item.planned_minutes, item.presenter) == (minutes, presenter)
    assert item.title.split()[0] == "Budget"


@each_row(
    "line, title",
    [
        ("Budget (besloten deel)", "Budget (besloten deel)"),
        ("Budget (besloten deel) (5 min)", "Budget (besloten deel)"),
        ("Section 3 (Types) and more (5m, Ben)", "Section 3 (Types) and more"),
        ("[Coercion table](x.md) - editorial? (10m, Ben)", "Coercion table - editorial?"),
        ("Use `@skip`\n   and *more*", "Use @skip and more"),
        ("Chartering (15m on the last day)", "Chartering (on the last day)"),
        ("Walk (13:30, 10 min)", "Walk (13:30)"),
        ("Lunch (10 uur)", "Lunch (10 uur)"),
        ("Budget (10-15 min)", "Budget (10-15 min)"),
        ("(5 min)", "(5 min)"),
        ("Budget (a (b)", "Budget (a (b)"),
        ("Budget (10 min) (20 min)", "Budget (10 min)"),
        ("See https://example.org/a_(b)", "See https://example.org/a_(b)"),
        ("Array<T> <small>or</small> a&nbsp;list <!-- no -->", "Array<T> or a\xa0list"),
        ("Budget [] (5 min)", "Budget"),
        ("Budget (5 min) []", "Budget (5 min)"),
    ],
)
def test_what_is_not_understood_stays_in_the_title(line: str, title: str) -> None:
    assert item_of(line).title == title


def test_a_name_alone_in_brackets_is_a_presenter_if_it_is_of_this_meeting() -> None:
    text = DUTCH.replace("5. Sluiting", "5. Rondvraag (JW)\n6. Stand (Joost en Zoë)\n7. Sluiting (Jan)")
    items = read_agenda(text).items

    assert [(item.title, item.presenter) for item in items[-3:]] == [
        ("Rondvraag", "JW"),
        ("Stand", "Joost en Zoë"),
        ("Sluiting (Jan)", ""),
    ]


@pytest.mark.parametrize(
    ("words", "purpose"),
    [
        ("[besluit] besluitvormend (besluit) [decision] [decide] [Besluit]", Purpose.DECIDE),
        ("[informatie] informerend beeldvormend [inform] [information]", Purpose.INFORM),
        ("[oordeel] oordeelsvormend [discuss] [discussion]", Purpose.DISCUSS),
    ],
)
def test_purposes(words: str, purpose: Purpose) -> None:
    for word in words.split():
        item = item_of(f"Budget {word if word[0] in '[(' else f'({word})'}")
        assert (item.title, item.purpose) == ("Budget", purpose)


@each_row(
    "words, secrecy",
    [
        ("geheim tot 1 december 2026, art. 20 WOR", Secrecy(ground="art. 20 WOR", until=date(2026, 12, 1))),
        ("confidential until December 1, 2026, staff", Secrecy(ground="staff", until=date(2026, 12, 1))),
        ("vertrouwelijk", Secrecy()),
        ("besloten", Secrecy()),
        ("Geheim, art. 20 WOR", Secrecy(ground="art. 20 WOR")),
        ("geheim tot nader order", Secrecy(ground="tot nader order")),
    ],
)
def test_secrecy(words: str, secrecy: Secrecy) -> None:
    item = item_of(f"Plan (5 min) [besluit] [{words}]")

    assert (item.title, item.planned_minutes, item.confidential) == ("Plan", 5, secrecy)


def test_links_are_documents() -> None:
    item = item_of(
        "Try [one](1.md) and ![two](2.png) (5m)",
        "- [three](3.md)",
        "- see [four](4.md) and <https://example.org>",
        "- [five][ref]",
        "",
        "[ref]: 5.md",
    )

    assert [(each.title, each.link) for each in item.documents] == [
        ("one", "1.md"),
        ("two", "2.png"),
        ("three", "3.md"),
        ("four", "4.md"),
        ("https://example.org", "https://example.org"),
        ("five", "5.md"),
    ]
    assert item.title == "Try one and two"
    assert item.notes == ("see four and https://example.org",)


def test_documents_below_their_label() -> None:
    item = item_of("Plan", "- **Bijlagen:**", "  - 3a verslag", "  - [lijst](l.pdf); 4: kaart", "- Bijlage: 2027")

    assert item.documents == (
        Document(label="3a", title="verslag"),
        Document(title="lijst", link="l.pdf"),
        Document(label="4", title="kaart"),
        Document(title="2027"),
    )


def test_fields_may_be_labels_below_the_item() -> None:
    item = item_of(
        "Plan", "- Tijd: 20 min", "- Inbreng: KP", "- Doel: besluitvormend", "- Geheim: tot 1 mei 2027, art. 20"
    )

    assert (item.planned_minutes, item.presenter, item.purpose) == (20, "KP", Purpose.DECIDE)
    assert item.confidential == Secrecy(ground="art. 20", until=date(2027, 5, 1))
    assert not item.notes


def test_a_field_may_have_more_than_one_paragraph() -> None:
    item = item_of("Plan", "- Toelichting: een", "", "  twee", "  - drie\\", "    vier", "- Explanation: five")

    assert item.explanation == "een\ntwee\ndrie\nvier\nfive"


def test_all_else_below_an_item_is_notes_word_for_word() -> None:
    item = item_of(
        "Plan (5 min)",
        "- Tijd: lang",
        "- Aim: merge",
        "  - deeper *still*",
        "",
        "A paragraph: with `code`.",
        "",
        "> Quoted",
        "",
        "```",
        "two",
        "  lines",
        "```",
        "",
        "| a | b |",
        "|---|---|",
        "| c | d |",
    )

    assert item.notes == (
        "Tijd: lang",
        "Aim: merge",
        "deeper still",
        "A paragraph: with code.",
        "Quoted",
        "two\n  lines",
        "a | b",
        "c | d",
    )


def test_text_after_a_line_break_is_a_note() -> None:
    item = item_of("Plan (5 min)\\", "De raad beslist.")

    assert (item.title, item.planned_minutes, item.notes) == ("Plan", 5, ("De raad beslist.",))


def test_text_is_made_safe() -> None:
    item = item_of("Plan &#x202e;red\x1b[2J", "- a\x07b")

    assert (item.title, item.notes) == ("Plan red", ("ab",))
