"""The clock on the wall: the one place that reads from the computer which day, which hour and which time zone it is.

Whatever needs one of these is handed it, or asks here; a test that is of another day says so with `set_to`.
How long something waits or takes is counted by the clocks of `time` that nobody sets, and that tell no hour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta


def _of_the_computer() -> datetime:
    return datetime.now(UTC)


_read: Callable[[], datetime] = _of_the_computer


def utc_now() -> datetime:
    """This instant, in UTC."""
    return _read()


def day_here(at: datetime) -> date:
    """The day that it is at the instant `at` where this computer is."""
    return clock_here(at).date()


def clock_here(at: datetime) -> datetime:
    """The instant `at` as the clock on the wall tells it where this computer is."""
    try:
        return at.astimezone()
    except ValueError:
        # A zone that is more than a day away, as `TZ` can say; the system reckons with it, Python does not.
        return datetime.fromtimestamp(at.timestamp()).replace(tzinfo=UTC)  # noqa: DTZ006 - the clock on this wall


def today() -> date:
    """This day, where this computer is."""
    return day_here(utc_now())


@contextmanager
def set_to(clock: Callable[[], datetime]) -> Iterator[None]:
    """Inside, the clock on the wall is `clock`, which tells instants in UTC: for tests of another day."""
    global _read
    before, _read = _read, clock
    try:
        yield
    finally:
        _read = before


@contextmanager
def set_back(by: timedelta) -> Iterator[None]:
    """Inside, the clock on the wall is so much behind: for the sample meeting, which is thrown away."""
    before = _read
    with set_to(lambda: before() - by):
        yield
