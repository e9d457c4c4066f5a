"""Signs as keyboards deliver them: other dashes, and what a dead `~` makes of the letter behind it.

On the US-International layout, usual in the Netherlands, `~` waits for a letter: `~nb` arrives as `ñb`.
"""

from __future__ import annotations

import re
import unicodedata

from store.language.people import People

# What is typed for a plus, a minus or a tilde; each is one letter for one.
SIGNS = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("～˜∼〜", "~") | {"＋": "+"})
_COMPOSED = re.compile(r"(?:^|(?<=[\s,;:]))[ñãõÑÃÕ][^\s,;]*")


def signs_meant(words: str, people: People | None = None) -> str:
    """`words` with the signs of a vote as they were meant.

    A name that begins with such a letter stays as it is, where it is one of `people`; without these it never does.
    """

    def apart(match: re.Match[str]) -> str:
        name = match[0]
        # Names are looked up without their accents.
        written = " ".join(f"{one.handle} {one.name}" for one in people.who(name)) if people is not None else ""
        if name[0].casefold() in written.casefold():
            return name
        letter = unicodedata.normalize("NFD", name[0])[0]
        return f"~{letter}{name[1:]}"

    return _COMPOSED.sub(apart, unicodedata.normalize("NFC", words)).translate(SIGNS)
