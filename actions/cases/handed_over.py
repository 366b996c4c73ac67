"""Cases that a station hands over to its district: taken in once under the station's key, and told of under it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from actions.cases.filing import Filing, file
from actions.cases.model import Case, Details, Level
from actions.model import session_reference
from actions.ports import Clock, UnitsOfWork

CHANNEL = "station"


@dataclass(frozen=True)
class Handed:
    """A case as the station has it. `key` is the station's own for it, random and never used for another one."""

    key: str
    number: str
    service: str
    body: str
    grid: str | None
    level: Level
    due_on: date | None
    details: Details

    @property
    def own_key(self) -> str:
        """What the case is kept under here, whoever hands it over and however often."""
        return key_of(self.key)


def key_of(key: str) -> str:
    """32 hexadecimal digits for a station's key."""
    return hashlib.blake2b(key.encode(), digest_size=16, person=b"linban-station").hexdigest()


def take_in(handed: Handed, destination_of: Callable[[str], str], units: UnitsOfWork, clock: Clock) -> Case:
    """The case, new or taken in before; under the number that the person knows, unless another case here has it.

    Raises StorageError.
    """
    filing = Filing(
        key=handed.own_key,
        session=session_reference(handed.own_key),
        channel=CHANNEL,
        service=handed.service,
        body=handed.body,
        details=handed.details,
        answer_within_days=None,
        grid=handed.grid,
        destination=destination_of(handed.service),
        number=handed.number,
        level=handed.level,
        due_on=handed.due_on,
    )
    return file(filing, units, clock)
