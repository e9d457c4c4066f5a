"""A letter as a document: address, references, salutation, sections, signature. Every format is made of that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from exports.document import (
    Block,
    Boxed,
    Bullets,
    Document,
    Heading,
    Letterhead,
    Lines,
    Paragraph,
    Spans,
    plain,
    strong,
)
from exports.letters.drafted import Drafted
from exports.letters.facts import us_in
from exports.wording import secret_text
from store.dates import long_date
from store.i18n import documents

_NUMBER = re.compile(r"\d{1,3}[.)]\s+")
_POINT = re.compile(r"[-*•]\s+")
_QUOTE = re.compile(r">\s?")


def page(letter: Drafted) -> Document:
    """The whole letter, dated the day that it was sent, else today."""
    gathered = letter.gathered
    house, language = gathered.body.house, gathered.language
    secrecy = gathered.letter.confidential
    return Document(
        language,
        (*_head(letter), *body_of(letter)),
        subject=f"{gathered.letter.number} · {gathered.body.name}",
        mark=secret_text(secrecy, language) if secrecy else "",
        author=letter.signers[0].name if letter.signers else gathered.body.name,
        changed=datetime.combine(day_of(letter), time(), UTC),
        letterhead=Letterhead(house.head or gathered.body.name, house.foot, colour=house.colour, font=house.font),
    )


def day_of(letter: Drafted) -> date:
    """The day of the letter."""
    return letter.gathered.letter.sent or letter.gathered.today


def address_of(letter: Drafted) -> list[str]:
    """The lines of the address: name, office, street and place."""
    party = letter.party
    if party is None:
        return [letter.gathered.letter.words] if letter.gathered.letter.words else []
    parts = [party.name, party.function, *party.address.split(","), *([] if party.address else party.email[:1])]
    return [part.strip() for part in parts if part.strip()]


def values_of(letter: Drafted) -> dict[str, str]:
    """The references by name, as the paper of a house has places for them."""
    gathered = letter.gathered
    answered = gathered.answered or gathered.received
    ours = gathered.letter.number
    return {
        "ours": f"{ours} · {gathered.found.reference}" if gathered.found else ours,
        "theirs": answered.theirs if answered else "",
        "date": long_date(day_of(letter), gathered.language),
        "subject": letter.subject,
        "enclosed": "",
    }


def references_of(letter: Drafted) -> list[tuple[str, str]]:
    """The lines of references: each with its label."""
    _ = documents(letter.gathered.language).gettext
    values = values_of(letter)
    told = [
        (_("Our reference"), values["ours"]),
        (_("Your reference"), values["theirs"]),
        (_("Date"), values["date"]),
        (_("Subject"), values["subject"]),
    ]
    return [(label, value) for label, value in told if value]


def body_of(letter: Drafted) -> Iterator[Block]:
    """Salutation, sections and close: what goes where a paper of the house has its text."""
    gathered = letter.gathered
    _ = documents(gathered.language).gettext
    party = letter.party
    salutation = (party.salutation if party else "") or _("Dear Sir or Madam")
    yield Paragraph((plain(f"{salutation.rstrip(' ,')},"),))
    for section in letter.sections:
        if section.text:
            if section.heading:
                yield Heading(2, section.heading)
            yield from blocks_of(section.text)
    us_long, _us = us_in(gathered)
    yield Paragraph((plain(_("With kind regards, on behalf of {us},").format(us=us_long)),), stays=True)
    for signer in letter.signers:
        yield Lines(((plain(signer.name),), (plain(signer.office),)), signed=True)


def blocks_of(text: str) -> Iterator[Block]:
    """The blocks of a section: paragraphs, lists, and what was decided word for word."""
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        yield from _blocks([line.strip() for line in paragraph.split("\n") if line.strip()])


def _blocks(lines: list[str]) -> Iterator[Block]:
    """Lines of one sort belong together; a line without a mark goes on the line before it."""
    sorts: list[tuple[str, list[str]]] = []
    for line in lines:
        sort = next((sort for sort, mark in _MARKS.items() if mark.match(line)), "")
        words = _MARKS[sort].sub("", line, count=1) if sort else line
        if sort and not (sorts and sorts[-1][0] == sort):
            sorts.append((sort, [words]))
        elif sort or (sorts and sorts[-1][0] == ""):
            sorts[-1][1].append(words)
        else:
            sorts.append(("", [words]))
    for sort, each in sorts:
        spans: tuple[Spans, ...] = tuple((plain(words),) for words in each)
        match sort:
            case "number":
                yield Bullets(spans, numbered=True)
            case "point":
                yield Bullets(spans)
            case "quote":
                yield Boxed(spans)
            case _:
                yield Paragraph((plain(" ".join(each)),))


_MARKS = {"number": _NUMBER, "point": _POINT, "quote": _QUOTE}


def _head(letter: Drafted) -> Iterator[Block]:
    yield Heading(1, letter.subject)
    secrecy = letter.gathered.letter.confidential
    if secrecy:
        yield Paragraph((strong(secret_text(secrecy, letter.gathered.language)),))
    address = address_of(letter)
    if address:
        yield Lines(tuple((plain(line),) for line in address))
    yield Lines(tuple((strong(f"{label}: "), plain(value)) for label, value in references_of(letter)))
