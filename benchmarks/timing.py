"""How long a step takes."""

from __future__ import annotations

import time
from collections.abc import Callable


def seconds(step: Callable[[], object]) -> float:
    """What one run of `step` takes."""
    start = time.perf_counter()
    step()
    return time.perf_counter() - start
