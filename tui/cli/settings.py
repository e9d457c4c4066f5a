"""`notulist config`: the settings of whoever uses the program, read and changed one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
import msgspec

from store.errors import NotulistError
from store.i18n import LANGUAGES, N_, _
from store.settings import Settings, read_settings
from tui.cli.options import AS_JSON
from tui.cli.output import print_json

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

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
    from tui.keymaps import keys_chosen

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
    from tui.keymaps import keys_chosen

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


def _value(section: str, value: str) -> str | bool:
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
}


def _told(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


COMMANDS = (list_all, get, put, edit, path)
"""The commands below `config`."""
