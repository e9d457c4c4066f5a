"""Random bytes into the screens in a real terminal: no traceback, no hang, nothing run, and what was kept still opens.

    python -m tests.faults.fuzz_terminal          for 10 minutes; FUZZ_MINUTES and FUZZ_SEED say otherwise

In each round a screen gets bursts of raw bytes, keys, halves of escape sequences, pastes and lines. It ends with
a summary, and with 1 where the program ended in an error of ours, used more of the processor for a burst than the
dozen things in it can take, began another program, or left an archive that cannot be read; each such round is printed
with its seed.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from importlib.resources import files
from pathlib import Path

from store.archive.archive import Archive
from store.archive.doctor import examine
from store.archive.doctor_findings import FindingKind
from tests.helpers.terminal import KEYS, Terminal

COMMAND = Path(sys.executable).with_name("notulist")
AGENDA = str(files("tests.samples") / "agenda-nl.md")
KEY = "2026-11-19-or"
SCREENS = ("live", "review", "prepare", "home")
BURSTS = 12
# Up to a dozen things, some of which open a screen for the first time.
LONGEST = 3.0
# What ends a wait: the program has nothing more to do.
QUIET = 0.15
# ctrl+q is how to leave, ctrl+z how to stop: both are tried elsewhere.
NEVER = bytes([0x11, 0x1A])
PIECES = (
    b"\x1b", b"\x1b[", b"\x1bO", b"\x1b[M\xff\xff\xff", b"\x1b[<0;999;999M", b"\x1b[99999999u", b"\x1b]0;x", b"\x1bP",
    b"\x1b[200~", b"\x1b[201~", b"\x1b[8;1;1t", b"\x1b[1;1R", b"\x9b", b"\xe9", b"\xff\xfe", b"\xc3", b"\xf0\x9f\x98",
    b"\x00", b"\x03", b"\x7f", b"\r", b"\t", b"\x1b[Z", b"$(touch run)", b"`touch run`\r", b"!touch run\r",
    b"= geheim +kp\r", b"/naar 2\r", b"/besluit x\r", b"[/nope]\r", b"[@click=app.quit]x[/]\r", b" " * 3000,
    "ӜA\u202e\u200d👩\u200d🚀é".encode(), b"@kp doe > morgen\r", b"/sluit\r", b"/open\r", b"A" * 4500 + b"\r",
)  # fmt: skip


def burst(chosen: random.Random) -> bytes:
    """Bytes that a terminal, a keyboard or somebody who pastes may send."""
    parts = []
    for _part in range(chosen.randint(1, 12)):
        way = chosen.random()
        if way < 0.25:
            parts.append(chosen.randbytes(chosen.randint(1, 40)))
        elif way < 0.5:
            parts.append(chosen.choice(list(KEYS.values())).encode())
        else:
            parts.append(chosen.choice(PIECES))
    return b"".join(parts).translate(None, NEVER)


def processor(pid: int) -> float:
    """The seconds of the processor that a process has used."""
    ticks = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def ended(terminal: Terminal) -> bool:
    """Whether the program has ended; it is waited for later."""
    return (
        terminal.code is not None or Path(f"/proc/{terminal.pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    )


def children(pid: int) -> str:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().strip()


def settled(terminal: Terminal) -> float:
    """Reads until the program has nothing to do; the seconds of the processor that it used."""
    began = used = processor(terminal.pid)
    while not ended(terminal):
        terminal.read(QUIET)
        if ended(terminal):
            break
        now = processor(terminal.pid)
        if now - used < QUIET / 3:
            break
        used = now
        if now - began > 20 * LONGEST:
            break
    return used - began


def play(folder: Path, seed: int) -> list[str]:
    """One round; what was wrong in it, a line each."""
    chosen = random.Random(seed)
    environment = {
        **os.environ,
        "NOTULIST_ARCHIVE": str(folder / "archive"),
        "HOME": str(folder),
        **{f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("STATE", "CACHE", "CONFIG", "DATA")},
        "LC_ALL": "C.UTF-8",
    }
    subprocess.run([COMMAND, "agenda", "import", AGENDA], env=environment, check=True, capture_output=True)
    screen = chosen.choice(SCREENS)
    arguments = [] if screen == "home" else [screen, KEY]
    if screen == "review":
        held = b"13:30 /open\n/naar 2\n! Besluit\nKP: ja\n/sluit\n"
        subprocess.run([COMMAND, "scribe", KEY, "-"], env=environment, input=held, check=True, capture_output=True)
    terminal = Terminal([COMMAND, *arguments], environment, chosen.choice((40, 80, 200)), chosen.choice((10, 24, 60)))
    wrong = []
    try:
        terminal.wait_for(lambda: len(terminal.output) > 500)
        settled(terminal)
        for _burst in range(BURSTS):
            if ended(terminal):
                break
            sent = burst(chosen)
            terminal.type(sent)
            took = settled(terminal)
            if took > LONGEST:
                wrong.append(f"{took:.1f} s of the processor for {sent[:300]!r}")
            if not ended(terminal) and (others := children(terminal.pid)):
                wrong.append(f"began another program: {others}")
    finally:
        terminal.close()
    if b"Traceback" in terminal.output or list((folder / "state/notulist").glob("crashes/*")):
        reports = [path.read_text("utf-8")[-600:] for path in (folder / "state/notulist").glob("crashes/*")]
        wrong.append(f"ended in an error: {reports}")
    if list(folder.rglob("run")) or Path("run").exists():
        wrong.append("something was run")
    archive = Archive(folder / "archive", folder / "reading")
    archive.read(KEY)
    wrong += [each.words for each in examine(archive) if each.what not in (FindingKind.JOURNAL, FindingKind.PENDING)]
    return [f"seed {seed}: {screen}: {line}" for line in wrong]


def main() -> int:
    """Plays until the time is up; 1 where anything was wrong."""
    end = time.monotonic() + 60 * float(os.environ.get("FUZZ_MINUTES", "10"))
    first = seed = int(os.environ.get("FUZZ_SEED", "1"))
    wrong = 0
    while time.monotonic() < end:
        with tempfile.TemporaryDirectory(prefix="notulist-fuzz-") as folder:
            os.chdir(folder)
            lines = play(Path(folder), seed)
            os.chdir("/")
        for line in lines:
            print(line, flush=True)
        wrong += bool(lines)
        seed += 1
    print(f"{seed - first} rounds, {wrong} wrong; the next seed is {seed}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
