"""Names as they are typed, who is meant by them, and how they are sorted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.language.people import People, as_written, core_word, sort_key
from store.model import EVERYONE, Person
from tests.helpers.council import PEOPLE, ROLL
from tests.helpers.tables import each_row

# What is typed, and who is meant.
CERTAIN = """
BvdB | bvdb | BVDB | @bvdb | @ bvdb | Bart | bart van den broek | Van den Broek | Broek | bárt
WvdB | wvdb | Willem | van der Berg | Berg | WILLEM VAN DER BERG
JtH | jth | Jan | ’t Hart | 't hart | ‘t Hart | t Hart | Hart | Jan 't Hart
MdA | mda | Mia | d’Ancona | d'ancona | D’ANCONA | dAncona | Ancona
WIJ | wij | Wout | IJsbrandy | ijsbrandy | Ijsbrandy | Ĳsbrandy
AÇ | aç | ac | AC | Ayse | Ayşe | celik | Çelik | Ayşe Celik
IK | ik | Işıl | isil | Isil | İşıl | Kaya
TS | ts | Tom | Tom Smith
TS2 | ts2 | Tess | Tess Smith
EM | em | Eva | Müller-de Wit | muller-de wit | Müller | Muller | Wit
NV | Noor | visser
KH | Holt | karel holt
""".strip()
NOBODY = (
    "Piet",
    "B",
    "van",
    "der",
    "’t",
    "",
    "@",
    "van den",
    "Bart en Willem",
    "SmithTom",
    "penningmeester",
    "lid",
    "😀",
)


@each_row(
    "handle, typed",
    [(row.split(" | ")[0], typed) for row in CERTAIN.splitlines() for typed in row.split(" | ")],
)
def test_a_name_that_fits_one_person(handle: str, typed: str) -> None:
    assert [person.handle for person in PEOPLE.who(typed)] == [handle]


@each_row("typed", NOBODY)
def test_a_name_that_fits_nobody(typed: str) -> None:
    assert PEOPLE.who(typed) == ()


@each_row("typed", ["Smith", "smith", "@Smith", "SMITH"])
def test_a_name_that_fits_two_people_is_never_guessed(typed: str) -> None:
    assert [person.handle for person in PEOPLE.who(typed)] == ["TS", "TS2"]
    named = PEOPLE.read(typed)
    assert (named.handles, named.unread) == ((), (typed.lstrip("@"),))


def test_two_people_whose_names_are_written_the_same() -> None:
    people = People([Person(handle="TS", name="T. Smith"), Person(handle="TS2", name="T. Smith")])
    for typed in ("T. Smith", "T Smith", "Smith"):
        assert len(people.who(typed)) == 2
        assert people.read(typed).handles == ()
    assert people.read("ts2").handles == ("TS2",)


def test_a_handle_comes_before_a_name() -> None:
    people = People([Person(handle="Jan", name="Johanna Bos"), Person(handle="JS", name="Jan Smit")])
    assert people.read("jan").handles == ("Jan",)


LISTS = [
    ("@bvdb,jth", ("BvdB", "JtH"), ()),
    ("@bvdb @jth", ("BvdB", "JtH"), ()),
    ("@Bart,Mia", ("BvdB", "MdA"), ()),
    ("Bart, Mia en Wout", ("BvdB", "MdA", "WIJ"), ()),
    ("Bart and Mia", ("BvdB", "MdA"), ()),
    ("Bart & Mia", ("BvdB", "MdA"), ()),
    ("bvdb/mda", ("BvdB", "MdA"), ()),
    ("’t Hart en Van den Broek", ("JtH", "BvdB"), ()),
    ("Bart en Smith", ("BvdB",), ("Smith",)),
    ("Bart, Piet, bart", ("BvdB",), ("Piet",)),
    ("@allen", (EVERYONE,), ()),
    ("@all", (EVERYONE,), ()),
    ("iedereen", (EVERYONE,), ()),
    ("alle leden", (EVERYONE,), ()),
    ("@?", (), ()),
    ("?,bvdb", ("BvdB",), ()),
    ("", (), ()),
]


@each_row("typed, handles, unread", LISTS)
def test_several_names(typed: str, handles: tuple[str, ...], unread: tuple[str, ...]) -> None:
    named = PEOPLE.read(typed)
    assert (named.handles, named.unread) == (handles, unread)


def test_what_was_said_keeps_its_order() -> None:
    assert PEOPLE.read("Piet, Bart, Smith, Mia").said == ("Piet", "BvdB", "Smith", "MdA")


RUNS = [
    ("RvdL bvdb JtH", ("RvdL", "BvdB", "JtH"), ()),
    ("Willem van der Berg Tess Smith eva", ("WvdB", "TS2", "EM"), ()),
    ("rvdl, bvdb en jth", ("RvdL", "BvdB", "JtH"), ()),
    ("rvdl Smith piet", ("RvdL",), ("Smith", "piet")),
    ("allen", (EVERYONE,), ()),
]


@each_row("typed, handles, unread", RUNS)
def test_names_with_only_spaces_between_them(typed: str, handles: tuple[str, ...], unread: tuple[str, ...]) -> None:
    named = PEOPLE.read_run(typed)
    assert (named.handles, named.unread) == (handles, unread)


@each_row(
    "words, first, rest",
    [
        ("Willem van der Berg belt Mia", "Willem van der Berg", "belt Mia"),
        ("Bart, belt Mia", "Bart", ", belt Mia"),
        ("bart: akkoord", "bart", ": akkoord"),
        ("Bart", "Bart", ""),
        ("Bart,Mia doen het", "Bart", ",Mia doen het"),
        ("belt Mia", "", "belt Mia"),
        ("", "", ""),
    ],
)
def test_the_name_that_words_begin_with(words: str, first: str, rest: str) -> None:
    assert PEOPLE.first(words) == (first, rest)


@each_row(
    "words, names, rest",
    [
        ("Bart en Mia vinden het niets", ("Bart", "Mia"), "vinden het niets"),
        ("Bart en iets anders", ("Bart",), "en iets anders"),
        ("bvdb,mda: tegen", ("bvdb", "mda"), ": tegen"),
        ("het plan van Bart", (), "het plan van Bart"),
    ],
)
def test_the_names_that_words_begin_with(words: str, names: tuple[str, ...], rest: str) -> None:
    assert PEOPLE.leading(words) == (names, rest)


CORE_WORDS = [
    ("Roos van der Linden", "Linden"),
    ("Van der Berg", "Berg"),
    ("van der Berg", "Berg"),
    ("De Vries", "Vries"),
    ("Jan ’t Hart", "Hart"),
    ("’t Hart", "Hart"),
    ("Piet in ’t Veld", "Veld"),
    ("Joost ’s-Gravesande", "Gravesande"),
    ("Mia d’Ancona", "Ancona"),
    ("Maria Teresa d’Ancona", "Ancona"),
    ("Ayşe Çelik", "Çelik"),
    ("Wout IJsbrandy", "IJsbrandy"),
    ("Jan Willem Bos", "Bos"),
    ("J.P. Bos", "Bos"),
    ("H.-P. von Löwenstein", "Löwenstein"),
    ("Eva Müller-de Wit", "Müller-de Wit"),
    ("Eva Müller - de Wit", "Müller-de Wit"),
    ("J. van den Berg-de Wit", "Berg-de Wit"),
    ("Sinéad Ó Faoláin", "Ó Faoláin"),
    ("Anna O’Brien", "O'Brien"),
    ("Kim Do", "Do"),
    ("Zoë", "Zoë"),
    ("", ""),
]


@each_row("name, core", CORE_WORDS)
def test_the_core_word_of_a_name(name: str, core: str) -> None:
    assert core_word(name) == core


def test_names_are_sorted_on_the_core_word() -> None:
    names = sorted((name for _handle, name, _role in ROLL), key=sort_key)
    assert names == [
        "Mia d’Ancona",
        "Willem van der Berg",
        "Bart van den Broek",
        "Ayşe Çelik",
        "Jan ’t Hart",
        "Karel Holt",
        "Wout IJsbrandy",
        "Işıl Kaya",
        "Roos van der Linden",
        "Eva Müller-de Wit",
        "Tess Smith",
        "Tom Smith",
        "Noor Visser",
    ]


@each_row(
    "name, written",
    [
        ("van der Berg", "Van der Berg"),
        ("Jan van der Berg", "Jan van der Berg"),
        ("J. van der Berg", "J. van der Berg"),
        ("Jan Van den Broeck", "Jan Van den Broeck"),
        ("d’Ancona", "D’Ancona"),
        ("’t Hart", "’t Hart"),
        ("de Vries", "De Vries"),
        ("bell hooks", "bell hooks"),
        ("", ""),
    ],
)
def test_a_prefix_takes_a_capital_only_where_nothing_precedes_it(name: str, written: str) -> None:
    assert as_written(name) == written


@given(st.text(max_size=80), st.lists(st.text(max_size=30), max_size=4))
def test_no_words_and_no_names_are_too_odd(typed: str, names: list[str]) -> None:
    people = People([Person(handle=name[:4], name=name) for name in names])
    for read in (people.read(typed), people.read_run(typed)):
        assert set(read.handles) <= {name[:4] for name in names} | {EVERYONE}
    people.are_all_people(typed)
    assert people.leading(typed)[1] in typed
    for name in names:
        core_word(name)
        as_written(name)
