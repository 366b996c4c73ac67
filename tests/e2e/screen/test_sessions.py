"""A visit and its end at the screen: the warning, the pause, the wipe, and the way back that is not there."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Browser, Page

from kiosk.settings import KioskSettings
from kiosk.turn_state import Rules
from tests.e2e.screen.conftest import open_page
from tests.e2e.screen.station import Station, running
from tests.unit.kiosk.fakes import FakeMouth

pytestmark = pytest.mark.e2e

NAME = "我叫王桂英"
GONE_WITHIN = 2.0
"""Seconds: until then everything of a person has to be gone (domain notes B6)."""


class Hall:
    """The clock of the hall, which goes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def wait(self, page: Page, seconds: float) -> None:
        """So many seconds go by, one after another, and the kiosk notices each of them."""
        for _ in range(round(seconds)):
            self.now += 1.0
            page.wait_for_timeout(30)


def tell(page: Page) -> None:
    page.fill("#text", NAME)
    page.keyboard.press("Enter")
    page.wait_for_selector(".answer .sentence")


def test_at_rest_the_screen_tells_the_time_and_says_one_sentence(page: Page) -> None:
    assert page.evaluate(
        "/^(上午|下午|凌晨|早上|中午|晚上|清晨|傍晚)\\d+:\\d\\d$/.test(document.querySelector('#time').textContent)"
    )
    assert page.locator("#home h2:visible").all_inner_texts() == ["您好，想办什么事？"]
    assert page.inner_text("#status-title") == "请说话"


def test_a_visit_that_was_left_is_warned_of_wiped_and_both_are_said(browser: Browser) -> None:
    mouth = FakeMouth(seconds=0.2)
    rules = Rules(prompts=(), idle=0.6, warning=1.5)
    with running(mouth=mouth, settings=KioskSettings(tick=0.05, rules=rules)) as station:
        page = open_page(browser, station)
        tell(page)
        name = station.dialogue.asked[-1][0]
        page.wait_for_selector("#leaving:not([hidden]):has-text('您还在吗')")
        page.wait_for_selector("#wiped:not([hidden]):has-text('您的信息已清除')")
        began = time.monotonic()
        while name not in station.dialogue.forgotten or "王桂英" in page.content():
            assert time.monotonic() - began < GONE_WITHIN
        assert mouth.forgot >= 1
        page.wait_for_selector("body[data-mode='attract'][data-view='home']")
        page.close()
    said = "".join(sentence for sentence, _, _ in mouth.said)
    assert "半分钟" in said and "您的信息已清除" in said


@pytest.mark.parametrize("shuts", [False, True], ids=["the page is there", "the browser is shut"])
def test_after_ninety_seconds_a_warning_and_thirty_later_nothing_is_left(browser: Browser, shuts: bool) -> None:
    mouth, hall = FakeMouth(seconds=0.05), Hall()
    settings = KioskSettings(tick=0.02, seconds=hall, rules=Rules(prompts=()))
    with running(mouth=mouth, settings=settings) as station:
        page = open_page(browser, station)
        tell(page)
        page.wait_for_selector("body[data-mode='listening']")
        name = station.dialogue.asked[-1][0]
        hall.wait(page, 89)
        assert not page.is_visible("#leaving") and name not in station.dialogue.forgotten
        hall.wait(page, 2)
        page.wait_for_selector("#leaving:not([hidden])")
        hall.wait(page, 28)
        assert name not in station.dialogue.forgotten
        began = time.monotonic()
        if shuts:
            page.close()
        hall.now += 3
        while name not in station.dialogue.forgotten or not (shuts or page.is_visible("#wiped")):
            assert time.monotonic() - began < GONE_WITHIN
            time.sleep(0.02)
        assert mouth.forgot >= 1 and (shuts or "王桂英" not in page.content())


@pytest.mark.parametrize("goes_on", [False, True], ids=["nobody comes back", "the person goes on"])
def test_wait_a_moment_is_five_minutes(browser: Browser, goes_on: bool) -> None:
    hall = Hall()
    settings = KioskSettings(tick=0.02, seconds=hall, rules=Rules(prompts=()))
    with running(mouth=FakeMouth(seconds=0.05), settings=settings) as station:
        page = open_page(browser, station)
        tell(page)
        page.wait_for_selector("body[data-mode='listening']")
        page.click("[data-send=pause]")
        page.wait_for_selector("body[data-status='paused']")
        hall.wait(page, 200)
        if goes_on:
            page.click("#orb")
            page.wait_for_selector("body[data-status='listening']")
        hall.wait(page, 89 if goes_on else 99)
        assert not page.is_visible("#leaving")
        hall.wait(page, 2)
        page.wait_for_selector("#leaving:not([hidden])")
        page.close()


def test_after_the_wipe_neither_back_nor_forward_nor_reload_shows_the_last_person(page: Page, station: Station) -> None:
    tell(page)
    page.wait_for_timeout(600)
    page.click(".bar-end")
    page.wait_for_selector("#wiped:not([hidden])")
    for go in (page.reload, lambda: page.goto("about:blank"), page.go_back, page.go_forward, page.go_back):
        go()
        if page.url == station.url:
            page.wait_for_selector("body[data-connected][data-view='home']")
        assert "王桂英" not in page.content()
    assert page.evaluate("history.state") is None


def test_an_undo_brings_nothing_back_and_nothing_can_be_copied(page: Page) -> None:
    page.focus("#text")
    page.keyboard.type("还没发出去的话")
    page.keyboard.press("Control+a")
    assert page.evaluate(
        "document.execCommand('copy') && !document.dispatchEvent(new Event('copy', {cancelable: true}))"
    )
    page.click("#orb")
    page.wait_for_timeout(600)
    page.click(".bar-end")
    page.wait_for_selector("#wiped", state="hidden")
    page.focus("#text")
    for keys in ("Control+z", "Control+y", "Control+v"):
        page.keyboard.press(keys)
        assert page.input_value("#text") == ""
