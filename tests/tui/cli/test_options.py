"""What the command line says about how it is used: in the language of whoever uses it, click's own words too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import click

from exports.agenda.file import FORMS
from exports.agenda.markdown import read_agenda
from exports.agenda.meeting_from_agenda import convene
from exports.agenda.standing_items import BUILT_IN
from store.archive.archive import Archive
from store.i18n import speak
from store.language.chatlog.transcript import Dialect
from store.paths import settings_file
from store.terms.count import Way
from tests.conftest import run
from tests.helpers.screens import AGENDA
from tests.helpers.tables import each_row
from tui.cli.archive.registers import STATUS
from tui.cli.desk.sending import WHATS
from tui.cli.main import notulist
from tui.cli.meetings.export import document_words, format_words, layout_words
from tui.cli.options import STANDS_FOR, OneOf, audience_words

ENGLISH = re.compile(
    r"\b(usage|options?|commands?|args|try|for help|error|missing|invalid|no such|got|unexpected|show|exit|does not|"
    r"is not|the|you|body|day|meeting|file|words|value|notes|integer|text|path|did)\b",
    re.IGNORECASE,
)
# What is typed is the same in every language.
TYPED = re.compile(r"'[^']*'|--?[a-z-]+|\[[a-z|-]+\]|‘[^’]*’|\bnotulist [a-z ]+|^ {2}[a-z]+ {2,}.*", re.MULTILINE)


def every(
    command: click.Command = notulist, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    for name, below in command.commands.items() if isinstance(command, click.Group) else ():
        yield from every(below, (*path, name))


def said(*arguments: str) -> str:
    done = run(*arguments, LC_ALL="nl_NL.UTF-8")
    return (done.stdout + done.stderr).decode()


@each_row(
    "arguments, words",
    [
        (["export"], "Geef een VERGADERING, of --body, --from of --until."),
        (["export", "--what", "x", "latest"], "Dat kan niet bij '--what': 'x' is niet een van 'notulen', "),
        (["--foo"], "De optie '--foo' bestaat niet."),
        (["export", "--publik", "latest"], "De optie '--publik' bestaat niet. Bedoel je '--public'?"),
        (["foo"], "De opdracht 'foo' bestaat niet."),
        (["prepare"], "Wat nog ontbreekt: 'VERGADERING'."),
        (["live", "a", "b"], "Hier hoort niets meer achter: b"),
        (["where", "--archive"], "De optie '--archive' bestaat niet."),
        (["--archive"], "Bij de optie '--archive' hoort een waarde."),
        (["export", "--public=x", "latest"], "Bij de optie '--public' hoort geen waarde."),
        (["explain", "x", "--on", "2026-13-13"], "“2026-13-13” is geen dag; schrijf hem als 2026-11-19."),
        (["bodies", "dates", "or", "--count", "0"], "“0” is geen geheel getal tot en met 500."),
        (["decisions", "--year", "x"], "“x” is geen geheel getal tot en met 9999."),
    ],
)
def test_wrong_usage_is_said_in_dutch(arguments: list[str], words: str) -> None:
    done = run(*arguments, LC_ALL="nl_NL.UTF-8")
    text = (done.stdout + done.stderr).decode()
    assert words in text
    assert not ENGLISH.search(TYPED.sub("", text)), text
    assert done.returncode == 2


def test_help_is_dutch_through_and_through() -> None:
    text = said("export", "--help")
    assert text.startswith("Gebruik: notulist export [OPTIES] [VERGADERING]\n")
    assert re.search(r"-h, --help {10,}Toon deze hulp\.", text)
    assert "--from DAG " in text
    whole = said("--help")
    assert re.search(r"--version +Toon de versie\.", whole)
    assert "\nOpties:\n" in whole
    assert "\nOpdrachten:\n" in whole
    for help in (text, whole):
        assert not ENGLISH.search(TYPED.sub("", help)), help


CHOICES: dict[tuple[str, str], tuple[str, Iterable[str]]] = {
    ("export", "what"): ("notulen|samenvatting|besluiten|acties|agenda|presentielijst|postlijst", document_words()),
    ("export", "audience"): ("alles|bestuurder|achterban", audience_words()),
    ("config template", "what"): ("notulen|samenvatting|besluiten|acties", layout_words()),
    ("decisions", "standing"): ("van-kracht|gewijzigd|ingetrokken", STATUS),
    ("export", "format"): ("md|html|docx|pdf|txt|csv|xlsx|json|ics", format_words()),
    ("requests count", "way"): ("nl|de|uk|eu|gewoon", Way),
    ("agenda import", "form"): ("|".join(("auto", *FORMS)), ("auto", *FORMS)),
    ("import", "meant"): ("agenda|mensen|presentie", ("agenda", "people", "roll")),
    ("post meeting", "audience"): ("alles|bestuurder|achterban", audience_words()),
    ("plan calendar", "audience"): ("alles|bestuurder|achterban", audience_words()),
    ("send", "what"): ("agenda|notulen|samenvatting|besluiten|acties|postmap", WHATS),
    ("send", "audience"): ("alles|bestuurder|achterban", audience_words()),
    ("scribe", "dialect"): ("auto|meetbot|w3c", ("auto", *Dialect)),
    ("bodies add", "like"): ("or|bestuur|commissie|stand-up|werkbespreking", dict.fromkeys(BUILT_IN)),
    ("bodies template", "like"): ("or|bestuur|commissie|stand-up|werkbespreking", dict.fromkeys(BUILT_IN)),
}


def test_choices_are_shown_in_the_language_that_is_spoken_and_taken_in_both() -> None:
    for path, command in every():
        for parameter in command.params:
            if not isinstance(parameter.type, OneOf):
                continue
            dutch, words = CHOICES[" ".join(path), parameter.name or ""]
            context = click.Context(command)
            assert "|".join(words) in (parameter.type.get_metavar(parameter, context) or "")
            speak("nl")
            shown = parameter.type.get_metavar(parameter, context) or ""
            speak("en")
            assert dutch in shown
            for one, other in zip(words, dutch.split("|"), strict=True):
                assert [parameter.type.convert(word, parameter, context) for word in (one, other)] == [one, one]
    assert "--for [alles|bestuurder|achterban]" in said("export", "--help")
    assert b"nobody" in run("export", "x", "--for", "nobody").stderr


def test_the_dutch_words_of_choices_do_what_the_english_ones_do(archive_folder: Path) -> None:
    key = convene(Archive(archive_folder, archive_folder / "state"), read_agenda(AGENDA), date(2026, 3, 1))
    for dutch, english in (
        (["export", key, "--what", "agenda", "--for", "achterban"], ["export", key, "--what", "agenda", "--public"]),
        (["export", key, "--what", "Presentielijst"], ["export", key, "--what", "attendance"]),
    ):
        ours, theirs = run(*dutch, "-o", "-"), run(*english, "-o", "-")
        assert ours.returncode == 0, ours.stderr
        assert ours.stdout == theirs.stdout
    assert run("decisions", "--status", "van kracht").returncode == 0


def test_english_stays_english() -> None:
    done = run("export", "--help", LC_ALL="nl_NL.UTF-8", LANGUAGE="en")
    assert done.stdout.decode().startswith("Usage: notulist export [OPTIONS] [MEETING]\n")
    assert b"Error: No such option '--foo'." in run("--foo").stderr


def test_the_language_that_is_asked_for_or_set_is_that_of_the_help_too() -> None:
    assert run("--lang", "nl", "--help").stdout.decode().startswith("Gebruik:")
    assert run("--lang", "nl", "export", "--help").stdout.decode().startswith("Gebruik:")
    assert "Wat nog ontbreekt: 'VERGADERING'." in run("--lang", "nl", "prepare").stderr.decode()
    settings = settings_file()
    settings.parent.mkdir(parents=True)
    settings.write_text('language = "nl"\n', "utf-8")
    assert run("--help").stdout.decode().startswith("Gebruik:")
    assert "De optie '--foo' bestaat niet." in run("--foo").stderr.decode()
    settings.write_text("language = nl\n", "utf-8")
    assert run("--help").stdout.decode().startswith("Usage:")
    assert "cannot be read" in run("where").stderr.decode()


def test_whatever_stands_for_a_value_can_be_translated() -> None:
    for path, command in every():
        context = click.Context(command)
        for parameter in command.params:
            shown = parameter.make_metavar(context)
            if (isinstance(parameter, click.Option) and parameter.is_flag) or "|" in shown:
                continue
            assert shown in STANDS_FOR, (path, parameter.name, shown)
