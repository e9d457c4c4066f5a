"""What was looked for and what was found, as it is shown on a screen."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from exports.wording import clock, due_text, kind_text, owners_text
from store.dates import short_date
from store.i18n import _, _n, spoken
from store.language import query
from store.language.hashtags import Theme
from store.language.query import ITEM, MEETING, Filter, State
from store.model import ActionStatus, Earlier, Kind, Progress
from store.record.clock import local
from store.search.desk_index import DeskHit
from store.search.due import days_late
from store.search.excerpts import Snippet, marks_in, snippet
from store.search.full_text import Hit
from store.search.index import Index

_NUMBER, _LABEL = 5, 18
"""The columns in front of a hit: the item's number, and what it is."""
_THEMES, _THEME = 3, 34
_AROUND, _DAY = 300, 7


def describe(wanted: Filter) -> Content:
    """`besluiten · @kp · “open kantoor” · sinds do 1 jan 2026 · or`: how a filter was understood."""
    parts = [Content.styled(kind_name(kind), "bold") for kind in wanted.kinds]
    parts += [Content.styled(_state_name(state), "bold") for state in wanted.states]
    parts += [Content.styled(_theme_names(names), "bold") for names in wanted.themes]
    parts += [Content.styled(f"@{person}", "bold") for person in wanted.people]
    parts += [Content.styled(_("“{words}”").format(words=text), "bold") for text in wanted.texts]
    days = [(_("since {date}"), wanted.since), (_("through {date}"), wanted.until)]
    if wanted.since and wanted.since == wanted.until:
        days = [(_("on {date}"), wanted.since)]
    parts += [Content(words.format(date=short_date(day, spoken()))) for words, day in days if day]
    parts += [Content(f"{body}:") for body in wanted.bodies]
    if wanted.unread:
        parts.append(Content.styled(f"{wanted.unread} …", "$warning"))
    return Content.assemble(("→ ", "$accent"), Content(" · ").join(parts)) if parts else Content("")


def kind_name(kind: str) -> str:
    """What a kind of thing that can be found is called."""
    match kind:
        case query.ITEM:
            return _("Agenda item")
        case query.MEETING:
            return _("Meeting")
        case query.PIECE:
            return _("Piece of post")
        case query.REQUEST:
            return _("Request")
    return kind_text(Kind(kind), spoken())


def heading_line(hit: Hit | DeskHit) -> Content:
    """What hits stand under: the day and title of their meeting, or the desk of their body."""
    if isinstance(hit, DeskHit):
        return Content.assemble((_("Post and requests"), "$accent"), (f"  {hit.body}", "$quiet"))
    day = short_date(hit.meeting.date, spoken())
    return Content.assemble((day, "$accent"), ("  " + hit.meeting.title, "$quiet"))


def unread_words(index: Index) -> str:
    """That meetings could not be read, which then are in no list; nothing where all were."""
    count = len(index.unread)
    words = _n("{count} meeting could not be read.", "{count} meetings could not be read.", count)
    return words.format(count=count) if count else ""


def theme_line(theme: Theme) -> Content:
    """A theme, in how many texts it is named, and when last."""
    count = _n("{count} time", "{count} times", theme.count).format(count=theme.count)
    name = Content.styled(f"#{theme.spelled}", "bold $accent").truncate(_THEME - 2, ellipsis=True, pad=True)
    return Content.assemble(name, f"  {count:>10}", (f"   {short_date(theme.last, spoken())}", "$quiet"))


def hit_lines(hit: Hit | DeskHit, wanted: Filter, width: int) -> Content:
    """A hit in a line or two: item, what it is, and the words around what was found."""
    if isinstance(hit, DeskHit):
        return _desk_lines(hit, wanted, width)
    room = max(20, width - _NUMBER - _LABEL - 1)
    secret = " ▪" if hit.secret else ""
    letters = 2 * room - len(secret)
    lines: list[Content] = []
    # Words leave a gap at the end of a line: what does not fit in two is cut shorter.
    while not lines or (len(lines) > 2 and letters > room):
        letters -= len("".join(line.plain for line in lines[2:])) + 1 if lines else 0
        text = marked(snippet(hit.texts, wanted.texts, letters), _text_style(hit))
        lines = Content.assemble(text, (secret, "$warning")).wrap(room) or [Content("")]
    number = f"{hit.item.number if hit.item else '':>{_NUMBER - 2}}  "
    label = Content.styled(_label(hit), _label_style(hit)).truncate(_LABEL - 1, ellipsis=True, pad=True)
    indent = " " * (_NUMBER + _LABEL)
    first = Content.assemble((number, "$quiet"), label, " ", lines[0])
    return Content("\n").join([first, *(Content.assemble(indent, line) for line in lines[1:2])])


