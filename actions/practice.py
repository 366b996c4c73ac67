"""Where volunteers practise: everything an action works with, over a database of its own that is emptied again.

Nothing in it is delivered, nobody is told of anything, and no figure is reckoned from it.
"""

from __future__ import annotations

from dataclasses import replace

from actions.bootstrap import DeskOnly, bootstrap
from actions.departments.clerk import Clerk, Routine
from actions.departments.courier import Courier
from actions.departments.queue import StationQueue
from actions.outbox import STATION
from actions.resources import Resources
from actions.store.schema import downgrade, upgrade
from assistant.settings import Settings

_BUSY, _IDLE = 1.0, 2.0


def open_practice(settings: Settings, real: Resources) -> Resources:
    """What the actions of practice work with; they answer from the same catalogue. Every case stays at the station."""
    made = bootstrap(
        settings.practising,
        catalogue=real.catalogue,
        clock=real.clock,
        notifier=DeskOnly(),
        duty=real.duty,
    )
    return replace(made, destination_of=lambda service: STATION, lessons=real.lessons)


def clear(settings: Settings) -> None:
    """Everything that was practised is gone. Raises sqlalchemy.exc.SQLAlchemyError."""
    database = settings.practising.database_url
    upgrade(database)
    downgrade(database)
    upgrade(database)


def practice_office(practice: Resources) -> Clerk:
    """Puts cases that were filed in practice into its own work queue, and does nothing else with them."""
    courier = Courier(StationQueue(), practice.units, practice.clock, only=STATION)
    return Clerk([Routine("delivery in practice", courier.round, _BUSY, _IDLE)])
