"""Brings what `document.schema.json` says of an entry up to date with the tables: `python -m tools.schema`.

The fields come from `store.record.fields`, the kinds from `store.kinds`; all else in the schema is written by hand.
`--check` only says whether it is up to date, with exit code 1 where it is not.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from store.kinds import Kind
from store.record.fields import FIELDS

SCHEMA = Path(__file__).parent.parent / "exports" / "layouts" / "document.schema.json"


def brought_up_to_date(schema: dict[str, Any]) -> dict[str, Any]:
    """`schema` with the kinds of the table, and the keys of its fields: of each entry, and of each open action."""
    made: dict[str, Any] = json.loads(json.dumps(schema))
    entry, open_action = made["$defs"]["entry"], made["$defs"]["open_action"]
    entry["properties"]["kind"]["enum"] = [kind.value for kind in Kind]
    for field in FIELDS:
        entry["properties"] |= field.schemas
        if field.in_registers:
            added = {key: _or_null(of) for key, of in field.schemas.items() if key not in open_action["properties"]}
            open_action["properties"] |= added
    for each in (entry, open_action):
        each["required"] += [key for key in each["properties"] if key not in each["required"]]
    return made


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    """What a closed action has: the same, or nothing."""
    return schema if "null" in schema["type"] else schema | {"type": [schema["type"], "null"]}


def main(arguments: list[str]) -> int:
    """Writes it, or only looks; gives the exit code."""
    old = SCHEMA.read_text("utf-8")
    new = json.dumps(brought_up_to_date(json.loads(old)), indent=2, ensure_ascii=False) + "\n"
    if "--check" in arguments:
        return int(json.loads(new) != json.loads(old))
    SCHEMA.write_text(new, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
