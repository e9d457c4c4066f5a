"""A meeting of two hours, compressed: random acts through the installed command, random kills, and all found again.

    python -m tests.faults.soak          for 10 minutes; SOAK_MINUTES and SOAK_SEED say otherwise

Half of the time lines are typed into the live screen in a real terminal, half of it into `scribe`. Now and then the
program is killed, asked to end, or left. After each time the record is read: every act that was acknowledged must be in
it, once, and the half-typed line beside it. It ends with a summary, and with 1 where an act was lost or the memory
grew.
"""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from importlib.resources import files
from pathlib import Path
from statistics import median

from store.archive.archive import Archive
from tests.helpers.terminal import Terminal

COMMAND = Path(sys.executable).with_name("notulist")
AGENDA = str(files("tests.samples") / "agenda-nl.md")
KEY = "2026-11-19-or"
# A meeting of two hours has some hundreds of acts; then the next one begins.
MOST_ACTS = 400
# A long sitting has about 320 lines, a meeting of two hours. In its second half, when the caches are full, a screen may
# come to use so many times as much memory: every act stays in memory, to be undone.
LONG = 40
GROWTH = 1.1
HALF = "half een wo"
WORDS = "de huur loopt af en het advies van de commissie is positief mits één ’toets’ – volgt".split()
LINES = (
    ("{words} #{number}", 12),
    ("! {words} #{number}", 3),
    ("@{who} {words} #{number} > 1 dec", 3),
    ("? {words} #{number}", 2),
    ("dvdb: {words} #{number}", 2),
    ("= 5-3-1", 1),
    ("/next", 1),
    ("/in {who}", 1),
    ("/out {who}", 1),
    ("/undo", 1),
    ("/redo", 1),
    ("s/huur/pacht/", 1),
)
PEOPLE = ("bvdb", "feh", "zc", "iij", "rkb", "sy")


