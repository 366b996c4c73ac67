"""What the screen shows of listening: three large buttons after a silence, a pause in what is said, press to talk."""

import pytest

from kiosk.events import PartialHeard, SpeechPaused, SpeechStarted
from kiosk.settings import KioskSettings
from kiosk.turn_state import Rules
from tests.e2e.screen.conftest import open_page, went_through
from tests.e2e.screen.station import running
from tests.unit.kiosk.fakes import FakeEar, FakeMouth

pytestmark = pytest.mark.e2e

SMALLEST = 96
"""Pixels: a large button is higher than any other."""


def heights(page, selector):
    return [button.bounding_box()["height"] for button in page.locator(selector).all() if button.is_visible()]


def test_after_a_silence_there_are_three_large_buttons_and_they_work(browser):
    quick = KioskSettings(tick=0.05, rules=Rules(prompts=((0.3, "try"), (0.8, "choices")), reading=0.5))
    with running(mouth=FakeMouth(seconds=0.05), settings=quick) as station:
        page = open_page(browser, station)
        page.click("#orb")
        page.wait_for_selector("#choices button")
        assert len(heights(page, "#choices button")) == 3 and min(heights(page, "#choices button")) >= SMALLEST
        assert heights(page, ".tiles button") == []
        page.click("#choices [data-title='高龄津贴']")
        page.wait_for_selector("body[data-view='talk'][data-choices]")
        assert len(heights(page, "#follow button")) == 3 and min(heights(page, "#follow button")) >= SMALLEST
        page.close()


def test_a_pause_in_what_is_said_shows_that_it_was_heard(browser):
    script = {22: [SpeechStarted()], 24: [PartialHeard("高龄")], 28: [SpeechPaused(True)]}
    with running(ears=lambda: FakeEar(script), mouth=FakeMouth(seconds=0.1)) as station:
        page = open_page(browser, station)
        page.click("#orb")
        went_through(page, "noted")
        assert "听到了" in page.inner_text("#status-title")
        page.close()


def test_press_once_to_talk_says_so(browser):
    settings = KioskSettings(tick=0.05, by_press=True)
    with running(mouth=FakeMouth(seconds=0.05), settings=settings) as station:
        page = open_page(browser, station)
        page.mouse.click(640, 90)
        page.wait_for_selector("body[data-status='press']")
        assert "先点一下" in page.inner_text("#status-title")
        page.click("#orb")
        page.wait_for_selector("body[data-status='listening']")
        page.close()
