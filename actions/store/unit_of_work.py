"""Transactions over the store; the driver's errors become ours here and nowhere else."""

from __future__ import annotations

from types import TracebackType

from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from actions.ports import StorageError
from actions.store.engine import for_writing
from actions.store.repositories import SqlHelpRequests, SqlNeeds


class SqlUnitOfWork:
    """One transaction; see `actions.ports.UnitOfWork`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.help_requests = SqlHelpRequests(session)
        self.needs = SqlNeeds(session)

    def __enter__(self) -> SqlUnitOfWork:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()
        if isinstance(error, SQLAlchemyError):
            raise StorageError("the store could not be used") from error

    def commit(self) -> None:
        self._session.commit()


class SqlUnitsOfWork:
    """Begins transactions that may write."""

    def __init__(self, engine: Engine) -> None:
        self._sessions = sessionmaker(for_writing(engine), future=True)

    def __call__(self) -> SqlUnitOfWork:
        return SqlUnitOfWork(self._sessions())
