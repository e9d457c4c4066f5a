"""What the command line says about how it is used, in the language of the interface.

The help that is written here is put into that language by `translate`. What click says itself (usage, wrong
options) it asks of the system's gettext, which looks in `LANGUAGE` for a language and, by `in_words_of`, in our
catalogue for the words.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

import click
from click.shell_completion import CompletionItem

from store.i18n import LOCALE, N_, N_n, _, spoken
from store.text import fold

# What click and its parameter types may say to somebody who uses the commands; marked, so that it is translated.
OF_CLICK = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Positional arguments"),
    N_("Show the version and exit."),
    N_("Show this message and exit."),
    N_("default: {default}"),
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing parameter"),
    N_("No such option {name!r}."),
    N_("No such option: {name}"),
    N_("No such command {name!r}."),
    N_n("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    N_n("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Choose from:\n\t{choices}"),
    N_n("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    N_("Option {name!r} does not take a value."),
    N_n("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    N_("Could not open file {filename!r}: {message}"),
    N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a file."),
    N_("{name} {filename!r} is a directory."),
    N_("{name} {filename!r} is not readable."),
    N_("{name} {filename!r} is not writable."),
    N_("file"),
    N_("directory"),
    N_("path"),
)
# What stands for a value in the usage of a command.
STANDS_FOR = (
    N_("[OPTIONS]"),
    N_("[COMMAND] [ARGS]..."),
    N_("COMMAND [ARGS]..."),
    N_("WHEN"),
    N_("WHERE"),
    N_("WHY"),
    N_("[KIND]"),
    N_("PARTY"),
    N_("NAME..."),
    N_("WORDS"),
    N_("MONTH"),
    N_("FOLDER"),
    N_("NUMBER..."),
    N_("SECTION"),
    N_("[TEXT]..."),
    N_("FORMAT"),
    N_("HOW"),
    N_("PATH"),
    N_("MEETING"),
    N_("[MEETING]"),
    N_("[MEETING] NOTES"),
    N_("BODY"),
    N_("[BODY]"),
    N_("DAY"),
    N_("[DAY]..."),
    N_("THEME"),
    N_("TIME"),
    N_("YEAR"),
    N_("DIR"),
    N_("FILE"),
    N_("HANDLE"),
    N_("KEY"),
    N_("LINE"),
    N_("NAME"),
    N_("VALUE"),
    N_("PERSON"),
    N_("WHO"),
    N_("WORD"),
    N_("WORDS..."),
    N_("[WORDS]..."),
    N_("TEXT"),
    N_("NUMBER"),
    N_("REQUEST"),
    N_("STEP"),
    N_("KIND"),
    N_("TITLE"),
    N_("ANSWER"),
    N_("GROUND"),
    N_("WHAT"),
    N_("ITEM"),
    N_("FROM"),
    N_("LENGTH"),
    N_("PLACE"),
    N_("FIELD=VALUE..."),
    N_("SETTING=VALUE..."),
    N_("[SETTING=VALUE]..."),
    N_("[FIELD=VALUE]..."),
    N_("[LINE]"),
    N_("PATH..."),
    N_("[PATH]..."),
    N_("TO"),
)


HELP = ("-h", "--help")
"""What asks for the help of a command."""
AS_JSON = click.option("--json", "as_json", is_flag=True, help=N_("Print JSON."))
"""The option of the commands that can print for programs."""


class Day(click.ParamType[date]):
    """A day as a person types one on the command line: 2026-11-19."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day. Fails where `value` is none."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(_("“{words}” is no day; write it as 2026-11-19.").format(words=value), param, ctx)


def audience_words() -> dict[str, tuple[str, ...]]:
    """The readers there are, and the Dutch words for each."""
    from store.model import Audience

    return {audience.value: audience.facts.dutch for audience in Audience}


