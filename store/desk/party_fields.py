"""What is known of a party, as people type it: each field a name and a value, in Dutch or English."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from store.desk.model import Party, Readers
from store.errors import CannotDo
from store.i18n import _
from store.language.settings.rules import read_yes
from store.text import clean, fold

_NAMES = {
    **dict.fromkeys(("key", "sleutel", "kort"), "key"),
    **dict.fromkeys(("name", "naam"), "name"),
    **dict.fromkeys(("function", "functie"), "function"),
    **dict.fromkeys(("address", "adres"), "address"),
    **dict.fromkeys(("email", "e-mail", "mail"), "email"),
    **dict.fromkeys(("salutation", "aanhef"), "salutation"),
    **dict.fromkeys(("audience", "lezers", "readers"), "readers"),
    **dict.fromkeys(("private", "prive", "privépersoon", "priveperson"), "private"),
    **dict.fromkeys(("confidential", "vertrouwelijk", "geheim"), "confidential"),
    **dict.fromkeys(("body", "orgaan"), "body"),
}
_READERS = {
    **dict.fromkeys(("employer", "bestuurder", "werkgever"), Readers.EMPLOYER),
    **dict.fromkeys(("public", "achterban", "publiek"), Readers.PUBLIC),
    **dict.fromkeys(("", "-", "none", "geen", "niemand"), Readers.NONE),
}


def with_fields(party: Party, fields: Iterable[tuple[str, str]]) -> Party:
    """`party` with those fields put to what was typed. Raises CannotDo where one is not known or cannot be read."""
    changed: dict[str, Any] = {}
    for name, value in fields:
        field = _NAMES.get(fold(name))
        if field is None:
            names = "key, name, function, address, email, salutation, audience, private, confidential, body"
            raise CannotDo(_("A party has no “{name}”. It has: {names}.").format(name=name, names=names))
        changed[field] = _read(field, clean(value).strip())
    return replace(party, **changed)


def _read(field: str, value: str) -> object:
    if field in ("private", "confidential"):
        return read_yes(value)
    if field == "email":
        addresses = tuple(each for each in value.replace(";", ",").replace(",", " ").split() if each)
        for each in addresses:
            if each.count("@") != 1 or each.startswith("@") or each.endswith("@"):
                raise CannotDo(_("“{words}” is no address for mail.").format(words=each))
        return addresses
    if field == "readers":
        if fold(value) not in _READERS:
            raise CannotDo(_("“{words}” is no circle of readers: employer, public, or none.").format(words=value))
        return _READERS[fold(value)]
    return value
