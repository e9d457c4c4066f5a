"""Files that people bring, damaged at random: read, or refused in one line; never an error, and never for long."""

from __future__ import annotations

import random
import time
import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from exports.agenda.file import agenda_of, lines_of
from exports.agenda.plain.traced import traced
from exports.sources.read import read_source
from store.errors import NotulistError
from tests.helpers.project import ROOT
from tests.helpers.tables import each_row

FILES = sorted(file for file in (ROOT / "tests" / "corpus").rglob("*") if file.is_file() and file.suffix != ".expected")
TODAY = date(2026, 12, 1)
MUTATIONS = 5_000
LONGEST = 5.0
MOST_MEMORY = 400_000_000


def mutated(content: bytes, chance: random.Random) -> bytes:
    """`content` with a few bytes changed, a stretch taken out, put in twice, or cut off."""
    changed = bytearray(content)
    for _step in range(chance.randint(1, 6)):
        at = chance.randrange(len(changed) + 1)
        length = chance.choice((1, 1, 2, 8, 64, 1_000))
        match chance.randrange(5):
            case 0:
                changed[at : at + length] = chance.randbytes(min(length, 64))
            case 1:
                del changed[at : at + length]
            case 2:
                changed[at:at] = changed[max(0, at - length) : at]
            case 3:
                changed[at:at] = chance.choice(
                    (b"<", b"</", b"\n", b"\t", b"|", b"1. ", b"\x00", b"&", b"- ", b"(", b"&#9;")
                )
            case 4:
                del changed[at:]
    return bytes(changed)


@pytest.mark.faults
@each_row("file", FILES)
def test_a_damaged_file_is_read_or_refused_in_one_line(file: Path) -> None:
    content = file.read_bytes()
    chance = random.Random(file.name)
    tracemalloc.start()
    try:
        for _each in range(-(-MUTATIONS // len(FILES))):
            begun = time.process_time()
            try:
                source = read_source(mutated(content, chance), file.name)
                traced(lines_of(source), agenda_of(source, TODAY))
            except NotulistError as error:
                assert "\n" not in str(error)
            assert time.process_time() - begun < LONGEST
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY
    finally:
        tracemalloc.stop()
