"""What the product never does, watched by Python itself in a child process: no network, no other program, no pickle."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import pytest

from tests.conftest import run
from tests.helpers.project import ROOT
from tests.helpers.terminal import Terminal

AGENDA = str(files("tests.samples") / "agenda-nl.md")
NOTES = str(files("tests.samples") / "notes-nl.txt")

# Python tells each of these before it happens. An event loop makes a pair of sockets for itself: they lead nowhere.
NETWORK = ("urllib", "http", "ftplib", "smtplib", "imaplib", "poplib", "webbrowser", "subprocess", "pickle")
PROGRAMS = ("os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.startfile")
WATCHED = f"""
import os, sys
def watch(event, arguments):
    socket = event.startswith("socket.") and not (event == "socket.__new__" and int(arguments[1]) == 1)
    if socket or event.split(".")[0] in {NETWORK} or event in {PROGRAMS}:
        with open(os.environ["WATCHED"], "a") as file:
            print(event, arguments, file=file)
        os._exit(99)
sys.addaudithook(watch)
"""
PROGRAM = WATCHED + "from tui.start import main\nsys.exit(main(sys.argv[1:]))\n"
# Does what all these command lines ask for, one after the other, until one of them fails.
ALL_OF_THEM = (
    WATCHED
    + """
import json
from tui.start import main
for command in json.loads(sys.argv[1]):
    try:
        code = main(command)
    except SystemExit as end:
        code = end.code
    if code:
        sys.exit(f"{command} ended with {code}")
