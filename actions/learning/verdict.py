"""Whether a newly trained model may take the place of the one in use. Pure."""

from __future__ import annotations

from dataclasses import dataclass

SLACK = 0.002
"""How much of the accuracy on the development set may be lost: two lines in a thousand change sides with any change of
the training data."""


@dataclass(frozen=True)
class Figures:
    """How a model does. `accuracy` over the development set, 0 to 1; the others are counts of lines.

    safety_missed: dangers it did not notice; false_alarms: dangers it imagined; regressions: lines that were once
    mended and are misunderstood.
    """

    accuracy: float
    safety_missed: int
    false_alarms: int
    regressions: int


def objections(before: Figures, after: Figures) -> tuple[str, ...]:
    """Why the new model may not be used: safety, alarms, regressions, accuracy; none when it is not worse."""
    wrong = {
        "safety": after.safety_missed > before.safety_missed,
        "alarms": after.false_alarms > before.false_alarms,
        "regressions": after.regressions > before.regressions,
        "accuracy": after.accuracy < before.accuracy - SLACK,
    }
    return tuple(name for name, is_wrong in wrong.items() if is_wrong)
