"""Makes tokens, knows them again, and takes them back."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence

from actions.access.model import LASTS, AccessToken, Scope, digest_of
from actions.model import new_id
from actions.ports import Clock, UnitsOfWork

_PREFIX = "linban_"
_RANDOM_BYTES = 32


def issue(
    name: str,
    scopes: Iterable[Scope],
    services: Sequence[str],
    made_by: str,
    units: UnitsOfWork,
    clock: Clock,
) -> tuple[AccessToken, str]:
    """A new token and its secret, which is shown once and kept nowhere. Raises StorageError."""
    secret, now = _PREFIX + secrets.token_urlsafe(_RANDOM_BYTES), clock.now()
    token = AccessToken(
        id=new_id(),
        digest=digest_of(secret),
        name=name,
        scopes=frozenset(scopes),
        services=tuple(services),
        made_at=now,
        made_by=made_by,
        expires_at=now + LASTS,
    )
    with units() as work:
        work.access_tokens.add(token)
        work.commit()
    return token, secret


def token_of(secret: str, units: UnitsOfWork, clock: Clock) -> AccessToken | None:
    """The token of a secret, while it may be used. Raises StorageError."""
    with units.reading() as work:
        token = work.access_tokens.by_digest(digest_of(secret))
    return token if token is not None and token.is_valid(clock.now()) else None


def revoke(token_id: str, units: UnitsOfWork, clock: Clock) -> None:
    """From now on it opens nothing. Raises StorageError."""
    with units() as work:
        work.access_tokens.revoke(token_id, clock.now())
        work.commit()
