"""The page of faults and the tests agree: each row names tests that are there, and counts what they try."""

from __future__ import annotations

import ast
import re

from hypothesis import is_hypothesis_test, settings

from tests.exports.formats import test_markdown
from tests.faults import (
    test_bad_files,
    test_conflicts,
    test_disk_gone,
    test_full_disk,
    test_hostile_files,
    test_kills,
    test_power_cut,
    test_recovery,
    test_refused_calls,
    test_security,
    test_signals,
    test_terminal_bytes,
    test_two_at_once,
    test_unreadable,
)
from tests.helpers import places
from tests.helpers.documents import FORMULAS
from tests.helpers.project import ROOT
from tests.store.disk import test_slugs
from tests.store.record import test_clock
from tests.tui import test_any_text, test_sizes
from tests.tui.cli import test_environment, test_scribe
from tests.tui.live import test_pastes, test_timers

TESTS = ROOT / "tests"
PAGE = TESTS.parent / "docs" / "faults.md"
RANDOM = settings.get_profile("long").max_examples
SCREENS = f"{len(places.KEYS)} screens and windows"
# How often each fault is tried, by words with which its row begins.
TRIED = {
    "killed (kill -9)": f"{test_kills.WORKERS * test_kills.KILLS} kills",
    "killed at each": f"{len(test_kills.STEPS)} calls of the storage, {len(test_refused_calls.STEPS)} of the command",
    "power cut": f"{test_power_cut.STATES} states of the disk",
    "a call refused": f"{test_refused_calls.REFUSED} calls",
    "a disk that is full": f"{len(test_full_disk.SAID)} errors, and a real full disk under screen and command",
    "a file that is damaged": f"{len(test_bad_files.WHOLE_FILES)} kinds of file, "
    f"{len(test_bad_files.BAD_ROWS)} of rows, {test_bad_files.MUTATIONS} mutations",
    "a torn or damaged": f"{len(test_recovery.FAULTS)} faults",
    "a disk that does not tell": f"{len(test_unreadable.LISTS) + 2} screens; where it is gone "
    f"{len(test_disk_gone.WAYS)} ways from a meeting, {len(test_disk_gone.AT_HOME)} keys at home",
    "a terminal that sends": f"{len(test_terminal_bytes.SENT)} lines",
    "the program ends in": f"{len(test_terminal_bytes.SCREENS)} screens",
    "the computer's clock": f"{len(test_timers.FAULTS)} faults, {len(test_clock.NIGHTS)} nights",
    "two programs": f"{test_two_at_once.WINDOWS * test_two_at_once.SAVES} saves, {test_two_at_once.KILLS} kills",
    "the file replaced": f"{len(test_conflicts.COPIES)} names of copies",
    "text that looks": f"{len(test_any_text.BRACKETS)} texts on {SCREENS}",
    "wide, combining": f"{len(test_any_text.WIDE)} texts on {SCREENS}",
    "control characters": f"{len(test_hostile_files.PLACES)} screens, {len(test_hostile_files.FORMS)} kinds of agenda, "
    f"{len(test_scribe.HOSTILE)} hostile lines",
    "any text into": f"{RANDOM * sum(map(is_hypothesis_test, vars(test_markdown).values()))} random documents",
    "asked to end": f"{len(test_signals.ASKED) + 5} ends",
    "a window of any": f"{SCREENS} in {len(test_sizes.SIZES)} sizes, {test_sizes.RESIZES} random changes",
    "pastes": f"3 lines, {test_pastes.MANY} lines, one line of {test_pastes.LARGE} letters",
    "NO_COLOR": f"{len(test_environment.ENVIRONMENTS)} environments, {len(test_environment.KINDS)} kinds of terminal, "
    f"{len(test_environment.PRINTING)} readers",
    "hostile titles": f"{len(test_slugs.NAMES)} names, {RANDOM} random ones",
    "cells of a table": f"{len(FORMULAS)} beginnings",
    "a confidential item": f"every document of the sample, {RANDOM} random ones",
    "no network": f"{len(test_security.commands(TESTS))} commands, {len(test_security.SCREENS)} screens",
}


def rows() -> list[list[str]]:
    """The cells of each row of the table, without its head."""
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines][1:]


def known_tests() -> set[str]:
    return {
        node.name
        for path in TESTS.rglob("test_*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
    }


def test_each_row_names_tests_that_are_there() -> None:
    there = known_tests()
    assert len(rows()) >= 20
    for fault, happens, _tried, shown in rows():
        named = re.findall(r"`(test_\w+)`", shown)
        assert named, fault
        assert happens, fault
        assert not set(named) - there, (fault, set(named) - there)


def test_each_row_counts_what_is_tried() -> None:
    table = {fault: tried for fault, _happens, tried, _shown in rows()}
    for begins, counted in TRIED.items():
        (fault,) = [fault for fault in table if fault.startswith(begins)]
        assert table[fault] == counted, fault
