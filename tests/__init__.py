"""The tests, and what they share in `helpers`."""

import os
import sys

# Where it is set, each worker, and each of the many programs that the tests start, would compile everything anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
