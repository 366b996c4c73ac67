"""Tokens, cases without anything personal, and results received, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, insert, or_, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql import Select

from actions.access.model import AccessToken, CaseSummary, ReceivedResult, Scope
from actions.store.access_tables import access_tokens, received_results
from actions.store.tables import case_marks, cases


class SqlAccessTokens:
    """The rows of `access_tokens`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, token: AccessToken) -> None:
        words = {"scopes": " ".join(sorted(token.scopes)), "services": " ".join(token.services)}
        self._session.execute(insert(access_tokens).values(vars(token) | words))

    def by_digest(self, digest: str) -> AccessToken | None:
        row = self._session.execute(select(access_tokens).where(access_tokens.c.digest == digest)).mappings().first()
        return None if row is None else _token(row)

    def all(self) -> Sequence[AccessToken]:
        rows = self._session.execute(select(access_tokens).order_by(access_tokens.c.made_at.desc())).mappings()
        return [_token(row) for row in rows]

    def revoke(self, token_id: str, at: datetime) -> None:
        valid = update(access_tokens).where(access_tokens.c.id == token_id, access_tokens.c.revoked_at.is_(None))
        self._session.execute(valid.values(revoked_at=at))


class SqlCasePages:
    """The rows of `cases`, but for what is sealed."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def page(
        self,
        most: int,
        after: tuple[datetime, str] | None = None,
        services: Sequence[str] = (),
        states: Sequence[str] = (),
        changed_since: datetime | None = None,
    ) -> Sequence[CaseSummary]:
        """By the moment of filing, and by id where two have the same."""
        query = _summaries().order_by(cases.c.filed_at, cases.c.id).limit(most)
        if after is not None:
            filed_at, id_ = after
            later = and_(cases.c.filed_at == filed_at, cases.c.id > id_)
            query = query.where(or_(cases.c.filed_at > filed_at, later))
        if services:
            query = query.where(cases.c.service.in_(services))
        if states:
            query = query.where(cases.c.state.in_(states))
        if changed_since is not None:
            query = query.where(_CHANGED.c.changed_at >= changed_since)
        return [CaseSummary(**row) for row in self._session.execute(query).mappings()]

    def by_number(self, number: str) -> CaseSummary | None:
        row = self._session.execute(_summaries().where(cases.c.number == number)).mappings().first()
        return None if row is None else CaseSummary(**row)


class SqlReceivedResults:
    """The rows of `received_results`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, token_id: str, key: str) -> ReceivedResult | None:
        mine = select(received_results).where(received_results.c.token_id == token_id, received_results.c.key == key)
        row = self._session.execute(mine).mappings().first()
        return None if row is None else ReceivedResult(**row)

    def add(self, result: ReceivedResult) -> None:
        self._session.execute(insert(received_results).values(asdict(result)))


_CHANGED = (
    select(case_marks.c.case_id, func.max(case_marks.c.at, type_=case_marks.c.at.type).label("changed_at"))
    .group_by(case_marks.c.case_id)
    .subquery()
)
_SHOWN = ("id", "number", "service", "body", "grid", "channel", "level", "state", "filed_at", "due_on")


def _summaries() -> Select:
    columns = [cases.c[name] for name in _SHOWN]
    return select(*columns, _CHANGED.c.changed_at).select_from(cases.join(_CHANGED, _CHANGED.c.case_id == cases.c.id))


def _token(row: Any) -> AccessToken:
    scopes = frozenset(Scope(word) for word in row["scopes"].split())
    return AccessToken(**dict(row) | {"scopes": scopes, "services": tuple(row["services"].split())})
