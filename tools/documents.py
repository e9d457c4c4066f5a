"""Writes the documents of the sample meeting that tests compare whole: `python -m tools.documents`.

After a change of what documents say: run it, and read the difference in `tests/documents` as the people who get
them will.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from exports.kinds import DocumentKind
from exports.publish import Job
from exports.samples import sample
from store.archive.archive import Archive
from store.archive.carry_over import offers
from store.archive.new_meeting import read_when, store_meeting
from store.errors import NotulistError
from store.i18n import speak
from store.model import Audience, Audiences, View, Withheld
from store.record.record import Record
from tui.cli.meetings.demo import lay

FOLDER = Path(__file__).parent.parent / "tests" / "documents"
SAMPLES = FOLDER.parent / "samples"
# When the sample meeting is held, when it is over, and which day comes next.
_DAY, _AFTER, _NEXT = date(2026, 11, 19), date(2026, 11, 20), "2026-12-17"


@contextmanager
def sample_archive(language: str) -> Iterator[tuple[Archive, str]]:
    """An archive with the sample meeting, held from beginning to end, and its key; gone afterwards."""
    speak(language)
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder) / "archive", Path(folder) / "state")
        yield archive, lay(archive, language, _DAY)


def sample_record(language: str) -> Record:
    """The sample meeting, held from beginning to end."""
    with sample_archive(language) as (archive, key):
        return archive.read_as_it_stands(key)


def sample_documents() -> dict[str, str]:
    """Each document of the sample in Markdown by the name of its file: `nl/minutes-public.md`.

    `agenda-next` is that of the meeting after it, made as the body was set after that was prepared: the employer is
    not shown owners. Where readers may not have a document, its text is the sentence that says so.
    """
    made = {}
    for language in ("nl", "en"):
        with sample_archive(language) as (archive, key):
            record = archive.read_as_it_stands(key)
            for what in DocumentKind:
                for audience in Audience:
                    made[f"{language}/{what}-{audience}.md"] = _written(archive, record, what, audience)
            following = _following(archive, record)
            for audience in Audience:
                made[f"{language}/agenda-next-{audience}.md"] = _written(
                    archive, following, DocumentKind.AGENDA, audience
                )
    speak("en")
    return made


def sample_files() -> dict[str, str]:
    """The agenda and the notes of the sample, as a person has them in a file, by their name."""
    made = {}
    for language in ("nl", "en"):
        made[f"agenda-{language}.md"], made[f"notes-{language}.txt"] = sample(language, _DAY)
    return made


def _following(archive: Archive, record: Record) -> Record:
    """The meeting after that of `record`, with what is taken by itself; its body is set otherwise since."""
    body = archive.register.find(record.meeting.body.key)
    when = read_when(archive, body, _NEXT, _AFTER)
    taken = [offer for offer in offers(archive, body, when.day, _AFTER) if offer.taken]
    key = store_meeting(archive, body, when, taken)
    employer = View(withholds=(Withheld.NAMES, Withheld.OWNERS))
    archive.register.change(body.key, lambda old: replace(old, audiences=Audiences(employer=employer)))
    return archive.read(key)


def _written(archive: Archive, record: Record, what: DocumentKind, audience: Audience) -> str:
    try:
        return Job(what=what, audience=audience, archive=archive).make([record]).decode()
    except NotulistError as refusal:
        return f"{refusal}\n"


def main() -> None:
    """Writes them all, and takes away what is none of them."""
    documents = sample_documents()
    for file in FOLDER.rglob("*.md"):
        if str(file.relative_to(FOLDER)) not in documents:
            file.unlink()
    for name, text in documents.items():
        (FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / name).write_text(text, "utf-8")
    for name, text in sample_files().items():
        (SAMPLES / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
