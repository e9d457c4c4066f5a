"""Writes the documents of the sample meeting that tests compare whole: `python -m tools.documents`.

After a change of what documents say: run it, and read the difference in `tests/documents` as the people who get
them will.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from exports.audience import Audience
from exports.make import What, make
from store.archive import Archive
from store.errors import NotulistError
from store.record import Record
from store.words import speak
from tui.demo import lay

FOLDER = Path(__file__).parent.parent / "tests" / "documents"


def sample_record(language: str) -> Record:
    """The sample meeting, held from beginning to end."""
    speak(language)
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder) / "archive", Path(folder) / "state")
        return archive.read_as_it_stands(lay(archive, language))


def sample_documents() -> dict[str, str]:
    """Each document of the sample in Markdown by the name of its file: `nl/minutes-public.md`.

    Where readers may not have a document, its text is the sentence that says so.
    """
    made = {}
    for language in ("nl", "en"):
        record = sample_record(language)
        for what in What:
            for audience in Audience:
                try:
                    text = make(record, what, audience)
                except NotulistError as refusal:
                    text = f"{refusal}\n"
                made[f"{language}/{what}-{audience}.md"] = text
    speak("en")
    return made


def main() -> None:
    """Writes them all, and takes away what is none of them."""
    documents = sample_documents()
    for file in FOLDER.rglob("*.md"):
        if str(file.relative_to(FOLDER)) not in documents:
            file.unlink()
    for name, text in documents.items():
        (FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
