"""What the store keeps for those who read from outside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from actions.access.model import AccessToken, CaseSummary, ReceivedResult


class AccessTokens(Protocol):
    """Every token there ever was."""

    def add(self, token: AccessToken) -> None: ...

    def by_digest(self, digest: str) -> AccessToken | None: ...

    def all(self) -> Sequence[AccessToken]:
        """The newest first."""

    def revoke(self, token_id: str, at: datetime) -> None:
        """Of no use from then on; a token revoked before stays as it is."""


class CasePages(Protocol):
    """Cases page by page, with nothing personal opened."""

    def page(
        self,
        most: int,
        after: tuple[datetime, str] | None = None,
        services: Sequence[str] = (),
        states: Sequence[str] = (),
        changed_since: datetime | None = None,
    ) -> Sequence[CaseSummary]:
        """In the order they were filed; `after`: the moment of filing and the id of the last one seen."""

    def by_number(self, number: str) -> CaseSummary | None: ...


class ReceivedResults(Protocol):
    """What came in, by who sent it and under which key."""

    def get(self, token_id: str, key: str) -> ReceivedResult | None: ...

    def add(self, result: ReceivedResult) -> None: ...
