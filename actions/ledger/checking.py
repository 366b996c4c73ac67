"""Checks a whole ledger: every page, every link, every head. Anyone can, with the export and the public key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from actions.ledger.entry import BEFORE_THE_FIRST, Entry, digest_of
from actions.ledger.head import Head, is_signed_by


class Fault(str, Enum):
    """What is wrong."""

    ORDER = "order"
    LINK = "link"
    CONTENT = "content"
    SIGNATURE = "signature"
    REPLACED = "replaced"
    MISSING = "missing"
    UNSIGNED = "unsigned"


@dataclass(frozen=True)
class Finding:
    """A fault at page `index`; for heads the page they end with."""

    index: int
    fault: Fault


def check(entries: Sequence[Entry], heads: Sequence[Head], public: str) -> tuple[Finding, ...]:
    """Everything that is wrong, pages first; nothing when the ledger is whole."""
    return (*_pages(entries), *_heads(entries, heads, public), *_end(entries, heads))


def _pages(entries: Sequence[Entry]) -> Iterator[Finding]:
    previous = BEFORE_THE_FIRST
    for place, entry in enumerate(entries):
        if entry.index != place:
            yield Finding(place, Fault.ORDER)
        if entry.previous != previous:
            yield Finding(place, Fault.LINK)
        if entry.digest != digest_of(entry.index, entry.kind, entry.body, entry.previous):
            yield Finding(place, Fault.CONTENT)
        previous = entry.digest


def _heads(entries: Sequence[Entry], heads: Sequence[Head], public: str) -> Iterator[Finding]:
    for head in heads:
        last = head.length - 1
        if not is_signed_by(head, public):
            yield Finding(last, Fault.SIGNATURE)
        elif not 0 <= last < len(entries):
            yield Finding(last, Fault.MISSING)
        elif entries[last].digest != head.digest:
            yield Finding(last, Fault.REPLACED)


def _end(entries: Sequence[Entry], heads: Sequence[Head]) -> Iterator[Finding]:
    """Pages behind the newest head were never signed."""
    signed = max((head.length for head in heads), default=0)
    if len(entries) > signed:
        yield Finding(signed, Fault.UNSIGNED)
