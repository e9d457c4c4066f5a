"""One test over the rows of a table: as quick as a loop, and it names every row that goes wrong, as many tests would.

What pytest does around a test takes longer than most rows of a table do: some thousand of them took a minute.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from functools import wraps

import pytest

from store.i18n import speak

_Test = Callable[..., None]
# Of a value, in what is said of a row that went wrong.
LONGEST = 300


def each_row(names: str, table: Iterable[object] | Callable[[], Iterable[object]]) -> Callable[[_Test], _Test]:
    """As `pytest.mark.parametrize`, with all rows in one test: for tests of what keeps nothing from row to row.

    Every row begins with English messages. A BaseExceptionGroup at the end has what was wrong in each row, and the row.
    Several of these over one test try each row with each; other arguments of the test are fixtures, as ever. A table
    that takes long to make is a function, called when the test runs: who runs other tests does not wait for it.
    """
    given = [name.strip() for name in names.split(",")]

    def over(test: _Test) -> _Test:
        @wraps(test)
        def over_all(**others: object) -> None:
            rows = list(table if isinstance(table, Iterable) else table())
            assert rows, "a table without rows shows nothing"
            wrong: list[BaseException] = []
            for row in rows:
                values = row if len(given) > 1 else (row,)
                assert isinstance(values, tuple | list)
                speak("en")
                try:
                    test(**dict(zip(given, values, strict=True)), **others)
                except (Exception, pytest.fail.Exception) as error:
                    error.add_note(f"In the row {', '.join(repr(value)[:LONGEST] for value in values)}")
                    wrong.append(error)
            if wrong:
                raise BaseExceptionGroup(f"{len(wrong)} of {len(rows)} rows", wrong)

        asked = inspect.signature(test)
        others = [parameter for name, parameter in asked.parameters.items() if name not in given]
        over_all.__signature__ = asked.replace(parameters=others)  # type: ignore[attr-defined]
        return over_all

    return over
