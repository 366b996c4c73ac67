"""A kiosk with stand-ins behind it, and its page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.screen.station import Station, running
from tests.unit.kiosk.fakes import FakeMouth

_STATUSES = """
window.statuses = [document.body.dataset.status];
new MutationObserver(() => window.statuses.push(document.body.dataset.status))
  .observe(document.body, { attributes: true, attributeFilter: ["data-status"] });
"""
_REACHED = """status => {
  const at = window.statuses.indexOf(status);
  if (at >= 0) window.statuses.splice(0, at);
  return at >= 0;
}"""


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
    page.evaluate(_STATUSES)
    return page


def went_through(page: Page, status: str) -> None:
    """Wait until the page has said that the kiosk does this, though it may do something else by now."""
    page.wait_for_function(_REACHED, arg=status)
