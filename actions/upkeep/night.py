"""What the station does by itself: a backup a day, and away with what was kept long enough."""

from __future__ import annotations

import logging

from actions.ports import Clock
from actions.store.engine import make_engine
from actions.upkeep import backup
from actions.upkeep.lock import BackupError
from actions.upkeep.retention import erase_by_age
from assistant.settings import Settings

log = logging.getLogger(__name__)


def nightly_backup(settings: Settings, clock: Clock) -> int:
    """A backup where the newest is of another day; how many were made. What hinders it is logged and tried again."""
    try:
        return backup.nightly(settings, clock.now())
    except BackupError as error:
        log.error("no backup: %s", error)
        return 0


def nightly_erasing(settings: Settings, clock: Clock) -> int:
    """How many rows were kept long enough and are gone. Raises sqlalchemy.exc.SQLAlchemyError."""
    engine = make_engine(settings.database_url)
    try:
        return erase_by_age(engine, clock.now())
    finally:
        engine.dispose()
