"""The staff's page of what works, left open: what breaks shows by itself, and what cannot be seen is not passed off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from actions.desk.model import Role
from actions.ports import StorageError
from assistant.health.model import Finding, broken, less, well
from assistant.health.words import Line, Words
from tests.e2e.desk.conftest import Served, serving
from tests.integration.desk.conftest import mounted

pytestmark = pytest.mark.e2e

PATIENCE = 40_000
"""Milliseconds; the page looks every fifteen seconds."""


@dataclass
class Devices:
    """What the checks find, and whether the store of the desk itself is there."""

    units: Any
    found: dict[str, Finding] = field(default_factory=lambda: {"database": well(), "page": well(), "voice": well()})
    is_store_away: bool = False

    def report(self) -> list[Line]:
        words = Words.load("zh")
        return [words.line(check, finding) for check, finding in self.found.items()]

    def __call__(self) -> Any:
        return self._store()()

    def reading(self) -> Any:
        return self._store().reading()

    def _store(self) -> Any:
        if self.is_store_away:
            raise StorageError("away")
        return self.units


@pytest.fixture
def devices(served: Served) -> Devices:
    return Devices(served.desk.units)


@pytest.fixture
def page(served: Served, browser: Browser, devices: Devices) -> Iterator[Page]:
    """Opened once, and never again."""
    entrance = replace(served.desk.entrance, units=devices)
    desk = replace(served.desk, units=devices, entrance=entrance, health=devices.report, nav=[])
    with serving(mounted(desk)) as url:
        page = replace(served, url=url).page(browser, Role.STAFF)
        page.goto(f"{url}/desk/health")
        page.wait_for_selector("text=样样都好")
        page.evaluate("window.isTheSamePage = true")
        yield page
        assert page.evaluate("window.isTheSamePage") is True
        page.context.close()


def shows(page: Page, selector: str) -> None:
    page.wait_for_selector(selector, timeout=PATIENCE)


def test_microphone_voice_and_database_show_as_they_break_and_come_back(page: Page, devices: Devices) -> None:
    devices.found |= {"page": less("no_microphone"), "voice": less("none")}
    shows(page, "h2:has-text('要看一看的 2 样')")
    shows(page, "tr:has-text('一体机的屏幕'):has-text('浏览器没有话筒')")
    shows(page, "tr:has-text('说话的声音'):has-text('装上 espeak-ng')")
    devices.found |= {"page": well(), "database": broken("unusable", problem="OperationalError")}
    shows(page, "tr:has-text('数据库'):has-text('不能登记')")
    assert "浏览器没有话筒" not in page.inner_text("main")
    devices.found |= {"voice": well(), "database": well()}
    shows(page, "text=样样都好")


def test_a_station_that_cannot_be_asked_is_not_shown_as_well(page: Page, devices: Devices) -> None:
    devices.is_store_away = True
    shows(page, "#unseen:has-text('资料库打不开了')")
    devices.is_store_away = False
    page.wait_for_selector("#unseen", state="hidden", timeout=PATIENCE)
    page.context.set_offline(True)
    shows(page, "#unseen:has-text('连不上驿站')")
    page.context.set_offline(False)
    page.wait_for_selector("#unseen", state="hidden", timeout=PATIENCE)
    page.context.clear_cookies()
    shows(page, "#unseen:has-text('重新登录')")
