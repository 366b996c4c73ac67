"""What was found when a part of the station was looked at, before anybody put it into words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from assistant.settings import Settings

WELL = "well"
UNKNOWN = "unknown"
"""States that every check has: nothing is wrong; it could not be looked at."""


class Severity(str, Enum):
    """WELL: nothing to do. LESS: people are helped with less. BROKEN: nobody can be helped."""

    WELL = "well"
    LESS = "less"
    BROKEN = "broken"


@dataclass(frozen=True)
class Finding:
    """state: which of the check's sentences says it. values: what fills the gaps of the sentence."""

    state: str = WELL
    severity: Severity = Severity.WELL
    values: Mapping[str, str] = field(default_factory=dict)


Check = Callable[[Settings], Finding]


def well(state: str = WELL, **values: object) -> Finding:
    """Nothing to do."""
    return Finding(state, Severity.WELL, _texts(values))


def less(state: str, **values: object) -> Finding:
    """People are helped with less until this is mended."""
    return Finding(state, Severity.LESS, _texts(values))


def broken(state: str, **values: object) -> Finding:
    """Nobody can be helped until this is mended."""
    return Finding(state, Severity.BROKEN, _texts(values))


def _texts(values: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}
