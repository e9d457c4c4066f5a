"""The line under the line: how it was understood, in one line of plain text."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from store.i18n import documents, speak
from store.language.capture.grammar import understand
from store.language.capture.line import Line, Verb
from store.language.capture.verbs.table import BY_WORD
from tests.helpers.council import CONTEXT, NOBODY
from tests.helpers.tables import each_row
from tui.capture.understood import describe

# Of a body whose chair has a casting vote.
ROOM = replace(CONTEXT, casting_vote=True)


def echo(typed: str) -> str:
    return describe(understand(typed, ROOM), ROOM)


ECHOES = [
    ("een notitie", "Note"),
    ("/answer KP: yes, in March", "Answer · KP: yes, in March"),
    ("mia: akkoord", "Note · Mia d’Ancona"),
    ("! besluit", "Decision"),
    ("!? voorstel", "Proposal"),
    ("? vraag", "Question"),
    ("/correct blz. 1", "Correction"),
    ("@bvdb,mia een > vrijdag", "Action · Bart van den Broek, Mia d’Ancona · Fri 12 Mar 2027"),
    ("@bvdb een > vrijdag 12:00", "Action · Bart van den Broek · Fri 12 Mar 2027 12:00"),
    ("@bvdb een > vrijdag einde dag", "Action · Bart van den Broek · Fri 12 Mar 2027, end of day"),
    ("@all een", "Action · all members"),
    ("@Smith,mia een > z.s.m.", "Action · Mia d’Ancona, Smith (?) · z.s.m."),
    ("@? een", "Action"),
    ("& @kh een", "Undertaking · Karel Holt"),
    ("= 5-3-1", "Vote · 5 for, 3 against, 1 abstained"),
    ("= 5-3-1-2", "Vote · 5 for, 3 against, 1 abstained · 2 blank"),
    ("= 3-3 +chair", "Vote · 3 for, 3 against, 0 abstained · casting vote for: Roos van der Linden"),
    ("= 3-3 -chair", "Vote · 3 for, 3 against, 0 abstained · casting vote against: Roos van der Linden"),
    ("= unaniem -mia", "Vote · 10 for, 1 against, 0 abstained"),
    ("= geheim Kaya 5, Jansen 3, blanco 1", "Vote · by secret ballot · Kaya 5, Jansen 3, 1 blank"),
    ("= geheim 6-1-0", "Vote · by secret ballot · 6 for, 1 against, 0 abstained"),
    ("# Nieuw", "New item · Nieuw"),
    ("#8b Nieuw", "New item · 8b · Nieuw"),
    ("s/oud/nieuw/", "Mends the last entry that says it · oud → nieuw"),
    ("/open", "Opens the meeting"),
    ("/close", "Closes the meeting"),
    ("/calloff too few members", "The meeting is called off · too few members"),
    ("/next", "To the next item"),
    ("/go 4", "To item 4"),
    ("/defer", "Holds the item over"),
    ("/defer 4 8 april geen tijd", "Holds the item over · Thu 8 Apr 2027 · 4 · geen tijd"),
    ("/move 4 before 2", "Changes the order · item 4 before 2"),
    ("/move 4 after 2", "Changes the order · item 4 after 2"),
    ("/time 4 20", "Plans 20 min · item 4"),
    ("/time 20", "Plans 20 min"),
    ("/break", "Recess"),
    ("/resume", "End of the recess"),
    ("/present mia eva", "Present · Mia d’Ancona, Eva Müller-de Wit"),
    ("/present all", "Present · all members"),
    ("/in mia Smith", "Arrives · Mia d’Ancona, Smith (?)"),
    ("/absent mia m.k. ziek", "Absent · Mia d’Ancona · with notice · ziek"),
    ("/absent mia z.k.", "Absent · Mia d’Ancona · without notice"),
    ("/out mia", "Leaves · Mia d’Ancona"),
    ("/online mia", "Takes part remotely · Mia d’Ancona"),
    ("/guest XX Jan Bos, gast", "Guest · Jan Bos (XX) · gast"),
    ("/recuse mia", "Takes no part in this item · Mia d’Ancona"),
    ("/secret", "Makes this item confidential"),
    ("/secret until 1 december art. 20", "Makes this item confidential · until Wed 1 Dec 2027 · art. 20"),
    ("/secret last", "Makes the last entry confidential"),
    ("/to 4", "Files the last entry under item 4"),
    ("/moved Piet mia", "Moved by · Piet, Mia d’Ancona"),
    ("/minority mia te duur", "Minority view · Mia d’Ancona · te duur"),
    ("/approve", "Approves the previous minutes"),
    ("/approve 11 feb", "Approves the previous minutes · Thu 11 Feb 2027"),
    ("/amendement 1000 wordt 800", "Amendment · 1000 wordt 800"),
    ("/amend b1 anders", "New wording of B1 · anders"),
    ("/withdraw b1 te duur", "Withdraws B1 · te duur"),
    ("/replace b1 anders", "Replaces B1 · anders"),
    ("/done a1 klaar", "A1 is done · klaar"),
    ("/cancel a1", "A1 lapses"),
    ("/postpone a1 vrijdag", "Postpones A1 · Fri 12 Mar 2027"),
    ("/assign a1 @mia,Smith", "Gives A1 to · Mia d’Ancona, Smith (?)"),
    ("/reopen a1 toch niet", "A1 is open again · toch niet"),
    ("/opmerking a1 half af", "How far A1 is · half af"),
    ("!", "The last entry becomes: Decision"),
    ("@mia > vrijdag", "The last entry becomes: Action · Mia d’Ancona · Fri 12 Mar 2027"),
    ("/delete", "Takes the last entry out of the minutes"),
    ("/delete b1", "Takes B1 out of the minutes"),
    ("/undo", "Takes the last act back"),
    ("/redo", "Brings the act back that was taken back"),
    ("/read", "Reads back"),
    ("/help", "Help"),
    ("/search huur sinds 1 jan", "Search"),
    ("/handle i8 betrekken bij 7", "Post · betrekken bij 7"),
    ("/reason de kosten zijn te hoog", "A reason for the decision of this item · de kosten zijn te hoog"),
    ("/condition geen ontslag", "Condition · geen ontslag"),
    ("/letter advice @mia > vrijdag", "Letter · Mia d’Ancona · Fri 12 Mar 2027 · advice"),
    ("/received bestuurder: Brief", "Registers post that was handed over here · bestuurder · Brief"),
    ("/intend rooster herzien > mei 2028", "Intention · mei 2028"),
    ("/afterwards", "The meeting is minuted when it is over: no clock runs, and only typed times count"),
    ("/actions", "Shows the actions of all meetings"),
    ("/decisions", "Shows the decisions of all meetings"),
    ("/documents", "Minutes, lists and other documents"),
    ("/unfinished", "Shows what the record still lacks"),
    ("/review", "Goes through the minutes of a closed meeting"),
    ("/agenda", "Shows the agenda and the roll, on a narrow screen"),
    ("/speaker", "Begins the next line with a speaker"),
    ("/ontime", "Takes over what is proposed to end on time"),
    ("/minute", "From the agenda to the meeting, to minute it"),
    ("/roll", "Makes the roll of an agenda as the body is that day"),
    ("/said", "Shows what was said around an entry, in the review"),
    ("/meeting", "From the review to the meeting itself"),
    ("/leave", "Leaves the screen; everything is kept"),
]


@each_row("typed, told", ECHOES)
def test_each_line_is_told_in_one(typed: str, told: str) -> None:
    assert echo(typed) == told


def test_every_verb_has_its_words() -> None:
    told = {understand(typed, CONTEXT).verb for typed, _told in ECHOES}
    assert told == set(Verb)


@each_row("language", ["en", "nl"])
@each_row("verb", list(Verb))
def test_every_verb_has_words_in_both_languages_even_when_it_says_nothing_else(verb: Verb, language: str) -> None:
    speak(language)
    told = describe(Line(verb=verb, typed=""), CONTEXT)
    assert told
    assert "{" not in told
    speak("en")


def test_in_dutch_the_words_of_documents_are_dutch_too() -> None:
    speak("nl")
    assert echo("@bvdb een").startswith(documents("nl").gettext("Action"))
    speak("en")


def test_without_a_meeting_names_are_as_typed() -> None:
    assert describe(understand("@bvdb,jth een", NOBODY), NOBODY) == "Action · bvdb, jth"


BRACKETS = [
    "[/nope]",
    "@bvdb [bold]x[/bold] > [@click=app.quit]",
    r"# path\[b]",
    "/guest [X] [red]Jan[/red], [/]",
    "{0}",
    "/go {x}",
]


@each_row("typed", BRACKETS)
def test_what_was_typed_is_shown_to_the_letter(typed: str) -> None:
    told = echo(typed)
    line = understand(typed, CONTEXT)
    for text in (line.name, line.text if line.verb is Verb.ITEM else "", line.due.words if line.due else ""):
        assert text in told


_SIGNS = ["", "! ", "@", "& @", "= ", "? ", "# ", "s/"]
_COMMANDS = st.sampled_from([*_SIGNS, *(f"/{name} " for name in BY_WORD)])


@given(_COMMANDS, st.text(max_size=60))
@example("/defer ", "9999-99-99")
@example("= ", "{}-{}")
def test_any_line_is_told_in_one(start: str, text: str) -> None:
    for context in (CONTEXT, NOBODY):
        told = describe(understand(start + text, context), context)
        assert told
        assert len(told.splitlines()) == 1
        assert told.isprintable() or not (start + text).isprintable()
