"""notulist, as it is installed: one name, below which its packages lie.

In a checkout `tui`, `exports` and `store` stand at the top; a wheel holds them in `notulist/_rooms`, out of the way
of other packages. Whatever else is called `store` there, here ours is meant.
"""

from __future__ import annotations

import os
import sys

# `pathlib` would take a part of the time to the first picture.
_ROOMS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "_rooms")  # noqa: PTH100, PTH118, PTH120


def main() -> int:
    """Runs the program with the arguments of the command line; the exit code."""
    where = _ROOMS if os.path.isdir(_ROOMS) else os.path.dirname(os.path.dirname(_ROOMS))  # noqa: PTH112, PTH120
    sys.path.insert(0, where)
    from tui.start import main as start

    return start()
