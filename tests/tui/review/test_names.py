"""Names that may be misspelled: those that are found, and the many words that are left alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.language.typos import distance
from store.meeting.completeness import Lack, Unfinished
from store.meeting.name_spelling import Names, misspelled
from tests.helpers.council import Sitting
from tests.helpers.tables import each_row

NAMES = Names(Sitting().record)


@each_row(
    "text, found",
    [
        ("volgens Viser is het klaar", [("Viser", "Visser")]),
        ("Volgens mevrouw Visserr en Broeck", [("Visserr", "Visser"), ("Broeck", "Broek")]),
        ("Visserr vraagt om uitstel", [("Visserr", "Visser")]),
        ("overleg met Celik over Ayse", [("Celik", "Çelik"), ("Ayse", "Ayşe")]),
        ("de brief van IJsbrandij", [("IJsbrandij", "IJsbrandy")]),
        ("het voorstel-Viser", [("Viser", "Visser")]),
        ("Muller-de Wit zegt", [("Muller", "Müller")]),
        ("Roos Linden opent", [("Roos Linden", "Roos van der Linden")]),
        ("met Roos van de Linden erbij", [("Roos van de Linden", "Roos van der Linden")]),
        ("Karel Hotl komt", [("Hotl", "")]),
        ("dank aan Willme", [("Willme", "Willem")]),
    ],
)
def test_nearly_a_name(text: str, found: list[tuple[str, str]]) -> None:
    assert list(NAMES.doubtful(text)) == [pair for pair in found if pair[1]]


@each_row(
    "text",
    [
        "Roos van der Linden en Roos Van der Linden",
        "Roos gaat naar Linden, en Roos zei: Linden",
        "Visser, Vissers plan, Visser's plan en Tess' voorstel",
        "de visserij en het rooster",
        "Roos en Bart, en Noor Visser",
        "Het Rooster van de Nachtdienst",
        "De Bestuurder en de Ondernemingsraad, in Den Haag",
        "VISER en BVDB en BvdB",
        "Kade. Broed is er ook. Hart voor de zaak",
        "Smit komt niet",
        "In maart en in Maart",
        "Jan ’t Hart, Mia d’Ancona en Eva Müller-de Wit",
        "http://visser.nl en viser@example.org",
        "",
    ],
)
def test_what_is_left_alone(text: str) -> None:
    assert not list(NAMES.doubtful(text))


def test_they_stand_among_the_unfinished_once_a_word_in_the_order_of_the_agenda() -> None:
    sitting = Sitting()
    sitting.type("/open", "/next", "Viser en Viser", "/go 1", "met Celik")
    first, second = sitting.entries()
    assert misspelled(sitting.record) == [
        Unfinished(Lack.MISSPELLED, 1, second.id, "Celik", "Çelik"),
        Unfinished(Lack.MISSPELLED, 2, first.id, "Viser", "Visser"),
    ]
    assert str(misspelled(sitting.record)[1]) == "“Viser”: do you mean Visser?"


@each_row(
    "one, other, far",
    [
        ("", "", 0),
        ("a", "", 1),
        ("benali", "bennali", 1),
        ("benali", "benlai", 1),
        ("smit", "smid", 1),
        ("jan", "els", 3),
    ],
)
def test_distance(one: str, other: str, far: int) -> None:
    assert distance(one, other) == distance(other, one) == far


@given(st.text("abcd", max_size=8), st.text("abcd", max_size=8))
def test_distance_is_nought_for_the_same_and_no_more_than_all_letters(one: str, other: str) -> None:
    assert (distance(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= distance(one, other) <= max(len(one), len(other))


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert all(word in text for word, _meant in NAMES.doubtful(text))
