"""The one table of commands: from it come key bindings, the key bar, the palette and the help.

Some terminals take keys for themselves, so each command has another way: a second key on
screens where nothing is typed, a word behind a slash on those where something is, and the palette everywhere.
"""

from __future__ import annotations

import msgspec

from store.i18n import N_
from tui.routes import Place


class Command(msgspec.Struct, frozen=True):
    """One command: its action (also its id), its keys, and its label, short and long.

    `line` is the same thing typed in the capture line, in English and Dutch; `also` a second key, for terminals that
    take the first for themselves. `hidden` commands are in the help only.
    """

    action: str
    key: str
    label: str
    says: str
    places: tuple[Place, ...]
    line: str = ""
    also: str = ""
    hidden: bool = False


_LIVE = (Place.LIVE,)
_HOME = (Place.HOME,)
_ACTIONS = (Place.ACTIONS,)
_DECISIONS = (Place.DECISIONS,)
_REGISTERS = (Place.ACTIONS, Place.DECISIONS)
_BODIES = (Place.BODIES,)
_BODY = (Place.BODY,)
_REQUESTS = (Place.REQUESTS,)
_LETTERS = (Place.LETTERS,)
_PLAN = (Place.PLAN,)
_NEW = (Place.NEW,)
_IMPORT = (Place.IMPORT,)
_LEFT_BY_LETTER = (
    Place.HOME,
    *_REGISTERS,
    *_BODIES,
    *_BODY,
    Place.BOARD,
    Place.POST,
    Place.REQUESTS,
    Place.PLAN,
    Place.LETTERS,
)
_SEARCH = (Place.SEARCH,)
_POST = (Place.POST,)
_BACK = (*_BODIES, *_BODY, *_REQUESTS, *_POST, *_PLAN, *_LETTERS)
_REVIEW = (Place.REVIEW,)
_PREPARE = (Place.PREPARE,)
_DOCUMENTS = (Place.DOCUMENTS,)
_MEETING = (Place.LIVE, Place.REVIEW)
_WRITING = (Place.LIVE, Place.PREPARE, Place.REVIEW)
# The board is for looking at only.
# There nothing is typed but in a field that is asked for: a letter is a key.
_LETTERED = (*_HOME, *_REGISTERS, *_BODIES, *_BODY, *_REQUESTS, *_PLAN, *_LETTERS, *_NEW)

