"""Who is who: the app's address of a person, and the session that names nobody."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from actions.messaging.model import Account
from actions.model import session_reference
from actions.ports import UnitOfWork
from channels.messaging.incoming import Incoming
from channels.messaging.ports import Now
from channels.messaging.script import TRADITIONAL

SEEN_EVERY = timedelta(hours=1)
"""How exactly it is kept when somebody wrote last."""

_TRADITIONAL_LANGUAGES = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")


class Naming:
    """Digests with the station's own key: without it nobody can tell whose session is whose."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def session(self, app: str, incoming: Incoming) -> str:
        """The name of the session of a person, the same for ever; in a group every person has one."""
        return f"{app}-{self._digest(app, incoming.address, incoming.person)[:32]}"

    def key(self, app: str, what: str) -> str:
        """Stands for a message, or a button that was tapped."""
        return self._digest(app, what)

    def _digest(self, *parts: str) -> str:
        return hmac.new(self._key, "\n".join(parts).encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class Accounts:
    """The chats of one app."""

    app: str
    naming: Naming
    now: Now

    def welcome(self, incoming: Incoming, work: UnitOfWork) -> Account:
        """The account of whoever wrote, made the first time. Raises StorageError."""
        name = self.naming.session(self.app, incoming)
        reference, now = session_reference(name), self.now()
        known = work.chat_accounts.get(reference)
        if known is None:
            account = Account(reference, self.app, name, incoming.address, now, now, _first_preferences(incoming))
            work.chat_accounts.put(account)
            return account
        if now - known.seen_at >= SEEN_EVERY:
            known = replace(known, seen_at=now)
            work.chat_accounts.put(known)
        return known


def _first_preferences(incoming: Incoming) -> dict[str, Any]:
    is_traditional = incoming.language.casefold().startswith(_TRADITIONAL_LANGUAGES)
    return {"written": TRADITIONAL} if is_traditional else {}
