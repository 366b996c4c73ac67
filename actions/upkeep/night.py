"""What the station does by itself once a day."""

from __future__ import annotations

import logging

from actions.ports import Clock
from actions.upkeep import backup
from actions.upkeep.lock import BackupError
from assistant.settings import Settings

log = logging.getLogger(__name__)


def nightly_backup(settings: Settings, clock: Clock) -> int:
    """A backup where the newest is of another day; how many were made. What hinders it is logged and tried again."""
    try:
        return backup.nightly(settings, clock.now())
    except BackupError as error:
        log.error("no backup: %s", error)
        return 0
