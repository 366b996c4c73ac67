"""What the store keeps of people with a card for points."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol


@dataclass(frozen=True)
class Holder:
    """A person with a card. `lookup` finds them again by name and phone; `name` is personal."""

    card: str
    lookup: str
    name: str = field(repr=False)
    joined_on: date


class PointHolders(Protocol):
    """Everybody who has a card."""

    def add(self, holder: Holder) -> None: ...

    def by_card(self, card: str) -> Holder | None: ...

    def by_lookup(self, lookup: str) -> Holder | None: ...
