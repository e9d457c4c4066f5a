"""The check before a document leaves the house: does anything stand in it that was left out of it as confidential?

A redacted document is right by construction; a secretary's hand is not. A word of a closed item
may stand in the note of an open one, in the title of the meeting, in the name of the file. So every
word that gives something away of what is confidential is looked for in all that goes out: in other
forms, in compounds, however it is written (`exports.confidentiality.word_forms`).

A word gives something away when it is a name, a number, a date, or a longer word that is not
common. What readers are told anyway does not: who was there, the body, the day, and, of words that
are no name, number or date, those of the agenda they were sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import msgspec

from exports.confidentiality.audience import hidden_items, hides_entry, hides_guest, hides_open
from exports.confidentiality.stems import NumbersOfEntries, Stems
from exports.confidentiality.word_forms import day_form, forms, is_form_of, pairs, seen, telling
from exports.document import Block, Boxed, Bullets, Document, Heading, Lines, Paragraph, Signing, Table, text_of
from exports.wording import standing_text
from store.errors import NotulistError
from store.i18n import _, _n
from store.model import AgendaItem, Audience, Earlier, Entry
from store.record.confidentiality import item_secrecy, secrecy_of
from store.record.fields import names_in, secrets_in
from store.record.follow_ups import about
from store.record.record import Record
from store.text import fold

_MOST = 5


class Leak(msgspec.Struct, frozen=True):
    """A word of what was left out, of which item it is, and where it stands all the same.

    With `is_post`, `item` is the number of a piece or request, or the key of a party.
    """

    word: str
    item: str
    place: str
    quote: str
    is_post: bool = False

    def __str__(self) -> str:
        about = _("of item {number}").format(number=self.item) if self.item else _("of what is outside the agenda")
        if self.is_post:
            about = _("of {number}").format(number=self.item)
        return f"“{self.word}” ({about}) · {self.place}: {self.quote}"


class LeakFound(NotulistError):
    """What is confidential stands in a document that is not for all to read; nothing was written."""

    def __init__(self, leaks: list[Leak], words: str) -> None:
        super().__init__(words)
        self.leaks = leaks


class _Secret(msgspec.Struct, frozen=True):
    """A text that was left out: of which item, and whether all its words count, also those that stand on the agenda."""

    item: str
    text: str
    telling: bool = False


Texts = Iterable[tuple[str, str]]
"""Places and the texts in them."""


def find_leaks(
    record: Record, audience: Audience, texts: Texts, allowed: Iterable[str] = (), earlier: Iterable[Earlier] = ()
) -> list[Leak]:
    """Every word of what `audience` may not read that stands in one of `texts`; not those `allowed`.

    `earlier` are entries of earlier meetings; those that are left out as well are looked for, too.
    """
    return find_leaks_of_all([record], audience, texts, allowed, earlier)


def find_leaks_of_all(
    records: Sequence[Record],
    audience: Audience,
    texts: Texts,
    allowed: Iterable[str] = (),
    earlier: Iterable[Earlier] = (),
    desk: Iterable[tuple[str, str, bool]] = (),
) -> list[Leak]:
    """As `find_leaks`, of many meetings in one document: each text is looked through once, however many there are.

    `desk` is what is confidential at the desk (`exports.confidentiality.post.secrets_of`).
    """
    earlier = list(earlier)
    numbers = NumbersOfEntries(chain.from_iterable(_numbered(record, earlier) for record in records))
    words: dict[str, tuple[str, str]] = {}
    for record in records:
        closed = [one for one in earlier if hides_open(one, record, audience)]
        for stem, told in _telling_words(record, audience, closed, numbers).items():
            words.setdefault(stem, told)
    of_post = {stem: told for stem, told in _desk_words(records, audience, desk, numbers).items() if stem not in words}
    words |= of_post
    may = {form for word in allowed for form, _found in forms(word)}
    words = {stem: told for stem, told in words.items() if stem not in may and may.isdisjoint(_forms_of(told[0]))}
    if not words:
        return []
    leaks, done, stems = [], set(), Stems(words)

    def leak(stem: str, place: str, text: str, found: str) -> None:
        word, item = words[stem]
        if (word, place) not in done:
            done.add((word, place))
            leaks.append(Leak(word, item, place, _quote(seen(text), found), stem in of_post))

    for place, text in texts:
        shown = numbers.blanked(text)
        for form, found in forms(shown):
            for stem in stems.within(form):
                leak(stem, place, text, found)
        for form, found in pairs(shown):
            if form in words:
                leak(form, place, text, found)
    return leaks


def refuse_leaks(
    records: Sequence[Record],
    audience: Audience,
    texts: Texts,
    allowed: Iterable[str] = (),
    earlier: Iterable[Earlier] = (),
    desk: Iterable[tuple[str, str, bool]] = (),
) -> None:
    """Raises LeakFound, with the places, where `find_leaks_of_all` finds anything."""
    leaks = find_leaks_of_all(records, audience, texts, allowed, earlier, desk)
    if not leaks:
        return
    words = dict.fromkeys(leak.word for leak in leaks)
    head = _(
        "Nothing was written: words of what is confidential stand in it. Mend that, or, if all may read it: {options}"
    )
    options = " ".join(f"--leak-ok {_quoted(word)}" for word in words)
    shown = [f"  {leak}" for leak in leaks[:_MOST]]
    more = len(leaks) - _MOST
    if more > 0:
        shown.append("  " + _n("and {number} more place", "and {number} more places", more).format(number=more))
    raise LeakFound(leaks, "\n".join((head.format(options=options), *shown)))


def texts_of(document: Document, file_name: str = "") -> Iterator[tuple[str, str]]:
    """All that can be read in a file of `document`: its text, by heading; properties; what pages bear; its name."""
    place = _("title")
    for block in document.blocks:
        if isinstance(block, Heading):
            yield (place if block.level == 1 else _("heading")), block.text
            place = block.text
        else:
            for text in _texts_in(block):
                yield place, text
    yield _("properties"), f"{document.subject} {document.author}"
    yield _("head or foot"), f"{document.letterhead.head} {document.letterhead.foot} {document.draft}"
    if file_name:
        yield _("name of the file"), file_name


def _texts_in(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(spans):
            yield text_of(spans)
        case Bullets(lines) | Boxed(lines) | Lines(lines):
            yield from map(text_of, lines)
        case Table(head, rows):
            yield from (" · ".join(cells) for cells in (head, *rows))
        case Signing():
            yield from (" · ".join(cells) for cells in (block.offices, *block.rows))
        case Heading(_level, text):
            yield text


# What was left out


def _left_out(record: Record, audience: Audience) -> Iterator[_Secret]:
    for item in hidden_items(audience, record):
        yield from _of_item(item)
    hidden = [entry for entry in record.entries.values() if hides_entry(audience, record, entry)]
    for entry in hidden:
        where = record.items.get(entry.item) if entry.item is not None else None
        yield from _of_entry(entry, where.number if where else "")
    # That something is due on a day tells nothing where something else is due then as well.
    ids = {entry.id for entry in hidden}
    open_days = {entry.due.day for entry in record.entries.values() if entry.due and entry.id not in ids}
    for entry in hidden:
        if entry.due and entry.due.day and entry.due.day not in open_days:
            where = record.items.get(entry.item) if entry.item is not None else None
            yield _Secret(where.number if where else "", f"{entry.due.day.day}-{entry.due.day.month}")
    approval = record.meeting.approval
    if approval and (hidden or hidden_items(audience, record)):
        # Corrections quote what they correct, which may be what is hidden.
        yield from (_Secret("", text) for text in approval.corrections)
    for who in record.attendance.values():
        if hides_guest(audience, record, who):
            yield _Secret(", ".join(who.items), f"{who.name}, {who.function}", telling=True)


def _of_item(item: AgendaItem) -> Iterator[_Secret]:
    yield _Secret(item.number, item.internal_title, telling=True)
    for each in item.documents:
        yield _Secret(item.number, f"{each.title} {each.link}", telling=True)
    held = item.held_over
    words = (item.title, item.explanation, item.state_of_affairs, item.decision_asked, item.prepared_text)
    for text in (*words, *item.notes, item.presenter, f"{held.words}; {held.reason}" if held else ""):
        yield _Secret(item.number, text)


def _of_entry(entry: Entry, number: str) -> Iterator[_Secret]:
    yield _Secret(number, ", ".join(names_in(entry)))
    yield from (_Secret(number, text) for text in secrets_in(entry))


# Which of its words tell something


def _telling_words(
    record: Record, audience: Audience, closed: Iterable[Earlier], numbers: NumbersOfEntries
) -> dict[str, tuple[str, str]]:
    """Each telling word by its stem: as it was written, and of which item. What `numbers` finds tells nothing."""
    told, agenda = _told(record, audience), _agenda(record, audience)
    found: dict[str, tuple[str, str]] = {}
    for secret in chain(_left_out(record, audience), *(_of_entry(one.entry, one.entry.reference) for one in closed)):
        for stem, word, certain in telling(numbers.blanked(secret.text)):
            on_agenda = not (certain or secret.telling) and any(is_form_of(each, stem) for each in agenda)
            if stem not in told and not on_agenda:
                found.setdefault(stem, (word, secret.item))
    return found


def _desk_words(
    records: Sequence[Record],
    audience: Audience,
    desk: Iterable[tuple[str, str, bool]],
    numbers: NumbersOfEntries,
) -> dict[str, tuple[str, str]]:
    """Each telling word of what is confidential at the desk by its stem: as it was written, and whose it is."""
    found: dict[str, tuple[str, str]] = {}
    told: set[str] | None = None
    agenda: set[str] = set()
    for number, text, is_telling in desk:
        if told is None:
            told = set().union(*(_told(record, audience) for record in records))
            agenda = set().union(*(_agenda(record, audience) for record in records))
        for stem, word, certain in telling(numbers.blanked(text)):
            on_agenda = not (certain or is_telling) and any(is_form_of(each, stem) for each in agenda)
            if stem not in told and not on_agenda:
                found.setdefault(stem, (word, number))
    return found


def _numbered(record: Record, earlier: Iterable[Earlier]) -> Iterator[str]:
    """The numbers of decisions and actions: what is confidential has one too, and it may be told."""
    for entry in (*record.entries.values(), *(one.entry for one in earlier)):
        yield from (each for each in (entry.reference, about(entry)) if each)


def _forms_of(word: str) -> set[str]:
    return {form for form, _found in forms(word)}


def _told(record: Record, audience: Audience) -> set[str]:
    """Stems of what readers are told anyway: who was there, the body, the place, days and numbers of the meeting."""
    meeting = record.meeting
    texts = [meeting.body.name, meeting.place, meeting.number]
    for who in record.attendance.values():
        if not hides_guest(audience, record, who):
            texts += [who.name, who.handle, who.function]
    # The grounds stand in the place of what was left out.
    grounds = [item_secrecy(record, item) for item in record.items.values()]
    grounds += [secrecy_of(record, entry) for entry in record.entries.values()]
    texts += {one for ground in grounds if ground for one in (ground.ground, *ground.also)}
    # That a decision is no longer in force, and by which it is not, is told wherever that one stands.
    changed = (entry for entry in record.entries.values() if entry.withdrawn_by or entry.replaced_by)
    for entry in changed:
        texts += [entry.reference, standing_text(entry, meeting.body.language)]
    told = {stem for text in texts for stem, _found in forms(text)}
    days = (meeting.date, meeting.next_meeting, meeting.previous_meeting)
    return told | {day_form(each.day, each.month) for each in days if each}


def _agenda(record: Record, audience: Audience) -> set[str]:
    hidden = {item.id for item in hidden_items(audience, record)}
    return {stem for item in record.agenda() if item.id not in hidden for stem, _found in forms(item.title)}


# How they are told


def _quote(text: str, word: str) -> str:
    """What stands around `word` in `text`, on one line."""
    at = max(fold(text).find(fold(word)), 0)
    start, end = max(0, at - 30), at + len(word) + 30
    return ("…" if start else "") + text[start:end].replace("\n", " ").strip() + ("…" if end < len(text) else "")


def _quoted(word: str) -> str:
    return f"'{word}'" if re.search(r"[^\w-]", word) else word
