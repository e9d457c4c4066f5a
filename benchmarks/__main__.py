"""All benchmarks, one after the other: `python -m benchmarks [--json]`."""

from __future__ import annotations

import sys

from benchmarks import acts, first_picture, prepare, understanding

if __name__ == "__main__":
    for benchmark in (first_picture, acts, understanding, prepare):
        benchmark.main(sys.argv[1:])
