"""The rows of the table of verbs (`table`) for lines that begin with a sign or a keyword, and for plain text."""

from __future__ import annotations

from store.i18n import N_
from store.language.capture.line import Verb
from store.language.capture.readers import entry_lines as lines
from store.language.capture.readers.simple_readers import any_words
from store.language.capture.verbs import details
from store.language.capture.verbs.spec import Likely, Names, VerbSpec
from store.model import Kind

WRITTEN = (
    VerbSpec(
        verb=Verb.NOTE,
        read=any_words,
        bare_sign="\\",
        hash_words=("info", "idea", "link", "help"),
        kind=Kind.NOTE,
    ),
    VerbSpec(
        verb=Verb.DECISION,
        read=lines.decision,
        sign="!",
        bare_sign="!",
        keywords=("besluit", "decision", "besloten", "agreed", "resolved", "resolution", "conclusie", "conclusion"),
        hash_words=("agreed", "accepted"),
        mistaken=("besluit", "decision", "decide"),
        kind=Kind.DECISION,
    ),
    VerbSpec(
        verb=Verb.PROPOSAL,
        read=lines.proposal,
        sign="!?",
        bare_sign="!?",
        keywords=("voorstel", "proposal", "proposed", "motie", "motion"),
        hash_words=("rejected",),
        mistaken=("voorstel", "motie", "proposal", "motion"),
        kind=Kind.PROPOSAL,
    ),
    VerbSpec(
        verb=Verb.ACTION,
        read=lines.action,
        sign="@",
        bare_sign="@",
        keywords=("actie", "action", "actiepunt", "ap", "ai", "todo"),
        hash_words=("action",),
        mistaken=("actie", "action", "actiepunt"),
        kind=Kind.ACTION,
        names=Names(likely=Likely.NO_GUESTS, everyone=True),
    ),
    VerbSpec(
        verb=Verb.UNDERTAKING,
        read=lines.undertaking,
        sign="&",
        bare_sign="&",
        keywords=("toezegging", "undertaking"),
        kind=Kind.UNDERTAKING,
        names=Names(likely=Likely.GUESTS),
    ),
    VerbSpec(
        verb=Verb.VOTE,
        read=lines.vote,
        sign="=",
        keywords=("stemming", "vote"),
        mistaken=("stem", "stemming", "stemmen", "vote"),
        kind=Kind.VOTE,
        names=Names(likely=Likely.VOTERS),
    ),
    VerbSpec(
        verb=Verb.QUESTION,
        read=any_words,
        sign="?",
        bare_sign="?",
        keywords=("vraag", "question"),
        mistaken=("vraag", "rondvraag", "question"),
        kind=Kind.QUESTION,
    ),
    VerbSpec(
        verb=Verb.ITEM,
        read=any_words,
        tells=N_("New item"),
        details=details.item_and_text,
        hash_words=("topic",),
    ),
    VerbSpec(
        verb=Verb.MEND,
        read=lines.mend,
        tells=N_("Mends the last entry that says it"),
        details=details.mending,
        at_chosen=True,
    ),
)
