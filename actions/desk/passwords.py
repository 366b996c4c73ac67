"""Passwords and the station's PIN: chosen well, kept as Argon2id digests."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

SHORTEST = 10
_MOST_DIFFERENT = 5
_LONGEST = 128
_PIN_DIGITS = 6


class WeakPassword(Exception):
    """A password that is too short, too long, or the same few characters again and again."""


class Hasher:
    """Argon2id with 19 MiB and two passes (OWASP's recommendation); one at a time, so that many who try at once
    cannot use up the memory of a small machine."""

    def __init__(self, memory_kib: int = 19 * 1024) -> None:
        self._hasher = PasswordHasher(time_cost=2, memory_cost=memory_kib, parallelism=1)
        self._one_at_a_time = threading.Lock()
        self._nobodys = self._hasher.hash(secrets.token_urlsafe(16))

    def digest(self, secret: str) -> str:
        """What is kept of a secret."""
        with self._one_at_a_time:
            return self._hasher.hash(secret)

    def fits(self, digest: str | None, secret: str) -> bool:
        """Whether this is the secret; takes as long when there is none to compare with."""
        with self._one_at_a_time:
            try:
                return self._hasher.verify(digest or self._nobodys, secret[:_LONGEST]) and bool(digest)
            except (VerifyMismatchError, InvalidHashError):
                return False


def require_good(password: str) -> None:
    """Raises WeakPassword: length is what makes a password hard to guess."""
    is_long_enough = SHORTEST <= len(password) <= _LONGEST
    if not is_long_enough or len(set(password)) < _MOST_DIFFERENT:
        raise WeakPassword("the password is too easy to guess, or too long")


def new_pin(below: Callable[[int], int] = secrets.randbelow) -> str:
    """A PIN of six digits. `below(n)` draws from 0 to n - 1."""
    return f"{below(10**_PIN_DIGITS):0{_PIN_DIGITS}}"
