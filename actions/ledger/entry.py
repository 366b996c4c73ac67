"""One page of the public ledger. Pure: no clock, no store.

Every page carries the digest of the page before it, so that none can be changed, dropped, moved or slipped in without
every later digest being another one. A page knows no moment of its own: who voted when is nobody's business. Where a
day matters, as for points, it stands in the body.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

BEFORE_THE_FIRST = "0" * 64


@dataclass(frozen=True)
class Entry:
    """Page number `index`, counted from 0. `body` is plain JSON; digests are 64 hexadecimal digits, SHA-256."""

    index: int
    kind: str
    body: Mapping[str, Any]
    previous: str
    digest: str


def digest_of(index: int, kind: str, body: Mapping[str, Any], previous: str) -> str:
    """SHA-256 over `[index, kind, body, previous]` as JSON: keys sorted, no spaces, UTF-8."""
    return hashlib.sha256(canonical([index, kind, body, previous])).hexdigest()


def canonical(value: Any) -> bytes:
    """The one way a JSON value is written where its digest or signature counts."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def appended(last: Entry | None, pages: Sequence[tuple[str, Mapping[str, Any]]]) -> tuple[Entry, ...]:
    """New pages of kind and body, in order, behind the last one there is."""
    entries: list[Entry] = []
    for kind, body in pages:
        index, previous = (last.index + 1, last.digest) if last else (0, BEFORE_THE_FIRST)
        last = Entry(index, kind, body, previous, digest_of(index, kind, body, previous))
        entries.append(last)
    return tuple(entries)
