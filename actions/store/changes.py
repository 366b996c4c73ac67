"""How many rows a statement changed."""

from __future__ import annotations

from typing import cast

from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session
from sqlalchemy.sql import Executable


def changed(session: Session, statement: Executable) -> int:
    """Runs an update or a delete."""
    return int(cast(CursorResult, session.execute(statement)).rowcount)
