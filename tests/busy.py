"""The tests on a machine that is busy: beside processes that burn all the processor there is, which end with the tests.

`python -m tests.busy` runs all of them beside four such processes; what comes after it is for pytest:
`python -m tests.busy -m 'not faults' tests/tui/live/test_screen.py`. BURNERS says how many there are, if not four.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# It ends by itself when the process that began it is gone, whatever ended that.
_BURN = """
import os, sys
began_by = int(sys.argv[1])
while os.getppid() == began_by:
    for _each in range(1_000_000):
        pass
"""


@contextmanager
def busy(burners: int) -> Iterator[None]:
    """So many processes burn the processor until the end."""
    burning = [subprocess.Popen([sys.executable, "-c", _BURN, str(os.getpid())]) for _each in range(burners)]
    try:
        yield
    finally:
        for process in burning:
            process.kill()
        for process in burning:
            process.wait()


def main(arguments: list[str]) -> int:
    """Runs pytest with `arguments` beside them; its exit code."""
    with busy(int(os.environ.get("BURNERS", "4"))):
        return subprocess.run([sys.executable, "-m", "pytest", *arguments], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
