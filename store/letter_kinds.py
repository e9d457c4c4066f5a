"""The kinds of letters that a body writes: one table, from which capture line, desk, texts and check read.

The text of each kind stands in `exports/letters`, by its key. A kind that is not here is one of a body's own, where it
has a text for it.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from store.i18n import N_, documents
from store.text import fold


class Signs(StrEnum):
    """Who signs a letter: what binds the body the chair and the secretary, what is of the office the secretary."""

    BODY = "body"
    OFFICE = "office"


class LetterKind(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of letter. `key` is that of its text and of the steps of procedures that it is.

    `name` (English, to be translated) is what it is called, `words` are those by which it is typed, folded. One that
    is `of_decision` tells what was decided; one that is `of_law` uses a power that a law gives, and names its article.
    """

    key: str
    name: str
    words: tuple[str, ...]
    signs: Signs = Signs.BODY
    of_decision: bool = False
    of_law: bool = False

    def called(self, language: str) -> str:
        """What documents call a letter of this kind."""
        return documents(language).gettext(self.name)

    def to_write(self, language: str, decision: str = "") -> str:
        """What an action to write such a letter says: `Brief: advies (B 2027-03-03)`."""
        said = documents(language).gettext("Letter: {kind}").format(kind=self.called(language))
        return f"{said} ({decision})" if decision else said


LETTER_KINDS = (
    LetterKind(
        key="ontvangst",
        name=N_("acknowledgement of receipt"),
        words=("ontvangst", "ontvangstbevestiging", "receipt", "acknowledgement"),
        signs=Signs.OFFICE,
        of_law=True,
    ),
    LetterKind(key="vragen", name=N_("questions"), words=("vragen", "questions"), of_law=True),
    LetterKind(
        key="advies",
        name=N_("advice"),
        words=("advies", "advice", "opinion"),
        of_decision=True,
        of_law=True,
    ),
    LetterKind(
        key="instemming",
        name=N_("consent"),
        words=("instemming", "consent"),
        of_decision=True,
        of_law=True,
    ),
    LetterKind(
        key="onthouding",
        name=N_("no advice is given"),
        words=("onthouding", "geen advies", "abstention", "no advice"),
        of_decision=True,
        of_law=True,
    ),
    LetterKind(
        key="initiatief",
        name=N_("initiative"),
        words=("initiatief", "initiatiefvoorstel", "initiative"),
        of_decision=True,
        of_law=True,
    ),
    LetterKind(
        key="geen beroep", name=N_("no appeal"), words=("geen beroep", "no appeal"), of_decision=True, of_law=True
    ),
    LetterKind(
        key="opschorting",
        name=N_("the suspension is waived"),
        words=("opschorting", "waiver", "suspension"),
        of_decision=True,
        of_law=True,
    ),
    LetterKind(
        key="nietigheid",
        name=N_("nullity is invoked"),
        words=("nietigheid", "nullity"),
        of_decision=True,
        of_law=True,
    ),
    LetterKind(
        key="overleg",
        name=N_("a meeting is asked for"),
        words=("overleg", "overlegverzoek", "meeting"),
        of_law=True,
    ),
    LetterKind(
        key="informatie",
        name=N_("information is asked for"),
        words=("informatie", "informatieverzoek", "information"),
        of_law=True,
    ),
    LetterKind(key="uitnodiging", name=N_("invitation"), words=("uitnodiging", "invitation"), signs=Signs.OFFICE),
    LetterKind(key="antwoord", name=N_("answer to a letter"), words=("antwoord", "answer", "reply")),
    LetterKind(
        key="begeleidend",
        name=N_("cover letter"),
        words=("begeleidend", "begeleidende brief", "cover", "cover letter"),
        signs=Signs.OFFICE,
    ),
)
"""Every kind there is, in the order in which they are offered."""


def letter_kind(key: str) -> LetterKind | None:
    """The kind with that key."""
    return next((each for each in LETTER_KINDS if each.key == key), None)


def kind_typed(words: str) -> tuple[LetterKind | None, str]:
    """The kind that `words` begin with, and what stands behind it; None where they begin with none."""
    parts = words.split()
    for count in (2, 1):
        wanted = fold(" ".join(parts[:count]))
        found = next((each for each in LETTER_KINDS if wanted in each.words), None)
        if found and len(parts) >= count:
            return found, " ".join(parts[count:])
    return None, words
