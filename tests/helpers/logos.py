"""Pictures for a letterhead."""

from __future__ import annotations

import io

from PIL import Image

# The smallest PNG: one grey dot.
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6368000000820081"
    "77cd72b60000000049454e44ae426082"
)


def picture(kind: str) -> bytes:
    """A small picture in blue, as PNG or JPEG."""
    file = io.BytesIO()
    Image.new("RGB", (40, 20), (20, 90, 160)).save(file, kind)
    return file.getvalue()
