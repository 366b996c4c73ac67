"""How calls for a person are answered at this station: `duty.yml` in the station's folder, which need not be there."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from actions.catalogue.reader import CatalogueError, Section, read_section

log = logging.getLogger(__name__)

_LONGEST_PLACE = 64


_APPS = ("telegram", "wechat")


@dataclass(frozen=True)
class Group:
    """The volunteers' group in a messaging app, by the number the app knows it by."""

    app: str
    address: str


@dataclass(frozen=True)
class Duty:
    """`place`: where the kiosk stands, in a few words. `phone`: shown to whoever waits in vain, empty for none.

    A call that nobody takes rings wider and wider: after `answer_within` on every page of the desk, after
    `group_after` in the `group`, after `phone_after` the kiosk shows the phone.
    """

    place: str = ""
    phone: str = ""
    answer_within: timedelta = timedelta(seconds=60)
    group_after: timedelta = timedelta(seconds=60)
    phone_after: timedelta = timedelta(seconds=60)
    group: Group | None = None


def read_duty(path: Path) -> Duty:
    """What the file says. Raises CatalogueError naming the key to mend."""
    if not path.exists():
        return Duty()
    file, usual = read_section(path), Duty()
    place = file.optional_text("place") or usual.place
    if len(place) > _LONGEST_PLACE:
        raise file.error("place", f"has more than {_LONGEST_PLACE} characters")
    phone = file.optional_text("phone") or usual.phone
    within = file.number("answer_within_seconds", usual.answer_within.total_seconds())
    group_after = timedelta(seconds=file.number("group_after_seconds", within))
    phone_after = timedelta(seconds=file.number("phone_after_seconds", within))
    group = _group(file.section("group")) if file.has("group") else None
    file.done()
    return Duty(place, phone, timedelta(seconds=within), group_after, phone_after, group)


def _group(section: Section) -> Group:
    group = Group(section.choice("app", _APPS), section.text("address"))
    section.done()
    return group


def usable_duty(path: Path) -> Duty:
    """The same, but the usual when the file has a mistake, which is logged: a call is answered all the same."""
    try:
        return read_duty(path)
    except CatalogueError as error:
        log.error("calls for a person are answered as usual: %s", error)
        return Duty()
