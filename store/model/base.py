"""What every noun shares, and the numbers and names that nouns hold."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

SCHEMA = 2
"""The version of the record on disk; `store.archive.archive` refuses a newer one."""


Day = date
"""A `date`, where a field of that name stands in the way."""


Id = Annotated[int, Meta(ge=0, le=2**53)]
"""A number by which something is known; as large as every reader of JSON can hold (RFC 8259, 6)."""


Count = Annotated[int, Meta(ge=0, le=1_000_000)]
"""So many of something as can be counted in a meeting: people, votes, minutes, weeks."""


Depth = Annotated[int, Meta(ge=0, le=100)]
"""How deep an item lies below others."""


Name = Annotated[str, Meta(max_length=100)]
"""The name of a language or a time zone."""


class Noun(msgspec.Struct, frozen=True, omit_defaults=True):
    """What every struct of the record shares: frozen, defaults not written."""
