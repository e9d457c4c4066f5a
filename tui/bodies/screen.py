"""The bodies: a list, and the way to each."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from store.bodies.body import (
    by_parent,
    guests_on,
    members_on,
    new_body,
)
from store.errors import CannotDo, NotulistError
from store.i18n import _, _n, spoken
from store.model import Body
from tui.bodies.body import BodyScreen
from tui.bodies.list_screen import ListScreen, title_of
from tui.bodies.question_line import Question
from tui.keys.bindings import bindings_of
from tui.routes import Place


class BodiesScreen(ListScreen):
    """All bodies, committees below the body they are of."""

    PLACE = Place.BODIES
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.BODIES)]

    def on_screen_resume(self) -> None:
        """Shows the bodies anew on return from one, since it may have changed."""
        self.fill()

    def fill(self) -> None:
        """Shows the bodies."""
        self.query_one("#title", Static).update(title_of(_("Bodies and people")))
        chosen = self.lines.chosen
        try:
            bodies = self._archive.bodies()
        except NotulistError as error:
            self.say(str(error), "$error")
            return
        width = max((len(body.key) for body in bodies), default=0)
        options = [
            Option(_body_line(body, depth, width, self._today), id=body.key) for depth, body in by_parent(bodies)
        ]
        self.show(options, chosen)
        empty = self.query_one("#empty", Static)
        empty.display = not options
        empty.update(
            Content.assemble(
                (_("No bodies yet."), "bold"),
                "\n\n" + _("Press a and type the name of one, such as: Ondernemingsraad Houtman (or)"),
            )
        )
        self.lines.display = bool(options)

    def enter(self) -> None:
        """Opens the body under the cursor."""
        if self.lines.chosen:
            self.app.push_screen(BodyScreen(self._archive, self._clock, self.lines.chosen))

    def action_open_body(self) -> None:
        """Opens the body under the cursor."""
        self.enter()

    def action_add_body(self) -> None:
        """Asks for the name of a new body, and opens it."""

        def keep(line: str) -> None:
            body = self._new(line)
            self._archive.register.add(body)
            self.fill()
            self.app.push_screen(BodyScreen(self._archive, self._clock, body.key))

        question = Question(
            _("Name of the body, and its short name in brackets"), lambda line: _echo_body(self._new(line)), keep
        )
        self.ask(question)

    def _new(self, line: str) -> Body:
        from exports.agenda.parts.head import key_in

        name, bracket, short = line.rstrip(" )").partition("(")
        name, key = (name.strip(), short.strip().lower()) if bracket and line.endswith(")") else (line, "")
        if not name:
            raise CannotDo(_("A body has a name, such as: Ondernemingsraad Houtman (or)"))
        taken = {body.key for body in self._archive.bodies()}
        proposed, number = key or key_in("", name), 1
        while not key and proposed in taken:
            number += 1
            proposed = f"{key_in('', name)}{number}"
        return new_body(proposed, name, spoken())


def _body_line(body: Body, depth: int, width: int, today: date) -> Content:
    people = len(members_on(body, today))
    guests = len(guests_on(body, today))
    counts = [
        _n("{count} person", "{count} people", people).format(count=people),
        _n("{count} guest", "{count} guests", guests).format(count=guests) if guests else "",
    ]
    return Content.assemble(
        "  " + "    " * depth,
        (f"{body.key:<{width}}  ", "$quiet"),
        (body.name, "bold"),
        ("  " + ", ".join(filter(None, counts)), "$quiet"),
    )


def _echo_body(body: Body) -> str:
    return _("{name}, in file names: {key}").format(name=body.name, key=body.key)
