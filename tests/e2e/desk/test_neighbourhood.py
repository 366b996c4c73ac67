"""The pages of the neighbourhood in a real browser, with people on them: used, read by everybody, and touched."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from actions.desk.model import Role
from tests.e2e.desk.conftest import Served
from tests.e2e.desk.neighbourhood import (
    check_grids,
    enter_activity,
    somebody_to_visit,
    somebody_to_warn,
    take_grids,
    two_neighbours,
)
from tests.e2e.desk.test_pages import small_targets

pytestmark = pytest.mark.e2e


def found_wrong(page: Page) -> list[str]:
    """What would keep somebody from reading or touching it."""
    rules = [str(one["id"]) for one in Axe().run(page).response["violations"]]
    is_too_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*rules, *small_targets(page), *(["too wide"] if is_too_wide else [])]


def test_a_day_of_the_neighbourhood_at_the_desk(served: Served, browser: Browser) -> None:
    page = served.page(browser, Role.STAFF, 820, 1180)

    enter_activity(page, served)
    page.goto(f"{served.url}/desk/activities")
    assert "1/1 人" in page.inner_text("main") and "候补" in page.inner_text("main")
    assert found_wrong(page) == []

    check_grids(page, served)
    assert "核对：2 行" in page.inner_text("main") and found_wrong(page) == []
    take_grids(page)
    assert "周网格" in page.inner_text("main") and found_wrong(page) == []

    two_neighbours(served)
    page.goto(f"{served.url}/desk/neighbours")
    assert found_wrong(page) == []
    page.get_by_role("button", name="牵线").first.click()
    assert "牵好线了" in page.inner_text(".done") and found_wrong(page) == []
    page.get_by_role("button", name="帮好了").click()
    assert "积分也记上了" in page.inner_text(".done")

    somebody_to_visit(served)
    page.goto(f"{served.url}/desk/visits")
    assert found_wrong(page) == []
    page.get_by_label("记一句").fill("精神好")
    page.get_by_role("button", name="记下这一次").click()
    assert "精神好" in page.inner_text("main")

    somebody_to_warn(served)
    page.goto(f"{served.url}/desk/notices")
    page.get_by_label("说什么").fill("明后天三十九度，中午别出门。")
    page.get_by_role("button", name="告诉 1 位居民").click()
    assert "点过头的人都会知道" in page.inner_text(".done") and found_wrong(page) == []
    page.goto(f"{served.url}/desk/calls")
    assert "中午别出门" in page.inner_text("main") and found_wrong(page) == []
    page.goto(f"{served.url}/desk/sharing")
    assert found_wrong(page) == []
    page.context.close()
