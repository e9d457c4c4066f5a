"""The action list of each person, in files ready to send."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from exports.content.registers import action_register, per_owner
from exports.filenames import apart
from exports.formats.markdown import write_markdown
from exports.wording import with_aside
from store.disk.atomic import make_folder, must_be_free, write_new
from store.i18n import documents
from store.language.people import People
from store.model import Body, Earlier
from store.text import fold, slug

_Owner = tuple[str, str]
"""The key of a body, and a handle there."""


def write_lists(
    actions: Iterable[Earlier], bodies: Sequence[Body], folder: Path, language: str, today: date
) -> list[Path]:
    """Writes a list in Markdown for each owner of `actions` into `folder`; the files, in the order of the handles.

    Who is of two bodies has a list of each: what is confidential in one may be read by others in the other.
    Raises WontOverwrite, with nothing written, where one of the files is there already.
    """
    _ = documents(language).gettext
    lists = per_owner(actions, bodies, today)
    names = _names(lists, bodies)
    asides = _asides(names, {body.key: body.name for body in bodies})
    stems = [
        with_aside(_("actions {name}").format(name=name) if name else _("actions without an owner"), asides[owner])
        for owner, name in names.items()
    ]
    paths = [folder / file for file in apart(f"{slug(stem)}.md" for stem in stems)]
    for path in paths:
        must_be_free(path)
    make_folder(folder)
    for path, (owner, theirs) in zip(paths, lists.items(), strict=True):
        name = names[owner]
        title = _("Actions of {name}").format(name=name) if name else _("Actions without an owner")
        document = action_register(theirs, language, with_aside(title, asides[owner]), today)
        write_new(path, write_markdown(document).encode())
    return paths


def _names(owners: Iterable[_Owner], bodies: Iterable[Body]) -> dict[_Owner, str]:
    """What each owner is called in the body of the action. Nobody is called ""."""
    people = {body.key: People(body.people) for body in bodies}
    nobody = People(())
    return {(key, who): "" if who == "?" else people.get(key, nobody).name(who) for key, who in owners}


def _asides(names: dict[_Owner, str], bodies: dict[str, str]) -> dict[_Owner, str]:
    """What tells owners of one name apart: the handle within a body, the name of the body where both know it."""
    asides = {}
    for (key, who), name in names.items():
        same = [other for other, called in names.items() if fold(called) == fold(name)]
        handle = who if [other for other, _who in same].count(key) > 1 else ""
        body = bodies.get(key, key) if any(other != key for other, _who in same) else ""
        asides[key, who] = ", ".join(filter(None, (handle, body)))
    return asides
