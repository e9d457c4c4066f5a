"""One body: its settings and its people, each a line, edited in one line at the bottom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import ClassVar

from msgspec.structs import replace
from textual import work
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from exports.formats.images import find_logo, with_logo_kept
from store.archive.archive import Archive
from store.bodies.body import (
    find_person,
    in_office,
    members_on,
    more_than_seats,
    next_dates,
    plan_of,
    template_items,
    with_changed_person,
    with_person,
)
from store.bodies.meanwhile import Meanwhile, both, differ, joined
from store.bodies.settings import SETTINGS, Setting, opened_by
from store.dates import long_date, short_date
from store.errors import NotulistError
from store.i18n import N_, _, _n, spoken
from store.language.offices import own_office
from store.language.people import sort_key
from store.language.settings.person_line import read_day, read_person, say_person
from store.language.settings.rules import say_role
from store.model import Body, Person, Role
from tui.bodies.list_screen import title_of
from tui.bodies.question_line import Question
from tui.bodies.standing_items import BodyItems, item_options
from tui.keys.bindings import bindings_of
from tui.routes import Place

PARTS = (
    (N_("The body"), ("name", "language", "time_zone", "parent", "seats")),
    (N_("Voting"), ("quorum", "majority", "tie", "casting_vote", "abstentions_count", "blanks_count")),
    (N_("Meetings"), ("meets", "skipped", "start", "end", "length", "place", "send_days")),
    (N_("Numbers"), ("number", "decision", "action", "undertaking", "last")),
    (N_("Post"), ("incoming", "outgoing", "handling", "copies", "address")),
    (N_("Letters and sending"), ("letterhead", "signs", "vote_in_letters", "public_address", "bcc_from")),
    (N_("Requests"), ("kind", "regime", "holidays", "extra_holidays", "reply", "request", "keep_private")),
    (N_("Plan"), ("term", "remind", "hours", "intention")),
    (
        N_("Documents to send"),
        (
            "employer_without",
            "employer_reads",
            "public_without",
            "public_reads",
            "logo",
            "head",
            "foot",
            "colour",
            "font",
        ),
    ),
)
"""The settings under their headings, in the order of the screen."""
_ROLES = {Role.CHAIR: 0, Role.SECRETARY: 1, Role.MEMBER: 2, Role.GUEST: 3}
_NAME = 28
# What stands before a value besides its label; the same with the margins of the list and its scroll bar; those alone.
_INDENT, _AROUND, _MARGINS, _NARROWEST = 6, 12, 6, 10


class BodyScreen(BodyItems):
    """One body: its settings as lines of a name and a value, its people below."""

    PLACE = Place.BODY
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.BODY)]

    def __init__(self, archive: Archive, clock: Callable[[], datetime], key: str) -> None:
        super().__init__(archive, clock)
        self._key = key

    def fill(self, chosen: str = "") -> None:
        """Shows the settings and the people."""
        chosen = chosen or self.lines.chosen
        if body := self._body():
            self.query_one("#title", Static).update(title_of(body.name, self._what(body)))
            self.show(list(self._options(body)), chosen)

    def on_resize(self) -> None:
        """Breaks long values anew, for the new width."""
        self.fill()

    def enter(self) -> None:
        """Puts the setting or the person under the cursor in the line."""
        what, _colon, name = self.lines.chosen.partition(":")
        body = self._body()
        if body and what == "setting":
            setting = next(each for each in SETTINGS if each.key == name)
            self.ask(self._about(setting, body), setting.say(body))
        elif body and what == "person":
            self._edit_person(find_person(body, name))
        elif body and what == "item":
            self._edit_item(template_items(body)[int(name)])

    def action_edit(self) -> None:
        """Puts the setting, the item or the person under the cursor in the line."""
        self.enter()

    def action_add_person(self) -> None:
        """Asks for somebody, and adds them."""

        def read(line: str) -> str:
            if not line:
                return _("for example: Bram van den Broek, treasurer, from 1 May 2026")
            body = with_person(self._archive.register.find(self._key), read_person(line, self._calendar))
            return say_person(body.people[-1])

        def keep(line: str) -> None:
            person = read_person(line, self._calendar)
            body = self._change(lambda old: with_person(old, person))
            self._kept(f"person:{body.people[-1].handle}", _("{name} is added.").format(name=body.people[-1].name))

        self.ask(Question(_("Who? Name (initials), role, function, from a day"), read, keep))

    @work
    async def action_take_away(self) -> None:
        """Takes the person under the cursor away, after one question, where nothing hangs on them."""
        from tui.dialogs.confirm import AskScreen

        what, _colon, handle = self.lines.chosen.partition(":")
        body = self._body()
        if body is None or what != "person":
            self.say(_("Choose a person first."), "$warning")
            return
        name = find_person(body, handle).name
        if not await self.app.push_screen_wait(AskScreen(_("Take {name} away?").format(name=name))):
            return
        try:
            self._archive.remove_person(self._key, handle, self._clock())
        except NotulistError as error:
            self.say(str(error), "$error")
            return
        self.fill()
        self.say(_("{name} is taken away; “notulist bodies undo” puts them back.").format(name=name))

    def action_end_membership(self) -> None:
        """Asks for the last day on which the person under the cursor belongs to the body."""
        what, _colon, handle = self.lines.chosen.partition(":")
        body = self._body()
        if body is None or what != "person":
            self.say(_("Choose a person first."), "$warning")
            return
        person, meanwhile = find_person(body, handle), Meanwhile()

        def keep(line: str) -> None:
            day = read_day(line, self._calendar)
            self._join(meanwhile, person, replace(person, until=day))
            words = _("{name} is of the body until {day}.")
            self._kept(f"person:{handle}", words.format(name=person.name, day=long_date(day, spoken())))

        question = Question(
            _("{name}: until and with which day?").format(name=person.name),
            lambda line: short_date(read_day(line, self._calendar), spoken()),
            keep,
        )
        self.ask(question, long_date(self._today, spoken()))

    def _about(self, setting: Setting, seen: Body) -> Question:
        """How the setting is asked for, which stood on the screen as it is in `seen`."""
        before, meanwhile = setting.say(seen), Meanwhile()

        def put(old: Body, line: str) -> Body:
            new = setting.put(old, line, self._calendar)
            now, mine = setting.say(old), setting.say(new)
            if now not in (before, mine):
                if line == before:
                    # Nothing was changed here.
                    return old
                meanwhile.tell(now, theirs=now, mine=mine)
            return new

        def read(line: str) -> str:
            new = setting.put(self._archive.register.find(self._key), line, self._calendar)
            said = setting.say(new)
            if setting.key == "logo":
                find_logo(new.house, self._archive.folder)
            if setting.key in ("meets", "skipped") and plan_of(new).series:
                days = islice(next_dates(new, self._today, self._archive.last_before(new, self._today)), 3)
                return "  ·  ".join((said, *(short_date(day, spoken(), year=False) for day in days)))
            return said

        def keep(line: str) -> None:
            register, folder = self._archive.register, self._archive.folder
            new, opened = register.change_telling(
                self._key,
                lambda old: put(old, line),
                # Where anything is wrong with it, no file is copied either.
                lambda new, old: with_logo_kept(new, old, folder),
            )
            self._kept(f"setting:{setting.key}", f"{_(setting.label)}: {setting.say(new)}", opened)

        def warn(line: str) -> str:
            old = self._archive.register.find(self._key)
            new = setting.put(old, line, self._calendar)
            now, mine = setting.say(old), setting.say(new)
            return opened_by(old, new) or ("" if now in (before, mine) else both(now, mine))

        return Question(_(setting.label), read, keep, warn)

    def _edit_person(self, person: Person) -> None:
        """Asks for all that is told of `person`, who stood on the screen so."""
        meanwhile = Meanwhile()

        def read(line: str) -> str:
            return say_person(read_person(line, self._calendar, person))

        def keep(line: str) -> None:
            kept = self._join(meanwhile, person, read_person(line, self._calendar, person))
            self._kept(f"person:{kept.handle}", say_person(kept))

        def warn(line: str) -> str:
            typed = read_person(line, self._calendar, person)
            now = find_person(self._archive.register.find(self._key), person.handle)
            return both(say_person(now), say_person(typed)) if differ(person, typed, now) else ""

        words = _("{name}: name (initials), role, function, from and until a day").format(name=person.name)
        self.ask(Question(words, read, keep, warn), say_person(person))

    def _join(self, meanwhile: Meanwhile, before: Person, typed: Person) -> Person:
        """Keeps what was changed of somebody here, beside what was elsewhere; how they are told now.

        Raises CannotDo, once, where both were changed to different things.
        """
        kept = typed

        def change(old: Body) -> Body:
            nonlocal kept
            now = find_person(old, before.handle)
            if differ(before, typed, now):
                meanwhile.tell(now, theirs=say_person(now), mine=say_person(typed))
            kept = joined(before, typed, now)
            return with_changed_person(old, before.handle, kept)

        self._change(change)
        return kept

    def _body(self) -> Body | None:
        """The body as it is on disk now; where it cannot be read, that is said."""
        try:
            return self._archive.register.find(self._key)
        except NotulistError as error:
            self.say(str(error), "$error")
            return None

    def _change(self, change: Callable[[Body], Body]) -> Body:
        return self._archive.register.change(self._key, change)

    def _kept(self, chosen: str, words: str, warning: str = "") -> None:
        self.fill(chosen)
        body = self._body()
        self.say(words, warning=warning or (more_than_seats(body, self._today) if body else ""))

    def _what(self, body: Body) -> str:
        items = len(template_items(body))
        return "  ·  ".join(
            (
                body.key,
                _n("{count} person", "{count} people", len(members_on(body, self._today))).format(
                    count=len(members_on(body, self._today))
                ),
                _n("{count} standing item", "{count} standing items", items).format(count=items),
            )
        )

    def _options(self, body: Body) -> Iterator[Option]:
        width = max(len(_(setting.label)) for setting in SETTINGS)
        settings = {setting.key: setting for setting in SETTINGS}
        for at, (heading, keys) in enumerate(PARTS):
            yield from _heading(_(heading), first=at == 0)
            for key in keys:
                label = _(settings[key].label)
                value = settings[key].say(body)
                said = Content.styled(value, "$foreground") if value else Content.styled("–", "$faint")
                # A long value goes on below where it begins.
                lines = said.wrap(max(_NARROWEST, self.size.width - width - _AROUND))
                said = Content("\n" + " " * (width + _INDENT)).join(lines)
                line = Content.assemble("    ", (f"{label:<{width}}  ", "$quiet"), said)
                yield Option(line, id=f"setting:{key}")
            if at == 0:
                # What is looked up and changed most stands above the rules.
                yield from self._people_lines(body)
                yield from self._item_lines(body)

    def _item_lines(self, body: Body) -> Iterator[Option]:
        yield from _heading(_("Standing items"))
        yield from item_options(body, max(_NARROWEST, self.size.width - _MARGINS))
        if not template_items(body):
            yield Option(
                Content.styled("    " + _("None yet: press i, or m for a meeting’s."), "$quiet"), disabled=True
            )

    def _people_lines(self, body: Body) -> Iterator[Option]:
        yield from _heading(_("People"))
        for person in _ordered(body, self._today):
            yield Option(_person_line(person, self._today), id=f"person:{person.handle}")
        if not body.people:
            yield Option(Content.styled("    " + _("Nobody yet: press a."), "$quiet"), disabled=True)


def _heading(words: str, *, first: bool = False) -> Iterator[Option]:
    if not first:
        yield Option(Content(""), disabled=True)
    yield Option(Content.styled(f"  {words}", "bold"), disabled=True)


def _ordered(body: Body, today: date) -> list[Person]:
    """Those in office first: chair, secretary, members and guests, by the core word of the surname; then the others."""
    return sorted(body.people, key=lambda who: (not in_office(who, today), _ROLES[who.role], sort_key(who.name)))


def _person_line(person: Person, today: date) -> Content:
    there = in_office(person, today)
    days = [
        _("from {day}").format(day=short_date(person.since, spoken())) if person.since else "",
        _("until {day}").format(day=short_date(person.until, spoken())) if person.until else "",
    ]
    role = "" if own_office(person) or person.role is Role.MEMBER else say_role(person.role, vote=person.vote)
    vote = _("without vote") if not person.vote and person.role is Role.MEMBER else ""
    about = ", ".join(filter(None, (role, person.function, vote)))
    name = Content(person.name)
    name = name.truncate(max(_NAME, name.cell_length), pad=True)
    return Content.assemble(
        "    ",
        Content.styled(person.handle, "$quiet").truncate(8, pad=True),
        name.stylize("bold" if there else "$quiet"),
        ("  " + about if about else "", "$foreground" if there else "$quiet"),
        ("  " + " ".join(filter(None, days)) if any(days) else "", "$quiet"),
    )
