"""The ways in which post is handled: the usual codes, and those that a body set in their place."""

from __future__ import annotations

import msgspec

from store.i18n import N_, documents
from store.model import DeskSettings, Effect, HandlingCode
from store.text import fold


class Usual(msgspec.Struct, frozen=True):
    """A usual way to handle post: its codes in Dutch and English, the words of a list, and how it begins when typed."""

    effect: Effect
    dutch: str
    english: str
    words: str
    begins: tuple[str, ...]

    def code(self, language: str) -> str:
        """Its code in that language."""
        return self.dutch if language == "nl" else self.english


USUAL: tuple[Usual, ...] = (
    Usual(Effect.NOTED, "kennis", "noted", N_("to be noted"), ("kennis", "ter kennisname", "noted", "for information")),
    Usual(Effect.DISCUSS, "bespreken", "discuss", N_("to be discussed"), ("bespreken", "ter bespreking", "discuss")),
    Usual(Effect.WITH_ITEM, "betrekken", "with", N_("with another item"), ("betrekken bij", "with item", "with")),
    Usual(
        Effect.HAND_OVER,
        "handen",
        "to",
        N_("handed over"),
        ("in handen van", "in handen stellen van", "handen", "hand to", "hand over to", "to"),
    ),
    Usual(Effect.ANSWER, "antwoord", "answer", N_("to be answered"), ("antwoord", "beantwoorden", "answer")),
    Usual(Effect.SETTLE, "afdoen", "settle", N_("to be settled"), ("afdoen", "ter afdoening", "settle")),
    Usual(Effect.REQUEST, "traject", "request", N_("a request"), ("traject", "request")),
    Usual(Effect.FILE, "archief", "file", N_("filed"), ("archief", "archiveren", "file")),
)
"""What each does is said in `Effect`; the first word of `begins` that a line starts with is taken."""
OF_EFFECT = {usual.effect: usual for usual in USUAL}


class Spelled(msgspec.Struct, frozen=True):
    """A code as it may be typed: the words it begins with (folded), the code itself, and what it does."""

    begins: str
    code: str
    effect: Effect


def spelled(settings: DeskSettings, language: str) -> list[Spelled]:
    """Every way to type a code of a body, the longest first; its own come before the usual ones."""
    own = [Spelled(fold(each.code), each.code, each.effect) for each in settings.handlings]
    usual = [Spelled(fold(words), each.code(language), each.effect) for each in USUAL for words in each.begins]
    seen: dict[str, Spelled] = {}
    for each in [*own, *usual]:
        seen.setdefault(each.begins, each)
    return sorted(seen.values(), key=lambda each: -len(each.begins))


def codes(settings: DeskSettings, language: str) -> list[HandlingCode]:
    """The codes of a body, to choose from: its own where it has any, else the usual ones in that language."""
    if settings.handlings:
        return list(settings.handlings)
    return [HandlingCode(code=each.code(language), effect=each.effect) for each in USUAL]


def said(code: str, effect: Effect, settings: DeskSettings, language: str) -> str:
    """The words of a list for a handling, in the language of the document: the body's own, else the usual ones."""
    own = next((each.words for each in settings.handlings if fold(each.code) == fold(code) and each.words), "")
    return own or documents(language).gettext(OF_EFFECT[effect].words)
