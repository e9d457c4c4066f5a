"""A council to plan with: three bodies that meet in series; in 2027 one of them would on Ascension Day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

from msgspec.structs import replace

from store.archive.archive import Archive
from store.model import (
    AgendaItem,
    Body,
    BodyKind,
    Days,
    DeskSettings,
    Every,
    ItemStatus,
    Meeting,
    MeetingStatus,
    Person,
    Plan,
    Role,
    Series,
    TermOfOffice,
)

THURSDAY = 3
SUMMER = Days(first=date(2027, 7, 19), last=date(2027, 8, 27), words="zomer")
SINCE, UNTIL = date(2025, 9, 1), date(2028, 8, 31)


def _member(handle: str, name: str, since: date = SINCE, role: Role = Role.MEMBER) -> Person:
    return Person(handle=handle, name=name, role=role, since=since, until=UNTIL)


COUNCIL = Body(
    key="or",
    name="Ondernemingsraad De Werf",
    language="nl",
    seats=4,
    people=(
        _member("AK", "Anna Kramer", role=Role.CHAIR),
        _member("BJ", "Bilal Jansen"),
        _member("CD", "Cora Dekker", since=date(2026, 4, 1)),
        Person(handle="EV", name="Els Vos", role=Role.SECRETARY, vote=False),
    ),
    plan=Plan(
        start=time(13, 30),
        end=time(15, 30),
        series=Series(every=Every.MONTH, nth=3, weekday=THURSDAY),
        skipped=(SUMMER,),
    ),
    desk=DeskSettings(
        regime="wor", holidays="NL", term=TermOfOffice(since=SINCE, until=UNTIL, election=date(2028, 6, 15))
    ),
)
OVERLEG = Body(
    key="ov",
    name="Overlegvergadering De Werf",
    language="nl",
    parent="or",
    plan=Plan(
        start=time(10),
        end=time(12),
        series=Series(every=Every.MONTH, interval=2, nth=2, weekday=THURSDAY, start=date(2027, 2, 11)),
    ),
    desk=DeskSettings(kind=BodyKind.OVERLEG, regime="wor", holidays="NL"),
)
SAFETY = Body(
    key="vgwm",
    name="VGWM-commissie",
    language="nl",
    parent="or",
    plan=Plan(start=time(9, 30), end=time(11), series=Series(every=Every.MONTH, nth=1, weekday=THURSDAY)),
    desk=DeskSettings(kind=BodyKind.COMMITTEE),
)
BODIES = (COUNCIL, OVERLEG, SAFETY)
NOW = datetime(2027, 3, 20, 9, tzinfo=UTC)


def planned_archive(folder: Path, *bodies: Body) -> Archive:
    """An archive with the three bodies, or with those that are given."""
    archive = Archive(folder, folder / "state", folder / "cache")
    for body in bodies or BODIES:
        archive.register.add(body)
    return archive


def held_meeting(
    archive: Archive, body: Body, day: date, *items: AgendaItem, status: MeetingStatus = MeetingStatus.APPROVED
) -> str:
    """A meeting of `body` that was held on `day`, in which all `items` were treated; its key."""
    treated = [replace(item, id=at, number=str(at), status=ItemStatus.TREATED) for at, item in enumerate(items, 2)]
    order = tuple(item.id for item in treated)
    meeting = Meeting(
        key=f"{day.isoformat()}-{body.key}",
        body=replace(body, plan=None),
        title=f"{body.name} {day.isoformat()}",
        number=f"{day.year}-{day.month:02}",
        date=day,
        status=status,
        agenda=order,
        order=order,
    )
    key = archive.create(meeting, treated, [])
    archive.index.refresh()
    return key