print("all of them")
"""
)


@pytest.fixture
def seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WATCHED", str(tmp_path / "watched.txt"))
    return tmp_path / "watched.txt"


@pytest.mark.parametrize(
    "call",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import socket; socket.socket(socket.AF_UNIX).connect('/tmp/none')",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import pickle, datetime; pickle.loads(pickle.dumps(datetime.date.today()))",
    ],
)
def test_the_watch_sees_what_it_is_there_for(seen: Path, call: str) -> None:
    done = subprocess.run([sys.executable, "-c", f"{WATCHED}\n{call}"], check=False, capture_output=True)
    assert done.returncode == 99
    assert seen.exists()


def commands(folder: Path) -> list[tuple[str | Path, ...]]:
    """What a day of work asks of the command line; what they write goes to `folder`."""
    return [
        ("demo",),
        ("scribe", "--agenda", AGENDA, NOTES),
        ("agenda", "import", AGENDA),
        ("agenda", "export", "2026-11-19-or"),
        ("export", "2026-11-19-or", "-o", "-"),
        ("show", "2026-11-19-or", "--json"),
        ("explain", "@allen brief > volgende vergadering", "--meeting", "2026-11-19-or"),
        ("doctor",),
        ("doctor", "--repair"),
        ("backup", folder / "b.zip"),
        ("restore", folder / "b.zip", "--into", folder / "new"),
        ("handover", folder / "next"),
        ("where",),
    ]


def test_no_command_opens_a_connection_or_another_program(seen: Path, tmp_path: Path) -> None:
    whole = json.dumps([[str(word) for word in command] for command in commands(tmp_path)])
    done = subprocess.run([sys.executable, "-c", ALL_OF_THEM, whole], capture_output=True, text=True, check=False)
    assert not seen.exists(), (done.stderr, seen.read_text("utf-8"))
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("all of them\n")


SCREENS = {
    "demo": (["demo", "--lang", "en"], "Board meeting"),
    "live": (["live", "latest"], "2026-11"),
    "home": ([], "2026-11"),
}


@pytest.mark.parametrize(("command", "shown"), SCREENS.values(), ids=SCREENS.keys())
def test_no_screen_opens_a_connection_or_another_program(
    seen: Path, terminals: list[Terminal], command: list[str], shown: str
) -> None:
    run("agenda", "import", AGENDA)
    terminal = Terminal([sys.executable, "-c", PROGRAM, *command])
    terminals.append(terminal)
    terminal.wait_for_text(shown)
    if command:
        terminal.type("a line with a link: https://example.org/ \r")
        terminal.wait_for_text("example.org")
        terminal.press("f1")
        terminal.wait_for_text("Take the last act back")
        terminal.type("\x1b")
        terminal.wait_for(lambda: "Take the last act back" not in terminal.text())
    terminal.press("ctrl+q")
    assert terminal.end() == 0, (seen.exists() and seen.read_text("utf-8"), terminal.text())
    assert not seen.exists()


# The source

MODULES = set(
    "socket ssl http urllib ftplib smtplib imaplib poplib xmlrpc webbrowser socketserver requests httpx aiohttp "
    "pickle shelve marshal dill cloudpickle subprocess multiprocessing pty code codeop ctypes asyncio.streams".split()
)
# Of Windows is asked in which language it shows itself; there is no other way.
ASKED = (("i18n.py", {"ctypes"}), ("program.py", {"subprocess"}))
CALLS = {"eval", "exec", "compile", "__import__", "breakpoint", "input"}
OF_OS = "system popen execl execle execlp execv execve execvp execvpe fork forkpty posix_spawn spawnl spawnv startfile"
OF_ASYNCIO = "open_connection start_server create_subprocess_exec create_subprocess_shell"
METHODS = {
    *(("os", name) for name in OF_OS.split()),
    *(("asyncio", name) for name in OF_ASYNCIO.split()),
    *(("yaml", name) for name in ("load", "unsafe_load", "full_load")),
    ("tempfile", "mktemp"),
}


# A module in which none of these stands cannot do what is looked for: its tree need not be looked through.
SUSPICIOUS = re.compile(
    rf"\b(?:{'|'.join(name.split('.')[0] for name in MODULES)}|shell)\b"
    rf"|(?<!\.)\b(?:{'|'.join(CALLS)})\b|\.(?:{'|'.join(name for _of, name in METHODS)})\b"
)


def sources(suspicious: re.Pattern[str]) -> Iterator[tuple[Path, ast.Module]]:
    for room in ("store", "exports", "tui"):
        for path in sorted((ROOT / room).rglob("*.py")):
            if suspicious.search(text := path.read_text("utf-8")):
                yield path, ast.parse(text)


def test_the_source_has_no_eval_no_pickle_no_shell_and_no_network() -> None:
    for path, tree in sources(SUSPICIOUS):
        for node in ast.walk(tree):
            where = f"{path}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Import):
                names = {alias.name for alias in node.names}
                assert not names & MODULES or (path.name, names) in ASKED, where
                assert not {name.split(".")[0] for name in names} & MODULES or (path.name, names) in ASKED, where
            elif isinstance(node, ast.ImportFrom):
                assert (node.module or "") not in MODULES, where
                assert (node.module or "").split(".")[0] not in MODULES, where
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in CALLS, where
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                assert (node.value.id, node.attr) not in METHODS, where
            elif isinstance(node, ast.keyword) and node.arg == "shell":
                raise AssertionError(where)


def test_no_file_is_made_that_others_may_read() -> None:
    """Files are made by `store.disk.atomic`, or with a mode of their own: never by `open(…, "w")` or `write_text`."""
    # Typst reads its source from a folder that only this process may enter, and that is gone afterwards.
    allowed = {"lock.py", "pdf.py"}
    for path, tree in sources(re.compile(r"\.write_(?:text|bytes)\b")):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert node.func.attr not in ("write_text", "write_bytes") or path.name in allowed, (path, node.lineno)


# Documents


def test_a_document_never_follows_a_link(tmp_path: Path) -> None:
    run("scribe", "--agenda", AGENDA, NOTES)
    target = tmp_path / "target.txt"
    target.write_text("mine")
    for name, to in (("file", target), ("broken", tmp_path / "none"), ("folder", tmp_path)):
        link = tmp_path / name
        link.symlink_to(to)
        for force in ([], ["--force"]):
            # A folder may be called by another name: a document in it is a file of its own.
            exports = [["export", "latest"]] if name != "folder" else []
            for command in (*exports, ["agenda", "export", "latest"]):
                done = run(*command, "-o", link, *force)
                assert done.returncode == 1, command
                assert done.stderr.decode().count("\n") == 1
    assert target.read_text() == "mine"
    assert not (tmp_path / "none").exists()


def test_every_file_of_a_whole_day_is_for_its_owner_only(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        run("scribe", "--agenda", AGENDA, NOTES)
        run("export", "latest", "-o", tmp_path / "minutes.md")
        run("backup", tmp_path / "b.zip")
        run("handover", tmp_path / "next")
    finally:
        os.umask(before)
    made = [tmp_path / "minutes.md", tmp_path / "b.zip"]
    for folder in (tmp_path / "archive", tmp_path / "next", tmp_path / "home"):
        made += [folder, *folder.rglob("*")]
    for path in made:
        if path.is_file():
            assert path.stat().st_mode & 0o777 == 0o600, path
    assert (tmp_path / "archive").stat().st_mode & 0o777 == 0o700


# What we stand on

FIXED = {
    # CVE-2023-26302 and CVE-2023-26303: text that stops the parser.
    "markdown-it-py": (2, 2, 0),
    # CVE-2023-28362 and CVE-2022-40896: text that takes for ever; comes with Textual.
    "pygments": (2, 15, 1),
}
"""The first versions without the holes known to us. `make audit` asks for newer ones, where it can reach its data."""


def numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", text)[:3])


def test_nothing_we_stand_on_has_a_known_hole() -> None:
    for name, first in FIXED.items():
        assert numbers(version(name)) >= first, name
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    for line in asked:
        name = re.split(r"[<>=!~]", line)[0]
        if name in FIXED:
            (least,) = re.findall(r">=([\d.]+)", line)
            padded = (*numbers(least), 0, 0)[:3]
            assert padded >= FIXED[name], line
