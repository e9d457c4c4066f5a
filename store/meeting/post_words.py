"""The words that a meeting writes down of post, in the language of its minutes."""

from __future__ import annotations

from store.i18n import documents
from store.language.capture.line import KnownPiece


def received_text(piece: KnownPiece, language: str) -> str:
    """That a piece was handed over: its number, by whom, and on what."""
    words = documents(language).gettext("Received: {number} from {party}: “{subject}”")
    return words.format(number=piece.number, party=piece.party, subject=piece.subject)
