"""What a shell is offered behind a command."""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

from tests.conftest import COMMAND, run, start
from tests.helpers.tables import each_row

AGENDA = str(files("tests.samples") / "agenda-nl.md")
NOTES = str(files("tests.samples") / "notes-nl.txt")


def offered(*words: str) -> list[str]:
    """What is offered for the last of `words`."""
    asked = {"COMP_WORDS": " ".join(["notulist", *words]), "COMP_CWORD": str(len(words))}
    done = run(_NOTULIST_COMPLETE="bash_complete", **asked)
    assert (done.returncode, done.stderr) == (0, b"")
    return [line.partition(",")[2] for line in done.stdout.decode().splitlines() if line]


@pytest.fixture
def _archive() -> None:
    assert run("scribe", "--agenda", AGENDA, NOTES).returncode == 0


@pytest.mark.usefixtures("_archive")
def test_commands_meetings_bodies_and_people() -> None:
    assert offered("exp") == ["explain", "export"]
    [key] = [each for each in offered("live", "20") if each != "latest"]
    assert offered("export", "l") == ["latest"]
    assert key == "2026-11-19-or"
    assert offered("bodies", "show", "o") == offered("actions", "--body", "o") == ["or"]
    assert offered("actions", "--owner", "bv") == ["BvdB"]
    assert "--open" in offered("actions", "--o")
    assert offered("bodies", "show", "nobody") == []


def test_without_an_archive_nothing_is_offered_and_nothing_said() -> None:
    assert offered("live", "20") == []


@each_row("shell", ["bash", "zsh", "fish", "powershell"])
def test_each_shell_has_a_script_that_asks_by_the_variable(shell: str) -> None:
    done = run("completion", shell)
    assert done.returncode == 0
    assert "_NOTULIST_COMPLETE" in done.stdout.decode()


def test_powershell_is_answered() -> None:
    done = run(_NOTULIST_COMPLETE="powershell_complete", COMP_WORDS="notulist\nexpo", COMP_CWORD="1")
    assert done.stdout.decode().partition("\t")[0].strip() == "export"


ASKING = {
    "bash": "source <(notulist completion bash); COMP_WORDS=(notulist bodi); COMP_CWORD=1; "
    '_notulist_completion notulist; echo "${COMPREPLY[@]}"',
    "fish": "notulist completion fish | source; complete -C 'notulist bodi'",
}


@pytest.mark.faults
@pytest.mark.parametrize("shell", ASKING)
def test_a_real_shell_completes(shell: str) -> None:
    if not (program := shutil.which(shell)):
        pytest.skip(f"{shell} is not installed")
    path = f"{Path(COMMAND).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        [program, "-c", ASKING[shell]], capture_output=True, text=True, check=True, env={**os.environ, "PATH": path}
    )
    assert done.stdout.split()[0] == "bodies"


def test_help_by_one_letter_and_what_was_meant() -> None:
    assert run("export", "-h").stdout == run("export", "--help").stdout != b""


@pytest.mark.usefixtures("_archive")
def test_a_meeting_that_was_nearly_named() -> None:
    done = run("show", "lates")
    assert done.returncode == 1
    assert b"Did you mean latest?" in done.stderr
    assert run("show").stdout == run("show", "latest").stdout != b""


def test_the_keys_and_the_other_ways() -> None:
    text = run("keys", LANG="nl_NL.UTF-8").stdout.decode()
    assert "/actions /acties" in text
    assert start("keys", "--json").stdout.startswith(b"[")
