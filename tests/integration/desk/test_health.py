"""The staff's page of what works: what is amiss stands first, with what to do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.desk.model import Role
from assistant.health.model import Severity
from assistant.health.words import Line
from channels.desk.desk import Desk
from tests.integration.desk.conftest import browsers_at

pytestmark = pytest.mark.integration

GOOD = Line("disk", "磁盘", Severity.WELL, "还空着 9000 MB", "")
BAD = Line("printer", "打印机", Severity.LESS, "停了：<roll>", "看看纸和线")


async def page(desk: Desk, *lines: Line) -> str:
    browser = browsers_at(replace(desk, health=lambda: lines)).as_(Role.VOLUNTEER)
    return (await browser.get("/desk/health")).text


async def test_what_is_amiss_comes_first_with_what_to_do(desk: Desk) -> None:
    text = await page(desk, GOOD, BAD)
    assert text.index("打印机") < text.index("磁盘")
    assert "看看纸和线" in text and "还空着 9000 MB" in text
    assert "&lt;roll&gt;" in text


async def test_where_all_is_well_nobody_has_to_do_anything(desk: Desk) -> None:
    assert "不用管" in await page(desk, GOOD) and "不用管" not in await page(desk, BAD)
