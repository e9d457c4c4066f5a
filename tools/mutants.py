"""Whether tests notice what changes: `python -m tools.mutants`, or `python -m tools.mutants votes` for one part of it.

mutmut changes one thing after another in a module, and runs the tests of that module on each. A change that no test
notices is told, and ends it with 1, unless `mutants.toml` beside this file has it with the reason why nothing is lost
by it. The work is done in copies below `.venv/mutants`. A module takes some minutes.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / ".venv" / "mutants"
REASONS = Path(__file__).with_suffix(".toml")
COPIED = ("store", "exports", "tui", "notulist", "tests", "tools", "benchmarks", "docs")
# What mutmut calls a change that no test noticed, or that none could.
UNNOTICED = {"survived", "no tests", "suspicious", "skipped"}


class Part(msgspec.Struct, frozen=True):
    """A module, and the tests that show what it does."""

    module: str
    tests: tuple[str, ...]


PARTS = {
    "votes": Part(
        "store/meeting/voting.py",
        (
            "tests/store/meeting/test_voting.py",
            "tests/store/meeting/test_any_votes.py",
            "tests/store/meeting/test_decisions.py",
        ),
    ),
    "terms": Part("store/terms/count.py", ("tests/store/terms",)),
    "days": Part("store/language/day_phrases.py", ("tests/store/language/test_dates.py",)),
    "leaks": Part("exports/confidentiality/leak_check.py", ("tests/exports/confidentiality/test_leak_check.py",)),
    "journal": Part("store/disk/journal.py", ("tests/store/disk",)),
}


class Mutant(msgspec.Struct, frozen=True, order=True):
    """A change of one statement: in which function, the line as it was, and what it became."""

    where: str
    was: str
    becomes: str

    def __str__(self) -> str:
        return f"{self.where}\n  - {self.was}\n  + {self.becomes}"


class Reason(Mutant, frozen=True):
    """Why nothing is lost where no test notices it."""

    because: str


def reasons() -> dict[Mutant, str]:
    """The reasons that were written down, by the change."""
    rows = tomllib.loads(REASONS.read_text("utf-8")).get("survives", [])
    found = msgspec.convert(rows, list[Reason])
    return {Mutant(each.where, each.was, each.becomes): each.because for each in found}


def prepare(name: str, part: Part) -> Path:
    """A copy of the project in which mutmut is told what to change."""
    folder = FOLDER / name
    shutil.rmtree(folder, ignore_errors=True)
    for each in COPIED:
        shutil.copytree(ROOT / each, folder / each, ignore=shutil.ignore_patterns("__pycache__"))
    for page in (*ROOT.glob("*.md"), ROOT / "LICENSE", ROOT / "Makefile"):
        shutil.copy(page, folder)
    package, *others = (part.module.split("/")[0], *(each for each in COPIED if part.module.split("/")[0] != each))
    told = {
        "source_paths": [package],
        "only_mutate": [part.module],
        "also_copy": [each for each in others if each != "tests"] + ["Makefile", "README.md"],
        "pytest_add_cli_args": ["--numprocesses=0", "-p", "no:cacheprovider"],
        "pytest_add_cli_args_test_selection": ["-m", "not faults", *part.tests],
    }
    lines = [f"{key} = {list(value)!r}" for key, value in told.items()]
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    (folder / "pyproject.toml").write_text("\n".join((project, "[tool.mutmut]", *lines, "")), "utf-8")
    return folder


def mutmut(folder: Path, *arguments: str) -> str:
    """What mutmut says there; CalledProcessError where it does not come to its end."""
    command = [sys.executable, "-m", "mutmut", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def unnoticed(folder: Path) -> Iterator[Mutant]:
    """Each change that no test noticed."""
    for name, status in re.findall(r"^\s+(\S+__mutmut_\d+): (.+)$", mutmut(folder, "results"), re.MULTILINE):
        if status in UNNOTICED:
            yield changed(name, mutmut(folder, "show", name))


def changed(name: str, shown: str) -> Mutant:
    """The change that mutmut shows as a comparison of a function before and after."""
    where = re.sub(r"\.x[_ǁ]", ".", name.partition("__mutmut_")[0]).replace("ǁ", ".")
    lines = [line for line in shown.splitlines() if not line.startswith(("---", "+++"))]
    was, becomes = (" ".join(line[1:].strip() for line in lines if line.startswith(sign)) for sign in "-+")
    return Mutant(where, was, becomes)


def notices(name: str, part: Part, known: dict[Mutant, str]) -> bool:
    """Whether the tests of a part notice every change but those with a reason; tells the others."""
    folder = prepare(name, part)
    print(f"{name}: {part.module}", flush=True)
    try:
        mutmut(folder, "run", "--max-children", "2")
    except subprocess.CalledProcessError as error:
        print((error.stdout + error.stderr)[-3000:], file=sys.stderr)
        return False
    left = sorted(unnoticed(folder))
    new = [mutant for mutant in left if mutant not in known]
    whole = part.module.removesuffix(".py").replace("/", ".")
    old = [mutant for mutant in known if mutant.where.startswith(f"{whole}.") and mutant not in left]
    for mutant in new:
        print(f"no test notices {mutant}")
    for mutant in old:
        print(f"has a reason, and is noticed or is there no more: {mutant}")
    print(f"{name}: {len(left)} are noticed by no test, {len(left) - len(new)} of them with a reason", flush=True)
    return not new and not old


def main(arguments: list[str]) -> int:
    """Changes each part asked for, or all; 0 where nothing of it goes unnoticed without a reason."""
    asked = arguments or list(PARTS)
    if unknown := set(asked) - PARTS.keys():
        print(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    known = reasons()
    results = [notices(name, PARTS[name], known) for name in asked]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
