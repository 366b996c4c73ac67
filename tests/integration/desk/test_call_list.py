"""The call list: who was rung and did not answer is rung again, later and not for ever."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions.desk.dealing import Step, Wish, deal
from actions.desk.model import Role
from actions.desk.ports import AuditFilter
from channels.desk.desk import Desk
from tests.integration.desk.clock import MovableClock
from tests.integration.desk.conftest import Browser, Browsers
from tests.integration.desk.filed import delivered, marks

pytestmark = pytest.mark.integration

LATER = "到时候再打的"


async def rang_in_vain(browser: Browser, case: str, again: str = "hour") -> int:
    return (await browser.post(f"/desk/calls/case/{case}/tried", again=again)).status_code


def to_ring(desk: Desk) -> str:
    """Somebody whose case was answered; its id."""
    case = delivered(desk)
    deal(Wish(Step.ANSWER, case.number, len(marks(desk, case)), "a", "饭从周一起送"), desk.units, desk.resources.clock)
    return case.id


async def test_nobody_answered_is_counted_and_comes_back_in_time(
    desk: Desk, browsers: Browsers, clock: MovableClock
) -> None:
    browser, case = browsers.as_(Role.VOLUNTEER), to_ring(desk)
    assert LATER not in await browser.read("/desk/calls")
    assert await rang_in_vain(browser, case) == 303
    shown = await browser.read("/desk/calls")
    assert LATER in shown and "打过 1 次没打通" in shown
    clock.move(timedelta(hours=1))
    browser = browsers.as_(Role.VOLUNTEER)
    assert LATER not in await browser.read("/desk/calls")
    assert await rang_in_vain(browser, case, "morning") == 303
    clock.move(timedelta(hours=7))
    browser = browsers.as_(Role.VOLUNTEER)
    assert LATER in await browser.read("/desk/calls")
    clock.move(timedelta(days=1))
    browser = browsers.as_(Role.VOLUNTEER)
    shown = await browser.read("/desk/calls")
    assert LATER not in shown and "打过 2 次没打通" in shown and "网格员上门" not in shown
    await rang_in_vain(browser, case)
    assert "网格员上门" in await browser.read("/desk/calls")
    with desk.units.reading() as work:
        assert len(work.audit.find(AuditFilter(action="rang_in_vain"), 9)) == 3


async def test_nobody_is_rung_who_is_not_on_the_list(desk: Desk, browsers: Browsers) -> None:
    browser, case = browsers.as_(Role.VOLUNTEER), to_ring(desk)
    assert await rang_in_vain(browser, "0") == 404
    assert await rang_in_vain(browser, case, "never") == 422
    assert "没打通，上次" not in await browser.read("/desk/calls")
