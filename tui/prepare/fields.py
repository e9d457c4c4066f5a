"""The fields of a planned meeting and its items: how each is shown, spelled to be edited, and read when it is typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from functools import cache

import msgspec

from exports.agenda.lines.labels import HEAD, ITEM, PURPOSES, Labels, label_in, purpose_in
from exports.wording import hour
from store.dates import short_date
from store.i18n import LANGUAGES, N_, _, interface, spoken
from store.language.capture.grammar import understand
from store.language.capture.line import Context
from store.language.capture.warnings import about_names
from store.language.dates import read_due
from store.language.day_phrases import Calendar
from store.language.people import People
from store.language.times import read_hour, read_hours, read_minutes
from store.language.vocabulary import yes_or_no
from store.model import AgendaItem, Document, Meeting, Purpose, Secrecy
from store.text import LINE_END, clean, clean_lines, fold
from tui.capture.agenda_item import SIGNS, presenter_words, purpose_words, secret_words

_DOCUMENT = re.compile(r"(?P<label>[0-9]{1,4}[a-z]|[0-9]{1,4}[a-z]?[.:)])\s+", re.IGNORECASE)
_LINK = re.compile(r"(?:^|\s)<(?P<link>[^<>]+)>$")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:\S+$|(?:~|\.{0,2}|[a-z]:)[/\\]\S.*$", re.IGNORECASE)
_BETWEEN = re.compile(r";\s+|;$")
_SECRET = re.compile(r"(?:geheim|vertrouwelijk|confidential|secret)\b[\s,:]*", re.IGNORECASE)
_LONGEST = 24 * 60


class Field(msgspec.Struct, frozen=True):
    """A field that can be typed: its name in the struct, its label, and what is said while nothing is typed yet."""

    name: str
    label: str
    hint: str
    long: bool = False


class Row(msgspec.Struct, frozen=True):
    """A line of the fields; of the documents each has its own, and `at` is its place among them."""

    field: Field
    at: int = 0


class Typed(msgspec.Struct, frozen=True):
    """What a typed text means for a field: the changes, and what they are in words.

    `doubt` is remarked and kept all the same; where `wrong` says something, nothing can be kept.
    """

    changes: dict[str, object] = {}
    says: str = ""
    doubt: str = ""
    wrong: str = ""


class Around(msgspec.Struct, frozen=True):
    """What a text is read against: the day it is typed, the meeting, and what its lines are read against."""

    today: date
    meeting: Meeting
    context: Context

    @property
    def people(self) -> People:
        """The people of the meeting."""
        return self.context.people


ITEM_FIELDS = (
    Field("title", N_("Title"), N_("the title")),
    Field("planned_minutes", N_("Time"), N_("20, 20 min, half an hour")),
    Field("presenter", N_("Presenter"), N_("initials or a name")),
    Field("purpose", N_("Purpose"), N_("information, discussion, decision; or i ? !")),
    Field("documents", N_("Documents"), N_("3a name; a path or an address; name <path>")),
    Field("state_of_affairs", N_("State of affairs"), N_("how things stand; ^J begins a new line"), long=True),
    Field("explanation", N_("Explanation"), N_("what it is about; ^J begins a new line"), long=True),
    Field("decision_asked", N_("Decision asked"), N_("the decision that is asked for"), long=True),
    Field("prepared_text", N_("Prepared text"), N_("what the minutes will say, as far as is known"), long=True),
    Field("confidential", N_("Confidential"), N_("yes; until 1 dec, the ground; no")),
    Field("internal_title", N_("Internal title"), N_("the title that is confidential with the item")),
)
MEETING_FIELDS = (
    Field("title", N_("Title"), N_("the title of the meeting")),
    Field("number", N_("Number"), N_("what references begin with: 2026-11")),
    Field("date", N_("Date"), N_("thursday, 26 november, 2026-11-26")),
    Field("start", N_("Start"), N_("13:30, or 13:30–16:00")),
    Field("end", N_("End"), N_("16:00")),
    Field("place", N_("Place"), N_("where you meet")),
    Field("next_meeting", N_("Next meeting"), N_("17 december")),
    Field("sent", N_("Agenda sent"), N_("today, or the day on which it went out")),
)
_ITEM = {field.name: field for field in ITEM_FIELDS}
_MEETING = {field.name: field for field in MEETING_FIELDS}
# What an agenda file calls them.
_ITEM_LABELS = {"minutes": "planned_minutes"}
_HEAD_LABELS = {
    "time": "start",
    "end": "end",
    "date": "date",
    "place": "place",
    "number": "number",
    "next": "next_meeting",
}


def rows_of(thing: AgendaItem | Meeting) -> list[Row]:
    """The rows of the fields of `thing`, with one more for a document to come."""
    if isinstance(thing, Meeting):
        return [Row(field) for field in MEETING_FIELDS]
    rows = [Row(field) for field in ITEM_FIELDS]
    at = next(at for at, row in enumerate(rows) if row.field.name == "documents")
    documents = [Row(rows[at].field, place) for place in range(len(thing.documents) + 1)]
    return [*rows[:at], *documents, *rows[at + 1 :]]


def labelled(text: str, thing: AgendaItem | Meeting) -> tuple[Row, str] | None:
    """The field of `thing` that `text` names, `Time: 20`, and the text behind it; None where it names none.

    It may be named as an agenda file does, or as the screen does, in Dutch or English.
    """
    of_meeting = isinstance(thing, Meeting)
    label = label_in(text, HEAD if of_meeting else ITEM) or label_in(text, _screen_labels(of_meeting=of_meeting))
    if label is None:
        return None
    fields, names = (_MEETING, _HEAD_LABELS) if of_meeting else (_ITEM, _ITEM_LABELS)
    field = fields.get(names.get(label.field, label.field))
    if field is None:
        return None
    at = len(thing.documents) if isinstance(thing, AgendaItem) else 0
    return Row(field, at if field.name == "documents" else 0), text[label.end :].strip()


def labelled_beside(text: str) -> tuple[Row, str] | None:
    """The field of the meeting that `text` names while an item is chosen: as the screen calls it, and not its title.

    The words of files are not read then: more titles of items begin with them.
    """
    label = label_in(text, _screen_labels(of_meeting=True))
    return (Row(_MEETING[label.field]), text[label.end :].strip()) if label and label.field != "title" else None


@cache
def _screen_labels(*, of_meeting: bool) -> Labels:
    """What the screen calls the fields, in each language."""
    fields = MEETING_FIELDS if of_meeting else tuple(field for field in ITEM_FIELDS if field.name != "title")
    return {field.name: {each: (interface(each).gettext(field.label),) for each in LANGUAGES} for field in fields}


# Shown and spelled


def shown(thing: AgendaItem | Meeting, row: Row, people: People) -> str:
    """The value of a field as it is read on the screen; "" where there is none."""
    value = getattr(thing, row.field.name)
    if row.field.name == "documents":
        return _shown_document(value[row.at]) if row.at < len(value) else ""
    match value:
        case None:
            return ""
        case Purpose():
            return purpose_words(value)
        case Secrecy():
            return secret_words(value)
        case date():
            return short_date(value, spoken())
        case time():
            return hour(value)
        case int():
            return _("{minutes} min").format(minutes=value)
        case _:
            return presenter_words(str(value), people) if row.field.name == "presenter" else str(value)


def spelled(thing: AgendaItem | Meeting, row: Row) -> str:
    """The value of a field as it is typed, to be edited in the line."""
    value = getattr(thing, row.field.name)
    if row.field.name == "documents":
        return _spelled_document(value[row.at]) if row.at < len(value) else ""
    match value:
        case None:
            return ""
        case Purpose():
            words = PURPOSES[value]
            return words.get(spoken(), words["en"])[0]
        case Secrecy():
            until = _("until {date}").format(date=value.until.isoformat()) if value.until else ""
            return ", ".join(filter(None, (until, value.ground))) or _("yes")
        case date():
            return value.isoformat()
        case time():
            return hour(value)
        case _:
            return str(value).replace("\n", f" {LINE_END} ")


def _shown_document(document: Document) -> str:
    title = document.title or document.link
    link = document.link if document.link != title else ""
    return " · ".join(filter(None, (f"{document.label} {title}".strip(), link)))


def _spelled_document(document: Document) -> str:
    title = document.title if document.title != document.link else ""
    link = document.link and (f"<{document.link}>" if title or document.label else document.link)
    return " ".join(filter(None, (document.label, title, link)))


# Read


def read(row: Row, text: str, thing: AgendaItem | Meeting, around: Around) -> Typed:
    """What `text` means for the field of `row`; an empty text takes away what was there."""
    reader = _READERS.get(row.field.name)
    if row.field.name == "documents" and isinstance(thing, AgendaItem):
        return _documents(row.at, text, thing)
    text = clean_lines(text).strip()
    if not text:
        return _emptied(row.field)
    if reader:
        return reader(row.field.name, text, around)
    whole = "\n".join(part.strip() for part in text.split(LINE_END)) if row.field.long else clean(text)
    return Typed({row.field.name: whole}, text)


def _emptied(field: Field) -> Typed:
    if field.name in ("title", "number"):
        return Typed(wrong=_("This cannot be left out."))
    if field.name == "date":
        return Typed(wrong=_("A meeting has a day."))
    empty = "" if field.long or field.name in ("presenter", "place", "internal_title") else None
    return Typed({field.name: empty}, "–")


def _minutes(name: str, text: str, around: Around) -> Typed:
    minutes = read_minutes(text, asked=True)
    if minutes is None or minutes > _LONGEST:
        return Typed(wrong=_("That is no number of minutes: 20, 20 min, half an hour."))
    return Typed({name: minutes}, _("{minutes} min").format(minutes=minutes))


def _presenter(name: str, text: str, around: Around) -> Typed:
    named = around.people.read(text)
    if named.handles and not named.unread:
        words = ", ".join(named.said)
        return Typed({name: words}, presenter_words(words, around.people))
    doubt = " · ".join(map(str, about_names(named.unread, around.people)))
    return Typed({name: clean(text)}, clean(text), doubt=doubt)


def _purpose(name: str, text: str, around: Around) -> Typed:
    signs = {sign: purpose for purpose, sign in SIGNS.items()}
    purpose = signs.get(fold(text)) or purpose_in(text)
    if purpose is None:
        return Typed(wrong=_("A purpose is information, discussion or decision; or i ? !"))
    return Typed({name: purpose}, purpose_words(purpose))


def _secrecy(name: str, text: str, around: Around) -> Typed:
    words = fold(text)
    if words == "-" or yes_or_no(text) is False:
        return Typed({name: None}, _("not confidential"))
    bare = "" if words == "*" or yes_or_no(text) else _SECRET.sub("", text, count=1)
    line = understand(f"/secret {bare}", around.context)
    secrecy = Secrecy(ground=clean(bare)) if line.last or line.secrecy is None else line.secrecy
    return Typed({name: secrecy}, secret_words(secrecy))


def _day(name: str, text: str, around: Around) -> Typed:
    # The day of the meeting is told from today, that of the next one from this meeting.
    on = around.today if name == "date" else around.meeting.date
    day = read_due(text, Calendar(on=on)).day
    if day is None:
        return Typed(wrong=_("That is no certain day: thursday, 26 november, 2026-11-26."))
    return Typed({name: day}, short_date(day, spoken()))


def _sent(name: str, text: str, around: Around) -> Typed:
    # It went out already: a day without a year is the last such day, not the next.
    day = read_due(text, Calendar(on=around.today)).day
    if day is not None and day > around.today:
        # `10 maart` is the same day wherever one counts from; `morgen` is not.
        last, between = (read_due(text, Calendar(on=around.today - timedelta(days=ago))).day for ago in (365, 200))
        same = last and between and (last.month, last.day) == (between.month, between.day) == (day.month, day.day)
        day = last if same else None
    if day is None or day > around.today:
        return Typed(wrong=_("That is no day that has been: today, 12 november, 2026-11-12."))
    return Typed({name: day}, short_date(day, spoken()))


def _hour(name: str, text: str, around: Around) -> Typed:
    if name == "start" and (hours := read_hours(text)):
        return Typed({"start": hours[0], "end": hours[1]}, f"{hour(hours[0])}–{hour(hours[1])}")
    at = read_hour(text)
    return Typed({name: at}, hour(at)) if at else Typed(wrong=_("That is no time of the day: 13:30."))


def _documents(at: int, text: str, item: AgendaItem) -> Typed:
    documents = item.documents
    if not clean(text):
        return Typed({"documents": (*documents[:at], *documents[at + 1 :])}, "–")
    # One that is edited is one; what is added may be more.
    parts = [text] if at < len(documents) else _BETWEEN.split(text)
    read = [document_in(part) for part in map(clean, parts) if part]
    said = "; ".join(map(_shown_document, read))
    return Typed({"documents": (*documents[:at], *read, *documents[at + 1 :])}, said)


def document_in(text: str) -> Document:
    """`3a begroting`, `3a begroting <map/begroting.pdf>`, a path or an address."""
    label = _DOCUMENT.match(text)
    name = text[label.end() :].strip() if label else text
    link = _LINK.search(name)
    if link:
        title, address = name[: link.start()].strip(), link["link"].strip()
    else:
        title, address = ("", name) if _ADDRESS.match(name) else (name, "")
    if not title:
        title = address if "://" in address else re.split(r"[/\\]", address.rstrip("/\\"))[-1]
    return Document(label=label["label"].rstrip(".:)") if label else "", title=title, link=address)


_READERS: dict[str, Callable[[str, str, Around], Typed]] = {
    "planned_minutes": _minutes,
    "presenter": _presenter,
    "purpose": _purpose,
    "confidential": _secrecy,
    "date": _day,
    "next_meeting": _day,
    "sent": _sent,
    "start": _hour,
    "end": _hour,
}
