"""What was decided and promised in earlier meetings, and what became of it since.

An action of an earlier meeting is never changed where it was written down: those minutes
may be approved. What happens to it later is an entry of its own, a follow-up, in the
meeting in which it happened; how far the action is, follows from both.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec.structs import replace

from store.model import ActionStatus, Entry, FollowUp, Kind, Progress
from store.record.confidentiality import together

PROGRESS: dict[Progress, ActionStatus] = {
    Progress.DONE: ActionStatus.DONE,
    Progress.CANCELLED: ActionStatus.CANCELLED,
    Progress.REOPENED: ActionStatus.OPEN,
}


def in_order_of_acts(told: Iterable[tuple[str, Entry]]) -> list[Entry]:
    """Entries of several meetings, each with the key of its own, in the order in which they were kept.

    Within a meeting that is the order of their ids, whatever the clock of the computer said then: an entry counts as
    no earlier than the one before it. Between meetings there is only the clock.
    """
    latest: dict[str, datetime] = {}
    placed = []
    for key, entry in sorted(told, key=lambda each: (each[0], each[1].id)):
        latest[key] = max(latest.get(key, entry.at), entry.at)
        placed.append((latest[key], key, entry.id, entry))
    return [entry for _at, _key, _id, entry in sorted(placed, key=lambda each: each[:3])]


def followed_up(entry: Entry, history: Iterable[Entry]) -> Entry:
    """`entry` as it stands after `history`: entries with a follow-up of it, or that replace or withdraw it, in order.

    It is confidential with a follow-up of which it has words, a day or owners.
    """
    for later in history:
        if later.kind is Kind.DECISION:
            withdraws = bool(later.withdraws)
            entry = replace(
                entry,
                withdrawn_by=later.reference if withdraws else entry.withdrawn_by,
                replaced_by=entry.replaced_by if withdraws else later.reference,
            )
        elif later.follow_up:
            entry = _step(entry, later, later.follow_up)
    return entry


def is_open(entry: Entry) -> bool:
    """Whether an action or undertaking is still to be done, or a decision is in force."""
    return entry.status is ActionStatus.OPEN and not entry.withdrawn_by and not entry.replaced_by


def about(entry: Entry) -> str:
    """The reference of the earlier entry that `entry` says something new of; nothing where it does not."""
    return entry.follow_up.reference if entry.follow_up else entry.withdraws or entry.replaces


def _step(entry: Entry, later: Entry, follow_up: FollowUp) -> Entry:
    if status := PROGRESS.get(follow_up.progress):
        stands, told = replace(entry, status=status, status_reason=later.text), bool(later.text)
    elif follow_up.progress is Progress.POSTPONED:
        stands = replace(entry, due=later.due, postponed=entry.postponed + 1, status_reason=later.text)
        told = True
    elif follow_up.progress is Progress.ASSIGNED:
        stands, told = replace(entry, owners=later.owners, owners_unread=later.owners_unread), True
    else:
        return entry
    # Words, a day and names of what is confidential are so wherever they stand; how far an action is tells nothing.
    return replace(stands, confidential=together((entry.confidential, later.confidential))) if told else stands
