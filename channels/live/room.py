"""Where a visit and the volunteer who helps in it meet: what was said on one side, what shall be done on the other.

The person decides who sees anything. A room remembers the conversation from its first word, and shows it only while
the company is `WATCHING` or `LEADING`, which takes the person's yes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from channels.live.orders import Come, Go, Lead, Order
from channels.live.record import Record

GONE_AFTER = 20.0
"""Seconds without a sign of life after which a volunteer is taken to be gone."""


class Company(str, Enum):
    """How far a volunteer is with a person."""

    NOBODY = "nobody"
    COMING = "coming"
    ASKING = "asking"
    DECLINED = "declined"
    WATCHING = "watching"
    LEADING = "leading"

    @property
    def sees(self) -> bool:
        """Whether the person agreed to be seen."""
        return self in (Company.WATCHING, Company.LEADING)


@dataclass(frozen=True)
class Companion:
    """A volunteer: the account at the desk, and the name the person gets to know."""

    account: str
    name: str


class Guest(Protocol):
    """The visit."""

    def obey(self, order: Order) -> None:
        """Does what the volunteer asks."""


class Room:
    """One visit. `changed` is called with the room whenever somebody looking at it would see something new."""

    def __init__(self, session: str, guest: Guest, changed: Callable[[Room], None]) -> None:
        self.session = session
        self.record = Record()
        self.company = Company.NOBODY
        self.companion: Companion | None = None
        self.standing = ""
        self.problem: tuple[str, str] | None = None
        self._guest = guest
        self._changed = changed
        self._silent = 0.0

    # The visit

    def note(self, record: Record) -> None:
        """The conversation went on."""
        self.record, self.problem = record, None
        self._changed(self)

    def stand(self, standing: str) -> None:
        """Who has the floor now, in one word."""
        if standing != self.standing:
            self.standing = standing
            self._changed(self)

    def refuse(self, key: str, problem: str) -> None:
        """What the volunteer filled in was not taken, and why."""
        self.problem = (key, problem)
        self._changed(self)

    def answered(self, yes: bool) -> None:
        """The person said whether the volunteer may see the conversation; a no counts at any time."""
        if self.companion is not None:
            self._become(Company.WATCHING if yes else Company.DECLINED)

    def tick(self, seconds: float) -> None:
        """Time went by: a volunteer who gives no sign of life is gone."""
        if self.companion is None or self.company is Company.COMING:
            return
        self._silent += seconds
        if self._silent >= GONE_AFTER:
            self._part(vanished=True)

    # The desk

    def join(self, companion: Companion, looks: bool = True) -> bool:
        """Whether they are the volunteer of this visit now; nobody joins another one."""
        if self.companion is not None and self.companion.account != companion.account:
            return False
        self.companion, self._silent = companion, 0.0
        if not self.company.sees:
            self._become(Company.ASKING if looks else Company.COMING)
            self._guest.obey(Come(companion.name, looks))
        return True

    def is_with(self, account: str) -> bool:
        """Whether this volunteer is the one."""
        return self.companion is not None and self.companion.account == account

    def beat(self, account: str) -> None:
        """A sign of life."""
        if self.is_with(account):
            self._silent = 0.0

    def order(self, account: str, order: Order) -> bool:
        """Whether it is done: only for the volunteer of the visit, and only while they may see it."""
        if not (self.is_with(account) and self.company.sees):
            return False
        if isinstance(order, Lead):
            if order.on is (self.company is Company.LEADING):
                return True
            self._become(Company.LEADING if order.on else Company.WATCHING)
        self._guest.obey(order)
        return True

    def leave(self, account: str) -> None:
        """The volunteer is through."""
        if self.is_with(account):
            self._part(vanished=False)

    def _part(self, *, vanished: bool) -> None:
        self.companion = None
        self._become(Company.NOBODY)
        self._guest.obey(Go(vanished))

    def _become(self, company: Company) -> None:
        self.company = company
        self._changed(self)
