"""The procedures that there are: those that are built in, and how one is called."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from store.procedures.model import Procedure
from store.procedures.read import read_procedure
from store.text import fold

REGIMES = ("wor", "pvt", "wms", "wmcz", "betrvg", "eor", "parish")
"""The keys of the rules that requests can follow."""
_BUILT_IN = "store.procedures.builtin"


@cache
def built_in_text(key: str) -> str:
    """The TOML of the built-in procedure with that key; empty where there is none."""
    file = files(_BUILT_IN) / f"{key}.toml"
    return file.read_text("utf-8") if re.fullmatch(r"[a-z0-9-]+", key) and file.is_file() else ""


@cache
def built_in() -> tuple[Procedure, ...]:
    """Every built-in procedure, by key."""
    keys = sorted(each.name.removesuffix(".toml") for each in files(_BUILT_IN).iterdir() if each.name.endswith(".toml"))
    return tuple(read_procedure(built_in_text(key), f"{key}.toml") for key in keys)


def procedure(key: str, own: Iterable[Procedure] = ()) -> Procedure | None:
    """The procedure with that key: the body's own before the built-in one."""
    return next((each for each in (*own, *built_in()) if each.key == key), None)


def offered(regime: str, own: Iterable[Procedure] = ()) -> list[Procedure]:
    """Those of a body under that regime, its own first; those of no regime last. Each key once."""
    found: dict[str, Procedure] = {}
    for each in (*own, *built_in()):
        if each.regime in (regime, "") or each in own:
            found.setdefault(each.key, each)
    return sorted(found.values(), key=lambda each: each.regime == "")


def called(words: str, regime: str, own: Iterable[Procedure] = ()) -> tuple[Procedure, str] | None:
    """The procedure that the whole of `words` calls, and the matter it names: `advies 25.1.e`, `wor-27`, `27.1.b`.

    The matter is as typed (`25.1.e`); empty where none was. None where nothing is called so, or more than one is.
    """
    among = offered(regime, own)
    typed = fold(words).split()
    if not typed:
        return None
    matter = typed[-1] if re.match(r"\d", typed[-1]) and len(typed[-1]) <= _MOST else ""
    named = " ".join(typed[:-1] if matter else typed)
    fitting = [each for each in among if not named or named in (each.key, *map(fold, each.words))]
    if matter:
        fitting = _by_article(matter, fitting)
    if not named and not matter:
        return None
    # A key is one of them for certain.
    fitting = [each for each in fitting if each.key == named] or fitting
    return (fitting[0], matter if matter not in fitting[0].words else "") if len(fitting) == 1 else None


def matter_in_words(each: Procedure, matter: str, language: str) -> str:
    """`art. 25 lid 1 onder e` for `25.1.e`; as it stands where it is not of that form."""
    match = re.fullmatch(r"(\d+[a-z]?)(?:\.(\d+))?(?:\.([a-z]))?", matter)
    if not match:
        return matter
    article, paragraph, letter = match.groups()
    if each.regime in ("betrvg",):
        return f"§ {article}" + (f" Abs. {paragraph}" if paragraph else "")
    under, part = ("onder", "lid") if language == "nl" else ("under", "lid")
    words = f"art. {article}"
    if paragraph:
        words += f" {part} {paragraph}"
    return words + (f" {under} {letter}" if letter else "")


_MOST = 12


def _by_article(matter: str, among: list[Procedure]) -> list[Procedure]:
    """Those whose article `matter` begins with, the longest such article alone."""
    fitting = [each for each in among if each.article and f"{matter}.".startswith(f"{each.article}.")]
    longest = max((len(each.article) for each in fitting), default=0)
    return [each for each in fitting if len(each.article) == longest]
