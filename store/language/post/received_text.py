"""The words that a meeting writes down of post, in the language of its minutes."""

from __future__ import annotations

from store.i18n import documents


def received_text(number: str, party: str, subject: str, language: str) -> str:
    """That a piece was handed over: its number, by whom, and on what."""
    words = documents(language).gettext("Received: {number} from {party}: “{subject}”")
    return words.format(number=number, party=party, subject=subject)
