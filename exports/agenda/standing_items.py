"""The template of a body's agendas, as an agenda in Markdown; and the built-in ones to start from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from exports.agenda.markdown import read_agenda, write_agenda
from store.bodies.body import template_items
from store.model import AgendaItem, Body, Meeting

BUILT_IN = ("or", "board", "committee", "stand-up", "werkbespreking")
"""The built-in templates: works council, board, committee, stand-up, and the talk of chair and secretary."""

_FOLDER = Path(__file__).parents[1] / "templates"
_HEADING = "\n## Agenda\n"


def built_in(name: str, language: str) -> tuple[AgendaItem, ...]:
    """The items of a template of `BUILT_IN`, in Dutch or English."""
    spoken = "nl" if language == "nl" else "en"
    return read_template((_FOLDER / f"{name}-{spoken}.md").read_text("utf-8"))


def read_template(markdown: str) -> tuple[AgendaItem, ...]:
    """The items of an agenda; what its head says belongs to a meeting, and is no part of a template.

    Raises NoAgenda where there is none in it.
    """
    return read_agenda(markdown).items


def write_template(body: Body) -> str:
    """The template of `body` as an agenda that `read_template` reads back, in the language of the body."""
    # No people: then the names of presenters are written so that they are read without knowing anybody.
    meeting = Meeting(key="", body=replace(body, people=()), title=body.name, number="", date=date(2000, 1, 1))
    whole = write_agenda(meeting, template_items(body), [])
    title, _head, items = whole.partition(_HEADING)
    return f"{title.splitlines()[0]}\n{_HEADING}{items}"
