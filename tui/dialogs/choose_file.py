"""A question that is answered with the name of a file, and how such names are typed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from store.i18n import _


class AskFileScreen(ModalScreen[str]):
    """Gives the name typed or pasted; nothing where the user went back."""

    AUTO_FOCUS = "#file"
    BINDINGS: ClassVar = [Binding("escape", "dismiss('')", show=False, priority=True)]

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        """A field for the name of the file."""
        with Vertical(classes="box") as box:
            box.border_title = Content(self._title)
            yield Input(id="file", placeholder=_("drag the file here, or type its name"))
            yield Static(Content.styled("\n" + _("Enter: read it    Esc: back"), "$quiet"))

    @on(Input.Submitted, "#file")
    def _given(self, event: Input.Submitted) -> None:
        self.dismiss(file_named(event.value))


def file_named(typed: str) -> str:
    r"""The name of the file that was typed, or dragged into the terminal.

    What is dragged comes as for a shell: `/Users/x/My\ File.md`, `'/home/x/My File.md'`. What is typed comes
    as it is, and so does a name on Windows, whose backslashes stand between folders.
    """
    name = typed.strip()
    try:
        if Path(name).exists() or re.match(r"[A-Za-z]:\\|\\\\", name):
            return name
        parts = shlex.split(name)
    except (OSError, ValueError):
        # A quote that is not closed is part of the name; who opens a name that cannot be says so.
        return name
    return parts[0] if len(parts) == 1 else name.strip("'\"")


def file_dropped(typed: str) -> Path | None:
    """The file that was dragged into the terminal, or whose name was typed; None where there is none of that name."""
    text = typed.strip()
    name = file_named(text) if text and "\n" not in text else ""
    try:
        file = Path(name).expanduser()
        return file if name and file.is_file() else None
    except (OSError, RuntimeError, ValueError):
        return None


def word_file_named(typed: str) -> Path | None:
    """The Word file whose name was typed or dragged here; None where it is another text, or there is none."""
    return file_dropped(typed) if ".docx" in typed.lower()[-6:] else None


def folder_of(typed: str) -> Path:
    """The folder that was typed, with `~` for the user's own."""
    try:
        return Path(typed).expanduser()
    except RuntimeError:
        # `~somebody` where nobody is called that: a folder may be.
        return Path(typed)
