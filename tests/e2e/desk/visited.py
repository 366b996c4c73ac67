"""A visit that a volunteer at the desk is called to: somebody in the middle of a form, who says yes to being seen."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from actions.model import HelpRequest, Reason, new_id, session_reference
from channels.desk.desk import Desk
from channels.live.orders import Come, Order
from channels.live.record import Record, Speaker
from channels.live.room import Room
from tests.integration.live.test_side_by_side import spoken

NAME = "kiosk-visited"


@dataclass
class Agreeing:
    """The screen of somebody who agrees."""

    room: list[Room] = field(default_factory=list)

    def obey(self, order: Order) -> None:
        if isinstance(order, Come) and order.looks:
            asyncio.get_running_loop().call_soon(self.room[0].answered, True)


def a_visit(desk: Desk) -> None:
    """It goes on, and the person has called; another one waits for somebody in a chat."""
    guest = Agreeing()
    guest.room.append(desk.meeting.open(NAME, guest))
    guest.room[0].record = spoken(Record()).said(Speaker.ASSISTANT, "没有手机就说没有，我请人来帮您。")
    now = desk.resources.clock.now()
    calls = (
        HelpRequest(
            new_id(),
            session_reference(NAME),
            "kiosk",
            Reason.NOT_UNDERSTOOD,
            "inform.phone",
            "elder_allowance",
            now,
            place="一楼大厅",
        ),
        HelpRequest(new_id(), session_reference("chat"), "telegram", Reason.FRAUD, "fraud.suspect", None, now),
    )
    with desk.units() as work:
        for call in calls:
            work.help_requests.add(call)
        work.commit()
