"""The verbs that change nothing in a meeting: a screen does them, each in the place of a key that terminals take."""

from __future__ import annotations

from store.i18n import N_
from store.language.capture.line import Verb
from store.language.capture.readers.simple_readers import alone, any_words
from store.language.capture.verbs.spec import Offer, VerbSpec

OF_SCREENS = (
    VerbSpec(verb=Verb.READ, english="read", dutch=("lees",), read=any_words, says=N_("Reads back"), acts=False),
    VerbSpec(verb=Verb.HELP, english="help", dutch=("hulp",), read=any_words, says=N_("Help"), acts=False),
    VerbSpec(
        verb=Verb.SEARCH,
        english="search",
        dutch=("zoek",),
        read=any_words,
        says=N_("Search every word of all meetings"),
        tells=N_("Search"),
        offers=(Offer.WORDS,),
        acts=False,
    ),
    VerbSpec(
        verb=Verb.ACTIONS,
        english="actions",
        dutch=("acties",),
        read=alone,
        says=N_("Shows the actions of all meetings"),
        acts=False,
    ),
    VerbSpec(
        verb=Verb.DECISIONS,
        english="decisions",
        dutch=("besluiten",),
        read=alone,
        says=N_("Shows the decisions of all meetings"),
        acts=False,
    ),
    VerbSpec(
        verb=Verb.DOCUMENTS,
        english="documents",
        dutch=("documenten",),
        read=alone,
        says=N_("Minutes, lists and other documents"),
        acts=False,
    ),
    VerbSpec(
        verb=Verb.UNFINISHED,
        english="unfinished",
        dutch=("onaf",),
        read=alone,
        says=N_("Shows what the record still lacks"),
        acts=False,
    ),
    VerbSpec(
        verb=Verb.REVIEW,
        english="review",
        dutch=("nalopen",),
        read=alone,
        says=N_("Goes through the minutes of a closed meeting"),
        acts=False,
    ),
    VerbSpec(
        verb=Verb.AGENDA,
        english="agenda",
        read=alone,
        says=N_("Shows the agenda and the roll, on a narrow screen"),
        acts=False,
    ),
    VerbSpec(
        verb=Verb.SPEAKER,
        english="speaker",
        dutch=("spreker",),
        read=alone,
        says=N_("Begins the next line with a speaker"),
        acts=False,
    ),
    VerbSpec(
        verb=Verb.ON_TIME,
        english="ontime",
        dutch=("optijd",),
        read=alone,
        says=N_("Takes over what is proposed to end on time"),
        acts=False,
    ),
    VerbSpec(
        verb=Verb.MINUTE,
        english="minute",
        dutch=("notuleren",),
        read=alone,
        says=N_("From the agenda to the meeting, to minute it"),
        acts=False,
    ),
    VerbSpec(
        verb=Verb.ROLL,
        english="roll",
        dutch=("presentielijst",),
        read=alone,
        says=N_("Makes the roll of an agenda as the body is that day"),
        acts=False,
    ),
    VerbSpec(
        verb=Verb.SAID,
        english="said",
        dutch=("gezegd",),
        read=alone,
        says=N_("Shows what was said around an entry, in the review"),
        acts=False,
    ),
    VerbSpec(
        verb=Verb.MEETING,
        english="meeting",
        dutch=("vergadering",),
        read=alone,
        says=N_("From the review to the meeting itself"),
        acts=False,
    ),
    VerbSpec(
        verb=Verb.LEAVE,
        english="leave",
        dutch=("stop",),
        read=alone,
        says=N_("Leaves the screen; everything is kept"),
        acts=False,
    ),
)
"""The rows of what a screen does, in the order in which they are offered."""
