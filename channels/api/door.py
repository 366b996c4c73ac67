"""Who may come in: a token that is valid, that opens what is asked for, and that does not ask too often."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from starlette.requests import Request

from actions.access.model import AccessToken, Scope
from actions.access.tokens import token_of
from channels.api.operation import Parts, Refusal

_SCHEME = "bearer "
_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="linban"'}
_MOST_KEPT = 2000
_A_MINUTE = 60.0


@dataclass
class Allowance:
    """So many requests a minute under each key, refilled steadily. Safe from several threads."""

    a_minute: int
    _left: OrderedDict[str, tuple[float, datetime]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def wait(self, key: str, now: datetime) -> int:
        """Takes one; seconds until there is one again when there is none, otherwise 0."""
        with self._lock:
            left, seen = self._left.pop(key, (float(self.a_minute), now))
            refilled = max(0.0, (now - seen).total_seconds()) * self.a_minute / _A_MINUTE
            left = min(float(self.a_minute), left + refilled)
            taken = left >= 1.0
            self._left[key] = (left - 1.0 if taken else left, now)
            while len(self._left) > _MOST_KEPT:
                self._left.popitem(last=False)
        return 0 if taken else max(1, round((1.0 - left) * _A_MINUTE / self.a_minute))


@dataclass(frozen=True)
class Door:
    """`each`: what a token may ask for; `guesses`: how often an address may be wrong."""

    each: Allowance
    guesses: Allowance

    def enter(self, request: Request, scope: Scope, parts: Parts) -> AccessToken:
        """The token of the request. Raises Refusal, StorageError."""
        now = parts.clock.now()
        scheme, secret = _split(request.headers.get("authorization", ""))
        token = token_of(secret, parts.units, parts.clock) if scheme == _SCHEME and secret else None
        if token is None:
            where = request.client.host if request.client else ""
            _require(self.guesses.wait(where, now))
            raise Refusal(401, "A valid token is needed.", _CHALLENGE)
        _require(self.each.wait(token.id, now))
        if scope not in token.scopes:
            raise Refusal(403, f"This token does not open `{scope.value}`.")
        return token


def _split(header: str) -> tuple[str, str]:
    return header[: len(_SCHEME)].lower(), header[len(_SCHEME) :].strip()


def _require(wait: int) -> None:
    if wait:
        raise Refusal(429, "Too many requests.", {"Retry-After": str(wait)})
