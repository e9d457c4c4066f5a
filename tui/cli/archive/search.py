"""Search on the command line: every word that was kept, in any meeting."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from store.i18n import N_, _
from tui.cli.options import AS_JSON, Count
from tui.cli.output import print_json, print_unread

if TYPE_CHECKING:
    from store.language.query import Filter
    from store.search.desk_index import DeskHit, DeskIndex
    from store.search.full_text import Hit
    from store.search.index import Index
    from tui.cli.session import Session

_ROOM = 160


@click.command(help=N_("Search every word of meetings, post and requests, newest first; a theme (#move) oldest first."))
@click.argument("words", nargs=-1, required=True)
@click.option("--most", type=Count(10_000), default=100, metavar="NUMBER", help=N_("At most so many (100)."))
@AS_JSON
@click.pass_obj
def search(session: Session, words: tuple[str, ...], most: int, as_json: bool) -> None:
    """Prints what WORDS find; several words as one argument of several are a phrase."""
    from store.language.query import read_filter
    from store.search import everywhere

    index, desks = _refreshed(session)
    known = [theme.name for theme in everywhere.themes(index, desks)]
    wanted = read_filter(_line(words), session.today(), index.bodies(), known)
    if not wanted:
        raise click.UsageError(_("There is nothing to search for in this."))
    found = everywhere.search(index, desks, wanted, most)
    print_unread(index)
    if as_json:
        print_json([plain_hit(hit, wanted) for hit in found.hits])
        return
    for hit in found.hits:
        click.echo(_printed(hit, wanted))
    if not found.hits:
        click.echo(_("Nothing was found."), err=True)
    elif found.more:
        click.echo(_("The latest {count}. Type more to see fewer.").format(count=len(found.hits)), err=True)
    if found.recent:
        click.echo(_("One or two letters are looked for in the latest meetings only."), err=True)


@click.command(help=N_("List the themes (#move) that meetings, post and requests name, the one used last first."))
@AS_JSON
@click.pass_obj
def themes(session: Session, as_json: bool) -> None:
    """Prints each theme, in how many texts it is named, and the day of the last meeting that did."""
    from store.search import everywhere

    index, desks = _refreshed(session)
    print_unread(index)
    found = everywhere.themes(index, desks)
    if as_json:
        print_json([{"theme": one.spelled, "count": one.count, "last": one.last.isoformat()} for one in found])
        return
    for one in found:
        click.echo(f"#{one.spelled}\t{one.count}\t{one.last}")
    if not found:
        click.echo(_("There are no themes yet: write one with a # before it in any text, such as #move."), err=True)


def _refreshed(session: Session) -> tuple[Index, DeskIndex]:
    """The indexes as the archive is now; what could not be read of the desks is said."""
    index, desks = session.archive.index, session.archive.desk_index
    index.refresh(_tell if (sys.stderr and sys.stderr.isatty()) else None)
    desks.refresh()
    for words in desks.unread.values():
        click.echo(words, err=True)
    return index, desks


def plain_hit(hit: Hit | DeskHit, wanted: Filter) -> dict[str, Any]:
    """A hit as plain data. `marks` are from where until where in `snippet` something was found."""
    from store.search.desk_index import DeskHit
    from store.search.excerpts import snippet

    if isinstance(hit, DeskHit):
        around = snippet(hit.texts, wanted.texts, _ROOM)
        return {
            "meeting": None,
            "date": hit.day.isoformat(),
            "body": hit.body,
            "title": hit.title,
            "kind": hit.kind,
            "id": hit.id,
            "reference": hit.number,
            "party": hit.party or None,
            "text": hit.title,
            "snippet": around.text,
            "marks": [list(mark) for mark in around.marks],
            "confidential": hit.secret,
        }
    entry, item = hit.entry, hit.item
    piece = snippet(hit.texts, wanted.texts, _ROOM)
    return {
        "meeting": hit.key,
        "date": hit.meeting.date.isoformat(),
        "body": hit.meeting.body.key,
        "title": hit.meeting.title,
        "kind": hit.kind,
        "id": entry.id if entry else item.id if item else hit.meeting.id,
        "item": item.number if item else None,
        "item_title": item.title if item else None,
        "reference": (entry.reference or None) if entry else None,
        "speaker": (entry.speaker or None) if entry else None,
        "owners": list(entry.owners) if entry else [],
        "text": entry.text if entry else item.title if item else hit.meeting.title,
        "snippet": piece.text,
        "marks": [list(mark) for mark in piece.marks],
        "confidential": hit.secret,
    }


def _line(words: tuple[str, ...]) -> str:
    """The line as it would be typed: of one argument that argument, of more each with a space is a phrase."""
    if len(words) == 1:
        return words[0]
    return " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)


def _printed(hit: Hit | DeskHit, wanted: Filter) -> str:
    from store.search.desk_index import DeskHit
    from store.search.excerpts import snippet

    piece = snippet(hit.texts, wanted.texts, _ROOM)
    text, at = "", 0
    for start, end in piece.marks:
        text += piece.text[at:start] + click.style(piece.text[start:end], bold=True, underline=True)
        at = end
    secret = f" ({_('confidential')})" if hit.secret else ""
    if isinstance(hit, DeskHit):
        return f"{hit.day}-{hit.body}\t{hit.number}\t{hit.party}\t{text}{piece.text[at:]}{secret}"
    label = (hit.entry.reference or hit.entry.speaker) if hit.entry else ""
    number = hit.item.number if hit.item else ""
    return f"{hit.key}\t{number}\t{label}\t{text}{piece.text[at:]}{secret}"


def _tell(number: int, total: int) -> bool:
    if number % 50 == 49:
        words = _("Reading the meetings: {number} of {total}").format(number=number + 1, total=total)
        click.echo(f"\r{words}", err=True, nl=number + 50 >= total)
    return True