class Soak:
    """The archive, what was acknowledged in it, and what became of that."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.environment = {
            **os.environ,
            "NOTULIST_ARCHIVE": str(folder / "archive"),
            "HOME": str(folder),
            "XDG_STATE_HOME": str(folder / "state"),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "LC_ALL": "C.UTF-8",
        }
        self.archive = Archive(folder / "archive", folder / "state" / "notulist")
        self.acts = self.lost = self.sessions = self.meetings = 0
        self.ends: Counter[str] = Counter()
        self.memory: list[tuple[int, int]] = []
        self._number = 0
        self._key = ""
        # The acts that must be there, by number: what was typed.
        self._known: dict[int, str] = {}

    def run(self, seconds: float) -> None:
        """Meets until so much time has passed."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if not self._key or len(self._known) > MOST_ACTS:
                self._begin()
            self.chance.choice((self._in_the_screen, self._through_scribe))()
            self._look()
            self.sessions += 1

    def _begin(self) -> None:
        subprocess.run([COMMAND, "agenda", "import", AGENDA], env=self.environment, check=True, capture_output=True)
        self._key = self.archive.keys()[-1] if not self.meetings else f"{KEY}-{self.meetings + 1}"
        self._known = {}
        self.meetings += 1
        opening = b"/open\n/present dvdb jth mtda bvdb zc feh iij rkb sy\n/next\n"
        command: list[str | Path] = [COMMAND, "scribe", self._key, "-"]
        subprocess.run(command, input=opening, env=self.environment, check=True, stdout=subprocess.DEVNULL)

    def _line(self) -> str:
        (form,) = self.chance.choices([form for form, _often in LINES], [often for _form, often in LINES])
        self._number += 1
        words = " ".join(self.chance.choices(WORDS, k=self.chance.randint(2, 14)))
        return form.format(words=words, number=self._number, who=self.chance.choice(PEOPLE))

    # The two ways to type

    def _in_the_screen(self) -> None:
        terminal = Terminal([COMMAND, "live", self._key], self.environment, columns=120, rows=40)
        try:
            terminal.wait_for_text("OR-vergadering", 60)
            # Now and then for long, so that a memory that grows is seen.
            long = not self.memory or self.chance.random() < 0.1
            used: list[int] = []
            for _burst in range(LONG if long else self.chance.randint(1, 4)):
                for _line in range(self.chance.randint(1, 15)):
                    # What made no sense was left in the line to be mended: it is taken out.
                    terminal.type(f"\x15{self._line()}\r")
                    terminal.read(self.chance.choice((0, 0, 0.02)))
                last = f"bakens verzet na {self._number}"
                terminal.type(f"\x15{last}\r")
                # What another program reads from the disk is there for good.
                terminal.wait_for(partial(self._has, last), 60)
                self._acknowledge(self._on_disk())
                used.append(_memory(terminal.pid))
            if long:
                self.memory.append((used[LONG // 2], used[-1]))
            terminal.type(HALF)
            if sure := self.chance.random() < 0.5:
                # It is kept a tenth of a second after the last key.
                terminal.wait_for_text(HALF, 60)
                terminal.read(0.5)
            else:
                terminal.read(self.chance.uniform(0, 0.2))
            self._end(terminal)
        finally:
            terminal.close()
        self._look_at_half_typed(sure=sure)

    def _end(self, terminal: Terminal) -> None:
        how = self.chance.choice(("kill -9", "kill -9", "kill -9", "SIGTERM", "closed terminal", "left"))
        self.ends[how] += 1
        if how == "kill -9":
            terminal.kill(signal.SIGKILL)
        elif how == "SIGTERM":
            terminal.kill(signal.SIGTERM)
        elif how == "closed terminal":
            terminal.hang_up(60)
            return
        else:
            terminal.press("ctrl+q")
        terminal.end(60)

    def _through_scribe(self) -> None:
        with subprocess.Popen(
            [COMMAND, "scribe", self._key, "-"],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            count = self.chance.randint(1, 60)
            process.stdin.write("".join(f"{self._line()}\n" for _each in range(count)).encode())
            process.stdin.flush()
            if self.chance.random() < 0.2:
                self.ends["left"] += 1
                process.stdin.close()
            else:
                self.ends["kill -9"] += 1
                time.sleep(self.chance.uniform(0.05, 0.6))
                process.kill()
            for said in process.stdout.read().decode().splitlines(keepends=True):
                number, _verb, typed = said.split("\t", 2)
                if typed.endswith("\n"):
                    self._acknowledge({int(number): typed[:-1]})

    # Looking

    def _on_disk(self) -> dict[int, str]:
        """The acts of the meeting, by number, as any program reads them now."""
        return {act.number: act.line for act in self.archive.read(self._key).log}

    def _has(self, line: str) -> bool:
        return line in self._on_disk().values()

    def _acknowledge(self, acts: dict[int, str]) -> None:
        self.acts += len(acts.keys() - self._known.keys())
        self._known.update(acts)

    def _look(self) -> None:
        record = self.archive.read(self._key)
        there = {act.number: act.line for act in record.log}
        for number, typed in self._known.items():
            # A command that cannot be done at that moment is kept as text.
            if there.get(number) not in (typed, f"\\{typed}"):
                self._wrong(f"LOST: act {number}, {typed!r}; there is {there.get(number)!r}")
        if list(there) != list(range(1, len(there) + 1)):
            self._wrong(f"the acts are not in order: {list(there)}")
        # Each line has a number of its own.
        texts = [entry.text for entry in record.entries.values()]
        numbers = Counter(number for text in texts for number in re.findall(r"#(\d+)", text))
        for number, times in numbers.items():
            if times > 1:
                self._wrong(f"TWICE: the line #{number}")
        self._acknowledge(there)

    def _look_at_half_typed(self, *, sure: bool) -> None:
        left = self.archive.draft(self._key).read()
        if not HALF.startswith(left) or (sure and left != HALF):
            self._wrong(f"HALF TYPED was {HALF!r}; there is {left!r}")

    def _wrong(self, what: str) -> None:
        self.lost += 1
        print(f"{self._key}: {what}")


def _memory(process: int) -> int:
    """The memory of its own that a process uses now, in kB."""
    status = Path(f"/proc/{process}/status").read_text("ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:"))


def main() -> int:
    """Soaks, and tells what came of it."""
    minutes = float(os.environ.get("SOAK_MINUTES", "10"))
    seed = int(os.environ.get("SOAK_SEED", "7"))
    with tempfile.TemporaryDirectory(prefix="notulist-soak-") as folder:
        soak = Soak(Path(folder), seed)
        soak.run(minutes * 60)
    ends = ", ".join(f"{count} × {how}" for how, count in sorted(soak.ends.items()))
    print(f"seed {seed}, {minutes:g} minutes, {soak.meetings} meetings, {soak.sessions} times opened")
    print(f"acts     {soak.acts}")
    print(f"kills    {soak.ends['kill -9']}   (all ends: {ends})")
    print(f"lost     {soak.lost}")
    if not soak.memory:
        print("memory   no long sitting: give it more SOAK_MINUTES")
        return 1
    first, last = (median(part) for part in zip(*soak.memory, strict=True))
    most = max(after / before for before, after in soak.memory)
    grown = f"{first / 1024:.0f} MB half-way, {last / 1024:.0f} MB at the end, at most × {most:.2f}"
    print(f"memory   {grown} in {len(soak.memory)} long sittings")
    return 1 if soak.lost or most > GROWTH else 0


if __name__ == "__main__":
    sys.exit(main())
