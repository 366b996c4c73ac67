"""A call that nobody took rings on every page, and asking for it keeps nobody in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions.desk.model import IDLE, Role
from actions.model import HelpRequest, Reason, Taker, new_id
from channels.desk.desk import Desk
from tests.integration.desk.clock import MovableClock
from tests.integration.desk.conftest import Browsers

pytestmark = pytest.mark.integration


def call(desk: Desk, reason: Reason = Reason.ASKED, place: str = "一楼大厅") -> str:
    now = desk.resources.clock.now()
    request = HelpRequest(new_id(), new_id(), "kiosk", reason, "dlg.human", "meal_service", now, place=place)
    with desk.units() as work:
        work.help_requests.add(request)
        work.commit()
    return request.id


async def test_it_rings_once_nobody_took_it_in_time(desk: Desk, browsers: Browsers, clock: MovableClock) -> None:
    browser, asked = browsers.as_(Role.VOLUNTEER), call(desk)
    assert (await browser.get("/desk/ringing")).json() == {"count": 0, "line": ""}
    clock.move(desk.resources.duty.answer_within)
    told = (await browser.get("/desk/ringing")).json()
    assert told["count"] == 1 and told["line"].startswith("一楼大厅 · 自己要找人")
    with desk.units() as work:
        work.help_requests.take(asked, Taker("a", "小李"), clock.now())
        work.commit()
    assert (await browser.get("/desk/ringing")).json()["count"] == 0


async def test_a_danger_rings_at_once_and_first(desk: Desk, browsers: Browsers, clock: MovableClock) -> None:
    browser = browsers.as_(Role.VOLUNTEER)
    call(desk)
    clock.move(desk.resources.duty.answer_within)
    call(desk, Reason.EMERGENCY, place="")
    told = (await browser.get("/desk/ringing")).json()
    assert told["count"] == 2 and told["line"].startswith("前台机器 · 可能有危险")


async def test_a_page_left_open_is_no_sign_of_anybody(desk: Desk, browsers: Browsers, clock: MovableClock) -> None:
    browser = browsers.as_(Role.VOLUNTEER)
    for _ in range(3):
        clock.move(IDLE / 2 - timedelta(seconds=1))
        status = (await browser.get("/desk/ringing")).status_code
    assert status == 401
