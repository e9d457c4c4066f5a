"""The standing items of a body on its screen: each a line, written as in the agenda of a meeting."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Callable, Iterator

from msgspec.structs import replace
from textual.content import Content
from textual.widgets.option_list import Option

from store.bodies.body import template_items, with_template
from store.bodies.meanwhile import Meanwhile
from store.errors import CannotDo, NotulistError
from store.i18n import _, _n
from store.language.people import People
from store.meeting.standing_items import Items, added, changed, from_agenda, moved, without
from store.model import AgendaItem, Body
from tui.bodies.list_screen import ListScreen
from tui.bodies.question_line import Question
from tui.capture.agenda_item import SIGNS, new_item, new_item_words


class BodyItems(ListScreen):
    """What can be done to the standing items; the screen itself reads and keeps the body."""

    _key: str

    @abstractmethod
    def _body(self) -> Body | None:
        """The body as it is on disk now; where it cannot be read, that is said."""

    @abstractmethod
    def _change(self, change: Callable[[Body], Body]) -> Body:
        """Keeps what `change` makes of the body as it is on disk now. Raises NotulistError where that cannot be."""

    @abstractmethod
    def _kept(self, chosen: str, words: str) -> None:
        """Shows the body anew, with the cursor on the line `chosen`, and says `words`."""

    def _edit_item(self, item: AgendaItem) -> None:
        """Asks for the item under the cursor anew; an empty line takes it away, with its parts."""
        at, people = item.id - 1, self._people()

        def read(line: str) -> str:
            return new_item_words(reread(line, item, people), people) if line else _("is taken off the agendas")

        def keep(line: str) -> None:
            new = reread(line, item, people) if line else None
            self._change_items(item, lambda items: changed(items, at, new) if new else without(items, at))
            self._kept(f"item:{at}", new_item_words(new, people) if new else _("Taken off the agendas."))

        self.ask(Question(_("{number}. title (who, 20 min) !").format(number=item.number), read, keep), spelled(item))

    def action_add_item(self) -> None:
        """Asks for a standing item, and puts it below the one under the cursor, else at the end."""
        above, people = self._chosen_item(), self._people()

        def read(line: str) -> str:
            if not line:
                return _("for example: Announcements (chair, 10 min) i")
            return new_item_words(new_item(line, people), people)

        def keep(line: str) -> None:
            if not line:
                raise CannotDo(_("An item has a title."))
            place = 0

            def put(items: Items) -> Items:
                nonlocal place
                made, place = added(items, new_item(line, people), above.id - 1 if above else None)
                return made

            self._change_items(above, put)
            self._kept(f"item:{place}", new_item_words(new_item(line, people), people))

        self.ask(Question(_("A standing item: title (who, 20 min) !"), read, keep))

    def action_item_up(self) -> None:
        """Moves the standing item under the cursor before the one above it."""
        self._move(up=True)

    def action_item_down(self) -> None:
        """Moves the standing item under the cursor behind the one below it."""
        self._move(up=False)

    def action_take_agenda(self) -> None:
        """Asks for a meeting, and makes its agenda the standing items."""
        body = self._body()
        if body is None:
            return
        seen, meanwhile = template_items(body), Meanwhile()

        def put(old: Body, items: Items) -> Body:
            now = template_items(old)
            if now not in (seen, items):
                meanwhile.tell(now, theirs=_titles(now), mine=_titles(items))
            return with_template(old, items)

        def items_of(line: str) -> tuple[str, Items]:
            key = self._archive.find(line or "latest", self._today)
            record = self._archive.read(key)
            if record.meeting.body.key != self._key:
                raise CannotDo(
                    _("{meeting} is a meeting of {body}.").format(meeting=key, body=record.meeting.body.name)
                )
            return key, from_agenda(record)

        def read(line: str) -> str:
            key, items = items_of(line)
            words = _n(
                "{count} standing item, from {key}: {titles}",
                "{count} standing items, from {key}: {titles}",
                len(items),
            )
            return words.format(count=len(items), key=key, titles=_titles(items))

        def keep(line: str) -> None:
            _meeting, items = items_of(line)
            self._change(lambda old: put(old, items))
            words = _n("{count} standing item stored.", "{count} standing items stored.", len(items))
            self._kept("item:0", words.format(count=len(items)))

        words = _("The agenda of which meeting takes their place? A day, a key, or latest")
        try:
            keys = self._archive.keys()
        except NotulistError as error:
            self.say(str(error), "$error")
            return
        own = [key for key in keys if re.fullmatch(rf"{re.escape(self._key)}(-\d+)?", key[11:])]
        if not own:
            self.say(_("This body has no meetings yet."), "$warning")
            return
        self.ask(Question(words, read, keep), own[-1])

    def _move(self, *, up: bool) -> None:
        item = self._chosen_item()
        if item is None:
            self.say(_("Choose a standing item first."), "$warning")
            return
        place = 0

        def put(items: Items) -> Items:
            nonlocal place
            made, place = moved(items, item.id - 1, up=up)
            return made

        try:
            self._change_items(item, put)
        except NotulistError as error:
            self.say(str(error), "$warning")
            return
        self._kept(f"item:{place}", "")

    def _change_items(self, seen: AgendaItem | None, change: Callable[[Items], Items]) -> None:
        """Changes the template as it is on disk now. Raises CannotDo where `seen` is not what stands there any more."""

        def of_body(old: Body) -> Body:
            items = template_items(old)
            if seen and (seen.id > len(items) or items[seen.id - 1] != seen):
                now = spelled(items[seen.id - 1]) if seen.id <= len(items) else ""
                words = _("Changed elsewhere meanwhile, to: {theirs}. Esc leaves it so; nothing was kept.")
                raise CannotDo(words.format(theirs=now or "–"))
            return with_template(old, change(items))

        self._change(of_body)

    def _people(self) -> People:
        body = self._body()
        return People(body.people if body else ())

    def _chosen_item(self) -> AgendaItem | None:
        what, _colon, place = self.lines.chosen.partition(":")
        body = self._body()
        if body is None or what != "item":
            return None
        items = template_items(body)
        return items[int(place)] if int(place) < len(items) else None


def _titles(items: Items) -> str:
    return ", ".join(item.title for item in items)


def item_options(body: Body, width: int) -> Iterator[Option]:
    """A line of at most `width` cells for each standing item."""
    for at, item in enumerate(template_items(body)):
        about = spelled(item).removeprefix(item.title)
        number = Content.styled(f"{item.number:>8}  ", "$quiet")
        line = Content.assemble(number, "  " * item.depth, item.title, (about, "$quiet"))
        yield Option(line.truncate(width, ellipsis=True), id=f"item:{at}")


def spelled(item: AgendaItem) -> str:
    """An item as it is typed: `Announcements (chair, 10 min) i`."""
    minutes = f"{item.planned_minutes} min" if item.planned_minutes is not None else ""
    about = ", ".join(filter(None, (item.presenter, minutes)))
    sign = SIGNS[item.purpose] if item.purpose else ""
    return " ".join(filter(None, (item.title, f"({about})" if about else "", sign)))


def reread(line: str, old: AgendaItem, people: People) -> AgendaItem:
    """The item that `line` makes of `old`; what cannot be typed in a line stays."""
    if line == spelled(old):
        return old
    new = new_item(line, people)
    if not new.presenter and old.presenter and new.title.endswith(f" ({old.presenter})"):
        # Words that name nobody are a part of the title, unless they were no part of it before.
        new = replace(new, title=new.title.removesuffix(f" ({old.presenter})"), presenter=old.presenter)
    return replace(
        old,
        title=new.title,
        purpose=new.purpose,
        presenter=new.presenter,
        planned_minutes=new.planned_minutes,
        confidential=new.confidential or old.confidential,
    )
