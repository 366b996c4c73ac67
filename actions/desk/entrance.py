"""Comes in and goes out: by a link that works once, or by number, password and the station's PIN."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from actions.desk.guessing import Guesses
from actions.desk.model import INVITED_FOR, Account, DeskSession, Invitation, Note, Role
from actions.desk.passwords import Hasher, new_pin, require_good
from actions.desk.ports import DeskUnits, DeskWork
from actions.drawing import first_free
from actions.model import new_id
from actions.ports import Clock

_SEEN_EVERY = timedelta(minutes=1)
_FIRST_NUMBER, _NUMBERS = 1000, 9000
STATION = ""
"""Who made what nobody at the desk made."""


class MustWait(Exception):
    """Too much was wrong; `wait` says how long nothing more is tried."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__("too many wrong passwords")
        self.wait = wait


class NotLetIn(Exception):
    """Number, password or PIN is wrong, or the link is none that is good; it is not said which."""


@dataclass(frozen=True)
class Who:
    """Somebody who has come in, and the secret of their browser."""

    account: Account
    session: DeskSession
    secret: str = field(repr=False)


def digest_of(secret: str) -> str:
    """Stands for a long random secret in the store: 64 hexadecimal digits, SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_secret() -> str:
    """256 random bits, to be put into a link or a cookie."""
    return secrets.token_urlsafe(32)


def new_number(below: Callable[[int], int] = secrets.randbelow) -> str:
    """Four digits to sign in with."""
    return str(_FIRST_NUMBER + below(_NUMBERS))


@dataclass(frozen=True)
class Entrance:
    """Everything here may raise StorageError."""

    units: DeskUnits
    clock: Clock
    hasher: Hasher = field(default_factory=Hasher)
    guesses: Guesses = field(default_factory=Guesses)

    def sign_in(self, number: str, password: str, pin: str, address: str) -> Who:
        """By number, password and PIN, from a network address. Raises NotLetIn, MustWait."""
        now = self.clock.now()
        keys = (f"number {number[:8]}", f"address {address}")
        if wait := self.guesses.wait(now, *keys):
            raise MustWait(wait)
        self.guesses.failed(now, *keys)
        with self.units.reading() as work:
            account, pin_digest = work.accounts.by_number(number), work.station_pin.digest()
        fits = self.hasher.fits(account.password if account else None, password)
        pin_fits = self.hasher.fits(pin_digest, pin)
        if account is None or not (fits and pin_fits and account.is_open):
            self._note_refusal(account.id if account else "", now)
            raise NotLetIn("number, password or PIN is wrong")
        for key in keys:
            self.guesses.went_well(key)
        return self._let_in(account, "signed_in")

    def _note_refusal(self, account_id: str, now: datetime) -> None:
        with self.units() as work:
            work.audit.add(Note("", "refused", account_id), now)
            work.commit()

    def invitation(self, secret: str) -> Invitation | None:
        """What a link is good for; None when it is good for nothing any more."""
        with self.units.reading() as work:
            found = work.invitations.by_digest(digest_of(secret))
        return found if found and found.is_good(self.clock.now()) else None

    def invite(self, role: Role, made_by: str = STATION, account: str | None = None) -> str:
        """The secret of a new link. The station's own earlier links end: the newest is the one that was printed."""
        secret, now = new_secret(), self.clock.now()
        made = Invitation(digest_of(secret), role, account, made_by, now, now + INVITED_FOR)
        with self.units() as work:
            if made_by == STATION and account is None:
                work.invitations.withdraw(STATION, now)
            work.invitations.add(made)
            work.audit.add(Note(made_by, "invited", account or role.value), now)
            work.commit()
        return secret

    def join(self, secret: str, name: str, password: str) -> Who:
        """A new account by a link. Raises NotLetIn, WeakPassword."""
        require_good(password)
        digest, now = self.hasher.digest(password), self.clock.now()
        with self.units() as work:
            used = work.invitations.use(digest_of(secret), now)
            if used is None or used.account is not None:
                raise NotLetIn("the link is not good any more")
            account = Account(new_id(), _free_number(work), used.role, name, digest, now)
            work.accounts.add(account)
            work.audit.add(Note(account.id, "joined", used.role.value), now)
            work.commit()
        return self._let_in(account, "signed_in")

    def return_by_link(self, secret: str, password: str = "") -> Who:
        """An account that is there already, by a link; with a new password if one is given.

        Raises NotLetIn, WeakPassword.
        """
        if password:
            require_good(password)
        with self.units() as work:
            used = work.invitations.use(digest_of(secret), self.clock.now())
            account = work.accounts.by_id(used.account or "") if used else None
            if account is None or not account.is_open:
                raise NotLetIn("the link is not good any more")
            if password:
                account = replace(account, password=self.hasher.digest(password))
                work.accounts.change(account)
            work.commit()
        return self._let_in(account, "signed_in")

    def who(self, secret: str) -> Who | None:
        """Whose browser this is, as long as the session lasts and the account is open; using it makes it last."""
        who, now = self._found(secret), self.clock.now()
        if who is not None and now - who.session.seen_at >= _SEEN_EVERY:
            with self.units() as work:
                work.desk_sessions.seen(who.session.digest, now)
                work.commit()
        return who

    def glance(self, secret: str) -> Who | None:
        """The same, but asking does not make the session last: for what a page asks by itself."""
        return self._found(secret)

    def is_still_in(self, who: Who) -> bool:
        """Whether the session goes on and its account is as it was; asking does not make it last.

        For connections that stay open: nobody else ends them.
        """
        found = self._found(who.secret)
        return found is not None and found.account.role is who.account.role

    def _found(self, secret: str) -> Who | None:
        with self.units.reading() as work:
            session = work.desk_sessions.by_digest(digest_of(secret))
            account = work.accounts.by_id(session.account) if session else None
        if session is None or account is None or session.is_over(self.clock.now()) or not account.is_open:
            return None
        return Who(account, session, secret)

    def leave(self, who: Who) -> None:
        """The session ends."""
        with self.units() as work:
            work.desk_sessions.end(who.session.digest)
            work.audit.add(Note(who.account.id, "signed_out"), self.clock.now())
            work.commit()

    def change_password(self, who: Who, old: str, new: str) -> None:
        """Another password; every other browser of this account is out. Raises NotLetIn, WeakPassword, MustWait."""
        now, key = self.clock.now(), f"number {who.account.number}"
        if wait := self.guesses.wait(now, key):
            raise MustWait(wait)
        if not self.hasher.fits(who.account.password, old):
            self.guesses.failed(now, key)
            raise NotLetIn("the password is wrong")
        require_good(new)
        changed = replace(who.account, password=self.hasher.digest(new))
        with self.units() as work:
            work.accounts.change(changed)
            for session in work.desk_sessions.of_account(changed.id):
                if session.digest != who.session.digest:
                    work.desk_sessions.end(session.digest)
            work.audit.add(Note(changed.id, "new_password"), now)
            work.commit()

    def new_pin(self, by: str) -> str:
        """A new PIN for the station, which the store keeps as a digest only; the one before is good no more."""
        pin = new_pin()
        with self.units() as work:
            work.station_pin.set(self.hasher.digest(pin), self.clock.now())
            work.audit.add(Note(by, "new_pin"), self.clock.now())
            work.commit()
        return pin

    def _let_in(self, account: Account, action: str) -> Who:
        secret, now = new_secret(), self.clock.now()
        session = DeskSession(digest_of(secret), account.id, now, now)
        with self.units() as work:
            work.desk_sessions.remove_over(now)
            work.desk_sessions.add(session)
            work.audit.add(Note(account.id, action), now)
            work.commit()
        return Who(account, session, secret)


def _free_number(work: DeskWork) -> str:
    return first_free(new_number, lambda number: work.accounts.by_number(number) is not None)
