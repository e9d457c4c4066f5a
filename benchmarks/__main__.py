"""Measures: `python -m benchmarks [--json] [NAME ...]`, all of them or those named.

`sweep`, how everything grows with the archive, takes long and is done where it is named.
Prints one table, or one JSON array; the exit code is 1 where a bound does not hold.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from importlib import import_module

from benchmarks.figures import Figure, table

NAMES = ("start", "key_to_paint", "acts", "understanding", "completion", "prepare", "archive", "screens", "documents")


LONG = ("sweep",)


def main(arguments: list[str]) -> int:
    """Runs the benchmarks that are named, else all."""
    names = [name for name in arguments if not name.startswith("-")] or NAMES
    if unknown := set(names) - {*NAMES, *LONG}:
        sys.stderr.write(f"No benchmark {', '.join(sorted(unknown))}; there are {', '.join((*NAMES, *LONG))}.\n")
        return 2
    found: list[Figure] = []
    for name in names:
        sys.stderr.write(f"{name} …\n")
        found += import_module(f"benchmarks.{name}").measure()
    if "--json" in arguments:
        sys.stdout.write(json.dumps([one.plain() for one in found], indent=2) + "\n")
    else:
        sys.stdout.write(f"Python {platform.python_version()}, {os.cpu_count()} cores\n\n{table(found)}\n")
    return 0 if all(one.is_within for one in found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
