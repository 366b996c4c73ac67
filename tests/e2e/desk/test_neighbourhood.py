"""The pages of the neighbourhood in a real browser, with people on them: used, read by everybody, and touched."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from actions.desk.model import Role
from actions.visits.keeping import begun
from tests.e2e.desk.conftest import Served
from tests.e2e.desk.test_pages import small_targets
from tests.integration.desk.filed import delivered
from tests.integration.desk.test_neighbourhood import details, gives, sign_up, wants

pytestmark = pytest.mark.e2e


def found_wrong(page: Page) -> list[str]:
    """What would keep somebody from reading or touching it."""
    rules = [str(one["id"]) for one in Axe().run(page).response["violations"]]
    is_too_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*rules, *small_targets(page), *(["too wide"] if is_too_wide else [])]


def test_a_day_of_the_neighbourhood_at_the_desk(served: Served, browser: Browser) -> None:
    desk, page = served.desk, served.page(browser, Role.STAFF, 820, 1180)
    day = (desk.resources.clock.today() + timedelta(days=3)).isoformat()

    page.goto(f"{served.url}/desk/activities")
    page.get_by_label("叫什么").fill("合唱排练")
    page.get_by_label("在哪儿").fill("二楼活动室")
    page.get_by_label("哪天").fill(day)
    page.get_by_label("几点").fill("14:30")
    page.get_by_label("几个名额").fill("1")
    page.get_by_role("button", name="登记，前台马上能报名").click()
    sign_up(desk, "王秀英", "13800138000")
    sign_up(desk, "李建国", "13900138000")
    page.goto(f"{served.url}/desk/activities")
    assert "1/1 人" in page.inner_text("main") and "候补" in page.inner_text("main")
    assert found_wrong(page) == []

    page.goto(f"{served.url}/desk/grid")
    page.get_by_label("表格").fill("阳光小区,第一网格,周网格,13800138001,2026-01-01,\n花园新村,第二网格,吴网格,,,")
    page.get_by_role("button", name="先核对").click()
    assert "核对：2 行" in page.inner_text("main") and found_wrong(page) == []
    page.get_by_role("button", name="没错，换成这张表").click()
    assert "周网格" in page.inner_text("main") and found_wrong(page) == []

    wants(desk, day="")
    gives(desk)
    page.goto(f"{served.url}/desk/neighbours")
    assert found_wrong(page) == []
    page.get_by_role("button", name="牵线").first.click()
    assert "牵好线了" in page.inner_text(".done") and found_wrong(page) == []
    page.get_by_role("button", name="帮好了").click()
    assert "积分也记上了" in page.inner_text(".done")

    begun(delivered(desk, "home_visit", None, details(often="一周一次", address="阳光小区三栋")), desk.resources)
    page.goto(f"{served.url}/desk/visits")
    assert found_wrong(page) == []
    page.get_by_label("记一句").fill("精神好")
    page.get_by_role("button", name="记下这一次").click()
    assert "精神好" in page.inner_text("main")

    delivered(desk, "warnings", None, details())
    page.goto(f"{served.url}/desk/notices")
    page.get_by_label("说什么").fill("明后天三十九度，中午别出门。")
    page.get_by_role("button", name="告诉 1 位居民").click()
    assert "点过头的人都会知道" in page.inner_text(".done") and found_wrong(page) == []
    page.goto(f"{served.url}/desk/calls")
    assert "中午别出门" in page.inner_text("main") and found_wrong(page) == []
    page.goto(f"{served.url}/desk/sharing")
    assert found_wrong(page) == []
    page.context.close()
