"""Words for what is started and taken in a request: which article, which step, which kind of letter."""

from __future__ import annotations

import re

from store.text import fold

STEPS: dict[str, str] = {
    **dict.fromkeys(("ontvangen", "ontvangst", "received"), "received"),
    **dict.fromkeys(("bevestigd", "bevestiging", "ontvangstbevestiging", "acknowledged"), "acknowledged"),
    **dict.fromkeys(("afgesproken", "reactietermijn", "reply agreed"), "reply_agreed"),
    **dict.fromkeys(("vragen", "questions"), "questions"),
    **dict.fromkeys(("antwoorden", "answers"), "answers"),
    **dict.fromkeys(("besproken", "discussed"), "discussed"),
    **dict.fromkeys(("besloten", "decided"), "decided"),
    **dict.fromkeys(("meegedeeld", "advies", "instemming", "answered"), "answered"),
    **dict.fromkeys(("besluit", "decision", "their decision"), "their_decision"),
    **dict.fromkeys(("redenen", "motivering", "reasons"), "reasons"),
    **dict.fromkeys(("uitvoering", "uitvoering gebleken", "executed", "execution seen"), "executed_seen"),
    **dict.fromkeys(("nietigheid", "nullity"), "nullity"),
    **dict.fromkeys(("geen beroep", "opschorting", "waived"), "waived"),
}
"""The keys of the steps by the words for them, folded."""

_LETTERS = (
    (r"ontvangstbevestiging|acknowledgement", "ontvangst", "acknowledged"),
    (r"vragen|questions", "vragen", "questions"),
    (r"advies|advice|opinion", "advies", "answered"),
    (r"instemming|consent", "instemming", "answered"),
)
_ARTICLE = re.compile(
    r"(?:art(?:\.|ikel|icle)? ?)?(\d{1,3}[a-z]?)(?:[. ]?(?:lid )?(\d))?(?:[. ](?:onder )?([a-z]))?", re.IGNORECASE
)
_KINDS = {
    **dict.fromkeys(("advies", "adviesaanvraag", "advice"), "25"),
    **dict.fromkeys(("instemming", "instemmingsverzoek", "consent"), "27"),
    **dict.fromkeys(("initiatief", "initiatiefvoorstel", "initiative"), "23-3"),
    **dict.fromkeys(("overleg", "meeting"), "23-1"),
    **dict.fromkeys(("benoeming", "appointment"), "30"),
    **dict.fromkeys(("informatie", "information"), "31"),
}


def read_step(words: str) -> str:
    """The key of the step that `words` name; "" where they name none."""
    return STEPS.get(" ".join(fold(words).split()), "")


def letter_of(subject: str) -> tuple[str, str]:
    """The kind of letter that a subject begins with, and the step that such a letter is; "" and "" where it is none."""
    first = fold(subject).partition(" ")[0].strip(".,:;")
    return next(((kind, step) for words, kind, step in _LETTERS if re.fullmatch(words, first)), ("", ""))


def read_procedure(words: str, regime: str) -> tuple[str, str]:
    """The key of the procedure that `words` start (`advies 25.1.e` is `wor-25`), and on what it is (`25.1.e`).

    The regime leads it where the body has one, else `wor`, whose articles these are. "" and "" where none is named.
    """
    plain = " ".join(fold(words).split())
    first, _space, rest = plain.partition(" ")
    article = rest if first in _KINDS else plain
    match = _ARTICLE.fullmatch(article) if article else None
    if first not in _KINDS and not match:
        return "", ""
    number = _KINDS.get(first, "")
    if match:
        found, paragraph = match[1], match[2] or ""
        number = f"{found}-{paragraph}" if found == "23" and paragraph else found
    matter = ".".join(filter(None, match.groups())) if match else ""
    return f"{regime or 'wor'}-{number}", matter
