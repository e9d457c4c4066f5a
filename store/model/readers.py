"""For whom documents are, and what their readers are not shown: one table, from which everything else reads.

Whoever is shown less than all has a row in it and a field of `Audiences`; what documents call them stands in
`exports.reader_words`.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from store.i18n import N_
from store.model.base import Noun


class Audience(StrEnum):
    """The readers of a document: all who were invited, the employer, or everybody."""

    FULL = "full"
    EMPLOYER = "employer"
    PUBLIC = "public"

    @property
    def facts(self) -> ReaderFacts:
        """What holds for these readers."""
        return _FACTS[self]


class ReaderFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What holds for some readers. English words are to be translated.

    `name` is what screens call what they get, `dutch` the words by which a command knows them beside the English one.
    `without` and `reads` are the settings of a body for what they are not shown and may read all the same, each with
    Dutch words; `opened` says what they can read that was kept from them, and `no_actions` that they get no action
    list. `knows_of_secrets` says that they are told of a confidential entry that there is one, `knows_parties` that
    whoever writes to the body may be named to them.
    """

    name: str
    dutch: tuple[str, ...]
    without: tuple[str, str] = ("", "")
    reads: tuple[str, str] = ("", "")
    opened: str = ""
    no_actions: str = ""
    knows_of_secrets: bool = True
    knows_parties: bool = True


_FACTS = {
    Audience.FULL: ReaderFacts(name=N_("everything"), dutch=("alles", "volledig")),
    Audience.EMPLOYER: ReaderFacts(
        name=N_("employer"),
        dutch=("bestuurder",),
        without=(N_("not for the employer"), "niet voor de bestuurder"),
        reads=(N_("employer may read"), "bestuurder mag lezen"),
        opened=N_("The employer can then read: {what}."),
        no_actions=N_("The action list is not for the employer; nothing was written."),
    ),
    Audience.PUBLIC: ReaderFacts(
        name=N_("everybody"),
        dutch=("achterban", "openbaar"),
        without=(N_("not for the public"), "niet voor de achterban"),
        reads=(N_("public may read"), "achterban mag lezen"),
        opened=N_("The public can then read: {what}."),
        no_actions=N_("The action list is not for the public; nothing was written."),
        knows_of_secrets=False,
        knows_parties=False,
    ),
}
RESTRICTED = tuple(audience for audience in Audience if audience is not Audience.FULL)
"""Those who are not shown all."""


class Withheld(StrEnum):
    """What a document may leave out for its readers, besides what is confidential."""

    ACTIONS = "actions"
    OWNERS = "owners"
    NAMES = "names"
    SPEAKERS = "speakers"
    NOTES = "notes"
    DOCUMENTS = "documents"
    ABSENCE = "absence"


class View(Noun, frozen=True, kw_only=True):
    """What readers are not shown, and on which grounds they may read what is confidential all the same.

    `withholds`: the actions; whose task an undertaking is; who voted, moved, differed or stood
    aside; who said something; all that was said; the documents of an item and the decision
    asked; why somebody was absent. What is confidential is left out unless its ground is one
    of `reads`, word for word.
    """

    withholds: tuple[Withheld, ...] = ()
    reads: tuple[str, ...] = ()


class Audiences(Noun, frozen=True, kw_only=True):
    """What the employer and the public are shown; the full version leaves out nothing."""

    employer: View = View(withholds=(Withheld.NAMES, Withheld.ABSENCE))
    public: View = View(
        withholds=(Withheld.ACTIONS, Withheld.OWNERS, Withheld.NAMES, Withheld.DOCUMENTS, Withheld.ABSENCE)
    )

    def of(self, audience: Audience) -> View:
        """What `audience` is not shown; nothing is kept from whoever is no restricted reader."""
        return getattr(self, audience.value) if audience in RESTRICTED else View()