class OneOf(click.ParamType[str]):
    """One of some words, in English or in Dutch whatever the interface speaks; what is given on is the English one.

    `words` gives the English ones with the Dutch for each, if that is another word; of these the first is the one that
    is shown. It is asked when the option is: what there is to choose is not loaded for any other command.
    """

    name = "choice"

    def __init__(self, words: Callable[[], Mapping[str, Sequence[str]]]) -> None:
        self._words = words

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The English word. Fails, with those of the language that is spoken, where `value` is none of them."""
        wanted = "-".join(fold(str(value)).split())
        found = next((english for english, dutch in self._words().items() if wanted in (english, *dutch)), None)
        return found or self._own().convert(value, param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """The words, as the usage of a command shows them."""
        return self._own().get_metavar(param, ctx)

    def get_missing_message(self, param: click.Parameter, ctx: click.Context | None) -> str | None:
        """What there is to choose, where nothing was given."""
        return self._own().get_missing_message(param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The words that begin so."""
        return self._own().shell_complete(ctx, param, incomplete)

    def _own(self) -> click.Choice[str]:
        in_dutch = spoken() == "nl"
        return click.Choice([dutch[0] if dutch and in_dutch else english for english, dutch in self._words().items()])


class Count(click.ParamType[int]):
    """A whole number from 1 to `most`."""

    name = "number"

    def __init__(self, most: int) -> None:
        self.most = most

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number. Fails where `value` is none, or too large."""
        text = str(value)
        if not (text.isascii() and text.isdecimal() and len(text) < 10 and 1 <= int(text) <= self.most):
            self.fail(_("“{words}” is no whole number up to {most}.").format(words=text, most=self.most), param, ctx)
        return int(text)


def pairs(settings: Iterable[str]) -> list[tuple[str, str]]:
    """Each `name=value` in its two parts. Raises UsageError where one is not of that form."""
    found = []
    for each in settings:
        name, equals, value = each.partition("=")
        if not equals or not name.strip():
            raise click.UsageError(_("“{words}” is not of the form NAME=VALUE.").format(words=each))
        found.append((name.strip(), value.strip()))
    return found


@contextmanager
def in_words_of(domain: str) -> Iterator[None]:
    """Inside, what libraries ask of the system's gettext is looked for in our catalogue of that name."""
    before = os.environ.get("LANGUAGE")
    gettext.bindtextdomain(domain, LOCALE)
    gettext.textdomain(domain)
    try:
        yield
    finally:
        if before is None:
            os.environ.pop("LANGUAGE", None)
        else:
            os.environ["LANGUAGE"] = before


def translate(command: click.Command, language: str) -> None:
    """Puts `command`, all below it, and what click itself says of them, into `language`, which the interface speaks."""
    os.environ["LANGUAGE"] = language
    _translate(command)


def _translate(command: click.Command) -> None:
    context = click.Context(command, help_option_names=list(HELP))
    marked: dict[str, str] = command.__dict__.setdefault("_marked", _marked(command, context))
    command.help = _(marked["help"]) if marked["help"] else command.help
    command.options_metavar = _("[OPTIONS]")
    if isinstance(command, click.Group):
        command.subcommand_metavar = _(marked["subcommand"])
    for parameter in command.params:
        if metavar := marked.get(f"{parameter.name} metavar"):
            parameter.metavar = _(metavar)
        if isinstance(parameter, click.Option) and parameter.help:
            parameter.help = _(marked[f"{parameter.name} help"])
    if option := command.get_help_option(context):
        # Made once, in whatever language was spoken then.
        option.help = _("Show this message and exit.")
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        _translate(below)


def _marked(command: click.Command, context: click.Context) -> dict[str, str]:
    """What is said of a command, in English as it is written in the code."""
    marked = {"help": command.help or ""}
    if isinstance(command, click.Group):
        marked["subcommand"] = command.subcommand_metavar or "COMMAND [ARGS]..."
    for parameter in command.params:
        # What there is to choose from shows itself in the language that is spoken.
        metavar = "" if isinstance(parameter.type, OneOf) else parameter.make_metavar(context)
        if metavar in STANDS_FOR:
            marked[f"{parameter.name} metavar"] = metavar
        if isinstance(parameter, click.Option):
            marked[f"{parameter.name} help"] = parameter.help or ""
    return marked
