"""Only one place reads from the computer which day, which hour and which time zone it is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from store import wall_clock
from store.wall_clock import day_here, today, utc_now
from tests.helpers.project import imports_in
from tests.helpers.tables import each_row
from tui.app.clock import SteadyClock
from tui.cli.session import Session

ROOT = Path(__file__).parent.parent
PRODUCT = ("store", "exports", "tui")
THE_PLACE = ROOT / "store" / "wall_clock.py"
CLOCKS = {"datetime", "time", "pendulum"}
"""The modules that tell the day or the hour."""
HANDS = {"now", "utcnow", "today", "tomorrow", "yesterday", "local_timezone", "localtime"}
"""What does so in `datetime` and `pendulum`, whatever it belongs to."""
WAITING = {"monotonic", "clock_gettime", "sleep"}
"""What alone may be used of `time`: it counts seconds and waits, and tells neither day nor hour."""
COUNTING = {"CLOCK_BOOTTIME", "CLOCK_MONOTONIC"}
"""The clocks that `clock_gettime` may be asked for."""
OTHERS = {"arrow", "asyncio.log", "dateutil", "logging", "tzlocal"}
"""Modules that read the clock by themselves."""
LATE = ("email.utils", "email.generator")
"""Of the library of mail what writes the day, or makes up names of the hour; the rest of it only reads."""
WORDS = ("current_date", "current_time", "'now'", "datetime.today", "strftime(")
"""With these SQLite and Typst read it."""


def readings(source: str) -> Iterator[str]:
    """Each place in a module that reads the clock on the wall or the time zone of the computer, or may do so."""
    tree = ast.parse(source)
    roots: dict[str, str] = {}
    for one in imports_in(tree):
        if isinstance(one, ast.Import):
            for alias in one.names:
                roots[alias.asname or alias.name.split(".")[0]] = alias.name
        elif one.module:
            roots |= {alias.asname or alias.name: f"{one.module}.{alias.name}" for alias in one.names}
    for name in roots.values():
        module, _dot, what = name.partition(".")
        if (
            module in OTHERS
            or name.startswith(LATE)
            or (module in CLOCKS and what in HANDS)
            or (module == "time" and what not in {"", *WAITING})
        ):
            yield f"import {name}"
    nodes = [*ast.walk(tree)]
    asked = {node.value for node in nodes if isinstance(node, ast.Attribute)}
    for node in nodes:
        where = f"line {getattr(node, 'lineno', 0)}: "
        match node:
            case ast.Attribute(value, name):
                root = value
                while isinstance(root, ast.Attribute):
                    root = root.value
                known = roots.get(root.id, "") if isinstance(root, ast.Name) else ""
                if known == "time" and name not in WAITING:
                    yield f"{where}time.{name}"
                if known.partition(".")[0] in CLOCKS and name in HANDS:
                    yield f"{where}{name}"
            case ast.Name(name) if roots.get(name) == "time" and node not in asked:
                yield f"{where}time is handed on"
            case ast.Call(ast.Attribute(_, "astimezone"), [], []):
                yield f"{where}astimezone()"
            case ast.Call(ast.Attribute(_, "fromtimestamp"), [_], []):
                yield f"{where}fromtimestamp()"
            case ast.Constant(str(text)) if text.startswith("CLOCK_") and text not in COUNTING:
                yield f"{where}{text}"
            case ast.Constant(str(text)) if any(word in text.lower() for word in WORDS):
                yield f"{where}{text}"


@each_row(
    "source",
    [
        "from datetime import datetime, UTC\nat = datetime.now(UTC)",
        "from datetime import datetime as d\nd.utcnow()",
        "import datetime as dt\nread = dt.datetime.now",
        "from datetime import date\ndate.today()",
        "def read():\n    from datetime import date\n    return date.today()",
        "import time\ntime.time()",
        "import time\ntime.localtime(0)",
        "import time as t\nt.time_ns()",
        "import time\ntime.tzname",
        "import time\ngetattr(time, name)()",
        "import time\ntime.clock_gettime(getattr(time, 'CLOCK_REALTIME'))",
        "from time import time",
        "from time import strftime",
        "import pendulum\npendulum.now()",
        "import pendulum\npendulum.DateTime.today()",
        "from pendulum import today",
        "at.astimezone().date()",
        "datetime.fromtimestamp(seconds)",
        "database.execute(\"SELECT date('now')\")",
        "database.execute('INSERT INTO a VALUES (CURRENT_TIMESTAMP)')",
        "source = '#datetime.today()'",
        "import logging",
    ],
)
def test_each_way_to_read_the_clock_is_known(source: str) -> None:
    assert [*readings(source)]


@each_row(
    "source",
    [
        "from datetime import datetime, time\ndatetime.combine(day, time(9, 30), UTC)",
        "import time\nuntil = time.monotonic() + 1\ntime.sleep(0.1)",
        "at.astimezone(zone('Europe/Amsterdam'))\ndatetime.fromtimestamp(seconds, UTC)",
        "session.now()\nsession.today()",
    ],
)
def test_what_is_handed_the_clock_or_counts_seconds_reads_nothing(source: str) -> None:
    assert [*readings(source)] == []


def test_only_one_place_of_the_product_reads_the_clock() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): told
        for room in PRODUCT
        for path in sorted((ROOT / room).rglob("*.py"))
        if path != THE_PLACE and (told := [*readings(path.read_text("utf-8"))])
    }
    # Which of the clocks that count there are depends on the system: there alone one is looked for by its name.
    assert [len(told) for told in found.values()] == [1], found
    assert found["tui/app/clock.py"][0].endswith("time is handed on")
    assert sorted(line.split(": ")[1] for line in readings(THE_PLACE.read_text("utf-8"))) == [
        "astimezone()",
        "fromtimestamp()",
        "now",
    ]


def test_no_style_and_no_template_reads_the_clock() -> None:
    others = [path for room in PRODUCT for path in (ROOT / room).rglob("*") if path.suffix in (".typ", ".sql", ".md")]
    assert any(path.suffix == ".typ" for path in others)
    for path in others:
        assert not [word for word in WORDS if word in path.read_text("utf-8").lower()], path


def test_a_test_sets_the_clock_of_all_that_ask_for_it() -> None:
    leap, later = datetime(2028, 2, 29, 23, 58, tzinfo=UTC), datetime(2031, 12, 1, 12, tzinfo=UTC)
    with wall_clock.set_to(lambda: leap):
        session, steady = Session(None), SteadyClock(lambda: False)
        with wall_clock.set_to(lambda: later):
            assert (session.now(), today(), session.today()) == (later, date(2031, 12, 1), date(2031, 12, 1))
        assert (utc_now(), session.now(), steady().replace(microsecond=0)) == (leap, leap, leap)
        assert today() == session.today() == day_here(leap)
