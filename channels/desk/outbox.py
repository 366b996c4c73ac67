"""What is on its way to departments, and what does not get there."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from actions.cases.model import Case
from actions.departments.courier import revive as send_again
from actions.desk.dealing import CHANNEL
from actions.desk.model import STAFF
from actions.desk.ports import DeskWork
from actions.outbox import Parcel, ParcelState
from channels.desk.desk import Desk
from channels.desk.page import Asked, Page, Refused, Socket
from channels.desk.titles import titles


def pages(desk: Desk) -> list[Page | Socket]:
    """For staff."""
    return [
        Page("/outbox", show, STAFF, nav="outbox"),
        Page("/outbox/{parcel}/revive", revive, STAFF, ("POST",)),
    ]


@dataclass(frozen=True)
class OnItsWay:
    """A parcel and the case in it."""

    parcel: Parcel
    case: Case


def show(asked: Asked) -> Response:
    """Dead letters first, then what is waiting and what was refused."""
    with asked.desk.units.reading() as work:
        found = {state.value: _with_cases(work, state) for state in _SHOWN}
    return asked.desk.page(asked, "outbox.html", found=found, title=titles(asked.desk))


def revive(asked: Asked) -> Response:
    """Sends one that was given up on its way again."""
    with asked.desk.units.reading() as work:
        dead = [one for one in _with_cases(work, ParcelState.DEAD) if one.parcel.id == asked.path("parcel")]
    resources = asked.desk.resources
    if not dead or not send_again(dead[0].parcel, resources.units, resources.clock, CHANNEL):
        raise Refused(409, "too_late")
    asked.desk.note(asked, "revived", dead[0].case.number)
    return asked.to("/outbox", "revived")


_SHOWN = (ParcelState.DEAD, ParcelState.WAITING, ParcelState.REFUSED)


def _with_cases(work: DeskWork, state: ParcelState) -> list[OnItsWay]:
    cases = ((parcel, work.cases.by_id(parcel.case_id)) for parcel in work.outbox.in_state(state))
    return [OnItsWay(parcel, case) for parcel, case in cases if case is not None]
