"""The way into the desk from the machine itself: links for those who have no account yet."""

from __future__ import annotations

import logging
import sys

from sqlalchemy.exc import SQLAlchemyError

from actions.bootstrap import WallClock
from actions.desk.bootstrap import desk_units
from actions.desk.entrance import Entrance
from actions.desk.model import Role
from actions.ports import StorageError
from actions.store.engine import make_engine
from actions.store.schema import upgrade
from assistant.settings import Settings

log = logging.getLogger(__name__)


def invitation(settings: Settings, role: str) -> str:
    """A new link; earlier ones made here end. Raises StorageError, OSError, ValueError."""
    return f"{desk_address(settings)}invite/{_entrance(settings).invite(Role(role))}"


def first_invitation(settings: Settings) -> str | None:
    """A link for the first administrator, as long as there is none; None when there is, or the store cannot be used.

    The desk can be entered later: nothing here keeps the station from starting.
    """
    try:
        upgrade(settings.database_url)
        entrance = _entrance(settings)
        with entrance.units() as work:
            accounts = work.accounts.all()
        has_administrator = any(one.role is Role.ADMINISTRATOR and one.is_open for one in accounts)
        return None if has_administrator else invitation(settings, Role.ADMINISTRATOR.value)
    except (StorageError, SQLAlchemyError, OSError, ValueError) as error:
        log.warning("nobody was invited to the desk: %s", type(error).__name__)
        return None


def desk_address(settings: Settings) -> str:
    """Where the desk is, as this machine sees it."""
    return f"http://127.0.0.1:{settings.ports.station}/desk/"


def main() -> int:
    """Prints a link for the first administrator, or nothing when the desk has one."""
    link = first_invitation(Settings.from_environment())
    if link is not None:
        print(link)
    return 0


def _entrance(settings: Settings) -> Entrance:
    return Entrance(desk_units(settings, make_engine(settings.database_url)), WallClock())


if __name__ == "__main__":
    sys.exit(main())
