"""An agenda item as it is typed in one line, `Begroting (BP, 20 min) !`, and in words."""

from __future__ import annotations

import re

from exports.agenda.lines.item_line import read_line
from exports.wording import with_aside
from store.dates import short_date
from store.i18n import _, spoken
from store.language.people import People
from store.model import AgendaItem, Purpose, Secrecy
from store.text import clean

SIGNS = {Purpose.DECIDE: "!", Purpose.DISCUSS: "?", Purpose.INFORM: "i"}
"""What stands for a purpose, in the list and at the end of a typed title."""

_SIGN = re.compile(r"(?:^|\s)([!?i])$")


def new_item(text: str, people: People) -> AgendaItem:
    """The item that a line is: a title, and at its end `(JtH, 20 min)`, `[decision]`, `!`, as agendas have them."""
    rest, purpose = _without_sign(clean(text).removeprefix("#").strip())
    line = read_line(rest, people)
    title, second = _without_sign(line.title)
    named = people.read(line.presenter)
    presenter = ", ".join(named.said) if named.handles and not named.unread else line.presenter
    return AgendaItem(
        id=0,
        number="",
        title=title or clean(text),
        purpose=line.purpose or purpose or second,
        presenter=presenter,
        planned_minutes=line.minutes,
        confidential=line.confidential,
    )


def new_item_words(item: AgendaItem, people: People) -> str:
    """A new item in words: `Begroting · BP · Bas Prins · 20 min · to decide`."""
    minutes = "" if item.planned_minutes is None else _("{minutes} min").format(minutes=item.planned_minutes)
    secret = secret_words(item.confidential) if item.confidential else ""
    who = presenter_words(item.presenter, people) if item.presenter else ""
    return "  ·  ".join(filter(None, (item.title, who, minutes, purpose_words(item.purpose), secret)))


def purpose_words(purpose: Purpose | None) -> str:
    """What an item is for."""
    return {
        Purpose.INFORM: _("to inform"),
        Purpose.DISCUSS: _("to discuss"),
        Purpose.DECIDE: _("to decide"),
        None: "",
    }[purpose]


def secret_words(secrecy: Secrecy) -> str:
    """`confidential until Tue 1 Dec 2026 (art. 20 WOR)`; without the date library, whose loading would be felt."""
    until = _("until {date}").format(date=short_date(secrecy.until, spoken())) if secrecy.until else ""
    return with_aside(" ".join(filter(None, (_("confidential"), until))), secrecy.ground)


def presenter_words(presenter: str, people: People) -> str:
    """Who presents an item, each with handle and name where the meeting knows them."""
    parts = [part.strip() for part in presenter.split(",")]
    known = [people.get(part) for part in parts]
    return ", ".join(f"{who.handle} · {who.name}" if who else part for part, who in zip(parts, known, strict=True))


def _without_sign(text: str) -> tuple[str, Purpose | None]:
    sign = _SIGN.search(text)
    if not sign or not text[: sign.start()].strip():
        return text, None
    return text[: sign.start()].strip(), next(purpose for purpose, each in SIGNS.items() if each == sign[1])
