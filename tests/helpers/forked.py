"""The installed command in a process of its own, without its start: forked from one that has loaded it before.

To start Python and to load the libraries takes many times as long as what a command does with them, and the tests run
hundreds of commands. So each worker of the tests begins one process that loads everything and waits; for each command
it forks, and the child does what the command does: it has its own streams, folder, umask and environment, and ends as
a program ends. What Python itself reads from the environment when it starts (`LC_ALL`, `PYTHON...`, `LD_...`) holds for
all of them; with other values a command is begun anew, as it is by whoever tests how it starts.
"""

from __future__ import annotations

import array
import gc
import importlib
import json
import os
import pkgutil
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, NoReturn

_ROOMS = ("store", "exports", "tui")
# What the rooms load only where they use it.
_LIBRARIES = ("docx", "icalendar", "jinja2", "markdown_it", "pendulum", "tinydb", "typst", "yaml")
_READ_AT_THE_START = ("LC_ALL", "LC_CTYPE", "LANG")
_LENGTH = struct.Struct("!q")


class Forking:
    """A process that has loaded everything, and forks for each command; it ends with whoever began it."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._for = _at_the_start(environment)
        self._socket, its = socket.socketpair()
        with its:
            file = its.fileno()
            command = [sys.executable, "-P", __file__, str(file)]
            self._process = subprocess.Popen(command, pass_fds=[file], env=environment, cwd="/")

    def serves(self, environment: Mapping[str, str]) -> bool:
        """Whether Python would start in that environment as this process has started."""
        return _at_the_start(environment) == self._for

    def run(
        self, command: Path, arguments: Sequence[str | Path], typed: bytes, environment: Mapping[str, str]
    ) -> subprocess.CompletedProcess[bytes]:
        """Runs the command with `typed` as its input; what it printed, and its exit code (a signal: negative)."""
        umask = os.umask(0o077)
        os.umask(umask)
        words = [str(command), *map(str, arguments)]
        asked = {
            "arguments": words,
            "environment": dict(environment),
            "folder": str(Path.cwd()),
            "umask": umask,
        }
        content = json.dumps(asked).encode()
        with TemporaryFile() as given, TemporaryFile() as printed, TemporaryFile() as told:
            given.write(typed)
            given.seek(0)
            files = [stream.fileno() for stream in (given, printed, told)]
            self._socket.sendmsg(
                [_LENGTH.pack(len(content))], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", files))]
            )
            self._socket.sendall(content)
            (code,) = _LENGTH.unpack(_receive(self._socket, _LENGTH.size))
            for stream in (printed, told):
                stream.seek(0)
            return subprocess.CompletedProcess(words, code, printed.read(), told.read())


def _at_the_start(environment: Mapping[str, str]) -> dict[str, str]:
    return {
        name: value
        for name, value in environment.items()
        if name in _READ_AT_THE_START or name.startswith(("PYTHON", "LD_"))
    }


def _receive(connection: socket.socket, size: int) -> bytes:
    content = b""
    while len(content) < size:
        if not (more := connection.recv(size - len(content))):
            raise EOFError("the other end has gone")
        content += more
    return content


def _serve(connection: socket.socket) -> None:
    """Forks for each command that is asked for, and tells its exit code, until nobody is there to ask."""
    for room in _ROOMS:
        package = importlib.import_module(room)
        for module in pkgutil.walk_packages(package.__path__, f"{room}."):
            importlib.import_module(module.name)
    for library in _LIBRARIES:
        importlib.import_module(library)
    # What is never looked at again is never copied for a child.
    gc.collect()
    gc.freeze()
    while True:
        # Of so few bytes a socket gives all or none.
        length, files, _flags, _address = socket.recv_fds(connection, _LENGTH.size, 3)
        if not length:
            return
        asked = json.loads(_receive(connection, *_LENGTH.unpack(length)))
        child = os.fork()
        if child == 0:
            connection.close()
            _become(asked, files)
        for file in files:
            os.close(file)
        _child, status = os.waitpid(child, 0)
        connection.sendall(_LENGTH.pack(os.waitstatus_to_exitcode(status)))


def _become(asked: dict[str, Any], files: list[int]) -> NoReturn:
    """Does in this process what the command does, with the streams in `files`, and ends it."""
    from tui.start import main

    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.chdir(asked["folder"])
    os.umask(asked["umask"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    time.tzset()
    sys.argv = asked["arguments"]
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, encoding=was.encoding, errors=was.errors, closefd=False)  # noqa: SIM115
        for number, mode, was in ((0, "r", sys.stdin), (1, "w", sys.stdout), (2, "w", sys.stderr))
    )
    try:
        code = main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    for thread in threading.enumerate():
        if thread is not threading.main_thread() and not thread.daemon:
            thread.join()
    sys.stdout.flush()
    sys.stderr.flush()
    # To clear away all that was loaded takes longer than the command.
    os._exit(code)


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as asking:
        _serve(asking)
