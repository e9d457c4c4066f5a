"""The words that users see, in their language.

Two domains: `interface` (screens, messages, errors), in the language of whoever sits at
the keyboard, and `documents` (minutes, lists), in the language of the meeting. English
is written in the code; `store/locale` holds the other languages.
"""

from __future__ import annotations

import gettext as _gettext
import os
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"
LANGUAGES = ("en", "nl")


@cache
def documents(language: str) -> _gettext.NullTranslations:
    """The words of documents in `language` (`en`, `nl`); English for any other."""
    return _load("documents", language)


@cache
def interface(language: str) -> _gettext.NullTranslations:
    """The words of the interface in `language` (`en`, `nl`), whichever it speaks; English for any other."""
    return _load("interface", language)


def known(language: str) -> str:
    """`language` if it is one of ours; else English, which its documents are in then too."""
    return language if language in LANGUAGES else "en"


# As Windows names languages in a locale: `Dutch_Netherlands.1252`.
_NAMED = {"dutch": "nl", "english": "en"}


def language_of_windows(ui_language: Callable[[], int] | None = None, platform: str = sys.platform) -> str:
    """The locale (`nl_NL`) in which Windows shows itself; "" on other systems, where variables say it.

    `ui_language` gives the number of that language, as `GetUserDefaultUILanguage` of Windows does.
    """
    if platform != "win32":
        return ""
    import ctypes
    from locale import windows_locale

    ask: Callable[[], int] = ui_language or getattr(ctypes, "windll").kernel32.GetUserDefaultUILanguage  # noqa: B009
    return windows_locale.get(ask(), "")


def preferred(environment: Mapping[str, str] = os.environ, of_windows: str | None = None) -> str:
    """The language that the environment asks for, if it is one of ours; else English.

    Where no variable says anything, that is the language `of_windows` (a locale), on Windows.

    As POSIX has it: the first of `LC_ALL`, `LC_MESSAGES`, `LANG` that is set decides; and as
    GNU gettext has it: `LANGUAGE` goes before, unless that says `C`.
    """
    said = next(filter(None, (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    locale = said or (language_of_windows() if of_windows is None else of_windows) or "C"
    name = locale.partition("_")[0].lower()
    locale = _NAMED.get(name, locale)
    wishes = [locale] if locale in ("C", "POSIX") else [*environment.get("LANGUAGE", "").split(":"), locale]
    return next((wish[:2].lower() for wish in wishes if wish[:2].lower() in LANGUAGES), "en")


def speak(language: str) -> None:
    """From now on the interface speaks `language` (`en`, `nl`)."""
    global _interface, _language
    _interface, _language = interface(language), language


def spoken() -> str:
    """The language the interface speaks."""
    return _language


def _(message: str) -> str:
    """`message` in the language of the interface."""
    return _interface.gettext(message)


def _n(one: str, many: str, number: int) -> str:
    """`one` or `many`, whichever `number` asks for, in the language of the interface."""
    return _interface.ngettext(one, many, number)


def N_(message: str) -> str:  # noqa: N802 - the translators' convention for "translate this later"
    """`message` itself, marked for the translators; `_` gives it in the language of the interface."""
    return message


def N_n(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - as `N_`
    """`one` and `many` themselves, marked for the translators."""
    return one, many


def _load(domain: str, language: str) -> _gettext.NullTranslations:
    return _gettext.translation(domain, LOCALE, [language], fallback=True)


_language = "en"
_interface: _gettext.NullTranslations = _gettext.NullTranslations()
