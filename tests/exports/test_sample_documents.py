"""The documents of the sample meeting, whole, as a secretary would send them: read them in `tests/documents`.

Made anew by `python -m tools.documents`. In the other formats they say the same, and are what their format asks.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import docx
import html5lib
import pytest

from exports.confidentiality.redaction import redacted
from exports.content.make_document import make_document
from exports.formats.registry import Format, write
from exports.kinds import DocumentKind
from store.errors import NotulistError
from store.i18n import speak
from store.model import Audience
from store.record.record import Record
from tests.helpers.documents import pages_of, read_by_another, texts_in, words_of
from tools.documents import FOLDER, sample_documents, sample_record

NAMES = [
    f"{language}/{what}-{audience}.md"
    for language in ("nl", "en")
    for what in (*DocumentKind, "agenda-next")
    for audience in Audience
]


@pytest.fixture(scope="module")
def made() -> Iterator[dict[str, str]]:
    yield sample_documents()
    speak("en")


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_as_it_was_when_somebody_last_read_it(name: str, made: dict[str, str]) -> None:
    assert made[name] == (FOLDER / name).read_text("utf-8")


def test_there_are_no_others(made: dict[str, str]) -> None:
    assert sorted(made) == sorted(NAMES)
    assert sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.*")) == sorted(NAMES)


@pytest.fixture(scope="module")
def records() -> Iterator[dict[str, Record]]:
    yield {language: sample_record(language) for language in ("nl", "en")}
    speak("en")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("what", list(DocumentKind))
def test_every_document_says_the_same_as_web_page_for_word_and_on_paper(
    what: DocumentKind, audience: Audience, language: str, records: dict[str, Record]
) -> None:
    if (what, audience) == (DocumentKind.ACTIONS, Audience.PUBLIC):
        with pytest.raises(NotulistError, match="not for the public"):
            make_document([redacted(records[language], audience)], what)
        return
    document = make_document([redacted(records[language], audience)], what)
    said = words_of(document)
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(write(document, Format.HTML).decode())
    shown = "".join("".join(page.find("body").itertext()).split())
    printed = "".join(pages_of(write(document, Format.PDF)).split())
    assert texts_in(docx.Document(io.BytesIO(write(document, Format.DOCX)))) == said
    assert [words for words in said if words not in shown] == []
    assert [words for words in said if words not in printed] == []


def test_the_minutes_for_word_say_the_same_to_another_reader(records: dict[str, Record]) -> None:
    for record in records.values():
        document = make_document([redacted(record, Audience.FULL)], DocumentKind.MINUTES)
        shown = read_by_another(document)
        assert [words for words in words_of(document) if words not in shown] == []
