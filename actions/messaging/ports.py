"""What the store keeps for messaging apps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from actions.messaging.model import Account, AppToken, Arrival, CaseNews, NewArrival, Push


class ChatAccounts(Protocol):
    """Every chat with somebody."""

    def put(self, account: Account) -> None:
        """In place of the one of the same session."""

    def get(self, session: str) -> Account | None:
        """None also when it cannot be read."""

    def has(self, session: str) -> bool:
        """Whether a session is a chat that can be written to."""

    def remove(self, session: str) -> bool:
        """Whether there was one."""

    def unseen(self, app: str, since: datetime) -> Sequence[Account]:
        """Those of an app who have not written since then; who cannot be read is passed over."""


class Arrivals(Protocol):
    """The inbox of every app. A message is in it before the app is told that we have it."""

    def add(self, app: str, new: NewArrival, now: datetime, not_since: datetime) -> Arrival | None:
        """None when it was taken in before, or its twin came after `not_since`."""

    def by_key(self, app: str, key: str) -> Arrival | None:
        """The message of that key, whatever became of it."""

    def open(self, app: str) -> Sequence[Arrival]:
        """What is not done, oldest first; what cannot be read is passed over."""

    def answered(self, arrival_id: int, answer: Mapping[str, Any]) -> None:
        """What to say is known."""

    def sent(self, arrival_id: int, count: int) -> None:
        """So many messages of the answer have gone out."""

    def failed(self, arrival_id: int) -> None:
        """One more attempt in vain."""

    def finish(self, arrival_id: int, *, dead: bool = False) -> None:
        """Nothing is left to do; what was written and what was answered is erased."""

    def offset(self, queue: str) -> int | None:
        """Where a queue of an app is to be read on; its name has 32 characters at most."""

    def set_offset(self, queue: str, value: int) -> None: ...

    def forget(self, session: str) -> int:
        """Erases the words of a session that are still here; how many messages."""

    def remove_before(self, moment: datetime) -> int:
        """Removes what was done before then; how many."""


class Payloads(Protocol):
    """What buttons send that is too long for the app."""

    def put(self, token: str, payload: str, now: datetime) -> None:
        """Kept once, however often it is put."""

    def get(self, token: str) -> str | None: ...

    def remove_before(self, moment: datetime) -> int:
        """Removes what was put before then; how many."""


class Pushes(Protocol):
    """What is to be said in chats without having been spoken to."""

    def add(self, push: Push) -> bool:
        """False, and nothing is kept, when the key is known or the session is no chat."""

    def take(self, app: str, now: datetime, until: datetime, most: int) -> Sequence[Push]:
        """Those due, oldest first, for a worker that has until that moment; what cannot be read is passed over."""

    def sent(self, push_id: str, now: datetime) -> None:
        """It was said; its words are erased."""

    def put_off(self, push_id: str, until: datetime, problem: str) -> None:
        """An attempt in vain."""

    def give_up(self, push_id: str, problem: str) -> None:
        """It is not tried again; its words are erased."""

    def withdraw(self, session: str, prefix: str = "") -> int:
        """Takes back what waits for a session, with keys that begin so; how many."""

    def dead(self) -> Sequence[Push]:
        """What did not reach its chat; without its words."""


class Follows(Protocol):
    """Cases that a chat wants to hear of though they were filed elsewhere."""

    def add(self, session: str, case_id: str, now: datetime) -> None:
        """Kept once."""

    def cases(self, session: str) -> Sequence[str]:
        """Ids of the cases followed, the newest first."""

    def remove(self, session: str) -> int:
        """How many."""

    def news(self, most: int) -> Sequence[CaseNews]:
        """What became of cases that chats wait for and was not pushed yet, oldest first."""


class AppTokens(Protocol):
    """Tokens that several processes share, one for an app. Who refreshes holds a lease."""

    def get(self, app: str, now: datetime) -> AppToken | None:
        """None when there is none, it has run out or it cannot be read."""

    def put(self, app: str, token: AppToken) -> None:
        """In place of the one before; the lease ends."""

    def lease(self, app: str, now: datetime, until: datetime) -> bool:
        """Whether we are to refresh; until then nobody else is."""

    def release(self, app: str) -> None:
        """We did not get one: another may try at once."""

    def spoil(self, app: str, token: str) -> bool:
        """The app does not take this token any more; False when another one is in its place already."""
