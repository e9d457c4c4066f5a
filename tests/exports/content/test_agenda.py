"""The annotated agenda: who is invited, the items at a glance and one by one, and what is still to be done."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from exports.confidentiality.leak_check import LeakFound
from exports.formats.registry import Format
from exports.kinds import DocumentKind
from exports.publish import Job
from store.model import Attendee, Audience, Audiences, Document, Purpose, Role, Secrecy, View, Withheld
from store.record.record import Record
from tests.helpers.continuity import DAYS, Council
from tests.helpers.reading import lines_of

FIRST = (
    "/open",
    "/aanwezig HdV KP",
    "/naar 2",
    "@KP offerte opvragen > 1 okt",
    "@HdV brief schrijven > 24 sep",
    "& @KP cijfers nasturen > 25 sep",
    "@KP al gedaan > 20 sep",
    "/gereed a3",
    "/naar 4",
    "@KP zwaluwen tellen > 2 okt",
    "/geheim laatste art. 20 WOR",
    "/aanhouden geen tijd",
    "/sluit",
)


@pytest.fixture
def council(tmp_path: Path) -> Council:
    """A works council with one meeting held and the next one prepared from it."""
    council = Council(tmp_path)
    council.hold(council.new(DAYS[0]), *FIRST)
    council.new(DAYS[1])
    return council


def coming(council: Council) -> Record:
    """The meeting that is prepared."""
    return council.archive.read(council.archive.keys()[-1])


def agenda(council: Council, audience: Audience = Audience.FULL, record: Record | None = None) -> list[str]:
    job = Job(what=DocumentKind.AGENDA, audience=audience, archive=council.archive)
    return lines_of(job.document([record or coming(council)])[0].blocks)


def section(lines: list[str], heading: str) -> list[str]:
    """What stands below a heading."""
    at = lines.index(heading)
    end = next((other for other in range(at + 1, len(lines)) if lines[other].startswith("#")), len(lines))
    return lines[at + 1 : end]


def shown(council: Council, view: View) -> None:
    """Sets what the employer is not shown."""
    council.archive.register.change("or", lambda body: replace(body, audiences=Audiences(employer=view)))


def test_what_is_still_to_be_done_of_earlier_meetings_stands_on_it_what_is_due_first_first(council: Council) -> None:
    lines = agenda(council)
    assert section(lines, "## Openstaande acties") == [
        "Nummer | Vergadering | Wat | Wie | Wanneer | Status",
        "A 2026-01-02 | do 17 sep 2026 | brief schrijven | HdV | do 24 sep 2026 | open",
        "A 2026-01-01 | do 17 sep 2026 | offerte opvragen | KP | do 1 okt 2026 | open",
        "A 2026-01-04 | do 17 sep 2026 | zwaluwen tellen | KP | vr 2 okt 2026 | open, vertrouwelijk (art. 20 WOR)",
    ]
    assert section(lines, "## Openstaande toezeggingen")[1:] == [
        "T 2026-01-01 | do 17 sep 2026 | cijfers nasturen | KP | vr 25 sep 2026 | open"
    ]
    assert "Vertrouwelijk: niet verder verspreiden." in lines


def test_the_employer_sees_of_a_confidential_one_number_and_ground_and_the_public_none(council: Council) -> None:
    employer = agenda(council, Audience.EMPLOYER)
    assert "A 2026-01-04 | do 17 sep 2026 | vertrouwelijk (art. 20 WOR) |  |  | " in employer
    assert "brief schrijven" in "\n".join(employer)
    assert "zwaluwen" not in "\n".join(employer)
    assert not [line for line in agenda(council, Audience.PUBLIC) if "Openstaande" in line or "A 2026" in line]
    shown(council, View(withholds=(Withheld.OWNERS,), reads=("art. 20 WOR",)))
    employer = agenda(council, Audience.EMPLOYER)
    assert "A 2026-01-02 | do 17 sep 2026 | brief schrijven |  | do 24 sep 2026 | open" in employer
    # A ground that they may read is theirs here as it is in the minutes.
    row = "A 2026-01-04 | do 17 sep 2026 | zwaluwen tellen |  | vr 2 okt 2026 | open, vertrouwelijk (art. 20 WOR)"
    assert row in employer
    shown(council, View(withholds=(Withheld.ACTIONS,)))
    assert "Openstaande" not in "\n".join(agenda(council, Audience.EMPLOYER))


def test_once_the_meeting_is_closed_nobody_knows_any_more_what_was_open(council: Council) -> None:
    key = council.archive.keys()[-1]
    council.hold(key, "/open", "/gereed A 2026-01-02 is weg")
    assert "brief schrijven" not in "\n".join(agenda(council))
    assert "offerte opvragen" in "\n".join(agenda(council))
    council.hold(key, "/sluit")
    assert "Openstaande" not in "\n".join(agenda(council))


def test_nothing_of_a_later_meeting_or_of_another_body(council: Council, tmp_path: Path) -> None:
    earlier = council.archive.read(council.archive.keys()[0])
    planned = earlier.with_meeting(replace(earlier.meeting, status=coming(council).meeting.status))
    assert "Openstaande" not in "\n".join(agenda(council, record=planned))
    record = coming(council)
    other = record.with_meeting(replace(record.meeting, body=replace(record.meeting.body, key="vgwm")))
    assert "Openstaande" not in "\n".join(agenda(council, record=other))


@pytest.mark.parametrize("audience", list(Audience))
def test_the_same_for_programs(council: Council, audience: Audience) -> None:
    schema = json.loads((files("exports.layouts") / "document.schema.json").read_text("utf-8"))
    job = Job(what=DocumentKind.AGENDA, audience=audience, format=Format.JSON, archive=council.archive)
    data = json.loads(job.make([coming(council)]))
    Draft202012Validator(schema).validate(data)
    texts = [one["text"] for one in data["open_actions"]]
    assert (
        texts
        == {
            Audience.FULL: ["brief schrijven", "cijfers nasturen", "offerte opvragen", "zwaluwen tellen"],
            Audience.EMPLOYER: ["brief schrijven", "cijfers nasturen", "offerte opvragen", None],
            Audience.PUBLIC: [],
        }[audience]
    )


def test_what_an_earlier_meeting_kept_confidential_is_no_leak_of_the_agenda(council: Council) -> None:
    record = coming(council)
    record.put(replace(record.agenda()[1], explanation="over de zwaluw"))
    job = Job(what=DocumentKind.AGENDA, audience=Audience.EMPLOYER, archive=council.archive)
    with pytest.raises(LeakFound, match=r"“zwaluwen” \(of item A 2026-01-04\)"):
        job.make([record])
    assert job.make([coming(council)])


@pytest.mark.parametrize("format", [Format.MARKDOWN, Format.JSON])
def test_of_two_grounds_both_must_be_theirs(council: Council, format: Format) -> None:
    key = council.archive.keys()[-1]
    said = ("/naar 3", "/geheim privacy", "/uitstel A-2026-01-04 24 dec", "/sluit")
    council.hold(key, "/open", "/aanwezig HdV KP", *said)
    council.new(DAYS[2])
    record = coming(council)
    job = Job(what=DocumentKind.AGENDA, audience=Audience.EMPLOYER, format=format, archive=council.archive)
    for reads, there in (((), False), (("privacy",), False), (("art. 20 WOR",), False), ((*GROUNDS,), True)):
        shown(council, View(reads=reads))
        assert ("zwaluwen" in job.make([record]).decode()) is there
    record.put(replace(record.agenda()[1], explanation="over de zwaluw"))
    assert job.make([record])
    shown(council, View(reads=("art. 20 WOR",)))
    with pytest.raises(LeakFound, match="zwaluwen"):
        job.make([record])


GROUNDS = ("privacy", "art. 20 WOR")
SAID_IN_SECRET = (
    "/heropen A-2026-01-03 ontslag Zandbergen dreigt",
    "/uitstel A-2026-01-01 24 dec",
    "/assign A-2026-01-02 @Zandbergen",
)


@pytest.mark.parametrize("said", SAID_IN_SECRET)
def test_what_a_confidential_item_made_of_an_action_is_not_told_and_is_looked_for(council: Council, said: str) -> None:
    key = council.archive.keys()[-1]
    council.hold(key, "/open", "/aanwezig HdV KP", "/naar 3", "/geheim art. 20 WOR", said, "/sluit")
    reference = said.split()[1].replace("A-", "A ")
    council.new(DAYS[2])
    record = coming(council)
    for format in (Format.MARKDOWN, Format.JSON):
        job = Job(what=DocumentKind.AGENDA, audience=Audience.EMPLOYER, format=format, archive=council.archive)
        told = job.make([record]).decode()
        assert "Zandbergen" not in told
        assert "24 dec" not in told
        assert "2026-12-24" not in told
    line = f"{reference} | do 17 sep 2026 | vertrouwelijk (art. 20 WOR) |  |  | "
    assert line in agenda(council, Audience.EMPLOYER)
    [full] = [line for line in agenda(council) if line.startswith(reference)]
    assert full.endswith("vertrouwelijk (art. 20 WOR)")
    assert "Zandbergen" in full or "24 dec" in full
    record.put(replace(record.agenda()[1], explanation="Over de kwestie-Zandbergen."))
    if "Zandbergen" in said:
        with pytest.raises(LeakFound, match="Zandbergen"):
            Job(what=DocumentKind.AGENDA, audience=Audience.EMPLOYER, archive=council.archive).make([record])


def test_that_an_action_is_open_again_or_was_spoken_of_under_a_confidential_item_is_no_secret(council: Council) -> None:
    key = council.archive.keys()[-1]
    said = ("/heropen A-2026-01-03", "/opmerking A-2026-01-02 ontslag Zandbergen dreigt")
    council.hold(key, "/open", "/aanwezig HdV KP", "/naar 3", "/geheim art. 20 WOR", *said, "/sluit")
    council.new(DAYS[2])
    told = agenda(council, Audience.EMPLOYER)
    assert "A 2026-01-03 | do 17 sep 2026 | al gedaan | KP | zo 20 sep 2026 | open" in told
    assert "A 2026-01-02 | do 17 sep 2026 | brief schrijven | HdV | do 24 sep 2026 | open" in told


def test_an_item_tells_how_often_it_was_held_over_and_how_things_stand(council: Council) -> None:
    record = coming(council)
    item = next(item for item in record.agenda() if item.times_held_over)
    lines = agenda(council, record=record)
    assert "- Aangehouden: één keer eerder" in section(lines, f"## {item.number}. {item.title}")
    record.put(replace(item, times_held_over=3, state_of_affairs="het wacht op cijfers", explanation="zie de brief"))
    assert section(agenda(council, Audience.EMPLOYER, record), f"## {item.number}. {item.title}") == [
        "- Aangehouden: 3 keer eerder",
        "- Stand van zaken: het wacht op cijfers",
        "- Toelichting: zie de brief",
    ]
    assert section(agenda(council, Audience.PUBLIC, record), f"## {item.number}. {item.title}") == [
        "- Aangehouden: 3 keer eerder"
    ]


def test_who_is_invited_and_the_items_at_a_glance(council: Council) -> None:
    record = coming(council)
    item = record.agenda()[1]
    record.put(replace(item, purpose=Purpose.DECIDE, presenter="KP", documents=(Document(label="2a", title="plan"),)))
    guest = Attendee(
        id=record.new_id(), handle="PJ", name="Piet Jansen", role=Role.GUEST, function="makelaar", items=("2", "3")
    )
    record.put(guest)
    record.put(replace(record.meeting, sent=DAYS[0]))
    lines = agenda(council, record=record)
    assert (
        "- Genodigd: Hanneke de Vries (HdV), voorzitter; Lotte Groen (LG), ambtelijk secretaris; Aïcha Benali (AB); "
        in (next(line for line in lines if line.startswith("- Genodigd")).partition("Sjoukje")[0])
    )
    assert "- Gasten: Piet Jansen (PJ), makelaar, punten 2, 3" in lines
    assert "- Verzonden: donderdag 17 september 2026" in lines
    assert "Punt | Onderwerp | Doel | Inbreng | Tijd" in lines
    assert f"2 | {item.title} | besluit | KP | {item.planned_minutes} min" in lines
    assert section(lines, f"## 2. {item.title}") == ["- Bijlagen: 2a plan"]
    # An item of which the table tells all has nothing of its own below.
    assert not [line for line in lines if line.startswith("## 1.")]


@pytest.mark.parametrize("presenter", ["PJ", "pj, KP", "Piet Jansen"])
def test_a_guest_who_presents_only_what_is_confidential_is_not_named(council: Council, presenter: str) -> None:
    record = coming(council)
    second, third = record.agenda()[1:3]
    record.put(replace(second, presenter=presenter, confidential=Secrecy(ground="art. 20 WOR")))
    record.put(Attendee(id=record.new_id(), handle="PJ", name="Piet Jansen", role=Role.GUEST))
    assert "- Gasten: Piet Jansen (PJ)" in agenda(council, record=record)
    for audience in (Audience.PUBLIC, Audience.EMPLOYER):
        for format in (Format.MARKDOWN, Format.JSON):
            job = Job(what=DocumentKind.AGENDA, audience=audience, format=format, archive=council.archive)
            assert "Jansen" not in job.make([record]).decode()
    record.put(replace(third, presenter=presenter))
    assert "- Gasten: Piet Jansen (PJ)" in agenda(council, Audience.PUBLIC, record)


def test_a_guest_who_was_there_for_all_is_on_the_roll_whatever_he_presented(council: Council) -> None:
    record = coming(council)
    record.put(replace(record.agenda()[1], presenter="PJ"))
    record.put(Attendee(id=record.new_id(), handle="PJ", name="Piet Jansen", role=Role.GUEST))
    key = council.archive.create(record.meeting, record.agenda(), list(record.attendance.values()))
    council.hold(key, "/open", "/aanwezig HdV PJ", "welkom", "/naar 2", "/geheim art. 20 WOR", "/naar 3", "/sluit")
    minutes = Job(what=DocumentKind.MINUTES, audience=Audience.PUBLIC).make([council.archive.read(key)]).decode()
    assert "Piet Jansen (PJ)" in minutes
