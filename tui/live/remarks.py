"""What is said under the line of the live screen: while something is typed, and of what was just done."""

from __future__ import annotations

from store.i18n import _, _n
from store.language.capture.line import Line, Verb
from store.language.capture.warnings import About
from store.meeting.completeness import unfinished
from store.meeting.entries import KINDS
from store.model import Act
from store.record.record import Record

# What is said of a name or a command that is only half typed, and better answered by offering the whole.
MENDED_BY_GOING_ON = (
    About.UNKNOWN_NAME,
    About.AMBIGUOUS_NAME,
    About.NO_OWNER,
    About.INCOMPLETE_COMMAND,
    About.UNKNOWN_COMMAND,
    About.UNKNOWN_ITEM,
    About.UNKNOWN_REFERENCE,
    About.NOT_IN_ARCHIVE,
    About.TOO_MANY_VOTES,
)
# So many items that were passed over are named.
_PASSED = 8


def said_after(record: Record, act: Act, line: Line) -> str:
    """What there is to say about `act`, which `line` did; nothing where that speaks for itself."""
    if line.verb is Verb.CLOSE:
        lacks = len(unfinished(record))
        words = _n(
            "Closed. {number} thing is still unfinished: F10 goes through it, ^S writes the minutes.",
            "Closed. {number} things are still unfinished: F10 goes through them, ^S writes the minutes.",
            lacks,
        )
        return words.format(number=lacks) if lacks else _("Closed. F10 goes through the minutes, ^S writes them.")
    if line.verb is Verb.NEXT and (back := _went_back(record, act)):
        return back
    if line.verb in (Verb.NEXT, Verb.GO) and (passed := _passed_over(record)):
        return passed
    if line.verb is Verb.TO:
        return _("Filed under item {number}.").format(number=line.item)
    if line.verb is Verb.MEND:
        [mended] = act.changes
        return _("It now says: {text}").format(text=record.entries[mended.id].text)
    if record.meeting.current is None and line.text and line.verb in KINDS and not line.remarks:
        return _("Kept outside the agenda: no item is being treated.")
    return " · ".join(map(str, line.remarks))


def _went_back(record: Record, act: Act) -> str:
    """To which item that was passed over `act` went back; "" where it went on."""
    was = next((change.before for change in act.changes if change.table == "meeting" and change.before), None)
    left, here = (was or {}).get("current"), record.current()
    order = record.meeting.order
    if here is None or left not in order or here.id not in order or order.index(here.id) > order.index(left):
        return ""
    words = _("Back to item {number}, which was passed over: {title}.")
    return words.format(number=here.number, title=here.title)


def _passed_over(record: Record) -> str:
    """Which items before the current one are still to be treated: F2 goes back to them first."""
    before = record.meeting.order[: record.meeting.order.index(record.meeting.current or 0)]
    passed = [item.number for item in record.to_come() if item.id in before]
    if not passed:
        return ""
    numbers = ", ".join(passed[:_PASSED]) + (" …" if len(passed) > _PASSED else "")
    return _("Not treated yet: {numbers}. F2 goes to {next}.").format(numbers=numbers, next=passed[0])
