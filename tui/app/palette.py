"""The palette in the language of the interface: what it offers, and that nothing fits."""

from __future__ import annotations

from textual.command import Hit, Hits
from textual.content import Content
from textual.system_commands import SystemCommandsProvider

from store.i18n import _

# As little as can be shown: behind everything that fits.
_LEAST = 0.01


class Commands(SystemCommandsProvider):
    """The commands of the screen. Where none fits what was typed, a line says so, where Textual's own is in English."""

    async def search(self, query: str) -> Hits:
        """The commands that fit `query`, or that there are none."""
        found = False
        async for hit in super().search(query):
            found = True
            yield hit
        if not found:
            yield Hit(_LEAST, Content(_("No command fits this.")), lambda: None)
