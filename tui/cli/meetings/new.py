"""`notulist new`: a new meeting of a body, with what the meetings before left for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from store.errors import CannotDo
from store.i18n import N_, _, _n, spoken
from tui.cli.output import asks

if TYPE_CHECKING:
    from datetime import date

    from store.archive.archive import Archive
    from store.archive.carry_over import Offer
    from store.archive.new_meeting import When
    from store.model import Body, Meeting
    from tui.cli.session import Session


@click.command(help=N_("Make a new meeting of BODY on DAY (19 nov, next): minutes, items held over, standing items."))
@click.argument("body")
@click.argument("day", nargs=-1)
@click.option("--at", metavar="TIME", help=N_("When it starts; else as usual."))
@click.option("--until", metavar="TIME", help=N_("When it ends."))
@click.option("--all", "everything", is_flag=True, help=N_("Take all that is offered, open questions too."))
@click.option("--second", is_flag=True, help=N_("Make it also where the body has a meeting on that day already."))
@click.option("--dry-run", is_flag=True, help=N_("Store nothing; print what it would be."))
@click.option("--yes", is_flag=True, help=N_("Do not ask first."))
@click.pass_obj
def new(
    session: Session,
    body: str,
    day: tuple[str, ...],
    at: str | None,
    until: str | None,
    everything: bool,
    second: bool,
    dry_run: bool,
    yes: bool,
) -> None:
    """Shows the agenda and asks, on a terminal; stores the meeting by one write, and prints its key."""
    from store.archive.carry_over import offers
    from store.archive.new_meeting import already_there, hour_of, planned, read_when, same_day, store_meeting

    archive, today = session.archive, session.today()
    found = archive.register.find(body)
    archive.index.refresh()
    start, end = (hour_of(words) if words else None for words in (at, until))
    when = read_when(archive, found, " ".join(day), today, start, end)
    offered = offers(archive, found, when.day, today)
    taken = [offer for offer in offered if offer.taken or everything]
    _print_agenda(planned(archive, found, when), found, when, taken)
    _print_left(archive, found, [offer for offer in offered if offer not in taken], today)
    if dry_run:
        return
    there = same_day(archive, found, when.day)
    asking = asks()
    if there and not second:
        if not asking:
            words = _("With --second it is made all the same.")
            raise CannotDo(f"{already_there(found, there)} {words}")
        second = _confirmed(f"{already_there(found, there)} {_('Make another one?')}")
        if not second:
            return
    elif asking and not yes and not _confirmed(_("Make this meeting?")):
        return
    click.echo(store_meeting(archive, found, when, taken, second=second))


def _confirmed(question: str) -> bool:
    if click.confirm(question, default=True, err=True):
        return True
    click.echo(_("Nothing was stored."), err=True)
    return False


def _print_agenda(meeting: Meeting, body: Body, when: When, taken: list[Offer]) -> None:
    from store.archive.carry_over import agenda
    from store.dates import short_date

    hours = "–".join(f"{each:%H:%M}" for each in (when.start, when.end) if each)
    head = (meeting.title, short_date(when.day, spoken()), hours, meeting.place)
    click.echo(" · ".join(filter(None, head)), err=True)
    for item in agenda(taken, body.language):
        times = _n("held over once", "held over {count} times", item.times_held_over) if item.times_held_over else ""
        beside = f"  ({times.format(count=item.times_held_over)})" if times else ""
        click.echo(f"{item.number:>5}  {'  ' * item.depth}{item.title}{beside}", err=True)
        for note in item.notes:
            click.echo(f"       - {note}", err=True)


def _print_left(archive: Archive, body: Body, left: list[Offer], today: date) -> None:
    """What is offered and not taken, and the actions that are open."""
    from store.archive.carry_over import open_actions
    from store.search.due import days_late

    if left:
        click.echo(_("Not taken now, and offered again next time:"), err=True)
        for offer in left:
            click.echo(f"    -  {offer.item.internal_title or offer.item.title} ({offer.meeting})", err=True)
    actions = open_actions(archive, body)
    if actions:
        late = sum(days_late(one, today) > 0 for one in actions)
        words = _n("{count} open action", "{count} open actions", len(actions)).format(count=len(actions))
        more = _(", {count} late").format(count=late) if late else ""
        where = _("(notulist actions --open --body {body})").format(body=body.key)
        click.echo(f"{words}{more} {where}", err=True)