def _desk_lines(hit: DeskHit, wanted: Filter, width: int) -> Content:
    """A piece of post or a request: its day and number, from whom, and the words around what was found."""
    room = max(20, width - _DAY - _LABEL - 2)
    day = short_date(hit.day, spoken(), year=False).partition(" ")[2]
    number = Content.styled(hit.number, "bold").truncate(_LABEL - 1, ellipsis=True, pad=True)
    text = marked(snippet(hit.texts, wanted.texts, room - 2), "")
    head = Content.styled(f"{hit.party}: " if hit.party else "", "$quiet")
    body = Content.assemble(head, text, (" ▪" if hit.secret else "", "$warning")).truncate(room, ellipsis=True)
    return Content("\n").join(
        [Content.assemble(" " * _NUMBER, number, " ", body), Content.assemble(" " * _NUMBER, day)]
    )


def _whole_of_desk(hit: DeskHit, wanted: Filter) -> Content:
    about = [kind_name(hit.kind), short_date(hit.day, spoken()), hit.party, _("confidential") if hit.secret else ""]
    head = marked(Snippet(hit.title, marks_in(hit.title, wanted.texts)), "bold")
    lines = [Content.assemble(f"{hit.number}  ", head, ("   " + "  ".join(filter(None, about)), "$quiet"))]
    around = snippet(hit.texts, wanted.texts, _AROUND)
    if around.text != hit.title:
        lines.append(marked(around, ""))
    return Content("\n").join(lines)


def whole(hit: Hit | DeskHit, wanted: Filter) -> Content:
    """All texts of a hit, to be read without opening its meeting; of a piece of post those around what was found."""
    if isinstance(hit, DeskHit):
        return _whole_of_desk(hit, wanted)
    about: list[str] = []
    if entry := hit.entry:
        day = short_date(local(entry.at, hit.meeting).date(), spoken()) if hit.is_later else ""
        about = [kind_name(hit.kind), day, clock(entry.at, hit.meeting), entry.speaker, owners_text(entry, spoken())]
    if hit.secret:
        about.append(_("confidential"))
    title = f"{hit.item.number}  {hit.item.title}" if hit.item else hit.meeting.title
    head = marked(Snippet(title, marks_in(title, wanted.texts)), "bold")
    lines = [Content.assemble(head, ("   " + "  ".join(filter(None, about)), "$quiet"))]
    for text in dict.fromkeys(" ".join(text.split()) for text in hit.texts):
        if text and text != title and not (hit.item and hit.entry is None and text == hit.item.title):
            style = "$quiet" if len(lines) > 1 else ""
            lines.append(marked(Snippet(text, marks_in(text, wanted.texts)), style))
    return Content("\n").join(lines)


def marked(piece: Snippet, style: str) -> Content:
    """A piece of text with what was found in it lit."""
    content = Content.styled(piece.text, style)
    for start, end in piece.marks:
        content = content.stylize("bold underline $accent", start, end)
    return content


def when_due(one: Earlier, today: date) -> Content:
    """When an action is to be done, or how late it is; nothing where it has no date."""
    if late := days_late(one, today):
        return Content.styled(_n("{count} day late", "{count} days late", late).format(count=late), "bold $error")
    return Content(due_text(one.entry.due, spoken(), within=today.year))


def _label(hit: Hit) -> str:
    if hit.entry is None:
        return kind_name(hit.kind)
    if hit.entry.kind is Kind.NOTE:
        return hit.entry.speaker
    named = hit.entry.reference or kind_name(hit.kind)
    if hit.entry.follow_up:
        named = _progress_name(hit.entry.follow_up.progress)
    return f"{hit.entry.kind.facts.symbol} {named}"


def _label_style(hit: Hit) -> str:
    return {Kind.DECISION: "bold $accent", Kind.PROPOSAL: "$warning", Kind.QUESTION: "$warning"}.get(
        Kind(hit.kind) if hit.entry else Kind.NOTE, "$quiet"
    )


def _text_style(hit: Hit) -> str:
    entry = hit.entry
    if entry and (entry.withdrawn_by or entry.status is ActionStatus.CANCELLED):
        return "strike $quiet"
    return "bold" if hit.kind in (MEETING, ITEM) else ""


def _progress_name(progress: Progress) -> str:
    return {
        Progress.DONE: _("done"),
        Progress.CANCELLED: _("lapsed"),
        Progress.POSTPONED: _("postponed"),
        Progress.ASSIGNED: _("handed over"),
        Progress.REOPENED: _("open again"),
        Progress.COMMENTED: _("comment"),
    }[progress]


def _theme_names(names: tuple[str, ...]) -> str:
    """The themes that a beginning may stand for, as far as there is room."""
    more = " …" if len(names) > _THEMES else ""
    return " / ".join(f"#{name}" for name in names[:_THEMES]) + more


def _state_name(state: State) -> str:
    return {
        State.OPEN: _("open"),
        State.DONE: _("done"),
        State.CANCELLED: _("lapsed"),
        State.LATE: _("late"),
        State.THIS_WEEK: _("due this week or before"),
        State.UNDATED: _("no date"),
        State.POSTPONED: _("postponed"),
        State.IN_FORCE: _("in force"),
        State.REPLACED: _("replaced"),
        State.WITHDRAWN: _("withdrawn"),
    }[state]
