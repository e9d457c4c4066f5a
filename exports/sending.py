"""The action list of each person, in files ready to send."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from exports.files import slug
from exports.markdown import write_markdown
from exports.registers import action_register, per_owner
from store.earlier import Earlier
from store.files import make_folder, write_new
from store.language.people import People
from store.words import documents


def write_lists(actions: Iterable[Earlier], people: People, folder: Path, language: str, today: date) -> list[Path]:
    """Writes a list in Markdown for each owner of `actions` into `folder`; the files, in the order of the handles.

    Raises WontOverwrite where one of them is there already; what was written before that stays.
    """
    _ = documents(language).gettext
    written = []
    for owner, theirs in per_owner(actions, people).items():
        name = people.name(owner) if owner != "?" else _("nobody")
        document = action_register(theirs, language, _("Actions of {name}").format(name=name), today)
        path = folder / f"{slug(_('actions {name}').format(name=name))}.md"
        make_folder(folder)
        write_new(path, write_markdown(document).encode())
        written.append(path)
    return written
