"""`notulist help-with`: a program of the user's own gets the text of an item, and answers with lines to be taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from store.i18n import N_, _, _n

if TYPE_CHECKING:
    from store.archive.archive import Archive
    from store.archive.helping.masking import Somebody
    from store.archive.open_meeting import OpenMeeting
    from tui.cli.session import Session


@click.command("help-with", help=N_("Let a program of your own (helper, in the settings) propose lines for an item."))
@click.argument("meeting")
@click.option("--item", "number", required=True, metavar="NUMBER", help=N_("The number of the item."))
@click.option("--dry-run", is_flag=True, help=N_("Only print the text that it would get."))
@click.option("--yes", is_flag=True, help=N_("Do not ask before it gets the text."))
@click.pass_obj
def help_with(session: Session, meeting: str, number: str, dry_run: bool, yes: bool) -> None:
    """Shows the whole text, asks, runs the program, and asks of each line whether it is taken."""
    from store.archive.helping.masking import masked
    from store.archive.helping.program import ask
    from store.errors import CannotDo
    from store.settings import read_settings
    from store.text import clean
    from store.transcripts.placing import place

    command = read_settings().helper
    if not command and not dry_run:
        raise CannotDo(_('No helper is set: helper = ["program"] in the settings.'))
    archive = session.archive
    key = archive.find(meeting, session.today())
    record = archive.read(key)
    item = next((each for each in record.agenda() if each.number == number.strip()), None)
    if item is None:
        raise CannotDo(_("There is no item {number} on the agenda.").format(number=number))
    transcript = archive.transcripts.read(key)
    text = masked(record, item, place(transcript, record) if transcript else (), _known(archive))
    click.echo(clean_lines(text.text), nl=False)
    if dry_run:
        return
    click.echo(_("What that program does with it, notulist does not know."), err=True)
    if not yes:
        click.confirm(_("Give this text to {program}?").format(program=clean(command[0])), abort=True, err=True)
    lines = [text.unmasked(clean(line)) for line in ask(command, text.text)]
    taken = 0
    desk = archive.open(key)
    try:
        for line in lines:
            click.echo(clean(line))
            if click.confirm(_("Take this line?"), default=False, err=True):
                _take(desk, line, number, session)
                taken += 1
    finally:
        desk.close()
    words = _n("{taken} of {count} line taken.", "{taken} of {count} lines taken.", len(lines))
    click.echo(words.format(taken=taken, count=len(lines)), err=True)


def _take(desk: OpenMeeting, typed: str, number: str, session: Session) -> None:
    """Does the line as if it were typed under that item; the log says that it was proposed."""
    import msgspec

    line = desk.understand(typed)
    before = {*desk.running.record.entries}
    desk.do(msgspec.structs.replace(line, typed=f"(helper) {line.typed}"), session.now())
    item = next(each for each in desk.running.record.agenda() if each.number == number.strip())
    made = [entry for id, entry in desk.running.record.entries.items() if id not in before]
    if any(entry.item != item.id for entry in made):
        desk.do(desk.understand(f"/to {number}"), session.now())


def clean_lines(text: str) -> str:
    """`text` without what would act on a terminal, its lines as they are."""
    from store.text import clean_lines as cleaned

    return cleaned(text).rstrip("\n") + "\n"


def _known(archive: Archive) -> list[Somebody]:
    """Everybody whom the register and the desks name."""
    from store.archive.helping.masking import Somebody

    known = [Somebody(who.name, who.handle) for body in archive.bodies() for who in body.people]
    for key in archive.desks.keys():  # noqa: SIM118 - no mapping
        known += [Somebody(party.name) for party in archive.read_desk(key).parties.values()]
    return known
