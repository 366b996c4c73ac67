"""Points for hours that somebody else has confirmed."""

from __future__ import annotations

from actions.points.booking import give, reasons
from actions.points.model import PointsError
from actions.resources import Resources
from actions.volunteering.model import Hours

_REASON, _HOUR = "volunteer_hour", 60


def give_for_hours(hours: Hours, resources: Resources) -> int:
    """The points that came of it: one reason for every full hour, until the month's cap; none without a card.

    Raises StorageError.
    """
    reason, given = reasons()[_REASON], 0
    for number in range(hours.minutes // _HOUR if hours.card else 0):
        try:
            occasion = f"hours {hours.id} {number}"
            give(str(hours.card), reason, occasion, resources.units, resources.clock, resources.digest)
        except PointsError:
            break
        given += reason.points
    return given
