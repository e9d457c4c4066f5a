"""The register of decisions: all that was ever decided, how, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import ClassVar

from msgspec.structs import replace
from textual.binding import Binding, BindingType
from textual.content import Content

from exports.wording import standing_text, vote_text
from store.dates import short_date
from store.i18n import N_, _, _n, spoken
from store.language.people import People
from store.language.query import Filter, Listed, State
from store.model import Earlier, Entry, Kind
from store.record.follow_ups import is_open
from tui.keys.bindings import bindings_of
from tui.lists.screen import FIRST, RegisterScreen
from tui.routes import Place
from tui.terminal.wrapping import WIDE

_DAY = 16
_STANDING, _SHORT_STANDING = 32, 13


class _Order(StrEnum):
    """By what the decisions are sorted; the latest first within that."""

    DAY = "day"
    BODY = "body"
    STANDING = "standing"


class DecisionsScreen(RegisterScreen):
    """The decisions of all meetings."""

    PLACE = Place.DECISIONS
    LISTED = Listed.DECISIONS
    NOTHING = N_("No decisions here.")
    HINT = N_("such as: canteen in 2026 withdrawn or: #move")
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of(Place.DECISIONS),
        Binding("escape", "back", show=False, priority=True),
    ]

    _order = _Order.DAY
    _only_in_force = False

    def read(self, wanted: Filter) -> list[Earlier]:
        """All decisions, the latest first."""
        return self._archive.index.of_kinds([Kind.DECISION])

    def read_first(self) -> list[Earlier]:
        """The latest."""
        return self._archive.index.of_kinds([Kind.DECISION], most=FIRST)

    @property
    def wanted(self) -> Filter:
        """What was typed, and in force where only that is asked for."""
        wanted = super().wanted
        return replace(wanted, states=(State.IN_FORCE,)) if self._only_in_force else wanted

    def in_order(self, shown: list[Earlier]) -> Sequence[Earlier]:
        """The latest first, by body, or those in force before the others."""
        if self._order is _Order.BODY:
            return sorted(shown, key=lambda one: one.body)
        if self._order is _Order.STANDING:
            return sorted(shown, key=lambda one: not is_open(one.entry))
        return shown

    def headline(self, shown: Sequence[Earlier]) -> list[tuple[str, str]]:
        """How many there are, and how many of them are no longer in force."""
        gone = sum(not is_open(one.entry) for one in shown)
        count = _n("{count} decision", "{count} decisions", len(shown)).format(count=len(shown))
        parts = [(_("Decisions"), "bold $accent"), ("  " + count, "$foreground")]
        if gone:
            parts.append((" · " + _("{count} no longer in force").format(count=gone), "$warning"))
        if self._only_in_force:
            parts.append((" · " + _("only what is in force"), "$accent"))
        return [*parts, ("   " + _("sorted {order}").format(order=_orders()[self._order]), "$quiet")]

    def typed(self, asked: str, value: str) -> None:
        """Nothing but the filter is asked here."""

    def answer(self, asked: str, value: str) -> None:
        """Nothing but the filter is asked here."""

    # Drawing

    def draw(self, one: Earlier, width: int) -> Content:
        """Its number, what was decided, and whether that still holds; where there is room, on which day."""
        entry, narrow = one.entry, width < WIDE
        number = self.number(one, width)
        day = short_date(one.day, spoken()).ljust(_DAY - 1)[: _DAY - 1]
        wide = _SHORT_STANDING if narrow else _STANDING
        words, style = _standing(entry, short=narrow)
        standing = Content.styled(words, style).truncate(wide - 1, ellipsis=True, pad=True)
        room = max(10, width - number.cell_length - wide - (0 if narrow else _DAY))
        when = Content.styled("" if narrow else f"{day} ", "$quiet")
        return Content.assemble(number, when, self.text(one, room - 2), "  ", standing)

    def about(self, one: Earlier) -> list[Content]:
        """What was decided, where, how, and what it changed or changed it."""
        entry = one.entry
        lines = [Content.assemble((entry.reference, "bold"), "  ", entry.text), self.origin(one)]
        people = People(who for body in self._registered if body.key == one.body for who in body.people)
        how = [vote_text(entry.vote, people, spoken(), names=True)] if entry.vote else []
        if entry.mover:
            how.append(_("moved by {who}").format(who=", ".join(filter(None, (entry.mover, entry.seconder)))))
        how += [_("{who} holds another view: {text}").format(who=view.who, text=view.text) for view in entry.minority]
        if how:
            lines.append(Content(" · ".join(how)))
        for words, reference in (
            (_("Withdrawn by"), entry.withdrawn_by),
            (_("Replaced by"), entry.replaced_by),
            (_("Replaces"), entry.replaces),
            (_("Withdraws"), entry.withdraws),
        ):
            if reference:
                other = self._archive.index.find(reference, one.body)
                lines.append(_link(words, reference, other))
        return lines

    # Keys

    def action_sort(self) -> None:
        """The latest first, by body, by whether they are in force."""
        orders = list(_Order)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self.fill()

    def action_in_force(self) -> None:
        """Shows only those that are in force, or all."""
        self._only_in_force = not self._only_in_force
        self.fill()

    def action_linked(self) -> None:
        """Goes along the decisions that changed each other, the earliest to the last, and round."""
        one = self.rows.chosen
        if one is None:
            return
        chain = self._chain(one)
        if len(chain) == 1:
            self.say(_("No other decision changed this one, nor did it change another."))
            return
        other = chain[(chain.index(one) + 1) % len(chain)]
        if not self.rows.go_to(other):
            # It does not fit what was asked for: that is let go, rather than that the way ends here.
            self.clear_filter()
            self.rows.go_to(other)

    def _chain(self, one: Earlier) -> list[Earlier]:
        """The decisions of which each changed the one before it, with `one` among them."""
        chain = [one]
        while (earlier := self._next(chain, chain[0].entry.withdraws or chain[0].entry.replaces)) is not None:
            chain.insert(0, earlier)
        while (later := self._next(chain, chain[-1].entry.withdrawn_by or chain[-1].entry.replaced_by)) is not None:
            chain.append(later)
        return chain

    def _next(self, chain: list[Earlier], reference: str) -> Earlier | None:
        """The decision of that number, unless it is in the chain already."""
        found = self._archive.index.find(reference, chain[0].body) if reference else None
        there = {(one.key, one.entry.id) for one in chain}
        return found if found and (found.key, found.entry.id) not in there else None

    def clear_filter(self) -> None:
        """Shows everything."""
        self._only_in_force = False
        super().clear_filter()


def _standing(entry: Entry, *, short: bool) -> tuple[str, str]:
    """Whether a decision still holds, in a word where there is little room; and how that looks."""
    if entry.withdrawn_by:
        return (_("withdrawn") if short else standing_text(entry, spoken())), "$error"
    if entry.replaced_by:
        return (_("replaced") if short else standing_text(entry, spoken())), "$warning"
    return (_("in force") if short else standing_text(entry, spoken())), "$quiet"


def _link(words: str, reference: str, other: Earlier | None) -> Content:
    about = f" · {short_date(other.day, spoken())} · {other.entry.text}" if other else ""
    return Content.assemble((f"{words} ", "$quiet"), (reference, "bold"), about)


def _orders() -> dict[_Order, str]:
    return {_Order.DAY: _("the latest first"), _Order.BODY: _("by body"), _Order.STANDING: _("by standing")}
