"""What is set up once: completion in the shell, the keys that a terminal takes, and the settings."""

from __future__ import annotations

import contextlib
import os
import shlex
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click
import msgspec
from click.shell_completion import CompletionItem, ShellComplete, add_completion_class, get_completion_class

from store.errors import NotulistError
from store.i18n import LANGUAGES, N_, _
from store.settings import Settings, read_settings
from tui.cli.options import AS_JSON
from tui.cli.output import print_json
from tui.cli.session import Session
from tui.routes import Place

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

    from store.archive.archive import Archive
    from tui.keys.commands import Command

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

# Keys

_SCREENS = {
    Place.HOME: N_("Home"),
    Place.LIVE: N_("A meeting that runs"),
    Place.ACTIONS: N_("Actions"),
    Place.DECISIONS: N_("Decisions"),
    Place.BODIES: N_("Bodies"),
    Place.BODY: N_("A body"),
    Place.NEW: N_("A new meeting"),
    Place.REVIEW: N_("Review"),
    Place.PREPARE: N_("An agenda that is prepared"),
    Place.BOARD: N_("The board"),
    Place.SEARCH: N_("Search"),
    Place.DOCUMENTS: N_("Documents"),
}


@click.command(help=N_("Show the keys of each screen, and what else does the same where a terminal takes a key."))
@AS_JSON
def keys(as_json: bool) -> None:
    """Prints the table of keys, a screen at a time."""
    from tui.keys.bindings import commands_of, key_name

    if as_json:
        print_json([_row(place, command) for place in Place for command in commands_of(place)])
        return
    for place in Place:
        if commands := commands_of(place):
            click.echo(_(_SCREENS.get(place, place.value)))
            for command in commands:
                ways = "  ".join(filter(None, (key_name(command.also) if command.also else "", command.line)))
                click.echo(f"  {key_name(command.key):<6} {_(command.says)}" + (f"   {ways}" if ways else ""))
            click.echo("")
    click.echo(_("Everywhere: ^P or ^Y shows all commands, to search in."))


def _row(place: Place, command: Command) -> dict[str, Any]:
    return {
        "screen": place.value,
        "action": command.action,
        "key": command.key,
        "also": command.also,
        "typed": command.line.split(),
        "does": _(command.says),
    }


# Settings

_NAMES = tuple(field.name for field in msgspec.structs.fields(Settings))
_YES, _NO = ("true", "yes", "on", "ja", "aan"), ("false", "no", "off", "nee", "uit")


@click.command("list", help=N_("Show all settings, as they hold now."))
@AS_JSON
def list_all(as_json: bool) -> None:
    """Prints each setting with its value."""
    settings = msgspec.to_builtins(read_settings())
    if as_json:
        print_json(settings)
        return
    for name, value in settings.items():
        if isinstance(value, dict):
            for below, own in value.items():
                click.echo(f"{name}.{below} = {own}")
        else:
            click.echo(f"{name} = {_told(value)}")


@click.command(help=N_("Show one setting."))
@click.argument("name")
def get(name: str) -> None:
    """Prints the value of a setting; nothing where it is not set."""
    section, key = _place(name)
    value = getattr(read_settings(), section)
    click.echo(_told(value.get(key, "") if key else value))


@click.command("set", help=N_("Change one setting; an empty VALUE sets it back. Comments in the file stay."))
@click.argument("name")
@click.argument("value")
def put(name: str, value: str) -> None:
    """Checks the setting with all others, and keeps it."""
    import tomlkit

    from store.disk.atomic import make_folder, write_whole
    from store.paths import settings_file
    from tui.keys.keymaps import keys_chosen

    section, key = _place(name)
    before = read_settings()
    path = settings_file()
    document = tomlkit.parse(path.read_text("utf-8-sig") if path.exists() else "")
    _change(document, section, key, value)
    try:
        settings = msgspec.convert(document.unwrap(), Settings)
    except msgspec.ValidationError:
        raise NotulistError(_wrong(section, value)) from None
    if settings.language not in ("", *LANGUAGES):
        raise NotulistError(_wrong(section, value))
    keys_chosen(settings.keymap, settings.keys)
    if settings == before:
        return
    make_folder(path.parent)
    write_whole(path, tomlkit.dumps(document).encode())


@click.command(help=N_("Show where the file of the settings is."))
def path() -> None:
    """Prints the path of the settings."""
    from store.paths import settings_file

    click.echo(settings_file())


@click.command(help=N_("Edit the file of the settings in your editor."))
def edit() -> None:
    """Opens the file in the editor; tells what is wrong with what came of it."""
    from store.disk.atomic import make_folder, write_whole
    from store.paths import settings_file
    from tui.keys.keymaps import keys_chosen

    file = settings_file()
    if not file.exists():
        make_folder(file.parent)
        write_whole(file, b"")
    click.edit(filename=str(file))
    settings = read_settings()
    keys_chosen(settings.keymap, settings.keys)


def _place(name: str) -> tuple[str, str]:
    """The name of a setting, and behind a point the action of a key. Raises NotulistError for an unknown name."""
    section, point, key = name.partition(".")
    if section not in _NAMES or bool(point) != (section == "keys") or (point and not key):
        known = ", ".join(f"{each}.…" if each == "keys" else each for each in _NAMES)
        raise NotulistError(_("There is no setting “{name}”. There are: {known}.").format(name=name, known=known))
    return section, key


def _change(document: TOMLDocument, section: str, key: str, value: str) -> None:
    import tomlkit

    if not key:
        if value:
            document[section] = _value(section, value)
        else:
            document.pop(section, None)
        return
    table: Any = document.setdefault(section, tomlkit.table())
    if value:
        table[key] = value
    else:
        table.pop(key, None)


def _value(section: str, value: str) -> str | bool | list[str]:
    if section == "helper":
        try:
            return shlex.split(value)
        except ValueError:
            raise NotulistError(_wrong(section, value)) from None
    if section != "mouse":
        return value
    if value.casefold() in (*_YES, *_NO):
        return value.casefold() in _YES
    raise NotulistError(_wrong(section, value))


def _wrong(section: str, value: str) -> str:
    return _("“{value}” is nothing that {name} can be: {possible}.").format(
        value=value, name=section, possible=_POSSIBLE.get(section, "…")
    )


_POSSIBLE = {
    "language": ", ".join(LANGUAGES),
    "theme": "dark, light, high-contrast",
    "keymap": "vscode, gnome, laptop, macos",
    "mouse": "true, false",
    "helper": '"/home/me/bin/helper" "--brief"',
}


def _told(value: object) -> str:
    if isinstance(value, list | tuple):
        return shlex.join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


COMMANDS = (list_all, get, put, edit, path)
"""The commands below `config`."""
