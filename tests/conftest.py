"""What all tests share: a home of their own, English messages, and a way to run the command."""

from __future__ import annotations

import gc
import itertools
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from store.archive.archive import Archive
from store.i18n import speak
from tests.helpers import idle, unsteady
from tests.helpers.forked import Forking
from tests.helpers.meetings import Kept, archive_with_meeting
from tests.helpers.terminal import Terminal

COMMAND = Path(sys.executable).with_name("notulist")

# Two slow cores must not make a property fail, and what fails must fail again.
settings.register_profile(
    "notulist",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow],
)
# So many in `make faults`.
settings.register_profile("long", settings.get_profile("notulist"), max_examples=300)
settings.load_profile("notulist")


def pytest_configure() -> None:
    late = os.environ.get(unsteady.VARIABLE, "")
    if late and late not in unsteady.WAYS:
        raise pytest.UsageError(f"{unsteady.VARIABLE} is one of {', '.join(unsteady.WAYS)}, and not {late}")


def pytest_collection_finish() -> None:
    # Whatever was loaded stays: the collector need not look through all of it again in each test.
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _own_home(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _folder_of(request)
    home = folder / "home"
    for variable, path in {
        "HOME": home,
        "XDG_DATA_HOME": home / "data",
        "XDG_STATE_HOME": home / "state",
        "XDG_CONFIG_HOME": home / "config",
        "XDG_CACHE_HOME": home / "cache",
        "NOTULIST_ARCHIVE": folder / "archive",
    }.items():
        monkeypatch.setenv(variable, str(path))
    for variable in ("LANGUAGE", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    # Whoever has set it would not see what is lost at the end of a program.
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    speak("en")


_numbers = itertools.count()


def _folder_of(request: pytest.FixtureRequest) -> Path:
    """Where a test may write; for one that asks for no folder it is not made, but has a name."""
    if "tmp_path" in request.fixturenames:
        asked: Path = request.getfixturevalue("tmp_path")
        return asked
    factory: pytest.TempPathFactory = request.getfixturevalue("tmp_path_factory")
    return factory.getbasetemp() / f"not asked for {next(_numbers)}"


@pytest.fixture(autouse=True)
def _pilots_wait_until_idle(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    idle.use_in_pilots(monkeypatch)
    if late := os.environ.get(unsteady.VARIABLE):
        unsteady.make_late(monkeypatch, late, request.node.nodeid)


@pytest.fixture
def archive_folder() -> Path:
    """Where the command of this test keeps its archive."""
    return Path(os.environ["NOTULIST_ARCHIVE"])


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive that holds one meeting."""
    return archive_with_meeting(tmp_path)


@pytest.fixture
def kept(archive: Archive) -> Kept:
    """That meeting, open for writing."""
    return Kept(archive)


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    """The terminals that a test opens; closed when it is over."""
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.close()


@pytest.fixture
def reported(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """The errors of the program that were reported beside the main thread, in place of the report of a crash."""
    errors: list[BaseException] = []

    def hear(about: threading.ExceptHookArgs) -> None:
        assert about.exc_value is not None
        errors.append(about.exc_value)

    monkeypatch.setattr(threading, "excepthook", hear)
    return errors


@cache
def _forking() -> Forking:
    return Forking(os.environ)


def run(*arguments: str | Path, typed: bytes | str = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Runs the installed command in the test's own home and archive, and types into it."""
    content = typed.encode() if isinstance(typed, str) else typed
    whole = {**os.environ, **environment}
    forking = _forking()
    if forking.serves(whole):
        return forking.run(COMMAND, arguments, content, whole)
    return start(*arguments, typed=content, **environment)


def start(*arguments: str | Path, typed: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The same, from the very start of Python, which takes a few hundred milliseconds."""
    return subprocess.run(
        [COMMAND, *arguments], input=typed, capture_output=True, check=False, env={**os.environ, **environment}
    )
