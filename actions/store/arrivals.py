"""The inbox of messaging apps as rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.sql import Select

from actions.messaging.model import Arrival, ArrivalState, NewArrival
from actions.store.changes import changed
from actions.store.messaging_tables import chat_arrivals, chat_offsets
from actions.store.readable import opened
from actions.store.sealed import Seal

_OPEN = tuple(state.value for state in ArrivalState if state.is_open)


class SqlArrivals:
    """The rows of `chat_arrivals` and `chat_offsets`."""

    def __init__(self, session: Session, seal: Seal) -> None:
        self._session = session
        self._seal = seal

    def add(self, app: str, new: NewArrival, now: datetime, not_since: datetime) -> Arrival | None:
        """Of two who add one key at the same time one gets the row."""
        if self._is_known(app, new.key) or self._has_twin(new, not_since):
            return None
        row = {
            "app": app,
            "key": new.key,
            "twin": new.twin,
            "session": new.session,
            "state": ArrivalState.WAITING.value,
            "body": self._seal.close(dict(new.body)),
            "sent": 0,
            "attempts": 0,
            "arrived_at": now,
        }
        try:
            with self._session.begin_nested():
                made = self._session.execute(insert(chat_arrivals).values(row))
        except IntegrityError:
            return None
        (number,) = cast(CursorResult, made).inserted_primary_key
        return Arrival(number, app, new.key, new.session, new.body, ArrivalState.WAITING)

    def by_key(self, app: str, key: str) -> Arrival | None:
        asked = select(chat_arrivals).where(chat_arrivals.c.app == app, chat_arrivals.c.key == key)
        return next(self._read(asked), None)

    def open(self, app: str) -> Sequence[Arrival]:
        waiting = select(chat_arrivals).where(chat_arrivals.c.app == app, chat_arrivals.c.state.in_(_OPEN))
        return list(self._read(waiting.order_by(chat_arrivals.c.id)))

    def answered(self, arrival_id: int, answer: Mapping[str, Any]) -> None:
        values = {"state": ArrivalState.ANSWERED.value, "answer": self._seal.close(dict(answer))}
        self._update(arrival_id, values)

    def sent(self, arrival_id: int, count: int) -> None:
        self._update(arrival_id, {"sent": count})

    def failed(self, arrival_id: int) -> None:
        self._update(arrival_id, {"attempts": chat_arrivals.c.attempts + 1})

    def finish(self, arrival_id: int, *, dead: bool = False) -> None:
        state = ArrivalState.DEAD if dead else ArrivalState.DONE
        self._update(arrival_id, {"state": state.value, "body": self._seal.close({}), "answer": None})

    def offset(self, app: str) -> int | None:
        kept = self._session.execute(select(chat_offsets.c.value).where(chat_offsets.c.app == app)).scalar()
        return None if kept is None else int(kept)

    def set_offset(self, app: str, value: int) -> None:
        if not changed(self._session, update(chat_offsets).where(chat_offsets.c.app == app).values(value=value)):
            self._session.execute(insert(chat_offsets).values(app=app, value=value))

    def forget(self, session: str) -> int:
        """Those being answered at this moment keep their place, without words."""
        of_session = chat_arrivals.c.session == session
        emptied = update(chat_arrivals).where(of_session, chat_arrivals.c.state.in_(_OPEN))
        return changed(self._session, emptied.values(body=self._seal.close({})))

    def remove_before(self, moment: datetime) -> int:
        over = delete(chat_arrivals).where(chat_arrivals.c.state.not_in(_OPEN), chat_arrivals.c.arrived_at < moment)
        return changed(self._session, over)

    def _is_known(self, app: str, key: str) -> bool:
        known = select(chat_arrivals.c.id).where(chat_arrivals.c.app == app, chat_arrivals.c.key == key)
        return self._session.execute(known).first() is not None

    def _has_twin(self, new: NewArrival, not_since: datetime) -> bool:
        if new.twin is None:
            return False
        twin = select(chat_arrivals.c.id).where(chat_arrivals.c.session == new.session)
        twin = twin.where(chat_arrivals.c.twin == new.twin, chat_arrivals.c.arrived_at > not_since)
        return self._session.execute(twin).first() is not None

    def _update(self, arrival_id: int, values: Mapping[str, Any]) -> None:
        self._session.execute(update(chat_arrivals).where(chat_arrivals.c.id == arrival_id).values(dict(values)))

    def _read(self, query: Select) -> Iterator[Arrival]:
        for row in self._session.execute(query).mappings():
            body = opened(self._seal, row["body"], dict[str, Any])
            answer = opened(self._seal, row["answer"], dict[str, Any]) if row["answer"] else None
            if body is not None:
                columns = {key: row[key] for key in ("id", "app", "key", "session", "sent", "attempts")}
                yield Arrival(**columns, body=body, answer=answer, state=ArrivalState(row["state"]))
