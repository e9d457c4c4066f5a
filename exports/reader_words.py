"""What documents call their readers, in the language of the document."""

from __future__ import annotations

import msgspec

from store.i18n import N_, documents
from store.model import Audience


class _Words(msgspec.Struct, frozen=True):
    """What the minutes for some readers are called, and what the name of a file for them says."""

    minutes: str
    file: str = ""


_WORDS = {
    Audience.FULL: _Words(N_("Minutes {title}")),
    Audience.EMPLOYER: _Words(N_("Minutes {title}, version for the employer"), N_("employer")),
    Audience.PUBLIC: _Words(N_("Public minutes {title}"), N_("public")),
}


def minutes_for(audience: Audience, title: str, language: str) -> str:
    """What the minutes of the meeting with that title are called for `audience`."""
    return documents(language).gettext(_WORDS[audience].minutes).format(title=title)


def in_file_name(audience: Audience, language: str) -> str:
    """What stands at the end of the name of a file for `audience`, such as `-public`; nothing for the full version."""
    word = _WORDS[audience].file
    return f"-{documents(language).gettext(word)}" if word else ""
