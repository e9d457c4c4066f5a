"""What the readers of documents are not shown."""

from __future__ import annotations

from enum import StrEnum

from store.model.base import Noun


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
