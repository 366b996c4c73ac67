"""Letters of authorisation as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql import Select

from actions.paper.authorisation import Authorisation
from actions.store.changes import changed
from actions.store.readable import opened
from actions.store.sealed import Seal
from actions.store.tables import authorisations


@dataclass(frozen=True)
class _Letter:
    """What is sealed."""

    principal: str
    agent: str
    relation: str
    scope: tuple[str, ...]
    may_not: tuple[str, ...]


class SqlAuthorisations:
    """The rows of `authorisations`."""

    def __init__(self, session: Session, seal: Seal) -> None:
        self._session = session
        self._seal = seal

    def add(self, authorisation: Authorisation) -> None:
        row = asdict(authorisation)
        letter = {name: row.pop(name) for name in _Letter.__dataclass_fields__}
        self._session.execute(insert(authorisations).values(row | {"letter": self._seal.close(letter)}))

    def by_number(self, number: str) -> Authorisation | None:
        return next(self._read(select(authorisations).where(authorisations.c.number == number)), None)

    def of_session(self, session: str) -> Sequence[Authorisation]:
        made = select(authorisations).where(authorisations.c.session == session)
        return list(self._read(made.order_by(authorisations.c.made_at.desc())))

    def revoke(self, number: str, at: datetime) -> bool:
        valid = update(authorisations).where(authorisations.c.number == number, authorisations.c.revoked_at.is_(None))
        return changed(self._session, valid.values(revoked_at=at)) > 0

    def _read(self, query: Select) -> Iterator[Authorisation]:
        for row in self._session.execute(query).mappings():
            letter = opened(self._seal, row["letter"], _Letter)
            if letter is not None:
                columns = {name: value for name, value in row.items() if name != "letter"}
                yield Authorisation(**columns, **asdict(letter))
