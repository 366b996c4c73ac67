"""Calls for help and unanswered needs as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from actions.model import HelpRequest, Need, NeedKind, Reason, RequestState
from actions.store.tables import help_requests, needs


class SqlHelpRequests:
    """The rows of `help_requests`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, request: HelpRequest) -> None:
        row = _row(request) | {"urgency": int(request.urgency)}
        self._session.execute(insert(help_requests).values(row))

    def of_session(self, session: str) -> Sequence[HelpRequest]:
        open_ones = (
            select(help_requests)
            .where(help_requests.c.session == session)
            .where(help_requests.c.state != RequestState.CLOSED.value)
            .order_by(help_requests.c.asked_at)
        )
        return [_help_request(row) for row in self._session.execute(open_ones).mappings()]

    def move(self, request_id: str, state: RequestState) -> None:
        found = help_requests.c.id == request_id
        self._session.execute(update(help_requests).where(found).values(state=state.value))


class SqlNeeds:
    """The rows of `needs`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, need: Need) -> None:
        self._session.execute(insert(needs).values(_row(need)))

    def latest(self, count: int) -> Sequence[Need]:
        newest = select(needs).order_by(needs.c.id.desc()).limit(count)
        return [_need(row) for row in self._session.execute(newest).mappings()]

    def between(self, start: datetime, end: datetime) -> Sequence[Need]:
        noted = select(needs).where(needs.c.noted_at >= start, needs.c.noted_at < end).order_by(needs.c.id)
        return [_need(row) for row in self._session.execute(noted).mappings()]


def _row(entity: HelpRequest | Need) -> dict[str, Any]:
    """The fields as columns; enumerations by their value."""
    return {key: getattr(value, "value", value) for key, value in asdict(entity).items()}


def _help_request(row: Any) -> HelpRequest:
    columns = {key: value for key, value in row.items() if key != "urgency"}
    columns["reason"], columns["state"] = Reason(row["reason"]), RequestState(row["state"])
    return HelpRequest(**columns)


def _need(row: Any) -> Need:
    columns = {key: value for key, value in row.items() if key != "id"}
    return Need(**columns | {"kind": NeedKind(row["kind"])})
