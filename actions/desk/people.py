"""Who may come in, as administrators keep it: roles, accounts out of use, sessions that end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from actions.desk.model import Account, Note, Role
from actions.desk.ports import DeskUnits, DeskWork
from actions.ports import Clock

Change = Callable[[DeskWork, Account], Account]


class LastAdministrator(Exception):
    """Without an administrator nobody could be let in any more."""


@dataclass(frozen=True)
class Present:
    """An account and where it is in use: how many browsers, and when it was last seen in one."""

    account: Account
    browsers: int
    seen_at: datetime | None


@dataclass(frozen=True)
class People:
    """Everything here may raise StorageError; `by` is the account of the administrator."""

    units: DeskUnits
    clock: Clock

    def all(self) -> list[Present]:
        """Everybody, the oldest account first."""
        with self.units.reading() as work:
            return [self._present(work, account) for account in work.accounts.all()]

    def names(self) -> Mapping[str, str]:
        """What each account is called, by its id."""
        with self.units.reading() as work:
            return {account.id: account.name for account in work.accounts.all()}

    def disable(self, account_id: str, by: str) -> bool:
        """Out of use, and out of every browser. Raises LastAdministrator. False when there is no such account."""
        now = self.clock.now()

        def change(work: DeskWork, account: Account) -> Account:
            _require_another_administrator(work, account)
            work.desk_sessions.end_all(account.id)
            return replace(account, disabled_at=now)

        return self._change(account_id, by, "disabled", change)

    def enable(self, account_id: str, by: str) -> bool:
        """In use again."""
        return self._change(account_id, by, "enabled", lambda work, account: replace(account, disabled_at=None))

    def give_role(self, account_id: str, role: Role, by: str) -> bool:
        """Another role, from the next click on. Raises LastAdministrator."""

        def change(work: DeskWork, account: Account) -> Account:
            if role is not Role.ADMINISTRATOR:
                _require_another_administrator(work, account)
            return replace(account, role=role)

        return self._change(account_id, by, "role_changed", change, role.value)

    def end_sessions(self, account_id: str, by: str) -> bool:
        """Out of every browser; may come in again."""

        def change(work: DeskWork, account: Account) -> Account:
            work.desk_sessions.end_all(account.id)
            return account

        return self._change(account_id, by, "ended", change)

    def _change(self, account_id: str, by: str, action: str, change: Change, reason: str = "") -> bool:
        with self.units() as work:
            account = work.accounts.by_id(account_id)
            if account is None:
                return False
            work.accounts.change(change(work, account))
            work.audit.add(Note(by, action, account.id, reason), self.clock.now())
            work.commit()
        return True

    def _present(self, work: DeskWork, account: Account) -> Present:
        now = self.clock.now()
        open_ones = [one for one in work.desk_sessions.of_account(account.id) if not one.is_over(now)]
        return Present(account, len(open_ones), max((one.seen_at for one in open_ones), default=None))


def _require_another_administrator(work: DeskWork, account: Account) -> None:
    others = (one for one in work.accounts.all() if one.id != account.id)
    if account.role is Role.ADMINISTRATOR and not any(one.role is Role.ADMINISTRATOR and one.is_open for one in others):
        raise LastAdministrator