COMMANDS = (
    Command("help", "f1", N_("help"), N_("Show the keys, and what can be typed"), _WRITING, "/help /hulp"),
    Command("help", "f1", N_("help"), N_("Show the keys, and what can be typed"), _LETTERED, also="question_mark"),
    Command("help", "f1", N_("help"), N_("Show the keys, and what can be typed"), (*_SEARCH, *_DOCUMENTS)),
    Command("write", "ctrl+s", N_("write"), N_("Write the files in the folder"), _DOCUMENTS, also="enter"),
    Command("copy", "ctrl+o", N_("copy"), N_("Copy the document, as text"), _DOCUMENTS),
    Command("open_folder", "ctrl+f", N_("open the folder"), N_("Show the files in the file manager"), _DOCUMENTS),
    Command(
        "let_through",
        "ctrl+t",
        N_("let through"),
        N_("Write or copy it although words of what is confidential stand in it, which were named"),
        _DOCUMENTS,
        hidden=True,
    ),
    Command("scroll(-1)", "pageup", N_("up"), N_("Leaf back through the page"), _DOCUMENTS, hidden=True),
    Command("scroll(1)", "pagedown", N_("leaf"), N_("And forward again"), _DOCUMENTS, hidden=True),
    Command("back", "escape", N_("back"), N_("Back to where the documents were asked for"), _DOCUMENTS, also="ctrl+q"),
    Command("open_meeting", "enter", N_("open"), N_("Open the meeting"), _HOME),
    Command("new_meeting", "n", N_("new"), N_("Make a new meeting, with what the meetings before left for it"), _HOME),
    Command("call_off", "x", N_("call off"), N_("Call the meeting off, or hold it after all"), _HOME, hidden=True),
    Command("prepare_meeting", "p", N_("prepare"), N_("Prepare the meeting: its head and its agenda"), _HOME),
    Command("open_hit", "enter", N_("open"), N_("Open the meeting at what was found"), _SEARCH),
    Command("take_theme", "tab", N_("theme"), N_("Complete the theme that is lit"), _SEARCH, hidden=True),
    Command("search", "slash", N_("search"), N_("Search every word of all meetings"), _HOME),
    Command(
        "import_agenda",
        "i",
        N_("import agenda"),
        N_("Begin a meeting from an agenda: a Word file, a mail, text"),
        _HOME,
    ),
    Command(
        "next_item", "f2", N_("next item"), N_("Open the meeting; then go to the next item"), _LIVE, "/next /volgende"
    ),
    Command(
        "decide",
        "f12",
        N_("decision"),
        N_("Keep the line as a decision; where it is empty, the last entry"),
        _LIVE,
    ),
    Command(
        "minute",
        "f2",
        N_("minute"),
        N_("Go on to the live screen, to minute this meeting"),
        _PREPARE,
        "/minute /notuleren",
    ),
    Command("go_to_item", "f4", N_("go to"), N_("Go to an item, by number or words"), _PREPARE, "/go /naar"),
    Command(
        "go_to_item",
        "f4",
        N_("go to"),
        N_("Go to an item, by number or words; with an entry chosen, move that to the item"),
        _MEETING,
        "/go /naar",
    ),
    Command(
        "set_roll",
        "f8",
        N_("roll"),
        N_("Make the roll as the body is on that day"),
        _PREPARE,
        "/roll /presentielijst",
        hidden=True,
    ),
    Command(
        "turn_over", "f5", N_("minutes"), N_("Show the minutes, on a narrow screen, and back"), _REVIEW, "/read /lees"
    ),
    Command(
        "said",
        "f8",
        N_("said"),
        N_("Show what was said, around the entry that is chosen"),
        _REVIEW,
        "/said /gezegd",
        hidden=True,
    ),
    Command(
        "next_unfinished",
        "f9",
        N_("unfinished"),
        N_("Go to the next of what is unfinished"),
        _REVIEW,
        "/unfinished /onaf",
    ),
    Command(
        "show_agenda",
        "f5",
        N_("agenda"),
        N_("Show the agenda and the roll, on a narrow screen"),
        _LIVE,
        "/agenda",
        hidden=True,
    ),
    Command(
        "undo",
        "f6",
        N_("undo"),
        N_("Take the last act back, and the one before it, and so on"),
        _WRITING,
        "/undo /terug",
    ),
    Command("unfinished", "f9", N_("unfinished"), N_("Show what the record still lacks"), _LIVE, "/unfinished /onaf"),
    Command("redo", "f7", N_("redo"), N_("Bring back what was taken back"), _WRITING, "/redo /opnieuw", hidden=True),
    Command("read_back", "f8", N_("read back"), N_("Show the last decision or proposal large"), _LIVE, "/read /lees"),
    Command(
        "speaker",
        "ctrl+o",
        N_("speaker"),
        N_("Begin the line with a speaker: then the digit from the roll"),
        _LIVE,
        "/speaker /spreker",
    ),
    Command(
        "end_on_time",
        "ctrl+t",
        N_("on time"),
        N_("Take over what is proposed to end on time"),
        _LIVE,
        "/ontime /optijd",
        hidden=True,
    ),
    Command(
        "write_documents",
        "ctrl+s",
        N_("documents"),
        N_("Minutes, lists and other documents: look, write, copy"),
        _WRITING,
        "/documents /documenten",
    ),
    Command(
        "write_documents",
        "ctrl+s",
        N_("documents"),
        N_("Minutes, lists and other documents: look, write, copy"),
        _HOME,
        also="s",
    ),
    Command("search", "ctrl+r", N_("search"), N_("Search every word of all meetings"), _LIVE, "/search /zoek"),
    Command(
        "review",
        "f10",
        N_("review"),
        N_("Go through the minutes, when the meeting is closed"),
        _LIVE,
        "/review /nalopen",
        hidden=True,
    ),
    Command(
        "meeting",
        "f10",
        N_("meeting"),
        N_("To the meeting itself, where /reopen opens it again"),
        _REVIEW,
        "/meeting /vergadering",
    ),
    Command("scroll_up", "pageup", N_("up"), N_("Look back through the entries"), _MEETING, hidden=True),
    Command("scroll_down", "pagedown", N_("down"), N_("And forward again"), _MEETING, hidden=True),
    Command("actions", "f3", N_("actions"), N_("Show the actions of all meetings"), _LIVE, "/actions /acties"),
    Command("actions", "f3", N_("actions"), N_("Show the actions of all meetings"), _HOME, also="a"),
    Command(
        "decisions",
        "ctrl+l",
        N_("decisions"),
        N_("Show the decisions of all meetings, and what became of them"),
        _LIVE,
        "/decisions /besluiten",
    ),
    Command(
        "decisions",
        "ctrl+l",
        N_("decisions"),
        N_("Show the decisions of all meetings, and what became of them"),
        _HOME,
        also="l",
    ),
    Command("done", "d", N_("done"), N_("The marked actions are done"), _ACTIONS, "/done /gereed"),
    Command("postpone", "p", N_("postpone"), N_("Postpone them: asks until when"), _ACTIONS, "/postpone /uitstel"),
    Command("hand_over", "w", N_("who"), N_("Hand them over: asks to whom"), _ACTIONS, "/assign /toewijzen"),
    Command("comment", "c", N_("comment"), N_("Say how far they are"), _ACTIONS, "/comment /opmerking"),
    Command("lapse", "v", N_("lapse"), N_("They lapse"), _ACTIONS, "/cancel /vervalt", hidden=True),
    Command("reopen", "o", N_("open again"), N_("They are open again"), _ACTIONS, "/reopen /heropen", hidden=True),
    Command("filter", "slash", N_("filter"), N_("Show only what fits: @who, te laat, deze week, words"), _ACTIONS),
    Command(
        "filter", "slash", N_("filter"), N_("Show only what fits: in 2026, or:, withdrawn, #theme, words"), _DECISIONS
    ),
    Command("mark", "space", N_("mark"), N_("Mark one, to do several at once"), _ACTIONS),
    Command("sort", "s", N_("sort"), N_("By date, by owner, by meeting"), _ACTIONS),
    Command("sort", "s", N_("sort"), N_("The latest first, by body, by whether they are in force"), _DECISIONS),
    Command(
        "whole", "h", N_("all of it"), N_("Show all of it: the text, and everything that happened since"), _REGISTERS
    ),
    Command(
        "write_lists",
        "ctrl+s",
        N_("lists"),
        N_("Write a list for each owner, of what is shown or marked"),
        _ACTIONS,
        also="l",
    ),
    Command("take_back", "f6", N_("undo"), N_("Take back what was done last from this list"), _ACTIONS, also="u"),
    Command("settled", "x", N_("settled too"), N_("Show those that are done or lapsed too"), _ACTIONS, hidden=True),
    Command("linked", "l", N_("linked"), N_("Go to what changed this decision, or what it changed"), _DECISIONS),
    Command("in_force", "x", N_("in force"), N_("Show only those that are in force, or all"), _DECISIONS),
    Command("origin", "enter", N_("meeting"), N_("Go to the meeting in which it was agreed"), _REGISTERS),
    Command("post", "m", N_("post"), N_("Post that came in and went out: register, handle, find"), _HOME),
    Command("register", "n", N_("new"), N_("Register a piece, in the line below"), _POST),
    Command("handle", "a", N_("handle"), N_("Say how the piece is handled, in the line below"), _POST),
    Command("close_piece", "d", N_("done"), N_("Nothing is left to be done about it; or it is open again"), _POST),
    Command("whole", "enter", N_("all of it"), N_("Show all that is known of the piece"), _POST),
    Command("filter", "slash", N_("filter"), N_("Show only what fits: a party, open, to answer, r1, words"), _POST),
    Command("everything", "x", N_("done too"), N_("Show what is done and stood on a list too"), _POST),
    Command("other_body", "b", N_("body"), N_("The post of another body"), _POST, hidden=True),
    Command("undo", "f6", N_("undo"), N_("Take the last act back, and the one before it, and so on"), _POST, also="u"),
    Command("redo", "f7", N_("redo"), N_("Bring back what was taken back"), _POST, hidden=True, also="r"),
    Command("requests", "r", N_("requests"), N_("Show the requests and their terms"), _HOME),
    Command("letters", "e", N_("letters"), N_("Show the letters: drafts, sent, asked for by meetings"), _HOME),
    Command("choose_letter", "enter", N_("open"), N_("Open the letter; there, put a section in your words"), _LETTERS),
    Command("new_letter", "n", N_("new"), N_("Begin a letter: kind, and from what"), _LETTERS),
    Command("lacks", "f9", N_("lacks"), N_("Tell all that is not in the letter"), _LETTERS, also="c"),
    Command("record", "f8", N_("record"), N_("Show what the record says of the section now"), _LETTERS, also="r"),
    Command("follow", "f", N_("follow"), N_("Let the section follow the record again"), _LETTERS),
    Command(
        "write",
        "ctrl+s",
        N_("write"),
        N_("Write the file; while you write, keep the section"),
        _LETTERS,
        also="s",
    ),
    Command("sent", "v", N_("sent"), N_("You sent it: it is fixed, with the day"), _LETTERS),
    Command("drop_letter", "d", N_("drop"), N_("It is not sent"), _LETTERS, hidden=True),
    Command("take_back", "f6", N_("undo"), N_("Take back what was done last at the desk"), _LETTERS, also="u"),
    Command("plan", "y", N_("plan"), N_("Show the plan: the year, what the law asks, what is intended"), _HOME),
    Command(
        "work_talk", "w", N_("work talk"), N_("Begin today’s work talk, made of what is open, or go on with it"), _HOME
    ),
    Command("bodies", "b", N_("bodies"), N_("Bodies and people: rules, numbers, days, members"), _HOME),
    Command("open_body", "enter", N_("open"), N_("Open the body: its settings and its people"), _BODIES),
    Command("add_body", "a", N_("add"), N_("Add a body"), _BODIES),
    Command("edit", "enter", N_("edit"), N_("Edit the setting, the item or the person, in the line below"), _BODY),
    Command("add_person", "a", N_("add somebody"), N_("Add somebody, in the line below"), _BODY),
    Command("add_item", "i", N_("add item"), N_("Add a standing item, in the line below"), _BODY),
    Command("item_up", "minus", N_("up"), N_("Move the standing item up, with its parts"), _BODY, hidden=True),
    Command("item_down", "plus", N_("down"), N_("Move the standing item down, with its parts"), _BODY, hidden=True),
    Command("take_agenda", "m", N_("take agenda"), N_("Make the agenda of a meeting the standing items"), _BODY),
    Command("take_away", "x", N_("take away"), N_("Take somebody away who was made by mistake"), _BODY, hidden=True),
    Command("end_membership", "d", N_("end membership"), N_("Tell until when somebody is of the body"), _BODY),
    Command("take_step", "enter", N_("step"), N_("Take the step that is proposed, or the next one"), _REQUESTS),
    Command("tell_step", "s", N_("other step"), N_("Tell a step that was taken: step, answer > day"), _REQUESTS),
    Command("new_request", "n", N_("new"), N_("Begin a request: kind: title"), _REQUESTS),
    Command("tell_condition", "c", N_("condition"), N_("Keep a condition of the body"), _REQUESTS),
    Command("finish", "a", N_("close"), N_("Nothing is to be done any more; once more opens it again"), _REQUESTS),
    Command("filter", "slash", N_("filter"), N_("Show only what has these words"), _REQUESTS),
    Command("finished_too", "x", N_("all"), N_("Show those that are done with too"), _REQUESTS),
    Command("take_back", "f6", N_("undo"), N_("Take back what was done last at the desk"), _REQUESTS, also="u"),
    Command("change", "enter", N_("change"), N_("Begin the line about it: another day, another time, treated"), _PLAN),
    Command("intend", "n", N_("new"), N_("Write down what the body intends, or any line of the plan"), _PLAN),
    Command("treat", "d", N_("treated"), N_("Say when, or in which meeting, it was treated"), _PLAN),
    Command("lapse", "v", N_("lapse"), N_("Leave it out, and say why"), _PLAN),
    Command("hours", "h", N_("hours"), N_("Write down time that was spent"), _PLAN),
    Command("other_body", "b", N_("body"), N_("The plan of the next body"), _PLAN),
    Command("earlier_year", "left", N_("year before"), N_("The year before"), _PLAN, hidden=True),
    Command("later_year", "right", N_("year after"), N_("The year after"), _PLAN, hidden=True),
    Command("undo", "f6", N_("undo"), N_("Take back what was done last at the desk"), _PLAN, also="u"),
    Command("take", "space", N_("take or leave"), N_("Take it for the agenda, or leave it for a later one"), _NEW),
    Command("change_day", "d", N_("day and time"), N_("Another day, or other hours: asks in the line below"), _NEW),
    Command("other_body", "b", N_("body"), N_("A meeting of another body"), _NEW),
    Command("make", "ctrl+s", N_("make the meeting"), N_("Store the meeting with what was taken"), _NEW, also="s"),
    Command("back", "escape", N_("back"), N_("Back; everything is kept"), _BACK, hidden=True),
    Command(
        "keep",
        "ctrl+s",
        N_("store"),
        N_("Store the meeting as it was understood; Enter does so too"),
        _IMPORT,
        also="s",
    ),
    Command("other_body", "b", N_("body"), N_("It is of another body, or of a new one"), _IMPORT),
    Command("cancel", "escape", N_("back"), N_("Back; nothing is stored"), (*_NEW, *_IMPORT)),
    Command("leave", "ctrl+q", N_("leave"), N_("Leave the screen; everything is kept"), _WRITING, "/leave /stop"),
    Command("leave", "ctrl+q", N_("leave"), N_("Leave the screen; everything is kept"), _SEARCH, also="escape"),
    Command("leave", "ctrl+q", N_("leave"), N_("Leave the screen; everything is kept"), _LEFT_BY_LETTER, also="q"),
)

PALETTE, PALETTE_KEYS = "command_palette", ("ctrl+p", "ctrl+y")
"""The action of the palette, and its keys: the second for terminals that take the first."""
