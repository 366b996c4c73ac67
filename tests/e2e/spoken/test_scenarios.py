"""A dozen visits by voice, in a real browser: real ears, real dialogue, real voice."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.e2e.spoken.house import House
from tests.e2e.spoken.visit import SCENARIOS, Visit

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[scenario["name"] for scenario in SCENARIOS])
def test_a_visit_by_voice(browser: Browser, house: House, scenario: dict[str, Any]) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    url = house.hurried_url if scenario.get("hurried") else house.url
    visit = Visit(page, url, scenario.get("echo", 0.0))
    for step in scenario["steps"]:
        visit.play(step)
    page.close()
