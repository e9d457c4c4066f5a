"""Help: the keys of the screen first, then the words of the line."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from store.i18n import _
from tui.dialogs.modal import OverScreen
from tui.dialogs.search_help import hints
from tui.keys.bindings import commands_of, key_name
from tui.routes import Place

# The columns of the tables, and of what is around them; no line is longer than is read with ease.
_KEY, _AROUND, _WIDEST = 9, 8, 104
_TYPED, _MEANS = 34, 36


class HelpScreen(OverScreen[None]):
    """Everything that can be typed, on one page."""

    BINDINGS: ClassVar = [
        Binding("escape,f1,enter", "dismiss", show=False),
    ]

    def __init__(self, place: Place, type_on: Callable[[str], None] | None = None) -> None:
        super().__init__(type_on)
        self._place = place

    def compose(self) -> ComposeResult:
        """A table of keys, a table of what can be typed, and the key that closes them."""
        with VerticalScroll(classes="box") as box:
            box.border_title = Content(_("Help"))
            yield Static(self._keys())
            if self._place is Place.LIVE:
                yield Static(self._words(_("What you type, and Enter keeps"), _language()))
            if self._place is Place.PREPARE:
                yield Static(self._words(_("What you type, and Enter keeps"), _preparing()))
            if self._place is Place.SEARCH:
                yield Static(Content("\n") + hints())
            if self._place in FILTERS:
                yield Static(self._words(_("What you type to filter; all of it must fit"), FILTERS[self._place]()))
            if self._place is Place.DOCUMENTS:
                yield Static(self._words(_("What goes to whom"), _of_documents()))
            if self._place is Place.REVIEW:
                yield Static(self._words(_("On an entry, with nothing in the line"), _on_an_entry()))
            yield Static(Content.styled("\n" + _("Esc: back"), "$quiet"))

    def _keys(self) -> Content:
        lines = []
        says = max(24, min(self.app.size.width, _WIDEST) - _KEY - _AROUND)
        for command in commands_of(self._place):
            other = "   ".join(filter(None, (key_name(command.also) if command.also else "", command.line)))
            typed = (f"   {other}" if other else "", "$quiet")
            first, *others = Content.assemble(_(command.says), typed).wrap(says)
            lines.append(Content.assemble((f"{key_name(command.key):>{_KEY - 2}}  ", "bold $accent"), first))
            lines += [Content.assemble(" " * _KEY, other) for other in others]
        words = Content.styled(_("All commands, to search in; ^P too, where the terminal leaves it"), "$quiet")
        lines.append(Content.assemble((f"{'^Y':>{_KEY - 2}}  ", "bold $accent"), words))
        return Content("\n").join(lines)

    def _words(self, title: str, explained: list[tuple[str, str]]) -> Content:
        means = max(_MEANS, min(self.app.size.width, _WIDEST) - _TYPED - _AROUND - 2)
        rows = [Content.styled(f"\n{title}", "bold")]
        for typed, said in explained:
            first, *others = Content.styled(said, "$quiet").wrap(means)
            rows.append(Content.assemble((f"  {typed:<{_TYPED}}", "bold"), first))
            rows += [Content.assemble(" " * (_TYPED + 2), other) for other in others]
        return Content("\n").join(rows)


def _on_an_entry() -> list[tuple[str, str]]:
    return [
        ("Enter", _("puts it in the line, to be edited")),
        ("!  @  ?  &  -", _("makes it a decision, an action, a question, an undertaking, a note")),
        ("*", _("makes it confidential, and back")),
        ("|", _("splits it: put the mark where, then Enter")),
        ("+", _("joins the next one to it")),
        ("[  ]", _("moves it up, or down")),
        ("F4", _("files it under another item")),
        ("Del", _("takes it out of the minutes")),
        (_("Tab, or any letter"), _("a new line behind it")),
    ]


def _language() -> list[tuple[str, str]]:
    return [
        (_("text"), _("a note")),
        (_("dvdb: text"), _("what somebody said: initials or name, then a colon")),
        (_("! text"), _("a decision")),
        (_("!? text"), _("a proposal; a vote makes it a decision")),
        (_("@bvdb,feh text > 1 dec"), _("an action: who, what, and by when")),
        (_("& @hpvl text > friday"), _("an undertaking by a guest or the employer")),
        ("= 5-3-1", _("a vote: for, against, abstained")),
        (_("= unanimous -bvdb ~zc"), _("all in favour but these: - against, ~ abstained")),
        (_("? text"), _("a question that is still open")),
        (_("# title"), _("a new item after this one")),
        (_("s/old/new/"), _("mends the last entry that says “old”")),
        (_("/present dvdb jth …"), _("the roll; /absent, /in, /out, /online, /guest")),
        (_("/go 8, /next, /move 6 before 5"), _("through the agenda; > alone, or /defer, holds an item over")),
        (_("/break, /resume"), _("a recess: the item's clock stands still")),
        (_("/correct text, /approve"), _("the previous minutes")),
        (_("/secret until 1 dec ground"), _("this item is confidential; /secret last: the last entry")),
        (_("/to 6"), _("files the last entry under item 6")),
        (_("/open, /close"), _("the meeting itself")),
    ]


def _preparing() -> list[tuple[str, str]]:
    return [
        (_("title"), _("a new item below the chosen one")),
        (_("title (jth, 20 min) !"), _("with presenter, minutes and purpose: ! decide, ? discuss, i inform")),
        (_("time: 20"), _("a field of the chosen item, as an agenda file has it: presenter, purpose …")),
        (_("start: 14:00, place: room 2"), _("a field of the meeting, as the screen calls it")),
        (_("documents: 3a budget <budget.pdf>"), _("a document, with the path or address where it is")),
        (_("confidential: until 1 dec, ground"), _("the item is confidential, on what ground, until when")),
        ("Enter", _("with an empty line: edits the title, or the chosen field")),
        ("→ ←", _("into the fields and back; ↑ ↓ choose, Del empties")),
        ("- +", _("moves the item up or down, with its parts")),
        ("Tab Shift+Tab", _("makes the item a part of the one above it, and back")),
        ("! ? . *", _("for decision, discussion, information; confidential, and back")),
        ("Del", _("takes the item off the agenda; F6 brings it back")),
    ]


def _of_documents() -> list[tuple[str, str]]:
    return [
        (_("everything"), _("for the body itself: nothing is left out")),
        (_("employer"), _("without what the employer may not read")),
        (_("everybody"), _("without anything confidential: to put on a wall or a website")),
        (_("Minutes, public, actions"), _("three files in one go, each for its own readers")),
        ("docx  pdf  md  html", _("for people: in Word, to print or send, in a browser")),
        ("csv  json  ics", _("lists for a spreadsheet, data for programs, dates for a calendar")),
    ]


def _of_actions() -> list[tuple[str, str]]:
    return [
        (_("overdue"), _("over its date")),
        (_("this week"), _("due this week, or before")),
        (_("through 4 dec"), _("due until that day; also: before 1 dec, in march")),
        (_("no date, postponed"), _("without a date; postponed before")),
        (_("open, done, cancelled"), _("how far it is; of several any")),
        ("@kp  @?", _("whose it is; where nobody does it yet")),
        *_of_any_list(),
    ]


def _of_decisions() -> list[tuple[str, str]]:
    return [
        (_("in force"), _("what still holds")),
        (_("amended, withdrawn"), _("what another decision replaced, what was withdrawn")),
        (_("in 2026, since 1 sep"), _("the days of the meetings")),
        ("@kp", _("who moved it, voted by name or held another view")),
        *_of_any_list(),
    ]


def _of_any_list() -> list[tuple[str, str]]:
    return [
        ("or:", _("one body")),
        (_("#move"), _("a theme, or the beginning of one")),
        (_("location, “open office”"), _("words in the text, the number, the item or the body")),
    ]


FILTERS = {Place.ACTIONS: _of_actions, Place.DECISIONS: _of_decisions}
