"""Search as you type, over every word that was kept in any meeting."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from store.archive.archive import Archive
from store.errors import NotulistError
from store.i18n import _, _n
from store.language.hashtags import Theme, offered
from store.language.query import REQUEST, Filter, read_filter
from store.search.desk_index import DeskHit
from store.search.everywhere import FoundAll, search, themes
from store.search.full_text import Hit
from store.text import fold
from store.wall_clock import day_here
from tui.dialogs.search_help import hints
from tui.dialogs.with_help import WithHelp
from tui.keys.bindings import bindings_of
from tui.routes import Place, Post, RequestsOf, navigator_of
from tui.widgets.found import describe, heading_line, hit_lines, theme_line, unread_words, whole
from tui.widgets.key_bar import KeyBar

_MOST, _MOST_OF_THEME = 40, 200
"""So many are shown; who looks for an older one types more. A theme is read from its beginning."""
_TOLD_EACH = 0.2
# With fewer rows than this there is no room for all of a hit.
_LOW = 30


class Hits(OptionList, can_focus=False):
    """The list of what was found, under the headings of meetings; the cursor stays in the line."""


class SearchScreen(WithHelp[Hit | None]):
    """Finds entries, agenda items, meetings, post and requests. `here` is the meeting that is open under it.

    A hit in that one is given back; any other meeting is opened over this screen.
    """

    PLACE = Place.SEARCH
    CSS_PATH = "screen.tcss"
    AUTO_FOCUS = "#words"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of(Place.SEARCH),
        Binding("escape", "leave", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("down", "step(1)", show=False, priority=True),
        Binding("pageup", "step(-8)", show=False, priority=True),
        Binding("pagedown", "step(8)", show=False, priority=True),
    ]

    words = query_one("#words", Input)
    hits = query_one("#hits", Hits)
    hints = query_one("#hints", Static)
    understood = query_one("#understood", Static)
    whole = query_one("#whole", Static)
    message = query_one("#message", Static)

    class Answer(Message):
        """Message: what was found for the question with that number, and how that is shown."""

        def __init__(self, number: int, wanted: Filter, found: FoundAll, lines: list[Content]) -> None:
            super().__init__()
            self.lines = lines
            self.number = number
            self.wanted = wanted
            self.found = found

    class Read(Message):
        """Message: how many of the meetings that changed were read, of how many; all of them where `done`."""

        def __init__(self, number: int, total: int, *, done: bool) -> None:
            super().__init__()
            self.number = number
            self.total = total
            self.done = done

    def __init__(self, archive: Archive, clock: Callable[[], datetime], here: str = "", typed: str = "") -> None:
        super().__init__()
        self._archive = archive
        self._clock = clock
        self._here = here
        self._typed = typed
        self._index, self._desks = archive.index, archive.desk_index
        self._bodies: list[str] = []
        self._themes: list[Theme] = []
        self._offered: list[Theme] = []
        self._asked = self._answered = 0
        self._open_first = False
        self._gone = False
        self._told_at = 0.0
        self._trouble = ""
        self._wanted = Filter()
        self._found: list[Hit | DeskHit] = []
        self._lines: list[Content] = []

    def compose(self) -> ComposeResult:
        """The line, how it is understood, what was found, all of the chosen one, the keys."""
        yield Static(id="title")
        yield Input(self._typed, id="words", placeholder=_("words, “a phrase”, @who, decision, since 1 jan, or:"))
        yield Static(id="understood")
        yield Hits(id="hits")
        yield Static(hints(), id="hints")
        yield Static(id="whole")
        yield Static(id="message")
        yield KeyBar(Place.SEARCH)

    def on_mount(self) -> None:
        """Begins to read the meetings that changed since the last search, in a thread beside the typing."""
        self._draw_title()
        self._know()
        self._ask(self.words.value)
        self._read()

    def on_unmount(self) -> None:
        """Stops the thread that reads meetings."""
        self._gone = True

    def on_resize(self, event: events.Resize) -> None:
        """Redraws everything for the new width."""
        self.set_class(event.size.height < _LOW, "-low")
        self._lines = self._lines_of(self._found, self._wanted)
        self.call_after_refresh(self._draw)

    def _know(self) -> None:
        """What can be named: bodies and themes."""
        self._bodies, self._themes = self._index.bodies(), themes(self._index, self._desks)

    # Asking

    @on(Input.Changed, "#words")
    def _changed(self, event: Input.Changed) -> None:
        self._ask(event.value)

    def _ask(self, typed: str) -> None:
        names = [theme.name for theme in self._themes]
        wanted = read_filter(typed, day_here(self._clock()), self._bodies, names)
        self.understood.update(describe(wanted))
        self._asked += 1
        self._open_first = False
        begun = typed[len(before_theme(typed)) :]
        self._offered = offered(self._themes, begun[1:]) if begun and fold(begun[1:]) not in names else []
        if self._offered:
            self._answered = self._asked
            self._wanted, self._found, self._lines = wanted, [], []
            self._draw()
            self._say(_("Enter: everything with this theme"))
        elif wanted:
            self._search(self._asked, wanted)
        else:
            self.post_message(self.Answer(self._asked, wanted, FoundAll(hits=[]), []))

    @work(thread=True, group="background")
    def _search(self, number: int, wanted: Filter) -> None:
        if number == self._asked and not self._gone:
            most = _MOST_OF_THEME if wanted.themes else _MOST
            found = search(self._index, self._desks, wanted, most)
            # Of an older question nobody wants to know any more.
            if number == self._asked:
                self.post_message(self.Answer(number, wanted, found, self._lines_of(found.hits, wanted)))

    @on(Answer)
    def _answer(self, event: Answer) -> None:
        if event.number != self._asked:
            return
        self._answered = event.number
        chosen = self._chosen() if event.wanted == self._wanted else None
        self._wanted, self._found, self._lines = event.wanted, [*event.found.hits], event.lines
        self._draw(chosen)
        self._say(_told(event.wanted, event.found))
        if self._open_first:
            self.action_open_hit()

    # Reading

    @work(thread=True, group="background")
    def _read(self) -> None:
        try:
            self._desks.refresh()
            if self._index.refresh(self._tell):
                self.post_message(self.Read(0, 0, done=True))
        except NotulistError as error:
            self.app.call_from_thread(self._failed, str(error))

    def _failed(self, trouble: str) -> None:
        """What was read before is searched; that it is not up to date stands there while nothing else is said."""
        self._trouble = trouble
        self._say("")

    def _tell(self, number: int, total: int) -> bool:
        """Hears, in the thread that reads, how far that is; stops it when this screen is gone."""
        now = time.monotonic()
        if now - self._told_at > _TOLD_EACH:
            self._told_at = now
            self.post_message(self.Read(number, total, done=False))
        return not self._gone

    @on(Read)
    def _read_on(self, event: Read) -> None:
        words = _("Reading the meetings: {number} of {total}")
        self._draw_title("" if event.done else words.format(number=event.number, total=event.total))
        if event.done:
            self._trouble = ""
            self._know()
            opening = self._open_first
            self._ask(self.words.value)
            self._open_first = opening

    # Showing

    def _draw_title(self, words: str = "") -> None:
        said = words
        if not words:
            count = self._index.count()
            said = _n("in {count} meeting", "in {count} meetings", count).format(count=count)
        self.query_one("#title", Static).update(
            Content.assemble((_("Search"), "bold $accent"), ("  " + said, "$warning" if words else "$quiet"))
        )

    def _draw(self, chosen: Hit | DeskHit | None = None) -> None:
        """Puts the hits in the list, each meeting above its own; `chosen`, or else the first, is lit."""
        chosen = chosen or self._chosen()
        options: list[Option] = []
        lit, key = None, ""
        for at, hit in enumerate(self._found):
            if hit.key != key:
                blank = "\n" if options else ""
                options.append(Option(Content.assemble(blank, heading_line(hit)), disabled=True))
                key = hit.key
            if lit is None or (chosen and _same(hit, chosen)):
                lit = len(options)
            options.append(Option(self._lines[at], id=str(at)))
        if self._offered:
            options = [Option(theme_line(theme), id=f"#{theme.name}") for theme in self._offered]
            lit = 0
        self.hits.clear_options()
        self.hits.add_options(options)
        self.hits.highlighted = lit
        self.hits.display = bool(options)
        self.hints.display = not options
        self.hints.update(hints() if not self._wanted else Content(""))
        if lit is not None and lit <= 1:
            self.hits.scroll_home(animate=False)
        self._draw_whole()

    def _lines_of(self, hits: Sequence[Hit | DeskHit], wanted: Filter) -> list[Content]:
        """How `hits` are shown; worked out in the thread that found them, since it takes longer than a key may."""
        # Of the screen: the list itself has no width while it is empty. Its margin and its scrollbar take four.
        width = max(40, self.size.width - 4)
        return [hit_lines(hit, wanted, width) for hit in hits]

    @on(OptionList.OptionHighlighted)
    def _draw_whole(self) -> None:
        hit = self._chosen()
        self.whole.update(whole(hit, self._wanted) if hit else Content(""))
        self.whole.display = hit is not None and not self.has_class("-low")

    def _chosen(self) -> Hit | DeskHit | None:
        option = self.hits.highlighted_option
        at = int(option.id) if option and option.id and option.id.isdecimal() else -1
        return self._found[at] if 0 <= at < len(self._found) else None

    def _say(self, words: str, style: str = "$quiet") -> None:
        if not words and self._trouble:
            words, style = self._trouble, "$error"
        elif not words and (unread := unread_words(self._index) or " ".join(self._desks.unread.values())):
            words, style = unread, "$warning"
        self.message.update(Content.styled(words, style))

    # What the keys do

    def action_step(self, by: int) -> None:
        """Moves so many hits down (below 0: up)."""
        ids = [at for at in range(self.hits.option_count) if not self.hits.get_option_at_index(at).disabled]
        if self.hits.highlighted in ids:
            at = min(max(0, ids.index(self.hits.highlighted) + by), len(ids) - 1)
            self.hits.highlighted = ids[at]
            if at == 0:
                self.hits.scroll_home(animate=False)

    @on(Input.Submitted, "#words")
    def _submitted(self) -> None:
        self.action_open_hit()

    @on(OptionList.OptionSelected)
    def _picked(self) -> None:
        self.action_open_hit()

    def action_open_hit(self) -> None:
        """Opens the meeting at the entry that is lit; that of a question not yet answered when it is."""
        if self.app.screen is not self:
            return
        if self._offered:
            self.action_take_theme()
            return
        if self._answered != self._asked:
            self._open_first = True
            return
        hit = self._chosen()
        if hit is None:
            return
        if isinstance(hit, DeskHit):
            self._open_desk(hit)
            return
        if hit.key == self._here:
            self.dismiss(hit)
            return
        try:
            navigator_of(self).open_meeting(hit.key, self._back, Place.LIVE, hit.place)
        except NotulistError as error:
            self._say(str(error), "$error")

    def _open_desk(self, hit: DeskHit) -> None:
        """Opens the post of a body at the piece that was found, or the requests at one."""
        to = RequestsOf(hit.number) if hit.kind == REQUEST else Post(hit.body, hit.id)
        self.app.push_screen(navigator_of(self).screen(to), lambda _nothing: self._back(""))

    def action_take_theme(self) -> None:
        """Completes the theme that is being typed with the one that is lit."""
        if self._offered and self.hits.highlighted is not None:
            theme = self._offered[self.hits.highlighted]
            self.words.value = f"{before_theme(self.words.value)}#{theme.spelled} "
            self.words.cursor_position = len(self.words.value)

    def _back(self, said: str) -> None:
        """From a meeting: what was changed there is found too."""
        self._read()
        if said:
            self._say(said, "$error")

    def action_leave(self) -> None:
        """Goes back to where the search was asked for."""
        self.dismiss(None)


def before_theme(typed: str) -> str:
    """What stands in the line before its last word, which is the theme being typed; all of it where there is none."""
    before, sign, begun = typed.rpartition("#")
    return before if sign and (not before or before[-1].isspace()) and not any(map(str.isspace, begun)) else typed


def _same(hit: Hit | DeskHit, other: Hit | DeskHit) -> bool:
    return (hit.key, hit.kind, hit.place) == (other.key, other.kind, other.place)


def _told(wanted: Filter, found: FoundAll) -> str:
    """What there is to say about an answer."""
    if not wanted:
        return ""
    if not found.hits:
        said = _("Nothing was found.")
        if found.recent:
            return f"{said} " + _("One or two letters are looked for in the latest meetings only.")
        if wanted.kinds:
            return f"{said} " + _("Between quotation marks, a word such as “question” is a word of the text.")
        return said
    if found.more:
        return _("The latest {count}. Type more to see fewer.").format(count=len(found.hits))
    if found.recent:
        return _("One or two letters are looked for in the latest meetings only.")
    return _n("{count} found.", "{count} found.", len(found.hits)).format(count=len(found.hits))
