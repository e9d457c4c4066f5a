"""`notulist transcript`: what was said in a meeting, beside what was written down, for as long as it may be kept."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from store.i18n import N_, _, _n
from tui.cli.options import AS_JSON
from tui.cli.output import opened, print_json, print_path

if TYPE_CHECKING:
    from store.record.record import Record
    from store.transcripts.placing import Placed
    from store.transcripts.transcript import Transcript
    from tui.cli.session import Session


@click.group(help=N_("What was said in a meeting, lined up with its record until the minutes are approved."))
def transcript() -> None:
    """Groups the commands on what was said."""


@transcript.command(
    help=N_("Keep what was said: a .vtt, .srt, .docx or .txt with times, until the minutes are approved.")
)
@click.argument("meeting")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--starts", metavar="TIME", help=N_("When the recording began, as 13:33:20; else it is proposed."))
@click.option("--consent", metavar="TEXT", help=N_("How consent was asked of those who spoke."))
@click.option("--until", metavar="DAY", help=N_("Keep the words until this day, not until approval."))
@click.option("--force", is_flag=True, help=N_("Replace what is kept of this meeting already."))
@click.pass_obj
def add(
    session: Session, meeting: str, file: Path, starts: str | None, consent: str | None, until: str | None, force: bool
) -> None:
    """Reads FILE, lines it up with the record, and keeps it."""
    from msgspec.structs import replace

    from store.errors import WontOverwrite
    from store.transcripts.reading import MOST_BYTES, read_transcript
    from store.transcripts.start import propose_start
    from store.transcripts.transcript import UNTIL_APPROVAL

    archive = session.archive
    key = archive.find(meeting, session.today())
    record = archive.read(key)
    kept = archive.transcripts.read(key)
    if kept and kept.cues and not force:
        words = _("Of {meeting} is kept already what was said; use --force to replace it. Nothing was changed.")
        raise WontOverwrite(words.format(meeting=key))
    if record.meeting.approval:
        raise click.UsageError(_("The minutes of {meeting} are approved; what was said is kept until then only."))
    last_day = UNTIL_APPROVAL if until is None else _day(until).isoformat()
    began = _instant(starts, record) if starts else None
    with opened(str(file)) as content:
        told = read_transcript(content.read(MOST_BYTES + 1), file.name)
    found = None if began else propose_start(told, record)
    consent = _consent(consent, archive.transcripts.consent_asked(record.meeting.body.key))
    told = replace(
        told,
        starts=began or (found.at if found else None),
        proposed=found is not None,
        consent=consent,
        until=last_day,
    )
    archive.transcripts.keep(key, told)
    print_path(archive.transcripts.path(key))
    click.echo(_n("{number} turn kept.", "{number} turns kept.", told.count).format(number=told.count), err=True)
    if found:
        words = _(
            "The recording probably began at {time}: {fitting} of {turns} notes fit. --starts says it for certain."
        )
        said = words.format(time=_clock(found.at, record), fitting=found.fitting, turns=found.turns)
        click.echo(said, err=True)
    elif not began:
        click.echo(_("Nobody knows when the recording began: say it with --starts, or nothing is lined up."), err=True)


@transcript.command(help=N_("Show what was said, by whom and under which item."))
@click.argument("meeting")
@AS_JSON
@click.pass_obj
def show(session: Session, meeting: str, as_json: bool) -> None:
    """Prints each turn that was no part of a recess."""
    from store.transcripts.placing import place

    archive = session.archive
    key = archive.find(meeting, session.today())
    record, told = archive.read(key), archive.transcripts.words(key)
    placed = place(told, record)
    if as_json:
        print_json(plain(told, placed, record))
        return
    for each in placed:
        if each.in_recess:
            continue
        number = record.items[each.item].number if each.item else ""
        secret = f" ({_('confidential')})" if each.secret else ""
        at = _clock(each.at, record) if each.at else f"+{int(each.cue.start)}"
        click.echo(f"{at}\t{number}\t{each.speaker or each.cue.name}\t{each.cue.words}{secret}")


@transcript.command(help=N_("Say when the recording began, or move all of it by seconds: 13:33:20, +5, -5."))
@click.argument("meeting")
@click.argument("time", metavar="TIME")
@click.pass_obj
def shift(session: Session, meeting: str, time: str) -> None:
    """Keeps when the recording began."""
    from datetime import timedelta

    from msgspec.structs import replace

    from store.errors import CannotDo

    archive = session.archive
    key = archive.find(meeting, session.today())
    record, told = archive.read(key), archive.transcripts.words(key)
    if time[:1] in "+-" and time[1:].isascii() and time[1:].isdecimal() and len(time) < 7:
        if told.starts is None:
            raise CannotDo(_("Nobody knows yet when the recording began; say it as 13:33:20."))
        starts = told.starts + timedelta(seconds=int(time))
    else:
        starts = _instant(time, record)
    archive.transcripts.keep(key, replace(told, starts=starts, proposed=False))
    click.echo(_("The recording of {meeting} began at {time}.").format(meeting=key, time=_clock(starts, record)))


@transcript.command(help=N_("Take away what was said; its digest, and how consent was asked, stay."))
@click.argument("meeting")
@click.pass_obj
def remove(session: Session, meeting: str) -> None:
    """Takes away the words. Raises NoWordsKept where there are none."""
    archive = session.archive
    key = archive.find(meeting, session.today())
    archive.transcripts.words(key)
    archive.transcripts.remove(key, session.today())
    click.echo(_("What was said in {meeting} is gone.").format(meeting=key))


def plain(told: Transcript, placed: list[Placed], record: Record) -> dict[str, Any]:
    """What was said as plain data: clocks are those on the wall of the meeting; `entries` are ids of the record."""
    from store.transcripts.placing import AFTER, BEFORE, beside

    near: dict[int, list[int]] = {}
    for entry in record.entries.values():
        for each in beside(entry, placed):
            near.setdefault(each.cue.number, []).append(entry.id)
    return {
        "recording_starts": _clock(told.starts, record) if told.starts else None,
        "proposed": told.proposed,
        "consent": told.consent,
        "until": told.until,
        "window": {"before_s": int(BEFORE.total_seconds()), "after_s": int(AFTER.total_seconds())},
        "cues": [
            {
                "cue": each.cue.number,
                "clock": _clock(each.at, record) if each.at else None,
                "speaker": each.speaker or None,
                "item": record.items[each.item].number if each.item else None,
                "entries": near.get(each.cue.number, []),
                "confidential": each.secret,
                "words": each.cue.words,
            }
            for each in placed
            if not each.in_recess
        ],
    }


def _clock(at: datetime, record: Record) -> str:
    from store.record.clock import local

    return local(at, record.meeting).strftime("%H:%M:%S")


def _instant(words: str, record: Record) -> datetime:
    """`13:33:20` on the day of the meeting, in UTC."""
    from store.record.clock import instant

    try:
        hour = time.fromisoformat(words)
    except ValueError as error:
        raise click.UsageError(_("“{words}” is no time of day; write it as 13:33:20.").format(words=words)) from error
    return instant(record.meeting.date, hour.replace(tzinfo=None), record.meeting, record.meeting.opened)


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise click.UsageError(_("“{words}” is no day; write it as 2026-11-19.").format(words=words)) from error


def _consent(given: str | None, before: str) -> str:
    """How consent was asked: as given, else as somebody at a terminal answers, else as it was the last time."""
    import sys

    from store.text import clean

    if given is None and not before and sys.stdin and sys.stdin.isatty() and sys.stderr and sys.stderr.isatty():
        given = click.prompt(_("How was consent asked of those who spoke?"), err=True)
    words = clean(given if given is not None else before)
    if not words:
        raise click.UsageError(_("Say with --consent how consent was asked of those who spoke. Nothing was kept."))
    return words
