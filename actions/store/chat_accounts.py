"""Chat accounts, the tokens of apps, and long payloads of buttons as rows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql import Select

from actions.messaging.model import Account, AppToken
from actions.store.changes import changed
from actions.store.messaging_tables import chat_accounts, chat_payloads, chat_tokens
from actions.store.readable import opened
from actions.store.sealed import Seal


@dataclass(frozen=True)
class _Contact:
    """What is sealed."""

    name: str
    address: str


class SqlChatAccounts:
    """The rows of `chat_accounts`."""

    def __init__(self, session: Session, seal: Seal) -> None:
        self._session = session
        self._seal = seal

    def put(self, account: Account) -> None:
        """Where the person is found is sealed."""
        self.remove(account.session)
        row = {key: value for key, value in vars(account).items() if key not in ("name", "address")}
        contact = self._seal.close({"name": account.name, "address": account.address})
        preferences = json.dumps(dict(account.preferences))
        self._session.execute(insert(chat_accounts).values(row | {"contact": contact, "preferences": preferences}))

    def get(self, session: str) -> Account | None:
        """None also when it was closed with another key."""
        return next(self._read(select(chat_accounts).where(chat_accounts.c.session == session)), None)

    def unseen(self, app: str, since: datetime) -> Sequence[Account]:
        silent = select(chat_accounts).where(chat_accounts.c.app == app, chat_accounts.c.seen_at < since)
        return list(self._read(silent))

    def has(self, session: str) -> bool:
        known = select(chat_accounts.c.session).where(chat_accounts.c.session == session)
        return self._session.execute(known).first() is not None

    def remove(self, session: str) -> bool:
        return changed(self._session, delete(chat_accounts).where(chat_accounts.c.session == session)) > 0

    def _read(self, query: Select) -> Iterator[Account]:
        for row in self._session.execute(query).mappings():
            contact = opened(self._seal, row["contact"], _Contact)
            if contact is not None:
                columns = {key: value for key, value in row.items() if key != "contact"}
                preferences = json.loads(row["preferences"])
                yield Account(**columns | {"preferences": preferences}, name=contact.name, address=contact.address)


class SqlPayloads:
    """The rows of `chat_payloads`."""

    def __init__(self, session: Session, seal: Seal) -> None:
        self._session = session
        self._seal = seal

    def put(self, token: str, payload: str, now: datetime) -> None:
        again = update(chat_payloads).where(chat_payloads.c.token == token).values(put_at=now)
        if not changed(self._session, again):
            row = {"token": token, "payload": self._seal.close(payload), "put_at": now}
            self._session.execute(insert(chat_payloads).values(row))

    def get(self, token: str) -> str | None:
        kept = select(chat_payloads.c.payload).where(chat_payloads.c.token == token)
        sealed = self._session.execute(kept).scalar()
        return None if sealed is None else opened(self._seal, sealed, str)

    def remove_before(self, moment: datetime) -> int:
        return changed(self._session, delete(chat_payloads).where(chat_payloads.c.put_at < moment))


class SqlAppTokens:
    """The rows of `chat_tokens`."""

    def __init__(self, session: Session, seal: Seal) -> None:
        self._session = session
        self._seal = seal

    def get(self, app: str, now: datetime) -> AppToken | None:
        """An emptied token is none."""
        valid = select(chat_tokens).where(chat_tokens.c.app == app, chat_tokens.c.expires_at > now)
        row = self._session.execute(valid).mappings().first()
        token = opened(self._seal, row["token"], str) if row else None
        return AppToken(token, row["expires_at"]) if row and token else None

    def put(self, app: str, token: AppToken) -> None:
        values = {"token": self._seal.close(token.token), "expires_at": token.expires_at, "leased_until": None}
        if not changed(self._session, update(chat_tokens).where(chat_tokens.c.app == app).values(values)):
            self._session.execute(insert(chat_tokens).values(values | {"app": app}))

    def lease(self, app: str, now: datetime, until: datetime) -> bool:
        """One statement decides, once there is a row."""
        known = select(chat_tokens.c.app).where(chat_tokens.c.app == app)
        if self._session.execute(known).first() is None:
            row = {"app": app, "token": self._seal.close(""), "expires_at": now, "leased_until": until}
            self._session.execute(insert(chat_tokens).values(row))
            return True
        free = or_(chat_tokens.c.leased_until.is_(None), chat_tokens.c.leased_until <= now)
        leased = update(chat_tokens).where(chat_tokens.c.app == app, free).values(leased_until=until)
        return changed(self._session, leased) > 0

    def release(self, app: str) -> None:
        self._session.execute(update(chat_tokens).where(chat_tokens.c.app == app).values(leased_until=None))

    def spoil(self, app: str, token: str) -> bool:
        """Emptied, the row keeps its lease."""
        sealed = self._session.execute(select(chat_tokens.c.token).where(chat_tokens.c.app == app)).scalar()
        if sealed is None or opened(self._seal, sealed, str) != token:
            return False
        emptied = update(chat_tokens).where(chat_tokens.c.app == app).values(token=self._seal.close(""))
        return changed(self._session, emptied) > 0
