"""What runs the suite on other days, beside other work and on other Pythons."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tools import anyday, busy, mutants, pythons

NOW = datetime(2026, 12, 1, 7, 30, tzinfo=UTC)
SECRETARY = ZoneInfo(anyday.ZONE)


# On any day


def test_the_clocks_go_back_two_minutes_after_the_tests_began() -> None:
    begins = anyday.moment("night", NOW)
    before, after = (begins.astimezone(SECRETARY), (begins + timedelta(minutes=2)).astimezone(SECRETARY))
    assert (before.utcoffset(), after.utcoffset()) == (timedelta(hours=2), timedelta(hours=1))
    assert f"{before:%H:%M} {after:%H:%M}" == "02:58 02:00"


def test_the_sunday_in_august_is_still_a_saturday_in_utc() -> None:
    begins = anyday.moment("sunday", NOW)
    assert f"{begins.astimezone(SECRETARY):%A %B} {begins:%A}" == "Sunday August Saturday"


@pytest.mark.parametrize(("today", "then"), [((2026, 12, 1), (2031, 12, 1)), ((2028, 2, 29), (2031, 2, 28))])
def test_today_in_2031(today: tuple[int, int, int], then: tuple[int, int, int]) -> None:
    assert anyday.moment("later", datetime(*today, 7, 30, tzinfo=UTC)) == datetime(*then, 7, 30, tzinfo=UTC)


def test_within_five_days_each_of_them_has_its_turn() -> None:
    assert {anyday.chosen(date(2026, 12, day)) for day in range(1, 6)} == set(anyday.DAYS)


def test_a_day_that_nobody_knows_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert anyday.main(["christmas"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "no such day: christmas; there are year, leap, night, sunday, later, chosen"
    ]


def test_without_a_compiler_one_line_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    assert anyday.main(["night"]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert "apt-get install gcc" in line


_TELLS = """
import datetime, sqlite3, subprocess, threading, time
waited = time.monotonic()
time.sleep(0.01)
threading.Event().wait(0.01)
waited = time.monotonic() - waited
child = int(subprocess.run(["date", "+%s"], capture_output=True, check=True).stdout)
[(database,)] = sqlite3.connect(":memory:").execute("select cast(strftime('%s', 'now') as int)")
print(waited, time.time(), datetime.datetime.now().astimezone().timestamp(), child, database)
"""


def test_every_program_tells_the_moved_time_and_waits_as_long_as_ever(tmp_path: Path) -> None:
    library = anyday.compiled(tmp_path)
    assert library is not None
    by = timedelta(days=100)
    # The clock of these tests may be moved itself.
    already = timedelta(seconds=int(os.environ.get("CLOCK_AHEAD", "0")))
    environment = anyday.moved(os.environ, already + by, library)
    command = [sys.executable, "-c", _TELLS]
    before = datetime.now(UTC)
    waited, *told = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout.split()
    after = datetime.now(UTC)
    assert float(waited) >= 0.02
    # Some tell whole seconds only.
    assert all(int((before + by).timestamp()) - 1 <= float(one) <= (after + by).timestamp() for one in told), told


# Beside other work

_KILLED = """
import os
from multiprocessing import active_children
from tools.busy import busy
if __name__ == "__main__":
    with busy(2):
        print(*(child.pid for child in active_children()), flush=True)
        os.kill(os.getpid(), 9)
"""


def is_there(process: int) -> bool:
    """Whether a process runs: not gone, and not a dead one that nobody has asked about."""
    try:
        return " Z " not in Path(f"/proc/{process}/stat").read_text("utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_who_burns_ends_although_whoever_began_it_was_killed(tmp_path: Path) -> None:
    script = tmp_path / "killed.py"
    script.write_text(_KILLED, "utf-8")
    root = Path(busy.__file__).parent.parent
    environment = {**os.environ, "PYTHONPATH": str(root)}
    # It reads to the end of what it prints: the burners hold that open as long as they are there.
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False, env=environment)
    burners = [int(one) for one in done.stdout.split()]
    assert len(burners) == 2
    assert not any(map(is_there, burners))


# On other Pythons


def test_this_python_is_one_of_those_that_pyproject_names() -> None:
    this = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert this in pythons.supported()


def test_what_is_no_python_of_that_version_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, says in (("python3.98", "exit 1"), ("python3.99", "printf '/x\\n3.98\\n3.98.0\\n'")):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\n{says}\n", "utf-8")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert pythons.find("3.98") is None
    assert pythons.find("3.99") is None
    (tmp_path / "python3.98").write_text("#!/bin/sh\nprintf '/there\\n3.98\\n3.98.1\\n'\n", "utf-8")
    assert pythons.find("3.98") == ("/there", "3.98.1")


# Changes that tests should notice


def test_a_change_is_told_by_its_function_and_its_line() -> None:
    shown = """--- store/meeting/voting.py
+++ store/meeting/voting.py
@@ -1,3 +1,3 @@
 def _tied(vote: Vote, rules: Rules) -> Outcome:
-    if vote.casting and allows_casting(rules):
+    if vote.casting or allows_casting(rules):
         return Outcome.ADOPTED
"""
    assert mutants.changed("store.meeting.voting.x__tied__mutmut_1", shown) == mutants.Mutant(
        "store.meeting.voting._tied",
        "if vote.casting and allows_casting(rules):",
        "if vote.casting or allows_casting(rules):",
    )
    method = mutants.changed("store.disk.journal.xǁJournalǁappend__mutmut_3", shown)
    assert method.where == "store.disk.journal.Journal.append"


def test_each_reason_is_of_a_module_that_is_changed_and_says_why() -> None:
    modules = tuple(part.module.removesuffix(".py").replace("/", ".") for part in mutants.PARTS.values())
    for mutant, because in mutants.reasons().items():
        assert mutant.where.startswith(modules)
        assert len(because.split()) > 3


def test_what_is_changed_and_its_tests_are_there() -> None:
    for part in mutants.PARTS.values():
        assert all((mutants.ROOT / path).exists() for path in (part.module, *part.tests))


def test_a_part_that_nobody_knows_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert mutants.main(["poems"]) == 2
    assert capsys.readouterr().err == "no such part: poems; there are votes, terms, days, leaks, journal\n"


def test_a_way_to_be_late_that_nobody_knows_is_one_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--numprocesses=0", "--collect-only", __file__],
        env={**os.environ, "LATE": "sometimes"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 4
    assert "LATE is one of threads, keys, some, and not sometimes" in done.stderr
