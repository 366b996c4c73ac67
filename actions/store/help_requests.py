"""Calls for help as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from actions.model import HelpOutcome, HelpRequest, Reason, RequestState, Taker
from actions.store.changes import changed
from actions.store.readable import opened
from actions.store.sealed import Seal
from actions.store.tables import help_requests

_OPEN, _TAKEN, _CLOSED = (state.value for state in (RequestState.OPEN, RequestState.TAKEN, RequestState.CLOSED))
_NOBODY = {"taken_by": None, "taker_name": None, "taken_at": None}


class SqlHelpRequests:
    """The rows of `help_requests`."""

    def __init__(self, session: Session, seal: Seal) -> None:
        self._session = session
        self._seal = seal

    def add(self, request: HelpRequest) -> None:
        self._session.execute(insert(help_requests).values(self._row(request)))

    def get(self, request_id: str) -> HelpRequest | None:
        return next(iter(self._found(help_requests.c.id == request_id)), None)

    def of_session(self, session: str) -> Sequence[HelpRequest]:
        return self._found(help_requests.c.session == session, help_requests.c.state != _CLOSED)

    def unclosed(self) -> Sequence[HelpRequest]:
        found = self._found(help_requests.c.state != _CLOSED)
        return sorted(found, key=lambda request: (-request.urgency, request.asked_at))

    def since(self, moment: datetime) -> Sequence[HelpRequest]:
        return self._found(help_requests.c.asked_at >= moment)

    def take(self, request_id: str, taker: Taker, at: datetime) -> bool:
        theirs = {"state": _TAKEN, "taken_at": at, **self._who(taker)}
        return self._change(request_id, theirs, help_requests.c.state == _OPEN)

    def release(self, request_id: str, taker: Taker) -> bool:
        is_theirs = help_requests.c.taken_by == taker.account
        return self._change(request_id, {"state": _OPEN, **_NOBODY}, help_requests.c.state == _TAKEN, is_theirs)

    def escalate(self, request_id: str, at: datetime) -> bool:
        is_new = help_requests.c.escalated_at.is_(None)
        return self._change(request_id, {"escalated_at": at}, help_requests.c.state == _OPEN, is_new)

    def close(self, request_id: str, at: datetime, outcome: HelpOutcome) -> bool:
        closed = {"state": _CLOSED, "closed_at": at, "outcome": outcome.value}
        return self._change(request_id, closed, help_requests.c.state != _CLOSED)

    def _found(self, *conditions: Any) -> list[HelpRequest]:
        """Oldest first."""
        rows = select(help_requests).where(*conditions).order_by(help_requests.c.asked_at)
        return [self._request(row) for row in self._session.execute(rows).mappings()]

    def _change(self, request_id: str, values: dict[str, Any], *conditions: Any) -> bool:
        found = update(help_requests).where(help_requests.c.id == request_id, *conditions)
        return changed(self._session, found.values(values)) > 0

    def _row(self, request: HelpRequest) -> dict[str, Any]:
        """The fields as columns; enumerations by their value."""
        fields = {key: getattr(value, "value", value) for key, value in vars(request).items() if key != "taker"}
        who = self._who(request.taker) if request.taker else {}
        return {**fields, **who, "urgency": int(request.urgency)}

    def _who(self, taker: Taker) -> dict[str, Any]:
        return {"taken_by": taker.account, "taker_name": self._seal.close(taker.name)}

    def _request(self, row: Any) -> HelpRequest:
        """A name closed with another key is left out."""
        kept = {key: value for key, value in row.items() if key not in ("urgency", "taken_by", "taker_name")}
        name = opened(self._seal, row["taker_name"], str) if row["taker_name"] else None
        read = {
            "reason": Reason(row["reason"]),
            "state": RequestState(row["state"]),
            "outcome": HelpOutcome(row["outcome"]) if row["outcome"] else None,
            "taker": Taker(row["taken_by"], name or "") if row["taken_by"] else None,
        }
        return HelpRequest(**{**kept, **read})
