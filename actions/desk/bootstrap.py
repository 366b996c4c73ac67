"""Puts the desk's own parts together: its transactions, and the entrance."""

from __future__ import annotations

from sqlalchemy.engine import Engine

from actions.desk.entrance import Entrance
from actions.desk.ports import DeskUnits
from actions.ports import Clock
from actions.store.desk_work import SqlDeskUnits
from assistant.keys import fernet, secret
from assistant.settings import Settings


def desk_units(settings: Settings, engine: Engine) -> DeskUnits:
    """Transactions of the desk on a database that has been prepared. Raises OSError, ValueError for its keys."""
    reasons = fernet(settings.keys / "audit_reasons.key")
    return SqlDeskUnits(engine, fernet(settings.keys / "cases.key"), secret(settings.keys / "audit.key"), reasons)


def entrance_of(units: DeskUnits, clock: Clock) -> Entrance:
    """The way in."""
    return Entrance(units, clock)
