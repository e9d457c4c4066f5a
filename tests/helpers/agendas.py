"""Agendas to test with, and short ways to read and write them."""

from __future__ import annotations

from datetime import date

from exports.agenda.markdown import AgendaFile, read_agenda, write_agenda
from store.model import AgendaItem, Attendee, Body, Meeting

DUTCH = """\
# CMR-vergadering 2027-03

- Orgaan: Medezeggenschapsraad Molenwerf
- Datum: 9 maart 2027, 09:30–11:45
- Plaats: Kamer 2.14, Assen
- Voorzitter: Ilse van den Berg (IvdB)
- Leden: Joost Wiersma (JW), Zoë Ågren (ZA), Pieter 't Hooft (PtH)
- Ambtelijk secretaris: Nynke Faber (NF)
- Gasten: Karin Smit (KS), directeur, punt 3; Bas Mulder (BM), extern adviseur, punten 3, 4
- Zetels: 5
- Volgende vergadering: 13 april 2027

## Agenda

1. Opening (5 min, IvdB) [besluit]
2. Verslag 9 februari (10 min, NF) [besluit]
   - Bijlagen: 2a verslag; 2b [actielijst](stukken/2b.pdf)
   - Gevraagd besluit: Vaststellen van het verslag.
3. Werkkostenregeling (30 min, KS) [oordeel]
   - Toelichting: De directeur licht toe.
   - Stand van zaken: Eerder besproken in januari.
   - Voorbereide tekst: De raad heeft kennisgenomen van de regeling.
   - De cijfers volgen per e-mail.
   1. Toepassing in het laboratorium (10 min)
   2. Kosten [informatie]
4. Vertrouwelijk (15 min) [informatie] [geheim tot 1 mei 2027, art. 20 WOR]
   - Interne titel: Overname van De Ketel
5. Sluiting
"""

ENGLISH = """\
# Board meeting 12

- Body: Board of Trustees
- Date: 9 March 2027, 18:00–20:00
- Time zone: Europe/London
- Place: Room 4
- Chair: Ada Grey (AG)
- Members: Ben Hall (BH), Cy Orr (CO, treasurer)
- Secretary: Dee Fox (DF)
- Clerk: Eve Ng (EN)
- Guests: Fay Low (FL), auditor, item 2

## Agenda

1. Welcome (5 min, AG) [information]
2. Accounts (1 min) [decision] [confidential, staff matters]
   - Documents: 2 accounts
   - Decision asked: Approve the accounts.
3. Strategy (90 min, Ben and Cy) [discussion]
4. Close
"""


def items_of(lines: str) -> tuple[AgendaItem, ...]:
    return read_agenda(f"# Meeting\n\n## Agenda\n\n{lines}").items


def item_of(line: str, *below: str) -> AgendaItem:
    return items_of("\n".join([f"1. {line}", *(f"   {each}" for each in below), "2. Close"]))[0]


def head_of(lines: str) -> AgendaFile:
    return read_agenda(f"{lines}\n\n## Agenda\n\n1. Intro\n2. Quorum\n")


def written(agenda: AgendaFile) -> str:
    """`agenda` written again, as the meeting that it announces."""
    body = Body(
        key=agenda.body_key,
        name=agenda.body_name,
        language=agenda.language,
        time_zone=agenda.time_zone or "Europe/Amsterdam",
        seats=agenda.seats,
        people=agenda.people,
    )
    meeting = Meeting(
        key="2027-03-09-x",
        body=body,
        title=agenda.title,
        number=agenda.number,
        date=agenda.date or date(2027, 3, 9),
        start=agenda.start,
        end=agenda.end,
        place=agenda.place,
        next_meeting=agenda.next_meeting,
        remarks=agenda.remarks,
    )
    roll = [
        Attendee(id=1, handle=who.handle, name=who.name, role=who.role, function=who.function, vote=who.vote)
        for who in agenda.people
    ]
    return write_agenda(meeting, agenda.items, [*roll, *agenda.guests])
