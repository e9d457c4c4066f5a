"""The words of votes: how they are taken, the sides, and what came of them, in Dutch and English."""

from __future__ import annotations

import re

from store.model import Declared, Method
from store.text import fold

METHODS = {
    "hand": Method.HAND,
    "handopsteken": Method.HAND,
    "hoofdelijk": Method.ROLL,
    "roll": Method.ROLL,
    "schriftelijk": Method.WRITTEN,
    "written": Method.WRITTEN,
    "geheim": Method.SECRET,
    "secret": Method.SECRET,
    "rondvraag": Method.ROUND,
    "round": Method.ROUND,
    "acclamatie": Method.ACCLAMATION,
    "acclamation": Method.ACCLAMATION,
}
"""Every word for how a vote is taken."""
SIDES = (
    r"(?:(?P<favour>voor(?:stemmers?)?|ja|for|(?:in\s+)?favou?r|yes|yea|ayes?)"
    r"|(?P<against>tegen(?:stemmers?)?|neen?|against|opposed|no(?:es)?|nays?)"
    r"|(?P<abstained>onth(?:oud\w*)?|abst\w*)|(?P<blank>blanco|blank))\b"
)
"""A pattern for the words of a side; the group of that name tells which side it is."""
ONE_SIDE = re.compile(rf"{SIDES}[.:]?", re.IGNORECASE)
"""A word of a side, which is never anybody's name."""
_ADOPTED = "(?:aangenomen|goedgekeurd|akkoord|ingestemd|vastgesteld|carried|passed|adopted|approved|agreed)"
_CAME_TO = (
    rf"(?:(?P<adopted>{_ADOPTED})"
    r"|(?P<rejected>verworpen|afgewezen|weggestemd|rejected|defeated|lost|not\s+carried|niet\s+aangenomen))\b"
)
SAID_FIRST = re.compile(rf"{_CAME_TO}[:,.]?\s*(?:(?:met|with|by|op)\b)?\s*", re.IGNORECASE)
"""What is said to have come of a vote, before it: `aangenomen met`. Group `adopted` or `rejected` tells which."""
SAID_LAST = re.compile(rf"(?<![\s,;:.])[\s,;:.]++(?:(?:dus|is|and|en)\s+)?{_CAME_TO}[.!]?$", re.IGNORECASE)
"""The same behind the vote."""
_UNCOUNTED = {
    Declared.WITHOUT_VOTE: r"(?:als\s+)?hamerstuk|(?:zonder|without(?:\s+a)?)\s+(?:hoofdelijke\s+)?(?:stemming|vote)",
    Declared.CONSENSUS: r"(?:bij|by|in|with|met)?\s*(?:general\s+)?consensus",
    Declared.NO_OBJECTION: (
        r"nem\.?\s*con\.?|nemine\s+contradicente|(?:zonder|geen|without|no)\s+(?:bezwa(?:ar|ren)|objections?)"
    ),
}


def without_count(words: str) -> Declared | None:
    """How something passed without a count, `hamerstuk`, `carried nem. con.`; None where that is not what is said.

    That it was adopted may be said as well, before or behind it.
    """
    text = fold(words).strip(" .!")
    for declared, pattern in _UNCOUNTED.items():
        if re.fullmatch(rf"(?:{_ADOPTED}\s+)?(?:{pattern})(?:\s+{_ADOPTED})?", text):
            return declared
    return None
