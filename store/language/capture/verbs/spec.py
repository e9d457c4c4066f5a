"""What is known of one verb: the struct whose rows are `VERBS` in `table`."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

import msgspec

from store.language.capture.line import Context, Line, Verb
from store.model import Kind, Progress


class Offer(Enum):
    """What may stand behind a command, and so what completion offers there."""

    WORDS = auto()
    """Any words: nothing is offered."""
    ITEM = auto()
    """An item of the agenda, by its number or by words of its title."""
    ENTRY = auto()
    """The reference of an entry, of the kinds in `VerbSpec.of_kinds`."""
    PIECE = auto()
    """The number of a piece of post."""
    PEOPLE = auto()
    """Names with spaces or commas between them, and nothing else."""
    PEOPLE_FIRST = auto()
    """Names with commas between them, then words."""


class Likely(Enum):
    """Who is most likely meant by a name behind a verb: of two names that fit alike, theirs is offered first."""

    HERE = auto()
    """Those in the room."""
    AWAY = auto()
    """Those who are not in the room."""
    GUESTS = auto()
    """Guests."""
    NO_GUESTS = auto()
    """Everybody but the guests."""
    VOTERS = auto()
    """Those who may vote on the current item."""


class Names(msgspec.Struct, frozen=True, kw_only=True):
    """Which names are offered behind a verb.

    Attributes:
        likely: who is offered first.
        everyone: whether "all members" is offered as well.
        ends_at_unknown: whether a word that is nobody's name ends the list of names, so that none is offered
            behind it.
        never: texts that are not offered, for the reader takes them for something else (`by` before a name).
    """

    likely: Likely = Likely.HERE
    everyone: bool = False
    ends_at_unknown: bool = False
    never: tuple[str, ...] = ()


class VerbSpec(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the table of verbs: its words, and what reads, completes and tells it.

    What a verb does to a meeting is on a higher floor: `store.meeting.running.DOERS`.

    Attributes:
        verb: The verb.
        read: Reads what stands behind the word or the sign; see `Reader`.
        tells: How an understood line is told, a message for `_`, with any of `{number}` (of the item),
            `{minutes}` and `{reference}`. Not needed with a `kind`, whose own name is told.
        tells_last: The same for a line that is about the last entry, where that is told in other words.
        details: What else is told of a line, besides people, dates and votes; "" for what does not apply.
        english: The word behind the slash in English; "" where the verb is no command.
        dutch: The words behind the slash in Dutch, the one that is shown first; () where it is the English one.
        says: What the command does, in the list of commands: a message for `_`.
        example: The command as it is written in full, a message for `_`; needed where `read` may give None.
        offers: What completion offers behind the command, one after the other; () where nothing follows.
        of_kinds: The kinds of entries that `Offer.ENTRY` offers.
        names: Which names are offered.
        sign: The sign that a line begins with; "" where there is none.
        bare_sign: The sign that may stand alone: for the last entry, or for the current item.
        keywords: The words before a colon that do the same as `sign`, Dutch ones first.
        hash_words: The words behind a # that do the same, as MeetBot has them (`#agreed text`).
        mistaken: Words that people put behind a slash where `sign` is meant (`/besluit`).
        kind: The kind of entry that it writes down; None where it writes none of its own.
        progress: What it says has become of an action; None where it is not about that.
        repeats: Whether what it writes repeats words of the entry it names, and so is confidential with that.
        reaches_back: Whether the entry that it names may be one of an earlier meeting.
        at_chosen: Whether it is about the entry that was chosen with the arrow keys, where it names none.
        acts: Whether it changes the meeting. What does not is done by a screen (help, search, reading back).
    """

    verb: Verb
    read: Reader
    tells: str = ""
    tells_last: str = ""
    details: Callable[[Line], list[str]] | None = None
    english: str = ""
    dutch: tuple[str, ...] = ()
    says: str = ""
    example: str = ""
    offers: tuple[Offer, ...] = ()
    of_kinds: tuple[Kind, ...] = ()
    names: Names = Names()
    sign: str = ""
    bare_sign: str = ""
    keywords: tuple[str, ...] = ()
    hash_words: tuple[str, ...] = ()
    mistaken: tuple[str, ...] = ()
    kind: Kind | None = None
    progress: Progress | None = None
    repeats: bool = False
    reaches_back: bool = True
    at_chosen: bool = False
    acts: bool = True

    @property
    def words(self) -> tuple[str, ...]:
        """All words behind the slash; none where the verb is no command."""
        return (self.english, *self.dutch) if self.english else ()

    def word(self, language: str) -> str:
        """The word behind the slash that is shown in `language` (`en`, `nl`)."""
        return self.dutch[0] if self.dutch and language == "nl" else self.english


Reader = Callable[[VerbSpec, str, str, Context], Line | None]
"""Reads the rest of a line: `(spec, typed, rest, context)`, with `typed` the whole line and `rest` what stands
behind the command, the sign or the keyword. Gives None where something is missing that the verb needs."""
