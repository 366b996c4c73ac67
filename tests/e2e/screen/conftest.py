"""A real Chromium with a fake microphone, and a kiosk with stand-ins behind it."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.screen.station import Station, running
from tests.unit.kiosk.fakes import FakeMouth

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield browser
        browser.close()


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
