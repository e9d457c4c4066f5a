"""What earlier meetings leave is offered for the next agenda, until it is on one."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from exports.agenda.standing_items import built_in
from store.archive.carry_over import Offer, Offered, agenda
from store.model import AgendaItem, ItemStatus, Origin, Person, Role, Secrecy
from tests.helpers.continuity import DAYS, Council, works_council
from tests.helpers.meetings import BODY


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path)


def of(kind: Offered, offered: list[Offer]) -> list[str]:
    return [offer.item.internal_title or offer.item.title for offer in offered if offer.kind is kind]


def number(items: list[AgendaItem], title: str) -> str:
    return next(item.number for item in items if item.title == title)


def test_the_first_meeting_is_the_template_with_who_has_the_role_on_the_day(council: Council) -> None:
    items = council.agenda(council.new(DAYS[0]))
    assert [item.title for item in items] == [item.title for item in built_in("or", "nl")]
    assert [item.number for item in items] == [str(at) for at in range(1, 13)]
    assert (items[0].presenter, items[2].presenter) == ("HdV", "LG")


def test_what_the_last_meeting_left_is_offered_and_goes_where_it_belongs(council: Council) -> None:
    first = council.new(DAYS[0])
    council.hold(
        first,
        "/open",
        "/go 6",
        "# Rooster nachtdienst",
        "# Thuiswerken",
        "? Wat kost de verhuizing?",
        "! Proef met zelfroosteren > evaluatie 1 nov",
        "! Proef met thuiswerken > evaluatie 1 mrt 2027",
        "/go 6a",
        "/aanhouden wacht op cijfers",
        "/go 12",
        "/close",
    )
    offered = council.offers(DAYS[1])
    assert of(Offered.MINUTES, offered) == ["Verslag 17 september 2026"]
    assert of(Offered.HELD_OVER, offered) == ["Rooster nachtdienst"]
    assert of(Offered.NOT_REACHED, offered) == ["Thuiswerken"]
    # Before the meeting after the new one; the other is for a later agenda.
    assert of(Offered.EVALUATION, offered) == ["Evaluatie B 2026-01-01: Proef met zelfroosteren"]
    assert of(Offered.QUESTION, offered) == ["Wat kost de verhuizing?"]
    assert {offer.kind for offer in offered if not offer.taken} == {Offered.QUESTION}
    items = council.agenda(council.new(DAYS[1], offered))
    titles = [item.title for item in items]
    assert titles[2] == "Verslag 17 september 2026"
    assert titles[-7:] == [
        "Rooster nachtdienst",
        "Thuiswerken",
        "Evaluatie B 2026-01-01: Proef met zelfroosteren",
        "Openstaande vragen",
        "Wat verder ter tafel komt",
        "Rondvraag",
        "Sluiting",
    ]
    assert items[-4].notes == ("Wat kost de verhuizing? (2026-01)",)
    assert "Verslag van de vorige vergadering" not in titles
    # The slot of the template gives the minutes their presenter and what is asked.
    assert (items[2].presenter, items[2].decision_asked) == ("LG", "Het verslag vaststellen.")
    assert {offer.kind for offer in council.offers(DAYS[2], today=DAYS[1])} == {Offered.STANDING}


def test_an_item_keeps_all_it_had_and_counts_how_often_it_was_held_over(council: Council) -> None:
    first = council.new(DAYS[0])
    item = replace(
        council.agenda(first)[5],
        title="Aanvraag verhuizing",
        explanation="Wat vinden wij?",
        notes=("Lees 6a.",),
        confidential=Secrecy(ground="art. 20 WOR"),
    )
    own = next(offer for offer in council.offers(DAYS[1]) if offer.item.title == "Rondvraag")
    second = council.new(DAYS[1], [replace(own, item=item)])
    council.hold(second, "/open", "/aanhouden", "/close")
    third = council.new(DAYS[2])
    [back] = [each for each in council.agenda(third) if each.title == item.title]
    kept = ("title", "purpose", "presenter", "planned_minutes", "explanation", "notes", "confidential")
    assert [getattr(back, name) for name in kept] == [getattr(item, name) for name in kept]
    assert (back.times_held_over, back.status, back.held_over, back.intervals) == (1, ItemStatus.OPEN, None, ())
    assert back.origins == (Origin(meeting=second, item=council.agenda(second)[0].id),)
    council.hold(third, "/open", f"/go {back.number}", "/aanhouden", "/close")
    [again] = [offer for offer in council.offers(DAYS[3]) if offer.kind is Offered.HELD_OVER]
    assert again.item.times_held_over == 2


def test_what_was_held_over_to_a_later_day_waits_until_then(council: Council) -> None:
    first = council.new(DAYS[0])
    council.hold(first, "/open", "# Jaarplan", "/go 1a", "/aanhouden 1 dec", "/close")
    for day, taken in ((DAYS[1], False), (DAYS[3], True)):
        [held] = [offer for offer in council.offers(day) if offer.kind is Offered.HELD_OVER]
        assert held.taken is taken


def test_a_standing_item_that_is_held_over_is_one_item_again(council: Council) -> None:
    first = council.new(DAYS[0])
    council.hold(first, "/open", "/go 7", "/aanhouden", "/close")
    items = council.agenda(council.new(DAYS[1]))
    assert [item.title for item in items].count("Nieuws uit de commissies") == 1
    assert (items[6].title, items[6].times_held_over) == ("Nieuws uit de commissies", 1)


def test_a_meeting_that_was_never_held_keeps_nothing(council: Council) -> None:
    first = council.new(DAYS[0])
    council.hold(first, "/open", "# Jaarplan", "/go 1a", "/aanhouden", "? Wie komt er?", "/close")
    council.new(DAYS[1], council.offers(DAYS[1]))
    # On the agenda of a meeting to come it is not offered twice; after that day, unopened, it is.
    assert not of(Offered.HELD_OVER, council.offers(DAYS[2], today=DAYS[1]))
    after = council.offers(DAYS[2], today=DAYS[1] + timedelta(days=1))
    assert of(Offered.HELD_OVER, after) == ["Jaarplan"]
    assert of(Offered.QUESTION, after) == ["Wie komt er?"]
    assert of(Offered.MINUTES, after) == ["Verslag 17 september 2026"]


def test_an_agenda_from_a_file_brings_items_back_by_their_title(council: Council) -> None:
    from exports.agenda.markdown import read_agenda
    from exports.agenda.meeting_from_agenda import convene

    first = council.new(DAYS[0])
    council.hold(first, "/open", "# Jaarplan", "/go 1a", "/aanhouden", "/close")
    text = "# OR 2026-10\n\n- Orgaan: Ondernemingsraad\n- Datum: 15 oktober 2026\n\n## Agenda\n\n1. Jaarplan\n"
    second = convene(council.archive, read_agenda(text), DAYS[1])
    council.hold(second, "/open", "/close")
    assert not of(Offered.HELD_OVER, council.offers(DAYS[2]))


def test_minutes_are_offered_until_they_are_approved(council: Council) -> None:
    first = council.new(DAYS[0])
    council.hold(first, "/open", "/close")
    second = council.new(DAYS[1])
    # Treated, but not approved.
    council.hold(second, "/open", "/go 3", "/go 4", "/close")
    offered = [offer for offer in council.offers(DAYS[2]) if offer.kind is Offered.MINUTES]
    assert of(Offered.MINUTES, offered) == ["Verslag 17 september 2026", "Verslag 15 oktober 2026"]
    third = council.new(DAYS[2], council.offers(DAYS[2]))
    council.hold(third, "/open", "/go 3", "/approve", "/go 4", "/approve", "/close")
    assert of(Offered.MINUTES, council.offers(DAYS[3])) == ["Verslag 19 november 2026"]


def test_minutes_that_were_held_over_are_offered_once_in_their_place(council: Council) -> None:
    first = council.new(DAYS[0])
    council.hold(first, "/open", "/close")
    second = council.new(DAYS[1])
    council.hold(second, "/open", "/go 3", "/aanhouden", "/close")
    offered = council.offers(DAYS[2])
    assert of(Offered.MINUTES, offered) == ["Verslag 15 oktober 2026"]
    assert of(Offered.HELD_OVER, offered) == ["Verslag 17 september 2026"]
    titles = [item.title for item in council.agenda(council.new(DAYS[2]))]
    assert titles[2:4] == ["Verslag 17 september 2026", "Verslag 15 oktober 2026"]


def test_what_is_confidential_does_not_come_on_the_agenda_in_words(council: Council) -> None:
    first = council.new(DAYS[0])
    council.hold(
        first,
        "/open",
        "? Vertrekt de directeur?",
        "/secret last",
        "! Salaris bevroren > evaluatie 1 okt",
        "/secret last",
        "? Wie zit voor?",
        "/close",
    )
    items = council.agenda(council.new(DAYS[1], council.offers(DAYS[1])))
    read_by_all = " ".join(f"{item.title} {item.notes}" for item in items)
    assert "directeur" not in read_by_all
    assert "Salaris" not in read_by_all
    secret = {item.internal_title: item.title for item in items if item.confidential}
    assert secret == {
        "Vertrekt de directeur?": "Vertrouwelijke vraag",
        "Evaluatie B 2026-01-01: Salaris bevroren": "Evaluatie B 2026-01-01",
    }
    assert "Wie zit voor? (2026-01)" in read_by_all


def test_an_item_below_a_confidential_one_stays_confidential(council: Council) -> None:
    own = council.offers(DAYS[0])[5]
    above = replace(own, item=replace(own.item, title="Reorganisatie", confidential=Secrecy(ground="art. 20 WOR")))
    below = replace(own, item=replace(own.item, title="Namen", depth=1, confidential=None), place=(5, 1))
    first = council.new(DAYS[0], [above, below])
    assert [item.number for item in council.agenda(first)] == ["1", "1.1"]
    council.hold(first, "/open", "/go 1.1", "/aanhouden", "/close")
    [back] = [item for item in council.agenda(council.new(DAYS[1])) if item.title == "Namen"]
    assert back.confidential == Secrecy(ground="art. 20 WOR")


def test_a_decision_that_is_withdrawn_is_not_evaluated(council: Council) -> None:
    first = council.new(DAYS[0])
    council.hold(
        first, "/open", "! Proef > evaluatie 1 okt", "/withdraw b1", "! Anders > evaluatie komend voorjaar", "/close"
    )
    [offer] = [each for each in council.offers(DAYS[1]) if each.kind is Offered.EVALUATION]
    # Nobody knows when: it is offered, and not taken by itself.
    assert offer.item.title.endswith("Anders")
    assert not offer.taken


def test_a_question_that_became_something_else_is_answered(council: Council) -> None:
    first = council.new(DAYS[0])
    council.hold(first, "/open", "? Wie gaat er?", "@", "? Wanneer?", "? Waarom?", "/antwoord daarom", "/close")
    assert of(Offered.QUESTION, council.offers(DAYS[1])) == ["Wanneer?"]
    # After a year nobody waits for the answer any more.
    assert of(Offered.QUESTION, council.offers(date(2027, 9, 16))) == ["Wanneer?"]
    assert not of(Offered.QUESTION, council.offers(date(2027, 10, 21)))


@pytest.mark.parametrize(
    "title",
    """Opening|Opening en vaststelling van de agenda|Opening, mededelingen en vaststellen agenda|Verslag 22 oktober 2026
    |Verslag van de vorige vergadering|Concept-notulen 12 feb|Vaststelling verslag 12 maart
    |Verslag OR-vergadering 2026-03
    |Minutes of the previous meeting|Approval of the minutes|Notulen|Rondvraag|Rondvraag en sluiting|W.v.t.t.k.
    |Wat verder ter tafel komt|Sluiting van de vergadering|Any other business|Date of the next meeting
    |Ingekomen en uitgaande stukken|Actielijst en besluitenlijst""".split("|"),
)
def test_what_is_on_every_agenda_does_not_come_back(council: Council, title: str) -> None:
    council.hold(council.new(DAYS[0]), "/open", f"# {title.strip()}", "/close")
    assert not of(Offered.NOT_REACHED, council.offers(DAYS[1]))


@pytest.mark.parametrize(
    "title",
    "Sluiting locatie Zuid|Opening nieuwe kantine|Verslag bezoek Oost|Verslag commissie VGWM 12 maart|Agendacommissie"
    "|Verslag van het incident op 3 mei|Notulistencursus|Volgende vergadering in Utrecht?|Post Noord".split("|"),
)
def test_what_only_sounds_like_it_does(council: Council, title: str) -> None:
    council.hold(council.new(DAYS[0]), "/open", f"# {title}", "/close")
    assert of(Offered.NOT_REACHED, council.offers(DAYS[1])) == [title]


def test_documents_are_labelled_after_the_new_number(council: Council) -> None:
    from store.model import Document

    own = council.offers(DAYS[0])[0]
    item = replace(own.item, number="5", documents=(Document(label="5a", title="Notitie"), Document(label="Q3")))
    assert [document.label for document in agenda([replace(own, item=item)], "nl")[0].documents] == ["1a", "Q3"]


def test_without_a_template_what_recurs_is_standing(tmp_path: Path) -> None:
    council = Council(tmp_path, works_council(template=False))
    from tests.helpers.meetings import planned

    for day in DAYS[:2]:
        meeting, items, roll = planned(f"{day.isoformat()}-or")
        items = [*items[:3], replace(items[2], id=30, number="3a", title=f"Iets van {day:%B}"), items[3]]
        order = tuple(item.id for item in items)
        meeting = replace(meeting, date=day, number=f"2026-{day.month}", agenda=order, order=order)
        council.archive.create(meeting, items, roll)
        council.hold(f"{day.isoformat()}-or", "/open", "/go 3", "/go 3a", "/go 4", "/close")
    offered = council.offers(DAYS[2])
    assert of(Offered.STANDING, offered) == ["Opening", "Mededelingen", "Thuiswerkregeling", "Rondvraag"]
    titles = [item.title for item in council.agenda(council.new(DAYS[2]))]
    assert titles == ["Opening", "Verslag 15 oktober 2026", "Mededelingen", "Thuiswerkregeling", "Rondvraag"]


def test_a_part_of_a_confidential_item_is_no_standing_item(tmp_path: Path) -> None:
    council = Council(tmp_path, works_council(template=False))
    from tests.helpers.meetings import planned

    for day in DAYS[:2]:
        meeting, items, roll = planned(f"{day.isoformat()}-or")
        whole = replace(items[2], title="Personele zaken", confidential=Secrecy(ground="art. 20 WOR"))
        part = replace(items[3], depth=1, number="3.1", title="Ziekteverzuim Jansen")
        council.archive.create(replace(meeting, date=day, number=f"2026-{day.month}"), [*items[:2], whole, part], roll)
        council.hold(f"{day.isoformat()}-or", "/open", "/go 3", "/go 3.1", "/close")
    assert of(Offered.STANDING, council.offers(DAYS[2])) == ["Opening", "Mededelingen"]
    secret = {item.number for _key, item in council.archive.index.items_of("or") if item.confidential}
    assert secret == {"3", "3.1"}


def test_who_is_in_office_is_on_the_roll_and_who_presents_as_a_guest(tmp_path: Path) -> None:
    people = (
        *BODY.people[:-1],
        replace(BODY.people[-1], until=date(2026, 9, 30)),
        Person(handle="NV", name="Noor Visser", role=Role.SECRETARY, vote=False, since=date(2026, 10, 1)),
    )
    council = Council(tmp_path, replace(works_council(), people=people))
    first = council.new(DAYS[0])
    council.hold(first, "/open", "/gast Gijs Vos (GV), bestuurder", "# Begroting", "/close")
    record = council.archive.read(first)
    assert [who.handle for who in record.attendance.values() if who.role is Role.SECRETARY] == ["LG"]
    own = next(offer for offer in council.offers(DAYS[1]) if offer.kind is Offered.NOT_REACHED)
    guest = next(who for who in record.attendance.values() if who.role is Role.GUEST)
    taken = [replace(own, item=replace(own.item, presenter=guest.handle), guest=guest)]
    record = council.archive.read(council.new(DAYS[1], taken))
    assert [who.handle for who in record.attendance.values() if who.role is Role.SECRETARY] == ["NV"]
    [there] = [who for who in record.attendance.values() if who.role is Role.GUEST]
    assert (there.name, there.items, there.presence) == (guest.name, ("1",), ())


_LEAVES = st.lists(st.sampled_from(("treated", "held", "not reached", "question", "answered")), max_size=6)


@settings(max_examples=25)
@given(st.lists(st.tuples(_LEAVES, st.integers(0, 2**16)), min_size=1, max_size=3))
def test_whatever_is_left_is_offered_next_unless_it_was_settled(meetings: list[tuple[list[str], int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        council = Council(Path(folder))
        left: set[str] = set()
        for day, (leaves, taken_bits) in zip(DAYS, meetings, strict=False):
            offered = council.offers(day)
            loose = [
                offer for offer in offered if offer.kind in (Offered.HELD_OVER, Offered.NOT_REACHED, Offered.QUESTION)
            ]
            assert {offer.item.title for offer in loose} == left
            taken = [offer for at, offer in enumerate(loose) if taken_bits >> at & 1]
            rest = [offer for offer in offered if offer not in loose]
            key = council.new(day, [*rest, *taken])
            left -= {offer.item.title for offer in taken}
            back = {item.title for item in council.agenda(key)} - {offer.item.title for offer in rest}
            lines = ["/open"]
            for at, what in enumerate(leaves):
                name = f"Punt {day:%m} {at}"
                if what == "question":
                    lines.append(f"? {name}?")
                    left.add(f"{name}?")
                elif what == "answered":
                    lines += [f"? {name}?", "\\"]
                else:
                    lines.append(f"# {name}")
                    left |= {name} if what != "treated" else set()
            council.hold(key, *lines)
            items = council.agenda(key)
            after = [f"/go {item.number}" for item in items if item.title in back]
            for at, what in enumerate(leaves):
                if what in ("treated", "held"):
                    after.append(f"/go {number(items, f'Punt {day:%m} {at}')}")
                    after += ["/aanhouden"] if what == "held" else []
            council.hold(key, *after, "/close")
        assert {
            offer.item.title
            for offer in council.offers(DAYS[len(meetings)])
            if offer.kind in (Offered.HELD_OVER, Offered.NOT_REACHED, Offered.QUESTION)
        } == left
        numbers = [meeting.number for meeting in council.archive.index.meetings_of("or")]
        assert numbers == [f"2026-{at:02}" for at in range(1, len(meetings) + 1)]
