"""A meeting in which one item is confidential, with a word in each of its fields that nobody else may read."""

from __future__ import annotations

from msgspec.structs import replace

from store.model import AgendaItem, Document, Purpose, Secrecy
from tests.helpers.council import ITEMS, VOTERS, Sitting

SECRET_ITEM = AgendaItem(
    id=4,
    number="4",
    title="Oosterweide",
    internal_title="Verkoop oosterweide",
    purpose=Purpose.INFORM,
    presenter="Kranendonk",
    documents=(Document(label="4a", title="geheimrapport"),),
    state_of_affairs="geheimrapport gelezen",
    explanation="over oosterweide",
    decision_asked="oosterweide verkopen",
    prepared_text="De heer Kranendonk licht toe.",
    notes=("zwaluw",),
)


def secretive(*, live: bool) -> Sitting:
    """A meeting with a confidential item; with `live` it is made so only while it is treated."""
    secret = SECRET_ITEM if live else replace(SECRET_ITEM, confidential=Secrecy(ground="art. 20 WOR"))
    sitting = Sitting(language="en", items=(*ITEMS[:3], secret, ITEMS[4]))
    sitting.type("/open", "/present " + " ".join(VOTERS), "public note", "/go 4")
    sitting.type("/guest KDK Piet Kranendonk, makelaar", "/in kdk", "zwaluw", "kdk: merel", "! specht")
    sitting.type("= +rvdl -mia", "/moved mia eva", "/minority mia nachtegaal")
    sitting.type("@eva ijsvogel > friday", "& @kh buizerd", "!? zwaluw", "? merel", "/recuse eva", "/out kdk")
    if live:
        sitting.type("/geheim tot 1 december 2027, art. 20 WOR")
    sitting.type("/defer 4 8 april specht is er niet", "/go 5", "another public note", "! public decision", "/close")
    return sitting
