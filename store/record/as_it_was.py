"""A record as it was after one of its acts, for what was made of it then."""

from __future__ import annotations

from store.record.ledger import LOG
from store.record.record import Record


def as_it_was(record: Record, act: int) -> Record:
    """`record` after the act with number `act`, to read from; the acts after it are not in its log.

    What was erased since is not in it either. A number that was not given yet gives all of it.
    """
    tables = {name: dict(rows) for name, rows in record.raw.items()}
    for later in reversed(record.log):
        if later.number <= act:
            break
        for change in reversed(later.changes):
            rows = tables.setdefault(change.table, {})
            if change.before is None:
                rows.pop(change.id, None)
            else:
                rows[change.id] = change.before
    log = record.tables()[LOG]
    return Record.read({**tables, LOG: {number: raw for number, raw in log.items() if number <= act}})
