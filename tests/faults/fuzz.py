"""Random values in every field of the files of an archive: each is named or read, and nothing ends in an error of ours.

    python -m tests.faults.fuzz          for 10 minutes; FUZZ_MINUTES and FUZZ_SEED say otherwise

In each round one to three values of a meeting and of the register are replaced; then all is read, listed, examined and
written as every document. It ends with a summary, and with 1 where something else was raised than a line for the user,
or a round took longer than a second a step; each such round is printed with its seed, and `FUZZ_SEED=N` begins there.
"""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from exports.formats.registry import Format
from exports.kinds import DocumentKind
from exports.publish import Job
from store.archive.archive import Archive
from store.archive.doctor import examine
from store.archive.notices import notices
from store.errors import NotulistError
from store.model import Audience, Kind
from tests.helpers.earlier import FIRST, hold
from tests.helpers.meetings import BODY

VALUES: tuple[object, ...] = (
    None, True, False, 0, -1, 1, 9, 10**6, 10**9, 2**53 + 1, 2**63, 10**40, 0.5, -1e308, 1e308,
    "", " ", "x" * 5000, "\u202e", "\x1b]0;x\x07", "{n.__class__}", "{", "../../x", "/dev/zero", "a/b", "NaN",
    "0001-01-01", "9999-12-31", "2026-02-30", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
    "2026-09-17T09:00:00+99:00", "24:00", "Europe/Amsterdam",
    "UTC-99", "zz", "entries/x", [], [[]], {}, {"x": {}}, [None], [1, 0], [-1],
    ["x"] * 100,
)  # fmt: skip
LONGEST_STEP = 1.0
LINES = (
    "/present HdV KP AB", "een", "!? wij doen het", "= 2-1", "@kp zoek het uit > 1 okt 2026", "/next", "? hoe nu",
    "& @ab stuurt het", "/break", "/resume", "/secret art. 20 WOR", "! besloten > evaluatie 5 dec 2026",
)  # fmt: skip


def places(content: dict[Any, Any] | list[Any]) -> Iterator[tuple[Any, Any]]:
    """Each place of a value in `content`, as what holds it and by what."""
    for at, value in content.items() if isinstance(content, dict) else enumerate(content):
        yield content, at
        if isinstance(value, (dict, list)):
            yield from places(value)


def spoil(path: Path, chosen: random.Random) -> str:
    """Puts a value in the place of another one, anywhere in the file but in its log; what was done."""
    tables = json.loads(path.read_bytes())
    rows = [row for name, table in tables.items() if name not in ("log", "schema") for row in table.values()]
    holder, at = chosen.choice([place for row in rows for place in places(row)])
    value = chosen.choice(VALUES)
    was, holder[at] = holder[at], value
    path.write_text(json.dumps(tables), "utf-8")
    return f"{path.name}: {at} {str(was)[:40]!r} -> {str(value)[:40]!r}"


def steps(archive: Archive) -> Iterator[tuple[str, Callable[[], object]]]:
    """All that is done with an archive, by name."""
    yield "notices", lambda: notices(archive)
    yield "bodies", archive.bodies
    yield "index", archive.index.refresh
    yield "actions", lambda: archive.index.before((Kind.ACTION,), "or", date(2027, 1, 1), None)
    yield "read", lambda: archive.read(FIRST)
    yield "doctor", lambda: examine(archive)
    for what in DocumentKind:
        for audience in Audience:
            for format in (Format.MARKDOWN, Format.JSON, Format.CALENDAR, Format.CSV, Format.HTML):
                job = Job(what=what, audience=audience, format=format, archive=archive)
                yield f"{what} {audience} {format}", partial(written, archive, job)
    yield "open", lambda: archive.open(FIRST).close(5)


def written(archive: Archive, job: Job) -> bytes:
    """The document of the meeting that `job` makes."""
    return job.make([archive.read_as_it_stands(FIRST)])


def play(folder: Path, seed: int) -> list[str]:
    """One round; what was wrong in it, a line each."""
    chosen = random.Random(seed)
    archive = Archive(folder / "archive", folder / "state")
    archive.register.put(BODY)
    hold(archive, date(2026, 9, 17), *LINES)
    told = [
        spoil(chosen.choice((archive.path(FIRST), archive.path(FIRST), archive.register.path)), chosen)
        for _time in range(chosen.randint(1, 3))
    ]
    wrong = []
    for name, step in steps(Archive(archive.folder, folder / "state")):
        began = time.monotonic()
        try:
            step()
        except NotulistError:
            continue
        except Exception as error:
            at = traceback.extract_tb(error.__traceback__)[-1]
            wrong.append(f"{name}: {type(error).__name__} {error} in {Path(at.filename).name}:{at.lineno}")
        if time.monotonic() - began > LONGEST_STEP and time.process_time() > LONGEST_STEP:
            wrong.append(f"{name}: took {time.monotonic() - began:.1f} s")
    return [f"seed {seed}: {'; '.join(told)}: {line}" for line in wrong]


def main() -> int:
    """Plays until the time is up; 1 where anything was wrong."""
    end = time.monotonic() + 60 * float(os.environ.get("FUZZ_MINUTES", "10"))
    first = seed = int(os.environ.get("FUZZ_SEED", "1"))
    wrong = 0
    while time.monotonic() < end:
        with tempfile.TemporaryDirectory(prefix="notulist-fuzz-") as folder:
            lines = play(Path(folder), seed)
        for line in lines:
            print(line, flush=True)
        wrong += bool(lines)
        seed += 1
    print(f"{seed - first} rounds, {wrong} wrong; the next seed is {seed}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
