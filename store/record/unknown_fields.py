"""Raw documents that keep the fields which this version does not know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

Raw = dict[str, Any]


def with_unknown_fields(row: object, old: object | None, raw: Raw | None) -> Raw:
    """`row` as a raw document, with the fields of `raw` (once decoded as `old`) that this version does not know."""
    document: Raw = msgspec.json.decode(msgspec.json.encode(row))
    if raw is None or old is None:
        return document
    merged = _merge(row, old, raw, document)
    assert isinstance(merged, dict)
    return merged


def _merge(new: object, old: object, raw: object, document: object) -> object:
    if isinstance(new, msgspec.Struct) and isinstance(raw, Mapping) and isinstance(document, dict):
        known = set(new.__struct_encode_fields__)
        fields = dict(zip(new.__struct_encode_fields__, new.__struct_fields__, strict=True))
        for key, value in raw.items():
            if key not in known:
                document[key] = value
            elif key in document:
                field = fields[key]
                document[key] = _merge(getattr(new, field), getattr(old, field, None), value, document[key])
        return document
    if isinstance(new, tuple) and isinstance(old, tuple) and isinstance(raw, list) and isinstance(document, list):
        # Elements that did not change keep what they had; a changed one in its old place too.
        for at, element in enumerate(new):
            same = at if len(new) == len(old) else next((i for i, was in enumerate(old) if was == element), None)
            if same is not None and same < len(raw):
                document[at] = _merge(element, old[same], raw[same], document[at])
    return document
