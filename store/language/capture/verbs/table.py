"""The table of verbs: all words of the capture line, what reads them, and how they are completed and told.

One row a verb (`VerbSpec` in `spec` says what each field means). The commands stand in the order in which they are
offered: those used most come first. What a verb does to a meeting is one floor up, in `store.meeting.running.DOERS`.
"""

from __future__ import annotations

from store.i18n import N_
from store.language.capture.line import Verb
from store.language.capture.readers import agenda_commands as agenda
from store.language.capture.readers import entry_lines as lines
from store.language.capture.readers import people_commands as people
from store.language.capture.readers import reference_commands as references
from store.language.capture.readers.simple_readers import alone, alone_or_hour, any_words, at_an_hour, recess, words
from store.language.capture.verbs import details
from store.language.capture.verbs.letter_verbs import OF_LETTERS
from store.language.capture.verbs.reference_verbs import DONE, OF_REFERENCES
from store.language.capture.verbs.screen_verbs import OF_SCREENS
from store.language.capture.verbs.signs import WRITTEN
from store.language.capture.verbs.spec import Likely, Names, Offer, VerbSpec
from store.model import Kind

_AWAY = Names(likely=Likely.AWAY)

COMMANDS = (
    VerbSpec(verb=Verb.NEXT, english="next", dutch=("volgende",), read=alone, says=N_("To the next item")),
    VerbSpec(
        verb=Verb.GO,
        english="go",
        dutch=("naar",),
        read=agenda.item,
        says=N_("Go to an item, by number or words"),
        tells=N_("To item {number}"),
        example=N_("/go 6"),
        offers=(Offer.ITEM,),
    ),
    VerbSpec(
        verb=Verb.IN,
        english="in",
        dutch=("binnen",),
        read=at_an_hour(people.people),
        says=N_("Arrives"),
        example=N_("/in dvdb"),
        offers=(Offer.PEOPLE,),
        names=_AWAY,
    ),
    VerbSpec(
        verb=Verb.OUT,
        english="out",
        dutch=("weg",),
        read=at_an_hour(people.people),
        says=N_("Leaves"),
        example=N_("/out dvdb"),
        offers=(Offer.PEOPLE,),
    ),
    VerbSpec(
        verb=Verb.PRESENT,
        english="present",
        dutch=("aanwezig",),
        read=at_an_hour(people.present),
        says=N_("Who is there"),
        tells=N_("Present"),
        example=N_("/present dvdb jth"),
        offers=(Offer.PEOPLE,),
        names=Names(likely=Likely.AWAY, everyone=True),
    ),
    VerbSpec(
        verb=Verb.ABSENT,
        english="absent",
        dutch=("afwezig",),
        read=people.absent,
        says=N_("Who is not there, and why"),
        tells=N_("Absent"),
        details=details.absence,
        example=N_("/absent dvdb with notice, ill"),
        offers=(Offer.PEOPLE,),
        names=Names(likely=Likely.AWAY, ends_at_unknown=True),
    ),
    VerbSpec(
        verb=Verb.DEFER,
        english="defer",
        dutch=("aanhouden",),
        bare_sign=">",
        read=agenda.defer,
        says=N_("Holds the item over"),
        details=details.item_and_text,
        offers=(Offer.ITEM, Offer.WORDS),
    ),
    DONE,
    VerbSpec(
        verb=Verb.TO,
        english="to",
        dutch=("bij",),
        read=agenda.item,
        says=N_("Files the last entry under another item"),
        tells=N_("Files the last entry under item {number}"),
        example=N_("/to 6"),
        offers=(Offer.ITEM,),
        at_chosen=True,
    ),
    VerbSpec(
        verb=Verb.MOVED,
        english="moved",
        dutch=("ingediend",),
        read=people.moved,
        says=N_("Moved by"),
        example=N_("/moved dvdb jth"),
        offers=(Offer.PEOPLE,),
        names=Names(never=("by ", "door ")),
    ),
    VerbSpec(verb=Verb.BREAK, english="break", dutch=("schors", "pauze"), read=recess, says=N_("Recess")),
    VerbSpec(verb=Verb.RESUME, english="resume", dutch=("hervat",), read=alone_or_hour, says=N_("End of the recess")),
    VerbSpec(
        verb=Verb.ONLINE,
        english="online",
        read=at_an_hour(people.present),
        says=N_("Takes part remotely"),
        example=N_("/online dvdb"),
        offers=(Offer.PEOPLE,),
        names=Names(likely=Likely.AWAY, everyone=True),
    ),
    VerbSpec(
        verb=Verb.GUEST,
        english="guest",
        dutch=("gast",),
        read=people.guest,
        says=N_("Adds a guest"),
        tells=N_("Guest"),
        details=details.guest,
        example=N_("/guest HvL Hans van Loon, director"),
        offers=(Offer.WORDS,),
    ),
    VerbSpec(
        verb=Verb.RECUSE,
        english="recuse",
        dutch=("onthoudt",),
        read=people.people,
        says=N_("Takes no part in this item"),
        example=N_("/recuse dvdb"),
        offers=(Offer.PEOPLE,),
    ),
    VerbSpec(
        verb=Verb.SECRET,
        english="secret",
        dutch=("geheim", "vertrouwelijk"),
        read=agenda.secret,
        says=N_("Makes this item confidential"),
        tells_last=N_("Makes the last entry confidential"),
        offers=(Offer.WORDS,),
    ),
    VerbSpec(
        verb=Verb.HANDLE,
        english="handle",
        dutch=("afdoen",),
        read=references.handle,
        says=N_("Says how post is handled"),
        details=details.handling,
        example=N_("/handle i8 noted"),
        offers=(Offer.PIECE, Offer.WORDS),
        kind=Kind.HANDLING,
    ),
    *OF_LETTERS,
    VerbSpec(
        verb=Verb.RECEIVED,
        english="received",
        dutch=("ontvangen",),
        read=references.received,
        says=N_("Registers post that was handed over here"),
        details=details.received,
        example=N_("/received bestuurder: Letter"),
        offers=(Offer.WORDS,),
    ),
    VerbSpec(
        verb=Verb.INTEND,
        english="intend",
        dutch=("voornemen",),
        read=lines.intention,
        says=N_("What the body intends, and for when"),
        example=N_("/intend review shifts > May 2028"),
        offers=(Offer.WORDS,),
        kind=Kind.INTENTION,
    ),
    VerbSpec(
        verb=Verb.MOVE,
        english="move",
        dutch=("schuif",),
        read=agenda.move,
        says=N_("Changes the order"),
        details=details.order,
        example=N_("/move 6 before 5"),
        offers=(Offer.ITEM, Offer.ITEM),
    ),
    VerbSpec(
        verb=Verb.TIME,
        english="time",
        dutch=("tijd",),
        read=agenda.planned_minutes,
        says=N_("Changes the planned minutes"),
        tells=N_("Plans {minutes} min"),
        details=details.item_number,
        example=N_("/time 6 20"),
        offers=(Offer.ITEM, Offer.WORDS),
    ),
    VerbSpec(
        verb=Verb.AMENDMENT,
        read=lines.amendment,
        english="amendment",
        dutch=("amendement",),
        keywords=("amendement", "amendment"),
        says=N_("Amends the open proposal"),
        tells=N_("Amendment"),
        details=details.text,
        example=N_("/amendment 1000 becomes 800"),
        offers=(Offer.WORDS,),
    ),
    VerbSpec(
        verb=Verb.MINORITY,
        english="minority",
        dutch=("minderheid",),
        read=people.minority,
        says=N_("Minority view"),
        details=details.text,
        example=N_("/minority dvdb too expensive"),
        offers=(Offer.PEOPLE_FIRST,),
    ),
    VerbSpec(
        verb=Verb.ANSWER,
        english="answer",
        dutch=("antwoord",),
        read=people.answer,
        says=N_("Answers the last open question of this item"),
        tells=N_("Answer"),
        details=details.text,
        example=N_("/answer yes, from 1 May"),
        offers=(Offer.WORDS,),
        at_chosen=True,
    ),
    VerbSpec(
        verb=Verb.CORRECT,
        english="correct",
        dutch=("correctie",),
        read=words,
        says=N_("A correction to the previous minutes"),
        example=N_("/correct page 2: 11, not 12"),
        offers=(Offer.WORDS,),
        kind=Kind.CORRECTION,
    ),
    *OF_REFERENCES,
    VerbSpec(
        verb=Verb.UNDO,
        english="undo",
        dutch=("terug",),
        read=alone,
        says=N_("Takes the last act back"),
        hash_words=("undo",),
    ),
    VerbSpec(
        verb=Verb.REDO,
        english="redo",
        dutch=("opnieuw",),
        read=alone,
        says=N_("Brings the act back that was taken back"),
    ),
    VerbSpec(
        verb=Verb.OPEN, english="open", read=alone_or_hour, says=N_("Opens the meeting"), hash_words=("startmeeting",)
    ),
    VerbSpec(
        verb=Verb.CLOSE,
        english="close",
        dutch=("sluit", "sluiten"),
        read=alone_or_hour,
        says=N_("Closes the meeting"),
        hash_words=("endmeeting",),
    ),
    VerbSpec(
        verb=Verb.CALL_OFF,
        english="calloff",
        dutch=("afgelast",),
        read=any_words,
        says=N_("The meeting is called off: it is kept, and not held"),
        tells=N_("The meeting is called off"),
        details=details.text,
        example=N_("/calloff too few members"),
        offers=(Offer.WORDS,),
    ),
    VerbSpec(
        verb=Verb.AFTERWARDS,
        english="afterwards",
        dutch=("achteraf",),
        read=alone,
        says=N_("The meeting is minuted when it is over: no clock runs, and only typed times count"),
    ),
    *OF_SCREENS,
)
"""The rows of what is typed behind a slash, those used most first."""

VERBS = {spec.verb: spec for spec in (*WRITTEN, *COMMANDS)}
"""The row of each verb."""
BY_WORD = {word: spec.verb for spec in VERBS.values() for word in spec.words}
"""The verb of each word behind a slash."""
BY_SIGN = {spec.sign: spec.verb for spec in VERBS.values() if spec.sign}
"""The verb of each sign that a line begins with."""
BY_BARE_SIGN = {spec.bare_sign: spec.verb for spec in VERBS.values() if spec.bare_sign}
"""The verb of each sign that may stand alone: the last entry becomes what it stands for, or the item is held over."""
BY_KEYWORD = {word: spec.verb for spec in VERBS.values() for word in spec.keywords}
"""The verb of each word before a colon."""
BY_HASH_WORD = {word: spec.verb for spec in VERBS.values() for word in spec.hash_words}
"""The verb of each word behind a #."""
SIGN_MEANT = {word: spec.sign for spec in VERBS.values() for word in spec.mistaken}
"""The sign that is meant by somebody who types a word behind a slash. `/besluit` is not taken for `/sluit`."""
