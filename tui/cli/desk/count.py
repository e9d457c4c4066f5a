"""The command that counts a term."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from store.errors import CannotDo
from store.i18n import N_, _
from tui.cli.options import AS_JSON, OneOf
from tui.cli.output import print_json

if TYPE_CHECKING:
    from store.terms.count import Counted
    from store.terms.length import Length
    from tui.cli.session import Session


def _ways() -> dict[str, tuple[str, ...]]:
    """The ways of counting; they are called so in every language, but for the last."""
    from store.terms.count import Way

    return {**{each.value: () for each in Way}, "plain": ("gewoon",)}


@click.command(help=N_("Count a term of LENGTH from the day FROM, and show each day of it."))
@click.argument("start", metavar="FROM")
@click.argument("length", metavar="LENGTH")
@click.option("--as", "way", type=OneOf(_ways), help=N_("By whose rules: nl where none is given."))
@click.option("--back", is_flag=True, help=N_("Counted back from the day."))
@click.option(
    "--holidays", "place", metavar="PLACE", help=N_("The holidays of a country or region: NL, DE-BW, GB-ENG.")
)
@AS_JSON
@click.pass_obj
def count(
    session: Session, start: str, length: str, way: str | None, back: bool, place: str | None, as_json: bool
) -> None:
    """Prints the term; for programs `nominal`, `last` and `do_by`, ISO days or null."""
    from store.language.lengths import read_length
    from store.terms.count import Way
    from store.terms.count import count as count_term
    from store.terms.explain import explain, length_in_words
    from store.terms.length import Unit
    from store.terms.other_countries import holidays_of

    day = _day(start, session)
    asked = read_length(length)
    if asked is None:
        words = _("“{words}” is no length of a term; write it as 1 month, 6 weeks, 3 days or 3 clear days.")
        raise CannotDo(words.format(words=length))
    by = Way(way) if way else Way.UK if asked.unit is Unit.CLEAR_DAY else Way.NL
    holidays = holidays_of(place or {Way.DE: "DE", Way.UK: "GB-ENG"}.get(by, "NL"))
    counted = count_term(day, asked, by, holidays, back=back)
    if as_json:
        print_json(_plain(counted, asked))
        return
    words = _("{length} back from {day}") if back else _("{length} from {day}")
    click.echo(words.format(length=length_in_words(asked), day=day.isoformat()))
    for line in explain(counted, holidays):
        click.echo(line)


def _plain(counted: Counted, length: Length) -> dict[str, object]:
    return {
        "from": counted.start.isoformat(),
        "length": str(length),
        "as": counted.way.value,
        "back": counted.back,
        "nominal": counted.nominal.isoformat(),
        "last": counted.last.isoformat() if counted.last else None,
        "do_by": counted.do_by.isoformat() if counted.do_by else None,
    }


def _day(words: str, session: Session) -> date:
    """The day that is typed, as 2026-11-19 or in words. Raises CannotDo where it is none."""
    from store.language.dates import read_due

    day = read_due(words, session.calendar()).day
    if day is None:
        raise CannotDo(_("“{words}” is no day; write it as 2026-11-19.").format(words=words))
    return day
