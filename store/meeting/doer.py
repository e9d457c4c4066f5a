"""What does a verb: the type of the functions in the `DOERS` of this folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from store.language.capture.line import Line
from store.record.record import Record

Doer = Callable[[Record, Line, datetime], None]
"""Changes the rows of a record as a line says, at an instant (aware, UTC).

Raises CannotDo where the line makes no sense at this point, before it puts any row: in a paste the line is then
kept as a note.
"""
