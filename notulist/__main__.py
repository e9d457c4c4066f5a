"""`python -m notulist`: the same as the command."""

from __future__ import annotations

import sys

from notulist import main

sys.exit(main())
