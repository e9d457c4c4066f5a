"""What a benchmark says: figures, each beside a floor that was taken in the same run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """What was measured, and its floor; medians and 99th percentiles, in `unit`.

    `bound` is for the ratio to the floor; for a figure without a floor it is for the figure itself.
    """

    name: str
    median: float
    p99: float
    floor_name: str = ""
    floor: float | None = None
    floor_p99: float | None = None
    bound: float | None = None
    unit: str = "ms"

    @property
    def ratio(self) -> float | None:
        """How many times the floor."""
        return self.median / self.floor if self.floor else None

    @property
    def is_within(self) -> bool:
        """Whether the bound holds; so it does where there is none."""
        return self.bound is None or (self.median if self.ratio is None else self.ratio) <= self.bound

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return {**asdict(self), "ratio": self.ratio, "within": self.is_within}


def against(
    name: str,
    ours: Sequence[float],
    floor_name: str,
    floor: Sequence[float],
    bound: float | None = None,
    unit: str = "ms",
) -> Figure:
    """A figure of many measurements and those of its floor."""
    return Figure(
        name, statistics.median(ours), p99(ours), floor_name, statistics.median(floor), p99(floor), bound, unit
    )


def alone(name: str, ours: Sequence[float], bound: float | None = None, unit: str = "ms") -> Figure:
    """A figure that has no floor."""
    return Figure(name, statistics.median(ours), p99(ours), bound=bound, unit=unit)


def take_turns(ours: Callable[[], object], floor: Callable[[], object], turns: int) -> tuple[list[float], list[float]]:
    """Does both in turn, so that a busy machine slows both; milliseconds. The first, which loads, is left out."""
    ours(), floor()
    took: list[float] = []
    bare: list[float] = []
    for turn in range(turns):
        steps = [(took, ours), (bare, floor)]
        for times, step in steps if turn % 2 else reversed(steps):
            times.append(milliseconds(step))
    return took, bare


def milliseconds(step: Callable[[], object]) -> float:
    """How long `step` takes."""
    start = time.perf_counter()
    step()
    return (time.perf_counter() - start) * 1e3


def p99(times: Sequence[float]) -> float:
    """The 99th percentile."""
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.99))]


def table(figures: Sequence[Figure]) -> str:
    """The figures as a table for people, which is Markdown too."""
    rows = [
        ["what", "median", "p99", "floor", "median", "p99", "ratio", "bound"],
        ["---", "---:", "---:", "---", "---:", "---:", "---:", "---:"],
    ]
    for one in figures:
        floor = ["", "", ""] if one.floor is None else [_number(one.floor), _number(one.floor_p99 or 0.0)]
        within = "" if one.is_within else " **over**"
        rows.append(
            [
                one.name,
                f"{_number(one.median)} {one.unit}",
                _number(one.p99),
                one.floor_name,
                *floor[:2],
                f"{one.ratio:.2f}" if one.ratio is not None else "",
                (f"{one.bound:g}" if one.bound is not None else "") + within,
            ]
        )
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    right = [cell.endswith(":") for cell in rows[1]]
    lines = []
    for row in rows:
        cells = zip(row, widths, right, strict=True)
        padded = (cell.rjust(width) if to_right else cell.ljust(width) for cell, width, to_right in cells)
        lines.append("| " + " | ".join(padded) + " |")
    return "\n".join(lines)


def _number(value: float) -> str:
    return f"{value:.3g}" if value < 100 else f"{value:,.0f}"
