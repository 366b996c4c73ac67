"""The ledger as rows: written at the end, read from the beginning, changed nowhere."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from actions.ledger.entry import Entry, appended
from actions.ledger.head import Head, Signer
from actions.ledger.ports import Page
from actions.ports import StorageError
from actions.store.ledger_tables import ledger_entries, ledger_heads


class SqlLedger:
    """The rows of `ledger_entries` and `ledger_heads`."""

    def __init__(self, session: Session, signer: Signer | None) -> None:
        self._session = session
        self._key = signer

    @property
    def public(self) -> str:
        return self._signer.public

    @property
    def _signer(self) -> Signer:
        if self._key is None:
            raise StorageError("this process has no key for the ledger")
        return self._key

    def append(self, pages: Sequence[Page], at: datetime) -> Sequence[Entry]:
        entries = appended(self._last(), pages)
        if entries:
            rows = [vars(entry) | {"body": json.dumps(entry.body, ensure_ascii=False)} for entry in entries]
            self._session.execute(insert(ledger_entries), rows)
            self._session.execute(insert(ledger_heads).values(vars(self._signer.sign(entries[-1], at))))
        return entries

    def hold(self) -> None:
        """SQLite locks the whole database for the transaction; others lock the first page. Where there is none yet,
        two who write it cannot both."""
        first = select(ledger_entries.c.index).order_by(ledger_entries.c.index).limit(1)
        self._session.execute(first.with_for_update())

    def entries(self, *kinds: str) -> Sequence[Entry]:
        pages = select(ledger_entries).order_by(ledger_entries.c.index)
        if kinds:
            pages = pages.where(ledger_entries.c.kind.in_(kinds))
        return [Entry(**{**row, "body": json.loads(row["body"])}) for row in self._session.execute(pages).mappings()]

    def heads(self) -> Sequence[Head]:
        rows = self._session.execute(select(ledger_heads).order_by(ledger_heads.c.length)).mappings()
        return [Head(**row) for row in rows]

    def _last(self) -> Entry | None:
        newest = select(ledger_entries).order_by(ledger_entries.c.index.desc()).limit(1)
        row = self._session.execute(newest).mappings().first()
        return None if row is None else Entry(**{**row, "body": json.loads(row["body"])})
