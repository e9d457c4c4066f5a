"""A synchroniser beside the program that puts back, removes, renames, doubles, cuts and delays files, at random.

It keeps what it takes away or writes over, as the bin of a sync program does; what the program itself writes over it
does not see. Afterwards whoever can only copy files and give commands looks: each act that was acknowledged must be
found, and where the minutes lack one, that must have been said.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from store.archive.archive import Archive
from store.archive.doctor import examine
from store.archive.notices import notices
from store.archive.open_meeting import OpenMeeting
from store.archive.repair import repair
from store.errors import NotulistError
from tests.helpers.meetings import AT, KEY, planned, texts

ROUNDS = int(os.environ.get("ROUNDS", "1000"))
STEPS = 7
NAMES = ("{} (conflicted copy).json", "{}.sync-conflict-20261201-120000-ABCDEFG.json", "{}-laptop.json", "~{}.tmp")


class Round:
    """One archive, the synchroniser beside it, and what was acknowledged and said."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.folder, self.state, self.scratch = folder / "archive", folder / "state", folder / "scratch"
        self.archive = Archive(self.folder, self.state)
        self.archive.create(*planned())
        self.place = self.archive.path(KEY).parent
        self.bin: list[tuple[str, bytes]] = []
        self.known: list[tuple[str, bytes]] = []
        self.acknowledged: list[str] = []
        self.said: list[str] = []
        self.told: list[str] = []
        self.number = 0

    def play(self) -> None:
        for _step in range(STEPS):
            if self.random.random() < 0.5:
                self.minute()
            else:
                self.synchronise()

    # Who minutes

    def minute(self) -> None:
        """Lines in a meeting, which ends as it should or by a kill; the synchroniser may come between."""
        try:
            desk = self.archive.open(KEY)
        except NotulistError as error:
            self.said.append(str(error))
            self.mend()
            return
        self.said += desk.found
        self.told.append("opened")
        for _line in range(self.random.randint(1, 3)):
            self.line(desk)
            if self.random.random() < 0.3:
                self.synchronise()
        killed = self.files() if self.random.random() < 0.4 else None
        seen = {path: path.read_bytes() for path in self.state.rglob("*") if path.is_file()}
        try:
            desk.close(5)
        except NotulistError as error:
            self.said.append(str(error))
        self.said += desk.found
        if killed is not None:
            # As it was before it was closed: nothing was folded, and nothing noted.
            self.told.append("killed")
            for name, content in self.files().items():
                if killed.get(name) != content:
                    (self.place / name).unlink()
            for name, content in killed.items():
                (self.place / name).write_bytes(content)
            for path, content in seen.items():
                path.write_bytes(content)

    def line(self, desk: OpenMeeting) -> None:
        self.number += 1
        text = f"regel {self.number}"
        try:
            desk.do(desk.understand(text), AT + timedelta(minutes=self.number))
            if desk.writer.wait(5):
                self.acknowledged.append(text)
                self.told.append(text)
        except NotulistError as error:
            self.said.append(str(error))

    def mend(self) -> None:
        """What somebody does who was told that something is wrong."""
        self.said += notices(self.archive)
        for _time in range(3):
            found = examine(self.archive)
            self.said += [finding.words for finding in found]
            if not found:
                return
            self.said += repair(self.archive, found)
        self.told.append("mended")

    # The synchroniser

    def files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.place.iterdir() if path.is_file()}

    def synchronise(self) -> None:
        self.known += self.files().items()
        names = [name for name in self.files() if not name.startswith(".")]
        if not names:
            return
        name = self.random.choice(names)
        path, content = self.place / name, (self.place / name).read_bytes()
        what = self.random.choice(("put back", "remove", "rename", "double", "cut", "delay"))
        older = [before for other, before in self.known if other == name and before != content]
        if what in ("put back", "delay") and older:
            self.bin.append((name, content))
            path.write_bytes(self.random.choice(older))
            if what == "delay":
                self.minute_between()
                if path.exists():
                    self.bin.append((name, path.read_bytes()))
                path.write_bytes(content)
        elif what == "remove":
            self.bin.append((name, content))
            path.unlink()
        elif what in ("rename", "double") and path.suffix == ".json":
            other = path.with_name(self.random.choice(NAMES).format(path.stem))
            (path.rename if what == "rename" else lambda to: shutil.copy(path, to))(other)
        elif what == "cut" and content:
            self.bin.append((name, content))
            path.write_bytes(content[: self.random.randrange(len(content))])
        else:
            return
        self.told.append(f"{what} {name}")

    def minute_between(self) -> None:
        if self.random.random() < 0.3:
            try:
                desk = self.archive.open(KEY)
            except NotulistError as error:
                self.said.append(str(error))
                return
            self.said += desk.found
            self.line(desk)
            desk.close(5)
            self.said += desk.found

    # Who looks afterwards

    def look(self) -> None:
        self.mend()
        try:
            there = set(texts(self.archive.read(KEY)))
        except NotulistError as error:
            self.said.append(str(error))
            there = set()
        lacking = set(self.acknowledged) - there
        if not lacking:
            return
        assert self.said, ("nothing was said", *self.told)
        for content in self.found_elsewhere():
            lacking -= content
        assert not lacking, (lacking, self.said, *self.told)

    def found_elsewhere(self) -> Iterator[set[str]]:
        """What can be read of each version that is in the archive or in the bin, copied into an empty archive."""
        versions = [(path.name, path.read_bytes()) for path in self.place.iterdir()] + self.bin
        whole = [content for name, content in versions if not name.endswith((".journal", ".bad"))]
        journals = [content for name, content in versions if name.endswith(".journal") or ".journal" in name]
        for content in dict.fromkeys(whole):
            for journal in (None, *dict.fromkeys(journals)):
                yield self.read_alone(content, journal)

    def read_alone(self, content: bytes, journal: bytes | None) -> set[str]:
        shutil.rmtree(self.scratch, ignore_errors=True)
        archive = Archive(self.scratch / "archive", self.scratch / "state")
        path = archive.path(KEY)
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        if journal is not None:
            path.with_suffix(".journal").write_bytes(journal)
        try:
            return set(texts(archive.read(KEY)))
        except NotulistError:
            return set()


def nothing_is_lost(folder: Path, seed: int) -> None:
    folder.mkdir()
    one = Round(folder, seed)
    try:
        one.play()
        one.look()
    except AssertionError as error:
        raise AssertionError(f"round {seed}", *error.args) from error
    shutil.rmtree(folder)


def test_a_few_rounds(tmp_path: Path) -> None:
    for seed in range(12):
        nothing_is_lost(tmp_path / str(seed), seed)


@pytest.mark.faults
@pytest.mark.parametrize("hundred", range(max(1, ROUNDS // 100)))
def test_many_rounds(hundred: int, tmp_path: Path) -> None:
    for seed in range(100 + hundred * 100, 200 + hundred * 100):
        nothing_is_lost(tmp_path / str(seed), seed)
