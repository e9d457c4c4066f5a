"""The documents of the sample meeting, whole, as a secretary would send them: read them in `tests/documents`.

Made anew by `python -m tools.documents`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from exports.audience import Audience
from exports.make import What
from store.words import speak
from tools.documents import FOLDER, sample_documents

NAMES = [f"{language}/{what}-{audience}.md" for language in ("nl", "en") for what in What for audience in Audience]


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
