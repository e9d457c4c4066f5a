"""Stories: three meetings of two bodies in which things become secret in any order; who may not see them reads none."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from exports.formats.registry import Format
from exports.kinds import DocumentKind
from exports.publish import Job
from store.archive.archive import Archive
from store.archive.open_meeting import OpenMeeting
from store.archive.todays_secrecy import earlier_with_todays_secrecy
from store.errors import CannotDo, NotulistError
from store.model import Audience, Kind, Origin, Secrecy
from store.record.confidentiality import own_secrecy
from tests.helpers.meetings import AT, BODY, planned
from tui.board.board import for_the_room, told_to_the_room

FORMATS = (Format.MARKDOWN, Format.JSON, Format.CALENDAR, Format.CSV, Format.HTML)
READERS = (Audience.EMPLOYER, Audience.PUBLIC)
OTHER = replace(BODY, key="cie", name="Commissie")
DAYS = (("or", date(2026, 9, 17)), ("cie", date(2026, 10, 1)), ("or", date(2026, 10, 15)), ("or", date(2026, 11, 19)))
STEPS = 14
STORIES = int(os.environ.get("STORIES", "1000"))
# Of each meeting, for each reader, chosen by the story: a thousand stories then take some five minutes of a processor.
DOCUMENTS = 2
NEW = ("{}", "@KP {} > 1 jan 2027", "& @AB {}", "! {}", "? {}", "!? {}", "KP: {}", "@AB {}", "/ground {}")
ABOUT_ACTION = (
    "/opmerking {ref} {}",
    "/uitstel {ref} 1 mrt 2027 {}",
    "/done {ref} {}",
    "/reopen {ref}",
    "/assign {ref} @AB",
)
ABOUT_DECISION = ("/vervang {ref} {}", "/trek {ref} in {}")


class Story:
    """One story: what happens, and which words nobody else may read in the end."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.archive = Archive(folder / "archive", folder / "state")
        self.seed = seed
        self.told: list[str] = []
        self.typed: dict[str, tuple[str, int]] = {}
        self.closed: dict[str, set[int]] = {}
        self.minute = 0
        for body in (BODY, OTHER):
            self.archive.register.put(body)
        for called, day in DAYS:
            self.begin(called, day)

    def word(self) -> str:
        """A word that no other line and no language has; the letters tell it apart, not a number."""
        letters = "".join(self.random.choice("bdfgklmnprst") + self.random.choice("aeiou") for _ in range(4))
        return f"Zw{letters}x"

    def begin(self, body: str, day: date) -> None:
        """A meeting of that day, into which questions, decisions and items of those before it may come back."""
        key = f"{day.isoformat()}-{body}"
        meeting, items, roll = planned(key)
        about = replace(meeting.body, key=body, name=OTHER.name if body == "cie" else meeting.body.name)
        for at, (earlier, title, origin) in enumerate(self.offers(body)[:2], 1):
            self.told.append(f"{key} takes {title} of {earlier}")
            items[at] = replace(items[at], title=title, origins=(origin,))
        number = f"{day:%Y-%m}" if body == "or" else f"C-{day:%Y-%m}"
        self.archive.create(replace(meeting, body=about, date=day, number=number), items, roll)
        self.closed[key] = set()
        with_lines = self.archive.open(key)
        self.do(with_lines, "/open")
        for _step in range(STEPS):
            self.step(with_lines, key)
        with_lines.close()
        for earlier in list(self.closed):
            if self.random.random() < 0.3:
                desk = self.archive.open(earlier)
                self.step(desk, earlier, secret=True)
                desk.close()

    def offers(self, body: str) -> list[tuple[str, str, Origin]]:
        """What may come back: entries and items of earlier meetings of that body, some of them."""
        found = []
        for key in self.closed:
            if key.endswith(f"-{body}") and self.random.random() < 0.7:
                record = self.archive.read(key)
                kinds = (Kind.QUESTION, Kind.DECISION, Kind.PROPOSAL)
                of = [entry for entry in record.entries.values() if entry.kind in kinds and entry.text]
                if of:
                    entry = self.random.choice(of)
                    found.append((key, f"Terug: {entry.text}", Origin(meeting=key, entry=entry.id)))
        self.random.shuffle(found)
        return found

    def step(self, desk: OpenMeeting, key: str, *, secret: bool = False) -> None:
        """Something happens in the meeting `key`."""
        chance = self.random.random()
        number = self.random.randrange(1, 4)
        if secret or chance < 0.12:
            if self.do(desk, f"/go {number}"):
                self.make_secret(desk, key, number)
        elif chance < 0.3:
            self.do(desk, f"/go {number}")
        elif chance < 0.6:
            self.type(desk, key, self.random.choice(NEW))
        elif chance < 0.9:
            self.about_earlier(desk, key)
        elif chance < 0.96:
            self.move(desk, number)
        else:
            self.do(desk, "/approve")

    def make_secret(self, desk: OpenMeeting, key: str, number: int) -> None:
        if self.do(desk, self.random.choice(("/secret art. 20 WOR", "/geheim bedrijfsgeheim"))):
            self.closed[key].add(number)

    def move(self, desk: OpenMeeting, number: int) -> None:
        """Files the last entry under another item; what was typed stays as secret as the item where it stands now."""
        self.do(desk, f"/bij {number}")

    def about_earlier(self, desk: OpenMeeting, key: str) -> None:
        earlier = [other for other in self.closed if other.endswith(key[10:]) and other < key]
        refs = [
            (entry.reference, entry.kind)
            for other in earlier
            for entry in self.archive.read(other).entries.values()
            if entry.reference
        ]
        if not refs:
            self.type(desk, key, self.random.choice(NEW))
            return
        reference, kind = self.random.choice(refs)
        lines = ABOUT_DECISION if kind is Kind.DECISION else ABOUT_ACTION
        self.type(desk, key, self.random.choice(lines).replace("{ref}", reference.replace(" ", "-")))

    def type(self, desk: OpenMeeting, key: str, line: str) -> None:
        word = self.word()
        current = desk.running.meeting.current
        before = set(desk.running.record.entries)
        if self.do(desk, line.format(word)) and current is not None:
            made = set(desk.running.record.entries) - before
            if made:
                self.typed[word] = key, max(made)

    def do(self, desk: OpenMeeting, line: str) -> bool:
        self.minute += 1
        try:
            act = desk.do(desk.understand(line), AT + timedelta(minutes=self.minute))
        except CannotDo:
            return False
        self.told.append(f"{desk.running.meeting.key}: {line}")
        return act is not None

    def secret_words(self) -> Iterator[str]:
        """The words that were typed in what is confidential now where they were typed."""
        records = {key: self.archive.read(key) for key in self.closed}
        for word, (key, id) in self.typed.items():
            entry = records[key].entries.get(id)
            why: Secrecy | None = own_secrecy(records[key], entry) if entry else None
            if why is not None and word in str(entry):
                yield word

    def read_by_others(self, documents: int) -> Iterator[tuple[str, str]]:
        """What others see: of each meeting so many documents with their names, in a format that the story chooses.

        And the board for the room, and of what the index answers all that it does not mark as confidential.
        """
        for key in self.closed:
            yield f"{key} on the board", str(told_to_the_room(for_the_room(self.archive, self.archive.read(key))))
            for audience in READERS:
                for what in self.random.sample(list(DocumentKind), documents):
                    format = self.random.choice(FORMATS)
                    job = Job(what=what, audience=audience, format=format, archive=self.archive)
                    record = self.archive.read_as_it_stands(key)
                    yield f"the name of {key} {what}", job.name([record])
                    try:
                        text = job.make([record]).decode()
                    except NotulistError:
                        # Refused, by the leak check too: nobody reads anything.
                        continue
                    yield f"{key} {what} for {audience} as {format}", text.replace("\r\n ", "")
        for body in ("or", "cie"):
            found = self.archive.index.before(tuple(Kind), body, date(2027, 1, 1), None)
            for one in earlier_with_todays_secrecy(self.archive, found):
                if one.entry.confidential is None:
                    yield f"{one.entry.id} of {one.key} in the index", str(one)


def must_keep_its_secrets(folder: Path, seed: int, documents: int = len(DocumentKind)) -> int:
    story = Story(folder, seed)
    secret = list(story.secret_words())
    for where, text in story.read_by_others(documents):
        seen = [word for word in secret if word.casefold() in text.casefold()]
        assert not seen, (f"story {seed}: {seen} in {where}", *story.told)
    return len(secret)


def test_a_few_stories_tell_nothing(tmp_path: Path) -> None:
    assert sum(must_keep_its_secrets(tmp_path / str(seed), seed) for seed in range(3)) > 0


@pytest.mark.faults
@pytest.mark.parametrize("hundred", range(max(1, STORIES // 100)))
def test_many_stories_tell_nothing(hundred: int, tmp_path: Path) -> None:
    for seed in range(100 + hundred * 100, 200 + hundred * 100):
        must_keep_its_secrets(tmp_path / str(seed), seed, DOCUMENTS)
