"""What the keys of the live screen do."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace
from textual import events, work
from textual.content import Content
from textual.getters import query_one

from store.dates import short_date
from store.i18n import _, spoken
from store.language.capture.grammar import understand
from store.language.capture.line import Line, Verb
from store.model import Earlier, MeetingStatus
from store.record.clock import local
from store.record.pacing import minutes_over, savings
from tui.capture.minuting import MinutingScreen
from tui.keymap import Place
from tui.live.roll_list import speakers, who_speaks
from tui.widgets.entries import Entries


class LiveCommands(MinutingScreen):
    """The commands of the live screen; the screen itself says how lines are kept and drawn."""

    PLACE = Place.LIVE

    entries = query_one("#entries", Entries)

    def do_line(self, line: Line) -> bool:
        """Does what `line` says; False where it makes no sense now."""
        raise NotImplementedError

    async def action_next_item(self) -> None:
        """Opens the meeting, after a question on another day than planned; then goes from item to item."""
        meeting = self._sitting.meeting
        today = local(self._clock(), meeting).date()
        if meeting.status is not MeetingStatus.PLANNED:
            self.keep_line("/next")
        elif today == meeting.date:
            self.keep_line("/open")
        else:
            self._open_on_another_day(today)

    @work
    async def _open_on_another_day(self, today: date) -> None:
        from tui.dialogs.confirm import AskScreen

        words = _("This meeting is planned for {date}.\nOpen it now? Its date becomes today, {today}.")
        language = spoken()
        planned = short_date(self._sitting.meeting.date, language)
        question = words.format(date=planned, today=short_date(today, language))
        if await self.app.push_screen_wait(AskScreen(question, self.type_on)):
            self.do_line(replace(self._sitting.understand("/open"), on=today))

    async def action_decide(self) -> None:
        """Keeps what was typed as a decision; with an empty line, the last entry becomes one."""
        typed = self.capture.value.strip()
        line = understand(typed, self.read_against())
        if self.is_no_command(line):
            return
        if typed.startswith("/") or (typed and line.verb not in (Verb.NOTE, Verb.DECISION)):
            self.say(_("This line stands for something else; Enter does that."))
            return
        words = typed if line.speaker else line.text
        decision = f"! {words}".strip()
        ready = await self.ready([decision])
        # Begun in the palette, one can type on meanwhile.
        if ready and self.capture.value.strip() == typed and self.keep_line(decision):
            self.capture.clear_line()

    @work
    async def action_go_to_item(self) -> None:
        """Asks for an item and goes there, or puts the last entry there; with an entry chosen, always that one."""
        from tui.dialogs.go_to_item import GoToScreen

        filing = self._walk.chosen is not None
        chosen = await self.app.push_screen_wait(GoToScreen(self._sitting.record, filing=filing, last=not filing))
        if chosen:
            self.keep_line(f"/to {chosen.number}" if chosen.filed else f"/go {chosen.number}")

    def action_speaker(self) -> None:
        """The next digit or letter begins the line with that speaker."""
        self.capture.next_key = self._begin_with_speaker
        self.say("")
        self.echo.understood = who_speaks(self._sitting.record, self.echo.size.width)

    def _begin_with_speaker(self, event: events.Key, value: str) -> bool:
        handle = speakers(self._sitting.record).get((event.character or "").lower())
        self.echo.understood = Content("")
        if handle:
            self.capture.write(f"{handle}: {value}")
        return handle is not None or event.key == "escape"

    @work
    async def action_unfinished(self) -> None:
        """Shows what is missing; Enter goes there, Esc comes back."""
        from tui.dialogs.unfinished import UnfinishedScreen

        chosen = await self.app.push_screen_wait(UnfinishedScreen(self._sitting.record, self.type_on))
        if chosen:
            self._walk.choose(chosen.entry, chosen.item)

    @work
    async def action_search(self, typed: str = "") -> None:
        """Searches all meetings, for `typed` to begin with; what is found in this one is shown here."""
        from tui.search.screen import SearchScreen, place_of

        screen = SearchScreen(self._archive, self._clock, self._sitting.meeting.key, typed)
        hit = await self.app.push_screen_wait(screen)
        place = place_of(hit) if hit else None
        if place:
            self._walk.choose(*place)

    def action_end_on_time(self) -> None:
        """Takes over what is proposed to end on time, as one act."""
        record, now = self._sitting.record, self._clock()
        proposed = savings(record, now)
        if not proposed:
            self.say(
                _("The meeting will end on time.") if not minutes_over(record, now) else _("Nothing can be shortened.")
            )
            return
        if self.keep_lines([one.line for one in proposed]):
            self.say(_("The agenda is shortened; F6 takes it back."), "$success")

    @work
    async def action_actions(self) -> None:
        """Walks through the actions of all meetings; what becomes of them is written down in this one."""
        from tui.lists.actions import ActionsScreen

        on_disk, meeting = self._desk.writer.wait if self._desk else None, self._sitting.meeting
        screen = ActionsScreen(self._archive, self._clock, meeting, on_disk, self.keep_line)
        self._go_back_to(await self.app.push_screen_wait(screen))

    @work
    async def action_decisions(self) -> None:
        """Shows the decisions of all meetings; one of this meeting is shown here."""
        from tui.lists.decisions import DecisionsScreen

        on_disk, meeting = self._desk.writer.wait if self._desk else None, self._sitting.meeting
        self._go_back_to(await self.app.push_screen_wait(DecisionsScreen(self._archive, self._clock, meeting, on_disk)))

    def _go_back_to(self, chosen: Earlier | None) -> None:
        if chosen:
            self._walk.choose(chosen.entry.id, chosen.entry.item)

    def action_review(self) -> None:
        """Goes through the record, where the meeting is closed."""
        from tui.review.screen import ReviewScreen

        if self._sitting.meeting.closed is None:
            self.say(_("The review is for when the meeting is over: /close ends it."))
        elif any(isinstance(screen, ReviewScreen) for screen in self.app.screen_stack):
            self.app.screen.dismiss()
        else:
            screen = ReviewScreen(self._archive, self._sitting, self._desk, self._clock)
            self.app.push_screen(screen, lambda _result: self._come_back())

    def action_read_back(self) -> None:
        """Shows the last decision or proposal large."""
        from tui.dialogs.read_back import ReadBackScreen, last_to_read

        entry = last_to_read(self._sitting.record)
        if entry is None:
            self.say(_("There is no decision or proposal under this item yet."))
        else:
            self.app.push_screen(ReadBackScreen(self._sitting.record, entry, self.type_on))

    def action_show_agenda(self) -> None:
        """On a narrow screen: the agenda and the roll in the place of the entries, and back."""
        self.toggle_class("-agenda")
        self.call_after_refresh(self.draw)

    def action_scroll_up(self) -> None:
        """Looks back through the entries."""
        self.entries.scroll_page_up(animate=False)

    def action_scroll_down(self) -> None:
        """And forward again."""
        self.entries.scroll_page_down(animate=False)
