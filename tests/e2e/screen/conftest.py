"""A kiosk with stand-ins behind it, and its page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.screen.station import Station, running
from tests.unit.kiosk.fakes import FakeMouth


@pytest.fixture
def station() -> Iterator[Station]:
    with running(mouth=FakeMouth(seconds=0.4)) as station:
        yield station


@pytest.fixture
def page(browser: Browser, station: Station) -> Iterator[Page]:
    page = open_page(browser, station)
    yield page
    page.close()


def open_page(browser: Browser, station: Station, width: int = 1280, height: int = 800) -> Page:
    """The kiosk's page, connected; an error in its scripts fails the test that closes it."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(station.url)
    page.wait_for_selector("body[data-status]")
    page.wait_for_function("document.querySelector('#status-title').textContent !== ''")
    page.wait_for_selector("body[data-connected]")
    return page
