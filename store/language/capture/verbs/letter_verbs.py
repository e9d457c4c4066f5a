"""The rows of the table of verbs (`table`) by which a meeting prepares its letters: reasons, conditions, a letter."""

from __future__ import annotations

from store.i18n import N_
from store.language.capture.line import Verb
from store.language.capture.readers import entry_lines as lines
from store.language.capture.readers.simple_readers import any_words, words
from store.language.capture.verbs import details
from store.language.capture.verbs.spec import Likely, Names, Offer, VerbSpec
from store.model import Kind

OF_LETTERS = (
    VerbSpec(
        verb=Verb.REASON,
        read=any_words,
        english="reason",
        dutch=("reden",),
        says=N_("A reason for the decision of this item"),
        tells=N_("A reason for the decision of this item"),
        details=details.text,
        offers=(Offer.WORDS,),
        at_chosen=True,
    ),
    VerbSpec(
        verb=Verb.CONDITION,
        read=words,
        english="condition",
        dutch=("voorwaarde",),
        says=N_("A condition of the decision, with a number"),
        example=N_("/condition no forced dismissals"),
        details=details.text,
        offers=(Offer.WORDS,),
        kind=Kind.CONDITION,
    ),
    VerbSpec(
        verb=Verb.LETTER,
        read=lines.letter,
        english="letter",
        dutch=("brief",),
        says=N_("A letter to be written, from the decision"),
        tells=N_("Letter"),
        details=details.letter,
        example=N_("/letter advice @dvdb > 4 dec"),
        offers=(Offer.WORDS, Offer.PEOPLE),
        names=Names(likely=Likely.NO_GUESTS),
    ),
)
"""The rows of these commands."""
