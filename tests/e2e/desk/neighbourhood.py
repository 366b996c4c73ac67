"""What the staff of a neighbourhood put into the desk, by its own pages."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import Page

from actions.visits.keeping import begun
from tests.e2e.desk.conftest import Served
from tests.integration.desk.filed import delivered
from tests.integration.desk.test_neighbourhood import details, gives, sign_up, wants

GRIDS = "阳光小区,第一网格,周网格,13800138001,2026-01-01,\n花园新村,第二网格,吴网格,,,"


def enter_activity(page: Page, served: Served, seats: int = 1) -> None:
    """The choir in three days; two people want to come."""
    day = (served.desk.resources.clock.today() + timedelta(days=3)).isoformat()
    page.goto(f"{served.url}/desk/activities")
    page.get_by_label("叫什么").fill("合唱排练")
    page.get_by_label("在哪儿").fill("二楼活动室")
    page.get_by_label("哪天").fill(day)
    page.get_by_label("几点").fill("14:30")
    page.get_by_label("几个名额").fill(str(seats))
    page.get_by_role("button", name="登记，前台马上能报名").click()
    sign_up(served.desk, "王秀英", "13800138000")
    sign_up(served.desk, "李建国", "13900138000")


def check_grids(page: Page, served: Served) -> None:
    """A table of two grids, looked at before it is taken in."""
    page.goto(f"{served.url}/desk/grid")
    page.get_by_label("表格").fill(GRIDS)
    page.get_by_role("button", name="先核对").click()


def take_grids(page: Page) -> None:
    page.get_by_role("button", name="没错，换成这张表").click()


def two_neighbours(served: Served) -> None:
    """One needs somebody to go to hospital with, the other goes with people."""
    wants(served.desk, day="")
    gives(served.desk)


def somebody_to_visit(served: Served) -> None:
    case = delivered(served.desk, "home_visit", None, details(often="一周一次", address="阳光小区三栋"))
    begun(case, served.desk.resources)


def somebody_to_warn(served: Served) -> None:
    delivered(served.desk, "warnings", None, details())
