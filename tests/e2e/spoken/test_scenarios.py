"""A dozen visits by voice, in a real browser: real ears, real dialogue, real voice."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from tests.e2e.chromium import chromium
from tests.e2e.spoken.house import House, open_house
from tests.e2e.spoken.sounds import wav
from tests.e2e.spoken.visit import Visit

pytestmark = pytest.mark.e2e

SCENARIOS = yaml.safe_load(Path(__file__).with_name("scenarios.yml").read_text(encoding="utf-8"))
AT_THE_DEVICE = [scenario for scenario in SCENARIOS if scenario.get("device")]
UNTIL_GREETED, SPOKEN_AT_MOST, LONG = 6.0, 8.0, 60.0
"""Seconds."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with open_house(tmp_path_factory.mktemp("house") / "home") as house:
        yield house


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[scenario["name"] for scenario in SCENARIOS])
def test_a_visit_by_voice(browser: Browser, house: House, scenario: dict[str, Any]) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    url = house.hurried_url if scenario.get("hurried") else house.url
    visit = Visit(page, url, scenario.get("echo", 0.0))
    for step in scenario["steps"]:
        visit.play(step)
    page.close()


@pytest.mark.parametrize("scenario", AT_THE_DEVICE, ids=[scenario["name"] for scenario in AT_THE_DEVICE])
def test_a_visit_through_the_browsers_own_microphone(house: House, scenario: dict[str, Any], tmp_path: Path) -> None:
    said, *steps = scenario["steps"]
    heard = tmp_path / "microphone.wav"
    heard.write_bytes(wav([UNTIL_GREETED, *said["say"], LONG]))
    with chromium(heard) as browser:
        visit = Visit(browser.new_page(viewport={"width": 1280, "height": 800}), house.url, has_device=True)
        visit.play(steps[0] | {"within_ms": steps[0]["within_ms"] + (UNTIL_GREETED + SPOKEN_AT_MOST) * 1000})
        for step in steps[1:]:
            visit.play(step)
