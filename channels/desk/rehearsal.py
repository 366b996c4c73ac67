"""What the desk to practise at needs of its station: people who pretend, and a table that can be cleared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Pretender(Protocol):
    """Somebody who plays a part. about: what there is to practise; hands: what they have with them."""

    @property
    def id(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def about(self) -> str: ...

    @property
    def hands(self) -> Sequence[str]: ...


class Rehearsal(Protocol):
    """The people, and the table. Both ways in are called on the event loop."""

    @property
    def people(self) -> Sequence[Pretender]: ...

    def come(self, person: str) -> bool:
        """Whether somebody of that name comes to the kiosk now; not while they are still there."""

    async def clear(self) -> None:
        """Everybody goes, and everything that was practised is gone. Raises StorageError."""
