"""The suite on a busy machine: `python -m tools.busy` runs it beside four processes that never rest.

More words go to pytest: `python -m tools.busy tests/tui/live`. The four end with it, whatever becomes of it.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

BURNERS = 4


def burn(parent: int) -> None:
    """Works for nothing, until whoever began it is there no more."""
    while os.getppid() == parent:
        for _time in range(100_000):
            pass


@contextmanager
def busy(count: int = BURNERS) -> Iterator[None]:
    """A machine with so many processes that burn its cores, until the block is left."""
    context = multiprocessing.get_context("spawn")
    burners = [context.Process(target=burn, args=(os.getpid(),), daemon=True) for _each in range(count)]
    try:
        for burner in burners:
            burner.start()
        yield
    finally:
        for burner in burners:
            if burner.pid is not None:
                burner.kill()
                burner.join()


def main(arguments: list[str]) -> int:
    """Runs the suite without the group `faults`; what pytest ended with."""
    with busy():
        return subprocess.run([sys.executable, "-m", "pytest", "-m", "not faults", *arguments], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
