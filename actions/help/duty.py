"""How calls for a person are answered at this station: `duty.yml` in the station's folder, which need not be there."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from actions.catalogue.reader import CatalogueError, read_section

log = logging.getLogger(__name__)

_LONGEST_PLACE = 64


@dataclass(frozen=True)
class Duty:
    """`place`: where the kiosk stands, in a few words. `phone`: shown to whoever waits in vain, empty for none.

    `answer_within`: how long a call may stay open before more people are told.
    """

    place: str = ""
    phone: str = ""
    answer_within: timedelta = timedelta(seconds=60)


def read_duty(path: Path) -> Duty:
    """What the file says. Raises CatalogueError naming the key to mend."""
    if not path.exists():
        return Duty()
    file, usual = read_section(path), Duty()
    place = file.optional_text("place") or usual.place
    if len(place) > _LONGEST_PLACE:
        raise file.error("place", f"has more than {_LONGEST_PLACE} characters")
    phone = file.optional_text("phone") or usual.phone
    seconds = file.number("answer_within_seconds", usual.answer_within.total_seconds())
    file.done()
    return Duty(place, phone, timedelta(seconds=seconds))


def usable_duty(path: Path) -> Duty:
    """The same, but the usual when the file has a mistake, which is logged: a call is answered all the same."""
    try:
        return read_duty(path)
    except CatalogueError as error:
        log.error("calls for a person are answered as usual: %s", error)
        return Duty()
