"""Unanswered needs as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from actions.model import Need, NeedKind
from actions.store.tables import needs


class SqlNeeds:
    """The rows of `needs`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, need: Need) -> None:
        self._session.execute(insert(needs), _row(need))

    def latest(self, count: int) -> Sequence[Need]:
        newest = select(needs).order_by(needs.c.id.desc()).limit(count)
        return [_need(row) for row in self._session.execute(newest).mappings()]

    def between(self, start: datetime, end: datetime) -> Sequence[Need]:
        noted = select(needs).where(needs.c.noted_at >= start, needs.c.noted_at < end).order_by(needs.c.id)
        return [_need(row) for row in self._session.execute(noted).mappings()]


def _row(need: Need) -> dict[str, Any]:
    """The fields as columns; enumerations by their value."""
    return {key: getattr(value, "value", value) for key, value in asdict(need).items()}


def _need(row: Any) -> Need:
    columns = {key: value for key, value in row.items() if key != "id"}
    return Need(**columns | {"kind": NeedKind(row["kind"])})
