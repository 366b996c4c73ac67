"""People with a card for points, as rows."""

from __future__ import annotations

from sqlalchemy import insert, select
from sqlalchemy.orm import Session
from sqlalchemy.sql import Select

from actions.points.ports import Holder
from actions.store.ledger_tables import point_holders
from actions.store.sealed import Seal


class SqlPointHolders:
    """The rows of `point_holders`."""

    def __init__(self, session: Session, seal: Seal) -> None:
        self._session = session
        self._seal = seal

    def add(self, holder: Holder) -> None:
        row = {"card": holder.card, "lookup": holder.lookup, "joined_on": holder.joined_on}
        self._session.execute(insert(point_holders).values(**row, person=self._seal.close(holder.name)))

    def by_card(self, card: str) -> Holder | None:
        return self._one(select(point_holders).where(point_holders.c.card == card))

    def by_lookup(self, lookup: str) -> Holder | None:
        return self._one(select(point_holders).where(point_holders.c.lookup == lookup))

    def _one(self, query: Select) -> Holder | None:
        row = self._session.execute(query).mappings().first()
        if row is None:
            return None
        return Holder(row["card"], row["lookup"], str(self._seal.open(row["person"])), row["joined_on"])
