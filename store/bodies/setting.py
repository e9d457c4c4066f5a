"""What a setting of a body is."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from store.i18n import _
from store.language.day_phrases import Calendar
from store.model import Body
from store.text import fold


class Setting(msgspec.Struct, frozen=True):
    """A setting: its name in the code, its label, and how it is put in a body and said of one.

    `put` raises CannotDo, with what can be said, for a value that cannot be read. `names` are
    other words for it.
    """

    key: str
    label: str
    put: Callable[[Body, str, Calendar], Body]
    say: Callable[[Body], str]
    names: tuple[str, ...] = ()

    def called(self) -> set[str]:
        """Everything it may be called, folded."""
        return {fold(name) for name in (self.key, self.label, _(self.label), *self.names)}
