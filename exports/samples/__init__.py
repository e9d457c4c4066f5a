"""The sample meetings of the demo, an agenda and a secretary's notes in each language, for any day.

Every date in them is counted from the day of the meeting: `{friday[1]:D MMMM}` is the Friday of the week after its own,
`{first[3]:D MMMM YYYY}` the first day of the third month after its own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from importlib.resources import files

from store.language.vocabulary import WEEKDAYS

_WEEK, _FORTNIGHT = timedelta(days=7), timedelta(days=14)
_FOUR_WEEKS = timedelta(days=28)


def sample(language: str, day: date, hour: Callable[[time], time] = lambda usual: usual) -> tuple[str, str]:
    """The agenda, and what was typed, of the sample meeting in `language` (`nl` or `en`) as it is held on `day`.

    What the agenda says of hours is what `hour` makes of the usual ones; its own, and those of the lines, are as usual.
    """
    monday = day - timedelta(days=day.weekday())

    def written(one: date) -> _Day:
        return _Day(one, language)

    def weekly(weekday: int) -> _Counted:
        return _Counted(lambda weeks: written(monday + timedelta(days=weekday, weeks=weeks)))

    dates = {
        "meeting": written(day),
        "previous": written(day - _FOUR_WEEKS),
        "next": written(day + _FOUR_WEEKS),
        **{word: weekly(at) for word, at in WEEKDAYS.items()},
        "first": _Counted(lambda months: written(_first(day, months))),
        "next_year": day.year + 1,
        # The next 15th, the end of a month and the first of one, of which only the month is said.
        "middle": written(_first(day + _FORTNIGHT, int((day + _FORTNIGHT).day > 15))),
        "end": written(day + _WEEK),
        "next_first": written(_first(day + _WEEK, 1)),
        "at": _Hours(hour),
    }
    folder = files("exports.samples")
    names = (f"agenda-{language}.md", f"notes-{language}.txt")
    agenda, notes = ((folder / name).read_text("utf-8").format_map(dates) for name in names)
    return agenda, notes


class _Day:
    """A day that is written as a format says, in the tokens of pendulum; `W` is its week."""

    def __init__(self, day: date, language: str) -> None:
        self._day = day
        self._language = language

    def __format__(self, tokens: str) -> str:
        if tokens == "W":
            return str(self._day.isocalendar().week)
        import pendulum

        text = pendulum.date(self._day.year, self._day.month, self._day.day).format(tokens, locale=self._language)
        # Nobody types the point of `dec.`.
        return text.replace(".", "")


class _Counted:
    """Days by their number: `[1]` is that of the next week or month, `[-2]` of two before."""

    def __init__(self, day: Callable[[int], _Day]) -> None:
        self._day = day

    def __getitem__(self, number: int | str) -> _Day:
        # A format gives what stands between brackets as a number only where it is digits.
        return self._day(int(number))


class _Hours:
    """What the clock shows when it usually shows `[14.05]`."""

    def __init__(self, hour: Callable[[time], time]) -> None:
        self._hour = hour

    def __getitem__(self, usual: str) -> str:
        return self._hour(time(int(usual[:2]), int(usual[3:]))).strftime(f"%H{usual[2]}%M")


def _first(day: date, months: int) -> date:
    """The first day of the month that is so many months after that of `day`."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)
