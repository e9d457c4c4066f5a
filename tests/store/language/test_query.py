"""What is typed above a list, understood: words, phrases, people, bodies, kinds, days."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from store.i18n import speak
from store.language.query import ITEM, KINDS, Filter, Listed, State, read_filter
from store.model import Kind
from tests.helpers.tables import each_row
from tui.dialogs.help import FILTERS
from tui.routes import Place

TODAY = date(2026, 11, 22)
THEMES = ["kantoor", "kantoortuin", "verhuizing"]


def read(typed: str, listed: Listed = Listed.EVERYTHING) -> Filter:
    return read_filter(typed, TODAY, ["or", "VC"], THEMES, listed)


def days(typed: str, listed: Listed = Listed.EVERYTHING) -> tuple[str, str]:
    wanted = read(typed, listed)
    return str(wanted.since or ""), str(wanted.until or "")


def test_all_of_it_in_one_line() -> None:
    assert read('besluit @kp "Open  Kantoor" sinds 1 jan 2026 or:') == Filter(
        kinds=(Kind.DECISION,), people=("kp",), texts=("open kantoor",), since=date(2026, 1, 1), bodies=("or",)
    )
    assert read("vc: OR: question since 1 jan 2026 “reiskosten") == Filter(
        kinds=(Kind.QUESTION,), texts=("reiskosten",), since=date(2026, 1, 1), bodies=("VC", "or")
    )


def test_words_are_words_unless_they_say_something() -> None:
    assert read("Verhuízing naar de Oosterkade").texts == ("verhuizing", "naar", "de", "oosterkade")
    assert read("reiskosten voor medewerkers op kantoor").texts == (
        "reiskosten",
        "voor",
        "medewerkers",
        "op",
        "kantoor",
    )
    assert read("begroting voor 2026").texts == ("begroting", "voor", "2026")
    assert read("noot: iets").texts == ("noot:", "iets")
    assert read('"besluit" "sinds 1 jan" "@kp"') == Filter(texts=("besluit", "sinds 1 jan", "@kp"))
    assert read('thuis"werk plek" x').texts == ("thuis", "werk plek", "x")
    assert read("open te laat").texts == ("open", "te", "laat")


@each_row("typed", ["", "  ", '"', '""', "@", "@,", "sinds", "sinds 1 j"])
def test_nothing_is_asked_for_yet(typed: str) -> None:
    assert not read(typed)


@each_row(
    "typed, kind",
    [
        ("!", Kind.DECISION),
        ("acties", Kind.ACTION),
        ("&", Kind.UNDERTAKING),
        ("votes", Kind.VOTE),
        ("agendapunt", ITEM),
    ],
)
def test_kinds_in_both_languages_and_as_signs(typed: str, kind: str) -> None:
    assert read(f"x {typed} y") == Filter(texts=("x", "y"), kinds=(kind,))


def test_people() -> None:
    assert read("@KP,@Aïcha @ab").people == ("kp", "aicha", "ab")


@each_row(
    "typed, since, until",
    [
        ("sinds 1 jan", "2026-01-01", ""),
        ("sinds 20 nov", "2026-11-20", ""),
        ("sinds 30 nov", "2025-11-30", ""),
        ("vanaf maandag", "2026-11-16", ""),
        ("since yesterday", "2026-11-21", ""),
        ("sinds vorige maand", "2026-10-01", ""),
        ("sinds week 12", "2026-03-16", ""),
        ("sinds week 50", "2025-12-08", ""),
        ("na 2024", "2025-01-01", ""),
        ("na 3-4-2026", "2026-04-04", ""),
        ("in 2025", "2025-01-01", "2025-12-31"),
        ("in maart", "2026-03-01", "2026-03-31"),
        ("in december", "2025-12-01", "2025-12-31"),
        ("in feb 2024", "2024-02-01", "2024-02-29"),
        ("in vorige week", "2026-11-09", "2026-11-15"),
        ("in this year", "2026-01-01", "2026-12-31"),
        ("op vrijdag 20 nov", "2026-11-20", "2026-11-20"),
        ("tot 2026", "", "2025-12-31"),
        ("t/m 2026", "", "2026-12-31"),
        ("tot 3 mei 2026", "", "2026-05-03"),
        ("tot en met 3 mei 2026", "", "2026-05-03"),
        ("voor 3 mei 2026", "", "2026-05-02"),
        ("before 2026", "", "2025-12-31"),
        ("sinds 1 jan 2020 t/m 2021", "2020-01-01", "2021-12-31"),
        ("voor 1-1-1000", "", "0999-12-31"),
    ],
)
def test_days(typed: str, since: str, until: str) -> None:
    assert days(typed) == (since, until)
    assert read(f"a {typed} b").texts == ("a", "b")


@each_row(
    "typed, since, until",
    [
        ("t/m vrijdag", "", "2026-11-27"),
        ("voor 1 dec", "", "2026-11-30"),
        ("in maart", "2027-03-01", "2027-03-31"),
        ("t/m week 50", "", "2026-12-13"),
        ("sinds week 12", "2027-03-22", ""),
    ],
)
def test_days_of_what_is_still_to_be_done_lie_ahead(typed: str, since: str, until: str) -> None:
    assert days(typed, Listed.ACTIONS) == (since, until)


def test_how_far_an_action_is() -> None:
    assert read("te laat @ab dak", Listed.ACTIONS) == Filter(states=(State.LATE,), people=("ab",), texts=("dak",))
    assert read("open gereed vervallen", Listed.ACTIONS).states == (State.OPEN, State.DONE, State.CANCELLED)
    assert read('"open" dak', Listed.ACTIONS).texts == ("open", "dak")
    wanted = read("This Week zonder datum postponed", Listed.ACTIONS)
    assert wanted == Filter(states=(State.THIS_WEEK, State.UNDATED, State.POSTPONED))


def test_whether_a_decision_holds() -> None:
    assert read("kantine van kracht in 2026 or:", Listed.DECISIONS) == Filter(
        texts=("kantine",),
        states=(State.IN_FORCE,),
        since=date(2026, 1, 1),
        until=date(2026, 12, 31),
        bodies=("or",),
    )
    assert read("ingetrokken amended", Listed.DECISIONS).states == (State.WITHDRAWN, State.REPLACED)
    assert read("te laat", Listed.DECISIONS).texts == ("te", "laat")
    assert read("in force").texts == ("in", "force")


def test_a_kind_is_one_that_the_list_holds() -> None:
    assert read("toezegging agenda", Listed.ACTIONS) == Filter(kinds=(Kind.UNDERTAKING,), texts=("agenda",))
    assert read("besluit vraag", Listed.DECISIONS) == Filter(kinds=(Kind.DECISION,), texts=("vraag",))


def test_a_theme_is_itself_or_all_that_begin_so() -> None:
    assert read("#Verhuizing dak").themes == (("verhuizing",),)
    assert read("#kantoor").themes == (("kantoor",),)
    assert read("#kant, #v").themes == (("kantoor", "kantoortuin"), ("verhuizing",))
    assert read("#nieuw").themes == (("nieuw",),)
    assert read('"#kantoor" #12').texts == ("#kantoor", "#12")
    assert read("dak #") == Filter(texts=("dak",), unread="#")


def test_a_day_that_is_half_typed_is_no_word_yet() -> None:
    wanted = read("dak sinds 1 ja")
    assert (wanted.texts, wanted.since, wanted.unread) == (("dak",), None, "sinds 1 ja")
    assert read("sinds dak") == Filter(texts=("dak",), unread="sinds")


@given(st.text(max_size=40), st.sampled_from(Listed))
def test_anything_can_be_typed(typed: str, listed: Listed) -> None:
    wanted = read_filter(typed, TODAY, ["or"], THEMES, listed)
    assert all(text.strip() for text in (*wanted.texts, *wanted.people))


@given(
    st.lists(
        st.sampled_from([*KINDS, "sinds", "voor", "1", "jan", "2026", "week", "t/m", '"', "@kp", "or:", "op", "#kan"])
    )
)
def test_any_of_its_words_in_any_order(pieces: list[str]) -> None:
    typed = " ".join(pieces)
    for listed in Listed:
        wanted = read(typed, listed)
        # Nothing is looked for that was not typed.
        assert all(text in typed for text in (*wanted.texts, wanted.unread))
        kinds = {kind for piece in pieces if (kind := KINDS.get(piece)) and listed in _listed_with(kind)}
        if '"' in pieces:
            assert set(wanted.kinds) <= kinds
        else:
            # Whatever stands around them.
            assert set(wanted.kinds) == kinds
            assert wanted.people == ("kp",) * ("@kp" in pieces)
            assert wanted.bodies == ("or",) * ("or:" in pieces)
            assert wanted.themes == (("kantoor", "kantoortuin"),) * ("#kan" in pieces)


def _listed_with(kind: str) -> set[Listed]:
    """The lists above which that kind can be asked for."""
    promise = {Listed.ACTIONS} if kind in (Kind.ACTION, Kind.UNDERTAKING) else set()
    return {Listed.EVERYTHING} | promise | ({Listed.DECISIONS} if kind == Kind.DECISION else set())


@each_row("language", ["en", "nl"])
@each_row("place", [Place.ACTIONS, Place.DECISIONS])
def test_what_the_help_tells_is_understood(language: str, place: Place) -> None:
    speak(language)
    *rows, (words, _means) = FILTERS[place]()
    for typed in (part for row, _means in rows for part in re.split(r",\s|\s\s", row)):
        assert not read(typed, Listed(place.value)).texts, typed
    assert len(read(words, Listed(place.value)).texts) == 2
