"""A QR code as the outline of its dark squares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import segno

_QUIET = 4
"""Light squares around it: scanners need them (ISO/IEC 18004)."""


def qr_code(text: str) -> dict[str, Any]:
    """`path` for an SVG path and `size`: how many squares wide and high it is, quiet zone included."""
    rows = list(segno.make_qr(text, error="m").matrix_iter(border=_QUIET))
    path = "".join(f"M{x} {y}h{length}v1h-{length}z" for y, row in enumerate(rows) for x, length in _dark_runs(row))
    return {"path": path, "size": len(rows)}


def _dark_runs(row: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Start and length of each stretch of dark squares."""
    start = 0
    for is_dark, squares in groupby(row):
        length = len(list(squares))
        if is_dark:
            yield start, length
        start += length
