"""What the store keeps of the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from actions.ledger.entry import Entry
from actions.ledger.head import Head

Page = tuple[str, Mapping[str, Any]]
"""Kind and body of a page to be written."""


class Ledger(Protocol):
    """Pages that are only ever added. There is no way to change or remove one."""

    def append(self, pages: Sequence[Page], at: datetime) -> Sequence[Entry]:
        """Writes the pages and a signed head over them, in the present transaction."""

    def hold(self) -> None:
        """Until the transaction ends nobody else writes what rests on the pages it reads."""

    def entries(self, *kinds: str) -> Sequence[Entry]:
        """All pages in order; those of some kinds only, where kinds are named."""

    def heads(self) -> Sequence[Head]:
        """All heads, the oldest first."""

    @property
    def public(self) -> str:
        """The key that heads are checked with, 64 hexadecimal digits."""
