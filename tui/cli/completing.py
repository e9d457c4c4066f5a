"""Completion in the shell: the script that a shell reads, and the meetings, bodies and people that it is offered."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem, ShellComplete, add_completion_class, get_completion_class

from store.errors import NotulistError
from store.i18n import N_, _
from store.settings import read_settings
from tui.cli.session import Session

if TYPE_CHECKING:
    from store.archive.archive import Archive

ASKED = "_NOTULIST_COMPLETE"
"""The variable in which the script of a shell asks for completion."""

_POWERSHELL = """Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | ForEach-Object { $_.ToString() })
    if (-not $wordToComplete) { $words += '' }
    $env:%(complete_var)s = 'powershell_complete'
    $env:COMP_WORDS = $words -join "`n"
    $env:COMP_CWORD = $words.Count - 1
    %(prog_name)s | ForEach-Object {
        $value, $help = $_ -split "`t", 2
        if (-not $help) { $help = $value }
        [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $help)
    }
    Remove-Item Env:%(complete_var)s, Env:COMP_WORDS, Env:COMP_CWORD
}
"""


class _PowerShell(ShellComplete):
    name = "powershell"
    source_template = _POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        words = os.environ["COMP_WORDS"].split("\n")
        at = int(os.environ["COMP_CWORD"])
        return words[1:at], words[at] if at < len(words) else ""

    def format_completion(self, item: CompletionItem) -> str:
        return f"{item.value}\t{item.help}" if item.help else str(item.value)


add_completion_class(_PowerShell)
_SHELLS = ("bash", "zsh", "fish", "powershell")


@click.command(
    help=N_("Print what a shell reads to complete commands, meetings, bodies and people: bash, zsh, fish, powershell.")
)
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Prints the script of a shell."""
    made = get_completion_class(shell)
    assert made is not None
    program = made(context.find_root().command, {}, "notulist", ASKED)
    # That of bash would start a bash, to look at its version.
    click.echo(ShellComplete.source(program))


class Known(click.ParamType[str]):
    """A text that is taken as it is typed; the shell is offered what the archive knows, in `offered`."""

    def __init__(self, name: str, offered: Callable[[Archive], Iterator[tuple[str, str]]]) -> None:
        self.name = name
        self._offered = offered

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text."""
        return str(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """What begins so. Nothing where the archive cannot be read: whoever runs the command is told."""
        with contextlib.suppress(NotulistError, OSError):
            folder = ctx.find_root().params.get("folder") or os.environ.get("NOTULIST_ARCHIVE")
            archive = Session(folder or read_settings().archive or None).archive_untold
            wanted = incomplete.casefold()
            return [
                CompletionItem(value, help=told or None)
                for value, told in self._offered(archive)
                if value.casefold().startswith(wanted)
            ]
        return []


def offer(command: click.Command) -> None:
    """Makes `command`, and all below it, offer meetings, bodies and people wherever one is asked for."""
    for parameter in command.params:
        known = _KNOWN.get(parameter.metavar or (parameter.name or "").upper())
        if known and isinstance(parameter.type, click.types.StringParamType):
            parameter.type = known
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        offer(below)


def _meetings(archive: Archive) -> Iterator[tuple[str, str]]:
    yield "latest", _("the running meeting, else the last one")
    yield from ((key, "") for key in reversed(archive.keys()))


def _bodies(archive: Archive) -> Iterator[tuple[str, str]]:
    yield from ((body.key, body.name) for body in archive.bodies())


def _people(archive: Archive) -> Iterator[tuple[str, str]]:
    people = {person.handle: person.name for body in archive.bodies() for person in body.people}
    yield from sorted(people.items())


_MEETING, _BODY, _PERSON = Known("meeting", _meetings), Known("body", _bodies), Known("person", _people)
_KNOWN = {
    "MEETING": _MEETING,
    "[MEETING]": _MEETING,
    "BODY": _BODY,
    "[BODY]": _BODY,
    "WHO": _PERSON,
    "HANDLE": _PERSON,
    "PERSON": _PERSON,
}
