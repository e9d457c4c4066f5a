"""The action list of each person, in files ready to send."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import chain, count
from pathlib import Path

from exports.files import slug
from exports.markdown import write_markdown
from exports.registers import action_register, per_owner
from store.clean import fold
from store.earlier import Earlier
from store.files import make_folder, must_be_free, write_new
from store.language.people import People
from store.words import documents


def write_lists(actions: Iterable[Earlier], people: People, folder: Path, language: str, today: date) -> list[Path]:
    """Writes a list in Markdown for each owner of `actions` into `folder`; the files, in the order of the handles.

    Raises WontOverwrite, with nothing written, where one of them is there already.
    """
    _ = documents(language).gettext
    lists = per_owner(actions, people)
    names = _names(lists, people)
    paths: dict[str, Path] = {}
    for owner, name in names.items():
        stem = slug(_("actions {name}").format(name=name) if name else _("actions without an owner"))
        stems = chain([stem], (f"{stem}-{number}" for number in count(2)))
        paths[owner] = next(path for each in stems if (path := folder / f"{each}.md") not in paths.values())
    for path in paths.values():
        must_be_free(path)
    make_folder(folder)
    for owner, theirs in lists.items():
        name = names[owner]
        title = _("Actions of {name}").format(name=name) if name else _("Actions without an owner")
        document = action_register(theirs, language, title, today)
        write_new(paths[owner], write_markdown(document).encode())
    return list(paths.values())


def _names(owners: Iterable[str], people: People) -> dict[str, str]:
    """What each owner is called, by handle; with the handle where others have the same name. Nobody is called ""."""
    names = {owner: people.name(owner) if owner != "?" else "" for owner in owners}
    times = Counter(map(fold, names.values()))
    return {owner: name if times[fold(name)] == 1 else f"{name} ({owner})" for owner, name in names.items()}
