"""Points for a suggestion that is taken up, to the card its writer told."""

from __future__ import annotations

from actions.cases.model import Case
from actions.cases.number import numbers_in
from actions.points.booking import give, reasons
from actions.points.model import PointsError
from actions.resources import Resources

CAN_BE_ADOPTED = "suggestion"
"""The form whose cases may be adopted, by its id; and the reason for points."""

_CARD = "card"


def adopted(case: Case, resources: Resources) -> int:
    """The points that came of it, once for a case: none where no card was told, or the month is full.

    Raises StorageError.
    """
    told = case.details.value(_CARD)
    reason = reasons()[CAN_BE_ADOPTED]
    for card in numbers_in(told) if case.service == CAN_BE_ADOPTED else ():
        try:
            give(card, reason, f"case {case.number}", resources.units, resources.clock, resources.digest)
        except PointsError:
            return 0
        return reason.points
    return 0
