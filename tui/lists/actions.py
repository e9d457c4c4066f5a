"""The actions and undertakings of all meetings: found, chased, settled, several at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content

from store.archive.archive import Archive
from store.errors import NotulistError, reason
from store.i18n import N_, _
from store.kinds import PROMISES
from store.language.capture.line import Verb
from store.language.query import Filter, Listed, State
from store.model import Earlier
from store.search.due import Order, sort
from tui.dialogs.choose_file import folder_of
from tui.keys.bindings import bindings_of
from tui.lists.action_words import (
    headline_of,
    nobody_called,
    postponed_to,
    taken_back,
    what_happened,
    who_and_when,
    write_owner_lists,
)
from tui.lists.history import step_lines
from tui.lists.screen import FIRST, RegisterScreen
from tui.routes import Minuted, Place
from tui.terminal.wrapping import WIDE
from tui.widgets.notify import tell_over

_LISTS = "lists"
# The text of an action has so many columns at least.
_SHORTEST = 8
# So many seconds what is to be done waits for earlier meetings to be read.
_SOON = 2.0
_DoneHere = tuple[int, str]
_SETTLED = (State.DONE, State.CANCELLED)


class ActionsScreen(RegisterScreen):
    """The actions of all meetings.

    What becomes of an action is kept in the meeting that is `minuted`; without one, with the meeting of that action.
    """

    PLACE = Place.ACTIONS
    LISTED = Listed.ACTIONS
    MARKS = True
    NOTHING = N_("No actions here.")
    HINT = N_("such as: @ab te laat #verhuizing offerte")
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of(Place.ACTIONS),
        Binding("escape", "back", show=False, priority=True),
    ]

    def __init__(self, archive: Archive, clock: Callable[[], datetime], minuted: Minuted | None = None) -> None:
        super().__init__(archive, clock, minuted)
        self._order = Order.DUE
        self._settled = False
        self._read_settled = False
        # The names that were said to be unknown, as they were typed.
        self._warned = ""
        # While the disk takes its time, nothing else is done: an Enter too many would keep the same twice.
        self._keeping = False
        # Whether one has asked to leave without waiting for that.
        self._leaving = False
        # What was done from this list: the acts in the meeting here with the numbers of their actions, and whether
        # there are others.
        self._done: list[tuple[list[_DoneHere], bool]] = []

    def read(self, wanted: Filter) -> list[Earlier]:
        """The actions that are still to be done; where settled ones were asked for, all actions."""
        self._read_settled = self._shows_settled(wanted)
        return self._archive.index.of_kinds(PROMISES, only_open=not self._read_settled)

    def read_first(self) -> list[Earlier]:
        """The actions that are due first, to be shown before all are read."""
        return self._archive.index.due_first(PROMISES, FIRST)

    def _shows_settled(self, wanted: Filter) -> bool:
        return self._settled or any(state in _SETTLED for state in wanted.states)

    def fill(self) -> None:
        """Shows the actions that fit the filter; a filter for settled ones (`gereed`) reads these first."""
        if self._shows_settled(self.wanted) != self._read_settled:
            self.read_again()
        super().fill()

    def in_order(self, shown: list[Earlier]) -> Sequence[Earlier]:
        """The actions sorted by date, by owner or by meeting."""
        return sort(shown, self._order)

    def headline(self, shown: Sequence[Earlier]) -> list[tuple[str, str]]:
        """How many actions are shown, how many of them are late or due this week, and their order."""
        return headline_of(shown, self.today, self._order)

    # Drawing

    def draw(self, one: Earlier, width: int) -> Content:
        """The row of an action: its text, its owners, and its date or how late it is."""
        number = Content("") if width < WIDE else self.number(one, width)
        beside = who_and_when(one, self.today)
        room = width - number.cell_length - beside.cell_length - 1
        return Content.assemble(number, self.text(one, max(_SHORTEST, room)), beside)

    def about(self, one: Earlier) -> list[Content]:
        """All about an action: what was agreed, where, and what happened since, the latest first."""
        whole = self._archive.index.find(one.entry.reference, one.body) or one
        return [
            Content.assemble((one.entry.reference, "bold"), "  ", one.entry.text.replace("\n", " ")),
            self.origin(one),
            *step_lines(self._archive, whole),
        ]

    # Keys

    def action_done(self) -> None:
        """Settles the marked actions, or the one with the cursor, as done."""
        self._perform(Verb.DONE, "")

    def action_lapse(self) -> None:
        """Settles the marked actions, or the one with the cursor, as lapsed."""
        self._perform(Verb.CANCEL, "")

    def action_reopen(self) -> None:
        """Opens the marked actions, or the one with the cursor, again."""
        self._perform(Verb.REOPEN, "")

    def action_postpone(self) -> None:
        """Asks to what date the marked actions, or the one with the cursor, are postponed."""
        self._question(Verb.POSTPONE, _("until when? such as: fri 4 dec, over 2 weken"))

    def action_hand_over(self) -> None:
        """Asks to whom the marked actions, or the one with the cursor, are handed over."""
        self._question(Verb.ASSIGN, _("to whom? a handle or a name"))

    def action_comment(self) -> None:
        """Asks how far the marked actions, or the one with the cursor, are."""
        self._question(Verb.COMMENT, _("how far is it?"))

    def action_write_lists(self) -> None:
        """Asks where to write a list for each owner, of what is shown or marked."""
        if self.rows.chosen is not None and not self._is_keeping():
            folder = self._archive.folder / "documents" / f"{_('actions')}-{self.today}"
            self.ask_for(_LISTS, _("in which folder?"), str(folder))
            self.say(_("Enter writes a list for each owner into this folder."), "$accent")

    def action_mark(self) -> None:
        """Marks the action with the cursor, or takes its mark away."""
        self.rows.action_mark()

    def action_sort(self) -> None:
        """Sorts by the next of date, owner and meeting."""
        orders = list(Order)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self.fill()

    def action_settled(self) -> None:
        """Shows actions that are done or lapsed too, or hides them again."""
        self._settled = not self._settled
        self.fill()

    def action_back(self) -> None:
        """Out of the question, of the filter, of the screen; while something is being kept, at the second time."""
        if not self._holds_back():
            super().action_back()

    def action_leave(self) -> None:
        """Out of the screen; while something is being kept, at the second time."""
        if not self._holds_back():
            super().action_leave()

    def _holds_back(self) -> bool:
        """Whether one does not leave yet, or has left already: what goes on is then told over the next screen."""
        if not self._keeping:
            return False
        if self._leaving:
            self.dismiss(None)
        else:
            self._leaving = True
            self.say(_("Still being kept: the disk takes its time. Esc again goes back without waiting."))
        return True

    def _is_keeping(self) -> bool:
        """Whether something is on its way to the disk; then that is said."""
        if self._keeping:
            self.say(_("Still being kept: the disk takes its time."))
        return self._keeping

    def _question(self, verb: Verb, placeholder: str) -> None:
        if self.rows.chosen is not None and not self._is_keeping():
            self.ask_for(verb, placeholder)

    def typed(self, asked: str, value: str) -> None:
        """The date as it is read, and names that nobody has."""
        self._warned = ""
        if asked == Verb.POSTPONE and value:
            words, wrong = postponed_to(value, self.today)
            self.say(f"→ {words}", "$warning" if wrong else "$accent")
        elif asked == Verb.ASSIGN and value:
            unknown = nobody_called(value, self._registered, self.today)
            self.say(unknown and f"→ {unknown}")

    def _is_refused(self, asked: str, value: str) -> bool:
        """Whether the answer cannot be kept, or only by a second Enter; then that is said."""
        if asked == Verb.POSTPONE:
            _words, wrong = postponed_to(value, self.today)
            if wrong:
                self.say(_("Not postponed: {reason}.").format(reason=wrong), "$error")
            return bool(wrong)
        if (
            asked == Verb.ASSIGN
            and self._warned != value
            and (unknown := nobody_called(value, self._registered, self.today))
        ):
            self._warned = value
            self.say(_("Not handed over: {reason}. Enter again does it all the same.").format(reason=unknown), "$error")
            return True
        return False

    def answer(self, asked: str, value: str) -> None:
        """Does it to all that are marked."""
        if self._is_keeping():
            return
        if asked == _LISTS:
            self._keeping = True
            marked = self.rows.meant if self.rows.marked else self.rows.rows
            self._write(list(marked), folder_of(value).absolute())
        elif not self._is_refused(asked, value):
            self._perform(Verb(asked), value)

    @work(thread=True, group="keeping")
    def _write(self, actions: list[Earlier], folder: Path) -> None:
        # A screen that was left does not know its app any more.
        tell = self.app.call_from_thread
        try:
            said = write_owner_lists(actions, self._registered, folder, self.today)
        except (NotulistError, OSError, RuntimeError, ValueError) as error:
            tell(self._refused, reason(error))
        else:
            tell(self._written, said)

    def _written(self, said: str) -> None:
        if not self._is_left(said, "$success"):
            self.close_question()
            self.say(said, "$success")

    def _refused(self, why: str) -> None:
        if not self._is_left(why, "$error"):
            # What was typed stays there, to be mended.
            self.say(why, "$error")

    def _is_left(self, said: str, style: str) -> bool:
        """Whether this screen was left meanwhile; then `said` is shown over the screen that is there now."""
        self._keeping = self._leaving = False
        if self in self.app.screen_stack:
            return False
        tell_over(self.app, said, wrong=style == "$error")
        return True

    def _perform(self, verb: Verb, words: str) -> None:
        actions = self.rows.meant
        if not actions or self._is_keeping():
            return
        here = self._minuted.sitting.meeting.key if self._minuted else ""
        if here and not self._archive.has_looked_back(here):
            self._keeping = True
            self._perform_when_read(verb, words, actions, here)
        else:
            self._do(verb, words, actions)

    @work(group="keeping")
    async def _perform_when_read(self, verb: Verb, words: str, actions: list[Earlier], here: str) -> None:
        """Beside the painting: a line that names an action of an earlier meeting is read against all of these."""
        try:
            await asyncio.wait_for(asyncio.to_thread(self._archive.look_back_once, here), _SOON)
        except TimeoutError:
            # What was typed stays there.
            self._refused(_("Nothing was kept: earlier meetings are still being read. Try it again in a moment."))
            return
        except NotulistError:
            # That they cannot be read is said by whoever reads the list; what was read before answers.
            pass
        self._keeping = False
        self._do(verb, words, actions)

    def _do(self, verb: Verb, words: str, actions: list[Earlier]) -> None:
        lines = [(one, f"/{verb} {one.entry.reference.replace(' ', '-')} {words}".rstrip()) for one in actions]
        minuted = self._minuted
        done: list[_DoneHere] = []
        elsewhere = []
        said = ""
        for one, line in lines:
            if minuted is None or not self._is_meant(one, minuted):
                elsewhere.append((one, line))
                continue
            before = self._last_here()
            if not minuted.do(line):
                said = _("Not everything could be done; look in the meeting.")
            elif (act := self._last_here()) is not None and act != before:
                done.append((act, one.entry.reference))
            else:
                said = said or _("{reference} was so already.").format(reference=one.entry.reference)
        if elsewhere:
            self._keeping = True
            self._keep(verb, elsewhere, done, said)
        else:
            self._finish(verb, done, [], said)

    def action_take_back(self) -> None:
        """Takes back what was done last: in a meeting, from this list; between meetings, as far back as there is."""
        if self._is_keeping():
            return
        if self._minuted is None:
            self._keeping = True
            self._take_back([])
        elif not self._done:
            self.say(_("Nothing was done from this list yet; F6 in the meeting takes back what was done there."))
        elif (here := self._done[-1][0]) and self._last_here() != here[-1][0]:
            self.say(_("Something else was done in the meeting since; F6 there takes that back first."))
        else:
            here, elsewhere = self._done.pop()
            undone = [reference for _act, reference in here if self._minuted.do("/undo")]
            if elsewhere:
                self._keeping = True
                self._take_back(undone)
            else:
                self._say_taken_back(undone)

    @work(thread=True, group="keeping")
    def _take_back(self, undone: list[str]) -> None:
        """What is kept with the meetings of the actions, beside the painting, after `undone` in the meeting here."""
        from store.archive.between_meetings import take_back_last

        tell = self.app.call_from_thread
        try:
            taken = take_back_last(self._archive, self._clock())
        except NotulistError as error:
            tell(self._not_taken_back, str(error))
            return
        tell(self._say_taken_back, taken_back(undone, taken))

    def _not_taken_back(self, why: str) -> None:
        if not self._is_left(why, "$error"):
            self.read_again(why, "$error")

    def _say_taken_back(self, told: list[str]) -> None:
        said = _("Taken back: {line}").format(line=", ".join(told))
        if not self._is_left(said, "$success"):
            self.read_again(said)

    def _last_here(self) -> int | None:
        """The number of the act that F6 would take back in the meeting here."""
        last = self._minuted.sitting.record.to_undo if self._minuted and self._minuted.desk else None
        return last.number if last else None

    def _is_meant(self, one: Earlier, minuted: Minuted) -> bool:
        """Whether the number of `one`, typed in the meeting here, stands for it; in one that was held only its own."""
        here = minuted.sitting.meeting
        found = self._archive.index.find(one.entry.reference, here.body.key)
        is_found = found is not None and (found.key, found.entry.id) == (one.key, one.entry.id)
        return is_found and (one.key == here.key or here.closed is None)

    @work(thread=True, group="keeping")
    def _keep(self, verb: Verb, lines: list[tuple[Earlier, str]], here: list[_DoneHere], said: str) -> None:
        """Each action is kept with its own meeting, beside the painting, after those done in the meeting `here`."""
        elsewhere = []
        tell = self.app.call_from_thread
        # One instant, by which they are taken back together.
        at = self._clock()
        for action, line in lines:
            try:
                self._archive.follow_up(action.key, line, at, self.today)
                elsewhere.append(action.entry.reference)
            except NotulistError as error:
                said = f"{action.entry.reference}: {error}"
        tell(self._finish, verb, here, elsewhere, said)

    def _finish(self, verb: Verb, here: list[_DoneHere], elsewhere: list[str], said: str) -> None:
        done = [*(reference for _act, reference in here), *elsewhere]
        if said and not done:
            self._refused(said)
            return
        self._done.append((here, bool(elsewhere)))
        happened = what_happened(verb, len(done)).format(reference=", ".join(done), count=len(done))
        if self._is_left(f"{happened} {said}".rstrip(), "$error" if said else "$success"):
            return
        self.close_question()
        self.rows.marked.clear()
        then = said or _("F6 takes it back.")
        self.read_again(f"{happened} {then}", "$error" if said else "$success")
