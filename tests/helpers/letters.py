"""A request for advice with everything that leads to its letter: two meetings, pieces of post, parties."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from exports.letters.drafted import Drafted, drafted
from exports.letters.gathered import gather
from store.archive.archive import Archive
from store.archive.desk.letters import planned
from store.desk import letters as verbs
from store.desk.model import Letter, Party, Readers, Request, StepDone
from store.desk.post import put_party
from store.desk.requests.verbs import start, take
from store.meeting.running import RunningMeeting
from store.model import AgendaItem, Attendee, Body, BodyKind, DeskSettings, Meeting, Person, Role, Secrecy
from store.procedures.catalogue import procedure
from tests.helpers.desk import register

AT = datetime(2027, 1, 12, 9, tzinfo=UTC)
PEOPLE = (
    Person(handle="EvD", name="Elske van Dongen", role=Role.CHAIR),
    Person(handle="JB", name="Joris Bakker"),
    Person(handle="RT", name="Rachida Talbi"),
    Person(handle="PW", name="Peter Wit"),
    Person(handle="MS", name="Mina Sol", role=Role.SECRETARY, function="ambtelijk secretaris", vote=False),
)
COUNCIL = Body(
    key="or",
    name="Ondernemingsraad Molenpoort",
    language="nl",
    seats=4,
    people=PEOPLE,
    desk=DeskSettings(regime="wor"),
)
OVERLEG = Body(
    key="ov", name="Overleg Molenpoort", language="nl", parent="or", desk=DeskSettings(kind=BodyKind.OVERLEG)
)
PARTIES = (
    Party(
        id=0,
        key="directeur",
        name="M. de Boer",
        function="bestuurder",
        address="Molenpoort B.V., Kade 4, 1234 AB Stad",
        salutation="Geachte mevrouw De Boer",
        readers=Readers.EMPLOYER,
    ),
    Party(id=0, key="bond", name="Vakbond Samen"),
)
_IN_COUNCIL = (
    "JB: de verhuizing valt in de drukste maand",
    "/reden",
    "RT: over de reistijd staat niets in de aanvraag",
    "/reden",
    "PW: verhuizen is op zichzelf goed",
    "/voorwaarde een vergoeding voor wie verder moet reizen",
    "/voorwaarde uitstel tot na de zomer",
    "!? De OR adviseert de verhuizing niet door te zetten, tenzij aan de voorwaarden is voldaan.",
    "= 3-1-0",
    "/minderheid pw verhuizen kan ook in het voorjaar",
    "/brief advies @evd > 12 mrt",
)


def archive_with_request(folder: Path, secrecy: Secrecy | None = None) -> Archive:
    """R-2027-01: received, discussed in the overleg with an undertaking, and decided by the council on 11 March.

    The item of that decision is confidential on the ground of `secrecy`.
    """
    archive = Archive(folder / "archive", folder / "state")
    archive.register.put(COUNCIL)
    archive.register.put(OVERLEG)
    desk = archive.open_desk(COUNCIL)
    for party in PARTIES:
        desk.do("party", party.key, AT, lambda each, party=party: put_party(each, party))  # type: ignore[misc]
    register(desk, "directeur: Adviesaanvraag verhuizing, d.d. 11 jan, kenmerk MP/17", date(2027, 1, 12))
    wor = procedure("wor-25")
    assert wor
    made: list[Request] = []
    desk.do(
        "request",
        "r1",
        AT,
        lambda each: made.append(
            start(each, COUNCIL.desk, wor, title="Verhuizing naar de Kade", matter="25.1.f", at=AT, on=AT.date())
        ),
    )
    for done in (
        StepDone(step="received", on=date(2027, 1, 12), piece=1 + len(PARTIES) + 1, lacks=("measures",)),
        StepDone(step="discussed", on=date(2027, 2, 4), meeting="2027-02-04-ov", item="2"),
    ):
        desk.do(
            "step",
            done.step,
            AT,
            lambda each, done=done: take(each, each.requests[made[0].id], done, date(2027, 12, 1)),  # type: ignore[misc]
        )
    desk.close()
    promised = "& @MdB reiskosten op een rij zetten > 1 mrt"
    hold(archive, OVERLEG, date(2027, 2, 4), ("Opening", "Verhuizing"), (promised,))
    hold(
        archive,
        COUNCIL,
        date(2027, 3, 11),
        ("Opening", "Advies over de verhuizing", "Bod op het pand"),
        _IN_COUNCIL,
        secrecy,
    )
    return archive


def hold(
    archive: Archive,
    body: Body,
    day: date,
    titles: tuple[str, ...],
    lines: tuple[str, ...],
    secrecy: Secrecy | None = None,
) -> str:
    """A meeting with those items, the last one confidential where there are three; the lines are typed at item 2."""
    items = [AgendaItem(id=at, number=str(at), title=title) for at, title in enumerate(titles, 1)]
    items[1] = AgendaItem(id=2, number="2", title=titles[1], request="R-2027-01", confidential=secrecy)
    if len(items) > 2:
        closed = Secrecy(ground="art. 20 WOR")
        items[2] = AgendaItem(id=3, number="3", title="Vertrouwelijk", internal_title=titles[2], confidential=closed)
    roll = [
        Attendee(id=10 + at, handle=who.handle, name=who.name, role=who.role, vote=who.vote, function=who.function)
        for at, who in enumerate(PEOPLE)
    ]
    roll.append(Attendee(id=20, handle="MdB", name="M. de Boer", role=Role.GUEST, vote=False))
    order = tuple(item.id for item in items)
    meeting = Meeting(
        key=f"{day.isoformat()}-{body.key}", body=body, title=body.name, number=f"{day:%Y-%m}", date=day,
        start=time(13, 30), agenda=order, order=order,
    )  # fmt: skip
    key = archive.create(meeting, items, roll)
    desk = archive.open(key)
    at = datetime(day.year, day.month, day.day, 13, tzinfo=UTC)
    secret = ("/naar 3", "JB: het bod op de zoutloods is laag") if len(items) > 2 else ()
    for line in ("/open", "/aanwezig evd jb rt pw ms", "/naar 2", *lines, *secret, "/sluit"):
        at += timedelta(minutes=1)
        _do(desk.running, desk, line, at)
    desk.close()
    return key


def _do(running: RunningMeeting, desk: object, line: str, at: datetime) -> None:
    understood = running.understand(line)
    assert not understood.is_no_command, line
    desk.do(understood, at)  # type: ignore[attr-defined]


def letter_of(archive: Archive, kind: str, source: str, today: date, to: str = "") -> Letter:
    """Begins a letter at the desk of the council."""
    body = archive.register.find("or")
    plan = planned(archive, body, archive.read_desk("or"), kind, source, to, today, AT)
    made: list[Letter] = []
    desk = archive.open_desk(body)
    desk.do("letter", kind, AT, lambda each: made.append(verbs.draft(each, body.desk, plan, today)))
    desk.close()
    return made[0]


def read_letter(archive: Archive, letter: Letter, today: date) -> Drafted:
    """The letter as it stands on the desk now."""
    body, desk = archive.register.find("or"), archive.read_desk("or")
    return drafted(gather(archive, body, desk, desk.letters[letter.id], today))
